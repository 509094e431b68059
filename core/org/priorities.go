package org

import (
	"errors"

	"kingman/core/queue"
	"kingman/core/sim"
)

// lonePriorities reports whether the organisation is one station with priorities, one step for each class, each class with a priority and
// a Poisson stream of its own.
func (p *plan) lonePriorities() bool {
	m := &p.model
	if len(m.Stations) != 1 || !p.oneSourceEach() {
		return false
	}
	if d := m.Stations[0].Discipline; m.Stations[0].Kind != sim.Line || d != sim.Priority && d != sim.PreemptiveResume {
		return false
	}
	seen := map[int]bool{}
	for _, c := range m.Classes {
		if len(c.Entry) > 0 || len(c.Steps) != 1 || len(c.Steps[0].Next) > 0 || seen[c.Priority] {
			return false
		}
		seen[c.Priority] = true
	}
	for _, s := range m.Sources {
		if s.Between.SCV() != 1 || len(s.Batch) > 0 || s.Population > 0 {
			return false
		}
	}
	return true
}

// priorities applies Cobham's formula or that of preemptive resume, or for several servers where these are not exact
// Bondi and Buzen's approximation.
func (p *plan) priorities(f Formulas) (Formulas, error) {
	m := &p.model
	st := &m.Stations[0]
	order := make([]int, 0, len(m.Classes)) // classes from the most urgent on
	for urgency := range 64 {
		for k, c := range m.Classes {
			if c.Priority == urgency {
				order = append(order, k)
			}
		}
	}
	q := queue.Priorities{Servers: st.Servers, Classes: make([]queue.PriorityClass, len(order))}
	place := make([]int, len(order))
	for i, k := range order {
		place[k] = i
		law := m.Classes[k].Steps[0].Service
		q.Classes[i].MeanService, q.Classes[i].ServiceSCV = law.Mean(), law.SCV()
	}
	for k := range m.Sources {
		q.Classes[place[m.Sources[k].Class]].ArrivalRate, _ = arrivalsOf(&m.Sources[k])
	}
	preemptive := st.Discipline == sim.PreemptiveResume
	exact := q.NonPreemptive
	f.Method = "Cobham 1954"
	if preemptive {
		exact = q.PreemptiveResume
		f.Method = "Preemptive resume, White and Christie 1958"
	}
	r, err := exact()
	var field *queue.FieldError
	if errors.As(err, &field) {
		f.Method = "Bondi and Buzen 1984"
		f.leaveOut("The wait is approximate: several servers, and services that are not one exponential law for all.")
		r, err = q.BondiBuzen(preemptive)
	}
	if errors.As(err, &field) {
		f.Method = ""
		f.leaveOut("No formula applies: %v.", err)
		return f, nil
	}
	s := StationFormula{Name: st.Name}
	for i := range r {
		s.ArrivalRate += q.Classes[i].ArrivalRate
		s.Utilization += r[i].Utilization
		s.QueueLength += r[i].QueueLength
	}
	s.MeanWait = s.QueueLength / s.ArrivalRate
	f.Stations = []StationFormula{s}
	for k, c := range m.Classes {
		i := place[k]
		f.Classes = append(f.Classes, ClassFormula{c.Name, r[i].MeanSojourn, q.Classes[i].ArrivalRate, r[i].WIP})
	}
	return f, err
}
