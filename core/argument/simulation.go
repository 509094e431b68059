package argument

import (
	"slices"
	"strconv"

	"kingman/core/org"
	"kingman/core/smallfmt"
)

// A simulation is one setting of an argument and what is counted of its runs.
type simulation struct {
	id     string
	start  starter
	opt    org.Options
	counts []Count
}

// A starter prepares a simulation and returns what runs replication r of it.
type starter func(org.Options) (run func(r int) org.Outcome, err error)

// starter returns what simulates a setting.
func (m *Model) starter(s Setting) starter {
	if m.Kernel != nil {
		return func(opt org.Options) (func(int) org.Outcome, error) { return m.Kernel(s, opt.Seed), nil }
	}
	o := m.Organisation(s)
	return func(opt org.Options) (func(int) org.Outcome, error) {
		simulator, err := o.NewSimulator(opt)
		if err != nil {
			return nil, err
		}
		return func(r int) org.Outcome {
			if err := simulator.Start(r); err != nil {
				panic(err) // nobody numbers replications below 0
			}
			for !simulator.Step(eventsPerStep) {
			}
			return simulator.Outcome()
		}, nil
	}
}

// simulates says whether there is anything to simulate.
func (m *Model) simulates() bool { return m.Organisation != nil || m.Kernel != nil }

// Moments is how many times after now, the date last, a run of the two settings is
// looked at: the Points of its outcome.
const Moments = 26

// eventsPerStep is how many events are run between two looks at whether a
// replication is over.
const eventsPerStep = 4096

// job is the simulation as replications. Two of one seed share their luck.
func (x simulation) job() Job {
	width := 0
	for _, c := range x.counts {
		width += c.width(x.opt.Points)
	}
	return Job{ID: x.id, Replications: x.opt.Replications, Metrics: width, Start: func() (func(int, []float64), error) {
		run, err := x.start(x.opt)
		if err != nil {
			return nil, smallfmt.Errorf("%s: %w", x.id, err)
		}
		return func(r int, row []float64) {
			outcome := run(r)
			for _, c := range x.counts {
				n := c.width(x.opt.Points)
				c.fill(&outcome, row[:n])
				row = row[n:]
			}
		}, nil
	}}
}

// runs reads the runs of x that are in; none is no error.
func (x *simulation) runs(r Results) *Runs {
	job := r.Job(x.id)
	return &Runs{job, x.counts, x.opt, r.estimator(), r.Notebook.reading(job)}
}

func (m *Model) simulation(id string, s Setting, seed uint64, runs, points int, counts []Count) simulation {
	opt := org.Options{Seed: seed, Horizon: s.Horizon(), Replications: runs, Points: points}
	if m.Windows != nil {
		opt.Windows = m.Windows(s)
	}
	if m.Overlaps != nil {
		opt.Overlaps = m.Overlaps(s)
	}
	return simulation{id, m.starter(s), opt, counts}
}

// both are the simulations of the two settings: the numbers are counted first, in
// their order, then what the drawings want.
func (m *Model) both(s State) (today, whatIf simulation) {
	if !m.simulates() {
		return simulation{id: todayID}, simulation{id: whatIfID}
	}
	one := func(id string, in Setting) simulation {
		var counts []Count
		for _, number := range m.Numbers {
			if number.Count != nil {
				counts = append(counts, ratio(number.Count(in)))
			}
		}
		x := m.simulation(id, in, s.Seed, m.Effort.runs(m.Effort.Most, m.Effort.Least, in), Moments, append(counts, m.drawn...))
		x.opt.ByStep = slices.ContainsFunc(m.Drawings, func(d Drawing) bool { _, ok := d.(*Lens); return ok })
		return x
	}
	return one(todayID, s.TodaySetting()), one(whatIfID, s.WhatIfSetting())
}

// Plan returns the simulations that answer s, the most wanted first: the two
// settings, then the places on the curves.
func (m *Model) Plan(s State) []Job {
	if !m.simulates() {
		return nil
	}
	today, whatIf := m.both(s)
	jobs := []Job{whatIf.job(), today.job()}
	for _, w := range m.sweeps() {
		for _, side := range w.sides(m, s) {
			for _, x := range side.cases {
				jobs = append(jobs, x.job())
			}
		}
	}
	return jobs
}

// sweeps are those of the drawings, each once.
func (m *Model) sweeps() []*Sweep {
	var all []*Sweep
	for _, d := range m.Drawings {
		w, _ := d.sweep()
		if w != nil && !slices.ContainsFunc(all, func(other *Sweep) bool { return other.ID == w.ID }) {
			all = append(all, w)
		}
	}
	return all
}

func caseID(id string, v float64) string { return id + "-" + strconv.FormatFloat(v, 'f', -1, 64) }
