// Package coordination asks what twice the people make: they queue for what only one can
// do at a time, they talk, and newcomers learn from old hands. After a remark in Dan
// McKinley's talk.
package coordination

import (
	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	people = &argument.Param{
		ID: "people", Label: "People", Unit: words.People, Min: 1, Max: 200, Step: 1, Default: 40, Pinned: true, Today: 20,
		Help: "Who builds features. If they are more than today, the others are hired on the first day.",
	}
	contention = &argument.Param{
		ID: "contention", Label: "Work that only one can do at a time", Unit: words.Share, Min: 0, Max: 0.5, Step: 0.01, Default: 0.03,
		Help: "Of each feature's work: one release at a time, one who decides, one file that all change. Our assumption: put yours.",
	}
	pair = &argument.Param{
		ID: "pair", Label: "Talk for each pair and feature", Unit: words.Minutes, Min: 0, Max: 30, Step: 0.5, Default: 5,
		Help: "Minutes in which two colleagues agree for each feature of theirs, half of them each one's. Our assumption: put yours.",
	}
	learning = &argument.Param{
		ID: "learning", Label: "Until a new colleague is up to speed", Unit: words.Weeks, Min: 0, Max: 52, Step: 1, Default: 13,
		Help: "Weeks after which a newcomer lacks about a third of what they will know. At first they make nothing.",
	}
	mentoring = &argument.Param{
		ID: "mentoring", Label: "Of an old hand's time, for each new one", Unit: words.Share, Min: 0, Max: 1, Step: 0.05, Default: 0.25,
		Help: "How much of a colleague's week a newcomer takes on the first day; it shrinks as they learn.",
	}
	weeks = argument.Weeks(1, 52, "The date for which the page answers. A year is 52 weeks.")
	rate  = argument.More(&argument.Param{
		ID: "rate", Label: "Features per person, alone", Unit: words.PerWeek, Min: 0.1, Max: 5, Step: 0.1, Default: 1,
		Help: "What one would make in a week with nobody to wait for and nobody to ask.",
	})
	brilliant = argument.More(argument.Pinned(&argument.Param{
		ID: "brilliant", Label: "One of them makes as much as", Unit: words.Number, Min: 1, Max: 10, Step: 0.5, Default: 1,
		Help: "The brilliant colleague whom nobody can stand. 1 is nobody special.",
	}, 1))
	silenced = argument.More(&argument.Param{
		ID: "silenced", Label: "And takes from each of the others", Unit: words.Share, Min: 0, Max: 0.5, Step: 0.01, Default: 0.05,
		Help: "By how much the others make less because of the brilliant one, if there is one. They stay, and fall silent.",
	})
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
			{
				Name: "Output of a group", Text: "X(N) = γP / (1 + α(N − 1) + βN(N − 1))", Author: "N. Gunther, 1993, 2007; β = 0: G. Amdahl, 1967",
				Region: "Any number of people. It is the reading in which everybody needs the one thing at once; P is N where all are up to speed.",
			},
			{
				Name: "How many make the most", Text: "N* = √((1 − α)/β)", Author: "N. Gunther, 2007",
				Region: "In the law. People who need the one thing when they happen to need it peak elsewhere where α is above a few per cent.",
			},
			{
				Name: "Until newcomers are up to speed", Text: "P(t) = N − H(1 + μ)e^(−t/τ), not below 0", Author: "F. Brooks, 1975; after T. Abdel-Hamid and S. Madnick, 1991, simplified: ours",
				Region: "H are hired on the first day. Whether that pays depends on how long one looks (T. Abdel-Hamid, 1989): the page says from when on.",
			},
			{
				Name: "Everybody when they need it", Text: "N members work (1 − α + βN(N − 1))/γ weeks, then one at a time α/γ", Author: "L. Takács, 1962: machine repair",
				Region: "In the long run, exact; simulated here. Never below the law, and never above γ/α.",
			},
			{
				Name: "When the brilliant colleague pays", Text: "b − 1 > ℓ(N − 1)", Author: "ours",
				Region: "Whatever α and β. False if the others leave instead of falling silent: past the peak fewer people make more.",
			},
		},
		Assumptions: []string{
			"Everybody works on features of their own, and each feature needs the one thing that only one can do at a time.",
			"Every pair talks. Where teams need not agree with one another, put less talk for each pair: that is what it is worth.",
			"All are hired on the first day, and learn alike. Nobody leaves, and firing costs nothing: fewer people are fewer at once.",
			"A newcomer makes nothing at first, takes time of old hands, and is somebody to talk to from the first day.",
			"Learning is arithmetic here: there is no luck in it, and nothing of it is simulated.",
			"Those whom a brilliant colleague silences stay and make less. That they leave would be another model, and in large groups it would praise them for it.",
			"A week has 40 working hours.",
		},
		Sources: []argument.Source{
			{Title: "Egoless Engineering", Author: "Dan McKinley", Year: 2024, URL: "https://egoless.engineering"},
			{Title: "Guerrilla Capacity Planning", Author: "N. Gunther", Year: 2007},
			{Title: "Validity of the single processor approach", Author: "G. Amdahl", Year: 1967},
			{Title: "The Mythical Man-Month", Author: "F. Brooks", Year: 1975},
			{Title: "The dynamics of software project staffing", Author: "T. Abdel-Hamid", Year: 1989},
			{Title: "Software Project Dynamics", Author: "T. Abdel-Hamid and S. Madnick", Year: 1991},
		},
	}
}

// The numbers, by index: what the sentence begins with comes first. Behind them is what
// the output would be if nobody had to wait or talk, and what the one thing lets through.
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
		Effort: argument.Effort{
			Most: 200, Least: 20, MostAlong: 40, LeastAlong: 4, Items: 2e5,
			In: func(s argument.Setting) float64 { return independent(s) * s.Weeks() },
		},
		Drawings: []argument.Drawing{outputByPeople(), madeSoFar(), eachByPeople(), hours()},
		Headline: headline,
		Asides:   asides,
		Compared: alone,
		Why:      why,
	})
}

// organisation is the people as they work when nobody orders them: each on their own and
// with the others, until they need what only one can do at a time. All begin with work
// of their own. Learning, and who is brilliant, is left out. There is no lens on it: what
// the page says of the people's time is the law's, and no item carries the hours of talk.
func organisation(s argument.Setting) org.Organisation {
	thinks, turn := thinking(s)
	service := org.Time{}
	if turn > 0 {
		service = org.Time{Mean: turn, SCV: 1}
	}
	return org.Organisation{
		Stations: []sim.Station{{Name: "one at a time", Servers: 1}},
		Classes: []org.Class{{
			Name: "feature", Arrivals: []org.Arrivals{{Population: int(s.Of(people)), ThinkTime: org.Time{Mean: thinks, SCV: 1}}},
			Steps: []org.Step{{Station: "one at a time", Service: service}},
		}},
	}
}
