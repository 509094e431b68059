package stats_test

import (
	"fmt"

	"kingman/core/rng"
	"kingman/core/stats"
)

// Twenty runs of today and of what-if with the same luck: what one run says of the other makes the
// difference known far better than either.
func ExamplePaired() {
	var today, whatIf []float64
	for run := range 20 {
		luck := rng.Stream(1, run, "luck")
		common, own := 10*luck.Normal(), luck.Normal()
		today = append(today, 50+common)
		whatIf = append(whatIf, 45+common+own)
	}
	a, b := stats.FromReplications(today, 0.95), stats.FromReplications(whatIf, 0.95)
	d, err := stats.Paired(today, whatIf, 0.95)
	if err != nil {
		panic(err)
	}
	fmt.Printf("today %.1f (%.1f to %.1f), what-if %.1f (%.1f to %.1f)\n", a.Mean, a.Lo, a.Hi, b.Mean, b.Lo, b.Hi)
	fmt.Printf("difference %.1f (%.1f to %.1f), vouched for: %v\n", d.Mean, d.Lo, d.Hi, d.Excludes(0))
	// Output:
	// today 51.7 (47.5 to 55.8), what-if 46.6 (42.3 to 50.8)
	// difference -5.1 (-5.6 to -4.6), vouched for: true
}

// The mean wait over all items of several runs is a ratio of sums, and its error is not that of a mean
// of means.
func ExampleRatio() {
	waits, items := []float64{120, 310, 95, 60}, []float64{40, 62, 35, 30}
	e, err := stats.Ratio(waits, items, 0.95)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.2f h ± %.2f\n", e.Mean, e.StdErr)
	for _, w := range e.Warnings {
		fmt.Println(w)
	}
	// Output:
	// 3.50 h ± 0.75
	// Only 4 values: the interval itself is rough.
}

// One long run that begins empty: the beginning is left out, and the error is that of batches.
func ExampleSeries() {
	var s stats.Series
	src := rng.Stream(1, 0, "walk")
	line := 0.0
	for range 200_000 {
		line = max(0, line+src.Exponential()-1.25*src.Exponential()) // waits at one server, 80 % busy
		s.Add(line)
	}
	e := s.SteadyState(0.95)
	fmt.Printf("%.2f (%.2f to %.2f); exactly 4\n", e.Mean, e.Lo, e.Hi)
	// Output:
	// 3.80 (3.57 to 4.03); exactly 4
}
