// Package experts lets the experts of a field spend a part of their week on others, who
// then answer a part of the questions themselves: it gets worse before it gets better, and
// the page says by when. The setting is that of Dan McKinley's talk.
package experts

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	enabling = &argument.Param{ID: "enabling", Label: "Experts' week spent enabling others", Unit: words.Share, Min: 0, Max: 0.9, Step: 0.05, Default: 0.1, Pinned: true, Today: 0,
		Help: "Teaching, tools, documentation: time that is missing for answers. A tenth is half a day a week."}
	experts = &argument.Param{ID: "experts", Label: "Experts", Unit: words.People, Min: 1, Max: 20, Step: 1, Default: 3,
		Help: "People to whom all questions go at first. Each answers one at a time."}
	demand = &argument.Param{ID: "demand", Label: "Demand for answers", Unit: words.PerWeek, Min: 0.5, Max: 100, Step: 0.5, Default: 13,
		Help: "All questions that come up in a week, whoever answers them."}
	learnable = &argument.Param{ID: "learnable", Label: "A week of enabling frees", Unit: words.Share, Min: 0, Max: 0.2, Step: 0.005, Default: 0.05,
		Help: "The share of what still needs an expert that others can do after one expert has enabled them for a week. Our assumption: put yours."}
	harder = &argument.Param{ID: "harder", Label: "What is left is harder", Unit: words.Ratio, Min: 0, Max: 1, Step: 0.1, Default: 0.5,
		Marks: []argument.Mark{{At: 0, Words: "no: any question may go"}, {At: 0.5, Words: "half and half"}, {At: 1, Words: "yes: the easiest go first"}},
		Help:  "Others begin with the easy questions, so that those that are left take an expert longer."}
	weeks = argument.Weeks(1, 52, argument.AnswersFor)
	hours = &argument.Param{ID: "hours", Label: "Time for an answer", Unit: words.PlainHours, Min: 1, Max: 80, Step: 0.5, Default: 8, More: true,
		Help: "Working hours that an expert needs for one answer at the beginning; a day is 8."}
	slower = &argument.Param{ID: "slower", Label: "Generalists are slower by", Unit: words.Share, Min: 0, Max: 4, Step: 0.1, Default: 0.5, More: true,
		Help: "Whoever is no expert takes so much longer for an answer, but does it at once."}
	turnover = &argument.Param{ID: "turnover", Label: "People who leave in a year", Unit: words.Share, Min: 0, Max: 0.9, Step: 0.05, Default: 0.15, More: true,
		Help: "What they have learned goes with them."}
	uneven  = argument.More(argument.Variability(1, "Questions do not come at even times and answers do not take equally long. This moves both."))
	backlog = argument.Backlog("Questions that wait for the experts today.")
)

