package org

import (
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
