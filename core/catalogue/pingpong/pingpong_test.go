package pingpong

import (
	"math"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
	"kingman/core/sim"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "as today", Pairs: "misunderstood=0.2 minutes=0"},
		argumenttest.Case{Name: "just under saturation", Pairs: "misunderstood=0.19 minutes=0"},
		argumenttest.Case{Name: "at saturation", Pairs: "misunderstood=0.2 minutes=0 today.misunderstood=0.05"},
		argumenttest.Case{Name: "past saturation", Pairs: "misunderstood=0.25 minutes=0"},
		argumenttest.Case{Name: "no difference to vouch for", Pairs: "misunderstood=0.2 minutes=0 cost=5000 today.cost=4000"},
	)
}

// Of 61.9 hours from question to answer, answering again takes 3.3, but what comes back costs about 19: the way back, and a fifth of the waits, since
// of five visits one is another one.
func TestWhatComesBackCosts(t *testing.T) {
	s := Entry.Defaults().TodaySetting()
	runs := argumenttest.Outcomes(t, organisation(s), org.Options{Horizon: s.Horizon(), Replications: 400, ByStep: true})
	of := func(m org.Metric) float64 { return m.Estimate(runs, argument.Confidence).Mean }
	part := func(p sim.Part) float64 { return of(org.PartOfLeadTime(0, p)) }
	again := org.TimeSpent(0, org.DoneAgain).Estimate(runs, argument.Confidence)
	want := part(sim.Handoff) + part(sim.Rework) + s.Of(share)*part(sim.Wait)
	// Four standard errors, and what the first weeks, in which nothing comes back yet, take off the fifth.
	if d := math.Abs(again.Mean - want); d > 4*again.StdErr+0.05*want {
		t.Errorf("what comes back costs %v, want about %v", again.Mean, want)
	}
	if again.Mean < 5*part(sim.Rework) || again.Mean < 0.28*of(org.LeadTime(0)) || again.Mean > 0.34*of(org.LeadTime(0)) {
		t.Errorf("what comes back costs %v of %v, answering again %v", again.Mean, of(org.LeadTime(0)), part(sim.Rework))
	}
}

// The tipping point is that of the simulation, at every load: with more coming back the line grows, in the second year by what
// comes less what is answered for good, and with fewer it stays as it is.
func TestTheLineGrowsPastTheTippingPoint(t *testing.T) {
	for _, first := range []float64{0.5, 0.7, 0.9} {
		for _, from := range []float64{-0.06, 0.06} {
			s := argumenttest.WhatIf(t, Entry, "minutes=0 backlog=0 weeks=104")
			s = s.At(demand, first/firstLoad(s)*s.Of(demand))
			s = s.At(share, tipping(s)+from)
			runs := argumenttest.Outcomes(t, organisation(s), org.Options{Horizon: s.Horizon(), Replications: 200, Points: 2})
			grown := argumenttest.Estimate(func(o *org.Outcome) (float64, float64) { return o.Points[1].Line[0] - o.Points[0].Line[0], 1 }, runs)
			want := math.Max(0, s.Of(demand)-capacity(s)*(1-s.Of(share))) * s.Weeks() / 2
			// Four standard errors: by the second year hardly an analyst is ever idle past the tipping point, and before it the
			// line has long settled. Eight tell one from the other.
			if d := math.Abs(grown.Mean - want); d > 4*grown.StdErr || (want > 0) != (from > 0) || from > 0 && want < 8*grown.StdErr {
				t.Errorf("load %v, %v coming back, tipping at %v: the line grows by %v ± %v, want %v", firstLoad(s), s.Of(share), tipping(s), grown.Mean, grown.StdErr, want)
			}
		}
	}
}
