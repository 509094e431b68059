package org

import (
	"slices"

	"kingman/core/stats"
)

// Series says how the organisation's state develops: at each of Times, a Fan over the replications that came so far.
type Series struct {
	Times    []float64       // hours: Options.Points of them, equally spaced, the horizon last; fewer if all runs were stopped before
	Classes  []ClassSeries   // in the order of Organisation.Classes
	Stations []StationSeries // in the order of Organisation.Stations
	Teams    []TeamSeries    // in the order of Organisation.Teams
	Overlaps [][]Fan         // in the order of Options.Overlaps, by time: hours in which each held since time 0
}

// ClassSeries is about one class, by time.
type ClassSeries struct {
	Name      string
	WIP       []Fan // items in the system; the last one is about OpenAtEnd
	Held      []Fan // of these, items outside limits
	Arrived   []Fan // items that came into being since time 0
	Delivered []Fan // items delivered since time 0
}

// StationSeries is about one station, by time.
type StationSeries struct {
	Name      string
	Line      []Fan // items in line; at a Gate, held; at a Delay, none
	Served    []Fan // services completed since time 0; at a Delay or a Gate, items that went on
	BusyHours []Fan // hours that servers or people were at work here since time 0; at a Delay, item-hours
}

// TeamSeries is about one team, by time.
type TeamSeries struct {
	Name string
	Busy []Fan // hours at work since time 0, of all its people together
}

// A Fan says how a number is spread over the replications at one time: its mean with a t interval, and the values
// that a tenth, half, and nine tenths of the replications do not exceed, interpolated between replications (stats.SortedQuantile).
type Fan struct {
	Mean          stats.Estimate
	P10, P50, P90 float64
}

func (o *Organisation) series(opt Options, outcomes []Outcome, by *stats.Estimator) Series {
	var s Series
	for k := range o.Classes {
		s.Classes = append(s.Classes, ClassSeries{Name: o.Classes[k].Name})
	}
	for k := range o.Stations {
		s.Stations = append(s.Stations, StationSeries{Name: o.Stations[k].Name})
	}
	for k := range o.Teams {
		s.Teams = append(s.Teams, TeamSeries{Name: o.Teams[k].Name})
	}
	s.Overlaps = make([][]Fan, len(opt.Overlaps))
	for t, time := range opt.times() {
		// A run that was stopped has no state at later times.
		var at []*Point
		for k := range outcomes {
			if t < len(outcomes[k].Points) {
				at = append(at, &outcomes[k].Points[t])
			}
		}
		if len(at) == 0 {
			break
		}
		s.Times = append(s.Times, time)
		for k := range s.Classes {
			c := &s.Classes[k]
			c.WIP = append(c.WIP, fan(at, by, func(p *Point) float64 { return p.WIP[k] }))
			c.Held = append(c.Held, fan(at, by, func(p *Point) float64 { return p.Held[k] }))
			c.Arrived = append(c.Arrived, fan(at, by, func(p *Point) float64 { return p.Arrived[k] }))
			c.Delivered = append(c.Delivered, fan(at, by, func(p *Point) float64 { return p.Delivered[k] }))
		}
		for k := range s.Stations {
			st := &s.Stations[k]
			st.Line = append(st.Line, fan(at, by, func(p *Point) float64 { return p.Line[k] }))
			st.Served = append(st.Served, fan(at, by, func(p *Point) float64 { return p.Served[k] }))
			st.BusyHours = append(st.BusyHours, fan(at, by, func(p *Point) float64 { return p.BusyHours[k] }))
		}
		for k := range s.Overlaps {
			s.Overlaps[k] = append(s.Overlaps[k], fan(at, by, func(p *Point) float64 { return p.Overlaps[k] }))
		}
		for k := range s.Teams {
			s.Teams[k].Busy = append(s.Teams[k].Busy, fan(at, by, func(p *Point) float64 { return p.Busy[k] }))
		}
	}
	return s
}

func fan(points []*Point, by *stats.Estimator, value func(p *Point) float64) Fan {
	xs := make([]float64, len(points))
	for k, p := range points {
		xs[k] = value(p)
	}
	f := Fan{Mean: by.FromReplications(xs)}
	slices.Sort(xs)
	f.P10, f.P50, f.P90 = stats.SortedQuantile(xs, 0.1), stats.SortedQuantile(xs, 0.5), stats.SortedQuantile(xs, 0.9)
	return f
}