// Entry is domain-experts in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "domain-experts",
	Title:    "Experts who make themselves less needed",
	Question: "Three experts answer everything in their field. Should they spend half a day a week making others able to do it?",
	Params:   []*argument.Param{enabling, experts, demand, learnable, harder, weeks, hours, slower, turnover, uneven, backlog},
	Main:     weeks,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Today three experts answer all day. They keep up, and a question waits nearly two days.", Set: []argument.Assignment{enabling.To(0)}, Points: "wait"},
		{Says: "Half a day a week goes into making others able to do it. Three months later it has become worse.", Set: []argument.Assignment{weeks.To(13)}, Points: "wait"},
		{Says: "After half a year it is even: others answer a third of the questions.", Set: []argument.Assignment{weeks.To(26)}, Points: "wait"},
		{Says: "After two years a question hardly waits, and all the hours have been earned back for a year.", Set: []argument.Assignment{weeks.To(104)}, Points: "wait"},
		{Says: "A day a week is too much of a good thing: after a year the pile that it leaves has not paid for itself.", Set: []argument.Assignment{enabling.To(0.2)}, Points: "best"},
		{Says: "And if the easiest questions go first, what is left is so hard that a year is not enough.", Set: []argument.Assignment{harder.To(1)}, Points: "wait"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "What others can do", Text: "σ′ = ηcx(1 − σ) − δσ, so σ(t) = σ∞(1 − e^(−(ηcx+δ)t)), σ∞ = ηcx/(ηcx + δ)", Author: "ours",
				Region: "c experts spend the share x, a week of one frees the share η of what is left, and δ = −ln(1 − turnover)/52 of it is lost a week."},
			{Name: "What is left is harder", Text: "mean 1 − ln(1 − σ) of what it was", Author: "elementary",
				Region: "Exact if work is exponential and the easiest share σ goes. It is then also less uneven, which we leave out."},
			{Name: "Load of the experts", Text: "ρ(t) = demand·(1 − σ)·hours·(1 − harder·ln(1 − σ))/(40c(1 − x))", Author: "ours",
				Region: "It ends below today's if and only if (1 − σ∞)(1 − harder·ln(1 − σ∞)) < 1 − x."},
			{Name: "By week", Text: "p′ = pA(t), the forward equations of M(t)/M(t)/c, by implicit Euler steps", Author: "A. Kolmogorov, 1931; for queues whose rates change: B. Koopman, 1972",
				Region: "Exact for chance arrivals and exponential work, but for the steps. Otherwise the clock runs slower by v² (ours), which is too high by up to a quarter where a pile is being worked off."},
		},
		Assumptions: []string{
			"Others answer at once: whoever can do it has no queue, but takes longer than an expert.",
			"Enabling is learned evenly by everybody, and lost evenly as people leave. Nobody forgets while they stay.",
			"What is in hand keeps the speed that it began with; all rates are constant within a week.",
			"Nobody asks more because answers come sooner, and no question comes back.",
			"The share that a week of enabling frees is the number that decides, and nobody has measured it: move it.",
		},
		Sources: []argument.Source{argument.EgolessEngineering, argument.Whitt1983, argument.Koopman1972},
	}
}

// The numbers, by index. Behind them is what else the formulas say: the lead time by half
// the time and by twice of it, and the course of the setting for six years.
const (
	wait = iota
	lead
	open
	selfService
	shorterFrom
	paidBack
	leadHalf
	leadTwice
	firstWait
	firstHours = firstWait + sixYears + 1
)

const method = "forward equations of M(t)/M(t)/c (Kolmogorov 1931, Koopman 1972)"

// Model answers for domain-experts.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Windows:      aboutTheDate,
		Formula: func(s argument.Setting) []float64 {
			c := follow(s, sixYears, 1, 2)
			return append(append(c.numbers(s), c.wait...), c.itemHours...)
		},
		Numbers: []argument.Number{
			{ID: "wait", Label: "wait for an expert at the date", Unit: words.Hours, Method: method, Count: argument.Counted(org.WaitInWindow(0))},
			{ID: "lead", Label: "from question to answer, of all until the date", Unit: words.Hours, Method: method, Count: argument.Counted(org.LeadTimeOfAll)},
			{ID: "open", Label: "questions open at the date", Unit: words.Items, Method: method, Count: argument.Counted(org.OpenAtEnd(toExperts, toOthers))},
			{ID: "self-service", Label: "questions that need no expert at the date", Unit: words.Share, Method: "σ(T), ours"},
			{ID: "shorter-from", Label: "weeks after which the wait is shorter than today's", Unit: words.Weeks, Method: method, Between: func(b *argument.Sheet) float64 {
				return from(b.WhatIf.Values[firstWait:firstHours], b.Today.Values[firstWait:firstHours])
			}},
			{ID: "paid-back", Label: "weeks after which all hours are earned back", Unit: words.Weeks, Method: method, Between: func(b *argument.Sheet) float64 {
				return from(b.WhatIf.Values[firstHours:], b.Today.Values[firstHours:])
			}},
		},
		Effort: argument.Effort{Most: 400, Least: 13, MostAlong: 200, LeastAlong: 2, Items: 250e3,
			In: func(s argument.Setting) float64 { return float64(s.Of(demand)*s.Weeks()) + s.Of(backlog) }},
		Drawings: []argument.Drawing{waitByWeek(), leadByShare(), whoAnswers(), pile(), whereTheTimeGoes()},
		Headline: headline,
		Asides:   asides,
		Compared: wait,
		Why:      why,
	})
}

