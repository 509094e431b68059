package delivery

import (
	"math"
	"math/rand/v2"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
	"kingman/core/words"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "as today", Pairs: "batch=20"},
		argumenttest.Case{Name: "bigger", Pairs: "batch=40"},
		argumenttest.Case{Name: "only the lead time", Pairs: "batch=20 gate=0"},
		argumenttest.Case{Name: "only the repair", Pairs: "batch=20 detect=4"},
		argumenttest.Case{Name: "no difference to vouch for", Pairs: "batch=20 search=2 today.search=2.25 faulty=0 clash=0"},
		argumenttest.Case{Name: "hardly keeps up", Pairs: "gate=3.5"},
		argumenttest.Case{Name: "at saturation", Pairs: "gate=4 gate-each=0"},
		argumenttest.Case{Name: "the trap, today too", Pairs: "gate=8 today.batch=1 today.gate=8"},
		argumenttest.Case{Name: "out of the trap", Pairs: "batch=4 gate=8 today.batch=1 today.gate=8"},
		argumenttest.Case{Name: "deeper in the trap", Pairs: "gate=12 today.batch=1 today.gate=8"},
		argumenttest.Case{Name: "slower, but keeps up", Pairs: "batch=10 gate=30 today.batch=20"},
		argumenttest.Case{Name: "a smaller share of more", Pairs: "clash=0"},
		argumenttest.Case{Name: "nothing fails", Pairs: "faulty=0 clash=0"},
		argumenttest.Case{Name: "nothing is deployed", Pairs: "batch=100 weeks=4"},
		argumenttest.Case{Name: "nothing is deployed today", Pairs: "weeks=4 today.batch=100"},
		argumenttest.Case{Name: "two deployments", Pairs: "batch=20 weeks=4 today.batch=10"},
		argumenttest.Case{Name: "tiers of 2021", Pairs: "tiers=1"},
		argumenttest.Case{Name: "tiers of 2024", Pairs: "tiers=2 batch=3"},
		argumenttest.Case{Name: "just under saturation", Pairs: "gate-each=1.9"},
		argumenttest.Case{Name: "past saturation", Pairs: "gate=8"},
	)
}

// simulated runs one setting.
var simulated = argumenttest.Simulated(organisation)

// longRun is the lead time if it went on for ever: +Inf where releases do not keep up.
func longRun(s argument.Setting) float64 {
	wait, err := station(s).MeanWait()
	if err != nil {
		return math.Inf(1)
	}
	return (s.Of(batch)-1)/(2*shared.FinishRate(s)) + wait + shared.TestTime(s)
}

// Deployments are rarer, fail oftener and are repaired later the more a release holds, over
// the whole range of the sliders: three of the four keys are never worse in smaller releases.
func TestThreeKeysNeverGetWorse(t *testing.T) {
	argumenttest.EachSetting(Entry, 51, 300, func(s argument.Setting) {
		last := [3]float64{math.Inf(1)}
		for n := batch.Min; n <= batch.Max; n++ {
			s := s.At(batch, n)
			now := [3]float64{math.Min(shared.FinishRate(s)/n, 1/math.Max(shared.TestTime(s), 1e-9)), shared.BreakChance(s), s.Of(detect) + searchTime(s)}
			if now[0] > last[0] || now[1] < last[1]-1e-15 || now[2] < last[2] {
				t.Fatalf("%+v: %v changes have %v, one fewer %v", s, n, now, last)
			}
			last = now
		}
	})
}

