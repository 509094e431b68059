package chart

import (
	"math"
	"testing"

	"kingman/core/argument"
)

// In whatever width, no two texts of an axis touch, and the one with the unit stays.
func TestTextsOfAnAxisDoNotTouch(t *testing.T) {
	weeks := argument.Axis{Max: 26, Ticks: []argument.Tick{{At: 0, Text: "now"}, {At: 4, Text: "4"}, {At: 8, Text: "8"}, {At: 12, Text: "12"}, {At: 16, Text: "16"}, {At: 20, Text: "20"}, {At: 26, Text: "26 weeks"}}}
	left := map[float64]int{}
	for width := 20.0; width <= 600; width++ {
		end := math.Inf(-1)
		for _, tick := range spaced(weeks, width, 31, 11.5) {
			if tick.Text == "" {
				continue
			}
			left[width]++
			at, half := width*tick.At/26, TextWidth(tick.Text, 11.5, false)/2
			if at-half <= end {
				t.Errorf("%v wide: %q touches what is to its left", width, tick.Text)
			}
			end = at + half
		}
		if left[width] == 0 {
			t.Errorf("%v wide: no text is left", width)
		}
	}
	if left[600] != len(weeks.Ticks) || left[100] >= left[600] || weeks.Ticks[1].Text != "4" {
		t.Errorf("%d texts at 600, %d at 100, and the axis is %v", left[600], left[100], weeks.Ticks)
	}
}
