package rollout

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/words"
)

// pathSteps is at how many times the path of a release is looked at.
const pathSteps = 120

// pathOf is the share of users who have a flaw, minute by minute, on average: as many points
// for every setting, two at each jump.
func pathOf(s argument.Setting) (x, y []float64) {
	p := patternOf(s)
	at, _ := p.Having() // as in fateOf
	b := s.Of(bake)
	watched := float64(float64(len(p.Shares)) * b)
	for k := range pathSteps + 1 {
		x = append(x, (watched+p.Back)*float64(k)/pathSteps)
	}
	const before = 1e-6 // minutes
	for k := 1.0; k < patterns; k++ {
		x = append(x, float64(k*b)-before, k*b)
	}
	end := watched + p.Reported + p.Back
	x = append(x, end-before, end)
	slices.Sort(x)
	return x, argument.ValuesAt(x, at)
}

// markOf is where on a path its pattern is named: all at once and blue-green where half of
// all users still have the flaw, those that spare users where most of them do, steps on
// their third. A flag, which differs from a canary by the way back, has a name only if it
// is chosen, and then the canary has none.
func markOf(s argument.Setting, way int) (x, y float64) {
	if way == flag && !s.Is(rollout, flag) || way == canary && s.Is(rollout, flag) {
		return math.NaN(), math.NaN()
	}
	xs, ys := pathOf(s.At(rollout, float64(way)))
	k := 0
	switch way {
	case allAtOnce, blueGreen:
		k = slices.IndexFunc(ys, func(share float64) bool { return share <= 0.5 })
		return xs[k-1] + float64((xs[k]-xs[k-1])*(ys[k-1]-0.5)/(ys[k-1]-ys[k])), 0.5
	case progressive:
		k = slices.IndexFunc(xs, func(t float64) bool { return t >= 1.5*s.Of(bake) })
	default:
		most := slices.Max(ys)
		k = slices.IndexFunc(ys, func(share float64) bool { return share >= most-1e-9 })
	}
	return xs[k], ys[k]
}

// over is by when all but a thirtieth of a path is over, and its mark behind it.
func over(s argument.Setting) float64 {
	x, y := pathOf(s)
	area := func(k int) float64 { return float64((x[k] - x[k-1]) * (y[k] + y[k-1]) / 2) }
	all := 0.0
	for k := 1; k < len(x); k++ {
		all += area(k)
	}
	mark, _ := markOf(s, int(s.Of(rollout)))
	left, k := all, 0
	for left > all/30 {
		k++
		left -= area(k)
	}
	return math.Max(x[k], 1.02*mark)
}

// fromRelease is the axis of minutes after a release, in few sizes.
func fromRelease(b *argument.Sheet) argument.Axis {
	until := func(side *argument.Side) float64 {
		return b.Keep("over "+side.Name, side.Setting, func() any { return over(side.Setting) }).(float64)
	}
	want := math.Max(until(&b.Today), until(&b.WhatIf))
	a := argument.Axis{Name: "minutes after the release", Unit: words.Minutes, Max: 15}
	for a.Max < want {
		a.Max *= 2
	}
	unit, noun := 1.0, "minutes"
	if a.Max > 480 {
		unit, noun = minutes, "hours"
	}
	return argument.Ticked(a, a.Max/4, unit, noun)
}

// paths is how many users have a flaw, minute by minute, of every pattern.
func paths() *argument.Paths {
	ways := make([]argument.Way, patterns)
	for k, name := range rollout.Names() {
		ways[k] = argument.Way{ID: [...]string{"all", "blue-green", "canary", "flag", "progressive"}[k], Label: name}
	}
	return &argument.Paths{
		ID: "exposure", Subtitle: "share of users who have the flaw, on average; the area is minutes of everybody", Ways: ways,
		X:      fromRelease,
		Y:      func(*argument.Sheet) argument.Axis { return argument.ShareAxis("users who have the flaw", 1) },
		Of:     func(s argument.Setting, way int) (x, y []float64) { return pathOf(s.At(rollout, float64(way))) },
		Chosen: func(s argument.Setting) int { return int(s.Of(rollout)) },
		Mark:   markOf,
		Title: func(b *argument.Sheet) string {
			is, was := took(b.WhatIf.Best(exposure)), took(b.Today.Best(exposure))
			return argument.When(is == was, "Everybody has a flaw for "+is).Else("Everybody has a flaw for " + is + ", not " + words.Again(was, is))
		},
		Alt: func(b *argument.Sheet) string {
			return "The share of users who have a flaw, minute by minute after a release: the area is " + took(b.WhatIf.Best(exposure)) + " of everybody with " + withArticle(int(b.WhatIf.Of(rollout))) + ", today, with " + withArticle(int(b.Today.Of(rollout))) + ", " + took(b.Today.Best(exposure)) + "."
		},
	}
}
