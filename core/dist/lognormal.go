package dist

import (
	"math"

	"kingman/core/portable"
	"kingman/core/rng"
)

// setLognormal prepares e^(σZ − σ²/2) for a standard normal Z, with σ² = ln(1 + SCV): mean 1 and that SCV.
func (t *Time) setLognormal() error {
	variance := portable.Log1p(t.scv)
	t.a = math.Sqrt(variance)
	t.b = 0.5 * variance
	return nil
}

func (t *Time) lognormalUnit(word uint64) float64 {
	return portable.Exp(float64(t.a*rng.NormalFrom(word)) - t.b)
}

// lognormalBiasedUnit is the length-biased law: the normal's mean moves up by σ².
func (t *Time) lognormalBiasedUnit(word uint64) float64 {
	return portable.Exp(float64(t.a*rng.NormalFrom(word)) + t.b)
}

// lognormals is lognormalUnit, times the mean, for a block.
func (t *Time) lognormals(words []uint64, dst []float64) {
	rng.NormalsFrom(words, dst)
	for i, z := range dst {
		dst[i] = float64(portable.Exp(float64(t.a*z)-t.b) * t.mean)
	}
}
