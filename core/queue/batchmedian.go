package queue

import "math"

// MedianSojourn returns what half of the items take at most from their arrival to the end of their batch's service, if the mean
// of it is so many hours and items come in a stream; 0 to 1e12. Where batches pile up the pile grows evenly, and half of the
// items are in its middle: the median is the mean. Errors are *FieldError.
//
// [ours] An item waits for 0 to n−1 others of its batch with equal chance, its batch for the ones before it by chance ρ and
// then exponentially, and then for its service, which is gamma: that gives variance and third moment, to which a gamma law
// is fitted (K. Pearson 1895). Rough in batches of two to nine, whose items wait for few others: within a quarter of the mean.
// In twos of an even stream it is within half of it: the quicker half are out long before the others, and any time between the
// two is a median, of which the least is meant; the law has no such step.
func (b Batches) MedianSojourn(mean float64, stream RenewalStream) (float64, error) {
	if err := errorsFirst(b.Validate(), stream.check(), nonNegative("Mean", mean)); err != nil {
		return 0, err
	}
	wait, err := b.Station.MeanWait()
	if err != nil && !IsUnstable(err) {
		return 0, within("Station", err)
	}
	if err != nil || mean == 0 || stream.Rate == 0 {
		return mean, nil
	}
	n, gap, arrivals := float64(b.Size), 1/stream.Rate, stream.SCV
	// Gaps: each has variance and third moment of a gamma law, and how many there are is even.
	spread := (float64(n*n) - 1) / 12
	variance := float64(float64(gap*gap) * (spread + float64((n-1)/2*arrivals)))
	third := float64(float64(gap*float64(gap*gap)) * (float64(float64(3*arrivals)*spread) + float64((n-1)*float64(arrivals*arrivals))))
	// The wait: zero but by chance ρ.
	if rho := float64(b.Station.OfferedLoad()); rho > 0 { // a product, not to be fused with what follows
		long := wait / rho
		second := float64(float64(2*rho) * float64(long*long))
		variance += second - float64(wait*wait)
		third += float64(float64(6*rho)*float64(long*float64(long*long))) - float64(float64(3*second)*wait) + float64(2*float64(wait*float64(wait*wait)))
	}
	if takes := b.Release + b.Settle; takes > 0 {
		service := float64(b.Station.ServiceSCV * float64(takes*takes))
		variance += service
		third += float64(2*float64(service*service)) / takes
	}
	return gammaMedian(mean, variance, third), nil
}

// gammaMedian is the median of a shifted gamma law with that mean, variance and third central
// moment (K. Pearson 1895), by the cube that is nearly normal (Wilson and Hilferty 1931). What
// has no skew has its mean.
func gammaMedian(mean, variance, third float64) float64 {
	if variance <= 0 || third <= 0 {
		return mean
	}
	shape := float64(4*float64(variance*float64(variance*variance))) / float64(third*third)
	scale := third / float64(2*variance)
	root := 1 - 1/float64(9*shape)
	return math.Max(0, mean+float64(float64(shape*scale)*(float64(root*float64(root*root))-1)))
}
