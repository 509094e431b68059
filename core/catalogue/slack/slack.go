// Package slack asks how busy a team should be: people who are busy all the time cost least
// in wages, and most in waiting. After Dan McKinley's talk.
package slack

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	people = argument.Pinned(argument.People(1, 60, 12, "Who do the work. Each works on one item at a time, and any of them can do any."), 10)
	demand = &argument.Param{ID: "demand", Label: "Demand for work", Unit: words.PerWeek, Min: 1, Max: 120, Step: 1, Default: 24,
		Help: "How many items come in a week."}
	hours     = argument.ServiceHours("Time for an item", "Working hours that one item takes on average; two days are 16.")
	delayCost = argument.DelayCost(20_000, 50, 1000, "What it costs if one item is done a week later; 0 if nobody minds. Our assumption: put yours.")
	cost      = firstLevel(argument.Cost())
	weeks     = argument.Weeks(1, 52, argument.CountsOver+" what a week costs")
	uneven    = argument.More(argument.Variability(1, "Items do not come at even times and do not take equally long. This moves both."))
	backlog   = argument.Backlog("Items that are there today, before anybody has begun.")
)

func firstLevel(p *argument.Param) *argument.Param {
	p.More = false
	return p
}

// Entry is slack in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "slack",
	Title:    "How busy a team should be",
	Question: "Ten people are 96 % busy. Would twelve be cheaper?",
	Params:   []*argument.Param{people, demand, hours, delayCost, cost, weeks, uneven, backlog},
	Main:     people,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Ten people, with work for 96 % of their time. Nobody is idle for long, and everything waits.", Set: []argument.Assignment{people.To(10)}, Points: "cost"},
		{Says: "Nine: saving one salary costs eight. The pile grows all year.", Set: []argument.Assignment{people.To(9)}, Points: "cost"},
		{Says: "Twelve: a fifth of their time is slack, and an item waits hours instead of days. The week costs less.", Set: []argument.Assignment{people.To(12)}, Points: "wait"},
		{Says: "Sixteen: too much slack exists. But five too many cost less than two too few.", Set: []argument.Assignment{people.To(16)}, Points: "cost"},
		{Says: "If delay costs nothing, then nothing should ever be idle, and this page agrees.", Set: []argument.Assignment{delayCost.To(0)}, Points: "cost"},
		{Says: "Twice the work and twice the people: as busy as the ten, they keep it waiting half as long. Bigger teams can run fuller.",
			Set: []argument.Assignment{demand.To(48), people.To(22)}, Today: []argument.Assignment{people.To(20)}, Points: "size"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "What a week costs", Text: "c·w + D·E(items) + (items in line at T)·s·w/T", Author: "ours",
				Region: "On average until the date. What is left over must still be done, and is charged at its wages: without that, the cheapest team at any date is nobody."},
			argument.StickyBrownian("Any load, also above 100 %. Rough in the first weeks: the simulation stands beside it. Over the time it is integrated by Gauss and Legendre's rule."),
			{Name: "In the long run", Text: argument.WhittWait, Author: "A. K. Erlang, 1917; W. Whitt, 1993",
				Region: "Below 100 % only; exact as chance has it. The dots of how busy is cheapest."},
			{Name: "The square-root rule", Text: "c ≈ a + y√a, y from D/w alone", Author: "S. Halfin and W. Whitt, 1981; S. Borst, A. Mandelbaum and M. Reiman, 2004",
				Region: "Large teams in the long run; for work of five people and more within one person of the cheapest. Unevenness multiplies D by v²."},
			{Name: "When one more pays", Text: "D > (wages more − work done more)/(items fewer)", Author: "exact, from the first line",
				Region: "At any date. Work done more is what is left over less."},
		},
		Assumptions: []string{
			"Anybody can do any item, items are done in the order in which they come, and nobody gives up.",
			"A person costs the same, busy or idle. What an idle person learns or mends on the side is worth nothing here: that is another argument.",
			"Every item's delay costs the same for each week, from the first hour on and while it is being worked on.",
			"People work at the same speed however full they are, and nobody leaves because of it.",
			"Twice the work makes half the wait only where people share one line. Two teams of ten are not a team of twenty.",
			argument.WorkingWeek,
		},
		Sources: []argument.Source{
			argument.EgolessEngineering,
			{Title: "Heavy-traffic limits for queues with many exponential servers", Author: "S. Halfin and W. Whitt", Year: 1981},
			{Title: "Dimensioning large call centers", Author: "S. Borst, A. Mandelbaum and M. Reiman", Year: 2004},
			argument.AbateWhitt1987, argument.HarrisonLemoine1981, argument.Whitt1993,
		},
	}
}

