package sim

import (
	"math"

	"kingman/core/smallfmt"
)

// A FieldError says which field of a Model or of Options has an illegal value and what would be legal.
type FieldError struct {
	Field string // for example "Classes[0].Steps[2].Next[1].Probability"
	Value any
	Legal string // for example "from 0 to 1"
}

func (e *FieldError) Error() string {
	return smallfmt.Sprintf("sim: %s is %v, must be %s", e.Field, e.Value, e.Legal)
}

// probabilitySlack is by how much probabilities may miss the sum of 1 for rounding.
const probabilitySlack = 1e-9

// Bounds of what a model may ask for. They keep a slip of the finger from asking for more memory than there is.
const (
	mostServers    = 100_000
	mostPriorities = 64
	mostLimits     = 64 // a bit each
	mostPieces     = 100_000
	longest        = 1e12 // hours; also the highest rate factor
)

// A checker collects the first error. Its methods are called a hundred times;
// in place, each time, they would be 4 kB of every program (compressed).
type checker struct{ err error }

//go:noinline
func (c *checker) check(ok bool, legal string, value any, field string, at ...any) {
	if !ok && c.err == nil {
		c.err = &FieldError{smallfmt.Sprintf(field, at...), value, legal}
	}
}

//go:noinline
func (c *checker) index(k, n int, what, field string, at ...any) {
	if k < 0 || k >= n {
		c.check(false, smallfmt.Sprintf("the index of one of %d %s", n, what), k, field, at...)
	}
}

//go:noinline
func (c *checker) within(x, lo, hi float64, field string, at ...any) {
	if !(x >= lo && x <= hi) {
		c.check(false, smallfmt.Sprintf("from %v to %v", lo, hi), x, field, at...)
	}
}

//go:noinline
func (c *checker) count(n, lo, hi int, field string, at ...any) {
	if n < lo || n > hi {
		c.check(false, smallfmt.Sprintf("from %d to %d", lo, hi), n, field, at...)
	}
}

//go:noinline
func (c *checker) unique(seen map[string]bool, name, field string, at ...any) {
	c.check(!seen[name], "different from every other name (it names random streams)", name, field, at...)
	seen[name] = true
}

// Validate reports the first illegal value of the model as a *FieldError, or nil.
func (m *Model) Validate() error {
	var c checker
	c.count(len(m.Classes), 1, 1<<20, "len(Classes)")
	c.count(len(m.Stations), 1, 1<<20, "len(Stations)")
	m.checkStations(&c)
	m.checkPeople(&c)
	m.checkClasses(&c)
	m.checkSources(&c)
	m.checkRest(&c)
	return c.err
}

func (m *Model) checkStations(c *checker) {
	for k, s := range m.Stations {
		c.check(s.Kind <= Gate, "Line, Delay or Gate", int(s.Kind), "Stations[%d].Kind", k)
		c.check(s.Discipline <= Sharing, "FIFO, Priority, PreemptiveResume or Sharing", int(s.Discipline), "Stations[%d].Discipline", k)
		c.count(s.Servers, 0, mostServers, "Stations[%d].Servers", k)
		c.check(s.Kind == Line || s.Servers == 0, "0 at a Delay or a Gate", s.Servers, "Stations[%d].Servers", k)
		c.check(s.Kind == Line || s.Discipline == FIFO, "FIFO at a Delay or a Gate", int(s.Discipline), "Stations[%d].Discipline", k)
		c.count(s.Room, 0, math.MaxInt32, "Stations[%d].Room", k)
		c.check(s.Kind == Line || s.Room == 0, "0 at a Delay or a Gate", s.Room, "Stations[%d].Room", k)
		c.within(s.SwitchCost, 0, 1e6, "Stations[%d].SwitchCost", k)
		c.count(s.Tasks, 0, 1000, "Stations[%d].Tasks", k)
		c.count(s.Count, 0, math.MaxInt32, "Stations[%d].Count", k)
		c.count(s.AtMost, 0, math.MaxInt32, "Stations[%d].AtMost", k)
		c.within(s.Every, 0, longest, "Stations[%d].Every", k)
		c.within(s.Offset, 0, longest, "Stations[%d].Offset", k)
		c.check(s.Kind != Gate || s.Count > 0 || s.Every > 0, "above 0, here or in Every: the gate would never open", s.Count, "Stations[%d].Count", k)
		for j, p := range s.Ask {
			c.index(p, len(m.People), "people", "Stations[%d].Ask[%d]", k, j)
		}
	}
}

