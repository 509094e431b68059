// Package sprawl gives one operations group everything that was ever launched: past a
// number of services the rough edges of each grow faster than the group can smooth them,
// and the dashboard that is watched stays green. The setting is that of Dan McKinley's
// talk, the trap that of N. Repenning and J. Sterman.
package sprawl

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	services = &argument.Param{ID: "services", Label: "Services in its care", Unit: words.Items, Min: 1, Max: 400, Step: 1, Default: 75, Pinned: true, Today: 55,
		Help: "Everything that was ever launched and still runs."}
	stacks = &argument.Param{ID: "stacks", Label: "Technology stacks", Unit: words.Number, Min: 1, Max: 20, Step: 1, Default: 3, Pinned: true, Today: 3,
		Help: "On how many different technologies the services are built. Each further one makes everything take longer."}
	people = argument.People(1, 60, 6, "Who is in operations. Each does one thing at a time: incidents first, toil next, then design.")
	toil   = &argument.Param{ID: "toil", Label: "Toil of a service each week", Unit: words.PlainHours, Min: 0, Max: 10, Step: 0.1, Default: 2, Zero: "none",
		Help: "Manual work that its rough edges make today: hours a week."}
	upkeep = &argument.Param{ID: "upkeep", Label: "Upkeep of a service each week", Unit: words.PlainHours, Min: 0, Max: 10, Step: 0.1, Default: 1, Zero: "none: nothing rots",
		Help: "Design work that a service needs to stay as it is: hours a week. 0 means that services do not rot. Our assumption: put yours."}
	weeks     = argument.Weeks(1, 52, argument.AnswersFor)
	switching = &argument.Param{ID: "switching", Label: "Each further stack slows all work by", Unit: words.Share, Min: 0, Max: 0.5, Step: 0.01, Default: 0.1, More: true,
		Help: "How much longer everything takes for each technology beyond the first."}
	edges = &argument.Param{ID: "edges", Label: "Rough edges of a service today", Unit: words.Items, Min: 1, Max: 20, Step: 1, Default: 4, More: true,
		Help: "A missing alert, a manual step: what makes toil and incidents."}
	repair = &argument.Param{ID: "repair", Label: "Time to smooth a rough edge", Unit: words.PlainHours, Min: 1, Max: 80, Step: 1, Default: 10, More: true,
		Help: "Working hours of design work that one takes on average."}
	task = &argument.Param{ID: "task", Label: "Time for a piece of toil", Unit: words.PlainHours, Min: 0.25, Max: 16, Step: 0.25, Default: 2, More: true,
		Help: "Working hours that one piece takes on average."}
	incidentsEach = &argument.Param{ID: "incidents-each", Label: "Incidents of a service today", Unit: words.PerWeek, Min: 0, Max: 1, Step: 0.01, Default: 0.05, More: true,
		Help: "How many its rough edges make in a week."}
	hours = &argument.Param{ID: "hours", Label: "Time for an incident", Unit: words.PlainHours, Min: 0.5, Max: 40, Step: 0.5, Default: 4, More: true,
		Help: "Working hours that one person needs to restore a service."}
)

// Entry is shared-ops-sprawl in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "shared-ops-sprawl",
	Title:    "One group for everything ever launched",
	Question: "One operations group looks after everything that was ever launched. How many services can it carry?",
	Params:   []*argument.Param{services, stacks, people, toil, upkeep, weeks, switching, edges, repair, task, incidentsEach, hours},
	Main:     services,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Six people look after 55 services. There is time for design, and all is well.", Set: []argument.Assignment{services.To(55)}, Points: "tip"},
		{Says: "With 62 services luck decides: a bad month, and the group never gets back to design work.", Set: []argument.Assignment{services.To(62)}, Points: "tip"},
		{Says: "With 75, a quarter later, nothing shows yet. But the time for design is gone.", Set: []argument.Assignment{services.To(75), weeks.To(13)}, Points: "week"},
		{Says: "A year later toil has taken every hour, and incidents are restored as quickly as ever.", Set: []argument.Assignment{services.To(75)}, Points: "restore"},
		{Says: "Or leave it at 55 services, and let them be built on six stacks.", Set: []argument.Assignment{services.To(55), stacks.To(6)}, Points: "tip"},
		{Says: "Eight people can carry 75 services: what counts is toil, incidents and upkeep together.", Set: []argument.Assignment{services.To(75), people.To(8)}, Points: "tip"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "Tipping point", Text: "S* = 40n/(f(toil + incidents·h + upkeep))", Author: "ours, after N. Repenning and J. Sterman, 2002",
				Region: "Past it rough edges grow faster than they are smoothed. f = 1 + switching·(stacks − 1)."},
			{Name: "Rough edges", Text: "D(t) = D* + (D₀ − D*)e^(gt), g = (toil + incidents·h)/(d₀h_d)", Author: "ours",
				Region: "While there is time for design. Once toil fills the week, D grows by upkeep/h_d a week and the toil piles up."},
			{Name: "Luck", Text: "D₀ ~ N(d₀, σ²(1 − e^(−2gt))/2g)", Author: "ours: the unstable counterpart of G. Uhlenbeck and L. Ornstein, 1930",
				Region: "All luck until t, as if it were luck of today. Exact for small deviations; near the tipping point it is what decides."},
			{Name: "Time to restore", Text: "f·h + Wq of M/M/n with incidents alone", Author: "A. Erlang, 1917",
				Region: "Incidents interrupt everything else, so that nothing else matters to them. By the fluid where they alone fill the week."},
			{Name: "Not looked at for a quarter", Text: "S·e^(−edges smoothed in 13 weeks/S)", Author: "ours",
				Region: "As design work falls on services at random. Of a shorter time ahead, since now."},
		},
		Assumptions: []string{
			"Every rough edge makes toil and now and then an incident; every service grows new ones, by chance. All work is exponential.",
			"Incidents come first, toil next, and design work fills what time is left; the more urgent interrupts.",
			"Time that is left is spent on rough edges, wherever they are. Groups that spend it otherwise do not get to where so few are left.",
			"At the beginning every service has as many rough edges as it has today, and no toil is open.",
			"Where more than 50,000 pieces of toil or incidents would lie open at the date, the simulation takes several together.",
			argument.WorkingWeek + " Nobody is hired, tires or leaves.",
		},
		Sources: []argument.Source{
			argument.EgolessEngineering,
			{Title: "Capability traps and self-confirming attribution errors", Author: "N. Repenning and J. Sterman", Year: 2002},
			{Title: "Nobody ever gets credit for fixing problems that never happened", Author: "N. Repenning and J. Sterman", Year: 2001},
		},
	}
}

