// Package risk sets many changes in one release against one at a time: what makes
// releases rarer makes each of them likelier to break, and harder to repair. After a
// reader's comment on how operations and developers work together at Flickr.
package risk

import (
	"math"

	"kingman/core/argument"
	"kingman/core/argument/release"
	"kingman/core/org"
	"kingman/core/portable"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	shared = release.New(3, argument.More(argument.Variability(1, "Changes are not finished at even times, and tests and searches do not take equally long.")))

	batch, gate, gateEach = shared.Batch, shared.Gate, shared.GateEach
	faulty, clash         = shared.Faulty, shared.Clash
	changes, uneven       = shared.Changes, shared.Uneven
	search, searchEach    = shared.Search, shared.SearchEach

	releaseCost = &argument.Param{ID: "release-cost", Label: "Cost of a release", Unit: words.Money, Min: 0, Max: 10000, Step: 10, Default: 200, Pinned: true, Today: 200,
		Help: "What a release costs, however small it is: approvals, a night shift, announcements."}
	searching = &argument.Param{ID: "searching", Label: "The culprit is searched for", Max: 1, Step: 1, More: true,
		Choices: []argument.Choice{
			{Words: "one by one", Help: "Each change of the release is looked at."},
			{Words: "by halves", Help: "Half of the changes are taken out, then half of what is left: twenty changes need between four and five looks."},
		},
		Help: "How many looks it takes to find the change that is broken."}
	brokenCost = argument.BrokenCost()
	delayCost  = argument.More(argument.DelayCost(10_000, 10, 400, "What it costs if one change is live a week later. Our assumption: put yours."))
	weeks      = argument.More(argument.Weeks(1, 52, argument.CountsOver+", beginning with nothing finished."))
)

// Entry is amortized-risk in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "amortized-risk",
	Title:    "Eliminating risk makes it bigger",
	Question: "Releases break, so we test longer and release less often. Is that safer?",
	Params:   []*argument.Param{batch, faulty, clash, gate, releaseCost, changes, gateEach, search, searchEach, searching, brokenCost, delayCost, weeks, uneven},
	Main:     batch,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Today: twenty changes go out together, every two weeks. More than half of the releases break.", Set: []argument.Assignment{batch.To(20)}, Points: "break"},
		{Says: "The same changes, five at a time. Each release holds fewer that can be wrong, and fewer to search.", Set: []argument.Assignment{batch.To(5)}, Points: "broken"},
		{Says: "One at a time: one release in fifty breaks, everybody knows why, and a change is live on the day it is finished.", Set: []argument.Assignment{batch.To(1)}, Points: "lead"},
		{Says: "Now be careful and test every release for a day: single releases no longer keep up. This is how batches grow.", Set: []argument.Assignment{batch.To(1), gate.To(8)}, Points: "lead"},
		{Says: "Expensive releases do the same: at $2,000 each, eight changes at a time are cheapest, breakage and all.", Set: []argument.Assignment{batch.To(8), releaseCost.To(2000)}, Points: "cost"},
		{Says: "So make a release cheap and quick, and the cheapest batch moves to the left until one at a time is best.", Set: []argument.Assignment{batch.To(1), releaseCost.To(20), gate.To(0.5)}, Points: "cost"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			release.Fails("A release breaks", "ours, after the argument that risk grows faster than the release"),
			{Name: "A change is faulty", Text: "p = 1 − (1−q)(1−r)^((n−1)/2), so that 1 − P = (1−p)ⁿ", Author: "ours",
				Region: "What the simulation draws for each change. Which of two that clash is to blame is left open."},
			{Name: "Broken product per change", Text: "p · S with S = t₀ + t₁n, or t₀ + t₁·log₂n by halves", Author: "ours",
				Region: "One search for each fault. If a single search finds all faults of a release it is P·S/n, which is at most this and falls again once nearly every release breaks."},
			release.LeadTime("From finished to live", "(n−1)/(2λ) + Wq + g₀ + g₁n + npS", "In the long run, while λ(g₀/n + g₁ + pS) < 1."),
			{Name: "Cost of a change", Text: "K/n + D·(from finished to live) + M·pS", Author: "ours",
				Region: "K is the cost of a release, D of a change and hour of delay, M of an hour broken."},
			{Name: "The cheapest batch, without faults and test phase", Text: "n* = √(2Kλ/D)", Author: "F. W. Harris, 1913",
				Region: "Halving K makes the batch smaller by the factor 1/√2. Faults make it smaller still, a test phase larger."},
		},
		Assumptions: []string{
			"Changes are equally risky, and splitting them further is not possible: one change is one thing that can be wrong.",
			"A bigger release does not make any change safer: the test phase finds what it finds, and the two shares are of what is left.",
			"One release at a time is tested and repaired. The next one waits until the last one works.",
			"A release fails as a whole: all its changes wait until its last fault is repaired.",
			"Each fault is searched for by itself. Whoever finds all of them in one search loses less with big releases than we say.",
			"Big releases are cheaper where a release costs much, changes do not clash and delay costs little: move the sliders there, and the page says so.",
		},
		Sources: []argument.Source{
			{Title: "The Relationship Between Developers and Operations at Flickr", Author: "A reader's comment", Year: 2012},
			{Title: "Convincing management that cooperation and collaboration was worth it", Author: "Ross Harmes", Year: 2012, URL: "http://www.kitchensoap.com/2012/01/05/convincing-management-that-cooperation-and-collaboration-was-worth-it"},
			{Title: "How Many Parts to Make at Once", Author: "F. W. Harris", Year: 1913},
			argument.AbateWhitt1987, argument.HarrisonLemoine1981,
		},
	}
}

