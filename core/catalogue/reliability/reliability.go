// Package reliability asks what a promise of 99.9 % takes: to fail less often, to be back
// sooner, or a second copy. All times are by the clock, as services run at night.
package reliability

import (
	"math"
	"slices"

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
	mtbf = &argument.Param{ID: "mtbf", Label: "Days until a copy fails", Unit: words.Number, Min: 1, Max: 365, Step: 1, Default: 30, Pinned: true, Today: 30,
		Help: "How long a copy works on average before it fails again, in days by the clock."}
	outage = &argument.Param{ID: "outage", Label: "Until it is back", Unit: words.Minutes, Min: 5, Max: 480, Step: 5, Default: 30, Pinned: true, Today: 120,
		Help: "Minutes from a failure until it is restored, noticing included."}
	copies = &argument.Param{ID: "copies", Label: "Copies", Unit: words.Number, Min: 1, Max: 5, Step: 1, Default: 1, Pinned: true, Today: 1,
		Help: "How many of the service run side by side."}
	common = &argument.Param{ID: "common", Label: "Failures that take all copies", Unit: words.Share, Min: 0, Max: 0.5, Step: 0.01, Default: 0.05,
		Help: "A bad release, a full database, a wrong setting: the share of failures that no further copy helps against."}
	objective = &argument.Param{ID: "objective", Label: "Promise", Unit: words.Number, Min: 0, Max: 4, Step: 1, Default: 2,
		Choices: choices("The share of the time that the service is promised to work."), Help: "The share of the time that the service is promised to work."}
	days = &argument.Param{ID: "days", Label: "Days of a promise", Unit: words.Number, Min: 7, Max: 365, Step: 1, Default: 30,
		Help: "The promise is kept or broken over so many days by the clock."}
	needed = &argument.Param{ID: "needed", Label: "Copies needed", Unit: words.Number, Min: 1, Max: 5, Step: 1, Default: 1, More: true,
		Help: "How many must work for the service to work; at most all that there are."}
	dependencies = &argument.Param{ID: "dependencies", Label: "Other services it needs", Unit: words.Number, Min: 0, Max: 20, Step: 1, Default: 0, More: true, Zero: "none",
		Help: "The service is down while any one of them is."}
	dependency = &argument.Param{ID: "dependency", Label: "Each of these works", Unit: words.Number, Min: 0, Max: 4, Step: 1, Default: 2, More: true,
		Choices: choices("The share of the time that each other service works."), Help: "The share of the time that each other service works; it is back as soon as a copy."}
	restoreCV = &argument.Param{ID: "restore-cv", Label: "How uneven outages are", Unit: words.Ratio, Min: 0, Max: 2, Step: 0.05, Default: 1, More: true,
		Help: "Standard deviation of an outage, divided by its mean: 0 means that all take equally long."}
	noticeShare = &argument.Param{ID: "notice-share", Label: "Of an outage, until anybody knows", Unit: words.Share, Min: 0, Max: 1, Step: 0.05, Default: 0.5, More: true,
		Help: "The share of an outage that passes before anybody works on it. It moves one bar only."}
	revenue = &argument.Param{ID: "revenue", Label: "Revenue an hour", Unit: words.Money, Min: 0, Max: 1e6, Step: 100, Default: 5000, More: true,
		Help: "What is lost in an hour down. Our assumption: put yours."}
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
			{Name: "Share of the time that it works", Text: "A = M/(M + R); k of n: Σ C(n,i)pⁱ(1 − p)^(n−i) · M/(M + βR)", Author: "R. Barlow and F. Proschan, 1965; K. Fleming, 1975",
				Region: "Any laws of the times, in the long run. Everything depends on R/M: half of R is as good as twice M."},
			{Name: "Minutes down in a window", Text: "u(T − (1 − e^(−(λ+μ)T))/(λ + μ)), u = λ/(λ + μ)", Author: "R. Barlow and F. Proschan, 1965",
				Region: "All works at the beginning. Exact for one copy and exponential times; with several copies for rare outages."},
			{Name: "Chance to keep the promise", Text: "P(D ≤ B) = Σ e^(−x)xⁿ/n!·G_n(B), x = (T − B)/M", Author: "L. Takács, 1957",
				Region: "Exact for one copy. With several M and R are those of the service (ours): right where outages are rare. Past 400 outages their sum is taken to be normal."},
			{Name: "What no copy helps against", Text: "βR/(M + βR) of the time", Author: "K. Fleming, 1975", Region: "However many copies there are."},
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
			{ID: "keep", Label: "chance that the promise is kept", Unit: words.Share, Chance: true, Method: "Takács 1957", Count: argument.CountedFor(isKept)},
			{ID: "down", Label: "minutes down in a window", Unit: words.Minutes, Method: "alternating renewal (Barlow and Proschan 1965)", Count: argument.Counted(minutesDown)},
			{ID: "budget", Label: "minutes that the promise allows", Unit: words.Minutes, Method: "(1 − promise)·T"},
			{ID: "availability", Label: "share of the time that it works, in the long run", Unit: words.Share, Method: "M/(M + R), Barlow and Proschan 1965"},
			{ID: "outages", Label: "outages in a window", Unit: words.Items, Method: "time that it works/M"},
			{ID: "money", Label: "revenue lost in a window", Unit: words.Money, Method: "minutes down × revenue", Count: argument.CountedFor(lost)},
		},
		Effort: argument.Effort{
			Most: 2000, Least: 20, MostAlong: 200, LeastAlong: 4, Items: 10e3,
			In: func(s argument.Setting) float64 {
				return 1 + float64(s.Horizon()*(s.Of(copies)/each(s).MeanUp+s.Of(dependencies)/dependencyUp(s)))
			},
		},
		Drawings: []argument.Drawing{keptByOutage(), burnDown(), downByCopies(), anOutage()},
		Headline: headline,
		Asides:   argument.Asides(gone, rivals, besides),
		Compared: keep,
		Why:      why,
	})
}

