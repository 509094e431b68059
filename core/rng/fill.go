package rng

import (
	"math"
	"math/bits"
)

// The block fills below repeat the step of Uint64 with the state in local variables: the compiler keeps
// those in registers, which it does not do for a struct of five words behind a pointer. Tests hold each
// fill equal to its single draw, bit for bit.

// FillUint64 fills dst with the next len(dst) words.
func (r *Source) FillUint64(dst []uint64) {
	s0, s1, s2, s3, flip := r.s0, r.s1, r.s2, r.s3, r.flip
	for n := range dst {
		word := (bits.RotateLeft64(s0+s3, 23) + s0) ^ flip
		t := s1 << 17
		s2 ^= s0
		s3 ^= s1
		s1 ^= s2
		s0 ^= s3
		s2 ^= t
		s3 = bits.RotateLeft64(s3, 45)
		dst[n] = word
	}
	r.s0, r.s1, r.s2, r.s3 = s0, s1, s2, s3
}

// FillFloat64 fills dst with what len(dst) calls of Float64 would return, faster.
func (r *Source) FillFloat64(dst []float64) {
	s0, s1, s2, s3, flip := r.s0, r.s1, r.s2, r.s3, r.flip
	for n := range dst {
		word := (bits.RotateLeft64(s0+s3, 23) + s0) ^ flip
		t := s1 << 17
		s2 ^= s0
		s3 ^= s1
		s1 ^= s2
		s0 ^= s3
		s2 ^= t
		s3 = bits.RotateLeft64(s3, 45)
		dst[n] = float64(int64(word>>11)) * (1.0 / (1 << 53))
	}
	r.s0, r.s1, r.s2, r.s3 = s0, s1, s2, s3
}

// FillExponential fills dst with what len(dst) calls of Exponential would return, times scale, faster.
// Scale 1 gives mean 1.
func (r *Source) FillExponential(dst []float64, scale float64) {
	s0, s1, s2, s3, flip := r.s0, r.s1, r.s2, r.s3, r.flip
	layers := &expZiggurat.layers
	for n := range dst {
		word := (bits.RotateLeft64(s0+s3, 23) + s0) ^ flip
		t := s1 << 17
		s2 ^= s0
		s3 ^= s1
		s1 ^= s2
		s0 ^= s3
		s2 ^= t
		s3 = bits.RotateLeft64(s3, 45)
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

// FillNormal fills dst with what len(dst) calls of Normal would return, faster.
func (r *Source) FillNormal(dst []float64) {
	s0, s1, s2, s3, flip := r.s0, r.s1, r.s2, r.s3, r.flip
	layers := &normalZiggurat.layers
	for n := range dst {
		word := (bits.RotateLeft64(s0+s3, 23) + s0) ^ flip
		t := s1 << 17
		s2 ^= s0
		s3 ^= s1
		s1 ^= s2
		s0 ^= s3
		s2 ^= t
		s3 = bits.RotateLeft64(s3, 45)
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
