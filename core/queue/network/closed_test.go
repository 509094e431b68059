package network

import (
	"errors"
	"math"
	"strings"
	"testing"

	"kingman/core/queue"
)

func near(got, want, tolerance float64) bool {
	return got == want || math.Abs(got-want) <= tolerance*math.Max(math.Abs(got), math.Abs(want))
}

// single returns a station for one class.
func single(servers int, visits, service float64) ClosedStation {
	return ClosedStation{Servers: servers, Visits: []float64{visits}, MeanService: []float64{service}}
}

func delay(visits, service float64) ClosedStation {
	return ClosedStation{Delay: true, Visits: []float64{visits}, MeanService: []float64{service}}
}

func closed(population int, think float64, stations ...ClosedStation) Closed {
	return Closed{Classes: []ClosedClass{{Population: population, ThinkTime: think}}, Stations: stations}
}

func TestMVAPublished(t *testing.T) {
	for _, tt := range []struct {
		name       string
		in         Closed
		throughput []float64
		wip        [][]float64
		digits     float64
	}{
		{"Jain 1991, example 34.2", closed(20, 4, single(1, 16, 0.125), single(1, 10, 0.3), single(1, 5, 0.2)),
			[]float64{0.333246512221}, [][]float64{{1.99062328495}, {16.1766511217}, {0.499739544462}}, 1e-11},
		{"Bolch et al. 2006, example 8.4", closed(3, 0, single(2, 1, 0.5), single(1, 0.5, 0.6), single(1, 0.5, 0.8), delay(1, 1)),
			[]float64{1.21746063384}, [][]float64{{0.623679489735}, {0.472872234403}, {0.685987642017}, {1.21746063384}}, 1e-11},
		{"manual of GNU Octave's queueing package", closed(10, 0, single(1, 1, 1), single(1, 0.3, 2), single(1, 0.7, 0.8)),
			[]float64{0.991386052147}, [][]float64{{7.37191528406}, {1.41364506879}, {1.21443964715}}, 1e-11},
		{"Schwetman 1982, two classes", Closed{
			Classes:  []ClosedClass{{Population: 15, ThinkTime: 1}, {Population: 5, ThinkTime: 15}},
			Stations: []ClosedStation{{Servers: 1, Visits: []float64{1, 1}, MeanService: []float64{0.025, 0.5}}}},
			[]float64{14.323115115, 0.313799430339}, [][]float64{{0.676884884978, 0.293008544912}}, 1e-10},
		{"balanced, X = N/(D·(N+K−1))", closed(10, 0, single(1, 1, 0.1), single(1, 2, 0.05), single(1, 1, 0.1), single(1, 1, 0.1)),
			[]float64{10 / 1.3}, [][]float64{{2.5}, {2.5}, {2.5}, {2.5}}, 1e-13},
	} {
		r, err := tt.in.MVA()
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		for i, want := range tt.throughput {
			if !near(r.Classes[i].Throughput, want, tt.digits) {
				t.Errorf("%s: X = %.12g, want %.12g", tt.name, r.Classes[i].Throughput, want)
			}
		}
		for k, row := range tt.wip {
			for i, want := range row {
				if !near(r.Stations[k].WIP[i], want, tt.digits) {
					t.Errorf("%s: WIP[%d][%d] = %.12g, want %.12g", tt.name, k, i, r.Stations[k].WIP[i], want)
				}
			}
		}
	}
}

