package reliability

import (
	"math"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "as today", Pairs: "outage=120"},
		argumenttest.Case{Name: "a minute or two", Pairs: "outage=115"},
		argumenttest.Case{Name: "seldom and soon", Pairs: "outage=60 mtbf=60"},
		argumenttest.Case{Name: "all at once", Pairs: "outage=30 mtbf=60 copies=2"},
		argumenttest.Case{Name: "a loose promise", Pairs: "objective=1"},
		argumenttest.Case{Name: "a tight promise", Pairs: "objective=4"},
		argumenttest.Case{Name: "a third copy", Pairs: "outage=120 copies=3"},
		argumenttest.Case{Name: "nothing is shared", Pairs: "outage=120 copies=2 common=0"},
		argumenttest.Case{Name: "all copies are needed", Pairs: "copies=3 needed=3"},
		argumenttest.Case{Name: "ten other services", Pairs: "dependencies=10"},
		argumenttest.Case{Name: "worse", Pairs: "outage=300"},
		argumenttest.Case{Name: "all take equally long", Pairs: "restore-cv=0"},
		argumenttest.Case{Name: "nobody has to notice", Pairs: "notice-share=0 revenue=0"},
	)
}

func setting(t testing.TB, pairs string) argument.Setting {
	t.Helper()
	return argumenttest.WhatIf(t, Entry, pairs)
}

func simulated(t testing.TB, s argument.Setting, runs int) []org.Outcome {
	t.Helper()
	return argumenttest.Outcomes(t, organisation(s), org.Options{Horizon: s.Horizon(), Replications: runs, Overlaps: outagesOf(s)})
}

// A window is whole days by the clock, nights and all.
func TestTheClockRunsAtNight(t *testing.T) {
	if h := setting(t, "days=7").Horizon(); h != 7*24 {
		t.Errorf("a week has %v hours", h)
	}
}

// 99.9 % of 30 days leaves 43.2 minutes, and half of them are as good as twice the days in the
// share of all time: everything depends on R/M, whatever is shared or needed.
func TestHalfAsLongIsHalfAsOften(t *testing.T) {
	if b := budget(setting(t, "")); math.Abs(b-43.2) > 1e-9 {
		t.Errorf("%v minutes", b)
	}
	argumenttest.EachSetting(Entry, 18, 400, func(s argument.Setting) {
		a, z := evaluate(halfAsLong(s))[available], evaluate(halfAsOften(s))[available]
		if s.Of(dependencies) > 0 { // which are back sooner, and fail more often, too
			a, z = evaluate(halfAsLong(s).At(dependencies, 0))[available], evaluate(halfAsOften(s).At(dependencies, 0))[available]
		}
		if math.Abs(a-z) > 1e-14 {
			t.Errorf("%+v: %v if it is back in half the time, %v if it fails half as often", s, a, z)
		}
	})
}

// But not the same promise: from 30 days and 60 minutes a tight one is broken less often if it
// fails less, a loose one if it is back sooner, and runs say the same.
func TestWhichIsBetter(t *testing.T) {
	for _, c := range []struct {
		promise      string
		tight        bool
		sooner, less float64 // chances to break it
	}{
		{"objective=4", true, 0.58, 0.37}, {"objective=2", true, 0.262, 0.225}, {"objective=1", false, 0.0047, 0.022},
	} {
		s := setting(t, "outage=60 mtbf=30 "+c.promise)
		sooner, less := 1-chance(halfAsLong(s)), 1-chance(halfAsOften(s))
		if (less < sooner) != c.tight {
			t.Errorf("%s: broken in %v if it is back sooner, in %v if it fails less", c.promise, sooner, less)
		}
		for k, s := range []argument.Setting{halfAsLong(s), halfAsOften(s)} {
			broken, want := []float64{sooner, less}[k], []float64{c.sooner, c.less}[k]
			if math.Abs(broken-want) > 0.006 { // as accurate as they are known
				t.Errorf("%s: broken in %v, expected %v", c.promise, broken, want)
			}
			const runs = 1500
			e := argumenttest.Estimate(argument.CountedFor(isKept)(s), simulated(t, s, runs))
			if math.Abs(1-e.Mean-broken) > 4*math.Sqrt(broken*(1-broken)/runs) {
				t.Errorf("%s: broken in %v of the runs, expected %v", c.promise, 1-e.Mean, broken)
			}
		}
	}
}

