package argument

import (
	"math"

	"kingman/core/stats"
)

// measure fills in what was simulated of a figure: today as soon as it is in, what-if
// only beside it, and the difference paired by their shared luck, over as many runs as
// both have. Of a setting in which no run has seen anything nothing is known, whatever
// is known of the other. at is the figure's first column.
func (f *Figure) measure(today, whatIf *Runs, at int) {
	if !today.Known() {
		return
	}
	f.TodaySimulated = today.estimate(at)
	if !whatIf.Known() {
		return
	}
	f.WhatIfSimulated = whatIf.estimate(at)
	n := min(today.job.Replications, whatIf.job.Replications)
	numA, denA := today.ratio(at)
	numB, denB := whatIf.ratio(at)
	d, err := whatIf.by.RatioDifference(numA[:n], denA[:n], numB[:n], denB[:n])
	if err == nil && d.Known() {
		f.Difference = &d
	}
}

// asChance gives the estimates of a chance the intervals of one. Of one setting there is no difference to do so with.
func (f *Figure) asChance(by *stats.Estimator, same bool) {
	for _, e := range []*stats.Estimate{f.TodaySimulated, f.WhatIfSimulated} {
		if e != nil {
			*e = by.Chance(*e)
		}
	}
	if f.Difference != nil && !same {
		*f.Difference = by.ChanceDifference(*f.Difference)
	}
}

// addsUpTo makes e, the same lead time but for rounding, what its bar adds up to,
// so that the page says one number to the last bit.
func addsUpTo(e *stats.Estimate, hours []float64) {
	e.Mean = total(hours)
	e.Lo, e.Hi = math.Min(e.Lo, e.Mean), math.Max(e.Hi, e.Mean)
}
