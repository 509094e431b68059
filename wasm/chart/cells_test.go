package chart

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"

	"kingman/core/argument"
	"kingman/core/words"
)

// mapChart is a map of n cells a side, three options in it by chance.
func mapChart(r *rand.Rand, n int) argument.Chart {
	c := argument.Chart{
		ID: "map", X: argument.ShareAxis("load", 1), Y: argument.CountAxis("teams", words.Items, 24),
		Layers: []argument.Layer{{ID: "a", Label: "tickets", Letter: "T"}, {ID: "b", Label: "liaison", Letter: "L"}, {ID: "c", Label: "nobody at all", Letter: "N"}},
	}
	for row := range n {
		for k := range n {
			l := &c.Layers[r.IntN(3)*r.IntN(2)]
			l.Shape = argument.Cells
			lo, hi := float64(k)/float64(n), float64(k+1)/float64(n)
			from, to := 24*float64(row)/float64(n), 24*float64(row+1)/float64(n)
			l.X, l.Y, l.Lo, l.Hi, l.From, l.To = append(l.X, (lo+hi)/2), append(l.Y, (from+to)/2), append(l.Lo, lo), append(l.Hi, hi), append(l.From, from), append(l.To, to)
		}
	}
	for i := range c.Layers {
		c.Layers[i].Shape = argument.Cells
	}
	c.Layers = append(c.Layers, argument.Layer{ID: "here", Shape: argument.Marker, Role: argument.WhatIf, Label: "here", X: []float64{r.Float64()}, Y: []float64{24 * r.Float64()}})
	return c
}

// Cells cross as they are; each letter stands in a cell of its option; and no text
// covers another or the mark.
func TestCells(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 7))
	for range 60 {
		c := mapChart(r, 1+r.IntN(12))
		for _, size := range []Size{{Width: 710, Height: 300, Font: 11.5}, {Width: 474, Height: 136, Font: 11.5}, phone, stage} {
			f, data := lay(c, size, nil)
			at := 0
			for i, l := range c.Layers[:3] {
				if f.Lengths[i] != 4*len(l.X) {
					t.Fatalf("%d numbers of %d cells", f.Lengths[i], len(l.X))
				}
				for k := range l.X {
					for n, want := range [4]float64{l.Lo[k], l.Hi[k], l.From[k], l.To[k]} {
						if got := math.Float64frombits(binary.LittleEndian.Uint64(data[8*(at+n):])); got != want {
							t.Fatalf("cell %d of %s: number %d is %v, want %v", k, l.ID, n, got, want)
						}
					}
					at += 4
				}
			}
			p := &plot{chart: c, size: size, grid: f.Grid}
			var boxes []box
			for _, l := range f.Labels {
				half := TextWidth(l.Text, l.Size, l.Strong) / 2
				if l.Align == Center {
					b := box{l.X - half, l.Y - 0.5*l.Size, l.X + half, l.Y + 0.5*l.Size}
					for _, o := range boxes {
						if b.overlaps(o) {
							t.Fatalf("%v: %q covers another", size, l.Text)
						}
					}
					boxes = append(boxes, b)
				}
				layer := c.Layers[l.Of]
				if l.Text != layer.Letter || layer.Shape != argument.Cells {
					continue
				}
				inside := false
				for k := range layer.X {
					inside = inside || p.x(layer.Lo[k]) <= l.X && l.X <= p.x(layer.Hi[k]) && p.y(layer.To[k]) <= l.Y+0.5 && l.Y <= p.y(layer.From[k])+0.5
				}
				if !inside {
					t.Fatalf("%v: the letter %s at %v, %v stands in another region", size, l.Text, l.X, l.Y)
				}
			}
		}
	}
}

// A map of one option is named once and has its letter all over it.
func TestCellLabels(t *testing.T) {
	c := mapChart(rand.New(rand.NewPCG(1, 1)), 1)
	named, letters := 0, 0
	f, _ := lay(c, phone, nil)
	for _, l := range f.Labels {
		switch l.Text {
		case c.Layers[l.Of].Label:
			named++
		case c.Layers[l.Of].Letter:
			letters++
		}
	}
	if named != 2 || letters < 8 { // the option's name, and "here"
		t.Errorf("%d names, %d letters", named, letters)
	}
}
