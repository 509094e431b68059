package queue

import (
	"errors"
	"fmt"
	"math"
	"testing"
)

// near reports whether two numbers agree to a relative tolerance.
func nearTo(got, want, tolerance float64) bool {
	return math.Abs(got-want) <= tolerance*math.Max(1e-300, math.Abs(want))
}

// Rossetti, Simulation Modeling and Arena, table MIMResults: five machines,
// 10 h between failures, 4 h repairs, two and three repairers; and the single
// repairer of the elementary birth-death solution, N = 2, Z = s = 1:
// p = (1, 2, 2)/5, so X = 4/5, L = 6/5, and an arrival finds the other source
// at the station with probability 1/2.
func TestFiniteSourcePublished(t *testing.T) {
	for _, tt := range []struct {
		in                              FiniteSource
		throughput, sojourn, wip, delay float64
	}{
		{FiniteSource{Sources: 5, ThinkTime: 10, Servers: 2, MeanService: 4}, 0.333909115068, 4.9741345006, 1.66090884932, math.NaN()},
		{FiniteSource{Sources: 5, ThinkTime: 10, Servers: 3, MeanService: 4}, 0.354300952132, 4.11229625525, 1.45699047868, math.NaN()},
		{FiniteSource{Sources: 2, ThinkTime: 1, Servers: 1, MeanService: 1}, 0.8, 1.5, 1.2, 0.5},
	} {
		got, err := tt.in.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			name      string
			got, want float64
		}{
			{"Throughput", got.Throughput, tt.throughput}, {"MeanSojourn", got.MeanSojourn, tt.sojourn},
			{"WIP", got.WIP, tt.wip}, {"DelayProbability", got.DelayProbability, tt.delay},
		} {
			if !math.IsNaN(c.want) && !nearTo(c.got, c.want, 1e-11) {
				t.Errorf("%+v: %s = %.12g, want %.12g", tt.in, c.name, c.got, c.want)
			}
		}
	}
}

func finiteGrid(visit func(FiniteSource)) {
	for _, n := range []int{1, 2, 3, 7, 40, 1000} {
		for _, c := range []int{1, 2, 5, 40, 999, 1200} {
			for _, z := range []float64{0, 0.01, 1, 20, 5000} {
				for _, s := range []float64{0.001, 1, 16} {
					for _, skip := range []float64{0, 0.4, 0.999} {
						visit(FiniteSource{Sources: n, ThinkTime: z, SkipShare: skip, Servers: c, MeanService: s})
					}
				}
			}
		}
	}
}

func TestFiniteSourceProperties(t *testing.T) {
	finiteGrid(func(f FiniteSource) {
		r, err := f.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		fail := func(format string, args ...any) {
			t.Helper()
			t.Errorf("%+v: %s (%+v)", f, fmt.Sprintf(format, args...), r)
		}
		n, c := float64(f.Sources), float64(f.Servers)
		const tiny = 1e-10
		if !nearTo(r.WIP+r.Thinking, n, tiny) {
			fail("sources lost: %v at the station and %v thinking", r.WIP, r.Thinking)
		}
		if math.Abs(r.WIP-r.Throughput*r.MeanSojourn) > tiny*n {
			fail("Little: L = %v, X·W = %v", r.WIP, r.Throughput*r.MeanSojourn)
		}
		if z := f.ThinkTime / (1 - f.SkipShare); math.Abs(r.Thinking-r.Throughput*z) > tiny*n {
			fail("Little: thinking %v, X·Z' = %v", r.Thinking, r.Throughput*z)
		}
		if r.BusyFraction > 1 || !nearTo(r.BusyFraction, r.Throughput*f.MeanService/c, tiny) {
			fail("busy fraction against X·s/c = %v", r.Throughput*f.MeanService/c)
		}
		for name, bounds := range map[string]func() (Bounds, error){"asymptotic": f.AsymptoticBounds, "balanced": f.BalancedBounds} {
			b, err := bounds()
			if err != nil {
				t.Fatal(err)
			}
			if r.Throughput < b.Lower*(1-tiny) || r.Throughput > b.Upper*(1+tiny) {
				fail("%s bounds %v miss the throughput", name, b)
			}
		}
		more, err := FiniteSource{f.Sources + 1, f.ThinkTime, f.SkipShare, f.Servers, f.MeanService}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		if more.Throughput < r.Throughput*(1-tiny) || more.MeanWait < r.MeanWait*(1-tiny) {
			fail("one more source lowered throughput or wait: %+v", more)
		}
		// The arrival theorem, by the other route: the wait is what a request
		// meets in the system with one source fewer.
		if f.Sources > 1 {
			fewer, err := FiniteSource{f.Sources - 1, f.ThinkTime, f.SkipShare, f.Servers, f.MeanService}.Analyze()
			if err != nil {
				t.Fatal(err)
			}
			if f.Servers == 1 && !nearTo(r.MeanWait, f.MeanService*fewer.WIP, tiny) {
				fail("wait %v, but a request finds %v at work", r.MeanWait, fewer.WIP)
			}
			if want := f.MeanService / c * (fewer.QueueLength + r.DelayProbability); !nearTo(r.MeanWait, want, 1e-9) && want > 1e-250 {
				fail("wait %v, but a request meets %v", r.MeanWait, want)
			}
		}
	})
}

