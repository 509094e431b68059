package network

import (
	"math/rand/v2"
	"testing"
)

func BenchmarkQNA10(b *testing.B) {
	n := randomOpen(rand.New(rand.NewPCG(10, 10)), 10, true, 0.9)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := n.QNA(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMVA10(b *testing.B) {
	line := closed(50, 5)
	mixed := closed(50, 5)
	two := Closed{Classes: []ClosedClass{{Population: 25, ThinkTime: 5}, {Population: 25, ThinkTime: 9}}}
	for k := range 10 {
		line.Stations = append(line.Stations, single(1, 1, 1+float64(k)/10))
		mixed.Stations = append(mixed.Stations, single(1+k%4, 1, 1+float64(k)/10))
		two.Stations = append(two.Stations, ClosedStation{Servers: 1 + k%2, Visits: []float64{1, 2}, MeanService: []float64{1 + float64(k)/10, 0.4}})
	}
	for _, bb := range []struct {
		name string
		n    Closed
	}{{"50 items, single servers", line}, {"50 items, 1 to 4 servers", mixed}, {"25 and 25 items, 1 or 2 servers", two}} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := bb.n.MVA(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
