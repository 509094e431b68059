// Package bootcamps has specialists learn a colleague's work: each in the next one's part, until the chain
// closes. What that costs in time is set against what is waited for. The setting is that of Dan McKinley's talk.
package bootcamps

import (
	"math"
	"strconv"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	trained = &argument.Param{ID: "trained", Label: "People with a second specialty", Unit: words.People, Min: 0, Max: 12, Step: 1, Default: 8, Pinned: true,
		Help: "So many learn the work of the colleague next to them. With all of them the chain is closed; more people than there are change nothing."}
	breadth = &argument.Param{ID: "breadth", Label: "Further specialties each of them learns", Unit: words.Number, Min: 1, Max: 11, Step: 1, Default: 1, Pinned: true, Today: 1,
		Help: "Those of the next colleagues in the circle. At most all there are: then everybody knows everything."}
	pattern = &argument.Param{ID: "pattern", Label: "Busy specialties are", Unit: words.Number, Min: 0, Max: 1, Step: 1,
		Choices: []argument.Choice{
			{Words: "scattered", Help: "Next to each busy specialty is a quiet one."},
			{Words: "side by side", Help: "Who could help a busy colleague is busy, too: the worst case for a chain."},
		},
		Help: "In every quarter half of the specialties have more work than usual, and half have less; in the next quarter it is the other way round."}
	demand = &argument.Param{ID: "demand", Label: "Demand for work", Unit: words.PerWeek, Min: 1, Max: 40, Step: 0.5, Default: 17,
		Help: "Pieces of work that are asked for in a week, of all specialties together."}
	away = &argument.Param{ID: "away", Label: "Learning, for each further specialty, a year", Unit: words.Weeks, Min: 0, Max: 6, Step: 0.5, Default: 4,
		Help: "So much of the year goes into a colleague's work being learned and kept up, spread over the year. 4 is about a month."}
	weeks  = argument.Weeks(1, 52, "The page counts from now, with nothing waiting, until then. A year is 52 weeks.")
	people = argument.More(argument.People(2, 12, 8, "And as many specialties: each person is the only one for theirs."))
	uneven = &argument.Param{ID: "uneven", Label: "Busy and quiet specialties differ by", Unit: words.Share, Min: 0, Max: 0.9, Step: 0.05, Default: 0.3, More: true,
		Help: "A busy specialty has so much more work than the average in a quarter, a quiet one so much less."}
	second = &argument.Param{ID: "second", Label: "Speed in a further specialty", Unit: words.Share, Min: 0.3, Max: 1, Step: 0.05, Default: 0.9, More: true,
		Help: "Compared with one's own. Our assumption: put yours."}
	hours       = argument.More(argument.ServiceHours("Time for a piece of work", "Working hours that its specialist takes for it on average; a day is 8."))
	variability = argument.More(argument.Variability(1, "Work does not come at even times, and pieces do not take equally long."))
)

