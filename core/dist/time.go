package dist

import (
	"math"

	"kingman/core/rng"
)

// Time is the law of a random time: a kind, a mean in hours (or any unit that the caller keeps to) and
// an SCV. Make it with New or ByMoments; the zero value is not a legal law (its Mean is 0).
type Time struct {
	kind    Kind
	mean    float64
	scv     float64
	a, b, c float64 // constants of the kind, set by its file
}

// ByMoments returns the law that Kingman uses for a mean and an SCV when nothing more is known:
//
//	SCV = 0       deterministic
//	0 < SCV < 1   gamma (which is Erlang's law whenever 1/SCV is a whole number)
//	SCV = 1       exponential
//	SCV > 1       hyperexponential, two phases with balanced means
//
// The law is continuous in the SCV over the whole range: the gamma law tends to the constant as SCV falls to 0
// and to the exponential as it rises to 1, and so does the hyperexponential as it falls to 1.
// Mean must be positive and finite; SCV from 0 to MaxSCV.
func ByMoments(mean, scv float64) (Time, error) {
	switch {
	case scv == 0:
		return New(Deterministic, mean, scv)
	case scv < 1:
		return New(Gamma, mean, scv)
	case scv == 1:
		return New(Exponential, mean, scv)
	}
	return New(Hyperexponential, mean, scv)
}

// New returns the law of the given kind. Mean must be positive and finite. The legal SCV depends on the kind:
//
//	Deterministic     0
//	Erlang            1/k for a whole number of stages k from 1 to 10 000 (to within 1e-9 of k, relatively)
//	Gamma             above 0 to MaxSCV
//	Exponential       1
//	Hyperexponential  1 to MaxSCV
//	Lognormal         0 to MaxSCV
//	Uniform           0 to 1/3
//
// An error is a *RangeError that names the field ("kind", "mean" or "scv"), the value and the legal range.
func New(kind Kind, mean, scv float64) (Time, error) {
	if !(mean > 0) || math.IsInf(mean, 1) {
		return Time{}, &RangeError{"mean", mean, "positive and finite"}
	}
	if !(scv >= 0 && scv <= MaxSCV) {
		return Time{}, &RangeError{"scv", scv, "from 0 to 10000"}
	}
	t := Time{kind: kind, mean: mean, scv: scv}
	var err error
	switch kind {
	case Deterministic:
		err = t.setDeterministic()
	case Erlang:
		err = t.setErlang()
	case Gamma:
		err = t.setGamma()
	case Exponential:
		err = t.setExponential()
	case Hyperexponential:
		err = t.setHyperexponential()
	case Lognormal:
		err = t.setLognormal()
	case Uniform:
		err = t.setUniform()
	default:
		err = &RangeError{"kind", float64(kind), "one of deterministic, erlang, gamma, exponential, hyperexponential, lognormal, uniform"}
	}
	if err != nil {
		return Time{}, err
	}
	return t, nil
}

// MaxSCV is the largest legal squared coefficient of variation. Beyond it no run of an affordable length
// would see the rare long times that make up the mean.
const MaxSCV = 10_000

// Kind returns the kind of the law.
func (t Time) Kind() Kind { return t.kind }

// Mean returns the mean; 0 for the zero Time, which is not a legal law.
func (t Time) Mean() float64 { return t.mean }

// SCV returns the squared coefficient of variation.
func (t Time) SCV() float64 { return t.scv }

// WithMean returns the same law stretched to another mean, which must be positive and finite.
func (t Time) WithMean(mean float64) (Time, error) { return New(t.kind, mean, t.scv) }

// Draw returns the next time from src.
func (t *Time) Draw(src *rng.Source) float64 { return t.FromWord(src.Uint64()) }

// FromWord makes a time from one random word.
func (t *Time) FromWord(word uint64) float64 {
	switch t.kind {
	case Exponential:
		return float64(rng.ExponentialFrom(word) * t.mean)
	case Erlang, Gamma:
		return float64(t.gammaUnit(word) * t.mean)
	case Hyperexponential:
		return float64(t.hyperexponentialUnit(word) * t.mean)
	case Lognormal:
		return float64(t.lognormalUnit(word) * t.mean)
	case Uniform:
		return float64(t.uniformUnit(word) * t.mean)
	}
	return t.mean
}

// Fill fills dst with the results of len(dst) calls of Draw, faster.
func (t *Time) Fill(src *rng.Source, dst []float64) {
	if t.kind == Exponential {
		src.FillExponential(dst, t.mean)
		return
	}
	var words [64]uint64
	for len(dst) > 0 {
		n := min(len(dst), len(words))
		src.FillUint64(words[:n])
		t.fromWords(words[:n], dst[:n])
		dst = dst[n:]
	}
}

// fromWords is FromWord for a block. Each kind has loops of its own that call a function only in rare cases: in
// WebAssembly a call costs as much as a draw.
func (t *Time) fromWords(words []uint64, dst []float64) {
	switch t.kind {
	case Erlang, Gamma:
		t.gammas(words, dst)
	case Hyperexponential:
		t.hyperexponentials(words, dst)
	case Lognormal:
		t.lognormals(words, dst)
	case Uniform:
		t.uniforms(words, dst)
	default:
		for i := range dst {
			dst[i] = t.mean
		}
	}
}

// DrawResidual returns how long an observer who comes at a random moment, when the renewal process has run for
// long, waits for its next event: a draw from the density (1 − F(x))/mean, whose mean is
// mean·(1 + SCV)/2. It consumes one word. It is made as a uniform share of a length-biased time
// (Feller 1971, vol. 2, XI.4), directly where that is simpler.
func (t *Time) DrawResidual(src *rng.Source) float64 {
	word := src.Uint64()
	share := rng.Float64From(rng.Mix(word ^ saltResidual))
	switch t.kind {
	case Exponential:
		return float64(rng.ExponentialFrom(word) * t.mean)
	case Erlang, Gamma:
		return float64(share * t.gammaBiasedUnit(word) * t.mean)
	case Hyperexponential:
		return float64(t.hyperexponentialResidualUnit(word) * t.mean)
	case Lognormal:
		return float64(share * t.lognormalBiasedUnit(word) * t.mean)
	case Uniform:
		return float64(share * t.uniformBiasedUnit(word) * t.mean)
	}
	return float64(share * t.mean)
}

// Salts make independent words of one: the second random number that a variate needs comes from
// rng.Mix(word ^ salt). The values are arbitrary.
const (
	saltAccept   = 0x6a09e667f3bcc909
	saltRetry    = 0xbb67ae8584caa73b
	saltBoost    = 0x3c6ef372fe94f82b
	saltPhase    = 0xa54ff53a5f1d36f1
	saltResidual = 0x510e527fade682d1
)
