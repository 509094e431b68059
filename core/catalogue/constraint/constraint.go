// Package constraint looks for the place of a line at which one more person changes
// anything, and walks through the five steps of the theory of constraints: find it, exploit
// it, subordinate the rest, elevate it, repeat. After the operations handbook's use of E. M.
// Goldratt.
package constraint

import (
	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	engineers = &argument.Param{ID: "engineers", Label: "Engineers", Unit: words.People, Min: 1, Max: 40, Step: 1, Default: 8, Pinned: true, Today: 8, Help: "Who build. Each builds one feature at a time."}
	reviewers = &argument.Param{ID: "reviewers", Label: "Reviewers", Unit: words.People, Min: 1, Max: 20, Step: 1, Default: 2, Pinned: true, Today: 2, Help: "Who review what has been built, and do nothing else."}
	testers   = &argument.Param{ID: "testers", Label: "Testers", Unit: words.People, Min: 1, Max: 20, Step: 1, Default: 4, Pinned: true, Today: 3, Help: "Who test what has been reviewed, and do nothing else."}
	lost      = &argument.Param{ID: "lost", Label: "Testers' time lost", Unit: words.Share, Min: 0, Max: 0.6, Step: 0.05, Default: 0.25, Pinned: true, Today: 0.25,
		Help: "Share of their week that goes into broken environments, tests of what was never ready, meetings."}
	wip = &argument.Param{ID: "wip", Label: "In progress at most", Unit: words.Items, Min: 0, Max: 100, Step: 1, Zero: "no limit", Pinned: true,
		Help: "How many features may be under way at a time, from the line for building to delivery; the next one starts when one is delivered."}
	weeks     = argument.Weeks(4, 26, argument.CountsOver)
	releasers = &argument.Param{ID: "releasers", Label: "Releasers", Unit: words.People, Min: 1, Max: 10, Step: 1, Default: 1, Pinned: true, Today: 1, Help: "Who deploy what has been tested.", More: true}
	demand    = &argument.Param{ID: "demand", Label: "Demand for features", Unit: words.PerWeek, Min: 0.5, Max: 20, Step: 0.1, Default: 8, More: true,
		Help: "How many features a week everybody together is asked for."}
	buildHours  = &argument.Param{ID: "build-hours", Label: "Time to build one", Unit: words.PlainHours, Min: 1, Max: 160, Step: 0.5, Default: 40, More: true, Help: "Working hours that an engineer takes to build a feature."}
	reviewHours = &argument.Param{ID: "review-hours", Label: "Time to review one", Unit: words.PlainHours, Min: 1, Max: 160, Step: 0.5, Default: 8, More: true, Help: "Working hours that a reviewer takes for a feature."}
	testHours   = &argument.Param{ID: "test-hours", Label: "Time to test one", Unit: words.PlainHours, Min: 1, Max: 160, Step: 0.5, Default: 16, More: true, Help: "Working hours that a tester takes for a feature if nothing is lost."}
	deployHours = &argument.Param{ID: "deploy-hours", Label: "Time to deploy one", Unit: words.PlainHours, Min: 1, Max: 160, Step: 0.5, Default: 4, More: true, Help: "Working hours that a releaser takes to deploy a feature."}
	uneven      = argument.More(argument.Variability(1, "Features are not asked for at even times, and do not take equally long."))
	backlog     = argument.Backlog("How many features are asked for already, and nobody has begun.")
)

// Entry is find-the-constraint in the catalogue.
var Entry = argument.NewEntry(entry)

