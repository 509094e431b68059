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
	s := Entry.Defaults().Now()
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
