package rng

import (
	"math"

	"kingman/core/portable"
)

// The ziggurat method (Marsaglia and Tsang 2000, "The ziggurat method for generating random variables",
// J. Statistical Software 5(8)) covers a falling density by 256 layers of equal area. One word chooses a
// layer and a place in it; in about 98 of 100 draws the place lies under the density for certain
// and costs one multiplication. Here the place has 53 bits that are independent of the layer's 8, which
// repairs the defect that Doornik (2005) found in the original.

// layer is one layer of a ziggurat, numbered from the base (0) to the top (255).
type layer struct {
	sure  uint64  // a place below this lies under the density
	scale float64 // width of the layer over 2^53
}

type ziggurat struct {
	layers [256]layer
	edge   [257]float64 // edge[i] is the width of layer i; edge[1] is where the tail begins
	height [257]float64 // the density at the edge
}

// Where the tail begins and the area of a layer, for the unnormalised densities e^-x and e^(-x²/2)
// (Marsaglia and Tsang 2000, section 4; area to more digits from the same equation: r·f(r) + tail = area).
const (
	expTail    = 7.69711747013104972
	expArea    = 3.9496598225815571993e-3
	normalTail = 3.6541528853610088
	normalArea = 4.92867323399139e-3
)

var expZiggurat = build(expTail, expArea,
	func(x float64) float64 { return portable.Exp(-x) },
	func(y float64) float64 { return -portable.Log(y) })

var normalZiggurat = build(normalTail, normalArea,
	func(x float64) float64 { return portable.Exp(-0.5 * float64(x*x)) },
	func(y float64) float64 { return math.Sqrt(-2 * portable.Log(y)) })

// build stacks the layers upwards from the tail. It runs once, at the start of the program (about 500
// exponentials and logarithms).
func build(tail, area float64, density, inverse func(float64) float64) *ziggurat {
	z := &ziggurat{}
	z.edge[0] = area / density(tail) // the base, the tail's area folded into its width
	z.edge[1] = tail
	for i := 2; i < 256; i++ {
		z.edge[i] = inverse(area/z.edge[i-1] + density(z.edge[i-1]))
	}
	z.edge[256] = 0
	for i := range z.edge {
		z.height[i] = density(z.edge[i])
	}
	for i := range z.layers {
		z.layers[i] = layer{
			sure:  uint64(z.edge[i+1] / z.edge[i] * (1 << 53)),
			scale: z.edge[i] * (1.0 / (1 << 53)),
		}
	}
	return z
}

// attempts is the SplitMix64 generator that a word seeds for what a rejected first attempt needs more.
type attempts uint64

func (a *attempts) next() uint64 {
	*a += golden
	return Mix(uint64(*a))
}

// ExponentialFrom makes an exponential number of mean 1 from one word.
func ExponentialFrom(word uint64) float64 {
	l := &expZiggurat.layers[word&255]
	place := word >> 11
	x := float64(float64(int64(place)) * l.scale)
	if place < l.sure {
		return x
	}
	return exponentialEdge(word, x)
}

// exponentialEdge finishes the 1 to 2 draws in 100 whose first attempt x, made of word, lies at the edge of its layer.
func exponentialEdge(word uint64, x float64) float64 {
	more := attempts(Mix(word))
	beyond := 0.0
	for {
		i := word & 255
		place := word >> 11
		switch {
		case place < expZiggurat.layers[i].sure:
			return beyond + x
		case i == 0:
			// The tail of an exponential is an exponential: begin again from there.
			beyond += expTail
		default:
			f := &expZiggurat.height
			y := f[i] + float64(Float64From(more.next())*(f[i+1]-f[i]))
			if y < portable.Exp(-x) {
				return beyond + x
			}
		}
		word = more.next()
		x = float64(float64(int64(word>>11)) * expZiggurat.layers[word&255].scale)
	}
}

// NormalFrom makes a standard normal number from one word; the complement of the word gives its negative.
func NormalFrom(word uint64) float64 {
	sign := uint64(int64(word) >> 63)
	word ^= sign // the magnitude is a function of the other 63 bits
	l := &normalZiggurat.layers[word&255]
	place := word >> 10
	x := float64(float64(int64(place)) * l.scale)
	if place >= l.sure {
		x = normalEdge(word, x)
	}
	return math.Float64frombits(math.Float64bits(x) ^ sign<<63)
}

// normalEdge is exponentialEdge for the magnitude of a normal number.
func normalEdge(word uint64, x float64) float64 {
	more := attempts(Mix(word))
	for {
		i := word & 255
		place := word >> 10
		switch {
		case place < normalZiggurat.layers[i].sure:
			return x
		case i == 0:
			// Marsaglia 1964: an exponential of rate r past the tail's start, accepted with chance e^(-e²/2).
			for {
				e := ExponentialFrom(more.next()) / normalTail
				if 2*ExponentialFrom(more.next()) > float64(e*e) {
					return normalTail + e
				}
			}
		default:
			f := &normalZiggurat.height
			y := f[i] + float64(Float64From(more.next())*(f[i+1]-f[i]))
			if y < portable.Exp(-0.5*float64(x*x)) {
				return x
			}
		}
		word = more.next() >> 1
		x = float64(float64(int64(word>>10)) * normalZiggurat.layers[word&255].scale)
	}
}
