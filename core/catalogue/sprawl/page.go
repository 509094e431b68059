package sprawl

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/words"
)

func byServices() *argument.Sweep {
	return &argument.Sweep{
		ID: "services", Along: services, Formula: outlook, Points: argument.Moments,
		X: func(today, whatIf argument.Setting) argument.Axis { // of three sizes, so that it seldom changes
			a := argument.Axis{Name: "services", Unit: words.Items, Max: services.Showing(today, whatIf, 100, 200, 400)}
			return argument.Ticked(a, a.Max/4, 1, "")
		},
		Places: argument.PlacesAt(append(argument.Numbers(services.Min, 129, 1), argument.Numbers(130, services.Max, 10)...)...), // dense where the way bends
		Runs:   argument.EvenRuns(10),
	}
}

// wholeServices is as many as are carried.
func wholeServices(v float64) float64 { return math.Floor(v + 1e-9) }

// carries says how many services the people can carry.
func carries(s argument.Setting) string {
	they := words.Count(s.Of(people), "person", "people")
	return argument.When(tipping(s) > services.Max, they+" can carry them all").
		Else(they + " can carry " + words.Count(wholeServices(tipping(s)), "service", "services"))
}

func edgesByServices() *argument.Curve {
	return &argument.Curve{
		ID: "tip", Sweep: byServices(), Number: rough, Say: argument.Rounded, Subtitle: "rough edges of a service at the date, by services; eight runs in ten stay in the band",
		YName: "rough edges of a service", Scale: argument.ItemsAxis,
		Home: func(b *argument.Sheet) float64 {
			return math.Max(b.WhatIf.Of(edges), 1.25*math.Max(b.Most(byServices(), rough), b.MostToday(byServices(), rough))) // the rules' names stand above
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			band := argument.Layer{ID: "band", Name: "eight runs in ten (formula)", Shape: argument.Band, Role: argument.WhatIf}
			band.X, band.Lo = b.Column(byServices(), &b.WhatIf, low)
			_, band.Hi = b.Column(byServices(), &b.WhatIf, high)
			rule := func(id, name, label string, at float64) argument.Layer {
				return argument.RuleAt(id, name+" (formula)", label, argument.Limit, b.Axis(byServices()).Ahead(at)).If(at >= services.Min)
			}
			tips, filled := tipping(b.WhatIf.Setting), full(b.WhatIf.Setting)
			return []argument.Layer{
				band, rule("tipping", "past here edges grow faster than they are smoothed", "carried: "+words.Short(wholeServices(tips)), tips),
				rule("full", "past here toil fills the week at once", "full at once: "+words.Short(math.Ceil(filled)), filled).If(b.WhatIf.Of(upkeep) > 0), // else one rule for both
			}
		},
		Title: func(b *argument.Sheet) string { return carries(b.WhatIf.Setting) },
		Shows: "Rough edges of a service at the date against the number of services: next to none up to the tipping point, many past it",
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
		Title: func(b *argument.Sheet, _, whatIf []float64) string {
			share := whatIf[0] / (b.WhatIf.Of(people) * words.Week)
			out := b.WhatIf.Values[runsOutAt]
			return argument.When(whatIf[0] < 0.5 && whatIf[3] >= 0.5, "Nothing is left to smooth").
				When(whatIf[0] < 0.5 && out > 0 && out <= b.WhatIf.Weeks(), "Design work ends in week "+words.Whole(out)).
				When(whatIf[0] < 0.5, "No hour is left for design work").
				Else(argument.InPercent(share) + " of the week is design work")
		},
	}
}

// sameTime says whether two times to restore would pass for one.
func sameTime(a, b float64) bool { return math.Abs(a-b) <= 0.1*math.Max(a, b) }

