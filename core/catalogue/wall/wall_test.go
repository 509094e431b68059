package wall

import (
	"math"
	"math/rand/v2"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
	"kingman/core/stats"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "as today", Pairs: "own=0 enabling=0"},
		argumenttest.Case{Name: "nobody minds less", Pairs: "wall=1"},
		argumenttest.Case{Name: "past saturation: teaching alone", Pairs: "own=0"},
		argumenttest.Case{Name: "teaching that prevents little", Pairs: "own=0 prevented=0.2"},
		argumenttest.Case{Name: "much teaching", Pairs: "own=0 enabling=0.6"},
		argumenttest.Case{Name: "own fixes alone", Pairs: "enabling=0"},
		argumenttest.Case{Name: "two more experts instead", Pairs: "own=0 enabling=0 experts=5 today.experts=3"},
		argumenttest.Case{Name: "old tickets are closed", Pairs: "own=0 enabling=0 forget=13 today.forget=0"},
		argumenttest.Case{Name: "at saturation", Pairs: "own=0 enabling=0 experts=4"},
		argumenttest.Case{Name: "all fixed by their authors", Pairs: "own=1 backlog=0"},
		argumenttest.Case{Name: "no findings", Pairs: "findings=0"},
		argumenttest.Case{Name: "a little less", Pairs: "own=0.7 today.own=0.65 today.enabling=0.4"},
		argumenttest.Case{Name: "too early to tell", Pairs: "weeks=1 engineers=8"},
		argumenttest.Case{Name: "nothing varies", Pairs: "variability=0"},
		argumenttest.Case{Name: "just under saturation", Pairs: "own=0.05"},
	)
}

const standing = "own=0 enabling=0 " // the wall

var simulated = argumenttest.Simulated(organisation)

// Teaching a share of the week unloads the experts if and only if it prevents more than
// that share, and most at 1 − 1/κ, where the load is κe^(1−κ) of that without: over the
// range of the sliders.
func TestTeachingUnloads(t *testing.T) {
	argumenttest.EachSetting(Entry, 4, 500, func(s argument.Setting) {
		base := load(s.At(enabling, 0))
		if base == 0 || s.Of(wall) > 1 && s.Of(findings) == 0 {
			return
		}
		x, kappa := s.Of(enabling), prevents(s)
		if gain := (1 - math.Exp(-kappa*x)) - x; math.Abs(gain) > 1e-9 && (load(s) < base) != (gain > 0) {
			t.Errorf("%+v: load %v, without teaching %v, prevents %v more than it takes", s, load(s), base, gain)
		}
		best := bestTeaching(s)
		least := load(s.At(enabling, best))
		for y := 0.0; y <= 0.9; y += 0.01 {
			if load(s.At(enabling, y)) < least*(1-1e-9) {
				t.Errorf("%+v: load %v at %v, at the best %v it is %v", s, load(s.At(enabling, y)), y, best, least)
			}
		}
		if want := base * kappa * math.Exp(1-kappa); kappa > 1 && math.Abs(least-want) > 1e-9*want {
			t.Errorf("%+v: least load %v, expected %v", s, least, want)
		}
	})
	if x := bestTeaching(argumenttest.WhatIf(t, Entry, "prevented=0.35")); x != 0 {
		t.Errorf("half of the week prevents 35 %%, and teaching %v of it is best", x)
	}
}

// At a date less teaching is better than in the end: it takes hours from the first day and
// shows later. With the wall standing, week 26.
func TestTeachingByADate(t *testing.T) {
	value := func(pairs string) stats.Estimate {
		return argumenttest.Estimate(org.OpenAtEnd(0, 1), simulated(t, argumenttest.WhatIf(t, Entry, pairs), 200))
	}
	none, little, much := value(standing), value("own=0 enabling=0.2"), value("own=0 enabling=0.6")
	if gap := math.Hypot(none.StdErr, little.StdErr); none.Mean-little.Mean < 4*gap || much.Mean-little.Mean < 4*math.Hypot(much.StdErr, little.StdErr) {
		t.Errorf("open in week 26: %v ± %v without teaching, %v ± %v at 20 %%, %v ± %v at 60 %%", none.Mean, none.StdErr, little.Mean, little.StdErr, much.Mean, much.StdErr)
	}
}

// The wall, not the team, makes the difference: without it the same team keeps up.
func TestItIsTheWall(t *testing.T) {
	if behind, without := load(argumenttest.WhatIf(t, Entry, standing)), load(argumenttest.WhatIf(t, Entry, standing+"wall=1")); behind <= 1 || without >= 1 {
		t.Errorf("load %v behind the wall, %v without", behind, without)
	}
}

