// Package pipeline asks whether a deploy of two hours becomes one of fifteen minutes if its
// tests run in parallel: what is not tests stays, and runners have a line. After an
// example in an operations handbook.
package pipeline

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	parallel = &argument.Param{ID: "parallel", Label: "Runners a deploy uses", Unit: words.Number, Min: 1, Max: 64, Step: 1, Default: 8, Log: true, Pinned: true, Today: 1,
		Help: "Into how many pieces its tests are cut, which run at the same time."}
	tests = &argument.Param{ID: "tests", Label: "Tests, one after another", Unit: words.Minutes, Min: 5, Max: 240, Step: 5, Default: 90, Pinned: true, Today: 90,
		Help: "Minutes that all tests take on one runner, its start-up included."}
	rest = &argument.Param{ID: "rest", Label: "Everything else", Unit: words.Minutes, Min: 1, Max: 120, Step: 1, Default: 30, Pinned: true, Today: 30,
		Help: "Minutes of a deploy that are no tests: half before them, to build, and half after them, to put it live."}
	flaky = &argument.Param{ID: "flaky", Label: "Test runs that fail by chance", Unit: words.Share, Min: 0, Max: 0.5, Step: 0.01, Default: 0, Pinned: true,
		Help: "Of whole runs of all tests. They are repeated. Of 2,000 tests that fail by chance once in 10,000 times, 18 % of the runs do."}
	runners = &argument.Param{ID: "runners", Label: "Runners", Unit: words.Number, Min: 1, Max: 256, Step: 1, Default: 8, Log: true, Pinned: true, Today: 8,
		Help: "Machines that run tests, for all deploys together: at least as many as one deploy uses."}
	engineers = &argument.Param{ID: "engineers", Label: "Engineers", Unit: words.People, Min: 1, Max: 100, Step: 1, Default: 10,
		Help: "How many people start deploys."}
	runs = &argument.Param{ID: "runs", Label: "Deploys an engineer starts", Unit: words.PerWeek, Min: 1, Max: 40, Step: 1, Default: 5, More: true,
		Help: "In working hours, by chance."}
	startup = &argument.Param{ID: "startup", Label: "Start-up of a runner", Unit: words.Minutes, Min: 0, Max: 20, Step: 0.5, Default: 2, More: true,
		Help: "Minutes until a runner runs its first test. Each piece pays them."}
	sharing = &argument.Param{ID: "sharing", Label: "Runners are given out", Max: 1, Step: 1, More: true,
		Choices: []argument.Choice{
			{Words: "together", Help: "A deploy waits until all its runners are free, and has them together."},
			{Words: "one by one", Help: "Each piece waits for a runner by itself, and only what failed is repeated. The last piece decides."},
		},
		Help: "Whether the pieces of a deploy begin together."}
	weeks = argument.More(argument.Weeks(4, 13, argument.CountsOver+", beginning with no deploy under way."))
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
			{Name: "Without a line", Text: "L(N) = rest + (u + (t − u)/N)/(1 − F)", Author: "G. Amdahl, 1967; start-up u and repeats F ours",
				Region: "t minutes of tests cut into N pieces alike. The best that there is, rest + u/(1 − F), is reached by no number of runners."},
			{Name: "Runners busy", Text: "ρ = λ(u + (t − u)/N)/((1 − F)·⌊R/N⌋)", Author: "ours",
				Region: "Deploys have their N runners together. It rises with N wherever runners have a start-up."},
			{Name: "In line for runners", Text: "M/G/c with all of a deploy's runs in one: mean s/(1 − F), SCV F + (1 − F)·Cs²", Author: "W. Whitt, 1983; A. Allen and J. Cunneen, 1978; F. Pollaczek, 1930",
				Region: "Repeated runs join the line again. By a date, and where runners cannot keep up, after J. Abate and W. Whitt, 1987, and J. M. Harrison and A. J. Lemoine, 1981."},
			{Name: "One by one", Text: "as above, but for tests E max of N pieces", Author: "ours",
				Region: "Rough: the pieces of a deploy begin as if together. Simulation is the judge."},
		},
		Assumptions: []string{
			"Tests can be cut into pieces alike, as many as wanted. Where one test takes ten minutes, no cut makes it shorter.",
			"A run that fails by chance says so at its end, and is begun again at once.",
			"Build and release wait for nobody. Where they do, this is a floor, too.",
			"Runners are there from the first minute of the week, and none breaks.",
			"A week has 40 working hours, and nobody deploys at night.",
		},
		Sources: []argument.Source{
			argument.Amdahl1967, argument.Whitt1983,
			{Title: "Probability, Statistics and Queueing Theory", Author: "A. Allen", Year: 1978},
			argument.AbateWhitt1987,
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
			{ID: "busy", Label: "runners' time in use", Unit: words.Share, Method: "ρ, and what the line leaves of it by the date", Count: argument.Counted(org.BusyFraction(tested))},
			{ID: "wait", Label: "of it waiting for runners", Unit: words.Minutes, Method: method, Count: argument.Counted(minutesOf(org.PartOfLeadTime(deploy, sim.Wait)))},
			{ID: "floor", Label: "with no end of runners", Unit: words.Minutes, Method: "rest + u/(1 − F), Amdahl 1967"},
			{ID: "rest-for-15", Label: "everything else may take, for 15 minutes", Unit: words.Minutes, Method: "15 − (u + (t − u)/N)/(1 − F)", Signed: true},
		},
		Effort: argument.Effort{
			Most: 300, Least: 30, MostAlong: 60, LeastAlong: 8, Items: 200e3,
			In: func(s argument.Setting) float64 {
				return s.Of(engineers) * s.Of(runs) * s.Weeks() * (1 + float64(s.Of(sharing)*s.Of(parallel))) // and its pieces
			},
		},
		Drawings: []argument.Drawing{leadByRunners(), gantt(), leadByEngineers(), leadByFlaky(), &argument.Lens{Time: "from started to live", Lead: -1, Say: words.Duration}},
		Headline: headline,
		Asides:   argument.Asides(toTarget, waits),
		Compared: lead,
		Why:      why,
	})
}

