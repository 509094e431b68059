package scenario

import (
	"math"
	"strconv"

	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

// How often things are simulated at most, and how many visits of features to
// hands all runs of a setting that the sentence speaks of are worth: runs with
// many features vary less, and the reader is waiting. A point on a curve is worth
// a share of that.
const (
	assemblyRunsHeadline = 400
	assemblyLeastRuns    = 20
	assemblyRunsCurve    = 60
	assemblyEffort       = 1.2e6
)

// assemblyMoments is how many moments after now the pile is counted at.
const assemblyMoments = 26

// visits is about how often one run has features taken up or handed over.
func (in assemblyInput) visits() float64 {
	return in.asked() * (1 + float64(2*float64(len(in.stages()))))
}

// assemblyRunsOf returns how many runs the two settings get.
func assemblyRunsOf(now, then assemblyInput) int {
	runs := math.Floor(assemblyEffort / math.Max(now.visits(), then.visits()))
	return int(math.Max(assemblyLeastRuns, math.Min(assemblyRunsHeadline, runs)))
}

// add simulates one more place of a sweep. A place with so many features that the
// reader would wait for two runs of it is left to the formula.
func (w *assemblySweep) add(id string, at float64, in assemblyInput, seed uint64) {
	const share = float64(assemblyRunsCurve) / assemblyRunsHeadline
	runs := math.Min(assemblyRunsCurve, math.Floor(assemblyEffort*share/in.visits()))
	if runs < 2 {
		return
	}
	w.at = append(w.at, at)
	w.cases = append(w.cases, assemblyCase(id, in, seed, int(runs), 0))
}

// organisation describes the setting to the simulator, and to the live picture.
func (in assemblyInput) organisation() org.Organisation {
	feature := org.Class{
		Name:     "feature",
		Arrivals: []org.Arrivals{{Rate: in.arrivalRate(), SCV: in.arrivalCV * in.arrivalCV}},
		Backlog:  int(in.backlog),
	}
	var o org.Organisation
	stages := in.stages()
	for i, s := range stages {
		o.Stations = append(o.Stations, sim.Station{Name: s.name})
		o.Teams = append(o.Teams, org.Team{Name: s.name, Size: int(s.servers), Skills: []org.Skill{{Station: s.name, Speed: 1}}})
		feature.Steps = append(feature.Steps, org.Step{Station: s.name, Service: org.Time{Mean: s.mean, SCV: s.scv}})
		if i+1 < len(stages) && in.handoff > 0 {
			feature.Steps = append(feature.Steps, org.Step{Name: "from " + s.name, Station: "handoff", Service: org.Time{Mean: in.handoff}})
		}
	}
	if len(stages) > 1 && in.handoff > 0 {
		o.Stations = append(o.Stations, sim.Station{Name: "handoff", Kind: sim.Delay})
	}
	o.Classes = []org.Class{feature}
	return o
}

// assemblyCase is the simulation of one setting. The seed is the same for all, so
// that settings share their luck.
func assemblyCase(id string, in assemblyInput, seed uint64, runs, points int) orgCase {
	return orgCase{id, in.organisation(), org.Options{Seed: seed, Horizon: in.horizon(), Replications: runs, Points: points}}
}

// An assemblySweep is one setting, simulated along a slider.
type assemblySweep struct {
	at    []float64
	cases []orgCase
}

// assemblyPlan is everything that is simulated for a state.
type assemblyPlan struct {
	today, whatIf             orgCase
	todayCut, whatIfCut       assemblySweep // by the number of specialisms
	todayDemand, whatIfDemand assemblySweep
}

func newAssemblyPlan(s State) assemblyPlan {
	now, then := assemblyOf(s.Now()), assemblyOf(s.Then())
	n := assemblyRunsOf(now, then)
	p := assemblyPlan{today: assemblyCase("today", now, s.Seed, n, assemblyMoments), whatIf: assemblyCase("whatif", then, s.Seed, n, assemblyMoments)}
	p.whatIfCut = cutSweep("whatif", then, s.Seed)
	p.whatIfDemand = demandSweep("whatif", then, assemblyDemandAxis(now, then), s.Seed)
	if now != then {
		p.todayCut = cutSweep("today", now, s.Seed)
		p.todayDemand = demandSweep("today", now, assemblyDemandAxis(now, then), s.Seed)
	}
	return p
}

// cutSweep simulates a line at every number of specialisms. Generalists are the
// same whatever it is: there is nothing to sweep.
func cutSweep(id string, in assemblyInput, seed uint64) (w assemblySweep) {
	if in.generalists {
		return w
	}
	for k := 1.0; k <= math.Min(assemblyMostCut, in.builders()); k++ {
		at := in
		at.specialisms = k
		w.add(id+"-cut-"+strconv.Itoa(int(k)), k, at, seed)
	}
	return w
}

// demandSweep simulates a setting at some places on the axis of demand.
func demandSweep(id string, in assemblyInput, x Axis, seed uint64) (w assemblySweep) {
	const places = 8
	for i := 1; i <= places; i++ {
		at := in
		at.demand = x.Max * float64(i) / places
		w.add(id+"-demand-"+strconv.Itoa(i), at.demand, at, seed)
	}
	return w
}

// layer is the simulated lead times of a sweep.
func (w assemblySweep) layer(r Results, id, name string) Layer {
	runs := make([]orgRuns, len(w.cases))
	for i, c := range w.cases {
		runs[i] = c.runs(r)
	}
	l := sweepPoints(w.at, runs, org.LeadTime(0))
	l.ID, l.Name = id, name
	return l
}

// planAssemblyLine is AssemblyLine.Plan: the two settings first, then points
// along the two axes.
func planAssemblyLine(s State) []Job {
	p := newAssemblyPlan(s)
	jobs := []Job{p.whatIf.job(), p.today.job()}
	for _, w := range [...]assemblySweep{p.todayCut, p.whatIfCut, p.whatIfDemand, p.todayDemand} {
		for _, c := range w.cases {
			jobs = append(jobs, c.job())
		}
	}
	return jobs
}

// flowEfficiency is the share of the lead time in which somebody works on the
// items of class k.
func flowEfficiency(k int) org.Metric {
	return func(o *org.Outcome) (num, den float64) {
		c := &o.Classes[k]
		return c.Parts[sim.Touch] + c.Parts[sim.Rework], c.LeadTime
	}
}

// openAtEnd is how many items of class k are under way at the horizon.
func openAtEnd(k int) org.Metric {
	return func(o *org.Outcome) (num, den float64) { return o.Classes[k].Open, 1 }
}

// assemblyParts are the parts of a feature's lead time, in the order in which
// the bar shows them.
var assemblyParts = []leadPart{
	{id: "work", label: "work", name: "somebody works on it", fill: Solid, parts: []sim.Part{sim.Touch}},
	{id: "waiting", label: "waiting", name: "it waits in line", fill: Hatch, parts: []sim.Part{sim.Wait}},
	{id: "handoffs", label: "handoffs", name: "it is between two hands", fill: Pale, parts: []sim.Part{sim.Handoff}},
}

// assemblyBar is where the lead time goes: simulated if the runs are in, else by
// formula.
func assemblyBar(p assemblyPoint, x orgRuns) []float64 {
	if x.known() {
		return x.leadParts(0, assemblyParts)
	}
	return []float64{p.touch, p.wait, p.handoff}
}

// assemblyFigures are the numbers behind the sentence. The lead time comes first,
// then the share of it that is work.
func assemblyFigures(now, then assemblyPoint, today, whatIf orgRuns) []Figure {
	lead := Figure{ID: "lead", Label: "from asked for to delivered, unfinished features by their age", Unit: words.Hours, Method: assemblyMethod, TodayFormula: now.lead, WhatIfFormula: then.lead}
	efficiency := Figure{ID: "efficiency", Label: "share of that time in which somebody works on the feature", Unit: words.Share, Method: assemblyMethod, TodayFormula: now.efficiency(), WhatIfFormula: then.efficiency()}
	delivered := Figure{ID: "delivered", Label: "features delivered until the date", Unit: words.PerWeek, Method: assemblyMethod, TodayFormula: now.delivered, WhatIfFormula: then.delivered}
	open := Figure{ID: "open", Label: "features under way at the date", Unit: words.Items, Method: assemblyMethod, TodayFormula: now.open, WhatIfFormula: then.open}
	lead.measure(today, whatIf, org.LeadTime(0))
	if lead.TodaySimulated != nil {
		addsUpTo(lead.TodaySimulated, assemblyBar(now, today))
		addsUpTo(lead.WhatIfSimulated, assemblyBar(then, whatIf))
	}
	efficiency.measure(today, whatIf, flowEfficiency(0))
	delivered.measure(today, whatIf, weekly(org.Throughput(0)))
	open.measure(today, whatIf, openAtEnd(0))
	return []Figure{lead, efficiency, delivered, open}
}
