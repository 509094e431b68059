package sim_test

import (
	"fmt"

	"kingman/core/dist"
	"kingman/core/sim"
	"kingman/core/stats"
)

func example(mean, scv float64) dist.Time {
	t, err := dist.ByMoments(mean, scv)
	if err != nil {
		panic(err)
	}
	return t
}

// Work comes ten times a week to three people, is checked by one, and goes back in a fifth of all cases:
// half a year, forty times.
func Example() {
	model := sim.Model{
		Stations: []sim.Station{{Name: "work", Servers: 3}, {Name: "check", Servers: 1}},
		Classes: []sim.Class{{Name: "item", Steps: []sim.Step{
			{Station: 0, Service: example(8, 1), Next: []sim.Branch{{To: 1, Probability: 1}}},
			{Station: 1, Service: example(1, 0.25), Next: []sim.Branch{{To: 0, Probability: 0.2}}},
		}}},
		Sources: []sim.Source{{Name: "source", Class: 0, Between: example(4, 1)}},
	}
	var lead, delivered, line []float64
	for r := range 40 {
		e, err := sim.New(model, sim.Options{Seed: 1, Replication: r, Horizon: 26 * 40})
		if err != nil {
			panic(err)
		}
		for !e.Step(5000) {
			// report e.Progress(), or give up
		}
		result := e.Result()
		last := result.Last()
		item := last.Classes[0]
		lead = append(lead, item.LeadTime)
		delivered = append(delivered, float64(item.Delivered))
		line = append(line, float64(last.Stations[0].Waiting))
	}
	hours, err := stats.Ratio(lead, delivered, 0.95)
	if err != nil {
		panic(err)
	}
	waiting := stats.FromReplications(line, 0.95)
	fmt.Printf("from asked for to delivered %.1f h (%.1f to %.1f)\n", hours.Mean, hours.Lo, hours.Hi)
	fmt.Printf("in line in week 26: %.1f (%.1f to %.1f)\n", waiting.Mean, waiting.Lo, waiting.Hi)
	// Output:
	// from asked for to delivered 22.9 h (20.3 to 25.6)
	// in line in week 26: 3.5 (1.9 to 5.2)
}

// A model that makes no sense says where.
func ExampleModel_Validate() {
	model := sim.Model{
		Stations: []sim.Station{{Name: "work", Servers: 3}},
		Classes:  []sim.Class{{Name: "item", Steps: []sim.Step{{Station: 1, Service: example(8, 1)}}}},
	}
	fmt.Println(model.Validate())
	// Output:
	// sim: Classes[0].Steps[0].Station is 1, must be the index of one of 1 stations
}

// A person who knows two jobs, and a change of plan: from week 10 on there are two of them.
func ExampleChange() {
	person := func(name string, away bool) sim.Person {
		return sim.Person{Name: name, Away: away, Skills: []sim.Skill{{Station: 0, Speed: 1}, {Station: 1, Speed: 0.8}}, Choice: sim.LongestLine}
	}
	model := sim.Model{
		Stations: []sim.Station{{Name: "database"}, {Name: "page"}},
		Classes: []sim.Class{
			{Name: "query", Steps: []sim.Step{{Station: 0, Service: example(4, 1)}}},
			{Name: "layout", Steps: []sim.Step{{Station: 1, Service: example(4, 1)}}},
		},
		Sources: []sim.Source{
			{Name: "queries", Class: 0, Between: example(10, 1)},
			{Name: "layouts", Class: 1, Between: example(8, 1)},
		},
		People:  []sim.Person{person("one", false), person("two", true)},
		Changes: []sim.Change{{At: 10 * 40, Kind: sim.SetPresence, Index: 1, To: 1}},
	}
	e, err := sim.New(model, sim.Options{Seed: 1, Horizon: 20 * 40, Samples: []float64{10 * 40}})
	if err != nil {
		panic(err)
	}
	for !e.Step(5000) {
	}
	for _, s := range e.Result().Snapshots[1:] {
		fmt.Printf("week %.0f: %d and %d in line\n", s.Time/40, s.Stations[0].Waiting, s.Stations[1].Waiting)
	}
	// Output:
	// week 10: 4 and 4 in line
	// week 20: 0 and 0 in line
}
