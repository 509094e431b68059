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

var places = []argument.Choice{
	{Words: "nobody", Help: "As it is."}, {Words: "engineer", Help: "One more builds."}, {Words: "reviewer", Help: "One more reviews."}, {Words: "tester", Help: "One more tests."},
}

// A kind is one of the arguments, with its own parameters.
type kind struct {
	asked, more, tests, weeks *argument.Param
	entry                     *argument.Entry
}

// newKind returns an argument whose story points at three charts.
func newKind(id string, points ...string) *kind {
	a := &kind{
		asked: &argument.Param{ID: "asked", Label: "Changes asked for", Unit: words.PerWeek, Min: 1, Max: 40, Step: 1, Default: 12, Pinned: true, Today: 8, Help: "New changes a week."},
		more:  &argument.Param{ID: "more", Label: "One more", Min: 0, Max: 3, Step: 1, Choices: places, Help: "Where one more person works.", Pinned: true},
		tests: &argument.Param{ID: "tests", Label: "Time for a test", Unit: words.PlainHours, Min: 1, Max: 20, Step: 1, Log: true, Default: 5, Help: "Working hours that one test takes on average."},
		weeks: argument.Weeks(2, 13, argument.AnswersFor),
	}
	a.entry = argument.NewEntry(argument.Entry{
		ID: id, Title: "Every kind of drawing", Question: "How does each of them look?",
		Params: []*argument.Param{a.asked, a.more, a.tests, a.weeks}, Main: a.more, Shown: 2, Live: true,
		Story: []argument.Step{
			{Says: "Eight changes a week are asked for.", Set: []argument.Assignment{a.asked.To(8)}, Points: points[0]},
			{Says: "Twelve changes a week are asked for.", Set: []argument.Assignment{a.asked.To(12)}, Points: points[1]},
			{Says: "One more tester ships more of them.", Set: []argument.Assignment{a.asked.To(12), a.more.To(3)}, Points: points[2]},
		},
	})
	return a
}

func background() argument.Background {
	return argument.Background{
		Equations:   []argument.Equation{{Name: "Flow", Text: "min(λ, cμ)", Author: "ours", Region: "On average, in the long run."}},
		Assumptions: []string{"It is there to be looked at."},
		Sources:     []argument.Source{{Title: "Operations Management", Author: "N. Slack", Year: 2010}},
	}
}

// The numbers, by index.
const (
	shipped = iota
	waiting
	leadTime
)

// A stage is a step of the work: who does it, and the hours that it takes.
type stage struct {
	name   string
	people int
	hours  float64 // 0 is the slider's
}

// stages from first to last. The k-th has one more person if the switch stands at k+1.
var stages = [...]stage{{"build", 6, 16}, {"review", 2, 4}, {"test", 1, 0}}

func (a *kind) at(s argument.Setting, k int) (people, hours float64) {
	people, hours = float64(stages[k].people), stages[k].hours
	if s.Is(a.more, k+1) {
		people++
	}
	if hours == 0 {
		hours = s.Of(a.tests)
	}
	return people, hours
}

// Models are two such arguments, with all the kinds between them.
func Models() []*argument.Model { return []*argument.Model{first(), second()} }

func first() *argument.Model {
	a := newKind("every-kind", "flow", "week", "where")
	return a.model(a.flow(), a.week(), a.where(), a.lead())
}

func second() *argument.Model {
	a := newKind("every-other-kind", "best", "keys", "timeline")
	return a.model(a.best(), a.keys(), a.timeline(), a.paths())
}

