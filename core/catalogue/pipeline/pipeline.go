// Package pipeline asks whether a deploy of two hours becomes one of fifteen minutes if its
// tests run in parallel: what is not tests stays, and runners have a line. After an
// example in an operations handbook.
package pipeline

import (
	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	parallel = argument.Pinned(&argument.Param{
		ID: "parallel", Label: "Runners a deploy uses", Unit: words.Number, Min: 1, Max: 64, Step: 1, Default: 8, Log: true,
		Help: "Into how many pieces its tests are cut, which run at the same time.",
	}, 1)
	tests = argument.Pinned(&argument.Param{
		ID: "tests", Label: "Tests, one after another", Unit: words.Minutes, Min: 5, Max: 240, Step: 5, Default: 90,
		Help: "Minutes that all tests take on one runner, its start-up included.",
	}, 90)
	rest = argument.Pinned(&argument.Param{
		ID: "rest", Label: "Everything else", Unit: words.Minutes, Min: 1, Max: 120, Step: 1, Default: 30,
		Help: "Minutes of a deploy that are no tests: half before them, to build, and half after them, to put it live.",
	}, 30)
	flaky = argument.Pinned(&argument.Param{
		ID: "flaky", Label: "Test runs that fail by chance", Unit: words.Share, Min: 0, Max: 0.5, Step: 0.01, Default: 0,
		Help: "Of whole runs of all tests. They are repeated. Of 2,000 tests that fail by chance once in 10,000 times, 18 % of the runs do.",
	}, 0)
	runners = argument.Pinned(&argument.Param{
		ID: "runners", Label: "Runners", Unit: words.Number, Min: 1, Max: 256, Step: 1, Default: 8, Log: true,
		Help: "Machines that run tests, for all deploys together: at least as many as one deploy uses.",
	}, 8)
	engineers = &argument.Param{
		ID: "engineers", Label: "Engineers", Unit: words.People, Min: 1, Max: 100, Step: 1, Default: 10,
		Help: "How many people start deploys.",
	}
	runs = argument.More(&argument.Param{
		ID: "runs", Label: "Deploys an engineer starts", Unit: words.PerWeek, Min: 1, Max: 40, Step: 1, Default: 5,
		Help: "In working hours, by chance.",
	})
	startup = argument.More(&argument.Param{
		ID: "startup", Label: "Start-up of a runner", Unit: words.Minutes, Min: 0, Max: 20, Step: 0.5, Default: 2,
		Help: "Minutes until a runner runs its first test. Each piece pays them.",
	})
	sharing = argument.More(&argument.Param{
		ID: "sharing", Label: "Runners are given out", Max: 1, Step: 1,
		Choices: []argument.Choice{
			{Words: "together", Help: "A deploy waits until all its runners are free, and has them together."},
			{Words: "one by one", Help: "Each piece waits for a runner by itself, and only what failed is repeated. The last piece decides."},
		},
		Help: "Whether the pieces of a deploy begin together.",
	})
	weeks = argument.More(argument.Weeks(4, 13, "The time over which the page counts, beginning with no deploy under way."))
)

// Entry is deploy-pipeline in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "deploy-pipeline",
	Title:    "A deploy in fifteen minutes",
	Question: "A deploy takes two hours, and the target is fifteen minutes. Three quarters of it are tests: run them in parallel?",
	Params:   []*argument.Param{parallel, tests, rest, flaky, runners, engineers, runs, startup, sharing, weeks},
	Main:     parallel,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Today the tests run one after another, on one runner: two hours until a change is live.", Set: []argument.Assignment{parallel.To(1)}, Points: "gantt"},
		{Says: "Cut into eight, they take thirteen minutes instead of ninety. It is the first hour and a quarter that is easy.", Set: []argument.Assignment{parallel.To(8)}, Points: "runners"},
		{Says: "Sixty-four runners for one deploy: half an hour of it is no tests, and no runner makes that shorter.", Set: []argument.Assignment{parallel.To(64), runners.To(64)}, Points: "runners"},
		{Says: "Fifteen minutes take the rest, too: build and release in eight minutes, and sixteen runners.", Set: []argument.Assignment{rest.To(8), parallel.To(16), runners.To(32)}, Points: "gantt"},
		{Says: "Then the team grows to forty. Each deploy pays eight start-ups, and eight runners no longer keep up.", Set: []argument.Assignment{engineers.To(40)}, Points: "team"},
		{Says: "Eight more runners, and the line is gone.", Set: []argument.Assignment{engineers.To(40), runners.To(16)}, Points: "team"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{
				Name: "Without a line", Text: "L(N) = rest + (u + (t − u)/N)/(1 − F)", Author: "G. Amdahl, 1967; start-up u and repeats F ours",
				Region: "t minutes of tests cut into N pieces alike. The best that there is, rest + u/(1 − F), is reached by no number of runners.",
			},
			{
				Name: "Runners busy", Text: "ρ = λ(u + (t − u)/N)/((1 − F)·⌊R/N⌋)", Author: "ours",
				Region: "Deploys have their N runners together. It rises with N wherever runners have a start-up.",
			},
			{
				Name: "In line for runners", Text: "M/G/c with all of a deploy's runs in one: mean s/(1 − F), SCV F + (1 − F)·Cs²", Author: "W. Whitt, 1983; A. Allen and J. Cunneen, 1978; F. Pollaczek, 1930",
				Region: "Repeated runs join the line again. By a date, and where runners cannot keep up, after J. Abate and W. Whitt, 1987, and J. M. Harrison and A. J. Lemoine, 1981.",
			},
			{
				Name: "One by one", Text: "as above, but for tests E max of N pieces", Author: "ours",
				Region: "Rough: the pieces of a deploy begin as if together. Simulation is the judge.",
			},
		},
		Assumptions: []string{
			"Tests can be cut into pieces alike, as many as wanted. Where one test takes ten minutes, no cut makes it shorter.",
			"A run that fails by chance says so at its end, and is begun again at once.",
			"Build and release wait for nobody. Where they do, this is a floor, too.",
			"Runners are there from the first minute of the week, and none breaks.",
			"A week has 40 working hours, and nobody deploys at night.",
		},
		Sources: []argument.Source{
			{Title: "Validity of the single processor approach", Author: "G. Amdahl", Year: 1967},
			{Title: "The Queueing Network Analyzer", Author: "W. Whitt", Year: 1983},
			{Title: "Probability, Statistics and Queueing Theory", Author: "A. Allen", Year: 1978},
			{Title: "Transient behavior of regulated Brownian motion", Author: "J. Abate and W. Whitt", Year: 1987},
		},
	}
}

