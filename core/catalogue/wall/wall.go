// Package wall sets security tickets that a team fixes for everybody against engineers
// who fix their own and are taught: behind a wall people stop worrying. After Dan
// McKinley's talk.
package wall

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/portable"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	own = &argument.Param{ID: "own", Label: "Fixed by those who wrote them", Unit: words.Share, Min: 0, Max: 1, Step: 0.05, Default: 0.7, Pinned: true,
		Help: "The share of security findings that the engineers fix themselves. The rest are tickets for the experts."}
	enabling = &argument.Param{ID: "enabling", Label: "Experts' week spent teaching and on tools", Unit: words.Share, Min: 0, Max: 0.9, Step: 0.05, Default: 0.4, Pinned: true,
		Help: "So much of their week the experts fix nothing, so that there is less to fix. Two days of five are 40 %."}
	experts = &argument.Param{ID: "experts", Label: "Experts", Unit: words.People, Min: 1, Max: 20, Step: 1, Default: 3,
		Help: "People in the security team. Each works on one ticket at a time."}
	engineers = &argument.Param{ID: "engineers", Label: "Engineers", Unit: words.People, Min: 1, Max: 200, Step: 1, Default: 40,
		Help: "Who write features, and with them what somebody has to fix."}
	wall = &argument.Param{ID: "wall", Label: "Findings if others fix them, times", Unit: words.Ratio, Min: 1, Max: 5, Step: 0.1, Default: 2,
		Help: "How many times as many findings a feature has if its authors will never see them again. 1: nobody minds less. Our assumption: put yours."}
	weeks     = argument.Weeks(1, 26, argument.AnswersFor)
	prevented = &argument.Param{ID: "prevented", Label: "Prevented if experts teach half their time", Unit: words.Share, Min: 0, Max: 0.9, Step: 0.05, Default: 0.6, More: true,
		Help: "The share of findings that are then never made. 0: teaching does nothing. Our assumption: put yours."}
	findings = &argument.Param{ID: "findings", Label: "Findings per feature", Unit: words.Ratio, Min: 0, Max: 3, Step: 0.05, Default: 0.25, More: true,
		Help: "If its authors fix them all, and nobody teaches."}
	rate = &argument.Param{ID: "rate", Label: "Features per engineer", Unit: words.PerWeek, Min: 0.1, Max: 5, Step: 0.1, Default: 1, More: true,
		Help: "How many features an engineer finishes in a week of work."}
	hours = &argument.Param{ID: "hours", Label: "Time for a fix", Unit: words.PlainHours, Min: 1, Max: 80, Step: 0.5, Default: 8, More: true,
		Help: "Working hours that an expert takes for one on average."}
	slower = &argument.Param{ID: "slower", Label: "Generalists are slower by", Unit: words.Share, Min: 0, Max: 4, Step: 0.1, Default: 0.5, More: true,
		Help: "How much longer an engineer takes for a fix than an expert."}
	takesEffect = &argument.Param{ID: "takes-effect", Label: "Until teaching shows", Unit: words.Weeks, Min: 0, Max: 52, Step: 1, Default: 8, More: true,
		Help: "After so many weeks two thirds of the change are there."}
	forget = &argument.Param{ID: "forget", Label: "Tickets are closed unread after", Unit: words.Weeks, Min: 0, Max: 104, Step: 1, More: true,
		Help: "On average; 0 is never. What is closed unread is off the list, and as open as before."}
	found = &argument.Param{ID: "found", Label: "An open finding is found by others, a year", Unit: words.Share, Min: 0, Max: 0.2, Step: 0.005, Default: 0.01, More: true,
		Help: "The chance that somebody who means harm finds a given one within a year. Our assumption: put yours."}
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
			{Name: "Findings per feature", Text: "v∞ = v₀(1 + (m − 1)(1 − own))·e^(−κx), from m·v₀ with e^(−t/τ)", Author: "ours: two assumptions, m and κ",
				Region: "The wall's height is the share that others fix. κ = −2·ln(1 − prevented); m = 1 or κ = 0 leave one of them out."},
			{Name: "How busy the experts are", Text: "ρ(x) = features·v∞·(1 − own)·s/(40c(1 − x))", Author: "ours",
				Region: "In the long run. Teaching a share x of the week unloads them if and only if it prevents more than the share x; most at x* = 1 − 1/κ."},
			argument.ForwardEquations("Line at a date", "Any load, rates that change by the week, patience too.", ""),
			{Name: "Somebody else finds one first", Text: "1 − E e^(−h·∫open dt)", Author: "D. R. Cox, 1955",
				Region: "Simulated. The formula puts the mean of what is open there, and is too high: by a fifth of a point at the default, by four at worst."},
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
			argument.WorkingWeek,
		},
		Sources: []argument.Source{
			argument.EgolessEngineering, argument.Koopman1972,
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
			{ID: "breach", Label: "chance that somebody else finds one first", Unit: words.Share, Method: "1 − e^(−h·∫open) of the mean, Cox 1955", Count: argument.CountedFor(somebodyElse)},
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
	ticket := []org.Step{
		{Station: "experts", Service: org.Time{Mean: ticketHours(s), SCV: variance}, Patience: org.Time{Mean: s.Of(forget) * words.Week, SCV: 1}, GivesUp: []org.Branch{{To: "closed unread", Probability: 1}}, Next: []org.Branch{{To: org.Out, Probability: 1}}},
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
	return o.Stations[team].Visits - o.Stations[team].Served - o.Stations[team].Abandoned, 1
}

// somebodyElse is the chance that others found one, in a run with so much open.
func somebodyElse(s argument.Setting, o *org.Outcome) (num, den float64) {
	return breachBy(s, o.Classes[0].ItemHours+o.Classes[1].ItemHours), 1
}

func byOwn() *argument.Sweep {
	return &argument.Sweep{
		ID: "own", Along: own, Formula: alongOwn, Places: argument.PlacesAt(argument.Evenly(own, 10)...),
		X:    argument.SharesOf("fixed by those who wrote them", own),
		Runs: argument.RunsAt(argument.Evenly(own, 10)...),
	}
}

// keepsUpFrom is the least share that engineers fix themselves at which the experts keep up
// with the rest, in the long run; above 1 if there is none, 0 if they always do.
func keepsUpFrom(s argument.Setting) float64 {
	from, to := argument.UpTo(0, 1, 1.0/4096, func(share float64) bool { return load(s.At(own, share)) >= 1 })
	if from == 1 {
		return 2
	}
	return to
}

func openByOwn() *argument.Curve {
	return &argument.Curve{
		ID: "own", Sweep: byOwn(), Number: open, Say: argument.Rounded, Subtitle: "findings open at the date, by the share that engineers fix themselves",
		YName: "findings open", Scale: argument.ItemsAxis,
		Home: argument.Room(4, 1.05, byOwn(), open),
		Under: func(b *argument.Sheet) []argument.Layer {
			from := b.Axis(byOwn()).Ahead(keepsUpFrom(b.WhatIf.Setting))
			return []argument.Layer{argument.RuleAt("keeps-up", "from here on the experts keep up with the rest (formula)", "experts keep up from here", argument.Limit, from)}
		},
		Title: func(b *argument.Sheet) string {
			from := keepsUpFrom(b.WhatIf.Setting)
			return argument.When(from == 0, "The experts keep up, whoever fixes the findings").
				When(from > 1, "Even a few tickets are too many for the experts").
				Else("Past " + argument.InPercent(from) + " of own fixes, the list stops growing")
		},
		Shows: "Findings open at the date against the share that engineers fix themselves: fewer the more they fix",
	}
}

func openByWeek() *argument.Fan {
	return &argument.Fan{
		ID: "open", One: "finding", Many: "findings", Where: "open", Backlog: backlog,
		Of: func(p org.Point) float64 { return p.WIP[0] + p.WIP[1] },
		Formula: func(s argument.Setting, times []float64) (mean, lo, hi []float64) {
			weekly := ahead(s, int(s.Weeks())).open
			return argument.ValuesAt(times, func(t float64) float64 { return argument.ReadAt(weekly, t/words.Week) }), nil, nil
		},
	}
}

// breachByWeek is how likely it is by each week that somebody else has found a finding.
func breachByWeek() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		line := func(id, name string, role argument.Role, side *argument.Side) argument.Layer {
			open := side.Values[path+int(side.Weeks())+1:] // hours, by the end of each week
			chances := argument.ValuesAt(open, func(hours float64) float64 { return breachBy(side.Setting, hours) })
			return argument.LineOf(id, name, "", role, argument.Numbers(0, side.Horizon(), words.Week), chances)
		}
		todayLine, whatIfLine := line("today-line", "today (formula)", argument.Today, &b.Today), line("whatif-line", "what-if (formula)", argument.WhatIf, &b.WhatIf)
		is, was := argument.InPercent(b.WhatIf.Best(breach)), argument.InPercent(b.Today.Best(breach))
		title := "Somebody else finds one first: " + is
		if is != was {
			title += ", today " + was
		}
		today, whatIf := b.Marks([2]float64{b.Today.Horizon(), b.Today.Best(breach)}, [2]float64{b.WhatIf.Horizon(), b.WhatIf.Best(breach)}, "today "+was, is)
		today, whatIf = b.Seen(today, breach), b.Seen(whatIf, breach)
		if today.On, whatIf.On = todayLine.ID, whatIfLine.ID; b.Same() {
			today.On = whatIfLine.ID
		}
		return argument.Chart{
			ID: "breach", Subtitle: "chance that somebody else has found an open one, by week", X: argument.WeeksAxis(math.Max(b.Today.Weeks(), b.WhatIf.Weeks())),
			Y: argument.ShareAxis("found by others", 1), Title: title, Layers: []argument.Layer{todayLine.If(!b.Same()), whatIfLine, today, whatIf},
			Alt: "The chance that somebody else has found an open finding, which rises week by week: " + is + " by the date, today " + was + ".",
		}
	}}
}

