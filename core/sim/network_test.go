package sim

import (
	"math"
	"testing"
)

// run runs a model to its end and returns the result.
func run(t testing.TB, m Model, o Options) Result {
	t.Helper()
	e, err := New(m, o)
	if err != nil {
		t.Fatal(err)
	}
	for !e.Step(5000) {
	}
	return e.Result()
}

// meanAndError is the mean of independent numbers and its standard error.
func meanAndError(x []float64) (mean, se float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		se += (v - mean) * (v - mean)
	}
	n := float64(len(x))
	return mean, math.Sqrt(se / (n - 1) / n)
}

// Jackson's theorem gives each station of the tandem with feedback the wait of an M/M/1: 0.8/(1−0.8) = 4 at a throughput
// of 0.8. Replications start from empty, so the first tenth of each is left out; 4 standard errors.
func TestTandemWithFeedbackAgreesWithJackson(t *testing.T) {
	m := tandem()
	waits := make([][]float64, 3)
	var leads []float64
	for r := range 16 {
		res := run(t, m, Options{Seed: 1, Replication: r, Horizon: 40_000, Samples: []float64{4000}})
		w := res.Last().Since(res.Snapshots[1])
		for k := range waits {
			waits[k] = append(waits[k], w.Steps[k].Wait/float64(w.Steps[k].Taken))
		}
		leads = append(leads, w.Classes[0].LeadTime/float64(w.Classes[0].Delivered))
	}
	for k := range waits {
		if mean, se := meanAndError(waits[k]); math.Abs(mean-4) > 4*se {
			t.Errorf("station %d: wait %.3f ± %.3f, want 4", k, mean, se)
		}
	}
	// 1/0.8 = 1.25 rounds of three visits of 4 + 1 hours.
	if mean, se := meanAndError(leads); math.Abs(mean-18.75) > 4*se {
		t.Errorf("lead time %.3f ± %.3f, want 18.75", mean, se)
	}
}
