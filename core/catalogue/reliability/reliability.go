// Package reliability asks what a promise of 99.9 % takes: to fail less often, to be back
// sooner, or a second copy. All times are by the clock, as services run at night.
package reliability

import (
	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

// choices are the promises in words.
func choices(help string) []argument.Choice {
	return []argument.Choice{{Words: "99 %", Help: help}, {Words: "99.5 %", Help: help}, {Words: "99.9 %", Help: help}, {Words: "99.95 %", Help: help}, {Words: "99.99 %", Help: help}}
}

var (
	mtbf = &argument.Param{
		ID: "mtbf", Label: "Days until a copy fails", Unit: words.Number, Min: 1, Max: 365, Step: 1, Default: 30, Pinned: true, Today: 30,
		Help: "How long a copy works on average before it fails again, in days by the clock.",
	}
	outage = &argument.Param{
		ID: "outage", Label: "Until it is back", Unit: words.Minutes, Min: 5, Max: 480, Step: 5, Default: 30, Pinned: true, Today: 120,
		Help: "Minutes from a failure until it is restored, noticing included.",
	}
	copies = &argument.Param{
		ID: "copies", Label: "Copies", Unit: words.Number, Min: 1, Max: 5, Step: 1, Default: 1, Pinned: true, Today: 1,
		Help: "How many of the service run side by side.",
	}
	common = &argument.Param{
		ID: "common", Label: "Failures that take all copies", Unit: words.Share, Min: 0, Max: 0.5, Step: 0.01, Default: 0.05,
		Help: "A bad release, a full database, a wrong setting: the share of failures that no further copy helps against.",
	}
	objective = &argument.Param{
		ID: "objective", Label: "Promise", Unit: words.Number, Min: 0, Max: 4, Step: 1, Default: 2,
		Choices: choices("The share of the time that the service is promised to work."), Help: "The share of the time that the service is promised to work.",
	}
	days = &argument.Param{
		ID: "days", Label: "Days of a promise", Unit: words.Number, Min: 7, Max: 365, Step: 1, Default: 30,
		Help: "The promise is kept or broken over so many days by the clock.",
	}
	needed = &argument.Param{
		ID: "needed", Label: "Copies needed", Unit: words.Number, Min: 1, Max: 5, Step: 1, Default: 1, More: true,
		Help: "How many must work for the service to work; at most all that there are.",
	}
	dependencies = &argument.Param{
		ID: "dependencies", Label: "Other services it needs", Unit: words.Number, Min: 0, Max: 20, Step: 1, Default: 0, More: true, Zero: "none",
		Help: "The service is down while any one of them is.",
	}
	dependency = &argument.Param{
		ID: "dependency", Label: "Each of these works", Unit: words.Number, Min: 0, Max: 4, Step: 1, Default: 2, More: true,
		Choices: choices("The share of the time that each other service works."), Help: "The share of the time that each other service works; it is back as soon as a copy.",
	}
	restoreCV = &argument.Param{
		ID: "restore-cv", Label: "How uneven outages are", Unit: words.Ratio, Min: 0, Max: 2, Step: 0.05, Default: 1, More: true,
		Help: "Standard deviation of an outage, divided by its mean: 0 means that all take equally long.",
	}
	noticeShare = &argument.Param{
		ID: "notice-share", Label: "Of an outage, until anybody knows", Unit: words.Share, Min: 0, Max: 1, Step: 0.05, Default: 0.5, More: true,
		Help: "The share of an outage that passes before anybody works on it. It moves one bar only.",
	}
	revenue = &argument.Param{
		ID: "revenue", Label: "Revenue an hour", Unit: words.Money, Min: 0, Max: 1e6, Step: 100, Default: 5000, More: true,
		Help: "What is lost in an hour down. Our assumption: put yours.",
	}
)

// Entry is reliability in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "reliability",
	Title:    "What 99.9 % costs",
	Question: "We promise 99.9 %. Is it better to fail less often or to be back sooner, and what does a second copy buy?",
	Params:   []*argument.Param{mtbf, outage, copies, common, objective, days, needed, dependencies, dependency, restoreCV, noticeShare, revenue},
	Main:     outage,
	Shown:    2,
	Story: []argument.Step{
		{Says: "A service fails once a month and is back in two hours. Every other month breaks the promise.", Set: []argument.Assignment{outage.To(120)}, Points: "odds"},
		{Says: "It fails half as often and is back twice as soon. A quarter of the minutes are left.", Set: []argument.Assignment{outage.To(60), mtbf.To(60)}, Points: "burn"},
		{Says: "Or as often as before, and back in half an hour: the same minutes, and fewer months keep the promise.", Set: []argument.Assignment{outage.To(30)}, Today: []argument.Assignment{outage.To(60), mtbf.To(60)}, Points: "odds"},
		{Says: "Promise less, and it turns round: of a loose promise the shorter outages keep more.", Set: []argument.Assignment{outage.To(30), objective.To(1)}, Today: []argument.Assignment{outage.To(60), mtbf.To(60)}, Points: "odds"},
		{Says: "A second copy, and outages as long as ever: six minutes down remain.", Set: []argument.Assignment{outage.To(120), copies.To(2)}, Points: "copies"},
		{Says: "A third buys next to nothing. What takes all copies at once stays.", Set: []argument.Assignment{outage.To(120), copies.To(3)}, Points: "copies"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{
				Name: "Share of the time that it works", Text: "A = M/(M + R); k of n: Σ C(n,i)pⁱ(1 − p)^(n−i) · M/(M + βR)", Author: "R. Barlow and F. Proschan, 1965; K. Fleming, 1975",
				Region: "Any laws of the times, in the long run. Everything depends on R/M: half of R is as good as twice M.",
			},
			{
				Name: "Minutes down in a window", Text: "u(T − (1 − e^(−(λ+μ)T))/(λ + μ)), u = λ/(λ + μ)", Author: "R. Barlow and F. Proschan, 1965",
				Region: "All works at the beginning. Exact for one copy and exponential times; with several copies for rare outages.",
			},
			{
				Name: "Chance to keep the promise", Text: "P(D ≤ B) = Σ e^(−x)xⁿ/n!·G_n(B), x = (T − B)/M", Author: "L. Takács, 1957",
				Region: "Exact for one copy. With several M and R are those of the service (ours): right where outages are rare. Past 400 outages their sum is taken to be normal.",
			},
			{
				Name: "What no copy helps against", Text: "βR/(M + βR) of the time", Author: "K. Fleming, 1975", Region: "However many copies there are.",
			},
		},
		Assumptions: []string{
			"At the beginning everything works. A copy fails by chance, and restores do not wait for each other.",
			"Common causes and other services fail by chance, too, and are back after as long as a copy.",
			"The service works while enough copies do, no common cause holds, and every other service works.",
			"Times are by the clock: a day has 24 hours, and nobody's sleep is counted.",
			"What a copy costs is not in it.",
		},
		Sources: []argument.Source{
			{Title: "Mathematical Theory of Reliability", Author: "R. Barlow and F. Proschan", Year: 1965},
			{Title: "On certain sojourn time problems in the theory of stochastic processes", Author: "L. Takács", Year: 1957},
			{Title: "The Site Reliability Workbook", Author: "B. Beyer and others", Year: 2018},
		},
	}
}

