package dist

import "kingman/core/portable"

// LargestGamma returns the mean of the largest of n independent gamma times, n from 1 on, whole or not, each of mean 1 and
// that SCV, above 0 to 1: the integral of 1 − P(X ≤ x)ⁿ (H. A. David, Order Statistics, 1970) by the trapezoidal rule
// up to 5, which at an SCV of 0.1 and n up to 100 leaves out less than 1e-5.
func LargestGamma(n, scv float64) float64 {
	const step = 1.0 / 16
	shape := 1 / scv
	mean := float64(step * 0.5)
	for x := step; x < 5; x += step {
		mean -= float64(step * portable.Expm1(float64(n*portable.Log(max(1e-300, portable.RegularizedGammaP(shape, shape*x))))))
	}
	return mean
}

// LargestGeometric returns the mean of the largest of n independent numbers of failures, n from 1 on, whole or not, each
// before a first success, if a try fails with that chance, 0 to below 1: Σ 1 − (1 − pᵏ)ⁿ over k from 1 on, of which it
// takes sixty terms at most.
func LargestGeometric(n, fails float64) float64 {
	mean, all := 0.0, fails
	for k := 0; k < 60 && all > 1e-12; k++ {
		mean -= portable.Expm1(float64(n * portable.Log1p(-all)))
		all *= fails
	}
	return mean
}
