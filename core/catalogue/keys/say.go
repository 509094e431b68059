package keys

import (
	"math"
	"strings"

	"kingman/core/argument"
	"kingman/core/words"
)

// with begins a sentence about a setting: who deploys, with how much work on guardrails.
func with(s argument.Setting) argument.Sentence {
	text := "Keys for all"
	if s.Is(who, 0) {
		text = argument.Upper(people(s))
	}
	switch n := s.Of(guardrails); {
	case n > 0:
		return argument.Say(text+" and % of tests", argument.Drag(argument.WhatIf, guardrails, n, words.Say(n, words.Weeks)))
	case s.Is(who, 1):
		text += " and nothing else"
	}
	return argument.Say(text)
}

// people says how many gatekeepers there are.
func people(s argument.Setting) string {
	if n := s.Of(gatekeepers); n > 1 {
		return words.Spelled(n) + " gatekeepers"
	}
	return "one gatekeeper"
}

// headline says how soon a change is live and how long production is broken; or that
// changes pile up.
func headline(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	said := false
	not := func(s argument.Sentence, i int, text func(float64) string) argument.Sentence {
		was := text(b.Today(i))
		if b.Same() || !b.Vouched(i) || was == text(b.WhatIf(i)) {
			return s
		}
		said = true
		if i == broken { // in the unit just said
			was = strings.Fields(was)[0]
		}
		return s.And(", not %", argument.Num(argument.Today, b.Today(i), was))
	}
	var s argument.Sentence
	is := minutes(b.WhatIf(broken))
	verb := "are"
	if strings.HasPrefix(is, "1 ") {
		verb = "is"
	}
	breaks := "; % a week " + verb + " broken"
	switch full := argument.PressureOf(utilization(then), 1); {
	case full == argument.Spare:
		s = not(with(then).And(": live in %", argument.Hours(argument.WhatIf, b.WhatIf(lead))), lead, words.Duration)
	default:
		cannot := "Production has no time for"
		breaks = ". It is broken % a week"
		if gateIsFull(then) {
			cannot, breaks = argument.Upper(people(then))+" cannot look at", ". Production is broken % a week"
		}
		if full == argument.Full {
			cannot = argument.Upper(people(then)) + " would need every hour for"
			if !gateIsFull(then) {
				cannot = "Production would need every hour for"
			}
		}
		s = argument.Say(cannot+" % changes a week: % will not be live % from now", argument.Drag(argument.Plain, changes, then.Of(changes), words.Short(then.Of(changes))),
			argument.Num(argument.WhatIf, b.WhatIf(waiting), words.Short(argument.Whole(b.WhatIf(waiting)))), argument.Date(then))
	}
	s = not(s.And(breaks, argument.Num(argument.WhatIf, b.WhatIf(broken), is)), broken, minutes)
	switch {
	case b.Same():
		return s.And(", as today.")
	case !said && !b.Vouched(lead):
		return s.And("; against today there is " + argument.NoDifference + ".")
	case !said:
		return s.And(", about as today.")
	}
	return s.And(".")
}

// few is how many breakages by the date are so few that it is too early to tell what breaks.
const few = 10

// early says so, if they are in both settings.
func early(b *argument.Sheet) argument.Sentence {
	by := func(s argument.Setting) float64 { return float64(breaks(s)*s.Of(changes)) * s.Weeks() }
	come := by(b.Then.Setting)
	if come == 0 || math.Max(come, by(b.Now.Setting)) >= few {
		return nil
	}
	n := math.Max(1, argument.Whole(come))
	return argument.Say("It is too early to tell what breaks: until then there "+argument.Is(n)+" about %.", argument.Num(argument.Formula, come, words.Count(n, "breakage", "breakages")))
}

// asides say how many guardrails it takes, what the same guardrails do for the others, and
// what it is worth.
func asides(b *argument.Sheet) []argument.Sentence {
	return argument.Told(threshold(b), other(b), value(b), early(b))
}

