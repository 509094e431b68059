package org

import (
	"math"

	"kingman/core/sim"
	"kingman/core/stats"
)

// A piece holds the times that were counted in a part of the run: lead times by class, waits by station. The warm-up is known only when the
// run is over, so nothing can be left out yet; the pieces are few enough to keep, and can be left out one by one. They end with the first few
// events after their time: the estimates weigh them by what they count and do not care.
type piece struct {
	from             float64
	leadTimes, waits []sim.Counts
}

// countsSince returns the counts from before to now.
func countsSince(before, now []sim.Histogram) []sim.Counts {
	counts := make([]sim.Counts, len(now))
	for k := range now {
		counts[k] = now[k].Since(&before[k])
	}
	return counts
}

// takeQuantiles estimates the quantiles from the pieces that begin after the warm-up.
func (r *Report) takeQuantiles(parts []piece, warmUp float64, by *stats.Estimator) {
	for len(parts) > 0 && parts[0].from < warmUp {
		parts = parts[1:]
	}
	counts := make([]*sim.Counts, len(parts))
	for k := range r.Classes {
		for i := range parts {
			counts[i] = &parts[i].leadTimes[k]
		}
		r.Classes[k].LeadTimeQuantiles = batchQuantiles(counts, LeadTimeShares, by)
	}
	for k := range r.Stations {
		for i := range parts {
			counts[i] = &parts[i].waits[k]
		}
		r.Stations[k].WaitQuantiles = batchQuantiles(counts, WaitShares, by)
	}
}

// fewestBeyond is how many times of each piece should lie beyond a quantile, on average, for the shares to be about normal.
const fewestBeyond = 5

// batchQuantiles estimates the quantiles of all times counted in the parts of one long run.
func batchQuantiles(parts []*sim.Counts, shares [3]float64, by *stats.Estimator) (q [3]stats.Estimate) {
	var all sim.Histogram
	size := make([]float64, len(parts))
	for i, c := range parts {
		c.AddTo(&all)
		size[i] = float64(c.Count)
	}
	for k, p := range shares {
		q[k] = batchQuantile(&all, parts, size, p, by)
	}
	return q
}

func batchQuantile(all *sim.Histogram, parts []*sim.Counts, size []float64, p float64, by *stats.Estimator) stats.Estimate {
	below := make([]float64, len(parts))
	e := stats.Estimate{Confidence: by.Confidence(), N: len(parts)}
	if all.Count > 0 {
		e.Mean = all.Quantile(p)
		for i, c := range parts {
			below[i] = c.AtMost(e.Mean)
		}
	}
	share, _ := by.Ratio(below, size) // lengths agree
	e.Warnings = share.Warnings
	if !share.Known() {
		e.StdErr, e.Lo, e.Hi = math.Inf(1), math.Inf(-1), math.Inf(1)
		return e
	}
	half, stderr := share.Hi-share.Mean, share.StdErr
	if half < 1e-9 { // every piece agrees; fall back on the width for independent times
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
