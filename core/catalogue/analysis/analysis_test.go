package analysis

import (
	"math"
	"math/rand/v2"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
	"kingman/core/queue"
	"kingman/core/stats"
	"kingman/core/words"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "as today", Pairs: "engineers=10"},
		argumenttest.Case{Name: "just under saturation", Pairs: "engineers=12"},
		argumenttest.Case{Name: "at saturation", Pairs: "hours=10"},
		argumenttest.Case{Name: "exactly saturated, closed", Pairs: "hours=10 waiting=1"},
		argumenttest.Case{Name: "past saturation", Pairs: "engineers=13"},
		argumenttest.Case{Name: "far over saturation", Pairs: "engineers=100"},
		argumenttest.Case{Name: "even one engineer is too many", Pairs: "engineers=1 analysts=1 hours=80 weeks=52"},
		argumenttest.Case{Name: "one analyst more", Pairs: "engineers=10 analysts=6 today.analysts=5"},
		argumenttest.Case{Name: "engineers and analysts", Pairs: "engineers=17 analysts=8 today.analysts=5"},
		argumenttest.Case{Name: "fewer people", Pairs: "engineers=8 analysts=4 today.analysts=5"},
		argumenttest.Case{Name: "closed", Pairs: "waiting=1"},
		argumenttest.Case{Name: "closed against open", Pairs: "waiting=1 today.waiting=0"},
		argumenttest.Case{Name: "closed, one idle", Pairs: "waiting=1 engineers=4 analysts=2"},
		argumenttest.Case{Name: "one by one", Pairs: "engineers=12 sources=1"},
		argumenttest.Case{Name: "one by one against one stream", Pairs: "engineers=11 sources=1 today.sources=0 today.engineers=11"},
		argumenttest.Case{Name: "no feature needs an analyst", Pairs: "share=0"},
		argumenttest.Case{Name: "half of them do", Pairs: "share=0.5"},
		argumenttest.Case{Name: "a backlog melts", Pairs: "engineers=10 backlog=40"},
		argumenttest.Case{Name: "a backlog grows", Pairs: "engineers=13 backlog=200"},
		argumenttest.Case{Name: "pinned facts", Pairs: "engineers=10 today.hours=12 today.variability=1"},
		argumenttest.Case{Name: "nothing varies", Pairs: "variability=0"},
		argumenttest.Case{Name: "everything varies", Pairs: "engineers=12 variability=2"},
		argumenttest.Case{Name: "no difference to vouch for", Pairs: "engineers=10 cost=9000 today.cost=4000"},
		argumenttest.Case{Name: "in a week", Pairs: "weeks=1"},
		argumenttest.Case{Name: "in two years", Pairs: "weeks=104"},
		argumenttest.Case{Name: "many analysts", Pairs: "engineers=100 analysts=40"},
	)
}

// simulated estimates a metric over so many runs of one setting.
func simulated(t testing.TB, s argument.Setting, runs int, m org.Metric) stats.Estimate {
	t.Helper()
	return m.Estimate(argumenttest.Outcomes(t, organisation(s), org.Options{Horizon: s.Horizon(), Replications: runs, Points: argument.Moments, Windows: aboutTheDate(s)}), argument.Confidence)
}

// The talk's slide: one analyst, Ca = 0.5, Cs = 0.25, 16 hours.
func TestTalkFigures(t *testing.T) {
	for _, c := range []struct{ engineers, want float64 }{{2, 10}, {2.4, 60}, {2.45, 122.5}} {
		got, err := queue.Station{ArrivalRate: c.engineers / words.Week, MeanService: 16, Servers: 1, ArrivalSCV: 0.25, ServiceSCV: 0.0625}.Kingman()
		if err != nil || math.Abs(got-c.want) > 1e-9*c.want {
			t.Errorf("%v engineers: the talk's expression gives %v h, %v; the slide says %v", c.engineers, got, err, c.want)
		}
	}
}

// However many engineers there are, five analysts ship 12.5 features a week and not
// one more.
func TestShippedNeverExceedsCapacity(t *testing.T) {
	for n := 1.0; n <= 100; n++ {
		for _, c := range []float64{1, 5, 17} {
			s := argumenttest.WhatIf(t, Entry, "").At(engineers, n).At(analysts, c)
			if p := evaluate(s); p[shipped] > c/16*40+1e-9 || p[shipped] > p[built]+1e-9 {
				t.Errorf("%v engineers, %v analysts: formula ships %v of %v built", n, c, p[shipped], p[built])
			}
		}
	}
	for _, n := range []float64{10, 13, 20, 50, 100} {
		if e := simulated(t, argumenttest.WhatIf(t, Entry, "").At(engineers, n), 100, shippedPerWeek); e.Mean > 12.5+4*e.StdErr {
			t.Errorf("%v engineers ship %v ± %v a week, above 12.5", n, e.Mean, e.StdErr)
		}
	}
}

