package queue

import (
	"math"

	"kingman/core/portable"
)

// WaitExceeds returns the share of requests that wait longer than t hours in
// line, exact under the assumptions of FiniteSource, first come, first served
// (Gross and Harris 1998): a request that finds n ≥ c others waits for n−c+1
// services to end, so
//
//	P(Wq > t) = Σ over n ≥ c of q(n)·P(Poisson(c·t/s) ≤ n−c)
//
// with q what requests see. A t of 0 or less gives DelayProbability. Errors are
// those of Analyze; a NaN is a *FieldError.
func (f FiniteSource) WaitExceeds(t float64) (float64, error) {
	if math.IsNaN(t) {
		return 0, &FieldError{"t", t, "a number of hours"}
	}
	exceeds, err := f.waitTail()
	if err != nil {
		return 0, err
	}
	return exceeds(t), nil
}

// WaitQuantile returns the wait in hours that a share p of requests does not
// exceed, to twelve digits: 0 while p is below the share that does not wait,
// +Inf at p = 1 if anyone ever waits. Errors are those of Analyze; a p outside
// 0 to 1 is a *FieldError.
func (f FiniteSource) WaitQuantile(p float64) (float64, error) {
	if err := probability(p); err != nil {
		return 0, err
	}
	exceeds, err := f.waitTail()
	switch {
	case err != nil:
		return 0, err
	case exceeds(0) <= 1-p:
		return 0, nil
	case p == 1:
		return math.Inf(1), nil
	}
	return invertSurvival(exceeds, 1-p, f.MeanService), nil
}

// waitTail prepares P(Wq > t). The sum over n of a Poisson distribution function
// is turned round into a sum over k of Poisson probabilities times the tail
// T(k) = Σ over n ≥ c+k of q(n), which does not depend on t.
func (f FiniteSource) waitTail() (exceeds func(t float64) float64, err error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	least, tail := f.seenInLine()
	if len(tail) == 0 {
		return func(float64) float64 { return 0 }, nil
	}
	perHour := float64(f.Servers) / f.MeanService
	return func(t float64) float64 {
		if !(t > 0) {
			return tail[0]
		}
		m := perHour * t
		if !(m < 1e12) { // far beyond any number in line: all of it is served by then
			return 0
		}
		sum := float64(tail[0] * portable.RegularizedGammaQ(float64(least+1), m))
		// Probabilities from their peak outwards, so that none that matters underflows.
		peak := min(max(int(m)-least, 1), len(tail)-1)
		if peak < 1 {
			return sum
		}
		start := portable.PoissonPMF(float64(least+peak), m)
		for k, pmf := peak, start; k < len(tail); k++ {
			sum += float64(pmf * tail[k])
			pmf *= m / float64(least+k+1)
		}
		for k, pmf := peak, start; k > 1; k-- {
			pmf *= float64(least+k) / m
			sum += float64(pmf * tail[k-1])
		}
		return sum
	}, nil
}

// seenInLine returns T(least), T(least+1), …: the share of requests that find at
// least that many others in line, beyond the c in service. T is constant below
// least. It is empty if nobody ever waits.
func (f FiniteSource) seenInLine() (least int, tail []float64) {
	n, c := f.Sources, f.Servers
	if n <= c || f.MeanService == 0 || f.SkipShare == 1 {
		return 0, nil
	}
	if f.ThinkTime == 0 {
		return n - 1 - c, []float64{1} // a source comes back to all the others
	}
	var all float64
	var down, up []float64 // q at and below the peak, and above it
	first, last := 0, -1
	f.eachState(func(k int, w float64) {
		q := float64(float64(n-k) * w)
		all += q
		switch {
		case k < c || k == n:
		case last < 0:
			first, last, down = k, k, append(down, q)
		case k < first:
			first, down = k, append(down, q)
		default:
			last, up = k, append(up, q)
		}
	})
	if last < 0 || all == 0 {
		return 0, nil
	}
	tail = make([]float64, last-first+1)
	var sum float64
	for i := len(tail) - 1; i >= 0; i-- {
		if i >= len(down) {
			sum += up[i-len(down)]
		} else {
			sum += down[len(down)-1-i]
		}
		tail[i] = math.Min(1, sum/all)
	}
	return first - c, tail
}
