// Package incidents asks whether people who are busy with incidents have time to follow them
// up: what ends a cause costs hours now and saves incidents later. After the operations
// handbook's chapter on learning from failures.
package incidents

import (
	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/stats"
	"kingman/core/words"
)

var (
	followed = &argument.Param{ID: "followed", Label: "Incidents that are followed up", Unit: words.Share, Min: 0, Max: 1, Step: 0.1, Default: 1, Pinned: true,
		Help: "Somebody looks for the cause afterwards and tries to remove it."}
	responders = &argument.Param{ID: "responders", Label: "People on call", Unit: words.People, Min: 1, Max: 10, Step: 1, Default: 2, Pinned: true, Today: 2,
		Help: "Who fix incidents, one each at a time, and follow them up when none is there."}
	perWeek = &argument.Param{ID: "incidents", Label: "Incidents a week now", Unit: words.PerWeek, Min: 0.5, Max: 40, Step: 0.5, Default: 4,
		Help: "How many there are in a week today, of all causes together."}
	fix = &argument.Param{ID: "fix", Label: "Time to fix", Unit: words.PlainHours, Min: 0.5, Max: 40, Step: 0.5, Default: 6,
		Help: "Working hours that one person takes to fix one, on average."}
	prevents = &argument.Param{ID: "prevents", Label: "Follow-ups that end a cause", Unit: words.Share, Min: 0.05, Max: 1, Step: 0.05, Default: 0.5,
		Help: "The others find nothing, or nothing that helps. Our assumption: count yours."}
	weeks    = argument.Weeks(4, 52, argument.CountsOver)
	followUp = &argument.Param{ID: "follow-up", Label: "Time for a follow-up", Unit: words.PlainHours, Min: 0, Max: 80, Step: 1, Default: 8, More: true,
		Help: "Working hours of one person for finding a cause and removing it, on average."}
	newCauses = &argument.Param{ID: "new-causes", Label: "New causes", Unit: words.PerWeek, Min: 0, Max: 10, Step: 0.1, Default: 1, More: true,
		Help: "How many come in with changes in a week."}
	causes = &argument.Param{ID: "causes", Label: "Causes today", Unit: words.Items, Min: 1, Max: 200, Step: 1, Default: 20, More: true,
		Help: "How many there are that give incidents, again and again. Nobody knows exactly: put a guess."}
	detect   = argument.More(argument.Detect("Working hours until anybody knows."))
	recovery = &argument.Param{ID: "recover", Label: "From the fix to working again", Unit: words.Hours, Min: 0, Max: 40, Step: 0.5, Default: 1, More: true,
		Help: "Working hours for rolling out and warming up, in which nobody is needed."}
	untilReview = &argument.Param{ID: "until-review", Label: "Until it is looked at", Unit: words.Hours, Min: 0, Max: 80, Step: 1, Default: 8, More: true,
		Help: "Working hours from an incident to the review that asks for a follow-up."}
	fixCV = &argument.Param{ID: "fix-cv", Label: "How uneven fixes are", Unit: words.Ratio, Min: 0, Max: 2, Step: 0.05, Default: 1, More: true,
		Help: "Standard deviation of the time for a fix, or a follow-up, divided by its mean: 0 means that all take equally long."}
	paged = &argument.Param{ID: "paged", Label: "A new incident", Max: 1, Step: 1, More: true,
		Choices: []argument.Choice{
			{Words: "interrupts a follow-up", Help: "Who is at a follow-up leaves it, and comes back to it later."},
			{Words: "waits for a follow-up", Help: "A follow-up that is begun is finished first."},
		},
		Help: "What happens if everybody on call is busy, somebody with a follow-up."}
	brokenCost = argument.BrokenCost()
	cost       = argument.Cost()
)

// Entry is incident-response in the catalogue.
var Entry = argument.NewEntry(entry)

