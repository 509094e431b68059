package queue

import (
	"errors"
	"fmt"
	"math"
	"testing"
)

func TestPrioritiesPublished(t *testing.T) {
	third := 1.0 / 3
	three := []PriorityClass{{0.2, third, 1}, {0.6, third, 1}, {1.2, third, 1}}
	for _, tt := range []struct {
		name string
		in   func() ([]PriorityResult, error)
		wait []float64
	}{
		// W₀ = 2/9 and σ = 1/15, 4/15, 2/3.
		{"Cobham, one server", Priorities{1, three}.NonPreemptive,
			[]float64{2.0 / 9 / (14.0 / 15), 2.0 / 9 / (14.0 / 15 * 11 / 15), 2.0 / 9 / (11.0 / 15 * 1 / 3)}},
		// C = 1/6 at a = 2/3, c = 2, so W₀ = 1/36, and σ = 1/30, 4/30, 1/3.
		{"Cobham, two servers", Priorities{2, three}.NonPreemptive,
			[]float64{0.0287356321839080, 0.0331564986737401, 0.0480769230769231}},
		// A deterministic hour pushes aside two hyperexponential ones:
		// T₂ = 2/0.75 + (0.125 + 1.5)/(0.75·0.25).
		{"preemptive, one server", Priorities{1, []PriorityClass{{0.25, 1, 0}, {0.25, 2, 2}}}.PreemptiveResume,
			[]float64{1.0 / 6, 2/0.75 + 1.625/(0.75*0.25) - 2}},
		{"preemptive, two servers", Priorities{2, three}.PreemptiveResume,
			[]float64{0.00037078235075, 0.00792064922144, 0.0654223227753}},
	} {
		r, err := tt.in()
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		for k, want := range tt.wait {
			if !nearTo(r[k].MeanWait, want, 1e-10) {
				t.Errorf("%s: class %d waits %.12g, want %.12g", tt.name, k+1, r[k].MeanWait, want)
			}
		}
	}
}

// mixes visits stations with several classes, stable and overloaded ones.
func mixes(visit func(Priorities)) {
	for _, c := range []int{1, 2, 7, 60, 1000} {
		for _, rho := range []float64{1e-6, 0.3, 0.9, 0.999, 1, 1.5} {
			for _, scv := range []float64{0, 1, 4} {
				if c > 1 && scv != 1 {
					continue
				}
				p := Priorities{Servers: c}
				for k := range 4 {
					s := 2.0
					if c == 1 {
						s += float64(k)
					}
					p.Classes = append(p.Classes, PriorityClass{rho * float64(c) / 4 / s, s, scv})
				}
				visit(p)
			}
		}
	}
}

func TestPriorityProperties(t *testing.T) {
	mixes(func(p Priorities) {
		for name, f := range map[string]func(Priorities) ([]PriorityResult, error){
			"non-preemptive": Priorities.NonPreemptive, "preemptive": Priorities.PreemptiveResume,
		} {
			r, err := f(p)
			rho := p.load(len(p.Classes))
			if IsUnstable(err) != (rho >= 1) || err != nil && !IsUnstable(err) {
				t.Fatalf("%s %+v: error %v at ρ = %v", name, p, err, rho)
			}
			for k, class := range r {
				if math.IsNaN(class.MeanWait) || class.MeanWait < 0 || math.IsInf(class.MeanWait, 1) != (p.load(k+1) >= 1) {
					t.Errorf("%s %+v: class %d %+v", name, p, k+1, class)
				}
				if k > 0 && class.MeanWait < r[k-1].MeanWait {
					t.Errorf("%s %+v: class %d waits less than the one before it", name, p, k+1)
				}
			}
			if rho >= 1 {
				continue
			}
			// The conservation law (Kleinrock 1965): Σ ρ·Wq does not depend on the
			// order of service, if nobody is interrupted or services are one
			// exponential.
			if name == "preemptive" && (p.Servers == 1) {
				continue
			}
			got, w0, mean := 0.0, 0.0, 0.0
			for k, class := range p.Classes {
				got += class.ArrivalRate * class.MeanService * r[k].MeanWait
				w0 += class.ArrivalRate * class.MeanService * class.MeanService * (1 + class.ServiceSCV) / 2
				mean = class.MeanService
			}
			want := rho * w0 / (1 - rho)
			if p.Servers > 1 {
				c := float64(p.Servers)
				delay, err := Erlang{Servers: p.Servers, OfferedLoad: rho * c}.C()
				if err != nil {
					t.Fatal(err)
				}
				want = rho * c * delay * mean / (c * (1 - rho))
			}
			if !nearTo(got, want, 1e-10) {
				t.Errorf("%s %+v: Σ ρWq = %v, want %v", name, p, got, want)
			}
		}
	})
}

// Overload below does not starve those above: what the first class sees is a
// server that is never idle, and it waits for the rest of a service.
func TestPrioritiesUnderOverload(t *testing.T) {
	p := Priorities{1, []PriorityClass{{0.25, 1, 1}, {0.5, 2, 0}, {7, 3, 1}}}
	r, err := p.NonPreemptive()
	if !IsUnstable(err) || !math.IsInf(r[1].MeanWait, 1) || !math.IsInf(r[2].MeanWait, 1) {
		t.Fatalf("%+v, %v", r, err)
	}
	// The second class takes the 75 % that are left, the third gets nothing:
	// W₀ = 0.25·1 + 0.75·2/2.
	if want := (0.25 + 0.75) / 0.75; !nearTo(r[0].MeanWait, want, 1e-14) {
		t.Errorf("class 1 waits %v, want %v", r[0].MeanWait, want)
	}
	// It is the limit from below.
	p.Classes = []PriorityClass{{0.25, 1, 1}, {0.375 - 1e-12, 2, 0}}
	if below, err := p.NonPreemptive(); err != nil || !nearTo(below[0].MeanWait, r[0].MeanWait, 1e-10) {
		t.Errorf("just below: %+v, %v", below, err)
	}
}

