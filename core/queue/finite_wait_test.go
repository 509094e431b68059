package queue

import (
	"errors"
	"math"
	"testing"

	"kingman/core/portable"
)

// N = 3, Z = s = 1, one server: p = (1, 3, 6, 6)/16, requests see q = (3, 6, 6)/15.
// One that finds n waits for n services: P(Wq > t) = e^(−t)·(0.4 + 0.4·(1 + t)).
func TestFiniteSourceWaitByHand(t *testing.T) {
	f := FiniteSource{Sources: 3, ThinkTime: 1, Servers: 1, MeanService: 1}
	for _, x := range []float64{0, 0.1, 1, 7, 40} {
		want := portable.Exp(-x) * (0.8 + 0.4*x)
		if got, err := f.WaitExceeds(x); err != nil || !nearTo(got, want, 1e-13) {
			t.Errorf("P(Wq > %v) = %v, %v, want %v", x, got, err, want)
		}
	}
}

func TestFiniteSourceWaitProperties(t *testing.T) {
	finiteGrid(func(f FiniteSource) {
		r, err := f.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.WaitExceeds(0); err != nil || math.Abs(got-r.DelayProbability) > 1e-12 {
			t.Errorf("%+v: P(Wq > 0) = %v, %v, want %v", f, got, err, r.DelayProbability)
		}
		last := 0.0
		for _, p := range []float64{0, 0.3, 0.5, 0.9, 0.99} {
			q, err := f.WaitQuantile(p)
			if err != nil || q < last || math.IsInf(q, 1) {
				t.Errorf("%+v: quantile %v = %v after %v, %v", f, p, q, last, err)
			}
			last = q
			if q == 0 {
				continue
			}
			if got, err := f.WaitExceeds(q); err != nil || math.Abs(got-(1-p)) > 1e-10 {
				t.Errorf("%+v: P(Wq > quantile %v) = %v, %v", f, p, got, err)
			}
		}
	})
}

// The tail integrates to the mean wait.
func TestFiniteSourceWaitMean(t *testing.T) {
	for _, f := range []FiniteSource{
		{Sources: 20, ThinkTime: 40, Servers: 5, MeanService: 16},
		{Sources: 400, ThinkTime: 30, Servers: 20, MeanService: 2},
		{Sources: 9, Servers: 2, MeanService: 3},
	} {
		r, err := f.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		end, err := f.WaitQuantile(1 - 1e-12)
		if err != nil {
			t.Fatal(err)
		}
		const steps = 4000 // Simpson's rule
		h, sum := end/steps, 0.0
		for i := range steps + 1 {
			weight := 2.0 + 2*float64(i%2)
			if i == 0 || i == steps {
				weight = 1
			}
			p, err := f.WaitExceeds(float64(i) * h)
			if err != nil {
				t.Fatal(err)
			}
			sum += weight * p
		}
		if got := sum * h / 3; !nearTo(got, r.MeanWait, 1e-7) {
			t.Errorf("%+v: ∫P(Wq > t)dt = %v, mean wait %v", f, got, r.MeanWait)
		}
	}
}

func TestFiniteSourceWaitEdges(t *testing.T) {
	f := FiniteSource{Sources: 4, ThinkTime: 10, Servers: 2, MeanService: 4}
	if q, err := f.WaitQuantile(1); err != nil || !math.IsInf(q, 1) {
		t.Errorf("the longest wait is %v, %v", q, err)
	}
	if p, err := f.WaitExceeds(1e300); err != nil || p != 0 {
		t.Errorf("P(Wq > 1e300) = %v, %v", p, err)
	}
	f.Servers = 4
	if q, err := f.WaitQuantile(1); err != nil || q != 0 {
		t.Errorf("a server for everyone: the longest wait is %v, %v", q, err)
	}
	var field *FieldError
	if _, err := f.WaitExceeds(math.NaN()); !errors.As(err, &field) || field.Field != "t" {
		t.Errorf("t is NaN: %v", err)
	}
	if _, err := f.WaitQuantile(1.5); !errors.As(err, &field) || field.Field != "p" {
		t.Errorf("p is 1.5: %v", err)
	}
	f.Servers = 0
	if _, err := f.WaitQuantile(0.5); !errors.As(err, &field) || field.Field != "Servers" {
		t.Errorf("no servers: %v", err)
	}
}
