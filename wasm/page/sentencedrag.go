//go:build js && wasm

package page

import (
	"math"

	"kingman/wasm/dom"
)

// A scrub is a number of the sentence under a finger.
type scrub struct {
	param int
	today bool
	from  float64 // the value when it began
	x     float64 // where the finger was
	steps float64 // pixels for one step
}

// startScrub begins to drag a number of the sentence.
func (p *page) startScrub(e dom.Event, number, headline dom.Element) {
	i, ok := p.state().Entry.Index(number.Data("param"))
	if !ok {
		return
	}
	param := p.state().Entry.Params[i]
	from := p.state().WhatIf[i]
	if number.HasClass("today") {
		from = p.state().Today[i]
	}
	slider := param.Slider()
	count := (slider.Max - slider.Min) / slider.Step
	p.scrub = &scrub{param: i, today: number.HasClass("today"), from: from, x: e.X(), steps: math.Min(12, math.Max(3, 700/count))}
	e.PreventDefault()
	if err := headline.CapturePointer(e.PointerID()); err != nil {
		p.window.Log("kingman:", err.Error())
	}
	p.hold()
}

// moveScrub follows the finger.
func (p *page) moveScrub(e dom.Event) {
	s := p.scrub
	param := p.state().Entry.Params[s.param]
	v := param.Stepped(s.from, int(math.Floor((e.X()-s.x)/s.steps+0.5)))
	legal, _ := param.Snap(v)
	now := p.state().WhatIf[s.param]
	if s.today {
		now = p.state().Today[s.param]
	}
	if legal == now {
		return
	}
	if s.today {
		p.state().Pin(s.param, legal)
	} else {
		p.state().Set(s.param, legal)
	}
	p.moved()
}

// endScrub lets the number go.
func (p *page) endScrub() {
	p.scrub = nil
	p.letGo()
	p.changed()
}
