package argument

import (
	"math"
	"slices"

	"kingman/core/words"
)

// A Chart says what is drawn, not how: axes, and layers in the order of
// painting. Package chart turns it into options for the drawing library.
type Chart struct {
	// ID is the container's data-chart.
	ID string
	// Title is a sentence about the data on screen; Subtitle says what the axes
	// are.
	Title, Subtitle string
	X, Y            Axis
	Layers          []Layer
	// Rows are the rows of a chart of [Bars], the topmost first; Y is then not
	// drawn. Their number and roles are the same for every state.
	Rows []Row
	// Lens marks where the time went, to which a link on the page leads.
	Lens bool
	// Alt says the chart in one sentence, for readers who cannot see it.
	Alt string
	// Currency is that of amounts which are put into words where the chart is laid out.
	Currency words.Currency
}

// An Axis runs from Min to Max with few ticks.
type Axis struct {
	// Name stands at the axis' end and heads the table's column.
	Name string
	Unit words.Unit
	// Min and Max are its two ends. Ticks are in the axis' own unit, too, whatever unit
	// their texts are in: weeks of an axis in hours.
	Min, Max float64
	// Log draws equal factors equally long; Min is then above 0, and what is 0 or less is
	// not drawn.
	Log   bool
	Ticks []Tick
}

// A Tick is a value on an axis and the text there.
type Tick struct {
	At   float64
	Text string
}

// A Row is one stacked bar.
type Row struct {
	_ incomparable

	Name  string // in the table: "today"
	Label string // above the bar: "today, 4.7 weeks"
	// End stands at the bar's end, and Name to the left of it, where no row has a Label.
	End  string
	Role Role // the bar's colour
}

// A Shape is how a layer is drawn.
type Shape string

// The shapes.
const (
	Line    Shape = "line"     // X, Y; a NaN in Y is a gap
	Band    Shape = "band"     // X, Lo, Hi
	Area    Shape = "area"     // a part of stacked areas: Y thick, from Lo to Hi at each X
	Points  Shape = "points"   // X, Y with the interval Lo, Hi
	Marker  Shape = "marker"   // one point X[0], Y[0] with Label beside it; once simulated with its interval Lo, Hi
	RuleX   Shape = "rule-x"   // a vertical rule at X[0]
	RuleY   Shape = "rule-y"   // a horizontal rule at Y[0]
	RegionX Shape = "region"   // from X[0] to the right end
	Dots    Shape = "dots"     // X, stacked where they are close
	RowMark Shape = "row-mark" // marks at X in rows Y
	Cells   Shape = "cells"    // of a map, about X and Y: from Lo to Hi on the x axis, From To on the y axis
	Bars    Shape = "bars"     // a part of stacked bars: X long, in row Y of Chart.Rows, from Lo to Hi on the x axis
)

// A Fill tells the parts of stacked bars and areas from each other without a second
// colour, on a bad projector too.
type Fill string

// The fills. What moves the item on is solid; what keeps it is not.
const (
	Solid     Fill = ""
	Half      Fill = "half"       // a middle tone
	Pale      Fill = "pale"       // a light tone
	Hatch     Fill = "hatch"      // lines that rise
	HatchBack Fill = "hatch-back" // lines that fall
	Cross     Fill = "cross"      // both
	Empty     Fill = "empty"      // paper
)

// Nowhere is the line of a mark that lies on no line of its chart: today's mark beside a curve
// of what-if, where the two settings differ in another slider than the curve's.
const Nowhere = "-"

// A Layer is one thing drawn on a chart.
type Layer struct {
	// ID is unique in the chart; it names the column in the table.
	ID    string
	Shape Shape
	Role  Role
	// Label stands at the line's end, the marker's side or the rule's head.
	Label string
	// EndRoom asks for room beyond the right end of a line or of stacked areas for their
	// labels.
	EndRoom bool
	// Fill is how a part of a bar or an area is filled; a bar's Label stands below the
	// part, an area's beside its right end.
	Fill Fill
	// On is the id of the line that a mark lies on, where that is neither the formula's nor
	// one of its own role, or [Nowhere].
	On string
	// Name is the column's heading in the table twin.
	Name         string
	X, Y, Lo, Hi []float64
	// From and To are how far cells reach on the y axis, and Letter stands in them.
	From, To []float64
	Letter   string
	// Texts say the items of a row: what a mark stands for, what a part is.
	Texts []string
}

// LineOf is a line through points, with a label at its end, for which it then asks for room.
func LineOf(id, name, label string, role Role, x, y []float64) Layer {
	return Layer{ID: id, Name: name, Label: label, Shape: Line, Role: role, EndRoom: label != "", X: x, Y: y}
}

// MarkAt is a mark at a place, with a label beside it.
func MarkAt(id, name, label string, role Role, x, y float64) Layer {
	return Layer{ID: id, Name: name, Label: label, Shape: Marker, Role: role, X: []float64{x}, Y: []float64{y}}
}

// RuleAcross is a rule at a height.
func RuleAcross(id, name, label string, role Role, at float64) Layer {
	return Layer{ID: id, Name: name, Label: label, Shape: RuleY, Role: role, Y: []float64{at}}
}

// Over is a layer with its heights as multiples of whole; points that are not to be shown, of such a multiple, are left out.
// With nil all are shown.
func (l Layer) Over(whole float64, shown func(x, y float64) bool) Layer {
	in := l
	l.X, l.Y, l.Lo, l.Hi = nil, nil, nil, nil
	for k, x := range in.X {
		y := in.Y[k] / whole
		if shown != nil && !shown(x, y) {
			continue
		}
		l.X, l.Y = append(l.X, x), append(l.Y, y)
		if in.Lo != nil {
			l.Lo, l.Hi = append(l.Lo, in.Lo[k]/whole), append(l.Hi, in.Hi[k]/whole)
		}
	}
	return l
}

// If returns l, or where it is not shown a layer without anything drawn: a chart has the same layers in every state.
func (l Layer) If(shown bool) Layer {
	if !shown {
		l.X, l.Y, l.Lo, l.Hi, l.Label = nil, nil, nil, nil, ""
	}
	return l
}

// Marks are the marks of the two settings, each at an x and a y with a label beside it. Today's has none where both are one: it
// would stand under what-if's.
func (b *Sheet) Marks(today, whatIf [2]float64, todaySays, whatIfSays string) (Layer, Layer) {
	if b.Same() {
		todaySays = ""
	}
	return MarkAt("today", "today", todaySays, Today, today[0], today[1]), MarkAt("whatif", "what-if", whatIfSays, WhatIf, whatIf[0], whatIf[1])
}

// Through returns a line that also passes through a point of its curve, on which a mark
// stands: between two others the line is a chord, and what is worked out for many places
// may be rougher than for one. A point beside the line, or without a finite height, changes
// nothing.
func (l Layer) Through(x, y float64) Layer {
	k, there := slices.BinarySearch(l.X, x)
	if math.IsInf(y, 0) || math.IsNaN(y) || !there && (k == 0 || k == len(l.X)) {
		return l
	}
	rest := k
	if there {
		rest++
	}
	l.X = slices.Concat(l.X[:k], []float64{x}, l.X[rest:])
	l.Y = slices.Concat(l.Y[:k], []float64{y}, l.Y[rest:])
	return l
}
