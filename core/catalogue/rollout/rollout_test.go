package rollout

import (
	"math"
	"slices"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
	"kingman/core/rng"
	"kingman/core/stats"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "as today", Pairs: "rollout=0"},
		argumenttest.Case{Name: "blue-green", Pairs: "rollout=1"},
		argumenttest.Case{Name: "a flag", Pairs: "rollout=3"},
		argumenttest.Case{Name: "progressive", Pairs: "rollout=4"},
		argumenttest.Case{Name: "another share", Pairs: "today.rollout=2 today.exposed=0.2"},
		argumenttest.Case{Name: "another share and traffic", Pairs: "today.rollout=2 today.exposed=0.105 today.traffic=110 faulty=0.005 weeks=1"},
		argumenttest.Case{Name: "no difference to vouch for", Pairs: "today.rollout=2 weeks=2 today.weeks=3 faulty=0.05"},
		argumenttest.Case{Name: "too few errors to tell", Pairs: "exposed=0.01"},
		argumenttest.Case{Name: "a canary that loses", Pairs: "traffic=20 exposed=0.02 today.rollout=1"},
		argumenttest.Case{Name: "a weak flaw", Pairs: "errors=0.003 rollout=1"},
		argumenttest.Case{Name: "the smallest is best", Pairs: "traffic=1000 errors=0.05 exposed=0.005"},
		argumenttest.Case{Name: "the largest is best", Pairs: "errors=0.002 exposed=0.9"},
		argumenttest.Case{Name: "fewer errors than normal", Pairs: "errors=0.002 baseline=0.05"},
		argumenttest.Case{Name: "no release is flawed", Pairs: "faulty=0"},
		argumenttest.Case{Name: "worse than today", Pairs: "rollout=0 today.rollout=4 broken-cost=0"},
		argumenttest.Case{Name: "days until it is reported", Pairs: "rollout=0 reported=2880 errors=0.002 traffic=10"},
	)
}

func setting(t testing.TB, pairs string) argument.Setting {
	t.Helper()
	return argumenttest.WhatIf(t, Entry, pairs)
}

// simulated plays a setting.
func simulated(s argument.Setting, runs int) []org.Outcome {
	play, all := kernel(s, argument.DefaultSeed), make([]org.Outcome, runs)
	for r := range all {
		all[r] = play(r)
	}
	return all
}

// near says whether a is want as far as want is written, or known.
func near(a, want, within float64) bool { return math.Abs(a-want) <= within }

// What a flaw costs under each pattern, and that the handbook's steps hardly use their first.
func TestPatterns(t *testing.T) {
	for pairs, want := range map[string]float64{
		"rollout=0": 73, "rollout=1": 14, "rollout=2": 5.97, "rollout=3": 5.73, "rollout=4": 5.08, "rollout=0 redeploy=10": 23,
		"rollout=1 errors=0.003": 65.7, "exposed=0.9 errors=0.003": 47.6,
	} {
		within := 0.005
		if want > 20 {
			within = 0.05
		}
		if got := fateOf(setting(t, pairs)).Hours(); !near(got, want, within) {
			t.Errorf("%q: %v minutes, expected %v", pairs, got, want)
		}
	}
	s := setting(t, "rollout=4")
	p := patternOf(s)
	p.Shares = p.Shares[1:]
	if f, err := p.Analyze(); err != nil || !near(f.Hours(), 5.13, 0.005) {
		t.Errorf("without the first step %v minutes, %v", f.Hours(), err)
	}
	if f := fateOf(setting(t, "rollout=1")); !near(f.Noticing, 13, 0.005) || !near(f.Back, 1, 0.005) {
		t.Errorf("with blue-green %v minutes of noticing, %v of going back", f.Noticing, f.Back)
	}
	if f := fateOf(setting(t, "rollout=0")); !near(f.Noticing, 13, 0.005) || !near(f.Back, 60, 0.005) {
		t.Errorf("all at once %v minutes of noticing, %v of going back", f.Noticing, f.Back)
	}
}

