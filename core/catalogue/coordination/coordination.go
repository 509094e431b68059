// Package coordination asks what twice the people make: they queue for what only one can
// do at a time, they talk, and newcomers learn from old hands. After a remark in Dan
// McKinley's talk.
package coordination

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	people = &argument.Param{ID: "people", Label: "People", Unit: words.People, Min: 1, Max: 200, Step: 1, Default: 40, Pinned: true, Today: 20,
		Help: "Who builds features. If they are more than today, the others are hired on the first day."}
	contention = &argument.Param{ID: "contention", Label: "Work that only one can do at a time", Unit: words.Share, Min: 0, Max: 0.5, Step: 0.01, Default: 0.03,
		Help: "Of each feature's work: one release at a time, one who decides, one file that all change. Our assumption: put yours."}
	pair = &argument.Param{ID: "pair", Label: "Talk for each pair and feature", Unit: words.Minutes, Min: 0, Max: 30, Step: 0.5, Default: 5,
		Help: "Minutes in which two colleagues agree for each feature of theirs, half of them each one's. Our assumption: put yours."}
	learning = &argument.Param{ID: "learning", Label: "Until a new colleague is up to speed", Unit: words.Weeks, Min: 0, Max: 52, Step: 1, Default: 13,
		Help: "Weeks after which a newcomer lacks about a third of what they will know. At first they make nothing."}
	mentoring = &argument.Param{ID: "mentoring", Label: "Of an old hand's time, for each new one", Unit: words.Share, Min: 0, Max: 1, Step: 0.05, Default: 0.25,
		Help: "How much of a colleague's week a newcomer takes on the first day; it shrinks as they learn."}
	weeks = argument.Weeks(1, 52, argument.AnswersFor)
	rate  = &argument.Param{ID: "rate", Label: "Features per person, alone", Unit: words.PerWeek, Min: 0.1, Max: 5, Step: 0.1, Default: 1, More: true,
		Help: "What one would make in a week with nobody to wait for and nobody to ask."}
	brilliant = &argument.Param{ID: "brilliant", Label: "One of them makes as much as", Unit: words.Number, Min: 1, Max: 10, Step: 0.5, Default: 1, Pinned: true, Today: 1, More: true,
		Help: "The brilliant colleague whom nobody can stand. 1 is nobody special."}
	silenced = &argument.Param{ID: "silenced", Label: "And takes from each of the others", Unit: words.Share, Min: 0, Max: 0.5, Step: 0.01, Default: 0.05, More: true,
		Help: "By how much the others make less because of the brilliant one, if there is one. They stay, and fall silent."}
	cost = argument.Cost()
)

