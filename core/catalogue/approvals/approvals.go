// Package approvals sets an idea that needs several approvals against one that needs
// none: approvers stop mistakes and good ideas, and all wait. After what Netflix says
// of how its engineers choose what to build with.
package approvals

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	layers = &argument.Param{ID: "layers", Label: "Approvals that an idea needs", Unit: words.Number, Min: 0, Max: 6, Step: 1, Default: 0, Pinned: true, Today: 3,
		Help: "How many people must say yes, one after the other, before an idea is tried."}
	remains = &argument.Param{ID: "remains", Label: "Of a mistake's damage remains", Unit: words.Share, Min: 0, Max: 1, Step: 0.01, Default: 0.1,
		Help: "Once it is taken back: 0 leaves no trace, 1 cannot be taken back at all. Our assumption: put yours."}
	ideas = &argument.Param{ID: "ideas", Label: "Ideas", Unit: words.PerWeek, Min: 1, Max: 40, Step: 1, Default: 10,
		Help: "How many come up in a week, good ones and bad ones."}
	hours = &argument.Param{ID: "hours", Label: "Time for an approval", Unit: words.PlainHours, Min: 0.25, Max: 20, Step: 0.25, Default: 3,
		Help: "Working hours that an approver needs for one idea on average. There is one approver for each approval."}
	calendar = &argument.Param{ID: "calendar", Label: "Until it is on the agenda", Unit: words.PlainHours, Min: 0, Max: 80, Step: 1, Default: 16,
		Help: "Working hours until an idea can be put before the next approver: the meeting that is on Thursdays. 16 are two days."}
	weeks = argument.Weeks(1, 26, argument.CountsOver+", beginning with no idea under way.")
	good  = &argument.Param{ID: "good", Label: "Ideas that are good", Unit: words.Share, Min: 0, Max: 1, Step: 0.05, Default: 0.6, More: true,
		Help: "The others are mistakes. Nobody knows beforehand which are which. Our assumption: put yours."}
	passGood = &argument.Param{ID: "pass-good", Label: "Good ideas that an approver lets through", Unit: words.Share, Min: 0, Max: 1, Step: 0.01, Default: 0.9, More: true,
		Help: "The others are turned down and are gone. Our assumption."}
	passBad = &argument.Param{ID: "pass-bad", Label: "Bad ideas that an approver lets through", Unit: words.Share, Min: 0, Max: 1, Step: 0.01, Default: 0.3, More: true,
		Help: "How much an approver can tell is the difference between the two. Our assumption."}
	gain = &argument.Param{ID: "gain", Label: "A good idea brings", Unit: words.Money, Min: 0, Max: 200_000, Step: 1000, Default: 20_000, More: true,
		Help: "In all, once it is tried. Our assumption: put yours."}
	loss = &argument.Param{ID: "loss", Label: "A mistake costs", Unit: words.Money, Min: 0, Max: 200_000, Step: 1000, Default: 40_000, More: true,
		Help: "If nothing of it could be taken back. Our assumption: put yours."}
	delayCost = argument.More(argument.DelayCost(10_000, 10, 2000, "What it costs if one good idea is tried a week later. Our assumption: put yours."))
	teams     = &argument.Param{ID: "teams", Label: "Teams", Unit: words.Number, Min: 1, Max: 60, Step: 1, Default: 10, More: true,
		Help: "Without approvals each team chooses its own technology; with any, all use the same."}
	independence = &argument.Param{ID: "independence", Label: "How differently they choose", Unit: words.Number, Min: 0.1, Max: 10, Step: 0.1, Default: 1, More: true,
		Help: "0.1: nearly all take what the others have. 10: nearly everyone takes something new."}
	techCost = &argument.Param{ID: "tech-cost", Label: "A technology costs", Unit: words.Money, Min: 0, Max: 50_000, Step: 100, Default: 2000, More: true,
		Help: "A week, for each one after the first: to run it, to know it, to hire for it. Our assumption."}
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
			{Name: "What is let through", Text: "good: λπ·p₁ⁿ, bad: λ(1 − π)·p₂ⁿ", Author: "R. Sah and J. Stiglitz, 1986",
				Region: "Each approver judges for themselves. Approvers who follow one another let through more of both."},
			{Name: "Approval takes", Text: "h = Σ (Wq + hours + calendar), each approver M/M/1 with what is let through to them", Author: "J. R. Jackson, 1957",
				Region: "Exact in the long run where ideas come and approvals take as chance has it; otherwise Wq after W. Kraemer and M. Langenbach-Belz, 1976, with variability from layer to layer after W. Whitt, 1983."},
			{Name: "By a date", Text: "through by T ≈ λπp₁ⁿ·(T − h)", Author: "ours; where an approver cannot keep up, their line after J. Abate and W. Whitt, 1987, and J. M. Harrison and A. J. Lemoine, 1981",
				Region: "Any load. Layer by layer, in the mean."},
			{Name: "Worth of a week", Text: "G·good through − v·B·mistakes − D·good ideas under approval − (kinds − 1)·technology", Author: "ours",
				Region: "G and B are money for an idea, v what remains of B, D a week. A good idea turned down loses G."},
			{Name: "No approval is best up to", Text: "v* = min over n of (V₀ − Vₙ at v = 0) / (B·(mistakes of 0 − mistakes of n))", Author: "ours",
				Region: "In the long run. It may be above 1 (approvers cannot tell, or cannot keep up) or below 0 (technologies cost more than approvals do)."},
			{Name: "Technologies in use", Text: "kinds = Σ θ/(θ + i), i = 0 … teams − 1", Author: "W. Ewens, 1972",
				Region: "Teams choose one after the other. θ·ln(1 + teams/θ), which one also sees, is 18 % low for ten teams and θ = 1."},
		},
		Assumptions: []string{
			"Mistakes are found and taken back whoever approved them: an approval makes a mistake rarer, not cheaper.",
			"What an idea brings or costs counts from the day on which it is tried; what is still under approval at the date has brought nothing yet.",
			"Approvers judge each idea alone, do not learn, and take ideas in the order in which they come. A good idea turned down does not come back.",
			"That without approvals each team chooses its own technology, and with any all use one, is our assumption.",
			"How many ideas come up does not depend on how they are received. Where approvals discourage, there are fewer, and approvals cost more than we say.",
			argument.WorkingWeek,
		},
		Sources: []argument.Source{
			{Title: "Hierarchy and Velocity, in the outline of a talk on operations at Netflix", Author: "Netflix, operations engineering", Year: 2014},
			{Title: "The Architecture of Economic Systems: Hierarchies and Polyarchies", Author: "R. Sah and J. Stiglitz", Year: 1986},
			argument.Jackson1957,
			{Title: "The sampling theory of selectively neutral alleles", Author: "W. Ewens", Year: 1972},
			argument.AbateWhitt1987,
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
			{ID: "value", Label: "what a week is worth", Unit: words.Money, Method: method, Signed: true, Count: argument.CountedFor(dollars)},
			{ID: "made", Label: "ideas tried", Unit: words.PerWeek, Method: method, Count: argument.Counted(argument.Weekly(org.Served(goodTried, badTried)))},
			{ID: "mistakes", Label: "mistakes among them", Unit: words.PerWeek, Method: method, Count: argument.Counted(argument.Weekly(org.Served(badTried)))},
			{ID: "good-lost", Label: "good ideas turned down", Unit: words.PerWeek, Method: method, Count: argument.Counted(argument.Weekly(turnedDown(goodIdea, goodTried)))},
			{ID: "bad-stopped", Label: "mistakes stopped", Unit: words.PerWeek, Method: method, Count: argument.Counted(argument.Weekly(turnedDown(badIdea, badTried)))},
			{ID: "waiting", Label: "ideas under approval at the date", Unit: words.Items, Method: method, Count: argument.Counted(org.OpenAtEnd(goodIdea, badIdea))},
			{ID: "threshold", Label: "of a mistake's damage may remain until an approval is best", Unit: words.Share, Method: "v*, ours, in the long run", Signed: true},
			{ID: "kinds", Label: "technologies in use", Unit: words.Number, Method: "Σ θ/(θ + i), Ewens 1972"},
		},
		Effort: argument.Effort{Most: 400, Least: 40, MostAlong: 60, LeastAlong: 8, Items: 80e3,
			In: func(s argument.Setting) float64 { return s.Of(ideas) * s.Weeks() }},
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
func dollars(s argument.Setting, o *org.Outcome) (num, den float64) {
	perWeek := words.Week / o.Hours
	return worth(s, o.Stations[goodTried].Served*perWeek, o.Stations[badTried].Served*perWeek, o.Classes[goodIdea].ItemHours/o.Hours), 1
}

