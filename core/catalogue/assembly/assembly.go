// Package assembly sets a line of specialists against the same people as generalists
// who are slower at each part: cut finer, nobody works less, and every feature waits
// in one more line. The setting is that of a company in Dan McKinley's talk which
// released nothing for two years.
package assembly

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	team = &argument.Param{ID: "team", Label: "The same people are", Max: 1, Step: 1, Default: 1, Pinned: true, Today: 0,
		Choices: []argument.Choice{
			{Words: "a line", Help: "Specialists: every feature goes through each specialism in turn."},
			{Words: "generalists", Help: "Whoever is free takes the next feature and sees it through."},
		},
		Help: "Whether a feature goes from specialist to specialist, or one person does all of it."}
	people      = argument.People(2, 24, 8, "All who build features, with the release manager if there is one.")
	specialisms = &argument.Param{ID: "specialisms", Label: "Specialisms in the line", Unit: words.Number, Min: 1, Max: 8, Step: 1, Default: 4, Pinned: true, Today: 4,
		Help: "Into how many specialisms the line is cut. Everybody has one; the work is shared out so that all are equally busy."}
	slower = &argument.Param{ID: "slower", Label: "Generalists are slower by", Unit: words.Share, Min: 0, Max: 1, Step: 0.01, Default: 0.1,
		Help: "How much longer a generalist takes for every part than its specialist. Our assumption: put yours."}
	demand = &argument.Param{ID: "demand", Label: "Demand for features", Unit: words.PerWeek, Min: 0.5, Max: 20, Step: 0.1, Default: 4,
		Help: "How many features a week everybody together is asked for."}
	weeks = argument.Weeks(13, 52, argument.CountsOver)
	work  = &argument.Param{ID: "work", Label: "Work in a feature", Unit: words.PlainHours, Min: 8, Max: 320, Step: 1, Default: 64, More: true,
		Help: "Hours of specialists' work in a feature, all parts together; four parts of two days are 64."}
	workCV = &argument.Param{ID: "work-cv", Label: "How uneven features are", Unit: words.Ratio, Min: 0, Max: 1.5, Step: 0.05, Default: 0.5, More: true,
		Marks: []argument.Mark{{At: 0, Words: "every one alike"}, {At: 0.25, Words: "much alike"}, {At: 0.5, Words: "fairly even"}, {At: 1, Words: "as chance has it"}, {At: 1.5, Words: "rather uneven"}},
		Help:  "Standard deviation of a feature's work, divided by its mean. At 0.5 each of four parts is as uneven as chance."}
	arrivalCV = argument.ArrivalCV("How unevenly features are asked for", "features", nil)
	handoff   = &argument.Param{ID: "handoff", Label: "Between two pairs of hands", Unit: words.Hours, Min: 0, Max: 80, Step: 1, Default: 4, More: true,
		Help: "How long a feature is on its way from one person to the next before it joins their line."}
	release = &argument.Param{ID: "release", Label: "Features are released", Max: 1, Step: 1, Default: 0, Pinned: true, Today: 0, More: true,
		Choices: []argument.Choice{
			{Words: "by whoever is done", Help: "Releasing is part of the work."},
			{Words: "by a release manager", Help: "One of the people only manages releases, half a day for each: one more pair of hands, one fewer to build."},
		},
		Help: "Whether one of the people has the release of features as their job."}
	backlog = argument.Backlog("How many wait for the first pair of hands today.")
	cost    = argument.Cost()
)