var entry = argument.Entry{
	ID:       "find-the-constraint",
	Title:    "Find the constraint",
	Question: "Everybody is busy and too little gets out. Where would one more person change anything?",
	Params:   []*argument.Param{engineers, reviewers, testers, lost, wip, weeks, releasers, demand, buildHours, reviewHours, testHours, deployHours, uneven, backlog},
	Main:     testers,
	Apart:    true,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Find it. Eight features a week are asked for, five get out, and everybody is busy. The pile is in front of test.", Set: []argument.Assignment{{Param: testers, Value: 3}}, Points: "flow"},
		{Says: "Hire where it hurts most to wait? A ninth engineer starts more features. None more gets out, and the pile before test grows.", Set: []argument.Assignment{{Param: testers, Value: 3}, {Param: engineers, Value: 9}}, Points: "flow"},
		{Says: "Exploit it. Give three testers back the quarter of their week that they lose: it ships as much as a fourth one.", Set: []argument.Assignment{{Param: testers, Value: 3}, {Param: lost, Value: 0}}, Points: "where"},
		{Says: "Subordinate the rest. At most twenty in progress: as many get out, and each is through sooner once it is begun.", Set: []argument.Assignment{{Param: testers, Value: 3}, {Param: wip, Value: 20}}, Points: "limit"},
		{Says: "Elevate it. A fourth tester, none of their time lost: now test can do more than the engineers can build.", Set: []argument.Assignment{{Param: lost, Value: 0}}, Points: "load"},
		{Says: "Repeat. A fifth tester would change nothing any more, a ninth engineer does: the constraint is build.", Set: []argument.Assignment{{Param: testers, Value: 5}, {Param: lost, Value: 0}, {Param: engineers, Value: 9}}, Points: "load"},
	},
}

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "The constraint", Text: "the place with the smallest c(1 − l)/s", Author: "E. M. Goldratt and J. Cox, 1984",
				Region: "c people who take s hours each and lose the share l of their time. In the long run no more gets out than this, whatever the others can do."},
			{Name: "Shipped by a date", Text: "λᵢ₊₁ = (λᵢTᵢ − Qᵢ(Tᵢ) − min(cᵢ, λᵢsᵢ))/Tᵢ₊₁,  Tᵢ₊₁ = Tᵢ − sᵢ", Author: "ours, with Q(T) after J. Abate and W. Whitt, 1987, and J. M. Harrison and A. J. Lemoine, 1981",
				Region: "Any load, place by place. Within half a per cent after half a year; in the first weeks of a line's life up to 7 % low."},
			{Name: "What leaves a place", Text: argument.WhittDepartures, Author: "W. Whitt (QNA), 1983",
				Region: "Two moments of what goes on to the next place. A place that cannot keep up counts as just full."},
			{Name: "With a limit", Text: "X(w) = G(w − 1)/G(w)", Author: "W. J. Gordon and G. F. Newell, 1967; J. P. Buzen, 1973",
				Region: "Exact for exponential work, in the long run, with work always at hand; cut off (ours) at what the line would ship without the limit. Less uneven work ships a little more."},
			{Name: "Critical work in progress", Text: "W₀ = rate of the constraint · hours of work in a feature", Author: "W. J. Hopp and M. L. Spearman, 1996",
				Region: "Below it even a line without any randomness ships less; with randomness twice as much is not too much."},
			{Name: "Time until delivered", Text: "∫₀ᵀ E N(t) dt / features asked for", Author: "J. D. C. Little, 1961",
				Region: "Features that are not delivered by the date count by their age. From start to delivery only those delivered count."},
		},
		Assumptions: []string{
			"Nobody helps out at another place. People who can do two jobs move the constraint about; that is another argument.",
			"Work never comes back: what is reviewed and tested is right.",
			"Work in progress costs nothing but its wait. What a limit spares besides, switching between features and features that go stale, is not in this model.",
			"A limit holds features back before they are begun. From asked for to delivered they take as long as without it; they only wait elsewhere.",
			"The testers' lost time makes every test longer by the same factor. Real interruptions are lumpier.",
			"Whoever is free takes the feature that has waited longest.",
			argument.UnfinishedFeatures,
			argument.WorkingWeek,
		},
		Sources: []argument.Source{
			{Title: "The Goal", Author: "E. M. Goldratt and J. Cox", Year: 1984},
			argument.DevOpsHandbook,
			{Title: "Factory Physics", Author: "W. J. Hopp and M. L. Spearman", Year: 1996},
			argument.AbateWhitt1987, argument.HarrisonLemoine1981, argument.Whitt1983,
			{Title: "Closed queuing systems with exponential servers", Author: "W. J. Gordon and G. F. Newell", Year: 1967},
			{Title: "Computational algorithms for closed queueing networks with exponential servers", Author: "J. P. Buzen", Year: 1973},
			argument.Little1961,
		},
	}
}

// The numbers, by index. Behind them is, of the lead time, what a feature is in somebody's
// hands.
const (
	throughput = iota
	lead
	cycle
	pile
	open
	inHand
)

const (
	method = "each place at a date (Abate–Whitt 1987), QNA from one to the next (Whitt 1983), ours"
	closed = "; with a limit a closed line (Buzen 1973)"
)

// Model answers for find-the-constraint.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "throughput", Label: "features shipped", Unit: words.PerWeek, Method: method + closed, Count: argument.Counted(argument.Weekly(org.Throughput(0)))},
			{ID: "lead", Label: "from asked for to delivered, unfinished features by their age", Unit: words.Hours, Method: "Little's law, " + method, Count: argument.Counted(org.LeadTime(0))},
			{ID: "cycle", Label: "from start to delivery", Unit: words.Hours, Method: "Little's law, " + method + closed, Count: argument.Counted(cycleTime)},
			{ID: "pile-test", Label: "in front of test at the date", Unit: words.Items, Method: method + closed, Count: argument.Counted(argument.LineAtEnd(test))},
			{ID: "open", Label: "asked for and not delivered at the date", Unit: words.Items, Method: method + closed, Count: argument.Counted(org.OpenAtEnd(0))},
		},
		Effort: argument.Effort{
			Most: 200, Least: 40, MostAlong: 200, LeastAlong: 40, Items: 2e5, // as often along, so that places share their luck with the settings
			In: func(s argument.Setting) float64 { return float64(s.Of(demand)*s.Weeks()) + s.Of(backlog) },
		},
		Drawings: []argument.Drawing{where(), flow(), load(), byLimitDrawn(), whereTheTimeGoes()},
		Headline: headline,
		Asides:   asides,
		Compared: throughput,
		Why:      why,
	})
}

// organisation is the line: four places with people of their own, and a limit over all of
// them. That testers lose time makes their tests longer.
func organisation(s argument.Setting) org.Organisation {
	l := line(s)
	o := org.Organisation{Classes: []org.Class{{Name: "feature", Backlog: int(l.Backlog), Arrivals: []org.Arrivals{{Rate: l.Arrivals.Rate, SCV: l.Arrivals.SCV}}}}}
	for i, p := range l.Stations {
		o.Stations = append(o.Stations, sim.Station{Name: names[i], Servers: p.Servers})
		o.Classes[0].Steps = append(o.Classes[0].Steps, org.Step{Station: names[i], Service: org.Time{Mean: p.MeanService, SCV: p.ServiceSCV}})
	}
	if most := int(s.Of(wip)); most > 0 {
		o.Limits = []org.Limit{{Name: "in progress", Stations: names[:], Max: most}}
	}
	return o
}

// cycleTime is from first touched to delivered, of the delivered.
func cycleTime(o *org.Outcome) (num, den float64) {
	return o.Classes[0].CycleTime, o.Classes[0].Delivered
}