// The numbers, by index: the sentence's own comes first.
const (
	keep = iota
	down
	allowed
	available
	outages
	money
	last
)

// Model answers for reliability.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Overlaps:     outagesOf,
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "keep", Label: "chance that the promise is kept", Unit: words.Share, Method: "Takács 1957", Count: isKept},
			{ID: "down", Label: "minutes down in a window", Unit: words.Minutes, Method: "alternating renewal (Barlow and Proschan 1965)", Count: argument.Counted(minutesDown)},
			{ID: "budget", Label: "minutes that the promise allows", Unit: words.Minutes, Method: "(1 − promise)·T"},
			{ID: "availability", Label: "share of the time that it works, in the long run", Unit: words.Share, Method: "M/(M + R), Barlow and Proschan 1965"},
			{ID: "outages", Label: "outages in a window", Unit: words.Items, Method: "time that it works/M"},
			{ID: "money", Label: "revenue lost in a window", Unit: words.Money, Method: "minutes down × revenue", Count: lost},
		},
		Effort: argument.Effort{
			Most: 2000, Least: 20, MostAlong: 200, LeastAlong: 4, Items: 10e3,
			In: func(s argument.Setting) float64 {
				return 1 + float64(s.Horizon()*(s.Of(copies)/each(s).MeanUp+s.Of(dependencies)/dependencyUp(s)))
			},
		},
		Drawings: []argument.Drawing{keptByOutage(), burnDown(), downByCopies(), anOutage()},
		Headline: headline,
		Asides:   asides,
		Compared: keep,
		Why:      why,
	})
}

// organisation is what may fail, each of which goes where things are down until it is
// back: copies, what takes all of them, and other services.
func organisation(s argument.Setting) org.Organisation {
	d := each(s)
	o := org.Organisation{}
	fails := func(name string, number, up float64) {
		o.Stations = append(o.Stations, sim.Station{Name: name + " down", Kind: sim.Delay})
		o.Classes = append(o.Classes, org.Class{
			Name: name, Arrivals: []org.Arrivals{{Population: int(number), ThinkTime: org.Time{Mean: up, SCV: 1}}},
			Steps: []org.Step{{Station: name + " down", Service: org.Time{Mean: d.MeanDown, SCV: d.DownSCV}}},
		})
	}
	alone, together := d.MeanUp, sharedCauses(s)
	if together {
		alone /= 1 - s.Of(common)
	}
	fails("copy", s.Of(copies), alone)
	if together {
		fails("common cause", 1, d.MeanUp/s.Of(common))
	}
	if s.Of(dependencies) > 0 {
		fails("other service", s.Of(dependencies), dependencyUp(s))
	}
	return o
}

// sharedCauses says whether something takes all copies at once, of which there are several.
func sharedCauses(s argument.Setting) bool { return s.Of(copies) > 1 && s.Of(common) > 0 }

// outagesOf is when the service is down.
func outagesOf(s argument.Setting) []org.Overlap {
	groups := []org.Group{{Stations: []string{"copy down"}, AtLeast: int(s.Of(copies)) - required(s) + 1}}
	if sharedCauses(s) {
		groups = append(groups, org.Group{Stations: []string{"common cause down"}, AtLeast: 1})
	}
	if s.Of(dependencies) > 0 {
		groups = append(groups, org.Group{Stations: []string{"other service down"}, AtLeast: 1})
	}
	return []org.Overlap{{Groups: groups}}
}

func minutesDown(o *org.Outcome) (float64, float64) { return o.Overlaps[0] * minutes, 1 }

func isKept(s argument.Setting) org.Metric {
	most := budget(s)
	return func(o *org.Outcome) (float64, float64) {
		if o.Overlaps[0]*minutes <= most {
			return 1, 1
		}
		return 0, 1
	}
}

func lost(s argument.Setting) org.Metric {
	return func(o *org.Outcome) (float64, float64) { return o.Overlaps[0] * s.Of(revenue), 1 }
}