// The numbers, by index: what the sentence compares comes first.
const (
	lead = iota
	busy
	wait
	floor
	restForTarget
	numbers
)

// target is how many minutes a deploy should take.
const target = 15

const method = "Amdahl 1967, and M/G/c by a date (Whitt 1983, Allen–Cunneen 1978, Abate–Whitt 1987)"

// Model answers for deploy-pipeline.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "lead", Label: "a deploy takes", Unit: words.Minutes, Method: method, Count: argument.Counted(minutesOf(org.LeadTime(deploy)))},
			{ID: "busy", Label: "runners' time in use", Unit: words.Share, Method: "ρ, and what the line leaves of it by the date", Count: argument.Counted(inUse)},
			{ID: "wait", Label: "of it waiting for runners", Unit: words.Minutes, Method: method, Count: argument.Counted(minutesOf(org.PartOfLeadTime(deploy, sim.Wait)))},
			{ID: "floor", Label: "with no end of runners", Unit: words.Minutes, Method: "rest + u/(1 − F), Amdahl 1967"},
			{ID: "rest-for-15", Label: "everything else may take, for 15 minutes", Unit: words.Minutes, Method: "15 − (u + (t − u)/N)/(1 − F)", Signed: true},
		},
		Effort: argument.Effort{
			Most: 300, Least: 30, MostAlong: 60, LeastAlong: 8, Items: 200e3,
			In: func(s argument.Setting) float64 {
				if s.Is(sharing, 1) {
					return s.Of(engineers) * s.Of(runs) * s.Weeks() * (1 + s.Of(parallel))
				}
				return s.Of(engineers) * s.Of(runs) * s.Weeks()
			},
		},
		Drawings: []argument.Drawing{leadByRunners(), gantt(), leadByEngineers(), leadByFlaky(), &argument.Lens{Time: "from started to live", Lead: -1, Say: words.Duration}},
		Headline: headline,
		Asides:   asides,
		Compared: lead,
		Why:      why,
	})
}

// The classes and stations of the organisation, by index.
const (
	deploy = 0

	tested = 1
)

// organisation describes a setting to the simulator. Runners that are given out together
// are as many servers as deploys can have them at once; one by one, tests are split into
// pieces that wait for themselves.
func organisation(s argument.Setting) org.Organisation {
	half, run := org.Time{Mean: s.Of(rest) / 120}, org.Time{Mean: runMinutes(s) / 60, SCV: runSCV}
	servers := teams(s)
	test := org.Step{Station: "tests", Service: run, Next: []org.Branch{{To: "tests", Probability: s.Of(flaky)}}}
	o := org.Organisation{Classes: []org.Class{{Name: "deploy", Arrivals: []org.Arrivals{{Rate: startRate(s), SCV: 1}}}}}
	if s.Is(sharing, 1) {
		servers = pool(s)
		piece := test
		piece.Next = []org.Branch{{To: "tests", Probability: pieceFails(s)}}
		o.Classes = append(o.Classes, org.Class{Name: "piece", Steps: []org.Step{piece}})
		test = org.Step{Station: "in pieces", Split: []org.Split{{Class: "piece", Pieces: int(s.Of(parallel))}}}
	}
	o.Stations = []sim.Station{
		{Name: "build", Kind: sim.Delay}, tested: {Name: "tests", Servers: int(servers)}, {Name: "release", Kind: sim.Delay}, {Name: "in pieces", Kind: sim.Delay},
	}
	if s.Is(sharing, 0) {
		o.Stations = o.Stations[:3]
	}
	o.Classes[deploy].Steps = []org.Step{{Station: "build", Service: half, Waste: org.Work}, test, {Station: "release", Service: half, Waste: org.Work}}
	return o
}

// minutesOf is a metric of hours in minutes.
func minutesOf(m org.Metric) org.Metric {
	return func(o *org.Outcome) (float64, float64) {
		num, den := m(o)
		return float64(60 * num), den
	}
}

func inUse(o *org.Outcome) (float64, float64) {
	return o.Stations[tested].BusyHours, o.Stations[tested].DutyHours
}
