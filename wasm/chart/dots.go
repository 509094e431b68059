package chart

import (
	"math"

	"kingman/core/scenario"
)

// A dot stands on the x axis; y is its place in the pile, from 1.
type dot struct{ x, y float64 }

// stack piles the dots of a layer where they would touch: it rounds each to a
// column as wide as a dot, and counts within the column. Two layers share the
// columns and stand side by side, today's a third of a dot to the left.
func stack(c scenario.Chart, l scenario.Layer, size Size) []dot {
	g := margins(c, size)
	width := size.Width - g.Left - g.Right
	columns := math.Max(1, math.Floor(width/(1.75*size.Font)))
	step := (c.X.Max - c.X.Min) / columns
	var dots []dot
	height := map[float64]float64{}
	for _, x := range l.X {
		if math.IsNaN(x) {
			continue
		}
		column := math.Floor((math.Min(math.Max(x, c.X.Min), c.X.Max)-c.X.Min)/step + 0.5)
		height[column]++
		dots = append(dots, dot{c.X.Min + column*step, height[column]})
	}
	return dots
}
