package rollout

import (
	"math"
	"slices"
	"strconv"

	"kingman/core/argument"
	"kingman/core/words"
)

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
		share, least := bestOf(b.Along(byShareSweep(), &b.WhatIf))
		return [2]float64{share, least}
	}).([2]float64)
	return v[0], v[1]
}

// withPattern is what the formulas say of what-if's setting with another pattern.
func withPattern(b *argument.Sheet, way int) []float64 {
	return b.ByFormula("pattern "+rollout.Say(float64(way)), b.WhatIf.At(rollout, float64(way)))
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
		onCurve := sparing(b.Today.Setting) // else there is no share to be on a curve with
		ghost := b.Ghost(w, exposure, "ghost", "today's curve (formula)").If(onCurve)
		today, whatIf := b.Marks([2]float64{b.Today.Of(exposed), b.Today.Best(exposure)}, [2]float64{b.WhatIf.Of(exposed), b.WhatIf.Best(exposure)},
			"today "+took(b.Today.Best(exposure)), took(b.WhatIf.Best(exposure)))
		today, whatIf = b.Seen(today, exposure).If(onCurve), b.Seen(whatIf, exposure).If(sparing(b.WhatIf.Setting))
		title := argument.When(least >= bg, noneIsBetter).
			When(share == exposed.Min, "The smallest share is best").
			When(share == exposed.Max, "The largest share is best").
			Else("Least if " + words.Percent(share) + " see it first")
		most := slices.Max(slices.Concat([]float64{bg}, formula.Y, ghost.Y, today.Y, whatIf.Y))
		return argument.Chart{
			ID: "share", X: b.Axis(w), Y: argument.CountAxis("minutes of everybody", words.Minutes, argument.HeadRoom*most), Title: title,
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
				if b.WhatIf.Is(rollout, k) {
					bars[k].Role, v = argument.WhatIf, b.WhatIf.Best(broken)
				} else if b.Today.Is(rollout, k) {
					bars[k].Role = argument.Today
					if !b.Differ(rollout, exposed) {
						v = b.Today.Best(broken)
					}
				}
				bars[k].Parts, bars[k].Label = []float64{v}, took(v)
				if today := b.Today.Best(broken); b.Today.Is(rollout, k) && took(today) != took(v) { // in more than the pattern
					bars[k].Today = &today
				}
				if cost := b.WhatIf.Of(brokenCost); cost > 0 {
					bars[k].Label += ", " + words.Dollars(v/minutes*cost)
				}
			}
			return bars
		},
		Title: func(_ *argument.Sheet, bars []argument.Bar) string {
			best, least := argument.Least(patterns, func(k int) float64 { return bars[k].End() })
			return argument.When(least == 0, "Without a flaw all are alike").
				Else("Least with " + withArticle(best) + ": " + took(least))
		},
	}
}

// byTraffic is the share that exposes least, and what it then is, against traffic.
func byTraffic() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		along := func(s *argument.Side) bests {
			return b.Keep("traffic "+s.Name, s.At(traffic, traffic.Min).At(exposed, exposed.Min), func() any { return bestByTraffic(s.Setting) }).(bests)
		}
		l := along(&b.WhatIf)
		var today bests // its own curves, if it has any
		if sparing(b.Today.Setting) && b.Differ(traffic, exposed) {
			today = along(&b.Today)
		}
		share, least := best(b)
		bottom, top := 0.1, 100.0
		drawn := slices.Concat([]float64{least}, l.least, today.least)
		for slices.Min(drawn) < bottom && bottom > 1e-3 {
			bottom /= 10
		}
		for slices.Max(drawn) > top {
			top *= 10
		}
		at := b.WhatIf.Of(traffic)
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

// inMinutes is from how many on minutes are said as hours.
const inMinutes = 1000

