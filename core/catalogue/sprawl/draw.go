package sprawl

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// servicesAxis has three sizes, so that it seldom changes.
func servicesAxis(now, then argument.Setting) argument.Axis {
	a := argument.Axis{Name: "services", Unit: words.Items, Max: 100}
	for want := math.Max(now.Of(services), then.Of(services)); a.Max < want; {
		a.Max *= 2
	}
	return argument.Ticked(a, a.Max/4, 1, "")
}

func byServices() *argument.Sweep {
	return &argument.Sweep{
		ID: "services", Along: services, X: servicesAxis, Formula: outlook, Points: argument.Moments,
		Places: func(argument.Setting) (at []float64) { // dense where the way bends
			for v := services.Min; v < 130; v++ {
				at = append(at, v)
			}
			for v := 130.0; v <= services.Max; v += 10 {
				at = append(at, v)
			}
			return at
		},
		Runs: argument.EvenRuns(10),
	}
}

// wholeServices is as many as are carried.
func wholeServices(v float64) float64 { return math.Floor(v + 1e-9) }

// carries says how many services the people can carry.
func carries(s argument.Setting) string {
	they := words.Count(s.Of(people), "person", "people")
	if tipping(s) > services.Max {
		return they + " can carry them all"
	}
	return they + " can carry " + words.Count(wholeServices(tipping(s)), "service", "services")
}

func edgesByServices() *argument.Curve {
	return &argument.Curve{
		ID: "tip", Sweep: byServices(), Number: rough, Say: argument.Rounded, Subtitle: "rough edges of a service at the date, by services; eight runs in ten stay in the band",
		YName: "rough edges of a service", Scale: argument.ItemsAxis,
		Home: func(b *argument.Sheet) float64 {
			return math.Max(b.Then.Of(edges), 1.25*math.Max(b.Most(byServices(), rough), b.MostToday(byServices(), rough))) // the rules' names stand above
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			band := argument.Layer{ID: "band", Name: "eight runs in ten (formula)", Shape: argument.Band, Role: argument.WhatIf, X: byServices().Places(b.Then.Setting)}
			for _, v := range b.Along(byServices(), &b.Then) {
				band.Lo, band.Hi = append(band.Lo, v[low]), append(band.Hi, v[high])
			}
			shown := func(v float64) float64 {
				if v > b.Axis(byServices()).Max || v < services.Min {
					return math.NaN()
				}
				return v
			}
			carried, filled := tipping(b.Then.Setting), full(b.Then.Setting)
			second := shown(filled)
			if b.Then.Of(upkeep) == 0 { // one rule for both
				second = math.NaN()
			}
			return []argument.Layer{
				band,
				argument.RuleAt("tipping", "past here edges grow faster than they are smoothed (formula)", "carried: "+words.Short(wholeServices(carried)), argument.Limit, shown(carried)),
				argument.RuleAt("full", "past here toil fills the week at once (formula)", "full at once: "+words.Short(math.Ceil(filled)), argument.Limit, second),
			}
		},
		Title: func(b *argument.Sheet) string { return carries(b.Then.Setting) },
		Alt: func(b *argument.Sheet) string {
			return "Rough edges of a service at the date against the number of services: next to none up to the tipping point, many past it. With " + words.Short(b.Then.Of(services)) + " services it is " +
				argument.Rounded(b.WhatIf(rough)) + ", today, with " + words.Short(b.Now.Of(services)) + ", " + argument.Rounded(b.Today(rough)) + "."
		},
	}
}

// week is where the group's week goes. Design is the lowest part, so that today's edge says
// how much of it there is.
func week() *argument.Areas {
	return &argument.Areas{
		ID: "week", YName: "hours a week", Subtitle: "where the week of all people goes, what-if; dashed: design work today",
		Scale: func(name string, most float64) argument.Axis { return argument.CountAxis(name, words.PerWeek, most) },
		Parts: []argument.AreaPart{
			{ID: "design", Label: "design", Fill: argument.Solid, Of: argument.Busy(ofEdge)},
			{ID: "toil", Label: "toil", Fill: argument.Hatch, Of: argument.Busy(ofToil)},
			{ID: "incidents", Label: "incidents", Fill: argument.Cross, Of: argument.Busy(ofIncident)},
			{ID: "free", Label: "free", Fill: argument.Pale},
		},
		PerWeek: true,
		Whole:   func(s argument.Setting) float64 { return s.Of(people) * words.Week },
		Formula: weekSoFar,
		Title: func(b *argument.Sheet, _, then []float64) string {
			share := then[0] / (b.Then.Of(people) * words.Week)
			switch out := b.Then.Values[runsOutAt]; {
			case then[0] < 0.5 && then[3] >= 0.5:
				return "Nothing is left to smooth"
			case then[0] < 0.5 && out > 0 && out <= b.Then.Weeks():
				return "Design work ends in week " + words.Short(argument.Whole(out))
			case then[0] < 0.5:
				return "No hour is left for design work"
			default:
				return words.Say(argument.Whole(100*share)/100, words.Share) + " of the week is design work"
			}
		},
		Alt: func(b *argument.Sheet, now, then []float64) string {
			return "Where the week of " + words.Count(b.Then.Of(people), "person", "people") + " goes, by week. At the date " + argument.Rounded(then[0]) + " hours of it are design work, " + argument.Rounded(then[1]) +
				" toil, " + argument.Rounded(then[2]) + " incidents and " + argument.Rounded(then[3]) + " free; today's design work is then " + argument.Rounded(now[0]) + " hours."
		},
	}
}

