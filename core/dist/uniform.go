package dist

import (
	"math"

	"kingman/core/rng"
)

// setUniform prepares the uniform law on mean·[1 − w, 1 + w] with w = √(3·SCV); SCV up to 1/3, where it begins at 0.
func (t *Time) setUniform() error {
	if t.scv > 1.0/3 {
		return &RangeError{"scv", t.scv, "from 0 to 1/3 for a uniform time"}
	}
	t.a = min(math.Sqrt(3*t.scv), 1)
	return nil
}

func (t *Time) uniformUnit(word uint64) float64 {
	return 1 + float64(t.a*(float64(2*rng.Float64From(word))-1))
}

// uniformBiasedUnit inverts the length-biased distribution function (x² − (1−w)²)/(4w); it is 1 at w = 0.
func (t *Time) uniformBiasedUnit(word uint64) float64 {
	low := 1 - t.a
	return math.Sqrt(float64(low*low) + float64(4*t.a*rng.Float64From(word)))
}

// uniforms is uniformUnit, times the mean, for a block.
func (t *Time) uniforms(words []uint64, dst []float64) {
	mean := t.mean
	dst = dst[:len(words)]
	for i, word := range words {
		dst[i] = float64(t.uniformUnit(word) * mean)
	}
}
