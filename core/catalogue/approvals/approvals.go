// Package approvals sets an idea that needs several approvals against one that needs
// none: approvers stop mistakes and good ideas, and all wait. After what Netflix says
// of how its engineers choose what to build with.
package approvals

import (
	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	layers = &argument.Param{
		ID: "layers", Label: "Approvals that an idea needs", Unit: words.Number, Min: 0, Max: 6, Step: 1, Default: 0, Pinned: true, Today: 3,
		Help: "How many people must say yes, one after the other, before an idea is tried.",
	}
	remains = &argument.Param{
		ID: "remains", Label: "Of a mistake's damage remains", Unit: words.Share, Min: 0, Max: 1, Step: 0.01, Default: 0.1,
		Help: "Once it is taken back: 0 leaves no trace, 1 cannot be taken back at all. Our assumption: put yours.",
	}
	ideas = &argument.Param{
		ID: "ideas", Label: "Ideas", Unit: words.PerWeek, Min: 1, Max: 40, Step: 1, Default: 10,
		Help: "How many come up in a week, good ones and bad ones.",
	}
	hours = &argument.Param{
		ID: "hours", Label: "Time for an approval", Unit: words.PlainHours, Min: 0.25, Max: 20, Step: 0.25, Default: 3,
		Help: "Working hours that an approver needs for one idea on average. There is one approver for each approval.",
	}
	calendar = &argument.Param{
		ID: "calendar", Label: "Until it is on the agenda", Unit: words.PlainHours, Min: 0, Max: 80, Step: 1, Default: 16,
		Help: "Working hours until an idea can be put before the next approver: the meeting that is on Thursdays. 16 are two days.",
	}
	weeks = argument.Weeks(1, 26, "The time over which the page counts, beginning with no idea under way.")
	good  = argument.More(&argument.Param{
		ID: "good", Label: "Ideas that are good", Unit: words.Share, Min: 0, Max: 1, Step: 0.05, Default: 0.6,
		Help: "The others are mistakes. Nobody knows beforehand which are which. Our assumption: put yours.",
	})
	passGood = argument.More(&argument.Param{
		ID: "pass-good", Label: "Good ideas that an approver lets through", Unit: words.Share, Min: 0, Max: 1, Step: 0.01, Default: 0.9,
		Help: "The others are turned down and are gone. Our assumption.",
	})
	passBad = argument.More(&argument.Param{
		ID: "pass-bad", Label: "Bad ideas that an approver lets through", Unit: words.Share, Min: 0, Max: 1, Step: 0.01, Default: 0.3,
		Help: "How much an approver can tell is the difference between the two. Our assumption.",
	})
	gain = argument.More(&argument.Param{
		ID: "gain", Label: "A good idea brings", Unit: words.Money, Min: 0, Max: 200_000, Step: 1000, Default: 20_000,
		Help: "In all, once it is tried. Our assumption: put yours.",
	})
	loss = argument.More(&argument.Param{
		ID: "loss", Label: "A mistake costs", Unit: words.Money, Min: 0, Max: 200_000, Step: 1000, Default: 40_000,
		Help: "If nothing of it could be taken back. Our assumption: put yours.",
	})
	delayCost = argument.More(argument.DelayCost(10_000, 10, 2000, "What it costs if one good idea is tried a week later. Our assumption: put yours."))
	teams     = argument.More(&argument.Param{
		ID: "teams", Label: "Teams that choose for themselves", Unit: words.Number, Min: 1, Max: 60, Step: 1, Default: 10,
		Help: "Without approvals each team chooses its own technology; with any, all use the same.",
	})
	independence = argument.More(&argument.Param{
		ID: "independence", Label: "How differently they choose", Unit: words.Number, Min: 0.1, Max: 10, Step: 0.1, Default: 1,
		Help: "0.1: nearly all take what the others have. 10: nearly everyone takes something new.",
	})
	techCost = argument.More(&argument.Param{
		ID: "tech-cost", Label: "A technology costs", Unit: words.Money, Min: 0, Max: 50_000, Step: 100, Default: 2000,
		Help: "A week, for each one after the first: to run it, to know it, to hire for it. Our assumption.",
	})
	uneven = argument.More(argument.Variability(1, "Ideas do not come at even times, and approvals do not take equally long."))
)

