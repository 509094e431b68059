package incidents

import (
	"math"
	"slices"
	"strings"

	"kingman/core/argument"
	"kingman/core/dist"
	"kingman/core/org"
	"kingman/core/portable"
	"kingman/core/queue"
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
	paid, lost := b.WhatIf.Best(paidBack), payback(b, -1)
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

// week says a place in time, in whole weeks.
func week(v float64) string { return "week " + words.Short(math.Max(1, argument.Whole(v))) }

// hoursOf says hours of people, in whole ones.
func hoursOf(v float64) string { return words.Count(argument.Whole(v), "hour", "hours") }

// fanned are the layers of two courses, with the bands of both, on another one.
func fanned(b *argument.Sheet, first argument.Layer, today, whatIf argument.Path, end string) []argument.Layer {
	return append([]argument.Layer{first, today.Band("band-today", "today, eight runs in ten", argument.Today).If(!b.Same())}, b.Fanned(today, whatIf, "line", end)...)
}

// hoursSoFar is how many hours the people have spent by each week, and when the extra ones are
// saved.
func hoursSoFar() *argument.Own {
	return &argument.Own{Counts: []argument.Count{&worked}, Draw: func(b *argument.Sheet) argument.Chart {
		today, whatIf := b.Today.Path(&worked, 0, pathOf(b, &b.Today).hours.at), b.WhatIf.Path(&worked, 0, pathOf(b, &b.WhatIf).hours.at)
		kind, paid := verdict(b)
		said := outcomes[kind]
		if kind == alike {
			said.title = hoursOf(whatIf.End()) + " of work by then"
		}
		title := strings.ReplaceAll(said.title, "%", week(paid))
		x := argument.WeeksAxis(b.WhatIf.Weeks())
		rule := argument.RuleAt("paid", "both have taken as many hours", strings.ReplaceAll(said.label, "%", week(paid)), argument.Limit, x.Ahead(paid*words.Week))
		return argument.Chart{
			ID: "hours", X: x, Y: argument.CountAxis("hours", words.PlainHours, math.Max(4, math.Max(today.Highest(), whatIf.Highest()))),
			Subtitle: "hours of the people on call so far; eight runs in ten stay in the band", Title: title,
			Layers: fanned(b, rule, today, whatIf, words.Whole(whatIf.End())),
			Alt: "Hours that the people on call have spent, week by week: " + hoursOf(whatIf.End()) + " at the end, today's way " +
				hoursOf(today.End()) + ". " + title + ".",
		}
	}}
}

var stageParts = []argument.RowPart{
	{ID: "noticing", Label: "noticed", Name: "until noticed", Fill: argument.Pale}, {ID: "waiting", Label: "waiting", Name: "waiting for somebody", Fill: argument.Hatch},
	{ID: "fixing", Label: "fixing", Fill: argument.Solid}, {ID: "recovering", Label: "recovering", Fill: argument.Half},
}

// stages is what the time from an incident to its end is made up of.
func stages() *argument.Parts {
	return &argument.Parts{
		ID: "stages", Subtitle: "from an incident until all works again, on average",
		X: func(b *argument.Sheet) argument.Axis {
			return argument.WaitAxis("from incident to restored", math.Max(4, b.Highest(restore)))
		},
		Parts: stageParts,
		Of: func(s *argument.Side) []float64 {
			parts := []float64{s.Best(noticing), s.Best(waiting), s.Best(fixing), 0}
			parts[3] = math.Max(0, s.Best(restore)-parts[0]-parts[1]-parts[2])
			return parts
		},
		Describe: func(s *argument.Side) string { return ", " + words.Duration(s.Best(restore)) },
		Title: func(b *argument.Sheet, _, whatIf []float64) string {
			all := b.WhatIf.Best(restore)
			return argument.When(all > 0 && argument.Whole(100*whatIf[1]/all) >= 1, argument.InPercent(whatIf[1]/all)+" of a restore is waiting").
				Else("Nobody waits for somebody to be free")
		},
	}
}

// whereTheTimeGoes is an incident's time, by what moves it on and what does not: what stages has in the order in which it
// passes. Follow-ups are in no incident's time, but as its wait for somebody who is at one.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{
		Time: "from incident to restored", Lead: restore, Say: words.Duration,
		Names: map[org.Use]string{org.HandedOver: "noticing, recovering"},
		Parts: map[org.Use]int{org.WorkedOn: fixing, org.Waiting: waiting}, Rest: org.HandedOver,
		Title: func(b *argument.Sheet, _, whatIf []float64) string {
			all := b.WhatIf.Best(restore)
			return argument.When(all > 0, argument.InPercent(whatIf[org.WorkedOn]/all)+" of a restore is work on it").Else("There is no incident")
		},
	}
}

