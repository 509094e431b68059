package chart

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"unicode"

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
	// On has, for each layer, the line that its marks lie on, or −1.
	On []int
}

// A Grid is the plot's margin inside the chart, in CSS pixels.
type Grid struct{ Left, Right, Top, Bottom float64 }

// An Axis is the range of one axis and its ticks; the y axis of bars and dots,
// which is not drawn, has none.
type Axis struct {
	Min, Max float64
	At       []float64
	Text     []string
}

// Lay returns the frame of c in a chart of that size, as JSON, and the data of
// its layers one after the other as little-endian float64. NaN is a gap.
func Lay(c argument.Chart, size Size) (frame, data []byte, err error) {
	return LayOn(c, size, nil)
}

// LayOn is [Lay] for a chart that was laid out before: its labels stood at the spots before,
// and LayOn brings the spots up to date. Nil is none.
func LayOn(c argument.Chart, size Size, before Spots) (frame, data []byte, err error) {
	f, data := lay(c, size, before)
	frame, err = f.json()
	return frame, data, err
}

func lay(c argument.Chart, size Size, before Spots) (f Frame, data []byte) {
	c = linear(c)
	f = Frame{Grid: margins(c, size), Font: size.Font}
	c.Y.Ticks = fitted(c.Y.Ticks, f.Grid.Left-tickGap*size.Font, size.Font)
	c.X.Ticks = spaced(c.X, size.Width-f.Grid.Left-f.Grid.Right, f.Grid.Right, size.Font)
	f.X, f.Y = axis(c.X), axis(c.Y)
	if HasDots(c) || HasBars(c) {
		f.Y.At, f.Y.Text = []float64{}, []string{}
	}
	var dots map[string][]dot
	if HasDots(c) {
		dots = pileDots(c, size)
	}
	for i := range c.Layers {
		l := &c.Layers[i]
		f.On = append(f.On, curveOf(c, i))
		before := len(data)
		if l.Shape == argument.Bars || l.Shape == argument.RowMark {
			data = appendBars(data, c, l, size)
		} else {
			data = appendLayer(data, l, dots[l.ID])
		}
		f.Lengths = append(f.Lengths, (len(data)-before)/8)
	}
	f.Labels = placeLabels(c, size, f.Grid, before)
	return f, data
}

// margins leaves room for the widest tick that a chart of this kind usually gets,
// so that the plot stays put while its numbers change: "$15,000", "7.5 minutes".
// Wider ones are said shorter.
func margins(c argument.Chart, size Size) Grid {
	em := size.Font
	left, right := Edges(c)
	top := 1.2
	if HasBars(c) && slices.ContainsFunc(c.Layers, func(l argument.Layer) bool { return l.Shape == argument.RuleX }) {
		top = 1.9 // for the names of rules, above the bars
	}
	beside := right * em
	if right == longNames {
		beside = math.Min(beside, size.Width/5)
	}
	return Grid{Left: left * em, Right: beside, Top: top * em, Bottom: 2.2 * em}
}

// Room beyond the right ends of lines for their names, in heights of the letters. Where it
// is too dear for long names, on a phone, they stand in two lines.
const (
	shortNames = 5.2
	longNames  = 8.2 // and no more than a fifth of the chart
)

