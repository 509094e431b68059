package org

import "kingman/core/sim"

// A Waste is a mark on a step: what the time spent there is, where the kind of time (sim.Part) does not say it.
type Waste uint8

const (
	ByPart Waste = iota // what the kind of time says
	Work                // all time here but interruptions is work on the item: a deploy that is a Delay, a release of which the changes, at a Gate, stand for the whole
	Check               // service, a stay or a hold that checks the item and does not move it on: a gatekeeper, a board that must approve
	Defect              // all time here, waiting included, is there because something went wrong: the way back, the search for a fault
)

// A Use is what an item's time goes into: the work, or one of six wastes. The seventh of T. Ohno (1988), over-production, is no part of a lead time: it is the
// work on items that nobody needs.
type Use int

// The uses, in the order in which a bar of them is added up. Each hour of a lead time is in exactly one.
const (
	WorkedOn    Use = iota // service for the first time
	Checked                // over-processing: service, switching, stays and holds at steps marked Check
	Waiting                // in line for the first time, or outside a limit
	HandedOver             // transportation: in a Delay
	Interrupted            // motion: interrupted, in hand while others are served, or lost to switching
	HeldBack               // inventory: finished work at a Gate
	DoneAgain              // defects: all time of coming to a step again, and all time at steps marked Defect
	Uses        int = iota // how many there are
)

var useNames = [Uses]string{"worked on", "checked", "waiting", "handed over", "interrupted", "held back", "done again"}

// String returns the name of the use, for example "worked on".
func (u Use) String() string {
	if u >= 0 && int(u) < Uses {
		return useNames[u]
	}
	return "use?"
}

// spentOn is what time of a kind at a step with that mark goes into; again says that the item had completed the step, or one behind it, before it came.
func spentOn(mark Waste, part sim.Part, again bool) Use {
	switch {
	case again || mark == Defect || part == sim.Rework: // rework for the first time is that of an item's pieces
		return DoneAgain
	case mark == Check && (part == sim.Touch || part == sim.Switching || part == sim.Gated || part == sim.Handoff):
		return Checked
	case part == sim.Touch || mark == Work && (part == sim.Wait || part == sim.Gated || part == sim.Handoff):
		return WorkedOn
	case part == sim.Wait || part == sim.Held:
		return Waiting
	case part == sim.Handoff:
		return HandedOver
	case part == sim.Switching || part == sim.Interrupted:
		return Interrupted
	default:
		return HeldBack
	}
}

// spent adds up by use the hours at steps with those marks, step after step and part after part.
func spent(marks []Waste, steps []sim.StepParts) (hours [Uses]float64) {
	for k := range steps {
		for p := range sim.Part(sim.Parts) {
			hours[spentOn(marks[k], p, false)] += steps[k].First[p]
			hours[spentOn(marks[k], p, true)] += steps[k].Again[p]
		}
	}
	return hours
}

// TimeSpent is what LeadTime spends on one use: of the items of class k those delivered, and so far the open ones. It needs Options.ByStep. The seven of them
// sum to the lead time but for rounding.
func TimeSpent(k int, use Use) Metric {
	return ofClass(k, func(c *ClassOutcome, _ float64) (float64, float64) { return c.Spent[use], c.Delivered + c.Open })
}