// Entry is assembly-line in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "assembly-line",
	Title:    "Specialists in a line",
	Question: "Every feature passes through four specialists in turn. What if each of us did all of it, more slowly?",
	Params:   []*argument.Param{team, people, specialisms, slower, demand, weeks, work, workCV, arrivalCV, handoff, release, backlog, cost},
	Main:     team,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Today: eight people, four specialisms, two of each. A feature waits for each of them in turn, longer than they work on it.", Set: []argument.Assignment{team.To(0)}, Points: "where"},
		{Says: "The same eight as generalists. Each is 10 % slower at every part, and a feature waits once.", Points: "where"},
		{Says: "Cut the line finer, one specialism each: nobody works less, and every feature waits in twice as many lines.", Set: []argument.Assignment{team.To(0), specialisms.To(8)}, Points: "lead"},
		{Says: "Or give the line a release manager, one of the eight: one more pair of hands, one fewer to build.", Set: []argument.Assignment{team.To(0), release.To(1)}, Points: "lead"},
		{Says: "Where specialists win: generalists who are 40 % slower cannot keep up with what is asked for.", Set: []argument.Assignment{slower.To(0.4)}, Points: "demand"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "One specialism", Text: "Wq = (Ca² + Cs²)/2 · Wq(M/M/c)", Author: "W. Whitt (QNA), 1983, after A. O. Allen, 1978, and P. P. Cunneen",
				Region: "ρ < 1, as it would be for ever; for one person times Kraemer and Langenbach-Belz's factor. Exact where Ca² = Cs² = 1."},
			{Name: "From one specialism to the next", Text: argument.WhittDepartures, Author: "W. Whitt (QNA), 1983",
				Region: "An approximation by two moments: a line's rhythm is more than that. It is worst at a busy place behind many others; the simulation stands beside it."},
			{Name: "Generalists", Text: argument.WhittWait, Author: "W. Whitt, 1993",
				Region: "One line for all, ρ < 1. Exact for exponential times."},
			{Name: "Until a date", Text: "mean time so far = ∫₀ᵀ E N(t) dt / (λT + backlog)", Author: "J. D. C. Little, 1961; E N(t) stage by stage after J. Abate and W. Whitt, 1987, and J. M. Harrison and A. J. Lemoine, 1981; their combination is ours",
				Region: "Any load, also above 1. Features that are unfinished at T count by their age. Rough for dates that are only a few features' work away; up to a quarter off where features come in bursts, Ca = 4."},
			{Name: "A part of the work", Text: "a share x of a feature's hours has the mean x·s and the SCV Cs²/x", Author: "ours",
				Region: "Parts are independent and add up to the same feature however it is cut."},
		},
		Assumptions: []string{
			"The line is balanced: each specialism has a share of the work in proportion to its people, and all are equally busy. Real lines are not, and wait longer.",
			"A specialist does only their own part, even while others drown; a generalist can do every part, and sees a feature through.",
			"Generalists who pass every part on through one common line wait longer than those who see a feature through: four of them, 80 % busy, 11.9 hours for each part of 16, against 64 in a line of four; 17 % slower, they are no faster than it.",
			"A generalist is slower by the same share at every part, from the first day: learning and teaching are other arguments.",
			"Nothing comes back and nothing is found to be wrong: a line that misunderstands itself is another argument.",
			"Whoever is free takes the feature that has waited longest. Nobody is away.",
			argument.UnfinishedFeatures,
			"A release manager takes half a day for each feature. Our assumption.",
			argument.WorkingWeek,
		},
		Sources: []argument.Source{argument.EgolessEngineering, argument.Whitt1983, argument.Whitt1993, argument.AbateWhitt1987, argument.HarrisonLemoine1981, argument.Little1961},
	}
}

// The numbers, by index. Behind them is what else the formulas say: the parts of the
// lead time, and what it tends to, +Inf past saturation.
const (
	lead = iota
	efficiency
	delivered
	open
	atWork
	waiting
	handedOn
	forever
)

const method = "Little's law, stage by stage: sticky Brownian motion (Abate–Whitt 1987, Harrison–Lemoine 1981) for the date, QNA (Whitt 1983) for the flow between stages (ours)"