// threshold says from how many weeks of guardrails on what-if breaks no more than today.
func threshold(b *argument.Sheet) argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	at := evenAt(now, then)
	switch {
	case b.Same():
		return nil
	case then.Is(who, 1) && then.Of(breakOpen) <= then.Of(breakGate):
		return argument.Say("Here nobody needed guarding against: gatekeepers break no less than everybody would.")
	case utilization(then) >= 1 || utilization(now) >= 1:
		return nil // then how many are deployed decides, too
	}
	more := soonest(at) - then.Of(guardrails)
	if more <= 0 {
		if at <= 0 {
			return nil
		}
		return argument.Say("With fewer than % of tests and monitoring it would be broken more than today.", argument.Num(argument.Formula, at, words.Say(soonest(at), words.Weeks)))
	}
	if compared(b, broken) == 0 {
		return nil
	}
	s := argument.Say("Later live, and broken for longer")
	if compared(b, lead) < 0 {
		s = argument.Say("Faster, but broken for longer")
	}
	if at > guardrails.Max {
		return s.And(": no work on tests and monitoring that the slider has would mend that.")
	}
	return s.And(": another % of tests and monitoring would mend that.", argument.Num(argument.Formula, more, words.Say(more, words.Weeks)))
}

// other says what the same guardrails do if the keys are the other way.
func other(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	with := rival(then)
	v := b.ByFormula("rival", with)
	gate := then
	if then.Is(who, 1) {
		gate = with
	}
	if !gated(gate) {
		return nil
	}
	text := "With keys for all"
	if then.Is(who, 1) {
		text = "With " + people(with)
	}
	if then.Of(guardrails) > 0 {
		text += " and the same tests"
	}
	if argument.PressureOf(utilization(with), 1) != argument.Spare {
		return argument.Say(text + ", changes would pile up.")
	}
	s := argument.Say(text+", a change would be live in % and production broken % a week.", argument.Num(argument.Formula, v[lead], words.Duration(v[lead])), argument.Num(argument.Formula, v[broken], minutes(v[broken])))
	work := math.Min(gate.Of(changes)*gate.Of(review), gate.Of(gatekeepers)*words.Week)
	busy := work / (gate.Of(gatekeepers) * words.Week)
	if busy <= seldom {
		return s.And(" " + argument.Upper(people(gate)) + " who " + are(gate) + " seldom busy " + are(gate) + " hardly in the way.")
	}
	return s.And(" The gate takes % of gatekeepers' time a week.", argument.Num(argument.Formula, work, words.Count(work, "hour", "hours")))
}

// seldom is how busy gatekeepers are at most who hardly make anybody wait.
const seldom = 0.2

func are(s argument.Setting) string {
	if s.Of(gatekeepers) == 1 {
		return "is"
	}
	return "are"
}

// value says what the what-if is worth by the date, never without the minutes.
func value(b *argument.Sheet) argument.Sentence {
	if b.Same() {
		return nil
	}
	v := worthOf(b)
	text := "In money it is worth % more than today until the date, work on tests paid"
	switch {
	case math.Abs(v.byDate) < hardly:
		return argument.Say("In money it is no different from today.")
	case v.byDate < 0:
		text = "In money it costs % more than today until the date, work on tests included"
	}
	s := argument.Say(text, argument.Num(argument.WhatIf, v.byDate, money(v.byDate)))
	if v.byDate >= 0 && !math.IsNaN(v.paidBack) {
		s = s.And(", and is paid back after %", argument.Num(argument.Formula, v.paidBack, words.Say(v.paidBack, words.Weeks)))
	}
	if more := b.WhatIf(broken) - b.Today(broken); compared(b, broken) > 0 {
		s = s.And(", and production is broken % a week more", argument.Num(argument.WhatIf, more, minutes(more)))
	}
	return s.And(".")
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	return argument.MeanWhy("changes", utilization(b.Then.Setting), b.Then.Of(uneven), "The formula knows of unevenness no more than its variance.")
}