// numbers are those of the setting whose course it is, by index.
func (c course) numbers(s argument.Setting) []float64 {
	t := s.Weeks()
	v := make([]float64, firstWait)
	needs, _ := needing(s, t)
	v[wait], v[open], v[selfService] = c.at(c.wait, t), c.at(c.open, t), 1-needs
	v[lead], v[leadHalf], v[leadTwice] = c.lead(t), c.lead(t/2), c.lead(2*t)
	return v
}

// The classes of the organisation, by index.
const (
	toExperts = iota
	toOthers
)

// driftsOn is for how many weeks after the date learning and forgetting go on in the runs:
// those who come about the date may begin late.
const driftsOn = 26

// quarter is for how many weeks a source has one SCV.
const quarter = 13

// sources are that share of all questions, which changes from week to week. Each question is
// one of them by chance, so that the times between them have the SCV p·v² + 1 − p (thinned:
// Whitt 1983), with p that of the middle of each quarter. Quarters follow one another in mid-stream.
func sources(s argument.Setting, share func(needs float64) float64) (all []org.Arrivals) {
	weekly := func(t float64) float64 {
		needs, _ := needing(s, t)
		return share(needs)
	}
	last := int(s.Weeks()) + driftsOn
	for begin := 0; begin < last; begin += quarter {
		p := weekly(float64(begin) + quarter/2.0)
		a := org.Arrivals{Rate: s.Of(demand) / words.Week, SCV: float64(p*s.SCV(uneven)) + (1 - p), Underway: begin > 0}
		if begin > 0 {
			a.Steps = append(a.Steps, sim.Rate{Factor: 0})
		}
		for k := begin; k < min(begin+quarter, last); k++ {
			a.Steps = append(a.Steps, sim.Rate{At: float64(k) * words.Week, Factor: weekly(float64(k) + 0.5)})
		}
		if begin+quarter < last {
			a.Steps = append(a.Steps, sim.Rate{At: float64(begin+quarter) * words.Week, Factor: 0})
		}
		all = append(all, a)
	}
	return all
}

// organisation describes a setting to the simulator: what needs an expert comes to the
// experts, who become slower and faster from week to week; what does not is answered at once,
// by somebody who takes longer.
func organisation(s argument.Setting) org.Organisation {
	scv := s.SCV(uneven)
	o := org.Organisation{
		Stations: []sim.Station{{Name: "experts"}, {Name: "others", Kind: sim.Delay}},
		Teams:    []org.Team{{Name: "experts", Size: int(s.Of(experts)), Skills: []org.Skill{{Station: "experts", Speed: speed(s, 0.5)}}}},
		Classes: []org.Class{
			toExperts: {
				Name: "question", Backlog: int(s.Of(backlog)), Arrivals: sources(s, func(needs float64) float64 { return needs }),
				Steps: []org.Step{{Station: "experts", Service: org.Time{Mean: s.Of(hours), SCV: scv}}},
			},
			toOthers: {
				Name: "question that others can answer", Arrivals: sources(s, func(needs float64) float64 { return 1 - needs }),
				Steps: []org.Step{{Station: "others", Service: org.Time{Mean: othersTake(s), SCV: scv}, Waste: org.Work}},
			},
		},
	}
	for k := 1; k < int(s.Weeks())+driftsOn; k++ {
		// What drifts is constant in each week, at the value of its middle.
		if now := speed(s, float64(k)+0.5); now != speed(s, float64(k)-0.5) {
			o.Changes = append(o.Changes, org.Change{At: float64(k) * words.Week, Team: "experts", Station: "experts", To: now})
		}
	}
	return o
}