// Model answers for assembly-line.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "lead", Label: "from asked for to delivered, unfinished features by their age", Unit: words.Hours, Method: method, Count: argument.Counted(org.LeadTime(0))},
			{ID: "efficiency", Label: "share of that time in which somebody works on the feature", Unit: words.Share, Method: method, Count: argument.Counted(flowEfficiency)},
			{ID: "delivered", Label: "features delivered until the date", Unit: words.PerWeek, Method: method, Count: argument.Counted(argument.Weekly(org.Throughput(0)))},
			{ID: "open", Label: "features under way at the date", Unit: words.Items, Method: method, Count: argument.Counted(org.OpenAtEnd(0))},
		},
		Effort:   argument.Effort{Most: 400, Least: 20, MostAlong: 60, Items: 1.2e6, In: visits},
		Drawings: []argument.Drawing{leadByCut(), whereTheTimeGoes(), leadByDemand(), wip()},
		Headline: headline,
		Asides:   asides,
		Compared: lead,
		Why:      why,
	})
}

// organisation is a team at each stage, and the way from one to the next.
func organisation(s argument.Setting) (o org.Organisation) {
	feature := org.Class{
		Name: "feature", Backlog: int(s.Of(backlog)),
		Arrivals: []org.Arrivals{{Rate: arrivalRate(s), SCV: s.SCV(arrivalCV)}},
	}
	all := stages(s)
	for i, h := range all {
		o.Stations = append(o.Stations, sim.Station{Name: h.name})
		o.Teams = append(o.Teams, org.Team{Name: h.name, Size: int(h.servers), Skills: []org.Skill{{Station: h.name, Speed: 1}}})
		feature.Steps = append(feature.Steps, org.Step{Station: h.name, Service: org.Time{Mean: h.mean, SCV: h.scv}})
		if i+1 < len(all) && s.Of(handoff) > 0 {
			feature.Steps = append(feature.Steps, org.Step{Name: "from " + h.name, Station: "handoff", Service: org.Time{Mean: s.Of(handoff)}})
		}
	}
	if len(all) > 1 && s.Of(handoff) > 0 {
		o.Stations = append(o.Stations, sim.Station{Name: "handoff", Kind: sim.Delay})
	}
	o.Classes = []org.Class{feature}
	return o
}

// flowEfficiency is the share of the lead time in which somebody works on the
// feature.
func flowEfficiency(o *org.Outcome) (num, den float64) {
	c := &o.Classes[0]
	return c.Parts[sim.Touch] + c.Parts[sim.Rework], c.LeadTime
}

// visits is about how often one run has features taken up or handed over.
func visits(s argument.Setting) float64 {
	return asked(s) * (1 + float64(2*float64(len(stages(s)))))
}

// The two curves of the lead time are those of today's setting and of what-if's, each
// simulated. A line has points at every cut; generalists are the same whatever it is.
func bySpecialisms() *argument.Sweep {
	return &argument.Sweep{
		ID: "specialisms", Along: specialisms, Both: true,
		X: func(_, _ argument.Setting) argument.Axis {
			x := argument.Axis{Name: "specialisms", Unit: words.Number, Min: 0.5, Max: specialisms.Max + 0.5}
			for k := specialisms.Min; k <= specialisms.Max; k++ {
				x.Ticks = append(x.Ticks, argument.Tick{At: k, Text: words.Short(k)})
			}
			return x
		},
		Runs: func(s argument.Setting, _ argument.Axis) []float64 {
			if generalists(s) {
				return nil
			}
			return argument.Numbers(specialisms.Min, math.Min(specialisms.Max, builders(s)), 1)
		},
	}
}

func byDemand() *argument.Sweep {
	return &argument.Sweep{
		ID: "demand", Along: demand, Places: demands, Both: true,
		X: func(today, whatIf argument.Setting) argument.Axis { // far enough to see past what both can do
			most := math.Max(1.25*math.Max(capacity(today), capacity(whatIf)), 1.1*math.Max(today.Of(demand), whatIf.Of(demand)))
			return argument.CountAxis("features asked for, a week", words.PerWeek, most)
		},
		Runs: argument.EvenRuns(8),
	}
}