// Over the whole range of the sliders: a switch saves what going back takes and nothing else;
// and a canary is better than none exactly if what it stops would have cost more than what
// it costs.
func TestOverAllSliders(t *testing.T) {
	argumenttest.EachSetting(Entry, 61, 1000, func(s argument.Setting) {
		all, bg := fateOf(s.At(rollout, allAtOnce)).Hours(), fateOf(s.At(rollout, blueGreen)).Hours()
		if saved := all - bg; !near(saved, s.Of(redeploy)-s.Of(back), 1e-9*all) {
			t.Errorf("%+v: a switch saves %v minutes", s, saved)
		}
		few := s.At(rollout, canary)
		p := patternOf(few)
		w, err := p.Watch.Of(s.Of(exposed)).At(s.Of(exposed) * p.Flawed)
		if err != nil {
			t.Fatalf("%+v: %v", s, err)
		}
		gain := w.Alarm*bg - s.Of(exposed)*(w.Hours+w.Alarm*s.Of(back))
		if less := bg - fateOf(few).Hours(); !near(less, gain, 1e-9*bg) {
			t.Errorf("%+v: a canary saves %v minutes, expected %v", s, less, gain)
		}
	})
}

// bestShare looks along the whole slider.
func bestShare(s argument.Setting) (share, least float64) {
	along := alongShare(s)
	var all [][]float64
	for _, at := range sharesTried() {
		all = append(all, []float64{exposure: along(at)})
	}
	return bestOf(all)
}

// Exposure against the share is a U: where an hour's watch has something to see the best share is
// neither the smallest nor the largest; outside it may be either.
func TestTheU(t *testing.T) {
	for share, want := range map[float64]float64{0.01: 12.9, 0.05: 8.3, 0.12: 5, 0.135: 4.6, 0.2: 5.3, 0.5: 9.5, 0.9: 12.9} {
		if got := fateOf(setting(t, "").At(exposed, share)).Hours(); !near(got, want, 0.051) {
			t.Errorf("%v see it first: %v minutes, expected %v", share, got, want)
		}
	}
	for requests := 50.0; requests <= 1000; requests += 50 {
		for wrong := 0.005; wrong <= 0.02; wrong += 0.001 {
			s := setting(t, "").At(traffic, requests).At(errors, wrong)
			if share, _ := bestShare(s); share == exposed.Min || share == exposed.Max {
				t.Errorf("%v requests, %v errors: %v is best", requests, wrong, share)
			}
		}
	}
	if share, _ := bestShare(setting(t, "traffic=1000 errors=0.05")); share != exposed.Min {
		t.Errorf("strong flaws in much traffic: %v is best", share)
	}
	if share, _ := bestShare(setting(t, "errors=0.002")); share != exposed.Max {
		t.Errorf("weak flaws: %v is best", share)
	}
}

// The more requests the smaller the best share and what it exposes; the chart of it, of fewer
// shares, is within a twentieth of what looking along the whole slider finds.
func TestTheBestShareFallsWithEvidence(t *testing.T) {
	for requests, want := range map[float64][2]float64{20: {0.36, 19.3}, 50: {0.27, 8.9}, 100: {0.135, 4.6}, 200: {0.065, 2.6}, 500: {0.04, 1.1}, 1000: {0.02, 0.59}, 2000: {0.01, 0.32}} {
		share, least := bestShare(setting(t, "").At(traffic, requests))
		if share != want[0] || !near(least, want[1], 0.051) {
			t.Errorf("%v requests: %v is best, with %v minutes, expected %v", requests, share, least, want)
		}
	}
	for _, pairs := range []string{"", "rollout=3 bake=200", "errors=0.1", "baseline=0.02 errors=0.03"} {
		s := setting(t, pairs)
		all := bestByTraffic(s)
		for k, n := range all.requests {
			least := all.least[k]
			if _, want := bestShare(s.At(traffic, n)); pairs == "" && k > 0 && least > all.least[k-1] || !near(least, want, want/20) {
				t.Errorf("%q, %v requests: %v minutes on the chart, %v along the slider", pairs, n, least, want)
			}
		}
	}
}

// A canary that nobody can read is a little worse than none.
func TestAnUnreadableCanary(t *testing.T) {
	bg := fateOf(setting(t, "traffic=20 rollout=1")).Hours()
	for _, share := range []float64{0.01, 0.015, 0.02, 0.025, 0.03} {
		f := fateOf(setting(t, "traffic=20").At(exposed, share))
		if e := f.Hours(); !(e > bg) || e > 28.35 || f.First > 0.055 {
			t.Errorf("%v see it first: %v minutes, without a canary %v; it stops %v", share, e, bg, f.First)
		}
	}
}

