package queue

import (
	"math"
	"slices"

	"kingman/core/portable"
)

// A Rollout gives a release to one share of its users after another. Each is watched afresh and for as long; the first
// alarm takes the release back from all who have it, and without one everybody has it in the end. Times may be of the
// clock.
type Rollout struct {
	Shares   []float64 // of users who have it, watch after watch; each from 1e-12 to 1
	Watch    Watch     // of all users: a share of them has that share of its Normal events
	Flawed   float64   // events per hour of all users, of a release with a flaw; from 0, at most 1e9 while it is watched
	Back     float64   // hours from an alarm until nobody has the release; 0 to 1e12
	Reported float64   // hours after the last watch until a flaw without alarm is known all the same; 0 to 1e12
}

// Validate returns a *FieldError for the first field outside its range.
func (r Rollout) Validate() error {
	for _, share := range r.Shares {
		if err := shareOfUsers(share); err != nil {
			return err
		}
	}
	if err := r.Watch.Validate(); err != nil {
		return within("Watch", err)
	}
	if !(r.Flawed >= 0 && r.Flawed*r.Watch.Hours <= 1e9) {
		return &FieldError{"Flawed", r.Flawed, legalEvents}
	}
	return errorsFirst(nonNegative("Back", r.Back), nonNegative("Reported", r.Reported))
}

func shareOfUsers(share float64) error {
	if share >= smallest && share <= 1 {
		return nil
	}
	return &FieldError{"Shares", share, "a share from 1e-12 to 1"}
}

// Of is how a share of users is watched.
func (w Watch) Of(share float64) Watch {
	w.Normal *= share
	return w
}

// An Exposure is what becomes of a release with a flaw on average. An hour of everybody is two of half of the users.
type Exposure struct {
	Noticing float64 // hours of everybody until the flaw is known
	Back     float64 // hours of everybody from then on
	First    float64 // chance that the first watch stops it
	Missed   float64 // chance that no watch does
}

// Hours is for how long everybody has the flaw.
func (e Exposure) Hours() float64 { return e.Noticing + e.Back }

// Analyze returns what becomes of a release with a flaw: a stage with a share f that stops it with the chance P, after
// E min(T, B) hours of watching (see Watch.At), adds
//
//	f·(E min(T, B) + P·back) + (1 − P)·what comes behind it,
//
// which is, behind the last one, reported + back [ours, exact]. One with as many events as if all is well, Flawed =
// Watch.Normal, is stopped for nothing with the chance 1 − Missed.
func (r Rollout) Analyze() (Exposure, error) {
	if err := r.Validate(); err != nil {
		return Exposure{}, err
	}
	e := Exposure{Noticing: r.Reported, Back: r.Back, Missed: 1}
	for _, share := range slices.Backward(r.Shares) {
		e, _ = r.Before(share, e) // legal
	}
	return e, nil
}

// Before returns what becomes of it if another share of users has it before those of whom the rest is known.
func (r Rollout) Before(share float64, rest Exposure) (Exposure, error) {
	if err := shareOfUsers(share); err != nil {
		return Exposure{}, err
	}
	w, err := r.Watch.Of(share).At(share * r.Flawed)
	if err != nil {
		return Exposure{}, err
	}
	through := 1 - w.Alarm
	return Exposure{
		Noticing: float64(share*w.Hours) + float64(through*rest.Noticing),
		Back:     float64(float64(share*w.Alarm)*r.Back) + float64(through*rest.Back),
		First:    w.Alarm, Missed: through * rest.Missed,
	}, nil
}

// Having returns the share of users who have a flaw, on average, at a time t ≥ 0 after the release. Its integral is
// Exposure.Hours. It jumps where a watch begins or ends, and at the end of all.
func (r Rollout) Having() (func(t float64) float64, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	type stage struct{ share, reached, kth, alarm float64 }
	stages, through := make([]stage, len(r.Shares)), 1.0
	for i, share := range r.Shares {
		w := r.Watch.Of(share)
		k, _ := w.Threshold() // legal
		does, _ := w.At(share * r.Flawed)
		stages[i] = stage{share, through, float64(k), does.Alarm}
		through *= 1 - does.Alarm
	}
	watched := r.Watch.Hours
	return func(t float64) float64 {
		have := 0.0
		for i, s := range stages {
			u := t - float64(float64(i)*watched)
			if u < 0 || u >= watched+r.Back {
				continue
			}
			stay := 1.0 // by alarms: they have it until the alarm and back, and after the watch only those with one
			if u >= watched {
				stay = s.alarm
			}
			gone := portable.RegularizedGammaP(s.kth, float64(s.share*r.Flawed)*math.Min(watched, math.Max(0, u-r.Back)))
			have += float64(float64(s.reached*s.share) * (stay - gone))
		}
		if u := t - float64(float64(len(stages))*watched); u >= 0 && u < r.Reported+r.Back {
			have += through
		}
		return have
	}, nil
}
