package network

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"kingman/core/queue"
)

// mm returns an exponential station of an open network.
func mm(servers int, service, arrivals float64) Station {
	return Station{Servers: servers, MeanService: service, ServiceSCV: 1, ArrivalRate: arrivals, ArrivalSCV: 1}
}

func TestJacksonPublished(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   Open
		rate []float64
		wip  []float64
		lead float64
	}{
		// The single-server numbers are ρ/(1−ρ) by hand.
		{"three in tandem", Open{[]Station{mm(1, 1, 0.5), mm(1, 1.6, 0), mm(1, 1.8, 0)}, [][]float64{{0, 1, 0}, {0, 0, 1}, {0, 0, 0}}},
			[]float64{0.5, 0.5, 0.5}, []float64{1, 4, 9}, 28},
		{"passport office", Open{[]Station{mm(1, 20, 1.0/240), mm(1, 600, 0), mm(1, 300, 0), mm(1, 60, 0)},
			[][]float64{{0, 0.3, 0.7, 0}, {0, 0, 0.2, 0.8}, {0, 0.1, 0, 0.9}, {0, 0, 0, 0}}},
			[]float64{1.0 / 240, 0.925 / 588, 1.9 / 588, 1.0 / 240},
			[]float64{1.0 / 11, 185.0 / 11, 95.0 / 3, 1.0 / 3}, 240 * (1.0/11 + 185.0/11 + 95.0/3 + 1.0/3)},
		{"feedback to oneself", Open{[]Station{mm(1, 1, 0.6)}, [][]float64{{0.25}}}, []float64{0.8}, []float64{4}, 4 / 0.6},
	} {
		r, err := tt.in.Jackson()
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		for i := range tt.rate {
			if !near(r.Stations[i].ArrivalRate, tt.rate[i], 1e-13) || !near(r.Stations[i].WIP, tt.wip[i], 1e-12) {
				t.Errorf("%s: station %d: %+v, want %v an hour, WIP %v", tt.name, i, r.Stations[i], tt.rate[i], tt.wip[i])
			}
		}
		if !near(r.LeadTime, tt.lead, 1e-12) {
			t.Errorf("%s: lead time %v, want %v", tt.name, r.LeadTime, tt.lead)
		}
	}
}

// randomOpen builds a network of m stations in which every station lets some
// items leave and none is loaded beyond most.
func randomOpen(rnd *rand.Rand, m int, general bool, most float64) Open {
	n := Open{Stations: make([]Station, m), Routing: make([][]float64, m)}
	for i := range m {
		n.Routing[i] = make([]float64, m)
		left := 0.95 * rnd.Float64()
		for range rnd.IntN(4) {
			p := left * rnd.Float64()
			n.Routing[i][rnd.IntN(m)] += p
			left -= p
		}
		s := Station{Servers: 1 + rnd.IntN(5), ServiceSCV: 1, ArrivalSCV: 1}
		if i == 0 || rnd.IntN(3) == 0 {
			s.ArrivalRate = 0.1 + rnd.Float64()
		}
		if general {
			s.ServiceSCV, s.ArrivalSCV = 4*rnd.Float64(), 4*rnd.Float64()
			s.Delay = rnd.IntN(6) == 0
		}
		n.Stations[i] = s
	}
	t, err := n.traffic()
	if err != nil {
		panic(err)
	}
	for i := range n.Stations {
		s := &n.Stations[i]
		s.MeanService = 1
		if t.in[i] > 0 {
			s.MeanService = most * rnd.Float64() * float64(s.Servers) / t.in[i]
		}
	}
	return n
}

