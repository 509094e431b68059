package portable

import "math"

// SinCosPi returns sin(πx) and cos(πx), to about one unit in the last place of
// the larger. Whole and half numbers give exact results. A NaN or an infinity
// gives NaN twice.
//
// The argument is reduced to |r| ≤ 1/4 exactly, because the period in x is a
// whole number; the Taylor series does the rest.
func SinCosPi(x float64) (sin, cos float64) {
	if !(math.Abs(x) <= math.MaxFloat64) {
		return math.NaN(), math.NaN()
	}
	x -= 2 * math.Floor(0.5*x) // [0, 2)
	n := math.Floor(float64(2*x) + 0.5)
	r := x - float64(0.5*n)
	a := float64(math.Pi * r)
	z := float64(a * a)
	s := sinSeries[7]
	c := cosSeries[7]
	for i := 6; i >= 0; i-- {
		s = sinSeries[i] + float64(z*s)
		c = cosSeries[i] + float64(z*c)
	}
	s = a + float64(float64(a*z)*s)
	c = 1 - (float64(0.5*z) - float64(float64(z*z)*c))
	switch int(n) & 3 {
	case 1:
		s, c = c, -s
	case 2:
		s, c = -s, -c
	case 3:
		s, c = -c, s
	}
	return s, c
}

// sinSeries[i] = (−1)^(i+1)/(2i+3)!; cosSeries[i] = (−1)^i/(2i+4)!.
var (
	sinSeries = [8]float64{
		-1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800,
		1.0 / 6227020800, -1.0 / 1307674368000, 1.0 / 355687428096000,
	}
	cosSeries = [8]float64{
		1.0 / 24, -1.0 / 720, 1.0 / 40320, -1.0 / 3628800, 1.0 / 479001600,
		-1.0 / 87178291200, 1.0 / 20922789888000, -1.0 / 6402373705728000,
	}
)