// textbook is mean value analysis as Reiser and Lavenberg wrote it in 1980,
// with marginal probabilities at stations of several servers: slow, and
// unstable near saturation, but found by another road.
func textbook(n Closed) (throughput []float64, residence [][]float64) {
	type state struct {
		q []float64   // mean number at each station
		p [][]float64 // p[k][j]: chance of j items at station k, j < servers
	}
	memo := map[string]state{}
	var solve func(pop []int) state
	solve = func(pop []int) state {
		key := ""
		for _, v := range pop {
			key += string(rune(v)) + ","
		}
		if s, ok := memo[key]; ok {
			return s
		}
		s := state{q: make([]float64, len(n.Stations)), p: make([][]float64, len(n.Stations))}
		throughput = make([]float64, len(pop))
		x := make([]float64, len(pop))
		res := make([][]float64, len(n.Stations))
		before := make([]state, len(pop))
		for k := range res {
			res[k] = make([]float64, len(pop))
			s.p[k] = make([]float64, max(1, n.Stations[k].Servers))
			s.p[k][0] = 1
		}
		for r := range pop {
			if pop[r] == 0 {
				continue
			}
			less := append([]int(nil), pop...)
			less[r]--
			before[r] = solve(less)
			cycle := n.Classes[r].ThinkTime
			for k, st := range n.Stations {
				d := st.demand(r)
				switch c := float64(st.Servers); {
				case st.Delay:
					res[k][r] = d
				default:
					wait := before[r].q[k]
					for j := 0; j < st.Servers-1; j++ {
						wait += (c - 1 - float64(j)) * before[r].p[k][j]
					}
					res[k][r] = d / c * (1 + wait)
				}
				cycle += res[k][r]
			}
			x[r] = float64(pop[r]) / cycle
		}
		for k, st := range n.Stations {
			busy, c := 0.0, float64(st.Servers)
			for r := range pop {
				s.q[k] += x[r] * res[k][r]
				busy += x[r] * st.demand(r)
			}
			if st.Delay {
				continue
			}
			short := 0.0
			for j := 1; j < st.Servers; j++ {
				s.p[k][j] = 0
				for r := range pop {
					if pop[r] > 0 {
						s.p[k][j] += x[r] * st.demand(r) / float64(j) * before[r].p[k][j-1]
					}
				}
				short += (c - float64(j)) * s.p[k][j]
			}
			s.p[k][0] = 1 - (busy+short)/c
		}
		memo[key] = s
		throughput, residence = x, res
		return s
	}
	pop := make([]int, len(n.Classes))
	for r, c := range n.Classes {
		pop[r] = c.Population
	}
	solve(pop)
	return throughput, residence
}

func TestMVAAgreesWithItsTextbookForm(t *testing.T) {
	for _, n := range []Closed{
		closed(7, 2, single(1, 1, 1), single(3, 2, 1.2), single(2, 0.5, 3), delay(1, 4)),
		closed(12, 0, single(4, 1, 5), single(1, 1, 1)),
		closed(3, 1, single(4, 1, 5), single(1, 1, 1)),
		{Classes: []ClosedClass{{Population: 3, ThinkTime: 5}, {Population: 2}, {Population: 4, ThinkTime: 2}},
			Stations: []ClosedStation{
				{Servers: 1, Visits: []float64{1, 3, 1}, MeanService: []float64{1, 0.3, 0.8}},
				{Servers: 2, Visits: []float64{2, 1, 1}, MeanService: []float64{0.5, 2, 0.8}},
				{Servers: 3, Visits: []float64{0, 1, 2}, MeanService: []float64{0.5, 2, 0.8}},
				{Delay: true, Visits: []float64{1, 0, 2}, MeanService: []float64{0.5, 2, 0.8}},
			}},
		{Classes: []ClosedClass{{Population: 2, ThinkTime: 5}, {Population: 0, ThinkTime: 1}, {Population: 6}},
			Stations: []ClosedStation{
				{Servers: 2, Visits: []float64{1, 1, 1}, MeanService: []float64{1, 1, 1}},
				{Servers: 1, Visits: []float64{1, 0, 1}, MeanService: []float64{2, 1, 1}},
			}},
	} {
		r, err := n.MVA()
		if err != nil {
			t.Fatal(err)
		}
		x, residence := textbook(n)
		for i := range n.Classes {
			if !near(r.Classes[i].Throughput, x[i], 1e-11) {
				t.Errorf("%+v: X[%d] = %v, textbook %v", n, i, r.Classes[i].Throughput, x[i])
			}
			for k := range n.Stations {
				if x[i] > 0 && !near(r.Stations[k].ResidenceTime[i], residence[k][i], 1e-10) {
					t.Errorf("%+v: residence[%d][%d] = %v, textbook %v", n, k, i, r.Stations[k].ResidenceTime[i], residence[k][i])
				}
			}
		}
	}
}

// The crowd of queue.FiniteSource is a closed network of one station; its
// answer comes from the other end, the birth-death balance.
func TestMVAAgreesWithFiniteSource(t *testing.T) {
	for _, tt := range []struct {
		n, c int
		z, s float64
	}{{1, 1, 1, 1}, {20, 5, 40, 16}, {300, 40, 7, 1.1}, {2000, 300, 5, 1}, {500, 499, 0, 3}, {800, 20, 1000, 1e-3}} {
		r, err := closed(tt.n, tt.z, single(tt.c, 1, tt.s)).MVA()
		if err != nil {
			t.Fatal(err)
		}
		f, err := queue.FiniteSource{Sources: tt.n, ThinkTime: tt.z, Servers: tt.c, MeanService: tt.s}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		if !near(r.Classes[0].Throughput, f.Throughput, 1e-11) || !near(r.Stations[0].MeanWait[0], f.MeanWait, 1e-10) ||
			!near(r.Stations[0].BusyFraction, f.BusyFraction, 1e-11) {
			t.Errorf("%+v: X %v, Wq %v, busy %v; finite source %+v", tt, r.Classes[0].Throughput, r.Stations[0].MeanWait[0], r.Stations[0].BusyFraction, f)
		}
	}
}

