package org

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"kingman/core/queue"
	"kingman/core/sim"
)

// devLine is three stations with feedback, exponential throughout: Jackson's network.
func devLine() Organisation {
	exp := func(mean float64) Time { return Time{mean, 1} }
	return Organisation{
		Stations: []sim.Station{{Name: "build"}, {Name: "review", Servers: 1}, {Name: "deploy", Servers: 1}},
		Teams:    []Team{{Name: "engineers", Size: 4, Skills: []Skill{{"build", 1}}}},
		Classes: []Class{{
			Name: "feature", Value: 1000, DelayCost: 2, Arrivals: []Arrivals{{Rate: 0.1, SCV: 1}},
			Steps: []Step{
				{Station: "build", Service: exp(24)},
				{Station: "review", Service: exp(5), Next: []Branch{{"build", 0.2}}},
				{Station: "deploy", Service: exp(6), Next: []Branch{{"build", 0.05}}},
			},
		}},
	}
}

func TestValidationNamesTheField(t *testing.T) {
	for _, c := range []struct {
		field string
		spoil func(o *Organisation)
	}{
		{"Stations[1].Servers", func(o *Organisation) { o.Stations[1].Servers = -1 }},
		{"Stations[2].Name", func(o *Organisation) { o.Stations[2].Name = "build" }},
		{"Stations[0].Ask", func(o *Organisation) { o.Stations[0].Ask = []int{0} }},
		{"Ask[0].Station", func(o *Organisation) { o.Ask = []Ask{{Station: "nowhere"}} }},
		{"Ask[1].Station", func(o *Organisation) { o.Ask = []Ask{{Station: "build"}, {Station: "build"}} }},
		{"Ask[0].Teams[1]", func(o *Organisation) { o.Ask = []Ask{{"build", []string{"engineers", "engineers"}}} }},
		{"Ask[0].Teams[0]", func(o *Organisation) { o.Ask = []Ask{{"build", []string{"nobody"}}} }},
		{"Ask[0].Teams[0]", func(o *Organisation) { o.Ask = []Ask{{"review", []string{"engineers"}}} }}, // who do not serve it
		{"Teams[0].Size", func(o *Organisation) { o.Teams[0].Size = -2 }},
		{"Teams[0].Skills[0].Station", func(o *Organisation) { o.Teams[0].Skills[0].Station = "nowhere" }},
		{"Teams[0].Skills[0].Speed", func(o *Organisation) { o.Teams[0].Skills[0].Speed = 0 }},
		{"Teams[0].Skills[1].Station", func(o *Organisation) { o.Teams[0].Skills = append(o.Teams[0].Skills, Skill{"review", 1}) }},
		{"Classes[0].Priority", func(o *Organisation) { o.Classes[0].Priority = 64 }},
		{"Classes[0].DelayCost", func(o *Organisation) { o.Classes[0].DelayCost = math.NaN() }},
		{"Classes[0].Backlog", func(o *Organisation) { o.Classes[0].Backlog = -1 }},
		{"Classes[0].Arrivals[0].Rate", func(o *Organisation) { o.Classes[0].Arrivals[0].Rate = 0 }},
		{"Classes[0].Arrivals[0].SCV", func(o *Organisation) { o.Classes[0].Arrivals[0].SCV = -1 }},
		{"Classes[0].Arrivals[0].Batch[0]", func(o *Organisation) { o.Classes[0].Arrivals[0].Batch = []float64{2} }},
		{"Classes[0].Arrivals[0].Follow.Stations[0]", func(o *Organisation) { o.Classes[0].Arrivals[0].Follow = &Follow{Stations: []string{"x"}} }},
		{"Classes[0].Steps[1].Station", func(o *Organisation) { o.Classes[0].Steps[1].Station = "nowhere" }},
		{"Classes[0].Steps[1].Service.Mean", func(o *Organisation) { o.Classes[0].Steps[1].Service.Mean = math.Inf(1) }},
		{"Classes[0].Steps[1].Service.SCV", func(o *Organisation) { o.Classes[0].Steps[1].Service.SCV = -0.5 }},
		{"Classes[0].Steps[1].Service.SCV", func(o *Organisation) { o.Classes[0].Steps[1].Service = Time{0, -0.5} }},
		{"Classes[0].Steps[1].Next[0].To", func(o *Organisation) { o.Classes[0].Steps[1].Next[0].To = "x" }},
		{"Classes[0].Steps[1].Next[0].Probability", func(o *Organisation) { o.Classes[0].Steps[1].Next[0].Probability = 1.2 }},
		{"Classes[0].Steps[1].GivesUp[0].To", func(o *Organisation) { o.Classes[0].Steps[1].GivesUp = []Branch{{"x", 1}} }},
		{"Classes[0].Steps[1].GivesUp[1].Probability", func(o *Organisation) { o.Classes[0].Steps[1].GivesUp = []Branch{{Out, 0.5}, {"build", -1}} }},
		{"sum of Classes[0].Steps[1].GivesUp", func(o *Organisation) { o.Classes[0].Steps[1].GivesUp = []Branch{{"build", 0.6}, {Out, 0.6}} }},
		{"Classes[0].Steps[1].Split[0].Class", func(o *Organisation) {
			o.Stations[1] = sim.Station{Name: "review", Kind: sim.Delay}
			o.Classes[0].Steps[1] = Step{Station: "review", Split: []Split{{"x", 1}}}
		}},
		{"Classes[0].Steps[0].Split", func(o *Organisation) { o.Classes[0].Steps[0].Split = []Split{{"feature", 1}} }}, // at a Line
		{"Classes[0].Steps[1].Split[1].Pieces", func(o *Organisation) {
			o.Stations[1] = sim.Station{Name: "review", Kind: sim.Delay}
			o.Classes[0].Steps[1] = Step{Station: "review", Split: []Split{{"feature", 1}, {"feature", 0}}}
		}},
		{"Classes[0].Steps[1].Service.Mean", func(o *Organisation) {
			o.Stations[1] = sim.Station{Name: "review", Kind: sim.Delay}
			o.Classes[0].Steps[1] = Step{Station: "review", Service: Time{2, 0}, Split: []Split{{"feature", 1}}}
		}},
		{"Classes[0].Steps[0].Spawn[0].Class", func(o *Organisation) { o.Classes[0].Steps[0].Spawn = []Spawn{{"x", 1}} }},
		{"Limits[0].Max", func(o *Organisation) { o.Limits = []Limit{{Name: "wip", Stations: []string{"build"}}} }},
		{"Limits[0].Stations[1]", func(o *Organisation) { o.Limits = []Limit{{"wip", []string{"build", "here"}, 1, true}} }},
		{"len(Limits)", func(o *Organisation) {
			for k := range 65 {
				o.Limits = append(o.Limits, Limit{Name: fmt.Sprint(k), Max: 1})
			}
		}},
		{"Changes[0].To", func(o *Organisation) { o.Changes = []Change{{Team: "engineers", To: 2.5}} }},
		{"Changes[0].At", func(o *Organisation) { o.Changes = []Change{{At: -1, Team: "engineers", To: 2}} }},
		{"Changes[0]", func(o *Organisation) { o.Changes = []Change{{At: 1}} }},
		{"Changes[0].Limit", func(o *Organisation) { o.Changes = []Change{{Limit: "x", To: 1}} }},
		{"Changes[0].Station", func(o *Organisation) { o.Changes = []Change{{Station: "build", To: 1}} }}, // a team has it
		{"Changes[0].Station", func(o *Organisation) { o.Changes = []Change{{Team: "engineers", Station: "review", To: 1}} }},
		{"Changes[0].To", func(o *Organisation) { o.Changes = []Change{{Team: "engineers", Station: "build", To: -1}} }},
		{"Changes[0].To", func(o *Organisation) { o.Changes = []Change{{Station: "review", To: 1.5}} }},
		{"Changes[0].Every", func(o *Organisation) { o.Changes = []Change{{Team: "engineers", Every: math.NaN()}} }},
		{"Teams[0].Size", func(o *Organisation) { o.Teams[0].Size, o.Teams[0].Skills[0].Speed = 10_001, 0.5 }},
		{"Teams[0].Choice", func(o *Organisation) { o.Teams[0].Choice = 9 }},
		{"Teams[1].Skills[0].Speed", func(o *Organisation) { o.Teams = append(o.Teams, Team{Name: "nobody", Skills: []Skill{{"build", -1}}}) }},
		{"Teams[0].Skills[0].Station", func(o *Organisation) { o.Stations[0].Kind = sim.Delay }},
		{"sum of Classes[0].Arrivals[0].Batch", func(o *Organisation) { o.Classes[0].Arrivals[0].Batch = []float64{0.5, 0.4} }},
		{"Classes[0].Arrivals[0].Rate", func(o *Organisation) { o.Classes[0].Arrivals[0].Rate = 1e-300 }},
		{"Classes[0].Arrivals[0].ThinkTime.Mean", func(o *Organisation) { o.Classes[0].Arrivals[0] = Arrivals{Population: 1, ThinkTime: Time{1e13, 1}} }},
		{"Classes[0].Arrivals[0].Waiting", func(o *Organisation) { // for one item more than there are
			o.Classes[0].Backlog, o.Classes[0].Arrivals[0] = 2, Arrivals{Population: 4, ThinkTime: Time{1, 1}, Waiting: 3}
		}},
		{"Classes[0].Arrivals[0].Waiting", func(o *Organisation) { // of none
			o.Classes[0].Backlog, o.Classes[0].Arrivals[0].Waiting = 2, 1
		}},
		{"Classes[0].Steps[1].Waste", func(o *Organisation) { o.Classes[0].Steps[1].Waste = Defect + 1 }},
		{"Classes[0].Entry[0].To", func(o *Organisation) { o.Classes[0].Entry = []Branch{{"x", 0.5}} }},
		{"Classes[0].Entry[1].Probability", func(o *Organisation) { o.Classes[0].Entry = []Branch{{Out, 0.5}, {"build", -0.5}} }},
		{"sum of Classes[0].Entry", func(o *Organisation) { o.Classes[0].Entry = []Branch{{Out, 0.5}, {"build", 0.6}} }},
		{"Classes[0].Steps[0].Station", func(o *Organisation) { o.Classes[0].Steps[0].Station = "" }},
		{"Limits[1].Stations[1]", func(o *Organisation) {
			o.Limits = []Limit{{"one", []string{"build"}, 2, false}, {"two", []string{"build", "build"}, 2, true}}
		}},
	} {
		o := devLine()
		c.spoil(&o)
		bad := (*FieldError)(nil)
		if err := o.Validate(); !errors.As(err, &bad) || bad.Field != c.field || bad.Legal == "" {
			t.Errorf("%s: got %v", c.field, err)
		}
		if _, err := o.Simulate(Options{Horizon: 1, Replications: 1}); err == nil {
			t.Errorf("%s: simulated all the same", c.field)
		}
	}
	o := devLine()
	for field, opt := range map[string]Options{
		"Horizon": {Horizon: -1, Replications: 1}, "Replications": {Horizon: 1}, "Confidence": {Horizon: 1, Replications: 1, Confidence: 1},
		"Points": {Horizon: 1, Replications: 1, Points: -1},
	} {
		if _, err := o.Simulate(opt); err == nil || !strings.Contains(err.Error(), field) {
			t.Errorf("options: %s: got %v", field, err)
		}
	}
}

