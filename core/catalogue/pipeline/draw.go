package pipeline

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// took says minutes in the unit that a reader would use.
func took(minutes float64) string { return words.Duration(minutes / 60) }

// minuteAxis is from 0 up to so many minutes, in minutes, or beyond five hours in hours, days
// or weeks.
func minuteAxis(name string, most float64) argument.Axis {
	unit, noun := 1.0, "min"
	switch {
	case most > 60*words.Week:
		unit, noun = 60*words.Week, "weeks"
	case most > 60*2*words.Day:
		unit, noun = 60*words.Day, "days"
	case most > 300:
		unit, noun = 60, "hours"
	}
	top, step := argument.NiceMax(most / unit)
	return argument.Ticked(argument.Axis{Name: name, Unit: words.Minutes, Max: top * unit}, step*unit, unit, noun)
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
		Places: func(argument.Setting) []float64 {
			return []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64}
		},
		X: func(_, _ argument.Setting) argument.Axis {
			return argument.LogAxis("runners a deploy uses", words.Number, 1, parallel.Max)
		},
		Runs: func(argument.Setting, argument.Axis) []float64 { return []float64{1, 2, 4, 8, 16, 32, 64} },
	}
}

func leadByRunners() *argument.Curve {
	return &argument.Curve{
		ID: "runners", Sweep: byRunners(), Number: lead, Subtitle: "how long a deploy takes, by the runners that it uses", Say: took,
		YName: "a deploy takes", Scale: factorAxis,
		Home: func(b *argument.Sheet) float64 {
			return 1.1 * math.Max(b.Most(byRunners(), lead), withoutLine(b.Now.At(parallel, 1)))
		},
		Low: func(b *argument.Sheet) float64 {
			floor := math.Min(target, math.Min(least(b.Now.Setting), least(b.Then.Setting)))
			low := 8.0 // and few others, so that the scale seldom moves
			for low > 0.9*floor {
				low /= 2
			}
			return low
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			return []argument.Layer{
				{ID: "floor", Name: "with no end of runners (formula)", Shape: argument.RuleY, Role: argument.Limit, Label: "no end of runners", Y: []float64{least(b.Then.Setting)}},
				{ID: "target", Name: "the target", Shape: argument.RuleY, Role: argument.Limit, Label: "target", Y: []float64{target}},
			}
		},
		Title: func(b *argument.Sheet) string {
			s := b.Then.Setting
			n, _ := best(s)
			switch {
			case utilization(s) >= 1:
				return "Runners cannot keep up"
			case n < s.Of(parallel) && evaluate(s.At(parallel, n))[lead] < 0.98*b.WhatIf(lead):
				return "Here a coarser cut is faster"
			case least(s) > target:
				return "No runners bring it below " + took(least(s))
			}
			return "Enough runners bring it below " + took(target)
		},
		Alt: func(b *argument.Sheet) string {
			return "Minutes that a deploy takes against the runners that it uses: falling to " + took(least(b.Then.Setting)) + ". With " + words.Short(b.Then.Of(parallel)) + " it is " + took(b.WhatIf(lead)) +
				", today, with " + words.Short(b.Now.Of(parallel)) + ", " + took(b.Today(lead)) + "."
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
			then := b.Then.Setting
			unhindered := []float64{then.Of(rest) / 2, 0, started(then), least(then) - then.Of(rest) - started(then), then.Of(rest) / 2}
			left := math.Max(0, b.Then.Values[restForTarget])
			may := []float64{left / 2, 0, math.Min(target, runMinutes(then)), 0, left / 2}
			may[3] = math.Max(0, target-left-may[2])
			return []argument.Bar{
				{Parts: stages(b.Now.Setting, b.Today(lead)), Role: argument.Today, Label: took(b.Today(lead))},
				{Parts: stages(then, b.WhatIf(lead)), Role: argument.WhatIf, Label: took(b.WhatIf(lead))},
				{Parts: unhindered, Label: took(least(then))},
				{Parts: may, Label: took(target)},
			}
		},
		Rules: func(*argument.Sheet) []argument.Layer {
			return []argument.Layer{argument.RuleAt("target", "the target", "target", argument.Limit, target)}
		},
		Title: func(b *argument.Sheet, _ []argument.Bar) string {
			switch rest := b.Then.Values[restForTarget]; {
			case b.WhatIf(lead) <= target:
				return "The target is met"
			case rest < 1:
				return "Tests alone take the 15 minutes"
			default:
				return "The rest may take " + took(rest)
			}
		},
		Alt: func(b *argument.Sheet, bars []argument.Bar) string {
			return "One deploy as bars of build, waiting, tests, repeats and release: today " + took(bars[0].End()) + ", what-if " + took(bars[1].End()) + ", with no end of runners " + took(bars[2].End()) + "; the target is " + took(target) + "."
		},
	}
}

