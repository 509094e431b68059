package sim

import (
	"math"
	"testing"
)

// What was counted in two windows, put together, is what was counted in both; and the shares agree with the histogram's own.
func TestCountsOfWindows(t *testing.T) {
	var h Histogram
	add := func(xs ...float64) {
		for _, x := range xs {
			h.Add(x)
		}
	}
	add(0, 1, 5)
	start := h
	if c := h.Since(&start); c.Count != 0 || c.AtMost(math.Inf(1)) != 0 {
		t.Errorf("nothing was counted: %+v", c)
	}
	add(0, 0, 2, 1e-300, 700)
	middle := h
	add(3, 1e300)
	a, b := middle.Since(&start), h.Since(&middle)
	sum := start
	a.AddTo(&sum)
	b.AddTo(&sum)
	if sum != h {
		t.Error("the windows do not sum to the whole")
	}
	for x, want := range map[float64]float64{0: 3, 1.5: 3, 2.1: 4, 600: 4, 1000: 5} { // 1e-300 counts as 0
		if got := a.AtMost(x); got != want {
			t.Errorf("%v of the times do not exceed %v, want %v", got, x, want)
		}
		var alone Histogram
		a.AddTo(&alone)
		if got, want := a.AtMost(x+0.01), float64(a.Count)*(1-alone.Above(x+0.01)); math.Abs(got-want) > 1e-9 {
			t.Errorf("AtMost(%v) is %v, by the histogram %v", x+0.01, got, want)
		}
	}
}