// organisation is the things that may fail: copies, the common cause that takes all of them,
// and other services. Each goes to the station of failed things until it is back.
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

func isKept(s argument.Setting, o *org.Outcome) (num, den float64) {
	if o.Overlaps[0]*minutes <= budget(s) {
		return 1, 1
	}
	return 0, 1
}

func lost(s argument.Setting, o *org.Outcome) (num, den float64) {
	return o.Overlaps[0] * s.Of(revenue), 1
}

// minutesAxis is along the time until it is back, in three sizes, so that it seldom changes.
func minutesAxis(today, whatIf argument.Setting) argument.Axis {
	a := argument.Axis{Name: "minutes until it is back", Unit: words.Minutes, Max: 120}
	for want := math.Max(today.Of(outage), whatIf.Of(outage)); a.Max < want; {
		a.Max *= 2
	}
	return argument.Ticked(a, a.Max/4, 1, "minutes")
}

func byOutage() *argument.Sweep {
	return &argument.Sweep{
		ID: "outage", Along: outage, X: minutesAxis,
		Places: func(argument.Setting) (at []float64) { // dense where the curve bends
			for v := outage.Min; v <= outage.Max; v += outage.Step {
				at = append(at, v)
				if v >= 120 {
					v += float64(3 * outage.Step)
				}
			}
			return at
		},
		Formula: func(s argument.Setting) func(at float64) []float64 {
			return func(at float64) []float64 { return []float64{keep: chance(s.At(outage, at))} }
		},
		Runs: argument.EvenRuns(8),
	}
}

// ofHundred says a chance as so many in a hundred, near either end with a decimal.
func ofHundred(v float64) string {
	return argument.When(v >= 0.01 && v <= 0.99 || v <= 0 || v >= 1, words.Whole(100*v)).Else(words.Short(math.Floor(float64(1000*v)+0.5) / 10))
}

// windows says how long a promise is about.
func windows(s argument.Setting) string { return words.Count(s.Of(days), "day", "days") }

func keptByOutage() *argument.Curve {
	return &argument.Curve{
		ID: "odds", Sweep: byOutage(), Number: keep, Subtitle: "chance that the promise is kept, by the time until it is back", Say: func(v float64) string { return ofHundred(v) + " %" },
		YName: "promise kept", Scale: func(name string, _ float64) argument.Axis { return argument.ShareAxis(name, 1) },
		Home: func(*argument.Sheet) float64 { return 1 },
		Under: func(b *argument.Sheet) []argument.Layer {
			at := b.Axis(byOutage()).Ahead(allowedOutage(b.WhatIf.Setting))
			return []argument.Layer{argument.RuleAt("mean", "here the mean downtime is the budget (formula)", "on average all of the budget", argument.Limit, at)}
		},
		Title: func(b *argument.Sheet) string {
			return ofHundred(b.WhatIf.Best(keep)) + " of 100 windows keep the promise"
		},
		Shows: "The chance that the promise is kept against the time until it is back: lower the longer it takes",
	}
}

