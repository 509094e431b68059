// Package kinds is an argument with the kinds of drawing that few arguments need, for
// their tests and pictures. It is in no catalogue.
package kinds

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	asked = &argument.Param{ID: "asked", Label: "Changes asked for", Unit: words.PerWeek, Min: 1, Max: 40, Step: 1, Default: 12, Pinned: true, Today: 8, Help: "New changes a week."}
	more  = &argument.Param{ID: "more", Label: "One more", Min: 0, Max: 3, Step: 1, Choices: places, Help: "Where one more person works.", Pinned: true}
	tests = &argument.Param{ID: "testing", Label: "Time for a test", Unit: words.PlainHours, Min: 1, Max: 20, Step: 1, Default: 5, Help: "Working hours that one test takes on average."}
	weeks = argument.Weeks(2, 13, "The date for which the page answers.")
)

var places = []argument.Choice{
	{Words: "nobody", Help: "As it is."}, {Words: "engineer", Help: "One more builds."}, {Words: "reviewer", Help: "One more reviews."}, {Words: "tester", Help: "One more tests."},
}

// Entry has what a catalogue would ask of it.
var Entry = argument.NewEntry(argument.Entry{
	ID: "every-kind", Title: "Every kind of drawing", Question: "How does each of them look?",
	Params: []*argument.Param{asked, more, tests, weeks}, Main: more, Shown: 2, Live: true,
	Story: []argument.Step{
		{Says: "Eight a week.", Set: []argument.Assignment{asked.To(8)}, Points: "flow"},
		{Says: "Twelve a week.", Set: []argument.Assignment{asked.To(12)}, Points: "week"},
		{Says: "One more tester.", Set: []argument.Assignment{asked.To(12), more.To(3)}, Points: "where"},
	},
	Equations:   []argument.Equation{{Name: "Flow", Text: "min(λ, cμ)", Author: "ours", Region: "On average, in the long run."}},
	Assumptions: []string{"It is there to be looked at."},
	Sources:     []argument.Source{{Title: "Operations Management", Author: "N. Slack", Year: 2010}},
})

// The numbers, by index.
const (
	shipped = iota
	waiting
)

// A stage is a step of the work: who does it, and the hours that it takes.
type stage struct {
	name    string
	people  int
	service func(argument.Setting) float64
}

func hours(h float64) func(argument.Setting) float64 {
	return func(argument.Setting) float64 { return h }
}

// stages from first to last. The k-th has one more person if the switch stands at k+1.
var stages = [...]stage{{"build", 6, hours(16)}, {"review", 2, hours(4)}, {"test", 1, func(s argument.Setting) float64 { return s.Of(tests) }}}

func (g *stage) at(s argument.Setting, k int) (people, hours float64) {
	people = float64(g.people)
	if s.Is(more, k+1) {
		people++
	}
	return people, g.service(s)
}

// Model is the argument with four of the kinds.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry: Entry, Organisation: organisation,
		Formula: func(s argument.Setting) []float64 {
			done := through(s, s.Horizon())
			return []float64{done[len(stages)] / s.Weeks(), done[2] - done[3]}
		},
		Numbers: []argument.Number{
			{ID: "shipped", Label: "changes live", Unit: words.PerWeek, Method: "the narrowest stage", Count: argument.Counted(argument.Weekly(org.Throughput(0)))},
			{ID: "waiting", Label: "waiting for a test at the date", Unit: words.Items, Method: "fluid", Count: argument.Counted(argument.LineAtEnd(2))},
		},
		Effort:   argument.Effort{Most: 100, Least: 20, MostAlong: 40, LeastAlong: 4, Items: 2e5, In: func(s argument.Setting) float64 { return s.Of(asked) * s.Weeks() }},
		Drawings: []argument.Drawing{flow(), week(), where(), lead()},
		Headline: headline, Compared: waiting,
		Why: func(*argument.Sheet) string { return argument.Fluid("changes") },
	})
}

func headline(b *argument.Sheet) argument.Sentence {
	s := argument.Say("% a week go live", argument.Num(argument.WhatIf, b.WhatIf(shipped), words.Short(b.WhatIf(shipped))))
	switch {
	case b.Same():
		return s.And(", as today.")
	case !b.Vouched(shipped):
		return s.And("; against today there is " + argument.NoDifference + ".")
	}
	return s.And(", today %.", argument.Num(argument.Today, b.Today(shipped), words.Short(b.Today(shipped))))
}

