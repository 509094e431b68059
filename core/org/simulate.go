package org

import (
	"slices"

	"kingman/core/sim"
	"kingman/core/stats"
)

// Options say how an organisation is simulated.
type Options struct {
	Seed         uint64  // fixes all luck: the same seed, the same bytes, and what two organisations have in common has the same luck in both
	Horizon      float64 // hours, from 1e-9 to 1e12
	Replications int     // from 1 to 100 000; intervals need 2, and are trusted without a warning from 10 on
	Confidence   float64 // of the intervals; 0 is 0.95
	Points       int     // at how many equally spaced times, the horizon last, the series are taken; from 0 to 10 000
	Windows      []Window
	Overlaps     []Overlap // how long many items were there at once
	ByStep       bool      // say where lead times went step by step: ClassOutcome.Steps
	// MaxEvents and MaxItems are the budget of one replication: how many events may happen (0: 10¹²), and how many items may be in the system at
	// once (0: 2 million), each 0 or more. A replication that would need more stops, what it has brought until then counts, and the
	// Report warns.
	MaxEvents int64
	MaxItems  int
}

// A Window asks how long items wait that come to a station at a time from From (0 or more) on and before To (above From, to 1e12), each followed until
// its service begins, at a Gate until it goes on: the wait at a date is that of a window around it. An item that gives up has waited until then,
// and one that comes again counts again. Where windows reach beyond the horizon, or an item of one waits there, the run goes on until all have
// begun; it counts nothing else there.
//
// At a FIFO station whose servers serve no other station, later items change nothing: there arrivals end with the last window.
// If there are windows at other stations everything goes on for them, for one more horizon at most. An item that waits even then, at the FIFO ones after 1000
// horizons, or when the budget is used up, counts by its wait so far: WindowOutcome.CutOff says how many.
type Window struct {
	Station  string // a Line or a Gate
	Class    string // whose items count; empty: all
	From, To float64
	Over     []float64 // limits in hours, from 0 to 1e12: the share that waits longer than each is counted
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

// windows are the simulator's.
func (o *Organisation) windows(asked []Window) ([]sim.Window, error) {
	p := &plan{}
	stations, classes := o.places()
	var windows []sim.Window
	for k, w := range asked {
		x := sim.Window{Station: p.find(stations, w.Station, "a station", "Windows[%d].Station", k), From: w.From, To: w.To, Over: w.Over}
		if w.Class != "" {
			x.Classes = []int{p.find(classes, w.Class, `a class, or "" for all`, "Windows[%d].Class", k)}
		}
		windows = append(windows, x)
	}
	return windows, p.err
}

// places are where stations and classes are, by name.
func (o *Organisation) places() (stations, classes map[string]int) {
	stations, classes = map[string]int{}, map[string]int{}
	for k, s := range o.Stations {
		stations[s.Name] = k
	}
	for k, c := range o.Classes {
		classes[c.Name] = k
	}
	return stations, classes
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
	windows, err := o.windows(opt.Windows)
	if err != nil {
		return nil, err
	}
	overlaps, err := o.overlaps(opt.Overlaps)
	if err != nil {
		return nil, err
	}
	e, err := sim.New(p.model, sim.Options{
		Seed: opt.Seed, Horizon: opt.Horizon, Samples: opt.times(), Quantiles: true,
		MaxEvents: opt.MaxEvents, MaxItems: opt.MaxItems, Windows: windows, Overlaps: overlaps, ByStep: opt.ByStep,
	})
	if err != nil {
		return nil, o.translate(p, err)
	}
	return &Simulator{plan: p, options: opt, engine: e}, nil
}

// Start begins a replication, numbered from 0. What it brings depends on its number and on nothing before. A number below 0 is refused with a
// *FieldError, and the replication before goes on; Options.Replications does not bound it.
func (s *Simulator) Start(replication int) error {
	if replication < 0 {
		return &FieldError{Field: "Replication", Value: replication, Legal: "0 or more"}
	}
	s.current = replication
	s.engine.Restart(replication)
	return nil
}

// Step runs up to maxEvents events of the replication and reports whether it is over: at the horizon, or out of budget. Some thousands at a
// call are a good number. How a run is cut into steps changes no number.
func (s *Simulator) Step(maxEvents int) (done bool) { return s.engine.Step(maxEvents) }

// Progress is how much of the replication's time is behind, from 0 to 1; 1 if it is over, for whatever reason.
func (s *Simulator) Progress() float64 { return s.engine.Progress() }

// Outcome returns what the replication has brought so far. To look changes nothing in the run.
func (s *Simulator) Outcome() Outcome {
	r := s.engine.Result()
	w := r.Last().Since(r.Snapshots[0])
	out := s.plan.outcomeOf(&r, &w, true)
	out.Replication = s.current
	out.Points = s.plan.pointsOf(&r, s.options.times())
	out.Windows = windowsOf(&r)
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
		if err := s.Start(r); err != nil {
			return Report{}, err
		}
		for !s.Step(10_000) {
		}
		outcomes[r] = s.Outcome()
	}
	return o.Report(opt, outcomes), nil
}

// inOrder returns the outcomes by replication, so that a report does not depend on the order in which they came.
func inOrder(outcomes []Outcome) []Outcome {
	sorted := slices.Clone(outcomes)
	slices.SortStableFunc(sorted, func(a, b Outcome) int { return a.Replication - b.Replication })
	return sorted
}
