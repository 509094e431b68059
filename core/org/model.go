package org

import (
	"errors"
	"strings"

	"kingman/core/dist"
	"kingman/core/sim"
	"kingman/core/smallfmt"
)

// A plan is a compiled organisation: the model, and where each team and class of it has gone.
type plan struct {
	model  sim.Model
	teams  []teamPlan
	served []bool            // stations that teams serve at some time
	marks  [][]Waste         // of steps, by class
	origin map[string]string // of a path in the model: the path in the organisation
	err    error
}

// A teamPlan is where a team's people are: they are the station's own servers if that comes to the same and is
// faster to simulate, else persons [first, first+size).
type teamPlan struct {
	station     int // −1 for persons
	first, size int
}

// Model returns the organisation as the simulator takes it. An error is a *FieldError that names the field of the
// organisation, the value, and what is legal.
func (o *Organisation) Model() (sim.Model, error) {
	p := o.plan()
	return p.model, p.err
}

// Validate reports the first illegal value as a *FieldError, or nil.
func (o *Organisation) Validate() error { return o.plan().err }

func (o *Organisation) plan() *plan {
	p := &plan{origin: map[string]string{}}
	p.model.Stations = append([]sim.Station(nil), o.Stations...)
	stations := p.names("Stations", len(o.Stations), func(k int) string { return o.Stations[k].Name })
	classes := p.names("Classes", len(o.Classes), func(k int) string { return o.Classes[k].Name })
	p.names("Teams", len(o.Teams), func(k int) string { return o.Teams[k].Name })
	p.names("Limits", len(o.Limits), func(k int) string { return o.Limits[k].Name })
	for k, s := range o.Stations {
		p.check(len(s.Ask) == 0, "empty: Organisation.Ask names the teams", s.Ask, "Stations[%d].Ask", k)
	}
	if p.err != nil {
		return p
	}
	o.planTeams(p, stations)
	o.planAsk(p, stations)
	for k := range o.Classes {
		o.planClass(p, k, stations, classes)
	}
	for k, l := range o.Limits {
		limit := sim.Limit{Name: l.Name, Max: l.Max, Blocks: l.Blocks}
		for j, s := range l.Stations {
			limit.Stations = append(limit.Stations, p.find(stations, s, "a station", "Limits[%d].Stations[%d]", k, j))
		}
		p.model.Limits = append(p.model.Limits, limit)
	}
	o.planChanges(p, stations)
	if p.err == nil {
		p.err = o.translate(p, p.model.Validate())
	}
	return p
}

// check keeps the first error. Its hundred calls, in place, would be 3 kB of
// every program (compressed).
//
//go:noinline
func (p *plan) check(ok bool, legal string, value any, field string, at ...any) {
	if !ok && p.err == nil {
		p.err = &FieldError{Field: smallfmt.Sprintf(field, at...), Value: value, Legal: legal}
	}
}

// names makes an index of n names, which must be given and differ.
func (p *plan) names(what string, n int, name func(k int) string) map[string]int {
	index := map[string]int{}
	for k := range n {
		s := name(k)
		_, seen := index[s]
		p.check(s != "" && s != Out, `a name other than "" and "`+Out+`"`, s, "%s[%d].Name", what, k)
		p.check(!seen, "a name that nothing else in "+what+" has", s, "%s[%d].Name", what, k)
		index[s] = k
	}
	return index
}

func (p *plan) find(index map[string]int, name, what, field string, at ...any) int {
	k, ok := index[name]
	p.check(ok, "the name of "+what, name, field, at...)
	return k
}

// law makes a time; one of no length is the zero time.
func (p *plan) law(t Time, field string, at ...any) dist.Time {
	if t.Mean == 0 {
		p.checkSCV(t.SCV, field, at...)
		return dist.Time{}
	}
	law, err := dist.ByMoments(t.Mean, t.SCV)
	if bad := (*dist.RangeError)(nil); errors.As(err, &bad) {
		part := map[string]string{"mean": "Mean", "scv": "SCV"}[bad.Field]
		p.check(false, bad.Legal, bad.Value, field+"."+part, at...)
	}
	return law
}

// checkSCV finds fault with an SCV that no law has.
func (p *plan) checkSCV(scv float64, field string, at ...any) {
	p.check(scv >= 0 && scv <= dist.MaxSCV, smallfmt.Sprintf("from 0 to %d", dist.MaxSCV), scv, field+".SCV", at...)
}

// translate gives an error of the simulator the name that the field has in the organisation, and says a station by its name.
func (o *Organisation) translate(p *plan, err error) error {
	bad := (*sim.FieldError)(nil)
	if !errors.As(err, &bad) {
		return err
	}
	of, field := "", bad.Field
	if rest, ok := strings.CutPrefix(field, "sum of "); ok {
		of, field = "sum of ", rest
	}
	for i := len(field); i > 0; i-- {
		if from, ok := p.origin[field[:i]]; ok {
			field = from + field[i:]
			break
		}
	}
	value := bad.Value
	if k, ok := value.(int); ok && k >= 0 && k < len(o.Stations) && strings.Contains(field[strings.LastIndex(field, ".")+1:], "Station") {
		value = o.Stations[k].Name
	}
	return &FieldError{Field: of + field, Value: value, Legal: bad.Legal}
}

