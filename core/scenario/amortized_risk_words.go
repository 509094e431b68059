package scenario

import (
	"math"

	"kingman/core/words"
)

// riskCompare adds, in brackets, what f is today, where the runs support that
// it differs and the difference would be seen. It says whether it did.
func riskCompare(b *say, f Figure, text func(float64) string) bool {
	if !f.Vouched() || text(f.TodayBest()) == text(f.WhatIfBest()) {
		return false
	}
	b.text(" (today ").number(Today, f.TodayBest(), text(f.TodayBest())).text(")")
	return true
}

// riskHeadline is the sentence above the charts: how often a release breaks,
// what a change breaks and when it is live, or that changes pile up.
func riskHeadline(s State, now, then riskSide, figures []Figure) Sentence {
	var b say
	in := then.point.in
	chance, broken, lead := figures[riskFigureChance], figures[riskFigureBroken], figures[riskFigureLead]
	share := func(v float64) string { return words.Say(v, words.Share) }
	b.text("With ").param(WhatIf, "batch", in.batch, words.Count(in.batch, "change", "changes")).text(" per release")
	switch today := now.point.in.batch; {
	case s.Same():
		b.text(", as today")
	case today != in.batch:
		b.text(" (today ").param(Today, "batch", today, words.Short(today)).text(")")
	}
	b.text(", ").number(WhatIf, chance.WhatIfBest(), share(chance.WhatIfBest())).text(" of releases break")
	compared := riskCompare(&b, chance, share)
	b.text(". ")
	if in.utilization() > 1-saturated {
		riskPile(&b, s, now.point.in, in, compared)
		return b.spans
	}
	b.text("A change costs ").number(WhatIf, broken.WhatIfBest(), words.Duration(broken.WhatIfBest())).text(" of broken product")
	compared = riskCompare(&b, broken, words.Duration) || compared
	b.text(" and is live after ").number(WhatIf, lead.WhatIfBest(), words.About(lead.WhatIfBest()))
	compared = riskCompare(&b, lead, words.About) || compared
	if !s.Same() && !compared {
		b.text("; against today there is no difference that we can vouch for")
	}
	b.text(".")
	return b.spans
}

// riskPile says that releases do not keep up, and whether they do today.
func riskPile(b *say, s State, now, then riskInput, compared bool) {
	today, growth := words.Short(now.growth()), words.Short(then.growth())
	kept := now.utilization() < 1-saturated
	refused := !s.Same() && !kept && !compared && today == growth
	b.text("Testing and repairing takes ")
	if then.utilization() > 1+saturated {
		b.text("more time than there is: changes pile up by ").number(WhatIf, then.growth(), growth).text(" a week")
		if !refused {
			b.text(" and never stop")
		}
	} else {
		b.text("all the time there is: changes pile up, ever more slowly, and never settle")
	}
	switch {
	case s.Same():
	case kept:
		b.text("; today releases keep up")
	case today != growth:
		b.text(" (today by ").number(Today, now.growth(), today).text(")")
	case refused:
		b.text("; against today there is no difference that we can vouch for")
	}
	b.text(".")
}

// riskMoney says what a change costs and which batch is cheapest: where a big
// one is, it says so.
func riskMoney(s State, now, then riskSide, figures []Figure) Sentence {
	var b say
	in, cost := then.point.in, figures[riskFigureCost]
	b.text("Counting releases, delay and breakage, a change costs ").number(WhatIf, cost.WhatIfBest(), words.Dollars(cost.WhatIfBest()))
	if !riskCompare(&b, cost, words.Dollars) && !s.Same() && now.point.in != in {
		b.text(", with no difference from today that we can vouch for")
	}
	b.text(". ")
	n := then.cheapest
	at := in.with(math.Max(1, n)).longRunCost()
	switch {
	case n == 0:
		b.text("There is no cheapest batch: in none do releases keep up.")
	case n == in.batch:
		b.text("In the long run no other batch is cheaper.")
	case n < in.batch:
		b.text("Cheapest in the long run ").text(isAre(n)).number(Formula, n, words.Count(n, "change", "changes")).
			text(" per release, at ").number(Formula, at, words.Dollars(at)).text(".")
	default:
		b.text("Bigger releases pay here, as each costs ").param(WhatIf, "release-cost", in.release, words.Dollars(in.release)).
			text(" and a test phase of ").number(Plain, in.testTime(), words.Duration(in.testTime())).
			text(": cheapest in the long run ").text(isAre(n)).number(Formula, n, words.Count(n, "change", "changes")).
			text(", at ").number(Formula, at, words.Dollars(at)).text(".")
	}
	return b.spans
}

// isAre is the verb for n things, n whole.
func isAre(n float64) string {
	if n == 1 {
		return "is "
	}
	return "are "
}

// few is how many releases by the date are so few that it matters when the last
// one goes.
const few = 3

// riskFew says that there are few releases by the date.
func riskFew(then riskSide) (Sentence, bool) {
	in, n := then.point.in, then.point.releases
	if n >= few {
		return nil, false
	}
	var b say
	b.text("In ").param(Plain, "weeks", in.weeks, words.Horizon(in.weeks))
	if n < 0.05 {
		b.text(" not one release is complete")
	} else {
		b.text(" only ").number(WhatIf, n, words.Count(n, "release", "releases")).text(" can be expected")
	}
	return b.text(": most of what is finished still waits, and counts by its age.").spans, true
}

// riskWhy says why formula and simulation differ.
func riskWhy(p riskPoint) string {
	switch in := p.in; {
	case in.utilization() > 1+saturated:
		return "The formula treats the pile as a fluid that spreads; the simulation counts changes."
	case p.releases < few:
		return "With so few releases by the date it matters when the last one goes."
	case in.utilization() > 0.7:
		return "So close to the limit the formula for a date is an approximation."
	case math.Abs(in.arrivalCV-1) > 0.05:
		return "The formula spreads finished changes over the time as chance would."
	default:
		return "The formula follows releases in the mean; the simulation follows each of them."
	}
}