// The numbers, by index: the sentence's own comes first. Behind them is what the cost is
// made of.
const (
	money = iota
	wait
	overADay
	busy
	wages
	delay
	atEnd
)

const method = "sticky Brownian motion (Abate–Whitt 1987, Harrison–Lemoine 1981) at the date"

// Model answers for slack.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Windows:      argument.AboutTheDate("people", "", words.Day),
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "total-cost", Label: "what a week costs: wages, delay, work left over", Unit: words.Money, Method: method + ", integrated", Count: argument.CountedFor(dollars)},
			{ID: "wait", Label: "wait of an item that comes at the date", Unit: words.Hours, Method: method, Count: argument.Counted(org.WaitInWindow(0))},
			{ID: "over-a-day", Label: "of these, who wait longer than a day", Unit: words.Share, Chance: true, Method: method, Count: argument.Counted(org.LongerInWindow(0, 0))},
			{ID: "busy", Label: "people's time that is work, until the date", Unit: words.Share, Method: method, Count: argument.Counted(org.BusyFraction(0))},
		},
		Effort: argument.Effort{
			Most: 400, Least: 20, MostAlong: 60, LeastAlong: 4, Items: 250e3,
			In: func(s argument.Setting) float64 { return float64(s.Of(demand)*s.Weeks()) + s.Of(backlog) },
		},
		Drawings: []argument.Drawing{costByPeople(), waitByLoad(), busyBySize(), odds(), &argument.Lens{Time: "from asked for to done", Lead: -1}},
		Headline: headline,
		Asides:   asides,
		Compared: money,
		Why:      why,
	})
}

// organisation is one line for all people. The old items come at once, before the first new
// one.
func organisation(s argument.Setting) org.Organisation {
	scv := s.SCV(uneven)
	return org.Organisation{
		Stations: []sim.Station{{Name: "people", Servers: int(s.Of(people))}},
		Classes: []org.Class{{
			Name: "item", Backlog: int(s.Of(backlog)), DelayCost: s.Of(delayCost) / words.Week,
			Arrivals: []org.Arrivals{{Rate: s.Of(demand) / words.Week, SCV: scv}},
			Steps:    []org.Step{{Station: "people", Service: org.Time{Mean: s.Of(hours), SCV: scv}}},
		}},
	}
}

// dollars is what a week cost in a run.
func dollars(s argument.Setting, o *org.Outcome) (num, den float64) {
	line, _ := argument.LineAtEnd(0)(o)
	return total(s, o.Classes[0].ItemHours/o.Hours, line), 1
}

// byPeople is along the number of people, each of them a place: the cheapest is one.
func byPeople() *argument.Sweep {
	return &argument.Sweep{
		ID: "people", Along: people, Points: 1,
		X: argument.FromOneAlong("people", words.People, 30, people),
		// Each one where the work is about as much as they can do, some where it is less, and
		// none where it is more than twice that.
		Runs: func(s argument.Setting, x argument.Axis) (at []float64) {
			step := math.Floor(x.Max / 6)
			for n := math.Max(1, math.Floor(load(s)/2)); n <= x.Max; n++ {
				if math.Abs(n-load(s)) <= 3 || math.Mod(n, step) == 0 {
					at = append(at, n)
				}
			}
			return at
		},
	}
}

