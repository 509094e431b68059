package chart

import (
	"slices"

	"kingman/core/argument"
)

// settlesBelow is the share of its chart's height below which a mark lets a scale that
// was widened go home.
const settlesBelow = 1.0 / 3

// A Move is why a chart is drawn again.
type Move int

// The moves, the stronger ones last.
const (
	Follows  Move = iota // something is being moved
	Refines              // results have come
	LetsGo               // what was moved has been let go
	Replaces             // another state stands in its place: a link, Back, a reset
	Steps                // another step of the story stands in its place
)

// A Scale is the two axes that a chart is drawn on. The zero value is that of one that
// was never drawn.
type Scale struct{ X, Y argument.Axis }

// Drawn says whether anything has been drawn on s.
func (s *Scale) Drawn() bool { return s.X.Max > s.X.Min }

// Follow returns c on the scale that it is drawn on after a move, which s then is, and
// says whether that is another one than before. A scale only widens while anything is
// moved, so that what explodes is seen to explode; it goes home when that is let go,
// once, and only if the marks would else fill less than a third of the height.
func (s *Scale) Follow(c argument.Chart, why Move) (on argument.Chart, other bool) {
	before := s.ends()
	if !s.Drawn() || why == Replaces || why == Steps {
		s.X, s.Y = c.X, c.Y
		return c, before != s.ends()
	}
	s.X, s.Y = Wider(s.X, c.X).In(c.Currency), Wider(s.Y, c.Y).In(c.Currency)
	if why == LetsGo {
		if s.Y.Min < c.Y.Min || s.Y.Max > c.Y.Max && highest(c) < settlesBelow*s.Y.Max {
			s.Y = c.Y
		}
		if s.X.Max > c.X.Max {
			s.X = c.X
		}
	}
	c.X, c.Y = s.X, s.Y
	return c, before != s.ends()
}

func (s *Scale) ends() [4]float64 { return [4]float64{s.X.Min, s.X.Max, s.Y.Min, s.Y.Max} }

// Wider returns the axis that reaches further; of two that reach as far the wanted one,
// with its ticks.
func Wider(shown, wanted argument.Axis) argument.Axis {
	if wanted.Min > shown.Min && wanted.Max > shown.Max || wanted.Min < shown.Min && wanted.Max < shown.Max { // neither holds the other
		if wanted.Log {
			return upFrom(shown, wanted)
		}
		return argument.SignedAxis(wanted.Name, wanted.Unit, min(shown.Min, wanted.Min), max(shown.Max, wanted.Max))
	}
	if wanted.Min <= shown.Min && wanted.Max >= shown.Max {
		return wanted
	}
	return shown
}

// upFrom returns the logarithmic axis from the lower end of one of the two to the upper end
// of the other, which has more of its ticks there.
func upFrom(low, high argument.Axis) argument.Axis {
	if low.Min > high.Min {
		low, high = high, low
	}
	below := slices.IndexFunc(low.Ticks, func(t argument.Tick) bool { return t.At >= high.Min })
	if below < 0 {
		below = len(low.Ticks)
	}
	high.Min, high.Ticks = low.Min, append(slices.Clone(low.Ticks[:below]), high.Ticks...)
	return high
}

// highest is how high the marks of a chart stand, or all that it shows where it has
// none.
func highest(c argument.Chart) float64 {
	marks, all := 0.0, 0.0
	for _, l := range c.Layers {
		for _, column := range [2][]float64{l.Y, l.Hi} {
			for _, y := range column {
				all = max(all, y)
				if l.Shape == argument.Marker {
					marks = max(marks, y)
				}
			}
		}
	}
	if marks > 0 {
		return marks
	}
	return all
}