// weekOf is where the people's week goes about the date, in people: features and fixes of
// their own for engineers; tickets, teaching and nothing to do for experts.
func weekOf(s *argument.Side) []float64 {
	fixing := float64(ownFixers(s.Setting))
	free := float64(s.Of(experts) * (1 - s.Of(enabling)))
	busy := math.Min(free, float64(s.Values[busy]*(1-s.Of(enabling))))
	idle := free - busy
	if idle < 0.005 { // rounding
		idle = 0
	}
	return []float64{s.Of(engineers) - fixing, fixing, busy, s.Of(experts) - free, idle}
}

func price() *argument.Parts {
	return &argument.Parts{
		ID: "price", Subtitle: "where the week of engineers and experts goes about the date, in people",
		X: func(b *argument.Sheet) argument.Axis {
			return argument.CountAxis("people", words.Items, math.Max(b.Today.Of(engineers)+b.Today.Of(experts), b.WhatIf.Of(engineers)+b.WhatIf.Of(experts)))
		},
		Parts: []argument.RowPart{
			{ID: "features", Name: "engineers on features", Label: "features", Fill: argument.Solid},
			{ID: "own-fixes", Name: "engineers on fixes of their own", Label: "own fixes", Fill: argument.Hatch},
			{ID: "tickets", Name: "experts on tickets", Label: "tickets", Fill: argument.Half},
			{ID: "teaching", Name: "experts who teach", Label: "teaching", Fill: argument.HatchBack},
			{ID: "idle", Name: "experts with nothing to do", Label: "free", Fill: argument.Pale},
		},
		Of: weekOf,
		Describe: func(s *argument.Side) string {
			return ": " + words.Count(s.Best(features), "feature", "features") + " a week"
		},
		Title: func(b *argument.Sheet, _, _ []float64) string {
			lost := built(b.WhatIf.Setting) - b.WhatIf.Best(features)
			return argument.When(lost >= 0.05, words.Short(lost)+" of "+words.Count(built(b.WhatIf.Setting), "feature", "features")+" a week go into own fixes").
				Else("Nobody's features are slower")
		},
	}
}

