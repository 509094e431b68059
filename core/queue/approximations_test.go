package queue_test

import (
	"fmt"
	"math"
	"testing"

	"kingman/core/queue"
)

var formulas = []struct {
	name string
	f    func(queue.Station) (float64, error)
}{
	{"Kraemer–Langenbach-Belz", queue.Station.KraemerLangenbachBelz},
	{"Allen–Cunneen", queue.Station.AllenCunneen},
	{"Whitt", queue.Station.Whitt1993},
	{"recommended", queue.Station.MeanWait},
	{"Sakasegawa", queue.Station.Sakasegawa}, // last: exact for nothing but c = 1
}

func TestApproximationsAreExactForMMc(t *testing.T) {
	for _, c := range []int{1, 2, 9, 300} {
		for _, rho := range []float64{0.1, 0.7, 0.99} {
			exact, err := queue.MMc{ArrivalRate: rho * float64(c) / 16, MeanService: 16, Servers: c}.Analyze()
			if err != nil {
				t.Fatal(err)
			}
			s := queue.Station{ArrivalRate: rho * float64(c) / 16, MeanService: 16, Servers: c, ArrivalSCV: 1, ServiceSCV: 1}
			for _, a := range formulas[:len(formulas)-1] {
				got, err := a.f(s)
				if err != nil {
					t.Fatal(err)
				}
				near(t, a.name, got, exact.MeanWait, 1e-14)
			}
			st, err := s.Steady()
			if err != nil {
				t.Fatal(err)
			}
			near(t, "delay", st.DelayProbability, exact.DelayProbability, 1e-13)
			w, err := st.WaitQuantile(0.999)
			if err != nil {
				t.Fatal(err)
			}
			want, err := exact.WaitQuantile(0.999)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "quantile", w, want, 1e-11)
			if !st.TailExact() || !st.Method.Exact {
				t.Error("M/M/c is not labelled exact")
			}
		}
	}
}

// TestTalkFigures are the numbers on the slide.
func TestTalkFigures(t *testing.T) {
	for engineers, hours := range map[float64]float64{2: 10, 2.4: 60, 2.45: 122.5} {
		s := queue.Station{ArrivalRate: engineers / 40, MeanService: 16, Servers: 1, ArrivalSCV: 0.25, ServiceSCV: 0.0625}
		got, err := s.Kingman()
		if err != nil {
			t.Fatal(err)
		}
		near(t, fmt.Sprintf("wait at %v engineers", engineers), got, hours, 1e-12)
	}
}

func TestNothingVariesNobodyWaits(t *testing.T) {
	for _, a := range formulas {
		for _, s := range []queue.Station{
			{ArrivalRate: 0, MeanService: 1, Servers: 3, ArrivalSCV: 0.5, ServiceSCV: 2},
			{ArrivalRate: 0.9, MeanService: 1, Servers: 1},
			{ArrivalRate: 2.9, MeanService: 1, Servers: 3},
		} {
			if got, err := a.f(s); got != 0 || err != nil {
				t.Errorf("%s of %+v = %v, %v; want 0", a.name, s, got, err)
			}
		}
	}
}

func TestOverloadIsInfinite(t *testing.T) {
	for _, rho := range []float64{1, 1.0000001, 3} {
		for _, c := range []int{1, 4} {
			s := queue.Station{ArrivalRate: rho * float64(c), MeanService: 1, Servers: c, ArrivalSCV: 0, ServiceSCV: 0.5}
			for _, a := range formulas {
				if got, err := a.f(s); !math.IsInf(got, 1) || !queue.IsUnstable(err) {
					t.Errorf("%s at ρ=%v: %v, %v", a.name, rho, got, err)
				}
			}
			st, err := s.Steady()
			if !math.IsInf(st.MeanWait, 1) || !math.IsInf(st.WIP, 1) || st.DelayProbability != 1 || st.BusyFraction != 1 || !queue.IsUnstable(err) {
				t.Errorf("steady state at ρ=%v: %+v, %v", rho, st, err)
			}
			if st.WaitExceeds(1e9) != 1 {
				t.Error("in overload somebody waits less than for ever")
			}
			if w, err := st.WaitQuantile(0.5); !math.IsInf(w, 1) || err != nil {
				t.Errorf("median wait in overload: %v, %v", w, err)
			}
		}
	}
}