func (m *Model) checkPeople(c *checker) {
	served := make([]bool, len(m.Stations))
	serve := func(k int, field string, at ...any) {
		c.index(k, len(m.Stations), "stations", field, at...)
		if c.err == nil {
			s := m.Stations[k]
			c.check(s.Kind == Line && s.Discipline != Sharing && s.Servers == 0,
				"a Line without anonymous servers that does not share", k, field, at...)
			served[k] = true
		}
	}
	for k, p := range m.People {
		c.check(p.Choice <= MostUrgent, "InOrder, LongestLine, Oldest or MostUrgent", int(p.Choice), "People[%d].Choice", k)
		for j, s := range p.Skills {
			serve(s.Station, "People[%d].Skills[%d].Station", k, j)
			c.check(s.Speed > 0 && s.Speed <= 1e6, "above 0, to 1e6", s.Speed, "People[%d].Skills[%d].Speed", k, j)
			for _, before := range p.Skills[:j] {
				c.check(before.Station != s.Station, "different from the person's other skills", s.Station, "People[%d].Skills[%d].Station", k, j)
			}
		}
	}
	for k, ch := range m.Changes {
		if ch.Kind == SetSpeed {
			serve(ch.Station, "Changes[%d].Station", k)
		}
	}
	if c.err != nil {
		return
	}
	skilled := m.skilled()
	for k, s := range m.Stations {
		if len(s.Ask) == 0 {
			continue
		}
		asked := make([]bool, len(m.People))
		for j, p := range s.Ask {
			c.check(!asked[p], "a person not already on the list", p, "Stations[%d].Ask[%d]", k, j)
			asked[p] = true
		}
		for _, p := range skilled[k] {
			if !asked[p] {
				c.check(false, smallfmt.Sprintf("a list that includes person %d, who has the skill", int(p)), s.Ask, "Stations[%d].Ask", k)
			}
		}
	}
}

func (m *Model) checkClasses(c *checker) {
	names := map[string]bool{}
	for k, cl := range m.Classes {
		c.unique(names, cl.Name, "Classes[%d].Name", k)
		c.count(cl.Priority, 0, mostPriorities-1, "Classes[%d].Priority", k)
		c.count(len(cl.Steps), 1, 1<<20, "len(Classes[%d].Steps)", k)
		c.branches(cl.Entry, len(cl.Steps), "Classes[%d].Entry", k)
		for j, s := range cl.Steps {
			c.index(s.Station, len(m.Stations), "stations", "Classes[%d].Steps[%d].Station", k, j)
			if c.err != nil {
				return
			}
			c.within(s.Service.Mean(), 0, longest, "Classes[%d].Steps[%d].Service.Mean", k, j)
			c.branches(s.Next, len(cl.Steps), "Classes[%d].Steps[%d].Next", k, j)
			c.branches(s.GivesUp, len(cl.Steps), "Classes[%d].Steps[%d].GivesUp", k, j)
			for w, sp := range s.Split {
				c.index(sp.Class, len(m.Classes), "classes", "Classes[%d].Steps[%d].Split[%d].Class", k, j, w)
				c.count(sp.Pieces, 1, mostPieces, "Classes[%d].Steps[%d].Split[%d].Pieces", k, j, w)
			}
			if at := m.Stations[s.Station]; len(s.Split) > 0 {
				c.check(at.Kind != Line, "empty but at a Delay or a Gate", "not empty", "Classes[%d].Steps[%d].Split", k, j)
				c.check(at.Kind == Gate || s.Service.Mean() == 0, "0 where items are split", s.Service.Mean(), "Classes[%d].Steps[%d].Service.Mean", k, j)
			}
			for w, sp := range s.Spawn {
				c.index(sp.Class, len(m.Classes), "classes", "Classes[%d].Steps[%d].Spawn[%d].Class", k, j, w)
				c.within(sp.Probability, 0, 1, "Classes[%d].Steps[%d].Spawn[%d].Probability", k, j, w)
			}
		}
	}
}