// demands are dense up to what can be done and a little more, and further and further
// apart from there to beyond the widest axis.
func demands(s argument.Setting) (at []float64) {
	full := capacity(s)
	for load, step := 0.05, 0.1; load*full < 160; load += step {
		at = append(at, load*full)
		switch {
		case load > 1.1:
			step = load / 3
		case load > 0.6:
			step = 0.025
		}
	}
	return at
}

func leadByCut() *argument.Curve {
	return &argument.Curve{
		ID: "lead", Sweep: bySpecialisms(), Number: lead, Subtitle: "time to deliver, by the number of specialisms",
		Ends:  ends,
		YName: "time to deliver", Scale: argument.WaitAxis,
		Home: func(b *argument.Sheet) float64 {
			return math.Max(4, math.Min(b.WhatIf.Horizon()/4, 1.1*math.Max(b.Most(bySpecialisms(), lead), b.MostToday(bySpecialisms(), lead))))
		},
		Title: func(b *argument.Sheet) string {
			line, pool := b.Today.Best(lead), b.WhatIf.Best(lead)
			if !generalists(b.WhatIf.Setting) {
				line, pool = pool, line
			}
			two := generalists(b.Today.Setting) != generalists(b.WhatIf.Setting)
			return argument.When(two && b.Vouched(lead) && line > 1.05*pool, "The line takes "+words.Short(line/pool)+" times as long as generalists").
				When(two && b.Vouched(lead) && pool > 1.05*line, "Generalists take "+words.Short(pool/line)+" times as long as the line").
				When(two, "The line and generalists take about as long").
				When(generalists(b.WhatIf.Setting), "Generalists are as fast however finely work is cut").
				Else("Every specialism is one more line to wait in")
		},
		Shows: "How long a feature takes against the number of specialisms that the line is cut into: generalists stay level, the line rises with every cut",
	}
}

// ends are the words at the curves' ends: what the people are, if that differs.
func ends(b *argument.Sheet) (today, whatIf string) {
	today, whatIf = team.Say(b.Today.Of(team)), team.Say(b.WhatIf.Of(team))
	one := b.Same() || today == whatIf
	return argument.When(b.Same(), "").When(one, "as today").Else(today), argument.When(one, "").Else(whatIf)
}

// whereTheTimeGoes is work, waiting and handing over: nothing comes back.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{
		Time: "from asked for to delivered", Lead: lead, Say: words.Duration,
		Formula: func(s argument.Setting) []float64 {
			values, hours := evaluate(s), make([]float64, org.Uses)
			hours[org.WorkedOn], hours[org.Waiting], hours[org.HandedOver] = values[atWork], values[waiting], values[handedOn]
			return hours
		},
		Describe: func(s argument.Setting) string {
			return argument.When(generalists(s), "generalists").Else("a line of " + words.Short(cut(s)))
		},
		Title: func(_ *argument.Sheet, today, _ []float64) string {
			work, idle := today[org.WorkedOn], today[org.Waiting]+today[org.HandedOver]
			return argument.When(idle < 0.05*work, "Today a feature hardly waits").Else("Today, " + words.Duration(work) + " of work wait " + words.Duration(idle))
		},
	}
}