// pace is how many incidents there are a week.
func pace() *argument.Own {
	return &argument.Own{Counts: []argument.Count{&coming}, Draw: func(b *argument.Sheet) argument.Chart {
		formula := func(side *argument.Side) argument.Path {
			x := pathOf(b, side)
			return argument.FormulaPath(side.Horizon(), func(t float64) float64 {
				from, to := math.Max(0, t-float64(words.Day/2)), t+float64(words.Day/2)
				return (x.incidents.at(to) - x.incidents.at(from)) / (to - from) * words.Week
			})
		}
		today, whatIf := formula(&b.Today), formula(&b.WhatIf)
		line, ofCauses := argument.LineOf("formula", "what-if (formula)", "", argument.Formula, whatIf.Times, whatIf.Mean), &pathOf(b, &b.WhatIf).causes
		for _, t := range whatIf.Times { // in the table: how many causes there are
			n := argument.Whole(ofCauses.at(t))
			line.Texts = append(line.Texts, words.Say(argument.Whole(t/words.Week), words.Weeks)+", "+words.Count(n, "cause", "causes"))
		}
		if b.Today.Runs.Known() {
			today = b.Today.Runs.Pace(&coming, fewestWeeks)
		}
		if b.WhatIf.Runs.Known() {
			whatIf = b.WhatIf.Runs.Pace(&coming, fewestWeeks)
		}
		tenths := func(v float64) float64 { return argument.Whole(float64(10*v)) / 10 }
		said := func(v float64) string { return words.Say(tenths(v), words.PerWeek) }
		first, last := b.WhatIf.Of(perWeek), whatIf.End()
		title := argument.When(math.Abs(last-first) < 0.05, "As many incidents a week as now").
			Else("From " + words.Count(first, "incident", "incidents") + " a week to " + words.Short(tenths(last)))
		return argument.Chart{
			ID: "rate", X: argument.WeeksAxis(b.WhatIf.Weeks()), Title: title, Subtitle: "incidents a week; eight runs in ten stay in the band",
			Y:      argument.PerWeekAxis("incidents a week", math.Max(1, math.Max(today.Highest(), whatIf.Highest()))),
			Layers: fanned(b, line, today, whatIf, said(last)),
			Alt: "Incidents a week, from " + said(first) + " to " + said(last) + ", today's way " + said(today.End()) + ". Causes at the end: " +
				words.Whole(b.WhatIf.Best(left)) + ", today's way " + words.Whole(b.Today.Best(left)) + ".",
		}
	}}
}

// fewestWeeks is over how many weeks incidents are counted at least, to say how many there are a
// week.
const fewestWeeks = 2

// slowestAlone is what one incident in twenty takes at least without overlap, in mean fixes: ln 20.
var slowestAlone = portable.Log(20)

// slowestOfTwo is what one incident in twenty takes at least, in mean fixes, with two people and work
// for so many, fewer than one: M/M/2, in which those who wait do so for an exponential time.
func slowestOfTwo(load float64) float64 {
	waits, _ := queue.Erlang{Servers: 2, OfferedLoad: load}.C()
	_, most := argument.UpTo(0, heroTop, 1e-9, func(t float64) bool {
		return float64(waits*dist.TailOfTwo(t, 1/(2-load), 1))+float64((1-waits)*dist.TailOfTwo(t, 0, 1)) > 0.05
	})
	return most
}

// The chart of heroes shows so many loads of one person from 0 on, up to heroTo, and waits up to heroTop.
const (
	heroTo     = 0.95
	heroPlaces = 38
	heroTop    = 12 // mean fixes
)