// branches checks the ways of a class with so many steps.
func (c *checker) branches(list []Branch, steps int, field string, at ...any) {
	sum := 0.0
	for w, b := range list {
		one := append(at[:len(at):len(at)], w)
		c.index(b.To, steps, "steps", field+"[%d].To", one...)
		c.within(b.Probability, 0, 1, field+"[%d].Probability", one...)
		sum += b.Probability
	}
	c.check(sum <= 1+probabilitySlack, "probabilities that sum to at most 1", sum, "sum of "+field, at...)
}

func (m *Model) checkSources(c *checker) {
	names := map[string]bool{}
	for k, s := range m.Sources {
		c.unique(names, s.Name, "Sources[%d].Name", k)
		c.index(s.Class, len(m.Classes), "classes", "Sources[%d].Class", k)
		c.count(s.Population, 0, 10_000_000, "Sources[%d].Population", k)
		mean := s.Between.Mean()
		c.check(mean > 0 && mean <= longest || mean == 0 && s.Population > 0, "above 0 to 1e12 (0 only with a Population)", mean, "Sources[%d].Between.Mean", k)
		c.count(s.Waiting, 0, s.Population, "Sources[%d].Waiting", k)
		if s.Population > 0 {
			c.check(len(s.Batch) == 0, "empty with a Population", s.Batch, "Sources[%d].Batch", k)
			c.check(len(s.Steps) == 0, "empty with a Population", "not empty", "Sources[%d].Steps", k)
			c.check(s.Growth == 0, "0 with a Population", s.Growth, "Sources[%d].Growth", k)
			c.check(s.Follow == nil, "nil with a Population", "set", "Sources[%d].Follow", k)
		}
		sum := 0.0
		for j, p := range s.Batch {
			c.within(p, 0, 1, "Sources[%d].Batch[%d]", k, j)
			sum += p
		}
		c.check(len(s.Batch) == 0 || math.Abs(sum-1) <= probabilitySlack, "probabilities that sum to 1", sum, "sum of Sources[%d].Batch", k)
		at := 0.0
		for j, r := range s.Steps {
			c.check(r.At >= at && r.At <= longest, "not before the step before it, to 1e12", r.At, "Sources[%d].Steps[%d].At", k, j)
			c.within(r.Factor, 0, longest, "Sources[%d].Steps[%d].Factor", k, j)
			at = r.At
		}
		c.within(s.Growth, -1, 1, "Sources[%d].Growth", k)
		if f := s.Follow; f != nil {
			c.within(f.Base, 0, longest, "Sources[%d].Follow.Base", k)
			c.within(f.PerItem, 0, longest, "Sources[%d].Follow.PerItem", k)
			seen := map[int]bool{}
			for j, st := range f.Stations {
				c.index(st, len(m.Stations), "stations", "Sources[%d].Follow.Stations[%d]", k, j)
				c.check(!seen[st], "named once", st, "Sources[%d].Follow.Stations[%d]", k, j)
				seen[st] = true
			}
		}
	}
}

func (m *Model) checkRest(c *checker) {
	c.count(len(m.Limits), 0, mostLimits, "len(Limits)")
	for k, l := range m.Limits {
		covered := map[int]bool{}
		c.count(l.Max, 1, math.MaxInt32, "Limits[%d].Max", k)
		for j, s := range l.Stations {
			c.index(s, len(m.Stations), "stations", "Limits[%d].Stations[%d]", k, j)
			c.check(!covered[s], "named once in a limit", s, "Limits[%d].Stations[%d]", k, j)
			covered[s] = true
		}
	}
	for k, b := range m.Backlog {
		c.index(b.Class, len(m.Classes), "classes", "Backlog[%d].Class", k)
		if c.err != nil {
			return
		}
		c.index(b.Step, len(m.Classes[b.Class].Steps), "steps", "Backlog[%d].Step", k)
		c.count(b.Count, 0, math.MaxInt32, "Backlog[%d].Count", k)
	}
	m.checkWaiting(c)
	if c.err != nil {
		return
	}
	byPeople := m.servedByPeople()
	for k, ch := range m.Changes {
		c.within(ch.At, 0, longest, "Changes[%d].At", k)
		c.within(ch.Every, 0, longest, "Changes[%d].Every", k)
		m.checkChange(c, k, ch, byPeople)
	}
	at := 0.0
	for k, a := range m.Trace {
		c.check(a.At >= at && a.At <= longest, "not before the arrival before it, to 1e12", a.At, "Trace[%d].At", k)
		c.index(a.Class, len(m.Classes), "classes", "Trace[%d].Class", k)
		c.check(a.Patience >= 0, "0 or more", a.Patience, "Trace[%d].Patience", k)
		for j, w := range a.Work {
			c.within(w, 0, longest, "Trace[%d].Work[%d]", k, j)
		}
		at = a.At
	}
}

