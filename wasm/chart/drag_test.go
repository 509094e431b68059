package chart

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"kingman/core/argument"
)

// dragsTried is how many scripted drags of each argument are followed: fewer in WebAssembly.
var dragsTried = map[bool]int{false: 200, true: 10}[runtime.GOARCH == "wasm"]

// In every frame of every drag a mark is where its values say and on its curve, nothing is
// clamped, and a scale that is held only widens. Drags begin at the beginning or at a step
// of the story, go on from each other, and are mostly of the main slider.
func TestDrags(t *testing.T) {
	for _, m := range models() {
		t.Run(m.Entry.ID, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(1961, 9))
			var book argument.Notebook
			var s argument.State
			scales := map[string]*Scale{}
			show := func(why Move) {
				for _, c := range m.View(s, argument.Results{Notebook: &book}).Charts {
					if scales[c.ID] == nil {
						scales[c.ID] = &Scale{}
					}
					follow(t, c, scales[c.ID], why)
				}
			}
			for k := range dragsTried {
				if k%20 == 0 {
					s = m.Entry.AtStep(r.IntN(len(m.Entry.Story) + 1))
					show(Replaces)
				}
				i := r.IntN(len(m.Entry.Params))
				if m.Entry.Main != nil && r.IntN(3) > 0 {
					i, _ = m.Entry.Index(m.Entry.Main.ID)
				}
				p := m.Entry.Params[i]
				s.Set(i, p.Min+r.Float64()*(p.Max-p.Min))
				show([...]Move{Follows, Follows, LetsGo}[r.IntN(3)])
			}
		})
	}
}

// follow draws a chart as the page does after a move, and holds what is drawn against
// what it says.
func follow(t *testing.T, c argument.Chart, scale *Scale, why Move) {
	t.Helper()
	before := *scale
	c, _ = scale.Follow(c, why)
	if why == Follows && before.Drawn() && (c.X.Min > before.X.Min || c.X.Max < before.X.Max || c.Y.Min > before.Y.Min || c.Y.Max < before.Y.Max) {
		t.Errorf("%s: held, its scale goes from %v to %v across and from %v to %v up", c.ID, span(before.X), span(c.X), span(before.Y), span(c.Y))
	}
	f, data := lay(c, stage, nil)
	c = linear(c)
	if f.X.Min != c.X.Min || f.X.Max != c.X.Max || f.Y.Min != c.Y.Min || f.Y.Max != c.Y.Max {
		t.Errorf("%s: drawn on %v and %v, the scale is %v and %v", c.ID, f.X, f.Y, span(c.X), span(c.Y))
	}
	layers := make([][]float64, len(f.Lengths))
	for i, n := range f.Lengths {
		for range n {
			layers[i] = append(layers[i], math.Float64frombits(binary.LittleEndian.Uint64(data)))
			data = data[8:]
		}
	}
	for i, l := range c.Layers {
		numbers := layers[i]
		switch l.Shape {
		case argument.Line, argument.Points, argument.Band, argument.Area, argument.Marker:
			width := len(numbers) / max(1, len(l.X))
			for k, x := range l.X {
				if at := numbers[k*width]; at != x {
					t.Errorf("%s: %s is drawn at %g, not at %g", c.ID, l.ID, at, x)
				}
				if len(l.Y) == 0 || l.Shape == argument.Area || l.Shape == argument.Band {
					continue
				}
				if at := numbers[k*width+1]; at != l.Y[k] && !math.IsNaN(at) {
					t.Errorf("%s: %s is drawn at the height %g, not %g", c.ID, l.ID, at, l.Y[k])
				}
			}
		}
		if l.Shape != argument.Marker || len(numbers) == 0 || math.IsNaN(numbers[1]) || l.Role == argument.Guessed {
			continue
		}
		if ours := l.Role == argument.Today || l.Role == argument.WhatIf; ours && (!shows(numbers[0], c.X) || !shows(numbers[1], c.Y)) {
			t.Errorf("%s: the mark %s at %g, %g is beyond %v, %v", c.ID, l.ID, numbers[0], numbers[1], span(c.X), span(c.Y))
		}
		if f.On[i] < 0 {
			continue
		}
		// A line passes through its marks themselves; what steps is a little less than upright.
		line := c.Layers[f.On[i]]
		off := math.Abs(height(line, numbers[0]) - numbers[1])
		for k, x := range line.X { // it may be upright there
			if x == numbers[0] {
				off = min(off, math.Abs(line.Y[k]-numbers[1]))
			}
		}
		if !(off <= 1e-6*(c.Y.Max-c.Y.Min)) {
			t.Errorf("%s: the mark %s at %g, %g is %g off %s, on a scale of %v", c.ID, l.ID, numbers[0], numbers[1], off, c.Layers[f.On[i]].ID, span(c.Y))
		}
	}
}

func span(a argument.Axis) [2]float64 { return [2]float64{a.Min, a.Max} }
