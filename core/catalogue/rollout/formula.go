package rollout

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/portable"
	"kingman/core/queue"
)

// minutes of an hour.
const minutes = 60

// A pattern is who has a release, one group after the other, each watched afresh and the
// last of them everybody, and how many minutes going back takes.
type pattern struct {
	shares []float64
	back   float64
}

func patternOf(s argument.Setting) pattern {
	switch int(s.Of(rollout)) {
	case allAtOnce:
		return pattern{[]float64{1}, s.Of(redeploy)}
	case blueGreen:
		return pattern{[]float64{1}, s.Of(back)}
	case canary:
		return pattern{[]float64{s.Of(exposed), 1}, s.Of(back)}
	case flag:
		return pattern{[]float64{s.Of(exposed), 1}, 0}
	default:
		return pattern{[]float64{0.01, 0.1, 0.5, 1}, 0}
	}
}

// sparing says whether a setting lets those see it first of whom the slider speaks.
func sparing(s argument.Setting) bool { return s.Is(rollout, canary) || s.Is(rollout, flag) }

// errorRate is how many errors a minute a share of users meets of a flawed release.
func errorRate(s argument.Setting, share float64) float64 {
	return float64(share*s.Of(traffic)) * s.Of(errors)
}

// watching is how a share of users is watched.
func watching(s argument.Setting, share float64) queue.Watch {
	return queue.Watch{Hours: s.Of(bake) / minutes, Normal: float64(share*s.Of(traffic)) * s.Of(baseline) * minutes, FalseAlarm: s.Of(falseAlarm)}
}

// errorsToStop is how many errors stop a release that a share of users has.
func errorsToStop(s argument.Setting, share float64) int {
	k, err := watching(s, share).Threshold()
	if err != nil {
		panic(err) // the sliders keep inside its ranges; a test tries every corner
	}
	return k
}

// watch is what happens while a share of users has a flawed release: the chance that it is
// stopped, and how many minutes they have it until then, going back not counted.
func watch(s argument.Setting, share float64) (stopped, until float64) {
	w, err := watching(s, share).At(errorRate(s, share) * minutes)
	if err != nil {
		panic(err) // see errorsToStop
	}
	return w.Alarm, w.Hours * minutes
}

// flawed is how many flawed releases are expected by the date.
func flawed(s argument.Setting) float64 { return float64(s.Of(releases)*s.Weeks()) * s.Of(faulty) }

// A fate is what becomes of a flawed release on average.
type fate struct {
	noticing float64 // minutes of everybody until somebody knows, customers' reports included
	back     float64 // minutes of everybody of going back
	first    float64 // chance that those stop it who see it first
	missed   float64 // chance that nobody stops it, and customers report it
}

func (f fate) exposure() float64 { return f.noticing + f.back }

// before puts a share of users before a fate, who see the release first.
func (f fate) before(s argument.Setting, share, back float64) fate {
	stopped, until := watch(s, share)
	through := 1 - stopped
	return fate{
		noticing: float64(share*until) + float64(through*f.noticing),
		back:     float64(float64(share*stopped)*back) + float64(through*f.back),
		first:    stopped, missed: through * f.missed,
	}
}

// unnoticed is the fate of a flaw that no watch has noticed.
func unnoticed(s argument.Setting, back float64) fate {
	return fate{noticing: s.Of(reported), back: back, missed: 1}
}

func fateOf(s argument.Setting) fate { return patternOf(s).fate(s) }

func (p pattern) fate(s argument.Setting) fate {
	f := unnoticed(s, p.back)
	for _, share := range slices.Backward(p.shares) {
		f = f.before(s, share, p.back)
	}
	return f
}

