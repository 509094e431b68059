package risk

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/argument/release"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/stats"
	"kingman/core/words"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "as today", Pairs: "batch=20"},
		argumenttest.Case{Name: "a little smaller", Pairs: "batch=15"},
		argumenttest.Case{Name: "bigger", Pairs: "batch=40"},
		argumenttest.Case{Name: "just under saturation", Pairs: "gate=11"},
		argumenttest.Case{Name: "at saturation", Pairs: "faulty=0 clash=0 gate=12 gate-each=0"},
		argumenttest.Case{Name: "past saturation", Pairs: "gate=14"},
		argumenttest.Case{Name: "out of saturation", Pairs: "gate=8 today.batch=1 today.gate=8"},
		argumenttest.Case{Name: "today over saturation", Pairs: "batch=20 today.batch=1 today.gate=8"},
		argumenttest.Case{Name: "both over saturation", Pairs: "gate=12 today.batch=1 today.gate=8"},
		argumenttest.Case{Name: "too large to repair", Pairs: "batch=100 clash=0.02"},
		argumenttest.Case{Name: "nothing keeps up", Pairs: "changes=100 gate-each=1"},
		argumenttest.Case{Name: "about as much as today", Pairs: "batch=20 release-cost=210"},
		argumenttest.Case{Name: "no difference to vouch for", Pairs: "batch=20 weeks=26 today.weeks=25"},
		argumenttest.Case{Name: "only money", Pairs: "batch=20 release-cost=2000"},
		argumenttest.Case{Name: "nothing breaks", Pairs: "faulty=0 clash=0"},
		argumenttest.Case{Name: "changes do not clash", Pairs: "clash=0 search-each=0"},
		argumenttest.Case{Name: "big batches are cheaper", Pairs: "batch=20 clash=0 search-each=0 release-cost=10000 delay-cost=10"},
		argumenttest.Case{Name: "one at a time is cheapest", Pairs: "release-cost=20 gate=0.5"},
		argumenttest.Case{Name: "by halves", Pairs: "batch=20 searching=1 today.searching=0"},
		argumenttest.Case{Name: "no release by the date", Pairs: "batch=100 changes=1"},
		argumenttest.Case{Name: "in a week", Pairs: "weeks=1"},
		argumenttest.Case{Name: "nothing varies", Pairs: "variability=0"},
		argumenttest.Case{Name: "everything is free", Pairs: "release-cost=0 broken-cost=0 delay-cost=0"},
	)
}

// simulated runs one setting.
var simulated = argumenttest.Simulated(organisation)

// formulas are what they say of the setting as it is.
func formulas(s argument.Setting) []float64 { return alongBatch(s)(s.Of(batch)) }

// The engine's releases break as often as the formula says: at any batch, past
// saturation too.
func TestSimulatedReleasesBreakAsOften(t *testing.T) {
	for _, n := range []float64{1, 2, 10, 20, 50} {
		for _, pairs := range []string{
			"clash=0", "", "faulty=0 clash=0.01", "gate=30 changes=40", "faulty=0.2 search=20", "gate=0 gate-each=0",
		} {
			s := argumenttest.WhatIf(t, Entry, pairs).At(batch, n)
			outcomes := simulated(t, s, 100)
			count, releases := shared.FailedShare(brokenAlarm)(s), 0.0
			for i := range outcomes {
				_, r := count(&outcomes[i])
				releases += r
			}
			e, p := argumenttest.Estimate(count, outcomes), shared.BreakChance(s)
			// By Wald's identity the ratio has no bias for the horizon.
			if tolerance := 4 * math.Sqrt(p*(1-p)/releases); math.Abs(e.Mean-p) > tolerance {
				t.Errorf("%v at a time, %q: %v of %v releases break, expected %v ± %v", n, pairs, e.Mean, releases, p, tolerance)
			}
		}
	}
}

