package sprawl

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// roughEdges says how many there are of a service.
func roughEdges(v float64) string {
	if v < 0.095 {
		return "hardly any rough edges"
	}
	if v > 9.95 {
		return words.Count(argument.Whole(v), "rough edge", "rough edges")
	}
	return words.Count(math.Floor(float64(10*v)+0.5)/10, "rough edge", "rough edges")
}

// undecided says that it is luck whether edges become more or fewer.
func undecided(chance float64) bool { return chance > 0.05 && chance < 0.95 }

// each says of how many services, to be dragged.
func each(role argument.Role, v float64) argument.Span {
	text := "each of " + words.Short(v) + " services"
	if v == 1 {
		text = "the only service"
	}
	return argument.Drag(role, services, v, text)
}

// headline says how many rough edges a service will have.
func headline(b *argument.Sheet) argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	is, was := roughEdges(b.WhatIf(rough)), roughEdges(b.Today(rough))
	s := argument.Say("In % % has %", argument.Date(then), each(argument.WhatIf, then.Of(services)), argument.Num(argument.WhatIf, b.WhatIf(rough), is))
	switch {
	case b.Same():
		s = s.And(", as today")
	case !b.Vouched(rough):
		s = s.And("; against today there is " + argument.NoDifference)
	case is == was:
		s = s.And(", about as many as today")
	default:
		today := argument.Num(argument.Today, b.Today(rough), words.Again(was, is))
		if b.Today(rough) < 0.095 {
			today.Text = "hardly any"
		}
		if now.Of(services) == then.Of(services) {
			s = s.And("; as things are today, %", today)
		} else {
			s = s.And("; of today's %, %", argument.Drag(argument.Today, services, now.Of(services), words.Short(now.Of(services))), today)
		}
	}
	return append(s.And(". "), fate(b)...)
}

// fate says when design work ends, or that luck decides about it.
func fate(b *argument.Sheet) argument.Sentence {
	chance, out := b.WhatIf(worse), b.Then.Values[runsOutAt]
	switch {
	case undecided(chance):
		return argument.Say("Luck decides: in % of cases it has more than now.", argument.WholePercent(argument.WhatIf, chance))
	case out == 0:
		return argument.Say("There is no time for them from the first day on.")
	case out > 0 && out < b.Then.Weeks():
		return argument.Say("From % on no time is left for them.", argument.Num(argument.Formula, out, "week "+words.Short(argument.Whole(out))))
	case chance >= 0.95:
		return argument.Say("They grow faster than they are smoothed.")
	}
	return argument.Say("They are smoothed faster than they grow.")
}

// asides say what nobody notices, how many services the group can carry, and what there is
// to say of the setting besides.
func asides(b *argument.Sheet) []argument.Sentence {
	return argument.Told(unnoticed(b), capacity(b), besides(b))
}

// unnoticed says how much toil waits, and that incidents do not.
func unnoticed(b *argument.Sheet) argument.Sentence {
	lies := b.WhatIf(toilOpen)
	var s argument.Sentence
	if argument.Whole(lies) < 1 {
		s = argument.Say("Toil does not pile up")
	} else {
		s = argument.Say("% of toil will be open", argument.Num(argument.WhatIf, lies, words.Count(argument.Whole(lies), "piece", "pieces")))
	}
	if b.Then.Of(incidentsEach) == 0 {
		return s.And(".")
	}
	takes := words.Duration(b.WhatIf(restore))
	s = s.And(", and an incident is restored in %", argument.Num(argument.WhatIf, b.WhatIf(restore), takes))
	switch {
	case b.Same() || !b.Vouched(restore) && argument.Whole(lies) < 1:
		return s.And(".")
	case !b.Vouched(restore) || sameTime(b.WhatIf(restore), b.Today(restore)):
		return s.And(", as ever: who watches that notices nothing.")
	}
	return s.And(", today %.", argument.Num(argument.Today, b.Today(restore), words.Again(words.Duration(b.Today(restore)), takes)))
}

// capacity says how many services can be carried, and from how many on that is plain to see.
func capacity(b *argument.Sheet) argument.Sentence {
	s := b.Then.Setting
	limit, filled := tipping(s), full(s)
	if limit > services.Max {
		return argument.Say("That many people can carry any number of services that there may be.")
	}
	they := words.Count(s.Of(people), "person", "people")
	text := argument.Say("% can carry %", argument.Drag(argument.WhatIf, people, s.Of(people), they), argument.Num(argument.Formula, limit, words.Short(wholeServices(limit))))
	if s.Of(upkeep) == 0 || filled > services.Max {
		return text.And(".")
	}
	return text.And("; only with % would the week be full from the first day on.", argument.Num(argument.Formula, filled, words.Short(math.Ceil(filled))))
}

// besides is what a setting asks for.
func besides(b *argument.Sheet) argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	switch {
	case then.Of(upkeep) == 0 && then.Of(services) <= full(then):
		return argument.Say("If services do not rot, a group that is not full today never will be.")
	case then.Of(upkeep) == 0:
		return argument.Say("Services do not rot, but toil and incidents alone are more than the week has.")
	case then.Weeks() < doubling(then) && then.Of(services) < full(then):
		return argument.Say("Too early to tell: it takes % until either way shows.", argument.Num(argument.Formula, doubling(then), words.Say(argument.Whole(doubling(then)), words.Weeks)))
	case then.Of(stacks) != now.Of(stacks) && then.Of(switching) == 0:
		return argument.Say("Here a further stack slows nothing, so their number does not matter.")
	case then.Of(stacks) != now.Of(stacks):
		return argument.Say("On % it is %: each further stack makes everything take % longer.",
			argument.Drag(argument.Today, stacks, now.Of(stacks), words.Count(now.Of(stacks), "stack", "stacks")),
			argument.Num(argument.Formula, tipping(then.At(stacks, now.Of(stacks))), words.Short(wholeServices(tipping(then.At(stacks, now.Of(stacks)))))),
			argument.Percent(argument.Plain, then.Of(switching)))
	case b.WhatIf(worse) <= 0.05 && b.WhatIf(rough) < then.Of(edges)/2:
		return argument.Say("In this model all time that is left goes into the worst edges. Groups that spend it otherwise do not get here.")
	}
	return nil
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	if undecided(b.WhatIf(worse)) {
		return "Luck decides here, and the formula knows no more of it than its variance."
	}
	return "The formula treats edges and toil as a fluid; the simulation counts them, and lets people wait for work."
}
