package queue

import (
	"math"
	"testing"
)

// The median of a gamma law, and of what has no skew.
func TestGammaMedian(t *testing.T) {
	for _, c := range []struct{ mean, variance, third, want float64 }{
		{3, 3, 6, 2.674060}, // of shape 3
		{1, 1, 2, 0.693147}, // exponential
		{13, 3, 6, 12.674060},
		{7, 4, 0, 7}, {7, 0, 0, 7},
	} {
		if got := gammaMedian(c.mean, c.variance, c.third); math.Abs(got-c.want) > 0.02*math.Sqrt(c.variance) {
			t.Errorf("mean %v, variance %v, third moment %v: %v, expected %v", c.mean, c.variance, c.third, got, c.want)
		}
	}
}

// Batches of one at M/M/1 have its exponential sojourn, whose median is ln 2 of the mean; of those that
// pile up, and of no stream, it is the mean; and a mean that is no number is refused.
func TestMedianSojourn(t *testing.T) {
	for _, rho := range []float64{0.3, 0.6, 0.9} {
		b := Batches{Size: 1, Release: 1, Station: Station{ArrivalRate: rho, MeanService: 1, Servers: 1, ArrivalSCV: 1, ServiceSCV: 1}}
		mean := 1 / (1 - rho)
		got, err := b.MedianSojourn(mean, RenewalStream{rho, 1})
		if want := math.Ln2 * mean; err != nil || math.Abs(got-want) > 0.03*mean {
			t.Errorf("at %v: %v, expected %v, %v", rho, got, want, err)
		}
		b.Station.ArrivalRate = 2
		if got, err := b.MedianSojourn(5, RenewalStream{2, 1}); err != nil || got != 5 {
			t.Errorf("overloaded: %v, %v", got, err)
		}
		if got, err := b.MedianSojourn(5, RenewalStream{}); err != nil || got != 5 {
			t.Errorf("of no stream: %v, %v", got, err)
		}
		if _, err := b.MedianSojourn(math.NaN(), RenewalStream{rho, 1}); err == nil {
			t.Error("takes NaN for a mean")
		}
	}
}