// A class that hardly arrives, or never does, waits as the limit says.
func TestRareClass(t *testing.T) {
	for _, c := range []int{1, 3, 40} {
		wait := func(rate float64) float64 {
			r, err := Priorities{c, []PriorityClass{{0.6 * float64(c), 1, 1}, {rate, 1, 1}}}.PreemptiveResume()
			if err != nil {
				t.Fatal(err)
			}
			return r[1].MeanWait
		}
		if never, rare := wait(0), wait(1e-9); !nearTo(rare, never, 1e-6) || !(never > 0) {
			t.Errorf("c=%d: waits %v, never, and %v, hardly ever", c, never, rare)
		}
	}
}

func TestBondiBuzen(t *testing.T) {
	// Where the exact results are known, it is one of them.
	mixes(func(p Priorities) {
		for _, preemptive := range []bool{false, true} {
			exact, errExact := p.NonPreemptive()
			if preemptive {
				exact, errExact = p.PreemptiveResume()
			}
			got, err := p.BondiBuzen(preemptive)
			if (err == nil) != (errExact == nil) {
				t.Fatalf("%+v: %v, exact %v", p, err, errExact)
			}
			for k := range got {
				if !nearTo(got[k].MeanWait, exact[k].MeanWait, 1e-9) && got[k] != exact[k] {
					t.Errorf("%+v preemptive=%v: class %d waits %v, exactly %v", p, preemptive, k+1, got[k].MeanWait, exact[k].MeanWait)
				}
			}
		}
	})
	// Two exponential classes with different means at two servers, whose exact
	// waits come from solving the Markov chain (43926 states): 0.7 % low and
	// 0.4 % high here.
	known, err := Priorities{2, []PriorityClass{{0.6, 0.5, 1}, {0.7, 5.0 / 3, 1}}}.BondiBuzen(false)
	if err != nil || !nearTo(known[0].MeanWait, 0.525012950725, 0.01) || !nearTo(known[1].MeanWait, 1.94687576455, 0.01) {
		t.Errorf("waits %v and %v, %v, want 0.5250 and 1.9469 within 1 %%", known[0].MeanWait, known[1].MeanWait, err)
	}
	// Two servers, deterministic urgent work and uneven work behind it: finite,
	// ordered, and tending to the unstable limit.
	p := Priorities{2, []PriorityClass{{0.5, 1, 0}, {0.4, 3, 2}}}
	for _, preemptive := range []bool{false, true} {
		r, err := p.BondiBuzen(preemptive)
		if err != nil || !(r[0].MeanWait > 0 && r[0].MeanWait < r[1].MeanWait) {
			t.Errorf("preemptive=%v: %+v, %v", preemptive, r, err)
		}
	}
}

func TestPriorityErrors(t *testing.T) {
	for _, tt := range []struct {
		field string
		in    Priorities
	}{
		{"Servers", Priorities{0, []PriorityClass{{1, 1, 1}}}},
		{"Classes", Priorities{1, nil}},
		{"Classes[1].ArrivalRate", Priorities{1, []PriorityClass{{1, 1, 1}, {math.NaN(), 1, 1}}}},
		{"Classes[0].MeanService", Priorities{1, []PriorityClass{{1, 0, 1}}}},
		{"Classes[0].ServiceSCV", Priorities{1, []PriorityClass{{1, 1, -1}}}},
		{"Classes[0].ServiceSCV", Priorities{2, []PriorityClass{{1, 1, 0}}}},
		{"Classes[1].MeanService", Priorities{2, []PriorityClass{{1, 1, 1}, {1, 2, 1}}}},
	} {
		for i, f := range []func() ([]PriorityResult, error){tt.in.NonPreemptive, tt.in.PreemptiveResume} {
			_, err := f()
			var field *FieldError
			if !errors.As(err, &field) || field.Field != tt.field {
				t.Errorf("%d %+v: error %v, want one that names %s", i, tt.in, err, tt.field)
			}
		}
	}
}

func FuzzPriorities(f *testing.F) {
	f.Add(1, 0.3, 1.0, 0.5, 0.2, 2.0, 3.0)
	f.Add(4, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0)
	f.Add(900, 1e100, 1e100, 1e100, 1e-300, 1e-300, 1e-300)
	f.Fuzz(func(t *testing.T, servers int, r1, s1, scv1, r2, s2, scv2 float64) {
		p := Priorities{servers % 1000, []PriorityClass{{r1, s1, scv1}, {r2, s2, scv2}}}
		for name, solve := range map[string]func() ([]PriorityResult, error){
			"non-preemptive": p.NonPreemptive, "preemptive": p.PreemptiveResume,
			"Bondi-Buzen": func() ([]PriorityResult, error) { return p.BondiBuzen(servers%2 == 0) },
		} {
			r, err := solve()
			if err != nil && !IsUnstable(err) {
				continue
			}
			for k, c := range r {
				if math.IsNaN(c.MeanWait+c.WIP) || c.MeanWait < 0 || err == nil && math.IsInf(c.MeanWait, 1) {
					t.Fatalf("%s %+v: class %d %+v, %v", name, p, k+1, c, fmt.Sprint(err))
				}
			}
		}
	})
}
