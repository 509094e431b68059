package slack

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// headline says what a week costs, and today's.
func headline(b *argument.Sheet) argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	s := argument.Say("With %, busy % of the time, a week costs %, waiting included", argument.Drag(argument.WhatIf, people, then.Of(people), persons(then.Of(people))),
		argument.WholePercent(argument.WhatIf, b.WhatIf(busy)), argument.Dollars(argument.WhatIf, b.WhatIf(money)))
	if same, ok := s.AsToday(b, money, "about as much", words.Dollars); ok {
		return same
	}
	today := argument.Dollars(argument.Today, b.Today(money))
	if b.Differ(people) {
		return s.And(". As things are today: %.", today)
	}
	return s.And(". Today, with %, busy %: %.", argument.Drag(argument.Today, people, now.Of(people), words.Short(now.Of(people))), argument.WholePercent(argument.Today, b.Today(busy)), today)
}

// best says how many people would be the cheapest, by formula, and what two fewer cost and
// two more; nothing if the runs of the two settings contradict it.
func best(b *argument.Sheet) argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	n, least := cheapest(b)
	one := argument.Num(argument.Formula, n, argument.Upper(words.Spelled(n)))
	dearer := b.WhatIf(money) - b.Today(money)
	var s argument.Sentence
	switch comparable := !b.Differ(people); {
	case n == then.Of(people) && comparable && dearer > 0, n == now.Of(people) && comparable && dearer < 0:
		return nil
	case n == people.Max:
		return argument.Say("Even % would not be too many.", one)
	case n == then.Of(people):
		s = argument.Say("No other number of people is cheaper")
	case n == now.Of(people) && comparable:
		s = argument.Say("% is right", one)
	case then.Of(delayCost) == 0:
		return argument.Say("% or fewer would be cheapest.", one)
	default:
		s = argument.Say("% would be cheapest", one)
	}
	if then.Of(delayCost) == 0 || n-2 < people.Min || n+2 > people.Max {
		return s.And(".")
	}
	along := b.Along(byPeople(), &b.Then)
	fewer, more := along[int(n-people.Min)-2][money]-least, along[int(n-people.Min)+2][money]-least
	return s.And(": two fewer cost % a week more, and two too many %.", argument.Dollars(argument.Formula, fewer), argument.Dollars(argument.Formula, more))
}

// few is how many items by the date are so few that it is too early to tell.
const few = 10

// asides say how many people would be the cheapest, how long an item waits, and whether the
// people keep up.
func asides(b *argument.Sheet) []argument.Sentence {
	then := b.Then.Setting
	waits := argument.Say("An item that comes % from now ", argument.Date(then))
	if b.WhatIf(wait) < 1.0/60 {
		waits = waits.And("does not wait")
	} else {
		waits, _ = waits.And("waits %", argument.Hours(argument.WhatIf, b.WhatIf(wait))).Compare(b, wait, words.Duration)
		waits, _ = waits.And("; % wait longer than a day", argument.WholePercent(argument.WhatIf, b.WhatIf(overADay))).Compare(b, overADay, argument.InPercent)
	}
	waits = waits.And(".")
	if come := float64(then.Of(demand)*then.Weeks()) + then.Of(backlog); come < few {
		return []argument.Sentence{argument.Say("It is too early to tell: by then % come.", argument.Num(argument.WhatIf, come, words.Count(come, "item", "items"))), waits}
	}
	return argument.Told(best(b), waits, keepUp(b))
}

// keepUp says whether the people can do what comes, and whether that would be cheaper.
func keepUp(b *argument.Sheet) argument.Sentence {
	s := b.Then.Setting
	n, _ := cheapest(b)
	late := load(s)/n > 1+argument.Saturated && n < people.Max // to be late is cheapest
	price := argument.Drag(argument.WhatIf, delayCost, s.Of(delayCost), words.Dollars(s.Of(delayCost)))
	switch pressure := argument.PressureOf(utilization(s), 1); {
	case s.Of(delayCost) == 0:
		return argument.Say("If delay costs nothing, nothing should ever be idle, and this page agrees.")
	case pressure == argument.Over && late:
		return argument.Say("A week's delay costs % here: until then it is cheaper to let work wait, though the pile grows by % a week.", price, growth(s))
	case pressure == argument.Over:
		return argument.Say("They cannot do what comes: the pile grows by % a week, and what is left at the end is charged at its wages.", growth(s))
	case late:
		return argument.Say("A week's delay costs % here: until then it is cheaper to be too few, and to let work wait.", price)
	case pressure == argument.Full:
		return argument.Say("They can do exactly what comes: without slack the line never settles.")
	case n == s.Of(people):
		return argument.Say("One more would cost more than the waiting that they save.")
	}
	return nil
}

// growth is by how many items a week the pile grows in the long run.
func growth(s argument.Setting) argument.Span {
	more := s.Of(demand) * (1 - 1/utilization(s))
	return argument.Num(argument.WhatIf, more, words.Count(more, "item", "items"))
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.Then.Setting
	switch rho := utilization(s); {
	case rho > 1+argument.Saturated:
		return argument.Fluid("items")
	case math.Abs(s.Of(uneven)-1) > 0.05:
		return "The formula knows two numbers of how uneven the work is; the simulation draws each item."
	case rho > 0.9:
		return argument.NearTheLimit
	}
	return "The formula is made for busy people; where few items wait it is rough."
}