// The lead time is shorter for one change than for twenty wherever the test phase of single
// changes leaves a tenth of the time free and work is no more uneven than chance has it: at
// most 6.0 gaps between changes (Pollaczek–Khinchine) against 10.4, their batch and the same
// test phase.
func TestLeadTimeImprovesWhereReleasesKeepUp(t *testing.T) {
	inside := 0
	argumenttest.EachSetting(Entry, 52, 4000, func(s argument.Setting) {
		one, twenty := s.At(batch, 1), s.At(batch, 20)
		if utilization(one) > 0.9 || s.Of(uneven) > 1 {
			return
		}
		inside++
		if a, b := longRun(one), longRun(twenty); a > 0.6*b {
			t.Errorf("%+v: %v hours for one, %v for twenty", s, a, b)
		}
	})
	if inside < 150 {
		t.Errorf("only %d settings keep up", inside)
	}
	for _, pairs := range []string{"", "changes=16", "gate=3", "gate=35 changes=1", "gate=0.5 gate-each=0.3 changes=44 variability=0.5"} {
		one := argumenttest.WhatIf(t, Entry, pairs)
		if rho := utilization(one); rho > 0.9 {
			t.Fatalf("%q: %v busy", pairs, rho)
		}
		d, err := org.LeadTime(change).Difference(simulated(t, one, 40), simulated(t, one.At(batch, 20), 40), argument.Confidence)
		if err != nil || d.Mean < 4*d.StdErr {
			t.Errorf("%q: twenty at a time take %v ± %v hours more, %v", pairs, d.Mean, d.StdErr, err)
		}
	}
}

// Where it fails: past 17.8 changes a week single changes do not keep up, while pairs do; and
// nearer to that, if they are uneven, their line alone is longer than the wait for a batch.
func TestWhereLeadTimeGetsWorse(t *testing.T) {
	s := argumenttest.WhatIf(t, Entry, "")
	if a, b := utilization(s.At(changes, 17)), utilization(s.At(changes, 18)); a >= 1 || b <= 1 {
		t.Errorf("17 changes a week load the test phase by %v, 18 by %v", a, b)
	}
	full := s.At(changes, 20)
	if one, two := longRun(full), longRun(full.At(batch, 2)); !math.IsInf(one, 1) || two > 6 {
		t.Errorf("20 changes a week take %v hours, in pairs %v", one, two)
	}
	for pairs, worse := range map[string]bool{"changes=16 variability=2": true, "changes=16": false, "gate=8": true} {
		s := argumenttest.WhatIf(t, Entry, pairs)
		if one, twenty := longRun(s), longRun(s.At(batch, 20)); one > twenty != worse {
			t.Errorf("%q: %v hours for one, %v for twenty", pairs, one, twenty)
		}
	}
}

// The trap: a test phase of a day. Three keys are better than today by more than chance has it,
// and a change takes three months.
func TestTheTrap(t *testing.T) {
	today, whatIf := argumenttest.WhatIf(t, Entry, "").At(batch, 20), Entry.AtStep(4).WhatIfSetting()
	a, b := simulated(t, today, 60), simulated(t, whatIf, 60)
	for k, key := range keys {
		number := Model().Numbers[key.number]
		x, y := argumenttest.Estimate(number.Count(today), a), argumenttest.Estimate(number.Count(whatIf), b)
		better := (y.Mean > x.Mean) == key.more
		if math.Abs(y.Mean-x.Mean) < 4*math.Hypot(x.StdErr, y.StdErr) || better == (k == leadKey) {
			t.Errorf("%s: today %v ± %v, in the trap %v ± %v", key.name, x.Mean, x.StdErr, y.Mean, y.StdErr)
		}
		if k == leadKey && y.Mean < 13*words.Week {
			t.Errorf("in the trap a change takes %v hours", y.Mean)
		}
	}
	if n, _ := leastLead(whatIf); n != 4 {
		t.Errorf("the story says that four at a time is soonest, it is %v", n)
	}
	if n, _ := leastLead(Entry.AtStep(6).WhatIfSetting()); n != 1 {
		t.Errorf("the story says that one at a time is best, it is %v", n)
	}
}

// leastLead is the batch with the shortest lead time by the date, by formula.
func leastLead(s argument.Setting) (n, hours float64) {
	hours = math.Inf(1)
	for at := batch.Min; at <= batch.Max; at++ {
		if v := alongBatch(s)(at); v[frequency] > 0 && v[lead] < hours {
			n, hours = at, v[lead]
		}
	}
	return n, hours
}

