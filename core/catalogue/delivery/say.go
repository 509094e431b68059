package delivery

import (
	"slices"
	"strings"

	"kingman/core/argument"
	"kingman/core/argument/release"
	"kingman/core/words"
)

// together says how many changes go out together: "four at a time".
func together(n float64) string { return words.Spelled(n) + " at a time" }

// clause says a key of what-if, and today's if it differs.
func clause(s argument.Sentence, b *argument.Sheet, k int, differs bool) argument.Sentence {
	i := keys[k].number
	then, now := b.WhatIf(i), b.Today(i)
	say := keys[k].say
	before, after := "", ""
	text := say(then)
	switch i {
	case frequency:
		text = deploysIn(then)
		if then >= onceAWeek { // a line may end behind the number
			text, after, _ = strings.Cut(text, " ")
			after = " " + after
		}
	case lead:
		before = "live in "
	case cfr:
		after = " fail"
	case restore:
		if before = "repaired in "; len(s) == 0 {
			before = "Failures are repaired in "
		}
	}
	s = s.And(before+"%"+after, argument.Num(argument.WhatIf, then, text))
	if !differs {
		return s
	}
	today := say(now)
	switch i {
	case cfr:
	case frequency:
		if (then < onceAWeek) == (now < onceAWeek) { // and so in the same words
			today = strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(today, "one in "), " weeks"), " a week")
		}
	default:
		today = words.Again(today, text)
	}
	return s.And(", not %", argument.Num(argument.Today, now, today))
}

// deploysIn says how often, with what: "ten deploys a week".
func deploysIn(v float64) string {
	return argument.When(v < 0.0005, "no deploy").
		When(v < onceAWeek, "one deploy in "+spelled(1/v)+" weeks").
		When(spelled(v) == "one", "one deploy a week").
		Else(spelled(v) + " deploys a week")
}

// headline says the keys that change, or that releases do not keep up.
func headline(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	size := argument.Drag(argument.WhatIf, batch, then.Of(batch), argument.Upper(together(then.Of(batch))))
	better, worse := changed(b)
	if !deploys(&b.Then) {
		s := argument.Say("%: in % nothing is deployed", size, argument.Date(then))
		return s.AndIf(b.Tells(frequency, often), ", today %", b.SaysToday(frequency, often)).And(".")
	}
	full := argument.PressureOf(utilization(then), 0.9)
	slower := slices.Contains(worse, leadKey)
	switch {
	case len(better) > 0 && slower:
		s := argument.Say(argument.Upper(words.Spelled(float64(len(better))))+" "+words.Verb(float64(len(better)), "key improves", "keys improve")+", but a change now takes %", b.Says(lead, words.Duration))
		return s.AndIf(full < argument.Full, " instead of %", b.Again(lead, words.Duration)).And(reason(full), then.Drag(argument.WhatIf, batch, words.Spelled)).And(".")
	case full >= argument.Full:
		s := argument.Say("%: releases do not keep up, and over % a change takes % on average", size, argument.Date(then), b.Says(lead, words.Duration))
		if !b.Vouched(lead) && len(better)+len(worse) > 0 { // in other keys they differ
			return s.And(", about as today.")
		}
		if same, ok := s.AsToday(b, lead, "about", words.Duration); ok {
			return same
		}
		return s.And(", today %.", b.SaysToday(lead, words.Duration))
	}
	differ := slices.Concat(better, worse)
	s := argument.Say("%: ", size)
	nothing, said, rest := len(differ) == 0, 0, false
	for k := range keys {
		in := slices.Contains(differ, k)
		switch {
		case !exists(k, &b.Then) || k == restoreKey && len(differ) == len(keys): // four are too many for a sentence
			continue
		case !nothing && !in && known(b, k):
			rest = rest || keys[k].number != cfr || b.Then.Values[cfr] > 0
			continue
		case said > 0 && keys[k].number == cfr:
			s = s.And("; ")
		case said > 0:
			s = s.And(", ")
		}
		s = clause(s, b, k, in)
		said++
	}
	switch {
	case b.Same():
		return s.And(", as today.")
	case nothing:
		return s.And("; against today there is " + argument.NoDifference + ".")
	case rest:
		return s.And("; the rest stays.")
	case b.Then.Values[cfr] == 0 && !slices.Contains(differ, cfrKey):
		return s.And("; none fail.")
	}
	return s.And(".")
}

// reason says, of so many at a time, why a change takes so long.
func reason(full argument.Pressure) string {
	return argument.When(full == argument.Spare, ": releases of % take their time").
		When(full == argument.Barely, ": releases of % hardly keep up").
		Else(": releases of % do not keep up")
}

// asides say the tiers, what fails in a week, and which release is soonest.
func asides(b *argument.Sheet) []argument.Sentence {
	then := b.Then.Setting
	var all []argument.Sentence
	if due := b.Then.Values[frequency] * then.Weeks(); deploys(&b.Then) && due < release.Few {
		all = append(all, argument.Say("Too early to tell: in % only % can be expected.", argument.Date(then), argument.Num(argument.WhatIf, due, words.Count(due, "deployment", "deployments"))))
	}
	all = append(all, inTiers(b))
	if deploys(&b.Then) {
		if better, worse := changed(b); len(better)+len(worse) == len(keys) {
			all = append(all, clause(nil, b, restoreKey, true).And("."))
		}
		all = append(all, inAWeek(b))
	}
	n, hours := soonest(b)
	if n > 0 && n != then.Of(batch) && hours < 0.98*b.WhatIf(lead) {
		all = append(all, argument.Say("With this test phase a change is live soonest %: after %.", argument.Num(argument.Formula, n, together(n)), argument.Num(argument.Formula, hours, words.Duration(hours))))
	}
	return all
}

// inTiers says in which tier each key is.
func inTiers(b *argument.Sheet) argument.Sentence {
	whose := survey.Say(b.Then.Of(survey))
	if b.Then.Is(survey, 0) {
		whose = "In the handbook's tiers"
	}
	var tiers []string
	for k, r := range rungs(b) {
		if tier := r.Tier(b.WhatIf(r.Number), names); tier != "" && exists(k, &b.Then) {
			tiers = append(tiers, r.Name+" "+tier)
		}
	}
	return argument.Say(whose + ": " + strings.Join(tiers, ", ") + ".")
}

// inAWeek says what fails and what is broken in a week: a smaller share may be more.
func inAWeek(b *argument.Sheet) argument.Sentence {
	s := argument.Say("Failed deployments: % a week", b.Says(failed, words.Short))
	s, _ = s.Compare(b, failed, words.Short)
	s, _ = s.And("; broken: % a week", b.Says(broken, words.Duration)).Compare(b, broken, words.Duration)
	if deploys(&b.Now) && b.Vouched(failed) && b.Vouched(cfr) && b.WhatIf(cfr) < b.Today(cfr) && b.WhatIf(failed) > b.Today(failed) && words.Short(b.Today(failed)) != words.Short(b.WhatIf(failed)) {
		s = s.And(". A smaller share fails, but of more deployments")
	}
	return s.And(".")
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	return shared.Why(b, utilization(b.Then.Setting), b.Then.Values[frequency]*b.Then.Weeks())
}
