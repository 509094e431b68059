package dist

import (
	"math"

	"kingman/core/portable"
)

// CDF returns P(time ≤ x). It is 0 below 0, and NaN for NaN.
func (t *Time) CDF(x float64) float64 {
	x /= t.mean
	if x < 0 {
		return 0
	}
	switch t.kind {
	case Exponential:
		return -portable.Expm1(-x)
	case Erlang, Gamma:
		return gammaCDF(x, t.scv)
	case Hyperexponential:
		return float64(t.a*-portable.Expm1(-x/t.b)) + float64((1-t.a)*-portable.Expm1(-x/t.c))
	case Lognormal:
		if t.a > 0 {
			return portable.NormalCDF((portable.Log(x) + t.b) / t.a)
		}
	case Uniform:
		if t.a > 0 {
			return max(0, min(1, (x-1+t.a)/(2*t.a)))
		}
	}
	if math.IsNaN(x) {
		return x
	}
	if x < 1 {
		return 0
	}
	return 1
}

// gammaCDF is the regularised incomplete gamma function, and for shapes above a million, where that is slow,
// the cube root's normal approximation (Wilson and Hilferty 1931), by then good to about eight digits.
func gammaCDF(x, scv float64) float64 {
	if scv < 1e-6 {
		return portable.NormalCDF((portable.Pow(x, 1.0/3) - 1 + scv/9) * 3 / math.Sqrt(scv))
	}
	return portable.RegularizedGammaP(1/scv, x/scv)
}