// The steady state found by batch means must agree with the formulas where those are exact: four standard errors.
func TestSteadyStateAgreesWithFormulas(t *testing.T) {
	exp := func(mean float64) Time { return Time{mean, 1} }
	repair := Organisation{
		Stations: []sim.Station{{Name: "repair", Servers: 2}},
		Classes: []Class{{Name: "machine", Arrivals: []Arrivals{{Population: 5, ThinkTime: exp(10)}},
			Steps: []Step{{Station: "repair", Service: exp(4)}}}},
	}
	urgent := Organisation{
		Stations: []sim.Station{{Name: "desk", Servers: 1, Discipline: sim.PreemptiveResume}},
		Classes: []Class{
			{Name: "toil", Priority: 5, Arrivals: []Arrivals{{Rate: 0.25, SCV: 1}}, Steps: []Step{{Station: "desk", Service: Time{2, 2}}}},
			{Name: "incident", Priority: 1, Arrivals: []Arrivals{{Rate: 0.25, SCV: 1}}, Steps: []Step{{Station: "desk", Service: Time{1, 0}}}},
		},
	}
	delay := devLine()
	delay.Stations = append(delay.Stations, sim.Station{Name: "handoff", Kind: sim.Delay})
	delay.Classes[0].Steps = append(delay.Classes[0].Steps, Step{Station: "handoff", Service: Time{8, 0}})
	for _, c := range []struct {
		name, method string
		o            Organisation
	}{
		{"Jackson", "Jackson 1957", devLine()},
		{"Jackson with a handoff", "Jackson 1957", delay},
		{"machine repair", "Mean value analysis, Reiser and Lavenberg 1980", repair},
		{"preemptive", "Preemptive resume, White and Christie 1958", urgent},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := c.o.Formulas()
			if err != nil || f.Method != c.method || len(f.LeftOut) > 0 {
				t.Fatalf("%q leaves out %q: %v", f.Method, f.LeftOut, err)
			}
			r, err := c.o.SteadyState(Options{Seed: 3, Horizon: 500_000})
			if err != nil || len(r.Warnings) > 0 {
				t.Fatal(err, r.Warnings)
			}
			for k, want := range f.Classes {
				got := r.Classes[k]
				if e := got.LeadTime; !(math.Abs(e.Mean-want.LeadTime) <= 4*e.StdErr) {
					t.Errorf("%s: lead time %.4g ± %.2g, formula %.4g", want.Name, e.Mean, e.StdErr, want.LeadTime)
				}
				if e := got.WIP; !(math.Abs(e.Mean-want.WIP) <= 4*e.StdErr) {
					t.Errorf("%s: WIP %.4g ± %.2g, formula %.4g", want.Name, e.Mean, e.StdErr, want.WIP)
				}
			}
			for k, want := range f.Stations {
				if c.name == "preemptive" {
					break // MeanWait there does not count interruptions, the formula does
				}
				if e := r.Stations[k].MeanWait; !(math.Abs(e.Mean-want.MeanWait) <= 4*e.StdErr) {
					t.Errorf("%s: wait %.4g ± %.2g, formula %.4g", want.Name, e.Mean, e.StdErr, want.MeanWait)
				}
			}
		})
	}
}