// The numbers, by index: the sentence's own comes first. Behind them is between what edges
// lie in eight runs in ten, and when design time is gone.
const (
	rough = iota
	toilOpen
	design
	incidents
	restore
	tip
	worse
	unseen
	low
	high
	runsOutAt
	last
)

const method = "fluid of edges and design time, with luck (ours)"

// Model answers for shared-ops-sprawl.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "rough-edges", Label: "rough edges of a service at the date", Unit: words.Items, Method: method, Count: argument.CountedFor(edgesAtEnd)},
			{ID: "toil-open", Label: "pieces of toil open at the date", Unit: words.Items, Method: method, Count: argument.CountedFor(toilAtEnd)},
			{ID: "design-time", Label: "hours of design work a week, in the last quarter", Unit: words.PerWeek, Method: method, Count: argument.CountedFor(designLately)},
			{ID: "incidents", Label: "incidents, in the last quarter", Unit: words.PerWeek, Method: method, Count: argument.CountedFor(incidentsLately)},
			{ID: "restore", Label: "time to restore", Unit: words.Hours, Method: "M/M/n of incidents alone (Erlang 1917)", Count: argument.Counted(org.LeadTime(ofIncident))},
			{ID: "tip", Label: "services that the group can carry", Unit: words.Items, Method: "40n/(f(toil + incidents·h + upkeep)), ours"},
			{ID: "worse", Label: "chance of more rough edges than now", Unit: words.Share, Chance: true, Method: method, Count: argument.CountedFor(endsWorse)},
			{ID: "unseen", Label: "services not looked at for a quarter", Unit: words.Items, Method: "S·e^(−smoothed/S), ours", Count: argument.CountedFor(notSeen)},
		},
		Effort: argument.Effort{
			Most: 200, Least: 3, MostAlong: 60, LeastAlong: 0, Items: 200e3, In: items, Rare: luckDecides,
		},
		Drawings: []argument.Drawing{edgesByServices(), week(), dashboard(), unseenByServices(), &argument.Lens{Time: "from a piece of toil to its end", Lead: -1, Classes: []int{ofToil}}},
		Headline: headline,
		Asides:   argument.Asides(unnoticed, capacity, besides),
		Compared: rough,
		Why:      why,
	})
}

// The classes of the organisation, and the stations where they are worked on, by index.
const (
	ofIncident = iota
	ofToil
	ofEdge
)

