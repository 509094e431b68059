package runway

import (
	"math"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
	"kingman/core/stats"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "as today", Pairs: "hires=0"},
		argumenttest.Case{Name: "a week after the rule", Pairs: "approve=20"},
		argumenttest.Case{Name: "two weeks after the rule", Pairs: "approve=21"},
		argumenttest.Case{Name: "too late", Pairs: "approve=26"},
		argumenttest.Case{Name: "two people, never", Pairs: "hires=2 growth=0.015"},
		argumenttest.Case{Name: "no growth", Pairs: "growth=0"},
		argumenttest.Case{Name: "too late already", Pairs: "growth=0.2"},
		argumenttest.Case{Name: "nobody, and too late already", Pairs: "growth=0.2 hires=0"},
		argumenttest.Case{Name: "above the limit now", Pairs: "backlog=100"},
		argumenttest.Case{Name: "twenty people", Pairs: "analysts=20 demand=40"},
		argumenttest.Case{Name: "past saturation", Pairs: "demand=14"},
		argumenttest.Case{Name: "a large pile", Pairs: "growth=0.2 weeks=104"},
		argumenttest.Case{Name: "no difference to vouch for", Pairs: "approve=60 weeks=26"},
		argumenttest.Case{Name: "even work", Pairs: "arrival-cv=0.5 analysis-cv=0.25"},
		argumenttest.Case{Name: "just under saturation", Pairs: "growth=0.04"},
		argumenttest.Case{Name: "at saturation", Pairs: "weeks=75"},
	)
}

// simulated is the wait about the date.
func simulated(t testing.TB, s argument.Setting, runs int) stats.Estimate {
	t.Helper()
	opt := org.Options{Horizon: s.Horizon(), Replications: runs, Windows: Model().Windows(s)}
	return argumenttest.Estimate(org.WaitInWindow(0), argumenttest.Outcomes(t, organisation(s), opt))
}

// steadily is the week in which the steady state of that week's load passes the limit.
func steadily(s argument.Setting) float64 {
	var waits []float64
	for k := 0.0; k <= ahead; k++ {
		waits = append(waits, steady(s, k))
		if math.IsInf(waits[int(k)], 1) {
			waits[int(k)] = 1e9
		}
	}
	return firstAbove(waits, s.Of(limit))
}

// From an empty line the wait passes every limit later than its steady state does, for whatever growth, and at the week in
// which the steady state passes it the runs are below it; with a backlog it may be sooner.
func TestLaterThanSteadyState(t *testing.T) {
	for _, g := range []float64{0.01, 0.03, 0.05, 0.1} {
		for _, allowed := range []float64{8, 16, 40} {
			for _, team := range []string{"", "analysts=20 demand=40", "analysts=2 demand=3"} {
				s := argumenttest.WhatIf(t, Entry, team+" hires=0").At(growth, g).At(limit, allowed)
				late, early := passing(s), steadily(s)
				if early > 0 && late != never && late <= early {
					t.Errorf("%q, growth %v, limit %v: passed in week %v, steady state says %v", team, g, allowed, late, early)
				}
			}
		}
	}
	s := argumenttest.WhatIf(t, Entry, "hires=0")
	early := steadily(s)
	if e := simulated(t, s.At(weeks, math.Floor(early)), 200); e.Mean > s.Of(limit)-4*e.StdErr {
		t.Errorf("in week %v the wait is %v ± %v", early, e.Mean, e.StdErr)
	}
	if piled := s.At(backlog, 60); passing(piled) > early {
		t.Errorf("with a backlog passed in week %v, steady state says %v", passing(piled), early)
	}
}

// Where the steady state is infinite the wait is not yet a week, and a year from now one person approved in week 0 leaves a
// quarter of it. One approved in week 39 leaves most of it: the pile remains.
func TestWaits(t *testing.T) {
	s := argumenttest.WhatIf(t, Entry, "")
	if full := steady(s.At(hires, 0), 49); !math.IsInf(full, 1) {
		t.Errorf("the steady state of week 49 is %v", full)
	}
	nobody, one, late := simulated(t, s.At(hires, 0), 300), simulated(t, s, 300), simulated(t, s.At(approve, 39), 300)
	if one.Mean > nobody.Mean/4+4*math.Hypot(one.StdErr, nobody.StdErr/4) {
		t.Errorf("%v ± %v with one more, %v ± %v with nobody", one.Mean, one.StdErr, nobody.Mean, nobody.StdErr)
	}
	if late.Mean < 0.6*nobody.Mean {
		t.Errorf("approved late it is %v ± %v, %v ± %v with nobody", late.Mean, late.StdErr, nobody.Mean, nobody.StdErr)
	}
}