// aboutTheDate are the questions that come to the experts within half a week of the date.
var aboutTheDate = argument.AboutTheDate("experts", "question")

// timeAxis is over the coming weeks, a year or two.
func timeAxis(today, whatIf argument.Setting) argument.Axis {
	a := argument.Axis{Name: "weeks from now", Unit: words.Number, Max: weeks.Showing(today, whatIf, 52, weeks.Max)}
	return argument.Ticked(a, a.Max/4, 1, "weeks")
}

// byWeek is along the date: what it takes of a setting is its course, solved once.
func byWeek() *argument.Sweep {
	return &argument.Sweep{
		ID: "weeks", Along: weeks, Both: true, X: timeAxis,
		Formula: func(s argument.Setting) func(at float64) []float64 {
			c := follow(s, int(weeks.Max), 1, 2)
			return func(t float64) []float64 { return c.numbers(s.At(weeks, t)) }
		},
		Runs: argument.WholeRuns(6),
	}
}

// inHours is an axis in hours for what is said in hours, else in the reader's unit. It has
// room above a week, up to which all is said in hours.
func inHours(name string, most float64) argument.Axis {
	const longest = 6 * words.Day
	if most > longest {
		return argument.WaitAxis(name, most)
	}
	top, step := argument.NiceMax(most)
	if most > words.Week {
		top, step = longest, 2*words.Day
	}
	return argument.Ticked(argument.Axis{Name: name, Unit: words.Hours, Max: top}, step, 1, "hours")
}

// spoken says a time of up to a week in hours, to compare it with others at a glance.
func spoken(hours float64) string {
	return argument.When(hours < 1 || hours > words.Week, words.Duration(hours)).Else(words.Count(hours, "hour", "hours"))
}

// week says a number of weeks that may be none.
func week(v float64) string { return "week " + words.Short(v) }

func waitByWeek() *argument.Curve {
	return &argument.Curve{
		ID: "wait", Sweep: byWeek(), Number: wait, Subtitle: "wait for an expert, by the week of asking", Say: spoken,
		YName: "wait for an expert", Scale: inHours,
		Home: argument.Room(4, 1.05, byWeek(), wait),
		Under: func(b *argument.Sheet) []argument.Layer {
			x := b.Axis(byWeek())
			gap := argument.Layer{ID: "gap", Name: "between today and what-if (formula)", Shape: argument.Band, Role: argument.WhatIf}
			even, paid := math.NaN(), math.NaN()
			if !b.Same() {
				at, today := b.Column(byWeek(), &b.Today, wait)
				_, whatIf := b.Column(byWeek(), &b.WhatIf, wait)
				gap.X = at
				for k := range whatIf {
					gap.Lo, gap.Hi = append(gap.Lo, math.Min(today[k], whatIf[k])), append(gap.Hi, math.Max(today[k], whatIf[k]))
				}
				even, paid = b.Figures[shorterFrom].WhatIfFormula, b.Figures[paidBack].WhatIfFormula
			}
			return []argument.Layer{
				gap,
				argument.RuleAt("even", "shorter than today from here on (formula)", "shorter from "+week(even), argument.Limit, x.Ahead(even)),
				argument.RuleAt("paid", "all hours earned back (formula)", "earned back: "+week(paid), argument.Limit, x.Ahead(paid)),
			}
		},
		Title: func(b *argument.Sheet) string {
			even := b.Figures[shorterFrom].WhatIfFormula
			return argument.When(b.Same(), "The wait as it develops if nothing changes").
				When(even < 0, "It does not become shorter than today for good").
				When(even == 0, "From the first week on the wait is shorter").
				Else("The wait is longer until " + week(even) + ", then shorter")
		},
		Shows: "The wait for an expert against the week of asking, today and what-if",
	}
}

