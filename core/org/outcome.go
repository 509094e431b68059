package org

import "kingman/core/sim"

// An Outcome is what one replication, or one batch of a long run, has brought: sums and counts of a window of time.
// It holds plain finite numbers only, so it can be sent anywhere. Counts are whole numbers, sums are in hours; none is below 0.
type Outcome struct {
	Replication int
	Hours       float64 // length of the window
	Events      int64
	Stopped     sim.Stopped      // why the run ended; AtHorizon, too, if it is not over
	Classes     []ClassOutcome   // in the order of Organisation.Classes
	Stations    []StationOutcome // in the order of Organisation.Stations
	Teams       []TeamOutcome    // in the order of Organisation.Teams
	Points      []Point          // at those times of Options.Points that the run came to
	Windows     []WindowOutcome  // in the order of Options.Windows; in a batch none
	Overlaps    []float64        // in the order of Options.Overlaps: hours in which each held
	Deadlocks   []sim.Deadlock   // limits, by their place in Organisation.Limits, that block each other at the end; in a batch none
	Own         []float64        // what a simulation of another kind has summed up, in the order of its own; an organisation has none
}

// ClassOutcome is what has happened to the items of a class. Of those unfinished at the horizon, Open are left; they count
// by their age: leaving them out would make overload look good. At every moment Arrived = Delivered + Abandoned + Lost + Open. In a
// batch Open is 0 and nothing is counted for it.
type ClassOutcome struct {
	Arrived   float64 // came into being: from sources, from the backlog, by others that gave rise to them or were split into them
	Delivered float64
	Abandoned float64 // left the system because they gave up in some line
	Lost      float64 // found no room at some station
	Open      float64 // are in the system at the end

	LeadTime      float64            // from asked for to delivered, of the delivered, and so far, of the open
	DeliveredLead float64            // of the delivered
	CycleTime     float64            // from first touched to delivered, of the delivered who ever were
	Parts         [sim.Parts]float64 // where LeadTime went, by sim.Part; they sum to it
	// Steps says where LeadTime went step by step, in the order of Class.Steps, and Spent what it went into; they sum to it but for rounding.
	// Only with Options.ByStep, and not in a batch.
	Steps []sim.StepParts
	Spent [Uses]float64

	ItemHours float64 // the number in the system, integrated over time: LeadTime, and the hours of those who left

	Quantiles    [3]float64 // of the lead times of those delivered, at LeadTimeShares
	HasQuantiles bool       // false if nobody was delivered, and in a batch
}

// StationOutcome is what has happened at a station, over all classes.
type StationOutcome struct {
	Visits    float64 // items that came, each time they did, those who found no room included
	Served    float64 // services completed; at a Delay or a Gate, items that went on
	Abandoned float64 // gave up in this line, whether they left the system or went elsewhere (Step.GivesUp)
	Lost      float64 // found no room

	Wait      float64 // in line before service: of items served, of items that gave up, and so far of items still in line
	Waited    float64 // how many items Wait is of
	LineHours float64 // the number in line, integrated over time: Wait, and time in line after interruptions
	BusyHours float64 // the number of servers or people at work here, integrated over time; at a Delay, or split at a Gate, of items
	DutyHours float64 // of servers of its own, overtime included; 0 if people from elsewhere serve it

	Quantiles    [3]float64 // of the waits of those whose service began, at WaitShares
	HasQuantiles bool       // false if no service began, and in a batch
}

// TeamOutcome is what a team has done: for how many hours its people, together, were at work, and were there.
type TeamOutcome struct{ Busy, OnDuty float64 }

// WindowOutcome is how long the items waited that came in a Window. While the replication is going on, items that still wait are missing.
type WindowOutcome struct {
	Items     float64   // their number
	Wait      float64   // their waits, together
	Over      []float64 // how many items waited longer than each of Window.Over
	Abandoned float64   // how many items gave up
	CutOff    float64   // how many items still waited when the run was over, and count by their wait so far
	One       float64   // the wait of one item, drawn by lot from a stream of its own; 0 if there are none
}

// A Point is the state at one time, just before the events of that moment, and what has happened until then. The differences of two
// Points say what happened between them: Arrived and Delivered at many make a cumulative flow diagram, Busy a curve of hours spent.
type Point struct {
	WIP       []float64 // by class: items in the system
	Held      []float64 // by class: of these, who wait outside limits
	Arrived   []float64 // by class: items that came into being so far
	Delivered []float64 // by class: items delivered so far
	Line      []float64 // by station: items in line; at a Gate, held
	Served    []float64 // by station: services completed so far; at a Delay or a Gate, items that went on
	BusyHours []float64 // by station: as in StationOutcome, so far
	Busy      []float64 // by team: hours at work so far, of all its people together
	Overlaps  []float64 // in the order of Options.Overlaps: hours in which each held so far
}

// LeadTimeShares and WaitShares are the shares of items whose lead time, or wait, the quantiles bound.
var (
	LeadTimeShares = [3]float64{0.50, 0.85, 0.95}
	WaitShares     = [3]float64{0.50, 0.90, 0.95}
)