// Entry is coordination-tax in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "coordination-tax",
	Title:    "Twice the people",
	Question: "Twice the people, twice the features?",
	Params:   []*argument.Param{people, contention, pair, learning, mentoring, weeks, rate, brilliant, silenced, cost},
	Main:     people,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Five more people than today's twenty: they learn, and learn from us. By week 71 they have made up for it.", Set: []argument.Assignment{people.To(25)}, Points: "made"},
		{Says: "Ten more. About thirty make the most there is to be made, and have made up for it after nearly two years.", Set: []argument.Assignment{people.To(30)}, Points: "output"},
		{Says: "Twenty more: twice the people, and hardly more features. It takes four and a half years to make up for the first.", Set: []argument.Assignment{people.To(40)}, Points: "output"},
		{Says: "Teams that need not agree change that: with a minute of talk instead of five, hiring pays within a year.", Set: []argument.Assignment{people.To(40), pair.To(1)}, Points: "output"},
		{Says: "The brilliant colleague who makes as much as two is worth it, barely, where each of nineteen others loses 5 %.", Set: []argument.Assignment{people.To(20), brilliant.To(2)}, Points: "output"},
		{Says: "In a group of forty the same colleague costs more than they bring: there are more who fall silent.", Set: []argument.Assignment{people.To(40), brilliant.To(2)}, Points: "output"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "Output of a group", Text: "X(N) = γP / (1 + α(N − 1) + βN(N − 1))", Author: "N. Gunther, 1993, 2007; β = 0: G. Amdahl, 1967",
				Region: "Any number of people. It is the reading in which everybody needs the one thing at once; P is N where all are up to speed."},
			{Name: "How many make the most", Text: "N* = √((1 − α)/β)", Author: "N. Gunther, 2007",
				Region: "In the law. People who need the one thing when they happen to need it peak elsewhere where α is above a few per cent."},
			{Name: "Until newcomers are up to speed", Text: "P(t) = N − H(1 + μ)e^(−t/τ), not below 0", Author: "F. Brooks, 1975; after T. Abdel-Hamid and S. Madnick, 1991, simplified: ours",
				Region: "H are hired on the first day. Whether that pays depends on how long one looks (T. Abdel-Hamid, 1989): the page says from when on."},
			{Name: "Everybody when they need it", Text: "N members work (1 − α + βN(N − 1))/γ weeks, then one at a time α/γ", Author: "L. Takács, 1962: machine repair",
				Region: "In the long run, exact; simulated here. Never below the law, and never above γ/α."},
			{Name: "When the brilliant colleague pays", Text: "b − 1 > ℓ(N − 1)", Author: "ours",
				Region: "Whatever α and β. False if the others leave instead of falling silent: past the peak fewer people make more."},
		},
		Assumptions: []string{
			"Everybody works on features of their own, and each feature needs the one thing that only one can do at a time.",
			"Every pair talks. Where teams need not agree with one another, put less talk for each pair: that is what it is worth.",
			"All are hired on the first day, and learn alike. Nobody leaves, and firing costs nothing: fewer people are fewer at once.",
			"A newcomer makes nothing at first, takes time of old hands, and is somebody to talk to from the first day.",
			"Learning is arithmetic here: there is no luck in it, and nothing of it is simulated.",
			"Those whom a brilliant colleague silences stay and make less. That they leave would be another model, and in large groups it would praise them for it.",
			argument.WorkingWeek,
		},
		Sources: []argument.Source{
			argument.EgolessEngineering,
			{Title: "Guerrilla Capacity Planning", Author: "N. Gunther", Year: 2007},
			argument.Amdahl1967,
			{Title: "The Mythical Man-Month", Author: "F. Brooks", Year: 1975},
			{Title: "The dynamics of software project staffing", Author: "T. Abdel-Hamid", Year: 1989},
			{Title: "Software Project Dynamics", Author: "T. Abdel-Hamid and S. Madnick", Year: 1991},
		},
	}
}

// The numbers, by index, from the sentence's first on. Behind them are the output without
// waiting and talking, and the capacity of the one thing.
const (
	output = iota
	made
	top
	alone
	even
	each
	straight
	limit
)

const law = "the law of scalability (Gunther 1993), with learning after Brooks 1975 and Abdel-Hamid and Madnick 1991"

// Model answers for coordination-tax.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Formula:      evaluate,
		FromToday:    true,
		Numbers: []argument.Number{
			{ID: "output", Label: "features a week, at the date", Unit: words.PerWeek, Method: law},
			{ID: "made", Label: "features made until the date", Unit: words.Items, Method: law},
			{ID: "peak", Label: "people who make the most", Unit: words.Number, Method: "√((1 − α)/β), Gunther 2007", Only: func(s argument.Setting) bool { return s.Of(pair) > 0 }},
			{ID: "independent", Label: "features a week if all queue when they need to", Unit: words.PerWeek, Method: "machine repair (Takács 1962), in the long run", Count: argument.Counted(argument.Weekly(org.Throughput(0)))},
			{ID: "break-even", Label: "weeks until they have made as much as today's people (−1: not in 20 years)", Unit: words.Weeks, Method: law, Signed: true},
			{ID: "each", Label: "features a week of each, at the date", Unit: words.PerWeek, Method: law},
		},
		Effort: argument.Effort{Most: 200, Least: 20, MostAlong: 40, LeastAlong: 4, Items: 2e5,
			In: func(s argument.Setting) float64 { return independent(s) * s.Weeks() }},
		Drawings: []argument.Drawing{outputByPeople(), madeSoFar(), eachByPeople(), hours()},
		Headline: headline,
		Asides:   argument.Asides(payback, apart, genius),
		Compared: alone,
		Why: func(*argument.Sheet) string {
			return "The formula is that of the long run; the simulation begins with everybody at work of their own."
		},
	})
}