// The numbers, by index, from the sentence's first on. Behind them are further values of the
// formulas: the parts of the cost that are releases, delay and breakage, and the number of
// releases by the date.
const (
	chance = iota
	broken
	lead
	money
	ofReleases
	ofRest
	releases
)

const method = release.LeadTimeMethod

// Model answers for amortized-risk.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Formula:      func(s argument.Setting) []float64 { return alongBatch(s)(s.Of(batch)) },
		Numbers: []argument.Number{
			{ID: "chance", Label: "releases that break", Unit: words.Share, Chance: true, Method: release.FailsMethod, Count: shared.FailedShare(brokenAlarm)},
			{ID: "broken", Label: "broken product per change", Unit: words.Hours, Method: method, Count: argument.Counted(brokenHours)},
			{ID: "lead", Label: "from finished to live", Unit: words.Hours, Method: method, Count: argument.Counted(org.LeadTime(change))},
			{ID: "cost", Label: "cost of a change: releases, delay, breakage", Unit: words.Money, Method: method, Count: argument.CountedFor(dollars)},
		},
		Effort: argument.Effort{
			Most: 400, Least: 40, MostAlong: 100, LeastAlong: 10, Items: 250e3,
			In: func(s argument.Setting) float64 { return shared.FinishRate(s) * s.Horizon() },
		},
		Drawings: []argument.Drawing{chanceByBatch(), costByBatch(), brokenByBatch(), leadByBatch(), &argument.Lens{Time: "from finished to live", Lead: lead}},
		Headline: headline,
		Asides:   asides,
		Compared: lead,
		Why:      why,
	})
}

// The stations and classes of the organisation, by index.
const (
	repair = release.Released + 2

	change      = 0
	brokenAlarm = 1
)

// organisation describes a setting to the simulator: changes go out together, as package
// release has it, and then
//
//   - each change is faulty with probability p, so that the release breaks
//     with probability 1 − (1−p)ⁿ = P exactly; each fault takes a search of mean S,
//     one after another, and a third Gate of n keeps the rest of the release until
//     the last one is repaired: a release fails as a whole;
//   - the first fault of a release rings an alarm, which others of the same moment
//     find ringing: the station has room for one. Alarms count broken releases.
//
// All that follows a fault is there because of it.
//
// What this leaves out: a change clashes with others as often as the average
// place in the batch would (the later one is added, the more there are to clash
// with), and counts once however many it clashes with.
func organisation(s argument.Setting) org.Organisation {
	one := shared.Change(s)
	one.DelayCost = delayRate(s)
	one.Steps[release.Released].Next = []org.Branch{{To: "works", Probability: 1 - shared.FaultShare(s)}}
	one.Steps = append(one.Steps,
		org.Step{Station: "breaks", Waste: org.Defect, Spawn: []org.Spawn{{Class: "broken release", Probability: 1}}},
		org.Step{Station: "find and repair", Waste: org.Defect, Service: shared.Takes(s, searchTime(s))},
		org.Step{Station: "works", Waste: org.Defect},
	)
	return org.Organisation{
		Stations: append(shared.Stations(s),
			sim.Station{Name: "breaks", Kind: sim.Delay},
			sim.Station{Name: "find and repair", Servers: 1},
			sim.Station{Name: "works", Kind: sim.Gate, Count: int(s.Of(batch))},
			sim.Station{Name: "alarm", Servers: 1, Room: 1},
		),
		Classes: []org.Class{
			change:      one,
			brokenAlarm: {Name: "broken release", Steps: []org.Step{{Station: "alarm", Service: org.Time{Mean: release.AlarmHours}}}},
		},
		Limits: shared.Limit(s, "breaks", "find and repair", "works"),
	}
}

