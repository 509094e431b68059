package constraint

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// nth says the n-th at a place: "a fourth tester".
func nth(k int, n float64) string { return words.WithArticle(words.Ordinal(n) + " " + roles[k]) }

// keepsUp says whether the line can ship by the date what is asked for, and is already.
func keepsUp(s argument.Setting) bool {
	can := canDo(s)
	if max := s.Of(wip); max > 0 {
		can = math.Min(can, closedWeek(s, max))
	}
	return s.Of(demand)+s.Of(backlog)/s.Weeks() <= can
}

// newcomer returns the place at which what-if has one person more than today, if it differs
// from today in nothing else.
func newcomer(b *argument.Sheet) (k int, ok bool) {
	for k, team := range teams {
		if b.Then.Of(team) == b.Now.Of(team)+1 {
			return k, !b.Differ(team)
		}
	}
	return 0, false
}

// decided lists in what what-if differs from today, of what one decides: "5 testers and 9
// engineers"; nothing if it is none of that.
func decided(b *argument.Sheet) argument.Sentence {
	var all []argument.Sentence
	add := func(p *argument.Param, said, value string) {
		if v := b.Then.Of(p); v != b.Now.Of(p) {
			all = append(all, argument.Say(said, argument.Drag(argument.WhatIf, p, v, value)))
		}
	}
	for k, team := range teams {
		add(team, "%", words.Count(b.Then.Of(team), roles[k], roles[k]+"s"))
	}
	if share := b.Then.Of(lost); share == 0 {
		add(lost, "% test time lost", "no")
	} else {
		add(lost, "% test time lost", words.Percent(share)+" of")
	}
	if most := b.Then.Of(wip); most == 0 {
		add(wip, "%", wip.Zero)
	} else {
		add(wip, "at most % in progress", words.Short(most))
	}
	return argument.Listed(all)
}

// features says what is shipped a week.
func features(v float64) string { return words.Count(v, "feature", "features") + " a week" }

// changes says in how far what is shipped differs from today's: by a share of it.
func changes(b *argument.Sheet) float64 {
	today := b.Today(throughput)
	if today < 1e-9 {
		return b.WhatIf(throughput)
	}
	return b.WhatIf(throughput)/today - 1
}

// little is a share of what is shipped that makes no headline where everything gets shipped:
// it comes from the last weeks only.
const little = 0.05

func headline(b *argument.Sheet) argument.Sentence {
	ship := b.Says(throughput, features)
	more := changes(b)
	same := math.Abs(more) < hardly
	switch {
	case b.Same() && keepsUp(b.Then.Setting):
		return argument.Say("Everything asked for gets shipped already, as today: %.", ship)
	case b.Same():
		return elsewhere(b, argument.Say("% get shipped, as today", ship), true)
	case math.Abs(more) < little && keepsUp(b.Now.Setting) && keepsUp(b.Then.Setting):
		return spare(b)
	}
	k, one := newcomer(b)
	list := decided(b)
	var s argument.Sentence
	get, so := " get shipped", "% get shipped"
	switch {
	case one:
		n := b.Then.Of(teams[k])
		s, get, so = argument.Say("% ships", argument.Drag(argument.WhatIf, teams[k], n, argument.Upper(nth(k, n)))), "", " %"
	case len(list) > 0:
		s, so = append(argument.Say("With "), list...).And(","), " % get shipped"
	default:
		ship.Text = argument.Upper(ship.Text)
	}
	if same && len(list) > 0 {
		return elsewhere(b, s.And(" no more"+get+" than today: %", ship), true)
	}
	s = s.And(so, ship)
	if s, told := s.AsToday(b, throughput, "about as many", words.Short); told {
		return s
	}
	return elsewhere(b, s.And(" instead of %", b.SaysToday(throughput, words.Short)), more < 0)
}

// elsewhere ends a sentence with what one more person would do at another place than where
// what-if has somebody more: ship more, where something must be found that does, or no more.
func elsewhere(b *argument.Sheet, s argument.Sentence, find bool) argument.Sentence {
	more, best, number := gains(b)
	base := withOneMore(b.Then.Setting, 0)
	there := func(k int) float64 { return base.Of(teams[k]) + 1 }
	taken := func(k int) bool { return b.Then.Of(teams[k]) > base.Of(teams[k]) }
	switch {
	case find && number == 0 && b.Then.Of(wip) == 0:
		return s.And("; one more person would ship no more, wherever.")
	case find && number > 0 && !taken(best):
		return s.And("; "+nth(best, there(best))+" would ship %.", argument.Short(argument.Plain, ships(b)[best+1]))
	case find || number == 0:
		return s.And(".")
	}
	for k := range more {
		if !more[k] && !taken(k) {
			return s.And("; " + nth(k, there(k)) + " ships none more.")
		}
	}
	return s.And(".")
}