// alike is by how much dearer people may be and count as cheap as the cheapest where delay
// costs nothing: all who are too few then cost the same but for chance.
const alike = 0.005

// cheapest is how many people cost least by the date, by formula, of those that the slider
// has; where delay costs nothing the most of those who do, and all where people cost nothing.
func cheapest(b *argument.Sheet) (n, dollars float64) {
	_, along := b.Column(byPeople(), &b.WhatIf, money)
	last, least := len(along)-1, slices.Min(along)
	switch {
	case b.WhatIf.Of(cost) == 0:
		return people.Max, along[last]
	case b.WhatIf.Of(delayCost) == 0:
		for along[last] > least*(1+alike) {
			last--
		}
		return people.Min + float64(last), along[last]
	}
	return people.Min + float64(slices.Index(along, least)), least
}

func costByPeople() *argument.Curve {
	parts := []argument.AreaPart{
		{ID: "wages", Label: "wages", Name: "wages (formula)", Fill: argument.Half},
		{ID: "delay", Label: "delay", Name: "delay (formula)", Fill: argument.Hatch},
		{ID: "left", Name: "work left over (formula)", Fill: argument.Pale},
	}
	return &argument.Curve{
		ID: "cost", Sweep: byPeople(), Number: money, Subtitle: "dollars a week until the date, by people: wages, delay, work left over",
		YName: "dollars a week", Scale: argument.MoneyAxis, Name: "all together (formula)",
		// Low enough for the two settings to be told apart: what is far too few explodes.
		Home: argument.RoomAbove(0, 2.2, byPeople(), money),
		Under: func(b *argument.Sheet) []argument.Layer {
			shown := int(b.Axis(byPeople()).Max) // each is a place
			at, amounts := byPeople().AllPlaces(b.WhatIf.Setting)[:shown], make([][]float64, len(parts))
			for i := range parts {
				_, dollars := b.Column(byPeople(), &b.WhatIf, wages+i)
				amounts[i] = dollars[:shown]
			}
			layers := argument.Stacked(argument.WhatIf, at, parts, amounts)
			n, _ := cheapest(b)
			best := argument.RuleAt("best", "the cheapest number of people (formula)", "cheapest: "+words.Short(n), argument.Limit, n)
			return append(layers, best.If(n <= b.Axis(byPeople()).Max))
		},
		Title: func(b *argument.Sheet) string {
			n, dollars := cheapest(b)
			return argument.When(n == people.Min, "One person is cheapest: "+words.Dollars(dollars)+" a week").
				When(n == people.Max, "Even "+words.Short(n)+" people are not too many").
				When(b.WhatIf.Of(delayCost) == 0, words.Short(n)+" people or fewer are cheapest: "+words.Dollars(dollars)).
				Else(words.Short(n) + " people are cheapest: " + words.Dollars(dollars) + " a week")
		},
		ShowsOf: func(b *argument.Sheet) string {
			n, _ := cheapest(b)
			return "What a week costs against the number of people: steep where they are too few, and slowly rising from " + words.Short(n) + " on"
		},
	}
}

func persons(n float64) string { return words.Count(n, "person", "people") }

// loadAxis is of how busy people are, from half to a fifth too much, or further where a
// setting is there.
func loadAxis(today, whatIf argument.Setting) argument.Axis {
	a := argument.Axis{Name: "work that comes, of what they can do", Unit: words.Share, Min: 0.5, Max: 1.2}
	if math.Min(utilization(today), utilization(whatIf)) < a.Min {
		a.Min = 0
	}
	step := 0.2
	if most := math.Max(utilization(today), utilization(whatIf)); most > a.Max {
		a.Max, step = argument.NiceMax(1.1 * most)
	}
	for at := step * math.Ceil(a.Min/step); at <= a.Max*(1+1e-9); at += step {
		a.Ticks = append(a.Ticks, argument.Tick{At: math.Min(at, a.Max), Text: argument.InPercent(at)})
	}
	return a
}