// dashboard is what is watched, time to restore, beside what is not, how many incidents
// there are: each as a multiple of now.
func dashboard() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		whatIf, most := b.WhatIf.Setting, 1.5
		line := func(id, label string, role argument.Role, side *argument.Side, which int) argument.Layer {
			v := b.Keep("dashboard "+side.Name, side.Setting, func() any { return watched(side.Setting) }).([2][]float64)[which]
			most = math.Max(most, slices.Max(v))
			return argument.LineOf(id, label+", times now (formula)", label, role, argument.EvenTimes(side.Horizon(), looks), v)
		}
		layers := []argument.Layer{
			line("ghost", "incidents today", argument.Today, &b.Today, 0).If(!b.Same()),
			line("takes", "time to restore", argument.Limit, &b.WhatIf, 1), line("came", "incidents", argument.WhatIf, &b.WhatIf, 0),
		}
		asQuickly := !b.Same() && sameTime(b.WhatIf.Best(restore), b.Today.Best(restore)) && b.WhatIf.Best(incidents) > b.Today.Best(incidents)+0.5 && b.Vouched(incidents)
		return argument.Chart{
			ID: "restore", Subtitle: "time to restore and incidents a week, as a multiple of now (formula)", X: argument.WeeksAxis(whatIf.Weeks()),
			Y: argument.CountAxis("times now", words.Ratio, most), Layers: layers,
			Title: argument.When(whatIf.Of(incidentsEach) == 0, "There are no incidents").
				When(b.WhatIf.Best(incidents) < 0.05, "Hardly any incidents are left").
				When(asQuickly, "More incidents, restored as quickly").
				Else("Restored in " + words.Duration(b.WhatIf.Best(restore)) + ", " + argument.Rounded(b.WhatIf.Best(incidents)) + " times a week"),
			Alt: "At the date there are " + argument.Rounded(b.WhatIf.Best(incidents)) + " incidents a week, each restored in " + words.Duration(b.WhatIf.Best(restore)) + "; today it is " +
				argument.Rounded(b.Today.Best(incidents)) + " a week, in " + words.Duration(b.Today.Best(restore)) + ".",
		}
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
			return argument.When(argument.Whole(b.WhatIf.Best(unseen)) < 1, "Design work reaches every service").
				Else(argument.Rounded(b.WhatIf.Best(unseen)) + " of " + words.Count(b.WhatIf.Of(services), "service", "services") + ": nobody has looked lately")
		},
		Shows: "Services that no design work has touched for a quarter against the number of services",
	}
}

// hardlyAny is below how many rough edges of a service there are said to be hardly any.
const hardlyAny = 0.095

// roughEdges says how many there are of a service.
func roughEdges(v float64) string {
	switch {
	case v < hardlyAny:
		return "hardly any rough edges"
	case v > 9.95:
		v = argument.Whole(v)
	default:
		v = argument.Whole(float64(10*v)) / 10
	}
	return words.Count(v, "rough edge", "rough edges")
}

// undecided says that it is luck whether edges become more or fewer.
func undecided(chance float64) bool { return chance > 0.05 && chance < 0.95 }

// each says of how many services, to be dragged.
func each(role argument.Role, v float64) argument.Span {
	text := argument.When(v == 1, "the only service").Else("each of " + words.Short(v) + " services")
	return argument.Drag(role, services, v, text)
}

// headline says how many rough edges a service will have.
func headline(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	s := argument.Say("In % % has %", argument.Date(whatIf), each(argument.WhatIf, whatIf.Of(services)), b.Says(rough, roughEdges))
	few := b.Today.Best(rough) < hardlyAny
	told := few && b.WhatIf.Best(rough) < hardlyAny && !b.Same()
	if told { // whatever the difference is, it is none of hardly any
		s = s.And(", about as many as today.")
	} else {
		s, told = s.AsToday(b, rough, "about as many", roughEdges)
	}
	again := b.Again(rough, roughEdges)
	if few {
		again.Text = "hardly any"
	}
	switch {
	case told:
	case today.Of(services) == whatIf.Of(services):
		s = s.And("; as things are today, %.", again)
	default:
		s = s.And("; of today's %, %.", today.Drag(argument.Today, services, words.Short), again)
	}
	return append(s.And(" "), fate(b)...)
}

