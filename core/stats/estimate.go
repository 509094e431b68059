package stats

import (
	"math"

	"kingman/core/smallfmt"
)

// Estimate is a simulated value and how far to trust it.
type Estimate struct {
	Mean       float64  // the estimate itself; 0 if there was nothing to estimate it from
	StdErr     float64  // standard error of Mean; +Inf if it cannot be told
	Lo, Hi     float64  // confidence interval; −Inf and +Inf if it cannot be told
	Confidence float64  // of the interval, for example 0.95
	N          int      // how many values (replications, batches, pairs, items) the error was judged from
	Warnings   []string // sentences for the reader; not fatal
}

// Known reports whether the estimate has a finite interval.
func (e Estimate) Known() bool { return !math.IsInf(e.StdErr, 1) }

// Excludes reports whether the interval is finite and lies wholly above or wholly below v: whether the run
// supports the claim that the true value differs from v.
func (e Estimate) Excludes(v float64) bool { return e.Known() && (v < e.Lo || v > e.Hi) }

// Fewest values that an interval is computed from, and fewest that it is trusted from without a warning.
const (
	fewestValues  = 2
	fewestTrusted = 10
)

// withT completes an estimate by Student's t interval with n − 1 degrees of freedom (Student 1908).
func (by *Estimator) withT(mean, stderr float64, n int) Estimate {
	e := Estimate{Mean: mean, StdErr: stderr, Confidence: by.confidence, N: n}
	if n < fewestValues || math.IsInf(stderr, 1) {
		e.StdErr, e.Lo, e.Hi = math.Inf(1), math.Inf(-1), math.Inf(1)
		e.warn("An error cannot be told from %d %s.", n, plural(n, "value", "values"))
		return e
	}
	half := 0.0
	if stderr > 0 {
		half = float64(by.factor(n-1) * stderr)
	}
	e.Lo, e.Hi = mean-half, mean+half
	if n < fewestTrusted {
		e.warn("Only %d values: the interval itself is rough.", n)
	}
	return e
}

func (e *Estimate) warn(format string, args ...any) {
	e.Warnings = append(e.Warnings, smallfmt.Sprintf(format, args...))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// ConfidenceError refuses a confidence that is not strictly between 0 and 1.
type ConfidenceError struct{ Confidence float64 }

func (e *ConfidenceError) Error() string {
	return smallfmt.Sprintf("stats: confidence is %v, must be above 0 and below 1", e.Confidence)
}

// CheckConfidence returns a *ConfidenceError unless 0 < confidence < 1. The functions of this package take a
// checked confidence; with an unchecked one outside the range they return an infinite or NaN interval.
func CheckConfidence(confidence float64) error {
	if confidence > 0 && confidence < 1 {
		return nil
	}
	return &ConfidenceError{confidence}
}