// byLoad is the same people with more work and less.
func byLoad() *argument.Sweep {
	work := func(s argument.Setting, of float64) float64 { return of * s.Of(people) * words.Week / s.Of(hours) }
	return &argument.Sweep{
		ID: "load", Along: demand, Formula: waitAlong, X: loadAxis, Points: 1,
		Places: func(s argument.Setting) (at []float64) {
			for k := 1.0; k <= 48; k++ {
				at = append(at, work(s, k/40))
			}
			for of := 1.25; of < 300; of *= 1.15 { // nobody is busier: all the work there can be, for one
				at = append(at, work(s, of))
			}
			return at
		},
		Runs: func(s argument.Setting, x argument.Axis) []float64 {
			return argument.ValuesAt(argument.Numbers(1, 6, 1), func(k float64) float64 { return work(s, x.Part(k/6)) })
		},
	}
}

// dayFrom is the load from which on the wait is longer than a day, by formula; +Inf if it
// is nowhere.
func dayFrom(b *argument.Sheet) float64 {
	places := byLoad().Places(b.WhatIf.Setting)
	last, lastWait := 0.0, 0.0
	for k, v := range b.Along(byLoad(), &b.WhatIf) {
		at := utilization(b.WhatIf.At(demand, places[k]))
		if v[wait] > words.Day {
			return last + float64((at-last)*((words.Day-lastWait)/(v[wait]-lastWait)))
		}
		last, lastWait = at, v[wait]
	}
	return math.Inf(1)
}

func waitByLoad() *argument.Curve {
	return &argument.Curve{
		ID: "wait", Sweep: byLoad(), Number: wait, Position: utilization, Mark: words.About, Subtitle: "wait in line about the date, by how busy the same people are",
		YName: "wait", Scale: argument.WaitAxis,
		Home: func(b *argument.Sheet) float64 { return math.Max(words.Day, 1.4*b.Highest(wait)) },
		Under: func(b *argument.Sheet) []argument.Layer {
			return []argument.Layer{argument.PastSaturation(1, "grows without end")}
		},
		Title: func(b *argument.Sheet) string {
			from := dayFrom(b)
			return argument.When(from < 0.05, "The wait is over a day, however idle they are").
				When(from > b.Axis(byLoad()).Max, "Even at "+argument.InPercent(b.Axis(byLoad()).Max)+" the wait stays under a day").
				Else("Past " + argument.InPercent(from) + " of what they can do, it waits over a day")
		},
		Shows: "The wait about the date against the work that comes, of what the people can do: flat at first, then ever steeper",
	}
}

// sizes is for how many people there is work at the right end of the chart of sizes, or
// more where a setting is there.
const sizes = 30

// fullest is how full the cheapest team runs in the long run for work that keeps 1, 2, 3, …
// people busy, as far as the chart may go.
func fullest(b *argument.Sheet, p prices) []float64 {
	s := b.WhatIf.Setting
	for _, other := range []*argument.Param{people, demand, hours, weeks, backlog} { // make no difference to it
		s = s.At(other, other.Min)
	}
	return b.Keep("fullest", s, func() any {
		return argument.ValuesAt(argument.Numbers(1, 200, 1), func(busy float64) float64 { return busy / p.staff(busy) })
	}).([]float64)
}

