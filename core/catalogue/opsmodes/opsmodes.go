// Package opsmodes sets four ways in which operations may work for the teams that develop
// against each other: by ticket, by a liaison for each team, in the teams, and by a platform.
// After chapter 8 of The DevOps Handbook.
package opsmodes

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	mode = &argument.Param{ID: "mode", Label: "Operations works", Max: 3, Step: 1, Default: embedded, Pinned: true, Today: ticket,
		Choices: []argument.Choice{
			{Words: "by ticket", Help: "Requests are tickets, handed out at a meeting."},
			{Words: "by liaison", Help: "Each team has an engineer of the group who comes to its rituals: what comes is handed out daily, and better understood."},
			{Words: "in the teams", Help: "Each team has its own engineers, who come to its rituals and take its requests at once."},
			{Words: "by platform", Help: "Some engineers build what serves many requests by itself; the harder ones remain tickets."},
		},
		Help: "How the same engineers take the teams' requests."}
	teams = &argument.Param{ID: "teams", Label: "Teams", Unit: words.Number, Min: 1, Max: 24, Step: 1, Default: 6,
		Help: "How many teams ask operations for something."}
	people   = argument.People(1, 40, 12, "Operations engineers: the same in all four ways.")
	requests = &argument.Param{ID: "requests", Label: "Requests of a team", Unit: words.PerWeek, Min: 0.1, Max: 20, Step: 0.1, Default: 4,
		Help: "How many requests each team has in a week."}
	triage = &argument.Param{ID: "triage", Label: "Tickets are handed out every", Unit: words.PlainHours, Min: 0, Max: 80, Step: 8, Default: 40,
		Help: "Working hours between two meetings at which tickets are handed out. 40 is weekly, 8 daily, 0 at once."}
	weeks = argument.Weeks(1, 26, argument.CountsOver)
	hours = &argument.Param{ID: "hours", Label: "Time for a request", Unit: words.PlainHours, Min: 0.5, Max: 80, Step: 0.5, Default: 12, More: true,
		Help: "Working hours that a request takes an engineer on average."}
	misunderstood = argument.More(argument.Misunderstood(0.2,
		"Share of tickets whose answer turns out to be the wrong one. In the teams there are none. Our assumption: count yours."))
	delay = argument.More(argument.AskedAgain(16,
		"Working hours from a wrong answer until it is asked anew, on average; with a liaison a quarter of that."))
	misunderstoodLiaison = &argument.Param{ID: "misunderstood-liaison", Label: "Come back with a liaison", Unit: words.Share, Min: 0, Max: 0.6, Step: 0.01, Default: 0.05, More: true,
		Help: "Share of answers that turn out to be the wrong one where a liaison knows the team. Our assumption."}
	ritual = &argument.Param{ID: "ritual", Label: "Rituals of a team, a week", Unit: words.PlainHours, Min: 0, Max: 20, Step: 0.5, Default: 3, More: true,
		Help: "Hours a week of stand-ups and retrospectives, for everybody from operations who attends."}
	faster = &argument.Param{ID: "faster", Label: "In the team, faster by", Unit: words.Share, Min: -0.5, Max: 0.8, Step: 0.05, Default: 0.1, More: true,
		Help: "Who sits in the team knows it. Below 0: without colleagues to ask it takes longer. Our assumption."}
	selfService = &argument.Param{ID: "self-service", Label: "Requests that the platform serves", Unit: words.Share, Min: 0, Max: 1, Step: 0.05, Default: 0.5, More: true,
		Help: "Share of requests that need no engineer once there is a platform. Our assumption."}
	auto = &argument.Param{ID: "auto", Label: "The platform takes", Unit: words.PlainHours, Min: 0.25, Max: 40, Step: 0.25, Default: 1, More: true,
		Help: "Working hours until the platform has served a request."}
	building = &argument.Param{ID: "builders", Label: "Engineers who build the platform", Unit: words.People, Min: 0, Max: 20, Step: 1, Default: 3, More: true,
		Help: "Taken from operations, all but one at most; they build and run the platform and take no requests."}
	residue = &argument.Param{ID: "residue", Label: "What the platform leaves is harder by", Unit: words.Share, Min: 0, Max: 2, Step: 0.1, Default: 0.5, More: true,
		Help: "If the platform served everything; in proportion where it serves a part. Platforms serve the easy half."}
	uneven    = argument.More(argument.Variability(1, "Requests do not come at even times and do not take equally long."))
	cost      = argument.Cost()
	delayCost = argument.More(argument.DelayCost(20_000, 50, 1000, "What it costs if one request is done a week later. Our assumption: put yours."))
)

