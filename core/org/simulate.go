package org

import (
	"math"
	"slices"

	"kingman/core/sim"
	"kingman/core/stats"
)

// Options say how an organisation is simulated.
type Options struct {
	Seed         uint64
	Horizon      float64 // hours, from 1e-9 to 1e12
	Replications int     // from 1 to 100 000
	Confidence   float64 // of the intervals; 0 is 0.95
	Points       int     // at how many equally spaced times, the horizon last, the series are taken; from 0 to 10 000
	// MaxEvents and MaxItems are the budget of one replication; 0 is sim's default.
	MaxEvents int64
	MaxItems  int
}

// MaxReplications bounds Options.Replications.
const MaxReplications = 100_000

func (opt *Options) check() error {
	p := &plan{}
	p.check(opt.Horizon >= 1e-9 && opt.Horizon <= 1e12, "from 1e-9 to 1e12", opt.Horizon, "Horizon")
	p.check(opt.Replications >= 1 && opt.Replications <= MaxReplications, "from 1 to 100000", opt.Replications, "Replications")
	p.check(opt.Confidence == 0 || stats.CheckConfidence(opt.Confidence) == nil, "0 (for 0.95), or above 0 and below 1", opt.Confidence, "Confidence")
	p.check(opt.Points >= 0 && opt.Points <= 10_000, "from 0 to 10000", opt.Points, "Points")
	return p.err
}

func (opt *Options) confidence() float64 {
	if opt.Confidence == 0 {
		return 0.95
	}
	return opt.Confidence
}

// times are the times of the points of the series.
func (opt *Options) times() []float64 {
	times := make([]float64, opt.Points)
	for k := range times {
		times[k] = opt.Horizon * (float64(k+1) / float64(opt.Points))
	}
	return times
}

// A Simulator runs replications of an organisation one after the other, in steps. Several Simulators may share the
// replications of one Report between them.
type Simulator struct {
	plan    *plan
	options Options
	engine  *sim.Engine
	current int
}

// NewSimulator checks the organisation and the options. An error is a *FieldError.
func (o *Organisation) NewSimulator(opt Options) (*Simulator, error) {
	p := o.plan()
	if p.err != nil {
		return nil, p.err
	}
	if err := opt.check(); err != nil {
		return nil, err
	}
	e, err := sim.New(p.model, sim.Options{
		Seed: opt.Seed, Horizon: opt.Horizon, Samples: opt.times(), Quantiles: true,
		MaxEvents: opt.MaxEvents, MaxItems: opt.MaxItems,
	})
	if err != nil {
		return nil, err
	}
	return &Simulator{plan: p, options: opt, engine: e}, nil
}

// Start begins a replication, numbered from 0.
func (s *Simulator) Start(replication int) {
	s.current = replication
	s.engine.Restart(replication)
}

// Step runs up to maxEvents events of the replication and reports whether it is over.
func (s *Simulator) Step(maxEvents int) (done bool) { return s.engine.Step(maxEvents) }

// Progress is how much of the replication is behind, from 0 to 1.
func (s *Simulator) Progress() float64 { return s.engine.Progress() }

// Outcome returns what the replication has brought so far.
func (s *Simulator) Outcome() Outcome {
	r := s.engine.Result()
	w := r.Last().Since(r.Snapshots[0])
	out := s.plan.outcomeOf(&r, &w, true)
	out.Replication = s.current
	out.Points = pointsOf(&r, s.options.times())
	return out
}

// Simulate runs all replications and reports. Errors are those of NewSimulator.
func (o *Organisation) Simulate(opt Options) (Report, error) {
	s, err := o.NewSimulator(opt)
	if err != nil {
		return Report{}, err
	}
	outcomes := make([]Outcome, opt.Replications)
	for r := range outcomes {
		s.Start(r)
		for !s.Step(10_000) {
		}
		outcomes[r] = s.Outcome()
	}
	return o.Report(opt, outcomes), nil
}

// cells is how finely SteadyState divides its run to find the warm-up, and batches into how many parts the rest.
const (
	cells   = 960
	batches = 32
)

// SteadyState makes one run over opt.Horizon (Replications and Points are not used) and estimates the long run from it. The
// warm-up is where MSER puts it in the number of items in the system (White 1997); the rest is cut into 32 batches, which take the
// place of replications. Unfinished items do not count. If no warm-up can be found, half the run is left out and the
// report warns; an organisation that cannot keep up has no steady state, and that is how it shows.
func (o *Organisation) SteadyState(opt Options) (Report, error) {
	opt.Replications, opt.Points = 1, 0
	if err := opt.check(); err != nil {
		return Report{}, err
	}
	p := o.plan()
	if p.err != nil {
		return Report{}, p.err
	}
	cut := opt
	cut.Points = cells
	e, err := sim.New(p.model, sim.Options{Seed: opt.Seed, Horizon: opt.Horizon, Samples: cut.times(), MaxEvents: opt.MaxEvents, MaxItems: opt.MaxItems})
	if err != nil {
		return Report{}, err
	}
	for !e.Step(10_000) {
	}
	r := e.Result()
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
		out := p.outcomeOf(&r, &w, false)
		out.Replication = len(outcomes)
		outcomes = append(outcomes, out)
		sum := 0.0
		for _, x := range wip[k : k+each] {
			sum += x
		}
		means = append(means, sum)
	}
	report := o.Report(opt, outcomes)
	report.WarmUp = r.Snapshots[first].Time
	if !found {
		report.warn("The run is too short to tell where its warm-up ends, or there is no steady state; half of it was left out.")
	}
	if lag := stats.Lag1(means); lag > 2/math.Sqrt(float64(len(means))) {
		report.warn("Neighbouring batches correlate (%.2f): the intervals are too narrow, run longer.", lag)
	}
	return report, nil
}

// inOrder returns the outcomes by replication, so that a report does not depend on the order in which they came.
func inOrder(outcomes []Outcome) []Outcome {
	sorted := slices.Clone(outcomes)
	slices.SortStableFunc(sorted, func(a, b Outcome) int { return a.Replication - b.Replication })
	return sorted
}
