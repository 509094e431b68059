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

// What is remembered from an earlier look is what would be read anew, to the last
// bit, however the replications come in; and a look at another run forgets it.
func TestViewsAreTheSameWithAMemory(t *testing.T) {
	for _, a := range Catalogue() {
		s := a.Defaults()
		if _, ok := a.Index("weeks"); ok {
			s.Set(a.index("weeks"), 4)
		}
		all, err := RunAll(s)
		if err != nil {
			t.Fatal(err)
		}
		other := s.Clone()
		other.Seed++
		again, err := RunAll(other)
		if err != nil {
			t.Fatal(err)
		}
		memories := make([]*Memory, len(all.Jobs))
		for i := range memories {
			memories[i] = &Memory{}
		}
		look := func(of Results, share float64) {
			plain, known := Results{Done: share == 1}, Results{Done: share == 1}
			for i, j := range of.Jobs {
				j.Replications = int(share * float64(j.Replications))
				j.Values = j.Values[:j.Replications*j.Metrics]
				plain.Jobs = append(plain.Jobs, j)
				j.Memory = memories[i]
				known.Jobs = append(known.Jobs, j)
			}
			got, want := a.View(s, known), a.View(s, plain)
			if digest(func(b bits) { b.view(got) }) != digest(func(b bits) { b.view(want) }) || got.Headline.String() != want.Headline.String() {
				t.Errorf("%s with %v of the runs: not what is read without a memory", a.ID, share)
			}
		}
		for _, share := range []float64{0, 0.1, 0.15, 0.6, 1, 1, 0.3} {
			look(all, share)
		}
		look(again, 0.5)
		look(again, 1)
	}
}

// BenchmarkLook is a look at all results of the slowest plan, with what was there
// at the look before remembered, and without.
func BenchmarkLook(b *testing.B) {
	for _, a := range Catalogue() {
		s := a.Defaults()
		r, err := RunAll(s)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(a.ID+"/anew", func(b *testing.B) {
			for b.Loop() {
				a.View(s, r)
			}
		})
		for i := range r.Jobs {
			r.Jobs[i].Memory = &Memory{}
		}
		b.Run(a.ID+"/remembered", func(b *testing.B) {
			for b.Loop() {
				a.View(s, r)
			}
		})
		b.Run(a.ID+"/formula", func(b *testing.B) {
			for b.Loop() {
				a.View(s, Results{})
			}
		})
	}
}