// Overload has no steady state, and both sides say so; at a horizon the numbers are finite, and the unfinished count.
func TestOverload(t *testing.T) {
	o := devLine()
	o.Classes[0].Arrivals[0].Rate = 0.3
	f, err := o.Formulas()
	if !queue.IsUnstable(err) || !math.IsInf(f.Classes[0].LeadTime, 1) {
		t.Errorf("formulas: %v, %+v", err, f.Classes)
	}
	r, err := o.SteadyState(Options{Seed: 1, Horizon: 100_000})
	if err != nil || len(r.Warnings) == 0 {
		t.Errorf("a steady state without a warning: %v %v", err, r.Warnings)
	}
	r, err = o.Simulate(Options{Seed: 1, Horizon: 1040, Replications: 20, Points: 26})
	if err != nil {
		t.Fatal(err)
	}
	c := r.Classes[0]
	if !(c.LeadTime.Mean > c.DeliveredLeadTime.Mean && c.OpenAtEnd.Mean > 50) {
		t.Errorf("lead time %v, of the delivered %v, open %v", c.LeadTime.Mean, c.DeliveredLeadTime.Mean, c.OpenAtEnd.Mean)
	}
	if n := len(r.Series.Classes[0].WIP); n != 26 || r.Series.Classes[0].WIP[25].Mean.Mean != c.OpenAtEnd.Mean {
		t.Errorf("%d points; the last is not the end", n)
	}
}

