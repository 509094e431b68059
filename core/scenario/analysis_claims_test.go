package scenario

import (
	"fmt"
	"math"
	"testing"

	"kingman/core/queue"
	"kingman/core/stats"
	"kingman/core/words"
)

// The talk's slide: one analyst, Ca = 0.5, Cs = 0.25, 16 hours.
func TestTalkFigures(t *testing.T) {
	for _, c := range []struct{ engineers, want float64 }{{2, 10}, {2.4, 60}, {2.45, 122.5}} {
		s := queue.Station{ArrivalRate: c.engineers / words.Week, MeanService: 16, Servers: 1, ArrivalSCV: 0.25, ServiceSCV: 0.0625}
		got, err := queue.Kingman(s)
		if err != nil || math.Abs(got-c.want) > 1e-9*c.want {
			t.Errorf("%v engineers: the talk's expression gives %v h, %v; the slide says %v", c.engineers, got, err, c.want)
		}
	}
}

// runs simulates one setting of the flagship alone.
func runs(t *testing.T, in analysisInput, replications int) analysisRuns {
	t.Helper()
	job := analysisJob("test", in, DefaultSeed, replications)
	run, err := job.Start()
	if err != nil {
		t.Fatal(err)
	}
	j := JobResult{ID: job.ID, Metrics: job.Metrics, Replications: replications, Values: make([]float64, replications*job.Metrics)}
	for r := range replications {
		run(r, j.Values[r*job.Metrics:(r+1)*job.Metrics])
	}
	return analysisRuns{JobResult: j, in: in, planned: replications, by: stats.NewEstimator(Confidence)}
}

// with returns the default what-if with some values changed.
func with(t *testing.T, values map[string]float64) analysisInput {
	t.Helper()
	return analysisOf(stateWith(t, AnalysisQueue, values, nil).Then())
}

// However many engineers there are, five analysts ship 12.5 features a week
// and not one more.
func TestShippedNeverExceedsCapacity(t *testing.T) {
	for n := 1.0; n <= 100; n++ {
		for _, analysts := range []float64{1, 5, 17} {
			in := with(t, map[string]float64{"engineers": n, "analysts": analysts})
			capacity := analysts / 16 * 40
			if p := newAnalysisPoint(in); p.shipped > capacity+1e-9 || p.shipped > p.made+1e-9 {
				t.Errorf("%v engineers, %v analysts: formula ships %v of %v built, limit %v", n, analysts, p.shipped, p.made, capacity)
			}
		}
	}
	for _, n := range []float64{10, 13, 20, 50, 100} {
		e := runs(t, with(t, map[string]float64{"engineers": n}), 100).perWeek(metricShipped)
		if e.Mean > 12.5+4*e.StdErr {
			t.Errorf("%v engineers ship %v ± %v a week, above 12.5", n, e.Mean, e.StdErr)
		}
	}
}

// In week 26 of twenty engineers a feature waits about 15.6 weeks; of ten, well
// under a day.
func TestWaitInWeek26(t *testing.T) {
	over, calm := with(t, nil), with(t, map[string]float64{"engineers": 10})
	fluid := (20 - 12.5) * 26 / 12.5 * words.Week // the pile over the rate it shrinks at
	if p := newAnalysisPoint(over); math.Abs(p.wait-fluid) > 0.01*fluid {
		t.Errorf("formula: %v weeks, the fluid limit is %v", p.wait/words.Week, fluid/words.Week)
	}
	// The start of service lags the fluid by the rounds of service and by what
	// chance adds: a hundredth, besides the noise.
	if e := runs(t, over, 400).wait(); math.Abs(e.Mean-fluid) > 4*e.StdErr+0.01*fluid {
		t.Errorf("simulated: %v ± %v weeks, the fluid limit is %v", e.Mean/words.Week, e.StdErr/words.Week, fluid/words.Week)
	}
	if e := runs(t, calm, 400).wait(); e.Hi > words.Day/2 {
		t.Errorf("ten engineers: %v hours, up to %v: not well under a day", e.Mean, e.Hi)
	}
	if p := newAnalysisPoint(calm); p.wait > words.Day/2 {
		t.Errorf("ten engineers: formula %v hours", p.wait)
	}
}

// Engineers who deliver one by one come in more of a jumble: four engineers and
// two analysts wait 4.93 h instead of 3.40 h in the steady state.
func TestOneByOneWaitsLonger(t *testing.T) {
	base := map[string]float64{"engineers": 4, "analysts": 2, "weeks": 104}
	stream := with(t, base)
	base["sources"] = 1
	each := with(t, base)
	a, b := runs(t, stream, 3000).wait(), runs(t, each, 3000).wait()
	// Exact values for one stream, and for four, by a quasi-birth-death process.
	for _, c := range []struct {
		name string
		e    *stats.Estimate
		want float64
	}{{"one stream", a, 3.395}, {"one by one", b, 4.93}} {
		if math.Abs(c.e.Mean-c.want) > 4*c.e.StdErr {
			t.Errorf("%s: %v ± %v h, exactly %v", c.name, c.e.Mean, c.e.StdErr, c.want)
		}
	}
	if newAnalysisPoint(each).wait <= newAnalysisPoint(stream).wait {
		t.Error("the formula does not see the difference")
	}
}

// When engineers wait with their features the wait is bounded by the number of
// engineers, and throughput flattens instead.
func TestClosedFlattens(t *testing.T) {
	before := 0.0
	for n := 1.0; n <= 100; n++ {
		in := with(t, map[string]float64{"engineers": n, "waiting": 1})
		p := newAnalysisPoint(in)
		if p.shipped < before-1e-9 || p.shipped > 12.5+1e-9 {
			t.Errorf("%v engineers ship %v, %v before", n, p.shipped, before)
		}
		if p.wait > n*16/5 {
			t.Errorf("%v engineers wait %v hours, more than all of them together take", n, p.wait)
		}
		before = p.shipped
	}
}

// Where analyses are exponential the closed formula is exact; elsewhere its gap
// is what the page states.
func TestClosedFormulaAgainstSimulation(t *testing.T) {
	for _, n := range []float64{5, 12, 20, 60} {
		in := with(t, map[string]float64{"engineers": n, "waiting": 1, "analysis-cv": 1, "arrival-cv": 1, "weeks": 104})
		e, p := runs(t, in, 400).wait(), newAnalysisPoint(in)
		if math.Abs(e.Mean-p.wait) > 4*e.StdErr {
			t.Errorf("%v engineers: simulated %v ± %v h, formula %v", n, e.Mean, e.StdErr, p.wait)
		}
	}
}

// Every slider at both ends, alone and together, gives finite numbers or plain
// words.
func TestExtremes(t *testing.T) {
	check := func(name string, s State) {
		t.Helper()
		if testing.Verbose() {
			t.Log(name)
		}
		v := s.Argument.View(s, Results{})
		checkView(t, name, v)
	}
	a := AnalysisQueue
	for i := range a.Params {
		for _, v := range []float64{a.Params[i].Min, a.Params[i].Max} {
			s := a.Defaults()
			s.Set(i, v)
			check(fmt.Sprintf("%s=%v", a.Params[i].ID, v), s)
		}
	}
	for corner := range 1 << len(a.Params) {
		s := a.Defaults()
		for i := range a.Params {
			s.Set(i, a.Params[i].Min)
			if corner>>i&1 == 1 {
				s.Set(i, a.Params[i].Max)
			}
		}
		check(fmt.Sprintf("corner %b", corner), s)
	}
}
