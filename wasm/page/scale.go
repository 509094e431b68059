//go:build js && wasm

package page

import (
	"kingman/core/argument"
	"kingman/wasm/chart"
)

// How long a scale takes to get where it goes, and the values of a step of the story,
// in milliseconds. Who wants nothing to move gets there in one step.
const (
	scaleTakes  = 300
	stepTakes   = 500
	settleTakes = 250 // what was simulated, from where the formula had it
)

// A pace is how many milliseconds a scale and the values on it take to get where they go,
// and whether the marks leave a trail.
type pace struct {
	scale, values int
	trail         bool
}

// scaled puts c on the scale that it is drawn at, and says at which pace it gets there.
func (d *drawn) scaled(c argument.Chart, why chart.Move) (argument.Chart, pace) {
	first := !d.scale.Drawn()
	c, other := d.scale.Follow(c, why)
	var at pace
	switch {
	case first || why == chart.Replaces:
		return c, at
	case why == chart.Steps:
		return c, pace{scaleTakes, stepTakes, true}
	case why == chart.Refines:
		at.values = settleTakes
	}
	if other {
		at.scale = scaleTakes
	}
	return c, at
}

// storyScales returns, for each chart by its id, the scales on which the whole story
// fits: those of all steps for the first chart, which always stands there, and of the
// steps that speak of it for each other one.
func (p *page) storyScales() map[string][2]argument.Axis {
	scales := map[string][2]argument.Axis{}
	e := p.model.Entry
	for n := 1; n <= len(e.Story); n++ {
		for i, c := range p.model.View(e.AtStep(n), argument.Results{}).Charts {
			if i > 0 && c.ID != e.Story[n-1].Points {
				continue
			}
			s, ok := scales[c.ID]
			if !ok {
				s = [2]argument.Axis{c.X, c.Y}
			}
			scales[c.ID] = [2]argument.Axis{chart.Wider(s[0], c.X), chart.Wider(s[1], c.Y)}
		}
	}
	return scales
}

// onStory widens the scales of c to those of the whole story while it is being told.
func (p *page) onStory(c argument.Chart) argument.Chart {
	if p.link.Step == 0 {
		return c
	}
	if p.story == nil {
		p.story = p.storyScales()
	}
	if s, ok := p.story[c.ID]; ok {
		c.X, c.Y = chart.Wider(c.X, s[0]).In(c.Currency), chart.Wider(c.Y, s[1]).In(c.Currency)
	}
	return c
}
