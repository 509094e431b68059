package org

import (
	"math"
	"slices"

	"kingman/core/sim"
	"kingman/core/stats"
)

// cells is how finely SteadyState divides its run to find the warm-up, batches into how many parts what remains, and pieces into how
// many parts the whole run for quantiles.
const (
	cells   = 960
	batches = 32
	pieces  = 32
)

// SteadyState makes one run over opt.Horizon (Replications, Points, Windows and ByStep are not used) and estimates the long run from it.
//
// The warm-up is where MSER puts it in the number of items in the system (White 1997); the rest is cut into 32 batches, which take the
// place of replications. What falls in a batch counts there: items delivered in it with their whole lead time, visits whose wait ended in
// it. Unfinished items do not count, OpenAtEnd is unknown, there are no Series.
//
// Quantiles are those of all items delivered, or all waits that ended with service, in the pieces of a 32nd of the run that lie
// wholly after the warm-up (at least 16 of them). Their intervals are Woodruff's (1952): the share of each piece's times that do not
// exceed the quantile varies from piece to piece, that gives the error of the share by batch means, and the ends are the quantiles at that many
// more and fewer. An estimate warns if neighbouring pieces correlate or too few times lie beyond.
//
// If no warm-up can be found, half the run is left out and the report warns; an organisation that cannot keep up has no steady
// state, and that is how it shows. Errors are those of NewSimulator.
func (o *Organisation) SteadyState(opt Options) (Report, error) {
	run, err := o.NewSteadyRun(opt)
	if err != nil {
		return Report{}, err
	}
	for !run.Step(10_000) {
	}
	return run.Report(), nil
}

// A SteadyRun is the one long run of SteadyState, in steps: it can be watched, shown half done, and left.
type SteadyRun struct {
	organisation *Organisation
	plan         *plan
	options      Options
	engine       *sim.Engine
	done         bool

	parts            []piece         // those that are over
	leadTimes, waits []sim.Histogram // what was counted before the piece that is not
	from             float64         // when that began
	look             int64           // at how many events to see next whether it is over
}

// NewSteadyRun checks the organisation and the options and begins the run. An error is a *FieldError. The organisation must not be changed while
// the run is used.
func (o *Organisation) NewSteadyRun(opt Options) (*SteadyRun, error) {
	opt.Replications, opt.Points, opt.Windows, opt.ByStep = 1, 0, nil, false
	if err := opt.check(); err != nil {
		return nil, err
	}
	p := o.plan()
	if p.err != nil {
		return nil, p.err
	}
	overlaps, err := o.overlaps(opt.Overlaps)
	if err != nil {
		return nil, err
	}
	cut := opt
	cut.Points = cells
	e, err := sim.New(p.model, sim.Options{
		Seed: opt.Seed, Horizon: opt.Horizon, Samples: cut.times(), Quantiles: true, MaxEvents: opt.MaxEvents, MaxItems: opt.MaxItems,
		Overlaps: overlaps,
	})
	if err != nil {
		return nil, err
	}
	r := e.Result()
	run := &SteadyRun{organisation: o, plan: p, options: opt, engine: e}
	run.leadTimes, run.waits = make([]sim.Histogram, len(r.LeadTimes)), make([]sim.Histogram, len(r.Waits))
	run.aim()
	return run, nil
}

// Step runs up to maxEvents events and reports whether the run is over: at the horizon, or out of budget. Some thousands at a call are a good
// number. How the run is cut into steps changes no number.
func (s *SteadyRun) Step(maxEvents int) (done bool) {
	for left := int64(maxEvents); left > 0 && !s.done; {
		before := s.engine.Events()
		// Out of events there is nothing left to look after: the last step ends the run.
		s.done = s.engine.Step(int(min(left, max(s.look-before, 1))))
		left -= max(s.engine.Events()-before, 1)
		if !s.done && s.engine.Events() < s.look {
			continue
		}
		if s.done || s.engine.Now() >= s.options.Horizon*(float64(len(s.parts)+1)/pieces) {
			s.closePiece()
		}
		s.aim()
	}
	return s.done
}

