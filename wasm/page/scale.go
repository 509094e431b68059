//go:build js && wasm

package page

import "kingman/core/argument"

// How long a scale takes to get where it goes, and the values of a step of the story,
// in milliseconds. Who wants nothing to move gets there in one step.
const (
	scaleTakes = 300
	stepTakes  = 500
)

// settlesBelow is the share of its chart's height below which a mark lets a scale that
// was widened go home.
const settlesBelow = 1.0 / 3

// A move is why a chart is drawn again.
type move int

const (
	follows  move = iota // something is being moved, or results have come
	letsGo               // what was moved has been let go
	replaces             // another state stands in its place: a link, Back, a reset
	steps                // another step of the story stands in its place
)

// scaled puts c on the scale that it is drawn at, and says how long the scale and the
// values take to get there. A scale only widens while anything is moved, so that what
// explodes is seen to explode; it goes home when that is let go, once, and only if the
// mark would else fill less than a third of the height.
func (d *drawn) scaled(c argument.Chart, why move) (_ argument.Chart, scale, values int) {
	if d.x.Max <= d.x.Min || why == replaces || why == steps {
		first := d.x.Max <= d.x.Min
		d.x, d.y = c.X, c.Y
		if why == steps && !first {
			return c, scaleTakes, stepTakes
		}
		return c, 0, 0
	}
	before := [4]float64{d.x.Min, d.x.Max, d.y.Min, d.y.Max}
	d.x, d.y = wider(d.x, c.X), wider(d.y, c.Y)
	if why == letsGo {
		if d.y.Min < c.Y.Min || d.y.Max > c.Y.Max && highest(c) < settlesBelow*d.y.Max {
			d.y = c.Y
		}
		if d.x.Max > c.X.Max {
			d.x = c.X
		}
	}
	c.X, c.Y = d.x, d.y
	if before != [4]float64{d.x.Min, d.x.Max, d.y.Min, d.y.Max} {
		scale = scaleTakes
	}
	return c, scale, 0
}

// wider returns the axis that reaches further; of two that reach as far the new one,
// with its ticks.
func wider(shown, wanted argument.Axis) argument.Axis {
	if wanted.Min > shown.Min && wanted.Max > shown.Max || wanted.Min < shown.Min && wanted.Max < shown.Max { // neither holds the other
		return argument.SignedAxis(wanted.Name, wanted.Unit, min(shown.Min, wanted.Min), max(shown.Max, wanted.Max))
	}
	if wanted.Min <= shown.Min && wanted.Max >= shown.Max {
		return wanted
	}
	return shown
}

// highest is how high the marks of a chart stand, or all that it shows where it has
// none.
func highest(c argument.Chart) float64 {
	marks, all := 0.0, 0.0
	for _, l := range c.Layers {
		for _, column := range [2][]float64{l.Y, l.Hi} {
			for _, y := range column {
				all = max(all, y)
				if l.Shape == argument.Marker {
					marks = max(marks, y)
				}
			}
		}
	}
	if marks > 0 {
		return marks
	}
	return all
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
			scales[c.ID] = [2]argument.Axis{wider(s[0], c.X), wider(s[1], c.Y)}
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
		c.X, c.Y = wider(c.X, s[0]), wider(c.Y, s[1])
	}
	return c
}
