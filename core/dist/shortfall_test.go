package dist

import (
	"math"
	"testing"

	"kingman/core/rng"
)

// The shortfall is the integral of the distribution function: Simpson's rule, panel by panel. A step inside a panel, or the
// steep beginning of a gamma law, costs the rule at most a quarter of a panel.
func TestShortfallIntegratesCDF(t *testing.T) {
	eachLaw(t, func(t *testing.T, law *Time, _ *rng.Source) {
		const panels = 20_000
		h := 4 * testMean / panels
		sum := 0.0
		for i := range panels {
			x := float64(i) * h
			sum += h / 6 * (law.CDF(x) + 4*law.CDF(x+h/2) + law.CDF(x+h))
			if got := law.Shortfall(x + h); i%500 == 499 && math.Abs(got-sum) > h/4+1e-6*sum {
				t.Fatalf("shortfall below %v is %v, the integral %v", x+h, got, sum)
			}
		}
		if law.Shortfall(0) != 0 || law.Shortfall(-1) != 0 {
			t.Error("nothing falls short of 0")
		}
	})
}

func TestSum(t *testing.T) {
	for _, kind := range []Kind{Exponential, Deterministic, Gamma, Erlang} {
		scv := map[Kind]float64{Exponential: 1, Gamma: 0.3, Erlang: 0.5}[kind]
		law, err := New(kind, 2, scv)
		if err != nil {
			t.Fatal(err)
		}
		sum, ok := law.Sum(5)
		if !ok || sum.Mean() != 10 || math.Abs(sum.SCV()-scv/5) > 1e-15 {
			t.Errorf("%v: sum of five is %+v, %v", kind, sum, ok)
		}
		if _, ok := law.Sum(0); ok {
			t.Error("sum of none")
		}
	}
	h, _ := New(Hyperexponential, 1, 4)
	if _, ok := h.Sum(2); ok {
		t.Error("the sum of hyperexponential times is of no kind here")
	}
	if one, ok := h.Sum(1); !ok || one != h {
		t.Error("the sum of one")
	}
}
