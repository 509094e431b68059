package stats

import (
	"math"
	"slices"

	"kingman/core/portable"
)

// SortedQuantile returns the p-quantile of values in ascending order, interpolated between order statistics
// (Hyndman and Fan 1996, type 7): the smallest at p ≤ 0, the largest at p ≥ 1, 0 if there are none.
func SortedQuantile(sorted []float64, p float64) float64 {
	n := len(sorted)
	if n == 0 {
		return 0
	}
	at := float64(p * float64(n-1))
	if !(at > 0) {
		return sorted[0]
	}
	if at >= float64(n-1) {
		return sorted[n-1]
	}
	i := int(at)
	return sorted[i] + float64((at-float64(i))*(sorted[i+1]-sorted[i]))
}

// Quantile estimates the p-quantile, 0 < p < 1, of independent values in ascending order. The interval is
// distribution-free: order statistics whose ranks enclose a binomial count with the asked confidence or more
// (Hahn and Meeker 1991, 5.2). Where too few values lie beyond p it is infinite on that side. StdErr is the
// half width over the normal quantile.
func Quantile(sorted []float64, p, confidence float64) Estimate {
	n := len(sorted)
	if n == 0 {
		return nothing(0, confidence)
	}
	e := Estimate{Mean: SortedQuantile(sorted, p), Confidence: confidence, N: n}
	tail := (1 - confidence) / 2
	// The quantile lies below the k-th value with chance P(Bin(n, p) < k), k counted from 1.
	lo := binomialRank(n, p, tail)
	hi := n + 1 - binomialRank(n, 1-p, tail)
	e.Lo, e.Hi = math.Inf(-1), math.Inf(1)
	if lo >= 1 {
		e.Lo = sorted[lo-1]
	}
	if hi <= n {
		e.Hi = sorted[hi-1]
	}
	e.finishQuantile(p)
	return e
}

// binomialRank returns the largest k with P(Bin(n, p) < k) ≤ tail.
func binomialRank(n int, p, tail float64) int {
	lo, hi := 0, n
	for lo < hi {
		k := (lo + hi + 1) / 2
		// P(Bin ≤ k−1) = I_{1−p}(n−k+1, k)
		if portable.RegularizedBeta(1-p, float64(n-k+1), float64(k)) <= tail {
			lo = k
		} else {
			hi = k - 1
		}
	}
	return lo
}

// finishQuantile derives the standard error from the interval and warns if a side is open.
func (e *Estimate) finishQuantile(p float64) {
	if math.IsInf(e.Lo, -1) || math.IsInf(e.Hi, 1) {
		e.StdErr = math.Inf(1)
		e.warn("Too few values lie beyond the %g %% point to bound it.", 100*p)
		return
	}
	e.StdErr = (e.Hi - e.Lo) / (2 * portable.NormalQuantile(0.5+float64(0.5*e.Confidence)))
}

// ClusteredQuantile estimates the p-quantile over the items of all replications. Items of one replication
// waited in the same queue and are not independent, so the interval rests on the replications: the share of a
// replication's items at or below the quantile varies from one to the next, that gives the error of the share at
// the quantile (Ratio), and the ends are the sample's quantiles at p minus and plus t times that error
// (Woodruff 1952). Clusters may be of unequal size and in any order within; they are not changed.
func ClusteredQuantile(clusters [][]float64, p, confidence float64) Estimate {
	total := 0
	for _, c := range clusters {
		total += len(c)
	}
	if total == 0 {
		return nothing(len(clusters), confidence)
	}
	pooled := make([]float64, 0, total)
	for _, c := range clusters {
		pooled = append(pooled, c...)
	}
	slices.Sort(pooled)
	q := SortedQuantile(pooled, p)
	below, size := make([]float64, len(clusters)), make([]float64, len(clusters))
	for i, c := range clusters {
		for _, v := range c {
			if v <= q {
				below[i]++
			}
		}
		size[i] = float64(len(c))
	}
	share, _ := Ratio(below, size, confidence) // lengths agree
	e := Estimate{Mean: q, Confidence: confidence, N: len(clusters), Lo: math.Inf(-1), Hi: math.Inf(1)}
	if !share.Known() {
		e.StdErr = math.Inf(1)
		e.Warnings = share.Warnings
		return e
	}
	half := share.Hi - share.Mean
	if half == 0 { // every replication agrees; fall back on the width for independent items
		half = 2 * math.Sqrt(p*(1-p)/float64(total))
	}
	if p-half > 0 {
		e.Lo = SortedQuantile(pooled, p-half)
	}
	if p+half < 1 {
		e.Hi = SortedQuantile(pooled, p+half)
	}
	e.finishQuantile(p)
	return e
}