// brokenHours is hours of broken product per change released.
func brokenHours(o *org.Outcome) (float64, float64) {
	return o.Stations[repair].BusyHours, o.Stations[release.Released].Served
}

// dollars is what a change finished costs: releases, delay and breakage.
func dollars(s argument.Setting, o *org.Outcome) (num, den float64) {
	c := &o.Classes[change]
	all := float64(s.Of(releaseCost)*shared.Releases(s, o)) +
		float64(delayRate(s)*c.LeadTime) + float64(s.Of(brokenCost)*o.Stations[repair].BusyHours)
	return all, c.Delivered + c.Open
}

// byBatch is what all four charts are drawn along.
func byBatch() *argument.Sweep {
	return &argument.Sweep{
		ID: "batch", Along: batch, Formula: alongBatch,
		Places: argument.PlacesAt(append(argument.Numbers(1, 30, 1), argument.Numbers(32, batch.Max, 2)...)...), // every one, and every other one
		X:      argument.FromOneAlong("changes per release", words.Items, 30, batch),
		Runs: func(_ argument.Setting, x argument.Axis) (at []float64) {
			// Denser where batches are small: there a change more makes a difference.
			for n := 1.0; n <= x.Max; n += math.Max(1, math.Floor(n/3)) {
				at = append(at, n)
			}
			return at
		},
	}
}

// size says the changes in what-if's releases.
func size(b *argument.Sheet) string { return words.Count(b.WhatIf.Of(batch), "change", "changes") }

func chanceByBatch() *argument.Curve {
	return &argument.Curve{
		ID: "break", Sweep: byBatch(), Number: chance, Subtitle: "share of releases that break, by changes in each",
		YName: "releases that break", Scale: argument.ShareAxis, Home: argument.Room(0.04, 1.05, byBatch(), chance),
		Title: func(b *argument.Sheet) string {
			even := evenOdds(b.WhatIf.Setting)
			return argument.When(b.WhatIf.Of(faulty) == 0 && b.WhatIf.Of(clash) == 0, "Where no change is faulty, no release breaks").
				When(even <= 1, "Even a single change breaks more often than not").
				When(even <= batch.Max, "Of releases of "+words.Short(even)+" and more, most break").
				Else("The more a release holds, the likelier it breaks")
		},
		Shows: "The chance that a release breaks against the number of changes in it",
	}
}

// cheapestOnes are the batches that cost least in the long run, 0 if none keeps up.
func cheapestOnes(b *argument.Sheet) (today, whatIf float64) {
	of := func(side string, s argument.Setting) float64 {
		s = s.At(batch, 1) // how large it is makes no difference
		return b.Keep("cheapest "+side, s, func() any { return cheapest(s) }).(float64)
	}
	return of("today", b.Today.Setting), of("what-if", b.WhatIf.Setting)
}