// busyBySize is how full the cheapest team runs in the long run, against the work: whole
// people, and the square-root rule.
func busyBySize() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		today, whatIf := b.Today.Setting, b.WhatIf.Setting
		x := argument.FromOne("work, for so many people", words.People, sizes, math.Max(load(today), load(whatIf)))
		dots := argument.Layer{ID: "whole", Name: "whole people (formula)", Shape: argument.Points, Role: argument.Formula}
		rule := argument.LineOf("rule", "square-root rule (formula)", "", argument.Limit, nil, nil)
		title := "Where people cost nothing, any number of them is cheap"
		if whatIf.Of(cost) > 0 {
			p := prices{whatIf.Of(delayCost) / whatIf.Of(cost), whatIf.SCV(uneven)}
			y, sizes := p.beta(), argument.Numbers(1, x.Max, 1)
			dots.X, dots.Y, rule.X = sizes, fullest(b, p)[:len(sizes)], sizes
			rule.Y = argument.ValuesAt(sizes, func(busy float64) float64 { return 1 / (1 + y/math.Sqrt(busy)) })
			dots.Lo, dots.Hi = dots.Y, dots.Y
			one, two := load(whatIf)/p.staff(load(whatIf)), 2*load(whatIf)/p.staff(2*load(whatIf))
			switch {
			case p.ratio == 0:
				title = "Where delay costs nothing, nobody should be idle"
			case argument.InPercent(two) == argument.InPercent(one):
				title = "Twice the team is cheapest as full: " + argument.InPercent(one)
			default:
				title = "Twice the team, and " + argument.InPercent(two) + " full, not " + argument.InPercent(one)
			}
		}
		settles := func(s argument.Setting) bool { // elsewhere there is no long run
			return load(s) >= x.Min && load(s) <= x.Max && utilization(s) <= 1
		}
		todayMark, whatIfMark := b.Marks([2]float64{load(today), utilization(today)}, [2]float64{load(whatIf), utilization(whatIf)},
			"today "+argument.InPercent(utilization(today)), argument.InPercent(utilization(whatIf)))
		return argument.Chart{
			ID: "size", Subtitle: "how full is cheapest in the long run, by the people whom the work needs; line: square-root rule", X: x, Y: argument.ShareAxis("busy", 1), Title: title,
			Alt:    "How busy the cheapest number of people is, against the work that comes: the more work, the fuller they can be, in small steps back and forth. " + title + ".",
			Layers: []argument.Layer{rule, dots, todayMark.If(settles(today)), whatIfMark.If(settles(whatIf))},
		}
	}}
}

func odds() *argument.Spread {
	return &argument.Spread{
		ID: "odds", Title: "Each dot is one item in twenty", XName: "wait", YName: "items in twenty", Of: argument.OneWait,
		Subtitle: func(b *argument.Sheet) string {
			return "wait of the items that come in " + words.Horizon(b.WhatIf.Weeks())
		},
		Quantile: func(s argument.Setting) func(q float64) float64 {
			h, err := station(s).AtHorizon(s.Horizon(), s.Of(backlog))
			return func(q float64) float64 {
				w, _ := h.WaitQuantile(q) // q is a probability below 1
				if err != nil {
					return math.NaN()
				}
				return w
			}
		},
	}
}

// headline says what a week costs, and today's.
func headline(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	s := argument.Say("With %, busy % of the time, a week costs %, waiting included", whatIf.Drag(argument.WhatIf, people, persons),
		b.Says(busy, argument.InPercent), b.Says(money, words.Dollars))
	same, told := s.AsToday(b, money, "about as much", words.Dollars)
	switch again := b.SaysToday(money, words.Dollars); {
	case told:
		return same
	case b.Differ(people):
		return s.And(". As things are today: %.", again)
	default:
		return s.And(". Today, with %", today.Drag(argument.Today, people, words.Short)).
			AndIf(b.Tells(busy, argument.InPercent), ", busy %", b.SaysToday(busy, argument.InPercent)).And(": %.", again)
	}
}

