package chart

import (
	"slices"

	"kingman/core/argument"
)

// Thumb is [Lay] for a picture too small for its axes' words: curves fill it,
// and of their labels only those of what-if's markers stay. Dots and bars are
// laid out for the margins that they have, and keep them.
func Thumb(c argument.Chart, size Size) (frame, data []byte, err error) {
	c = linear(c)
	f, data := lay(c, size)
	for _, a := range [...]*Axis{&f.X, &f.Y} {
		clear(a.Text)
	}
	if !HasDots(c) && !HasBars(c) {
		em := size.Font
		f.Grid = Grid{Left: em, Right: em, Top: em, Bottom: em}
		named := c
		named.Layers = slices.Clone(c.Layers)
		for i := range named.Layers {
			if l := named.Layers[i]; l.Shape != argument.Marker || l.Role != argument.WhatIf {
				named.Layers[i].Label, named.Layers[i].Letter = "", ""
			}
		}
		f.Labels = place(named, size, f.Grid)
	}
	frame, err = f.json()
	return frame, data, err
}
