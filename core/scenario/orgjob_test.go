package scenario

import (
	"reflect"
	"testing"

	"kingman/core/org"
	"kingman/core/sim"
)

// What a job yields reads back as the outcomes that the organisation itself
// gives, every field of them: a field that orgjob forgets fails here.
func TestOrgJobKeepsEveryNumber(t *testing.T) {
	o := org.Organisation{
		Stations: []sim.Station{{Name: "review", Servers: 2}, {Name: "gate", Kind: sim.Gate, Count: 3}},
		Teams:    []org.Team{{Name: "engineers", Size: 3, Skills: []org.Skill{{Station: "build", Speed: 1}}}},
		Classes: []org.Class{
			{Name: "feature", Arrivals: []org.Arrivals{{Rate: 0.2, SCV: 1}}, Backlog: 2, Steps: []org.Step{
				{Station: "build", Service: org.Time{Mean: 10, SCV: 1}},
				{Station: "review", Service: org.Time{Mean: 4, SCV: 0.5}, Patience: org.Time{Mean: 30, SCV: 1}, Next: []org.Branch{{To: "build", Probability: 0.2}}},
				{Station: "gate"},
			}},
			{Name: "defect", Arrivals: []org.Arrivals{{Rate: 0.05, SCV: 1}}, Steps: []org.Step{{Station: "review", Service: org.Time{Mean: 8, SCV: 1}}}},
		},
	}
	o.Stations = append(o.Stations, sim.Station{Name: "build"})
	opt := org.Options{Seed: 3, Horizon: 400, Replications: 5, Points: 4}
	job := orgJob("x", o, opt)
	run, err := job.Start()
	if err != nil {
		t.Fatal(err)
	}
	j := JobResult{ID: job.ID, Metrics: job.Metrics, Replications: opt.Replications, Values: make([]float64, opt.Replications*job.Metrics)}
	for r := range opt.Replications {
		run(r, j.Values[r*job.Metrics:(r+1)*job.Metrics])
	}
	simulator, err := o.NewSimulator(opt)
	if err != nil {
		t.Fatal(err)
	}
	for r, got := range orgOutcomes(j, o, opt) {
		simulator.Start(r)
		for !simulator.Step(1000) {
		}
		if want := simulator.Outcome(); !reflect.DeepEqual(got, want) {
			t.Errorf("replication %d:\n got %+v\nwant %+v", r, got, want)
		}
	}
}
