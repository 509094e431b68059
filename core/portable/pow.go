package portable

import "math"

// Pow returns x^y for x ≥ 0, to within one unit in the last place.
//
// Pow(x, 0) and Pow(1, y) are 1 for every x and y. Pow(0, y) is 0 for y > 0 and
// +Inf for y < 0. A negative x gives NaN (the core raises only times, rates and
// probabilities to powers). Powers too large are +Inf, too small 0.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case !(x >= 0) || y != y:
		return math.NaN()
	case y == 1:
		return x
	case x == 0:
		if y > 0 {
			return 0
		}
		return math.Inf(1)
	case x > math.MaxFloat64 || math.Abs(y) > math.MaxFloat64:
		if (y > 0) == (x > 1) {
			return math.Inf(1)
		}
		return 0
	}
	head, tail := logExtended(x)
	switch rough := float64(y * head); {
	case rough > expOverflow:
		return math.Inf(1)
	case rough < expUnderflow:
		return 0
	}
	e, eTail := twoProduct(y, head)
	return expSum(e, eTail+float64(y*tail))
}