// byShare is along what the experts spend on others.
func byShare() *argument.Sweep {
	return &argument.Sweep{
		ID: "enabling", Along: enabling,
		// Few: each is a course of its own, and the more experts are missing the larger is their pile.
		Places: argument.PlacesAt(0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 0.9),
		X: func(today, whatIf argument.Setting) argument.Axis {
			return argument.ShareAxis("of the experts' week", enabling.Showing(today, whatIf, 0.5, 1))
		},
		Formula: func(s argument.Setting) func(at float64) []float64 {
			return func(x float64) []float64 {
				s := s.At(enabling, x)
				last := math.Min(2*s.Weeks(), weeks.Max)
				return follow(s, int(last), int(math.Ceil(last/26)), 1).numbers(s) // the curve asks for no more
			}
		},
		Runs: func(_ argument.Setting, x argument.Axis) []float64 {
			if x.Max > 0.5 {
				return []float64{0, 0.1, 0.2, 0.4, 0.6, 0.8}
			}
			return []float64{0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5}
		},
	}
}

// best is the share that gives the shortest time from question to answer by the date, by
// formula, of those that the slider has.
func best(b *argument.Sheet) float64 {
	along := b.Along(byShare(), &b.WhatIf)
	k, _ := argument.Least(len(along), func(k int) float64 { return along[k][lead] })
	return byShare().Places(b.WhatIf.Setting)[k]
}

// ofWeek says a share of the week as time.
func ofWeek(x float64) string {
	switch x {
	case 0:
		return "no time"
	case 0.1:
		return "half a day"
	}
	return words.Duration(x * words.Week)
}

func leadByShare() *argument.Curve {
	return &argument.Curve{
		ID: "best", Sweep: byShare(), Number: lead, Subtitle: "from question to answer, until the date, by time for enabling", Say: spoken,
		YName: "from question to answer", Scale: inHours, EndRoom: true,
		Ends: func(b *argument.Sheet) (today, whatIf string) { return "", "until " + week(b.WhatIf.Weeks()) },
		Home: func(b *argument.Sheet) float64 {
			return math.Max(4, math.Min(argument.HeadRoom*b.Most(byShare(), leadHalf), 3*b.Least(byShare(), lead)))
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			t := b.WhatIf.Weeks()
			twice := b.Line(byShare(), leadTwice, "twice", "until twice the time (formula)", "until "+week(2*t)).If(2*t <= weeks.Max)
			return []argument.Layer{b.Line(byShare(), leadHalf, "half", "until half the time (formula)", "until "+week(t/2)), twice}
		},
		Title: func(b *argument.Sheet) string {
			x := best(b)
			switch until := week(b.WhatIf.Weeks()); x {
			case 0:
				return "Until " + until + ", not to enable anybody is best"
			default:
				return "Until " + until + ", " + ofWeek(x) + " a week is best"
			}
		},
		Shows: "The time from question to answer against the share of the experts' week that they spend on others",
	}
}

// loadBack returns after how many weeks the experts have no more to do than today's have;
// NaN if they never have.
func loadBack(today, whatIf argument.Setting) float64 {
	for t := 0.0; t <= sixYears; t += 0.5 {
		if loadAt(whatIf, t) <= loadAt(today, t) {
			return t
		}
	}
	return math.NaN()
}

