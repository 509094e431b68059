package org

import (
	"fmt"
	"math"
	"testing"

	"kingman/core/queue"
	"kingman/core/sim"
	"kingman/core/stats"
)

// desk is one M/M/c station.
func desk(rate float64, servers int) Organisation {
	return Organisation{
		Stations: []sim.Station{{Name: "desk", Servers: servers}},
		Classes: []Class{{
			Name: "request", Arrivals: []Arrivals{{Rate: rate, SCV: 1}}, Steps: []Step{{Station: "desk", Service: Time{1, 1}}},
		}},
	}
}

// The quantiles of a steady state against the exact laws of wait and sojourn in M/M/c. Of 40 intervals of 95 % at least 31 cover the truth
// (fewer by luck: 2e-5 for each quantile), and the mean of the 40 estimates misses it by no more than four of its standard errors and the
// 0.1 % that a cell of the histogram may cost. A quantile that is exactly 0 comes out as 0.
func TestSteadyQuantilesAgainstTheory(t *testing.T) {
	runs := 40
	for _, c := range []struct {
		rate    float64
		servers int
	}{{0.8, 1}, {2.4, 3}, {0.4, 1}} {
		q, err := queue.MMc{ArrivalRate: c.rate, MeanService: 1, Servers: c.servers}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		o := desk(c.rate, c.servers)
		var waits, leads [3][]stats.Estimate
		for seed := range runs {
			r, err := o.SteadyState(Options{Seed: uint64(seed), Horizon: 20_000})
			if err != nil {
				t.Fatal(err)
			}
			for k := range 3 {
				waits[k] = append(waits[k], r.Stations[0].WaitQuantiles[k])
				leads[k] = append(leads[k], r.Classes[0].LeadTimeQuantiles[k])
			}
		}
		for k := range 3 {
			name := fmt.Sprintf("M/M/%d at rate %v", c.servers, c.rate)
			wait, err := q.WaitQuantile(WaitShares[k])
			if err != nil {
				t.Fatal(err)
			}
			checkCover(t, fmt.Sprintf("%s: %v of waits", name, WaitShares[k]), waits[k], wait)
			lead, err := q.SojournQuantile(LeadTimeShares[k])
			if err != nil {
				t.Fatal(err)
			}
			checkCover(t, fmt.Sprintf("%s: %v of lead times", name, LeadTimeShares[k]), leads[k], lead)
		}
	}
}

func checkCover(t *testing.T, what string, es []stats.Estimate, truth float64) {
	t.Helper()
	covered := 0
	var a stats.Accumulator
	for _, e := range es {
		if e.Lo <= truth && truth <= e.Hi {
			covered++
		}
		if e.N < 16 || e.N > pieces || !e.Known() || e.Confidence != 0.95 {
			t.Errorf("%s: %+v", what, e)
		}
		a.Add(e.Mean)
	}
	stderr := math.Sqrt(a.Variance() / float64(a.N()))
	if covered < 31 || math.Abs(a.Mean()-truth) > 4*stderr+0.001*truth {
		t.Errorf("%s: %d of %d intervals cover %v; mean %v ± %v", what, covered, len(es), truth, a.Mean(), stderr)
	}
	if truth == 0 && (a.Mean() != 0 || es[0].Hi != 0) {
		t.Errorf("%s: %+v, want exactly 0", what, es[0])
	}
}

// Where an interval is not to be trusted the estimate says so: too few times, parts that depend on each other, or nothing at all.
func TestSteadyQuantilesWarn(t *testing.T) {
	short := desk(0.8, 1)
	r, err := short.SteadyState(Options{Seed: 1, Horizon: 300})
	if err != nil {
		t.Fatal(err)
	}
	if e := r.Classes[0].LeadTimeQuantiles[2]; len(e.Warnings) == 0 {
		t.Errorf("a 95 %% point from %d hours without a warning: %+v", 300, e)
	}
	slow := desk(0.99, 1)
	r, err = slow.SteadyState(Options{Seed: 1, Horizon: 20_000})
	if err != nil {
		t.Fatal(err)
	}
	if e := r.Stations[0].WaitQuantiles[1]; len(e.Warnings)+len(r.Warnings) == 0 {
		t.Errorf("a queue that takes %v hours to forget, in pieces of %v, without a warning: %+v", 4e4, 20_000/pieces, e)
	}
	idle := desk(0.8, 1)
	idle.Classes[0].Arrivals = nil
	r, err = idle.SteadyState(Options{Seed: 1, Horizon: 300})
	if err != nil {
		t.Fatal(err)
	}
	if e := r.Classes[0].LeadTimeQuantiles[0]; e.Known() || len(e.Warnings) == 0 {
		t.Errorf("a quantile of nothing: %+v", e)
	}
	if e := r.Classes[0].OpenAtEnd; e.Known() {
		t.Errorf("open at the end of a steady state: %+v", e)
	}
}

// The pieces of a run that is cut are the whole run: if nothing is left out the quantiles are those of the histograms.
func TestPiecesAreTheRun(t *testing.T) {
	o := desk(0.8, 1)
	run, err := o.NewSteadyRun(Options{Seed: 1, Horizon: 2000})
	if err != nil {
		t.Fatal(err)
	}
	for !run.Step(1000) {
	}
	parts := run.parts
	var sum sim.Histogram
	for k, x := range parts {
		x.waits[0].AddTo(&sum)
		if want := 2000 * float64(k) / pieces; x.from < want || x.from > want+50 {
			t.Errorf("piece %d begins at %v, not soon after %v", k, x.from, want)
		}
	}
	if r := run.engine.Result(); len(parts) != pieces || sum != r.Waits[0] {
		t.Errorf("%d pieces with %d waits of %d", len(parts), sum.Count, r.Waits[0].Count)
	}
}
