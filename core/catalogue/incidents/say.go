package incidents

import (
	"math"

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

// verdict is what the hours come to, and the week in which that changes: as simulated where it
// is before the date, else by formula. Hours are compared where follow-ups are all that differs in
// what there is to do.
func verdict(b *argument.Sheet, worked *argument.Course) (kind int, at float64) {
	if b.Same() || b.Differ(followed, prevents, followUp, untilReview, detect, recovery, paged) {
		return alike, 0
	}
	paid, lost := b.Figures[paidBack].WhatIfBest(), payback(b, -1)
	if e := seen(b, worked, -1); e != nil {
		lost = e.Mean
	}
	switch {
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

// within says over what time is counted.
func within(s argument.Setting) argument.Span {
	text := words.Horizon(s.Weeks())
	if s.Weeks() == 52 {
		text = "the year"
	}
	return argument.Drag(argument.Plain, weeks, s.Weeks(), text)
}

// onCallNow says who is on call.
func onCallNow(s argument.Setting) argument.Span {
	n := s.Of(responders)
	if n == 1 {
		return argument.Drag(argument.WhatIf, responders, n, "one person")
	}
	return argument.Drag(argument.WhatIf, responders, n, words.Spelled(n)+" people")
}

// followThem says what is followed up.
func followThem(s argument.Setting) argument.Sentence {
	text := words.Say(s.Of(followed), words.Share) + " of incidents"
	switch s.Of(followed) {
	case 0:
		text = "no incident"
	case 1:
		text = "every incident"
	}
	return argument.Say("Follow % up", argument.Drag(argument.WhatIf, followed, s.Of(followed), text))
}

// slower says that how long a restore takes is what differs from today, and not what is followed up
// nor how many incidents there are.
func slower(b *argument.Sheet) bool {
	alike := !b.Vouched(many) || argument.Whole(b.Today(many)) == argument.Whole(b.WhatIf(many))
	return alike && b.Now.Of(followed) == b.Then.Of(followed) && b.Vouched(restore) && words.Duration(b.WhatIf(restore)) != words.Duration(b.Today(restore))
}

// headline says how many incidents there are, and when the extra work is paid back; or how long
// a restore takes, where that is what differs.
func headline(b *argument.Sheet, worked *argument.Course) argument.Sentence {
	then := b.Then.Setting
	if slower(b) {
		takes := words.Duration(b.WhatIf(restore))
		return argument.Say("With % on call a restore takes % on average, not %; there are about as many incidents as today.", onCallNow(then), argument.Num(argument.WhatIf, b.WhatIf(restore), takes),
			argument.Num(argument.Today, b.Today(restore), words.Again(words.Duration(b.Today(restore)), takes)))
	}
	is := argument.Whole(b.WhatIf(many))
	s := followThem(then).And(" and there "+argument.Is(is)+" % in %", argument.Num(argument.WhatIf, b.WhatIf(many), words.Short(is)), within(then))
	whole := func(v float64) string { return words.Short(argument.Whole(v)) }
	if s, told := s.AsToday(b, many, "", whole); told {
		return s
	}
	s = s.Against(b, many, "about as many", whole, " instead of %")
	switch kind, at := verdict(b, worked); kind {
	case paysBack:
		s = s.And("; the extra work is paid back by %", argument.Num(argument.WhatIf, at, week(at)))
	case neverPays:
		s = s.And("; the extra work is not paid back within two years")
	case costsLater:
		s = s.And("; that is less work until % and more from then on", argument.Num(argument.WhatIf, at, week(at)))
	case savesAtOnce:
		s = s.And("; that is less work from the beginning")
	}
	return s.And(".")
}

// wasted says why follow-ups are not paid back.
func wasted(then argument.Setting) argument.Sentence {
	s := argument.Say("Each follow-up takes %", argument.Drag(argument.WhatIf, followUp, then.Of(followUp), hoursOf(then.Of(followUp))))
	fails := 1 - then.Of(prevents)
	if fails < 0.001 {
		return s
	}
	text := words.Say(fails, words.Share)
	if fails == 0.5 {
		text = "half"
	}
	return s.And(" and % end nothing", argument.Num(argument.WhatIf, fails, text))
}

// early is the week for which the page says what follow-ups have cost by then, and few is how many
// incidents are so few that it is too early to tell.
const (
	early = 13
	few   = 10
)

// asides say what follow-ups cost at first, how long a restore takes, whether people keep up, and
// what it costs.
func asides(b *argument.Sheet, worked *argument.Course) (all []argument.Sentence) {
	kind, at := verdict(b, worked)
	then := b.Then.Setting
	if kind == paysBack && at > early && then.Weeks() >= early || kind == neverPays {
		by := math.Min(early, then.Weeks())
		if more := moreBy(b, worked, by); more >= 1 {
			all = append(all, argument.Say("By "+week(by)+" it has cost % more.", argument.Num(argument.WhatIf, more, hoursOf(more))))
		}
	}
	if kind == neverPays && then.Of(followed) > 0 {
		all = append(all, wasted(then).And("."))
	}
	if n := b.WhatIf(many); b.Then.Values[many] < few {
		all = append(all, argument.Say("It is too early to tell: only about % until then.", argument.Num(argument.WhatIf, n, words.Count(argument.Whole(n), "incident comes", "incidents come"))))
	}
	return append(all, argument.Told(restores(b), keepUp(b), money(b))...)
}

// moreBy is how many hours what-if has taken more by a week: as simulated, where that is in.
func moreBy(b *argument.Sheet, worked *argument.Course, week float64) float64 {
	hours := week * words.Week
	if b.Now.Runs.Known() && b.Then.Runs.Known() && week <= b.Then.Weeks() && week <= b.Now.Weeks() {
		by := func(side *argument.Side) float64 {
			mean := side.Runs.Path(worked, 0).Mean
			place := float64(week / side.Weeks() * argument.Moments)
			k := min(int(place), argument.Moments-1)
			return mean[k] + float64((place-float64(k))*(mean[k+1]-mean[k]))
		}
		return by(&b.Then) - by(&b.Now)
	}
	now, then := paths(b)
	return at(then.hours, hours) - at(now.hours, hours)
}

// restores says how long a restore takes, and the slowest.
func restores(b *argument.Sheet) argument.Sentence {
	text := "On average "
	if b.Then.Weeks() == 52 {
		text = "On the year's average "
	}
	takes, most := words.Duration(b.WhatIf(restore)), argument.Num(argument.WhatIf, b.WhatIf(slowest), words.Duration(b.WhatIf(slowest)))
	if slower(b) {
		return argument.Say("One restore in twenty takes longer than %.", most)
	}
	s := argument.Say(text+"a restore takes %", argument.Num(argument.WhatIf, b.WhatIf(restore), takes))
	if b.Vouched(restore) && !b.Same() && words.Duration(b.Today(restore)) != takes {
		s = s.And(" instead of %", argument.Num(argument.Today, b.Today(restore), words.Again(words.Duration(b.Today(restore)), takes)))
	}
	return s.And("; one in twenty takes longer than %.", most)
}

// fullFrom is the week from which incidents alone are more than the people can fix, by formula;
// never if that is not within two years.
func fullFrom(s argument.Setting, x *path) float64 {
	for t := 1.0; t <= ahead; t++ {
		if week := at(x.incidents, t*words.Week) - at(x.incidents, (t-1)*words.Week); week*s.Of(fix) > s.Of(responders)*words.Week*(1+argument.Saturated) {
			return t
		}
	}
	return never
}

// keepUp says from when on incidents are more than can be fixed, or follow-ups more than there is
// time for.
func keepUp(b *argument.Sheet) argument.Sentence {
	now, then := paths(b)
	s := b.Then.Setting
	if t := fullFrom(s, then); t > 0 && t <= s.Weeks() {
		grows := "ore incidents come than can be fixed: restores take ever longer"
		if s.Of(followed) > 0 {
			grows += ", follow-ups are left undone"
		}
		if t == 1 {
			return argument.Say("M" + grows + ".")
		}
		return argument.Say("From % on m"+grows+".", argument.Num(argument.Formula, t, week(t)))
	}
	if undone := at(then.undone, s.Horizon()); undone >= 1.5 && undone*s.Of(followUp) > 2*s.Of(responders)*words.Week {
		return argument.Say("There is no time for so many follow-ups: % are not done at the date, and their causes go on.", argument.Num(argument.Formula, undone, words.Short(argument.Whole(undone))))
	}
	if t := fullFrom(b.Now.Setting, now); !b.Same() && t > 0 && t <= b.Now.Weeks() {
		if t == 1 {
			return argument.Say("Today's way, more incidents come than the people can fix.")
		}
		return argument.Say("Today's way, from % on more incidents come than the people can fix.", argument.Num(argument.Formula, t, week(t)))
	}
	return nil
}

// money says what broken hours and the people's cost.
func money(b *argument.Sheet) argument.Sentence {
	if words.Dollars(b.WhatIf(price)) == "$0" {
		return nil
	}
	s, _ := argument.Say("At % for an hour broken incidents cost %, the people's hours included", argument.Drag(argument.WhatIf, brokenCost, b.Then.Of(brokenCost), words.Dollars(b.Then.Of(brokenCost))),
		argument.Dollars(argument.WhatIf, b.WhatIf(price))).Compare(b, price, words.Dollars)
	return s.And("; what users think is left out.")
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	_, then := paths(b)
	s := b.Then.Setting
	switch {
	case fullFrom(s, then) > 0 && fullFrom(s, then) <= s.Weeks():
		return "The formula has people busy to the last hour once more comes than they can do."
	case math.Abs(s.Of(fixCV)-1) > 0.05:
		return "The formula knows only the mean of what a fix takes."
	}
	return "The formula follows causes in the mean, and lets nobody wait while anybody is free."
}