func leadByDemand() *argument.Curve {
	return &argument.Curve{
		ID: "demand", Sweep: byDemand(), Number: lead, Subtitle: "time to deliver, by the features asked for a week",
		Ends:  ends,
		YName: "time to deliver", Scale: argument.WaitAxis,
		Home: func(b *argument.Sheet) float64 { return math.Max(4, b.WhatIf.Horizon()/8) },
		Under: func(b *argument.Sheet) []argument.Layer {
			today, whatIf := limits(b)
			rule := argument.RuleAt("limit", "today's limit", "today's limit", argument.Limit, capacity(b.Today.Setting)).If(today != whatIf)
			return []argument.Layer{argument.PastSaturation(capacity(b.WhatIf.Setting), "grows without end"), rule}
		},
		Title: func(b *argument.Sheet) string {
			today, whatIf := limits(b)
			return argument.When(today == whatIf, "Past "+whatIf+" a week the pile grows without end").
				When(generalists(b.Today.Setting) == generalists(b.WhatIf.Setting), "The limit moves from "+today+" to "+whatIf+" a week").
				When(generalists(b.WhatIf.Setting), "Generalists are full at "+whatIf+" a week, the line at "+today).
				Else("The line is full at " + whatIf + " a week, generalists at " + today)
		},
		ShowsOf: func(b *argument.Sheet) string {
			today, whatIf := limits(b)
			return "How long a feature takes against the features asked for a week: slowly more at first, then steeply, and without end past " + today + " a week today and " + whatIf + " what-if"
		},
	}
}

// limits say how many features a week can be done.
func limits(b *argument.Sheet) (today, whatIf string) {
	return words.Short(capacity(b.Today.Setting)), words.Short(capacity(b.WhatIf.Setting))
}

func wip() *argument.Fan {
	return &argument.Fan{
		ID: "pile", One: "feature", Many: "features", Where: "under way",
		Of:    func(p org.Point) float64 { return p.WIP[0] },
		Start: func(s argument.Setting) float64 { return s.Of(backlog) },
		Formula: func(s argument.Setting, times []float64) (mean, _, _ []float64) {
			return argument.ValuesAt(times, func(t float64) float64 {
				if t <= 0 {
					return s.Of(backlog)
				}
				return evaluate(s.At(weeks, t/words.Week))[open]
			}), nil, nil
		},
		Moments: 12,
	}
}

func headline(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	s := who(whatIf).And(" a feature in "+atLeast(whatIf, b.WhatIf.Best(open))+"%", b.Says(lead, words.Duration))
	if same, ok := s.AsToday(b, lead, "", nil); ok {
		return same
	}
	link := argument.SayWhen(generalists(today) == generalists(whatIf), "; today it takes ").
		When(generalists(today), "; today's % generalists take ", today.Drag(argument.Today, people, words.Spelled)).
		Else("; today's line of % takes ", cuts(argument.Today, today))
	return append(s, link...).And(atLeast(today, b.Today.Best(open))+"%.", b.Again(lead, words.Duration))
}

// atLeast is said where more than a fifth of the features are unfinished at the date:
// their age so far is less than they will take.
func atLeast(s argument.Setting, open float64) string {
	return argument.When(open > 0.2*asked(s), "at least ").Else("")
}

func cuts(r argument.Role, s argument.Setting) argument.Span {
	return argument.Drag(r, specialisms, s.Of(specialisms), words.Spelled(cut(s))+words.Verb(cut(s), " specialism", " specialisms"))
}

// who says who builds features, and that they do.
func who(s argument.Setting) argument.Sentence {
	n := argument.Drag(argument.WhatIf, people, s.Of(people), argument.Upper(words.Spelled(s.Of(people))))
	if !generalists(s) {
		return argument.Say("% people in a line of %", n, cuts(argument.WhatIf, s)).AndIf(managed(s), ", one of them a release manager,").And(" deliver")
	}
	some := argument.Num(argument.WhatIf, builders(s), argument.Upper(words.Count(builders(s), "generalist", "generalists")))
	pool := argument.SayWhen(managed(s), "% and a release manager", some).Else("% generalists", n)
	return pool.AndIf(s.Of(slower) > 0, ", each % slower,", s.Drag(argument.WhatIf, slower, words.Percent)).And(" deliver")
}

