package scenario

import (
	"math"

	"kingman/core/words"
)

// say builds a sentence piece by piece.
type say struct{ spans Sentence }

func (s *say) text(t string) *say {
	s.spans = append(s.spans, Span{Text: t})
	return s
}

// number adds a number that is a result.
func (s *say) number(r Role, value float64, text string) *say {
	s.spans = append(s.spans, Span{Text: text, Role: r, Value: value, HasValue: true})
	return s
}

// param adds a number that is a parameter, which the reader may drag.
func (s *say) param(r Role, id string, value float64, text string) *say {
	s.spans = append(s.spans, Span{Text: text, Role: r, Param: id, Value: value, HasValue: true})
	return s
}

// saturated is how close to its capacity a station counts as exactly full: a
// tenth of a percent is less than any slider moves.
const saturated = 0.001

// analysisHeadline is the sentence above the charts. It has two parts: the
// wait, against today's, and whether the analysts keep up.
func analysisHeadline(s State, now, then analysisPoint, wait, shipped Figure) Sentence {
	var b say
	in := then.in
	if in.share == 0 || in.arrivalRate() == 0 {
		return b.text("No feature needs an analyst, so nothing waits. You build and ship ").
			number(WhatIf, in.made(), words.Short(in.made())).text(" a week.").spans
	}
	spoken := apart(wait.TodayBest(), wait.WhatIfBest())
	b.text("With ").param(WhatIf, "engineers", in.engineers, words.Count(in.engineers, "engineer", "engineers"))
	if now.in.analysts != in.analysts {
		b.text(" and ").param(WhatIf, "analysts", in.analysts, words.Count(in.analysts, "analyst", "analysts"))
	}
	b.text(", a feature finished in ").param(Plain, "weeks", in.weeks, words.Horizon(in.weeks)).text(" waits ").
		number(WhatIf, wait.WhatIfBest(), spoken(wait.WhatIfBest())).text(" for an analyst")
	switch {
	case s.Same():
		b.text(", as today. ")
	case !wait.Vouched():
		b.text("; against today")
		if analysisNamed(now.in, in) {
			b.text("'s ")
			analysisToday(&b, now.in, in)
		}
		b.text(" there is no difference that we can vouch for. ")
	default:
		others := s.others("engineers", "analysts")
		switch named := analysisNamed(now.in, in); {
		case !named:
			b.text("; as things are today it waits ")
		case others:
			b.text("; with ")
			analysisToday(&b, now.in, in)
			b.text(" and the rest as today it waits ")
		default:
			b.text("; with ")
			analysisToday(&b, now.in, in)
			b.text(", as today, it waits ")
		}
		b.number(Today, wait.TodayBest(), spoken(wait.TodayBest())).text(". ")
	}
	analysisKeepUp(&b, then, shipped)
	return b.spans
}

// apart returns how to say two waits: loosely, unless that would make them
// sound the same.
func apart(a, b float64) func(hours float64) string {
	if words.About(a) == words.About(b) {
		return words.Duration
	}
	return words.About
}

// analysisNamed says whether today's people differ from what-if's.
func analysisNamed(now, then analysisInput) bool {
	return now.engineers != then.engineers || now.analysts != then.analysts
}

// analysisToday names today's people by what differs from what-if.
func analysisToday(b *say, now, then analysisInput) {
	if now.engineers != then.engineers {
		b.param(Today, "engineers", now.engineers, words.Short(now.engineers))
	}
	if now.analysts != then.analysts {
		if now.engineers != then.engineers {
			b.text(" and ")
		}
		b.param(Today, "analysts", now.analysts, words.Count(now.analysts, "analyst", "analysts"))
	}
}