func organisation(s argument.Setting) org.Organisation {
	o := org.Organisation{Classes: []org.Class{{Name: "change", Arrivals: []org.Arrivals{{Rate: s.Of(asked) / words.Week, SCV: 1}}}}}
	for k := range stages {
		people, mean := stages[k].at(s, k)
		o.Stations = append(o.Stations, sim.Station{Name: stages[k].name, Servers: int(people)})
		o.Classes[0].Steps = append(o.Classes[0].Steps, org.Step{Station: stages[k].name, Service: org.Time{Mean: mean, SCV: 1}})
	}
	return o
}

// through is how many have come, been built, been reviewed and gone live t hours from
// now, as a fluid.
func through(s argument.Setting, t float64) []float64 {
	rate := s.Of(asked) / words.Week
	done := []float64{rate * t}
	late := 0.0
	for k := range stages {
		people, mean := stages[k].at(s, k)
		rate, late = math.Min(rate, people/mean), late+mean
		done = append(done, rate*math.Max(0, t-late))
	}
	return done
}

func flow() *argument.Areas {
	done := func(k int) argument.Course {
		return func(p org.Point) float64 {
			if k == len(stages)-1 {
				return p.Delivered[0]
			}
			return p.Served[k] - p.Served[k+1]
		}
	}
	return &argument.Areas{
		ID: "flow", YName: "changes", Subtitle: "changes asked for so far, and how far they have come",
		Parts: []argument.AreaPart{
			{ID: "live", Label: "live", Fill: argument.Solid, Of: done(2)},
			{ID: "reviewed", Label: "in test", Fill: argument.Hatch, Of: done(1)},
			{ID: "built", Label: "in review", Fill: argument.Half, Of: done(0)},
			{ID: "asked", Label: "being built", Fill: argument.Pale, Of: func(p org.Point) float64 { return p.Arrived[0] - p.Served[0] }},
		},
		Formula: func(s argument.Setting, times []float64) [][]float64 {
			parts := make([][]float64, len(stages)+1)
			for _, t := range times {
				done := through(s, t)
				above := 0.0
				for i := range parts { // from the last stage up
					parts[i] = append(parts[i], done[len(stages)-i]-above)
					above = done[len(stages)-i]
				}
			}
			return parts
		},
		Title: func(b *argument.Sheet, _, then []float64) string {
			return words.Count(argument.Whole(then[1]), "change waits", "changes wait") + " for a test at the date"
		},
		Alt: func(_ *argument.Sheet, _, then []float64) string {
			return "Changes over the coming weeks, by how far they have come: " + words.Short(then[0]) + " are live at the date."
		},
	}
}

func week() *argument.Areas {
	busy := func(k int) argument.Course { return func(p org.Point) float64 { return p.BusyHours[k] } }
	return &argument.Areas{
		ID: "week", YName: "hours a week", Subtitle: "hours a week of all together", PerWeek: true,
		Parts: []argument.AreaPart{
			{ID: "test", Label: "test", Fill: argument.Solid, Of: busy(2)}, {ID: "review", Label: "review", Fill: argument.Half, Of: busy(1)},
			{ID: "build", Label: "build", Fill: argument.Pale, Of: busy(0)}, {ID: "idle", Label: "idle", Fill: argument.HatchBack},
		},
		Whole: func(s argument.Setting) float64 {
			all := 0.0
			for k := range stages {
				people, _ := stages[k].at(s, k)
				all += people
			}
			return all * words.Week
		},
		Scale: func(name string, most float64) argument.Axis { return argument.CountAxis(name, words.PlainHours, most) },
		Formula: func(s argument.Setting, times []float64) [][]float64 {
			parts := make([][]float64, len(stages))
			for _, t := range times {
				done := through(s, t)
				for k := range stages {
					_, mean := stages[k].at(s, k)
					i := len(stages) - 1 - k
					parts[i] = append(parts[i], done[k+1]*mean)
				}
			}
			return parts
		},
		Title: func(_ *argument.Sheet, _, then []float64) string {
			return words.Count(argument.Whole(then[3]), "hour", "hours") + " a week are free"
		},
		Alt: func(*argument.Sheet, []float64, []float64) string {
			return "Where the week of all together goes, over the coming weeks: tests, reviewing, building, idle."
		},
	}
}

// Models are all of them.
func Models() []*argument.Model { return []*argument.Model{Model()} }
