// Package org describes an organisation in words that its people would use (teams with skills, classes of
// work, stations, handoffs, gates, limits), simulates it with core/sim, sets the formulas of core/queue that apply
// beside the simulation, and reports both.
//
//	o := org.Organisation{
//		Stations: []sim.Station{{Name: "build"}, {Name: "review"}},
//		Teams: []org.Team{
//			{Name: "engineers", Size: 8, Skills: []org.Skill{{Station: "build", Speed: 1}}},
//			{Name: "reviewer", Size: 1, Skills: []org.Skill{{Station: "review", Speed: 1}}},
//		},
//		Classes: []org.Class{{
//			Name:     "feature",
//			Arrivals: []org.Arrivals{{Rate: 0.15, SCV: 1}},
//			Steps: []org.Step{
//				{Station: "build", Service: org.Time{Mean: 40, SCV: 0.5}},
//				{Station: "review", Service: org.Time{Mean: 4, SCV: 1}, Next: []org.Branch{{To: "build", Probability: 0.2}}},
//			},
//		}},
//	}
//	report, err := o.Simulate(org.Options{Seed: 1, Horizon: 26 * 40, Replications: 40})
//
// Times are in working hours (8 a day, 40 a week), rates per hour.
//
// Every number of a Report that was simulated is a stats.Estimate: a mean with an interval and warnings. Replications may run
// anywhere, in any order (Simulator); a Report made of the same outcomes is the same to the last bit. The steady
// state is estimated from one long run: SteadyState, and in steps SteadyRun.
package org