var entry = argument.Entry{
	ID:       "incident-response",
	Title:    "Following incidents up",
	Question: "Four incidents a week, and nobody has time for the follow-up. Do we?",
	Params:   []*argument.Param{followed, responders, perWeek, fix, prevents, weeks, followUp, newCauses, causes, detect, recovery, untilReview, fixCV, paged, brokenCost, cost},
	Main:     followed,
	Apart:    true,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Nobody has time to follow up. Every week there are more causes than the week before.", Set: []argument.Assignment{followed.To(0)}, Points: "rate"},
		{Says: "Follow all of them up. After three months it has cost more hours than it saved.", Set: []argument.Assignment{followed.To(1), weeks.To(13)}, Points: "hours"},
		{Says: "Wait for half a year, and it is paid back. From then on every week is quieter.", Set: []argument.Assignment{followed.To(1)}, Points: "hours"},
		{Says: "Follow-ups that end nothing are the worst of both: meetings, and the same fires.", Set: []argument.Assignment{followed.To(1), prevents.To(0.1)}, Points: "hours"},
		{Says: "One hero instead of two people: nobody puts fires out faster, and everybody waits for the hero.", Set: []argument.Assignment{followed.To(0), responders.To(1), weeks.To(13)}, Points: "stages"},
		{Says: "Even the hero should follow up: within three months there are fewer fires to wait for.",
			Set: []argument.Assignment{followed.To(1), responders.To(1), weeks.To(13)}, Today: []argument.Assignment{responders.To(1)}, Points: "stages"},
	},
}

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "Causes", Text: "K(t) = K₀ + νt; followed up K∞ + (K₀ − K∞)e^(−fpt/τ), K∞ = ντ/(fp)", Author: "ours, in the mean",
				Region: "Exact without follow-up. With it but for the time until the review and in line, which we follow hour by hour."},
			{Name: "Incidents", Text: "K(t)/τ a week, τ = causes/incidents", Author: "exact in the mean", Region: "For causes that are neither under review nor in hand."},
			{Name: "Hours", Text: "s(λ₀t + νt²/(2τ)) against (s + fF)(λ∞t + (λ₀ − λ∞)(1 − e^(−fpt/τ))τ/(fp))", Author: "ours, in the mean",
				Region: "Up to 40 hours a week of each: beyond, work piles up as a fluid. Where the two are equal the extra work is paid back."},
			{Name: "A restore", Text: "until noticed + Wq + s + recovering", Author: "A. Kolmogorov, 1931; B. Koopman, 1972, for Wq at rates that change; A. Cobham, 1954, and A. Bondi and J. Buzen, 1984, if follow-ups are finished first",
				Region: "Through 100 %. Incidents do not see follow-ups that they interrupt. The slowest in twenty are read off that wait, taken as exponential (ours)."},
			{Name: "One person, and overlap", Text: "P(restore > t) = e^(−(1−ρ)t/s)", Author: "A. K. Erlang, 1917, M/M/1",
				Region: "In the long run, as chance has it. Every percentile is that without overlap, divided by 1 − ρ: overlap makes exactly the share ρ of it."},
		},
		Assumptions: []string{
			"All causes give incidents equally often, by chance, and as often after a follow-up that failed.",
			"A cause that waits for its follow-up goes on giving incidents; under review and in hand it gives none.",
			"Incidents come first: a follow-up is done when nobody on call has one.",
			"A follow-up is worth no more than the cause that it ends. What people learn, and what the next one costs less for it, is left out.",
			"New causes come as often whatever is followed up. Where follow-ups also teach how to avoid them they are worth more.",
			"A hero is on call all the time. Asleep or on holiday nobody is.",
			argument.WorkingWeek + " Unfinished incidents count by their age.",
		},
		Sources: []argument.Source{
			argument.DevOpsHandbook,
			{Title: "Site Reliability Engineering", Author: "B. Beyer, C. Jones, J. Petoff and N. R. Murphy", Year: 2016, URL: "https://sre.google/sre-book/table-of-contents/"},
			{Title: "Priority assignment in waiting line problems", Author: "A. Cobham", Year: 1954},
			argument.Koopman1972,
		},
	}
}

// The numbers, by index. What a restore is made up of and what all costs is drawn and said, not listed.
const (
	many = iota
	restore
	hours
	left
	paidBack
	slowest
	noticing
	waiting
	fixing
	price
	numbers
)

const method = "causes in the mean, followed hour by hour (ours)"

// Model answers for incident-response.
func Model() *argument.Model {
	unlisted := func(argument.Setting) bool { return false }
	part := func(id, label string, of org.Metric) argument.Number {
		return argument.Number{ID: id, Label: label, Unit: words.Hours, Method: method, Only: unlisted, Count: argument.Counted(of)}
	}
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "incidents", Label: "incidents by the date", Unit: words.Items, Method: method, Count: argument.Counted(came)},
			{ID: "restore", Label: "from incident to restored", Unit: words.Hours, Method: "forward equations of M(t)/M/c (Kolmogorov 1931, Koopman 1972)",
				Count: argument.Counted(org.LeadTime(incident))},
			{ID: "hours", Label: "hours of the people by the date", Unit: words.PlainHours, Method: method, Count: argument.Counted(workedHours)},
			{ID: "causes", Label: "causes at the date", Unit: words.Items, Method: method, Count: argument.Counted(org.OpenAtEnd(cause))},
			{
				ID: "break-even", Label: "weeks until the extra hours are saved", Unit: words.Weeks, Method: method + ", for two years",
				Between: func(b *argument.Sheet) float64 { return payback(b, 1) },
				Seen:    func(b *argument.Sheet) *stats.Estimate { return seen(b, 1) },
			},
			{ID: "p95", Label: "one restore in twenty takes longer", Unit: words.Hours, Method: "that wait, taken as exponential (ours)", Count: argument.Counted(slowestOfRun)},
			part("noticing", "until noticed", untilNoticed),
			part("waiting", "until somebody is free", org.PartOfLeadTime(incident, sim.Wait)),
			part("fixing", "until it is fixed", org.PartOfLeadTime(incident, sim.Touch)),
			{ID: "price", Label: "what it costs", Unit: words.Money, Method: method, Only: unlisted, Count: argument.CountedFor(priced)},
		},
		Effort: argument.Effort{
			Most: 600, Least: 4, MostAlong: 60, LeastAlong: 2, Items: 6e5,
			// At most, and as much again for follow-ups.
			In: func(s argument.Setting) float64 { return unchecked(s, s.Weeks()) * (1 + s.Of(followed)) },
		},
		Drawings: []argument.Drawing{hoursSoFar(), stages(), pace(), hero(), whereTheTimeGoes()},
		Headline: headline,
		Asides:   asides,
		Compared: hours,
		Why:      why,
	})
}