// checkWaiting checks that there is an item for every member who waits for one.
func (m *Model) checkWaiting(c *checker) {
	items := make([]int, len(m.Classes))
	for _, b := range m.Backlog {
		if b.Class >= 0 && b.Class < len(items) {
			items[b.Class] += b.Count
		}
	}
	for k, s := range m.Sources {
		if s.Waiting > 0 && c.err == nil {
			c.count(s.Waiting, 0, items[s.Class], "Sources[%d].Waiting", k)
			items[s.Class] -= s.Waiting
		}
	}
}

// servedByPeople says which stations people may serve at some time.
func (m *Model) servedByPeople() []bool {
	served := make([]bool, len(m.Stations))
	for _, p := range m.People {
		for _, s := range p.Skills {
			served[s.Station] = true
		}
	}
	for _, ch := range m.Changes {
		if ch.Kind == SetSpeed && ch.To > 0 {
			served[ch.Station] = true
		}
	}
	return served
}

func (m *Model) checkChange(c *checker, k int, ch Change, byPeople []bool) {
	whole := ch.To == math.Floor(ch.To)
	switch ch.Kind {
	case SetServers:
		c.index(ch.Index, len(m.Stations), "stations", "Changes[%d].Index", k)
		c.check(whole && ch.To >= 0 && ch.To <= mostServers, "a whole number from 0 to 100000", ch.To, "Changes[%d].To", k)
		if c.err == nil {
			c.check(m.Stations[ch.Index].Kind == Line && !byPeople[ch.Index], "a Line with anonymous servers", ch.Index, "Changes[%d].Index", k)
		}
	case SetSpeed:
		c.index(ch.Index, len(m.People), "people", "Changes[%d].Index", k)
		c.within(ch.To, 0, 1e6, "Changes[%d].To", k)
	case SetPresence:
		c.index(ch.Index, len(m.People), "people", "Changes[%d].Index", k)
		c.check(ch.To == 0 || ch.To == 1, "0 or 1", ch.To, "Changes[%d].To", k)
	case SetLimit:
		c.index(ch.Index, len(m.Limits), "limits", "Changes[%d].Index", k)
		c.check(whole && ch.To >= 1 && ch.To <= math.MaxInt32, "a whole number, 1 or more", ch.To, "Changes[%d].To", k)
	default:
		c.check(false, "SetServers, SetSpeed, SetPresence or SetLimit", int(ch.Kind), "Changes[%d].Kind", k)
	}
}

func (o *Options) validate(m *Model) error {
	var c checker
	c.check(o.Horizon > 0 && o.Horizon <= longest, "above 0, to 1e12", o.Horizon, "Horizon")
	at := 0.0
	for k, t := range o.Samples {
		c.check(t >= at && t <= o.Horizon, "not before the sample before it, to the horizon", t, "Samples[%d]", k)
		at = t
	}
	c.within(o.Warmup, 0, o.Horizon, "Warmup")
	for k, w := range o.Windows {
		c.index(w.Station, len(m.Stations), "stations", "Windows[%d].Station", k)
		if c.err != nil {
			break
		}
		c.check(m.Stations[w.Station].Kind != Delay, "a Line or a Gate", w.Station, "Windows[%d].Station", k)
		for j, class := range w.Classes {
			c.index(class, len(m.Classes), "classes", "Windows[%d].Classes[%d]", k, j)
		}
		c.within(w.From, 0, longest, "Windows[%d].From", k)
		c.check(w.To > w.From && w.To <= longest, "above From, to 1e12", w.To, "Windows[%d].To", k)
		for j, limit := range w.Over {
			c.within(limit, 0, longest, "Windows[%d].Over[%d]", k, j)
		}
	}
	for k := range o.Overlaps {
		o.Overlaps[k].validate(&c, m, k)
	}
	c.check(o.Replication >= 0, "0 or more", o.Replication, "Replication")
	c.check(o.MaxEvents >= 0, "0 or more", o.MaxEvents, "MaxEvents")
	c.count(o.MaxItems, 0, 100_000_000, "MaxItems")
	return c.err
}
