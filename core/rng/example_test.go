package rng_test

import (
	"fmt"

	"kingman/core/rng"
)

// A stream is named by its purpose: whoever asks for "arrivals" has the same luck, whatever else is drawn.
func ExampleStream() {
	today := rng.Stream(1, 0, "arrivals")
	whatIf := rng.Stream(1, 0, "arrivals")
	service := rng.Stream(1, 0, "service")
	for range 3 {
		a, b := today.Exponential(), whatIf.Exponential()
		fmt.Printf("%.3f %v %.3f\n", a, a == b, service.Normal())
	}
	next := rng.Stream(1, 1, "arrivals")
	fmt.Printf("the next replication: %.3f\n", next.Exponential())
	// Output:
	// 0.005 true -1.916
	// 1.763 true -0.383
	// 2.945 true 0.887
	// the next replication: 0.711
}
