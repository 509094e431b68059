//go:build js && wasm

package page

import (
	"math"

	"kingman/core/argument"
	"kingman/wasm/chart"
	"kingman/wasm/dom"
	"kingman/wasm/markup"
)

// The lever is the argument's main slider, below the first plot. Where it is the axis of
// that chart it has the same domain, its thumb under the mark. A native range input
// lies there, too, for its name, its value and the keys, over all its values whatever
// part of them the axis shows. A pointer may drag the thumb or the mark itself,
// what-if's or today's.

// markReach is how far from a mark a pointer takes hold of it, in CSS pixels: a target
// of 44.
const markReach = 22

// touchSlack is how far a finger moves sideways before it drags: less is a scroll, or a
// tap.
const touchSlack = 5

// A leverDrag is a pointer that drags the lever or a mark.
type leverDrag struct {
	param  *argument.Param
	index  int
	today  bool
	before argument.State // when it was taken
	from   float64        // its value when it was taken
	x      float64        // where the pointer was
	axis   argument.Axis  // that it lay on when it was taken, and how long that was
	width  float64
	jumps  bool // the pointer was put beside the thumb: it comes there
	moved  bool
}

// listenLever lets pointers drag the lever and the marks above it.
func (p *page) listenLever() {
	e := p.model.Entry
	if e.Main == nil || len(e.Main.Choices) > 0 {
		return
	}
	index, _ := e.Index(e.Main.ID)
	figure, ok := p.window.Query("[data-chart]")
	if !ok {
		return
	}
	rail, okRail := figure.Query("[data-rail]")
	plot, okPlot := figure.Query("[data-plot]")
	if !okRail || !okPlot {
		return
	}
	p.rail = rail
	begin := func(on dom.Element, grab func(dom.Event) (today, jumps, ok bool)) {
		dom.On(on, "pointerdown", dom.Options{}, func(event dom.Event) {
			today, jumps, ok := grab(event)
			if !ok || event.Button() != 0 {
				return
			}
			event.PreventDefault()
			s := p.state()
			d := &leverDrag{param: e.Main, index: index, today: today, before: s.Clone(), from: s.WhatIf[index], x: event.X(), axis: p.leverAxis(), width: rail.Rect().Width, jumps: jumps}
			if today {
				d.from = s.Today[index]
			}
			p.lever = d
			if row := p.controls[e.Main.ID]; !today && row.slider.Exists() {
				row.slider.Focus(false)
			}
			if err := on.CapturePointer(event.PointerID()); err != nil {
				p.window.Log("kingman:", err.Error())
			}
			if event.PointerKind() != "touch" {
				p.hold()
				p.moveLever(event)
			}
		})
		dom.On(on, "pointermove", dom.Options{Passive: true}, func(event dom.Event) {
			if p.lever != nil {
				p.moveLever(event)
			}
		})
		dom.On(on, "pointerup", dom.Options{Passive: true}, func(event dom.Event) {
			if d := p.lever; d != nil && !d.moved && d.jumps { // a tap
				d.moved = true
				p.moveLever(event)
			}
		})
		dom.On(on, "pointercancel", dom.Options{Passive: true}, func(dom.Event) {
			if d := p.lever; d != nil && d.moved { // the finger scrolled: nothing was meant
				p.link.State = d.before
				p.moved()
			}
		})
	}
	begin(rail, func(event dom.Event) (today, jumps, ok bool) {
		r, x := rail.Rect(), p.leverAxis()
		return false, math.Abs(r.X+x.Share(p.state().WhatIf[index])*r.Width-event.X()) > markReach/2, true
	})
	begin(plot, func(event dom.Event) (today, jumps, ok bool) {
		today, ok = p.markAt(plot, event.X(), event.Y())
		return today, false, ok
	})
	dom.On(plot, "pointermove", dom.Options{Passive: true}, func(event dom.Event) {
		_, near := p.markAt(plot, event.X(), event.Y())
		plot.SetClass("grab", near || p.lever != nil)
	})
}

