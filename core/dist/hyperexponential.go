package dist

import (
	"math"

	"kingman/core/rng"
)

// setHyperexponential prepares the mixture of two exponentials with balanced means: with chance p the mean is
// 1/(2p), else 1/(2(1−p)), where p = (1 + √((SCV−1)/(SCV+1)))/2, so that each phase makes up half of the mean
// (Morse 1958; Whitt 1982, "Approximating a point process by a renewal process", eq. 3.7). SCV at least 1.
func (t *Time) setHyperexponential() error {
	if t.scv < 1 {
		return &RangeError{"scv", t.scv, "from 1 to 10000 for a hyperexponential time"}
	}
	root := math.Sqrt((t.scv - 1) / (t.scv + 1))
	rare := 1 / ((t.scv + 1) * (1 + root)) // (1 − root)/2 without cancellation
	t.a = 1 - rare
	t.b = 1 / (2 * t.a)
	t.c = 1 / (2 * rare)
	return nil
}

func (t *Time) hyperexponentialUnit(word uint64) float64 {
	// The exponential is the same for every SCV, and at SCV = 1 both phases give exactly it.
	e := rng.ExponentialFrom(word)
	if rng.Float64From(rng.Mix(word^saltPhase)) < t.a {
		return float64(e * t.b)
	}
	return float64(e * t.c)
}

// hyperexponentialResidualUnit: a random moment falls into either phase with chance one half, by balance, and
// the phase has no memory.
func (t *Time) hyperexponentialResidualUnit(word uint64) float64 {
	e := rng.ExponentialFrom(word)
	if rng.Float64From(rng.Mix(word^saltPhase)) < 0.5 {
		return float64(e * t.b)
	}
	return float64(e * t.c)
}

// hyperexponentials is hyperexponentialUnit, times the mean, for a block.
func (t *Time) hyperexponentials(words []uint64, dst []float64) {
	a, b, c, mean := t.a, t.b, t.c, t.mean
	rng.ExponentialsFrom(words, dst)
	dst = dst[:len(words)]
	for i, word := range words {
		// The phase is as good as random: a branch would often go wrong. Either share is 0 or 1, so the sum is exact.
		rare := 0.5 + math.Copysign(0.5, rng.Float64From(rng.Mix(word^saltPhase))-a)
		scale := float64(rare*c) + float64((1-rare)*b)
		dst[i] = float64(float64(dst[i]*scale) * mean)
	}
}
