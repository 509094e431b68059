package wall

import (
	"math"

	"kingman/core/argument"
	"kingman/core/portable"
	"kingman/core/words"
)

// who fixes findings, at the beginning of a sentence, to be dragged.
func who(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	text := words.Say(then.Of(own), words.Share) + " of findings"
	switch then.Of(own) {
	case 0:
		return argument.Say("If % fix all findings", argument.Drag(argument.WhatIf, own, 0, "the experts"))
	case 1:
		text = "all findings"
	}
	return argument.Say("If engineers fix % themselves", argument.Drag(argument.WhatIf, own, then.Of(own), text))
}

// headline says how many findings will be open.
func headline(b *argument.Sheet) argument.Sentence {
	s := who(b).And(", % will be open in %", argument.Num(argument.WhatIf, b.WhatIf(open), argument.Rounded(b.WhatIf(open))), argument.Date(b.Then.Setting))
	if same, ok := s.AsToday(b, open, "about as many", argument.Rounded); ok {
		return same
	}
	return s.And(" instead of %.", argument.Num(argument.Today, b.Today(open), argument.Rounded(b.Today(open))))
}

// risk says how likely it is that others find one.
func risk(b *argument.Sheet) argument.Sentence {
	s := argument.Say("The chance that somebody else finds one first is %", argument.Num(argument.WhatIf, b.WhatIf(breach), argument.InPercent(b.WhatIf(breach))))
	if !b.Same() && b.Vouched(breach) && argument.InPercent(b.Today(breach)) != argument.InPercent(b.WhatIf(breach)) {
		s = s.And(", not %", argument.Num(argument.Today, b.Today(breach), argument.InPercent(b.Today(breach))))
	}
	return s.And(". ")
}

// few is how many findings by the date are so few that it is too early to tell.
const few = 10

// asides say how likely it is that others find one, what it costs, whether the experts keep up and teaching pays, and what closing
// tickets unread does.
func asides(b *argument.Sheet) []argument.Sentence {
	then := b.Then.Setting
	var early argument.Sentence
	if come := float64(built(then)*perFeature(then, 0)) * then.Weeks(); come > 0 && come < few {
		n := math.Max(1, argument.Whole(come))
		early = argument.Say("It is too early to tell: until then about %.", argument.Num(argument.Formula, come, words.Count(n, "finding comes", "findings come")))
	}
	all := argument.Told(append(risk(b), costs(b)...), early, forgotten(b), keepUp(b), teaching(b))
	return all[:min(len(all), 3)]
}

// costs says what fixing one's own takes from features, and whether two more experts
// would be cheaper.
func costs(b *argument.Sheet) argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	lost := built(then) - b.WhatIf(features)
	dollars := lost / then.Of(rate) * then.Of(cost)
	if lost < 0.005 {
		return argument.Say("Nobody's features are slower, so nobody notices.")
	}
	s := argument.Say("It costs % of % features a week", argument.Short(argument.WhatIf, lost), argument.Short(argument.WhatIf, built(then)))
	if then.Of(cost) > 0 {
		s = s.And(", %", argument.Dollars(argument.WhatIf, dollars))
	}
	s = s.And(".")
	if two := 2 * then.Of(cost); now.Of(own) == 0 && then.Of(cost) > 0 && dollars > two && load(now.At(experts, now.Of(experts)+2)) < 1 {
		return s.And(" Here two more experts are cheaper: with them the team would keep up with all tickets, for % a week.", argument.Dollars(argument.Formula, two))
	}
	return s
}

// keepUp says how the experts' line goes on, and why it is as it is.
func keepUp(b *argument.Sheet) argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	behind := func(s argument.Setting) float64 { // tickets a week too many
		return (load(s) - 1) * s.Of(experts) * words.Week / ticketHours(s)
	}
	switch argument.PressureOf(load(then), 1) {
	case argument.Over:
		return argument.Say("The experts cannot keep up: in the long run % tickets a week too many come.", argument.Short(argument.WhatIf, behind(then)))
	case argument.Full:
		return argument.Say("The experts are full to the last hour, and their list never settles.")
	}
	if then.Of(wall) == 1 && load(now) < 1 {
		return argument.Say("If nobody behind the wall minds less, the team keeps up, and this page has no argument.")
	}
	if !b.Same() && load(now) > 1+argument.Saturated {
		return argument.Say("As things are today % tickets a week too many come, and the list never stops growing.", argument.Short(argument.Today, behind(now)))
	}
	return nil
}

// teaching says whether it prevents more than the time it takes, by then and in the end.
func teaching(b *argument.Sheet) argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	x := then.Of(enabling)
	if x <= now.Of(enabling) {
		return nil
	}
	spared := -portable.Expm1(-float64(prevents(then) * x))
	takes, saves := argument.WholePercent(argument.WhatIf, x), argument.WholePercent(argument.WhatIf, spared)
	switch {
	case spared < x:
		return argument.Say("Teaching that prevents less than the time it takes makes the line longer: it takes % of the experts' week and prevents % of findings.", takes, saves)
	case b.Vouched(breach) && b.WhatIf(breach) > b.Today(breach) && b.WhatIf(open) < b.Today(open):
		return argument.Say("Until the teaching shows, the findings lie open: fewer are left at the end, but others were likelier to find one.")
	}
	return argument.Say("Teaching takes % of the experts' week and prevents % of findings in the end.", takes, saves)
}

// forgotten says what closing tickets unread does to the list and to the risk.
func forgotten(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	if then.Of(forget) == 0 {
		return nil
	}
	return argument.Say("Closing old tickets shortens the experts' list to %, not what lies open: %. It is fixed by nobody, and grows at any load.",
		argument.Num(argument.WhatIf, b.WhatIf(tickets), argument.Rounded(b.WhatIf(tickets))), argument.Num(argument.WhatIf, b.WhatIf(open), argument.Rounded(b.WhatIf(open))))
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.Then.Setting
	switch rho := load(s); {
	case math.Abs(s.Of(uneven)-1) > 0.05:
		return "The formula knows how uneven findings and fixes are by letting its clock run slower."
	case rho > 1+argument.Saturated:
		return argument.Fluid("findings")
	}
	return argument.NearTheLimit
}
