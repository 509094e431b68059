package argument

import (
	"math"
	"testing"
)

// The bounds stand between the tiers, places between two by the logarithm, and a better
// value never stands further left, nor beyond the end.
func TestLadderPlaces(t *testing.T) {
	for _, r := range []Rung{{Bounds: []float64{1, 10, 1000}}, {Bounds: []float64{1000, 10, 1}}} {
		for i, b := range r.Bounds {
			if got := r.Place(b); math.Abs(got-float64(i+1)) > 1e-12 {
				t.Errorf("%v: %v stands at %v", r.Bounds, b, got)
			}
		}
		if got := r.Place(100); math.Abs(got-[2]float64{2.5, 1.5}[map[bool]int{true: 1}[r.Bounds[0] > 1]]) > 1e-12 {
			t.Errorf("%v: 100 stands at %v", r.Bounds, got)
		}
		last := math.NaN()
		for v := 1e-9; v < 1e12; v *= 1.7 {
			at := r.Place(v)
			if better := r.Bounds[0] == 1; !(at > 0 && at < 4) || better && at <= last || !better && at >= last {
				t.Errorf("%v: %v stands at %v after %v", r.Bounds, v, at, last)
			}
			last = at
		}
		if at := r.Place(0); at != 0 && at != 4 {
			t.Errorf("%v: 0 stands at %v", r.Bounds, at)
		}
	}
}