// The share that fails falls with the release, but the number of failed deployments need not:
// of two changes, apart and together, fewer deployments fail together unless r(1−q)² > q².
func TestFailedDeploymentsAreCounted(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 53))
	s := argumenttest.WhatIf(t, Entry, "")
	for range 2000 {
		q, c := faulty.Max*r.Float64(), clash.Max*r.Float64()
		s := s.At(faulty, q).At(clash, c)
		apart, together := 2*shared.BreakChance(s.At(batch, 1)), shared.BreakChance(s.At(batch, 2))
		if (together > apart) != (c*(1-q)*(1-q) > q*q) {
			t.Errorf("q %v, r %v: %v fail apart, %v together", q, c, apart, together)
		}
	}
	number := Model().Numbers
	for pairs, fewer := range map[string]bool{"": true, "clash=0": false} {
		one := argumenttest.WhatIf(t, Entry, pairs)
		twenty := one.At(batch, 20)
		a, b := simulated(t, one, 200), simulated(t, twenty, 200)
		x, y := argumenttest.Estimate(number[failed].Count(one), a), argumenttest.Estimate(number[failed].Count(twenty), b)
		if error := math.Hypot(x.StdErr, y.StdErr); math.Abs(x.Mean-y.Mean) < 4*error || (x.Mean < y.Mean) != fewer {
			t.Errorf("%q: %v ± %v fail a week one by one, %v ± %v by twenty", pairs, x.Mean, x.StdErr, y.Mean, y.StdErr)
		}
		x, y = argumenttest.Estimate(number[broken].Count(one), a), argumenttest.Estimate(number[broken].Count(twenty), b)
		if y.Mean-x.Mean < 4*math.Hypot(x.StdErr, y.StdErr) {
			t.Errorf("%q: %v ± %v hours broken a week one by one, %v ± %v by twenty", pairs, x.Mean, x.StdErr, y.Mean, y.StdErr)
		}
	}
}

// Only the batch moves all four keys, and all to the better; the test phase moves those of
// speed only; faulty changes and clashes only what fails; the rest only the repair. Over the
// whole range of the sliders.
func TestLevers(t *testing.T) {
	all := moves(argumenttest.WhatIf(t, Entry, "").At(batch, 20))
	for k, key := range keys {
		if by := all[0][k]; key.more != (by > 1.01) || !key.more && by > 0.99 {
			t.Errorf("half the batch changes %s by %v", key.name, by)
		}
	}
	touches := map[*argument.Param][]int{gate: {frequency, lead}, faulty: {cfr}, clash: {cfr}, detect: {restore}, search: {restore}}
	argumenttest.EachSetting(Entry, 54, 200, func(s argument.Setting) {
		for r, by := range moves(s) {
			for k, key := range keys {
				may := pulled[r].param == batch
				for _, i := range touches[pulled[r].param] {
					may = may || i == key.number
				}
				if !may && by[k] != 1 {
					t.Errorf("%+v: half of %s changes %s by %v", s, pulled[r].name, key.name, by[k])
				}
			}
		}
	})
}

// The next release does not wait for a repair, and lead time ends when a change is deployed: how
// long repairs take changes neither, to the last bit.
func TestRepairsBlockNobody(t *testing.T) {
	quick := argumenttest.WhatIf(t, Entry, "batch=5 faulty=0.2")
	slow := quick.At(search, search.Max).At(detect, detect.Max)
	for _, m := range []org.Metric{org.LeadTime(change), deployments(quick)} {
		a, b := argumenttest.Estimate(m, simulated(t, quick, 20)), argumenttest.Estimate(m, simulated(t, slow, 20))
		if a.Mean != b.Mean || a.StdErr != b.StdErr {
			t.Errorf("with quick repairs %v, with slow ones %v", a, b)
		}
	}
}

