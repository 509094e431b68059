package dist

import (
	"math"

	"kingman/core/portable"
)

// Shortfall returns E[max(0, x − time)], by how much the time falls short of x on average: the integral of the
// distribution function up to x. It is 0 for x ≤ 0.
func (t *Time) Shortfall(x float64) float64 {
	if !(x > 0) {
		return 0
	}
	x /= t.mean
	var s float64
	switch t.kind {
	case Exponential:
		s = shortExponential(x)
	case Erlang, Gamma:
		if t.scv < 1e-6 { // as good as constant; the spread matters only next to it
			s = normalShortfall(x-1, math.Sqrt(t.scv))
		} else {
			// x·F(x) less the mean of the times below x, whose law is gamma with one more in the shape.
			s = float64(x*gammaCDF(x, t.scv)) - portable.RegularizedGammaP(1/t.scv+1, x/t.scv)
		}
	case Hyperexponential:
		s = float64(0.5*shortExponential(x/t.b)) + float64(0.5*shortExponential(x/t.c))
	case Lognormal:
		s = x - 1
		if t.a > 0 {
			z := (portable.Log(x) + t.b) / t.a
			s = float64(x*portable.NormalCDF(z)) - portable.NormalCDF(z-t.a)
		}
	case Uniform:
		low := 1 - t.a
		switch {
		case x >= 1+t.a:
			s = x - 1
		case x > low:
			s = float64((x-low)*(x-low)) / (4 * t.a)
		}
	default:
		s = x - 1
	}
	return float64(max(0, s) * t.mean)
}

// shortExponential is x − 1 + e^-x, by its series where that cancels.
func shortExponential(x float64) float64 {
	if x < 0.01 {
		return float64(x*x) * (0.5 - float64(x*(1.0/6-float64(x*(1.0/24-x/120)))))
	}
	return x + portable.Expm1(-x)
}

// normalShortfall is E[max(0, d − σZ)] for a standard normal Z.
func normalShortfall(d, sigma float64) float64 {
	if !(sigma > 0) {
		return d
	}
	z := d / sigma
	return float64(d*portable.NormalCDF(z)) + float64(sigma*portable.NormalPDF(z))
}

// Sum returns the law of the sum of n independent times, and whether it is of a kind that this package has: the sum of
// gamma times is gamma (Erlang and exponential times are), of constants constant.
func (t *Time) Sum(n int) (Time, bool) {
	if n < 1 {
		return Time{}, false
	}
	kind := t.kind
	switch {
	case n == 1:
		return *t, true
	case kind == Exponential, kind == Erlang:
		kind = Gamma
	case kind != Gamma && kind != Deterministic:
		return Time{}, false
	}
	sum, err := New(kind, float64(float64(n)*t.mean), t.scv/float64(n))
	return sum, err == nil
}