// Entry is bootcamps in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "bootcamps",
	Title:    "A second specialty for everybody",
	Question: "Each of eight people is the only one who can do their part. Is a month a year with a colleague's work wasted?",
	Params:   []*argument.Param{trained, breadth, pattern, demand, away, weeks, people, uneven, second, hours, variability},
	Main:     trained,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Eight people, and each is the only one for their part. A piece of work waits ten working days.", Set: []argument.Assignment{trained.To(0)}, Points: "chain"},
		{Says: "Four learn the work of the colleague next to them, a month a year each. It is paid for, and nothing is gained.", Set: []argument.Assignment{trained.To(4)}, Points: "chain"},
		{Says: "Seven of eight: still hardly shorter than with nobody.", Set: []argument.Assignment{trained.To(7)}, Points: "chain"},
		{Says: "The eighth closes the chain: now everybody's spare hour reaches everybody's line.", Set: []argument.Assignment{trained.To(8)}, Points: "chain"},
		{Says: "Then let everybody learn more? Two further specialties are worse than none, and everything is worst of all.", Set: []argument.Assignment{trained.To(8), breadth.To(2)}, Points: "breadth"},
		{Says: "And where nobody has a month to spare, even the closed chain gains nothing.", Set: []argument.Assignment{trained.To(8), demand.To(19.5)}, Points: "load"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			argument.ForwardEquations("Everybody by themselves, and one pool of all", "Rates that change by the quarter, any load.", ""),
			{Name: "Between the two", Text: "W = pool + r·(alone − pool), r = (0.3/b)·((n − 1 − b)/(n − 1))^2.2 if the chain is closed", Author: "ours, fitted to simulations",
				Region: "2 to 12 people, loads of 0.7 to 0.9 over a year: within a tenth. Rougher for less than half a year, and where work is not as uneven as chance has it."},
			{Name: "Speed of who learns", Text: "1 − b·(weeks away)/52, times the speed in a further specialty for others' work", Author: "ours",
				Region: "At least a twentieth: somebody who learns all year does hardly anything else."},
		},
		Assumptions: []string{
			"Each person has a specialty; who is trained also works for the next one in the circle, or the next few.",
			"A piece of work is taken by its own specialist if they are free, else by the nearest who is free and knows it. Who becomes free takes the longest line that they know.",
			"Learning is spread over the whole year, and what has been learned must be kept up: it costs the same every year.",
			"Busy and quiet specialties take turns every quarter of 13 weeks. With an odd number of people one is neither, if they are scattered.",
			"A new piece of work waits for nothing but its specialist; nobody gives up. Nothing waits at the beginning.",
			argument.WorkingWeek,
		},
		Sources: []argument.Source{
			argument.EgolessEngineering,
			{Title: "Principles on the benefits of manufacturing process flexibility", Author: "W. Jordan and S. Graves", Year: 1995},
			{Title: "A staffing algorithm for call centers with skill-based routing", Author: "R. Wallace and W. Whitt", Year: 2005},
			argument.Koopman1972,
		},
	}
}

// The numbers, by index: the sentence's own comes first.
const (
	wait = iota
	lead
	delivered
	atWork
)

const method = "between forward equations (Kolmogorov 1931, Koopman 1972) alone and pooled, ours"

// Model answers for bootcamps.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "wait", Label: "wait in line until the date", Unit: words.Hours, Method: method, Count: argument.Counted(inLine)},
			{ID: "lead", Label: "from being asked for to done", Unit: words.Hours, Method: method, Count: argument.Counted(untilDone)},
			{ID: "delivered", Label: "pieces of work done", Unit: words.PerWeek, Method: method, Count: argument.Counted(argument.Weekly(org.ThroughputOfAll))},
			{ID: "at-work", Label: "of the group's time, at work", Unit: words.Share, Method: method, Count: argument.CountedFor(atWorkIn)},
		},
		Effort: argument.Effort{Most: 240, Least: 20, MostAlong: 32, LeastAlong: 4, Items: 2e5,
			In: func(s argument.Setting) float64 { return s.Of(demand) * s.Weeks() }},
		Drawings: []argument.Drawing{chain(), howMuch(), byLoad(), theYear(), whereTheTimeGoes()},
		Headline: headline,
		Asides:   argument.Asides(verdict, keepUp),
		Compared: wait,
		Why:      why,
	})
}

// A circle is a setting with its numbers inside their bounds.
type circle struct {
	argument.Setting
	n       int     // people, and specialties
	trained int     // the first so many know further ones
	breadth int     // how many further ones
	speed   float64 // of who is trained, in their own specialty: what learning leaves
}

// circleOf reads a setting.
func circleOf(s argument.Setting) circle {
	c := circle{Setting: s, n: int(s.Of(people))}
	c.trained = min(int(s.Of(trained)), c.n)
	c.breadth = min(int(s.Of(breadth)), c.n-1)
	c.speed = math.Max(leastSpeed, 1-float64(s.Of(away)*float64(c.breadth))/year)
	return c
}

// The positions of the switch pattern.
const (
	scattered = iota
	sideBySide
)

