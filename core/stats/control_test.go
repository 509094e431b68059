package stats

import (
	"math"
	"testing"

	"kingman/core/rng"
)

func TestControlCoversAndNarrows(t *testing.T) {
	num, den, control := make([]float64, 30), make([]float64, 30), make([]float64, 30)
	var plain, controlled Accumulator
	coverage(t, 2000, 0.95, 3, func(src *rng.Source) Estimate {
		for i := range num {
			control[i] = src.Normal()
			den[i] = 5 + src.Exponential()
			num[i] = 3*den[i] + 2*control[i] + src.Normal()
		}
		p, err := Ratio(num, den, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		e, err := RatioWithControl(num, den, control, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		plain.Add(p.StdErr)
		controlled.Add(e.StdErr)
		return e
	})
	// Of variance 2² + 1² the control explains 2².
	if gain := controlled.Mean() / plain.Mean(); math.Abs(gain-math.Sqrt(0.2)) > 0.03 {
		t.Errorf("the control leaves %.3f of the error, expected %.3f", gain, math.Sqrt(0.2))
	}
}

func TestControlThatNeverMoves(t *testing.T) {
	num, den, control := make([]float64, 20), make([]float64, 20), make([]float64, 20)
	for i := range num {
		num[i], den[i] = float64(i), 1
	}
	plain, _ := Ratio(num, den, 0.95)
	e, err := RatioWithControl(num, den, control, 0.95)
	if err != nil || e.Mean != plain.Mean || e.StdErr != plain.StdErr {
		t.Errorf("%+v, plain %+v (%v)", e, plain, err)
	}
	if _, err := RatioWithControl(num, den, control[:3], 0.95); err == nil {
		t.Error("unequal lengths are accepted")
	}
	if e, _ := RatioWithControl(make([]float64, 20), make([]float64, 20), control, 0.95); e.Known() {
		t.Errorf("nothing observed: %+v", e)
	}
}
