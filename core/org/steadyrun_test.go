package org

import (
	"hash/fnv"
	"math"
	"reflect"
	"strings"
	"testing"

	"kingman/core/sim"
)

// bitsOf is a hash of every number of a report, and its warnings.
func bitsOf(r Report) (uint64, []string) {
	h := fnv.New64a()
	addNumbers(h, reflect.ValueOf(r))
	return h.Sum64(), r.Warnings
}

// Neither how a run is cut into steps, nor how often it is looked at, changes a bit of what it reports: over random organisations, with
// budgets that stop some of them.
func TestSteadyRunInAnySteps(t *testing.T) {
	for k := range uint64(60) {
		o := randomOrganisation(randomDice(1<<40 + k))
		opt := Options{Seed: k, Horizon: 300, MaxEvents: 5000, MaxItems: 1000}
		if k%3 == 0 {
			opt.MaxEvents = 300
		}
		whole, err := o.SteadyState(opt)
		if err != nil {
			t.Fatal(err)
		}
		want, warnings := bitsOf(whole)
		for _, size := range []int{1, 7, 64, 1000, math.MaxInt} {
			run, err := o.NewSteadyRun(opt)
			if err != nil {
				t.Fatal(err)
			}
			if run.Step(0) || run.Step(-1) {
				t.Error("no events, and the run is over")
			}
			steps, behind := 0, 0.0
			for !run.Step(size) {
				if steps++; steps%200 == 10 {
					run.Report()
				}
				if p := run.Progress(); p < behind || p > 1 {
					t.Fatalf("progress is %v after %v", p, behind)
				} else {
					behind = p
				}
			}
			if got, words := bitsOf(run.Report()); got != want || !reflect.DeepEqual(words, warnings) {
				t.Errorf("organisation %d in steps of %d: another report than in one go: %q, %q", k, size, words, warnings)
			}
			if run.Progress() != 1 || !run.Step(size) {
				t.Errorf("organisation %d: over, and progress is %v", k, run.Progress())
			}
		}
	}
}

// A run that is not over reports what it has, and says so.
func TestSteadyRunNotOver(t *testing.T) {
	o := desk(0.8, 1)
	run, err := o.NewSteadyRun(Options{Seed: 1, Horizon: 20_000})
	if err != nil {
		t.Fatal(err)
	}
	r := run.Report()
	if r.Replications != 0 || r.Hours != 0 || r.Events != 0 || r.Classes[0].LeadTime.Known() || len(r.Warnings) == 0 {
		t.Errorf("before the first event: %+v", r)
	}
	for run.Step(100); run.Progress() < 0.5; run.Step(100) {
		if r := run.Report(); len(r.Warnings) == 0 || !strings.Contains(r.Warnings[0], "not over") {
			t.Fatalf("at %v of the run no warning: %q", run.Progress(), r.Warnings)
		}
	}
	half := run.Report()
	if w := half.Warnings[0]; !strings.HasPrefix(w, "The run is not over: this is what came of the first 1.00") || !strings.HasSuffix(w, " of its 2e+04 hours.") {
		t.Errorf("half way the warning is %q", w)
	}
	for !run.Step(1000) {
	}
	whole := run.Report()
	if len(whole.Warnings) != 0 {
		t.Errorf("over, with warnings %q", whole.Warnings)
	}
	// M/M/1 at ρ = 0.8: 5 h lead time, 4 h wait. Half the run has about √2 times the error.
	for _, r := range []Report{half, whole} {
		for _, e := range []struct {
			what        string
			mean, se, v float64
		}{{"lead time", r.Classes[0].LeadTime.Mean, r.Classes[0].LeadTime.StdErr, 5}, {"wait", r.Stations[0].MeanWait.Mean, r.Stations[0].MeanWait.StdErr, 4}} {
			if math.Abs(e.mean-e.v) > 4*e.se {
				t.Errorf("%s is %v ± %v, want %v", e.what, e.mean, e.se, e.v)
			}
		}
		if q := r.Stations[0].WaitQuantiles[0]; !q.Known() || q.N < 8 {
			t.Errorf("the median wait is %+v", q)
		}
	}
	if half.Replications != batches || half.Hours+half.WarmUp > 10_100 || half.Events >= whole.Events {
		t.Errorf("half way: %d batches of %v h after %v h, %d events of %d", half.Replications, half.Hours, half.WarmUp, half.Events, whole.Events)
	}
}

// A run out of budget says so once, not for each batch.
func TestSteadyRunOutOfBudget(t *testing.T) {
	o := desk(0.8, 1)
	r, err := o.SteadyState(Options{Seed: 1, Horizon: 20_000, MaxEvents: 9000})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Warnings) == 0 || !strings.HasPrefix(r.Warnings[0], "The run was stopped after ") || !strings.Contains(r.Warnings[0], sim.OutOfEvents.String()) {
		t.Errorf("warnings %q", r.Warnings)
	}
	if _, err := o.NewSteadyRun(Options{Horizon: -1}); err == nil {
		t.Error("a horizon below 0 is accepted")
	}
}
