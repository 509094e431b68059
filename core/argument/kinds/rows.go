package kinds

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// byPlace simulates the argument with one more person at each place.
func (a *kind) byPlace() *argument.Sweep {
	return &argument.Sweep{
		ID: "more", Along: a.more, Places: func(argument.Setting) []float64 { return argument.Evenly(a.more, 3) },
		X:    func(_, _ argument.Setting) argument.Axis { return argument.CountAxis("place", words.Items, 3) },
		Runs: func(argument.Setting, argument.Axis) []float64 { return argument.Evenly(a.more, 3) },
	}
}

func names() []string {
	var all []string
	for _, c := range places {
		all = append(all, c.Words)
	}
	return all
}

// role is today's for the place at which today has one more, and what-if's for its own.
func (a *kind) role(b *argument.Sheet, place int) argument.Role {
	switch {
	case b.WhatIf.Is(a.more, place):
		return argument.WhatIf
	case b.Today.Is(a.more, place):
		return argument.Today
	}
	return argument.Plain
}

func (a *kind) where() *argument.Rows {
	return &argument.Rows{
		ID: "where", Subtitle: "changes a week that go live, by where one more works", XName: "changes a week", Scale: argument.PerWeekAxis, Names: names(),
		Sweep: a.byPlace(), Numbers: []int{shipped},
		Bars: func(b *argument.Sheet) []argument.Bar {
			bars := make([]argument.Bar, len(places))
			today := b.Today.Best(shipped)
			for k := range bars {
				bars[k] = argument.Bar{Parts: []float64{b.Swept(a.byPlace(), shipped, float64(k))}, Role: a.role(b, k)}
				bars[k].Label = words.Short(bars[k].End())
				if b.WhatIf.Is(a.more, k) {
					bars[k].Today = &today
				}
			}
			return bars
		},
		Rules: func(b *argument.Sheet) []argument.Layer {
			return []argument.Layer{argument.RuleAt("asked", "asked for", "asked for", argument.Limit, b.WhatIf.Of(a.asked))}
		},
		Home: 12,
		Title: func(_ *argument.Sheet, bars []argument.Bar) string {
			best := 0
			for k := range bars {
				if bars[k].End() > bars[best].End()+0.05 {
					best = k
				}
			}
			if best == 0 {
				return "One more person ships no more, wherever"
			}
			return "One more " + places[best].Words + " ships most"
		},
	}
}

// leadParts are the hours of a change in line at the date and in each stage, as a fluid.
func (a *kind) leadParts(s argument.Setting) []float64 {
	done := a.through(s, s.Horizon())
	hours := []float64{0}
	for i := range stages {
		people, mean := a.at(s, i)
		hours[0] += math.Max(0, done[i]-done[i+1]) * mean / people
		hours = append(hours, mean)
	}
	return hours
}

func (a *kind) lead() *argument.Rows {
	return &argument.Rows{
		ID: "lead", Subtitle: "hours from asked for to live at the date, by where one more works", XName: "from asked for to live", Scale: argument.WaitAxis, Names: names(),
		Parts: []argument.RowPart{
			{ID: "line", Label: "in line", Fill: argument.Hatch}, {ID: "build", Label: "building", Fill: argument.Solid},
			{ID: "review", Label: "in review", Fill: argument.Half}, {ID: "test", Label: "in test", Fill: argument.Pale},
		},
		Bars: func(b *argument.Sheet) []argument.Bar {
			bars := make([]argument.Bar, len(places))
			for k := range bars {
				bars[k] = argument.Bar{Parts: a.leadParts(b.WhatIf.At(a.more, float64(k))), Role: a.role(b, k)}
			}
			return bars
		},
		Title: func(_ *argument.Sheet, bars []argument.Bar) string {
			return "With one more tester a change takes " + words.Duration(bars[3].End())
		},
	}
}