// fate says when design work ends, or that luck decides about it.
func fate(b *argument.Sheet) argument.Sentence {
	chance, out := b.WhatIf.Best(worse), b.WhatIf.Values[runsOutAt]
	return argument.SayWhen(undecided(chance), "Luck decides: in % of cases it has more than now.", argument.WholePercent(argument.WhatIf, chance)).
		When(out == 0, "From day one no time is left for them.").
		When(out > 0 && out < b.WhatIf.Weeks(), "From % on no time is left for them.", argument.Num(argument.Formula, out, "week "+words.Whole(out))).
		When(chance >= 0.95, "They grow faster than they are smoothed.").
		Else("They are smoothed faster than they grow.")
}

// unnoticed says how much toil waits, and that incidents do not.
func unnoticed(b *argument.Sheet) argument.Sentence {
	lies := b.WhatIf.Best(toilOpen)
	s := argument.SayWhen(argument.Whole(lies) < 1, "Toil does not pile up").
		Else("% of toil will be open", argument.Num(argument.WhatIf, lies, words.Count(argument.Whole(lies), "piece", "pieces")))
	if b.WhatIf.Of(incidentsEach) == 0 {
		return s.And(".")
	}
	s = s.And(", and an incident is restored in %", b.Says(restore, words.Duration))
	return append(s, argument.SayWhen(b.Same() || !b.Vouched(restore) && argument.Whole(lies) < 1, ".").
		When(!b.Vouched(restore) || sameTime(b.WhatIf.Best(restore), b.Today.Best(restore)), ", as ever: who watches that notices nothing.").
		Else(", today %.", b.Again(restore, words.Duration))...)
}

// capacity says how many services can be carried, and from how many on that is plain to see.
func capacity(b *argument.Sheet) argument.Sentence {
	s := b.WhatIf.Setting
	limit, filled := tipping(s), full(s)
	if limit > services.Max {
		return argument.Say("That many people can carry any number of services that there may be.")
	}
	they := words.Count(s.Of(people), "person", "people")
	text := argument.Say("% can carry %", argument.Drag(argument.WhatIf, people, s.Of(people), they), argument.Num(argument.Formula, limit, words.Short(wholeServices(limit))))
	if s.Of(upkeep) == 0 || filled > services.Max {
		return text.And(".")
	}
	return text.And("; only with % would the week be full from the first day on.", argument.Num(argument.Formula, filled, words.Short(math.Ceil(filled))))
}

// besides is what a setting asks for.
func besides(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	onStacks := tipping(whatIf.At(stacks, today.Of(stacks))) // today's
	return argument.SayWhen(whatIf.Of(upkeep) == 0 && whatIf.Of(services) <= full(whatIf), "If services do not rot, a group that is not full today never will be.").
		When(whatIf.Of(upkeep) == 0, "Services do not rot, but toil and incidents alone are more than the week has.").
		When(whatIf.Weeks() < doubling(whatIf) && whatIf.Of(services) < full(whatIf), "Too early to tell: it takes % until either way shows.",
			argument.Num(argument.Formula, doubling(whatIf), words.Say(argument.Whole(doubling(whatIf)), words.Weeks))).
		When(whatIf.Of(stacks) != today.Of(stacks) && whatIf.Of(switching) == 0, "Here a further stack slows nothing, so their number does not matter.").
		When(whatIf.Of(stacks) != today.Of(stacks), "On % it is %: each further stack makes everything take % longer.",
			today.Drag(argument.Today, stacks, func(n float64) string { return words.Count(n, "stack", "stacks") }),
			argument.Num(argument.Formula, onStacks, words.Short(wholeServices(onStacks))), argument.Percent(argument.Plain, whatIf.Of(switching))).
		When(b.WhatIf.Best(worse) <= 0.05 && b.WhatIf.Best(rough) < whatIf.Of(edges)/2,
			"In this model all time that is left goes into the worst edges. Groups that spend it otherwise do not get here.").
		Else("")
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	return argument.When(undecided(b.WhatIf.Best(worse)), "Luck decides here, and the formula knows no more of it than its variance.").
		Else("The formula treats edges and toil as a fluid; the simulation counts them, and lets people wait for work.")
}
