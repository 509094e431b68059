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
	chords [256]chord   // of the layers from 1 up
}

// chord is the straight line across the edge of a layer, from the density at its right end to that of the next layer's end: a point
// of the layer that is further from it than the density ever is lies on the same side of both. That settles nearly all
// points at the edge without the exponential function.
type chord struct {
	right float64 // where the layer ends
	slope float64 // 1 over the width of the edge
	bend  float64 // no less than the distance of the density from the chord, in shares of the layer's height
}

// above returns by how much the chord is above a point at x that has the share u of the layer's height below it, in shares of that height.
func (c *chord) above(x, u float64) float64 { return float64((c.right-x)*c.slope) - u }

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
	func(y float64) float64 { return -portable.Log(y) },
	func(float64) float64 { return 1 })

var normalZiggurat = build(normalTail, normalArea,
	func(x float64) float64 { return portable.Exp(-0.5 * float64(x*x)) },
	func(y float64) float64 { return math.Sqrt(-2 * portable.Log(y)) },
	func(x float64) float64 { return max(1, float64(x*x)-1) })

// build stacks the layers upwards from the tail. It runs once, at the start of the program (about 500
// exponentials and logarithms). Curvature bounds the second derivative of the density from 0 to x, in densities.
func build(tail, area float64, density, inverse, curvature func(float64) float64) *ziggurat {
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
	for i := 1; i < 256; i++ {
		width, top := z.edge[i]-z.edge[i+1], z.height[i+1]
		// A function is never further from its chord than width²/8 times its second derivative. The margin
		// is far more than all rounding.
		off := top * curvature(z.edge[i]) * width * width / 8
		z.chords[i] = chord{right: z.edge[i], slope: 1 / width, bend: off/(top-z.height[i]) + 1e-9}
	}
	return z
}

// attempts is the SplitMix64 generator that a word seeds for the attempts after a rejected first one.
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
		if i := word & 255; i == 0 {
			// The tail of an exponential is an exponential: begin again from there.
			beyond += expTail
		} else {
			u := Float64From(more.next())
			c := &expZiggurat.chords[i]
			above := c.above(x, u)
			if above > c.bend || above > -c.bend && expZiggurat.under(i, u, portable.Exp(-x)) {
				return beyond + x
			}
		}
		word = more.next()
		l := &expZiggurat.layers[word&255]
		x = float64(float64(int64(word>>11)) * l.scale)
		if word>>11 < l.sure {
			return beyond + x
		}
	}
}

// under says whether the point that has the share u of layer i's height below it is under the density there.
func (z *ziggurat) under(i uint64, u, density float64) bool {
	low := z.height[i]
	return low+float64(u*(z.height[i+1]-low)) < density
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
			u := Float64From(more.next())
			c := &normalZiggurat.chords[i]
			above := c.above(x, u)
			if above > c.bend || above > -c.bend && normalZiggurat.under(i, u, portable.Exp(-0.5*float64(x*x))) {
				return x
			}
		}
		word = more.next() >> 1
		x = float64(float64(int64(word>>10)) * normalZiggurat.layers[word&255].scale)
	}
}
