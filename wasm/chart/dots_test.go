package chart

import (
	"math"
	"testing"

	"kingman/core/argument"
)

// Whatever the state and the room: every dot on the axis is drawn, at one size,
// above it and within half a dot of the plot, and no dot hides another.
func TestDotsAllShow(t *testing.T) {
	seen := 0
	for _, d := range drawings() {
		c, size := d.chart, d.size
		if !HasDots(c) {
			continue
		}
		p := &plot{chart: c, size: size, grid: margins(c, size)}
		left, right, height := p.grid.Left, size.Width-p.grid.Right, size.Height-p.grid.Top-p.grid.Bottom
		piles := pileDots(c, size)
		var drawn [][2]float64
		for _, l := range c.Layers {
			on := 0
			for _, x := range l.X {
				if c.X.Min <= x && x <= c.X.Max {
					on++
				}
			}
			if len(piles[l.ID]) != on {
				t.Errorf("%v: %s has %d dots of %d on the axis", size, l.ID, len(piles[l.ID]), on)
			}
			for _, d := range piles[l.ID] {
				seen++
				x := p.x(d.x)
				switch {
				case d.radius != 0.45*1.15*size.Font:
					t.Errorf("%v: a dot of radius %v", size, d.radius)
				case x < left-1.3*d.radius || x > right+1.3*d.radius || x-d.radius < 0 || x+d.radius > size.Width:
					t.Errorf("%v: a dot at %v, the plot is from %v to %v", size, x, left, right)
				case d.height-d.radius < -1e-9 || d.height+d.radius > height:
					t.Errorf("%v: a dot at height %v, the plot has %v", size, d.height, height)
				}
				for _, o := range drawn {
					dx, dy := math.Abs(o[0]-x), math.Abs(o[1]-d.height)
					// Columns keep clear of each other; in a column dots may be pushed
					// together like coins, a pixel apart at least.
					if dx < 0.5 && dy < 1 || dx >= 0.5 && math.Hypot(dx, dy) < 2*d.radius-0.5 {
						t.Errorf("%v: a dot at (%v, %v) hides one at %v", size, x, d.height, o)
					}
				}
				drawn = append(drawn, [2]float64{x, d.height})
			}
		}
	}
	if seen < 2*statesTried { // of the many arguments few have dots
		t.Errorf("only %d dots", seen)
	}
}

// Dots stand where their values are, to half a column; one beyond the axis does
// not stand at its end.
func TestDotsStandAtTheirValues(t *testing.T) {
	x := argument.Axis{Max: 80}
	c := argument.Chart{X: x, Y: argument.Axis{Max: 1}, Layers: []argument.Layer{
		{ID: "a", Shape: argument.Dots, X: []float64{0, 0, 0.1, 20, 41, 80, 95}},
	}}
	size := desktop[0]
	g := margins(c, size)
	width := size.Width - g.Left - g.Right
	column := 1.15 * size.Font / width * 80
	dots := pileDots(c, size)["a"]
	if len(dots) != 6 {
		t.Fatalf("%d dots", len(dots))
	}
	for i, want := range []float64{0, 0, 0.1, 20, 41, 80} {
		if math.Abs(dots[i].x-want) > 0.6*column {
			t.Errorf("dot %d stands at %v, its value is %v", i, dots[i].x, want)
		}
	}
	if !(dots[0].height < dots[1].height && dots[1].height < dots[2].height) || dots[3].height != dots[0].height {
		t.Errorf("three alike do not pile up: %v", dots)
	}
}
