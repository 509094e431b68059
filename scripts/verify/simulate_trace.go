package main

import (
	"fmt"

	"kingman/core/sim"
)

func init() { register("trace", methodTrace, computeTrace) }

var disciplines = map[string]sim.Discipline{
	"FIFO":                        sim.FIFO,
	"priority, non-preemptive":    sim.Priority,
	"priority, preemptive resume": sim.PreemptiveResume,
}

// computeTrace feeds the simulator given arrivals, services, classes and patience, and reads the fate of each item
// from its log.
func computeTrace(row Row) (Result, error) {
	servers, err := row.Int("servers")
	if err != nil {
		return nil, err
	}
	var name string
	var arrival, service, patience []float64
	var class []int
	for field, v := range map[string]any{"discipline": &name, "arrival": &arrival, "service": &service} {
		if err := row.Decode(field, v); err != nil {
			return nil, err
		}
	}
	for field, v := range map[string]any{"class": &class, "patience": &patience} {
		if row.Has(field) {
			if err := row.Decode(field, v); err != nil {
				return nil, err
			}
		}
	}
	discipline, known := disciplines[name]
	if !known {
		return nil, fmt.Errorf("unknown discipline %q", name)
	}
	m := sim.Model{Stations: []sim.Station{{Name: "station", Servers: servers, Discipline: discipline}}}
	if row.Has("capacity") {
		if m.Stations[0].Room, err = row.Int("capacity"); err != nil {
			return nil, err
		}
	}
	if len(service) != len(arrival) || class != nil && len(class) != len(arrival) || patience != nil && len(patience) != len(arrival) {
		return nil, fmt.Errorf("%d arrivals, %d services, %d classes, %d patiences", len(arrival), len(service), len(class), len(patience))
	}
	classes := 1
	for _, c := range class {
		classes = max(classes, c+1)
	}
	for c := range classes {
		m.Classes = append(m.Classes, sim.Class{Name: fmt.Sprint("class ", c), Priority: c, Steps: []sim.Step{{}}})
	}
	last := 0.0
	for k, at := range arrival {
		a := sim.Arrival{At: at, Work: service[k : k+1]}
		if class != nil {
			a.Class = class[k]
		}
		if patience != nil {
			a.Patience = patience[k]
		}
		m.Trace = append(m.Trace, a)
		last = max(last, at) + service[k]
	}
	log := sim.NewLog(100 * (len(arrival) + 1))
	e, err := sim.New(m, sim.Options{Horizon: last + 1, Log: log})
	if err != nil {
		return nil, err
	}
	for !e.Step(10_000) {
	}
	return traceResult(log, arrival, service), nil
}

// traceResult reads start, depart, wait and outcome of each item off a log. An event that never happened is null.
func traceResult(log *sim.Log, arrival, service []float64) Result {
	result := Result{}
	for k := range arrival {
		result.SetWord(fmt.Sprintf("start[%d]", k), "null")
		result.SetWord(fmt.Sprintf("depart[%d]", k), "null")
	}
	for _, entry := range log.Entries {
		k := entry.Item
		set := func(what string, v float64) { result.Set(fmt.Sprintf("%s[%d]", what, k), v) }
		leave := func(outcome string, wait float64) {
			set("depart", entry.Time)
			set("wait", wait)
			result.SetWord(fmt.Sprintf("outcome[%d]", k), outcome)
		}
		switch entry.What {
		case sim.Began:
			set("start", entry.Time)
		case sim.Delivered:
			leave("served", entry.Time-arrival[k]-service[k])
		case sim.GaveUp:
			leave("reneged", entry.Time-arrival[k])
		case sim.TurnedAway:
			result.SetWord(fmt.Sprintf("outcome[%d]", k), "blocked")
			result.SetWord(fmt.Sprintf("depart[%d]", k), "null")
			result.SetWord(fmt.Sprintf("wait[%d]", k), "null")
		}
	}
	return result
}
