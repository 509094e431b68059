package dist_test

import (
	"math"
	"testing"

	"kingman/core/dist"
)

// The tail begins at 1 and integrates to the mean, a + b; means that are nearly the same go over into
// Erlang's law.
func TestTailOfTwo(t *testing.T) {
	for _, c := range [][2]float64{{3, 1}, {1, 3}, {2, 2}, {2, 2 + 1e-7}, {2, 2 + 1e-5}, {5, 0}, {0, 0.5}} {
		a, b := c[0], c[1]
		if got := dist.TailOfTwo(-1, a, b); got != 1 {
			t.Errorf("%v: %v below 0", c, got)
		}
		const step = 1e-3
		mean := step / 2 * dist.TailOfTwo(0, a, b)
		for x := step; x < 40*(a+b); x += step {
			mean += step * dist.TailOfTwo(x, a, b)
		}
		if math.Abs(mean-a-b) > 1e-5*(a+b) { // the trapezoidal rule's error is step²/12 times the slope
			t.Errorf("%v: the tail integrates to %v", c, mean)
		}
	}
	if near, same := dist.TailOfTwo(3, 2, 2+1e-5), dist.TailOfTwo(3, 2, 2); math.Abs(near-same) > 1e-5 {
		t.Errorf("%v where the means are nearly the same, %v where they are", near, same)
	}
	if got := dist.TailOfTwo(1, 0, 0); got != 0 {
		t.Errorf("of no time %v is left", got)
	}
}