// Entry is approval-layers in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "approval-layers",
	Title:    "Three approvals, or none",
	Question: "Every idea goes through three approvals. What if it went through none?",
	Params:   []*argument.Param{layers, remains, ideas, hours, calendar, weeks, good, passGood, passBad, gain, loss, delayCost, teams, independence, techCost, uneven},
	Main:     layers,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Today every idea needs three approvals. Hardly a mistake gets through, and fewer than half of the ideas.", Set: []argument.Assignment{layers.To(3)}, Points: "fate"},
		{Says: "Without any, all ten are tried. Four are mistakes, forty times as many, and they are taken back.", Set: []argument.Assignment{layers.To(0)}, Points: "fate"},
		{Says: "The honest rival of three approvals is one: it stops most mistakes, and ideas wait once.", Set: []argument.Assignment{layers.To(1)}, Points: "layers"},
		{Says: "If half of the damage of a mistake remains, trying everything loses to three approvals, and one or two are best.", Set: []argument.Assignment{layers.To(0), remains.To(0.5)}, Points: "layers"},
		{Says: "If nothing can be taken back, two approvals are worth their wait. Even then three are one too many.", Set: []argument.Assignment{layers.To(2), remains.To(1)}, Points: "layers"},
		{Says: "Approvers who cannot tell good from bad stop both alike: nothing is left of what they are for but the wait.", Set: []argument.Assignment{layers.To(3), passBad.To(0.9)}, Points: "layers"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{
				Name: "What is let through", Text: "good: λπ·p₁ⁿ, bad: λ(1 − π)·p₂ⁿ", Author: "R. Sah and J. Stiglitz, 1986",
				Region: "Each approver judges for themselves. Approvers who follow one another let through more of both.",
			},
			{
				Name: "Approval takes", Text: "h = Σ (Wq + hours + calendar), each approver M/M/1 with what is let through to them", Author: "J. R. Jackson, 1957",
				Region: "Exact in the long run where ideas come and approvals take as chance has it; otherwise Wq after W. Kraemer and M. Langenbach-Belz, 1976, with variability from layer to layer after W. Whitt, 1983.",
			},
			{
				Name: "By a date", Text: "through by T ≈ λπp₁ⁿ·(T − h)", Author: "ours; where an approver cannot keep up, their line after J. Abate and W. Whitt, 1987, and J. M. Harrison and A. J. Lemoine, 1981",
				Region: "Any load. Layer by layer, in the mean.",
			},
			{
				Name: "Worth of a week", Text: "G·good through − v·B·mistakes − D·good ideas under approval − (kinds − 1)·technology", Author: "ours",
				Region: "G and B are money for an idea, v what remains of B, D a week. A good idea turned down loses G.",
			},
			{
				Name: "No approval is best up to", Text: "v* = min over n of (V₀ − Vₙ at v = 0) / (B·(mistakes of 0 − mistakes of n))", Author: "ours",
				Region: "In the long run. It may be above 1 (approvers cannot tell, or cannot keep up) or below 0 (technologies cost more than approvals do).",
			},
			{
				Name: "Technologies in use", Text: "kinds = Σ θ/(θ + i), i = 0 … teams − 1", Author: "W. Ewens, 1972",
				Region: "Teams choose one after the other. θ·ln(1 + teams/θ), which one also sees, is 18 % low for ten teams and θ = 1.",
			},
		},
		Assumptions: []string{
			"Mistakes are found and taken back whoever approved them: an approval makes a mistake rarer, not cheaper.",
			"What an idea brings or costs counts from the day on which it is tried; what is still under approval at the date has brought nothing yet.",
			"Approvers judge each idea alone, do not learn, and take ideas in the order in which they come. A good idea turned down does not come back.",
			"That without approvals each team chooses its own technology, and with any all use one, is our assumption.",
			"How many ideas come up does not depend on how they are received. Where approvals discourage, there are fewer, and approvals cost more than we say.",
			"A week has 40 working hours.",
		},
		Sources: []argument.Source{
			{Title: "Hierarchy and Velocity, in the outline of a talk on operations at Netflix", Author: "Netflix, operations engineering", Year: 2014},
			{Title: "The Architecture of Economic Systems: Hierarchies and Polyarchies", Author: "R. Sah and J. Stiglitz", Year: 1986},
			{Title: "Networks of waiting lines", Author: "J. R. Jackson", Year: 1957},
			{Title: "The sampling theory of selectively neutral alleles", Author: "W. Ewens", Year: 1972},
			{Title: "Transient behavior of regulated Brownian motion", Author: "J. Abate and W. Whitt", Year: 1987},
		},
	}
}

// The numbers, by index: what the sentence compares comes first.
const (
	value = iota
	made
	mistakes
	goodLost
	stopped
	waiting
	threshold
	kinds
)

const method = "screens in a row (Sah–Stiglitz 1986) and the wait before each (Jackson 1957; by a date ours, after Abate–Whitt 1987)"