// A closed loop through a slow single server feeds the rest of the network at
// that server's rate: the others are Jackson stations once the crowd is large.
func TestMVAMeetsJackson(t *testing.T) {
	r, err := closed(900, 0, single(1, 1, 1), single(1, 1, 0.6), single(3, 1, 2.4)).MVA()
	if err != nil {
		t.Fatal(err)
	}
	open, err := Open{
		Stations: []Station{{Servers: 1, MeanService: 0.6, ServiceSCV: 1, ArrivalRate: 1, ArrivalSCV: 1}, {Servers: 3, MeanService: 2.4, ServiceSCV: 1}},
		Routing:  [][]float64{{0, 1}, {0, 0}},
	}.Jackson()
	if err != nil {
		t.Fatal(err)
	}
	for k := range open.Stations {
		if got, want := r.Stations[k+1].MeanWait[0], open.Stations[k].MeanWait; !near(got, want, 1e-9) {
			t.Errorf("station %d: Wq = %v behind a saturated server, Jackson has %v", k, got, want)
		}
	}
}

func TestClosedProperties(t *testing.T) {
	for n := range 40 {
		for _, z := range []float64{0, 1, 30} {
			c := closed(n, z, single(1, 1, 1), single(3, 2, 1.2), single(2, 0.5, 3), delay(1, 4), single(1, 2, 0.9))
			r, err := c.MVA()
			if err != nil {
				t.Fatal(err)
			}
			x, total := r.Classes[0].Throughput, r.Classes[0].Throughput*z
			for k, s := range r.Stations {
				total += s.WIP[0]
				if !near(s.WIP[0], x*s.ResidenceTime[0], 1e-12) {
					t.Errorf("n=%d z=%v station %d: Little: L = %v, X·R = %v", n, z, k, s.WIP[0], x*s.ResidenceTime[0])
				}
				if !(s.BusyFraction <= 1) {
					t.Errorf("n=%d z=%v station %d: busy %v of the time", n, z, k, s.BusyFraction)
				}
			}
			if !near(total, float64(n), 1e-12) {
				t.Errorf("n=%d z=%v: items add up to %v", n, z, total)
			}
			line, err := c.Line()
			if err != nil {
				t.Fatal(err)
			}
			for name, f := range map[string]func() (queue.Bounds, error){
				"asymptotic": c.AsymptoticBounds, "balanced": c.BalancedBounds,
				"Hopp and Spearman": func() (queue.Bounds, error) {
					return queue.Bounds{Lower: line.Worst(float64(n)).Throughput, Upper: line.Best(float64(n)).Throughput}, nil
				},
			} {
				b, err := f()
				if err != nil {
					t.Fatal(err)
				}
				if x < b.Lower*(1-1e-12) || x > b.Upper*(1+1e-12) {
					t.Errorf("n=%d z=%v: X = %v outside the %s bounds %v", n, z, x, name, b)
				}
			}
			curve, err := c.ThroughputCurve()
			if err != nil || len(curve) != n+1 || !near(curve[n], x, 1e-14) {
				t.Errorf("n=%d z=%v: curve ends at %v, %v, want %v", n, z, curve, err, x)
			}
			for i := 1; i < len(curve); i++ {
				if curve[i] < curve[i-1]*(1-1e-13) {
					t.Errorf("n=%d z=%v: X(%d) = %v below X(%d) = %v", n, z, i, curve[i], i-1, curve[i-1])
				}
			}
		}
	}
}

// Hopp and Spearman's cases by their definitions (Factory Physics, 1996): four
// stations of two hours each have r = 0.5 an hour, T₀ = 8 and W₀ = 4. The
// practical worst case is the balanced exponential line, which MVA solves.
func TestLine(t *testing.T) {
	c := closed(0, 0, single(1, 1, 2), single(1, 2, 1), single(1, 1, 2), single(1, 1, 2))
	l, err := c.Line()
	if err != nil || l != (Line{RawTime: 8, BottleneckRate: 0.5}) || l.CriticalWIP() != 4 {
		t.Fatalf("%+v, W₀ = %v, %v", l, l.CriticalWIP(), err)
	}
	for w := range 30 {
		c.Classes[0].Population = w
		r, err := c.MVA()
		if err != nil {
			t.Fatal(err)
		}
		p := l.PracticalWorst(float64(w))
		if x := r.Classes[0].Throughput; !near(p.Throughput, x, 1e-12) || w > 0 && !near(p.CycleTime, r.Classes[0].ResponseTime, 1e-12) {
			t.Errorf("WIP %d: practical worst case %+v, MVA %+v", w, p, r.Classes[0])
		}
		for _, at := range []LinePoint{l.Best(float64(w)), l.Worst(float64(w)), p} {
			if !near(at.Throughput*at.CycleTime, float64(w), 1e-13) {
				t.Errorf("WIP %d: Little: %+v", w, at)
			}
		}
	}
	if b, w := l.Best(6), l.Worst(6); b != (LinePoint{0.5, 12}) || w != (LinePoint{0.125, 48}) {
		t.Errorf("six items: best %+v, worst %+v", b, w)
	}
	if _, err := closed(0, 0).Line(); err == nil {
		t.Error("a line without work has no times")
	}
}

