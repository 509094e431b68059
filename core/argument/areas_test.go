package argument

import (
	"math"
	"slices"
	"testing"

	"kingman/core/org"
	"kingman/core/words"
)

// Parts lie on each other from the bottom, and what is below 0 takes no room.
func TestStacked(t *testing.T) {
	layers := Stacked(WhatIf, []float64{0, 1, 2}, []AreaPart{{ID: "a"}, {ID: "b"}, {ID: "c"}}, [][]float64{{1, 2, 3}, {0, -1, 4}, {5, 5, 5}})
	for i, want := range []struct{ y, lo, hi []float64 }{
		{[]float64{1, 2, 3}, []float64{0, 0, 0}, []float64{1, 2, 3}},
		{[]float64{0, 0, 4}, []float64{1, 2, 3}, []float64{1, 2, 7}},
		{[]float64{5, 5, 5}, []float64{1, 2, 7}, []float64{6, 7, 12}},
	} {
		if l := layers[i]; !slices.Equal(l.Y, want.y) || !slices.Equal(l.Lo, want.lo) || !slices.Equal(l.Hi, want.hi) {
			t.Errorf("part %d: %v from %v to %v", i, l.Y, l.Lo, l.Hi)
		}
	}
}

// A count so far becomes a rate a week, at the middle of each interval. The integral of the
// rates is the count; the last part is the rest of the whole.
func TestAreasPerWeek(t *testing.T) {
	p := &Areas{PerWeek: true, Whole: func(Setting) float64 { return 200 }, Parts: []AreaPart{{ID: "work"}, {ID: "idle"}}}
	p.Parts[0].Of = func(org.Point) float64 { return 0 }
	times := momentsTo(10 * words.Week)
	var done []float64
	for _, at := range times {
		done = append(done, at*at/400)
	}
	s := p.finished(Setting{&setting{}}, stack{times, [][]float64{done}})
	if len(s.parts) != 2 || s.times[0] != 0 || s.times[len(s.times)-1] != 10*words.Week {
		t.Fatalf("%d parts at %v", len(s.parts), s.times)
	}
	for k := 1; k < len(s.times)-1; k++ {
		if want := s.times[k] / 200 * words.Week; math.Abs(s.parts[0][k]-want) > 1e-9 || math.Abs(s.parts[0][k]+s.parts[1][k]-200) > 1e-9 {
			t.Errorf("at %v: %v, want %v, and %v idle", s.times[k], s.parts[0][k], want, s.parts[1][k])
		}
	}
}