// Edges returns how far the plot of a chart stays from its room's left and right side,
// in heights of its letters: a slider that is the chart's axis keeps the same distance.
// It is the same in every state, whatever the numbers in names are. Of 8.2 to the right,
// which is the room for long names, it is a fifth of the chart's width at most.
func Edges(c argument.Chart) (left, right float64) {
	left, right = 1.8, 2.7
	if c.X.Unit == words.People || c.X.Unit == words.Items { // whose last tick has no unit beside it
		right = 1.7
	}
	if !HasDots(c) && !HasBars(c) {
		switch c.Y.Unit {
		case words.Hours, words.ClockHours, words.Minutes:
			left = 6.7
		case words.Money:
			left = 5.1
		default:
			left = 4.4
		}
	}
	if linedUp(c) {
		if right = 6; isLadder(c) {
			right = 1.8
		}
		for _, r := range c.Rows {
			left = math.Max(left, math.Ceil(10*(TextWidth(r.Name, 1, true)+0.8))/10)
		}
	}
	for k := range c.Layers {
		l := &c.Layers[k]
		switch {
		case l.Shape == argument.Area && l.EndRoom:
			right = math.Max(right, 8.6)
		case l.Shape == argument.Line && l.Label != "" && l.EndRoom:
			right = math.Max(right, shortNames)
			if TextWidth(wordsOf(l.Label), 1, false)+afterLine[0].right > shortNames {
				right = math.Max(right, longNames)
			}
		}
	}
	return left, right
}

// wordsOf is a name without its numbers, which are others in another state.
func wordsOf(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || r == ' ' {
			return r
		}
		return -1
	}, name)
}

func axis(a argument.Axis) Axis {
	out := Axis{Min: a.Min, Max: a.Max, At: []float64{}, Text: []string{}}
	for _, t := range a.Ticks {
		out.At = append(out.At, t.At)
		out.Text = append(out.Text, t.Text)
	}
	return out
}

// appendLayer appends the numbers of one layer, item by item.
func appendLayer(data []byte, l *argument.Layer, dots []dot) []byte {
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
	case argument.Band, argument.Area:
		for i := range l.X {
			put(l.X[i], finite(l.Lo[i]), finite(l.Hi[i]))
		}
	case argument.Points:
		for i := range l.X {
			put(l.X[i], finite(l.Y[i]), finite(l.Lo[i]), finite(l.Hi[i]))
		}
	case argument.Marker:
		lo, hi := l.Lo, l.Hi
		if lo == nil { // by formula: as it is
			lo, hi = l.Y, l.Y
		}
		for i := range l.X {
			put(l.X[i], finite(l.Y[i]), finite(lo[i]), finite(hi[i]))
		}
	case argument.Cells:
		for i := range l.X {
			put(l.Lo[i], l.Hi[i], l.From[i], l.To[i])
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

// shows says whether v lies on an axis. What does not is not drawn there: a mark
// at the edge would say another number than its ticks.
func shows(v float64, a argument.Axis) bool { return a.Min <= v && v <= a.Max }

// curveOf returns the index of the line that the mark of layer i lies on, or −1: the one
// that it names, or of those of its own role, of the formula and of what-if the one that
// passes nearest to it.
func curveOf(c argument.Chart, i int) int {
	mark := c.Layers[i]
	if mark.Shape != argument.Marker || mark.Role != argument.Today && mark.Role != argument.WhatIf || len(mark.X) == 0 || mark.On == argument.Nowhere {
		return -1
	}
	found, least := -1, math.Inf(1)
	for k := range c.Layers {
		l := &c.Layers[k]
		if l.Shape == argument.Line && l.ID == mark.On {
			if math.IsNaN(height(*l, mark.X[0])) { // beside its end
				return -1
			}
			return k
		}
		if l.Shape != argument.Line || l.Role != mark.Role && l.Role != argument.Formula && l.Role != argument.WhatIf {
			continue
		}
		if off := math.Abs(height(*l, mark.X[0]) - mark.Y[0]); off < least || off == least && l.Role == mark.Role {
			found, least = k, off
		}
	}
	return found
}

// height is how high a line is at x: NaN beside it and in its gaps.
func height(l argument.Layer, x float64) float64 {
	k, there := slices.BinarySearch(l.X, x)
	switch {
	case there:
		return l.Y[k]
	case k == 0 || k == len(l.X):
		return math.NaN()
	}
	return l.Y[k-1] + (l.Y[k]-l.Y[k-1])*(x-l.X[k-1])/(l.X[k]-l.X[k-1])
}
