package network

import "math"

// wide is a non-negative number m·2^(256·e) of practically unbounded range: m is
// 0, or 2^-128 ≤ m < 2^128. Normalising constants of large populations span
// thousands of powers of ten, far beyond float64.
type wide struct {
	m float64
	e int64
}

const (
	step     = 0x1p256
	stepDown = 0x1p-256
	top      = 0x1p128
	bottom   = 0x1p-128
)

// widen converts a finite v ≥ 0.
func widen(v float64) wide {
	w := wide{m: v}
	for w.m >= top {
		w = wide{w.m * stepDown, w.e + 1}
	}
	for w.m > 0 && w.m < bottom {
		w = wide{w.m * step, w.e - 1}
	}
	return w
}

// times and plus are cut so that the common case, no change of exponent, is
// inlined.
func (a wide) times(b wide) wide {
	w := wide{float64(a.m * b.m), a.e + b.e}
	if w.m >= bottom && w.m < top {
		return w
	}
	return w.fit()
}

// fit restores the range of m after a product or a sum.
func (a wide) fit() wide {
	switch {
	case a.m == 0:
		return wide{}
	case a.m >= top:
		return wide{a.m * stepDown, a.e + 1}
	case a.m < bottom:
		return wide{a.m * step, a.e - 1}
	}
	return a
}

func (a wide) plus(b wide) wide {
	if w := (wide{a.m + b.m, a.e}); a.e == b.e && w.m < top {
		return w
	}
	return a.plusFar(b)
}

// plusFar is plus for different exponents, or a sum that needs another.
func (a wide) plusFar(b wide) wide {
	switch {
	case a.m == 0:
		return b
	case b.m == 0:
		return a
	}
	if a.e < b.e {
		a, b = b, a
	}
	switch a.e - b.e {
	case 0:
		return wide{a.m + b.m, a.e}.fit()
	case 1:
		return wide{a.m + float64(b.m*stepDown), a.e}.fit()
	}
	return a
}

// over returns a/b as a float64: 0 if a is 0, and 0 or +Inf beyond its range.
func (a wide) over(b wide) float64 {
	q := a.m / b.m
	if a.m == 0 {
		return 0
	}
	for e := a.e - b.e; e != 0; {
		if e > 0 {
			q, e = q*step, e-1
		} else {
			q, e = q*stepDown, e+1
		}
		if q == 0 || math.IsInf(q, 1) {
			break
		}
	}
	return q
}