// The first class of the organisation, and the station where tests run, by index.
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

// took says minutes in the unit that a reader would use.
func took(minutes float64) string { return words.Duration(minutes / 60) }

// minuteAxis is from 0 up to so many minutes, in minutes, or from five hours on in hours, days
// or weeks.
func minuteAxis(name string, most float64) argument.Axis {
	return argument.UnitAxis(name, words.Minutes, most, argument.TickUnit{Size: 1, Noun: "min"}, argument.TickUnit{From: 300, Size: 60, Noun: "hours"},
		argument.TickUnit{From: 120 * words.Day, Size: 60 * words.Day, Noun: "days"}, argument.TickUnit{From: 60 * words.Week, Size: 60 * words.Week, Noun: "weeks"})
}

// clock are the ticks of an axis on which a quarter of an hour and weeks have room.
var clock = [...]argument.Tick{
	{At: 1, Text: "1 min"}, {At: 5, Text: "5 min"}, {At: 15, Text: "15 min"}, {At: 30, Text: "30 min"}, {At: 60, Text: "1 hour"}, {At: 120, Text: "2 hours"}, {At: 240, Text: "4 hours"}, {At: 480, Text: "1 day"}, {At: 2400, Text: "1 week"},
	{At: 9600, Text: "4 weeks"}, {At: 38_400, Text: "16 weeks"}, {At: 153_600, Text: "64 weeks"},
}

// factorAxis is logarithmic, from half a minute up to so many: a line for runners takes a deploy from
// minutes to days.
func factorAxis(name string, most float64) argument.Axis {
	a := argument.Axis{Name: name, Unit: words.Minutes, Min: 0.5, Max: math.Max(most, 150), Log: true}
	for _, t := range clock {
		halves := t.At == 30 || t.At == 120 || t.At == 240
		if t.At >= a.Min && t.At <= a.Max && !(halves && a.Max > 1000) {
			a.Ticks = append(a.Ticks, t)
		}
	}
	return a
}