// In week 26 of twenty engineers a feature waits about 15.6 weeks; of ten, well under a
// day.
func TestWaitInWeek26(t *testing.T) {
	over, calm := argumenttest.WhatIf(t, Entry, ""), argumenttest.WhatIf(t, Entry, "engineers=10")
	fluid := (20 - 12.5) * 26 / 12.5 * words.Week // the pile over the rate it shrinks at
	if p := evaluate(over); math.Abs(p[wait]-fluid) > 0.01*fluid || math.Abs(p[wait]/words.Week-15.51) > 0.05 {
		t.Errorf("formula: %v weeks, the fluid limit is %v", p[wait]/words.Week, fluid/words.Week)
	}
	// The start of service lags the fluid by the rounds of service and by what
	// chance adds: a hundredth, besides the noise.
	if e := simulated(t, over, 400, org.WaitInWindow(0)); math.Abs(e.Mean-fluid) > 4*e.StdErr+0.01*fluid {
		t.Errorf("simulated: %v ± %v weeks, the fluid limit is %v", e.Mean/words.Week, e.StdErr/words.Week, fluid/words.Week)
	}
	if e := simulated(t, calm, 400, org.WaitInWindow(0)); e.Hi > words.Day/2 {
		t.Errorf("ten engineers: %v hours, up to %v: not well under a day", e.Mean, e.Hi)
	}
	if p := evaluate(calm); p[wait] > words.Day/2 {
		t.Errorf("ten engineers: formula %v hours", p[wait])
	}
}

// Engineers who deliver one by one come in more of a jumble: four engineers and two
// analysts wait 4.93 h instead of 3.40 h in the steady state (exact values, by a
// quasi-birth-death process).
func TestOneByOneWaitsLonger(t *testing.T) {
	stream := argumenttest.WhatIf(t, Entry, "engineers=4 analysts=2 weeks=104")
	each := stream.At(sources, 1)
	for _, c := range []struct {
		name string
		s    argument.Setting
		want float64
	}{{"one stream", stream, 3.395}, {"one by one", each, 4.93}} {
		if e := simulated(t, c.s, 3000, org.WaitInWindow(0)); math.Abs(e.Mean-c.want) > 4*e.StdErr {
			t.Errorf("%s: %v ± %v h, exactly %v", c.name, e.Mean, e.StdErr, c.want)
		}
	}
	if evaluate(each)[wait] <= evaluate(stream)[wait] {
		t.Error("the formula does not see the difference")
	}
}

// When engineers wait with their features the wait is bounded by the number of
// engineers, and throughput flattens instead.
func TestClosedFlattens(t *testing.T) {
	before := 0.0
	for n := 1.0; n <= 100; n++ {
		p := evaluate(argumenttest.WhatIf(t, Entry, "waiting=1").At(engineers, n))
		if p[shipped] < before-1e-9 || p[shipped] > 12.5+1e-9 {
			t.Errorf("%v engineers ship %v, %v before", n, p[shipped], before)
		}
		if p[wait] > n*16/5 {
			t.Errorf("%v engineers wait %v hours, more than all of them together take", n, p[wait])
		}
		before = p[shipped]
	}
}

// Where analyses are exponential the closed formula is exact; elsewhere its gap is what
// the page states.
func TestClosedFormulaAgainstSimulation(t *testing.T) {
	for _, n := range []float64{5, 12, 20, 60} {
		s := argumenttest.WhatIf(t, Entry, "waiting=1 analysis-cv=1 arrival-cv=1 weeks=104").At(engineers, n)
		e, p := simulated(t, s, 400, org.WaitInWindow(0)), evaluate(s)
		if math.Abs(e.Mean-p[wait]) > 4*e.StdErr {
			t.Errorf("%v engineers: simulated %v ± %v h, formula %v", n, e.Mean, e.StdErr, p[wait])
		}
	}
}

// legalValues are all values that a slider can take.
func legalValues(p *argument.Param) (all []float64) {
	for k := 0; ; k++ {
		v, _ := p.Snap(p.Min + float64(k)*p.Step)
		if all = append(all, v); v >= p.Max {
			return all
		}
	}
}

