package scenario

import (
	"math"
	"strconv"

	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

// How often things are simulated at most, and how many answers in all a setting
// that the sentence speaks of is worth: runs with many questions vary less, and
// the reader is waiting.
const (
	ticketRunsHeadline = 500
	ticketRunsCurve    = 80
	ticketEffort       = 1e6
	ticketLeastRuns    = 0.025 // this share of them is always made
)

// ticketMoments is how many moments after now the line is counted at.
const ticketMoments = 26

// ticketRunsOf returns how many runs of at most most settings with so many
// answers get; a pair gets the number of the larger one.
func ticketRunsOf(most float64, settings ...ticketInput) int {
	answers := 1.0
	for _, in := range settings {
		asked := float64(in.demand*in.weeks) + in.backlog
		answers = math.Max(answers, asked+math.Min(asked*in.rounds(), in.capacity()*in.weeks))
	}
	runs := math.Floor(ticketEffort / answers * most / ticketRunsHeadline)
	return int(math.Max(math.Ceil(ticketLeastRuns*most), math.Min(most, runs)))
}

// organisation describes the setting to the simulator: a line of analysts, and
// the way back for those who have been misunderstood. How long that takes is
// left to chance, with the delay as its mean.
func (in ticketInput) organisation() org.Organisation {
	wayBack := org.Time{Mean: in.delay, SCV: 1}
	if in.delay == 0 {
		wayBack = org.Time{}
	}
	return org.Organisation{
		Stations: []sim.Station{{Name: "analysts", Servers: int(in.analysts)}, {Name: "way back", Kind: sim.Delay}},
		Classes: []org.Class{{
			Name:     "question",
			Arrivals: []org.Arrivals{{Rate: in.arrivalRate(), SCV: in.arrivalCV * in.arrivalCV}},
			Backlog:  int(in.backlog),
			Steps: []org.Step{
				{
					Name: "answer", Station: "analysts", Service: org.Time{Mean: in.service(), SCV: in.analysisCV * in.analysisCV},
					Next: []org.Branch{{To: "misunderstood", Probability: in.misunderstood}, {To: org.Out, Probability: 1 - in.misunderstood}},
				},
				{Name: "misunderstood", Station: "way back", Service: wayBack, Next: []org.Branch{{To: "answer", Probability: 1}}},
			},
		}},
	}
}

// ticketCase is the simulation of one setting. The seed is the same for all, so
// that settings share their luck.
func ticketCase(id string, in ticketInput, seed uint64, runs, moments int) orgCase {
	return orgCase{id, in.organisation(), org.Options{Seed: seed, Horizon: in.horizon(), Replications: runs, Points: moments}}
}

// ticketPlan is everything that is simulated for a state.
type ticketPlan struct {
	today, whatIf orgCase
	// Along the two sliders, at these values.
	shares, minutes         []float64
	shareCases, minuteCases []orgCase
}

func newTicketPlan(s State) ticketPlan {
	now, then := ticketOf(s.Now()), ticketOf(s.Then())
	n := ticketRunsOf(ticketRunsHeadline, now, then)
	p := ticketPlan{whatIf: ticketCase("whatif", then, s.Seed, n, ticketMoments), today: ticketCase("today", now, s.Seed, n, ticketMoments)}
	most := ticketShareAxis(now, then).Max
	for k := range 11 {
		at := then
		at.misunderstood = most * float64(k) / 10
		p.shares = append(p.shares, at.misunderstood)
		p.shareCases = append(p.shareCases, ticketCase("misunderstood-"+strconv.Itoa(k), at, s.Seed, ticketRunsOf(ticketRunsCurve, at), 0))
	}
	for k := range 9 {
		at := then
		at.minutes = float64(30 * k)
		p.minutes = append(p.minutes, at.minutes)
		p.minuteCases = append(p.minuteCases, ticketCase("minutes-"+strconv.Itoa(int(at.minutes)), at, s.Seed, ticketRunsOf(ticketRunsCurve, at), 0))
	}
	return p
}

// planTicketPingPong is TicketPingPong.Plan: the two settings first, then points
// along the sliders.
func planTicketPingPong(s State) []Job {
	p := newTicketPlan(s)
	jobs := []Job{p.whatIf.job(), p.today.job()}
	for _, c := range p.shareCases {
		jobs = append(jobs, c.job())
	}
	for _, c := range p.minuteCases {
		jobs = append(jobs, c.job())
	}
	return jobs
}

// ticketResults is what has come in of a plan.
type ticketResults struct {
	today, whatIf        orgRuns
	alongShare, alongMin []orgRuns
}

func (p ticketPlan) results(r Results) ticketResults {
	x := ticketResults{today: p.today.runs(r), whatIf: p.whatIf.runs(r)}
	for _, c := range p.shareCases {
		x.alongShare = append(x.alongShare, c.runs(r))
	}
	for _, c := range p.minuteCases {
		x.alongMin = append(x.alongMin, c.runs(r))
	}
	return x
}

// answersPerWeek is how many answers a week the analysts give, first and
// repeated ones.
func answersPerWeek(o *org.Outcome) (num, den float64) {
	return o.Stations[0].Served * words.Week, o.Hours
}

// ticketPartsOf are the parts of the lead time that were simulated; they sum to it.
func ticketPartsOf(x orgRuns) (p ticketParts) {
	for i, part := range [...]sim.Part{sim.Wait, sim.Touch, sim.Rework, sim.Handoff} {
		if e := x.estimate(org.PartOfLeadTime(0, part)); e != nil {
			p[i] = e.Mean
		}
	}
	return p
}

// ticketFigures are the numbers behind the sentence. The lead time comes first.
func ticketFigures(now, then ticketPoint, x ticketResults) []Figure {
	method := "Little's law on the sticky Brownian motion of the analysts' line (Abate–Whitt 1987, Harrison–Lemoine 1981) and the fluid of what comes back (ours)"
	lead := Figure{ID: "lead", Label: "from question to answer", Unit: words.Hours, Method: method, TodayFormula: now.lead, WhatIfFormula: then.lead}
	answers := Figure{ID: "answers", Label: "answers given", Unit: words.PerWeek, Method: "what came and is not there", TodayFormula: now.answers, WhatIfFormula: then.answers}
	pile := Figure{ID: "pile", Label: "questions in line at the date", Unit: words.Items, Method: method, TodayFormula: now.pile, WhatIfFormula: then.pile}
	lead.measure(x.today, x.whatIf, org.LeadTime(0))
	answers.measure(x.today, x.whatIf, answersPerWeek)
	pile.measure(x.today, x.whatIf, lineAtEnd(0))
	return []Figure{lead, answers, pile}
}

// ticketFan is the line over the coming weeks by formula, with its band where that
// is asked for.
func ticketFan(in ticketInput, band bool) (f fan) {
	line := newTicketLine(in)
	for k := range ticketMoments + 1 {
		t := in.horizon() * float64(k) / ticketMoments
		h, more := line.at(t)
		f.times, f.mean = append(f.times, t), append(f.mean, math.Max(0, h.QueueLength+more))
		if band {
			lo, _ := h.QueueQuantile(0.1)
			hi, _ := h.QueueQuantile(0.9)
			f.lo, f.hi = append(f.lo, math.Max(0, lo+more)), append(f.hi, math.Max(0, hi+more))
		}
	}
	return f
}

// simulatedFan is the line over the coming weeks in the runs.
func (in ticketInput) simulatedFan(x orgRuns) fan {
	return x.fan(math.Max(0, math.Floor(in.backlog)-in.analysts), func(p org.Point) float64 { return p.Line[0] })
}
