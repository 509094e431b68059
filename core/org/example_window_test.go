package org_test

import (
	"fmt"

	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/stats"
)

// The wait at a date: how long features wait that are built about week 26, whenever their analysis begins. Twenty engineers build twenty
// features a week, five analysts look at twelve and a half.
func ExampleWindow() {
	o := org.Organisation{
		Stations: []sim.Station{{Name: "analysis"}},
		Teams:    []org.Team{{Name: "analysts", Size: 5, Skills: []org.Skill{{Station: "analysis", Speed: 1}}}},
		Classes: []org.Class{{
			Name: "feature", Arrivals: []org.Arrivals{{Rate: 20.0 / 40, SCV: 0.25, Underway: true}},
			Steps: []org.Step{{Station: "analysis", Service: org.Time{Mean: 16, SCV: 0.0625}}},
		}},
	}
	opt := halfYear
	opt.Windows = []org.Window{{Station: "analysis", From: 25.5 * 40, To: 26.5 * 40, Over: []float64{16 * 40}}}
	r := must(o.Simulate(opt))
	w := r.Windows[0]
	fmt.Println("of all who came until week 26, so far:", hours(r.Stations[0].MeanWait))
	fmt.Println("of those who come in week 26:         ", hours(w.MeanWait))
	fmt.Printf("of these, %.0f %% wait longer than 16 weeks; one in ten less than %.0f h\n", 100*w.Longer[0].Mean, stats.SortedQuantile(w.Waits, 0.1))
	// Output:
	// of all who came until week 26, so far: 193.4 ± 1.5 h
	// of those who come in week 26:          620.4 ± 5.3 h
	// of these, 30 % wait longer than 16 weeks; one in ten less than 572 h
}
