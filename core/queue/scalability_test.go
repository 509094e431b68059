package queue

import (
	"errors"
	"math"
	"testing"
)

func TestScalability(t *testing.T) {
	at := func(u Scalability, n float64) float64 {
		t.Helper()
		x, err := u.Throughput(n)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	// α = 0.02, β = 0.0005: n* = √(0.98/0.0005) = 44.27, between 44 and 45 people.
	u := Scalability{Rate: 10, Contention: 0.02, Coherency: 0.0005}
	peak, err := u.Peak()
	if err != nil || !nearTo(peak.N, 44.27188724235731, 1e-14) || !nearTo(peak.Throughput, at(u, peak.N), 1e-15) {
		t.Errorf("peak at %+v, %v", peak, err)
	}
	whole, err := u.PeakWhole()
	if err != nil || whole.N != 44 || !nearTo(whole.Throughput, 440/(1+0.02*43+0.0005*44*43), 1e-14) {
		t.Errorf("whole peak at %+v, %v", whole, err)
	}
	for k := 1.0; k < 200; k++ {
		if (at(u, k) < at(u, k+1)) != (k < whole.N) {
			t.Errorf("X(%v) = %v and X(%v) = %v with the peak at %v", k, at(u, k), k+1, at(u, k+1), whole.N)
		}
		// Without coherency it is Amdahl's law, and with neither a straight line.
		if s, err := (Amdahl{Parallel: 0.98}).Speedup(k); err != nil || !nearTo(at(Scalability{1, 0.02, 0}, k), s, 1e-14) {
			t.Errorf("Amdahl at %v: %v, %v", k, s, err)
		}
		if !nearTo(at(Scalability{3, 0, 0}, k), 3*k, 1e-15) {
			t.Errorf("no cost at %v: %v", k, at(Scalability{3, 0, 0}, k))
		}
	}
	if at(u, 0) != 0 || at(u, 1) != 10 || at(u, 0.5) != 5 {
		t.Errorf("X(0), X(1), X(½) = %v, %v, %v", at(u, 0), at(u, 1), at(u, 0.5))
	}
}

func TestScalabilityEdges(t *testing.T) {
	for _, tt := range []struct {
		in   Scalability
		n, x float64
	}{
		{Scalability{2, 0, 0}, math.Inf(1), math.Inf(1)}, // proportional for ever
		{Scalability{2, 0.1, 0}, math.Inf(1), 20},        // Amdahl's ceiling
		{Scalability{2, 1, 0}, 1, 2},                     // only one can work at a time
		{Scalability{2, 1, 0.3}, 1, 2},                   // the second only disturbs
		{Scalability{2, 0, 9}, 1, 2},
	} {
		peak, err := tt.in.Peak()
		if err != nil || peak.N != tt.n || !nearTo(peak.Throughput, tt.x, 1e-15) && peak.Throughput != tt.x {
			t.Errorf("%+v: peak at %+v, %v, want %v of %v", tt.in, peak, err, tt.n, tt.x)
		}
		if whole, err := tt.in.PeakWhole(); err != nil || whole != peak {
			t.Errorf("%+v: whole peak at %+v, %v", tt.in, whole, err)
		}
	}
	// A test phase of 75 % of two hours: no number of runners goes below 30 minutes.
	if s, err := (Amdahl{Parallel: 0.75}).Speedup(math.Inf(1)); err != nil || 120/s != 30 {
		t.Errorf("Amdahl's limit: %v, %v", s, err)
	}
	for _, tt := range []struct {
		field string
		run   func() error
	}{
		{"Rate", func() error { _, err := Scalability{}.Throughput(1); return err }},
		{"Contention", func() error { _, err := Scalability{1, 1.1, 0}.Peak(); return err }},
		{"Coherency", func() error { _, err := Scalability{1, 0, math.NaN()}.PeakWhole(); return err }},
		{"n", func() error { _, err := Scalability{1, 0, 0}.Throughput(-1); return err }},
		{"n", func() error { _, err := Amdahl{Parallel: 0.5}.Speedup(0); return err }},
		{"Parallel", func() error { _, err := Amdahl{Parallel: -0.5}.Speedup(1); return err }},
	} {
		var f *FieldError
		if err := tt.run(); !errors.As(err, &f) || f.Field != tt.field {
			t.Errorf("error %v, want one that names %s", err, tt.field)
		}
	}
}