// leverAxis is the axis that the lever is, as it is drawn.
func (p *page) leverAxis() argument.Axis {
	return p.model.Entry.LeverAxis(p.drawn[p.view.Charts[0].ID].scale.X)
}

// placeOn is the value at a place on the rail.
func (p *page) placeOn(rail dom.Element, x float64) float64 {
	r := rail.Rect()
	return p.leverAxis().Part((x - r.X) / r.Width)
}

// markAt says whether a pointer is on one of the marks of the first chart, and on which.
func (p *page) markAt(plot dom.Element, x, y float64) (today, ok bool) {
	if p.asking() || p.model.Entry.Apart { // then there is one dot to drag, or no mark is on its slider
		return false, false
	}
	c := p.view.Charts[0]
	d := p.drawn[c.ID]
	shown := c
	shown.X, shown.Y = d.scale.X, d.scale.Y
	r := plot.Rect()
	best := math.Inf(1)
	for _, l := range c.Layers {
		if l.Shape != argument.Marker || l.Role == argument.Guessed || len(l.X) == 0 {
			continue
		}
		mx, my := chart.Pixel(shown, d.size, l.X[0], l.Y[0])
		if far := math.Hypot(r.X+mx-x, r.Y+my-y); far <= markReach && far < best {
			best, today, ok = far, l.Role == argument.Today, true
		}
	}
	return today, ok
}

// moveLever follows the pointer. Its scale is that of the moment when it was taken, so
// that the axis may widen under it.
func (p *page) moveLever(event dom.Event) {
	d := p.lever
	far := event.X() - d.x
	if event.PointerKind() == "touch" && !d.moved {
		if math.Abs(far) < touchSlack {
			return
		}
		p.hold()
	}
	v := d.axis.Part(d.axis.Share(d.from) + far/d.width)
	if d.jumps {
		d.jumps = false
		d.from = p.placeOn(p.rail, event.X())
		d.x, v = event.X(), d.from
	}
	d.moved = true
	p.putLever(v)
}

// putLever gives the dragged parameter a value, if it is another one.
func (p *page) putLever(v float64) {
	d, s := p.lever, p.state()
	legal := d.param.Nearest(v)
	switch {
	case d.today && (s.Today[d.index] != legal || !s.Pinned[d.index]):
		s.Pin(d.index, legal)
	case !d.today && s.WhatIf[d.index] != legal:
		s.Set(d.index, legal)
	default:
		return
	}
	p.moved()
}

// endLever lets the lever go.
func (p *page) endLever() {
	p.lever = nil
	p.letGo()
	p.changed()
}

// leverLines are the parts of the rail that move, found once.
type leverLines struct {
	span, tick dom.Element
	thumb      []dom.Element
	last       markup.Control
}

// showLever puts thumb and today's tick on the axis as it is drawn.
func (p *page) showLever() {
	e := p.model.Entry
	d := p.drawn[p.view.Charts[0].ID]
	if !p.rail.Exists() || d == nil || !d.scale.Drawn() {
		return
	}
	l := &p.lines
	if l.thumb == nil {
		l.span, _ = p.rail.Query(".span")
		l.tick, _ = p.rail.Query(".tick")
		l.thumb = p.rail.QueryAll(".thumb")
	}
	index, _ := e.Index(e.Main.ID)
	c := markup.NewLever(*p.state(), index, e.LeverAxis(d.scale.X))
	if c == l.last {
		return
	}
	l.last = c
	l.span.SetAttr("x1", c.TodayX)
	l.span.SetAttr("x2", c.ThumbX)
	l.tick.SetAttr("x1", c.TodayX)
	l.tick.SetAttr("x2", c.TodayX)
	for _, line := range l.thumb {
		line.SetAttr("x1", c.ThumbX)
		line.SetAttr("x2", c.ThumbX)
	}
	p.rail.SetData("from", markup.Exact(c.From))
	p.rail.SetData("to", markup.Exact(c.To))
}