// organisation is the group with its three kinds of work, the more urgent of which
// interrupts. The rough edges that are there make toil and incidents.
func organisation(s argument.Setting) org.Organisation {
	f, grain := slowdown(s), grains(s)
	byEdges := func(class int, name, station string, perWeek, takes float64) org.Class {
		c := org.Class{Name: name, Priority: class, Steps: []org.Step{{Station: station, Service: org.Time{Mean: f * takes * grain[class], SCV: 1 / grain[class]}}}}
		if perWeek > 0 {
			follow := &org.Follow{Stations: []string{"design"}, PerItem: 1}
			c.Arrivals = []org.Arrivals{{Rate: perWeek / grain[class] / s.Of(edges) / words.Week, SCV: 1, Follow: follow}}
		}
		return c
	}
	o := org.Organisation{
		Stations: []sim.Station{
			ofIncident: {Name: "incidents", Discipline: sim.PreemptiveResume}, ofToil: {Name: "toil", Discipline: sim.PreemptiveResume}, ofEdge: {Name: "design"},
		},
		Teams: []org.Team{{Name: "operations", Size: int(s.Of(people)), Skills: []org.Skill{{Station: "incidents", Speed: 1}, {Station: "toil", Speed: 1}, {Station: "design", Speed: 1}}}},
		Classes: []org.Class{
			ofIncident: byEdges(ofIncident, "incident", "incidents", s.Of(incidentsEach), s.Of(hours)),
			ofToil:     byEdges(ofToil, "toil", "toil", s.Of(toil)/s.Of(task), s.Of(task)),
			ofEdge: {
				Name: "rough edge", Priority: ofEdge, Backlog: int(s.Of(edges) * s.Of(services)),
				Steps: []org.Step{{Station: "design", Service: org.Time{Mean: f * s.Of(repair), SCV: 1}}},
			},
		},
	}
	if s.Of(upkeep) > 0 {
		o.Classes[ofEdge].Arrivals = []org.Arrivals{{Rate: s.Of(services) * s.Of(upkeep) / s.Of(repair) / words.Week, SCV: 1}}
	}
	return o
}

// mostOpen is how many items of a kind may lie open at the date before several are taken
// together.
const mostOpen = 50e3

// grains are how many incidents and pieces of toil are one item of the simulation, by
// class. It is 1 but where the pile at the date is so large that what a few pieces do is
// not seen in it.
func grains(s argument.Setting) [2]float64 {
	x := fluidOf(s)
	all, waiting := x.at(s.Weeks()).piles(s, badLuck)
	return [2]float64{
		ofIncident: math.Max(1, math.Ceil(waiting/s.Of(hours)/mostOpen)),
		ofToil:     math.Max(1, math.Ceil((all-waiting)/s.Of(task)/mostOpen)),
	}
}

// badLuck is such as one run in ten has, in standard deviations.
const badLuck = 1.28

// luckDecides says whether it takes bad luck for rough edges to grow, but not too bad: runs
// that have it are fewer than half and end with a hundred times the edges of the others. Past four
// deviations they are one in thirty thousand, which is a hundredth of the mean at most. At 55
// services the intervals of 95 % hold the mean in 95 to 97 % of 60 seeds with so many more runs, in
// 47 to 83 without; at 57, where rarer runs carry it, in 75 to 98.
func luckDecides(s argument.Setting) bool {
	x := fluidOf(s)
	needed := (x.still - x.begin) / x.deviation(s.Weeks()) // NaN without luck
	return needed > 0 && needed < 4
}

// items is how many one run of a setting has, by the fluid.
func items(s argument.Setting) float64 {
	x, grain := fluidOf(s), grains(s)
	pieces := s.Of(incidentsEach)/grain[ofIncident] + s.Of(toil)/s.Of(task)/grain[ofToil] // a week of a service as it is today
	n := s.Of(services) * (s.Of(edges) + float64(x.grown*s.Weeks()))
	for k := range looks {
		d, _ := x.at(s.Weeks() * (float64(k) + 0.5) / looks).edges(0)
		n += s.Of(services) * pieces * d / s.Of(edges) * s.Weeks() / looks
	}
	return n
}

func edgesAtEnd(s argument.Setting, o *org.Outcome) (num, den float64) {
	return o.Classes[ofEdge].Open, s.Of(services)
}

func toilAtEnd(s argument.Setting, o *org.Outcome) (num, den float64) {
	return grains(s)[ofToil] * o.Classes[ofToil].Open, 1
}

// lately is by how much a count has risen since the look back at the date; between two
// times at which a run was looked at it is taken to rise evenly.
func lately(s argument.Setting, o *org.Outcome, count argument.Course) float64 {
	n, so := len(o.Points), []float64{0}
	for _, p := range o.Points {
		so = append(so, count(p))
	}
	return so[n] - argument.ReadAt(so, float64(float64(n)*(1-lookBack(s.Weeks())/s.Weeks())))
}

func smoothedLately(s argument.Setting, o *org.Outcome) float64 {
	return lately(s, o, func(p org.Point) float64 { return p.Served[ofEdge] })
}

func designLately(s argument.Setting, o *org.Outcome) (num, den float64) {
	return smoothedLately(s, o) * s.Of(repair) * slowdown(s), lookBack(s.Weeks())
}

func incidentsLately(s argument.Setting, o *org.Outcome) (num, den float64) {
	came := lately(s, o, func(p org.Point) float64 { return p.Arrived[ofIncident] })
	return grains(s)[ofIncident] * came, lookBack(s.Weeks())
}

func endsWorse(s argument.Setting, o *org.Outcome) (num, den float64) {
	if o.Classes[ofEdge].Open > s.Of(services)*s.Of(edges) {
		return 1, 1
	}
	return 0, 1
}

func notSeen(s argument.Setting, o *org.Outcome) (num, den float64) {
	return unseenOf(s.Of(services), smoothedLately(s, o)/s.Of(services)), 1
}