// sameTime says whether two times to restore would pass for one.
func sameTime(a, b float64) bool { return math.Abs(a-b) <= 0.1*math.Max(a, b) }

// dashboard is what is watched, time to restore, beside what is not, how many incidents
// there are: each as a multiple of now.
func dashboard() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		now, then := b.Now.Setting, b.Then.Setting
		paths := func(name string, side *argument.Side) [][2]float64 {
			return b.Keep("dashboard "+name, side.Setting, func() any { return watched(side.Setting) }).([][2]float64)
		}
		line := func(id, name string, role argument.Role, s argument.Setting, path [][2]float64, which int) argument.Layer {
			l := argument.Layer{ID: id, Name: name, Shape: argument.Line, Role: role, EndRoom: true}
			for k, v := range path {
				l.X, l.Y = append(l.X, s.Horizon()*float64(k)/looks), append(l.Y, v[which])
			}
			return l
		}
		a, z := paths("today", &b.Now), paths("what-if", &b.Then)
		ghost := line("ghost", "incidents today, times now (formula)", argument.Today, now, a, 0)
		came := line("came", "incidents, times now (formula)", argument.WhatIf, then, z, 0)
		takes := line("takes", "time to restore, times now (formula)", argument.Limit, then, z, 1)
		came.Label, takes.Label = "incidents", "time to restore"
		if b.Same() {
			ghost.X, ghost.Y = nil, nil
		} else {
			ghost.Label = "incidents today"
		}
		most := 1.5
		for _, l := range []argument.Layer{ghost, came, takes} {
			for _, y := range l.Y {
				most = math.Max(most, y)
			}
		}
		c := argument.Chart{
			ID: "restore", Subtitle: "time to restore and incidents a week, as a multiple of now (formula)", X: argument.WeeksAxis(then.Weeks()),
			Y: argument.CountAxis("times now", words.Ratio, most), Layers: []argument.Layer{ghost, takes, came},
			Title: "Restored in " + words.Duration(b.WhatIf(restore)) + ", " + argument.Rounded(b.WhatIf(incidents)) + " times a week",
		}
		switch {
		case then.Of(incidentsEach) == 0:
			c.Title = "There are no incidents"
		case b.WhatIf(incidents) < 0.05:
			c.Title = "Hardly any incidents are left"
		case !b.Same() && sameTime(b.WhatIf(restore), b.Today(restore)) && b.WhatIf(incidents) > b.Today(incidents)+0.5 && b.Vouched(incidents):
			c.Title = "More incidents, restored as quickly"
		}
		c.Alt = "At the date there are " + argument.Rounded(b.WhatIf(incidents)) + " incidents a week, each restored in " + words.Duration(b.WhatIf(restore)) + "; today it is " +
			argument.Rounded(b.Today(incidents)) + " a week, in " + words.Duration(b.Today(restore)) + "."
		return c
	}}
}

func unseenByServices() *argument.Curve {
	return &argument.Curve{
		ID: "unseen", Sweep: byServices(), Number: unseen, Say: argument.Rounded, Subtitle: "services that no design work has touched for a quarter, by services",
		YName: "services not looked at", Scale: argument.ItemsAxis,
		Home: func(b *argument.Sheet) float64 { return b.Axis(byServices()).Max },
		Under: func(b *argument.Sheet) []argument.Layer {
			x := b.Axis(byServices())
			return []argument.Layer{{ID: "all", Name: "all of them", Shape: argument.Line, Role: argument.Limit, Label: "all of them", X: []float64{services.Min, x.Max}, Y: []float64{services.Min, x.Max}}}
		},
		Title: func(b *argument.Sheet) string {
			if argument.Whole(b.WhatIf(unseen)) < 1 {
				return "Design work reaches every service"
			}
			return argument.Rounded(b.WhatIf(unseen)) + " of " + words.Short(b.Then.Of(services)) + " services: nobody has looked lately"
		},
		Alt: func(b *argument.Sheet) string {
			return "Services that no design work has touched for a quarter against the number of services: " + argument.Rounded(b.WhatIf(unseen)) + " of " + words.Short(b.Then.Of(services)) + ", today " +
				argument.Rounded(b.Today(unseen)) + " of " + words.Short(b.Now.Of(services)) + "."
		},
	}
}

func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{Time: "from a piece of toil to its end", Lead: -1, Classes: []int{ofToil}}
}
