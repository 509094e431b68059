package scenario

import (
	"math"
	"strconv"

	"kingman/core/org"
	"kingman/core/sim"
)

// How often things are simulated at most, and how many changes for a setting of
// the sentence before the number of runs is cut; a tenth is always made.
const (
	riskRuns      = 400
	riskRunsCurve = 100
	riskEffort    = 250e3
)

// riskRunsOf returns how many runs of at most most a setting gets; pairs of
// settings get the number of the larger one.
func riskRunsOf(most int, settings ...riskInput) int {
	changes := 1.0
	for _, in := range settings {
		changes = math.Max(changes, in.rate*in.horizon())
	}
	runs := math.Floor(riskEffort * float64(most) / riskRuns / changes)
	return int(math.Max(float64(most)/10, math.Min(float64(most), runs)))
}

// The stations and classes of the organisation, by index.
const (
	riskGate = iota
	riskTest
	riskTested
	riskBreaks
	riskRepair
	riskWorks
	riskAlarm

	riskChange  = 0
	riskAlarmed = 1
)

// alarmHours is how long the alarm of a broken release rings: long enough for
// the others of the same moment to find it ringing, and no time for anybody
// else.
const alarmHours = 1e-6

// organisation describes a setting to the simulator. Its items are changes, and
// it keeps a batch together by means that the simulator has:
//
//   - a Gate with Count = n holds finished changes until there are n;
//   - a Limit of n lets one batch at a time into what follows, and the next one
//     only when all n are out;
//   - the test phase is one server that takes T/n for each of them, and a second
//     Gate of n behind it: the batch is tested when all of it is, after T;
//   - each change is then faulty with probability p, so that the release breaks
//     with probability 1 − (1−p)ⁿ = P exactly; each fault takes a search of mean S,
//     one after another, and a third Gate of n keeps the rest of the release until
//     the last one is repaired: a release fails as a whole;
//   - the first fault of a release rings an alarm, which others of the same moment
//     find ringing: the station has room for one. Alarms count broken releases.
//
// What this leaves out: a change clashes with others as often as the average
// place in the batch would (the later one is added, the more there are to clash
// with), and counts once however many it clashes with.
func (in riskInput) organisation() org.Organisation {
	n := int(in.batch)
	cv2 := float64(in.workCV * in.workCV)
	p := in.faultShare()
	return org.Organisation{
		Stations: []sim.Station{
			riskGate:   {Name: "waiting for the release", Kind: sim.Gate, Count: n},
			riskTest:   {Name: "test phase", Servers: 1},
			riskTested: {Name: "released", Kind: sim.Gate, Count: n},
			riskBreaks: {Name: "breaks", Kind: sim.Delay},
			riskRepair: {Name: "find and repair", Servers: 1},
			riskWorks:  {Name: "works", Kind: sim.Gate, Count: n},
			riskAlarm:  {Name: "alarm", Servers: 1, Room: 1},
		},
		Classes: []org.Class{
			riskChange: {
				Name: "change", DelayCost: in.delay, Arrivals: []org.Arrivals{{Rate: in.rate, SCV: float64(in.arrivalCV * in.arrivalCV)}},
				Steps: []org.Step{
					{Station: "waiting for the release"},
					{Station: "test phase", Service: riskTime(in.testTime()/in.batch, cv2)},
					{Station: "released", Next: []org.Branch{{To: "works", Probability: 1 - p}}},
					{Station: "breaks", Spawn: []org.Spawn{{Class: "broken release", Probability: 1}}},
					{Station: "find and repair", Service: riskTime(in.searchTime(), cv2)},
					{Station: "works"},
				},
			},
			riskAlarmed: {Name: "broken release", Steps: []org.Step{{Station: "alarm", Service: org.Time{Mean: alarmHours}}}},
		},
		Limits: []org.Limit{{Name: "one release at a time", Stations: []string{"test phase", "released", "breaks", "find and repair", "works"}, Max: n}},
	}
}

// riskTime is a random time; one of no length has no unevenness either.
func riskTime(mean, scv float64) org.Time {
	if mean <= 0 {
		return org.Time{}
	}
	return org.Time{Mean: mean, SCV: scv}
}

func riskCase(id string, in riskInput, seed uint64, replications int) orgCase {
	return orgCase{id, in.organisation(), org.Options{Seed: seed, Horizon: in.horizon(), Replications: replications}}
}

// riskCases are the settings that are simulated: the sentence's two, then points
// along the slider at the batches.
func riskCases(s State) (whatIf, today orgCase, batches []float64, sweep []orgCase) {
	now, then := riskOf(s.Now()), riskOf(s.Then())
	runs := riskRunsOf(riskRuns, now, then)
	whatIf, today = riskCase("whatif", then, s.Seed, runs), riskCase("today", now, s.Seed, runs)
	most := riskAxis(now, then).Max
	// Denser where batches are small: there a change more makes a difference.
	for n := 1.0; n <= most; n += math.Max(1, math.Floor(n/3)) {
		at := then.with(n)
		batches = append(batches, n)
		sweep = append(sweep, riskCase("batch-"+strconv.Itoa(int(n)), at, s.Seed, riskRunsOf(riskRunsCurve, at)))
	}
	return whatIf, today, batches, sweep
}

// planAmortizedRisk is AmortizedRisk.Plan.
func planAmortizedRisk(s State) []Job {
	whatIf, today, _, sweep := riskCases(s)
	jobs := []Job{whatIf.job(), today.job()}
	for _, c := range sweep {
		jobs = append(jobs, c.job())
	}
	return jobs
}

// riskChance is how many of the releases break: alarms over releases.
func riskChance(in riskInput) org.Metric {
	return func(o *org.Outcome) (float64, float64) {
		alarms := &o.Classes[riskAlarmed]
		return alarms.Delivered + alarms.Open, o.Stations[riskTested].Served / in.batch
	}
}

// riskBroken is hours of broken product per change released.
func riskBroken(o *org.Outcome) (float64, float64) {
	return o.Stations[riskRepair].BusyHours, o.Stations[riskTested].Served
}

// riskCost is dollars per change finished: releases, delay and breakage.
func riskCost(in riskInput) org.Metric {
	return func(o *org.Outcome) (float64, float64) {
		c := &o.Classes[riskChange]
		dollars := in.release*o.Stations[riskTested].Served/in.batch +
			float64(in.delay*c.LeadTime) + float64(in.broken*o.Stations[riskRepair].BusyHours)
		return dollars, c.Delivered + c.Open
	}
}
