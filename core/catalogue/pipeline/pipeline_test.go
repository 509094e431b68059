package pipeline

import (
	"math"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "as today", Pairs: "parallel=1"},
		argumenttest.Case{Name: "sixteen", Pairs: "parallel=16 runners=32"},
		argumenttest.Case{Name: "the target", Pairs: "rest=7 parallel=16 runners=64"},
		argumenttest.Case{Name: "the target but for the line", Pairs: "rest=7 parallel=16 runners=16"},
		argumenttest.Case{Name: "tests that fail by chance", Pairs: "flaky=0.3 today.flaky=0.3"},
		argumenttest.Case{Name: "just under saturation: a coarser cut is faster", Pairs: "engineers=36"},
		argumenttest.Case{Name: "past saturation", Pairs: "engineers=40"},
		argumenttest.Case{Name: "both over saturation", Pairs: "engineers=60"},
		argumenttest.Case{Name: "about as today", Pairs: "parallel=1 runners=9"},
		argumenttest.Case{Name: "one by one", Pairs: "sharing=1 flaky=0.1"},
		argumenttest.Case{Name: "worse than today", Pairs: "parallel=1 tests=120 rest=60"},
		argumenttest.Case{Name: "tests alone take too long", Pairs: "startup=20 parallel=8"},
		argumenttest.Case{Name: "at saturation", Pairs: "tests=50 engineers=60"},
	)
}

// simulated runs one setting.
var simulated = argumenttest.Simulated(organisation)

// The handbook's own example: 30 minutes and 90 of tests, run N at a time without a start-up.
// No N brings it below 30.
func TestHandbooksExample(t *testing.T) {
	s := argumenttest.WhatIf(t, Entry, "startup=0")
	for n, want := range map[float64]float64{1: 120, 2: 75, 4: 52.5, 8: 41.25, 16: 35.625, 32: 32.8125, 64: 31.40625} {
		if got := withoutLine(s.At(parallel, n)); math.Abs(got-want) > 1e-9 {
			t.Errorf("%v runners: %v minutes, expected %v", n, got, want)
		}
	}
	argumenttest.EachSetting(Entry, 41, 2000, func(s argument.Setting) {
		if l := withoutLine(s); l < least(s)-1e-9 || least(s) < s.Of(rest) {
			t.Errorf("%+v: %v minutes, the least is %v", s, l, least(s))
		}
	})
}

// Where everything else takes what is left of 15 minutes, a deploy that waits for nobody takes
// 15, over the whole range of the sliders.
func TestWhatIsLeftForTheRest(t *testing.T) {
	for pairs, want := range map[string]float64{"": 2, "parallel=16": 7.5, "parallel=16 tests=60": 15 - 2 - 58.0/16} {
		if got := evaluate(argumenttest.WhatIf(t, Entry, pairs))[restForTarget]; math.Abs(got-want) > 1e-9 {
			t.Errorf("%q: %v minutes are left, expected %v", pairs, got, want)
		}
	}
	argumenttest.EachSetting(Entry, 42, 500, func(s argument.Setting) {
		if l := withoutLine(s.At(rest, target-testMinutes(s))); math.Abs(l-target) > 1e-9 {
			t.Errorf("%+v: %v minutes", s, l)
		}
	})
}

// The finer the cut the busier the runners, wherever they have a start-up; without one it makes
// no difference. Of cuts that leave no runner idle, over the whole range of the sliders.
func TestFinerCutsLoadRunnersMore(t *testing.T) {
	argumenttest.EachSetting(Entry, 43, 2000, func(s argument.Setting) {
		s = s.At(sharing, 0).At(runners, 64)
		for n := 2.0; n <= 64; n *= 2 {
			coarse, fine := utilization(s.At(parallel, n/2)), utilization(s.At(parallel, n))
			if started(s) > 0 && fine <= coarse || started(s) == 0 && math.Abs(fine/coarse-1) > 1e-9 {
				t.Fatalf("%+v: %v pieces load runners by %v, half as many by %v", s, n, fine, coarse)
			}
		}
	})
}

