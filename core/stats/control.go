package stats

import "math"

// RatioWithControl is Ratio with less noise: control holds, for each replication or batch, a quantity of the same run
// whose expectation is known to be 0 and that moves with num/den, such as by how much more work came than should have
// come on average. The ratio's dependence on it is estimated by regression and taken out (Lavenberg and Welch 1981, "A
// perspective on the use of control variables to increase the efficiency of Monte Carlo simulations").
// With fewer than 10 replications, or a control that never moves, it is Ratio itself.
func RatioWithControl(num, den, control []float64, confidence float64) (Estimate, error) {
	return NewEstimator(confidence).RatioWithControl(num, den, control)
}

// RatioWithControl is the function [RatioWithControl] at the Estimator's confidence.
func (by *Estimator) RatioWithControl(num, den, control []float64) (Estimate, error) {
	if err := checkLengths(num, den, control); err != nil {
		return Estimate{}, err
	}
	r, influence, ok := linearise(num, den)
	if !ok {
		return nothing(len(num), by.confidence), nil
	}
	n := float64(len(num))
	mean := 0.0
	for _, c := range control {
		mean += c / n
	}
	var cross, square float64
	for i, c := range control {
		cross += float64(influence[i] * (c - mean))
		square += float64((c - mean) * (c - mean))
	}
	if n < fewestTrusted || !(square > 0) {
		return by.fromInfluence(r, influence), nil
	}
	slope := cross / square
	ss := 0.0
	for i, c := range control {
		rest := influence[i] - float64(slope*(c-mean))
		ss += float64(rest * rest)
	}
	// The variance of an intercept away from the mean of its regressor.
	variance := ss / (n - 2) * (1/n + float64(mean*mean)/square)
	e := by.withT(r-float64(slope*mean), math.Sqrt(variance), len(num)-1)
	e.N = len(num)
	return e, nil
}
