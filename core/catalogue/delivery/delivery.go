// Package delivery asks whether speed has to be traded against stability: four keys of
// delivery, and what smaller releases do to each. After an operations handbook and the
// surveys of DORA.
package delivery

import (
	"kingman/core/argument"
	"kingman/core/argument/release"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	shared = release.New(1, argument.More(argument.Variability(1, "Changes are not finished at even times, and tests and searches do not take equally long.")))

	batch, gate, gateEach = shared.Batch, shared.Gate, shared.GateEach
	faulty, clash         = shared.Faulty, argument.More(shared.Clash)
	changes, uneven       = shared.Changes, shared.Uneven
	search, searchEach    = shared.Search, shared.SearchEach

	detect = argument.Pinned(argument.Detect("Working hours from a failed deployment to the alarm."), 0.5)
	weeks  = argument.Weeks(4, 52, argument.CountsOver+", beginning with nothing finished.")
	survey = &argument.Param{ID: "tiers", Label: "Tiers", Max: 2, Step: 1, More: true,
		Choices: []argument.Choice{
			{Words: "as in the handbook", Help: "A table in use that mixes the surveys of 2019 and 2021."},
			{Words: "DORA 2021", Help: "As surveyed in 2021."},
			{Words: "DORA 2024", Help: "As surveyed in 2024, the last year with tiers."},
		},
		Help: "Where elite, high, medium and low begin. Days have 8 working hours here."}
)

// Entry is delivery-performance in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "delivery-performance",
	Title:    "The four keys",
	Question: "We are measured by four keys: how often, how fast, how often it fails, how soon it is repaired. Must we trade speed against stability?",
	Params:   []*argument.Param{batch, gate, faulty, changes, detect, weeks, clash, gateEach, search, searchEach, uneven, survey},
	Main:     batch,
	Apart:    true,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Today: twenty changes a release. One deployment in two weeks, and more than half of them fail.", Set: []argument.Assignment{batch.To(20)}, Points: "keys"},
		{Says: "Five at a time: all four keys are better, and nobody was made to choose.", Set: []argument.Assignment{batch.To(5)}, Points: "batch"},
		{Says: "One at a time: ten deployments a week, one failure in fifty, and everybody knows where to look.", Set: []argument.Assignment{batch.To(1)}, Points: "keys"},
		{Says: "The trap: test each of them for a day. Three keys still look well, while changes pile up before the tests.", Set: []argument.Assignment{batch.To(1), gate.To(8)}, Points: "keys"},
		{Says: "With such a test phase four at a time is soonest: the curve of the lead time has a bottom.", Set: []argument.Assignment{batch.To(4), gate.To(8)}, Points: "batch"},
		{Says: "So shorten the test phase and the time to the alarm: then one at a time is best for all four.", Set: []argument.Assignment{batch.To(1), gate.To(0.5), detect.To(0)}, Points: "keys"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "Deployments", Text: "min(λ/n, 1/T) with T = g₀ + g₁n", Author: "ours",
				Region: "n changes a release, λ changes finished, one release tested at a time. In the long run; the page counts those that are out by the date."},
			release.LeadTime("Lead time", "(n−1)/(2λ) + Wq + T", "From finished to deployed, while λT < n."),
			{Name: "Half of the changes", Text: "the median of the gamma law, shifted, with the mean, variance and third moment of the lead time", Author: "K. Pearson, 1895; its median: E. Wilson and M. Hilferty, 1931; its parts ours",
				Region: "Rough in releases of two to nine, whose changes wait for few others, most of all in two that come evenly. Where releases do not keep up it is the mean."},
			release.Fails("A deployment fails", "ours"),
			{Name: "Repaired", Text: "d + t₀ + t₁n", Author: "ours",
				Region: "Noticed after d; one search through all changes of the release, however many are faulty."},
			{Name: "Fewer failures, too", Text: "of two against one: if and only if r(1−q)² > q²", Author: "ours, exact",
				Region: "A failed deployment counts once, however many of its changes are faulty. So without clashes single changes fail in more deployments, though in a smaller share."},
		},
		Assumptions: []string{
			"A test phase finds what it finds, whatever the size of the release.",
			"A failed deployment is repaired forward, and blocks nobody. Lead time ends when a change is deployed, as DORA defines it.",
			"Half of the changes, within: the time in which half of those deployed were out, simulated on average over the runs. In releases of two the quicker half is done, and the other comes later: between the two the formula's law has no step.",
			"Working time only: by the clock a repair at night takes fewer hours than it seems here. In the tiers a day has 8 working hours.",
			"Dashboards show the lead time of what is deployed. Here leaving out the rest hardly matters, even where changes pile up.",
			"The handbook's tiers match no single year: its frequencies are those of 2019, its lead time of an hour is that of 2021, and between an hour and a day it has no tier.",
			"DORA's tiers are groups of teams that answered alike. In 2024 the group called high failed in 20 % of its deployments, the group called medium in 10 %. In 2025 DORA gave them up.",
		},
		Sources: []argument.Source{
			{Title: "Accelerate: State of DevOps", Author: "DORA", Year: 2019},
			{Title: "Accelerate State of DevOps", Author: "DORA", Year: 2021},
			{Title: "Accelerate State of DevOps", Author: "DORA", Year: 2024},
			{Title: "Accelerate: The Science of Lean Software and DevOps", Author: "N. Forsgren, J. Humble and G. Kim", Year: 2018},
			argument.AbateWhitt1987,
		},
	}
}

