package stats

import (
	"math"

	"kingman/core/portable"
)

// An Estimator makes many estimates at one confidence, equal to the last bit to those of the functions of the same names. It
// remembers Student's quantiles, which cost more to find than most estimates: the few different numbers of values in one report are
// asked for again and again. It belongs to one caller and is not for concurrent use.
type Estimator struct {
	confidence float64
	skewed     bool
	known      [remembered]factor
	next       int // where the next one goes, in the place of the oldest
}

// remembered is how many quantiles an Estimator keeps. The degrees of freedom in one report differ only where some
// replications saw nothing, on one page also from setting to setting.
const remembered = 32

// A factor is Student's quantile for that many degrees of freedom; none are none.
type factor struct {
	degrees int
	t       float64
}

// NewEstimator returns an Estimator of intervals with that confidence, which must have been checked: see CheckConfidence.
func NewEstimator(confidence float64) *Estimator { return &Estimator{confidence: confidence} }

// AllowingForSkewness returns by, whose intervals of ratios and of their differences are corrected from now on for the
// skewness g of what the n values add, of which Student's takes no notice: where rare replications carry a mean the others miss
// it, most of them all on one side. It is the cubic transformation of P. Hall (1992), "On the removal of skewness by
// transformation", which is monotone: with a = g/√n they are from mean − h(t)·se to mean − h(−t)·se,
// h(x) = 3((1 + a(x − a/6))^(1/3) − 1)/a, t Student's quantile. With a = 0, or fewer than 10 values, which tell no skewness, they
// are Student's; with a = 1, the most that n values can show, one reaches six standard errors to the side of the
// long tail. What has come up in none of them no method can know.
func (by *Estimator) AllowingForSkewness() *Estimator {
	by.skewed = true
	return by
}

// Confidence returns the confidence of the intervals.
func (by *Estimator) Confidence() float64 { return by.confidence }

// factor returns how many standard errors the interval reaches on each side.
func (by *Estimator) factor(degrees int) float64 {
	for _, f := range by.known {
		if f.degrees == degrees {
			return f.t
		}
	}
	t := portable.StudentTQuantile(0.5+float64(0.5*by.confidence), float64(degrees))
	by.known[by.next] = factor{degrees, t}
	by.next = (by.next + 1) % remembered
	return t
}

// Mean is [Accumulator.Estimate] at the Estimator's confidence.
func (by *Estimator) Mean(a Accumulator) Estimate {
	switch a.n {
	case 0:
		return nothing(0, by.confidence)
	case 1:
		return by.withT(a.mean, math.Inf(1), 1)
	}
	return by.withT(a.mean, math.Sqrt(a.Variance()/float64(a.n)), a.n)
}

// FromReplications is the function [FromReplications] at the Estimator's confidence.
func (by *Estimator) FromReplications(x []float64) Estimate {
	var a Accumulator
	for _, v := range x {
		a.Add(v)
	}
	return by.Mean(a)
}

// Paired is the function [Paired] at the Estimator's confidence.
func (by *Estimator) Paired(a, b []float64) (Estimate, error) {
	if err := checkLengths(a, b); err != nil {
		return Estimate{}, err
	}
	var acc Accumulator
	for i := range a {
		acc.Add(b[i] - a[i])
	}
	return by.Mean(acc), nil
}

// Ratio is the function [Ratio] at the Estimator's confidence.
func (by *Estimator) Ratio(num, den []float64) (Estimate, error) {
	if err := checkLengths(num, den); err != nil {
		return Estimate{}, err
	}
	r, influence, ok := linearise(num, den)
	if !ok {
		return nothing(len(num), by.confidence), nil
	}
	return by.fromInfluence(r, influence), nil
}

// RatioDifference is the function [RatioDifference] at the Estimator's confidence.
func (by *Estimator) RatioDifference(numA, denA, numB, denB []float64) (Estimate, error) {
	if err := checkLengths(numA, denA, numB, denB); err != nil {
		return Estimate{}, err
	}
	ra, ia, okA := linearise(numA, denA)
	rb, ib, okB := linearise(numB, denB)
	if !okA || !okB {
		return nothing(len(numA), by.confidence), nil
	}
	for i := range ia {
		ib[i] -= ia[i]
	}
	return by.fromInfluence(rb-ra, ib), nil
}

// Chance is e as an estimate of a chance: where all of n values were 0, or all were 1, their spread is none, but a chance as
// large as 1 − ((1 − confidence)/2)^(1/n) often leaves no trace in so many (C. Clopper and E. Pearson 1934). The interval
// reaches so far, and StdErr is its half width over the normal quantile. Other estimates stay as they are.
func (by *Estimator) Chance(e Estimate) Estimate { return by.unseen(e, 0) }

// ChanceDifference is e as an estimate of the difference of two chances, from pairs of values: where the two of no pair
// differed, or those of every pair did, pairs of another kind have a chance of which the same holds, to either side.
func (by *Estimator) ChanceDifference(e Estimate) Estimate { return by.unseen(e, -1) }

// unseen is e, of values from least to 1, with room for what none of them has shown.
func (by *Estimator) unseen(e Estimate, least float64) Estimate {
	if e.StdErr != 0 || e.N < fewestValues || e.Mean != math.Trunc(e.Mean) {
		return e
	}
	tail := float64(0.5 * (1 - by.confidence))
	most := -portable.Expm1(portable.Log(tail) / float64(e.N))
	e.StdErr = 0.5 * most / portable.NormalQuantile(1-tail)
	if least < e.Mean && e.Mean < 1 {
		e.StdErr *= 2
	}
	e.Lo, e.Hi = math.Max(least, e.Mean-most), math.Min(1, e.Mean+most)
	return e
}
