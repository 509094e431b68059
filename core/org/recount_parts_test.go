package org

import (
	"fmt"
	"math"
	"slices"

	"kingman/core/sim"
)

// The parts of a lead time as far as the log tells them: whether a service was the first one or rework it does not say, and where servers share their
// time not who of those in hand was set aside.
const (
	logWait = iota
	logWork
	logInterrupted
	logHandoff
	logGated
	logHeld
	logParts
)

// passes puts the time since the latest entry of an item into the part that it was in.
func (x *traveller) passes(o *Organisation, now float64) {
	part := logHeld
	switch x.doing {
	case 'w':
		if part = logWait; o.Stations[x.station].Kind == sim.Gate {
			part = logGated
		}
	case 's':
		part = logWork
	case 'i':
		part = logInterrupted
	case 'd':
		part = logHandoff
	case 'p':
		x.latest = now
		return // said by its pieces
	}
	x.parts[part] += now - x.latest
	x.latest = now
}

// isMadeOf notes the pieces of an item, which must be those of one of the steps that it may be at.
func (x *traveller) isMadeOf(o *Organisation, pieces []*traveller) error {
	steps := o.Classes[x.class].Steps
	x.steps = slices.DeleteFunc(x.steps, func(j int) bool {
		var classes []string
		for _, s := range steps[j].Split {
			for range s.Pieces {
				classes = append(classes, s.Class)
			}
		}
		return !slices.EqualFunc(classes, pieces, func(class string, p *traveller) bool { return o.Classes[p.class].Name == class })
	})
	if len(x.steps) == 0 {
		return fmt.Errorf("made into %d pieces that are not those of its step", len(pieces))
	}
	x.pieces = pieces
	return nil
}

// joins closes the books of an item whose last piece has just left.
func (x *traveller) joins(now float64) error {
	last := x.pieces[0]
	for _, p := range x.pieces {
		if p.left == 0 {
			return fmt.Errorf("goes on while a piece is there")
		}
		if p.left > last.left {
			last = p
		}
		if p.touched >= 0 && x.untouched && (x.touched < 0 || p.touched < x.touched) {
			x.touched = p.touched
		}
	}
	if last.latest != now {
		return fmt.Errorf("goes on when its last piece has been gone since %v", last.latest)
	}
	for k, hours := range last.parts {
		x.parts[k] += hours
	}
	return nil
}

// soFar are an item's parts at the end of a run. One that has been split follows the piece that was made first, of those that are there.
func (x *traveller) soFar(o *Organisation, now float64) [logParts]float64 {
	y := *x
	y.passes(o, now)
	if x.doing != 'p' {
		return y.parts
	}
	for _, p := range x.pieces {
		if p.left == 0 {
			for k, hours := range p.soFar(o, now) {
				y.parts[k] += hours
			}
			break
		}
	}
	return y.parts
}

// compareParts checks the parts of a class's lead times.
func (o *Organisation) compareParts(got [logParts]float64, c *ClassOutcome) error {
	want := [logParts]float64{
		c.Parts[sim.Wait], c.Parts[sim.Touch] + c.Parts[sim.Rework] + c.Parts[sim.Switching], c.Parts[sim.Interrupted],
		c.Parts[sim.Handoff], c.Parts[sim.Gated], c.Parts[sim.Held],
	}
	if slices.ContainsFunc(o.Stations, func(s sim.Station) bool { return s.Discipline == sim.Sharing }) {
		for _, parts := range []*[logParts]float64{&got, &want} {
			parts[logWork], parts[logInterrupted] = parts[logWork]+parts[logInterrupted], 0
		}
	}
	for k, hours := range want {
		if !(math.Abs(got[k]-hours) <= 1e-9*(1+c.LeadTime)) {
			return fmt.Errorf("part %d of the lead time: %v is not %v", k, got[k], hours)
		}
	}
	return nil
}
