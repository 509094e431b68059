package portable

import "math"

// StudentTCDF returns P(T ≤ t) for Student's t with nu > 0 degrees of freedom.
func StudentTCDF(t, nu float64) float64 {
	switch {
	case !(nu > 0) || t != t:
		return math.NaN()
	case t > 0:
		return 1 - StudentTCDF(-t, nu)
	case nu > manyDegrees:
		return NormalCDF(t)
	}
	return 0.5 * RegularizedBeta(nu/(nu+float64(t*t)), 0.5*nu, 0.5)
}

// manyDegrees of freedom make Student's t the normal distribution.
const manyDegrees = 1e7

// A studentTail is StudentTCDF at many t ≤ 0 of one nu: to the last bit the same,
// but what does not depend on t is evaluated once.
type studentTail struct {
	nu             float64
	direct, mirror betaTail // I_x(nu/2, 1/2) and I_x(1/2, nu/2)
}

func newStudentTail(nu float64) studentTail {
	s := studentTail{nu: nu, direct: newBetaTail(0.5*nu, 0.5)}
	s.mirror = newBetaTail(0.5, 0.5*nu)
	return s
}

// at returns P(T ≤ t) for t ≤ 0.
func (s *studentTail) at(t float64) float64 {
	if s.nu > manyDegrees {
		return NormalCDF(t)
	}
	x := s.nu / (s.nu + float64(t*t))
	switch {
	case x == 0 || x == 1:
		return 0.5 * x
	case float64(x*(s.direct.a+0.5+2)) > s.direct.a+1: // as RegularizedBeta chooses its side
		return 0.5 * (1 - s.mirror.at(1-x))
	}
	return 0.5 * s.direct.at(x)
}

// density returns the density at t.
func (s *studentTail) density(t float64) float64 {
	if s.nu > manyDegrees {
		return NormalPDF(t)
	}
	// (1 + t²/nu)^(−(nu+1)/2)/(B(nu/2, 1/2)·√nu)
	return Exp(s.direct.logComplete-float64(0.5*(s.nu+1)*Log1p(float64(t*t)/s.nu))) / math.Sqrt(s.nu)
}

// StudentTQuantile returns the t with StudentTCDF(t, nu) = p: −Inf at 0, +Inf
// at 1, NaN outside [0, 1] or for nu ≤ 0. It is the end of a bisection on the
// distribution function, to the last few bits; of its steps only those are
// evaluated that are so close to the root that rounding could decide them.
func StudentTQuantile(p, nu float64) float64 {
	switch {
	case !(nu > 0) || !(p >= 0 && p <= 1):
		return math.NaN()
	case p == 0:
		return math.Inf(-1)
	case p == 1:
		return math.Inf(1)
	case p > 0.5:
		return -StudentTQuantile(1-p, nu)
	}
	tail := newStudentTail(nu)
	surelyBelow, surelyAbove := tail.enclose(p)
	above := func(t float64) bool {
		return t >= surelyAbove || t > surelyBelow && tail.at(t) > p
	}
	low, high := -1.0, 0.0
	for above(low) && low > -1e300 {
		high = low
		low *= 2
	}
	for range 200 {
		mid := low + float64(0.5*(high-low))
		if mid <= low || mid >= high {
			break
		}
		if above(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return 0.5 * (low + high)
}

// enclose returns two values of t about the p-quantile, 0 < p ≤ 1/2, far
// enough from it that rounding of the distribution function cannot put them on its
// wrong side, or ∓Inf if it does not know any.
func (s *studentTail) enclose(p float64) (below, above float64) {
	below, above = math.Inf(-1), math.Inf(1)
	t := s.guess(p)
	width := math.Inf(1)
	for range 6 {
		if !(t < 0 && t > -1e6) {
			return below, above
		}
		d := s.density(t)
		if !(d > 0x1p-900) {
			return below, above
		}
		// Halley's iteration, which triples the correct digits.
		step := (s.at(t) - p) / d
		t -= step / (1 + float64(0.5*float64(step*t)*((s.nu+1)/(s.nu+float64(t*t)))))
		// How far rounding can move the root: nu/2 roundings of a power, which
		// are relative to p, and the one of 1 − x, whose root is t.
		width = 0x1p-50 * (float64((4+s.nu)*(p/d)) - t - s.nu/t)
		if math.Abs(step) < float64(1e-5*-t) { // the next error is about the cube
			break
		}
	}
	if lo, hi := t-width, t+width; s.at(lo) <= p && hi < 0 && s.at(hi) > p {
		return lo, hi
	}
	return below, above
}

// guess returns about the p-quantile, 0 < p ≤ 1/2, by four terms of its expansion
// about the normal one (Fisher and Cornish 1960; Abramowitz and Stegun 26.7.5).
func (s *studentTail) guess(p float64) float64 {
	x := NormalQuantile(p)
	y, v := float64(x*x), 1/s.nu
	g1 := float64((y + 1) / 4)
	g2 := float64((float64((float64(5*y)+16)*y) + 3) / 96)
	g3 := float64((float64((float64((float64(3*y)+19)*y)+17)*y) - 15) / 384)
	return float64(x * (1 + float64(v*(g1+float64(v*(g2+float64(v*g3)))))))
}
