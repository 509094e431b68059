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
	at, b := p.expected(s), s.Of(bake)
	watched := float64(float64(len(p.shares)) * b)
	for k := range pathSteps + 1 {
		x = append(x, (watched+p.back)*float64(k)/pathSteps)
	}
	const before = 1e-6 // minutes
	for k := 1.0; k < patterns; k++ {
		x = append(x, float64(k*b)-before, k*b)
	}
	end := watched + s.Of(reported) + p.back
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
	want := math.Max(until(&b.Now), until(&b.Then))
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
			is, was := took(b.WhatIf(exposure)), took(b.Today(exposure))
			return argument.When(is == was, "Everybody has a flaw for "+is).Else("Everybody has a flaw for " + is + ", not " + words.Again(was, is))
		},
		Alt: func(b *argument.Sheet) string {
			return "The share of users who have a flaw, minute by minute after a release: the area is " + took(b.WhatIf(exposure)) + " of everybody with " + withArticle(int(b.Then.Of(rollout))) + ", today, with " + withArticle(int(b.Now.Of(rollout))) + ", " + took(b.Today(exposure)) + "."
		},
	}
}

// byShareSweep is a canary along its share, or a flag where what-if has one.
func byShareSweep() *argument.Sweep {
	return &argument.Sweep{
		ID: "exposed", Along: exposed, Setting: func(s argument.Setting, at float64) argument.Setting { return asCanary(s).At(exposed, at) },
		X:      argument.LogsOf("who see it first", exposed),
		Places: argument.PlacesAt(sharesTried()...),
		Formula: func(s argument.Setting) func(at float64) []float64 {
			along := alongShare(s)
			return func(at float64) []float64 { return []float64{exposure: along(at)} }
		},
		Runs: argument.RunsAt(0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8),
	}
}

// best returns which share of a canary, or a flag, exposes least, all else as what-if has it.
func best(b *argument.Sheet) (share, least float64) {
	v := b.Once("best", func() any {
		share, least := bestOf(b.Along(byShareSweep(), &b.Then))
		return [2]float64{share, least}
	}).([2]float64)
	return v[0], v[1]
}

// withPattern is what the formulas say of what-if's setting with another pattern.
func withPattern(b *argument.Sheet, way int) []float64 {
	return b.ByFormula("pattern "+rollout.Say(float64(way)), b.Then.At(rollout, float64(way)))
}

// withoutCanary is the exposure of what-if's setting with blue-green, by formula.
func withoutCanary(b *argument.Sheet) float64 { return withPattern(b, blueGreen)[exposure] }

// noneIsBetter is the title where a canary of any share loses.
const noneIsBetter = "No canary beats blue-green"

// byShare is the exposure against the share of those who see a release first.
func byShare() *argument.Own {
	return &argument.Own{Sweep: byShareSweep(), Numbers: []int{exposure}, Draw: func(b *argument.Sheet) argument.Chart {
		w, bg := byShareSweep(), withoutCanary(b)
		share, least := best(b)
		formula := b.Line(w, exposure, "formula", "by formula", "")
		formula.Role = argument.Formula
		onCurve := sparing(b.Now.Setting) // else there is no share to be on a curve with
		ghost := b.Ghost(w, exposure, "ghost", "today's curve (formula)").If(onCurve)
		today, whatIf := b.Marks([2]float64{b.Now.Of(exposed), b.Today(exposure)}, [2]float64{b.Then.Of(exposed), b.WhatIf(exposure)},
			"today "+took(b.Today(exposure)), took(b.WhatIf(exposure)))
		today, whatIf = b.Seen(today, exposure).If(onCurve), b.Seen(whatIf, exposure).If(sparing(b.Then.Setting))
		title := argument.When(least >= bg, noneIsBetter).
			When(share == exposed.Min, "The smallest share is best").
			When(share == exposed.Max, "The largest share is best").
			Else("Least if " + words.Percent(share) + " see it first")
		most := slices.Max(slices.Concat([]float64{bg}, formula.Y, ghost.Y, today.Y, whatIf.Y))
		return argument.Chart{
			ID: "share", X: b.Axis(w), Y: argument.CountAxis("minutes of everybody", words.Minutes, 1.05*most), Title: title,
			Subtitle: "minutes of everybody, by the share who see it first",
			Layers: []argument.Layer{
				argument.RuleAcross("blue-green", "blue-green (formula)", "blue-green", argument.Limit, bg), ghost, formula,
				b.Simulated(w, exposure, "simulated", "simulated"), today, whatIf,
			},
			Alt: "Minutes of everybody against the share of users who see a release first, with teeth, as errors are whole: least, " + took(least) +
				", at " + words.Percent(share) + "; with blue-green " + took(bg) + ".",
		}
	}}
}