// analysisKeepUp says what becomes of the pile.
func analysisKeepUp(b *say, then analysisPoint, shipped Figure) {
	in := then.in
	if in.closed {
		b.text("You ship ").number(WhatIf, shipped.WhatIfBest(), words.Short(shipped.WhatIfBest())).
			text(" a week, and of your engineers ").number(WhatIf, then.idle, words.Short(then.idle)).
			text(then.idleVerb() + " waiting at any moment.")
		return
	}
	made, room := in.made(), in.made()*(1/in.utilization()-1)
	b.text("You build ").number(WhatIf, made, words.Short(made)).text(" a week")
	switch rho := in.utilization(); {
	case rho > 1+saturated:
		b.text(" and ship ").number(WhatIf, shipped.WhatIfBest(), words.Short(shipped.WhatIfBest())).
			text(": the pile grows by ").number(WhatIf, in.growth(), words.Short(in.growth())).text(" a week and never stops.")
	case math.Abs(rho-1) <= saturated:
		b.text(", exactly what the analysts can take: with no slack at all the pile grows, ever more slowly, and never settles.")
	case rho > 0.9:
		b.text(" and the analysts keep up, barely: ").number(WhatIf, room, words.Short(room)).text(" a week more and they would not.")
	default:
		b.text(" and the analysts keep up, with room for ").number(WhatIf, room, words.Short(room)).text(" more.")
	}
}

// idleVerb is the verb for that many idle engineers.
func (p analysisPoint) idleVerb() string {
	if words.Short(p.idle) == "1" {
		return " is"
	}
	return " are"
}

// analysisMoney says what the difference in people costs and what it buys.
func analysisMoney(now, then analysisInput, shipped Figure) (Sentence, bool) {
	people := then.engineers + then.analysts - now.engineers - now.analysts
	if people == 0 {
		return nil, false
	}
	var b say
	cost := math.Abs(people) * then.cost
	// One person costs, two people cost.
	s, who := "", "people"
	if math.Abs(people) == 1 {
		s, who = "s", "person"
	}
	if people > 0 {
		b.text(words.Short(people) + " more " + who + " cost" + s + " ")
	} else {
		b.text(words.Short(-people) + " fewer " + who + " save" + s + " ")
	}
	b.number(WhatIf, cost, words.Dollars(cost)).text(" a week and ")
	gain := shipped.WhatIfBest() - shipped.TodayBest()
	switch {
	case !shipped.Vouched() || words.Short(math.Abs(gain)) == "0":
		b.text("change" + s + " nothing that ships.")
	case gain > 0 && people > 0:
		b.text("ship"+s+" ").number(WhatIf, gain, words.Short(gain)).text(" more features a week: ").
			number(WhatIf, cost/gain, words.Dollars(cost/gain)).text(" for each.")
	case gain > 0:
		b.text("ship"+s+" ").number(WhatIf, gain, words.Short(gain)).text(" more features a week.")
	default:
		b.text("ship"+s+" ").number(WhatIf, -gain, words.Short(-gain)).text(" fewer features a week.")
	}
	return b.spans, true
}

// analysisGap compares the formula's wait with the simulation's, and says why
// they differ where they do.
func analysisGap(then analysisPoint, wait Figure) Sentence {
	gap := gapSentence(wait, func() string {
		switch in := then.in; {
		case in.closed:
			return "With engineers who wait the formula is exact only for analyses of wildly different length."
		case in.oneByOne && in.arrivalCV != 1:
			return "Many engineers' streams are merged by an approximation that remembers only two moments."
		case in.arrivalCV > 1 && in.utilization() < 0.9:
			return "When features come in bursts and analysts are not busy, every formula for the mean is rough."
		case in.utilization() < 0.9:
			return "The formula is made for busy analysts; where few features wait it is rough."
		case in.utilization() < 1+saturated:
			return "So close to the limit the formula for a date is an approximation."
		default:
			return "The formula treats the pile as a fluid that spreads; the simulation counts features."
		}
	})
	if gap == nil || !then.in.oneByOne {
		return gap
	}
	// What it changes that engineers deliver one by one.
	stream := then.in
	stream.oneByOne = false
	even := newAnalysisPoint(stream).wait
	b := say{gap}
	b.text(" Coming engineer by engineer they are more of a jumble: as one stream of that unevenness they would wait ").
		number(Formula, even, words.Duration(even)).text(" by formula.")
	return b.spans
}