// Over the whole slider, wherever the others stand: more engineers never make the wait
// shorter, longer analyses never do, and more analysts never make it longer. A minute
// is nothing: between one analyst and two the formula changes, and where nobody waits
// the two differ by seconds. It does not hold for engineers one by one: the
// approximation of their merged streams believes them smoother when there are more, and
// their wait may fall by minutes.
func TestFormulaIsMonotone(t *testing.T) {
	const minute = 1.0 / 60
	r := rand.New(rand.NewPCG(1961, 22))
	settings := []argument.Setting{argumenttest.WhatIf(t, Entry, ""), argumenttest.WhatIf(t, Entry, "waiting=1"), argumenttest.WhatIf(t, Entry, "backlog=60")}
	for range 300 {
		if s := argumenttest.RandomState(Entry, r).WhatIfSetting(); closed(s) || !oneByOne(s) {
			settings = append(settings, s)
		}
	}
	for _, s := range settings {
		for _, slider := range []struct {
			p    *argument.Param
			sign float64
		}{{engineers, 1}, {hours, 1}, {analysts, -1}} {
			last, at := math.NaN(), 0.0
			for _, v := range legalValues(slider.p) {
				w := evaluate(s.At(slider.p, v))[wait]
				if slider.sign*(w-last) < -minute-1e-9*math.Abs(last) {
					t.Errorf("%+v: the wait goes from %v to %v hours as %s goes from %v to %v", s, last, w, slider.p.ID, at, v)
					break
				}
				last, at = w, v
			}
		}
	}
}

// Through ρ = 1 the wait, the pile and what ships are as smooth as on either side: in a
// fine sweep no step is larger than the ones beside it. A model that returned 0, a
// clamp or another formula past saturation would jump by its height.
func TestFormulaIsContinuousThroughSaturation(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 23))
	settings := []argument.Setting{argumenttest.WhatIf(t, Entry, ""), argumenttest.WhatIf(t, Entry, "backlog=60"), argumenttest.WhatIf(t, Entry, "sources=1"), argumenttest.WhatIf(t, Entry, "waiting=1"), argumenttest.WhatIf(t, Entry, "weeks=1"), argumenttest.WhatIf(t, Entry, "weeks=104")}
	for range 200 {
		settings = append(settings, argumenttest.RandomState(Entry, r).WhatIfSetting())
	}
	swept := 0
	for _, s := range settings {
		limit := full(s)
		if math.IsInf(limit, 1) || limit < 2 || limit > 1000 {
			continue
		}
		swept++
		const steps, width = 200, 1e-3
		for _, q := range []struct {
			name string
			of   func([]float64) float64
			unit float64 // less than this is not felt
		}{
			{"wait", func(p []float64) float64 { return p[wait] }, 1.0 / 60},
			{"pile", func(p []float64) float64 { return p[pile] }, 0.01},
			{"shipped", func(p []float64) float64 { return p[shipped] }, 0.001},
		} {
			var y [steps + 1]float64
			for k := range y {
				y[k] = q.of(evaluate(s.At(engineers, limit*(1+width*(float64(k)/steps-0.5)))))
			}
			for k := 2; k < steps; k++ {
				before, step, after := math.Abs(y[k-1]-y[k-2]), math.Abs(y[k]-y[k-1]), math.Abs(y[k+1]-y[k])
				// A kink (capacity, a whole engineer) changes the step once; a jump
				// stands out from both sides.
				if step > 3*math.Max(before, after)+0.02*q.unit {
					t.Errorf("%+v: %s steps by %v within %v of saturation, by %v before and %v after", s, q.name, step, width, before, after)
					break
				}
			}
			if span, height := math.Abs(y[steps]-y[0]), math.Max(math.Abs(y[0]), math.Abs(y[steps])); span > 0.2*height+q.unit && q.name != "shipped" {
				t.Errorf("%+v: %s goes from %v to %v within a thousandth of saturation", s, q.name, y[0], y[steps])
			}
		}
	}
	if swept < 50 {
		t.Errorf("only %d sweeps passed saturation", swept)
	}
}

// What the page shows beside the curve: the steady state below saturation and none from
// it on, and an answer at a date that is always finite.
func TestSettledEndsAtSaturation(t *testing.T) {
	for _, n := range []float64{1, 12, 12.4999, 12.5, 12.6, 20, 100} {
		s := argumenttest.WhatIf(t, Entry, "").At(engineers, n)
		if w := settled(s); math.IsInf(w, 1) != (n >= 12.5) || math.IsNaN(w) {
			t.Errorf("%v engineers: the steady state is %v", n, w)
		}
		if w := evaluate(s)[wait]; !(w >= 0 && w < 104*words.Week*10) {
			t.Errorf("%v engineers: at the date %v hours", n, w)
		}
	}
	for _, l := range Model().View(Entry.Defaults(), argument.Results{}).Charts[0].Layers {
		if l.ID != "forever" {
			continue
		}
		last := len(l.X) - 1
		if last < 10 || l.X[last] >= 12.5 || l.X[last] < 12.49 || l.Y[last] < 100*words.Week {
			t.Errorf("the steady state's curve ends at %v of %d points", l.X[last], last)
		}
	}
}