// aim sets when to look next whether the piece is over: the more events a piece has, the more may pass.
func (s *SteadyRun) aim() {
	events := s.engine.Events()
	s.look = events + 16 + events/512
	if most := s.options.MaxEvents; most > 0 {
		s.look = min(s.look, most)
	}
}

// closePiece ends the piece of the run that is going on.
func (s *SteadyRun) closePiece() {
	r := s.engine.Result()
	s.parts = append(s.parts, piece{s.from, countsSince(s.leadTimes, r.LeadTimes), countsSince(s.waits, r.Waits)})
	copy(s.leadTimes, r.LeadTimes)
	copy(s.waits, r.Waits)
	s.from = s.engine.Now()
}

// Progress is how much of the run's time is behind, from 0 to 1; 1 if it is over, for whatever reason.
func (s *SteadyRun) Progress() float64 { return s.engine.Progress() }

// Report reports what the run has brought so far: once it is over, what SteadyState does. Of a run that is not over it is about the
// time behind, by the same rules, as if the horizon had been there, but for the last part of it (less than a 960th of the run): it
// warns, its intervals are wide, and at first nothing is known. To look changes nothing in the run.
func (s *SteadyRun) Report() Report {
	opt, o := s.options, s.organisation
	r := s.engine.Result()
	if !s.done {
		r.Snapshots = r.Snapshots[:len(r.Snapshots)-1] // the last one is not at the end of a cell
	}
	wip := make([]float64, len(r.Snapshots)-1)
	for k := range wip {
		for c := range r.Snapshots[k].Classes {
			wip[k] += r.Snapshots[k+1].Classes[c].ItemHours - r.Snapshots[k].Classes[c].ItemHours
		}
	}
	skip, found := stats.MSER(wip)
	if !found {
		skip = len(wip) / 2
	}
	each := max((len(wip)-skip)/batches, 1)
	first := len(wip) - each*min(batches, len(wip)-skip)
	var outcomes []Outcome
	var means []float64
	for k := first; k+each <= len(wip); k += each {
		w := r.Snapshots[k+each].Since(r.Snapshots[k])
		out := s.plan.outcomeOf(&r, &w, false)
		out.Replication, out.Stopped = len(outcomes), sim.AtHorizon // a batch is whole; the run is spoken of below
		outcomes = append(outcomes, out)
		sum := 0.0
		for _, x := range wip[k : k+each] {
			sum += x
		}
		means = append(means, sum)
	}
	report := o.Report(opt, outcomes)
	if len(outcomes) == 0 {
		report.Hours = 0
	}
	report.WarmUp = r.Snapshots[first].Time
	report.takeQuantiles(s.allParts(&r), r.Snapshots[skip].Time, stats.NewEstimator(opt.confidence()))
	for k := range report.Classes {
		report.Classes[k].OpenAtEnd = stats.FromReplications(nil, opt.confidence())
	}
	switch {
	case !s.done:
		report.warn("The run is not over: this is what came of the first %.4g of its %.4g hours.", r.Snapshots[len(wip)].Time, opt.Horizon)
	case r.Stopped != sim.AtHorizon:
		report.warn("The run was stopped after %.4g of its %.4g hours: it was %v.", r.Time, opt.Horizon, r.Stopped)
	}
	o.warnOfDeadlocks(&report, [][]sim.Deadlock{r.Deadlocks})
	if !found {
		report.warn("The run is too short to tell where its warm-up ends, or there is no steady state; half of it was left out.")
	}
	if lag := stats.Lag1(means); lag > 2/math.Sqrt(float64(len(means))) {
		report.warn("Neighbouring batches correlate (%.2f): the intervals are too narrow, run longer.", lag)
	}
	return report
}

// allParts returns the pieces, and what there is of the one that is not over.
func (s *SteadyRun) allParts(r *sim.Result) []piece {
	if s.done {
		return s.parts
	}
	last := piece{s.from, countsSince(s.leadTimes, r.LeadTimes), countsSince(s.waits, r.Waits)}
	return append(slices.Clone(s.parts), last)
}