// evaluate is what the formulas say of a setting, by index.
func evaluate(s argument.Setting) []float64 {
	p, f, v := patternOf(s), fateOf(s), make([]float64, last)
	v[exposure], v[caught] = f.exposure(), f.first
	v[threshold] = float64(errorsToStop(s, p.shares[0]))
	v[broken] = v[exposure] * flawed(s)
	good := 1.0
	for _, share := range p.shares {
		w := watching(s, share)
		alarm, _ := w.At(w.Normal) // inside its ranges
		good *= 1 - alarm.Alarm
	}
	v[stopped] = 1 - good
	v[delay] = float64(len(p.shares)-1) * s.Of(bake)
	return v
}

// asCanary is a setting with a canary, if it has neither that nor a flag.
func asCanary(s argument.Setting) argument.Setting {
	if sparing(s) {
		return s
	}
	return s.At(rollout, canary)
}

// sharesTried are where the curve along the share is evaluated: all that the slider has,
// and more of them where shares are small.
func sharesTried() (at []float64) {
	for k := 10; k <= 1800; k++ { // of 2000
		if k%10 == 0 || k < 40 || k < 100 && k%2 == 0 {
			at = append(at, float64(k)/2000)
		}
	}
	return at
}

// alongShare is the exposure of a canary, or a flag, by its share, all else as in s.
func alongShare(s argument.Setting) func(share float64) float64 {
	back := patternOf(asCanary(s)).back
	rest := unnoticed(s, back).before(s, 1, back)
	return func(share float64) float64 { return rest.before(s, share, back).exposure() }
}

// bestOf returns which of the shares that the slider has exposes least, by exposures at
// [sharesTried].
func bestOf(exposures [][]float64) (share, least float64) {
	least = math.Inf(1)
	for k, at := range sharesTried() {
		if legal, ok := exposed.Snap(at); ok && exposures[k][exposure] < least {
			share, least = legal, exposures[k][exposure]
		}
	}
	return share, least
}

// trafficSteps is into how many equal factors the slider of traffic is cut.
const trafficSteps = 16

// bests are, for a few amounts of traffic, the share that exposes least, in per cent, and what it then is.
type bests struct{ requests, percent, least []float64 }

// bestByTraffic tries shares of the slider, each where they are small, every tenth where they are
// large and make little difference.
func bestByTraffic(s argument.Setting) (all bests) {
	for _, n := range argument.Evenly(traffic, trafficSteps) {
		along, best, least := alongShare(s.At(traffic, n)), 0.0, math.Inf(1)
		for k := 1; k <= 180; k++ { // of 200
			if k <= 20 || k <= 80 && k%2 == 0 || k%10 == 0 {
				if share := float64(k) / 200; along(share) < least {
					best, least = share, along(share)
				}
			}
		}
		all.requests, all.percent, all.least = append(all.requests, n), append(all.percent, 100*best), append(all.least, least)
	}
	return all
}

// expected is the share of users who have a flaw so many minutes after a release, on
// average; its integral is the exposure. Jumps are at each watch's beginning and at the
// end of all.
func (p pattern) expected(s argument.Setting) func(t float64) float64 {
	kth, reached, through := make([]float64, len(p.shares)), make([]float64, len(p.shares)), 1.0
	for i, share := range p.shares {
		kth[i], reached[i] = float64(errorsToStop(s, share)), through
		stopped, _ := watch(s, share)
		through *= 1 - stopped
	}
	b := s.Of(bake)
	return func(t float64) float64 {
		share := 0.0
		for i, f := range p.shares {
			u := t - float64(float64(i)*b)
			if u < 0 || u >= b+p.back {
				continue
			}
			// Stopped by u − back they are back; by u < b they are still watched, later the others are.
			until := func(u float64) float64 {
				return portable.RegularizedGammaP(kth[i], errorRate(s, f)*math.Min(b, math.Max(0, u)))
			}
			have := 1 - until(u-p.back)
			if u >= b {
				have = until(b) - until(u-p.back)
			}
			share += float64(float64(reached[i]*f) * have)
		}
		if u := t - float64(float64(len(p.shares))*b); u >= 0 && u < s.Of(reported)+p.back {
			share += through
		}
		return share
	}
}
