package bootcamps

import (
	"math"
	"strconv"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

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

// done is how much is delivered in an hour.
func done(o *org.Outcome) (items, hours float64) {
	items, _ = org.OverClasses(func(c *org.ClassOutcome) (float64, float64) { return c.Delivered, 0 })(o)
	return items, o.Hours
}

// atWorkIn is which share of the group's whole time is work: of the hours in which somebody who learns has something in
// hand, learning takes its part.
func atWorkIn(s argument.Setting) org.Metric {
	c := circleOf(s)
	return func(o *org.Outcome) (worked, hours float64) {
		for k, t := range o.Teams {
			speed := 1.0
			if k < c.trained {
				speed = c.speed
			}
			worked += float64(speed * t.Busy)
		}
		return worked, float64(c.n) * o.Hours
	}
}