// organisation is the people as they work when nobody orders them: each on their own and
// with the others, until they need what only one can do at a time. All begin with work
// of their own. Learning, and who is brilliant, is left out. There is no lens on it: what
// the page says of the people's time is the law's, and no item carries the hours of talk.
func organisation(s argument.Setting) org.Organisation {
	thinks, turn := thinking(s)
	return org.Organisation{
		Stations: []sim.Station{{Name: "one at a time", Servers: 1}},
		Classes: []org.Class{{
			Name: "feature", Arrivals: []org.Arrivals{{Population: int(s.Of(people)), ThinkTime: org.Time{Mean: thinks, SCV: 1}}},
			Steps: []org.Step{{Station: "one at a time", Service: org.Time{Mean: turn, SCV: 1}}},
		}},
	}
}

func byPeople() *argument.Sweep {
	return &argument.Sweep{
		ID: "people", Along: people, X: argument.FromOneAlong("people", words.People, 60, people), Runs: argument.WholeRuns(6),
		Places: func(argument.Setting) (at []float64) { // from sixty up every fifth
			for n := 1.0; n <= people.Max; n++ {
				if n <= 60 || int(n)%5 == 0 {
					at = append(at, n)
				}
			}
			return at
		},
	}
}

// shared says whether people share anything: what only one can do, or talk.
func shared(s argument.Setting) bool { return s.Of(contention) > 0 || s.Of(pair) > 0 }

func persons(n float64) string { return words.Count(n, "person", "people") }

// aboutPeak says how many make the most, and whether that is on the slider: the law is
// flat there, so that beyond twenty a number that ends in 0 or 5 says it.
func aboutPeak(s argument.Setting) (text string, ok bool) {
	n := math.Max(1, peak(s))
	if n > people.Max {
		return "", false
	}
	if n > 20 {
		n = 5 * math.Floor(n/5+0.5)
	}
	return "about " + words.Whole(n), true
}

func outputByPeople() *argument.Curve {
	return &argument.Curve{
		ID: "output", Sweep: byPeople(), Number: output, Say: words.Short, Subtitle: "features a week at the date, by people", YName: "features a week", Scale: argument.PerWeekAxis,
		Name: "everybody at once (formula)",
		Home: func(b *argument.Sheet) float64 {
			return math.Max(math.Max(4*b.WhatIf.Of(rate), 1.15*b.Most(byPeople(), alone)), 1.6*b.Most(byPeople(), output))
		},
		Ends:    func(*argument.Sheet) (today, whatIf string) { return "", "all at once" },
		EndRoom: true,
		Beside:  []argument.Beside{{Number: alone, ID: "independent", Name: "everybody when they need to", Label: "each when they need to"}},
		Under: func(b *argument.Sheet) []argument.Layer {
			text, _ := aboutPeak(b.WhatIf.Setting)
			n := b.WhatIf.Values[top]
			return []argument.Layer{
				argument.RuleAt("peak", "who make the most when up to speed (formula)", "most: "+text, argument.Limit, n).If(n <= b.Axis(byPeople()).Max),
				b.Line(byPeople(), straight, "straight", "if nobody waited or talked (formula)", ""),
			}
		},
		Title: func(b *argument.Sheet) string {
			text, ok := aboutPeak(b.WhatIf.Setting)
			return argument.When(!shared(b.WhatIf.Setting), "Where nothing is shared, each adds as much as the first").
				When(ok, argument.Upper(text)+" people make the most").
				Else("More people make more, ever more slowly")
		},
		Shows: "Features a week against the number of people: they rise ever more slowly, and fall where there is talk enough",
	}
}

