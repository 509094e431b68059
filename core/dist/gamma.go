package dist

import (
	"math"

	"kingman/core/portable"
	"kingman/core/rng"
)

// setGamma prepares the gamma law with shape k = 1/SCV: density x^(k−1)·e^(-kx)·k^k/Γ(k) for mean 1.
// Any SCV above 0 is legal.
func (t *Time) setGamma() error {
	if t.scv == 0 {
		return &RangeError{"scv", t.scv, "above 0 for a gamma time (0 is deterministic)"}
	}
	t.a, t.b, t.c = gammaConstants(t.scv)
	return nil
}

// gammaConstants returns, for shape 1/scv, Marsaglia and Tsang's c = 1/(3√d), the unit-mean scale d·scv, and
// d = 1/scv − 1/3 itself, in forms that hold as scv tends to 0. Above scv = 1 they are those of shape 1/scv + 1 (see gammaUnit).
func gammaConstants(scv float64) (c, scale, d float64) {
	if scv > 1 {
		scv /= 1 + scv
	}
	scale = 1 - scv/3
	return math.Sqrt(scv/scale) / 3, scale, scale / scv
}

// gammaUnit makes a gamma variate of mean 1 (Marsaglia and Tsang 2000, "A simple method for generating
// gamma variables", ACM TOMS 26, 363): a cubed normal, accepted in more than 95 of 100 first attempts. For shapes
// below 1 it is multiplied by U^(1/k), their section 6.
func (t *Time) gammaUnit(word uint64) float64 {
	g := marsagliaTsang(word, t.a, t.b, t.c)
	if t.scv > 1 {
		e := rng.ExponentialFrom(rng.Mix(word ^ saltBoost)) // U^(1/k) = e^(-E/k) and 1/k is the SCV
		return float64(g * portable.Exp(-e*t.scv) * (1 + t.scv))
	}
	return g
}

// gammaBiasedUnit is gammaUnit for the length-biased law, which is gamma with shape k + 1 at the same scale: mean 1 + SCV.
func (t *Time) gammaBiasedUnit(word uint64) float64 {
	c, scale, d := gammaConstants(t.scv / (1 + t.scv))
	return float64(marsagliaTsang(word, c, scale, d) * (1 + t.scv))
}

func marsagliaTsang(word uint64, c, scale, d float64) float64 {
	for {
		x := rng.NormalFrom(word)
		r := 1 + float64(c*x)
		if r > 0 {
			v := float64(r * r * r)
			u := rng.Float64From(rng.Mix(word ^ saltAccept))
			x2 := x * x
			if u < 1-float64(0.0331*float64(x2*x2)) { // the squeeze
				return float64(v * scale)
			}
			if portable.Log(u) < float64(0.5*x2)+float64(d*(1-v+portable.Log(v))) {
				return float64(v * scale)
			}
		}
		word = rng.Mix(word ^ saltRetry)
	}
}

// gammas is gammaUnit, times the mean, for a block. Words whose first attempt the squeeze does not settle begin again.
func (t *Time) gammas(words []uint64, dst []float64) {
	c, scale, d, mean := t.a, t.b, t.c, t.mean
	if t.scv > 1 {
		for i, word := range words {
			dst[i] = float64(t.gammaUnit(word) * mean)
		}
		return
	}
	rng.NormalsFrom(words, dst)
	dst = dst[:len(words)]
	for i, word := range words {
		x := dst[i]
		r := 1 + float64(c*x)
		g := float64(float64(r*r*r) * scale)
		u := rng.Float64From(rng.Mix(word ^ saltAccept))
		x2 := x * x
		if r <= 0 || u >= 1-float64(0.0331*float64(x2*x2)) {
			g = marsagliaTsang(word, c, scale, d)
		}
		dst[i] = float64(g * mean)
	}
}