// The more a release holds the more a change breaks, if changes clash or each
// must be looked at; if neither, a change breaks as much in any batch. Over the
// whole range of the sliders.
func TestLossPerChangeGrows(t *testing.T) {
	argumenttest.EachSetting(Entry, 11, 400, func(s argument.Setting) {
		last := brokenPerChange(s.At(batch, 1))
		for n := 2.0; n <= batch.Max; n++ {
			loss := brokenPerChange(s.At(batch, n))
			switch takes := searchTime(s.At(batch, n)); {
			case s.Of(clash) > 0 && takes > 0, s.Of(faulty) > 0 && s.Of(searchEach) > 0:
				if !(loss > last) {
					t.Fatalf("%+v: %v changes lose %v each, one fewer %v", s, n, loss, last)
				}
			default:
				if math.Abs(loss-last) > 1e-12 {
					t.Fatalf("%+v: %v changes lose %v each, one fewer %v, and nothing grows", s, n, loss, last)
				}
			}
			last = loss
		}
	})
}

// Risk grows faster than the release: twice the changes have more than twice the
// faults if changes clash.
func TestFaultsGrowFasterThanTheRelease(t *testing.T) {
	argumenttest.EachSetting(Entry, 11, 300, func(s argument.Setting) {
		for n := 1.0; n <= 50; n++ {
			one, two := n*shared.FaultShare(s.At(batch, n)), 2*n*shared.FaultShare(s.At(batch, 2*n))
			if s.Of(clash) > 0 && !(two > 2*one) || s.Of(clash) == 0 && math.Abs(two-2*one) > 1e-9 {
				t.Fatalf("%+v: %v faults in %v changes, %v in twice as many", s, one, n, two)
			}
		}
	})
}

// The page admits that one search for all faults of a release costs P·S/n: less than a search
// for each, and no more than that once nearly every release breaks.
func TestOneSearchForAll(t *testing.T) {
	oneSearch := func(s argument.Setting) float64 { return shared.BreakChance(s) * searchTime(s) / s.Of(batch) }
	argumenttest.EachSetting(Entry, 11, 300, func(s argument.Setting) {
		if oneSearch(s) > brokenPerChange(s)+1e-12 {
			t.Errorf("%+v: one search for all loses %v, one for each %v", s, oneSearch(s), brokenPerChange(s))
		}
	})
	s := argumenttest.WhatIf(t, Entry, "clash=0.02 search-each=0")
	if small, large := oneSearch(s.At(batch, 8)), oneSearch(s.At(batch, 60)); !(large < small) {
		t.Errorf("one search for all: %v with 8, %v with 60; it should fall", small, large)
	}
}

// The simulated loss per change agrees with the formula where releases do not
// wait for one another, and grows or stays as claimed.
func TestSimulatedLossPerChange(t *testing.T) {
	loss := func(n float64, pairs string) stats.Estimate {
		s := argumenttest.WhatIf(t, Entry, pairs).At(batch, n)
		e := argumenttest.Estimate(brokenHours, simulated(t, s, 300))
		// What is being repaired at the date is cut off: at most one release's repair.
		cut := repairTime(s) / (shared.FinishRate(s) * s.Horizon())
		if want := brokenPerChange(s); math.Abs(e.Mean-want) > 4*e.StdErr+cut {
			t.Errorf("%v at a time, %q: %v ± %v hours a change, expected %v", n, pairs, e.Mean, e.StdErr, want)
		}
		return e
	}
	var last stats.Estimate
	for _, n := range []float64{1, 4, 10, 20, 40} {
		e := loss(n, "")
		if e.Mean-last.Mean < 4*math.Hypot(e.StdErr, last.StdErr) {
			t.Errorf("with %v changes a release %v ± %v hours a change, before %v ± %v", n, e.Mean, e.StdErr, last.Mean, last.StdErr)
		}
		last = e
	}
	a, b := loss(1, "clash=0 search-each=0"), loss(20, "clash=0 search-each=0")
	if math.Abs(a.Mean-b.Mean) > 4*math.Hypot(a.StdErr, b.StdErr) {
		t.Errorf("no clashes, nothing to look through: %v ± %v alone, %v ± %v of twenty", a.Mean, a.StdErr, b.Mean, b.StdErr)
	}
}

// linear is the case in which a batch costs a release and waiting for it, and
// nothing else.
const linear = "faulty=0 clash=0 gate=0 gate-each=0"