// madeSoFar is how many features more than today's people the what-if has made, week by
// week, to twice the date.
func madeSoFar() *argument.Own {
	const points = 80
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		whatIf, today := groupOf(b.WhatIf.Setting), groupOf(b.Today.Setting)
		weeks := b.WhatIf.Weeks()
		line := argument.Layer{ID: "ahead", Name: "features more than today's people (formula)", Shape: argument.Line, Role: argument.WhatIf}
		least, highest := -1.0, 1.0
		for k := range points + 1 {
			t := 2 * weeks * float64(k) / points
			more := whatIf.made(t) - today.made(t)
			least, highest = math.Min(least, more), math.Max(highest, more)
			line.X, line.Y = append(line.X, t*words.Week), append(line.Y, more)
		}
		more := whatIf.made(weeks) - today.made(weeks) // today's people until what-if's date
		moreOrFewer, at := "more", b.WhatIf.Values[even]
		if more < 0 {
			moreOrFewer = "fewer"
		}
		return argument.Chart{
			ID: "made", Subtitle: "features made so far, more or fewer than by today's people", Title: madeTitle(b, more),
			X: argument.WeeksAxis(2 * weeks), Y: argument.SignedAxis("features more", words.Items, least, highest),
			Layers: []argument.Layer{
				argument.RuleAcross("today", "as today", "as today", argument.Today, 0),
				argument.RuleAt("even", "as many as today's people (formula)", "made up for", argument.Limit, at*words.Week).If(at > 0 && at <= 2*weeks), line,
				argument.MarkAt("date", "at the date", words.Whole(more), argument.WhatIf, weeks*words.Week, more),
			},
			Alt: "Features made so far against those that today's people would have made, over " + words.Say(2*weeks, words.Weeks) + ": " +
				words.Short(math.Abs(more)) + " " + moreOrFewer + " by the date.",
		}
	}}
}

func madeTitle(b *argument.Sheet, more float64) string {
	at, whole := b.WhatIf.Values[even], argument.Whole(more)
	week := "made up for in week " + words.Short(math.Ceil(at))
	behind := words.Whole(-more) + " behind by the date"
	switch {
	case b.Same():
		return "As many as today's people, who they are"
	case whole == 0:
		return "About as many by the date as by today's people"
	case more > 0 && at > 0:
		return argument.Upper(week)
	case more > 0:
		return words.Count(whole, "feature", "features") + " more by the date"
	case at == never:
		return behind + ", and never made up for"
	case at > 0:
		return behind + ", " + week
	}
	return words.Count(argument.Whole(-more), "feature", "features") + " behind by the date"
}

func eachByPeople() *argument.Curve {
	return &argument.Curve{
		ID: "each", Sweep: byPeople(), Number: each, Say: words.Short, Subtitle: "features a week of each person at the date, by people", YName: "features a week each", Scale: argument.PerWeekAxis,
		Home: func(b *argument.Sheet) float64 { return math.Max(0.1, argument.HeadRoom*b.Most(byPeople(), each)) },
		Title: func(b *argument.Sheet) string {
			makes := " makes " + words.Short(b.WhatIf.Best(each)) + " a week"
			return argument.When(b.WhatIf.Of(people) == 1, "Alone, one"+makes).
				Else("Each of " + words.Short(b.WhatIf.Of(people)) + makes + "; alone it would be " + words.Short(b.WhatIf.Of(rate)))
		},
		Shows: "Features a week of each person against the number of people: fewer the more they are",
	}
}

// hours is where a week of one of them goes.
func hours() *argument.Parts {
	return &argument.Parts{
		ID: "hours", Subtitle: "where the week of one of them goes, on average until the date",
		X: func(*argument.Sheet) argument.Axis {
			return argument.Ticked(argument.Axis{Name: "hours of a week", Unit: words.Items, Max: words.Week}, 10, 1, "hours")
		},
		Parts: []argument.RowPart{
			{ID: "own", Name: "own work", Label: "own work", Fill: argument.Solid},
			{ID: "waiting", Name: "waiting for what only one can do", Label: "waiting", Fill: argument.Hatch},
			{ID: "talk", Name: "talk", Label: "talk", Fill: argument.Half},
			{ID: "hiring", Name: "learning and teaching", Label: "learning", Fill: argument.Pale},
			{ID: "silenced", Name: "silenced by a brilliant colleague", Label: "silenced", Fill: argument.HatchBack},
		},
		Of:       func(s *argument.Side) []float64 { return week(s.Setting) },
		Describe: func(s *argument.Side) string { return ", " + persons(s.Of(people)) },
		Title: func(b *argument.Sheet, today, whatIf []float64) string {
			return argument.When(b.Same(), words.Short(whatIf[0])+" of 40 hours are one's own work").
				Else(words.Short(whatIf[0]) + " of 40 hours are one's own work, today " + words.Short(today[0]))
		},
	}
}