func TestOpenProperties(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range 2000 {
		n := randomOpen(rnd, 1+rnd.IntN(8), i%2 == 1, 0.98)
		r, err := n.QNA()
		if err != nil {
			t.Fatalf("%+v: %v", n, err)
		}
		fail := func(format string, args ...any) {
			t.Helper()
			t.Fatalf("network %d %+v: %s", i, n, fmt.Sprintf(format, args...))
		}
		var into, wip, visited float64
		for j, s := range r.Stations {
			into += n.Stations[j].ArrivalRate
			wip += s.WIP
			visited += s.Visits * s.MeanSojourn
			flow := n.Stations[j].ArrivalRate
			for k := range n.Stations {
				flow += r.Stations[k].ArrivalRate * n.Routing[k][j]
			}
			if !near(flow, s.ArrivalRate, 1e-12) {
				fail("station %d: %v flow in, %v counted", j, flow, s.ArrivalRate)
			}
			if !near(s.WIP, s.ArrivalRate*s.MeanSojourn, 1e-12) || !near(s.QueueLength, s.ArrivalRate*s.MeanWait, 1e-12) {
				fail("station %d: Little: %+v", j, s)
			}
			if !(s.ArrivalSCV >= 0) || !(s.MeanWait >= 0) || math.IsInf(s.MeanWait, 0) || !(s.Utilization < 1) {
				fail("station %d: %+v", j, s)
			}
		}
		if !near(r.Throughput, into, 1e-12) || !near(r.WIP, wip, 1e-12) || !near(r.LeadTime*into, wip, 1e-11) || !near(r.LeadTime, visited, 1e-11) {
			fail("throughput %v of %v, WIP %v of %v, lead time %v", r.Throughput, into, r.WIP, wip, r.LeadTime)
		}
		// With every SCV at 1 QNA has nothing to approximate.
		if i%2 == 0 {
			exact, err := n.Jackson()
			if err != nil {
				fail("Jackson: %v", err)
			}
			if len(r.Approximations) != 0 {
				fail("QNA says it approximated %v", r.Approximations)
			}
			for j, s := range exact.Stations {
				if !near(s.MeanWait, r.Stations[j].MeanWait, 1e-10) || !near(r.Stations[j].ArrivalSCV, 1, 1e-12) {
					fail("station %d: QNA %+v, Jackson %+v", j, r.Stations[j], s)
				}
			}
		}
		// More variable services never shorten a wait.
		for j := range n.Stations {
			n.Stations[j].ServiceSCV += 0.5
		}
		rougher, err := n.QNA()
		if err != nil {
			fail("rougher: %v", err)
		}
		for j, s := range rougher.Stations {
			if s.MeanWait < r.Stations[j].MeanWait*(1-1e-12) {
				fail("station %d: wait %v fell to %v with rougher services", j, r.Stations[j].MeanWait, s.MeanWait)
			}
		}
	}
}

// The M/G/1 with Bernoulli feedback is exact: its WIP is that of one longer
// service (Pollaczek and Khinchine), and QNA removes such feedback first.
func TestQNAFeedbackIsExact(t *testing.T) {
	n := Open{[]Station{{Servers: 1, MeanService: 1, ServiceSCV: 0.25, ArrivalRate: 0.6, ArrivalSCV: 1}}, [][]float64{{0.25}}}
	r, err := n.QNA()
	if err != nil {
		t.Fatal(err)
	}
	if !near(r.Stations[0].MeanWait, 2.875, 1e-13) || !near(r.LeadTime, 5.1666666666666667, 1e-13) || len(r.Approximations) != 0 {
		t.Errorf("%+v", r)
	}
}

// Whitt's equations by hand: a steady stream (Ca² = 0) through a station of
// ρ = 0.8 and Cs² = 0.25 leaves with Cd² = 0.64·0.25, and meets ρ = 0.9, Cs² = 2.
func TestQNATandem(t *testing.T) {
	n := Open{[]Station{{Name: "build", Servers: 1, MeanService: 0.8, ServiceSCV: 0.25, ArrivalRate: 1}, {Servers: 1, MeanService: 0.9, ServiceSCV: 2}},
		[][]float64{{0, 1}, {0, 0}}}
	r, err := n.QNA()
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Stations[1].ArrivalSCV; !near(got, 0.16, 1e-14) {
		t.Errorf("Ca² behind the first station = %v, want 0.16", got)
	}
	for i, want := range []float64{0.205366847613, 8.53886053386} {
		if !near(r.Stations[i].MeanWait, want, 1e-11) {
			t.Errorf("station %d: Wq = %.12g, want %v", i, r.Stations[i].MeanWait, want)
		}
	}
	if len(r.Approximations) != 2 || !strings.Contains(r.Approximations[1].What, "SCV of 0.16") {
		t.Errorf("approximations %v", r.Approximations)
	}
	n.Stations[0].ServiceSCV, n.Stations[0].Servers = 0.1, 2
	if r, _ = n.QNA(); len(r.Approximations) != 4 {
		t.Errorf("approximations %v, want SCV, several servers and steadiness at the first station, SCV at the second", r.Approximations)
	}
}

