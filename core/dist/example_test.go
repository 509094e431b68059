package dist_test

import (
	"fmt"

	"kingman/core/dist"
	"kingman/core/rng"
)

// Work of sixteen hours on average, by how much it varies.
func ExampleByMoments() {
	for _, scv := range []float64{0, 0.25, 1, 4} {
		work, err := dist.ByMoments(16, scv)
		if err != nil {
			panic(err)
		}
		src := rng.Stream(1, 0, "work")
		sum, long := 0.0, 0
		const n = 20_000
		for range n {
			x := work.Draw(&src)
			sum += x
			if x > 40 {
				long++
			}
		}
		fmt.Printf("SCV %v, %v: mean %.1f h, longer than a week %.1f %% of the time\n", scv, work.Kind(), sum/n, 100*float64(long)/n)
	}
	_, err := dist.ByMoments(-1, 1)
	fmt.Println(err)
	// Output:
	// SCV 0, deterministic: mean 16.0 h, longer than a week 0.0 % of the time
	// SCV 0.25, gamma: mean 16.1 h, longer than a week 1.2 % of the time
	// SCV 1, exponential: mean 16.2 h, longer than a week 8.7 % of the time
	// SCV 4, hyperexponential: mean 15.9 h, longer than a week 7.4 % of the time
	// dist: mean is -1, must be positive and finite
}