// whoAnswers is the share of questions that need no expert, and the load of the experts: what
// makes the wait.
func whoAnswers() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		today, whatIf, date := b.Today.Setting, b.WhatIf.Setting, b.WhatIf.Weeks()
		x := timeAxis(today, whatIf)
		at := argument.Numbers(0, x.Max, 1)
		byOthers := func(t float64) float64 { needs, _ := needing(whatIf, t); return 1 - needs }
		loadOf := func(s argument.Setting) []float64 {
			return argument.ValuesAt(at, func(t float64) float64 { return loadAt(s, t) })
		}
		shares := argument.ValuesAt(at, byOthers)
		others := argument.Layer{ID: "others", Name: "answered by others", Shape: argument.Band, Role: argument.WhatIf, X: at, Lo: make([]float64, len(at)), Hi: shares}
		edge := argument.LineOf("edge", "answered by others", "answered by others", argument.Formula, at, shares)
		load := argument.LineOf("load", "load of the experts", "load of the experts", argument.WhatIf, at, loadOf(whatIf))
		ghost := argument.LineOf("ghost", "load of the experts, today", "today", argument.Today, at, loadOf(today))
		ghost.EndRoom = false
		back := loadBack(today, whatIf)
		return argument.Chart{
			ID: "share", Subtitle: "share of questions that others answer, and load of the experts (formula)", X: x,
			Y: argument.LoadAxis("share", min(max(1, slices.Max(load.Y), slices.Max(ghost.Y)), 2)), // beyond, the pile says more
			Title: argument.When(b.Same(), "Who answers, as things are").
				When(back == 0, "The experts have no more to do than today").
				When(back <= sixYears, "In "+week(math.Ceil(back))+" the experts' load is back at today's").
				Else("The experts' load is never back at today's"),
			Alt: argument.Say("In "+week(date)+" others answer % of the questions, and the experts' load is %; today it is %.",
				argument.WholePercent(argument.WhatIf, byOthers(date)), argument.WholePercent(argument.WhatIf, loadAt(whatIf, date)), argument.WholePercent(argument.Today, loadAt(today, date))).String(),
			Layers: []argument.Layer{
				others, edge, argument.RuleAcross("full", "all the experts' time", "all their time", argument.Limit, 1), ghost.If(!b.Same()), load,
			},
		}
	}}
}

func pile() *argument.Fan {
	return &argument.Fan{
		ID: "pile", One: "question", Many: "questions", Where: "open", Backlog: backlog,
		Of: func(p org.Point) float64 { return p.WIP[toExperts] + p.WIP[toOthers] },
		Formula: func(s argument.Setting, times []float64) (mean, _, _ []float64) {
			c := follow(s, int(s.Weeks()), 1, 2)
			return argument.ValuesAt(times, func(t float64) float64 { return c.at(c.open, t/words.Week) }), nil, nil
		},
	}
}

// whereTheTimeGoes is about all questions, whoever answers them. What experts spend on others' learning is in no
// question's time.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{Time: "from question to answer", Lead: lead, Classes: []int{toExperts, toOthers}, Say: words.Duration}
}

// noTime is what is said of less than half a minute.
const noTime = "no time"

// headline is the wait of who asks at the date.
func headline(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	s := argument.Say("If the experts only answer, a question asked % from now ", argument.Date(whatIf))
	if whatIf.Of(enabling) > 0 {
		s = argument.Say("With % a week for enabling others, a question asked % from now ",
			whatIf.Drag(argument.WhatIf, enabling, ofWeek), argument.Date(whatIf))
	}
	if spoken(b.WhatIf.Best(wait)) == noTime {
		s = s.And("hardly waits for an expert")
	} else {
		s = s.And("waits % for an expert", b.Says(wait, spoken))
	}
	if same, ok := s.AsToday(b, wait, "about as long", spoken); ok {
		return same
	}
	today := b.Again(wait, spoken)
	if b.Differ(enabling) {
		return s.And("; as things are today, %.", today)
	}
	return s.And(", not %.", today)
}

// asides say when it pays, how busy the experts are, and how long an answer took over the
// whole time.
func asides(b *argument.Sheet) []argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	s := keepUp(whatIf)
	if v := verdict(b); whatIf.Of(enabling) > today.Of(enabling) && v != nil {
		s = append(v.And(" "), s...)
	}
	all := []argument.Sentence{s}
	if come := float64(whatIf.Of(demand) * whatIf.Weeks()); come < argument.Few {
		all = append(all, argument.Say("It is too early to tell: only about % until then.", argument.Num(argument.WhatIf, come, words.Count(argument.Whole(come), "question comes", "questions come"))))
	}
	took, _ := argument.Say("Until then it takes % from question to answer", b.Says(lead, spoken)).Compare(b, lead, spoken)
	return append(all, took.And(", whoever answers; open questions count by their age."))
}

