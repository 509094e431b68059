package network

import (
	"math"
	"testing"

	"kingman/core/queue"
)

func FuzzOpen(f *testing.F) {
	f.Add(0.5, 1.0, 0.0, 1.0, 1.6, 2.0, 0.3, 0.7, 0.25, 3)
	f.Add(1e100, 0.0, 1e-100, 1e6, 1e100, 0.0, 1.0, 0.0, 1.0, 1)
	f.Add(2.0, 1.0, 1.0, 0.0, 1e-100, 0.0, 1.0, 0.999999999999, 0.0, 1_000_000)
	f.Fuzz(func(t *testing.T, rate1, service1, rate2, scv1, service2, scv2, p11, p12, p21 float64, servers int) {
		n := Open{
			Stations: []Station{
				{Servers: servers % 5000, MeanService: service1, ServiceSCV: scv1, ArrivalRate: rate1, ArrivalSCV: scv2},
				{Servers: 1, MeanService: service2, ServiceSCV: scv2, ArrivalRate: rate2, ArrivalSCV: scv1},
				{Delay: servers%2 == 0, Servers: 2, MeanService: service1, ServiceSCV: 0.1},
			},
			Routing: [][]float64{{p11, p12, 1 - p11 - p12}, {p21, 0, 0.5 * p11}, {0, 1 - p12, 0}},
		}
		for name, solve := range map[string]func() (OpenResult, error){"QNA": n.QNA, "Jackson": n.Jackson} {
			r, err := solve()
			overload := queue.IsUnstable(err)
			if err != nil && !overload {
				continue
			}
			if math.IsNaN(r.LeadTime+r.WIP+r.Throughput) || !overload && math.IsInf(r.LeadTime, 1) {
				t.Fatalf("%s %+v: %+v, %v", name, n, r, err)
			}
			for _, s := range r.Stations {
				if math.IsNaN(s.MeanWait+s.WIP+s.QueueLength+s.ArrivalSCV+s.Visits) || s.MeanWait < 0 || s.ArrivalSCV < 0 ||
					math.IsInf(s.MeanWait, 1) != (s.Utilization >= 1) {
					t.Fatalf("%s %+v: %+v, %v", name, n, s, err)
				}
			}
		}
	})
}

func FuzzClosed(f *testing.F) {
	f.Add(5, 2, 10.0, 4.0, 1.0, 2, 0.5)
	f.Add(0, 0, 0.0, 0.0, 0.0, 1, 0.0)
	f.Add(40, 3, 1e100, 1e-100, 1e100, 3, 1e-100)
	f.Fuzz(func(t *testing.T, first, second int, think, service, visits float64, servers int, other float64) {
		n := Closed{
			Classes: []ClosedClass{{Population: first % 50, ThinkTime: think}, {Population: second % 10, ThinkTime: other}},
			Stations: []ClosedStation{
				{Servers: servers % 100, Visits: []float64{visits, 1}, MeanService: []float64{service, other}},
				{Servers: 1, Visits: []float64{1, other}, MeanService: []float64{think, service}},
				{Delay: true, Visits: []float64{0, 1}, MeanService: []float64{1, other}},
			},
		}
		r, err := n.MVA()
		if err != nil {
			return
		}
		for i, c := range r.Classes {
			total := c.WIP + c.Throughput*n.Classes[i].ThinkTime
			if pop := float64(n.Classes[i].Population); !near(total, pop, 1e-9) {
				t.Fatalf("%+v: class %d: %v of %v items, %+v", n, i, total, pop, r)
			}
		}
		for _, s := range r.Stations {
			for i := range s.WIP {
				if v := s.MeanWait[i] + s.WIP[i]; math.IsNaN(v) || math.IsInf(v, 0) || s.MeanWait[i] < 0 {
					t.Fatalf("%+v: %+v", n, s)
				}
			}
		}
	})
}
