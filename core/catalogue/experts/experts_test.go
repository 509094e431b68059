package experts

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
		argumenttest.Case{Name: "as today", Pairs: "enabling=0"},
		argumenttest.Case{Name: "the investment", Pairs: "weeks=13"},
		argumenttest.Case{Name: "no difference to vouch for", Pairs: "weeks=24"},
		argumenttest.Case{Name: "shorter, not yet earned back", Pairs: "weeks=32"},
		argumenttest.Case{Name: "too early to tell", Pairs: "weeks=1"},
		argumenttest.Case{Name: "an average question goes", Pairs: "harder=0"},
		argumenttest.Case{Name: "experts who have time", Pairs: "demand=9"},
		argumenttest.Case{Name: "experts who hardly ever work", Pairs: "demand=1"},
		argumenttest.Case{Name: "experts end up busier", Pairs: "harder=1 turnover=0.9 enabling=0.5"},
		argumenttest.Case{Name: "nothing is learned", Pairs: "learnable=0"},
		argumenttest.Case{Name: "one expert", Pairs: "experts=1 demand=4.5"},
		argumenttest.Case{Name: "today past saturation", Pairs: "demand=16"},
		argumenttest.Case{Name: "at saturation", Pairs: "demand=15 enabling=0"},
		argumenttest.Case{Name: "far past saturation", Pairs: "demand=100 weeks=104"},
		argumenttest.Case{Name: "nearly all of the week", Pairs: "enabling=0.9"},
		argumenttest.Case{Name: "today they enable more", Pairs: "enabling=0.1 today.enabling=0.4"},
		argumenttest.Case{Name: "other facts today", Pairs: "today.demand=11"},
		argumenttest.Case{Name: "many wait already", Pairs: "backlog=60"},
		argumenttest.Case{Name: "uneven", Pairs: "variability=2"},
		argumenttest.Case{Name: "formula and simulation contradict each other", Pairs: "variability=0"},
		argumenttest.Case{Name: "everybody learns everything", Pairs: "experts=20 demand=100 turnover=0"},
		argumenttest.Case{Name: "just under saturation", Pairs: "demand=20"},
		argumenttest.Case{Name: "past saturation", Pairs: "demand=22"},
	)
}

// with are the settings of the default with some values changed.
func with(t testing.TB, pairs string) (today, whatIf argument.Setting) {
	t.Helper()
	s := argumenttest.StateOf(t, Entry, pairs)
	return s.TodaySetting(), s.WhatIfSetting()
}

func simulated(t testing.TB, s argument.Setting, runs int, m org.Metric) stats.Estimate {
	t.Helper()
	return m.Estimate(argumenttest.Outcomes(t, organisation(s), org.Options{Horizon: s.Horizon(), Replications: runs, Windows: aboutTheDate(s)}), argument.Confidence)
}

// fine is the course of a setting in the steps that the numbers of the specification were
// computed with.
func fine(s argument.Setting) course { return follow(s, sixYears, 1, 4) }

// Short term loses and long term wins: the peak, the week from which the wait is shorter, and
// the week in which the hours are earned back, over what an expert can be asked to spend, how
// hard the rest is, how busy and how many they are. Two weeks, or two in a hundred, are what
// other steps of the same equations change.
func TestWhenItPays(t *testing.T) {
	for _, c := range []struct {
		pairs         string
		peak          float64 // hours; 0 is not held
		shorter, paid float64 // weeks
	}{
		{"", 21.3, 24, 44},
		{"enabling=0.05", 17, -2, 40},
		{"enabling=0.2", 37, -2, 60},
		{"enabling=0.4", 122, -2, 139},
		{"harder=0", 0, -2, 20},
		{"harder=1", 0, -2, 167},
		{"demand=11", 0, -2, 221},
		{"demand=9", 0, -2, never},
		{"experts=1 demand=4.5", 0, -2, 114},
		{"experts=6 demand=26", 0, -2, 38},
		{"demand=16", 0, -2, 33},
		{"enabling=0.3 demand=15", 0, 33, 48},
	} {
		today, whatIf := with(t, c.pairs)
		a, b := fine(today), fine(whatIf)
		peak := 0.0
		for k, w := range b.wait {
			if a.wait[k] < w {
				peak = math.Max(peak, w)
			}
		}
		if c.peak > 0 && math.Abs(peak-c.peak) > 0.01*c.peak+0.05 {
			t.Errorf("%q: the wait peaks at %v h, expected %v", c.pairs, peak, c.peak)
		}
		if got := from(b.wait, a.wait); c.shorter != -2 && math.Abs(got-c.shorter) > 2 {
			t.Errorf("%q: shorter from week %v, expected %v", c.pairs, got, c.shorter)
		}
		if got := from(b.itemHours, a.itemHours); (got < 0) != (c.paid < 0) || math.Abs(got-c.paid) > math.Max(2, 0.02*c.paid) {
			t.Errorf("%q: earned back in week %v, expected %v", c.pairs, got, c.paid)
		}
	}
}

// The load falls below today's in the end if and only if (1 − σ∞)(1 − harder·ln(1 − σ∞)) <
// 1 − x, over the whole range of the sliders: followed for two hundred years.
func TestWhetherItCanEverPay(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 31))
	pays, not := 0, 0
	for range 4000 {
		whatIf := argumenttest.RandomState(Entry, r).WhatIfSetting()
		today := whatIf.At(enabling, 0)
		learn, forget := learning(whatIf), forgetting(whatIf)
		if learn == 0 || forget == 0 {
			continue
		}
		left := forget / (learn + forget)
		side := left*(1-whatIf.Of(harder)*math.Log(left)) - (1 - whatIf.Of(enabling))
		if math.Abs(side) < 1e-6 {
			continue
		}
		if got := loadAt(whatIf, 52*200) < loadAt(today, 52*200); got != (side < 0) || everPays(today, whatIf) != got {
			t.Fatalf("%+v: load ends at %v, today %v; the condition is off by %v, everPays %v", whatIf, loadAt(whatIf, 52*200), loadAt(today, 52*200), side, everPays(today, whatIf))
		}
		if side < 0 {
			pays++
		} else {
			not++
		}
	}
	if pays < 200 || not < 200 {
		t.Errorf("%d settings in which it pays, %d in which it does not", pays, not)
	}
}

