package chart

import (
	"slices"

	"kingman/core/argument"
)

// Thumb is [Lay] for a picture too small for its axes' words: curves fill it,
// and of their labels only those of what-if's markers stay. Of bars what-if's alone
// says what it comes to, and none has a name. Dots are laid out for the margins that
// they have, and keep them.
func Thumb(c argument.Chart, size Size) (frame, data []byte, err error) {
	c = linear(c)
	if HasBars(c) {
		c = nameless(c)
	}
	f, data := lay(c, size, nil)
	for _, a := range [...]*Axis{&f.X, &f.Y} {
		clear(a.Text)
	}
	switch {
	case HasBars(c):
		f.Labels = slices.DeleteFunc(f.Labels, func(l Label) bool { return l.Colour != Accent || l.Text == "" })
	case !HasDots(c):
		em := size.Font
		f.Grid = Grid{Left: em, Right: em, Top: em, Bottom: em}
		named := c
		named.Layers = slices.Clone(c.Layers)
		for i := range named.Layers {
			if l := named.Layers[i]; l.Shape != argument.Marker || l.Role != argument.WhatIf {
				named.Layers[i].Label, named.Layers[i].Letter = "", ""
			}
		}
		f.Labels = placeLabels(named, size, f.Grid, nil)
	}
	frame, err = f.json()
	return frame, data, err
}

// nameless returns a chart of bars without the names of rows and parts and what marks stand
// for, and so without the room for them.
func nameless(c argument.Chart) argument.Chart {
	c.Rows, c.Layers = slices.Clone(c.Rows), slices.Clone(c.Layers)
	for i := range c.Rows {
		c.Rows[i].Name, c.Rows[i].Label = "", ""
	}
	for i := range c.Layers {
		c.Layers[i].Label, c.Layers[i].Texts = "", nil
	}
	return c
}