func byRunners() *argument.Sweep {
	return &argument.Sweep{
		ID: "parallel", Along: parallel,
		Places: argument.PlacesAt(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64),
		X:      argument.LogsOf("runners a deploy uses", parallel),
		Runs:   argument.RunsAt(1, 2, 4, 8, 16, 32, 64),
	}
}

// storyLead is a little more than the longest lead time that the story tells of, in minutes:
// three days.
const storyLead = 3 * words.Day * 60

func leadByRunners() *argument.Curve {
	return &argument.Curve{
		ID: "runners", Sweep: byRunners(), Number: lead, Subtitle: "how long a deploy takes, by the runners that it uses", Say: took,
		YName: "a deploy takes", Scale: factorAxis,
		Home: func(b *argument.Sheet) float64 {
			// Where runners cannot keep up the curve may leave the chart: a scale up to its months
			// would leave half of the story's other charts empty.
			return 1.1 * math.Max(math.Min(b.Most(byRunners(), lead), storyLead), withoutLine(b.Today.At(parallel, 1)))
		},
		Low: func(b *argument.Sheet) float64 {
			floor := math.Min(target, math.Min(least(b.Today.Setting), least(b.WhatIf.Setting)))
			low := 8.0 // and few others, so that the scale seldom moves
			for low > 0.9*floor {
				low /= 2
			}
			return low
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			return []argument.Layer{
				argument.RuleAcross("floor", "with no end of runners (formula)", "no end of runners", argument.Limit, least(b.WhatIf.Setting)),
				argument.RuleAcross("target", "the target", "target", argument.Limit, target),
			}
		},
		Title: func(b *argument.Sheet) string {
			s := b.WhatIf.Setting
			n, _ := best(s)
			full := argument.PressureOf(utilization(s))
			return argument.When(full == argument.Over, "Runners cannot keep up").
				When(full == argument.Full, "Runners have no minute to spare").
				When(n < s.Of(parallel) && evaluate(s.At(parallel, n))[lead] < 0.98*b.WhatIf.Best(lead), "Here a coarser cut is faster").
				When(least(s) > target, "No runners bring it below "+took(least(s))).
				Else("Enough runners bring it below " + took(target))
		},
		ShowsOf: func(b *argument.Sheet) string {
			return "How long a deploy takes against the runners that it uses: falling to " + took(least(b.WhatIf.Setting))
		},
	}
}

// stages is where a deploy's minutes go, if it takes so many in all: what is neither build nor
// tests nor release is waiting.
func stages(s argument.Setting, all float64) []float64 {
	half, first := s.Of(rest)/2, runMinutes(s)
	again := testMinutes(s) - first
	return []float64{half, math.Max(0, all-withoutLine(s)), first, again, half}
}

