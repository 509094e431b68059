package constraint

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
		argumenttest.Case{Name: "as today", Pairs: "testers=3"},
		argumenttest.Case{Name: "fewer testers", Pairs: "testers=2"},
		argumenttest.Case{Name: "five testers", Pairs: "testers=5"},
		argumenttest.Case{Name: "everything is changed", Pairs: "engineers=10 reviewers=3 testers=5 releasers=2 lost=0.1 wip=30"},
		argumenttest.Case{Name: "a tight limit", Pairs: "wip=8 testers=3"},
		argumenttest.Case{Name: "a limit that is taken away", Pairs: "testers=3 today.wip=8"},
		argumenttest.Case{Name: "a short look", Pairs: "weeks=4"},
		argumenttest.Case{Name: "nearly balanced", Pairs: "lost=0 demand=10 testers=3 today.lost=0"},
		argumenttest.Case{Name: "wildly uneven", Pairs: "variability=2 weeks=13"},
		argumenttest.Case{Name: "nothing is saturated", Pairs: "demand=4.5"},
		argumenttest.Case{Name: "nothing is saturated, an engineer", Pairs: "demand=4.5 engineers=9 testers=3"},
		argumenttest.Case{Name: "nothing is saturated, as today", Pairs: "demand=4.5 testers=3"},
		argumenttest.Case{Name: "nothing varies", Pairs: "variability=0"},
		argumenttest.Case{Name: "only the demand differs", Pairs: "testers=3 today.demand=4.5"},
		argumenttest.Case{Name: "nothing is shipped so soon", Pairs: "weeks=4 build-hours=160"},
	)
}

// in is today's setting with some values changed.
func in(t testing.TB, pairs string) argument.Setting {
	t.Helper()
	return argumenttest.WhatIf(t, Entry, "testers=3 "+pairs)
}

func run(t testing.TB, s argument.Setting, runs int) []org.Outcome {
	t.Helper()
	return argumenttest.Outcomes(t, organisation(s), org.Options{Horizon: s.Horizon(), Replications: runs})
}

// against is a number of b less that of a, paired, as a share of a's, with its standard
// error.
func against(t testing.TB, n int, a, b []org.Outcome) (share, se float64) {
	t.Helper()
	m := org.Metric(Model().Numbers[n].Count(Entry.Defaults().WhatIfSetting()))
	d, err := m.Difference(a, b, argument.Confidence)
	if err != nil {
		t.Fatal(err)
	}
	of := argumenttest.Estimate(m, a).Mean
	return d.Mean / of, d.StdErr / of
}

func mean(t testing.TB, n int, outcomes []org.Outcome) stats.Estimate {
	t.Helper()
	return argumenttest.Estimate(Model().Numbers[n].Count(Entry.Defaults().WhatIfSetting()), outcomes)
}

// Where the constraint is asked for a tenth more than it can do, every other place can do a
// quarter more, nothing is limited, and one looks half a year ahead at work no more uneven
// than chance has it, one more person elsewhere ships less than a hundredth more, and one at
// the constraint at least ten times that.
func TestOneMoreElsewhereShipsNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 14))
	for tried := 0; tried < 24; {
		s := in(t, "").At(engineers, float64(2+r.IntN(14))).At(reviewers, float64(1+r.IntN(5))).At(testers, float64(1+r.IntN(7))).At(releasers, float64(1+r.IntN(3)))
		s = s.At(lost, 0.05*float64(r.IntN(9))).At(weeks, float64(26+r.IntN(27))).At(uneven, 0.1*float64(r.IntN(11)))
		s = s.At(demand, canDo(s)*(1.1+0.9*r.Float64()))
		if slack(s) < 1.25 || s.Of(demand) > demand.Max {
			continue
		}
		tried++
		base, c := run(t, s, 24), tightest(s)
		for k, team := range teams {
			share, se := against(t, throughput, base, run(t, s.At(team, s.Of(team)+1), 24))
			if k == c && share < 10*hardly-4*se || k != c && share > hardly+4*se {
				t.Errorf("%+v: one more %s ships %v ± %v more, the constraint is %s", s, workers[k], share, se, names[c])
			}
		}
	}
}

