//go:build js && wasm

package page

import (
	"strconv"

	"kingman/core/words"
	"kingman/wasm/chart"
	"kingman/wasm/dom"
	"kingman/wasm/link"
	"kingman/wasm/markup"
)

// controlRow is one parameter's row: its elements, found once.
type controlRow struct {
	row, slider, number, today, output, pin, span, tick dom.Element
	choices                                             []dom.Element
	last                                                markup.Control
}

// findControls finds the row of every parameter.
func (p *page) findControls() {
	for _, row := range p.window.QueryAll("[data-control]") {
		c := controlRow{row: row}
		for selector, e := range map[string]*dom.Element{
			"input[type=range]": &c.slider, "[data-number]": &c.number, "[data-today]": &c.today,
			"output": &c.output, "[data-pin]": &c.pin, ".span": &c.span, ".tick": &c.tick,
		} {
			*e, _ = row.Query(selector)
		}
		c.choices = row.QueryAll("[data-choose]")
		p.controls[row.Data("control")] = c
	}
}

// setControls shows the state on every row that it differs from.
func (p *page) setControls() {
	s := p.state()
	for i := range s.Entry.Params {
		id := s.Entry.Params[i].ID
		row, ok := p.controls[id]
		if !ok {
			continue
		}
		c := markup.NewControl(*s, i)
		if c == row.last {
			continue
		}
		row.show(c)
		row.last = c
		p.controls[id] = row
	}
}

// show writes one control. A field that the reader is typing into keeps the
// focus; its text is replaced only when it says something else.
func (r *controlRow) show(c markup.Control) {
	put := func(e dom.Element, value string) {
		if e.Exists() && e.Value() != value {
			e.SetValue(value)
		}
	}
	put(r.slider, c.Value)
	put(r.number, c.Number)
	put(r.today, c.Today)
	r.output.SetText(c.Say)
	r.slider.SetAttr("aria-valuetext", c.Say)
	for i, e := range r.choices {
		e.SetAttr("aria-pressed", strconv.FormatBool(i == c.Chosen))
	}
	if !r.pin.Exists() {
		return
	}
	r.pin.SetAttr("aria-pressed", strconv.FormatBool(c.Pinned))
	says := "same today"
	if c.Pinned {
		says = "today"
		r.row.SetAttr("data-pinned", "")
	} else {
		r.row.RemoveAttr("data-pinned")
	}
	r.pin.SetText(says)
	r.pin.SetAttr("aria-label", c.Label+": "+says)
	if r.row.HasClass("lever") { // see showLever
		return
	}
	r.span.SetAttr("x", c.SpanX)
	r.span.SetAttr("width", c.SpanWidth)
	r.tick.SetAttr("x1", c.TodayX)
	r.tick.SetAttr("x2", c.TodayX)
}

// slide answers to a slider that moves.
func (p *page) slide(e dom.Element) {
	id, _ := e.Attr("name")
	i, ok := p.state().Entry.Index(id)
	if !ok {
		return
	}
	if v, err := strconv.ParseFloat(e.Value(), 64); err == nil {
		p.active = id
		p.state().Set(i, p.state().Entry.Params[i].FromSlider(v))
		p.moved()
	}
}

// typed answers to a number that was typed: what cannot be read, or is out of
// range, is put right with a note that says what is legal.
func (p *page) typed(e dom.Element, id string, today bool) {
	i, ok := p.state().Entry.Index(id)
	if !ok {
		return
	}
	param := p.state().Entry.Params[i]
	v, note, ok := link.ReadField(param, e.Value())
	if !ok {
		// The old value is put back even where the input shows text of its own.
		row := p.controls[id]
		row.last = markup.Control{}
		p.controls[id] = row
		e.SetValue("")
		p.setControls()
		p.addNote(id, note)
		return
	}
	if today {
		p.state().Pin(i, v)
	} else {
		p.state().Set(i, v)
	}
	p.movedBy(chart.LetsGo)
	e.SetValue(link.FieldText(param, v))
	if note != "" {
		p.addNote(id, note)
	}
	p.changed()
}

// setCurrency says money in the currency with that code from here on.
func (p *page) setCurrency(code string) {
	s := p.state().Clone()
	s.Currency, _ = words.CutCurrency(code)
	p.shownStep = -1 // the story speaks of money, too
	p.jump(s, p.link.Step)
}

// step moves a parameter by whole steps.
func (p *page) step(id string, n float64) {
	i, ok := p.state().Entry.Index(id)
	if !ok {
		return
	}
	param := p.state().Entry.Params[i]
	p.state().Set(i, param.Stepped(p.state().WhatIf[i], int(n)))
	p.movedBy(chart.LetsGo)
	p.changed()
}

// togglePin gives today its own value, or lets it follow.
func (p *page) togglePin(id string) {
	i, ok := p.state().Entry.Index(id)
	if !ok {
		return
	}
	if p.state().Pinned[i] {
		p.state().Unpin(i)
	} else {
		p.state().Pin(i, p.state().WhatIf[i])
	}
	p.movedBy(chart.LetsGo)
	p.changed()
}