// headline says what they make at the date and until then.
func headline(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	s := argument.Say("%", whatIf.Drag(argument.WhatIf, people, persons))
	s = s.AndIf(today.Of(people) != whatIf.Of(people), " instead of %", today.Drag(argument.Today, people, words.Short))
	s = s.And(" will make % a week in %", argument.Num(argument.WhatIf, b.WhatIf.Best(output), words.Count(b.WhatIf.Best(output), "feature", "features")), argument.Date(whatIf))
	s = s.Against(b, output, "about as many", words.Short, ", not %")
	return s.AndIf(!b.Same() && b.Tells(made, words.Whole), ". By then they will have made %, not %", b.Says(made, words.Whole), b.SaysToday(made, words.Whole)).And(".")
}

// apart says how far it is from everybody at once to each when they need to.
func apart(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	if !shared(whatIf) {
		return argument.Say("Nothing here is shared: twice the people are twice the features, after the learning.")
	}
	s, _ := argument.Say("That is if everybody needs the one thing at once. If each asks for it when they need it, % will make % a week in the long run",
		whatIf.Drag(argument.Plain, people, persons), b.Says(alone, words.Short)).Compare(b, alone, words.Short)
	return s.AndIf(whatIf.Of(contention) > 0, "; more than % nobody can make", argument.Short(argument.WhatIf, b.WhatIf.Values[limit])).And(".")
}

// payback says when new people have made up for their cost, how many people make the most,
// and the price of a feature.
func payback(b *argument.Sheet) argument.Sentence {
	today, whatIf, at := b.Today.Setting, b.WhatIf.Setting, b.WhatIf.Values[even]
	more, week := whatIf.Of(people)-today.Of(people), argument.Short(argument.WhatIf, math.Ceil(at))
	var all []argument.Sentence
	switch {
	case more > 0 && at == never:
		all = append(all, argument.Say("What is lost at first is never made up for within 20 years."))
	case more > 0 && at > 0 && at <= whatIf.Weeks():
		all = append(all, argument.Say("Here hiring pays: what is lost at first is made up for in week %.", week))
	case more > 0 && at > 0:
		all = append(all, argument.Say("What is lost at first is made up for in week %.", week))
	case more < 0 && b.WhatIf.Best(output) > b.Today.Best(output):
		all = append(all, argument.Say("Here fewer make more: there are fewer to wait for and to talk to."))
	}
	if text, ok := aboutPeak(whatIf); ok {
		all = append(all, argument.Say("% people make the most.", argument.Num(argument.Formula, peak(whatIf), argument.Upper(text))))
	}
	if whatIf.Of(cost) > 0 && b.WhatIf.Best(output) > 0.01 && b.Today.Best(output) > 0.01 {
		price := func(side *argument.Side, made float64) float64 { return side.Of(people) * side.Of(cost) / made }
		is, was := price(&b.WhatIf, b.WhatIf.Best(output)), price(&b.Today, b.Today.Best(output))
		s := argument.Say("A feature costs %", argument.Dollars(argument.WhatIf, is))
		all = append(all, s.AndIf(words.Dollars(is) != words.Dollars(was), ", today %", argument.Dollars(argument.Today, was)).And("."))
	}
	return argument.InOne(all...)
}

// genius says up to how many people a brilliant colleague pays: b − 1 > ℓ(N − 1).
func genius(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	brilliance, takes := whatIf.Of(brilliant), whatIf.Of(silenced)
	if brilliance <= 1 {
		return nil
	}
	if takes == 0 {
		return argument.Say("The brilliant colleague takes nothing from the others, and pays in any group.")
	}
	up := 1 + (brilliance-1)/takes
	verdict := "pays"
	switch others := whatIf.Of(people) - 1; {
	case math.Abs(brilliance-1-float64(takes*others)) < 1e-9:
		verdict = "just breaks even"
	case brilliance-1 < float64(takes*others):
		verdict = "costs more than they bring"
	}
	return argument.Say("The brilliant colleague "+verdict+" here: what the others lose is more in groups of more than %.", argument.Num(argument.WhatIf, up, words.Short(math.Floor(up+1e-9))))
}
