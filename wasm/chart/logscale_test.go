package chart

import (
	"math"
	"testing"

	"kingman/core/argument"
	"kingman/core/words"
)

// On a logarithmic axis equal factors are equally far apart, ticks and marks agree, and
// what is 0 is a gap.
func TestLogAxes(t *testing.T) {
	c := argument.Chart{
		ID: "log", X: argument.LogAxis("traffic", words.Items, 1, 10_000), Y: argument.LogAxis("hours", words.PlainHours, 1, 100),
		Layers: []argument.Layer{
			{ID: "line", Shape: argument.Line, X: []float64{1, 100, 10_000}, Y: []float64{0, 10, 100}},
			{ID: "mark", Shape: argument.Marker, Role: argument.WhatIf, Label: "here", X: []float64{100}, Y: []float64{10}},
			{ID: "band", Shape: argument.Band, X: []float64{1}, Lo: []float64{1}, Hi: []float64{100}},
		},
	}
	f, layers := layBars(t, c, Size{Width: 710, Height: 300, Font: 11.5})
	share := func(a Axis, v float64) float64 { return (v - a.Min) / (a.Max - a.Min) }
	if len(f.X.At) != 5 || math.Abs(share(f.X, f.X.At[1])-0.25) > 1e-12 || f.X.Text[1] != "10" {
		t.Errorf("the x axis is %+v", f.X)
	}
	if !math.IsNaN(layers[0][1]) || math.Abs(share(f.X, layers[1][0])-0.5) > 1e-12 || math.Abs(share(f.Y, layers[1][1])-0.5) > 1e-12 {
		t.Errorf("the line is %v, the mark %v", layers[0], layers[1])
	}
	if band := layers[2]; band[1] != f.Y.Min || math.Abs(band[2]-f.Y.Max) > 1e-12 {
		t.Errorf("the band is %v", band)
	}
	if x, y := Pixel(c, Size{Width: 710, Height: 300, Font: 11.5}, 100, 10); math.Abs(x-(f.Grid.Left+710-f.Grid.Right)/2) > 1e-9 || math.Abs(y-(f.Grid.Top+300-f.Grid.Bottom)/2) > 1e-9 {
		t.Errorf("the mark stands at %v, %v", x, y)
	}
	if c.X.Min != 1 || c.Layers[1].X[0] != 100 {
		t.Error("the chart itself has changed")
	}
}

// Of two logarithmic axes the wider one is logarithmic, and has the ticks of both.
func TestWiderLog(t *testing.T) {
	axis := func(min, max float64, at ...float64) argument.Axis {
		a := argument.Axis{Min: min, Max: max, Log: true}
		for _, v := range at {
			a.Ticks = append(a.Ticks, argument.Tick{At: v})
		}
		return a
	}
	high, low := axis(8, 2400, 15, 60, 480, 2400), axis(2, 150, 5, 15, 30, 60, 120)
	for _, w := range []argument.Axis{Wider(high, low), Wider(low, high)} {
		if !w.Log || w.Min != 2 || w.Max != 2400 || len(w.Ticks) != 5 || w.Ticks[0].At != 5 || w.Ticks[1].At != 15 {
			t.Errorf("%+v", w)
		}
	}
}
