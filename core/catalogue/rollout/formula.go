package rollout

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/queue"
)

// minutes of an hour.
const minutes = 60

// patternOf is who has a release, the last of them everybody, and how they are watched; in minutes.
func patternOf(s argument.Setting) queue.Rollout {
	p := queue.Rollout{
		Shares: []float64{1}, Watch: queue.Watch{Hours: s.Of(bake), Normal: s.Of(traffic) * s.Of(baseline), FalseAlarm: s.Of(falseAlarm)},
		Flawed: s.Of(traffic) * s.Of(errors), Back: s.Of(back), Reported: s.Of(reported),
	}
	switch int(s.Of(rollout)) {
	case allAtOnce:
		p.Back = s.Of(redeploy)
	case canary:
		p.Shares = []float64{s.Of(exposed), 1}
	case flag:
		p.Shares, p.Back = []float64{s.Of(exposed), 1}, 0
	case progressive:
		p.Shares, p.Back = []float64{0.01, 0.1, 0.5, 1}, 0
	}
	return p
}

// sparing says whether a setting lets those see it first of whom the slider speaks.
func sparing(s argument.Setting) bool { return s.Is(rollout, canary) || s.Is(rollout, flag) }

// errorsToStop is how many errors stop a release that a share of users has.
func errorsToStop(p queue.Rollout, share float64) int {
	k, _ := p.Watch.Of(share).Threshold() // as in fateOf
	return k
}

// flawed is how many flawed releases are expected by the date.
func flawed(s argument.Setting) float64 { return float64(s.Of(releases)*s.Weeks()) * s.Of(faulty) }

// fateOf is what becomes of a flawed release.
func fateOf(s argument.Setting) queue.Exposure {
	f, err := patternOf(s).Analyze()
	if err != nil {
		panic(err) // the sliders keep inside its ranges; a test tries every corner
	}
	return f
}

// evaluate is what the formulas say of a setting, by index.
func evaluate(s argument.Setting) []float64 {
	p, f, v := patternOf(s), fateOf(s), make([]float64, last)
	v[exposure], v[caught] = f.Hours(), f.First
	v[threshold] = float64(errorsToStop(p, p.Shares[0]))
	v[broken] = v[exposure] * flawed(s)
	good := p
	good.Flawed = p.Watch.Normal
	through, _ := good.Analyze() // as in fateOf
	v[stopped] = 1 - through.Missed
	v[delay] = float64(len(p.Shares)-1) * s.Of(bake)
	return v
}

// asCanary is a setting with a canary, if it has neither that nor a flag.
func asCanary(s argument.Setting) argument.Setting {
	if sparing(s) {
		return s
	}
	return s.At(rollout, canary)
}

// alongShare is the exposure of a canary, or a flag, by its share, all else as in s.
func alongShare(s argument.Setting) func(share float64) float64 {
	p := patternOf(asCanary(s))
	p.Shares = []float64{1}
	everybody, _ := p.Analyze() // as in fateOf
	return func(share float64) float64 {
		f, _ := p.Before(share, everybody)
		return f.Hours()
	}
}

// sharesTried are where the curve along the share is evaluated: all that the slider has,
// and more of them where shares are small.
func sharesTried() (at []float64) {
	for _, k := range slices.Concat(argument.Numbers(10, 39, 1), argument.Numbers(40, 98, 2), argument.Numbers(100, 1800, 10)) {
		at = append(at, k/2000)
	}
	return at
}

// bestOf returns which of the shares that the slider has exposes least, by exposures at
// [sharesTried].
func bestOf(exposures [][]float64) (share, least float64) {
	tried := sharesTried()
	k, least := argument.Least(len(tried), func(k int) float64 {
		if _, legal := exposed.Snap(tried[k]); !legal {
			return math.Inf(1)
		}
		return exposures[k][exposure]
	})
	return tried[k], least
}

// trafficSteps is into how many equal factors the slider of traffic is cut.
const trafficSteps = 16

// bests are, for a few amounts of traffic, the share that exposes least, in per cent, and what it then is.
type bests struct{ requests, percent, least []float64 }

// bestByTraffic tries shares of the slider, each where they are small, every tenth where they are
// large and make little difference.
func bestByTraffic(s argument.Setting) (all bests) {
	tried := slices.Concat(argument.Numbers(1, 20, 1), argument.Numbers(22, 80, 2), argument.Numbers(90, 180, 10)) // of 200
	for _, n := range argument.Evenly(traffic, trafficSteps) {
		along := alongShare(s.At(traffic, n))
		k, least := argument.Least(len(tried), func(k int) float64 { return along(tried[k] / 200) })
		all.requests, all.percent, all.least = append(all.requests, n), append(all.percent, tried[k]/2), append(all.least, least)
	}
	return all
}