// whole says a number of weeks as a place in time.
func whole(v float64) argument.Span { return argument.Num(argument.Formula, v, week(v)) }

// verdict says whether and when enabling pays, by formula.
func verdict(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	shorter, paid := b.Figures[shorterFrom].WhatIfFormula, b.Figures[paidBack].WhatIfFormula
	switch {
	case learning(whatIf) == 0:
		return argument.Say("Nobody learns anything from this: it is time lost.")
	case !everPays(today, whatIf):
		return argument.Say("What is left is so much harder that the experts end up busier: do not.")
	case shorter < 0:
		return argument.Say("Even in six years the wait is not shorter than today.")
	case b.Vouched(wait) && !b.Same() && (b.WhatIf.Best(wait) < b.Today.Best(wait)) != (whatIf.Weeks() > shorter):
		return nil // formula and simulation contradict each other
	case paid < 0 && loadAt(today, 0) < 1 && b.WhatIf.Values[firstHours-1] < othersTake(whatIf):
		return argument.Say("These experts have time. Asking them is quicker than doing it oneself; what enabling buys is that they could leave.")
	case paid < 0:
		return argument.Say("It waits longer at times until %, and even in six years the hours are not earned back.", whole(shorter))
	case shorter > whatIf.Weeks() && !b.Vouched(wait):
		return argument.Say("It is too early to tell: until % it waits longer at times, and in % all hours are earned back.", whole(shorter), whole(paid))
	case shorter > whatIf.Weeks():
		return argument.Say("This is still the investment: until % it waits longer at times, and in % all hours are earned back.", whole(shorter), whole(paid))
	case paid > whatIf.Weeks():
		return argument.Say("From % on it waits less, but by the date this has cost more hours than it saved; they are earned back in %.", whole(shorter), whole(paid))
	case shorter == 0:
		return argument.Say("It waits less from the first week on, and in % all hours are earned back.", whole(paid))
	}
	return argument.Say("Until % it waits longer than today at times; in % all hours are earned back.", whole(shorter), whole(paid))
}

// keepUp says who answers by then, and how busy the experts are with the rest.
func keepUp(s argument.Setting) argument.Sentence {
	t := s.Weeks()
	needs, _ := needing(s, t)
	load := loadAt(s, t)
	var who argument.Sentence
	if learning(s) > 0 {
		who = argument.Say("By then others answer % of the questions, and ", argument.WholePercent(argument.WhatIf, 1-needs))
	}
	experts := "the experts "
	if who == nil {
		experts = argument.Upper(experts)
	}
	switch argument.PressureOf(load) {
	case argument.Over:
		return who.And(experts+"cannot keep up: % of what comes to them "+argument.Is(2)+" too much.", argument.WholePercent(argument.WhatIf, 1-1/load))
	case argument.Full:
		return who.And(experts + "have exactly as much to do as they can: the pile never settles.")
	case argument.Barely:
		return who.And(experts+"keep up, barely: % of their time for answers is taken.", argument.WholePercent(argument.WhatIf, load))
	}
	return who.And(experts+"keep up, with % of their time for answers taken.", argument.WholePercent(argument.WhatIf, load))
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.WhatIf.Setting
	return argument.When(s.Of(uneven) != 1, argument.TwoNumbers+"the questions are, and is too high by up to a quarter where a pile is being worked off.").
		When(loadAt(s, s.Weeks()) > 1, "The formula takes the experts' speed as it is at the date; those who wait beyond it meet another one.").
		Else("The formula has the speeds change a mean answer late; the simulation has each answer keep the speed that it began with.")
}