// The stations, by index.
const (
	notice = iota
	onCall
	recovering
	quiet
	review
	again
)

// The classes, by index.
const (
	incident = iota
	cause
)

// organisation describes a setting to the simulator. A cause is quiet until it gives an
// incident; then it is quiet anew, or reviewed and in line for the people on call behind all
// incidents. There its patience is the time until its next incident: it gives one and stands
// in line again.
func organisation(s argument.Setting) org.Organisation {
	discipline := sim.PreemptiveResume
	if s.Is(paged, 1) {
		discipline = sim.Priority
	}
	strikes := org.Time{Mean: strikesEvery(s), SCV: 1}
	gives := []org.Spawn{{Class: "incident", Probability: 1}}
	o := org.Organisation{
		Stations: []sim.Station{
			notice:     {Name: "until noticed", Kind: sim.Delay},
			onCall:     {Name: "on call", Servers: int(s.Of(responders)), Discipline: discipline},
			recovering: {Name: "recovering", Kind: sim.Delay},
			quiet:      {Name: "quiet", Kind: sim.Delay},
			review:     {Name: "until the review", Kind: sim.Delay},
			again:      {Name: "breaks again", Kind: sim.Delay},
		},
		Classes: []org.Class{
			incident: {Name: "incident", Steps: []org.Step{
				{Station: "until noticed", Service: org.Time{Mean: s.Of(detect)}},
				{Station: "on call", Service: org.Time{Mean: s.Of(fix), SCV: s.SCV(fixCV)}},
				{Station: "recovering", Service: org.Time{Mean: s.Of(recovery)}},
			}},
			cause: {Name: "cause", Priority: 1, Backlog: int(s.Of(causes)), Steps: []org.Step{
				{Station: "quiet", Service: strikes, Spawn: gives,
					Next: []org.Branch{{To: "until the review", Probability: s.Of(followed)}, {To: "quiet", Probability: 1 - s.Of(followed)}}},
				{Station: "until the review", Service: org.Time{Mean: s.Of(untilReview)}},
				{Station: "on call", Service: org.Time{Mean: s.Of(followUp), SCV: s.SCV(fixCV)}, Patience: strikes, GivesUp: []org.Branch{{To: "breaks again", Probability: 1}},
					Next: []org.Branch{{To: "quiet", Probability: 1 - s.Of(prevents)}, {To: org.Out, Probability: s.Of(prevents)}}},
				{Station: "breaks again", Spawn: gives, Next: []org.Branch{{To: "on call", Probability: 1}}},
			}},
		},
	}
	if s.Of(newCauses) > 0 {
		o.Classes[cause].Arrivals = []org.Arrivals{{Rate: s.Of(newCauses) / words.Week, SCV: 1}}
	}
	return o
}

// worked and coming are how many hours the people have spent so far, and how many incidents there were.
var (
	worked argument.Course = func(p org.Point) float64 { return p.BusyHours[onCall] }
	coming argument.Course = func(p org.Point) float64 { return p.Arrived[incident] }
)

func came(o *org.Outcome) (num, den float64)        { return o.Classes[incident].Arrived, 1 }
func workedHours(o *org.Outcome) (num, den float64) { return o.Stations[onCall].BusyHours, 1 }

// slowestOfRun is the time that one restore in twenty of a run exceeds.
func slowestOfRun(o *org.Outcome) (num, den float64) {
	c := &o.Classes[incident]
	if !c.HasQuantiles {
		return 0, 0
	}
	return c.Quantiles[2], 1
}

// untilNoticed is of an incident's time until it is restored what it goes unnoticed.
func untilNoticed(o *org.Outcome) (num, den float64) {
	return o.Stations[notice].BusyHours, o.Classes[incident].Delivered + o.Classes[incident].Open
}

// priced is what incidents and the people's hours cost by the date.
func priced(s argument.Setting, o *org.Outcome) (num, den float64) {
	return dollars(s, o.Classes[incident].LeadTime, o.Stations[onCall].BusyHours), 1
}

func dollars(s argument.Setting, broken, workHours float64) float64 {
	return float64(s.Of(brokenCost)*broken) + float64(s.Of(cost)*workHours)/words.Week
}