func (o *Organisation) planClass(p *plan, k int, stations, classes map[string]int) {
	c := &o.Classes[k]
	class := sim.Class{Name: c.Name, Priority: c.Priority}
	p.check(c.Value >= -1e12 && c.Value <= 1e12, "from -1e12 to 1e12", c.Value, "Classes[%d].Value", k)
	p.check(c.DelayCost >= 0 && c.DelayCost <= 1e12, "from 0 to 1e12", c.DelayCost, "Classes[%d].DelayCost", k)
	for j, s := range c.Steps {
		p.find(stations, s.Station, "a station", "Classes[%d].Steps[%d].Station", k, j) // before the name that it may give the step
	}
	marks := make([]Waste, len(c.Steps))
	p.marks = append(p.marks, marks)
	steps := p.names(smallfmt.Sprintf("Classes[%d].Steps", k), len(c.Steps), func(j int) string { return c.Steps[j].name() })
	for j, s := range c.Steps {
		step := sim.Step{
			Station:  p.find(stations, s.Station, "a station", "Classes[%d].Steps[%d].Station", k, j),
			Service:  p.law(s.Service, "Classes[%d].Steps[%d].Service", k, j),
			Patience: p.law(s.Patience, "Classes[%d].Steps[%d].Patience", k, j),
		}
		marks[j] = s.Waste
		p.check(s.Waste <= Defect, "ByPart, Work, Check or Defect", int(s.Waste), "Classes[%d].Steps[%d].Waste", k, j)
		left := 0.0
		step.GivesUp, _ = p.branches(s.GivesUp, steps, "Classes[%d].Steps[%d].GivesUp", k, j)
		step.Next, left = p.branches(s.Next, steps, "Classes[%d].Steps[%d].Next", k, j)
		if j+1 < len(c.Steps) && left > 0 {
			step.Next = append(step.Next, sim.Branch{To: j + 1, Probability: left})
		}
		for w, sp := range s.Spawn {
			onto := p.find(classes, sp.Class, "a class", "Classes[%d].Steps[%d].Spawn[%d].Class", k, j, w)
			step.Spawn = append(step.Spawn, sim.Spawn{Class: onto, Probability: sp.Probability})
		}
		p.check(len(s.Split) == 0 || p.err != nil || o.Stations[step.Station].Kind != sim.Line, "empty but at a Delay or a Gate", "not empty", "Classes[%d].Steps[%d].Split", k, j)
		for w, sp := range s.Split {
			of := p.find(classes, sp.Class, "a class", "Classes[%d].Steps[%d].Split[%d].Class", k, j, w)
			step.Split = append(step.Split, sim.Split{Class: of, Pieces: sp.Pieces})
		}
		class.Steps = append(class.Steps, step)
	}
	if len(c.Entry) > 0 {
		left := 0.0
		class.Entry, left = p.branches(c.Entry, steps, "Classes[%d].Entry", k)
		class.Entry = append(class.Entry, sim.Branch{To: 0, Probability: max(left, 0)})
	}
	p.model.Classes = append(p.model.Classes, class)
	for j, a := range c.Arrivals {
		o.planArrivals(p, k, j, &a, stations)
	}
	p.check(c.Backlog >= 0, "0 or more", c.Backlog, "Classes[%d].Backlog", k)
	if c.Backlog > 0 {
		p.origin[smallfmt.Sprintf("Backlog[%d].Count", len(p.model.Backlog))] = smallfmt.Sprintf("Classes[%d].Backlog", k)
		p.model.Backlog = append(p.model.Backlog, sim.Backlog{Class: k, Count: c.Backlog})
	}
}

// branches are those of a step or a class, without those that lead Out, and the probability that they leave.
func (p *plan) branches(list []Branch, steps map[string]int, field string, at ...any) (to []sim.Branch, left float64) {
	left = 1
	for w, b := range list {
		one := append(at, w)
		p.check(b.Probability >= 0 && b.Probability <= 1, "from 0 to 1", b.Probability, field+"[%d].Probability", one...)
		left -= b.Probability
		if b.To != Out {
			step := p.find(steps, b.To, `one of the class's steps, or "`+Out+`"`, field+"[%d].To", one...)
			to = append(to, sim.Branch{To: step, Probability: b.Probability})
		}
	}
	p.check(left >= -1e-9, "probabilities that sum to at most 1", 1-left, "sum of "+field, at...)
	return to, left
}

// latest is the largest time that the simulator takes, in hours.
const latest = 1e12

// name is what the class's branches call the step.
func (s *Step) name() string {
	if s.Name == "" {
		return s.Station
	}
	return s.Name
}

func (o *Organisation) planArrivals(p *plan, k, j int, a *Arrivals, stations map[string]int) {
	path := smallfmt.Sprintf("Classes[%d].Arrivals[%d]", k, j)
	source := sim.Source{
		Name: smallfmt.Sprintf("%s/%d", o.Classes[k].Name, j), Class: k,
		Batch: a.Batch, Population: a.Population, Waiting: a.Waiting, Underway: a.Underway, Steps: a.Steps, Growth: a.Growth,
	}
	if a.Population > 0 {
		source.Between = p.law(a.ThinkTime, path+".ThinkTime")
		p.check(a.ThinkTime.Mean <= latest, "from 0 to 1e12", a.ThinkTime.Mean, "%s.ThinkTime.Mean", path)
	} else {
		p.check(a.Rate >= 1/latest && a.Rate <= 1e12, "from 1e-12 to 1e12", a.Rate, "%s.Rate", path)
		p.checkSCV(a.SCV, path)
		if p.err == nil {
			source.Between = p.law(Time{1 / a.Rate, a.SCV}, path)
		}
	}
	if f := a.Follow; f != nil {
		source.Follow = &sim.Follow{Base: f.Base, PerItem: f.PerItem}
		for i, s := range f.Stations {
			source.Follow.Stations = append(source.Follow.Stations, p.find(stations, s, "a station", "%s.Follow.Stations[%d]", path, i))
		}
	}
	p.origin[smallfmt.Sprintf("Sources[%d]", len(p.model.Sources))] = path
	p.model.Sources = append(p.model.Sources, source)
}