const (
	year       = 52   // weeks
	quarter    = 13   // weeks
	leastSpeed = 0.05 // of who has hardly time for anything but learning
)

// isBusy says whether a specialty has more work than usual in a quarter, isEven whether it never has.
func (c circle) isBusy(specialty, quarter int) bool {
	if c.Is(pattern, scattered) {
		return (specialty+quarter)%2 == 0
	}
	half := c.n / 2
	return (specialty+quarter*half)%c.n < half
}

func (c circle) isEven(specialty int) bool {
	return c.Is(pattern, scattered) && c.n%2 == 1 && specialty == c.n-1
}

// factor is a specialty's share of the average demand in a quarter.
func (c circle) factor(specialty, quarter int) float64 {
	switch {
	case c.isEven(specialty):
		return 1
	case c.isBusy(specialty, quarter):
		return 1 + c.Of(uneven)
	}
	return 1 - c.Of(uneven)
}

// each is how many pieces of work an average specialty is asked for in an hour.
func (c circle) each() float64 { return c.Of(demand) / words.Week / float64(c.n) }

// specialty is a letter: on a phone eight of them stand side by side.
func specialty(k int) string  { return string(rune('A' + k)) }
func specialist(k int) string { return "specialist " + strconv.Itoa(k+1) }

// organisation is a line for each specialty and a person for each, who turn to the longest of the lines that they know.
func organisation(s argument.Setting) org.Organisation {
	c := circleOf(s)
	variance := s.SCV(variability)
	var o org.Organisation
	for i := range c.n {
		o.Stations = append(o.Stations, sim.Station{Name: specialty(i)})
		team := org.Team{Name: specialist(i), Size: 1, Choice: sim.LongestLine, Skills: []org.Skill{{Station: specialty(i), Speed: 1}}}
		if i < c.trained {
			team.Skills[0].Speed = c.speed
			for k := 1; k <= c.breadth; k++ {
				team.Skills = append(team.Skills, org.Skill{Station: specialty((i + k) % c.n), Speed: float64(c.speed * s.Of(second))})
			}
		}
		o.Teams = append(o.Teams, team)
		ask := org.Ask{Station: specialty(i), Teams: []string{specialist(i)}} // then the nearest
		for k := 1; k <= c.breadth; k++ {
			if helper := (i - k + c.n) % c.n; helper < c.trained {
				ask.Teams = append(ask.Teams, specialist(helper))
			}
		}
		o.Ask = append(o.Ask, ask)
		come := org.Arrivals{Rate: c.each(), SCV: variance}
		for q := range c.quarters() {
			come.Steps = append(come.Steps, sim.Rate{At: float64(q) * quarter * words.Week, Factor: c.factor(i, q)})
		}
		name := "piece" // the live picture calls all by the first one's name
		if i > 0 {
			name += " " + strconv.Itoa(i+1)
		}
		o.Classes = append(o.Classes, org.Class{
			Name: name, Arrivals: []org.Arrivals{come},
			Steps: []org.Step{{Station: specialty(i), Service: org.Time{Mean: s.Of(hours), SCV: variance}}},
		})
	}
	return o
}

// inLine is how long a piece of work has waited in line, of all that came until the date.
func inLine(o *org.Outcome) (hours, items float64) {
	for k := range o.Stations {
		hours += o.Stations[k].LineHours
		items += o.Classes[k].Arrived
	}
	return hours, items
}

// untilDone is how long it has taken from being asked for, unfinished work by its age.
var untilDone = org.OverClasses(func(c *org.ClassOutcome) (hours, items float64) { return c.ItemHours, c.Arrived })

// atWorkIn is which share of the group's whole time is work: of the hours in which somebody who learns has something in
// hand, learning takes its part.
func atWorkIn(s argument.Setting, o *org.Outcome) (worked, hours float64) {
	c := circleOf(s)
	for k, t := range o.Teams {
		speed := 1.0
		if k < c.trained {
			speed = c.speed
		}
		worked += float64(speed * t.Busy)
	}
	return worked, float64(c.n) * o.Hours
}