// Model answers for approval-layers.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Ends:         argument.Ends{Said: "tried", Else: "turned down", Stations: []int{goodTried, badTried}},
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "value", Label: "what a week is worth", Unit: words.Money, Method: method, Signed: true, Count: dollars},
			{ID: "made", Label: "ideas tried", Unit: words.PerWeek, Method: method, Count: argument.Counted(argument.Weekly(org.Served(goodTried, badTried)))},
			{ID: "mistakes", Label: "mistakes among them", Unit: words.PerWeek, Method: method, Count: argument.Counted(argument.Weekly(org.Served(badTried)))},
			{ID: "good-lost", Label: "good ideas turned down", Unit: words.PerWeek, Method: method, Count: argument.Counted(argument.Weekly(turnedDown(goodIdea, goodTried)))},
			{ID: "bad-stopped", Label: "mistakes stopped", Unit: words.PerWeek, Method: method, Count: argument.Counted(argument.Weekly(turnedDown(badIdea, badTried)))},
			{ID: "waiting", Label: "ideas under approval at the date", Unit: words.Items, Method: method, Count: argument.Counted(org.OpenAtEnd(goodIdea, badIdea))},
			{ID: "threshold", Label: "of a mistake's damage may remain until an approval is best", Unit: words.Share, Method: "v*, ours, in the long run", Signed: true},
			{ID: "kinds", Label: "technologies in use", Unit: words.Number, Method: "Σ θ/(θ + i), Ewens 1972"},
		},
		Effort: argument.Effort{
			Most: 400, Least: 40, MostAlong: 60, LeastAlong: 8, Items: 80e3,
			In: func(s argument.Setting) float64 { return s.Of(ideas) * s.Weeks() },
		},
		Drawings: []argument.Drawing{valueByLayers(), fate(), valueByRemains(), kindsByTeams(), whereTheTimeGoes()},
		Headline: headline,
		Asides:   asides,
		Compared: value,
		Why:      why,
	})
}

// The classes and the stations that are there in every setting, by index.
const (
	goodIdea = iota
	badIdea
	newIdea

	goodTried = 0
	badTried  = 1
	sorted    = 2
)

// organisation describes a setting to the simulator. Ideas come in one stream, and
// chance says which are good: each becomes one of two classes, which go the same way
// with other luck. What is let through by all passes a station of its own, which counts.
func organisation(s argument.Setting) org.Organisation {
	cv2 := s.SCV(uneven)
	o := org.Organisation{Stations: []sim.Station{
		goodTried: {Name: "good, tried", Kind: sim.Delay}, badTried: {Name: "mistake, tried", Kind: sim.Delay}, sorted: {Name: "idea", Kind: sim.Delay},
	}}
	goodClass, badClass := org.Class{Name: "good"}, org.Class{Name: "bad"}
	screen := func(c *org.Class, agenda, approval string, lets float64) {
		if s.Of(calendar) > 0 {
			c.Steps = append(c.Steps, org.Step{Station: agenda, Service: org.Time{Mean: s.Of(calendar)}, Waste: org.Check})
		}
		// With the probability that remains it goes on to the next step.
		c.Steps = append(c.Steps, org.Step{Station: approval, Service: org.Time{Mean: s.Of(hours), SCV: cv2}, Next: []org.Branch{{To: org.Out, Probability: 1 - lets}}, Waste: org.Check})
	}
	for j := 1.0; j <= s.Of(layers); j++ {
		agenda, approval := "agenda "+words.Short(j), "approval "+words.Short(j)
		o.Stations = append(o.Stations, sim.Station{Name: agenda, Kind: sim.Delay}, sim.Station{Name: approval, Servers: 1})
		screen(&goodClass, agenda, approval, s.Of(passGood))
		screen(&badClass, agenda, approval, s.Of(passBad))
	}
	goodClass.Steps = append(goodClass.Steps, org.Step{Station: "good, tried"})
	badClass.Steps = append(badClass.Steps, org.Step{Station: "mistake, tried"})
	o.Classes = []org.Class{goodIdea: goodClass, badIdea: badClass, newIdea: {
		Name: "idea", Arrivals: []org.Arrivals{{Rate: ideaRate(s), SCV: cv2}},
		Steps: []org.Step{
			{Name: "sort", Station: "idea", Next: []org.Branch{{To: "is good", Probability: s.Of(good)}, {To: "is bad", Probability: 1 - s.Of(good)}}},
			{Name: "is good", Station: "idea", Spawn: []org.Spawn{{Class: "good", Probability: 1}}, Next: []org.Branch{{To: org.Out, Probability: 1}}},
			{Name: "is bad", Station: "idea", Spawn: []org.Spawn{{Class: "bad", Probability: 1}}},
		},
	}}
	return o
}

// whereTheTimeGoes is about all ideas, those that are turned down included: they are
// checked, or wait for that.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{Time: "from idea to decision", Lead: -1, Classes: []int{goodIdea, badIdea}}
}

// turnedDown counts those of a class that have been turned down: out, and not tried.
func turnedDown(class, station int) org.Metric {
	return func(o *org.Outcome) (float64, float64) {
		return o.Classes[class].Delivered - o.Stations[station].Served, o.Hours
	}
}

// dollars is what a week was worth.
func dollars(s argument.Setting) org.Metric {
	return func(o *org.Outcome) (float64, float64) {
		perWeek := words.Week / o.Hours
		return worth(s, o.Stations[goodTried].Served*perWeek, o.Stations[badTried].Served*perWeek, o.Classes[goodIdea].ItemHours/o.Hours), 1
	}
}
