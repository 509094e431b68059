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
	eachNumber(&shape, func(*float64) { n++ })
	return Job{ID: id, Replications: opt.Replications, Metrics: n, Start: func() (func(int, []float64), error) {
		simulator, err := o.NewSimulator(opt)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		return func(r int, row []float64) {
			simulator.Start(r)
			for !simulator.Step(eventsPerStep) {
			}
			outcome, i := simulator.Outcome(), 0
			eachNumber(&outcome, func(v *float64) {
				row[i] = *v
				i++
			})
		}, nil
	}}
}

// orgOutcomes returns the outcomes of the replications in j, which must come
// from orgJob with the same organisation and options.
func orgOutcomes(j JobResult, o org.Organisation, opt org.Options) []org.Outcome {
	outcomes := make([]org.Outcome, j.Replications)
	for r := range outcomes {
		row, i := j.Values[r*j.Metrics:(r+1)*j.Metrics], 0
		outcomes[r] = orgShape(o, opt)
		eachNumber(&outcomes[r], func(v *float64) {
			*v = row[i]
			i++
		})
		outcomes[r].Replication = r
	}
	return outcomes
}

// orgShape returns an outcome of the right lengths with nothing in it.
func orgShape(o org.Organisation, opt org.Options) org.Outcome {
	shape := org.Outcome{
		Classes:  make([]org.ClassOutcome, len(o.Classes)),
		Stations: make([]org.StationOutcome, len(o.Stations)),
		Teams:    make([]org.TeamOutcome, len(o.Teams)),
		Points:   make([]org.Point, opt.Points),
	}
	// One array for all the numbers of all points: a page reads thousands of
	// outcomes in one frame.
	n := 2*len(o.Classes) + len(o.Stations)
	numbers := make([]float64, opt.Points*n)
	take := func(k int) []float64 {
		some := numbers[:k:k]
		numbers = numbers[k:]
		return some
	}
	for i := range shape.Points {
		shape.Points[i] = org.Point{WIP: take(len(o.Classes)), Delivered: take(len(o.Classes)), Line: take(len(o.Stations))}
	}
	return shape
}

// eachNumber calls f with every number of an outcome in one fixed order; what f
// writes is kept. Whole numbers and flags pass as float64, which holds them
// exactly.
func eachNumber(o *org.Outcome, f func(*float64)) {
	events, stopped := float64(o.Events), float64(o.Stopped)
	f(&o.Hours)
	f(&events)
	f(&stopped)
	o.Events, o.Stopped = int64(events), sim.Stopped(stopped)
	for i := range o.Classes {
		c := &o.Classes[i]
		for _, v := range [...]*float64{&c.Arrived, &c.Delivered, &c.Abandoned, &c.Lost, &c.Open, &c.LeadTime, &c.DeliveredLead, &c.CycleTime, &c.ItemHours} {
			f(v)
		}
		each(c.Parts[:], f)
		each(c.Quantiles[:], f)
		eachFlag(&c.HasQuantiles, f)
	}
	for i := range o.Stations {
		s := &o.Stations[i]
		for _, v := range [...]*float64{&s.Visits, &s.Served, &s.Abandoned, &s.Lost, &s.Wait, &s.Waited, &s.LineHours, &s.BusyHours, &s.DutyHours} {
			f(v)
		}
		each(s.Quantiles[:], f)
		eachFlag(&s.HasQuantiles, f)
	}
	for i := range o.Teams {
		f(&o.Teams[i].Busy)
		f(&o.Teams[i].OnDuty)
	}
	for i := range o.Points {
		each(o.Points[i].WIP, f)
		each(o.Points[i].Delivered, f)
		each(o.Points[i].Line, f)
	}
}

func each(values []float64, f func(*float64)) {
	for i := range values {
		f(&values[i])
	}
}

func eachFlag(b *bool, f func(*float64)) {
	v := 0.0
	if *b {
		v = 1
	}
	f(&v)
	*b = v != 0
}
