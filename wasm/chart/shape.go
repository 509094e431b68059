package chart

import (
	"slices"
	"strings"

	"kingman/core/argument"
)

// Colour tokens, replaced on the page by the theme's colours.
const (
	Ink    = "$ink"
	Quiet  = "$quiet"
	Accent = "$accent"
	Slate  = "$slate"
	Hair   = "$hair"
	Beyond = "$beyond"
)

// Dimensions are the numbers of one item of each shape, in the order in which
// [Lay] writes them.
var Dimensions = map[argument.Shape][]string{
	argument.Line:    {"x", "y"},
	argument.Band:    {"x", "lo", "hi"},
	argument.Area:    {"x", "lo", "hi"},
	argument.Points:  {"x", "y", "lo", "hi"},
	argument.Marker:  {"x", "y", "lo", "hi"},
	argument.RuleX:   {"x"},
	argument.RuleY:   {"y"},
	argument.RegionX: {"x"},
	argument.Dots:    {"x", "height", "radius"},
	argument.Bars:    {"x", "x2", "top", "height", "hue"},
	argument.RowMark: {"x", "middle"},
	argument.Cells:   {"x", "x2", "y", "y2"},
}

// Hues are the colours that the "hue" of a bar counts from 0.
var Hues = [...]string{Ink, Slate, Accent, Quiet}

// hueOf is the place of a row's colour in Hues: rows that are neither today's nor
// what-if's are quiet, so that those stand out.
func hueOf(r argument.Role) float64 {
	hue := Colour(r)
	if r == argument.Plain {
		hue = Quiet
	}
	return float64(slices.Index(Hues[:], hue))
}

// HasBars says whether c is a chart of stacked bars, whose y axis is its rows
// and is not drawn.
func HasBars(c argument.Chart) bool { return len(c.Rows) > 0 }

// HasDots says whether c is a dot plot, whose y axis counts dots and is not
// drawn.
func HasDots(c argument.Chart) bool {
	for k := range c.Layers {
		l := &c.Layers[k]
		if l.Shape == argument.Dots {
			return true
		}
	}
	return false
}

// Colour returns the token of a role: one meaning per colour on every chart.
func Colour(r argument.Role) string {
	switch r {
	case argument.Today:
		return Slate
	case argument.WhatIf, argument.Guessed:
		return Accent
	case argument.Limit:
		return Quiet
	case argument.Beyond:
		return Beyond
	default:
		return Ink
	}
}

// Shape names the kinds of c's layers: charts with the same shape have the same
// structure, which package option makes.
func Shape(c argument.Chart) string {
	var b strings.Builder
	for k := range c.Layers {
		l := &c.Layers[k]
		b.WriteString(" " + l.ID + ":" + string(l.Shape) + ":" + string(l.Role))
	}
	return b.String()
}