func byLayers() *argument.Sweep {
	return &argument.Sweep{
		ID: "layers", Along: layers,
		X: func(_, _ argument.Setting) argument.Axis { // not Always: every place of another chart makes this sweep
			return argument.Ticked(argument.Axis{Name: "approvals that an idea needs", Unit: words.Number, Max: layers.Max}, 1, 1, "")
		},
		Runs: argument.RunsAt(argument.Evenly(layers, int(layers.Max))...),
	}
}

// best is the number of approvals that brings the most until the date, by formula; the
// smallest one of several.
func best(b *argument.Sheet, side *argument.Side) float64 {
	along := b.Along(byLayers(), side)
	n, _ := argument.Least(len(along), func(n int) float64 { return -along[n][value] })
	return float64(n)
}

// lowest is how far below 0 a chart reaches whose curve does: no further than it
// reaches above, so that a loss beyond all measure does not flatten the rest.
func lowest(b *argument.Sheet, w *argument.Sweep, home float64) float64 {
	return math.Max(math.Min(b.Least(w, value), 0), -home)
}

// approvalsSaid says a number of approvals: "no approval", "one approval", "three approvals".
func approvalsSaid(n float64) string {
	return argument.When(n == 0, "no approval").
		When(n == 1, "one approval").
		Else(words.Spelled(n) + " approvals")
}

