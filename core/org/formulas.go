package org

import (
	"kingman/core/sim"
	"kingman/core/smallfmt"
)

// Formulas are what theory says of an organisation if everything went on as it is for ever, beside the simulation: they share
// no code with it. Waits at stations that cannot keep up are +Inf.
type Formulas struct {
	Method   string // what was applied; empty if nothing applies
	Stations []StationFormula
	Classes  []ClassFormula
	// LeftOut says, in sentences, what the formulas know nothing of or simplify. Empty: they are exact.
	LeftOut []string
}

// StationFormula is the steady state of one station, over all classes, per visit.
type StationFormula struct {
	Name        string
	ArrivalRate float64 // per hour, returns included
	Utilization float64 // may exceed 1; 0 at a Delay or a Gate
	MeanWait    float64
	QueueLength float64
}

// ClassFormula is the steady state of one class.
type ClassFormula struct {
	Name       string
	LeadTime   float64
	Throughput float64 // items that come an hour, and leave as long as the stations keep up
	WIP        float64
}

func (f *Formulas) leaveOut(format string, args ...any) {
	f.LeftOut = append(f.LeftOut, smallfmt.Sprintf(format, args...))
}

// Formulas applies what theory there is: exact mean value analysis if every source is finite, Cobham's or preemptive-resume
// priorities at a lone station, else Whitt's QNA, which is Jackson's exact result where that holds. The error is a *FieldError
// for an illegal organisation, or a *queue.UnstableError beside the values if some station cannot keep up.
func (o *Organisation) Formulas() (Formulas, error) {
	p := o.plan()
	if p.err != nil {
		return Formulas{}, p.err
	}
	f := Formulas{}
	if !o.leftOut(p, &f) {
		return f, nil
	}
	x, ok := p.flows()
	if !ok {
		f.leaveOut("Some items go round for ever: there is no steady state to compute.")
		return f, nil
	}
	for k, at := range p.model.Classes {
		for j, s := range at.Steps {
			if st := &p.model.Stations[s.Station]; st.Kind == sim.Delay && s.Service.Mean() == Forever.Mean && x[p.model.FirstStep(k)+j] > 0 {
				f.leaveOut("Items stay at %s for ever: there is no steady state to compute.", st.Name)
				return f, nil
			}
		}
	}
	finite := 0
	for _, s := range p.model.Sources {
		if s.Population > 0 {
			finite++
		}
	}
	switch {
	case finite > 0 && (finite < len(p.model.Sources) || !p.oneSourceEach()):
		f.leaveOut("Finite sources beside others, or several for one class: no formula here takes both.")
		return f, nil
	case finite > 0:
		return p.closed(f)
	case p.lonePriorities():
		return p.priorities(f)
	}
	return p.open(f, x)
}