// Behind an overloaded wall it is never worse by the date to fix a share of one's own and
// to teach for no larger share of the week: then there is less for experts to do from the
// first day, whatever teaching prevents. Who teaches more than that may be worse off.
func TestOverloadedWalls(t *testing.T) {
	tried := 0
	r := rand.New(rand.NewPCG(1961, 5))
	for tried < 25 {
		s := argumenttest.WhatIf(t, Entry, "").At(own, 0.05+0.95*r.Float64()).At(enabling, 0).At(experts, 1+math.Floor(6*r.Float64())).At(engineers, 10+math.Floor(50*r.Float64())).
			At(wall, 1+4*r.Float64()).At(prevented, 0.9*r.Float64()).At(findings, 0.05+0.5*r.Float64()).At(hours, 1+20*r.Float64()).At(slower, 4*r.Float64()).At(takesEffect, math.Floor(20*r.Float64()))
		today := s.At(own, 0).At(enabling, 0)
		if load(today) <= 1.1 {
			continue
		}
		tried++
		s = s.At(enabling, math.Min(0.8, s.Of(own))*r.Float64())
		a, b := argumenttest.Estimate(org.OpenAtEnd(0, 1), simulated(t, today, 40)), argumenttest.Estimate(org.OpenAtEnd(0, 1), simulated(t, s, 40))
		if b.Mean-a.Mean > 4*math.Hypot(a.StdErr, b.StdErr) {
			t.Errorf("%+v: %v ± %v open, behind the wall %v ± %v", s, b.Mean, b.StdErr, a.Mean, a.StdErr)
		}
	}
}

// Closing old tickets shortens the list and not the risk; and what lies open then grows at any
// load, while the list does not.
func TestClosingTickets(t *testing.T) {
	keep, closes := simulated(t, argumenttest.WhatIf(t, Entry, standing), 200), simulated(t, argumenttest.WhatIf(t, Entry, standing+"forget=13"), 200)
	a, b := argumenttest.Estimate(org.OpenAtEnd(0, 1), keep), argumenttest.Estimate(org.OpenAtEnd(0, 1), closes)
	if math.Abs(a.Mean-b.Mean) > 4*math.Hypot(a.StdErr, b.StdErr) {
		t.Errorf("%v ± %v lie open, %v ± %v where old tickets are closed", a.Mean, a.StdErr, b.Mean, b.StdErr)
	}
	if a, b := argumenttest.Estimate(onTheList, keep), argumenttest.Estimate(onTheList, closes); a.Mean-b.Mean < 50 {
		t.Errorf("%v ± %v on the list, %v ± %v where old tickets are closed", a.Mean, a.StdErr, b.Mean, b.StdErr)
	}
	easy := standing + "wall=1 backlog=0 forget=13 weeks="
	early, late := simulated(t, argumenttest.WhatIf(t, Entry, easy+"26"), 200), simulated(t, argumenttest.WhatIf(t, Entry, easy+"104"), 100)
	a, b = argumenttest.Estimate(org.OpenAtEnd(0, 1), early), argumenttest.Estimate(org.OpenAtEnd(0, 1), late)
	if b.Mean-a.Mean < 4*math.Hypot(a.StdErr, b.StdErr) {
		t.Errorf("%v ± %v lie open in week 26, %v ± %v in week 104", a.Mean, a.StdErr, b.Mean, b.StdErr)
	}
	a, b = argumenttest.Estimate(onTheList, early), argumenttest.Estimate(onTheList, late)
	if math.Abs(b.Mean-a.Mean) > 4*math.Hypot(a.StdErr, b.StdErr) {
		t.Errorf("%v ± %v on the list in week 26, %v ± %v in week 104", a.Mean, a.StdErr, b.Mean, b.StdErr)
	}
}

// The formulas are within a twentieth of the simulation or four standard errors, past
// saturation, with patience, and where the fluid answers; what they say of the chance
// is never too low but by chance.
func TestFormulasAgainstSimulation(t *testing.T) {
	for _, pairs := range []string{standing, "", "own=0", standing + "forget=13", standing + "experts=4", standing + "weeks=104", standing + "engineers=120", "own=0.3 weeks=9", "own=1", "own=0 engineers=200 forget=8"} {
		s := argumenttest.WhatIf(t, Entry, pairs)
		outcomes, v := simulated(t, s, 80), evaluate(s)
		for i, m := range map[int]org.Metric{open: org.OpenAtEnd(0, 1), tickets: onTheList, breach: argument.CountedFor(somebodyElse)(s)} {
			e := argumenttest.Estimate(m, outcomes)
			off := v[i] - e.Mean
			if i == breach && off > 0 { // the mean of e^(−x) is above that of the mean
				off = math.Max(0, off-0.04)
			}
			if math.Abs(off) > 4*e.StdErr+0.05*e.Mean {
				t.Errorf("%q: number %d: simulated %v ± %v, formula %v", pairs, i, e.Mean, e.StdErr, v[i])
			}
		}
	}
}

// bestTeaching is the share of the week at which teaching unloads the experts most,
// 1 − 1/κ; 0 if any teaching loads them more.
func bestTeaching(s argument.Setting) float64 {
	return math.Max(0, 1-1/math.Max(1, prevents(s)))
}
