package org

import (
	"errors"

	"kingman/core/queue"
	"kingman/core/queue/network"
	"kingman/core/sim"
)

// oneSourceEach reports whether every class has exactly one source and nothing is spawned.
func (p *plan) oneSourceEach() bool {
	n := make([]int, len(p.model.Classes))
	for _, s := range p.model.Sources {
		n[s.Class]++
	}
	for k, c := range p.model.Classes {
		if n[k] != 1 {
			return false
		}
		for _, s := range c.Steps {
			if len(s.Spawn) > 0 {
				return false
			}
		}
	}
	return true
}

// closed applies exact mean value analysis: every class is a fixed number of members who think and then send an item round.
func (p *plan) closed(f Formulas) (Formulas, error) {
	m := &p.model
	x, _ := p.flows() // visits: finite sources count as one item
	net := network.Closed{Classes: make([]network.ClosedClass, len(m.Classes)), Stations: make([]network.ClosedStation, len(m.Stations))}
	for _, s := range m.Sources {
		net.Classes[s.Class] = network.ClosedClass{Name: m.Classes[s.Class].Name, Population: s.Population, ThinkTime: s.Between.Mean()}
	}
	for k, s := range m.Stations {
		st := network.ClosedStation{Name: s.Name, Servers: s.Servers, Delay: s.Kind != sim.Line}
		st.Visits, st.MeanService = make([]float64, len(m.Classes)), make([]float64, len(m.Classes))
		net.Stations[k] = st
	}
	i := 0
	exponential, alike := true, true
	means := make([]float64, len(m.Stations))
	for c := range m.Classes {
		for _, s := range m.Classes[c].Steps {
			mean, scv := p.stay(&s, 0)
			st := &net.Stations[s.Station]
			st.MeanService[c] += float64(x[i] * mean)
			st.Visits[c] += x[i]
			if !st.Delay {
				exponential = exponential && scv == 1
				alike = alike && (means[s.Station] == 0 || means[s.Station] == mean)
				means[s.Station] = mean
			}
			i++
		}
	}
	for k := range net.Stations {
		for c, v := range net.Stations[k].Visits {
			if v > 0 {
				net.Stations[k].MeanService[c] /= v
			}
		}
	}
	if !exponential {
		f.leaveOut("Services are taken to be exponential.")
	}
	if !alike {
		f.leaveOut("Different visits to a station take different times: the formula is that of servers who share their time among all.")
	}
	r, err := net.MVA()
	if err != nil {
		f.leaveOut("No formula applies: %v.", err)
		return f, nil
	}
	f.Method = "Mean value analysis, Reiser and Lavenberg 1980"
	for k, s := range r.Stations {
		sf := StationFormula{Name: m.Stations[k].Name, Utilization: s.BusyFraction}
		waiting := 0.0
		for c, q := range s.QueueLength {
			sf.ArrivalRate += float64(r.Classes[c].Throughput * net.Stations[k].Visits[c])
			waiting += q
		}
		sf.QueueLength = waiting
		if sf.ArrivalRate > 0 {
			sf.MeanWait = waiting / sf.ArrivalRate
		}
		f.Stations = append(f.Stations, sf)
	}
	for c, k := range r.Classes {
		f.Classes = append(f.Classes, ClassFormula{m.Classes[c].Name, k.ResponseTime, k.Throughput, k.WIP})
	}
	return f, nil
}

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
