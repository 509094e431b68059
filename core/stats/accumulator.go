package stats

// Accumulator is a streaming mean and variance (Welford 1962), in constant memory and without cancellation. The
// zero value is empty. Merging is not associative to the last bit: merge in a fixed order, not in order of arrival.
type Accumulator struct {
	n    int
	mean float64
	ss   float64 // sum of squared deviations from mean
}

// Add takes one value.
func (a *Accumulator) Add(x float64) {
	a.n++
	d := x - a.mean
	a.mean += d / float64(a.n)
	a.ss += float64(d * (x - a.mean))
}

// Merge takes the values of b after those of a (Chan, Golub and LeVeque 1979).
func (a *Accumulator) Merge(b Accumulator) {
	switch {
	case b.n == 0:
		return
	case a.n == 0:
		*a = b
		return
	}
	na, nb := float64(a.n), float64(b.n)
	d := b.mean - a.mean
	a.n += b.n
	a.mean += float64(d * (nb / (na + nb)))
	a.ss += b.ss + float64(float64(d*d)*(na*nb/(na+nb)))
}

// N returns the number of values taken.
func (a Accumulator) N() int { return a.n }

// Mean returns their mean, 0 if there are none.
func (a Accumulator) Mean() float64 { return a.mean }

// Variance returns the unbiased sample variance, 0 of fewer than two values.
func (a Accumulator) Variance() float64 {
	if a.n < 2 {
		return 0
	}
	return a.ss / float64(a.n-1)
}

// Estimate returns the mean with Student's t interval, for values that are independent.
func (a Accumulator) Estimate(confidence float64) Estimate {
	return NewEstimator(confidence).Mean(a)
}
