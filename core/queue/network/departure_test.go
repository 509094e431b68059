package network

import (
	"math"
	"testing"

	"kingman/core/queue"
)

// What leaves one of two stations in a row arrives at the other as QNA says; behind
// M/M/c it is Poisson (Burke 1956), behind one that is always busy it is the services.
func TestWhatLeavesArrives(t *testing.T) {
	for _, c := range []int{1, 3, 20} {
		for _, rho := range []float64{0.1, 0.7, 0.999} {
			for _, ca2 := range []float64{0, 0.5, 1, 4} {
				for _, cs2 := range []float64{0, 0.2, 1, 9} {
					s := queue.Station{ArrivalRate: rho * float64(c), MeanService: 1, Servers: c, ArrivalSCV: ca2, ServiceSCV: cs2}
					line := Open{
						Stations: []Station{{Servers: c, MeanService: 1, ServiceSCV: cs2, ArrivalRate: s.ArrivalRate, ArrivalSCV: ca2}, {Servers: 2 * c, MeanService: 1, ServiceSCV: 1}},
						Routing:  [][]float64{{0, 1}, {0, 0}},
					}
					r, err := line.QNA()
					if err != nil {
						t.Fatal(err)
					}
					if got, want := s.DepartureSCV(), r.Stations[1].ArrivalSCV; math.Abs(got-want) > 1e-12*(1+want) {
						t.Errorf("%+v: %v leaves, %v arrives", s, got, want)
					}
				}
			}
		}
		full := queue.Station{ArrivalRate: 3 * float64(c), MeanService: 1, Servers: c, ArrivalSCV: 7, ServiceSCV: 1}
		if got := full.DepartureSCV(); got != 1 {
			t.Errorf("%d exponential servers who are always busy: %v", c, got)
		}
	}
}
