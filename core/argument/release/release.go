// Package release is what arguments about releases have in common: changes that go out
// together, what makes such a release fail, and the test phase through which one release
// goes at a time.
package release

import (
	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/sim"
	"kingman/core/words"
)

// Of are the parameters of an argument that say what its releases are.
type Of struct {
	Batch, Gate, GateEach *argument.Param // changes in a release; its test phase in hours, and what each change adds
	Faulty, Clash         *argument.Param // chances of a fault, of a change and of a pair
	Changes, Uneven       *argument.Param // changes finished in a week, and how unevenly
	Search, SearchEach    *argument.Param // hours of a repair, and of looking at one change
}

// New returns parameters for one argument, with that many changes in a release.
func New(batch float64, uneven *argument.Param) Of {
	return Of{
		Batch: &argument.Param{
			ID: "batch", Label: "Changes per release", Unit: words.Items, Min: 1, Max: 100, Step: 1, Default: batch, Pinned: true, Today: 20,
			Help: "A release goes out when so many changes are finished.",
		},
		Faulty: &argument.Param{
			ID: "faulty", Label: "Changes that are faulty", Unit: words.Share, Min: 0, Max: 0.2, Step: 0.005, Default: 0.02,
			Help: "The chance that a change breaks something by itself and no test finds it. Our assumption: put yours.",
		},
		Clash: &argument.Param{
			ID: "clash", Label: "Pairs of changes that clash", Unit: words.Share, Min: 0, Max: 0.02, Step: 0.0005, Default: 0.002,
			Help: "The chance that two given changes, each fine alone, break something together. Our assumption: put yours.",
		},
		Gate: &argument.Param{
			ID: "gate", Label: "Test phase of a release", Unit: words.Hours, Min: 0, Max: 40, Step: 0.5, Default: 2, Pinned: true, Today: 2,
			Help: "Working hours that every release is tested, however small it is. One release is tested at a time.",
		},
		Changes: &argument.Param{
			ID: "changes", Label: "Changes finished", Unit: words.PerWeek, Min: 1, Max: 100, Step: 1, Default: 10,
			Help: "How many changes everybody together finishes in a week.",
		},
		GateEach: &argument.Param{
			ID: "gate-each", Label: "More testing for each change", Unit: words.Hours, Min: 0, Max: 4, Step: 0.05, Default: 0.25, More: true,
			Help: "By how much each change makes the test phase longer.",
		},
		Search: &argument.Param{
			ID: "search", Label: "Repairing a fault", Unit: words.Hours, Min: 0, Max: 40, Step: 0.25, Default: 1, More: true,
			Help: "Working hours from noticing a fault to the repair, besides the search for the change that has it.",
		},
		SearchEach: &argument.Param{
			ID: "search-each", Label: "Looking at one change", Unit: words.Hours, Min: 0, Max: 4, Step: 0.05, Default: 0.25, More: true,
			Help: "How long it takes to see whether a change is the culprit.",
		},
		Uneven: uneven,
	}
}

// FinishRate is λ, changes finished per working hour.
func (r *Of) FinishRate(s argument.Setting) float64 { return s.Of(r.Changes) / words.Week }

// WorkSCV is that of a change's share of the test phase, and of finding a culprit: half as uneven as changes come.
func (r *Of) WorkSCV(s argument.Setting) float64 { return float64(s.SCV(r.Uneven) / 4) }

// BreakChance is the chance that a release of n changes fails: none of its changes may be
// faulty by itself (q), no two may clash (r),
//
//	P = 1 − (1−q)ⁿ(1−r)^(n(n−1)/2)   [ours; independent faults].
func (r *Of) BreakChance(s argument.Setting) float64 {
	n := s.Of(r.Batch)
	return -portable.Expm1(float64(n*portable.Log1p(-s.Of(r.Faulty))) + float64(float64(n*(n-1))/2*portable.Log1p(-s.Of(r.Clash))))
}

// FaultShare is the chance p that a given change of a release is faulty if the same for
// each and independent: 1 − P = (1−p)ⁿ, so p = 1 − (1−q)(1−r)^((n−1)/2).
func (r *Of) FaultShare(s argument.Setting) float64 {
	return -portable.Expm1(portable.Log1p(-s.Of(r.Faulty)) + float64((s.Of(r.Batch)-1)/2*portable.Log1p(-s.Of(r.Clash))))
}

// TestTime is T, the test phase of a release, in hours.
func (r *Of) TestTime(s argument.Setting) float64 {
	return s.Of(r.Gate) + float64(s.Of(r.GateEach)*s.Of(r.Batch))
}

// Station is releases that wait for the one before them: n gaps between changes make one
// between releases, each of which takes so many hours in the mean, with that variance.
func (r *Of) Station(s argument.Setting, mean, variance float64) queue.Station {
	scv := 0.0
	if mean > 0 {
		scv = variance / float64(mean*mean)
	}
	n := s.Of(r.Batch)
	return queue.Station{
		ArrivalRate: r.FinishRate(s) / n, MeanService: max(mean, 1e-9), Servers: 1,
		ArrivalSCV: s.SCV(r.Uneven) / n, ServiceSCV: scv,
	}
}