// The five steps, from today: a ninth engineer only makes the pile before test larger and a
// feature longer under way; what testers lose is worth as much as a tester; with both the
// constraint is build; and a limit of twenty costs nothing and makes a feature sooner through
// once it is begun.
func TestTheFiveSteps(t *testing.T) {
	const runs = 300
	today := run(t, in(t, ""), runs)
	for _, c := range []struct {
		from, to string
		number   int
		least    float64 // the change is at least that share, and at most
		most     float64
	}{
		{"", "engineers=9", throughput, 0, hardly},
		{"", "engineers=9", pile, 0.05, 0.3},
		{"", "engineers=9", cycle, 0.03, 0.15},
		{"", "testers=4", throughput, 0.25, 0.29},
		{"testers=4", "lost=0", throughput, -hardly, hardly},
		{"lost=0 testers=4", "lost=0 testers=5", throughput, -hardly, hardly},
		{"lost=0 testers=4", "lost=0 testers=4 engineers=9", throughput, 0.025, 0.05},
		{"", "wip=20", throughput, -hardly, 0},
		{"", "wip=20", cycle, -0.4, -0.25},
		{"", "wip=12", throughput, -0.06, -0.02},
		{"", "wip=8", throughput, -0.28, -0.22},
		// Where the claim fails: in a short look, in a line nearly balanced, with a tight limit.
		{"weeks=4", "weeks=4 releasers=2", throughput, hardly, 0.03},
		{"lost=0 demand=10", "lost=0 demand=10 engineers=9", throughput, 0.005, 0.03},
		{"wip=6", "wip=6 releasers=2", throughput, 0.005, 0.03},
		{"wip=6", "wip=6 testers=4", throughput, 0.005, 0.03},
		// Below saturation a tester makes a feature sooner through, an engineer hardly.
		{"demand=4.5", "demand=4.5 testers=4", lead, -0.15, -0.05},
		{"demand=4.5", "demand=4.5 engineers=9", lead, -hardly, 0},
	} {
		from := today
		if c.from != "" {
			from = run(t, in(t, c.from), runs)
		}
		share, se := against(t, c.number, from, run(t, in(t, c.to), runs))
		if share < c.least-4*se || share > c.most+4*se {
			t.Errorf("from %q to %q: number %d changes by %v ± %v of it", c.from, c.to, c.number, share, se)
		}
	}
}

// A limit never ships more, and nobody gets a feature sooner after asking: in every single
// run, whatever the setting.
func TestALimitNeverShipsMore(t *testing.T) {
	argumenttest.EachSetting(Entry, 14, 25, func(s argument.Setting) {
		s = s.At(weeks, math.Min(26, s.Weeks()))
		free, limited := run(t, s.At(wip, 0), 3), run(t, s.At(wip, math.Max(1, s.Of(wip))), 3)
		for k := range free {
			a, b := &free[k].Classes[0], &limited[k].Classes[0]
			if b.Delivered > a.Delivered || b.LeadTime < a.LeadTime*(1-1e-9) {
				t.Errorf("%+v: run %d ships %v with the limit, %v without, in %v and %v hours", s, k, b.Delivered, a.Delivered, b.LeadTime, a.LeadTime)
			}
		}
	})
}

// What the formulas say is near what is simulated: what is shipped within two hundredths, or
// four of a closed line whose work is less uneven than chance has it; times within a tenth.
// Beyond half a year, at all loads.
func TestFormulasAgainstSimulation(t *testing.T) {
	for _, pairs := range []string{"", "testers=4", "lost=0", "lost=0 testers=5 engineers=9", "demand=4.5", "weeks=104", "wip=8", "wip=12", "wip=15", "wip=20", "backlog=60", "variability=0.5", "variability=1.5", "demand=20 engineers=30 reviewers=6 testers=12 releasers=3"} {
		s := in(t, pairs)
		v, outcomes := evaluate(s), run(t, s, 100)
		room := 0.02
		if s.Of(wip) > 0 {
			room = 0.04
		}
		for n, room := range map[int]float64{throughput: room, lead: 0.1, cycle: 0.1} {
			if e := mean(t, n, outcomes); math.Abs(e.Mean-v[n]) > 4*e.StdErr+room*e.Mean {
				t.Errorf("%q: number %d: simulated %v ± %v, formula %v", pairs, n, e.Mean, e.StdErr, v[n])
			}
		}
	}
}

// With a limit the line ships at most what was computed independently by mean value analysis,
// and its features are all somewhere; the critical work in progress is what it is defined as.
func TestLimits(t *testing.T) {
	s := in(t, "")
	for max, want := range map[float64]float64{8: 3.98, 10: 4.62, 12: 5.05, 15: 5.39, 20: 5.58} {
		if got := closedWeek(s, max); math.Abs(got-want) > 0.005 {
			t.Errorf("with at most %v: %v a week, want %v", max, got, want)
		}
	}
	if got := criticalWIP(s); math.Abs(got-5.625/40*(40+8+16/0.75+4)) > 1e-12 {
		t.Errorf("critical work in progress %v", got)
	}
}
