// Package wall sets security tickets that a team fixes for everybody against engineers
// who fix their own and are taught: behind a wall people stop worrying. After Dan
// McKinley's talk.
package wall

import (
	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/portable"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	own = &argument.Param{
		ID: "own", Label: "Fixed by those who wrote them", Unit: words.Share, Min: 0, Max: 1, Step: 0.05, Default: 0.7, Pinned: true,
		Help: "The share of security findings that the engineers fix themselves. The rest are tickets for the experts.",
	}
	enabling = &argument.Param{
		ID: "enabling", Label: "Experts' week spent teaching and on tools", Unit: words.Share, Min: 0, Max: 0.9, Step: 0.05, Default: 0.4, Pinned: true,
		Help: "So much of their week the experts fix nothing, so that there is less to fix. Two days of five are 40 %.",
	}
	experts = &argument.Param{
		ID: "experts", Label: "Experts", Unit: words.People, Min: 1, Max: 20, Step: 1, Default: 3,
		Help: "People in the security team. Each works on one ticket at a time.",
	}
	engineers = &argument.Param{
		ID: "engineers", Label: "Engineers", Unit: words.People, Min: 1, Max: 200, Step: 1, Default: 40,
		Help: "Who write features, and with them what somebody has to fix.",
	}
	wall = &argument.Param{
		ID: "wall", Label: "Findings if others fix them, times", Unit: words.Ratio, Min: 1, Max: 5, Step: 0.1, Default: 2,
		Help: "How many times as many findings a feature has if its authors will never see them again. 1: nobody minds less. Our assumption: put yours.",
	}
	weeks     = argument.Weeks(1, 26, "The date for which the page answers. Half a year is 26 weeks.")
	prevented = argument.More(&argument.Param{
		ID: "prevented", Label: "Prevented if experts teach half their time", Unit: words.Share, Min: 0, Max: 0.9, Step: 0.05, Default: 0.6,
		Help: "The share of findings that are then never made. 0: teaching does nothing. Our assumption: put yours.",
	})
	findings = argument.More(&argument.Param{
		ID: "findings", Label: "Findings per feature", Unit: words.Ratio, Min: 0, Max: 3, Step: 0.05, Default: 0.25,
		Help: "If its authors fix them all, and nobody teaches.",
	})
	rate = argument.More(&argument.Param{
		ID: "rate", Label: "Features per engineer", Unit: words.PerWeek, Min: 0.1, Max: 5, Step: 0.1, Default: 1,
		Help: "How many features an engineer finishes in a week of work.",
	})
	hours = argument.More(&argument.Param{
		ID: "hours", Label: "Time for a fix", Unit: words.PlainHours, Min: 1, Max: 80, Step: 0.5, Default: 8,
		Help: "Working hours that an expert takes for one on average.",
	})
	slower = argument.More(&argument.Param{
		ID: "slower", Label: "Generalists are slower by", Unit: words.Share, Min: 0, Max: 4, Step: 0.1, Default: 0.5,
		Help: "How much longer an engineer takes for a fix than an expert.",
	})
	takesEffect = argument.More(&argument.Param{
		ID: "takes-effect", Label: "Until teaching shows", Unit: words.Weeks, Min: 0, Max: 52, Step: 1, Default: 8,
		Help: "After so many weeks two thirds of the change are there.",
	})
	forget = argument.More(&argument.Param{
		ID: "forget", Label: "Tickets are closed unread after", Unit: words.Weeks, Min: 0, Max: 104, Step: 1,
		Help: "On average; 0 is never. What is closed unread is off the list, and as open as before.",
	})
	found = argument.More(&argument.Param{
		ID: "found", Label: "An open finding is found by others, a year", Unit: words.Share, Min: 0, Max: 0.2, Step: 0.005, Default: 0.01,
		Help: "The chance that somebody who means harm finds a given one within a year. Our assumption: put yours.",
	})
	backlog = twenty(argument.Backlog("Tickets that wait for the experts today."))
	uneven  = argument.More(argument.Variability(1, "Findings do not come at even times, and fixes do not take equally long."))
	cost    = argument.Cost()
)

