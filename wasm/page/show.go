//go:build js && wasm

package page

import (
	"strconv"
	"strings"

	"kingman/core/words"
	"kingman/wasm/chart"
	"kingman/wasm/dom"
	"kingman/wasm/link"
	"kingman/wasm/markup"
)

// evaluate computes everything that the page says.
func (p *page) evaluate() {
	s := p.state()
	results := p.results
	results.Notebook = &p.notebook
	p.view = p.model.View(*s, results)
	p.withGuess()
	p.view = p.view.In(s.Currency)
}

// refresh computes and shows everything that is read at a glance: it runs in
// the frame of the drag. What needs a closer look follows in settle.
func (p *page) refresh(why chart.Move) {
	p.evaluate()
	p.show(why)
}

// show shows what was computed of everything that is read at a glance.
func (p *page) show(why chart.Move) {
	if p.still {
		p.scale()
		p.drawStill()
		p.setControls()
		p.showLever()
		p.showStory()
		return
	}
	p.showSentences()
	p.setControls()
	p.draw(why)
	p.showStory()
}

// settle shows the parts that are read only after the slider has come to rest: tables,
// figures, the count of runs, the notes.
func (p *page) settle() {
	for _, step := range p.settling() {
		step()
	}
}

// settling is what settle does, in steps that may be tasks of their own.
func (p *page) settling() []func() {
	var steps []func()
	if !p.still {
		for i := range p.view.Charts {
			steps = append(steps, func() {
				c := p.view.Charts[i]
				if d := p.drawn[c.ID]; d != nil {
					d.table.write(p.state().Currency.In(markup.Table(c)))
				}
			})
		}
	}
	return append(steps, func() {
		if !p.still {
			p.parts.figures.write(p.state().Currency.In(markup.Figures(p.view.Figures)))
		}
		p.parts.currency.write(p.state().Currency.Code(), dom.Element.SetValue)
		p.showNotes()
		p.showWays()
		p.live.follow()
		p.prompt()
	})
}

// showNotes lists what had to be adjusted.
func (p *page) showNotes() {
	var b strings.Builder
	for _, n := range p.notes {
		b.WriteString(`<p data-note="` + markup.Escape(n.Key) + `">` + markup.Escape(n.Text) + "</p>")
	}
	p.parts.notes.write(b.String(), setHTML)
}

// addNote adds one note, in place of an earlier one about the same field.
func (p *page) addNote(field, text string) {
	kept := p.notes[:0:0]
	for _, n := range p.notes {
		if n.Key != field {
			kept = append(kept, n)
		}
	}
	p.notes = append(kept, link.Note{Key: field, Text: text})
	p.showNotes()
}

// showStatus says how far the simulation is; over says that no more will come, all
// of it being in or some given up.
func (p *page) showStatus(over bool) {
	runs := words.Short(float64(p.results.Replications()))
	text := "Simulated " + runs + " times."
	switch {
	case !over:
		text = "Simulating: " + runs + " runs so far."
	case p.results.Replications() == 0:
		text = "Not simulated: the numbers are the formulas'."
	}
	p.parts.status.write(text, setText)
	p.parts.gap.write(markup.Sentence(p.view.Gap), setHTML)
}

// line is what stands beside the story at a step, in the reader's currency.
func (p *page) line(step int) string {
	state := p.state()
	return state.Currency.In(markup.StoryLine(state.Entry, step))
}

// showStory shows the step of the story that the link is at.
func (p *page) showStory() {
	a, step := p.state().Entry, p.link.Step
	if p.shownStep == step {
		return
	}
	p.shownStep = step
	says := step
	if p.asking() { // that of this step is the answer
		says = max(0, step-1)
	}
	p.parts.says.write(p.line(says), setText)
	enable := func(id string, on bool) {
		if e, ok := p.window.Query(id); ok && e.Flag("disabled") == on {
			e.SetFlag("disabled", !on)
		}
	}
	for i, figure := range p.window.QueryAll("[data-chart]") {
		points := step > 0 && step <= len(a.Story) && figure.Data("chart") == a.Story[step-1].Points
		if p.asking() {
			points = step > 0 && i == 0
		}
		if points {
			figure.SetData("pointed", "")
		} else {
			figure.RemoveAttr("data-pointed")
		}
	}
	enable("#back", step > 0)
	enable("#next", step < len(a.Story) || p.asking())
	progress := ""
	if step > 0 {
		progress = strconv.Itoa(step) + " of " + strconv.Itoa(len(a.Story))
	}
	p.parts.step.write(progress, setText)
	p.window.Root().SetData("step", strconv.Itoa(step))
	p.showChanges()
}

// showChanges marks the controls that the step of the story has moved: on a stage the
// others stand back.
func (p *page) showChanges() {
	a, step := p.state().Entry, p.link.Step
	before, after := a.AtStep(step-1), a.AtStep(step)
	for i, param := range a.Params {
		row, ok := p.controls[param.ID]
		if !ok {
			continue
		}
		if step > 0 && (before.WhatIf[i] != after.WhatIf[i] || step == 1 && param == a.Main) {
			row.row.SetData("changed", "")
		} else {
			row.row.RemoveAttr("data-changed")
		}
	}
}
