package reliability

import (
	"kingman/core/argument"
	"kingman/core/words"
)

// long says a number of minutes by the clock.
func long(v float64) string { return words.Clock(v / minutes) }

// changes says what is decided, and against what, where that differs from today.
func changes(b *argument.Sheet) argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	all, differ := []*argument.Param{outage, mtbf, copies}, 0
	for _, p := range all {
		if now.Of(p) != then.Of(p) {
			differ++
		}
	}
	link := " instead of %"
	if differ > 1 {
		link = ", not %"
	}
	var s argument.Sentence
	add := func(text string, p *argument.Param, say func(float64) string) {
		if now.Of(p) == then.Of(p) {
			return
		}
		if s == nil {
			text = argument.Upper(text)
		} else {
			s = s.And(", ")
		}
		s = s.And(text, argument.Drag(argument.WhatIf, p, then.Of(p), say(then.Of(p))))
		if differ < len(all) { // else too many to say what each is today
			s = s.And(link, argument.Drag(argument.Today, p, now.Of(p), words.Again(say(now.Of(p)), say(then.Of(p)))))
		}
	}
	add("back in %", outage, long)
	add("failing every %", mtbf, func(v float64) string { return words.Count(v, "day", "days") })
	add("with %", copies, func(v float64) string { return words.Count(v, "copy", "copies") })
	if s == nil {
		s = argument.Say("Back in %", argument.Drag(argument.WhatIf, outage, then.Of(outage), long(then.Of(outage))))
	}
	return s
}

// headline says how often the promise is kept.
func headline(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	is, was := ofHundred(b.WhatIf(keep)), ofHundred(b.Today(keep))
	s := changes(b).And(": % in 100 windows of % keep the promise of %", argument.Num(argument.WhatIf, b.WhatIf(keep), is),
		argument.Drag(argument.Plain, days, then.Of(days), windows(then)), argument.Drag(argument.Plain, objective, then.Of(objective), objective.Say(then.Of(objective))))
	switch {
	case b.Same():
		return s.And(", as today.")
	case !b.Vouched(keep):
		return s.And("; against today there is " + argument.NoDifference + ".")
	case is == was:
		return s.And(", about as many as today.")
	}
	return s.And(", not %.", argument.Num(argument.Today, b.Today(keep), was))
}

// asides say how many minutes are gone, which way is better, and what copies do not help
// against.
func asides(b *argument.Sheet) []argument.Sentence {
	all := []argument.Sentence{gone(b), rivals(b)}
	if s := besides(b); s != nil {
		all = append(all, s)
	}
	return all
}

// gone says how many minutes of the budget are gone on average, and what they cost.
func gone(b *argument.Sheet) argument.Sentence {
	minutesGone, all := b.WhatIf(down), b.Then.Values[allowed]
	s := argument.Say("On average % of % minutes are gone", argument.Num(argument.WhatIf, minutesGone, argument.Rounded(minutesGone)), argument.Num(argument.Formula, all, argument.Rounded(all)))
	if b.Then.Of(revenue) > 0 {
		s = s.And(", and % of revenue", argument.Dollars(argument.WhatIf, b.WhatIf(money)))
		if !b.Same() && b.Vouched(money) {
			s, _ = s.Compare(b, money, words.Dollars)
		}
	}
	if broken := 1 - b.WhatIf(keep); minutesGone < 0.95*all && broken >= 0.1 {
		return s.And(": inside the budget on average, and broken in % of windows.", argument.WholePercent(argument.WhatIf, broken))
	}
	return s.And(".")
}

// halfAsLong and halfAsOften are what today would be if only one of the two were done.
func halfAsLong(s argument.Setting) argument.Setting  { return s.At(outage, s.Of(outage)/2) }
func halfAsOften(s argument.Setting) argument.Setting { return s.At(mtbf, 2*s.Of(mtbf)) }

// chance is how likely a setting keeps its promise, by formula.
func chance(s argument.Setting) float64 { return kept(service(s), budget(s)/minutes, s.Horizon()) }

// rivals says which of two ways that are down for as many minutes keeps today's promise more
// often.
func rivals(b *argument.Sheet) argument.Sentence {
	long, often := b.Keep("rivals", b.Now.Setting, func() any {
		return [2]float64{chance(halfAsLong(b.Now.Setting)), chance(halfAsOften(b.Now.Setting))}
	}).([2]float64), ""
	sooner, seldom := long[0], long[1]
	switch {
	case ofHundred(sooner) == ofHundred(seldom):
		often = "it makes no difference."
	case sooner < seldom:
		often = "so tight a promise wants fewer failures."
	default:
		often = "so loose a promise wants shorter ones."
	}
	return argument.Say("From today, to be back in half the time keeps it % times in 100, to fail half as often %: "+often,
		argument.Num(argument.Formula, sooner, ofHundred(sooner)), argument.Num(argument.Formula, seldom, ofHundred(seldom)))
}

// besides is what a setting asks for.
func besides(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	stays := least(then)
	switch {
	case then.Of(dependencies) > 0 && stays > budget(then):
		return argument.Say("What it needs of others alone takes % minutes, more than the promise allows.", argument.Num(argument.Formula, stays, argument.Rounded(stays)))
	case then.Of(copies) > 1 && required(then) == int(then.Of(copies)):
		return argument.Say("All copies are needed, so that each one more fails more often.")
	case then.Of(copies) > 1 && stays >= 0.05:
		return argument.Say("However many copies there are, % minutes stay.", argument.Num(argument.Formula, stays, argument.Rounded(stays)))
	}
	return nil
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.Then.Setting
	switch {
	case s.Of(restoreCV) > 1:
		return "The formula takes so uneven outages to be gamma; those of the simulation are hyperexponential."
	case s.Of(copies) > 1 || s.Of(dependencies) > 0:
		return "With several parts the formula is right where outages are rare."
	}
	return "The formula takes the sum of very many outages to be normal."
}
