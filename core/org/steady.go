package org

import (
	"math"

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

// SteadyState makes one run over opt.Horizon (Replications and Points are not used) and estimates the long run from it.
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
	e, err := sim.New(p.model, sim.Options{
		Seed: opt.Seed, Horizon: opt.Horizon, Samples: cut.times(), Quantiles: true, MaxEvents: opt.MaxEvents, MaxItems: opt.MaxItems,
	})
	if err != nil {
		return Report{}, err
	}
	parts := runInPieces(e, opt.Horizon)
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
	report.takeQuantiles(parts, r.Snapshots[skip].Time, opt.confidence())
	for k := range report.Classes {
		report.Classes[k].OpenAtEnd = stats.FromReplications(nil, opt.confidence())
	}
	o.warnOfDeadlocks(&report, [][]sim.Deadlock{r.Deadlocks})
	if !found {
		report.warn("The run is too short to tell where its warm-up ends, or there is no steady state; half of it was left out.")
	}
	if lag := stats.Lag1(means); lag > 2/math.Sqrt(float64(len(means))) {
		report.warn("Neighbouring batches correlate (%.2f): the intervals are too narrow, run longer.", lag)
	}
	return report, nil
}

// A piece holds the times that were counted in a part of the run: lead times by class, waits by station.
type piece struct {
	from             float64
	leadTimes, waits []sim.Counts
}

// runInPieces runs e to its end and returns what its histograms counted in each piece. The warm-up is known only when the run is over,
// so nothing can be left out yet; the pieces are few enough to keep, and can be left out one by one. They end with the first few
// events after their time: the estimates weigh them by what they count and do not care.
func runInPieces(e *sim.Engine, horizon float64) []piece {
	var parts []piece
	r := e.Result()
	leadTimes, waits := make([]sim.Histogram, len(r.LeadTimes)), make([]sim.Histogram, len(r.Waits)) // at the beginning of the piece
	from := 0.0
	for done := false; !done; {
		done = e.Step(16 + int(e.Events()/512))
		if !done && e.Now() < horizon*(float64(len(parts)+1)/pieces) {
			continue
		}
		r := e.Result()
		p := piece{from: from}
		p.leadTimes = countsSince(leadTimes, r.LeadTimes)
		p.waits = countsSince(waits, r.Waits)
		parts = append(parts, p)
		from = e.Now()
	}
	return parts
}

// countsSince returns what was counted from before to now, and makes before what now is.
func countsSince(before, now []sim.Histogram) []sim.Counts {
	counts := make([]sim.Counts, len(now))
	for k := range now {
		counts[k] = now[k].Since(&before[k])
		before[k] = now[k]
	}
	return counts
}

// takeQuantiles estimates the quantiles from the pieces that begin after the warm-up.
func (r *Report) takeQuantiles(parts []piece, warmUp, confidence float64) {
	for len(parts) > 0 && parts[0].from < warmUp {
		parts = parts[1:]
	}
	counts := make([]*sim.Counts, len(parts))
	for k := range r.Classes {
		for i := range parts {
			counts[i] = &parts[i].leadTimes[k]
		}
		r.Classes[k].LeadTimeQuantiles = batchQuantiles(counts, LeadTimeShares, confidence)
	}
	for k := range r.Stations {
		for i := range parts {
			counts[i] = &parts[i].waits[k]
		}
		r.Stations[k].WaitQuantiles = batchQuantiles(counts, WaitShares, confidence)
	}
}

// fewestBeyond is how many times of each piece should lie beyond a quantile, on average, for the shares to be about normal.
const fewestBeyond = 5

// batchQuantiles estimates the quantiles of all times counted in the parts of one long run.
func batchQuantiles(parts []*sim.Counts, shares [3]float64, confidence float64) (q [3]stats.Estimate) {
	var all sim.Histogram
	size := make([]float64, len(parts))
	for i, c := range parts {
		c.AddTo(&all)
		size[i] = float64(c.Count)
	}
	for k, p := range shares {
		q[k] = batchQuantile(&all, parts, size, p, confidence)
	}
	return q
}

func batchQuantile(all *sim.Histogram, parts []*sim.Counts, size []float64, p, confidence float64) stats.Estimate {
	below := make([]float64, len(parts))
	e := stats.Estimate{Confidence: confidence, N: len(parts)}
	if all.Count > 0 {
		e.Mean = all.Quantile(p)
		for i, c := range parts {
			below[i] = c.AtMost(e.Mean)
		}
	}
	share, _ := stats.Ratio(below, size, confidence) // lengths agree
	e.Warnings = share.Warnings
	if !share.Known() {
		e.StdErr, e.Lo, e.Hi = math.Inf(1), math.Inf(-1), math.Inf(1)
		return e
	}
	half, stderr := share.Hi-share.Mean, share.StdErr
	if half < 1e-9 { // every piece agrees; fall back on what independent times would give
		stderr = math.Sqrt(p * (1 - p) / float64(all.Count))
		half = 2 * stderr
	}
	if p-half > 0 {
		e.Lo = all.Quantile(p - half) // else 0: no time is less
	}
	if p+half >= 1 {
		e.StdErr, e.Hi = math.Inf(1), math.Inf(1)
		e.Warnings = append(e.Warnings, "Too few times lie beyond the quantile to bound it: run longer.")
		return e
	}
	e.Hi = all.Quantile(p + half)
	e.StdErr = (e.Hi - e.Lo) / 2 * (stderr / half)
	if float64((1-p)*float64(all.Count)) < float64(fewestBeyond*len(parts)) {
		e.Warnings = append(e.Warnings, "Few times lie beyond the quantile: the interval is rough, run longer.")
	}
	residual := make([]float64, len(parts))
	for i := range parts {
		residual[i] = below[i] - float64(share.Mean*size[i])
	}
	if lag := stats.Lag1(residual); lag > 2/math.Sqrt(float64(len(parts))) {
		e.Warnings = append(e.Warnings, "Neighbouring parts of the run correlate: the interval is too narrow, run longer.")
	}
	return e
}
