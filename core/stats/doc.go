// Package stats turns simulated numbers into estimates that say how far to trust them.
//
//	FromReplications    the mean of independent replications: Student's t
//	Paired              a difference under common random numbers
//	Ratio               a ratio of sums, such as total wait over number of items
//	RatioDifference     the difference of two such ratios under common random numbers
//	Quantile            a percentile of independent values, with a distribution-free interval
//	ClusteredQuantile   a percentile of items that came in replications, which are not independent of each other
//	Series, SteadyState one long run: warm-up by MSER-5, then batch means
//	Accumulator         Welford's streaming mean and variance
//	Estimator           many of these at one confidence, allowing for skewness if asked to
//
// Every sum is taken in the order of the values given, and every product is rounded before it is added, so
// the same values give the same bits on every machine. Values must be finite; NaN or an infinity in gives one out.
package stats
