package scenario

import (
	"math"
	"math/rand/v2"
	"testing"

	"kingman/core/org"
	"kingman/core/stats"
)

// riskState is the default state with what-if's and today's values changed.
func riskState(t testing.TB, whatIf, today map[string]float64) State {
	t.Helper()
	return stateWith(t, AmortizedRisk, whatIf, today)
}

// riskWith is the input of what-if with some values changed.
func riskWith(t testing.TB, values map[string]float64) riskInput {
	t.Helper()
	return riskOf(riskState(t, values, nil).Then())
}

// riskRun simulates one setting.
func riskRun(t testing.TB, in riskInput, replications int) orgRuns {
	t.Helper()
	c := riskCase("test", in, DefaultSeed, replications)
	return c.runs(Results{Jobs: []JobResult{replicate(t, c.job(), replications)}})
}

// eachRisk calls try with random legal settings.
func eachRisk(n int, try func(in riskInput)) {
	r := rand.New(rand.NewPCG(1961, 11))
	for range n {
		try(riskOf(randomState(AmortizedRisk, r).Then()))
	}
}

// Where changes do not clash, 2 % of faulty ones break 18.3 % of releases of
// ten and 63.6 % of releases of fifty.
func TestChanceThatAReleaseBreaks(t *testing.T) {
	for _, c := range []struct{ batch, faulty, clash, want float64 }{
		{10, 0.02, 0, 0.1829}, {50, 0.02, 0, 0.6358}, {1, 0.02, 0.02, 0.02}, {2, 0, 0.02, 0.02}, {100, 0, 0, 0},
	} {
		in := riskWith(t, map[string]float64{"batch": c.batch, "faulty": c.faulty, "clash": c.clash})
		if got := in.breakChance(); math.Abs(got-c.want) > 5e-5 {
			t.Errorf("%v changes, q %v, r %v: %v, expected %v", c.batch, c.faulty, c.clash, got, c.want)
		}
	}
	eachRisk(300, func(in riskInput) {
		n, p := in.batch, in.faultShare()
		product := 1.0
		for i := range int(n) {
			product *= (1 - in.faulty) * math.Pow(1-in.clash, float64(i))
		}
		if got := in.breakChance(); math.Abs(got-(1-product)) > 1e-12 || math.Abs(got-(1-math.Pow(1-p, n))) > 1e-12 {
			t.Errorf("%+v: %v, change by change %v, by their mean share %v", in, got, 1-product, 1-math.Pow(1-p, n))
		}
	})
}

// The engine's releases break as often as the formula says: at any batch, past
// saturation too.
func TestSimulatedReleasesBreakAsOften(t *testing.T) {
	for _, n := range []float64{1, 2, 10, 20, 50} {
		for _, extra := range []map[string]float64{
			{"clash": 0}, {}, {"faulty": 0, "clash": 0.01}, {"gate": 30, "changes": 40}, {"faulty": 0.2, "search": 20}, {"gate": 0, "gate-each": 0},
		} {
			extra["batch"] = n
			in := riskWith(t, extra)
			x := riskRun(t, in, 100)
			releases := 0.0
			for i := range x.outcomes {
				_, r := riskChance(in)(&x.outcomes[i])
				releases += r
			}
			e, p := x.estimate(riskChance(in)), in.breakChance()
			// By Wald's identity the ratio has no bias for the horizon.
			if tolerance := 4 * math.Sqrt(p*(1-p)/releases); math.Abs(e.Mean-p) > tolerance {
				t.Errorf("%v: %v of %v releases break, expected %v ± %v", extra, e.Mean, releases, p, tolerance)
			}
		}
	}
}

