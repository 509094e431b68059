package chart

import (
	"math"

	"kingman/core/scenario"
)

// A dot stands at x on the axis, height pixels above it, radius pixels large.
type dot struct{ x, height, radius float64 }

// pileDots piles the dots of every dot layer where they would touch. Each goes
// to a column as wide as a dot; layers that would mix stand side by side in
// their columns, the first to the left. A pile that is too high for the plot is pushed
// together like coins, so that a dot keeps its size whatever the sliders do.
func pileDots(c scenario.Chart, size Size) map[string][]dot {
	var layers []scenario.Layer
	for _, l := range c.Layers {
		if l.Shape == scenario.Dots && len(l.X) > 0 {
			layers = append(layers, l)
		}
	}
	g := margins(c, size)
	width, height := size.Width-g.Left-g.Right, size.Height-g.Top-g.Bottom
	pitch := 1.15 * size.Font
	dotWide := pitch / width * (c.X.Max - c.X.Min)
	beside := 1.0
	if mixed(layers, c.X, dotWide) {
		beside = float64(len(layers))
	}
	step := (c.X.Max - c.X.Min) / math.Max(1, math.Floor(width/(pitch*beside)))
	piles := map[string][]dot{}
	for k, l := range layers {
		shift := 0.0
		if beside > 1 {
			shift = (float64(k) - (beside-1)/2) * dotWide
		}
		count := map[float64]int{}
		at := make([]float64, 0, len(l.X))
		for _, x := range l.X {
			if !shows(x, c.X) {
				continue
			}
			column := math.Floor((x-c.X.Min)/step + 0.5)
			at = append(at, column)
			count[column]++
		}
		level := map[float64]int{}
		for _, column := range at {
			apart := math.Min(pitch, (height-pitch)/math.Max(1, float64(count[column]-1)))
			piles[l.ID] = append(piles[l.ID], dot{c.X.Min + column*step + shift, 0.5*pitch + float64(level[column])*apart, 0.45 * pitch})
			level[column]++
		}
	}
	return piles
}

// mixed says whether dots of different layers come within a dot of each other.
func mixed(layers []scenario.Layer, axis scenario.Axis, dotWide float64) bool {
	for i, a := range layers {
		for _, b := range layers[i+1:] {
			for _, x := range a.X {
				for _, y := range b.X {
					if shows(x, axis) && shows(y, axis) && math.Abs(x-y) < 2*dotWide {
						return true
					}
				}
			}
		}
	}
	return false
}