// costByBatch falls and then rises; with it is what pulls it down, and what pulls it
// up.
func costByBatch() *argument.Curve {
	return &argument.Curve{
		ID: "cost", Sweep: byBatch(), Number: money, Subtitle: "dollars per change: releases, delay and breakage",
		YName: "dollars per change", Scale: argument.MoneyAxis, Home: argument.RoomAbove(0, 4, byBatch(), money),
		Under: func(b *argument.Sheet) []argument.Layer {
			today, whatIf := cheapestOnes(b)
			best := func(id, name string, r argument.Role, n float64, text string) argument.Layer {
				return argument.RuleAt(id, name, text+words.Short(n), r, n).If(n > 0 && n <= b.Axis(byBatch()).Max)
			}
			return []argument.Layer{
				best("ghost-best", "today's cheapest batch", argument.Today, today, "today's cheapest: ").If(today != whatIf),
				best("best", "cheapest batch", argument.Limit, whatIf, "cheapest: "),
				b.Line(byBatch(), ofReleases, "releases", "of it for releases (formula)", "releases"),
				b.Line(byBatch(), ofRest, "rest", "of it for delay and breakage (formula)", "delay and breakage"),
			}
		},
		Title: func(b *argument.Sheet) string {
			_, n := cheapestOnes(b)
			today := b.Today.Of(batch)
			return argument.When(n == 0, "No batch size keeps up").
				When(n == batch.Max, "Here the biggest batch is the cheapest").
				When(n == 1, "One at a time is cheapest").
				When(n > today, "Bigger is cheaper here: "+words.Short(n)+" at a time").
				When(n < today, "The cheapest release holds "+words.Count(n, "change", "changes")+", not "+words.Short(today)).
				Else("Today's batch is the cheapest")
		},
		Shows: "What a change costs against the number of changes per release, a curve that falls and then rises",
	}
}

func brokenByBatch() *argument.Curve {
	return &argument.Curve{
		ID: "broken", Sweep: byBatch(), Number: broken, Subtitle: "time that the product is broken, per change released",
		YName: "broken product per change", Scale: argument.WaitAxis, Home: argument.RoomAbove(1.0/60, 4, byBatch(), broken),
		Title: func(b *argument.Sheet) string {
			s := b.WhatIf.Setting
			small, large := brokenPerChange(s.At(batch, 1)), brokenPerChange(s.At(batch, b.Axis(byBatch()).Max))
			return argument.When(s.Of(faulty) == 0 && s.Of(clash) == 0 || large < 1e-6, "Nothing breaks for any length of time").
				When(large > 1.02*small, "Each change in a big release breaks more, for longer").
				Else("Here a change breaks as much in any batch")
		},
		Shows: "How long the product is broken for each change released, against the number of changes per release",
	}
}

func leadByBatch() *argument.Curve {
	return &argument.Curve{
		ID: "lead", Sweep: byBatch(), Number: lead, Subtitle: "from finished to live; what is not live counts by its age", Mark: words.About,
		YName: "from finished to live", Scale: argument.WaitAxis, Home: argument.RoomAbove(0.1, 4, byBatch(), lead),
		Under: func(b *argument.Sheet) []argument.Layer {
			from, to := keepsUp(b.WhatIf.Setting)
			past := batch.Reached(to + 0.5)
			if to < from {
				from, past = 1, 1
			}
			beyond := argument.PastSaturation(past, "grows without end")
			beyond.Name = "changes pile up"
			return []argument.Layer{beyond, argument.RuleAt("least", "the smallest batch that keeps up", "too often before this", argument.Limit, from).If(from > 1)}
		},
		Title: func(b *argument.Sheet) string {
			from, to := keepsUp(b.WhatIf.Setting)
			return argument.When(to < from, "At any size, finished changes pile up").
				When(from > 1 && to < batch.Max, "Only releases of "+words.Short(from)+" to "+words.Short(to)+" changes keep up").
				When(from > 1, "Below "+words.Short(from)+" at a time, tests fill the week").
				When(to < batch.Max, "Past "+words.Short(to)+" at a time, repairs fill the week").
				When(b.WhatIf.Best(lead) < b.Today.Best(lead), "Small releases are live sooner").
				Else("A change waits for the rest of its batch")
		},
		Shows: "How long a finished change takes until it is live, against the number of changes per release",
	}
}

// headline says what a change costs, or that changes pile up.
func headline(b *argument.Sheet) argument.Sentence {
	s := argument.Say("With % per release", argument.Drag(argument.WhatIf, batch, b.WhatIf.Of(batch), size(b)))
	today := b.Today.Drag(argument.Today, batch, words.Short)
	if utilization(b.WhatIf.Setting) > 1-argument.Saturated {
		return pile(b, s, today)
	}
	s = s.And(", a change costs %", b.Says(money, words.Dollars))
	same, told := s.AsToday(b, money, "about as much", words.Dollars)
	switch {
	case told:
		return same
	case b.Differ(batch):
		return s.And(". As things are today: %.", b.SaysToday(money, words.Dollars))
	}
	return s.And(". Today, with %: %.", today, b.SaysToday(money, words.Dollars))
}