func TestFiniteSourceEdges(t *testing.T) {
	base := FiniteSource{Sources: 4, ThinkTime: 10, Servers: 2, MeanService: 4}
	for _, tt := range []struct {
		name   string
		change func(*FiniteSource)
		want   FiniteSourceResult
	}{
		{"nobody", func(f *FiniteSource) { f.Sources = 0 }, FiniteSourceResult{}},
		{"nobody asks", func(f *FiniteSource) { f.SkipShare = 1 }, FiniteSourceResult{CycleRate: 0.4, Thinking: 4}},
		{"instant service", func(f *FiniteSource) { f.MeanService = 0 }, FiniteSourceResult{Throughput: 0.4, CycleRate: 0.4, Thinking: 4}},
		{"no thinking", func(f *FiniteSource) { f.ThinkTime = 0 }, FiniteSourceResult{Throughput: 0.5, CycleRate: 0.5,
			MeanWait: 4, MeanSojourn: 8, QueueLength: 2, WIP: 4, BusyFraction: 1, DelayProbability: 1}},
		{"no thinking, no line", func(f *FiniteSource) { f.ThinkTime, f.Servers = 0, 4 }, FiniteSourceResult{Throughput: 1, CycleRate: 1,
			MeanSojourn: 4, WIP: 4, BusyFraction: 1}},
	} {
		f := base
		tt.change(&f)
		if got, err := f.Analyze(); err != nil || got != tt.want {
			t.Errorf("%s: %+v, %v, want %+v", tt.name, got, err, tt.want)
		}
	}
	for _, tt := range []struct {
		field  string
		change func(*FiniteSource)
	}{
		{"Sources", func(f *FiniteSource) { f.Sources = -1 }},
		{"ThinkTime", func(f *FiniteSource) { f.ThinkTime = math.NaN() }},
		{"ThinkTime", func(f *FiniteSource) { f.ThinkTime = -1 }},
		{"ThinkTime", func(f *FiniteSource) { f.ThinkTime, f.MeanService = 0, 0 }},
		{"ThinkTime", func(f *FiniteSource) { f.ThinkTime, f.SkipShare = 0, 1 }},
		{"SkipShare", func(f *FiniteSource) { f.SkipShare = 1.01 }},
		{"Servers", func(f *FiniteSource) { f.Servers = 0 }},
		{"MeanService", func(f *FiniteSource) { f.MeanService = math.Inf(1) }},
	} {
		f := base
		tt.change(&f)
		_, err := f.Analyze()
		var field *FieldError
		if !errors.As(err, &field) || field.Field != tt.field {
			t.Errorf("%+v: error %v, want one that names %s", f, err, tt.field)
		}
	}
}

// A crowd that grows while each of its sources asks more rarely becomes a
// Poisson stream, and the station M/M/c.
func TestFiniteSourceMeetsErlang(t *testing.T) {
	const n = 2_000_000
	r, err := FiniteSource{Sources: n, ThinkTime: n / 4.5, Servers: 5, MeanService: 1}.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	if want := 1.5249; math.Abs(r.MeanWait-want) > 0.001 { // M/M/5 at a = 4.5: C = 0.76245, Wq = C/(c−a)
		t.Errorf("Wq = %v, want about %v", r.MeanWait, want)
	}
}

func FuzzFiniteSource(f *testing.F) {
	f.Add(10, 40.0, 0.0, 5, 16.0)
	f.Add(0, 0.0, 1.0, 0, 0.0)
	f.Add(3, 1e-100, 0.5, 2, 1e100)
	f.Add(50_000, 1e100, 0.999999, 1, 1e-100)
	f.Fuzz(func(t *testing.T, sources int, think, skip float64, servers int, service float64) {
		q := FiniteSource{Sources: sources % 100_000, ThinkTime: think, SkipShare: skip, Servers: servers, MeanService: service}
		r, err := q.Analyze()
		if err != nil {
			return
		}
		for _, v := range []float64{r.Throughput, r.CycleRate, r.MeanWait, r.MeanSojourn, r.QueueLength, r.WIP,
			r.Thinking, r.BusyFraction, r.DelayProbability} {
			if !(v >= 0) || math.IsInf(v, 1) {
				t.Fatalf("%+v: %+v", q, r)
			}
		}
		for _, bounds := range []func() (Bounds, error){q.AsymptoticBounds, q.BalancedBounds} {
			if b, err := bounds(); err != nil || !(b.Lower <= b.Upper*(1+1e-9)) {
				t.Fatalf("%+v: bounds %v, %v", q, b, err)
			}
		}
	})
}