// heroParts are the areas below the line of one person.
var heroParts = []argument.AreaPart{
	{ID: "alone", Name: "one person, without overlap (formula)", Fill: argument.Pale},
	{ID: "overlap", Name: "one person, overlap (formula)", Fill: argument.Hatch},
}

// hero is what the slowest in twenty take, by load, with one person, with one who is twice as fast, and with two.
func hero() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		loads := argument.ValuesAt(argument.Numbers(0, heroPlaces, 1), func(k float64) float64 { return heroTo * k / heroPlaces })
		twos := b.Keep("hero", Entry.Defaults().WhatIfSetting(), func() any { return argument.ValuesAt(loads, slowestOfTwo) }).([]float64) // the same for all settings
		s, below := b.WhatIf.Of(fix), loads[:slices.IndexFunc(loads, func(load float64) bool { return slowestAlone/(1-load) > heroTop })]
		line := func(id, name, label string, role argument.Role, at []float64, of func(float64) float64) argument.Layer {
			return argument.LineOf(id, name+" (formula)", label, role, at, argument.ValuesAt(at, of))
		}
		one := line("one", "one person", "one", argument.Formula, below, func(load float64) float64 { return slowestAlone / (1 - load) * s })
		two := line("two", "two people", "two", argument.Limit, twos, func(takes float64) float64 { return takes * s })
		two.X = loads
		fast := line("fast", "one who is twice as fast", "twice as fast", argument.Limit, loads, func(load float64) float64 { return slowestAlone / (2 - load) * s })
		layers := append(argument.Stacked(argument.Plain, below, heroParts, [][]float64{
			argument.ValuesAt(below, func(float64) float64 { return slowestAlone * s }),
			argument.ValuesAt(below, func(load float64) float64 { return (slowestAlone/(1-load) - slowestAlone) * s }),
		}), one, two, fast)
		x := argument.ShareAxis("one person's time that incidents take", 1)
		busy := func(side *argument.Side) float64 { // of the last week
			return pathOf(b, side).inWeek(side.Weeks()) * side.Of(fix) / words.Week
		}
		load := busy(&b.WhatIf)
		title := argument.When(load < 1, "Overlap is "+argument.InPercent(load)+" of a hero's slow restores").Else("One person could not keep up")
		return argument.Chart{
			ID: "hero", X: x, Y: argument.WaitAxis("one in twenty takes longer", heroTop*s), Title: title,
			Layers: append(layers, argument.RuleAt("load-today", "today's way, at the date", "today", argument.Today, x.Ahead(busy(&b.Today))).If(!b.Same()),
				argument.RuleAt("load", "what-if, at the date", "what-if", argument.WhatIf, x.Ahead(load))),
			Subtitle: "in line and in hand, by how busy one would be; hatched: overlap (formula)",
			Alt: "What the slowest in twenty take against the time that incidents take of one person. Overlap makes as much of it as the person " +
				"is busy: half at 50 %. One who is twice as fast needs less than two people at any load.",
		}
	}}
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
	return !b.Tells(many, words.Whole) && b.Today.Of(followed) == b.WhatIf.Of(followed) && b.Tells(restore, words.Duration)
}

// headline says how many incidents there are, and when the extra work is paid back; or how long
// a restore takes, where that is what differs.
func headline(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	if slower(b) {
		n := whatIf.Of(responders)
		return argument.Say("With % on call a restore takes % on average, not %; there are about as many incidents as today.",
			argument.Drag(argument.WhatIf, responders, n, words.Spelled(n)+words.Verb(n, " person", " people")), b.Says(restore, words.Duration), b.Again(restore, words.Duration))
	}
	date := argument.Date(whatIf)
	if whatIf.Weeks() == 52 {
		date.Text = "the year"
	}
	s := follow(whatIf).And(" and there "+argument.Is(argument.Whole(b.WhatIf.Best(many)))+" % in %", b.Says(many, words.Whole), date)
	if s, told := s.AsToday(b, many, "", words.Whole); told {
		return s
	}
	kind, at := verdict(b)
	said := outcomes[kind].said
	when := []argument.Span{argument.Num(argument.WhatIf, at, week(at))}
	return s.Against(b, many, "about as many", words.Whole, " instead of %").And(said, when[:strings.Count(said, "%")]...).And(".")
}

