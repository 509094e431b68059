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
