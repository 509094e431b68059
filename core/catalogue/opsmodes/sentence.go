package opsmodes

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// with begins a sentence about a setting.
func with(s argument.Setting) string {
	return [modes]string{"By ticket, ", "With a liaison for each team, ", "With operations engineers in the teams, ", "With a platform, "}[int(s.Of(mode))]
}

func headline(b *argument.Sheet) argument.Sentence {
	takes := words.Duration(b.WhatIf(lead))
	s := argument.Say(with(b.Then.Setting)+"a request takes %", argument.Num(argument.WhatIf, b.WhatIf(lead), takes))
	today := argument.Num(argument.Today, b.Today(lead), words.Again(words.Duration(b.Today(lead)), takes))
	switch {
	case b.Same():
		return s.And(", as today.")
	case !b.Vouched(lead):
		return s.And("; against today there is " + argument.NoDifference + ".")
	case words.Duration(b.Today(lead)) == takes:
		return s.And(", about as long as today.")
	case b.Now.Of(mode) == b.Then.Of(mode):
		return s.And("; as things are today, %.", today)
	}
	return s.And("; "+mode.Say(b.Now.Of(mode))+", as today, %.", today)
}

// alike says whether nobody would feel the difference between two lead times: an hour, or a
// twentieth of them.
func alike(a, b float64) bool {
	return math.Abs(a-b) < math.Max(1, 0.05*math.Max(a, b))
}

// others says what the modes take that the headline does not speak of, and where a queue
// is right.
func others(b *argument.Sheet) argument.Sentence {
	all := fourModes(b)
	today, marked := todaysMode(b)
	var s argument.Sentence
	who := [modes]string{"tickets", "a liaison for each team", "engineers in the teams", "a platform"}
	for m, v := range all {
		if b.Then.Is(mode, m) || marked && m == today {
			continue
		}
		name, verb := who[m], " would take %"
		if len(s) == 0 {
			name = argument.Upper(name)
		} else {
			name, verb = ", "+name, " %"
		}
		if alike(v[lead], b.WhatIf(lead)) {
			verb = " would take about as long (%)"
		}
		s = s.And(name+verb, argument.Num(argument.Plain, v[lead], words.Duration(v[lead])))
	}
	s = s.And(".")
	if quickest(all) != ticket {
		return s
	}
	if b.Then.Of(teams) > b.Then.Of(people) {
		return s.And(" With so many teams for so few people a queue is right.")
	}
	return s.And(" Here a queue is right.")
}

// daily says what it would bring to hold the meeting daily, for the setting that works by
// ticket: today's, or else what-if's. Nothing where it is held daily, or hardly matters.
func daily(b *argument.Sheet) argument.Sentence {
	side, all := &b.Now, b.Now.Values[lead]-b.Then.Values[lead]
	if !side.Is(mode, ticket) {
		side, all = &b.Then, 0
	}
	takes := side.Values[lead]
	if !side.Is(mode, ticket) || side.Of(triage) <= words.Day || side == &b.Now && !b.Same() && b.Then.Is(mode, ticket) {
		return nil
	}
	held := evaluate(side.At(triage, words.Day))[lead]
	gain := takes - held
	every := "meeting every " + words.Duration(side.Of(triage))
	if side.Of(triage) == words.Week {
		every = "weekly meeting"
	}
	then := argument.Num(argument.Formula, held, words.Duration(held))
	switch {
	case gain < 0.1*takes:
		return nil
	case all > 0 && gain > all/2:
		return argument.Say("Most of the difference is the "+every+": hold it daily first, and by formula tickets take %.", then)
	case side == &b.Now && !b.Same():
		return argument.Say("With that meeting held daily, by formula tickets take %.", then)
	}
	return argument.Say("Much of this is the "+every+": held daily, by formula tickets take %.", then)
}

// keepUp says by how much the pile grows, where it does, and what is counted.
func keepUp(b *argument.Sheet) (s argument.Sentence) {
	now, then := growth(b.Now.Setting), growth(b.Then.Setting)
	grows := func(r argument.Role, v float64) argument.Span {
		return argument.Num(r, v, words.Count(v, "request", "requests"))
	}
	come := b.Then.Of(teams) * b.Then.Of(requests)
	switch {
	case words.Short(then) != "0":
		s = argument.Say("More comes than can be done: the pile grows by % a week. ", grows(argument.WhatIf, then))
	case words.Short(now) != "0":
		s = argument.Say("Today more comes than can be done: the pile grows by % a week. ", grows(argument.Plain, now))
	}
	if b.WhatIf(open) > come*b.Then.Weeks()/2 {
		return s.And("It is too early to tell: of the requests of % most are still open, and count by their age.", argument.Date(b.Then.Setting))
	}
	return s.And("Counted are all requests of %, open ones by their age.", argument.Date(b.Then.Setting))
}

// money says what the difference is worth, and what the engineers' other work costs.
func money(b *argument.Sheet) (s argument.Sentence) {
	then := b.Then.Setting
	perWeek := (b.Today(lead) - b.WhatIf(lead)) / words.Week * then.Of(teams) * then.Of(requests) * then.Of(delayCost)
	worth := argument.Dollars(argument.WhatIf, math.Abs(perWeek))
	switch {
	case b.Same() || !b.Vouched(lead) || worth.Text == "$0" || b.Differ(mode, triage):
	case perWeek > 0:
		s = argument.Say("Sooner answers are worth % a week. ", worth)
	default:
		s = argument.Say("Later answers cost % a week. ", worth)
	}
	w := week(&b.Then, b.WhatIf)
	if other := argument.Dollars(argument.WhatIf, (w[1]+w[2]+w[3])/words.Week*then.Of(cost)); other.Text != "$0" {
		s = s.And("Work done again, rituals and building cost % a week. ", other)
	}
	return s
}

func asides(b *argument.Sheet) []argument.Sentence {
	all := []argument.Sentence{others(b)}
	if s := daily(b); s != nil {
		all = append(all, s)
	}
	return append(all, append(money(b), keepUp(b)...))
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.Then.Setting
	meets := groupOf(s).desks[0].gate > 0
	switch {
	case full(s) < s.Of(requests):
		return argument.Fluid("requests")
	case s.Of(uneven) != 1:
		return "The formula knows two numbers of how uneven requests are."
	case meets:
		return "The formula leaves out who is still in line when the next meeting hands out more."
	}
	return argument.NearTheLimit
}