// The more a release holds the more a change breaks, if changes clash or each
// must be looked at; if neither, a change breaks as much in any batch. Over the
// whole range of the sliders.
func TestLossPerChangeGrows(t *testing.T) {
	eachRisk(400, func(in riskInput) {
		last := in.with(1).brokenPerChange()
		for n := 2.0; n <= mostBatch; n++ {
			loss := in.with(n).brokenPerChange()
			switch s := in.with(n).searchTime(); {
			case in.clash > 0 && s > 0, in.faulty > 0 && in.lookAt > 0:
				if !(loss > last) {
					t.Fatalf("%+v: %v changes lose %v each, one fewer %v", in, n, loss, last)
				}
			default:
				if math.Abs(loss-last) > 1e-12 {
					t.Fatalf("%+v: %v changes lose %v each, one fewer %v, and nothing grows", in, n, loss, last)
				}
			}
			last = loss
		}
	})
}

// Risk grows faster than the release: twice the changes have more than twice the
// faults if changes clash.
func TestFaultsGrowFasterThanTheRelease(t *testing.T) {
	eachRisk(300, func(in riskInput) {
		for n := 1.0; n <= 50; n++ {
			one, two := n*in.with(n).faultShare(), 2*n*in.with(2*n).faultShare()
			if in.clash > 0 && !(two > 2*one) || in.clash == 0 && math.Abs(two-2*one) > 1e-9 {
				t.Fatalf("%+v: %v faults in %v changes, %v in twice as many", in, one, n, two)
			}
		}
	})
}

// The page admits that whoever finds all faults of a release in one search loses
// P·S/n, which is less, and which grows no more once nearly every release breaks.
func TestOneSearchForAll(t *testing.T) {
	oneSearch := func(in riskInput) float64 { return in.breakChance() * in.searchTime() / in.batch }
	eachRisk(300, func(in riskInput) {
		if oneSearch(in) > in.brokenPerChange()+1e-12 {
			t.Errorf("%+v: one search for all loses %v, one for each %v", in, oneSearch(in), in.brokenPerChange())
		}
	})
	in := riskWith(t, map[string]float64{"clash": 0.02, "search-each": 0})
	if small, large := oneSearch(in.with(8)), oneSearch(in.with(60)); !(large < small) {
		t.Errorf("one search for all: %v with 8, %v with 60; it should fall", small, large)
	}
}

// The simulated loss per change agrees with the formula where releases do not
// wait for one another, and grows or stays as claimed.
func TestSimulatedLossPerChange(t *testing.T) {
	loss := func(n float64, values map[string]float64) *stats.Estimate {
		values["batch"] = n
		in := riskWith(t, values)
		e := riskRun(t, in, 300).estimate(riskBroken)
		// What is being repaired at the date is cut off: at most one release's repair.
		cut := in.repairTime() / (in.rate * in.horizon())
		if want := in.brokenPerChange(); math.Abs(e.Mean-want) > 4*e.StdErr+cut {
			t.Errorf("%v: %v ± %v hours a change, expected %v", values, e.Mean, e.StdErr, want)
		}
		return e
	}
	last := &stats.Estimate{}
	for _, n := range []float64{1, 4, 10, 20, 40} {
		e := loss(n, map[string]float64{})
		if e.Mean-last.Mean < 4*math.Hypot(e.StdErr, last.StdErr) {
			t.Errorf("with %v changes a release %v ± %v hours a change, before %v ± %v", n, e.Mean, e.StdErr, last.Mean, last.StdErr)
		}
		last = e
	}
	flat := map[string]float64{"clash": 0, "search-each": 0}
	a, b := loss(1, flat), loss(20, flat)
	if math.Abs(a.Mean-b.Mean) > 4*math.Hypot(a.StdErr, b.StdErr) {
		t.Errorf("no clashes, nothing to look through: %v ± %v alone, %v ± %v of twenty", a.Mean, a.StdErr, b.Mean, b.StdErr)
	}
}

// linear is the case in which a batch costs a release and waiting for it, and
// nothing else.
var linear = map[string]float64{"faulty": 0, "clash": 0, "gate": 0, "gate-each": 0}

