package dist_test

import (
	"math"
	"testing"

	"kingman/core/dist"
)

// One is as long as the mean; of n exponential times the largest takes 1 + 1/2 + … + 1/n; of n draws by lot the mean is that of many.
func TestLargest(t *testing.T) {
	for _, scv := range []float64{0.1, 0.25} {
		if got := dist.LargestGamma(1, scv); math.Abs(got-1) > 1e-3 {
			t.Errorf("SCV %v: one takes %v", scv, got)
		}
	}
	last := 0.0
	for n := 1.0; n <= 64; n *= 2 {
		got := dist.LargestGamma(n, 0.1)
		if got <= last {
			t.Errorf("%v take %v, half as many %v", n, got, last)
		}
		last = got
	}
	// P(max of 2 ≤ x) = F², so that E max = 2·E X − E min; of gamma with shape 2 the least of two has mean 5/8.
	if got := dist.LargestGamma(2, 0.5); math.Abs(got-(2-0.625)) > 3e-3 {
		t.Errorf("of two with two stages each the largest takes %v", got)
	}
	for _, p := range []float64{0, 0.1, 0.3, 0.5} {
		if got := dist.LargestGeometric(1, p); math.Abs(got-p/(1-p)) > 1e-9 {
			t.Errorf("one fails %v times at %v", got, p)
		}
		// Of two: 2·E X − E min, where the lesser is geometric with p².
		if got, want := dist.LargestGeometric(2, p), 2*p/(1-p)-p*p/(1-p*p); math.Abs(got-want) > 1e-9 {
			t.Errorf("the larger of two is %v at %v, expected %v", got, p, want)
		}
	}
}