func valueByLayers() *argument.Curve {
	home := argument.Room(4, 1.05, byLayers(), value)
	return &argument.Curve{
		ID: "layers", Sweep: byLayers(), Number: value, Subtitle: "dollars that a week's ideas are worth, by approvals",
		YName: "dollars a week", Scale: argument.MoneyAxis, Home: home,
		Low: func(b *argument.Sheet) float64 { return lowest(b, byLayers(), home(b)) },
		Under: func(b *argument.Sheet) []argument.Layer {
			n := best(b, &b.WhatIf)
			label := "best: " + words.Short(n)
			if n == b.WhatIf.Of(layers) || n == b.Today.Of(layers) {
				label = "" // the mark is there
			}
			return []argument.Layer{argument.RuleAt("best", "the best number (formula)", label, argument.Limit, n)}
		},
		Title: func(b *argument.Sheet) string {
			n := best(b, &b.WhatIf)
			return argument.When(load(b.WhatIf.At(layers, 1)) >= 1, "Too many to read, and no approval is best").
				When(n == 0, "Ideas are worth the most without approval").
				When(n == 1, "One approval brings the most").
				Else(argument.Upper(words.Spelled(n)) + " approvals bring the most")
		},
		ShowsOf: func(b *argument.Sheet) string {
			return "What a week's ideas are worth against the number of approvals that each needs: most with " + approvalsSaid(best(b, &b.WhatIf))
		},
	}
}

// fates are what becomes of ideas, in the order of a bar.
func fates(s *argument.Side) []float64 {
	all := []float64{s.Best(made) - s.Best(mistakes), s.Best(mistakes), s.Best(waiting) / s.Weeks(), s.Best(goodLost), s.Best(stopped)}
	for i := range all {
		all[i] = math.Max(0, all[i]) // but for rounding
	}
	return all
}

