package chart

import (
	"math/rand/v2"
	"testing"

	"kingman/core/argument"
)

// ladderChart is a ladder of four keys with marks at random places.
func ladderChart(r *rand.Rand) argument.Chart {
	c := argument.Chart{ID: "keys", X: argument.Axis{Name: "tier", Max: 4}, Y: argument.Axis{Name: "key", Max: 4}}
	for i, name := range []string{"low", "medium", "high", "elite"} {
		l := argument.Layer{ID: name, Shape: argument.Bars, Fill: argument.Pale}
		for k := range 4 {
			l.X, l.Y, l.Lo, l.Hi = append(l.X, 1), append(l.Y, float64(k)), append(l.Lo, float64(i)), append(l.Hi, float64(i+1))
			l.Texts = append(l.Texts, "day to week")
		}
		c.Layers = append(c.Layers, l)
		c.Rows = append(c.Rows, argument.Row{Name: "change failures"})
	}
	for _, role := range []argument.Role{argument.Today, argument.WhatIf} {
		l := argument.Layer{ID: string(role), Shape: argument.RowMark, Role: role}
		for k := range 4 {
			l.X, l.Y, l.Texts = append(l.X, 4*r.Float64()), append(l.Y, float64(k)), append(l.Texts, "10.3 a week")
		}
		c.Layers = append(c.Layers, l)
	}
	return c
}

// Of a ladder every key is named and every mark says its value; no label covers another
// or leaves the chart, and limits of tiers are said on a wide page.
func TestLadderLabels(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 8))
	for range 300 {
		c := ladderChart(r)
		for _, size := range []Size{{Width: 710, Height: 300, Font: 11.5}, {Width: 474, Height: 136, Font: 11.5}, phone, stage} {
			f, _ := layBars(t, c, size)
			said := map[string]int{}
			var boxes []box
			for _, l := range f.Labels {
				half := TextWidth(l.Text, l.Size, l.Strong) / 2
				if l.Align == Left {
					l.X += half
				}
				b := box{l.X - half, l.Y - 0.5*l.Size, l.X + half, l.Y + 0.5*l.Size}
				if b.left < -1 || b.right > size.Width+1 || b.top < -1 || b.bottom > size.Height {
					t.Fatalf("%v: %q lies outside: %v", size, l.Text, b)
				}
				for _, o := range boxes {
					if b.overlaps(o) {
						t.Fatalf("%v: %q covers something", size, l.Text)
					}
				}
				boxes = append(boxes, b)
				said[l.Text]++
			}
			if said["change failures"] != 4 || said["10.3 a week"] != 8 || size.Width > 700 && said["day to week"] != 16 {
				t.Fatalf("%v: %v", size, said)
			}
		}
	}
}
