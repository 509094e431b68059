package org_test

import (
	"fmt"

	"kingman/core/org"
	"kingman/core/sim"
)

// Questions, of which one in five comes back misunderstood. Answering again takes little of the time to an answer; what comes back takes a third.
func ExampleTimeSpent() {
	o := org.Organisation{
		Stations: []sim.Station{{Name: "analysts", Servers: 5}, {Name: "way back", Kind: sim.Delay}},
		Classes: []org.Class{{
			Name: "question", Arrivals: []org.Arrivals{{Rate: 10.0 / 40, SCV: 1}},
			Steps: []org.Step{
				{
					Name: "answer", Station: "analysts", Service: org.Time{Mean: 16, SCV: 1},
					Next: []org.Branch{{To: "misunderstood", Probability: 0.2}, {To: org.Out, Probability: 0.8}},
				},
				{Name: "misunderstood", Station: "way back", Service: org.Time{Mean: 40, SCV: 1}, Next: []org.Branch{{To: "answer", Probability: 1}}, Waste: org.Defect},
			},
		}},
	}
	opt := halfYear
	opt.ByStep = true
	r := must(o.Simulate(opt))
	question := &r.Classes[0]
	fmt.Printf("%.1f h from question to answer; %.1f h of answering again\n", question.LeadTime.Mean, question.Parts[sim.Rework].Mean)
	for _, use := range []org.Use{org.WorkedOn, org.Waiting, org.DoneAgain} {
		fmt.Printf("%-10v %s\n", use, hours(question.Spent[use]))
	}
	// Output:
	// 60.1 h from question to answer; 3.2 h of answering again
	// worked on  15.0 ± 0.1 h
	// waiting    26.9 ± 2.4 h
	// done again 18.2 ± 0.7 h
}