// took says minutes by the clock: "0.59 minutes", "6 minutes", "73 minutes", "21 hours".
func took(v float64) string {
	switch {
	case v < 0.995: // two digits
		rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 2, 64), 64)
		return words.Count(rounded, "minute", "minutes")
	case v < 4.95:
		return words.Count(argument.Whole(float64(10*v))/10, "minute", "minutes")
	case v < inMinutes-0.5:
		return words.Count(argument.Whole(v), "minute", "minutes")
	}
	return words.Clock(v / minutes)
}

// clock says how long somebody watches, or waits.
func clock(v float64) string {
	return argument.When(v == minutes, "an hour").Else(words.Clock(v / minutes))
}

// withArticle is what the chosen pattern is called in a sentence.
func withArticle(way int) string {
	return [...]string{"all at once", "blue-green", "a canary", "a flag", "progressive steps"}[way]
}

// watchedFor adds how long a setting watches whoever has it first.
func watchedFor(s argument.Sentence, role argument.Role, of argument.Setting) argument.Sentence {
	return s.And(", watched for %", of.Drag(role, bake, clock))
}

// named names the pattern of a setting, with its share.
func named(role argument.Role, s argument.Setting) argument.Sentence {
	way := int(s.Of(rollout))
	name := argument.Drag(role, rollout, float64(way), withArticle(way))
	if sparing(s) {
		link := [...]string{canary: "% of %", flag: "% for %"}[way]
		return argument.Say(link, name, s.Drag(role, exposed, words.Percent))
	}
	return argument.Say("%", name)
}

// under begins a sentence with a pattern.
func under(role argument.Role, s argument.Setting) argument.Sentence {
	if s.Is(rollout, allAtOnce) {
		return argument.Say("%", argument.Drag(role, rollout, allAtOnce, argument.Upper(withArticle(allAtOnce))))
	}
	return append(argument.Say("With "), named(role, s)...)
}

// headline says for how long a flaw reaches everybody.
func headline(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	if today.Of(rollout) == whatIf.Of(rollout) {
		s := under(argument.WhatIf, whatIf)
		if !whatIf.Is(rollout, allAtOnce) {
			s = watchedFor(s, argument.WhatIf, whatIf)
		}
		s = s.And(", a flaw reaches everybody for %", b.Says(exposure, took))
		return append(s.Against(b, exposure, "about", took, ", not %"), few(b)...)
	}
	s := under(argument.Today, today).And(", a flaw reaches everybody for %", b.SaysToday(exposure, took))
	if !b.Vouched(exposure) {
		s = append(s.And("; with "), named(argument.WhatIf, whatIf)...)
		return s.And(" there is " + argument.NoDifference + ".")
	}
	s = append(s.And("; "), named(argument.WhatIf, whatIf)...)
	plural := "s"
	if whatIf.Is(rollout, progressive) {
		plural = ""
	} else if sparing(whatIf) {
		s = watchedFor(s, argument.WhatIf, whatIf).And(",")
	}
	if is, was := took(b.WhatIf.Best(exposure)), took(b.Today.Best(exposure)); is == was {
		s = s.And(" leave" + plural + " it as it is")
	} else {
		s = s.And(" make"+plural+" it %", argument.Num(argument.WhatIf, b.WhatIf.Best(exposure), words.Again(is, was)))
	}
	return append(s, few(b)...)
}

// few ends the sentence, and says so where there are too few errors to tell.
func few(b *argument.Sheet) argument.Sentence {
	if tooFew(b) == nil {
		return argument.Say(".")
	}
	return argument.Say(": too few errors.")
}

// tooFew says how many flaws nobody sees in time where there are too few errors to tell; nil elsewhere.
func tooFew(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	stops, missed := b.WhatIf.Best(caught), fateOf(whatIf).Missed
	return argument.SayWhen(sparing(whatIf) && stops < 0.005, "With so few errors it stops hardly any flaw.").
		When(sparing(whatIf) && stops < 0.5, "With so few errors it stops % of flaws.", argument.WholePercent(argument.WhatIf, stops)).
		When(missed >= 0.25, "With so few errors % of flaws go unnoticed.", argument.WholePercent(argument.Formula, missed)).
		Else("")
}

