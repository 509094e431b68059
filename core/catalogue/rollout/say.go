package rollout

import (
	"math"
	"strconv"

	"kingman/core/argument"
	"kingman/core/words"
)

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
	now, then := b.Now.Setting, b.Then.Setting
	if now.Of(rollout) == then.Of(rollout) {
		s := under(argument.WhatIf, then)
		if !then.Is(rollout, allAtOnce) {
			s = watchedFor(s, argument.WhatIf, then)
		}
		s = s.And(", a flaw reaches everybody for %", b.Says(exposure, took))
		return append(s.Against(b, exposure, "about", took, ", not %"), few(b)...)
	}
	s := under(argument.Today, now).And(", a flaw reaches everybody for %", b.SaysToday(exposure, took))
	if !b.Vouched(exposure) {
		s = append(s.And("; with "), named(argument.WhatIf, then)...)
		return s.And(" there is " + argument.NoDifference + ".")
	}
	s = append(s.And("; "), named(argument.WhatIf, then)...)
	plural := "s"
	if then.Is(rollout, progressive) {
		plural = ""
	} else if sparing(then) {
		s = watchedFor(s, argument.WhatIf, then).And(",")
	}
	if is, was := took(b.WhatIf(exposure)), took(b.Today(exposure)); is == was {
		s = s.And(" leave" + plural + " it as it is")
	} else {
		s = s.And(" make"+plural+" it %", argument.Num(argument.WhatIf, b.WhatIf(exposure), words.Again(is, was)))
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
	then := b.Then.Setting
	stops, missed := b.WhatIf(caught), fateOf(then).missed
	return argument.SayWhen(sparing(then) && stops < 0.005, "With so few errors it stops hardly any flaw.").
		When(sparing(then) && stops < 0.5, "With so few errors it stops % of flaws.", argument.WholePercent(argument.WhatIf, stops)).
		When(missed >= 0.25, "With so few errors % of flaws go unnoticed.", argument.WholePercent(argument.Formula, missed)).
		Else("")
}

// byTheDate says how many releases are flawed, and what that comes to.
func byTheDate(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	all, bad := then.Of(releases)*then.Weeks(), flawed(then)
	s := argument.Say("Of % in %, "+aboutSoMany(bad)+" flawed", argument.Num(argument.Plain, all, words.Count(all, "release", "releases")), argument.Date(then))
	if bad == 0 {
		return s.And(".")
	}
	v, was := b.WhatIf(broken), b.Today(broken)
	s = s.And(": % of everybody", b.Says(broken, took))
	cost := then.Of(brokenCost)
	dollars := func(v float64) float64 { return v / minutes * cost }
	s = s.AndIf(cost > 0, ", %", argument.Dollars(argument.WhatIf, dollars(v)))
	if !b.Same() && b.Tells(broken, took) {
		s = s.And(", instead of %", b.SaysToday(broken, took))
		s = s.AndIf(cost > 0 && b.Now.Of(brokenCost) == cost, " and %", argument.Dollars(argument.Today, dollars(was)))
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
	then := b.Then.Setting
	f, bg := fateOf(then), withoutCanary(b)
	share, least := best(b)
	bestShare := argument.Num(argument.Formula, share, words.Percent(share))
	all := f.exposure()
	// parts begins a sentence about a part of what each flaw costs.
	parts := func(v float64, what string) argument.Sentence {
		return argument.Say("Of % for each flaw, % "+argument.Is(argument.Whole(v))+what, argument.Num(argument.Formula, all, took(all)), argument.Num(argument.Formula, v, words.Again(took(v), took(all))))
	}
	minutesOf := func(v float64) argument.Span { return argument.Num(argument.Formula, v, took(v)) }
	switch int(then.Of(rollout)) {
	case allAtOnce:
		return parts(f.back, " going back").And("; with a switch it would be % in all.", minutesOf(bg))
	case blueGreen:
		s := parts(f.noticing, " noticing")
		if least < bg {
			return s.And("; a canary of % would make it % in all.", bestShare, minutesOf(least))
		}
		return s.And(", and no canary would make it less.")
	case progressive:
		extra := 2 * then.Of(bake)
		return argument.Say("A canary of % would make it % and be with everybody % sooner.", bestShare, minutesOf(least), argument.Num(argument.Formula, extra, clock(extra)))
	}
	return argument.SayWhen(all > bg && took(all) != took(bg), "To let everybody see it at once, with blue-green, would make it %.", minutesOf(bg)).
		When(took(least) == took(all), "No other share is better; blue-green would make it %.", minutesOf(bg)).
		Else("Best is %: %; blue-green would make it %.", bestShare, minutesOf(least), minutesOf(bg))
}

// forNothing says what good releases pay.
func forNothing(b *argument.Sheet) argument.Sentence {
	v := b.Then.Values
	s := argument.Say("Of good releases % get stopped for nothing", argument.Num(argument.Formula, v[stopped], words.Say(math.Floor(float64(1000*v[stopped])+0.5)/1000, words.Share)))
	if v[delay] == 0 {
		return s.And(".")
	}
	return s.And("; the others are with everybody % later.", argument.Num(argument.Formula, v[delay], clock(v[delay])))
}