// The area below the path of a release is what is exposed, whatever the pattern.
func TestAreaBelowThePath(t *testing.T) {
	argumenttest.EachSetting(Entry, 62, 200, func(s argument.Setting) {
		x, y := pathOf(s)
		area := 0.0
		for k := 1; k < len(x); k++ {
			area += (x[k] - x[k-1]) * (y[k] + y[k-1]) / 2
		}
		// Trapezes under a falling curve from 1 to 0 are off by a step's width at most.
		if want, step := fateOf(s).Hours(), (x[len(x)-1]-s.Of(reported))/pathSteps; !near(area, want, step) {
			t.Errorf("%+v: the area is %v, the exposure %v", s, area, want)
		}
	})
}

// The formulas are within four standard errors of the kernel, and its luck is shared: all
// at once and blue-green notice the same flaws in the same minute.
func TestFormulaAgainstSimulation(t *testing.T) {
	for _, pairs := range []string{
		"", "rollout=0", "rollout=1", "rollout=3", "rollout=4", "exposed=0.01", "exposed=0.9 traffic=2000 baseline=0.05 errors=0.06 bake=480", "traffic=20 errors=0.005 rollout=4", "errors=0.2 bake=5", "false-alarm=0.1 baseline=0",
	} {
		s := setting(t, pairs)
		outcomes, v := simulated(s, 3000), evaluate(s)
		for i, number := range Model().Numbers {
			if number.Count == nil {
				continue
			}
			e := argumenttest.Estimate(number.Count(s), outcomes)
			stdErr := e.StdErr
			if i == caught { // as every one may be stopped
				stdErr = math.Sqrt(v[i] * (1 - v[i]) / (3000 * flawed(s)))
			}
			if !near(e.Mean, v[i], 4*stdErr+1e-9) {
				t.Errorf("%q: %s: simulated %v ± %v, formula %v", pairs, number.ID, e.Mean, stdErr, v[i])
			}
		}
	}
	all, bg := simulated(setting(t, "rollout=0"), 50), simulated(setting(t, "rollout=1"), 50)
	for r := range all {
		n := all[r].Own[sumFlawed]
		if saved := all[r].Own[sumExposure] - bg[r].Own[sumExposure]; bg[r].Own[sumFlawed] != n || !near(saved, 59*n, 1e-9*(1+saved)) {
			t.Errorf("run %d: %v flawed releases, a switch saves %v minutes", r, n, saved)
		}
	}
}

// Error by error, one after the other, a watch stops as many releases, and as soon, as by
// formula: that the k-th comes after a gamma time is no assumption of the kernel's alone.
func TestErrorByError(t *testing.T) {
	for _, pairs := range []string{"", "exposed=0.01", "exposed=0.5 baseline=0.005"} {
		s := setting(t, pairs)
		p := patternOf(s)
		few, rate := p.Watch.Of(s.Of(exposed)), s.Of(exposed)*p.Flawed
		k, luck := errorsToStop(p, s.Of(exposed)), rng.Stream(1961, 0, "errors")
		const releases = 20000
		noticed, minutes := make([]float64, releases), make([]float64, releases)
		for r := range releases {
			at := 0.0
			for n := 0; n < k && at <= s.Of(bake); n++ {
				at += luck.Exponential() / rate
			}
			if at <= s.Of(bake) {
				noticed[r] = 1
			}
			minutes[r] = math.Min(at, s.Of(bake))
		}
		w, err := few.At(rate)
		if err != nil {
			t.Fatal(err)
		}
		for what, of := range map[string]struct {
			runs []float64
			want float64
		}{"stopped": {noticed, w.Alarm}, "minutes": {minutes, w.Hours}} {
			e := stats.NewEstimator(argument.Confidence).FromReplications(of.runs)
			if !near(e.Mean, of.want, 4*e.StdErr) {
				t.Errorf("%q: %s: %v ± %v error by error, by formula %v", pairs, what, e.Mean, e.StdErr, of.want)
			}
		}
	}
}

// Along the share of a canary, what-if is no place where it has none.
func TestNoShareToBeOn(t *testing.T) {
	s := argumenttest.StateOf(t, Entry, "rollout=0")
	for _, c := range Model().View(s, argument.Results{}).Charts {
		for _, l := range c.Layers {
			if c.ID == "share" && l.ID == "formula" && slices.Max(l.Y) > 20 {
				t.Errorf("%v minutes on a canary's curve that has no more than 14: those of all at once", slices.Max(l.Y))
			}
		}
	}
}