// wasted says why follow-ups are not paid back.
func wasted(whatIf argument.Setting) argument.Sentence {
	s := argument.Say("Each follow-up takes %", whatIf.Drag(argument.WhatIf, followUp, hoursOf))
	fails := 1 - whatIf.Of(prevents)
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
	whatIf := b.WhatIf.Setting
	if kind == paysBack && at > early && whatIf.Weeks() >= early || kind == neverPays {
		by := math.Min(early, whatIf.Weeks())
		if extra := moreBy(b, by); extra >= 1 {
			all = append(all, argument.Say("By "+week(by)+" it has cost % more.", argument.Num(argument.WhatIf, extra, hoursOf(extra))))
		}
	}
	if kind == neverPays && whatIf.Of(followed) > 0 {
		all = append(all, wasted(whatIf).And("."))
	}
	if n := b.WhatIf.Best(many); b.WhatIf.Values[many] < argument.Few {
		all = append(all, argument.Say("It is too early to tell: only about % until then.", argument.Num(argument.WhatIf, n, words.Count(argument.Whole(n), "incident comes", "incidents come"))))
	}
	return append(all, argument.Told(restores(b), keepUp(b), money(b))...)
}

// moreBy is how many hours what-if has taken more by a week: as simulated, where that is in.
func moreBy(b *argument.Sheet, end float64) float64 {
	if !b.Today.Runs.Known() || !b.WhatIf.Runs.Known() || end > b.WhatIf.Weeks() || end > b.Today.Weeks() {
		return more(b)(end * words.Week)
	}
	by := func(side *argument.Side) float64 {
		return argument.Between(side.Runs.Path(&worked, 0).Mean, float64(end/side.Weeks()*argument.Moments))
	}
	return by(&b.WhatIf) - by(&b.Today)
}

// restores says how long a restore takes, and the slowest.
func restores(b *argument.Sheet) argument.Sentence {
	most := b.Says(slowest, words.Duration)
	if slower(b) {
		return argument.Say("One restore in twenty takes longer than %.", most)
	}
	text := argument.When(b.WhatIf.Weeks() == 52, "On the year's average a restore takes %").Else("On average a restore takes %")
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
	s := b.WhatIf.Setting
	if t := fullFrom(b, &b.WhatIf); t > 0 {
		what := "more incidents come than can be fixed: restores take ever longer"
		if s.Of(followed) > 0 {
			what += ", follow-ups are left undone"
		}
		return fromWeek("", t, what+".")
	}
	if undone := pathOf(b, &b.WhatIf).undone.at(s.Horizon()); undone >= 1.5 && undone*s.Of(followUp) > 2*s.Of(responders)*words.Week {
		return argument.Say("There is no time for so many follow-ups: % are not done at the date, and their causes go on.", argument.Num(argument.Formula, undone, words.Whole(undone)))
	}
	if t := fullFrom(b, &b.Today); !b.Same() && t > 0 {
		return fromWeek("today's way, ", t, "more incidents come than the people can fix.")
	}
	return nil
}

// money says what broken hours and the people's cost.
func money(b *argument.Sheet) argument.Sentence {
	if words.Dollars(b.WhatIf.Best(price)) == "$0" {
		return nil
	}
	s, _ := argument.Say("At % for an hour broken incidents cost %, the people's hours included", b.WhatIf.Drag(argument.WhatIf, brokenCost, words.Dollars),
		b.Says(price, words.Dollars)).Compare(b, price, words.Dollars)
	return s.And("; what users think is left out.")
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.WhatIf.Setting
	return argument.When(fullFrom(b, &b.WhatIf) > 0, "The formula has people busy to the last hour once more comes than they can do.").
		When(math.Abs(s.Of(fixCV)-1) > 0.05, "The formula knows only the mean of what a fix takes.").
		Else("The formula follows causes in the mean, and lets nobody wait while anybody is free.")
}