// outcomeOf reads the outcome of window w off a result. The open items, and with them those who wait, are counted if the
// window is the whole run.
func (p *plan) outcomeOf(r *sim.Result, w *sim.Snapshot, whole bool) Outcome {
	out := Outcome{Hours: w.Time, Events: w.Events, Stopped: r.Stopped, Overlaps: w.Overlaps}
	if whole {
		out.Deadlocks = r.Deadlocks
	}
	for k, c := range w.Classes {
		x := ClassOutcome{
			Arrived: float64(c.Arrived), Delivered: float64(c.Delivered), Abandoned: float64(c.Abandoned), Lost: float64(c.Lost),
			LeadTime: c.LeadTime, DeliveredLead: c.LeadTime, CycleTime: c.CycleTime, Parts: c.Parts, ItemHours: c.ItemHours,
		}
		if whole {
			o := r.Open[k]
			x.Open = float64(o.Count)
			x.LeadTime += o.Age
			for i := range x.Parts {
				x.Parts[i] += o.Parts[i]
			}
			if r.LeadTimes != nil {
				x.Quantiles, x.HasQuantiles = quantiles(&r.LeadTimes[k], LeadTimeShares)
			}
			if r.ByStep != nil {
				first := p.model.FirstStep(k)
				x.Steps = r.ByStep[first : first+len(p.marks[k])]
				x.Spent = spent(p.marks[k], x.Steps)
			}
		}
		out.Classes = append(out.Classes, x)
	}
	for k, st := range w.Stations {
		x := StationOutcome{LineHours: st.LineHours, BusyHours: st.BusyHours, DutyHours: st.StaffHours}
		if whole && r.Waits != nil {
			x.Quantiles, x.HasQuantiles = quantiles(&r.Waits[k], WaitShares)
		}
		out.Stations = append(out.Stations, x)
	}
	step := 0
	for _, c := range p.model.Classes {
		for _, s := range c.Steps {
			t := w.Steps[step]
			x := &out.Stations[s.Station]
			x.Visits += float64(t.Visits)
			x.Served += float64(t.Served)
			x.Abandoned += float64(t.Abandoned)
			x.Lost += float64(t.Lost)
			x.Wait += t.Wait + t.WaitAbandoned
			x.Waited += float64(t.Taken + t.Abandoned)
			if whole {
				x.Wait += r.OpenSteps[step].Wait
				x.Waited += float64(r.OpenSteps[step].Waiting)
			}
			step++
		}
	}
	for _, t := range p.teams {
		out.Teams = append(out.Teams, t.in(w))
	}
	return out
}

// in is what the team has done by a snapshot, or in a window.
func (t *teamPlan) in(w *sim.Snapshot) TeamOutcome {
	if t.station >= 0 {
		return TeamOutcome{w.Stations[t.station].BusyHours, w.Stations[t.station].StaffHours}
	}
	var x TeamOutcome
	for _, person := range w.People[t.first : t.first+t.size] {
		x.Busy += person.Busy
		x.OnDuty += person.OnDuty
	}
	return x
}

func quantiles(h *sim.Histogram, shares [3]float64) (q [3]float64, ok bool) {
	if h.Count == 0 {
		return q, false
	}
	for k, p := range shares {
		q[k] = h.Quantile(p)
	}
	return q, true
}

func windowsOf(r *sim.Result) []WindowOutcome {
	var windows []WindowOutcome
	for _, w := range r.Windows {
		x := WindowOutcome{Items: float64(w.Items), Wait: w.Wait, Abandoned: float64(w.Abandoned), CutOff: float64(w.CutOff), One: w.One}
		for _, n := range w.Over {
			x.Over = append(x.Over, float64(n))
		}
		windows = append(windows, x)
	}
	return windows
}

// pointsOf reads the states at the given times off a result; a run that was stopped has fewer of them.
func (p *plan) pointsOf(r *sim.Result, times []float64) []Point {
	var points []Point
	for k := range r.Snapshots[1:] {
		s := &r.Snapshots[1+k]
		if k >= len(times) || s.Time != times[k] {
			break
		}
		points = append(points, p.pointOf(s))
	}
	return points
}

func (p *plan) pointOf(s *sim.Snapshot) Point {
	classes, stations := len(s.Classes), len(s.Stations)
	room := make([]float64, 4*classes+3*stations+len(p.teams))
	take := func(n int) []float64 {
		part := room[:n:n]
		room = room[n:]
		return part
	}
	pt := Point{
		WIP: take(classes), Held: take(classes), Arrived: take(classes), Delivered: take(classes),
		Line: take(stations), Served: take(stations), BusyHours: take(stations), Busy: take(len(p.teams)), Overlaps: s.Overlaps,
	}
	for k, c := range s.Classes {
		pt.WIP[k], pt.Held[k] = float64(c.Present), float64(c.Outside)
		pt.Arrived[k], pt.Delivered[k] = float64(c.Arrived), float64(c.Delivered)
	}
	for k, st := range s.Stations {
		pt.Line[k], pt.BusyHours[k] = float64(st.Waiting), st.BusyHours
	}
	step := 0
	for _, c := range p.model.Classes {
		for _, at := range c.Steps {
			pt.Served[at.Station] += float64(s.Steps[step].Served)
			step++
		}
	}
	for k := range p.teams {
		pt.Busy[k] = p.teams[k].in(s).Busy
	}
	return pt
}
