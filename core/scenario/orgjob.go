package scenario

import (
	"fmt"

	"kingman/core/org"
	"kingman/core/sim"
)

// eventsPerStep is how many events are run between two looks at whether a
// replication is over.
const eventsPerStep = 4096

// orgJob is the job of simulating an organisation to a horizon. What a
// replication yields is its whole [org.Outcome], flattened;
// [orgOutcomes] reads it back. Two jobs with one seed share their luck.
func orgJob(id string, o org.Organisation, opt org.Options) Job {
	shape := orgShape(o, opt)
	n := 0
	eachNumber(&shape, func(v float64) float64 { n++; return v })
	return Job{ID: id, Replications: opt.Replications, Metrics: n, Start: func() (func(int, []float64), error) {
		simulator, err := o.NewSimulator(opt)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		return func(r int, row []float64) {
			if err := simulator.Start(r); err != nil {
				panic(fmt.Sprintf("%s: %v", id, err)) // nobody numbers replications below 0
			}
			for !simulator.Step(eventsPerStep) {
			}
			outcome, i := simulator.Outcome(), 0
			eachNumber(&outcome, func(v float64) float64 {
				row[i] = v
				i++
				return v
			})
		}, nil
	}}
}

// A Memory keeps what was read of the results of one job, so that a look at them
// costs what is new in them and not what was there before. The zero value is
// empty. It is not for concurrent use.
type Memory struct {
	first    *float64      // where the values are that were read
	outcomes []org.Outcome // of the first replications
}

// orgOutcomes returns the outcomes of the replications in j, which must come
// from orgJob with the same organisation and options. Nobody may change them: j's
// memory, if it has one, hands them out again.
func orgOutcomes(j JobResult, o org.Organisation, opt org.Options) []org.Outcome {
	m := j.Memory
	if m == nil || j.Replications == 0 {
		m = &Memory{}
	}
	if j.Replications > 0 && m.first != &j.Values[0] { // of another run
		*m = Memory{first: &j.Values[0], outcomes: make([]org.Outcome, 0, max(j.Replications, opt.Replications))}
	}
	if known := len(m.outcomes); known < j.Replications {
		m.outcomes = append(m.outcomes, readOutcomes(j, known, o, opt)...)
	}
	return m.outcomes[:j.Replications:j.Replications]
}

// readOutcomes reads the outcomes of j's replications from number from on. A page
// reads thousands of them: they share a few arrays, and their points are j's own
// numbers.
func readOutcomes(j JobResult, from int, o org.Organisation, opt org.Options) []org.Outcome {
	n := j.Replications - from
	outcomes := make([]org.Outcome, n)
	classes := make([]org.ClassOutcome, n*len(o.Classes))
	stations := make([]org.StationOutcome, n*len(o.Stations))
	teams := make([]org.TeamOutcome, n*len(o.Teams))
	points := make([]org.Point, n*opt.Points)
	for k := range outcomes {
		r := from + k
		row, i := j.Values[r*j.Metrics:(r+1)*j.Metrics], 0
		x := &outcomes[k]
		*x = org.Outcome{Replication: r, Classes: nthPart(classes, k, n), Stations: nthPart(stations, k, n), Teams: nthPart(teams, k, n)}
		eachNumber(x, func(float64) float64 {
			i++
			return row[i-1]
		})
		x.Points = nthPart(points, k, n)
		take := func(k int) []float64 {
			i += k
			return row[i-k : i : i]
		}
		for k := range x.Points { // in the order of eachNumber
			c, st := len(o.Classes), len(o.Stations)
			x.Points[k] = org.Point{
				WIP: take(c), Held: take(c), Arrived: take(c), Delivered: take(c), Line: take(st), Served: take(st), BusyHours: take(st), Busy: take(len(o.Teams)),
			}
		}
	}
	return outcomes
}

// nthPart returns the r-th of n equal parts of all.
func nthPart[T any](all []T, r, n int) []T {
	size := len(all) / n
	return all[r*size : (r+1)*size : (r+1)*size]
}

// orgShape returns an outcome of the right lengths with nothing in it.
func orgShape(o org.Organisation, opt org.Options) org.Outcome {
	shape := org.Outcome{
		Classes:  make([]org.ClassOutcome, len(o.Classes)),
		Stations: make([]org.StationOutcome, len(o.Stations)),
		Teams:    make([]org.TeamOutcome, len(o.Teams)),
		Points:   make([]org.Point, opt.Points),
	}
	for i := range shape.Points {
		c, st := func() []float64 { return make([]float64, len(o.Classes)) }, func() []float64 { return make([]float64, len(o.Stations)) }
		shape.Points[i] = org.Point{
			WIP: c(), Held: c(), Arrived: c(), Delivered: c(), Line: st(), Served: st(), BusyHours: st(), Busy: make([]float64, len(o.Teams)),
		}
	}
	return shape
}

// eachNumber calls f with every number of an outcome in one fixed order, and
// keeps what it returns. Whole numbers and flags pass as float64, which holds them
// exactly.
func eachNumber(o *org.Outcome, f func(float64) float64) {
	o.Hours = f(o.Hours)
	o.Events = int64(f(float64(o.Events)))
	o.Stopped = sim.Stopped(f(float64(o.Stopped)))
	for i := range o.Classes {
		c := &o.Classes[i]
		for _, v := range [...]*float64{&c.Arrived, &c.Delivered, &c.Abandoned, &c.Lost, &c.Open, &c.LeadTime, &c.DeliveredLead, &c.CycleTime, &c.ItemHours} {
			*v = f(*v)
		}
		each(c.Parts[:], f)
		each(c.Quantiles[:], f)
		c.HasQuantiles = eachFlag(c.HasQuantiles, f)
	}
	for i := range o.Stations {
		s := &o.Stations[i]
		for _, v := range [...]*float64{&s.Visits, &s.Served, &s.Abandoned, &s.Lost, &s.Wait, &s.Waited, &s.LineHours, &s.BusyHours, &s.DutyHours} {
			*v = f(*v)
		}
		each(s.Quantiles[:], f)
		s.HasQuantiles = eachFlag(s.HasQuantiles, f)
	}
	for i := range o.Teams {
		o.Teams[i].Busy = f(o.Teams[i].Busy)
		o.Teams[i].OnDuty = f(o.Teams[i].OnDuty)
	}
	for i := range o.Points {
		p := &o.Points[i]
		for _, values := range [...][]float64{p.WIP, p.Held, p.Arrived, p.Delivered, p.Line, p.Served, p.BusyHours, p.Busy} {
			each(values, f)
		}
	}
}

func each(values []float64, f func(float64) float64) {
	for i, v := range values {
		values[i] = f(v)
	}
}

func eachFlag(b bool, f func(float64) float64) bool {
	if b {
		return f(1) != 0
	}
	return f(0) != 0
}
