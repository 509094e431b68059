package scenario

import (
	"math"

	"kingman/core/words"
)

// assemblyUnfinished is the share of features unfinished at the date from which
// the sentence says "at least": their age so far is less than they will take.
const assemblyUnfinished = 0.2

// assemblyHeadline is the sentence above the charts: how long a feature takes,
// against today, and whether somebody works on it or the pile grows.
func assemblyHeadline(s State, now, then assemblyPoint, figures []Figure) Sentence {
	lead, efficiency, open := figures[0], figures[1], figures[3]
	var b say
	assemblyPeople(&b, then.in)
	b.text(", a feature asked for within ").param(Plain, "weeks", then.in.weeks, words.Horizon(then.in.weeks)).text(" takes ")
	if open.WhatIfBest() > assemblyUnfinished*then.in.asked() {
		b.text("at least ")
	}
	b.number(WhatIf, lead.WhatIfBest(), words.Duration(lead.WhatIfBest()))
	switch {
	case s.Same():
		b.text(", as today. ")
	case !lead.Vouched():
		b.text("; against today there is no difference that we can vouch for. ")
	default:
		assemblyAgainst(&b, now.in, then.in)
		if open.TodayBest() > assemblyUnfinished*now.in.asked() {
			b.text("at least ")
		}
		b.number(Today, lead.TodayBest(), words.Duration(lead.TodayBest())).text(". ")
	}
	assemblyKeepUp(&b, s, then, efficiency)
	return b.spans
}

// assemblyPeople says who builds features.
func assemblyPeople(b *say, in assemblyInput) {
	b.text("With ")
	switch {
	case !in.generalists:
		b.param(WhatIf, "people", in.people, words.Short(in.people)).text(" people in a line of ").param(WhatIf, "specialisms", in.specialisms, words.Count(in.cut(), "specialism", "specialisms"))
	case in.release:
		b.number(WhatIf, in.builders(), words.Count(in.builders(), "generalist", "generalists"))
	default:
		b.param(WhatIf, "people", in.people, words.Short(in.people)).text(" generalists")
	}
	if in.generalists && in.slower > 0 {
		b.text(", each ").param(WhatIf, "slower", in.slower, words.Say(in.slower, words.Share)).text(" slower")
		if in.release {
			b.text(",")
		}
	}
	if in.release {
		b.text(" and a release manager")
	}
}

// assemblyAgainst begins to say how long it takes today.
func assemblyAgainst(b *say, now, then assemblyInput) {
	switch {
	case now.generalists == then.generalists:
		b.text("; as things are today it takes ")
	case now.generalists:
		b.text("; with today's ").param(Today, "people", now.people, words.Short(now.people)).text(" generalists, ")
	default:
		b.text("; in today's line of ").param(Today, "specialisms", now.specialisms, words.Count(now.cut(), "specialism", "specialisms")).text(", ")
	}
}

// assemblyKeepUp says what becomes of the pile or, where there is none, how much
// of the time is work.
func assemblyKeepUp(b *say, s State, then assemblyPoint, efficiency Figure) {
	in := then.in
	full := words.Short(in.capacity())
	switch rho := in.utilization(); {
	case math.Abs(rho-1) <= saturated || rho > 1 && full == words.Short(in.demand):
		b.text("They can do just what is asked for: without slack, the pile never settles.")
	case rho > 1:
		b.text("Only ").number(WhatIf, in.capacity(), full).text(" of ").param(Plain, "demand", in.demand, words.Short(in.demand)).
			text(" a week can be done: the pile never stops growing.")
	case rho > 0.95:
		b.text("They keep up, barely: ").number(WhatIf, in.capacity()-in.demand, words.Short(in.capacity()-in.demand)).text(" a week more and they would not.")
	default:
		b.text("Somebody works on it ").number(WhatIf, efficiency.WhatIfBest(), percent(efficiency.WhatIfBest())).text(" of that time")
		if !s.Same() && efficiency.Vouched() {
			b.text(", against ").number(Today, efficiency.TodayBest(), percent(efficiency.TodayBest()))
		}
		b.text(".")
	}
}

// percent says a share in whole percent.
func percent(share float64) string {
	return words.Say(math.Floor(float64(share*100)+0.5)/100, words.Share)
}

// assemblyAsides say where specialists are faster, and what a feature costs.
func assemblyAsides(now, then assemblyPoint, delivered Figure, e assemblyEven) []Sentence {
	var b say
	in := then.in
	even, forever := e.atDate, e.forever
	switch {
	case in.cut() < 2:
		b.text("A line of one specialism is a team of generalists who lose nothing.")
	case even <= 0:
		b.text("Here generalists gain nothing: hardly anything waits in the line.")
	case even >= 1:
		b.text("By formula, generalists stay ahead even at half the speed of specialists")
	case in.slower > even:
		b.text("Here, by formula, specialists win: generalists may be ").number(Formula, even, percent(even)).text(" slower at most")
	default:
		b.text("By formula, generalists stay ahead until each is ").number(Formula, even, percent(even)).text(" slower")
	}
	if in.cut() >= 2 && even > 0 {
		if forever > 0 && forever < 1 && percent(forever) != percent(even) {
			b.text(" (").number(Formula, forever, percent(forever)).text(" if it went on for ever)")
		}
		b.text(".")
	}
	if in.specialisms > in.builders() {
		b.text(" Only ").number(Plain, in.builders(), words.Count(in.builders(), "person is", "people are")).text(" there to be cut into specialisms.")
	}
	each := func(in assemblyInput, delivered float64) (float64, string) {
		dollars := in.people * in.cost / delivered
		return dollars, words.Dollars(dollars)
	}
	if in.cost > 0 && delivered.WhatIfBest() > 0.005 {
		dollars, text := each(in, delivered.WhatIfBest())
		b.text(" A week costs ").number(WhatIf, in.people*in.cost, words.Dollars(in.people*in.cost)).text(", a delivered feature ").number(WhatIf, dollars, text)
		if now.in != in && delivered.Vouched() && delivered.TodayBest() > 0.005 {
			dollars, text := each(now.in, delivered.TodayBest())
			b.text(", today ").number(Today, dollars, text)
		}
		b.text(".")
	}
	return []Sentence{b.spans}
}

// assemblyGap says why formula and simulation differ.
func assemblyGap(then assemblyPoint) string {
	in := then.in
	switch rho := in.utilization(); {
	case in.horizon() < 10*in.work:
		return "A date that is only a few features' work away is too near for the formula."
	case rho > 1+saturated:
		return "The formula treats the pile as a fluid that spreads; the simulation counts features."
	case len(in.stages()) > 1:
		return "The formula knows two moments of what one specialist passes to the next, and spreads it evenly over time."
	default:
		return "The formula knows two moments of what comes, and is rough while people are still getting busy."
	}
}
