package argument

import "math"

// UpTo looks for the place from low to high up to which something holds that does not
// hold beyond: it lies between from and to, which are no more than within apart. Both
// are low if it holds nowhere, and high if it holds everywhere.
func UpTo(low, high, within float64, holds func(float64) bool) (from, to float64) {
	switch {
	case !holds(low):
		return low, low
	case holds(high):
		return high, high
	}
	for from, to = low, high; to-from > within; {
		if middle := (from + to) / 2; holds(middle) {
			from = middle
		} else {
			to = middle
		}
	}
	return from, to
}

// Least is the first of n places at which a number is least, by more than rounding, and that number there; −1 and +Inf
// where it is +Inf, or NaN, everywhere.
func Least(n int, of func(k int) float64) (at int, least float64) {
	at, least = -1, math.Inf(1)
	for k := range n {
		if v := of(k); v < least && (at < 0 || v < least-float64(1e-12*math.Abs(least))) {
			at, least = k, v
		}
	}
	return at, least
}
