package experts

import (
	"kingman/core/argument"
	"kingman/core/words"
)

// noTime is what is said of less than half a minute.
const noTime = "no time"

// headline is the wait of who asks at the date.
func headline(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	takes := spoken(b.WhatIf(wait))
	s := argument.Say("If the experts only answer, a question asked % from now ", argument.Date(then))
	if then.Of(enabling) > 0 {
		s = argument.Say("With % a week for enabling others, a question asked % from now ",
			argument.Drag(argument.WhatIf, enabling, then.Of(enabling), ofWeek(then.Of(enabling))), argument.Date(then))
	}
	if takes == noTime {
		s = s.And("hardly waits for an expert")
	} else {
		s = s.And("waits % for an expert", argument.Num(argument.WhatIf, b.WhatIf(wait), takes))
	}
	if same, ok := s.AsToday(b, wait, "about as long", spoken); ok {
		return same
	}
	today := argument.Num(argument.Today, b.Today(wait), words.Again(spoken(b.Today(wait)), takes))
	if b.Differ(enabling) {
		return s.And("; as things are today, %.", today)
	}
	return s.And(", not %.", today)
}

// few is how many questions by the date are so few that it is too early to tell.
const few = 10

// asides say when it pays, how busy the experts are, and how long an answer took over the
// whole time.
func asides(b *argument.Sheet) []argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	s := keepUp(then)
	if v := verdict(b); then.Of(enabling) > now.Of(enabling) && v != nil {
		s = append(v.And(" "), s...)
	}
	all := []argument.Sentence{s}
	if come := float64(then.Of(demand) * then.Weeks()); come < few {
		all = append(all, argument.Say("It is too early to tell: only about % until then.", argument.Num(argument.WhatIf, come, words.Count(argument.Whole(come), "question comes", "questions come"))))
	}
	took, _ := argument.Say("Until then it takes % from question to answer", argument.Num(argument.WhatIf, b.WhatIf(lead), spoken(b.WhatIf(lead)))).Compare(b, lead, spoken)
	return append(all, took.And(", whoever answers; open questions count by their age."))
}

// whole says a number of weeks as a place in time.
func whole(v float64) argument.Span { return argument.Num(argument.Formula, v, week(v)) }

// verdict says whether and when enabling pays, by formula.
func verdict(b *argument.Sheet) argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	shorter, paid := b.Figures[shorterFrom].WhatIfFormula, b.Figures[paidBack].WhatIfFormula
	switch {
	case learning(then) == 0:
		return argument.Say("Nobody learns anything from this: it is time lost.")
	case !everPays(now, then):
		return argument.Say("What is left is so much harder that the experts end up busier: do not.")
	case shorter < 0:
		return argument.Say("Even in six years the wait is not shorter than today.")
	case b.Vouched(wait) && !b.Same() && (b.WhatIf(wait) < b.Today(wait)) != (then.Weeks() > shorter):
		return nil // formula and simulation contradict each other
	case paid < 0 && loadAt(now, 0) < 1 && b.Then.Values[firstHours-1] < othersTake(then):
		return argument.Say("These experts have time. Asking them is quicker than doing it oneself; what enabling buys is that they could leave.")
	case paid < 0:
		return argument.Say("It waits longer at times until %, and even in six years the hours are not earned back.", whole(shorter))
	case shorter > then.Weeks() && !b.Vouched(wait):
		return argument.Say("It is too early to tell: until % it waits longer at times, and in % all hours are earned back.", whole(shorter), whole(paid))
	case shorter > then.Weeks():
		return argument.Say("This is still the investment: until % it waits longer at times, and in % all hours are earned back.", whole(shorter), whole(paid))
	case paid > then.Weeks():
		return argument.Say("From % on it waits less, but by the date this has cost more hours than it saved; they are earned back in %.", whole(shorter), whole(paid))
	case shorter == 0:
		return argument.Say("It waits less from the first week on, and in % all hours are earned back.", whole(paid))
	}
	return argument.Say("Until % it waits longer than today at times; in % all hours are earned back.", whole(shorter), whole(paid))
}

// keepUp says who answers by then, and how busy the experts are with the rest.
func keepUp(s argument.Setting) argument.Sentence {
	t := s.Weeks()
	needs, _ := needing(s, t)
	load := loadAt(s, t)
	var who argument.Sentence
	if learning(s) > 0 {
		who = argument.Say("By then others answer % of the questions, and ", argument.WholePercent(argument.WhatIf, 1-needs))
	}
	experts := "the experts "
	if who == nil {
		experts = argument.Upper(experts)
	}
	switch argument.PressureOf(load, 0.95) {
	case argument.Over:
		return who.And(experts+"cannot keep up: % of what comes to them "+argument.Is(2)+" too much.", argument.WholePercent(argument.WhatIf, 1-1/load))
	case argument.Full:
		return who.And(experts + "have exactly as much to do as they can: the pile never settles.")
	case argument.Barely:
		return who.And(experts+"keep up, barely: % of their time for answers is taken.", argument.WholePercent(argument.WhatIf, load))
	}
	return who.And(experts+"keep up, with % of their time for answers taken.", argument.WholePercent(argument.WhatIf, load))
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.Then.Setting
	switch {
	case s.Of(uneven) != 1:
		return "The formula knows two numbers of how uneven the questions are, and is too high by up to a quarter where a pile is being worked off."
	case loadAt(s, s.Weeks()) > 1:
		return "The formula takes the experts' speed as it is at the date; those who wait beyond it meet another one."
	}
	return "The formula has the speeds change a mean answer late; the simulation has each answer keep the speed that it began with."
}