// fate is where the ideas of a week are by the date.
func fate() *argument.Parts {
	return &argument.Parts{
		ID: "fate", Subtitle: "where the ideas of a week are by the date",
		X: func(b *argument.Sheet) argument.Axis {
			x := argument.PerWeekAxis("ideas a week", math.Max(b.Today.Of(ideas), b.WhatIf.Of(ideas)))
			x.Unit = words.Items // a part says its number without "a week"
			return x
		},
		Parts: []argument.RowPart{
			{ID: "good", Name: "good ideas tried", Label: "good", Fill: argument.Solid},
			{ID: "mistakes", Name: "mistakes tried", Label: "mistakes", Fill: argument.Hatch},
			{ID: "waiting", Name: "still under approval", Label: "waiting", Fill: argument.Pale},
			{ID: "good-lost", Name: "good ideas turned down", Label: "good stopped", Fill: argument.HatchBack},
			{ID: "stopped", Name: "mistakes turned down", Label: "mistakes stopped", Fill: argument.Half},
		},
		Of: fates,
		Describe: func(s *argument.Side) string {
			return ", " + approvalsSaid(s.Of(layers)) + ": " + words.Count(tenths(s.Of(ideas)), "idea", "ideas") + " a week"
		},
		Title: func(b *argument.Sheet, _, whatIf []float64) string {
			tried := tenths(b.WhatIf.Best(made))
			wrong := tenths(whatIf[1])
			return argument.When(tried == 0, "Hardly an idea is tried").
				When(wrong == 0, words.Count(tried, "idea", "ideas")+" a week "+argument.Is(tried)+" tried, hardly any mistakes").
				Else(words.Count(tried, "idea", "ideas") + " a week " + argument.Is(tried) + " tried; " + words.Short(wrong) + " of them " + argument.Is(wrong) + " mistakes")
		},
	}
}

// tenths rounds what is counted by the week; below 1 to hundredths.
func tenths(v float64) float64 {
	if v < 1 {
		return math.Floor(float64(100*v)+0.5) / 100
	}
	return math.Floor(float64(10*v)+0.5) / 10
}

func byRemains() *argument.Sweep {
	return &argument.Sweep{
		ID: "remains", Along: remains, Formula: alongRemains, Both: true, Places: argument.PlacesAt(argument.Evenly(remains, 20)...),
		X:    argument.SharesOf("of a mistake's damage remains", remains),
		Runs: argument.RunsAt(argument.Evenly(remains, 2)...),
	}
}

// valueByRemains has, besides the two settings, what no approval brings and what the best
// number does.
func valueByRemains() *argument.Curve {
	home := argument.Room(4, 1.05, byRemains(), value)
	return &argument.Curve{
		ID: "reversible", Sweep: byRemains(), Number: value, Subtitle: "dollars a week, by what remains of a mistake's damage",
		YName: "dollars a week", Scale: argument.MoneyAxis, Home: home,
		Low: func(b *argument.Sheet) float64 {
			return math.Min(lowest(b, byRemains(), home(b)), math.Max(-home(b), math.Min(0, valueAt(b, &b.WhatIf, 0, 1))))
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			places := argument.Evenly(remains, 20)
			line := func(id, name, label string, worth func(at float64) float64) argument.Layer {
				return argument.Layer{ID: id, Name: name, Label: label, Shape: argument.Line, Role: argument.Limit, X: places, Y: argument.ValuesAt(places, worth)}
			}
			none := line("none", "no approval (formula)", "none", func(at float64) float64 { return valueAt(b, &b.WhatIf, 0, at) })
			top := line("best", "the best number (formula)", "the best", func(at float64) float64 {
				most := math.Inf(-1)
				for n := range int(layers.Max) + 1 {
					most = math.Max(most, valueAt(b, &b.WhatIf, n, at))
				}
				return most
			})
			share := b.WhatIf.Values[threshold]
			rule := argument.RuleAt("threshold", "none is best up to here, in the long run (formula)", "none is best", argument.Limit, share)
			return []argument.Layer{rule.If(share >= 0 && share <= 1), none.If(b.WhatIf.Of(layers) != 0), top}
		},
		Title: func(b *argument.Sheet) string {
			share := b.WhatIf.Values[threshold]
			return argument.When(share > 1, "Whatever remains, no approval is worth its wait").
				When(share <= 0, "However little remains, some approval is best").
				Else("Below " + argument.InPercent(share) + ", ideas are worth most without approval")
		},
		Shows: "What a week's ideas are worth against what remains of a mistake's damage: less the more remains, and fastest without approvals",
	}
}