// The numbers, by index: the four keys among them; behind them what the charts need of a
// setting.
const (
	frequency = iota
	lead
	median
	cfr
	restore
	failed
	broken
	gap // hours between deployments
	all
)

const method = release.LeadTimeMethod

// Model answers for delivery-performance.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "frequency", Label: "deployments", Unit: words.PerWeek, Method: method, Count: deployments},
			{ID: "lead", Label: "from finished to deployed", Unit: words.Hours, Method: method, Count: argument.Counted(org.LeadTime(change))},
			{ID: "lead-median", Label: "half of the changes, within", Unit: words.Hours, Method: "Pearson 1895, Wilson–Hilferty 1931", Count: argument.Counted(medianLead)},
			{ID: "cfr", Label: "deployments that fail", Unit: words.Share, Chance: true, Method: release.FailsMethod, Count: shared.FailedShare(failure), Only: anyDeployed},
			{ID: "restore", Label: "from failed to repaired", Unit: words.Hours, Method: "d + t₀ + t₁n, ours", Count: argument.Counted(org.LeadTime(failure)), Only: anyRepaired},
			{ID: "failed", Label: "failed deployments", Unit: words.PerWeek, Method: "deployments × P", Count: argument.Counted(argument.Weekly(failures))},
			{ID: "broken", Label: "broken in a week", Unit: words.Hours, Method: "failed × repaired", Count: argument.Counted(argument.Weekly(brokenHours))},
		},
		Effort: argument.Effort{Most: 400, Least: 40, MostAlong: 100, LeastAlong: 10, Items: 250e3,
			In: func(s argument.Setting) float64 { return shared.FinishRate(s) * s.Horizon() }},
		Drawings: []argument.Drawing{ladder(), keysByBatch(), levers(), countByBatch(), &argument.Lens{Time: "from finished to deployed", Lead: lead}},
		Headline: headline,
		Asides:   asides,
		Compared: lead,
		Why:      why,
	})
}

// The classes of the organisation, by index.
const (
	change = iota
	failure
)

// organisation describes a setting to the simulator: changes go out together, as package
// release has it, and as they are out each is faulty with probability p, so that the
// deployment fails with probability 1 − (1−p)ⁿ = P exactly. The first fault of a release
// rings an alarm, which others of the same moment find ringing, as its line has room for
// one. From there the failure is noticed and repaired beside the next releases.
func organisation(s argument.Setting) org.Organisation {
	one := shared.Change(s)
	one.Steps[release.Released].Spawn = []org.Spawn{{Class: "failed deployment", Probability: shared.FaultShare(s)}}
	return org.Organisation{
		Stations: append(shared.Stations(s),
			sim.Station{Name: "alarm", Servers: 1, Room: 1},
			sim.Station{Name: "not noticed", Kind: sim.Delay},
			sim.Station{Name: "find and repair", Kind: sim.Delay},
		),
		Classes: []org.Class{
			change: one,
			failure: {Name: "failed deployment", Steps: []org.Step{
				{Station: "alarm", Service: org.Time{Mean: release.AlarmHours}, Waste: org.Defect},
				{Station: "not noticed", Service: org.Time{Mean: s.Of(detect)}, Waste: org.Defect},
				{Station: "find and repair", Service: shared.Takes(s, searchTime(s)), Waste: org.Defect},
			}},
		},
		Limits: shared.Limit(s),
	}
}

func deployments(s argument.Setting) org.Metric {
	return argument.Weekly(func(o *org.Outcome) (float64, float64) { return shared.Releases(s, o), o.Hours })
}

// failures counts deployments that failed, an hour.
func failures(o *org.Outcome) (float64, float64) { return release.Failed(o, failure), o.Hours }

// brokenHours is how much of the time failures are open, each by itself.
func brokenHours(o *org.Outcome) (float64, float64) { return o.Classes[failure].LeadTime, o.Hours }

// medianLead is the mean over the runs of the median of the deployed: of the least lead time that half of a run's have at most, so
// that where even releases of two make two groups it is that of the quicker one. The runs are not pooled, and changes that are
// not out by the date are not in it; the formula, which fits one smooth law, counts them by their age.
func medianLead(o *org.Outcome) (float64, float64) {
	if c := &o.Classes[change]; c.HasQuantiles {
		return c.Quantiles[0], 1
	}
	return 0, 0
}