// A mean downtime that is the budget is no promise kept: of windows with ten short outages, one
// or a tenth of a long one, 45, 35 and 9 in 100 are broken.
func TestInsideTheBudgetOnAverage(t *testing.T) {
	for _, c := range []struct{ every, outage, broken float64 }{{3, 4.32, 0.45}, {30, 43.2, 0.35}, {300, 432, 0.086}} {
		s := setting(t, "").At(mtbf, c.every).At(outage, c.outage)
		if d := evaluate(s)[down]; math.Abs(d-budget(s)) > 0.02*budget(s) {
			t.Errorf("%v minutes down of %v", d, budget(s))
		}
		if broken := 1 - chance(s); math.Abs(broken-c.broken) > 0.01 {
			t.Errorf("an outage of %v minutes every %v days: broken in %v", c.outage, c.every, broken)
		}
	}
}

// No number of copies helps against what takes them all, and others' promises multiply.
func TestWhatCopiesDoNotHelpAgainst(t *testing.T) {
	argumenttest.EachSetting(Entry, 19, 400, func(s argument.Setting) {
		if s.Of(copies) == 1 {
			return
		}
		if lasting := (1 - evaluate(s)[available]) * s.Horizon() * minutes; lasting < least(s)*(1-1e-9) {
			t.Errorf("%+v: %v minutes down, that stay whatever is done %v", s, lasting, least(s))
		}
	})
	two, three, four := evaluate(setting(t, "outage=120 copies=2"))[down], evaluate(setting(t, "outage=120 copies=3"))[down], evaluate(setting(t, "outage=120 copies=4"))[down]
	if math.Abs(two-6.3) > 0.05 || math.Abs(three-6) > 0.05 || math.Abs(four-6) > 0.05 {
		t.Errorf("%v minutes with two copies, %v with three, %v with four", two, three, four)
	}
	ten := evaluate(setting(t, "dependencies=10 outage=5 mtbf=365"))
	if alone := evaluate(setting(t, "outage=5 mtbf=365"))[available]; math.Abs(ten[available]-alone*math.Pow(0.999, 10)) > 1e-12 {
		t.Errorf("with ten others it works for %v of the time", ten[available])
	}
}

// The formulas are within four standard errors of the simulation for one copy, and where
// outages are rare for more; for the others a twentieth is allowed.
func TestFormulasAgainstSimulation(t *testing.T) {
	for _, c := range []struct {
		pairs string
		runs  int
		loose float64
	}{
		{"", 1500, 0}, {"outage=120", 1500, 0}, {"mtbf=1 outage=60 days=365 objective=1", 100, 0}, {"restore-cv=0 outage=45", 1500, 0}, {"restore-cv=0.5 outage=45", 1500, 0}, {"mtbf=300 outage=430", 1500, 0},
		{"copies=2 outage=120 mtbf=3 common=0", 1000, 0.05}, {"copies=2 outage=120 common=0.2 mtbf=10", 1000, 0.05}, {"copies=3 needed=2 mtbf=3 outage=120", 1000, 0.05}, {"dependencies=10", 1000, 0.05},
	} {
		s := setting(t, c.pairs)
		outcomes, v := simulated(t, s, c.runs), evaluate(s)
		for i, m := range map[int]org.Metric{keep: argument.CountedFor(isKept)(s), down: minutesDown, money: argument.CountedFor(lost)(s)} {
			e := argumenttest.Estimate(m, outcomes)
			stdErr := e.StdErr
			if i == keep { // as no run may have kept it
				stdErr = math.Sqrt(v[i] * (1 - v[i]) / float64(c.runs))
			}
			if math.Abs(v[i]-e.Mean) > 4*stdErr+c.loose*e.Mean+1e-12 {
				t.Errorf("%q: number %d: simulated %v ± %v, formula %v", c.pairs, i, e.Mean, e.StdErr, v[i])
			}
		}
	}
}