// valueAt is what a week is worth with n approvals and a share that remains, by formula.
func valueAt(b *argument.Sheet, side *argument.Side, n int, share float64) float64 {
	v := b.Along(byLayers(), side)[n]
	return v[value] - float64((share-side.Of(remains))*side.Of(loss)*v[mistakes])
}

func byTeams() *argument.Sweep {
	return &argument.Sweep{ID: "teams", Along: teams, Formula: alongTeams, X: argument.FromOneAlong("teams", words.Items, 30, teams)}
}

func kindsByTeams() *argument.Curve {
	return &argument.Curve{
		ID: "kinds", Sweep: byTeams(), Number: kinds, Subtitle: "different technologies in use, by teams that choose", Say: words.Short,
		YName: "technologies in use", Home: func(b *argument.Sheet) float64 { return math.Max(4, b.Most(byTeams(), kinds)) },
		Scale: argument.ItemsAxis,
		Title: func(b *argument.Sheet) string {
			return argument.When(b.WhatIf.Of(layers) > 0, "What is approved is the same for all").
				Else(words.Count(b.WhatIf.Of(teams), "team chooses for itself: ", "teams choose for themselves: ") + words.Count(b.WhatIf.Best(kinds), "technology", "technologies"))
		},
		Shows: "Technologies in use against the number of teams that choose for themselves: ever more, ever more slowly",
	}
}

// overloaded says whether ideas come faster than the first approver can read them.
func overloaded(s argument.Setting) bool {
	return argument.PressureOf(load(s)) >= argument.Full
}

// worthOf says what a week is worth, or loses, as a clause about subject.
func worthOf(s argument.Sentence, subject string, r argument.Role, v float64) argument.Sentence {
	if v < 0 {
		return s.And(subject+" loses %", argument.Num(r, v, words.Dollars(-v)))
	}
	return s.And(subject+" is worth %", argument.Num(r, v, words.Dollars(v)))
}

func perWeek(r argument.Role, v float64) argument.Span {
	return argument.Num(r, v, words.Short(tenths(v)))
}

// headline says how many ideas are tried and what that is worth; or that they pile up.
func headline(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	n := whatIf.Of(layers)
	needs := argument.Drag(argument.WhatIf, layers, n, argument.When(n > 0, "With "+approvalsSaid(n)).Else("Without approvals"))
	s := argument.Say("%, % "+words.Verb(tenths(b.WhatIf.Best(made)), "idea a week is", "ideas a week are")+" tried", needs, perWeek(argument.WhatIf, b.WhatIf.Best(made)))
	if overloaded(whatIf) {
		who := argument.Drag(argument.WhatIf, layers, n, "One approver")
		can, has := " cannot read", " has"
		if n > 1 {
			who.Text, has = argument.Upper(words.Spelled(n))+" approvers", " have"
		}
		if argument.PressureOf(load(whatIf)) == argument.Full {
			can = has + " no hour to spare for"
		}
		s = argument.Say("%"+can+" % ideas a week: % will be waiting % from now", who, whatIf.Drag(argument.Plain, ideas, words.Short),
			b.Says(waiting, words.Whole), argument.Date(whatIf))
	} else if b.Vouched(made) && words.Short(tenths(b.Today.Best(made))) != words.Short(tenths(b.WhatIf.Best(made))) {
		s = s.And(" instead of %", perWeek(argument.Today, b.Today.Best(made)))
	}
	s = worthOf(s.And(". "), "A week", argument.WhatIf, b.WhatIf.Best(value))
	if same, ok := s.AsToday(b, value, "about as much", words.Dollars); ok {
		return same
	}
	if b.Today.Best(value) < 0 == (b.WhatIf.Best(value) < 0) {
		return s.And(", today %.", argument.Num(argument.Today, b.Today.Best(value), words.Dollars(math.Abs(b.Today.Best(value)))))
	}
	return worthOf(s, ", today it", argument.Today, b.Today.Best(value)).And(".")
}