func twenty(p *argument.Param) *argument.Param {
	p.Default = 20
	return p
}

// Entry is security-wall in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "security-wall",
	Title:    "A team for security tickets",
	Question: "Security fixes are tickets for the security team. What if engineers fixed their own, and the team taught them and built the tools?",
	Params:   []*argument.Param{own, enabling, experts, engineers, wall, weeks, prevented, findings, rate, hours, slower, takesEffect, forget, found, backlog, uneven, cost},
	Main:     own,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "The plan: a team does all the security tickets. If nobody minded less, three experts would keep up.", Set: []argument.Assignment{wall.To(1), own.To(0), enabling.To(0)}, Points: "open"},
		{Says: "What happens: behind a wall people stop worrying. There are twice as many findings, and they pile up.", Set: []argument.Assignment{own.To(0), enabling.To(0)}, Points: "open"},
		{Says: "Nobody's features are slower, so nobody notices.", Set: []argument.Assignment{own.To(0), enabling.To(0)}, Points: "price"},
		{Says: "Close the old tickets: the list is short, and as much lies open as before.", Set: []argument.Assignment{own.To(0), enabling.To(0), forget.To(13)}, Points: "open"},
		{Says: "Engineers fix their own, and mind again. The pile is gone, for fewer than three features in forty.", Set: []argument.Assignment{own.To(0.7), enabling.To(0)}, Points: "own"},
		{Says: "And experts who teach make that cheap: half as many features are lost.", Set: []argument.Assignment{own.To(0.7), enabling.To(0.4)}, Points: "breach"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{
				Name: "Findings per feature", Text: "v∞ = v₀(1 + (m − 1)(1 − own))·e^(−κx), from m·v₀ with e^(−t/τ)", Author: "ours: two assumptions, m and κ",
				Region: "The wall's height is the share that others fix. κ = −2·ln(1 − prevented); m = 1 or κ = 0 leave one of them out.",
			},
			{
				Name: "How busy the experts are", Text: "ρ(x) = features·v∞·(1 − own)·s/(40c(1 − x))", Author: "ours",
				Region: "In the long run. Teaching a share x of the week unloads them if and only if it prevents more than the share x; most at x* = 1 − 1/κ.",
			},
			{
				Name: "Line at a date", Text: "p′(n) = λp(n−1) + d(n+1)p(n+1) − (λ + d(n))p(n)", Author: "A. Kolmogorov, 1931; B. Koopman, 1972",
				Region: "Any load, rates that change by the week, patience too. Exact as chance has it; for other unevenness the clock runs slower (ours).",
			},
			{
				Name: "Somebody else finds one first", Text: "1 − E e^(−h·∫open dt)", Author: "D. R. Cox, 1955",
				Region: "Simulated. The formula puts the mean of what is open there, and is too high: by a fifth of a point at the default, by four at worst.",
			},
			{
				Name: "Features a week", Text: "E·r·(1 − r·own·v·φs/40)", Author: "ours", Region: "About the date; an engineer fixes before they build. φ is how much slower they are at it.",
			},
		},
		Assumptions: []string{
			"Both begin behind the wall, with as many findings as there are where others fix them; fixing one's own and being taught change that over the weeks.",
			"A fix of one's own waits for nobody: the engineer does it at once, and makes fewer features.",
			"Experts take tickets in the order in which they come. Tickets that are closed unread have been given up by chance, old ones no sooner than new ones.",
			"A finding is open until it is fixed. One that is closed unread is open for ever.",
			"Others find each open one with the same chance. All findings are equally bad.",
			"A week has 40 working hours.",
		},
		Sources: []argument.Source{
			{Title: "Egoless Engineering", Author: "Dan McKinley", Year: 2024, URL: "https://egoless.engineering"},
			{Title: "Air-terminal queues under time-dependent conditions", Author: "B. Koopman", Year: 1972},
			{Title: "Some statistical methods connected with series of events", Author: "D. R. Cox", Year: 1955},
		},
	}
}