// Without faults and test phase the cheapest batch is √(2Kλ/D), over the range of
// K, λ and D; halving K makes it smaller by 1/√2.
func TestCheapestBatchInTheLinearCase(t *testing.T) {
	base := argumenttest.WhatIf(t, Entry, linear)
	r := rand.New(rand.NewPCG(1961, 12))
	inside := 0
	for range 500 {
		s := base.At(releaseCost, 10+9990*r.Float64()).At(changes, 1+99*r.Float64()).At(delayCost, 10+9990*r.Float64())
		best := math.Sqrt(2 * s.Of(releaseCost) * shared.FinishRate(s) / delayRate(s))
		n := cheapest(s)
		// Between whole numbers: n(n−1) ≤ n*² ≤ n(n+1), or the end of the slider.
		if n == 0 || n*(n-1) > best*best*(1+1e-6) || n < batch.Max && best*best > n*(n+1)*(1+1e-6) {
			t.Errorf("K %v, λ %v, D %v: cheapest %v, √(2Kλ/D) is %v", s.Of(releaseCost), shared.FinishRate(s), delayRate(s), n, best)
		}
		if best < 2 {
			continue
		}
		inside++
		half := s.At(releaseCost, s.Of(releaseCost)/2)
		if a, b := leastCost(s), leastCost(half); math.Abs(a-best) > 1e-3*best || math.Abs(b/a-math.Sqrt2/2) > 1e-3 {
			t.Errorf("K %v: cheapest %v, expected %v; half of K %v, expected %v", s.Of(releaseCost), a, best, b, a*math.Sqrt2/2)
		}
	}
	if inside < 100 {
		t.Errorf("only %d cases away from the end of the slider", inside)
	}
}

// leastCost is the batch, whole or not, that costs least, by golden section: the
// cost is convex in the linear case.
func leastCost(s argument.Setting) float64 {
	const g = 0.6180339887498949
	low, high := 1.0, 2000.0
	for range 100 {
		a, b := high-g*(high-low), low+g*(high-low)
		if longRunCost(s.At(batch, a)) < longRunCost(s.At(batch, b)) {
			high = b
		} else {
			low = a
		}
	}
	return (low + high) / 2
}

// The simulated cost has its minimum there too, and halving K moves it: at
// n*, half and twice of it, with 4 standard errors.
func TestSimulatedCheapestBatch(t *testing.T) {
	for _, k := range []float64{1440, 720} { // n* is 8.49 and 6 at 10 changes a week and $400 a week
		s := argumenttest.WhatIf(t, Entry, linear+" delay-cost=400").At(releaseCost, k)
		best := math.Round(math.Sqrt(2 * k * shared.FinishRate(s) / delayRate(s)))
		series := func(n float64) (num, den []float64) {
			at := s.At(batch, n)
			outcomes := simulated(t, at, 200)
			for i := range outcomes {
				a, b := dollars(at, &outcomes[i])
				num, den = append(num, a), append(den, b)
			}
			return num, den
		}
		num, den := series(best)
		for _, n := range []float64{math.Round(best / 2), best * 2} {
			otherNum, otherDen := series(n)
			d, err := stats.NewEstimator(argument.Confidence).RatioDifference(num, den, otherNum, otherDen)
			if err != nil || d.Mean < 4*d.StdErr {
				t.Errorf("K %v: %v at a time cost %v ± %v more than %v, %v", k, n, d.Mean, d.StdErr, best, err)
			}
		}
	}
}

// The page says so where a big batch is cheaper: expensive releases, no clashes,
// cheap delay; and where a small one is.
func TestBigBatchesAreCheaperSomewhere(t *testing.T) {
	if n := cheapest(argumenttest.WhatIf(t, Entry, "clash=0 search-each=0 release-cost=10000 delay-cost=10")); n != batch.Max {
		t.Errorf("expensive releases, no clashes, cheap delay: %v at a time are cheapest", n)
	}
	if n := cheapest(Entry.AtStep(4).WhatIfSetting()); n < 2 {
		t.Errorf("the story's long test phase: the cheapest batch is %v", n)
	}
	if n := cheapest(Entry.AtStep(5).WhatIfSetting()); n != 8 {
		t.Errorf("the story says that eight are cheapest, it is %v", n)
	}
	if n := cheapest(Entry.AtStep(6).WhatIfSetting()); n != 1 {
		t.Errorf("the story says that one at a time is cheapest, it is %v", n)
	}
}

