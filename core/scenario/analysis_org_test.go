package scenario

import (
	"math"
	"testing"

	"kingman/core/sim"
	"kingman/core/sim/single"
	"kingman/core/stats"
)

// organisationWaits simulates the organisation of the picture and returns, by
// replication, the mean wait of the features that came to the analysts by the
// date, the backlog left out, read off the log of events.
func organisationWaits(t *testing.T, s Setting, replications int) []float64 {
	t.Helper()
	in, o := analysisOf(s), analysisOrganisation(s)
	m, err := o.Model()
	if err != nil {
		t.Fatal(err)
	}
	log := sim.NewLog(1 << 17)
	// Long enough for whoever comes by the date to be taken up.
	e, err := sim.New(m, sim.Options{Seed: DefaultSeed, Horizon: 3 * in.horizon(), Log: log})
	if err != nil {
		t.Fatal(err)
	}
	waits := make([]float64, replications)
	for r := range waits {
		e.Restart(r)
		for !e.Step(10_000) {
		}
		sum, n, came := 0.0, 0.0, map[int64]float64{}
		backlog := map[int64]bool{}
		for _, x := range log.Entries {
			switch {
			case x.What == sim.Asked && x.Where == 1:
				backlog[x.Item] = true
			case x.What == sim.Came && x.Where == 1 && x.Time <= in.horizon() && !backlog[x.Item]:
				came[x.Item] = x.Time
			case x.What == sim.Began && x.Where == 1:
				if at, ok := came[x.Item]; ok {
					sum += x.Time - at
					n++
					delete(came, x.Item)
				}
			}
		}
		if log.Full || len(came) > 0 || n == 0 {
			t.Fatalf("%d features came and were not taken up (log full: %v)", len(came), log.Full)
		}
		waits[r] = sum / n
	}
	return waits
}

// The organisation that the picture plays is the one that the numbers come
// from: its features wait as long in the one simulator as in the other, both
// beginning with whole gaps.
func TestAnalysisOrganisationAgrees(t *testing.T) {
	const replications = 150
	for name, set := range map[string][]Assignment{
		"default":     {{"engineers", 12}},
		"overloaded":  {{"engineers", 16}, {"backlog", 9}},
		"uneven":      {{"engineers", 10}, {"arrival-cv", 1.5}, {"analysis-cv", 2}},
		"some need":   {{"engineers", 20}, {"share", 0.6}},
		"one by one":  {{"engineers", 12}, {"sources", 1}},
		"waits along": {{"engineers", 15}, {"waiting", 1}, {"share", 0.9}},
	} {
		s := AnalysisQueue.Defaults()
		for _, a := range append(set, Assignment{"weeks", 13}) {
			i := AnalysisQueue.index(a.ID)
			if s.Set(i, a.Value); s.WhatIf[i] != a.Value {
				t.Fatalf("%s: %s is %v, meant %v", name, a.ID, s.WhatIf[i], a.Value)
			}
		}
		in := analysisOf(s.Then())
		spec := in.spec()
		spec.Start = single.Fresh
		station, err := single.New(spec)
		if err != nil {
			t.Fatal(err)
		}
		var kernel []float64
		var out single.Result
		for r := range replications {
			if err := station.RunHorizon(single.Horizon{Seed: DefaultSeed, Until: in.horizon(), Backlog: int(in.backlog)}, r, &out); err != nil {
				t.Fatal(err)
			}
			kernel = append(kernel, out.MeanWait())
		}
		a, b := stats.FromReplications(kernel, Confidence), stats.FromReplications(organisationWaits(t, s.Then(), replications), Confidence)
		half := func(e stats.Estimate) float64 { return (e.Hi - e.Lo) / 2 / 1.96 }
		se := math.Hypot(half(a), half(b))
		if z := (a.Mean - b.Mean) / se; math.Abs(z) > 4 {
			t.Errorf("%s: the kernel's features wait %.2f h, the organisation's %.2f h: %.1f standard errors apart", name, a.Mean, b.Mean, z)
		} else {
			t.Logf("%s: %.2f h and %.2f h, %.1f standard errors", name, a.Mean, b.Mean, z)
		}
	}
}

// Every corner of the sliders is an organisation that can be simulated.
func TestAnalysisOrganisationIsLegal(t *testing.T) {
	s := AnalysisQueue.Defaults()
	for corner := range 1 << len(AnalysisQueue.Params) {
		for i, p := range AnalysisQueue.Params {
			if s.Set(i, p.Min); corner>>i&1 == 1 {
				s.Set(i, p.Max)
			}
		}
		o := analysisOrganisation(s.Then())
		if err := o.Validate(); err != nil {
			t.Fatalf("%v: %v", s.WhatIf, err)
		}
	}
}
