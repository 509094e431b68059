package incidents

import (
	"math"
	"strings"

	"kingman/core/argument"
	"kingman/core/words"
)

// What the hours of what-if come to beside today's.
const (
	alike       = iota // to about the same, or to what cannot be compared
	paysBack           // more at first, fewer from a week on
	neverPays          // more for two years
	costsLater         // fewer at first, more from a week on
	savesAtOnce        // fewer all along
)

// outcomes are what is said of each, with a % for the week: at the end of the headline, above the
// chart of the hours, and at its rule.
var outcomes = [...]struct{ said, title, label string }{
	paysBack:    {"; the extra work is paid back by %", "The extra hours are paid back in %", "paid back: %"},
	neverPays:   {"; the extra work is not paid back within two years", "The extra hours are not paid back", ""},
	costsLater:  {"; that is less work until % and more from then on", "Less work at first, more from % on", "more work from %"},
	savesAtOnce: {"; that is less work from the beginning", "It saves hours from the beginning", ""},
}

// verdict is what the hours come to, and the week in which that changes: as simulated where it
// is before the date, else by formula. Hours are compared where follow-ups are all that differs in
// what there is to do.
func verdict(b *argument.Sheet) (kind int, at float64) {
	if b.Same() || b.Differ(followed, prevents, followUp, untilReview, detect, recovery, paged) {
		return alike, 0
	}
	paid, lost := b.WhatIf(paidBack), payback(b, -1)
	if e := seen(b, -1); e != nil {
		lost = e.Mean
	}
	switch {
	case paid < 0 && lost < 0: // neither is ever more
		return alike, 0
	case paid > 0:
		return paysBack, paid
	case lost > 0:
		return costsLater, lost
	case paid < 0:
		return neverPays, 0
	case lost < 0:
		return savesAtOnce, 0
	}
	return alike, 0
}

// follow says what is followed up.
func follow(s argument.Setting) argument.Sentence {
	return argument.Say("Follow % up", s.Drag(argument.WhatIf, followed, func(v float64) string {
		return argument.When(v == 0, "no incident").When(v == 1, "every incident").Else(words.Percent(v) + " of incidents")
	}))
}

// slower says that how long a restore takes is what differs from today, and not what is followed up
// nor how many incidents there are.
func slower(b *argument.Sheet) bool {
	return !b.Tells(many, words.Whole) && b.Now.Of(followed) == b.Then.Of(followed) && b.Tells(restore, words.Duration)
}

// headline says how many incidents there are, and when the extra work is paid back; or how long
// a restore takes, where that is what differs.
func headline(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	if slower(b) {
		n := then.Of(responders)
		return argument.Say("With % on call a restore takes % on average, not %; there are about as many incidents as today.",
			argument.Drag(argument.WhatIf, responders, n, words.Spelled(n)+words.Verb(n, " person", " people")), b.Says(restore, words.Duration), b.Again(restore, words.Duration))
	}
	date := argument.Date(then)
	if then.Weeks() == 52 {
		date.Text = "the year"
	}
	s := follow(then).And(" and there "+argument.Is(argument.Whole(b.WhatIf(many)))+" % in %", b.Says(many, words.Whole), date)
	if s, told := s.AsToday(b, many, "", words.Whole); told {
		return s
	}
	kind, at := verdict(b)
	said := outcomes[kind].said
	when := []argument.Span{argument.Num(argument.WhatIf, at, week(at))}
	return s.Against(b, many, "about as many", words.Whole, " instead of %").And(said, when[:strings.Count(said, "%")]...).And(".")
}

// wasted says why follow-ups are not paid back.
func wasted(then argument.Setting) argument.Sentence {
	s := argument.Say("Each follow-up takes %", then.Drag(argument.WhatIf, followUp, hoursOf))
	fails := 1 - then.Of(prevents)
	if fails < 0.001 {
		return s
	}
	text := argument.When(fails == 0.5, "half").Else(words.Percent(fails))
	return s.And(" and % end nothing", argument.Num(argument.WhatIf, fails, text))
}

// early is the week for which the page says what follow-ups have cost by then.
const early = 13

