package scenario

import "kingman/core/words"

// come says how many come back, as a parameter that the reader may drag.
func (b *say) come(role Role, in ticketInput) *say {
	text := words.Say(in.misunderstood, words.Share)
	if in.misunderstood == 0 {
		text = "none"
	}
	return b.param(role, "misunderstood", in.misunderstood, text)
}

// talk says how long the conversation is.
func (b *say) talk(role Role, in ticketInput) *say {
	return b.param(role, "minutes", in.minutes, words.Duration(in.minutes/60))
}

// ticketHeadline is the sentence above the charts. It has two parts: the time to
// an answer, against today's, and whether the analysts keep up.
func ticketHeadline(s State, now, then ticketInput, lead Figure) Sentence {
	var b say
	if then.minutes > 0 {
		b.text("Talk for ").talk(WhatIf, then).text(" first and ").come(WhatIf, then).text(" come back misunderstood: over ")
	} else {
		b.text("Write tickets and ").come(WhatIf, then).text(" come back misunderstood: over ")
	}
	b.param(Plain, "weeks", then.weeks, words.Horizon(then.weeks)).text(", an answer takes ").
		number(WhatIf, lead.WhatIfBest(), words.About(lead.WhatIfBest()))
	switch {
	case s.Same():
		b.text(", as today. ")
	case !lead.Vouched():
		b.text("; against today there is no difference that we can vouch for. ")
	default:
		b.text("; ")
		ticketToday(&b, s, now, then)
		b.number(Today, lead.TodayBest(), words.About(lead.TodayBest())).text(". ")
	}
	ticketKeepUp(&b, then)
	return b.spans
}

// ticketToday names today's setting by what differs from what-if.
func ticketToday(b *say, s State, now, then ticketInput) {
	if now.misunderstood == then.misunderstood && now.minutes == then.minutes {
		b.text("as things are today, ")
		return
	}
	switch {
	case now.minutes > 0:
		b.text("talking for ").talk(Today, now).text(" with ")
	case then.minutes > 0:
		b.text("by ticket with ")
	default:
		b.text("with ")
	}
	b.come(Today, now)
	if s.others("misunderstood", "minutes") {
		b.text(", and the rest as today, ")
		return
	}
	b.text(", as today, ")
}

// ticketKeepUp says what becomes of the pile.
func ticketKeepUp(b *say, in ticketInput) {
	tip := in.tipping()
	switch rho := in.utilization(); {
	case tip <= saturated && rho > 1+saturated:
		b.text("The pile grows by ").number(WhatIf, in.growth(), words.Short(in.growth())).text(" a week, and would even if none came back.")
	case rho > 1+saturated:
		b.text("Past ").number(WhatIf, tip, words.Say(tip, words.Share)).
			text(" the pile never stops growing, here by ").number(WhatIf, in.growth(), words.Short(in.growth())).text(" a week.")
	case rho >= 1-saturated:
		b.text("The analysts are full to the last hour, and the pile never settles.")
	default:
		b.text("The analysts keep up until ").number(WhatIf, tip, words.Say(tip, words.Share)).text(" come back.")
	}
}

// ticketVerdict says when tickets win, if the formula and what was simulated do
// not contradict each other.
func ticketVerdict(now, then ticketInput, worth ticketWorth, lead Figure) Sentence {
	var b say
	wins := lead.WhatIfBest() < lead.TodayBest()
	sure := lead.Vouched() && wins == (worth.above || !worth.below && then.minutes < worth.minutes)
	limit := words.Duration(worth.minutes / 60)
	switch {
	case !sure && (worth.below || worth.above):
		return nil
	case !sure:
		return b.text("By formula, talking and tickets come out even at ").number(WhatIf, worth.minutes, limit).text(" for each answer.").spans
	case worth.below && then.misunderstood >= now.misunderstood:
		return b.text("Tickets win here: talking takes the analysts' time and no fewer come back.").spans
	case worth.below:
		return b.text("Tickets win here, however short the conversation.").spans
	case worth.above:
		return b.text("Talking wins here even if it takes ").number(WhatIf, worth.minutes, limit).text(" each time.").spans
	case wins:
		return b.text("Tickets would win if, by formula, talking took more than ").number(WhatIf, worth.minutes, limit).text(" for each answer.").spans
	default:
		return b.text("Tickets win here: by formula, talking pays up to ").number(WhatIf, worth.minutes, limit).text(" for each answer.").spans
	}
}

// ticketAsides say when tickets win, and what answering again costs.
func ticketAsides(now, then ticketInput, worth ticketWorth, lead, answers Figure) []Sentence {
	if now.misunderstood == then.misunderstood && now.minutes == then.minutes {
		return nil
	}
	var asides []Sentence
	if then.minutes > now.minutes {
		if verdict := ticketVerdict(now, then, worth, lead); verdict != nil {
			asides = append(asides, verdict)
		}
	}
	rework := func(in ticketInput, answers float64) float64 {
		return answers * in.misunderstood * in.hours / words.Week * in.cost
	}
	// Both who ask and who answer are in a conversation.
	talk := then.minutes / 60 * 2 / words.Week * answers.WhatIfBest() * then.cost
	a, c := rework(now, answers.TodayBest()), rework(then, answers.WhatIfBest())
	var b say
	b.text("Answers to questions misunderstood cost ").number(WhatIf, c, words.Dollars(c)).text(" a week; today ").number(Today, a, words.Dollars(a)).text(".")
	if then.minutes > 0 {
		b.text(" The conversations cost ").number(WhatIf, talk, words.Dollars(talk)).text(" a week, both sides counted.")
	}
	return append(asides, b.spans)
}

// ticketGap compares the formula's lead time with the simulation's, and says why
// they differ where they do.
func ticketGap(then ticketInput, lead Figure) Sentence {
	return gapSentence(lead, func() string {
		switch rho := then.utilization(); {
		case then.arrivalCV != 1 || then.analysisCV != 1:
			return "The formula knows two numbers of how uneven the work is, and treats what comes back as if it came at once."
		case rho > 0.9 && rho < 1.1:
			return "So close to the tipping point the formula for a date is an approximation."
		default:
			return "The formula treats the pile as a fluid that spreads; the simulation counts questions."
		}
	})
}
