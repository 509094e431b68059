// Package experts lets the experts of a field spend a part of their week on others, who
// then answer a part of the questions themselves: it gets worse before it gets better, and
// the page says by when. The setting is that of Dan McKinley's talk.
package experts

import (
	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	enabling = &argument.Param{
		ID: "enabling", Label: "Experts' week spent enabling others", Unit: words.Share, Min: 0, Max: 0.9, Step: 0.05, Default: 0.1, Pinned: true, Today: 0,
		Help: "Teaching, tools, documentation: time that is missing for answers. A tenth is half a day a week.",
	}
	experts = &argument.Param{
		ID: "experts", Label: "Experts", Unit: words.People, Min: 1, Max: 20, Step: 1, Default: 3,
		Help: "People to whom all questions go at first. Each answers one at a time.",
	}
	demand = &argument.Param{
		ID: "demand", Label: "Demand for answers", Unit: words.PerWeek, Min: 0.5, Max: 100, Step: 0.5, Default: 13,
		Help: "All questions that come up in a week, whoever answers them.",
	}
	learnable = &argument.Param{
		ID: "learnable", Label: "A week of enabling frees", Unit: words.Share, Min: 0, Max: 0.2, Step: 0.005, Default: 0.05,
		Help: "The share of what still needs an expert that others can do after one expert has enabled them for a week. Our assumption: put yours.",
	}
	harder = &argument.Param{
		ID: "harder", Label: "What is left is harder", Unit: words.Ratio, Min: 0, Max: 1, Step: 0.1, Default: 0.5,
		Marks: []argument.Mark{{At: 0, Words: "no: any question may go"}, {At: 0.5, Words: "half and half"}, {At: 1, Words: "yes: the easiest go first"}},
		Help:  "Others begin with the easy questions, so that those that are left take an expert longer.",
	}
	weeks = argument.Weeks(1, 52, "The date for which the page answers. A year is 52 weeks.")
	hours = &argument.Param{
		ID: "hours", Label: "Time for an answer", Unit: words.PlainHours, Min: 1, Max: 80, Step: 0.5, Default: 8, More: true,
		Help: "Working hours that an expert needs for one answer at the beginning; a day is 8.",
	}
	slower = &argument.Param{
		ID: "slower", Label: "Generalists are slower by", Unit: words.Share, Min: 0, Max: 4, Step: 0.1, Default: 0.5, More: true,
		Help: "Whoever is no expert takes so much longer for an answer, but does it at once.",
	}
	turnover = &argument.Param{
		ID: "turnover", Label: "People who leave in a year", Unit: words.Share, Min: 0, Max: 0.9, Step: 0.05, Default: 0.15, More: true,
		Help: "What they have learned goes with them.",
	}
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
		{Says: "Two days a week are too much of a good thing: the pile that they leave takes years to pay for itself.", Set: []argument.Assignment{enabling.To(0.4)}, Points: "best"},
		{Says: "And if the easiest questions go first, what is left is so hard that a year is not enough.", Set: []argument.Assignment{harder.To(1)}, Points: "wait"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{
				Name: "What others can do", Text: "σ′ = ηcx(1 − σ) − δσ, so σ(t) = σ∞(1 − e^(−(ηcx+δ)t)), σ∞ = ηcx/(ηcx + δ)", Author: "ours",
				Region: "c experts spend the share x, a week of one frees the share η of what is left, and δ = −ln(1 − turnover)/52 of it is lost a week.",
			},
			{
				Name: "What is left is harder", Text: "mean 1 − ln(1 − σ) of what it was", Author: "elementary",
				Region: "Exact if work is exponential and the easiest share σ goes. It is then also less uneven, which we leave out.",
			},
			{
				Name: "Load of the experts", Text: "ρ(t) = demand·(1 − σ)·hours·(1 − harder·ln(1 − σ))/(40c(1 − x))", Author: "ours",
				Region: "It ends below today's if and only if (1 − σ∞)(1 − harder·ln(1 − σ∞)) < 1 − x.",
			},
			{
				Name: "By week", Text: "p′ = pA(t), the forward equations of M(t)/M(t)/c, by implicit Euler steps", Author: "A. Kolmogorov, 1931; for queues whose rates change: B. Koopman, 1972",
				Region: "Exact for chance arrivals and exponential work, but for the steps. Otherwise the clock runs slower by v² (ours), which is too high by up to a quarter where a pile is being worked off.",
			},
		},
		Assumptions: []string{
			"Others answer at once: whoever can do it has no queue, but takes longer than an expert.",
			"Enabling is learned evenly by everybody, and lost evenly as people leave. Nobody forgets while they stay.",
			"What is in hand keeps the speed that it began with; all rates are constant within a week.",
			"Nobody asks more because answers come sooner, and no question comes back.",
			"The share that a week of enabling frees is the number that decides, and nobody has measured it: move it.",
		},
		Sources: []argument.Source{
			{Title: "Egoless Engineering", Author: "Dan McKinley", Year: 2024, URL: "https://egoless.engineering"},
			{Title: "The Queueing Network Analyzer", Author: "W. Whitt", Year: 1983},
			{Title: "Air-terminal queues under time-dependent conditions", Author: "B. Koopman", Year: 1972},
		},
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
			return append(append(c.numbers(s), c.weekly(c.wait, sixYears)...), c.weekly(c.itemHours, sixYears)...)
		},
		Numbers: []argument.Number{
			{ID: "wait", Label: "wait for an expert at the date", Unit: words.Hours, Method: method, Count: argument.Counted(org.WaitInWindow(0))},
			{ID: "lead", Label: "from question to answer, of all until the date", Unit: words.Hours, Method: method, Count: argument.Counted(org.LeadTimeOfAll)},
			{ID: "open", Label: "questions open at the date", Unit: words.Items, Method: method, Count: argument.Counted(org.OpenAtEnd(toExperts, toOthers))},
			{ID: "self-service", Label: "questions that need no expert at the date", Unit: words.Share, Method: "σ(T), ours"},
			{ID: "shorter-from", Label: "weeks after which the wait is shorter than today's", Unit: words.Weeks, Method: method, Between: func(b *argument.Sheet) float64 {
				return from(b.Then.Values[firstWait:firstHours], b.Now.Values[firstWait:firstHours])
			}},
			{ID: "paid-back", Label: "weeks after which all hours are earned back", Unit: words.Weeks, Method: method, Between: func(b *argument.Sheet) float64 {
				return from(b.Then.Values[firstHours:], b.Now.Values[firstHours:])
			}},
		},
		Effort: argument.Effort{
			Most: 400, Least: 13, MostAlong: 200, LeastAlong: 2, Items: 250e3,
			In: func(s argument.Setting) float64 { return float64(s.Of(demand)*s.Weeks()) + s.Of(backlog) },
		},
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