// daysAxis is over the coming days, in hours by the clock.
func daysAxis(s argument.Setting) argument.Axis {
	step := 1.0
	for _, n := range [...]float64{1, 2, 5, 7, 14, 30, 60, 90} {
		step = n
		if s.Of(days)/n <= 6 {
			break
		}
	}
	a := argument.Ticked(argument.Axis{Name: "days from now", Unit: words.ClockHours, Max: s.Horizon()}, step*words.ClockDay, words.ClockDay, "days")
	a.Ticks[0].Text = "now"
	return a
}

// burnDown is how much of the budget is left, day by day; below 0 the promise is broken.
func burnDown() *argument.Own {
	var so argument.Course = func(p org.Point) float64 { return p.Overlaps[0] * minutes }
	return &argument.Own{Counts: []argument.Count{&so}, Draw: func(b *argument.Sheet) argument.Chart {
		path := func(side *argument.Side) argument.Path {
			gone := side.Path(&so, 0, func(t float64) float64 { return downBy(service(side.Setting), t) })
			left := func(gone []float64) []float64 {
				return argument.ValuesAt(gone, func(v float64) float64 { return budget(side.Setting) - v })
			}
			return argument.Path{Times: gone.Times, Mean: left(gone.Mean), Lo: left(gone.Hi), Hi: left(gone.Lo)} // much gone is little left
		}
		today, whatIf, all := path(&b.Today), path(&b.WhatIf), budget(b.WhatIf.Setting)
		layers := b.Fanned(today, whatIf, "left", someMinutesLeft(whatIf.End()))
		layers[0].Name, layers[3].Name = "what-if, eight windows in ten", "at the end"
		even := argument.LineOf("even", "all of it by the end", "", argument.Limit, []float64{0, b.WhatIf.Horizon()}, []float64{all, 0})
		title := argument.When(whatIf.End() < 0, "On average it is over by "+argument.Rounded(-whatIf.End())+" minutes").
			Else(argument.Rounded(math.Max(0, whatIf.End())) + " of " + argument.Rounded(all) + words.Verb(all, " minute is left", " minutes are left"))
		return argument.Chart{
			ID: "burn", X: daysAxis(b.WhatIf.Setting), Title: title,
			Y:        argument.SignedAxis("minutes left", words.Minutes, slices.Min(slices.Concat(today.Mean, whatIf.Mean, whatIf.Lo)), all),
			Subtitle: "minutes of budget left, on average; eight windows in ten stay in the band",
			Layers:   slices.Insert(layers, 1, argument.RuleAcross("broken", "promise broken below", "promise broken below", argument.Limit, 0), even),
			Alt: "Minutes of the budget that are left, day by day: of " + argument.Rounded(all) + " at first " + someMinutesLeft(whatIf.End()) +
				" on average at the end, today " + someMinutesLeft(today.End()) + ".",
		}
	}}
}

// someMinutesLeft says minutes that may be fewer than none.
func someMinutesLeft(v float64) string { return argument.Signed(v, argument.Rounded) }

// decades is over how many powers of ten the chart of copies reaches at most: what is less is
// left out.
const decades = 6

// byCopies is minutes down along the number of copies, behind the numbers without what takes all of them.
func byCopies() *argument.Sweep {
	return &argument.Sweep{
		ID: "copies", Along: copies,
		X: argument.Ticked(argument.Axis{Name: "copies", Unit: words.Number, Min: copies.Min, Max: copies.Max}, 1, 1, "").Always(),
		Formula: func(s argument.Setting) func(at float64) []float64 {
			return func(at float64) []float64 {
				s := s.At(copies, at)
				return []float64{down: downBy(service(s), s.Horizon()), last: downBy(service(s.At(common, 0)), s.Horizon())}
			}
		},
	}
}

