package sim

import (
	"testing"

	"kingman/core/dist"
)

func law(mean, scv float64) dist.Time {
	t, err := dist.ByMoments(mean, scv)
	if err != nil {
		panic(err)
	}
	return t
}

// tandem is three stations in a row with 20 % of items going back from the last to the first.
func tandem() Model {
	return Model{
		Classes: []Class{{Name: "item", Steps: []Step{
			{Station: 0, Service: law(1, 1), Next: []Branch{{1, 1}}},
			{Station: 1, Service: law(1, 1), Next: []Branch{{2, 1}}},
			{Station: 2, Service: law(1, 1), Next: []Branch{{0, 0.2}}},
		}}},
		Stations: []Station{{Name: "a", Servers: 1}, {Name: "b", Servers: 1}, {Name: "c", Servers: 1}},
		Sources:  []Source{{Name: "in", Class: 0, Between: law(1/0.64, 1)}},
	}
}

// single is one station.
func single(servers int, rho, ca2, cs2 float64) Model {
	return Model{
		Classes:  []Class{{Name: "item", Steps: []Step{{Station: 0, Service: law(1, cs2)}}}},
		Stations: []Station{{Name: "a", Servers: servers}},
		Sources:  []Source{{Name: "in", Class: 0, Between: law(1/(rho*float64(servers)), ca2)}},
	}
}

func bench(b *testing.B, m Model) {
	e, err := New(m, Options{Seed: 1, Horizon: 1e11, Quantiles: true})
	if err != nil {
		b.Fatal(err)
	}
	e.Step(200_000)
	b.ReportAllocs()
	b.ResetTimer()
	start := e.Events()
	arrived := e.classes[0].Arrived
	for e.Events()-start < int64(b.N) {
		e.Step(5000)
	}
	b.StopTimer()
	per := float64(b.Elapsed().Nanoseconds())
	b.ReportMetric(per/float64(e.Events()-start), "ns/event")
	b.ReportMetric(per/float64(e.classes[0].Arrived-arrived), "ns/item")
}

func BenchmarkMM1(b *testing.B)    { bench(b, single(1, 0.8, 1, 1)) }
func BenchmarkMM10(b *testing.B)   { bench(b, single(10, 0.9, 1, 1)) }
func BenchmarkTandem(b *testing.B) { bench(b, tandem()) }