func gantt() *argument.Rows {
	return &argument.Rows{
		ID: "gantt", Subtitle: "one deploy from start to live", XName: "a deploy takes", Scale: minuteAxis, Names: []string{"today", "what-if", "without a line", "for the target"},
		Parts: []argument.RowPart{
			{ID: "build", Label: "build", Fill: argument.Pale}, {ID: "waiting", Name: "waiting for runners", Label: "waiting", Fill: argument.Hatch}, {ID: "tests", Label: "tests", Fill: argument.Solid},
			{ID: "again", Name: "tests repeated", Label: "again", Fill: argument.Cross}, {ID: "release", Label: "release", Fill: argument.Half},
		},
		Bars: func(b *argument.Sheet) []argument.Bar {
			whatIf := b.WhatIf.Setting
			unhindered := []float64{whatIf.Of(rest) / 2, 0, started(whatIf), least(whatIf) - whatIf.Of(rest) - started(whatIf), whatIf.Of(rest) / 2}
			left := math.Max(0, b.WhatIf.Values[restForTarget])
			may := []float64{left / 2, 0, math.Min(target, runMinutes(whatIf)), 0, left / 2}
			may[3] = math.Max(0, target-left-may[2])
			return []argument.Bar{
				{Parts: stages(b.Today.Setting, b.Today.Best(lead)), Role: argument.Today, Label: took(b.Today.Best(lead))},
				{Parts: stages(whatIf, b.WhatIf.Best(lead)), Role: argument.WhatIf, Label: took(b.WhatIf.Best(lead))},
				{Parts: unhindered, Label: took(least(whatIf))},
				{Parts: may, Label: took(target)},
			}
		},
		Rules: func(*argument.Sheet) []argument.Layer {
			return []argument.Layer{argument.RuleAt("target", "the target", "target", argument.Limit, target)}
		},
		Title: func(b *argument.Sheet, _ []argument.Bar) string {
			rest := b.WhatIf.Values[restForTarget]
			return argument.When(b.WhatIf.Best(lead) <= target, "The target is met").
				When(rest < 1, "Tests alone take the 15 minutes").
				Else("The rest may take " + took(rest))
		},
	}
}

func byEngineers() *argument.Sweep {
	return &argument.Sweep{
		ID: "engineers", Along: engineers, Both: true, X: argument.FromOneAlong("engineers", words.People, 60, engineers), Runs: argument.WholeRuns(6),
		Places: argument.PlacesAt(argument.Evenly(engineers, 33)...),
	}
}

func leadByEngineers() *argument.Curve {
	return &argument.Curve{
		ID: "team", Sweep: byEngineers(), Number: lead, Subtitle: "how long a deploy takes, by engineers", Say: took,
		YName: "a deploy takes", Scale: minuteAxis,
		Home: func(b *argument.Sheet) float64 {
			return math.Max(20, math.Min(480, argument.HeadRoom*math.Max(b.Most(byEngineers(), lead), b.MostToday(byEngineers(), lead))))
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			return []argument.Layer{argument.PastSaturation(math.Max(1, engineers.Reached(mostEngineers(b.WhatIf.Setting))), "grows without end")}
		},
		Title: func(b *argument.Sheet) string {
			full := math.Floor(mostEngineers(b.WhatIf.Setting))
			return argument.When(full < engineers.Max, "Enough runners for "+words.Count(full, "engineer", "engineers")).
				Else("Enough runners for any team here")
		},
		Shows: "How long a deploy takes against the engineers who start them",
	}
}

func byFlaky() *argument.Sweep {
	return &argument.Sweep{
		ID: "flaky", Along: flaky, Places: argument.PlacesAt(argument.Evenly(flaky, 10)...),
		X:    argument.SharesOf("of test runs fail by chance", flaky),
		Runs: argument.RunsAt(0, 0.1, 0.2, 0.3, 0.4, 0.5),
	}
}

func leadByFlaky() *argument.Curve {
	return &argument.Curve{
		ID: "flaky", Sweep: byFlaky(), Number: lead, Subtitle: "how long a deploy takes, by flaky test runs", Say: took,
		YName: "a deploy takes", Scale: minuteAxis,
		Home: argument.RoomAbove(20, 4, byFlaky(), lead),
		Title: func(b *argument.Sheet) string {
			more := evaluate(b.WhatIf.At(flaky, 0.1))[lead] - evaluate(b.WhatIf.At(flaky, 0))[lead]
			return "If one run in ten is flaky: " + took(more) + " more"
		},
		Shows: "How long a deploy takes against the share of test runs that fail by chance and are repeated",
	}
}

// on says how many runners.
func on(n float64) string {
	return argument.When(n == 1, "one runner").Else(words.Spelled(n) + " runners")
}