func (a *kind) model(drawings ...argument.Drawing) *argument.Model {
	return argument.New(argument.Model{
		Entry: a.entry, Background: background, Organisation: a.organisation,
		Formula: func(s argument.Setting) []float64 {
			done := a.through(s, s.Horizon())
			hours := 0.0
			for _, h := range a.leadParts(s) {
				hours += h
			}
			return []float64{done[len(stages)] / s.Weeks(), done[2] - done[3], hours}
		},
		Numbers: []argument.Number{
			{ID: "shipped", Label: "changes live", Unit: words.PerWeek, Method: "the narrowest stage", Count: argument.Counted(argument.Weekly(org.Throughput(0)))},
			{ID: "waiting", Label: "waiting for a test at the date", Unit: words.Items, Method: "fluid", Count: argument.Counted(argument.LineAtEnd(2))},
			{ID: "lead-time", Label: "from asked for to live", Unit: words.Hours, Method: "fluid", Count: argument.Counted(org.LeadTime(0))},
		},
		Effort:   argument.Effort{Most: 100, Least: 20, MostAlong: 40, LeastAlong: 4, Items: 2e5, In: func(s argument.Setting) float64 { return s.Of(a.asked) * s.Weeks() }},
		Drawings: drawings,
		Headline: headline, Compared: waiting,
		Why: func(*argument.Sheet) string { return argument.Fluid("changes") },
	})
}

func headline(b *argument.Sheet) argument.Sentence {
	s := argument.Say("% a week go live", argument.Num(argument.WhatIf, b.WhatIf.Best(shipped), words.Short(b.WhatIf.Best(shipped))))
	switch {
	case b.Same():
		return s.And(", as today.")
	case !b.Vouched(shipped):
		return s.And("; against today there is " + argument.NoDifference + ".")
	}
	return s.And(", today %.", argument.Num(argument.Today, b.Today.Best(shipped), words.Short(b.Today.Best(shipped))))
}

func (a *kind) organisation(s argument.Setting) org.Organisation {
	o := org.Organisation{Classes: []org.Class{{Name: "change", Arrivals: []org.Arrivals{{Rate: s.Of(a.asked) / words.Week, SCV: 1}}}}}
	for k := range stages {
		people, mean := a.at(s, k)
		o.Stations = append(o.Stations, sim.Station{Name: stages[k].name, Servers: int(people)})
		o.Classes[0].Steps = append(o.Classes[0].Steps, org.Step{Station: stages[k].name, Service: org.Time{Mean: mean, SCV: 1}})
	}
	return o
}

// through is how many have come, been built, been reviewed and gone live t hours from
// now, as a fluid.
func (a *kind) through(s argument.Setting, t float64) []float64 {
	rate := s.Of(a.asked) / words.Week
	done := []float64{rate * t}
	late := 0.0
	for k := range stages {
		people, mean := a.at(s, k)
		rate, late = math.Min(rate, people/mean), late+mean
		done = append(done, rate*math.Max(0, t-late))
	}
	return done
}

func (a *kind) flow() *argument.Areas {
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
				done := a.through(s, t)
				above := 0.0
				for i := range parts { // from the last stage up
					parts[i] = append(parts[i], done[len(stages)-i]-above)
					above = done[len(stages)-i]
				}
			}
			return parts
		},
		Title: func(b *argument.Sheet, _, whatIf []float64) string {
			return words.Count(argument.Whole(whatIf[1]), "change waits", "changes wait") + " for a test at the date"
		},
	}
}

func (a *kind) week() *argument.Areas {
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
				people, _ := a.at(s, k)
				all += people
			}
			return all * words.Week
		},
		Scale: func(name string, most float64) argument.Axis { return argument.CountAxis(name, words.PlainHours, most) },
		Formula: func(s argument.Setting, times []float64) [][]float64 {
			parts := make([][]float64, len(stages))
			for _, t := range times {
				done := a.through(s, t)
				for k := range stages {
					_, mean := a.at(s, k)
					i := len(stages) - 1 - k
					parts[i] = append(parts[i], done[k+1]*mean)
				}
			}
			return parts
		},
		Title: func(_ *argument.Sheet, _, whatIf []float64) string {
			return words.Count(argument.Whole(whatIf[3]), "hour", "hours") + " a week are free"
		},
	}
}
