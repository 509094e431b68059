package scenario

import "kingman/core/words"

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
	// Alt says in one sentence what somebody who cannot see the chart misses.
	Alt string
}

// An Axis runs from Min to Max with few ticks.
type Axis struct {
	// Name stands at the axis' end and heads the table's column.
	Name string
	Unit words.Unit
	// Scale divides a value before it is written at a tick: 40 where hours are
	// shown as weeks. Ticks are in the axis' own unit.
	Min, Max float64
	Ticks    []Tick
}

// A Tick is a value on an axis and the text there.
type Tick struct {
	At   float64
	Text string
}

// A Shape is how a layer is drawn.
type Shape string

// The shapes.
const (
	Line    Shape = "line"   // X, Y; a NaN in Y is a gap
	Band    Shape = "band"   // X, Lo, Hi
	Points  Shape = "points" // X, Y with the interval Lo, Hi
	Marker  Shape = "marker" // one point X[0], Y[0] with Label beside it
	RuleX   Shape = "rule-x" // a vertical rule at X[0]
	RuleY   Shape = "rule-y" // a horizontal rule at Y[0]
	RegionX Shape = "region" // from X[0] to the right end
	Dots    Shape = "dots"   // X, stacked where they are close
)

// A Layer is one thing drawn on a chart.
type Layer struct {
	// ID is unique in the chart; it names the column in the table.
	ID    string
	Shape Shape
	Role  Role
	// Label stands at the line's end, the marker's side or the rule's head.
	Label string
	// EndRoom asks for room beyond the right end of a line for its label.
	EndRoom bool
	// Name is the column's heading in the table twin.
	Name         string
	X, Y, Lo, Hi []float64
}