// whereTheTimeGoes is about all findings until the date, old tickets included, those that are open by their age. One that
// is closed unread is open for ever: it stays in the bar, as time that is there because it was given up.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{
		Time: "from found to fixed, or until the date", Lead: -1, Classes: []int{0, 1}, Say: words.Duration,
		Names: map[org.Use]string{org.DoneAgain: "closed unread"},
		Title: func(_ *argument.Sheet, _, whatIf []float64) string {
			all := 0.0
			for _, h := range whatIf {
				all += h
			}
			unread, idle := whatIf[org.DoneAgain], whatIf[org.Waiting]
			return argument.When(!(all > 0), "There is no finding").
				When(unread > idle, argument.InPercent(unread/all)+" of the time it is closed unread, and open").
				Else(argument.InPercent(idle/all) + " of the time it waits for an expert")
		},
	}
}

// who fixes findings, at the beginning of a sentence, to be dragged.
func who(b *argument.Sheet) argument.Sentence {
	text := argument.When(b.WhatIf.Of(own) == 0, "If % fix all findings").Else("If engineers fix % themselves")
	return argument.Say(text, b.WhatIf.Drag(argument.WhatIf, own, func(v float64) string {
		return argument.When(v == 0, "the experts").When(v == 1, "all findings").Else(words.Percent(v) + " of findings")
	}))
}

// headline says how many findings will be open.
func headline(b *argument.Sheet) argument.Sentence {
	s := who(b).And(", % will be open in %", b.Says(open, argument.Rounded), argument.Date(b.WhatIf.Setting))
	return s.Against(b, open, "about as many", argument.Rounded, " instead of %").And(".")
}

// risk says how likely it is that others find one.
func risk(b *argument.Sheet) argument.Sentence {
	s := argument.Say("The chance that somebody else finds one first is %", b.Says(breach, argument.InPercent))
	return s.AndIf(!b.Same() && b.Tells(breach, argument.InPercent), ", not %", b.SaysToday(breach, argument.InPercent)).And(". ")
}