// headline says how long a deploy takes, and what no number of runners changes; or that
// deploys pile up.
func headline(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	runners := whatIf.Drag(argument.WhatIf, parallel, on)
	s := argument.Say("With tests on %", runners)
	full := argument.PressureOf(utilization(whatIf))
	switch full {
	case argument.Spare, argument.Barely:
		s = argument.Say("On % a deploy takes %", runners, b.Says(lead, took))
	case argument.Full:
		s = s.And(" each, runners have no minute to spare: a deploy takes %", b.Says(lead, took))
	default:
		s = s.And(" each, runners cannot keep up: over % a deploy takes %", argument.Date(whatIf), b.Says(lead, took))
	}
	instead := " instead of %"
	if full >= argument.Full { // a sentence that is long already
		instead = ", not %"
	}
	s = s.Against(b, lead, "about", took, instead)
	if full >= argument.Full || b.WhatIf.Best(lead) <= target {
		return s.And(".")
	}
	return s.And("; no number brings it below %: % "+argument.Is(whatIf.Of(rest))+" not tests.", argument.Num(argument.Formula, least(whatIf), words.Say(least(whatIf), words.Minutes)),
		whatIf.Drag(argument.WhatIf, rest, words.Short))
}

// waits says what waits for runners, and which cut is faster.
func waits(b *argument.Sheet) argument.Sentence {
	whatIf, w := b.WhatIf.Setting, b.WhatIf.Best(wait)
	if w < 1 {
		return nil
	}
	s := argument.Say("Of this, % "+argument.Is(argument.Whole(w))+" waiting for runners, which are in use for % of the time.", argument.Num(argument.WhatIf, w, took(w)), b.Says(busy, argument.InPercent))
	if n, minutes := best(whatIf); n != whatIf.Of(parallel) && minutes < 0.98*b.WhatIf.Best(lead) && minutes < 0.98*evaluate(whatIf)[lead] {
		cut := argument.When(n < whatIf.Of(parallel), "Each piece pays for its own start-up: a coarser cut").Else("A finer cut")
		s = s.And(" "+cut+", on %, would take %.", argument.Num(argument.Formula, n, on(n)), argument.Num(argument.Formula, minutes, took(minutes)))
	}
	return s
}

// toTarget says what everything else may take for fifteen minutes.
func toTarget(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	may := func(n float64) float64 { return target - testMinutes(whatIf.At(parallel, n)) }
	n := whatIf.Of(parallel)
	today := may(n)
	twice := math.Min(2*n, parallel.Max)
	switch {
	case b.WhatIf.Best(lead) <= target:
		return argument.Say("That is the target of 15 minutes, and no test was left out.")
	case whatIf.Of(rest) <= today:
		return argument.Say("Without a line for runners it would be % and meet the target of 15 minutes.", argument.Num(argument.Formula, withoutLine(whatIf), took(withoutLine(whatIf))))
	case today < 1 && twice > n && may(twice) >= 1:
		return argument.Say("For 15 minutes the tests alone take too long on "+on(n)+"; on % everything else may take %.", argument.Num(argument.Formula, twice, on(twice)), argument.Num(argument.Formula, may(twice), took(may(twice))))
	case today < 1:
		return argument.Say("For 15 minutes the tests alone take too long, %.", argument.Num(argument.Formula, testMinutes(whatIf), took(testMinutes(whatIf))))
	}
	s := argument.Say("For 15 minutes everything else must shrink from % to %", whatIf.Drag(argument.WhatIf, rest, words.Short), argument.Num(argument.Formula, today, words.Say(today, words.Minutes)))
	s = s.AndIf(twice > n && whatIf.Of(rest) > may(twice), ", or to % on %", argument.Num(argument.Formula, may(twice), words.Short(may(twice))), argument.Num(argument.Formula, twice, on(twice)))
	return s.And(".")
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	rho := utilization(b.WhatIf.Setting)
	return argument.When(b.WhatIf.Is(sharing, 1) && rho <= 1+argument.Saturated, "The formula lets the pieces of a deploy begin together; in the simulation each waits for itself.").
		Else(argument.MeanWhy("deploys", rho, 1, ""))
}