// Each further person gains fewer weeks, in a large team fewer than in a small one.
func TestEachGainsLess(t *testing.T) {
	for _, c := range []struct {
		pairs string
		first float64 // about
	}{{"", 30}, {"growth=0.05", 18}, {"analysts=20 demand=40", 7.4}} {
		s := argumenttest.WhatIf(t, Entry, c.pairs+" approve=0 hiring=0 ramp=0")
		last, before := passing(s.At(hires, 0)), math.Inf(1)
		for n := 1.0; n <= 3; n++ {
			at := passing(s.At(hires, n))
			if at == never {
				break
			}
			if gain := at - last; gain >= before || n == 1 && math.Abs(gain-c.first) > 0.1*c.first {
				t.Errorf("%q: person %v gains %v weeks, the one before %v", c.pairs, n, gain, before)
			} else {
				before = gain
			}
			last = at
		}
	}
}

// Approved three weeks before the last date the first person moves the week in which the limit is passed by a week and a half at
// least; three weeks after it, at the default, by none.
func TestLastDate(t *testing.T) {
	for _, team := range []string{"", "analysts=20 demand=40", "analysts=10 demand=19", "analysts=3 demand=5", "analysts=1 demand=1.2 limit=40"} {
		for _, g := range []float64{0.01, 0.03, 0.05} {
			s := argumenttest.WhatIf(t, Entry, team).At(growth, g)
			nobody := passing(s.At(hires, 0))
			by := nobody - s.Of(hiring)
			if nobody == never || by < 3 {
				continue
			}
			if at := passing(s.At(approve, math.Floor(by)-3)); at != never && at < nobody+1.5 {
				t.Errorf("%q, growth %v: approved three weeks before %v passed in %v, not %v", team, g, by, at, nobody)
			}
		}
	}
	s := argumenttest.WhatIf(t, Entry, "")
	nobody := passing(s.At(hires, 0))
	if at := passing(s.At(approve, math.Ceil(nobody-s.Of(hiring))+3)); math.Abs(at-nobody) > 0.01 {
		t.Errorf("approved too late passed in %v, not %v", at, nobody)
	}
}

// The formula is within a twentieth of the simulation, or four standard errors, as chance has it; where work is less even it
// is within a fifth.
func TestFormulaAgainstSimulation(t *testing.T) {
	for _, c := range []struct {
		pairs string
		off   float64
	}{
		{"hires=0", 0.05}, {"", 0.05}, {"weeks=26 growth=0.05", 0.05}, {"approve=13", 0.05}, {"approve=39", 0.05}, {"analysts=20 demand=40", 0.05}, {"growth=0.1", 0.05}, {"backlog=60 weeks=8", 0.05},
		{"arrival-cv=0.5 analysis-cv=0.25 hires=0", 0.2}, {"arrival-cv=2 hires=0", 0.2},
	} {
		s := argumenttest.WhatIf(t, Entry, c.pairs)
		if e, v := simulated(t, s, 200), evaluate(s)[wait]; math.Abs(v-e.Mean) > 4*e.StdErr+c.off*e.Mean {
			t.Errorf("%q: simulated %v ± %v, formula %v", c.pairs, e.Mean, e.StdErr, v)
		}
	}
}

// The week in which the limit is passed, beside that of naive simulations of 6000 to 8000 runs; the first runs of weeks that are
// above by chance make it earlier there by up to two standard errors.
func TestPassesAsSimulated(t *testing.T) {
	for _, c := range []struct {
		pairs       string
		week, error float64
	}{
		{"growth=0.2 hires=0", 7.42, 0.04}, {"growth=0.1 hires=0", 12.01, 0.1}, {"hires=0", 31.56, 0.14}, {"growth=0.05 hires=0", 20.55, 0.15},
		{"approve=20", 61.9, 0.32}, {"approve=22", 31.6, 0.15}, {"growth=0.05 approve=8", 29.79, 0.15}, {"growth=0.1", 15.54, 0.15},
		{"ramp-speed=0.1 ramp=52 hires=4 growth=0.04", 35.84, 0.14}, {"ramp-speed=0.5 ramp=26 hires=4 growth=0.06", 66.92, 0.12},
	} {
		if at := passing(argumenttest.WhatIf(t, Entry, c.pairs)); math.Abs(at-c.week) > 4*c.error {
			t.Errorf("%q: passed in week %v, simulated %v ± %v", c.pairs, at, c.week, c.error)
		}
	}
}

// However large the pile, the week in which the limit is passed is the same as if the page looked no further than that.
func TestLargePiles(t *testing.T) {
	for _, pairs := range []string{"growth=0.2 hires=0", "growth=0.15 demand=5 hires=0", "growth=0.2 hires=10 approve=0 hiring=0"} {
		s := argumenttest.WhatIf(t, Entry, pairs)
		waits, rough := follow(s, ahead)
		if !rough {
			t.Errorf("%q has no large pile, %v hours at the end", pairs, waits[ahead])
		}
		at := passing(s)
		exact, rough := follow(s, int(at)+2)
		if want := firstAbove(about(s, exact), s.Of(limit)); rough || math.Abs(at-want) > 0.1 {
			t.Errorf("%q: passed in week %v, not %v", pairs, at, want)
		}
	}
}