// downByCopies is minutes down against the number of copies, with what takes all of them and
// without.
func downByCopies() *argument.Own {
	w := byCopies()
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		whatIf, was, is := b.WhatIf.Setting, b.Figures[down].TodayFormula, b.Figures[down].WhatIfFormula
		with := b.Line(w, down, "formula", "with common causes (formula)", "")
		with.Role, with.EndRoom = argument.Formula, true
		todayMark, whatIfMark := b.Marks([2]float64{b.Today.Of(copies), was}, [2]float64{whatIf.Of(copies), is}, "today "+argument.Rounded(was), argument.Rounded(is))
		layers := []argument.Layer{
			b.Line(w, last, "without", "without common causes (formula)", "if nothing were shared"), b.Ghost(w, down, "ghost", "today's curve (formula)"), with, todayMark, whatIfMark,
		}
		top := 1.0
		for _, l := range layers {
			for top < slices.Max(append(l.Y, 0)) {
				top *= 10
			}
		}
		shownFrom := top / math.Pow10(decades)
		for i, l := range layers { // what is not too little for the axis
			l = l.Over(1, func(_, v float64) bool { return v >= shownFrom })
			layers[i] = l.If(len(l.Y) > 0)
		}
		floor := argument.RuleAcross("floor", "what no copy helps against (formula)", "no copy helps against this", argument.Limit, least(whatIf))
		layers = append([]argument.Layer{floor.If(least(whatIf) >= shownFrom)}, layers...)
		bottom := top / 10
		for _, l := range layers {
			for bottom > slices.Min(append(l.Y, top)) {
				bottom /= 10
			}
		}
		title := "With " + words.Count(whatIf.Of(copies), "copy", "copies") + ", " + argument.Rounded(is) + " minutes down"
		if n := int(whatIf.Of(copies)); n > 1 && with.Y[n-2] < 0.95*with.Y[n-1] {
			title = "The last copy makes it worse"
		} else if n > 1 && with.Y[n-2] < 1.1*with.Y[n-1] {
			title = "The last copy buys next to nothing"
		}
		return argument.Chart{
			ID: "copies", Title: title, Layers: layers, X: b.Axis(w), Y: argument.LogAxis("minutes down", words.Minutes, math.Max(bottom, shownFrom), top),
			Subtitle: "minutes down in " + windows(whatIf) + ", by copies (formula); equal factors are equally long",
			Alt: "Minutes down in " + windows(whatIf) + " against the number of copies: with one " + argument.Rounded(with.Y[0]) + ", with two " +
				argument.Rounded(with.Y[1]) + ", with five " + argument.Rounded(with.Y[4]) + ". What no copy helps against is " + argument.Rounded(least(whatIf)) + ".",
		}
	}}
}

// anOutage is what one outage is made up of.
func anOutage() *argument.Parts {
	return &argument.Parts{
		ID: "parts", Subtitle: "an outage of a copy, in minutes, and revenue lost in a year",
		X: func(b *argument.Sheet) argument.Axis {
			return argument.CountAxis("minutes", words.Minutes, math.Max(b.Today.Of(outage), b.WhatIf.Of(outage)))
		},
		Parts: []argument.RowPart{{ID: "notice", Name: "until anybody knows", Label: "nobody knows", Fill: argument.Hatch}, {ID: "repair", Name: "restoring", Label: "restoring", Fill: argument.Solid}},
		Of: func(s *argument.Side) []float64 {
			notice := float64(s.Of(outage) * s.Of(noticeShare))
			return []float64{notice, s.Of(outage) - notice}
		},
		Describe: func(s *argument.Side) string {
			return ": " + words.Dollars(s.Best(money)*365/s.Of(days)) + " a year"
		},
		Title: func(b *argument.Sheet, _, whatIf []float64) string {
			return argument.When(whatIf[0] < 0.5, "An outage is noticed at once").
				Else(argument.Rounded(whatIf[0]) + " of " + argument.Rounded(whatIf[0]+whatIf[1]) + " minutes pass before anybody knows")
		},
	}
}

// long says a number of minutes by the clock.
func long(v float64) string { return words.Clock(v / minutes) }

// changes says what is decided, and against what, where that differs from today.
func changes(b *argument.Sheet) (s argument.Sentence) {
	type change struct {
		text string
		of   *argument.Param
		say  func(float64) string
	}
	all := slices.DeleteFunc([]change{
		{"back in %", outage, long},
		{"failing every %", mtbf, func(v float64) string { return argument.When(v == 1, "day").Else(words.Count(v, "day", "days")) }},
		{"with %", copies, func(v float64) string { return words.Count(v, "copy", "copies") }},
	}, func(c change) bool { return b.Today.Of(c.of) == b.WhatIf.Of(c.of) })
	if len(all) == 0 {
		return argument.Say("Back in %", b.WhatIf.Drag(argument.WhatIf, outage, long))
	}
	link := [...]string{1: " instead of %", 2: ", not %", 3: ""}[len(all)] // three are too many to say what each is today
	for i, c := range all {
		today, whatIf := c.say(b.Today.Of(c.of)), c.say(b.WhatIf.Of(c.of))
		text := argument.Upper(c.text)
		if i > 0 {
			text = ", " + c.text
		}
		s = s.And(text, b.WhatIf.Drag(argument.WhatIf, c.of, c.say))
		s = s.AndIf(link != "", link, argument.Drag(argument.Today, c.of, b.Today.Of(c.of), words.Again(today, whatIf)))
	}
	return s
}

