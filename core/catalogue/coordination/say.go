package coordination

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// headline says what they make at the date and until then.
func headline(b *argument.Sheet) argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	s := argument.Say("%", argument.Drag(argument.WhatIf, people, then.Of(people), persons(then.Of(people))))
	if now.Of(people) != then.Of(people) {
		s = s.And(" instead of %", argument.Drag(argument.Today, people, now.Of(people), words.Short(now.Of(people))))
	}
	s = s.And(" will make % a week in %", argument.Num(argument.WhatIf, b.WhatIf(output), words.Count(b.WhatIf(output), "feature", "features")), argument.Date(then))
	differs := !b.Same() && words.Short(b.Today(output)) != words.Short(b.WhatIf(output))
	switch {
	case b.Same():
		s = s.And(", as today")
	case differs:
		s = s.And(", not %", argument.Short(argument.Today, b.Today(output)))
	default:
		s = s.And(", about as many as today")
	}
	if whole := func(v float64) string { return words.Short(argument.Whole(v)) }; !b.Same() && whole(b.Today(made)) != whole(b.WhatIf(made)) {
		s = s.And(". By then they will have made %, not %", argument.Num(argument.WhatIf, b.WhatIf(made), whole(b.WhatIf(made))), argument.Num(argument.Today, b.Today(made), whole(b.Today(made))))
	}
	return s.And(".")
}

// asides say when the others have paid off and what a feature costs, how far the two
// readings are apart, and whether a brilliant colleague pays.
func asides(b *argument.Sheet) []argument.Sentence {
	var all []argument.Sentence
	if s := payback(b); s != nil {
		all = append(all, s)
	}
	then := b.Then.Setting
	if !shared(then) {
		all = append(all, argument.Say("Nothing here is shared: twice the people are twice the features, after the learning."))
	} else {
		s := argument.Say("That is if everybody needs the one thing at once. If each asks for it when they need it, % will make % a week in the long run", argument.Drag(argument.Plain, people, then.Of(people), persons(then.Of(people))),
			argument.Short(argument.WhatIf, b.WhatIf(alone)))
		s, _ = s.Compare(b, alone, words.Short)
		if then.Of(contention) > 0 {
			s = s.And("; more than % nobody can make", argument.Short(argument.WhatIf, b.Then.Values[limit]))
		}
		all = append(all, s.And("."))
	}
	if s := genius(b); s != nil {
		all = append(all, s)
	}
	return all
}

// payback says by when those who are hired have made up for it, how many make the most,
// and what features cost.
func payback(b *argument.Sheet) argument.Sentence {
	now, then, at := b.Now.Setting, b.Then.Setting, b.Then.Values[even]
	var s argument.Sentence
	more := then.Of(people) - now.Of(people)
	switch {
	case more > 0 && at == never:
		s = argument.Say("What is lost at first is never made up for within 20 years.")
	case more > 0 && at > 0 && at <= then.Weeks():
		s = argument.Say("Here hiring pays: what is lost at first is made up for in week %.", argument.Short(argument.WhatIf, math.Ceil(at)))
	case more > 0 && at > 0:
		s = argument.Say("What is lost at first is made up for in week %.", argument.Short(argument.WhatIf, math.Ceil(at)))
	case more < 0 && b.WhatIf(output) > b.Today(output):
		s = argument.Say("Here fewer make more: there are fewer to wait for and to talk to.")
	}
	if text, ok := aboutPeak(then); ok {
		if len(s) > 0 {
			s = s.And(" ")
		}
		s = s.And("% people make the most.", argument.Num(argument.Formula, peak(then), argument.Upper(text)))
	}
	price := func(side *argument.Side, i float64) float64 { return side.Of(people) * side.Of(cost) / i }
	if then.Of(cost) > 0 && b.WhatIf(output) > 0.01 && b.Today(output) > 0.01 {
		a, z := price(&b.Then, b.WhatIf(output)), price(&b.Now, b.Today(output))
		if len(s) > 0 {
			s = s.And(" ")
		}
		s = s.And("A feature costs %", argument.Dollars(argument.WhatIf, a))
		if words.Dollars(a) != words.Dollars(z) {
			s = s.And(", today %", argument.Dollars(argument.Today, z))
		}
		s = s.And(".")
	}
	return s
}

// genius says up to how many people a brilliant colleague pays: b − 1 > ℓ(N − 1).
func genius(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	brilliance, takes := then.Of(brilliant), then.Of(silenced)
	if brilliance <= 1 {
		return nil
	}
	if takes == 0 {
		return argument.Say("The brilliant colleague takes nothing from the others, and pays in any group.")
	}
	up := 1 + (brilliance-1)/takes
	verdict := "pays"
	switch others := then.Of(people) - 1; {
	case math.Abs(brilliance-1-float64(takes*others)) < 1e-9:
		verdict = "just breaks even"
	case brilliance-1 < float64(takes*others):
		verdict = "costs more than they bring"
	}
	return argument.Say("The brilliant colleague "+verdict+" here: what the others lose is more in groups of more than %.", argument.Num(argument.WhatIf, up, words.Short(math.Floor(up+1e-9))))
}

// why says why formula and simulation differ.
func why(*argument.Sheet) string {
	return "The formula is that of the long run; the simulation begins with everybody at work of their own."
}
