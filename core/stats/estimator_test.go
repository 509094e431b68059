package stats

import (
	"reflect"
	"testing"

	"kingman/core/rng"
)

// TestEstimatorIsTheFunctions holds that an Estimator which is asked again, for more different numbers of values than it remembers, gives
// to the last bit what the functions give afresh.
func TestEstimatorIsTheFunctions(t *testing.T) {
	src := rng.Stream(1, 0, "estimator")
	series := make([][]float64, 4)
	for k := range series {
		series[k] = make([]float64, 60)
		for i := range series[k] {
			series[k][i] = 2 + src.Exponential()
		}
	}
	for _, confidence := range []float64{0.5, 0.95, 0.999} {
		by := NewEstimator(confidence)
		if by.Confidence() != confidence {
			t.Errorf("confidence %v, want %v", by.Confidence(), confidence)
		}
		same := func(what string, n int, got Estimate, err error, want Estimate, wantErr error) {
			if err != nil || wantErr != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s of %d at %v: %+v (%v), want %+v (%v)", what, n, confidence, got, err, want, wantErr)
			}
		}
		for round := range 3 {
			for n := 0; n <= 60; n += 1 + round*4 {
				a, b, c, d := series[0][:n], series[1][:n], series[2][:n], series[3][:n]
				same("FromReplications", n, by.FromReplications(a), nil, FromReplications(a, confidence), nil)
				got, err := by.Paired(a, b)
				want, wantErr := Paired(a, b, confidence)
				same("Paired", n, got, err, want, wantErr)
				got, err = by.Ratio(a, b)
				want, wantErr = Ratio(a, b, confidence)
				same("Ratio", n, got, err, want, wantErr)
				got, err = by.RatioDifference(a, b, c, d)
				want, wantErr = RatioDifference(a, b, c, d, confidence)
				same("RatioDifference", n, got, err, want, wantErr)
				got, err = by.RatioWithControl(a, b, c)
				want, wantErr = RatioWithControl(a, b, c, confidence)
				same("RatioWithControl", n, got, err, want, wantErr)
			}
		}
	}
	if _, err := NewEstimator(0.9).Ratio([]float64{1}, nil); err == nil {
		t.Error("unequal lengths are accepted")
	}
}

var sink float64

func BenchmarkRatio(b *testing.B) {
	num, den := make([]float64, 40), make([]float64, 40)
	for i := range num {
		num[i], den[i] = float64(i%7), 1
	}
	b.Run("Function", func(b *testing.B) {
		for b.Loop() {
			e, _ := Ratio(num, den, 0.95)
			sink += e.Hi
		}
	})
	b.Run("Estimator", func(b *testing.B) {
		by := NewEstimator(0.95)
		for b.Loop() {
			e, _ := by.Ratio(num, den)
			sink += e.Hi
		}
	})
}