// headline says how often the promise is kept.
func headline(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	is := ofHundred(b.WhatIf.Best(keep))
	s := changes(b).And(": % in 100 windows of % keep the promise of %", argument.Num(argument.WhatIf, b.WhatIf.Best(keep), is),
		argument.Drag(argument.Plain, days, whatIf.Of(days), windows(whatIf)), whatIf.Drag(argument.Plain, objective, objective.Say))
	return s.Against(b, keep, "about as many", ofHundred, ", not %").And(".")
}

// gone says how many minutes of the budget are gone on average, and what they cost.
func gone(b *argument.Sheet) argument.Sentence {
	minutesGone, all := b.WhatIf.Best(down), b.WhatIf.Values[allowed]
	s := argument.Say("On average % of % minutes are gone", argument.Num(argument.WhatIf, minutesGone, argument.Rounded(minutesGone)), argument.Num(argument.Formula, all, argument.Rounded(all)))
	if b.WhatIf.Of(revenue) > 0 {
		s = s.And(", and % of revenue", b.Says(money, words.Dollars))
		if !b.Same() && b.Vouched(money) {
			s, _ = s.Compare(b, money, words.Dollars)
		}
	}
	if broken := 1 - b.WhatIf.Best(keep); minutesGone < 0.95*all && broken >= 0.1 {
		return s.And(": inside the budget on average, and broken in % of windows.", argument.WholePercent(argument.WhatIf, broken))
	}
	return s.And(".")
}

// rivals says which of two ways that are down for as many minutes keeps today's promise more
// often: to be back in half the time, or to fail half as often.
func rivals(b *argument.Sheet) argument.Sentence {
	odds := b.Keep("rivals", b.Today.Setting, func() any {
		return [2]float64{chance(halfAsLong(b.Today.Setting)), chance(halfAsOften(b.Today.Setting))}
	}).([2]float64)
	verdict := argument.When(ofHundred(odds[0]) == ofHundred(odds[1]), "it makes no difference.").
		When(odds[0] < odds[1], "so tight a promise wants fewer failures.").
		Else("so loose a promise wants shorter ones.")
	return argument.Say("From today, to be back in half the time keeps it % times in 100, to fail half as often %: "+verdict,
		argument.Num(argument.Formula, odds[0], ofHundred(odds[0])), argument.Num(argument.Formula, odds[1], ofHundred(odds[1])))
}

// halfAsLong and halfAsOften are what today would be if only one of the two were done.
func halfAsLong(s argument.Setting) argument.Setting  { return s.At(outage, s.Of(outage)/2) }
func halfAsOften(s argument.Setting) argument.Setting { return s.At(mtbf, 2*s.Of(mtbf)) }

// besides is what a setting asks for.
func besides(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	stay := argument.Num(argument.Formula, least(whatIf), argument.Rounded(least(whatIf)))
	return argument.SayWhen(whatIf.Of(dependencies) > 0 && least(whatIf) > budget(whatIf), "What it needs of others alone takes % minutes, more than the promise allows.", stay).
		When(whatIf.Of(copies) > 1 && required(whatIf) == int(whatIf.Of(copies)), "All copies are needed, so that each one more fails more often.").
		When(whatIf.Of(copies) > 1 && least(whatIf) >= 0.05, "However many copies there are, % "+words.Verb(least(whatIf), "minute stays", "minutes stay")+".", stay).
		Else("")
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.WhatIf.Setting
	return argument.When(s.Of(restoreCV) > 1, "The formula takes so uneven outages to be gamma; those of the simulation are hyperexponential.").
		When(s.Of(copies) > 1 || s.Of(dependencies) > 0, "With several parts the formula is right where outages are rare.").
		Else("The formula takes the sum of very many outages to be normal.")
}