func byEngineers() *argument.Sweep {
	return &argument.Sweep{
		ID: "engineers", Along: engineers, Both: true,
		Places: func(argument.Setting) []float64 { return argument.Evenly(engineers, 33) },
		X: func(today, whatIf argument.Setting) argument.Axis {
			return argument.FromOne("engineers", words.People, 60, math.Max(today.Of(engineers), whatIf.Of(engineers)))
		},
		Runs: func(_ argument.Setting, x argument.Axis) (at []float64) {
			for k := 1.0; k <= 6; k++ {
				at = append(at, math.Floor(x.Max*k/6))
			}
			return at
		},
	}
}

func leadByEngineers() *argument.Curve {
	return &argument.Curve{
		ID: "team", Sweep: byEngineers(), Number: lead, Subtitle: "how long a deploy takes, by engineers", Say: took,
		YName: "a deploy takes", Scale: minuteAxis,
		Home: func(b *argument.Sheet) float64 {
			return math.Max(20, math.Min(480, 1.05*math.Max(b.Most(byEngineers(), lead), b.MostToday(byEngineers(), lead))))
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			full := mostEngineers(b.Then.Setting)
			if full > engineers.Max {
				full = math.NaN()
			}
			return []argument.Layer{argument.PastSaturation(math.Max(1, full), "grows without end")}
		},
		Title: func(b *argument.Sheet) string {
			if full := math.Floor(mostEngineers(b.Then.Setting)); full < engineers.Max {
				return "Enough runners for " + words.Count(full, "engineer", "engineers")
			}
			return "Enough runners for any team here"
		},
		Alt: func(b *argument.Sheet) string {
			return "Minutes that a deploy takes against the engineers who start them. With " + words.Short(b.Then.Of(engineers)) + " it is " + took(b.WhatIf(lead)) + ", today " + took(b.Today(lead)) + "."
		},
	}
}

func byFlaky() *argument.Sweep {
	return &argument.Sweep{
		ID: "flaky", Along: flaky, Places: func(argument.Setting) []float64 { return argument.Evenly(flaky, 10) },
		X: func(_, _ argument.Setting) argument.Axis {
			return argument.ShareAxis("of test runs fail by chance", flaky.Max)
		},
		Runs: func(argument.Setting, argument.Axis) []float64 { return []float64{0, 0.1, 0.2, 0.3, 0.4, 0.5} },
	}
}

func leadByFlaky() *argument.Curve {
	return &argument.Curve{
		ID: "flaky", Sweep: byFlaky(), Number: lead, Subtitle: "how long a deploy takes, by flaky test runs", Say: took,
		YName: "a deploy takes", Scale: minuteAxis,
		Home: func(b *argument.Sheet) float64 {
			return math.Max(20, math.Min(1.05*b.Most(byFlaky(), lead), 4*b.Least(byFlaky(), lead)))
		},
		Title: func(b *argument.Sheet) string {
			more := evaluate(b.Then.At(flaky, 0.1))[lead] - evaluate(b.Then.At(flaky, 0))[lead]
			return "If one run in ten is flaky: " + took(more) + " more"
		},
		Alt: func(b *argument.Sheet) string {
			return "Minutes that a deploy takes against the share of test runs that fail by chance and are repeated: " + took(b.WhatIf(lead)) + " at " + words.Say(b.Then.Of(flaky), words.Share) + ", today " + took(b.Today(lead)) + "."
		},
	}
}