// The formulas are within four standard errors and a tenth of the simulation while releases
// keep up with some room, and where they do not, within a tenth, too. But the median is rough
// in small releases, whose changes wait for so few others that their waits come in steps.
func TestFormulasAgainstSimulation(t *testing.T) {
	for _, pairs := range []string{
		"", "batch=2", "batch=5", "batch=20", "batch=60 clash=0.0005", "batch=2 changes=20", "batch=3 gate=8", "gate=8", "gate=0.5 detect=0",
		"variability=0 batch=4", "variability=0", "variability=2 batch=4", "weeks=13 batch=8 faulty=0.1", "gate=0 gate-each=0 batch=10", "changes=1 batch=2",
	} {
		s := argumenttest.WhatIf(t, Entry, pairs)
		outcomes, v := simulated(t, s, 100), evaluate(s)
		for i, number := range Model().Numbers {
			off := 0.1 * v[i]
			if i == median && s.Of(batch) > 1 && s.Of(batch) < 10 {
				off = 0.25 * v[lead]
			}
			if e := argumenttest.Estimate(number.Count(s), outcomes); math.Abs(e.Mean-v[i]) > 4*e.StdErr+off {
				t.Errorf("%q: %s: simulated %v ± %v, formula %v", pairs, number.ID, e.Mean, e.StdErr, v[i])
			}
		}
	}
}

// Where even releases of two make two groups of changes, out at once and a gap later, the simulated median is that of the quicker
// one, to the 3 % of the cells in which lead times are counted; and the formula, a law between the two, is within half the mean.
func TestMedianBetweenTwoGroups(t *testing.T) {
	s := argumenttest.WhatIf(t, Entry, "batch=2 variability=0")
	quicker, v := shared.TestTime(s), evaluate(s)
	if e := argumenttest.Estimate(medianLead, simulated(t, s, 100)); math.Abs(e.Mean-quicker) > 0.03*quicker || math.Abs(e.Mean-v[median]) > 0.5*v[lead] {
		t.Errorf("the quicker half is out after %v hours, simulated %v, by formula %v", quicker, e.Mean, v[median])
	}
}

// A key is in the tier whose limits say so, in each of the three tables: between two where
// there is a hole, in none where there are none.
func TestTiers(t *testing.T) {
	for _, c := range []struct {
		key, survey int
		want        map[float64]string
	}{
		{0, 0, map[float64]string{0: "low", 0.2: "low", 0.5: "medium", 2: "high", 4.9: "high", 10: "elite"}},
		{0, 1, map[float64]string{0.03: "low", 0.1: "medium", 0.5: "high", 2: "between high and elite", 6: "elite"}},
		{0, 2, map[float64]string{0.2: "low", 0.5: "medium", 2: "high", 10: "elite"}},
		{1, 0, map[float64]string{0.9: "elite", 4: "between high and elite", 9: "high", 41: "medium", 174: "low"}},
		{1, 1, map[float64]string{0.9: "elite", 4: "between high and elite", 39: "high", 100: "between medium and high", 200: "medium", 1041: "low"}},
		{1, 2, map[float64]string{0.9: "elite", 7.9: "elite", 9: "high", 41: "medium", 174: "low"}},
		{2, 0, map[float64]string{0.02: "elite", 0.16: "high", 0.31: "medium", 0.54: "low"}},
		{2, 1, map[float64]string{0.02: "elite", 0.2: "low, medium or high"}},
		{2, 2, map[float64]string{0.02: "", 0.5: ""}},
		{3, 0, map[float64]string{0.9: "elite", 1.75: "high", 9: "medium", 41: "low"}},
		{3, 1, map[float64]string{0.9: "elite", 1.75: "high", 9: "medium", 41: "between low and medium", 1041: "low"}},
		{3, 2, map[float64]string{0.9: "elite", 1.75: "medium or high", 9: "between low and medium", 41: "low"}},
	} {
		rung := argument.Rung{Tiers: keys[c.key].tiers[c.survey], Ends: [2]float64{0.4, 0.05}}
		for v, want := range c.want {
			if got := rung.Tier(v, names); got != want {
				t.Errorf("%s, %s: %v is %q, expected %q", keys[c.key].name, survey.Say(float64(c.survey)), v, got, want)
			}
		}
	}
}