// byTheDate says how many releases are flawed, and what that comes to.
func byTheDate(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	all, bad := whatIf.Of(releases)*whatIf.Weeks(), flawed(whatIf)
	s := argument.Say("Of % in %, "+aboutSoMany(bad)+" flawed", argument.Num(argument.Plain, all, words.Count(all, "release", "releases")), argument.Date(whatIf))
	if bad == 0 {
		return s.And(".")
	}
	v, was := b.WhatIf.Best(broken), b.Today.Best(broken)
	s = s.And(": % of everybody", b.Says(broken, took))
	cost := whatIf.Of(brokenCost)
	dollars := func(v float64) float64 { return v / minutes * cost }
	s = s.AndIf(cost > 0, ", %", argument.Dollars(argument.WhatIf, dollars(v)))
	if !b.Same() && b.Tells(broken, took) {
		s = s.And(", instead of %", b.SaysToday(broken, took))
		s = s.AndIf(cost > 0 && b.Today.Of(brokenCost) == cost, " and %", argument.Dollars(argument.Today, dollars(was)))
	}
	return s.And(".")
}

// aboutSoMany says an expected number of releases, with its verb.
func aboutSoMany(v float64) string {
	n := argument.Whole(v)
	return argument.When(v == 0, "none is").When(v < 0.95, "fewer than one is").Else("about " + words.Spelled(n) + " " + argument.Is(n))
}

// decides says what the exposure is made of, and what would make it less.
func decides(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	f, bg := fateOf(whatIf), withoutCanary(b)
	share, least := best(b)
	bestShare := argument.Num(argument.Formula, share, words.Percent(share))
	all := f.Hours()
	// parts begins a sentence about a part of what each flaw costs.
	parts := func(v float64, what string) argument.Sentence {
		return argument.Say("Of % for each flaw, % "+argument.Is(argument.Whole(v))+what, argument.Num(argument.Formula, all, took(all)), argument.Num(argument.Formula, v, words.Again(took(v), took(all))))
	}
	minutesOf := func(v float64) argument.Span { return argument.Num(argument.Formula, v, took(v)) }
	switch int(whatIf.Of(rollout)) {
	case allAtOnce:
		return parts(f.Back, " going back").And("; with a switch it would be % in all.", minutesOf(bg))
	case blueGreen:
		s := parts(f.Noticing, " noticing")
		if least < bg {
			return s.And("; a canary of % would make it % in all.", bestShare, minutesOf(least))
		}
		return s.And(", and no canary would make it less.")
	case progressive:
		extra := 2 * whatIf.Of(bake)
		return argument.Say("A canary of % would make it % and be with everybody % sooner.", bestShare, minutesOf(least), argument.Num(argument.Formula, extra, clock(extra)))
	}
	return argument.SayWhen(all > bg && took(all) != took(bg), "To let everybody see it at once, with blue-green, would make it %.", minutesOf(bg)).
		When(took(least) == took(all), "No other share is better; blue-green would make it %.", minutesOf(bg)).
		Else("Best is %: %; blue-green would make it %.", bestShare, minutesOf(least), minutesOf(bg))
}

// forNothing says what good releases pay.
func forNothing(b *argument.Sheet) argument.Sentence {
	v := b.WhatIf.Values
	s := argument.Say("Of good releases % get stopped for nothing", argument.Num(argument.Formula, v[stopped], words.Say(math.Floor(float64(1000*v[stopped])+0.5)/1000, words.Share)))
	if v[delay] == 0 {
		return s.And(".")
	}
	return s.And("; the others are with everybody % later.", argument.Num(argument.Formula, v[delay], clock(v[delay])))
}
