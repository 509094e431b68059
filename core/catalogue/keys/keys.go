// Package keys asks what changes if everybody may deploy instead of a few gatekeepers,
// once tests and monitoring guard production. After a story in Dan McKinley's talk.
package keys

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	who = &argument.Param{ID: "keys", Label: "Who deploys", Max: 1, Step: 1, Default: 1, Pinned: true,
		Choices: []argument.Choice{
			{Words: "the gatekeepers", Help: "A few people look at every change before they deploy it."},
			{Words: "everybody", Help: "Who has made a change deploys it."},
		},
		Help: "Who has the keys to production."}
	guardrails = &argument.Param{ID: "guardrails", Label: "Weeks of work put into tests and monitoring", Unit: words.Weeks, Min: 0, Max: 104, Step: 1, Default: 20, Pinned: true,
		Help: "Of one engineer, all together. Fewer changes then break production, and those that do are found and repaired sooner, whoever deploys."}
	halving = &argument.Param{ID: "halving", Label: "Of these, halve breakages and repairs", Unit: words.Weeks, Min: 1, Max: 104, Step: 1, Default: 10,
		Help: "After so many weeks half as many changes break production, and repairs take half as long. Our assumption: put yours."}
	gatekeepers = &argument.Param{ID: "gatekeepers", Label: "Gatekeepers", Unit: words.People, Min: 1, Max: 12, Step: 1, Default: 2,
		Help: "How many people may deploy if not everybody may."}
	changes = &argument.Param{ID: "changes", Label: "Changes finished", Unit: words.PerWeek, Min: 1, Max: 100, Step: 1, Default: 40,
		Help: "How many changes everybody together finishes in a week. Each is deployed by itself."}
	breakOpen = &argument.Param{ID: "break-open", Label: "Changes that break if anyone deploys", Unit: words.Share, Min: 0, Max: 0.5, Step: 0.005, Default: 0.08,
		Help: "Without tests and monitoring. Our assumption: put yours."}
	weeks     = argument.More(argument.Weeks(1, 26, argument.CountsOver+", beginning with no change under way."))
	breakGate = &argument.Param{ID: "break-gate", Label: "Changes that break if a gatekeeper deploys", Unit: words.Share, Min: 0, Max: 0.5, Step: 0.005, Default: 0.02, More: true,
		Help: "Without tests and monitoring. Our assumption: put yours."}
	review = &argument.Param{ID: "review", Label: "Gatekeeper's time for a change", Unit: words.PlainHours, Min: 0, Max: 16, Step: 0.25, Default: 1.5, More: true,
		Help: "Working hours that a gatekeeper needs to look at a change before it is deployed."}
	restore = &argument.Param{ID: "restore", Label: "Until production is whole again", Unit: words.Hours, Min: 0.1, Max: 40, Step: 0.1, Default: 4, More: true,
		Help: "Working hours after a breakage, without tests and monitoring. Nobody can deploy anything else until then."}
	deploy = &argument.Param{ID: "deploy", Label: "A deploy takes", Unit: words.Hours, Min: 0.05, Max: 4, Step: 0.05, Default: 0.25, More: true,
		Help: "One change is deployed at a time."}
	brokenCost = argument.BrokenCost()
	delayCost  = argument.More(argument.DelayCost(10_000, 10, 400, "What it costs if one change is live a week later. Our assumption: put yours."))
	cost       = argument.Cost()
	uneven     = argument.More(argument.Variability(1, "Changes are not finished at even times, and gatekeepers and repairs do not take equally long."))
)

