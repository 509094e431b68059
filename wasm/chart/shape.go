package chart

import (
	"strings"

	"kingman/core/scenario"
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
var Dimensions = map[scenario.Shape][]string{
	scenario.Line:    {"x", "y"},
	scenario.Band:    {"x", "lo", "hi"},
	scenario.Points:  {"x", "y", "lo", "hi"},
	scenario.Marker:  {"x", "y"},
	scenario.RuleX:   {"x"},
	scenario.RuleY:   {"y"},
	scenario.RegionX: {"x"},
	scenario.Dots:    {"x", "height", "radius"},
	scenario.Bars:    {"x", "x2", "top", "height", "hue"},
}

// Hues are the colours that the "hue" of a bar counts from 0.
var Hues = [...]string{Ink, Slate, Accent}

// hueOf is the place of a role's colour in Hues.
func hueOf(r scenario.Role) float64 {
	for i, h := range Hues {
		if h == Colour(r) {
			return float64(i)
		}
	}
	return 0
}

// HasBars says whether c is a chart of stacked bars, whose y axis is its rows
// and is not drawn.
func HasBars(c scenario.Chart) bool { return len(c.Rows) > 0 }

// HasDots says whether c is a dot plot, whose y axis counts dots and is not
// drawn.
func HasDots(c scenario.Chart) bool {
	for _, l := range c.Layers {
		if l.Shape == scenario.Dots {
			return true
		}
	}
	return false
}

// Colour returns the token of a role: one meaning per colour on every chart.
func Colour(r scenario.Role) string {
	switch r {
	case scenario.Today:
		return Slate
	case scenario.WhatIf:
		return Accent
	case scenario.Limit:
		return Quiet
	case scenario.Beyond:
		return Beyond
	default:
		return Ink
	}
}

// Shape names the kinds of c's layers: charts with the same shape have the same
// [Options].
func Shape(c scenario.Chart) string {
	var b strings.Builder
	for _, l := range c.Layers {
		b.WriteString(" " + l.ID + ":" + string(l.Shape) + ":" + string(l.Role))
	}
	return b.String()
}
