package scenario

import (
	"math"

	"kingman/core/words"
)

// ticketMinutesMost is the right end of the slider of the conversation.
const ticketMinutesMost = 240

// A ticketWorth is what a conversation is worth against today, by formula.
type ticketWorth struct {
	// minutes is how long the conversation may be before an answer takes longer
	// than today, everything else being what-if. below says that not even none is
	// short enough, above that the whole slider is.
	minutes      float64
	below, above bool
}

// A ticketTalk is everything that the formulas say about the length of the
// conversation.
type ticketTalk struct {
	leads curve // the lead time along the whole slider
	worth ticketWorth
}

// talkSteps is how many steps the curve along the slider has.
const talkSteps = 16

// ticketTalkOf evaluates the formulas along the slider. What they say depends on
// everything but where on it the reader is.
func ticketTalkOf(book *Notebook, now ticketPoint, then ticketInput) ticketTalk {
	type key struct{ now, then ticketInput }
	then.minutes = 0
	leads := noted(book, "talk", then, func(in ticketInput) (c curve) {
		for k := range talkSteps + 1 {
			in.minutes = float64(k) * ticketMinutesMost / talkSteps
			c.xs, c.ys = append(c.xs, in.minutes), append(c.ys, newTicketPoint(in).lead)
		}
		return c
	})
	return ticketTalk{leads, noted(book, "worth", key{now.in, then}, func(key) ticketWorth { return ticketWorthOf(now, then, leads) })}
}

// ticketWorthOf finds the break-even. More minutes are more work for the
// analysts, so that the lead time rises with them.
func ticketWorthOf(now ticketPoint, then ticketInput, known curve) ticketWorth {
	lead := func(minutes float64) float64 {
		if k := minutes * talkSteps / ticketMinutesMost; k == math.Floor(k) {
			return known.ys[int(k)]
		}
		then.minutes = minutes
		return newTicketPoint(then).lead
	}
	lo, hi := 0.0, float64(ticketMinutesMost)
	switch {
	case lead(lo) >= now.lead:
		return ticketWorth{below: true}
	case lead(hi) < now.lead:
		return ticketWorth{minutes: hi, above: true}
	}
	for hi-lo > 0.5 {
		if mid := (lo + hi) / 2; lead(mid) < now.lead {
			lo = mid
		} else {
			hi = mid
		}
	}
	return ticketWorth{minutes: (lo + hi) / 2}
}

// ticketWorthChart is the lead time against the length of the conversation.
func ticketWorthChart(s State, now, then ticketInput, lead Figure, talk ticketTalk, simulated Layer) Chart {
	worth := talk.worth
	x := ticked(Axis{Name: "talk before each answer", Unit: words.Minutes, Max: ticketMinutesMost}, 60, 60, "hours")
	c := Chart{
		ID: "worth", X: x, Subtitle: "from question to answer, by the length of the talk",
		Y: waitAxis("from question to answer", math.Max(4, 1.45*math.Max(lead.WhatIfBest(), lead.TodayBest()))),
	}
	formula := Layer{ID: "formula", Name: "until the date (formula)", Shape: Line, Role: Formula, X: talk.leads.xs, Y: talk.leads.ys}
	// Past this many minutes not all that is asked can be answered.
	full := 60 * (then.analysts*(1-then.misunderstood)/then.arrivalRate() - then.hours)
	beyond := Layer{ID: "beyond", Name: "the pile grows without end", Shape: RegionX, Role: Beyond, Label: "grows without end"}
	if full <= ticketMinutesMost {
		beyond.X = []float64{math.Max(0, full)}
	}
	rule := Layer{ID: "even", Name: "as long as today (formula)", Shape: RuleX, Role: Limit}
	today := Layer{ID: "today", Name: "today", Shape: RuleY, Role: Today}
	if !s.Same() {
		today.Y, today.Label = []float64{lead.TodayBest()}, "today "+words.About(lead.TodayBest())
	}
	length := words.Duration(worth.minutes / 60)
	switch {
	case s.Same():
		c.Title = "Every minute of talk is a minute of the analysts' time"
	case worth.below:
		c.Title = "With these, no conversation is short enough to pay"
	case worth.above:
		c.Title = "Even " + words.Duration(ticketMinutesMost/60) + " of talk beat today"
	default:
		c.Title = "Talking pays up to " + length
		rule.X, rule.Label = []float64{worth.minutes}, "break-even"
	}
	c.Layers = []Layer{
		beyond, rule, today, formula, simulated,
		{ID: "whatif", Name: "what-if", Shape: Marker, Role: WhatIf, Label: words.About(lead.WhatIfBest()), X: []float64{then.minutes}, Y: []float64{lead.WhatIfBest()}},
	}
	c.Alt = c.Title + ": the time from question to answer rises with the length of the conversation; at " + words.Say(then.minutes, words.Minutes) + " it is " + words.Duration(lead.WhatIfBest()) + ", today " + words.Duration(lead.TodayBest()) + "."
	return c
}