// A delay changes no wait downstream, only the lead time.
func TestDelay(t *testing.T) {
	n := Open{[]Station{mm(1, 1, 0.5), {Delay: true, MeanService: 24}, mm(1, 1.6, 0)}, [][]float64{{0, 1, 0}, {0, 0, 1}, {0, 0, 0}}}
	for name, f := range map[string]func() (OpenResult, error){"Jackson": n.Jackson, "QNA": n.QNA} {
		r, err := f()
		if err != nil {
			t.Fatal(err)
		}
		if !near(r.LeadTime, 2+24+8, 1e-12) || !near(r.TouchTime, 26.6, 1e-12) || r.Stations[1].MeanWait != 0 || !near(r.Stations[1].WIP, 12, 1e-12) {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// An overloaded station is named; what it lets through is all that the next
// ones get, and they have a steady state with that.
func TestOverload(t *testing.T) {
	n := Open{[]Station{mm(1, 1, 0.5), mm(1, 4, 0), mm(1, 3, 0), mm(2, 1, 0.1)},
		[][]float64{{0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 0}, {0, 0, 0.5, 0}}}
	n.Stations[1].Name = "review"
	for name, f := range map[string]func() (OpenResult, error){"Jackson": n.Jackson, "QNA": n.QNA} {
		r, err := f()
		var u *queue.UnstableError
		if !errors.As(err, &u) || u.Station != "review" || u.Rho != 2 {
			t.Fatalf("%s: error %v, want review at 2", name, err)
		}
		if s := r.Stations[1]; !math.IsInf(s.MeanWait, 1) || !math.IsInf(s.WIP, 1) || s.Utilization != 2 || s.BusyFraction != 1 {
			t.Errorf("%s: review %+v", name, s)
		}
		// 0.25 an hour get through review and 0.05 come from the last station.
		if s := r.Stations[2]; !near(s.ArrivalRate, 0.3, 1e-15) || !near(s.MeanWait, 0.9/0.1*3, 1e-12) {
			t.Errorf("%s: behind review %+v", name, s)
		}
		if !near(r.Throughput, 0.35, 1e-14) || !math.IsInf(r.LeadTime, 1) || !near(r.Stations[0].MeanWait, 1, 1e-13) {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// Flows with overload are the one solution of λ = λ₀ + min(λ, c/s)·P.
func TestOverloadedFlowsBalance(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		n := randomOpen(rnd, 1+rnd.IntN(8), false, 3)
		f, err := n.traffic()
		if err != nil {
			t.Fatal(err)
		}
		for j, s := range n.Stations {
			in := s.ArrivalRate
			for i, other := range n.Stations {
				in += math.Min(f.in[i], other.capacity()) * n.Routing[i][j]
			}
			if !near(in, f.in[j], 1e-11) {
				t.Fatalf("%+v: station %d gets %v, flows say %v", n, j, in, f.in[j])
			}
		}
		if r, err := n.QNA(); err != nil && !queue.IsUnstable(err) {
			t.Fatalf("%+v: %v", n, err)
		} else {
			for _, s := range r.Stations {
				if math.IsNaN(s.MeanWait) || math.IsNaN(s.ArrivalSCV) || math.IsInf(s.MeanWait, 1) != (s.Utilization >= 1) {
					t.Fatalf("%+v: %+v", n, s)
				}
			}
		}
	}
}

func TestOpenErrors(t *testing.T) {
	good := func() Open {
		return Open{[]Station{mm(1, 1, 0.5), mm(1, 1, 0)}, [][]float64{{0, 1}, {0, 0}}}
	}
	for _, tt := range []struct {
		field  string
		change func(*Open)
	}{
		{"Stations", func(n *Open) { n.Stations = nil }},
		{"Routing", func(n *Open) { n.Routing = n.Routing[:1] }},
		{"Routing[1]", func(n *Open) { n.Routing[1] = []float64{0} }},
		{"Routing[0][1]", func(n *Open) { n.Routing[0][1] = math.NaN() }},
		{"Routing[0]", func(n *Open) { n.Routing[0][0] = 0.1 }},
		{"Stations[1].Servers", func(n *Open) { n.Stations[1].Servers = 0 }},
		{"Stations[1].MeanService", func(n *Open) { n.Stations[1].MeanService = -1 }},
		{"Stations[0].ArrivalRate", func(n *Open) { n.Stations[0].ArrivalRate = math.Inf(1) }},
		{"Stations[0].ArrivalSCV", func(n *Open) { n.Stations[0].ArrivalSCV = 2 }},
		{"Stations[1].ServiceSCV", func(n *Open) { n.Stations[1].ServiceSCV = 0.5 }},
	} {
		n := good()
		tt.change(&n)
		_, err := n.Jackson()
		var f *queue.FieldError
		if !errors.As(err, &f) || f.Field != tt.field {
			t.Errorf("error %v, want one that names %s", err, tt.field)
		}
	}
	n := good()
	n.Stations[1].Name, n.Routing[1][1] = "limbo", 1
	_, err := n.QNA()
	var trap *TrapError
	if !errors.As(err, &trap) || len(trap.Stations) != 2 || !strings.Contains(err.Error(), "Stations[0], limbo") {
		t.Errorf("trap: %v", err)
	}
	n = good()
	n.Stations[0].ArrivalRate = 0
	if r, err := n.Jackson(); err != nil || r.LeadTime != 0 || r.WIP != 0 || r.Stations[0].MeanSojourn != 0 {
		t.Errorf("no arrivals: %+v, %v", r, err)
	}
}
