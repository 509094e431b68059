package approvals

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// needs is a number of approvals at the beginning of a sentence, to be dragged.
func needs(r argument.Role, s argument.Setting) argument.Span {
	n := s.Of(layers)
	text := "Without approvals"
	if n > 0 {
		text = "With " + approvalsSaid(n)
	}
	return argument.Drag(r, layers, n, text)
}

// overloaded says whether ideas come faster than the first approver can read them.
func overloaded(s argument.Setting) bool {
	return argument.PressureOf(load(s), 1) != argument.Spare
}

// worthOf says what a week is worth, or loses, as a clause about subject.
func worthOf(s argument.Sentence, subject string, r argument.Role, v float64) argument.Sentence {
	if v < 0 {
		return s.And(subject+" loses %", argument.Num(r, v, money(-v)))
	}
	return s.And(subject+" is worth %", argument.Num(r, v, money(v)))
}

func perWeek(r argument.Role, v float64) argument.Span {
	return argument.Num(r, v, words.Short(tenths(v)))
}

// headline says how many ideas are tried and what that is worth; or that they pile up.
func headline(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	s := argument.Say("%, % ideas a week are tried", needs(argument.WhatIf, then), perWeek(argument.WhatIf, b.WhatIf(made)))
	if overloaded(then) {
		who := argument.Drag(argument.WhatIf, layers, then.Of(layers), "One approver")
		can, has := " cannot read", " has"
		if n := then.Of(layers); n > 1 {
			who.Text, has = argument.Upper(words.Spelled(n))+" approvers", " have"
		}
		if argument.PressureOf(load(then), 1) == argument.Full {
			can = has + " no hour to spare for"
		}
		s = argument.Say("%"+can+" % ideas a week: % will be waiting % from now", who, argument.Drag(argument.Plain, ideas, then.Of(ideas), words.Short(then.Of(ideas))),
			argument.Num(argument.WhatIf, b.WhatIf(waiting), words.Short(argument.Whole(b.WhatIf(waiting)))), argument.Date(then))
	} else if b.Vouched(made) && words.Short(tenths(b.Today(made))) != words.Short(tenths(b.WhatIf(made))) {
		s = s.And(" instead of %", perWeek(argument.Today, b.Today(made)))
	}
	s = worthOf(s.And(". "), "A week", argument.WhatIf, b.WhatIf(value))
	if same, ok := s.AsToday(b, value, "about as much", money); ok {
		return same
	}
	if b.Today(value) < 0 == (b.WhatIf(value) < 0) {
		return s.And(", today %.", argument.Num(argument.Today, b.Today(value), money(math.Abs(b.Today(value)))))
	}
	return worthOf(s, ", today it", argument.Today, b.Today(value)).And(".")
}

// asides say what the approvals stop, which number is best, and up to where none is.
func asides(b *argument.Sheet) []argument.Sentence {
	then := b.Then.Setting
	text := func(v float64) string { return words.Short(tenths(v)) }
	s, _ := argument.Say("Of those tried, % a week "+are(tenths(b.WhatIf(mistakes)))+" mistakes", perWeek(argument.WhatIf, b.WhatIf(mistakes))).Compare(b, mistakes, text)
	lost := argument.Num(argument.WhatIf, b.WhatIf(goodLost), "No good ideas")
	if many := tenths(b.WhatIf(goodLost)); many > 0 {
		lost.Text = words.Count(many, "good idea", "good ideas") + " a week"
	}
	s, _ = s.And(". % "+are(tenths(b.WhatIf(goodLost)))+" turned down", lost).Compare(b, goodLost, text)
	s = s.And(".")
	if n := b.WhatIf(kinds); then.Of(layers) == 0 && techBill(then) > 0 {
		s = s.And(" % use % technologies, and all but the first cost % a week.", argument.Drag(argument.Plain, teams, then.Of(teams), words.Count(then.Of(teams), "team", "teams")),
			argument.Short(argument.WhatIf, n), argument.Dollars(argument.WhatIf, techBill(then)))
	}
	if came := float64(then.Of(ideas) * then.Weeks()); b.WhatIf(waiting) > came/2 {
		s = argument.Say("It is too early to tell: of the ideas of % most are still under approval.", argument.Date(then))
	}
	return []argument.Sentence{s, verdict(b)}
}

// verdict says which number of approvals is best by the date, and up to which share of a
// mistake's damage none is in the long run.
func verdict(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	n, share := best(b, &b.Then), b.Then.Values[threshold]
	along := b.Along(byLayers(), &b.Then)
	most := along[int(n)][value]
	dear := "mistakes"
	if n > 0 && along[0][value]+techBill(then.At(layers, 0)) > most { // without that bill none would be best
		dear = "technologies"
	}
	s := argument.Say("By formula no other number of approvals brings more.")
	switch first := then.At(layers, 1); {
	case argument.PressureOf(load(first), 1) == argument.Full:
		return argument.Say("An approver who has time for just as many ideas as come falls behind by chance alone, and never catches up.")
	case overloaded(first):
		return argument.Say("Whatever they can tell apart, an approver who has time for % a week cannot read %.",
			argument.Short(argument.Formula, words.Week/then.Of(hours)), argument.Drag(argument.Plain, ideas, then.Of(ideas), words.Short(then.Of(ideas))))
	case n == then.Of(layers):
	case most < 0:
		s = argument.Say("By formula "+approvalsSaid(n)+" would lose the least, % a week.", argument.Num(argument.Formula, most, money(-most)))
	case n == 0:
		s = argument.Say("By formula no approval at all brings the most, % a week.", argument.Dollars(argument.Formula, most))
	case n == 1:
		s = argument.Say("Here "+dear+" are dear: one approval is worth its wait. By formula it brings the most, % a week.", argument.Dollars(argument.Formula, most))
	default:
		s = argument.Say("Here "+dear+" are dear: by formula "+approvalsSaid(n)+" bring the most, % a week.", argument.Dollars(argument.Formula, most))
	}
	remain := argument.Num(argument.Formula, share, argument.InPercent(share))
	switch {
	case share > 1:
		return s.And(" In the long run no approval is worth its wait even if nothing can be taken back.")
	case share < 0 && technologies(then.At(layers, 0)) > 1:
		return s.And(" In the long run some approval is best even if all can be taken back: technologies cost more than it does.")
	case share <= 0:
		return s.And(" In the long run some approval is as good as none even if all can be taken back.")
	}
	return s.And(" In the long run none is best as long as less than % of a mistake's damage remains once it is taken back.", remain)
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	return argument.MeanWhy("ideas", load(b.Then.Setting), b.Then.Of(uneven), "The formula spreads ideas over the time as chance would.")
}