// Entry is ops-modes in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "ops-modes",
	Title:    "Four ways to work with operations",
	Question: "Should operations be a ticket queue, have a liaison for every team, sit in the teams, or build a platform?",
	Params: []*argument.Param{
		mode, teams, people, requests, triage, weeks,
		hours, misunderstood, delay, misunderstoodLiaison, ritual, faster, selfService, auto, building, residue, uneven, cost, delayCost,
	},
	Main:  mode,
	Shown: 2,
	Live:  true,
	Story: []argument.Step{
		{Says: "Today: tickets, handed out once a week. Most of what a request takes is waiting for the meeting, and one in five comes back.", Set: []argument.Assignment{mode.To(ticket)}, Points: "four"},
		{Says: "Hold the meeting every day. That alone is most of what any reorganisation can bring.", Set: []argument.Assignment{mode.To(ticket), triage.To(8)}, Points: "four"},
		{Says: "A liaison for each team: answers are understood, and the engineers still help each other out.", Set: []argument.Assignment{mode.To(liaison)}, Points: "four"},
		{Says: "Two engineers in each team: half an hour quicker than a liaison, which nobody would feel.", Set: []argument.Assignment{mode.To(embedded)}, Points: "capacity"},
		{Says: "Twelve teams with three requests each: one engineer to a team has nobody to help out. The platform wins.", Set: []argument.Assignment{mode.To(platform), teams.To(12), requests.To(3)}, Points: "four"},
		{Says: "Six people, twenty teams, two years: every ritual and every builder is missed. Here a queue is right.", Set: []argument.Assignment{mode.To(ticket), people.To(6), teams.To(20), requests.To(0.7), weeks.To(104)}, Points: "four"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "From request to answer", Text: "(Wq + s)/(1 − b) + h·b/(1 − b)", Author: "J. R. Jackson, 1963, with Wq of M/M/c (A. K. Erlang, 1917); W. Whitt, 1993, where times are not as chance has it",
				Region: "If this went on for ever, ρ = λs/(c(1 − b)) < 1. Until a date: what is expected to be there, integrated (J. D. C. Little, 1961)."},
			{Name: "Waiting for the meeting", Text: "g/2", Author: "follows from requests that come at any time", Region: "Every g hours."},
			{Name: "The crowd after the meeting", Text: "(s/c)·E[(B − c)⁺(B − c + 1)]/(2E B), B Poisson with mean λg", Author: "ours",
				Region: "A meeting hands out all at once. It leaves out what is still in line from the meeting before, and is a fifth too short at the default."},
			{Name: "A liaison's time", Text: "s/(1 − kr/40n)", Author: "ours", Region: "k teams with r hours of rituals a week, n engineers; at least 5 % of their time is left."},
			{Name: "An engineer's time in the team", Text: "s(1 − f)/(1 − r/40)", Author: "ours", Region: "With more teams than engineers each attends the rituals of several."},
			{Name: "What the platform leaves", Text: "s(1 + e·a)", Author: "ours", Region: "If it serves the share a: what it leaves is harder by e times that."},
		},
		Assumptions: []string{
			"The people are the same in all four ways, so that the quickest is the cheapest. What a reorganisation costs is left out.",
			"By ticket and by liaison any engineer may take any request; in the teams nobody helps another team.",
			"Whoever sits in the team misunderstands nothing and gets requests at once. Rituals take time from everybody who attends, evenly.",
			"A platform serves its share from the first day: building it is left out, and so is what it cannot do on bad days.",
			"Answers that come back go to the end of the line, not to the meeting, and take as long again.",
			"Requests that are not done by the date count by their age.",
			"How much is misunderstood, how much faster the team's own engineer is and what a platform serves are our assumptions: they decide who wins among the last three.",
			argument.WorkingWeek,
		},
		Sources: []argument.Source{argument.DevOpsHandbook, argument.Jackson1963, argument.Little1961, argument.Whitt1993, argument.AbateWhitt1987},
	}
}

// The numbers, by index. Where a request's time goes and where the engineers' week does
// is drawn, not listed.
const (
	lead = iota
	delivered
	open
	gated
	waiting
	working
	returning
	serving
	firstHours
	againHours
	numbers
)

const method = "Little's law on a line to which items come back (Jackson 1963; Abate–Whitt 1987), the meeting and its crowd (ours)"

// Model answers for ops-modes.
func Model() *argument.Model {
	drawn := func(argument.Setting) bool { return false }
	part := func(id, label string, of func(argument.Setting) org.Metric) argument.Number {
		return argument.Number{ID: id, Label: label, Unit: words.Hours, Method: method, Count: of, Only: drawn}
	}
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "lead", Label: "from request to answer", Unit: words.Hours, Method: method, Count: argument.Counted(org.LeadTimeOfAll)},
			{ID: "delivered", Label: "requests done", Unit: words.PerWeek, Method: "what came and is not there", Count: argument.Counted(argument.Weekly(org.ThroughputOfAll))},
			{ID: "open", Label: "requests open at the date", Unit: words.Items, Method: "what came and is not done", Count: argument.Counted(org.OpenAtEnd())},
			part("gated", "until the meeting", argument.Counted(hoursIn(sim.Gated))),
			part("waiting", "in line", argument.Counted(hoursIn(sim.Wait))),
			part("working", "in hand", argument.Counted(hoursIn(sim.Touch))),
			part("returning", "coming back", argument.CountedFor(comingBack)),
			part("serving", "with the platform", argument.CountedFor(served)),
			{ID: "first-hours", Label: "work a week", Unit: words.PlainHours, Method: method, Count: worked(sim.Touch), Only: drawn},
			{ID: "again-hours", Label: "work done again, a week", Unit: words.PlainHours, Method: method, Count: worked(sim.Rework), Only: drawn},
		},
		Effort: argument.Effort{
			Most: 200, Least: 20, MostAlong: 60, LeastAlong: 4, Items: 150e3,
			In: func(s argument.Setting) float64 { return float64(s.Of(teams)*s.Of(requests)) * s.Weeks() },
		},
		Drawings: []argument.Drawing{four(), leadByRequests(), quickestMap(), capacity(), whereTheTimeGoes()},
		Headline: headline,
		Asides:   argument.Asides(others, daily, keepUp),
		Compared: lead,
		Why:      why,
	})
}

