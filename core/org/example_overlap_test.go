package org_test

import (
	"fmt"

	"kingman/core/org"
	"kingman/core/sim"
)

// A service that needs two of its three copies, and a database. Each copy fails every 72 hours or so and is back after two; the
// database fails every 300, for three.
func ExampleOverlap() {
	failing := func(name string, copies int, up, down float64) org.Class {
		return org.Class{
			Name: name, Arrivals: []org.Arrivals{{Population: copies, ThinkTime: org.Time{Mean: up, SCV: 1}}},
			Steps: []org.Step{{Station: name + " down", Service: org.Time{Mean: down, SCV: 1}}},
		}
	}
	o := org.Organisation{
		Stations: []sim.Station{{Name: "copy down", Kind: sim.Delay}, {Name: "database down", Kind: sim.Delay}},
		Classes:  []org.Class{failing("copy", 3, 72, 2), failing("database", 1, 300, 3)},
	}
	two := org.Group{Stations: []string{"copy down"}, AtLeast: 2}
	database := org.Group{Stations: []string{"database down"}, AtLeast: 1}
	opt := org.Options{Seed: 1, Horizon: 30 * 24, Replications: 2000}
	opt.Overlaps = []org.Overlap{
		{Groups: []org.Group{two}},
		{Groups: []org.Group{two, database}},
	}
	r := must(o.Simulate(opt))
	for k, what := range []string{"two copies are down:   ", "the service is down:   "} {
		fmt.Printf("%s %3.0f minutes in 30 days\n", what, r.Overlaps[k].Mean*30*24*60)
	}
	// Output:
	// two copies are down:     91 minutes in 30 days
	// the service is down:    501 minutes in 30 days
}
