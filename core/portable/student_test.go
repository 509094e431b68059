package portable_test

import (
	"math"
	"testing"

	"kingman/core/portable"
)

// bisectedStudent is the quantile by bisection alone, every step of it evaluated.
func bisectedStudent(p, nu float64) float64 {
	if p > 0.5 {
		return -bisectedStudent(1-p, nu)
	}
	low, high := -1.0, 0.0
	for portable.StudentTCDF(low, nu) > p && low > -1e300 {
		high = low
		low *= 2
	}
	for range 200 {
		mid := low + float64(0.5*(high-low))
		if mid <= low || mid >= high {
			break
		}
		if portable.StudentTCDF(mid, nu) > p {
			high = mid
		} else {
			low = mid
		}
	}
	return 0.5 * (low + high)
}

// TestStudentQuantileBits holds that the steps of the bisection which are not
// evaluated are those that go without saying: the quantile has the bits of the
// whole bisection, at confidences that anybody may ask for and up to more
// degrees of freedom than there may be replications, whole or not.
func TestStudentQuantileBits(t *testing.T) {
	compare := func(p, nu float64) {
		if got, want := portable.StudentTQuantile(p, nu), bisectedStudent(p, nu); got != want {
			t.Errorf("t(%v; %v) = %v, by bisection %v", p, nu, got, want)
		}
	}
	for _, confidence := range []float64{1e-12, 1e-4, 0.1, 0.5, 0.68, 0.8, 0.9, 0.95, 0.99, 0.999, 1 - 1e-9, 1 - 1e-15} {
		p := 0.5 + float64(0.5*confidence)
		for nu := 1.0; nu < 120_000; nu += 1 + math.Floor(nu/25) {
			compare(p, nu)
			compare(1-p, nu)
		}
	}
	for _, p := range []float64{5e-324, 1e-300, 1e-100, 1e-20, 1e-9, 0.1, 0.25, 0.4999999999999999, 0.5} {
		for _, nu := range []float64{5e-324, 1e-9, 0.01, 0.3, 0.99, 1.5, 7.7, 1e6, 9.9e6, 1e7, 1.1e7, 1e12, math.MaxFloat64} {
			compare(p, nu)
		}
	}
}

func BenchmarkStudentTQuantile(b *testing.B) {
	for _, c := range []struct {
		name string
		nu   float64
	}{{"9", 9}, {"119", 119}, {"799", 799}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				sink += portable.StudentTQuantile(0.975, c.nu)
			}
		})
	}
}
