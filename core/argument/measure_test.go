package argument

import (
	"testing"

	"kingman/core/org"
	"kingman/core/stats"
)

// TestMeasure holds that what no run of one setting has seen is unknown of that setting alone, and that what-if waits for
// today.
func TestMeasure(t *testing.T) {
	seen, unseen := []float64{10, 1, 12, 1, 11, 1}, []float64{0, 0, 0, 0, 0, 0}
	runs := func(values []float64, planned int) *Runs {
		job := JobResult{Metrics: 2, Replications: len(values) / 2, Values: values}
		return &Runs{job: job, opt: org.Options{Replications: planned}, by: stats.NewEstimator(Confidence), read: new(Notebook).reading(job)}
	}
	for _, c := range []struct {
		name                      string
		today, whatIf             *Runs
		hasToday, hasWhatIf, both bool
	}{
		{"seen in both", runs(seen, 3), runs(seen, 3), true, true, true},
		{"unseen today", runs(unseen, 3), runs(seen, 3), false, true, false},
		{"unseen in what-if", runs(seen, 3), runs(unseen, 3), true, false, false},
		{"unseen", runs(unseen, 3), runs(unseen, 3), false, false, false},
		{"what-if is not all in", runs(seen, 3), runs(seen, 4), true, false, false},
		{"today is not all in", runs(seen, 4), runs(seen, 3), false, false, false},
	} {
		f := Figure{TodayFormula: 9, WhatIfFormula: 8}
		f.measure(c.today, c.whatIf, 0)
		if (f.TodaySimulated != nil) != c.hasToday || (f.WhatIfSimulated != nil) != c.hasWhatIf || (f.Difference != nil) != c.both {
			t.Errorf("%s: today %+v, what-if %+v, difference %+v", c.name, f.TodaySimulated, f.WhatIfSimulated, f.Difference)
		}
		if best := f.WhatIfBest(); c.hasWhatIf && best != 11 || !c.hasWhatIf && best != 8 {
			t.Errorf("%s: what-if is best known as %v", c.name, best)
		}
	}
}

// A number that takes the setting to count it is counted of each in its own way.
func TestCountedFor(t *testing.T) {
	perWeek := CountedFor(func(s Setting, o *org.Outcome) (num, den float64) { return o.Hours, s.values[0] })
	for _, want := range []float64{2, 5} {
		if num, den := perWeek(Setting{&setting{values: []float64{want}}})(&org.Outcome{Hours: 80}); num != 80 || den != want {
			t.Errorf("%v over %v, want 80 over %v", num, den, want)
		}
	}
}