// TestRecommendedWaitIsSmooth steps finely through ρ, Ca² and Cs², the seams
// included, and wants no jump: neighbours differ by little more than the
// distance between them.
func TestRecommendedWaitIsSmooth(t *testing.T) {
	const step = 1e-6
	for _, c := range []int{1, 2, 10, 60} {
		for _, rho := range []float64{0.3, 0.7, 0.95} {
			for ca2 := 0.05; ca2 < 4; ca2 += 0.19 {
				for _, cs2 := range []float64{0, 0.25, ca2, 1, 3} {
					at := func(dr, da, ds float64) float64 {
						s := queue.Station{ArrivalRate: (rho + dr) * float64(c), MeanService: 1, Servers: c, ArrivalSCV: ca2 + da, ServiceSCV: cs2 + ds}
						w, err := s.MeanWait()
						if err != nil {
							t.Fatal(err)
						}
						return w
					}
					here := at(0, 0, 0)
					for _, there := range []float64{at(step, 0, 0), at(0, step, 0), at(0, 0, step)} {
						// The steepest legal slope of ln Wq here is well under 1e4.
						if math.Abs(there-here) > 1e4*step*here {
							t.Errorf("c=%d ρ=%v Ca²=%v Cs²=%v: jump from %v to %v", c, rho, ca2, cs2, here, there)
						}
					}
					if at(step, 0, 0) < here {
						t.Errorf("c=%d ρ=%v Ca²=%v Cs²=%v: the wait falls as load rises", c, rho, ca2, cs2)
					}
				}
			}
		}
	}
	// Across Ca² = 1, where Kraemer and Langenbach-Belz have two branches, and
	// across Ca² = Cs², where Whitt has.
	for _, c := range []int{1, 5} {
		for _, seam := range []float64{1, 0.4} {
			below := queue.Station{ArrivalRate: 0.8 * float64(c), MeanService: 1, Servers: c, ArrivalSCV: seam * (1 - 1e-12), ServiceSCV: seam}
			above := below
			above.ArrivalSCV = seam * (1 + 1e-12)
			a, _ := below.MeanWait()
			b, _ := above.MeanWait()
			near(t, "across a seam", a, b, 1e-10)
		}
	}
}

func TestSakasegawaReal(t *testing.T) {
	s := queue.Station{ArrivalRate: 3.5, MeanService: 1, Servers: 4, ArrivalSCV: 1, ServiceSCV: 1}
	whole, err := s.Sakasegawa()
	if err != nil {
		t.Fatal(err)
	}
	last := math.Inf(1)
	for c := 3.6; c < 6; c += 0.1 {
		w, err := s.SakasegawaAt(c)
		if err != nil {
			t.Fatal(err)
		}
		if w >= last {
			t.Errorf("wait %v at %v servers, not below %v", w, c, last)
		}
		last = w
	}
	same, err := s.SakasegawaAt(4)
	if err != nil || same != whole {
		t.Errorf("at 4 servers %v, %v; want %v", same, err, whole)
	}
}

func TestRecommendNamesItsFormula(t *testing.T) {
	for _, c := range []struct {
		servers  int
		ca2, cs2 float64
		name     string
		exact    bool
		warns    bool
	}{
		{1, 1, 1, "Erlang", true, false},
		{7, 1, 1, "Erlang", true, false},
		{1, 1, 0.3, "Pollaczek–Khinchine", true, false},
		{1, 0.3, 1, "Kraemer–Langenbach-Belz", false, false},
		{1, 2, 1, "Kraemer–Langenbach-Belz", false, true},
		{2, 0.3, 0.3, "Whitt", false, false},
		{2, 4, 1, "Whitt", false, true},
	} {
		m := queue.Station{ArrivalRate: 0.5, MeanService: 1, Servers: c.servers, ArrivalSCV: c.ca2, ServiceSCV: c.cs2}.Recommend()
		if m.Name != c.name || m.Exact != c.exact || (m.Warning != "") != c.warns || m.Year == 0 || m.Region == "" || m.Model == "" {
			t.Errorf("for %+v: %+v", c, m)
		}
	}
}