// spare is said where everything gets shipped, today and what-if: a feature may be through
// sooner.
func spare(b *argument.Sheet) argument.Sentence {
	s := argument.Say("Everything asked for gets shipped already")
	k, one := newcomer(b)
	list := decided(b)
	switch {
	case one:
		s = s.And("; % makes a feature", argument.Drag(argument.WhatIf, teams[k], b.Then.Of(teams[k]), nth(k, b.Then.Of(teams[k]))))
	case len(list) > 0:
		s = append(s.And("; with "), list...).And(" a feature is")
	default:
		s = s.And("; a feature is")
	}
	by, how := b.Today(lead)-b.WhatIf(lead), 0
	if by < 0 {
		how = 1
	}
	if one {
		how += 2
	}
	text := [...]string{" sooner.", " later.", " faster.", " slower."}[how]
	if !b.Vouched(lead) || math.Abs(by) < hardly*b.Today(lead) {
		return s.And(" hardly" + text)
	}
	return s.And(" %"+text, argument.Hours(argument.WhatIf, math.Abs(by)))
}

// constraintSaid says where the constraint is, and what it can do.
func constraintSaid(b *argument.Sheet) argument.Sentence {
	now, then := tightest(b.Now.Setting), tightest(b.Then.Setting)
	where := "The constraint is " + names[then]
	if now != then {
		where = "The constraint moves from " + names[now] + " to " + names[then]
	}
	asks := b.Then.Of(demand)
	return argument.Say(where+": it can do % a week, % "+argument.Is(asks)+" asked for.",
		argument.Short(argument.Formula, canDo(b.Then.Setting)), argument.Drag(argument.Plain, demand, asks, words.Short(asks)))
}

// some says how many there are.
func some(v float64) string {
	return argument.When(argument.Whole(v) == 0, "none").Else(words.Whole(v))
}

// waits says what would wait in front of test.
func waits(b *argument.Sheet) argument.Sentence {
	then := b.Says(pile, some)
	switch {
	case b.Same():
		return argument.Say("In front of test % wait at the date.", then)
	case b.Tells(pile, some):
		return argument.Say("In front of test % would wait instead of %.", then, b.SaysToday(pile, some))
	}
	return argument.Say("In front of test % would wait.", then)
}

// takes says how long a feature takes.
func takes(b *argument.Sheet) argument.Sentence {
	s, _ := argument.Say("From asked for to delivered a feature takes %", b.Says(lead, words.Duration)).Compare(b, lead, words.Duration)
	s, _ = s.And(", from its start %", b.Says(cycle, words.Duration)).Compare(b, cycle, words.Duration)
	return s.And(".")
}

// fails says why more places than one ship more, where they do.
func fails(b *argument.Sheet) argument.Sentence {
	s := withOneMore(b.Then.Setting, 0)
	_, best, number := gains(b)
	if number < 2 {
		return nil
	}
	because := "two places can do nearly the same"
	switch {
	case s.Of(wip) > 0 && s.Of(wip) < 1.2*criticalWIP(s):
		because = "the limit is so tight that whoever is faster anywhere lets the next feature in"
	case s.Weeks() < 13:
		because = "so soon it matters how fast the first features come through"
	case slack(s) < 1.25:
	case s.Of(uneven) > 1:
		because = "so uneven a flow leaves even the constraint idle at times"
	case s.Weeks() < 26:
		because = "so soon it matters how fast the first features come through"
	case !saturated(s):
		because = "there is no constraint: more can be done than is asked for"
	}
	return argument.Say("Here not only " + words.WithArticle(roles[best]) + " ships more: " + because + ".")
}

func asides(b *argument.Sheet) []argument.Sentence {
	var limits argument.Sentence
	if b.Then.Of(wip) > 0 {
		limits = argument.Say("A limit never ships more, and nobody gets a feature sooner after asking. What it spares besides, switching and stale features, is not in this model.")
	}
	counted := argument.Say("Counted are all features of %, unfinished ones by their age.", argument.Date(b.Then.Setting))
	return argument.Told(argument.InOne(waits(b), constraintSaid(b)), argument.InOne(takes(b), counted), limits, fails(b))
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.Then.Setting
	switch {
	case s.Of(wip) > 0:
		return "With a limit the formula is that of the long run, and of work as uneven as chance."
	case s.Weeks() < 13:
		return "So soon the first features are still on their way, and the formula takes averages."
	case !keepsUp(s):
		return argument.Fluid("features")
	}
	return "The formula knows two numbers of how uneven is what goes from one place to the next."
}
