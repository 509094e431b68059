package network_test

import (
	"fmt"

	"kingman/core/queue/network"
)

// Features are built by eight and reviewed by one, who sends a fifth of them back.
func ExampleOpen_QNA() {
	n := network.Open{
		Stations: []network.Station{
			{Name: "build", Servers: 8, MeanService: 40, ServiceSCV: 0.5, ArrivalRate: 0.15, ArrivalSCV: 1},
			{Name: "review", Servers: 1, MeanService: 4, ServiceSCV: 1},
		},
		Routing: [][]float64{{0, 1}, {0.2, 0}},
	}
	r, err := n.QNA()
	if err != nil {
		panic(err)
	}
	for k, s := range r.Stations {
		fmt.Printf("%s: busy %.0f %%, %.1f h in line each time, %.2f times\n", n.Stations[k].Name, 100*s.BusyFraction, s.MeanWait, s.Visits)
	}
	fmt.Printf("from start to end %.0f h\n", r.LeadTime)
	// Output:
	// build: busy 94 %, 48.3 h in line each time, 1.25 times
	// review: busy 75 %, 11.0 h in line each time, 1.25 times
	// from start to end 129 h
}

// Ten engineers who wait for two reviewers, and the best that such a line can do.
func ExampleClosed_MVA() {
	n := network.Closed{
		Classes:  []network.ClosedClass{{Name: "engineers", Population: 10, ThinkTime: 30}},
		Stations: []network.ClosedStation{{Name: "review", Servers: 2, Visits: []float64{1}, MeanService: []float64{6}}},
	}
	r, err := n.MVA()
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.2f reviews an hour, each takes %.1f h with its wait\n", r.Classes[0].Throughput, r.Classes[0].ResponseTime)
	bounds, err := n.AsymptoticBounds()
	if err != nil {
		panic(err)
	}
	fmt.Printf("never more than %.2f\n", bounds.Upper)
	// Output:
	// 0.25 reviews an hour, each takes 9.5 h with its wait
	// never more than 0.28
}