// Outcomes may come from anywhere in any order, and from several simulators: not a digit of the report changes. The parts sum to
// the lead time to the last bit.
func TestReportDoesNotDependOnOrder(t *testing.T) {
	o := devLine()
	opt := Options{Seed: 7, Horizon: 800, Replications: 12, Points: 5}
	want, err := o.Simulate(opt)
	if err != nil {
		t.Fatal(err)
	}
	var outcomes []Outcome
	for _, r := range rand.New(rand.NewPCG(1, 1)).Perm(12) {
		s, err := o.NewSimulator(opt)
		if err != nil {
			t.Fatal(err)
		}
		s.Start(r)
		for !s.Step(17) {
		}
		outcomes = append(outcomes, s.Outcome())
	}
	got := o.Report(opt, outcomes)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	sum := 0.0
	for _, p := range got.Classes[0].Parts {
		sum += p.Mean
	}
	if sum != got.Classes[0].LeadTime.Mean {
		t.Errorf("parts sum to %v, lead time is %v", sum, got.Classes[0].LeadTime.Mean)
	}
}

// With the same seed two organisations share their luck: the difference is far more certain than its terms.
func TestDifferenceSharesLuck(t *testing.T) {
	a, b := devLine(), devLine()
	b.Stations[2].Servers = 2
	opt := Options{Seed: 5, Horizon: 2000, Replications: 40}
	run := func(o Organisation) []Outcome {
		s, err := o.NewSimulator(opt)
		if err != nil {
			t.Fatal(err)
		}
		var out []Outcome
		for r := range opt.Replications {
			s.Start(r)
			for !s.Step(1000) {
			}
			out = append(out, s.Outcome())
		}
		return out
	}
	before, after := run(a), run(b)
	d, err := LeadTime(0).Difference(before, after, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	alone := LeadTime(0).Estimate(before, 0.95)
	if !(d.Hi < 0 && d.StdErr < 0.6*alone.StdErr) {
		t.Errorf("difference %v ± %v beside %v ± %v", d.Mean, d.StdErr, alone.Mean, alone.StdErr)
	}
}

// A budget that runs out gives what there is and says so.
func TestBudget(t *testing.T) {
	o := devLine()
	o.Classes[0].Arrivals[0].Rate = 50
	r, err := o.Simulate(Options{Seed: 1, Horizon: 1e6, Replications: 3, MaxItems: 500, Points: 4})
	if err != nil || len(r.Warnings) == 0 || !strings.Contains(r.Warnings[0], "out of room") || r.Hours >= 1e6 || !(r.Classes[0].WIP.Mean > 0) {
		t.Errorf("%v: %+v", err, r)
	}
}

// Teams that change in size and skill do so whether they are servers or persons.
func TestTeamsChange(t *testing.T) {
	o := Organisation{
		Stations: []sim.Station{{Name: "a"}, {Name: "b"}},
		Teams:    []Team{{Name: "one", Size: 0, Skills: []Skill{{"a", 1}}}, {Name: "two", Size: 0, Skills: []Skill{{"b", 2}}}},
		Classes: []Class{
			{Name: "at a", Backlog: 10, Steps: []Step{{Station: "a", Service: Time{1, 0}}}},
			{Name: "at b", Backlog: 10, Steps: []Step{{Station: "b", Service: Time{2, 0}}}},
		},
		Changes: []Change{{At: 10, Team: "one", To: 2}, {At: 10, Team: "two", To: 2}},
	}
	r, err := o.Simulate(Options{Horizon: 30, Replications: 2})
	if err != nil {
		t.Fatal(err)
	}
	for k := range 2 {
		// Two at a time from 10 on: delivered at 11, 11, 12, 12, …, 15.
		if got := r.Classes[k].LeadTime.Mean; got != 13 {
			t.Errorf("class %d: lead time %v, want 13", k, got)
		}
		if got := r.Teams[k].BusyFraction.Mean; got != 0.25 {
			t.Errorf("team %d: busy %v of its hours, want 10 of 40", k, got)
		}
	}
}

// A team that is taught another station learns it itself, and nobody else does, however the team was simulated until then.
func TestTeachingATeam(t *testing.T) {
	o := Organisation{
		Stations: []sim.Station{{Name: "a"}, {Name: "b"}},
		Teams:    []Team{{Name: "other", Size: 1}, {Name: "taught", Size: 1, Skills: []Skill{{"a", 1}}}},
		Classes:  []Class{{Name: "work", Backlog: 4, Steps: []Step{{Station: "b", Service: Time{2, 0}}}}},
		Changes:  []Change{{At: 10, Team: "taught", Station: "b", To: 2}},
	}
	r, err := o.Simulate(Options{Horizon: 20, Replications: 2})
	if err != nil {
		t.Fatal(err)
	}
	if other, taught := r.Teams[0].BusyFraction.Mean, r.Teams[1].BusyFraction.Mean; other != 0 || taught != 0.2 {
		t.Errorf("busy %v and %v of their hours, want 0 and 4 of 20", other, taught)
	}
	if lead := r.Classes[0].LeadTime.Mean; lead != 12.5 {
		t.Errorf("lead time %v, want the mean of 11, 12, 13 and 14", lead)
	}
}