// pile says that releases do not keep up, and whether they do today.
func pile(b *argument.Sheet, s argument.Sentence, batchToday argument.Span) argument.Sentence {
	today, whatIf := growth(b.Today.Setting), growth(b.WhatIf.Setting)
	if utilization(b.WhatIf.Setting) > 1+argument.Saturated {
		s = s.And(", finished changes pile up by % a week: tests and repairs take too long", argument.Short(argument.WhatIf, whatIf))
	} else {
		s = s.And(", testing and repairing takes all the time there is, and the pile never settles")
	}
	return append(s, argument.SayWhen(b.Same(), ", as today.").
		When(utilization(b.Today.Setting) < 1-argument.Saturated && !b.Differ(batch), ". Today, with %, releases keep up.", batchToday).
		When(utilization(b.Today.Setting) < 1-argument.Saturated, ". Today releases keep up.").
		When(words.Short(today) != words.Short(whatIf), "; today by %.", argument.Short(argument.Today, today)).
		Else(", as today.")...)
}

// alike compares the same number of changes, as few releases and as many: how likely it
// is that one release or more of them breaks.
func alike(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Of(batch), b.WhatIf.Of(batch)
	all := math.Max(today, whatIf)
	breaks := func(i float64, n float64) float64 { // in all/n releases
		return -portable.Expm1(float64(all / n * portable.Log1p(-math.Min(i, 1-1e-15))))
	}
	p := argument.WholePercent(argument.WhatIf, breaks(b.WhatIf.Best(chance), whatIf))
	if all == 1 {
		return argument.Say("Of releases, % break.", p)
	}
	s := argument.Say("Of "+words.Spelled(all)+" changes, released "+together(whatIf, all)+", one or more breaks in %", p)
	if q := argument.WholePercent(argument.Today, breaks(b.Today.Best(chance), today)); b.Vouched(chance) && !b.Same() && today != whatIf {
		s = s.And("; released "+together(today, all)+", in %", q)
	}
	return s.And(".")
}

// together says how many changes go out at a time.
func together(n, all float64) string {
	return argument.When(n == all, "all together").When(n == 1, "one by one").Else(words.Spelled(n) + " at a time")
}

// asides compare like with like, say when a change is live and what it breaks, which
// batch is cheapest, where a big one is, too; and that there are few releases by the
// date.
func asides(b *argument.Sheet) []argument.Sentence {
	whatIf := b.WhatIf.Setting
	s := alike(b)
	if utilization(whatIf) <= 1-argument.Saturated {
		s, _ = s.And(" A change is live after %", b.Says(lead, words.About)).Compare(b, lead, words.About)
		s, _ = s.And(" and costs % of broken product", b.Says(broken, words.Duration)).Compare(b, broken, words.Duration)
		s = s.And(".")
	}
	due, date := b.WhatIf.Values[releases], argument.Date(whatIf)
	return argument.Told(s, best(b), argument.SayWhen(due < 0.05, "In % not one release is complete: most of what is finished still waits, and counts by its age.", date).
		When(due < release.Few, "In % only % can be expected: most of what is finished still waits, and counts by its age.",
			date, argument.Num(argument.WhatIf, due, words.Count(due, "release", "releases"))).Else(""))
}

// best says which batch is cheapest in the long run.
func best(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	_, n := cheapestOnes(b)
	size := argument.Num(argument.Formula, n, words.Count(n, "change", "changes"))
	at := argument.Dollars(argument.Formula, longRunCost(whatIf.At(batch, math.Max(1, n))))
	return argument.SayWhen(n == 0, "There is no cheapest batch: in none do releases keep up.").
		When(n == whatIf.Of(batch), "In the long run no other batch is cheaper.").
		When(n < whatIf.Of(batch), "Cheapest in the long run "+argument.Is(n)+" % per release, at %.", size, at).
		Else("Bigger releases pay here, as each costs % and a test phase of %: cheapest in the long run "+argument.Is(n)+" %, at %.",
			whatIf.Drag(argument.WhatIf, releaseCost, words.Dollars), argument.Hours(argument.Plain, shared.TestTime(whatIf)), size, at)
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	return shared.Why(b, utilization(b.WhatIf.Setting), b.WhatIf.Values[releases])
}