// A batch is one thing: its n changes leave the gate at one moment, nobody
// else is tested or repaired until they are live, and they are live at one
// moment. An alarm rings once for each release that has a fault.
func TestABatchStaysTogether(t *testing.T) {
	for _, pairs := range []string{
		"batch=1", "batch=5", "batch=20", "batch=3 faulty=0.2 clash=0.02 search=20 changes=30", "batch=7 gate=0 gate-each=0",
	} {
		s := argumenttest.WhatIf(t, Entry, pairs)
		o := organisation(s)
		m, err := o.Model()
		if err != nil {
			t.Fatal(err)
		}
		log := sim.NewLog(200_000)
		e, err := sim.New(m, sim.Options{Seed: 1, Horizon: s.Horizon(), Log: log})
		if err != nil {
			t.Fatal(err)
		}
		for !e.Step(4096) {
		}
		n := int(s.Of(batch))
		number := map[int64]int{} // of a change, in the order in which they are finished
		var inside []int          // changes between the gate and the users
		var out, live float64     // when the last batch was released, and live
		delivered, faults, broken := 0, 0, 0
		for _, entry := range log.Entries {
			who, isChange := number[entry.Item]
			switch {
			case entry.What == sim.Asked && entry.Where == change:
				number[entry.Item] = len(number)
			case !isChange:
			case entry.What == sim.Came && entry.Where == release.TestPhase:
				inside = append(inside, who)
				if who/n != inside[0]/n {
					t.Fatalf("%q: change %d is tested while %v are not live", pairs, who, inside)
				}
			case entry.What == sim.Completed && entry.Where == release.Released:
				if who%n == 0 {
					out, faults = entry.Time, 0
				}
				if entry.Time != out || len(inside) != n {
					t.Fatalf("%q: change %d is released at %v, its batch of %d at %v", pairs, who, entry.Time, len(inside), out)
				}
			case entry.What == sim.Came && entry.Where == repair:
				if faults++; faults == 1 {
					broken++
				}
			case entry.What == sim.Delivered:
				if delivered%n == 0 {
					live = entry.Time
				}
				if delivered++; entry.Time != live || who/n != inside[0]/n {
					t.Fatalf("%q: change %d is live at %v, its batch at %v", pairs, who, entry.Time, live)
				}
				if delivered%n == 0 {
					inside = inside[:0]
				}
			}
		}
		r := e.Result()
		alarms := r.Last().Classes[brokenAlarm]
		if log.Full || delivered == 0 || int(alarms.Delivered+alarms.Present) != broken {
			t.Errorf("%q: log full %v, %d delivered, %d alarms for %d broken releases", pairs, log.Full, delivered, alarms.Delivered, broken)
		}
	}
}

// Where there is nothing to test and nothing breaks, changes wait for their
// batch and for nothing else. The formula is exact for chance arrivals but for
// how many there are; with the rest the page states the gap.
func TestWaitForTheBatchByTheDate(t *testing.T) {
	for _, n := range []float64{1, 2, 5, 20, 60, 100} {
		for _, until := range []float64{13, 52} {
			s := argumenttest.WhatIf(t, Entry, linear).At(batch, n).At(weeks, until)
			e, takes := argumenttest.Estimate(org.LeadTime(change), simulated(t, s, 400)), formulas(s)[lead]
			if math.Abs(e.Mean-takes) > 4*e.StdErr+1e-9 {
				t.Errorf("%v at a time, %v weeks: simulated %v ± %v hours, formula %v", n, until, e.Mean, e.StdErr, takes)
			}
			// If this went on for ever: (n−1)/2λ, less what the date cuts off, at most n²/λ per horizon.
			rate := shared.FinishRate(s)
			if long := (n - 1) / (2 * rate); math.Abs(takes-long) > n*n/rate/rate/s.Horizon() {
				t.Errorf("%v at a time, %v weeks: %v hours, in the long run %v", n, until, takes, long)
			}
		}
	}
}

