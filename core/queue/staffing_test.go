package queue_test

import (
	"errors"
	"math"
	"testing"

	"kingman/core/queue"
)

// TestCheapestServers holds the first c whose next is no cheaper against all c up to four times the load, by the exact
// M/M/c: marginal analysis misses nothing (Dyer and Proll 1977).
func TestCheapestServers(t *testing.T) {
	for _, load := range []float64{0.1, 0.9, 1, 3.7, 12, 60} {
		for _, ratio := range []float64{0, 0.01, 0.25, 1, 20} {
			s := queue.Station{ArrivalRate: load / 16, MeanService: 16, ArrivalSCV: 1, ServiceSCV: 1}
			got, err := s.CheapestServers(ratio)
			if err != nil {
				t.Fatal(err)
			}
			best, least := 0, math.Inf(1)
			for c := int(load) + 1; c <= int(4*load)+20; c++ {
				chance, err := queue.Erlang{Servers: c, OfferedLoad: load}.C()
				if err != nil {
					t.Fatal(err)
				}
				if cost := float64(c) + ratio*chance*load/(float64(c)-load); cost < least {
					best, least = c, cost
				}
			}
			if ratio == 0 { // nobody is idle
				best = int(math.Ceil(load))
			}
			if got != best {
				t.Errorf("load %v, ratio %v: %d servers, expected %d", load, ratio, got, best)
			}
		}
	}
	var field *queue.FieldError
	s := queue.Station{ArrivalRate: 1, MeanService: 1}
	for _, ratio := range []float64{-1, math.NaN(), math.Inf(1)} {
		if _, err := s.CheapestServers(ratio); !errors.As(err, &field) || field.Field != "Ratio" {
			t.Errorf("ratio %v: %v", ratio, err)
		}
	}
	s.MeanService = 2e6
	if _, err := s.CheapestServers(1); !errors.As(err, &field) || field.Field != "OfferedLoad" {
		t.Errorf("too much work: %v", err)
	}
	s.MeanService = 0
	if _, err := s.CheapestServers(1); err == nil {
		t.Error("no service time")
	}
}
