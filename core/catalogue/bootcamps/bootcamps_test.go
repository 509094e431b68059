package bootcamps

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
		argumenttest.Case{Name: "as today", Pairs: "trained=0"},
		argumenttest.Case{Name: "one, who gains nothing", Pairs: "trained=1"},
		argumenttest.Case{Name: "three, who have paid and gained nothing", Pairs: "trained=3"},
		argumenttest.Case{Name: "seven of eight", Pairs: "trained=7"},
		argumenttest.Case{Name: "learning is free", Pairs: "away=0"},
		argumenttest.Case{Name: "everybody knows everything", Pairs: "breadth=7"},
		argumenttest.Case{Name: "side by side", Pairs: "pattern=1"},
		argumenttest.Case{Name: "no difference to vouch for", Pairs: "demand=19.5"},
		argumenttest.Case{Name: "past saturation: no time for it", Pairs: "demand=21"},
		argumenttest.Case{Name: "today over saturation", Pairs: "demand=30"},
		argumenttest.Case{Name: "slow in what is new", Pairs: "second=0.7 weeks=26"},
		argumenttest.Case{Name: "two people", Pairs: "people=2 demand=4"},
		argumenttest.Case{Name: "hardly any work", Pairs: "demand=1"},
		argumenttest.Case{Name: "too early to tell", Pairs: "weeks=1"},
		argumenttest.Case{Name: "nothing varies", Pairs: "variability=0"},
		argumenttest.Case{Name: "just under saturation", Pairs: "away=5"},
		argumenttest.Case{Name: "at saturation", Pairs: "away=5.5"},
	)
}

// waits are the hours in line of each of some runs of a setting. Settings that differ in who is trained get the same work.
func waits(t testing.TB, s argument.Setting, runs int) []float64 {
	t.Helper()
	all := make([]float64, runs)
	for r, o := range argumenttest.Outcomes(t, organisation(s), org.Options{Horizon: s.Horizon(), Replications: runs}) {
		hours, items := inLine(&o)
		all[r] = hours / items
	}
	return all
}

// mix estimates a sum of waits, each so many times, run by run: what they have in common in their luck cancels.
func mix(t testing.TB, of [][]float64, times ...float64) (e stats.Estimate) {
	t.Helper()
	sum := make([]float64, len(of[0]))
	for k, each := range of {
		for r, v := range each {
			sum[r] += times[k] * v
		}
	}
	return stats.NewEstimator(argument.Confidence).FromReplications(sum)
}

// free is n people whose learning takes no time, as fast in all they know, at a load.
func free(t testing.TB, n, load, differ float64) argument.Setting {
	return argumenttest.WhatIf(t, Entry, "second=1 away=0").At(people, n).At(uneven, differ).At(demand, load*2.5*n)
}

// Where learning is free one closed chain gains at least 79 % of what everybody knowing everything would up to six people, and
// 73 % up to twelve, at loads from 0.7 to 0.9. The 80 % that are told of chains do not hold for twelve people, and side by
// side it is less yet.
func TestClosedChain(t *testing.T) {
	gains := func(s argument.Setting, share float64) stats.Estimate {
		none, chain, full := waits(t, s.At(trained, 0), 100), waits(t, s.At(trained, 12), 100), waits(t, s.At(trained, 12).At(breadth, 11), 100)
		return mix(t, [][]float64{none, chain, full}, 1-share, -1, share)
	}
	for _, load := range []float64{0.7, 0.9} {
		for _, differ := range []float64{0, 0.3} {
			for _, c := range []struct{ n, share float64 }{{3, 0.79}, {6, 0.79}, {12, 0.73}} {
				if e := gains(free(t, c.n, load, differ), c.share); e.Mean < -4*e.StdErr {
					t.Errorf("%v people, load %v, ±%v: the chain gains less than %v by %v ± %v hours", c.n, load, differ, c.share, -e.Mean, e.StdErr)
				}
			}
		}
		if e := gains(free(t, 12, load, 0), 0.8); e.Mean > -4*e.StdErr {
			t.Errorf("twelve people, load %v: the chain gains 0.8, %v ± %v hours", load, e.Mean, e.StdErr)
		}
	}
	if e := gains(free(t, 8, 0.85, 0.6).At(pattern, sideBySide), 0.7); e.Mean > -4*e.StdErr {
		t.Errorf("side by side the chain gains 0.7: %v ± %v hours", e.Mean, e.StdErr)
	}
}

// The link that closes the chain gains more than any before it, at loads from 0.7 to 0.9, with even demand or not.
func TestLastLink(t *testing.T) {
	for _, n := range []float64{3, 5, 8} {
		for _, load := range []float64{0.7, 0.9} {
			for _, differ := range []float64{0, 0.3} {
				var at [][]float64
				for k := 0.0; k <= n; k++ {
					at = append(at, waits(t, free(t, n, load, differ).At(trained, k), 60))
				}
				last := len(at) - 1
				for k := 1; k < last; k++ {
					if e := mix(t, [][]float64{at[last-1], at[last], at[k-1], at[k]}, 1, -1, -1, 1); e.Mean < -4*e.StdErr {
						t.Errorf("%v people, load %v, ±%v: the last gains %v ± %v hours less than the %v. one", n, load, differ, -e.Mean, e.StdErr, k)
					}
				}
				if e := mix(t, [][]float64{at[0], at[last-1], at[last]}, -1/float64(last-1), 1+1/float64(last-1), -1); e.Mean < 4*e.StdErr {
					t.Errorf("%v people, load %v, ±%v: the last gains %v ± %v hours more than the others on average", n, load, differ, e.Mean, e.StdErr)
				}
			}
		}
	}
}

