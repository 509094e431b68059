package argument

import (
	"math"
	"slices"
	"testing"
)

func TestLeast(t *testing.T) {
	inf := math.Inf(1)
	for name, c := range map[string]struct {
		row  []float64
		at   int
		best float64
	}{
		"none": {nil, -1, inf}, "nowhere": {[]float64{inf, math.NaN(), inf}, -1, inf}, "somewhere": {[]float64{inf, 3, math.NaN(), 2, inf}, 3, 2},
		"the first of equals": {[]float64{5, 2, 2 * (1 - 1e-14), 3}, 1, 2}, "zero": {[]float64{1, 0, 0}, 1, 0}, "below zero": {[]float64{-1, -2, -2 * (1 + 1e-14), 4}, 1, -2},
	} {
		if at, best := Least(len(c.row), func(k int) float64 { return c.row[k] }); at != c.at || best != c.best {
			t.Errorf("%s: %v at %d, want %v at %d", name, best, at, c.best, c.at)
		}
	}
}

func TestPlaces(t *testing.T) {
	p := &Param{ID: "people", Min: 1, Max: 5, Step: 1, Default: 2}
	e := NewEntry(Entry{ID: "x", Params: []*Param{p, Weeks(1, 26, "")}, Main: p})
	s := e.Defaults().WhatIfSetting()
	for name, c := range map[string]struct{ got, want []float64 }{
		"by halves":          {Numbers(1, 2.5, 0.5), []float64{1, 1.5, 2, 2.5}},
		"none":               {Numbers(3, 2, 1), nil},
		"evenly":             {EvenRuns(4)(s, Axis{Max: 10}), []float64{2.5, 5, 7.5, 10}},
		"the same":           {append(PlacesAt(1, 4)(s), RunsAt(2, 3)(s, Axis{Max: 10})...), []float64{1, 4, 2, 3}},
		"whole":              {WholeRuns(4)(s, Axis{Max: 10}), []float64{2, 5, 7, 10}},
		"every whole number": {(&Sweep{Along: p}).AllPlaces(s), []float64{1, 2, 3, 4, 5}},
		"values":             {append(ValuesAt(nil, math.Sqrt), ValuesAt([]float64{4, 9}, math.Sqrt)...), []float64{2, 3}},
		"on the slider":      {[]float64{p.Reached(0), p.Reached(5)}, []float64{0, 5}},
		"between":            {[]float64{ReadAt([]float64{4, 6, 0}, 0.5), ReadAt([]float64{4, 6, 0}, 1.75)}, []float64{5, 1.5}},
		"beyond the ends":    {[]float64{ReadAt([]float64{4, 6}, -1), ReadAt([]float64{4, 6}, 7), ReadAt([]float64{4}, 0)}, []float64{4, 6, 4}},
		"sizes":              {[]float64{p.Showing(s, s.At(p, 3), 3, 9), p.Showing(s, s.At(p, 4), 3, 9), p.Showing(s, s.At(p, 12), 3, 9)}, []float64{3, 9, 9}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
	if at := p.Reached(5.5); !math.IsNaN(at) {
		t.Errorf("beyond the slider is %v", at)
	}
	if x := (Axis{Name: "a", Max: 3}).Always()(s, s); x.Name != "a" || x.Max != 3 {
		t.Errorf("always is %+v", x)
	}
}
