package stats

import (
	"math"

	"kingman/core/portable"
	"kingman/core/smallfmt"
)

// FromReplications estimates the mean of independent, identically distributed values, one for each
// replication. With fewer than two the interval is infinite and says why.
func FromReplications(x []float64, confidence float64) Estimate {
	return NewEstimator(confidence).FromReplications(x)
}

// LengthError says that series which must belong together, replication by replication, differ in length.
type LengthError struct{ Lengths []int }

func (e *LengthError) Error() string {
	return smallfmt.Sprintf("stats: paired series must have equal lengths, not %v", e.Lengths)
}

func checkLengths(series ...[]float64) error {
	lengths, equal := make([]int, len(series)), true
	for i, s := range series {
		lengths[i] = len(s)
		equal = equal && len(s) == len(series[0])
	}
	if equal {
		return nil
	}
	return &LengthError{lengths}
}

// Paired estimates the mean of b − a from replications that shared their random numbers: luck that both have
// drops out of the error. Lengths must agree, else a *LengthError.
func Paired(a, b []float64, confidence float64) (Estimate, error) {
	return NewEstimator(confidence).Paired(a, b)
}

// Ratio estimates E[num]/E[den] by Σnum/Σden over replications, for example total wait over number of
// items, in which a replication with more items counts for more. The error is the delta method's (Cochran 1977,
// Sampling Techniques, 6.3): se² = Σ(numᵢ − r·denᵢ)²/(n(n−1))/mean(den)². The ratio has a bias of order 1/n, small
// against its error. If Σden is not above 0 there was nothing to observe: Mean is 0 and the interval infinite.
func Ratio(num, den []float64, confidence float64) (Estimate, error) {
	return NewEstimator(confidence).Ratio(num, den)
}

// RatioDifference estimates E[numB]/E[denB] − E[numA]/E[denA] from replications of A and B that shared their
// random numbers, with the delta method's error on the paired differences.
func RatioDifference(numA, denA, numB, denB []float64, confidence float64) (Estimate, error) {
	return NewEstimator(confidence).RatioDifference(numA, denA, numB, denB)
}

// linearise returns the ratio of sums and each replication's first-order influence on it, whose mean is 0.
func linearise(num, den []float64) (ratio float64, influence []float64, ok bool) {
	var sn, sd float64
	for i := range num {
		sn += num[i]
		sd += den[i]
	}
	if !(sd > 0) {
		return 0, nil, false
	}
	ratio = sn / sd
	mean := sd / float64(len(den))
	influence = make([]float64, len(num))
	for i := range num {
		influence[i] = (num[i] - float64(ratio*den[i])) / mean
	}
	return ratio, influence, true
}

// fromInfluence completes an estimate: its error is that of the mean of influence. That mean is 0 but for rounding.
func (by *Estimator) fromInfluence(mean float64, influence []float64) Estimate {
	n := float64(len(influence))
	squares, cubes := 0.0, 0.0
	for _, v := range influence {
		squares += float64(v * v)
		cubes += float64(float64(v*v) * v)
	}
	if n < fewestValues {
		return by.withT(mean, math.Inf(1), len(influence))
	}
	e := by.withT(mean, math.Sqrt(squares/(n-1)/n), len(influence))
	if by.skewed && n >= fewestTrusted && e.StdErr > 0 {
		a, t := cubes/squares/math.Sqrt(squares), by.factor(len(influence)-1)
		e.Lo = math.Min(mean, mean-float64(unskewed(t, a)*e.StdErr))
		e.Hi = math.Max(mean, mean-float64(unskewed(-t, a)*e.StdErr))
	}
	return e
}

// unskewed is the h(x) of AllowingForSkewness without its cancellation: y³ − 1 over y − 1 is y² + y + 1.
func unskewed(x, a float64) float64 {
	x -= a / 6
	cube := 1 + float64(a*x)
	y := math.Copysign(portable.Pow(math.Abs(cube), 1.0/3), cube)
	return x * (3 / (float64(y*y) + y + 1))
}

func nothing(n int, confidence float64) Estimate {
	return Estimate{
		StdErr: math.Inf(1), Lo: math.Inf(-1), Hi: math.Inf(1), Confidence: confidence, N: n,
		Warnings: []string{"Nothing was observed."},
	}
}