// Of eight runners a deploy should use all of them in a small team, fewer the larger it is, and
// one at forty engineers.
func TestTheBestCutGetsCoarser(t *testing.T) {
	last := 8.0
	for people, want := range map[float64]float64{10: 8, 20: 8, 30: 4, 34: 4, 37: 2, 40: 1} {
		if n, _ := best(argumenttest.WhatIf(t, Entry, "").At(engineers, people)); n != want {
			t.Errorf("%v engineers: %v runners are best, expected %v", people, n, want)
		}
	}
	for people := 1.0; people <= 60; people++ {
		n, _ := best(argumenttest.WhatIf(t, Entry, "").At(engineers, people))
		if n > last {
			t.Errorf("%v engineers: %v runners are best, with one fewer %v", people, n, last)
		}
		last = n
	}
}

// Simulated, paired by their luck: at 30 engineers four runners each are faster than two and
// than eight; at 36 two are; and of 40 engineers eight each no longer keep up.
func TestFewRunnersBringTheLineBack(t *testing.T) {
	for _, c := range []struct{ people, fast, slow float64 }{{30, 4, 2}, {30, 4, 8}, {36, 2, 1}, {36, 2, 8}, {40, 1, 8}} {
		s := argumenttest.WhatIf(t, Entry, "").At(engineers, c.people)
		d, err := org.LeadTime(deploy).Difference(simulated(t, s.At(parallel, c.fast), 100), simulated(t, s.At(parallel, c.slow), 100), argument.Confidence)
		if err != nil || d.Mean < 4*d.StdErr {
			t.Errorf("%v engineers: %v runners are slower than %v by %v ± %v hours, %v", c.people, c.slow, c.fast, d.Mean, d.StdErr, err)
		}
	}
}

// Pieces one by one are slower, as the last one decides; but where runs fail by chance and
// runners are nearly full they keep up longer, as only what failed is repeated.
func TestTogetherOrOneByOne(t *testing.T) {
	together := argumenttest.WhatIf(t, Entry, "")
	d, err := org.LeadTime(deploy).Difference(simulated(t, together, 60), simulated(t, together.At(sharing, 1), 60), argument.Confidence)
	if err != nil || d.Mean < 4*d.StdErr {
		t.Errorf("one by one a deploy takes %v ± %v hours more, %v", d.Mean, d.StdErr, err)
	}
	argumenttest.EachSetting(Entry, 44, 1000, func(s argument.Setting) {
		if a, b := utilization(s.At(sharing, 1)), utilization(s.At(sharing, 0)); a > b*(1+1e-9) {
			t.Errorf("%+v: one by one runners are %v busy, together %v", s, a, b)
		}
	})
}

// The formulas are within four standard errors and a twentieth of the simulation; about
// saturation, where chance decides, within four and a fifth.
func TestFormulasAgainstSimulation(t *testing.T) {
	for _, c := range []struct {
		pairs string
		off   float64
	}{
		{"parallel=1", 0.05}, {"", 0.05}, {"parallel=64 runners=64", 0.05}, {"flaky=0.3", 0.05}, {"engineers=30 parallel=4 flaky=0.1", 0.05}, {"engineers=36", 0.2},
		{"engineers=50", 0.05}, {"sharing=1", 0.05}, {"sharing=1 flaky=0.1", 0.05}, {"sharing=1 engineers=30", 0.1}, {"weeks=4 rest=120 tests=240", 0.05},
	} {
		s := argumenttest.WhatIf(t, Entry, c.pairs)
		outcomes, v := simulated(t, s, 60), evaluate(s)
		for _, i := range []int{lead, busy} {
			number := Model().Numbers[i]
			if e := argumenttest.Estimate(number.Count(s), outcomes); math.Abs(e.Mean-v[i]) > 4*e.StdErr+float64(c.off*v[i]) {
				t.Errorf("%q: %s: simulated %v ± %v, formula %v", c.pairs, number.ID, e.Mean, e.StdErr, v[i])
			}
		}
	}
}