// best says how many people would be the cheapest, by formula, and what two fewer cost and
// two more; nothing if the runs of the two settings contradict it.
func best(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	n, least := cheapest(b)
	one := argument.Num(argument.Formula, n, argument.Upper(words.Spelled(n)))
	dearer := b.WhatIf.Best(money) - b.Today.Best(money)
	var s argument.Sentence
	switch comparable := !b.Differ(people); {
	case n == whatIf.Of(people) && comparable && dearer > 0, n == today.Of(people) && comparable && dearer < 0:
		return nil
	case n == people.Max:
		return argument.Say("Even % would not be too many.", one)
	case n == whatIf.Of(people):
		s = argument.Say("No other number of people is cheaper")
	case n == today.Of(people) && comparable:
		s = argument.Say("% is right", one)
	case whatIf.Of(delayCost) == 0:
		return argument.Say("% or fewer would be cheapest.", one)
	default:
		s = argument.Say("% would be cheapest", one)
	}
	if whatIf.Of(delayCost) == 0 || n-2 < people.Min || n+2 > people.Max {
		return s.And(".")
	}
	_, along := b.Column(byPeople(), &b.WhatIf, money)
	fewer, more := along[int(n-people.Min)-2]-least, along[int(n-people.Min)+2]-least
	return s.And(": two fewer cost % a week more, and two too many %.", argument.Dollars(argument.Formula, fewer), argument.Dollars(argument.Formula, more))
}

// asides say how many people would be the cheapest, how long an item waits, and whether the
// people keep up.
func asides(b *argument.Sheet) []argument.Sentence {
	whatIf := b.WhatIf.Setting
	waits := argument.Say("An item that comes % from now ", argument.Date(whatIf))
	if b.WhatIf.Best(wait) < 1.0/60 {
		waits = waits.And("does not wait")
	} else {
		waits, _ = waits.And("waits %", b.Says(wait, words.Duration)).Compare(b, wait, words.Duration)
		waits, _ = waits.And("; % wait longer than a day", b.Says(overADay, argument.InPercent)).Compare(b, overADay, argument.InPercent)
	}
	waits = waits.And(".")
	if come := float64(whatIf.Of(demand)*whatIf.Weeks()) + whatIf.Of(backlog); come < argument.Few {
		return []argument.Sentence{argument.Say("It is too early to tell: by then % come.", argument.Num(argument.WhatIf, come, words.Count(come, "item", "items"))), waits}
	}
	return argument.Told(best(b), waits, keepUp(b))
}

// keepUp says whether the people can do what comes, and whether that would be cheaper.
func keepUp(b *argument.Sheet) argument.Sentence {
	s := b.WhatIf.Setting
	n, _ := cheapest(b)
	late := load(s)/n > 1+argument.Saturated && n < people.Max // to be late is cheapest
	price := s.Drag(argument.WhatIf, delayCost, words.Dollars)
	pressure := argument.PressureOf(utilization(s))
	return argument.SayWhen(s.Of(delayCost) == 0, "If delay costs nothing, nothing should ever be idle, and this page agrees.").
		When(pressure == argument.Over && late, "A week's delay costs % here: until then it is cheaper to let work wait, though the pile grows by % a week.", price, growth(s)).
		When(pressure == argument.Over, "They cannot do what comes: the pile grows by % a week, and what is left at the end is charged at its wages.", growth(s)).
		When(late, "A week's delay costs % here: until then it is cheaper to be too few, and to let work wait.", price).
		When(pressure == argument.Full, "They can do exactly what comes: without slack the line never settles.").
		When(n == s.Of(people), "One more would cost more than the waiting that they save.").
		Else("")
}

// growth is by how many items a week the pile grows in the long run.
func growth(s argument.Setting) argument.Span {
	more := s.Of(demand) * (1 - 1/utilization(s))
	return argument.Num(argument.WhatIf, more, words.Count(more, "item", "items"))
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.WhatIf.Setting
	rho := utilization(s)
	return argument.When(rho > 1+argument.Saturated, argument.Fluid("items")).
		When(math.Abs(s.Of(uneven)-1) > 0.05, argument.TwoNumbers+"the work is; the simulation draws each item.").
		When(rho > 0.9, argument.NearTheLimit).
		Else("The formula is made for busy people; where few items wait it is rough.")
}
