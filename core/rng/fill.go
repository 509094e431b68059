package rng

import (
	"math"
	"math/bits"
)

// The block fills below keep the state in local variables: the compiler keeps those in registers, which it does
// not do for a struct of five words behind a pointer. Tests hold each fill equal to its single draw, bit for bit.
//
// They are measured in WebAssembly, where every jump costs. So the loops without a decision make four words before
// they jump back.

// step is the step of Uint64, but for flip.
func step(s0, s1, s2, s3 uint64) (word, t0, t1, t2, t3 uint64) {
	word = bits.RotateLeft64(s0+s3, 23) + s0
	s2 ^= s0
	s3 ^= s1
	return word, s0 ^ s3, s1 ^ s2, s2 ^ s1<<17, bits.RotateLeft64(s3, 45)
}

// FillUint64 fills dst with the next len(dst) words.
func (r *Source) FillUint64(dst []uint64) {
	s0, s1, s2, s3, flip := r.s0, r.s1, r.s2, r.s3, r.flip
	var a, b, c, d uint64
	n := 0
	for ; n < len(dst)-3; n += 4 {
		a, s0, s1, s2, s3 = step(s0, s1, s2, s3)
		b, s0, s1, s2, s3 = step(s0, s1, s2, s3)
		c, s0, s1, s2, s3 = step(s0, s1, s2, s3)
		d, s0, s1, s2, s3 = step(s0, s1, s2, s3)
		dst[n], dst[n+1], dst[n+2], dst[n+3] = a^flip, b^flip, c^flip, d^flip
	}
	for ; n < len(dst); n++ {
		a, s0, s1, s2, s3 = step(s0, s1, s2, s3)
		dst[n] = a ^ flip
	}
	r.s0, r.s1, r.s2, r.s3 = s0, s1, s2, s3
}

// FillFloat64 fills dst with the results of len(dst) calls of Float64, faster.
func (r *Source) FillFloat64(dst []float64) {
	s0, s1, s2, s3, flip := r.s0, r.s1, r.s2, r.s3, r.flip
	var a, b, c, d uint64
	n := 0
	for ; n < len(dst)-3; n += 4 {
		a, s0, s1, s2, s3 = step(s0, s1, s2, s3)
		b, s0, s1, s2, s3 = step(s0, s1, s2, s3)
		c, s0, s1, s2, s3 = step(s0, s1, s2, s3)
		d, s0, s1, s2, s3 = step(s0, s1, s2, s3)
		dst[n], dst[n+1], dst[n+2], dst[n+3] = Float64From(a^flip), Float64From(b^flip), Float64From(c^flip), Float64From(d^flip)
	}
	for ; n < len(dst); n++ {
		a, s0, s1, s2, s3 = step(s0, s1, s2, s3)
		dst[n] = Float64From(a ^ flip)
	}
	r.s0, r.s1, r.s2, r.s3 = s0, s1, s2, s3
}

// FillExponential fills dst with the results of len(dst) calls of Exponential, times scale, faster.
// Scale 1 gives mean 1.
func (r *Source) FillExponential(dst []float64, scale float64) {
	s0, s1, s2, s3, flip := r.s0, r.s1, r.s2, r.s3, r.flip
	layers := &expZiggurat.layers
	var word uint64
	for n := range dst {
		word, s0, s1, s2, s3 = step(s0, s1, s2, s3)
		word ^= flip
		l := &layers[word&255]
		place := word >> 11
		x := float64(float64(int64(place)) * l.scale)
		if place >= l.sure {
			x = exponentialEdge(word, x)
		}
		dst[n] = float64(x * scale)
	}
	r.s0, r.s1, r.s2, r.s3 = s0, s1, s2, s3
}

// FillNormal fills dst with the results of len(dst) calls of Normal, faster.
func (r *Source) FillNormal(dst []float64) {
	s0, s1, s2, s3, flip := r.s0, r.s1, r.s2, r.s3, r.flip
	layers := &normalZiggurat.layers
	var word uint64
	for n := range dst {
		word, s0, s1, s2, s3 = step(s0, s1, s2, s3)
		word ^= flip
		sign := uint64(int64(word) >> 63)
		word ^= sign
		l := &layers[word&255]
		place := word >> 10
		x := float64(float64(int64(place)) * l.scale)
		if place >= l.sure {
			x = normalEdge(word, x)
		}
		dst[n] = math.Float64frombits(math.Float64bits(x) ^ sign<<63)
	}
	r.s0, r.s1, r.s2, r.s3 = s0, s1, s2, s3
}

// ExponentialsFrom sets each of dst to ExponentialFrom of the word with its index. Both must have one length.
func ExponentialsFrom(words []uint64, dst []float64) {
	layers := &expZiggurat.layers
	dst = dst[:len(words)]
	for n, word := range words {
		l := &layers[word&255]
		place := word >> 11
		x := float64(float64(int64(place)) * l.scale)
		if place >= l.sure {
			x = exponentialEdge(word, x)
		}
		dst[n] = x
	}
}

// NormalsFrom sets each of dst to NormalFrom of the word with its index. Both must have one length.
func NormalsFrom(words []uint64, dst []float64) {
	layers := &normalZiggurat.layers
	dst = dst[:len(words)]
	for n, word := range words {
		sign := uint64(int64(word) >> 63)
		word ^= sign
		l := &layers[word&255]
		place := word >> 10
		x := float64(float64(int64(place)) * l.scale)
		if place >= l.sure {
			x = normalEdge(word, x)
		}
		dst[n] = math.Float64frombits(math.Float64bits(x) ^ sign<<63)
	}
}
