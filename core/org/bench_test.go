package org

import (
	"fmt"
	"testing"

	"kingman/core/sim"
)

// BenchmarkReport makes a report of about a hundred estimates of forty replications.
func BenchmarkReport(b *testing.B) {
	o := Organisation{}
	for k := range 3 {
		name := fmt.Sprintf("station %d", k)
		o.Stations = append(o.Stations, sim.Station{Name: name, Servers: 2})
		o.Classes = append(o.Classes, Class{
			Name: fmt.Sprintf("class %d", k), Arrivals: []Arrivals{{Rate: 1, SCV: 1}}, Steps: []Step{{Station: name, Service: Time{1, 1}}},
		})
	}
	opt := Options{Seed: 1, Horizon: 40, Replications: 40}
	s, err := o.NewSimulator(opt)
	if err != nil {
		b.Fatal(err)
	}
	outcomes := make([]Outcome, opt.Replications)
	for r := range outcomes {
		s.Start(r)
		for !s.Step(10_000) {
		}
		outcomes[r] = s.Outcome()
	}
	for b.Loop() {
		o.Report(opt, outcomes)
	}
}