// Where learning costs a month a year half a chain is worse than none, and all are better off than nobody; everybody knowing
// everything is the worst of all, and best if learning is free. The chain stops paying close to a load of 1, and sooner
// where people are slow in what is new.
func TestWhereItFails(t *testing.T) {
	for _, c := range []struct {
		pairs, than string
		shorter     bool
	}{
		{"trained=8", "trained=0", true},
		{"trained=1", "trained=0", false},
		{"trained=3", "trained=0", false},
		{"trained=3 weeks=104", "trained=0 weeks=104", false},
		{"trained=8 weeks=104", "trained=0 weeks=104", true},
		{"breadth=2", "trained=0", false},
		{"breadth=7", "breadth=3", false},
		{"breadth=7 away=0", "breadth=1 away=0", true},
		{"breadth=2 away=1", "breadth=1 away=1", true},
		{"breadth=2 away=1", "breadth=7 away=1", true},
		{"demand=14", "demand=14 trained=0", true},
		{"demand=19", "demand=19 trained=0", true},
		{"demand=20", "demand=20 trained=0", false},
		{"demand=18 second=0.8", "demand=18 second=0.8 trained=0", false},
		{"second=0.7 weeks=26", "second=0.7 weeks=26 trained=0", false},
		{"pattern=1", "pattern=0", false},
		{"pattern=1", "pattern=1 trained=0", true},
	} {
		than, s := argumenttest.WhatIf(t, Entry, c.than), argumenttest.WhatIf(t, Entry, c.pairs)
		runs := 250
		if s.Weeks() < 52 {
			runs = 700 // there is less to see in a short run
		}
		e := mix(t, [][]float64{waits(t, than, runs), waits(t, s, runs)}, 1, -1)
		if e.Mean < 4*e.StdErr && c.shorter || e.Mean > -4*e.StdErr && !c.shorter {
			t.Errorf("%q waits %v ± %v hours less than %q", c.pairs, e.Mean, e.StdErr, c.than)
		}
	}
}

// With nobody trained, and with everybody in everything, the formula is exact but for its steps; else it is within a tenth for
// chains over a year at loads up to 0.9 of what the group can do, busy specialties scattered, and everywhere the same number
// of people.
func TestFormulaAgainstSimulation(t *testing.T) {
	for _, c := range []struct {
		pairs string
		off   float64
	}{
		{"trained=0", 0.02}, {"trained=0 weeks=104 demand=22", 0.03}, {"trained=0 pattern=1 people=5 demand=10", 0.02}, {"breadth=7 away=0 second=1", 0.02}, {"breadth=7", 0.03},
		{"", 0.1}, {"trained=4", 0.1}, {"trained=7", 0.1}, {"people=3 demand=6", 0.1}, {"people=12 demand=24 trained=9 away=1", 0.1}, {"breadth=2 away=1", 0.1}, {"people=12 demand=24 trained=12 away=1", 0.1},
	} {
		s := argumenttest.WhatIf(t, Entry, c.pairs)
		outcomes := argumenttest.Outcomes(t, organisation(s), org.Options{Horizon: s.Horizon(), Replications: 150})
		v := evaluate(s)
		for i, m := range map[int]org.Metric{wait: inLine, lead: untilDone, delivered: argument.Weekly(org.ThroughputOfAll), atWork: argument.CountedFor(atWorkIn)(s)} {
			if e := argumenttest.Estimate(m, outcomes); math.Abs(v[i]-e.Mean) > 4*e.StdErr+c.off*e.Mean {
				t.Errorf("%q: number %d: simulated %v ± %v, formula %v", c.pairs, i, e.Mean, e.StdErr, v[i])
			}
		}
	}
}

// Busy specialties are neighbours of quiet ones, or of busy ones, and take turns; demand is the same in all.
func TestPatterns(t *testing.T) {
	for _, c := range []struct{ pairs, quarters string }{
		{"people=4", "+-+- -+-+"}, {"people=5", "+-+-0 -+-+0"}, {"people=4 pattern=1", "++-- --++"}, {"people=5 pattern=1", "++--- ---++"},
	} {
		got := ""
		ring := circleOf(argumenttest.WhatIf(t, Entry, c.pairs))
		for q := range 2 {
			if q > 0 {
				got += " "
			}
			for i := range ring.n {
				got += map[float64]string{1.3: "+", 0.7: "-", 1: "0"}[ring.factor(i, q)]
			}
		}
		if got != c.quarters {
			t.Errorf("%s: %s, not %s", c.pairs, got, c.quarters)
		}
	}
	for _, pairs := range []string{"people=8", "people=2", "people=7", "people=8 pattern=1", "people=2 pattern=1"} {
		ring := circleOf(argumenttest.WhatIf(t, Entry, pairs))
		for q, rate := range ring.rates(1, count(ring.n)...) {
			if want := ring.each() * float64(ring.n); math.Abs(rate-want) > 1e-12 {
				t.Errorf("%s: %v an hour in quarter %d, not %v", pairs, rate, q, want)
			}
		}
	}
}
