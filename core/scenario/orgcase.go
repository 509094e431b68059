package scenario

import (
	"math"
	"slices"

	"kingman/core/org"
	"kingman/core/stats"
	"kingman/core/words"
)

// An orgCase is one setting of an argument, simulated as an organisation.
type orgCase struct {
	id  string
	org org.Organisation
	opt org.Options
}

// job is the simulation of c.
func (c orgCase) job() Job { return orgJob(c.id, c.org, c.opt) }

// runs reads the replications of c that are in; none is no error.
func (c orgCase) runs(r Results) orgRuns {
	return orgRuns{orgOutcomes(r.Job(c.id), c.org, c.opt), c.opt, r.estimator()}
}

// orgRuns are the replications of a case that are in.
type orgRuns struct {
	outcomes []org.Outcome
	opt      org.Options
	by       *stats.Estimator
}

// known says whether all planned replications are in: until then the sentence
// speaks by formula, so that its numbers change once.
func (x orgRuns) known() bool {
	return x.opt.Replications > 0 && len(x.outcomes) >= x.opt.Replications
}

// estimate estimates a metric; nil if nothing can be told yet.
func (x orgRuns) estimate(m org.Metric) *stats.Estimate {
	if len(x.outcomes) < 2 {
		return nil
	}
	e := m.EstimateBy(x.by, x.outcomes)
	if !e.Known() {
		return nil
	}
	return &e
}

// measure fills in what was simulated of a figure if both settings are in: each
// by itself, and the difference paired by their shared luck.
func (f *Figure) measure(now, then orgRuns, m org.Metric) { f.measureEach(now, then, m, m) }

// measureEach is measure where the two settings count differently: releases of
// twenty, and of one.
func (f *Figure) measureEach(now, then orgRuns, ofNow, ofThen org.Metric) {
	if !now.known() || !then.known() {
		return
	}
	a, b := now.estimate(ofNow), then.estimate(ofThen)
	var numA, denA, numB, denB []float64
	for i := range now.outcomes {
		num, den := ofNow(&now.outcomes[i])
		numA, denA = append(numA, num), append(denA, den)
	}
	for i := range then.outcomes {
		num, den := ofThen(&then.outcomes[i])
		numB, denB = append(numB, num), append(denB, den)
	}
	d, err := then.by.RatioDifference(numA, denA, numB, denB)
	if a == nil || b == nil || err != nil || !d.Known() {
		return
	}
	f.TodaySimulated, f.WhatIfSimulated, f.Difference = a, b, &d
}

// weekly is a metric counted by the week that m counts by the hour.
func weekly(m org.Metric) org.Metric {
	return func(o *org.Outcome) (float64, float64) {
		num, den := m(o)
		return num * words.Week, den
	}
}

// lineAtEnd is how many items wait in line at station k at the horizon.
func lineAtEnd(k int) org.Metric {
	return func(o *org.Outcome) (float64, float64) {
		if len(o.Points) == 0 {
			return 0, 0
		}
		return o.Points[len(o.Points)-1].Line[k], 1
	}
}

// sweepPoints is the layer of simulated points along a slider: runs[i] was made
// at xs[i]. Settings that are not in, or of which nothing can be told, are left
// out.
func sweepPoints(xs []float64, runs []orgRuns, m org.Metric) Layer {
	l := Layer{ID: "simulated", Name: "simulated", Shape: Points, Role: Simulation}
	for i, x := range runs {
		if e := x.estimate(m); e != nil {
			l.X, l.Y = append(l.X, xs[i]), append(l.Y, e.Mean)
			l.Lo, l.Hi = append(l.Lo, math.Max(0, e.Lo)), append(l.Hi, e.Hi)
		}
	}
	return l
}

// A fan is how a number develops: the mean over the replications and the band
// in which eight in ten of them stay, at each time in working hours.
type fan struct{ times, mean, lo, hi []float64 }

// fan reads a fan off the points of the replications, of which there must be
// one at least, beginning with what is there now. A replication that was stopped
// has nothing at the points after that.
func (x orgRuns) fan(now float64, of func(org.Point) float64) fan {
	f := fan{[]float64{0}, []float64{now}, []float64{now}, []float64{now}}
	values := make([]float64, len(x.outcomes))
	for k := range x.opt.Points {
		var mean stats.Accumulator
		for i := range x.outcomes {
			values[i] = of(x.outcomes[i].Points[k])
			mean.Add(values[i])
		}
		slices.Sort(values)
		f.times = append(f.times, x.opt.Horizon*float64(k+1)/float64(x.opt.Points))
		f.mean = append(f.mean, mean.Mean())
		f.lo, f.hi = append(f.lo, stats.SortedQuantile(values, 0.1)), append(f.hi, stats.SortedQuantile(values, 0.9))
	}
	return f
}
