package runway

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// more says how many more people: "one more person".
func more(n float64) string {
	if n == 1 {
		return "one more person"
	}
	return words.Spelled(n) + " more people"
}

// headline is when the limit is passed with nobody hired, by when an approval must come, and what it gains.
func headline(b *argument.Sheet) argument.Sentence {
	s, v := b.Then.Setting, b.Then.Values
	allowed := argument.Drag(argument.WhatIf, limit, s.Of(limit), words.Duration(s.Of(limit)))
	nobody := until(v[passes]) - v[gained]
	grows := argument.Say("At % growth a month ", argument.Drag(argument.WhatIf, growth, s.Of(growth), words.Say(s.Of(growth), words.Share)))
	if s.Of(growth) == 0 {
		grows = argument.Say("With % ", argument.Drag(argument.WhatIf, growth, 0, "no growth"))
	}
	if v[approveBy] == never {
		return grows.And("the wait stays below % for the two years that we look ahead, with nobody hired.", allowed)
	}
	if nobody == 0 {
		return grows.And("the wait is above % already; whoever is hired, they come too late for that.", allowed)
	}
	text := grows.And("the wait passes % in %", allowed, argument.Num(argument.Today, nobody, week(nobody)))
	who := argument.Drag(argument.WhatIf, hires, s.Of(hires), more(s.Of(hires)))
	in := argument.Drag(argument.WhatIf, approve, s.Of(approve), week(s.Of(approve)))
	by := argument.Num(argument.Formula, v[approveBy], week(v[approveBy]))
	gain := math.Floor(until(v[passes])) - math.Floor(nobody)
	switch {
	case s.Of(hires) == 0 && v[approveBy] < 1:
		return text.And("; whoever is approved now comes too late for that.")
	case s.Of(hires) == 0:
		return text.And("; the next person must be approved by %.", by)
	case gain < 1 && s.Of(approve) <= v[approveBy]+2 && v[approveBy] > 0: // the rule errs on the safe side
		return text.And("; %, approved in %, "+come(s)+" a little late for that.", who, in)
	case gain < 1:
		return text.And("; %, approved in %, can no longer change that.", who, in)
	case s.Of(approve) > v[approveBy] || v[approveBy] < 1:
		return text.And("; %, approved in %, just in time, "+makes(s)+" it %.", who, in, ends(v[passes]))
	case v[passes] == never:
		return text.And("; %, approved by %, "+keeps(s)+" it below for two years.", who, by)
	}
	return text.And("; %, approved by %, "+makes(s)+" it %.", who, by, ends(v[passes]))
}

func keeps(s argument.Setting) string {
	if s.Of(hires) == 1 {
		return "keeps"
	}
	return "keep"
}

func come(s argument.Setting) string {
	if s.Of(hires) == 1 {
		return "comes"
	}
	return "come"
}

func makes(s argument.Setting) string {
	if s.Of(hires) == 1 {
		return "makes"
	}
	return "make"
}

func ends(at float64) argument.Span {
	if at == never {
		return argument.Words("a week after the two years that we look ahead")
	}
	return argument.Num(argument.WhatIf, at, week(at))
}

// asides say the wait at the date, how the load stands, and what the hires cost by then.
func asides(b *argument.Sheet) []argument.Sentence {
	s := b.Then.Setting
	text := argument.Say("What comes about % from now waits %", argument.Date(s), argument.Num(argument.WhatIf, b.WhatIf(wait), words.Duration(b.WhatIf(wait))))
	switch {
	case b.Same():
		text = text.And(".")
	case !b.Vouched(wait):
		text = text.And("; against today there is " + argument.NoDifference + ".")
	case words.Duration(b.Today(wait)) == words.Duration(b.WhatIf(wait)):
		text = text.And(", about as long as today's way.")
	default:
		text = text.And("; today's way, %.", argument.Num(argument.Today, b.Today(wait), words.Again(words.Duration(b.Today(wait)), words.Duration(b.WhatIf(wait)))))
	}
	busy := rate(s, s.Weeks()) / capacity(s, s.Weeks())
	switch argument.PressureOf(busy, 0.95) {
	case argument.Over:
		text = text.And(" By then % of what comes is too much.", argument.WholePercent(argument.WhatIf, 1-1/busy))
	case argument.Full:
		text = text.And(" By then there is exactly as much to do as can be done.")
	default:
		text = text.And(" By then % of the time is taken.", argument.WholePercent(argument.WhatIf, busy))
	}
	all := []argument.Sentence{text}
	if n := s.Of(hires); n > 0 && s.Weeks() > begins(s) && s.Of(cost) > 0 {
		dollars := n * s.Of(cost) * (s.Weeks() - begins(s))
		all = append(all, argument.Say("From the first day until then "+who(n)+" %, hiring itself not counted.", argument.Num(argument.WhatIf, dollars, words.Dollars(dollars))))
	}
	return all
}

func who(n float64) string {
	if n == 1 {
		return "the new person costs"
	}
	return "the new people cost"
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.Then.Setting
	switch {
	case s.Of(arrivalCV) != 1 || s.Of(analysisCV) != 1:
		return "The formula knows two numbers of how uneven the work is; the simulation draws every piece."
	case came(s, s.Weeks()) > 4*large:
		return argument.Fluid("pieces of work")
	}
	return "The formula keeps the load constant within each week; in the simulation who is new keeps the pace of what is in hand."
}
