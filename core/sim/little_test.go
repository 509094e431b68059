package sim

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// Little's law, and the hours of lines and servers: the totals, which are put together from the times that items spent, must equal
// the integrals over time of the numbers present, taken here event by event.
func TestTotalsAreIntegrals(t *testing.T) {
	for seed := range uint64(organisations(2000)) {
		m := randomModel(rand.New(rand.NewPCG(seed, 3)))
		e, err := New(m, Options{Seed: seed, Horizon: 40, Samples: []float64{11}, MaxEvents: 5000, MaxItems: 1000})
		if err != nil {
			t.Fatal(err)
		}
		items := make([]float64, len(e.classes))
		line := make([]float64, len(e.stations))
		busy := make([]float64, len(e.stations))
		present := make([]int64, len(e.classes))
		waiting := make([]int32, len(e.stations))
		working := make([]int32, len(e.stations))
		last := 0.0
		for done := false; !done; {
			e.settle()
			e.settleItems()
			for k := range present {
				present[k] = e.classes[k].Present
			}
			for k := range waiting {
				st := &e.stations[k]
				waiting[k], working[k] = st.waiting, st.serving
				if st.discipline == Sharing {
					working[k] = min(st.serving, st.onDuty)
				}
			}
			done = e.Step(1)
			dt := e.now - last
			last = e.now
			for k, n := range present {
				items[k] += dt * float64(n)
			}
			for k := range waiting {
				line[k] += dt * float64(waiting[k])
				busy[k] += dt * float64(working[k])
			}
		}
		r := e.Result()
		check := func(what string, k int, got, want float64) {
			if err := near(fmt.Sprint(what, " ", k), got, want); err != nil {
				t.Errorf("organisation %d: %v", seed, err)
			}
		}
		for k, c := range r.Last().Classes {
			check("items of class", k, c.ItemHours, items[k])
			check("Little's law, class", k, c.LeadTime+c.LeftHours+r.Open[k].Age, items[k])
		}
		for k, st := range r.Last().Stations {
			check("line of station", k, st.LineHours, line[k])
			check("servers of station", k, st.BusyHours, busy[k])
		}
		if t.Failed() {
			return
		}
	}
}
