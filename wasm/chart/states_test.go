package chart

import (
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/kinds"
	"kingman/core/catalogue"
)

// Rooms that the page gives to charts, in CSS pixels: the four of a page 1280
// wide, one on a phone, and those of a stage.
var (
	desktop = []Size{{Width: 508, Height: 238, Font: 11.5}, {Width: 397, Height: 238, Font: 11.5}, {Width: 508, Height: 172, Font: 11.5}, {Width: 397, Height: 172, Font: 11.5}, {Width: 508, Height: 172, Font: 11.5}}
	phone   = Size{Width: 358, Height: 220, Font: 11.5}
	stage   = Size{Width: 1180, Height: 430, Font: 20}
)

// models are those of the catalogue, and those with every kind of drawing.
func models() []*argument.Model { return append(catalogue.Models(), kinds.Models()...) }

// statesTried is how many random states of all arguments together are laid out, so that
// the time does not grow with the catalogue: fewer in WebAssembly.
var statesTried = map[bool]int{false: 1600, true: 200}[runtime.GOARCH == "wasm"]

// set moves parameters of the default link by name.
func set(t testing.TB, values map[string]float64) argument.State {
	t.Helper()
	s := catalogue.Entries()[0].Defaults()
	for i := range s.Entry.Params { // in order: a later one may scale with an earlier one
		if v, ok := values[s.Entry.Params[i].ID]; ok {
			if s.Set(i, v); s.WhatIf[i] != v {
				t.Fatalf("%s=%v is not legal", s.Entry.Params[i].ID, v)
			}
		}
	}
	return s
}

// randomState moves every parameter of a to a random legal value, and pins some of
// today's.
func randomState(a *argument.Entry, r *rand.Rand) argument.State {
	s := a.Defaults()
	for i := range a.Params {
		p := a.Params[i]
		value := func() float64 { return p.Min + r.Float64()*(p.Max-p.Min) }
		if r.IntN(2) == 0 {
			s.Set(i, value())
		}
		switch r.IntN(6) {
		case 0:
			s.Pin(i, value())
		case 1:
			s.Unpin(i)
		}
	}
	return s
}

// A drawing is a chart of a random state, in a room.
type drawing struct {
	home  argument.Chart // the same chart of the default link
	chart argument.Chart
	size  Size
}

// drawings are those of statesTried random states of all arguments in every room: no
// results and, as a drag goes on beside a held axis, the charts of one state with the axes
// of another. Tests share them: their states cost more than what is looked at in them.
var drawings = sync.OnceValue(func() (all []drawing) {
	r := rand.New(rand.NewPCG(1961, 31))
	for _, m := range models() {
		home := m.View(m.Entry.Defaults(), argument.Results{}).Charts
		held := home
		for range statesTried/len(models()) + 1 {
			charts := m.View(randomState(m.Entry, r), argument.Results{}).Charts
			for i, c := range charts {
				for _, size := range []Size{desktop[i%len(desktop)], phone, stage} {
					all = append(all, drawing{home[i], c, size})
				}
				if r.IntN(4) == 0 { // while a slider is held its charts keep their axes
					c.X, c.Y = held[i].X, held[i].Y
					all = append(all, drawing{home[i], c, desktop[i%len(desktop)]})
				}
			}
			held = charts
		}
	}
	return all
})