// Entry is deploy-keys in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "deploy-keys",
	Title:    "The keys to production for all",
	Question: "Two people do all the deploys. What if everybody could, once tests and monitoring are there?",
	Params:   []*argument.Param{who, guardrails, halving, gatekeepers, changes, breakOpen, weeks, breakGate, review, restore, deploy, brokenCost, delayCost, cost, uneven},
	Main:     guardrails,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Today two gatekeepers look at every change. It is live after half a day, and one in fifty breaks production.", Set: []argument.Assignment{who.To(0), guardrails.To(0)}, Points: "trade"},
		{Says: "Give everybody the keys, and the designer breaks the build. Hardly faster, for all wait for the repairs; broken four times as much.", Set: []argument.Assignment{who.To(1), guardrails.To(0)}, Points: "trade"},
		{Says: "Ten weeks of work on tests and monitoring first: production is broken no more than today, and changes are live seven times sooner.", Set: []argument.Assignment{who.To(1), guardrails.To(10)}, Points: "guardrails"},
		{Says: "Twenty weeks: better at both. A quarter of today's broken time, and live in twenty minutes.", Set: []argument.Assignment{who.To(1), guardrails.To(20)}, Points: "trade"},
		{Says: "Keep the gate and build them all the same, and even less breaks. What openness buys is half a day, and the gatekeepers' week.", Set: []argument.Assignment{who.To(0), guardrails.To(20)}, Points: "trade"},
		{Says: "Half as many changes again, and two gatekeepers drown. With keys for all nobody notices.", Set: []argument.Assignment{who.To(1), guardrails.To(20), changes.To(60)}, Points: "changes"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "What guardrails do", Text: "p = p₀·2^(−I/H), R = R₀·2^(−I/H)", Author: "ours",
				Region: "I weeks of work halve, for each H, both the share of changes that break production and the time until it is whole again; the same for gatekeepers and for everybody."},
			{Name: "Weeks until keys for all break no more", Text: "I* = (H/2)·log₂(p open / p gate)", Author: "ours",
				Region: "More than today's own. It makes p·R as small as the gatekeepers'. None are needed where everybody breaks no more than gatekeepers do."},
			{Name: "In line for a gatekeeper", Text: "M/M/c", Author: "A. K. Erlang, 1917",
				Region: "Exact in the long run as chance has it. For other unevenness after A. Allen and J. Cunneen; by a date after J. Abate and W. Whitt, 1987, and J. M. Harrison and A. J. Lemoine, 1981."},
			{Name: "In line for production", Text: "Wq = λ(d² + 2dpR + 2pR²) / (2(1 − λ(d + pR)))", Author: "F. Pollaczek, 1930; A. Khintchine, 1932",
				Region: "A deploy takes d, and a breakage keeps production busy for R more. Exact in the long run as chance has it: what leaves M/M/c comes by chance, too (P. Burke, 1956). By a date as above."},
			{Name: "Minutes broken a week", Text: "60·(changes a week)·p·R", Author: "ours",
				Region: "While production keeps up, λ(d + pR) < 1. Beyond, fewer changes are deployed than are finished."},
			{Name: "Worth by week T", Text: "T·(gatekeepers' hours + broken hours + delay, today less what-if) − I·cost", Author: "ours",
				Region: "In the reader's own figures. That guardrails are there from the first day flatters them: building takes I weeks of somebody."},
		},
		Assumptions: []string{
			"Tests and monitoring are there from the first day, and their work is charged in full. How they are built up is left out.",
			"They help gatekeepers and everybody alike: gatekeepers with the same tests always break less, because they break less without.",
			"One change is deployed at a time. If it breaks production nobody deploys anything else until that is whole again: all wait.",
			"A change is live when its deploy ends; one that breaks production is repaired, not taken back.",
			"Whoever has made a change needs no time of their own to deploy it beyond the deploy.",
			"A gatekeeper's time for a change is saved where everybody has the keys. Colleagues who look at each other's changes do so in both.",
			"A week has 40 working hours, and production that is broken is counted in these.",
		},
		Sources: []argument.Source{
			argument.EgolessEngineering,
			{Title: "The output of a queuing system", Author: "P. Burke", Year: 1956},
			{Title: "Über eine Aufgabe der Wahrscheinlichkeitstheorie", Author: "F. Pollaczek", Year: 1930},
			argument.AbateWhitt1987, argument.HarrisonLemoine1981,
		},
	}
}

