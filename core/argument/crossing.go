package argument

import (
	"math"

	"kingman/core/stats"
	"kingman/core/words"
)

// FallsBelow is where a difference, of which the k-th value is at the k-th place, falls below
// 0 for good, between two places in proportion: 0 if it is never above hardly, which is more
// than 0, and −1 if it is above at the end.
func FallsBelow(differ func(k int) float64, places int, hardly float64) float64 {
	last := -1
	for k := range places {
		if differ(k) > hardly {
			last = k
		}
	}
	if last < 0 {
		return 0
	}
	for k := last + 1; k < places; k++ {
		if d := differ(k); d <= 0 {
			before := differ(k - 1)
			return float64(k-1) + before/(before-d)
		}
	}
	return -1
}

// A Crossing looks in the runs of two settings, which share their luck, for when a course of what-if that is above today's
// falls below it for good.
type Crossing struct {
	Of *Course
	// Sign is 1, or −1 if it is today's that is above at first.
	Sign float64
	// Step is how many hours apart differences are looked at, and Hardly one that nobody would call a difference.
	Step, Hardly float64
	// Formula is the difference by formula, what-if's less today's, at so many hours from now. Between two moments at
	// which runs are looked at the mean of the runs bends as it does.
	Formula func(hours float64) float64
}

// In is so many weeks from now, with its error: that of the difference there, over how fast it falls. Nil if it is not
// before the date, if the difference before could be chance, or if not all runs of both settings are in, to the same date.
func (c Crossing) In(b *Sheet) *stats.Estimate {
	if b.Same() || !b.Today.Runs.Known() || !b.WhatIf.Runs.Known() || b.Today.Horizon() != b.WhatIf.Horizon() {
		return nil
	}
	today, whatIf := b.Today.Runs.each(c.Of), b.WhatIf.Runs.each(c.Of)
	steps := b.WhatIf.Horizon() / c.Step
	gap := steps / float64(len(today)) // between two moments
	runs := min(b.Today.Runs.job.Replications, b.WhatIf.Runs.job.Replications)
	formula := func(step float64) float64 { return float64(c.Sign * c.Formula(step*c.Step)) }
	off := make([][]float64, runs+1) // of each run, and of their mean, from the formula's, now and at each moment
	for run := range off {
		off[run] = append(make([]float64, 0, len(today)+1), 0)
	}
	sure := math.Inf(1) // the first moment at which it is above, and not by chance
	for k := range today {
		moment := float64(k+1) * gap
		expected, sum, above := formula(moment), 0.0, stats.Accumulator{}
		for run := range runs {
			d := float64(c.Sign * (whatIf[k][run] - today[k][run]))
			above.Add(d)
			off[run] = append(off[run], d-expected)
			sum += d
		}
		off[runs] = append(off[runs], sum/float64(runs)-expected)
		if above.Mean() > 3*math.Sqrt(above.Variance()/float64(runs)) {
			sure = math.Min(sure, moment)
		}
	}
	differ := func(run int, step float64) float64 { return formula(step) + Between(off[run], step/gap) }
	at := FallsBelow(func(k int) float64 { return differ(runs, float64(k)) }, int(steps)+1, c.Hardly)
	if sure >= at {
		return nil
	}
	whole := math.Floor(at)
	slope := differ(runs, whole+1) - differ(runs, whole)
	crossed := make([]float64, runs)
	for run := range crossed {
		crossed[run] = (at - differ(run, at)/slope) * c.Step / words.Week
	}
	e := stats.NewEstimator(Confidence).FromReplications(crossed)
	if !e.Known() || math.IsNaN(e.Mean) {
		return nil
	}
	return &e
}