// asides say what follow-ups cost at first, how long a restore takes, whether people keep up, and
// what it costs.
func asides(b *argument.Sheet) (all []argument.Sentence) {
	kind, at := verdict(b)
	then := b.Then.Setting
	if kind == paysBack && at > early && then.Weeks() >= early || kind == neverPays {
		by := math.Min(early, then.Weeks())
		if more := moreBy(b, by); more >= 1 {
			all = append(all, argument.Say("By "+week(by)+" it has cost % more.", argument.Num(argument.WhatIf, more, hoursOf(more))))
		}
	}
	if kind == neverPays && then.Of(followed) > 0 {
		all = append(all, wasted(then).And("."))
	}
	if n := b.WhatIf(many); b.Then.Values[many] < argument.Few {
		all = append(all, argument.Say("It is too early to tell: only about % until then.", argument.Num(argument.WhatIf, n, words.Count(argument.Whole(n), "incident comes", "incidents come"))))
	}
	return append(all, argument.Told(restores(b), keepUp(b), money(b))...)
}

// moreBy is how many hours what-if has taken more by a week: as simulated, where that is in.
func moreBy(b *argument.Sheet, week float64) float64 {
	if !b.Now.Runs.Known() || !b.Then.Runs.Known() || week > b.Then.Weeks() || week > b.Now.Weeks() {
		return more(b)(week * words.Week)
	}
	by := func(side *argument.Side) float64 {
		return argument.Between(side.Runs.Path(&worked, 0).Mean, float64(week/side.Weeks()*argument.Moments))
	}
	return by(&b.Then) - by(&b.Now)
}

// restores says how long a restore takes, and the slowest.
func restores(b *argument.Sheet) argument.Sentence {
	most := b.Says(slowest, words.Duration)
	if slower(b) {
		return argument.Say("One restore in twenty takes longer than %.", most)
	}
	text := argument.When(b.Then.Weeks() == 52, "On the year's average a restore takes %").Else("On average a restore takes %")
	s := argument.Say(text, b.Says(restore, words.Duration))
	return s.AndIf(!b.Same() && b.Tells(restore, words.Duration), " instead of %", b.Again(restore, words.Duration)).And("; one in twenty takes longer than %.", most)
}

// fullFrom is the week from which incidents alone are more than the people can fix, by formula;
// never if that is not before the date.
func fullFrom(b *argument.Sheet, side *argument.Side) float64 {
	x := pathOf(b, side)
	for t := 1.0; t <= side.Weeks(); t++ {
		if x.inWeek(t)*side.Of(fix) > side.Of(responders)*words.Week*(1+argument.Saturated) {
			return t
		}
	}
	return never
}

// fromWeek says what is so from a week on, or, from the first one on, what is so.
func fromWeek(whose string, t float64, what string) argument.Sentence {
	if t == 1 {
		return argument.Say(argument.Upper(whose + what))
	}
	return argument.Say(argument.Upper(whose+"from % on ")+what, argument.Num(argument.Formula, t, week(t)))
}

// keepUp says from when on incidents are more than can be fixed, or follow-ups more than there is
// time for.
func keepUp(b *argument.Sheet) argument.Sentence {
	s := b.Then.Setting
	if t := fullFrom(b, &b.Then); t > 0 {
		what := "more incidents come than can be fixed: restores take ever longer"
		if s.Of(followed) > 0 {
			what += ", follow-ups are left undone"
		}
		return fromWeek("", t, what+".")
	}
	if undone := pathOf(b, &b.Then).undone.at(s.Horizon()); undone >= 1.5 && undone*s.Of(followUp) > 2*s.Of(responders)*words.Week {
		return argument.Say("There is no time for so many follow-ups: % are not done at the date, and their causes go on.", argument.Num(argument.Formula, undone, words.Whole(undone)))
	}
	if t := fullFrom(b, &b.Now); !b.Same() && t > 0 {
		return fromWeek("today's way, ", t, "more incidents come than the people can fix.")
	}
	return nil
}

// money says what broken hours and the people's cost.
func money(b *argument.Sheet) argument.Sentence {
	if words.Dollars(b.WhatIf(price)) == "$0" {
		return nil
	}
	s, _ := argument.Say("At % for an hour broken incidents cost %, the people's hours included", b.Then.Drag(argument.WhatIf, brokenCost, words.Dollars),
		b.Says(price, words.Dollars)).Compare(b, price, words.Dollars)
	return s.And("; what users think is left out.")
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.Then.Setting
	return argument.When(fullFrom(b, &b.Then) > 0, "The formula has people busy to the last hour once more comes than they can do.").
		When(math.Abs(s.Of(fixCV)-1) > 0.05, "The formula knows only the mean of what a fix takes.").
		Else("The formula follows causes in the mean, and lets nobody wait while anybody is free.")
}
