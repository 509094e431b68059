package org

import (
	"fmt"
	"math"
	"testing"

	"kingman/core/sim"
)

// marks has some steps marked.
func (d *dice) marks(o *Organisation) {
	for k := range o.Classes {
		for j := range o.Classes[k].Steps {
			if d.chance(0.3) {
				o.Classes[k].Steps[j].Waste = Waste(1 + d.upTo(3))
			}
		}
	}
}

// Each kind of time at each kind of step goes into one use, by the rules in their order.
func TestSpentOn(t *testing.T) {
	want := map[string]Use{}
	for _, rule := range []struct {
		use   Use
		marks string // b(y part), w(ork), c(heck), d(efect)
		parts []sim.Part
	}{
		{DoneAgain, "d", []sim.Part{sim.Wait, sim.Interrupted, sim.Touch, sim.Switching, sim.Handoff, sim.Gated, sim.Held}},
		{DoneAgain, "bwcd", []sim.Part{sim.Rework}},
		{Checked, "c", []sim.Part{sim.Touch, sim.Switching, sim.Gated, sim.Handoff}},
		{WorkedOn, "bw", []sim.Part{sim.Touch}},
		{WorkedOn, "w", []sim.Part{sim.Wait, sim.Gated, sim.Handoff}},
		{Waiting, "bc", []sim.Part{sim.Wait}},
		{Waiting, "bwc", []sim.Part{sim.Held}},
		{HandedOver, "b", []sim.Part{sim.Handoff}},
		{Interrupted, "bw", []sim.Part{sim.Switching, sim.Interrupted}},
		{Interrupted, "c", []sim.Part{sim.Interrupted}},
		{HeldBack, "b", []sim.Part{sim.Gated}},
	} {
		for _, mark := range rule.marks {
			for _, part := range rule.parts {
				at := fmt.Sprint(string(mark), part)
				if _, ok := want[at]; ok {
					t.Errorf("two rules for %s", at)
				}
				want[at] = rule.use
			}
		}
	}
	for k, mark := range "bwcd" {
		for p := range sim.Part(sim.Parts) {
			at := fmt.Sprint(string(mark), p)
			if use, ok := want[at]; !ok || spentOn(Waste(k), p, false) != use {
				t.Errorf("%s: %v, want %v", at, spentOn(Waste(k), p, false), use)
			}
			if spentOn(Waste(k), p, true) != DoneAgain {
				t.Errorf("%s, again: %v", at, spentOn(Waste(k), p, true))
			}
		}
	}
}

// auditSpent checks an outcome's hours by step and by use: the steps sum to the parts, both sum to the lead time, and where nothing leads back, is marked
// as a defect, or is in pieces, nothing is done again.
func auditSpent(o *Organisation, x *Outcome) error {
	for k, c := range x.Classes {
		if len(c.Steps) != len(o.Classes[k].Steps) {
			return fmt.Errorf("%d steps of %s", len(c.Steps), o.Classes[k].Name)
		}
		parts, uses, forward := [sim.Parts]float64{}, 0.0, true
		for j, s := range o.Classes[k].Steps {
			for p := range parts {
				parts[p] += c.Steps[j].Part(sim.Part(p))
			}
			forward = forward && s.Waste != Defect && len(s.Split) == 0
			for _, ways := range [][]Branch{s.Next, s.GivesUp} {
				for _, b := range ways {
					for to := range j + 1 {
						forward = forward && o.Classes[k].Steps[to].name() != b.To
					}
				}
			}
		}
		for p := range parts {
			if err := near(fmt.Sprintf("%v of %s by step", sim.Part(p), o.Classes[k].Name), parts[p], c.Parts[p]); err != nil {
				return err
			}
		}
		for use, hours := range c.Spent {
			if !(hours >= 0) || forward && Use(use) == DoneAgain && hours > 0 {
				return fmt.Errorf("%v hours of %s are %v", hours, o.Classes[k].Name, Use(use))
			}
			uses += hours
		}
		if err := near("lead time of "+o.Classes[k].Name+" by use", uses, c.LeadTime); err != nil {
			return err
		}
	}
	return nil
}

// The uses of a report, from the left, are its lead time but for the last bits: no more than 16 of them.
func TestSpentIsTheLeadTime(t *testing.T) {
	for k := range organisations() / 50 {
		o := randomOrganisation(randomDice(uint64(k)))
		opt := optionsOf(uint64(k))
		opt.ByStep = true
		r, err := o.Simulate(opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Classes {
			sum := 0.0
			for _, e := range c.Spent {
				sum += e.Mean
			}
			if lead := c.LeadTime.Mean; math.Abs(sum-lead) > 16*(math.Nextafter(lead, math.Inf(1))-lead) {
				t.Errorf("organisation %d: %s takes %v, its uses %v", k, c.Name, lead, sum)
			}
		}
	}
}
