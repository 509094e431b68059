package org_test

import (
	"fmt"

	"kingman/core/org"
	"kingman/core/sim"
)

// Twenty engineers, of whose features six in ten need an analyst. Each goes on with the next feature when the last one is made, or waits with
// it until it has been analysed: then nobody is overloaded, and the engineers do nothing.
func ExampleClass_entry() {
	feature := org.Class{
		Name: "feature", Entry: []org.Branch{{To: org.Out, Probability: 0.4}},
		Steps: []org.Step{{Station: "analysis", Service: org.Time{Mean: 32, SCV: 0.25}}},
	}
	o := org.Organisation{
		Stations: []sim.Station{{Name: "analysis"}},
		Teams:    []org.Team{{Name: "analysts", Size: 5, Skills: []org.Skill{{Station: "analysis", Speed: 1}}}},
	}
	for _, arrivals := range []org.Arrivals{
		{Rate: 20.0 / 40, SCV: 0.25, Underway: true},
		{Population: 20, ThinkTime: org.Time{Mean: 40, SCV: 0.25}, Underway: true},
	} {
		feature.Arrivals = []org.Arrivals{arrivals}
		o.Classes = []org.Class{feature}
		r := must(o.Simulate(halfYear))
		fmt.Printf("%.1f features a week shipped, those analysed wait %s\n", 40*r.Classes[0].Throughput.Mean, hours(r.Stations[0].MeanWait))
	}
	// Output:
	// 14.1 features a week shipped, those analysed wait 243.9 ± 2.9 h
	// 10.4 features a week shipped, those analysed wait 27.8 ± 0.6 h
}