// asides say how likely it is that others find one, what it costs, whether the experts keep up and teaching pays, and what closing
// tickets unread does.
func asides(b *argument.Sheet) []argument.Sentence {
	whatIf := b.WhatIf.Setting
	var early argument.Sentence
	if come := float64(built(whatIf)*perFeature(whatIf, 0)) * whatIf.Weeks(); come > 0 && come < argument.Few {
		n := math.Max(1, argument.Whole(come))
		early = argument.Say("It is too early to tell: until then about %.", argument.Num(argument.Formula, come, words.Count(n, "finding comes", "findings come")))
	}
	all := argument.Told(append(risk(b), costs(b)...), early, forgotten(b), keepUp(b), teaching(b))
	return all[:min(len(all), 3)]
}

// costs says what fixing one's own takes from features, and whether two more experts
// would be cheaper.
func costs(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	lost := built(whatIf) - b.WhatIf.Best(features)
	dollars := lost / whatIf.Of(rate) * whatIf.Of(cost)
	if lost < 0.005 {
		return argument.Say("Nobody's features are slower, so nobody notices.")
	}
	s := argument.Say("It costs % of % features a week", argument.Short(argument.WhatIf, lost), argument.Short(argument.WhatIf, built(whatIf)))
	s = s.AndIf(whatIf.Of(cost) > 0, ", %", argument.Dollars(argument.WhatIf, dollars))
	s = s.And(".")
	if two := 2 * whatIf.Of(cost); today.Of(own) == 0 && whatIf.Of(cost) > 0 && dollars > two && load(today.At(experts, today.Of(experts)+2)) < 1 {
		return s.And(" Here two more experts are cheaper: with them the team would keep up with all tickets, for % a week.", argument.Dollars(argument.Formula, two))
	}
	return s
}

// keepUp says how the experts' line goes on, and why it is as it is.
func keepUp(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	behind := func(s argument.Setting) float64 { // tickets a week too many
		return (load(s) - 1) * s.Of(experts) * words.Week / ticketHours(s)
	}
	tickets := func(r argument.Role, n float64) argument.Span {
		return argument.Num(r, n, words.Count(n, "ticket", "tickets"))
	}
	full := argument.PressureOf(load(whatIf))
	return argument.SayWhen(full == argument.Over, "The experts cannot keep up: in the long run % a week too many "+words.Verb(behind(whatIf), "comes", "come")+".", tickets(argument.WhatIf, behind(whatIf))).
		When(full == argument.Full, "The experts are full to the last hour, and their list never settles.").
		When(whatIf.Of(wall) == 1 && load(today) < 1, "If nobody behind the wall minds less, the team keeps up, and this page has no argument.").
		When(!b.Same() && load(today) > 1+argument.Saturated, "As things are today % a week too many "+words.Verb(behind(today), "comes", "come")+", and the list never stops growing.", tickets(argument.Today, behind(today))).
		Else("")
}

// teaching says whether it prevents more than the time it takes, by then and in the end.
func teaching(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	x := whatIf.Of(enabling)
	if x <= today.Of(enabling) {
		return nil
	}
	spared := -portable.Expm1(-float64(prevents(whatIf) * x))
	takes, saves := argument.WholePercent(argument.WhatIf, x), argument.WholePercent(argument.WhatIf, spared)
	return argument.SayWhen(spared < x,
		"Teaching that prevents less than the time it takes makes the line longer: it takes % of the experts' week and prevents % of findings.", takes, saves).
		When(b.Vouched(breach) && b.WhatIf.Best(breach) > b.Today.Best(breach) && b.WhatIf.Best(open) < b.Today.Best(open),
			"Until the teaching shows, the findings lie open: fewer are left at the end, but others were likelier to find one.").
		Else("Teaching takes % of the experts' week and prevents % of findings in the end.", takes, saves)
}

// forgotten says what closing tickets unread does to the list and to the risk.
func forgotten(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	if whatIf.Of(forget) == 0 {
		return nil
	}
	return argument.Say("Closing old tickets shortens the experts' list to %, not what lies open: %. It is fixed by nobody, and grows at any load.",
		b.Says(tickets, argument.Rounded), b.Says(open, argument.Rounded))
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.WhatIf.Setting
	rho := load(s)
	return argument.When(math.Abs(s.Of(uneven)-1) > 0.05, "The formula knows how uneven findings and fixes are by letting its clock run slower.").
		When(rho > 1+argument.Saturated, argument.Fluid("findings")).
		Else(argument.NearTheLimit)
}
