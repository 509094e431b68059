package single

import (
	"math"
	"testing"

	"kingman/core/dist"
	"kingman/core/rng"
)

func mustTime(tb testing.TB, kind dist.Kind, mean, scv float64) dist.Time {
	tb.Helper()
	t, err := dist.New(kind, mean, scv)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// The kernels beside the plain loops that they have to beat, in one run: compare ratios. "textbook" is how one writes it
// down first (an interface per draw, math.Log, a linear search for the free server), "plain" the same by hand with a
// ziggurat. All collect the waits. Run it natively and in WebAssembly.

type drawer interface{ draw() float64 }

type logExponential struct {
	src  *rng.Source
	mean float64
}

func (e *logExponential) draw() float64 { return -e.mean * math.Log(1-e.src.Float64()) }

func textbook(items, servers int, gap, service drawer, free []float64) (sum float64) {
	now := 0.0
	clear(free)
	for range items {
		now += gap.draw()
		s := earliest(free)
		start := math.Max(now, free[s])
		sum += start - now
		free[s] = start + service.draw()
	}
	return sum
}

func plain(items, servers int, gap, service *rng.Source, meanGap float64, free []float64) (sum float64) {
	now := 0.0
	clear(free)
	for range items {
		now += gap.Exponential() * meanGap
		s := 0
		for i, f := range free {
			if f < free[s] {
				s = i
			}
		}
		start := free[s]
		if start < now {
			start = now
		}
		sum += start - now
		free[s] = start + service.Exponential()
	}
	return sum
}

const benchItems = 1 << 16

var sink float64

func BenchmarkItem(b *testing.B) {
	for _, k := range []struct {
		name    string
		servers int
		rho     float64
	}{{"MM1", 1, 0.8}, {"MM10", 10, 0.9}, {"MM100", 100, 0.9}, {"MM1000", 1000, 0.9}} {
		gap := 1 / (k.rho * float64(k.servers))
		perItem := func(b *testing.B) {
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchItems, "ns/item")
		}
		free := make([]float64, k.servers)
		b.Run(k.name+"/textbook", func(b *testing.B) {
			r1, r2 := rng.Stream(1, 0, "a"), rng.Stream(1, 0, "b")
			for b.Loop() {
				sink = textbook(benchItems, k.servers, &logExponential{&r1, gap}, &logExponential{&r2, 1}, free)
			}
			perItem(b)
		})
		b.Run(k.name+"/plain", func(b *testing.B) {
			r1, r2 := rng.Stream(1, 0, "a"), rng.Stream(1, 0, "b")
			for b.Loop() {
				sink = plain(benchItems, k.servers, &r1, &r2, gap, free)
			}
			perItem(b)
		})
		st := mustStation(b, Spec{Arrival: mustTime(b, dist.Exponential, gap, 1), Service: mustTime(b, dist.Exponential, 1, 1), Servers: k.servers})
		for name, percentiles := range map[string][]float64{"steady": nil, "steady with percentiles": {0.95}} {
			b.Run(k.name+"/"+name, func(b *testing.B) {
				run, err := st.StartSteady(Steady{Seed: 1, MaxItems: math.MaxInt, Percentiles: percentiles})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportAllocs()
				for b.Loop() {
					run.Advance(benchItems)
				}
				perItem(b)
			})
		}
		b.Run(k.name+"/horizon", func(b *testing.B) {
			var out Result
			h := Horizon{Seed: 1, Until: benchItems * gap, Window: 2, SampleTimes: weeks[:2]}
			b.ReportAllocs()
			for b.Loop() {
				if err := st.RunHorizon(h, b.N, &out); err != nil {
					b.Fatal(err)
				}
			}
			perItem(b)
		})
	}
}