// TestVariance is that of the test phase, n pieces of it one after the other.
func (r *Of) TestVariance(s argument.Setting) float64 {
	takes := r.TestTime(s)
	return float64(float64(takes*takes)*r.WorkSCV(s)) / s.Of(r.Batch)
}

// Takes is work of that mean, as uneven as the setting says.
func (r *Of) Takes(s argument.Setting, mean float64) org.Time {
	return org.Time{Mean: mean, SCV: r.WorkSCV(s)}
}

// The stations up to the release of changes, by index.
const (
	Finished = iota
	TestPhase
	Released
)

// Stations begin an organisation. Its items are changes, and it keeps a release together by
// means that the simulator has:
//
//   - a Gate with Count = n holds finished changes until there are n;
//   - a Limit of n (see [Of.Limit]) lets one release at a time into what follows, and the
//     next one only when all n are out;
//   - the test phase is one server that takes T/n for each of them, and a second Gate of n
//     behind it: the release is tested when all of it is, after T.
func (r *Of) Stations(s argument.Setting) []sim.Station {
	n := int(s.Of(r.Batch))
	return []sim.Station{
		Finished:  {Name: "waiting for the release", Kind: sim.Gate, Count: n},
		TestPhase: {Name: "test phase", Servers: 1},
		Released:  {Name: "released", Kind: sim.Gate, Count: n},
	}
}

// Change is what passes those stations. While a release is tested its changes wait for one
// another: all of that is work.
func (r *Of) Change(s argument.Setting) org.Class {
	return org.Class{
		Name: "change", Arrivals: []org.Arrivals{{Rate: r.FinishRate(s), SCV: s.SCV(r.Uneven)}},
		Steps: []org.Step{
			{Station: "waiting for the release"},
			{Station: "test phase", Service: r.Takes(s, r.TestTime(s)/s.Of(r.Batch)), Waste: org.Work},
			{Station: "released", Waste: org.Work},
		},
	}
}

// Limit lets one release at a time into the test phase and the stations behind it.
func (r *Of) Limit(s argument.Setting, behind ...string) []org.Limit {
	return []org.Limit{{Name: "one release at a time", Stations: append([]string{"test phase", "released"}, behind...), Max: int(s.Of(r.Batch))}}
}

// AlarmHours is how long the alarm of a failed release rings: long enough for other faults of
// the same moment to find it ringing, in a line with room for one, and no time for anybody
// else.
const AlarmHours = 1e-6

// Releases is how many releases a run has deployed, and Failed how many failed: the items of a class that begins at the alarm.
func (r *Of) Releases(s argument.Setting, o *org.Outcome) float64 {
	return o.Stations[Released].Served / s.Of(r.Batch)
}

func Failed(o *org.Outcome, class int) float64 {
	return o.Classes[class].Delivered + o.Classes[class].Open
}

// FailedShare counts the releases that fail, of all that are deployed.
func (r *Of) FailedShare(class int) func(argument.Setting) org.Metric {
	return argument.CountedFor(func(s argument.Setting, o *org.Outcome) (num, den float64) { return Failed(o, class), r.Releases(s, o) })
}

// Few is how many releases by the date are so few that it matters when the last one goes,
// and that their shares say little.
const Few = 3

// Why says why formula and simulation differ about what-if, with such a utilization and so
// many releases that are due by the date.
func (r *Of) Why(b *argument.Sheet, utilization, due float64) string {
	switch {
	case utilization > 1+argument.Saturated:
		return argument.Fluid("changes")
	case due < Few:
		return "With so few releases by the date it matters when the last one goes."
	}
	return argument.MeanWhy("releases", utilization, b.WhatIf.Of(r.Uneven), "The formula spreads finished changes over the time as chance would.")
}

// How the page says that these are known.
const (
	FailsMethod    = "1 − (1−q)ⁿ(1−r)^(n(n−1)/2), ours"
	LeadTimeMethod = "ours, with sticky Brownian motion (Abate–Whitt 1987, Harrison–Lemoine 1981) for releases that wait for one another"
)

// Fails is the equation of a release's chance to break something.
func Fails(name, author string) argument.Equation {
	return argument.Equation{Name: name, Text: "P = 1 − (1−q)ⁿ · (1−r)^(n(n−1)/2)", Author: author,
		Region: "Faults are independent: q for each of n changes, r for each of the n(n−1)/2 pairs. Teams that break the same thing again do worse."}
}

// LeadTime is the equation of a change's way through its release, where releases keep up: region says when that is.
func LeadTime(name, text, region string) argument.Equation {
	return argument.Equation{Name: name, Text: text, Author: "waiting for a batch: exact; Wq between releases: W. Kraemer and M. Langenbach-Belz, 1976",
		Region: region + " By the date it is cut off there (ours), with Wq after J. Abate and W. Whitt, 1987, and J. M. Harrison and A. J. Lemoine, 1981."}
}
