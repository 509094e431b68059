package chart

import (
	"math/rand/v2"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/words"
)

// areaChart is a chart of areas that are so thick at their right ends, from the bottom.
func areaChart(thick ...float64) argument.Chart {
	names := [...]string{"live", "in test", "in review", "being built", "asked for", "idle"}
	var parts []argument.AreaPart
	var amounts [][]float64
	most := 0.0
	for i, v := range thick {
		parts = append(parts, argument.AreaPart{ID: names[i], Label: names[i]})
		amounts = append(amounts, []float64{0, v})
		most += v
	}
	return argument.Chart{
		ID: "areas", X: argument.WeeksAxis(13), Y: argument.CountAxis("hours", words.PlainHours, most),
		Layers: argument.Stacked(argument.WhatIf, []float64{0, 13 * words.Week}, parts, amounts),
	}
}

// Names of areas stand inside the chart, in the order of the areas, and apart; each area
// that is to be seen has its name wherever there is room for a line of text each.
func TestAreaLabelsStandApart(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 5))
	for range 500 {
		var thick []float64
		seen := 0
		for range 1 + r.IntN(6) {
			v := 0.0
			if r.IntN(4) > 0 {
				v = 100 * r.Float64() * r.Float64()
				seen++
			}
			thick = append(thick, v)
		}
		c := areaChart(thick...)
		for _, size := range []Size{desktop[0], {Width: 474, Height: 136, Font: 11.5}, phone, stage} {
			f, _ := lay(c, size, nil)
			if len(f.Labels) != seen {
				t.Fatalf("%v in %v: %d names of %d", thick, size, len(f.Labels), seen)
			}
			above, before := 0.0, len(thick)
			for _, l := range f.Labels {
				if l.X < 0 || l.X+TextWidth(l.Text, l.Size, false) > size.Width+1 || l.Y < above || l.Y > size.Height-f.Grid.Bottom+1 || l.Of >= before {
					t.Fatalf("%v in %v: %+v after %v", thick, size, l, above)
				}
				above, before = l.Y+1.2*size.Font-1, l.Of
			}
		}
	}
}

// An amount is said where there is room for it, and where there is room for few lines
// the thinnest areas lose their names.
func TestAreaLabelsSayWhatFits(t *testing.T) {
	texts := func(c argument.Chart, size Size) string {
		f, _ := lay(c, size, nil)
		var all []string
		for _, l := range f.Labels {
			all = append(all, l.Text)
		}
		return strings.Join(all, ", ")
	}
	if got := texts(areaChart(40, 12, 7), desktop[0]); got != "in review, in test 12 hours, live 40 hours" {
		t.Errorf("%q", got)
	}
	if got := texts(areaChart(40, 12, 7, 1234), desktop[0]); !strings.HasPrefix(got, "being built, in review") {
		t.Errorf("%q", got)
	}
	if got := texts(areaChart(40, 12, 7, 3, 2, 1), Size{Width: 300, Height: 70, Font: 11.5}); got != "in review, in test 12 hours, live 40 hours" {
		t.Errorf("low: %q", got)
	}
}