// keepUp says what becomes of the pile or, where there is none, how much of the time
// is work.
func keepUp(b *argument.Sheet) argument.Sentence {
	s, most := b.WhatIf.Setting, capacity(b.WhatIf.Setting)
	asks := s.Drag(argument.Plain, demand, words.Short)
	switch argument.PressureOf(utilization(s)) {
	case argument.Over:
		if words.Short(most) != asks.Text {
			return argument.Say("Only % of % a week can be done: the pile never stops growing.", argument.Short(argument.WhatIf, most), asks)
		}
		fallthrough
	case argument.Full:
		return argument.Say("They can do just what is asked for: without slack, the pile never settles.")
	case argument.Barely:
		return argument.Say("They keep up, barely: % a week more and they would not.", argument.Short(argument.WhatIf, most-s.Of(demand)))
	}
	wait := argument.When(b.WhatIf.Best(efficiency) < b.Today.Best(efficiency), "more").Else("less")
	works := b.Says(efficiency, argument.InPercent)
	return argument.SayWhen(!b.Same() && b.Vouched(efficiency), "They wait "+wait+": it is worked on % of the time, not %", works, b.SaysToday(efficiency, argument.InPercent)).
		Else("It is worked on % of the time", works).And(".")
}

// asides say where specialists are faster, and what a feature costs.
func asides(b *argument.Sheet) []argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	s := append(keepUp(b).And(" "), whoWins(b)...)
	n := builders(whatIf)
	s = s.AndIf(whatIf.Of(specialisms) > n, " Only % there to be cut into specialisms.", argument.Num(argument.Plain, n, words.Count(n, "person is", "people are")))
	payroll := func(s argument.Setting) float64 { return s.Of(people) * s.Of(cost) }
	if whatIf.Of(cost) > 0 && b.WhatIf.Best(delivered) > 0.005 {
		s = s.And(" A week costs %, a delivered feature %", argument.Dollars(argument.WhatIf, payroll(whatIf)), argument.Dollars(argument.WhatIf, payroll(whatIf)/b.WhatIf.Best(delivered)))
		s = s.AndIf(!b.Same() && b.Vouched(delivered) && b.Today.Best(delivered) > 0.005, ", today %", argument.Dollars(argument.Today, payroll(today)/b.Today.Best(delivered))).And(".")
	}
	return []argument.Sentence{s.And(" Counted are all features asked for within %, open ones by their age.", argument.Date(whatIf))}
}

// whoWins says how much slower generalists may be.
func whoWins(b *argument.Sheet) argument.Sentence {
	s := b.WhatIf.At(team, 0).At(slower, 0) // who they are and how slow makes no difference
	even := b.Keep("even", s, func() any { return breakEven(s) }).(even)
	limit := argument.WholePercent(argument.Formula, even.atDate)
	switch {
	case cut(s) < 2:
		return argument.Say("A line of one specialism is a team of generalists who lose nothing.")
	case even.atDate <= 0:
		return argument.Say("Here generalists gain nothing: hardly anything waits in the line.")
	}
	wins := argument.SayWhen(even.atDate >= 1, "By formula, generalists stay ahead even at half the speed of specialists").
		When(b.WhatIf.Of(slower) > even.atDate, "Here, by formula, specialists win: generalists may be % slower at most", limit).
		Else("By formula, generalists stay ahead until each is % slower", limit)
	forever := argument.WholePercent(argument.Formula, even.forever)
	return wins.AndIf(even.forever > 0 && even.forever < 1 && forever.Text != limit.Text, " (% if it went on for ever)", forever).And(".")
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.WhatIf.Setting
	return argument.When(s.Horizon() < 10*s.Of(work), "A date that is only a few features' work away is too near for the formula.").
		When(utilization(s) > 1+argument.Saturated, argument.Fluid("features")).
		When(s.Of(arrivalCV) > 2, "The formula knows two moments of what comes, and bursts are more than that.").
		When(len(stages(s)) > 1, "The formula knows two moments of what one specialist passes to the next, and spreads it evenly over time.").
		Else("The formula knows two moments of what comes, and is rough while people are still getting busy.")
}