// At the default and wherever releases keep up with some room, the formulas are
// within a tenth of the simulation or four standard errors.
func TestFormulasAgainstSimulation(t *testing.T) {
	for _, pairs := range []string{
		"", "batch=5", "batch=20", "batch=40 clash=0.004", "batch=2 changes=20", "batch=3 gate=8",
		"variability=0 batch=4", "variability=2 batch=4", "weeks=26 batch=8 searching=1",
	} {
		s := argumenttest.WhatIf(t, Entry, pairs)
		if rho := utilization(s); rho > 0.75 {
			t.Fatalf("%q: utilization %v is no room", pairs, rho)
		}
		outcomes, v := simulated(t, s, 200), formulas(s)
		for i, count := range map[int]org.Metric{lead: org.LeadTime(change), broken: brokenHours, money: argument.CountedFor(dollars)(s)} {
			if e := argumenttest.Estimate(count, outcomes); math.Abs(e.Mean-v[i]) > 4*e.StdErr+0.1*v[i] {
				t.Errorf("%q: number %d: simulated %v ± %v, formula %v", pairs, i, e.Mean, e.StdErr, v[i])
			}
		}
	}
}

// Past saturation what is live is what the test phase can take, and the pile is
// the rest; the formula's lead time stays below three quarters of the time to the
// date: half of it, if nothing is ever live, and what comes early waits longer.
func TestReleasesPileUp(t *testing.T) {
	s := argumenttest.WhatIf(t, Entry, "batch=1 gate=8")
	live := argumenttest.Estimate(argument.Weekly(org.Throughput(change)), simulated(t, s, 200))
	capacity := words.Week * s.Of(batch) / (shared.TestTime(s) + repairTime(s))
	if math.Abs(live.Mean-capacity) > 4*live.StdErr+0.02*capacity {
		t.Errorf("%v ± %v a week are live, capacity %v", live.Mean, live.StdErr, capacity)
	}
	if want := s.Of(changes) - capacity; math.Abs(growth(s)-want) > 1e-9 {
		t.Errorf("the pile grows by %v, expected %v", growth(s), want)
	}
	argumenttest.EachSetting(Entry, 11, 300, func(s argument.Setting) {
		if takes := formulas(s)[lead]; takes > 0.75*s.Horizon() || takes < 0 {
			t.Errorf("%+v: %v hours within %v", s, takes, s.Horizon())
		}
	})
}

// The batches that keep up are one range: what lies between two that do, does, and
// what lies outside does not.
func TestBatchesThatKeepUpAreOneRange(t *testing.T) {
	some := 0
	argumenttest.EachSetting(Entry, 11, 500, func(s argument.Setting) {
		from, to := keepsUp(s)
		if from <= to {
			some++
		}
		for n := batch.Min; n <= batch.Max; n++ {
			if rho := utilization(s.At(batch, n)); (rho < 1) != (n >= from && n <= to) {
				t.Fatalf("%+v: %v to %v keep up, but %v has utilization %v", s, from, to, n, rho)
			}
		}
	})
	if some < 50 {
		t.Errorf("only %d settings keep up anywhere", some)
	}
}

// The sentence compares costs that differ in dollars, and says so where they are the
// same to the dollar.
func TestTheSentenceCompares(t *testing.T) {
	m := Model()
	for pairs, want := range map[string]bool{"": true, "batch=20 release-cost=210": false, "batch=20 release-cost=2000": true} {
		s := argumenttest.StateOf(t, Entry, pairs)
		headline := m.View(s, argumenttest.Settings(t, m, s)).Headline
		compares := false
		for _, span := range headline {
			compares = compares || span.Role == argument.Today && span.Param == ""
		}
		if same := strings.Contains(headline.String(), "as much as today"); same == want || compares != want {
			t.Errorf("%q: compares %v, says that it is the same %v: %s", pairs, compares, same, headline)
		}
	}
}