// organisation describes a setting to the simulator. There is a stream of requests for each
// team. In the teams each pool has its own class of requests; elsewhere there is one class:
// the platform or the gate, the desk, the way back to it.
func organisation(s argument.Setting) org.Organisation {
	var o org.Organisation
	for _, d := range desksOf(s) {
		for range int(d.number) {
			o.Classes = append(o.Classes, work(&o, s, d))
		}
	}
	return o
}

// platformStation is the platform's place among the stations, if there is one.
const platformStation = 1

// work adds a desk's stations to o and returns the class of its requests.
func work(o *org.Organisation, s argument.Setting, d desk) org.Class {
	c, engineers := org.Class{Name: "request"}, "engineers"
	if s.Is(mode, embedded) {
		of := " " + words.Short(float64(len(o.Classes)+1))
		engineers = "team" + of
		if len(o.Classes) > 0 {
			c.Name += of
		}
	}
	for range int(d.teams) {
		c.Arrivals = append(c.Arrivals, org.Arrivals{Rate: s.Of(requests) / words.Week, SCV: s.SCV(uneven)})
	}
	add := func(station sim.Station, step org.Step) {
		step.Station = station.Name
		o.Stations, c.Steps = append(o.Stations, station), append(c.Steps, step)
	}
	first := argument.When(d.gate > 0, "meeting").Else(engineers)
	if share := servedBy(s); share > 0 {
		add(sim.Station{Name: "asked for", Kind: sim.Delay}, org.Step{Next: []org.Branch{{To: "platform", Probability: share}, {To: first, Probability: 1 - share}}})
		add(sim.Station{Name: "platform", Kind: sim.Delay}, org.Step{Service: org.Time{Mean: s.Of(auto)}, Waste: org.Work, Next: []org.Branch{{To: org.Out, Probability: 1}}})
	}
	if d.gate > 0 {
		add(sim.Station{Name: "meeting", Kind: sim.Gate, Every: d.gate, Offset: d.gate}, org.Step{})
	}
	step := org.Step{Service: org.Time{Mean: d.service(), SCV: s.SCV(uneven)}}
	if d.back > 0 {
		step.Next = []org.Branch{{To: "way back", Probability: d.back}, {To: org.Out, Probability: 1 - d.back}}
	}
	add(sim.Station{Name: engineers, Servers: int(d.engineers)}, step)
	if d.back > 0 {
		add(sim.Station{Name: "way back", Kind: sim.Delay}, org.Step{Service: org.Time{Mean: d.delay, SCV: 1}, Waste: org.Defect, Next: []org.Branch{{To: engineers, Probability: 1}}})
	}
	return c
}

// hoursIn is hours of a request in parts of its lead time.
func hoursIn(parts ...sim.Part) org.Metric {
	return org.OverClasses(func(c *org.ClassOutcome) (hours, items float64) {
		for _, part := range parts {
			hours += c.Parts[part]
		}
		return hours, c.Delivered + c.Open
	})
}

// served is hours of a request with the platform.
func served(s argument.Setting, o *org.Outcome) (hours, items float64) {
	if servedBy(s) == 0 {
		return 0, 1
	}
	_, items = org.LeadTimeOfAll(o)
	return o.Stations[platformStation].BusyHours, items
}

// comingBack is hours of a request in hand again and on its way back.
func comingBack(s argument.Setting, o *org.Outcome) (hours, items float64) {
	again, items := hoursIn(sim.Rework, sim.Handoff)(o)
	elsewhere, _ := served(s, o)
	return math.Max(0, again-elsewhere), items // equal but for rounding where nothing comes back
}

// worked is how many hours a week engineers spend on a part, without their rituals.
func worked(part sim.Part) func(argument.Setting) org.Metric {
	return argument.CountedFor(func(s argument.Setting, o *org.Outcome) (num, den float64) {
		k := 0
		for _, d := range desksOf(s) {
			for range int(d.number) {
				num += float64(o.Classes[k].Parts[part] * d.free * words.Week)
				k++
			}
		}
		return num, o.Hours
	})
}
