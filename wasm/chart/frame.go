package chart

import (
	"encoding/binary"
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// A Size is the room that a chart has on the page.
type Size struct {
	Width, Height float64 // CSS pixels
	Font          float64 // of the ticks and small labels, CSS pixels
}

// A Frame is all that changes while a slider moves, but for the data.
type Frame struct {
	Grid   Grid
	X, Y   Axis
	Font   float64
	Labels []Label
	// Lengths has, for each layer, the number of float64 of its data.
	Lengths []int
}

// A Grid is the plot's margin inside the chart, in CSS pixels.
type Grid struct{ Left, Right, Top, Bottom float64 }

// An Axis is the range of one axis and its ticks.
type Axis struct {
	Min, Max float64
	At       []float64
	Text     []string
}

// Lay returns the frame of c in a chart of that size, as JSON, and the data of
// its layers one after the other as little-endian float64. NaN is a gap.
func Lay(c argument.Chart, size Size) (frame, data []byte, err error) {
	f, data := lay(c, size)
	frame, err = f.json()
	return frame, data, err
}

func lay(c argument.Chart, size Size) (f Frame, data []byte) {
	f = Frame{Grid: margins(c, size), Font: size.Font}
	c.Y.Ticks = fitted(c.Y.Ticks, f.Grid.Left-tickGap, size.Font)
	f.X, f.Y = axis(c.X), axis(c.Y)
	var dots map[string][]dot
	if HasDots(c) {
		dots = pileDots(c, size)
	}
	for _, l := range c.Layers {
		before := len(data)
		if l.Shape == argument.Bars {
			data = appendBars(data, c, l, size)
		} else {
			data = appendLayer(data, c, l, dots[l.ID])
		}
		f.Lengths = append(f.Lengths, (len(data)-before)/8)
	}
	f.Labels = append(place(c, size, f.Grid), barLabels(c, size)...)
	return f, data
}

// margins leaves room for the widest tick that a chart of this kind usually gets,
// so that the plot stays put while its numbers change: "$15,000", "7.5 minutes".
// Wider ones are said shorter.
func margins(c argument.Chart, size Size) Grid {
	em := size.Font
	left, right := Edges(c)
	return Grid{Left: left * em, Right: right * em, Top: 1.2 * em, Bottom: 2.2 * em}
}

// Edges returns how far the plot of a chart stays from its room's left and right side,
// in heights of its letters: a slider that is the chart's axis keeps the same distance.
func Edges(c argument.Chart) (left, right float64) {
	left, right = 1.8, 2.7
	if !HasDots(c) && !HasBars(c) {
		switch c.Y.Unit {
		case words.Hours:
			left = 6.7
		case words.Money:
			left = 4.9
		default:
			left = 4.4
		}
	}
	for _, l := range c.Layers {
		if l.Shape == argument.Line && l.Label != "" && l.EndRoom {
			right = 5.2
		}
	}
	return left, right
}

func axis(a argument.Axis) Axis {
	out := Axis{Min: a.Min, Max: a.Max}
	for _, t := range a.Ticks {
		out.At = append(out.At, t.At)
		out.Text = append(out.Text, t.Text)
	}
	return out
}

// appendLayer appends the numbers of one layer, item by item.
func appendLayer(data []byte, c argument.Chart, l argument.Layer, dots []dot) []byte {
	put := func(values ...float64) {
		for _, v := range values {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		}
	}
	switch l.Shape {
	case argument.Line:
		for i := range l.X {
			put(l.X[i], finite(l.Y[i]))
		}
	case argument.Band:
		for i := range l.X {
			put(l.X[i], finite(l.Lo[i]), finite(l.Hi[i]))
		}
	case argument.Points:
		for i := range l.X {
			put(l.X[i], finite(l.Y[i]), finite(l.Lo[i]), finite(l.Hi[i]))
		}
	case argument.Marker:
		// A marker that leaves the axis while a slider is held stays at its edge.
		for i := range l.X {
			put(clamp(l.X[i], c.X), clamp(l.Y[i], c.Y))
		}
	case argument.RuleX, argument.RegionX:
		for _, x := range l.X {
			put(x)
		}
	case argument.RuleY:
		for _, y := range l.Y {
			put(y)
		}
	case argument.Dots:
		for _, d := range dots {
			put(d.x, d.height, d.radius)
		}
	}
	return data
}

// finite turns an infinite value into a gap: overload has no point on a chart,
// it has words.
func finite(v float64) float64 {
	if math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}

func clamp(v float64, a argument.Axis) float64 {
	if math.IsNaN(v) {
		return v
	}
	return math.Min(math.Max(v, a.Min), a.Max)
}