// Enabling always costs at first: the load is higher than today's on the first day.
func TestItCostsAtFirst(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 32))
	for range 500 {
		s := argumenttest.RandomState(Entry, r).WhatIfSetting()
		if x := s.Of(enabling); x > 0 && loadAt(s, 0) <= loadAt(s.At(enabling, 0), 0) {
			t.Errorf("%+v: load %v on the first day, without enabling %v", s, loadAt(s, 0), loadAt(s.At(enabling, 0), 0))
		}
	}
}

// More is not better by a date: at a year the time from question to answer is shortest at a
// twentieth to a tenth of the week, and in two hundred weeks the share hardly matters.
func TestMoreIsNotBetter(t *testing.T) {
	_, s := with(t, "")
	lead := func(x, weeks float64) float64 { return follow(s.At(enabling, x), int(weeks), 1, 4).lead(weeks) }
	least := math.Min(lead(0.05, 52), lead(0.1, 52))
	for _, x := range []float64{0, 0.15, 0.2, 0.3, 0.4} {
		if lead(x, 52) <= least {
			t.Errorf("a share of %v takes %v h within a year, %v at the best", x, lead(x, 52), least)
		}
	}
	late := func(x float64) float64 { // in the long run: of the last of six years
		c := fine(s.At(enabling, x))
		return (c.itemHours[sixYears] - c.itemHours[sixYears-52]) / (52 * c.came)
	}
	if a, b := late(0.1), late(0.4); math.Abs(a-b) > 0.1*b {
		t.Errorf("in the sixth year %v h at a tenth, %v h at two fifths", a, b)
	}
}

// Where the experts are not busy the wait falls and the time from question to answer rises:
// others are slower, and nobody had to wait long.
func TestExpertsWhoHaveTime(t *testing.T) {
	for _, pairs := range []string{"demand=9", "demand=6", "demand=3"} {
		today, whatIf := with(t, pairs)
		a, b := fine(today), fine(whatIf)
		if !(b.wait[104] < a.wait[104]) || !(b.lead(104) > a.lead(104)) || !(b.lead(sixYears) > a.lead(sixYears)) {
			t.Errorf("%q: wait %v against %v, lead %v against %v", pairs, b.wait[104], a.wait[104], b.lead(104), a.lead(104))
		}
	}
}

// The simulation judges: the forward equations are exact for chance but for their steps,
// which the row's own accuracy covers; half a per cent is Forward's own.
func TestSimulatedByTheDate(t *testing.T) {
	for _, c := range []struct {
		pairs string
		runs  int
	}{
		{"weeks=13", 400}, {"weeks=26", 200}, {"", 200}, {"weeks=104", 80}, {"demand=16", 60}, {"enabling=0.4", 80}, {"experts=1 demand=4.5", 150}, {"backlog=60 weeks=13", 100}, {"backlog=450 weeks=52", 60}, {"backlog=450 demand=11 weeks=78", 60},
	} {
		_, s := with(t, c.pairs)
		v := follow(s, int(s.Weeks()), 1, 4).numbers(s)
		for i, m := range map[int]org.Metric{wait: org.WaitInWindow(0), lead: org.LeadTimeOfAll, open: org.OpenAtEnd(toExperts, toOthers)} {
			e := simulated(t, s, c.runs, m)
			if math.Abs(e.Mean-v[i]) > 4*e.StdErr+0.005*v[i] {
				t.Errorf("%q: number %d is %v by formula, %v ± %v simulated", c.pairs, i, v[i], e.Mean, e.StdErr)
			}
		}
	}
}

// Nothing is lost in the thinning: as many questions come as are asked, whoever answers, and
// the experts' share of them is 1 − σ by the middle of each week.
func TestQuestionsAreShared(t *testing.T) {
	_, s := with(t, "weeks=26 enabling=0.3 variability=1.5")
	asked := s.Of(demand) * s.Weeks()
	need := 0.0
	for k := range int(s.Weeks()) {
		share, _ := needing(s, float64(k)+0.5)
		need += s.Of(demand) * share
	}
	came := func(class int) stats.Estimate {
		return simulated(t, s, 200, func(o *org.Outcome) (float64, float64) { return o.Classes[class].Arrived, 1 })
	}
	if e := came(toExperts); math.Abs(e.Mean-need) > 4*e.StdErr+1 { // a renewal stream is ahead or behind by (SCV − 1)/2 items
		t.Errorf("%v ± %v questions to the experts, expected %v", e.Mean, e.StdErr, need)
	}
	if e := came(toOthers); math.Abs(e.Mean-(asked-need)) > 4*e.StdErr+1 {
		t.Errorf("%v ± %v questions to others, expected %v", e.Mean, e.StdErr, asked-need)
	}
}

// A pile too large for the formula's states is answered all the same.
func TestAPileWithoutEnd(t *testing.T) {
	_, s := with(t, "experts=1 demand=100 hours=80 variability=0 backlog=500 weeks=104")
	c := fine(s)
	fluid := 500 + 312*100*1.0
	if open := c.at(c.open, sixYears); !(open > 0.3*fluid && open <= fluid) {
		t.Errorf("%v open after six years, %v came", open, fluid)
	}
}