// Five thousand items, five hundred servers: the constants span far more than
// float64 does, and the answer is still the bottleneck's.
func TestMVALarge(t *testing.T) {
	r, err := closed(5000, 50, single(500, 1, 10), single(1, 0.01, 2.5), single(40, 1, 0.5)).MVA()
	if err != nil {
		t.Fatal(err)
	}
	if !near(r.Classes[0].Throughput, 40, 1e-9) { // the least of 5000/60.5…, 500/10, 1/0.025 and 40/0.5
		t.Errorf("X = %v, want the bottleneck's 40", r.Classes[0].Throughput)
	}
	tiny, err := closed(3, 1e9, single(1, 1, 1e-9), single(2, 1, 1e-3)).MVA()
	if err != nil {
		t.Fatal(err)
	}
	// Two others, each at the server with chance 1e-18; and both at the pair
	// with chance (1e-12)², when a third waits half a service.
	if got := tiny.Stations[0].MeanWait[0]; !near(got, 2e-27, 1e-9) {
		t.Errorf("rare wait = %v, want 2e-27", got)
	}
	if got := tiny.Stations[1].MeanWait[0]; !near(got, 0.5e-27, 1e-9) {
		t.Errorf("rarer wait = %v, want 5e-28", got)
	}
}

func TestClosedErrors(t *testing.T) {
	two := []ClosedClass{{Population: 1, ThinkTime: 1}, {Population: 1, ThinkTime: 1}}
	for _, tt := range []struct {
		in    Closed
		field string
	}{
		{Closed{}, "Classes"},
		{closed(-1, 1, single(1, 1, 1)), "Classes[0].Population"},
		{closed(1, math.NaN(), single(1, 1, 1)), "Classes[0].ThinkTime"},
		{closed(1, 0), "Classes[0].ThinkTime"},
		{closed(1, 0, single(1, 1, 0)), "Classes[0].ThinkTime"},
		{closed(1, 1, single(0, 1, 1)), "Stations[0].Servers"},
		{closed(1, 1, single(1, -1, 1)), "Stations[0].Visits[0]"},
		{closed(1, 1, single(1, 1, math.Inf(1))), "Stations[0].MeanService[0]"},
		{Closed{Classes: two, Stations: []ClosedStation{single(1, 1, 1)}}, "Stations[0].Visits"},
	} {
		_, err := tt.in.MVA()
		var f *queue.FieldError
		if !errors.As(err, &f) || f.Field != tt.field {
			t.Errorf("%+v: error %v, want one that names %s", tt.in, err, tt.field)
		}
	}
	for _, f := range []func() error{
		func() error { _, err := Closed{Classes: two}.ThroughputCurve(); return err },
		func() error { _, err := Closed{Classes: two}.AsymptoticBounds(); return err },
		func() error { _, err := Closed{Classes: two}.Line(); return err },
	} {
		if err := f(); err == nil || !strings.Contains(err.Error(), "Classes") {
			t.Errorf("two classes: error %v, want one that names Classes", err)
		}
	}
	_, err := Closed{
		Classes:  []ClosedClass{{Population: 999, ThinkTime: 1}, {Population: 999, ThinkTime: 1}, {Population: 9, ThinkTime: 1}},
		Stations: []ClosedStation{{Servers: 1, Visits: []float64{1, 1, 1}, MeanService: []float64{1, 1, 1}}},
	}.MVA()
	var p *PopulationError
	if !errors.As(err, &p) || !strings.Contains(err.Error(), "[999 999 9] need 1e+07 states, more than the limit of 1.05e+06") {
		t.Errorf("ten million states: error %v", err)
	}
	_, err = closed(1_000_000, 1, single(5000, 1, 1)).MVA()
	if !errors.As(err, &p) || p.What != "steps" {
		t.Errorf("a million items and 5000 servers: error %v", err)
	}
}
