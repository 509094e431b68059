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

// Counted in units, against the chain that counts every item: within 9 % of the pile with 200 units and 2.5 % with 1000. In a
// lasting overload a line is longer than the fluid's by what its walk falls below 0, 1/(ρ − 1) items of M/M/1 and as many
// units of one that is counted in them; with several servers it is less.
func TestInUnits(t *testing.T) {
	for _, load := range []struct {
		name    string
		lasting float64 // 0 if it changes
		at      func(share float64) float64
	}{
		{"hardly too much", 1.02, func(float64) float64 { return 1.02 }},
		{"too much", 1.2, func(float64) float64 { return 1.2 }},
		{"growing", 0, func(share float64) float64 { return 0.5 + share }},
		{"too much, then time to spare", 0, func(share float64) float64 { return 1.2 - 0.5*math.Floor(2*share) }},
		{"by turns", 0, func(share float64) float64 { return 1.4 - 0.8*float64(int(8*share)%2) }},
	} {
		for _, c := range []int{1, 10} {
			for units, most := range map[float64]float64{200: 0.09, 1000: 0.025} {
				if load.lasting > 0 {
					most = 1 / ((load.lasting - 1) * units)
				}
				for _, times := range []float64{1.5, 8} {
					const periods = 40
					f, fluid, highest := Forward{ArrivalSCV: 1, ServiceSCV: 1}, 0.0, 0.0
					for k := range periods {
						rho := load.at((float64(k) + 0.5) / periods)
						f.Periods = append(f.Periods, ForwardPeriod{ArrivalRate: rho * float64(c), MeanService: 1, Servers: c})
						fluid = math.Max(0, fluid+(rho-1)*float64(c))
						highest = math.Max(highest, fluid)
					}
					pile := times * units
					for k := range f.Periods {
						f.Periods[k].Hours = pile / highest
					}
					exact, err := f.Analyze()
					if err != nil {
						t.Fatal(err)
					}
					got, err := f.InUnits(pile, units).Analyze()
					if err != nil {
						t.Fatal(err)
					}
					for k, p := range got.Points {
						if off := (p.QueueLength - exact.Points[k].QueueLength) / pile; math.Abs(off) > most {
							t.Errorf("%s, %d servers, %v items in %v units: in period %d off by %.3f of them", load.name, c, pile, units, k, off)
						}
					}
				}
			}
		}
	}
	f := Forward{ArrivalSCV: 0.25, ServiceSCV: 4, Periods: []ForwardPeriod{{Hours: 40, ArrivalRate: 1, MeanService: 1, Servers: 1}}}
	whole, err := f.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := f.InUnits(200, 100).Analyze(); err != nil || got.End() != whole.End() { // each of v² = 2.1 items anyway
		t.Errorf("a small pile becomes %+v, %v, and was %+v", got.End(), err, whole.End())
	}
	if _, err := f.InUnits(50, 0).Analyze(); err == nil {
		t.Error("no units are accepted")
	}
}

// Many servers who begin together, and too much for them: what is counted in units does not make services end sooner.
func TestInUnitsLeavesServicesAlone(t *testing.T) {
	f := Forward{ArrivalSCV: 1, ServiceSCV: 1, Periods: []ForwardPeriod{{Hours: 160, ArrivalRate: 30, MeanService: 1, Servers: 20}}}
	exact, err := f.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.InUnits(1600, 200).Analyze()
	if err != nil {
		t.Fatal(err)
	}
	if x, y := got.End().ItemHours, exact.End().ItemHours; math.Abs(x-y) > y/(0.5*200) {
		t.Errorf("%v item hours, counting every item %v", x, y)
	}
}
