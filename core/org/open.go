package org

import (
	"errors"

	"kingman/core/queue"
	"kingman/core/queue/network"
	"kingman/core/sim"
)

// open applies QNA to the stations, the classes merged at each.
func (p *plan) open(f Formulas, x []float64) (Formulas, error) {
	m := &p.model
	n := len(m.Stations)
	net := network.Open{Stations: make([]network.Station, n), Routing: make([][]float64, n)}
	flow, work, work2 := make([]float64, n), make([]float64, n), make([]float64, n)
	outside, spread, spawned := make([]float64, n), make([]float64, n), make([]float64, n)
	var stationOf []int // by step
	for _, c := range m.Classes {
		for _, s := range c.Steps {
			stationOf = append(stationOf, s.Station)
		}
	}
	visit := make([]*Time, n) // the law of all visits to a station, as long as they have the same
	alike := make([]bool, n)
	for k := range n {
		net.Routing[k] = make([]float64, n)
		alike[k] = true
	}
	for k := range m.Sources {
		s := &m.Sources[k]
		rate, scv := arrivalsOf(s)
		p.eachEntry(s.Class, func(step int, share float64) {
			// Of a stream's items some go there by chance: it is thinned (Whitt 1983, section 4.4).
			to := stationOf[step]
			outside[to] += float64(rate * share)
			spread[to] += float64(float64(rate*share) * (1 + float64(share*(scv-1))))
		})
	}
	i := 0
	for c := range m.Classes {
		for _, s := range m.Classes[c].Steps {
			mean, scv := p.stay(&s, x[i])
			if visit[s.Station] == nil {
				visit[s.Station] = &Time{mean, scv}
			}
			alike[s.Station] = alike[s.Station] && *visit[s.Station] == Time{mean, scv}
			flow[s.Station] += x[i]
			work[s.Station] += float64(x[i] * mean)
			work2[s.Station] += float64(x[i] * float64(float64(mean*mean)*(1+scv)))
			for _, way := range s.Next {
				net.Routing[s.Station][m.Classes[c].Steps[way.To].Station] += float64(x[i] * way.Probability)
			}
			for _, sp := range s.Spawn {
				p.eachEntry(sp.Class, func(step int, share float64) {
					spawned[stationOf[step]] += float64(float64(x[i]*sp.Probability) * share)
				})
			}
			i++
		}
	}
	merged := len(m.Classes) > 1
	for k, s := range m.Stations {
		st := network.Station{Name: s.Name, Servers: s.Servers, Delay: s.Kind != sim.Line, ServiceSCV: 1, ArrivalSCV: 1}
		if flow[k] > 0 {
			st.MeanService = work[k] / flow[k]
			if alike[k] {
				st.MeanService, st.ServiceSCV = visit[k].Mean, visit[k].SCV
			} else if st.MeanService > 0 {
				st.ServiceSCV = max(work2[k]/flow[k]/float64(st.MeanService*st.MeanService)-1, 0)
			}
			for j := range net.Routing[k] {
				net.Routing[k][j] = min(net.Routing[k][j]/flow[k], 1)
			}
		}
		// Spawned items come as a Poisson stream of their own.
		if st.ArrivalRate = outside[k] + spawned[k]; st.ArrivalRate > 0 {
			st.ArrivalSCV = (spread[k] + spawned[k]) / st.ArrivalRate
		}
		if spawned[k] > 0 {
			f.leaveOut("Items that others give rise to are taken to come to %s at random.", s.Name)
		}
		net.Stations[k] = st
	}
	if merged {
		f.leaveOut("The classes are merged at each station: what comes after a visit does not depend on the class.")
	}
	r, err := net.Jackson()
	method := "Jackson 1957"
	var field *queue.FieldError
	if errors.As(err, &field) {
		r, err = net.QNA()
		method = "Whitt 1983 (QNA)"
	}
	var unstable *queue.UnstableError
	if err != nil && !errors.As(err, &unstable) {
		f.leaveOut("No formula applies: %v.", err)
		return f, nil
	}
	f.Method = method
	for _, a := range r.Approximations {
		f.leaveOut("%s: %s.", m.Stations[a.Station].Name, a.What)
	}
	for k, s := range r.Stations {
		f.Stations = append(f.Stations, StationFormula{m.Stations[k].Name, s.ArrivalRate, s.Utilization, s.MeanWait, s.QueueLength})
	}
	p.classesOf(&f, x)
	return f, err
}

// stay is the mean and SCV of the time of a visit, beside any wait: the service, the delay, or the hold at a gate.
func (p *plan) stay(s *sim.Step, rate float64) (mean, scv float64) {
	st := &p.model.Stations[s.Station]
	if st.Kind != sim.Gate {
		return s.Service.Mean(), s.Service.SCV()
	}
	// Half a period, evenly spread; or for the rest of a group of n, (n−1)/2 times between arrivals.
	mean, scv = st.Every/2, 1.0/3
	if st.Count > 0 && rate > 0 {
		if group := float64(st.Count-1) / (2 * rate); st.Every == 0 || group < mean {
			mean, scv = group, 1.0/3
		}
	}
	return mean, scv
}

// classesOf adds up each class's way from its stations' waits.
func (p *plan) classesOf(f *Formulas, x []float64) {
	m := &p.model
	came := p.came(x)
	i := 0
	for k, c := range m.Classes {
		r := ClassFormula{Name: c.Name, Throughput: came[k]}
		for _, s := range c.Steps {
			mean, _ := p.stay(&s, x[i])
			if x[i] > 0 {
				r.WIP += float64(x[i] * (f.Stations[s.Station].MeanWait + mean))
			}
			i++
		}
		if came[k] > 0 {
			r.LeadTime = r.WIP / came[k]
		}
		f.Classes = append(f.Classes, r)
	}
}

// came is how many items of each class come into being per hour: from sources, and spawned.
func (p *plan) came(x []float64) []float64 {
	m := &p.model
	came := make([]float64, len(m.Classes))
	for k := range m.Sources {
		if s := &m.Sources[k]; s.Population == 0 {
			rate, _ := arrivalsOf(s)
			came[s.Class] += rate
		}
	}
	i := 0
	for _, c := range m.Classes {
		for _, s := range c.Steps {
			for _, sp := range s.Spawn {
				came[sp.Class] += float64(x[i] * sp.Probability)
			}
			i++
		}
	}
	return came
}
