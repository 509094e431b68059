package queue

import (
	"math"
	"testing"
)

// A full station without impatience grows in a straight line, which steps of any size follow; with impatience it settles at
// c + (λ − c/s)/θ, and one with room at λs.
func TestFluid(t *testing.T) {
	period := func(rate, leaves float64) ForwardPeriod {
		return ForwardPeriod{Hours: 4000, ArrivalRate: rate, MeanService: 16, Servers: 200, AbandonRate: leaves} // c/s = 12.5
	}
	f := Forward{Backlog: 300, Periods: []ForwardPeriod{period(15, 0), period(15, 0.05), period(8, 0)}}
	points, most := f.Fluid()
	grown := 300 + 2.5*4000
	for k, want := range []float64{grown, 200 + 2.5/0.05, 8 * 16} {
		if got := points[k].WIP(); math.Abs(got-want) > 1e-6 {
			t.Errorf("period %d: %v items, want %v", k, got, want)
		}
	}
	if most != points[0].WIP() || math.Abs(f.Overflow()-(300+2*2.5*4000)) > 1e-6 {
		t.Errorf("at most %v items, overflow %v", most, f.Overflow())
	}
	// Sums of steps from the left lag behind the integral by half a step's growth.
	step := 4000.0 / 500
	if want := (300 + grown) / 2 * 4000; math.Abs(points[0].ItemHours+step*(grown-300)/2-want) > 1e-6*want {
		t.Errorf("%v item hours, want %v", points[0].ItemHours, want)
	}
	// What came is served, there or gone: servers are all busy throughout.
	if gone, want := points[1].Abandoned, grown+15*4000-12.5*4000-points[1].WIP(); math.Abs(gone-want) > 1e-6*want {
		t.Errorf("%v left, want %v", gone, want)
	}
}