// The numbers, by index: the sentence's own comes first. Behind them is how many tickets are
// in the experts' hands, and from path on the future week by week.
const (
	open = iota
	breach
	tickets
	features
	busy
	path
)

const method = "forward equations (Kolmogorov 1931, Koopman 1972) with the findings of each week (ours)"

// Model answers for security-wall.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "open-findings", Label: "findings open at the date", Unit: words.Items, Method: method, Count: argument.Counted(org.OpenAtEnd(0, 1))},
			{ID: "breach", Label: "chance that somebody else finds one first", Unit: words.Share, Method: "1 − e^(−h·∫open) of the mean, Cox 1955", Count: somebodyElse},
			{ID: "tickets", Label: "of these on the experts' list", Unit: words.Items, Method: method, Count: argument.Counted(onTheList)},
			{ID: "features", Label: "features about the date", Unit: words.PerWeek, Method: "E·r·(1 − r·own·v·φs/40), ours"},
		},
		Effort: argument.Effort{
			Most: 300, Least: 20, MostAlong: 60, LeastAlong: 4, Items: 80e3,
			In: func(s argument.Setting) float64 { return float64(built(s)*perFeature(s, 0)*s.Weeks()) + s.Of(backlog) },
		},
		Drawings: []argument.Drawing{openByOwn(), openByWeek(), breachByWeek(), price(), whereTheTimeGoes()},
		Headline: headline,
		Asides:   asides,
		Compared: open,
		Why:      why,
	})
}

// The stations, by index.
const (
	sorted = iota
	team
	authors
	closed
)

// organisation is the experts' line, and the engineers who fix their own without one. What
// is closed unread stays in the system for ever: it is open.
func organisation(s argument.Setting) org.Organisation {
	variance := s.SCV(uneven)
	patience := org.Time{}
	if s.Of(forget) > 0 {
		patience = org.Time{Mean: s.Of(forget) * words.Week, SCV: 1}
	}
	ticket := []org.Step{
		{Station: "experts", Service: org.Time{Mean: ticketHours(s), SCV: variance}, Patience: patience, GivesUp: []org.Branch{{To: "closed unread", Probability: 1}}, Next: []org.Branch{{To: org.Out, Probability: 1}}},
		{Station: "closed unread", Service: org.Forever, Waste: org.Defect},
	}
	finding := org.Class{Name: "finding", Steps: append([]org.Step{
		{Station: "found", Next: []org.Branch{{To: "experts", Probability: 1 - s.Of(own)}}},
		{Station: "authors", Service: org.Time{Mean: ownHours(s), SCV: variance}, Waste: org.Work, Next: []org.Branch{{To: org.Out, Probability: 1}}},
	}, ticket...)}
	if most := perFeature(s, 0) * built(s) / words.Week; most > 0 {
		a := org.Arrivals{Rate: most, SCV: variance}
		for k := 0.0; k < s.Weeks(); k++ {
			a.Steps = append(a.Steps, sim.Rate{At: k * words.Week, Factor: perFeature(s, k+0.5) / perFeature(s, 0)})
		}
		finding.Arrivals = []org.Arrivals{a}
	}
	return org.Organisation{
		Stations: []sim.Station{
			sorted: {Name: "found", Kind: sim.Delay}, team: {Name: "experts", Servers: int(s.Of(experts))},
			authors: {Name: "authors", Kind: sim.Delay}, closed: {Name: "closed unread", Kind: sim.Delay},
		},
		Classes: []org.Class{finding, {Name: "old ticket", Backlog: int(s.Of(backlog)), Steps: ticket}},
	}
}

// onTheList counts who is in the experts' line or in their hands.
func onTheList(o *org.Outcome) (float64, float64) {
	st := &o.Stations[team]
	return st.Visits - st.Served - st.Abandoned, 1
}

// somebodyElse is the chance that others found one, in a run with so much open.
func somebodyElse(s argument.Setting) org.Metric {
	return func(o *org.Outcome) (float64, float64) {
		return -portable.Expm1(-float64(hazard(s) * (o.Classes[0].ItemHours + o.Classes[1].ItemHours))), 1
	}
}