// leftOut says what no formula here takes into account, and reports whether it is worth applying one.
func (o *Organisation) leftOut(p *plan, f *Formulas) bool {
	m := &p.model
	for k, t := range o.Teams {
		if p.teams[k].station < 0 {
			f.leaveOut("Team %s serves several stations, or at a speed of its own: there is no formula for that.", t.Name)
			return false
		}
	}
	for k := range o.Classes {
		for _, s := range o.Classes[k].Steps {
			if len(s.Split) > 0 {
				f.leaveOut("Items of class %s are split at %s: there is no formula for that.", o.Classes[k].Name, s.Station)
				return false
			}
		}
	}
	if len(m.Sources) == 0 {
		f.leaveOut("Nothing arrives: there is no steady state but the empty one.")
		return false
	}
	if len(m.Changes) > 0 {
		f.leaveOut("The formulas take the staffing, skills and limits as they are at the start.")
	}
	for k, s := range m.Sources {
		if s.Growth != 0 || len(s.Steps) > 0 || s.Follow != nil {
			f.leaveOut("The rate of %s changes: the formulas take what it is without growth, steps and feedback from the state.", p.origin[smallfmt.Sprintf("Sources[%d]", k)])
		}
		if len(s.Batch) > 0 {
			f.leaveOut("Items that come in batches are taken to come one by one, as unevenly as the batches make them.")
		}
	}
	for _, l := range m.Limits {
		f.leaveOut("The limit %s is left out.", l.Name)
	}
	for _, s := range m.Stations {
		switch {
		case s.Room > 0:
			f.leaveOut("At %s nobody is turned away.", s.Name)
		case s.Discipline == sim.Sharing:
			f.leaveOut("At %s items are served one after the other and switching costs nothing.", s.Name)
		case s.Kind == sim.Gate:
			f.leaveOut("At the gate %s an item waits for half a period, or for half of the others it needs.", s.Name)
		case s.Kind == sim.Line && s.Servers == 0:
			f.leaveOut("Nobody serves %s: there is no formula for that.", s.Name)
			return false
		case s.Discipline != sim.FIFO && !p.lonePriorities():
			f.leaveOut("At %s nobody has priority.", s.Name)
		}
	}
	for _, c := range m.Classes {
		for _, s := range c.Steps {
			if s.Patience.Mean() > 0 {
				f.leaveOut("Nobody of class %s gives up.", c.Name)
				break
			}
		}
	}
	return true
}

// arrivalsOf is the rate of items from a source and the SCV of their stream. Batches of X items make a Poisson stream's SCV
// E[X²]/E[X] (Whitt 1983, section 5.2, by its asymptotic method): Ca²·E[X] + Var[X]/E[X].
func arrivalsOf(s *sim.Source) (rate, scv float64) {
	rate, scv = 1/s.Between.Mean(), s.Between.SCV()
	if len(s.Batch) > 0 {
		m1, m2 := 0.0, 0.0
		for k, p := range s.Batch {
			n := float64(k + 1)
			m1 += float64(p * n)
			m2 += float64(p * float64(n*n))
		}
		rate *= m1
		scv = float64(scv*m1) + (m2-float64(m1*m1))/m1
	}
	return rate, scv
}

// eachEntry calls f for each step at which items of class c begin, by its place among all steps, with the share that does.
func (p *plan) eachEntry(c int, f func(step int, share float64)) {
	first := p.model.FirstStep(c)
	if len(p.model.Classes[c].Entry) == 0 {
		f(first, 1)
	}
	for _, b := range p.model.Classes[c].Entry {
		f(first+b.To, b.Probability)
	}
}

// flows solves the traffic equations over all steps of all classes: x is how many items come to each per hour (finite sources
// send one each), with those that are spawned. It reports false if items pile up on the way.
func (p *plan) flows() (x []float64, ok bool) {
	m := &p.model
	n := m.FirstStep(len(m.Classes))
	b := make([]float64, n)
	for k := range m.Sources {
		s := &m.Sources[k]
		rate := 1.0
		if s.Population == 0 {
			rate, _ = arrivalsOf(s)
		}
		p.eachEntry(s.Class, func(step int, share float64) { b[step] += float64(rate * share) })
	}
	total := 0.0
	for _, r := range b {
		total += r
	}
	// What came in one more step each time: the series converges geometrically unless items are trapped.
	x = make([]float64, n)
	moving, next := b, make([]float64, n)
	for range 100_000 {
		left := 0.0
		clear(next)
		i := 0
		for c := range m.Classes {
			first := m.FirstStep(c)
			for _, s := range m.Classes[c].Steps {
				x[i] += moving[i]
				left += moving[i]
				for _, way := range s.Next {
					next[first+way.To] += float64(moving[i] * way.Probability)
				}
				for _, sp := range s.Spawn {
					p.eachEntry(sp.Class, func(step int, share float64) { next[step] += float64(float64(moving[i]*sp.Probability) * share) })
				}
				i++
			}
		}
		if left <= total*1e-15 {
			return x, true
		}
		moving, next = next, append(moving[:0:0], moving...)
	}
	return nil, false
}