// byPattern is minutes of everybody by the date, of every pattern.
func byPattern() *argument.Rows {
	return &argument.Rows{
		ID: "patterns", Subtitle: "minutes of everybody by the date, and what they cost", XName: "minutes of everybody",
		Scale: func(name string, most float64) argument.Axis { // with room for the longest bar's label, from 1,000 minutes on in hours, or days
			return argument.UnitAxis(name, words.Minutes, 1.2*most, argument.TickUnit{Size: 1, Noun: "minutes"}, argument.TickUnit{From: inMinutes, Size: minutes, Noun: "hours"},
				argument.TickUnit{From: 5 * words.ClockDay * minutes, Size: words.ClockDay * minutes, Noun: "days"})
		},
		Names: rollout.Names(),
		Bars: func(b *argument.Sheet) []argument.Bar {
			bars := make([]argument.Bar, patterns)
			for k := range bars {
				v := withPattern(b, k)[broken]
				if b.Then.Is(rollout, k) {
					bars[k].Role, v = argument.WhatIf, b.WhatIf(broken)
				} else if b.Now.Is(rollout, k) {
					bars[k].Role = argument.Today
					if !b.Differ(rollout, exposed) {
						v = b.Today(broken)
					}
				}
				bars[k].Parts, bars[k].Label = []float64{v}, took(v)
				if today := b.Today(broken); b.Now.Is(rollout, k) && took(today) != took(v) { // in more than the pattern
					bars[k].Today = &today
				}
				if cost := b.Then.Of(brokenCost); cost > 0 {
					bars[k].Label += ", " + words.Dollars(v/minutes*cost)
				}
			}
			return bars
		},
		Title: func(_ *argument.Sheet, bars []argument.Bar) string {
			least := 0
			for k := range bars {
				if bars[k].End() < bars[least].End() {
					least = k
				}
			}
			return argument.When(bars[least].End() == 0, "Without a flaw all are alike").
				Else("Least with " + withArticle(least) + ": " + took(bars[least].End()))
		},
	}
}

// byTraffic is the share that exposes least, and what it then is, against traffic.
func byTraffic() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		along := func(s *argument.Side) bests {
			return b.Keep("traffic "+s.Name, s.At(traffic, traffic.Min).At(exposed, exposed.Min), func() any { return bestByTraffic(s.Setting) }).(bests)
		}
		l := along(&b.Then)
		var today bests // its own curves, if it has any
		if sparing(b.Now.Setting) && b.Differ(traffic, exposed) {
			today = along(&b.Now)
		}
		share, least := best(b)
		bottom, top := 0.1, 100.0
		for _, v := range slices.Concat([]float64{least}, l.least, today.least) {
			for v < bottom && bottom > 1e-3 {
				bottom /= 10
			}
			for v > top {
				top *= 10
			}
		}
		at := b.Then.Of(traffic)
		best := argument.MarkAt("best", "best share, what-if", words.Percent(share), argument.WhatIf, at, 100*share)
		exposes := argument.MarkAt("exposes", "minutes then, what-if", "", argument.WhatIf, at, least)
		best.On, exposes.On = "share", "least"
		title := argument.When(least >= withoutCanary(b), noneIsBetter).Else("Best here: " + words.Percent(share) + ", " + took(least))
		return argument.Chart{
			ID: "traffic", Title: title, Subtitle: "best share in per cent, and its minutes of everybody (formula)",
			X: argument.LogAxis("requests a minute", words.Number, traffic.Min, traffic.Max), Y: argument.LogAxis("per cent, minutes", words.Number, bottom, top),
			Layers: []argument.Layer{
				argument.LineOf("ghost", "best share today, in per cent", "", argument.Today, today.requests, today.percent),
				argument.LineOf("ghost-least", "minutes of everybody then, today", "", argument.Today, today.requests, today.least),
				argument.LineOf("share", "best share, in per cent", "best share", argument.Formula, l.requests, l.percent).Through(at, 100*share),
				argument.LineOf("least", "minutes of everybody then", "minutes", argument.Limit, l.requests, l.least).Through(at, least), best, exposes,
			},
			Alt: "Against requests a minute, the share of users who should see a release first and the minutes of everybody then: the more requests " +
				"the fewer. At " + words.Short(at) + " it is " + words.Percent(share) + " and " + took(least) + ".",
		}
	}}
}