// asides say what the approvals stop, which number is best, and up to where none is.
func asides(b *argument.Sheet) []argument.Sentence {
	whatIf := b.WhatIf.Setting
	text := func(v float64) string { return words.Short(tenths(v)) }
	s, _ := argument.Say("Of those tried, % a week "+argument.Is(tenths(b.WhatIf.Best(mistakes)))+" mistakes", perWeek(argument.WhatIf, b.WhatIf.Best(mistakes))).Compare(b, mistakes, text)
	many := tenths(b.WhatIf.Best(goodLost))
	lost := argument.Num(argument.WhatIf, b.WhatIf.Best(goodLost), argument.When(many > 0, words.Count(many, "good idea", "good ideas")+" a week").Else("No good ideas"))
	s, _ = s.And(". % "+argument.Is(many)+" turned down", lost).Compare(b, goodLost, text)
	s = s.And(".").AndIf(whatIf.Of(layers) == 0 && techBill(whatIf) > 0, " % use % technologies, and all but the first cost % a week.",
		argument.Drag(argument.Plain, teams, whatIf.Of(teams), words.Count(whatIf.Of(teams), "team", "teams")),
		argument.Short(argument.WhatIf, b.WhatIf.Best(kinds)), argument.Dollars(argument.WhatIf, techBill(whatIf)))
	if came := float64(whatIf.Of(ideas) * whatIf.Weeks()); b.WhatIf.Best(waiting) > came/2 {
		s = argument.Say("It is too early to tell: of the ideas of % most are still under approval.", argument.Date(whatIf))
	}
	return []argument.Sentence{s, verdict(b)}
}

// verdict says which number of approvals is best by the date, and up to which share of a
// mistake's damage none is in the long run.
func verdict(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	n, share := best(b, &b.WhatIf), b.WhatIf.Values[threshold]
	along := b.Along(byLayers(), &b.WhatIf)
	most := along[int(n)][value]
	dear := "mistakes"
	if n > 0 && along[0][value]+techBill(whatIf.At(layers, 0)) > most { // without that bill none would be best
		dear = "technologies"
	}
	switch first := whatIf.At(layers, 1); {
	case argument.PressureOf(load(first)) == argument.Full:
		return argument.Say("An approver who has time for just as many ideas as come falls behind by chance alone, and never catches up.")
	case overloaded(first):
		return argument.Say("Whatever they can tell apart, an approver who has time for % a week cannot read %.",
			argument.Short(argument.Formula, words.Week/whatIf.Of(hours)), whatIf.Drag(argument.Plain, ideas, words.Short))
	}
	brings := argument.Dollars(argument.Formula, most)
	s := argument.SayWhen(n == whatIf.Of(layers), "By formula no other number of approvals brings more.").
		When(most < 0, "By formula "+approvalsSaid(n)+" would lose the least, % a week.", argument.Num(argument.Formula, most, words.Dollars(-most))).
		When(n == 0, "By formula no approval at all brings the most, % a week.", brings).
		When(n == 1, "Here "+dear+" are dear: one approval is worth its wait. By formula it brings the most, % a week.", brings).
		Else("Here "+dear+" are dear: by formula "+approvalsSaid(n)+" bring the most, % a week.", brings)
	return append(s, argument.SayWhen(share > 1, " In the long run no approval is worth its wait even if nothing can be taken back.").
		When(share < 0 && technologies(whatIf.At(layers, 0)) > 1, " In the long run some approval is best even if all can be taken back: technologies cost more than it does.").
		When(share <= 0, " In the long run some approval is as good as none even if all can be taken back.").
		Else(" In the long run none is best as long as less than % of a mistake's damage remains once it is taken back.",
			argument.Num(argument.Formula, share, argument.InPercent(share)))...)
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	return argument.MeanWhy("ideas", load(b.WhatIf.Setting), b.WhatIf.Of(uneven), "The formula spreads ideas over the time as chance would.")
}