// The numbers, by index: what the sentence begins with comes first.
const (
	lead = iota
	broken
	breakages
	waiting
	needed
	numbers // how many formulas say of a setting; needed compares what-if's two ways
)

const method = "M/M/c, then M/G/1 (Erlang 1917, Pollaczek 1930); by a date ours, after Abate–Whitt 1987"

// Model answers for deploy-keys.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "lead", Label: "from finished to live", Unit: words.Hours, Method: method, Count: argument.Counted(org.LeadTime(change))},
			{ID: "broken", Label: "production broken, a week", Unit: words.Minutes, Method: "60 · changes · p · R, ours", Count: argument.Counted(brokenMinutes)},
			{ID: "breakages", Label: "breakages", Unit: words.PerWeek, Method: "changes · p, ours", Count: argument.Counted(argument.Weekly(comings))},
			{ID: "waiting", Label: "changes not live at the date", Unit: words.Items, Method: method, Count: argument.Counted(org.OpenAtEnd(change))},
			{
				ID: "guardrails-needed", Label: "more tests and monitoring, until keys for all break no more", Unit: words.Weeks, Method: "(H/2) · log₂(p open / p gate), ours",
				Between: func(b *argument.Sheet) float64 { return guardrailsNeeded(b.WhatIf.Setting) },
				Only:    func(s argument.Setting) bool { return !math.IsInf(guardrailsNeeded(s), 1) },
			},
		},
		Effort: argument.Effort{
			Most: 400, Least: 40, MostAlong: 60, LeastAlong: 8, Items: 250e3,
			In: func(s argument.Setting) float64 { return s.Of(changes) * s.Weeks() },
		},
		Drawings: []argument.Drawing{bothByGuardrails(), trade(), leadByChanges(), net(), &argument.Lens{Time: "from finished to live", Lead: lead, Describe: describe}},
		Headline: headline,
		Asides:   argument.Asides(threshold, other, value, early),
		Compared: lead,
		Why:      why,
	})
}

// The classes of the organisation, by index.
const (
	change   = 0
	breakage = 1
)

// organisation describes a setting to the simulator. A change that breaks production
// gives rise to a breakage in the moment in which its deploy ends. That is more urgent
// than any change, and takes production from one that has just begun: all wait until it is
// repaired.
func organisation(s argument.Setting) org.Organisation {
	cv2 := s.SCV(uneven)
	o := org.Organisation{Stations: []sim.Station{{Name: "production", Servers: 1, Discipline: sim.PreemptiveResume}}}
	c := org.Class{Name: "change", Priority: 1, DelayCost: s.Of(delayCost) / words.Week, Arrivals: []org.Arrivals{{Rate: finishRate(s), SCV: cv2}}}
	if gated(s) {
		o.Stations = append(o.Stations, sim.Station{Name: "gatekeepers", Servers: int(s.Of(gatekeepers))})
		c.Steps = append(c.Steps, org.Step{Station: "gatekeepers", Service: org.Time{Mean: s.Of(review), SCV: cv2}, Waste: org.Check})
	}
	c.Steps = append(c.Steps, org.Step{Station: "production", Service: org.Time{Mean: s.Of(deploy)}, Spawn: []org.Spawn{{Class: "breakage", Probability: breaks(s)}}})
	o.Classes = []org.Class{change: c, breakage: {Name: "breakage", Steps: []org.Step{{Station: "production", Service: org.Time{Mean: repairTime(s), SCV: cv2}, Waste: org.Defect}}}}
	return o
}

// brokenMinutes counts the minutes a week in which production is broken: there is one
// breakage at a time.
func brokenMinutes(o *org.Outcome) (float64, float64) {
	return float64(60 * words.Week * o.Classes[breakage].ItemHours), o.Hours
}

func comings(o *org.Outcome) (float64, float64) { return o.Classes[breakage].Arrived, o.Hours }

func describe(s argument.Setting) string {
	return argument.When(s.Is(who, 1), "keys for all").Else("gatekeepers")
}
