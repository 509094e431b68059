package argumenttest

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kingman/core/argument"
	"kingman/core/org"
)

// checkLens holds of the drawing that says where the time went, if there is one, that its
// bars have no gaps and end, to the last bit, at the lead time that the page speaks of;
// and that this is what is counted of the runs.
func checkLens(t *testing.T, m *argument.Model) {
	k := slices.IndexFunc(m.Drawings, func(d argument.Drawing) bool { _, ok := d.(*argument.Lens); return ok })
	if k < 0 {
		return
	}
	l := m.Drawings[k].(*argument.Lens)
	states := []argument.State{m.Entry.Defaults()}
	for r := rand.New(rand.NewPCG(1, 23)); len(states) < 4; {
		states = append(states, RandomState(m.Entry, r))
	}
	for _, s := range states {
		s.Seed = argument.DefaultSeed
		plan := m.Plan(s)[:2]
		v := m.View(s, filled(plan, replicate(t, plan, func(argument.Job) int { return 2 })))
		for row, in := range []argument.Setting{s.TodaySetting(), s.WhatIfSetting()} {
			end := 0.0
			for _, part := range v.Charts[k].Layers {
				if part.Lo[row] != end || part.Hi[row] != end+part.X[row] || !(part.X[row] >= 0) {
					t.Errorf("%v: %s lies from %v to %v, the part before ends at %v", in, part.ID, part.Lo[row], part.Hi[row], end)
				}
				end = part.Hi[row]
			}
			if l.Lead < 0 {
				continue
			}
			f := v.Figures[l.Lead]
			if e := []float64{f.TodayBest(), f.WhatIfBest()}[row]; e != end {
				t.Errorf("%v: the bar ends at %v, the page says %v", in, end, e)
			}
			two := Outcomes(t, m.Organisation(in), org.Options{Horizon: in.Horizon(), Replications: 2})
			var runs []org.Outcome
			for k := range plan[1-row].Replications { // what-if's come first
				runs = append(runs, two[k%2])
			}
			if counted := m.Numbers[l.Lead].Count(in).Estimate(runs, argument.Confidence).Mean; math.Abs(counted-end) > 1e-9*counted {
				t.Errorf("%v: the bar ends at %v, in the runs it is %v", in, end, counted)
			}
		}
	}
}
