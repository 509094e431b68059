// Package slack asks how busy a team should be: people who are busy all the time cost least
// in wages, and most in waiting. After Dan McKinley's talk.
package slack

import (
	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	people = argument.Pinned(argument.People(1, 60, 12, "Who do the work. Each works on one item at a time, and any of them can do any."), 10)
	demand = &argument.Param{
		ID: "demand", Label: "Demand for work", Unit: words.PerWeek, Min: 1, Max: 120, Step: 1, Default: 24,
		Help: "How many items come in a week.",
	}
	hours     = argument.ServiceHours("Time for an item", "Working hours that one item takes on average; two days are 16.")
	delayCost = argument.DelayCost(20_000, 50, 1000, "What it costs if one item is done a week later; 0 if nobody minds. Our assumption: put yours.")
	cost      = firstLevel(argument.Cost())
	weeks     = argument.Weeks(1, 52, "The time over which the page counts what a week costs. A year is 52 weeks.")
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
		{
			Says: "Twice the work and twice the people: as busy as the ten, they keep it waiting half as long. Bigger teams can run fuller.",
			Set:  []argument.Assignment{demand.To(48), people.To(22)}, Today: []argument.Assignment{people.To(20)}, Points: "size",
		},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{
				Name: "What a week costs", Text: "c·w + D·E(items) + (items in line at T)·s·w/T", Author: "ours",
				Region: "On average until the date. What is left over must still be done, and is charged at its wages: without that, the cheapest team at any date is nobody.",
			},
			{
				Name: "At a date", Text: "E Q(T) from Brownian motion with drift λ − c/s and variance λCa² + (c/s)Cs² that is reflected at 0 and sticks there", Author: "J. Abate and W. Whitt, 1987; sticky: J. M. Harrison and A. J. Lemoine, 1981; how late it begins and how long it sticks is ours",
				Region: "Any load, also above 100 %. Rough in the first weeks: the simulation stands beside it. Over the time it is integrated by Gauss and Legendre's rule.",
			},
			{
				Name: "In the long run", Text: "Wq ≈ φ(ρ, Ca², Cs², c) · (Ca² + Cs²)/2 · Wq(M/M/c)", Author: "A. K. Erlang, 1917; W. Whitt, 1993",
				Region: "Below 100 % only; exact as chance has it. The dots of how busy is cheapest.",
			},
			{
				Name: "The square-root rule", Text: "c ≈ a + y√a, y from D/w alone", Author: "S. Halfin and W. Whitt, 1981; S. Borst, A. Mandelbaum and M. Reiman, 2004",
				Region: "Large teams in the long run; for work of five people and more within one person of the cheapest. Unevenness multiplies D by v².",
			},
			{
				Name: "When one more pays", Text: "D > (wages more − work done more)/(items fewer)", Author: "exact, from the first line",
				Region: "At any date. Work done more is what is left over less.",
			},
		},
		Assumptions: []string{
			"Anybody can do any item, items are done in the order in which they come, and nobody gives up.",
			"A person costs the same, busy or idle. What an idle person learns or mends on the side is worth nothing here: that is another argument.",
			"Every item's delay costs the same for each week, from the first hour on and while it is being worked on.",
			"People work at the same speed however full they are, and nobody leaves because of it.",
			"Twice the work makes half the wait only where people share one line. Two teams of ten are not a team of twenty.",
			"A week has 40 working hours.",
		},
		Sources: []argument.Source{
			{Title: "Egoless Engineering", Author: "Dan McKinley", Year: 2024, URL: "https://egoless.engineering"},
			{Title: "Heavy-traffic limits for queues with many exponential servers", Author: "S. Halfin and W. Whitt", Year: 1981},
			{Title: "Dimensioning large call centers", Author: "S. Borst, A. Mandelbaum and M. Reiman", Year: 2004},
			{Title: "Transient behavior of regulated Brownian motion", Author: "J. Abate and W. Whitt", Year: 1987},
			{Title: "Sticky Brownian motion as the limit of storage processes", Author: "J. M. Harrison and A. J. Lemoine", Year: 1981},
			{Title: "Approximations for the GI/G/m queue", Author: "W. Whitt", Year: 1993},
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
			{ID: "total-cost", Label: "what a week costs: wages, delay, work left over", Unit: words.Money, Method: method + ", integrated", Count: dollars},
			{ID: "wait", Label: "wait of an item that comes at the date", Unit: words.Hours, Method: method, Count: argument.Counted(org.WaitInWindow(0))},
			{ID: "over-a-day", Label: "of these, who wait longer than a day", Unit: words.Share, Method: method, Count: argument.Counted(longerThanADay)},
			{ID: "busy", Label: "people's time that is work, until the date", Unit: words.Share, Method: method, Count: argument.Counted(workedHours)},
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
func dollars(s argument.Setting) org.Metric {
	return func(o *org.Outcome) (float64, float64) {
		line, _ := argument.LineAtEnd(0)(o)
		return total(s, o.Classes[0].ItemHours/o.Hours, line), 1
	}
}

func longerThanADay(o *org.Outcome) (float64, float64) {
	return o.Windows[0].Over[0], o.Windows[0].Items
}

func workedHours(o *org.Outcome) (float64, float64) {
	return o.Stations[0].BusyHours, o.Stations[0].DutyHours
}
