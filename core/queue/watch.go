package queue

import (
	"math"

	"kingman/core/portable"
)

// A Watch looks at a Poisson stream for a while, errors of a canary, say, and raises the alarm at its
// k-th event, the fewest that hardly ever come by chance. Times may be of the clock.
type Watch struct {
	Hours      float64 // B, how long it looks; 1e-12 to 1e12
	Normal     float64 // events per hour if all is well; 0 to 1e12, at most 1e9 while it looks
	FalseAlarm float64 // the largest chance of an alarm if all is well; 1e-12 to 1
}

// Validate returns a *FieldError for the first field outside its range.
func (w Watch) Validate() error {
	if err := errorsFirst(positive("Hours", w.Hours), nonNegative("Normal", w.Normal)); err != nil {
		return err
	}
	if !(w.Normal*w.Hours <= 1e9) {
		return &FieldError{"Normal", w.Normal, "so low that at most 1e9 events are expected"}
	}
	if !(w.FalseAlarm >= 1e-12 && w.FalseAlarm <= 1) {
		return &FieldError{"FalseAlarm", w.FalseAlarm, "a chance from 1e-12 to 1"}
	}
	return nil
}

// Threshold returns k, the smallest whole number from 1 on such that k events or more come in the
// time with a chance of FalseAlarm at most.
func (w Watch) Threshold() (int, error) {
	if err := w.Validate(); err != nil {
		return 0, err
	}
	mean := float64(w.Normal * w.Hours)
	atMost := func(k int) bool { return portable.RegularizedGammaP(float64(k), mean) <= w.FalseAlarm }
	// From where the normal law says it is, ever larger steps up or down to one that is too few, low,
	// and one that is enough, high.
	guess := 1 + int(mean+float64(portable.NormalQuantile(math.Max(0.5, 1-w.FalseAlarm))*math.Sqrt(mean)))
	low, high := guess-1, guess
	for step := 1; low > 0 && atMost(low); step *= 2 {
		low, high = max(0, low-step), low
	}
	if high == guess && !atMost(guess) {
		for step := 1; ; step *= 2 {
			if low, high = high, high+step; atMost(high) {
				break
			}
		}
	}
	for high-low > 1 {
		if mid := low + (high-low)/2; atMost(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high, nil
}

const legalEvents = "a number from 0, such that at most 1e9 events are expected"

// A WatchResult is what a Watch does with a stream.
type WatchResult struct {
	Alarm float64 // chance that it raises the alarm
	Hours float64 // expected time until it does, or until it stops looking
}

// At returns what it does if events come at the rate ν, per hour: 0 to 1e12, at most 1e9 while it
// looks. The k-th event comes after a gamma time (A. K. Erlang 1909), so, exactly,
//
//	P(T_k ≤ B) = P(k, νB),  E min(T_k, B) = (k/ν)·P(k+1, νB) + B·(1 − P(k, νB)).
func (w Watch) At(rate float64) (WatchResult, error) {
	k, err := w.Threshold()
	if err != nil {
		return WatchResult{}, err
	}
	if !(rate >= 0 && rate*w.Hours <= 1e9) {
		return WatchResult{}, &FieldError{"Rate", rate, legalEvents}
	}
	n, mean := float64(k), float64(rate*w.Hours)
	if mean < 1e-200 {
		return WatchResult{Hours: w.Hours}, nil
	}
	// P(k+1, x) = P(k, x) − x^k·e^−x/k!: what cancels is, times k/ν, far below B.
	alarm := portable.RegularizedGammaP(n, mean)
	before := n / rate * math.Max(0, alarm-portable.PoissonPMF(n, mean))
	return WatchResult{
		Alarm: alarm,
		Hours: math.Min(w.Hours, float64(before)+float64(w.Hours*(1-alarm))),
	}, nil
}