// Without faults and test phase the cheapest batch is √(2Kλ/D), over the range of
// K, λ and D; halving K makes it smaller by 1/√2.
func TestCheapestBatchInTheLinearCase(t *testing.T) {
	base := riskWith(t, linear)
	r := rand.New(rand.NewPCG(1961, 12))
	inside := 0
	for range 500 {
		in := base
		in.release, in.rate, in.delay = 10+9990*r.Float64(), (1+99*r.Float64())/40, (10+9990*r.Float64())/40
		best := math.Sqrt(2 * in.release * in.rate / in.delay)
		n, ok := in.cheapest()
		// Between whole numbers: n(n−1) ≤ n*² ≤ n(n+1), or the end of the slider.
		if !ok || n*(n-1) > best*best*(1+1e-6) || n < mostBatch && best*best > n*(n+1)*(1+1e-6) {
			t.Errorf("K %v, λ %v, D %v: cheapest %v, √(2Kλ/D) is %v", in.release, in.rate, in.delay, n, best)
		}
		if best < 2 {
			continue
		}
		inside++
		half := in
		half.release /= 2
		if a, b := leastCost(in), leastCost(half); math.Abs(a-best) > 1e-3*best || math.Abs(b/a-math.Sqrt2/2) > 1e-3 {
			t.Errorf("K %v: cheapest %v, expected %v; half of K %v, expected %v", in.release, a, best, b, a*math.Sqrt2/2)
		}
	}
	if inside < 100 {
		t.Errorf("only %d cases away from the end of the slider", inside)
	}
}

// leastCost is the batch, whole or not, that costs least, by golden section: the
// cost is convex in the linear case.
func leastCost(in riskInput) float64 {
	const g = 0.6180339887498949
	low, high := 1.0, 2000.0
	for range 100 {
		a, b := high-g*(high-low), low+g*(high-low)
		if in.with(a).longRunCost() < in.with(b).longRunCost() {
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
		values := map[string]float64{"release-cost": k, "delay-cost": 400}
		for id, v := range linear {
			values[id] = v
		}
		values["delay-cost"] = 400
		in := riskWith(t, values)
		best := math.Round(math.Sqrt(2 * k * in.rate / in.delay))
		at := func(n float64) []org.Outcome { return riskRun(t, in.with(n), 200).outcomes }
		middle := at(best)
		for _, n := range []float64{math.Round(best / 2), best * 2} {
			e := Figure{}
			opt, by := org.Options{Replications: 200}, stats.NewEstimator(Confidence)
			e.measureEach(orgRuns{middle, opt, by}, orgRuns{at(n), opt, by}, riskCost(in.with(best)), riskCost(in.with(n)))
			if e.Difference.Mean < 4*e.Difference.StdErr {
				t.Errorf("K %v: %v at a time cost %v ± %v more than %v", k, n, e.Difference.Mean, e.Difference.StdErr, best)
			}
		}
	}
}

// The page says so where a big batch is cheaper: expensive releases, no clashes,
// cheap delay; and where a small one is.
func TestBigBatchesAreCheaperSomewhere(t *testing.T) {
	big := riskState(t, map[string]float64{"clash": 0, "search-each": 0, "release-cost": 10000, "delay-cost": 10}, nil)
	if n, _ := riskOf(big.Then()).cheapest(); n != mostBatch {
		t.Errorf("expensive releases, no clashes, cheap delay: %v at a time are cheapest", n)
	}
	for _, n := range []int{4, 5} { // the story's long test phase and expensive releases
		in := riskOf(AmortizedRisk.AtStep(n).Then())
		if best, ok := in.cheapest(); !ok || best < 2 {
			t.Errorf("step %d: the cheapest batch is %v", n, best)
		}
	}
	if n, _ := riskOf(AmortizedRisk.AtStep(5).Then()).cheapest(); n != 8 {
		t.Errorf("the story says that eight are cheapest, it is %v", n)
	}
	if n, _ := riskOf(AmortizedRisk.AtStep(6).Then()).cheapest(); n != 1 {
		t.Errorf("the story says that one at a time is cheapest, it is %v", n)
	}
}
