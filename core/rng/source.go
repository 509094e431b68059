package rng

import "math/bits"

// Source is one stream: a xoshiro256++ generator (Blackman and Vigna 2021, "Scrambled linear
// pseudorandom number generators", ACM TOMS 47, 36), period 2^256 − 1, which passes the known
// statistical batteries and needs no multiplication: 64×64→128-bit products are slow in WebAssembly.
//
// Source is a plain value: copying it copies its place in the stream. Make one with Stream or StreamAt;
// the zero value is not a generator (it would return a constant for ever).
type Source struct {
	s0, s1, s2, s3 uint64
	flip           uint64 // all ones for the antithetic twin
}

// Uint64 returns the next word, uniform over all 2^64 values.
func (r *Source) Uint64() uint64 {
	s0, s1, s2, s3 := r.s0, r.s1, r.s2, r.s3
	u := bits.RotateLeft64(s0+s3, 23) + s0
	s2 ^= s0
	s3 ^= s1
	r.s0, r.s1, r.s2, r.s3 = s0^s3, s1^s2, s2^(s1<<17), bits.RotateLeft64(s3, 45)
	return u ^ r.flip
}

// Float64 returns the next uniform number in [0, 1), a multiple of 2^-53.
func (r *Source) Float64() float64 { return Float64From(r.Uint64()) }

// Exponential returns the next exponential number of mean 1.
func (r *Source) Exponential() float64 { return ExponentialFrom(r.Uint64()) }

// Normal returns the next standard normal number.
func (r *Source) Normal() float64 { return NormalFrom(r.Uint64()) }

// Antithetic returns the twin of r at its present place: every word is the complement of r's. Uniform
// numbers u become 1 − 2^-53 − u and normal numbers z become −z, exactly; exponential numbers keep their law and
// become smaller where r's are large (correlation −0.59; −0.64 is the least that any pair can have).
// The mean of a run and its twin has a lower variance than that of two independent runs
// when the result is monotone in the draws.
func (r Source) Antithetic() Source {
	r.flip = ^r.flip
	return r
}

// Float64From makes a uniform number in [0, 1) of the high 53 bits of a word.
func Float64From(word uint64) float64 {
	// Through int64: the unsigned conversion costs a branch on amd64.
	return float64(float64(int64(word>>11)) * (1.0 / (1 << 53)))
}
