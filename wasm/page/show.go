//go:build js && wasm

package page

import (
	"strconv"
	"strings"

	"kingman/core/words"
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
}

// refresh computes and shows everything that is read at a glance: it runs in
// the frame of the drag. What needs a closer look follows in settle.
func (p *page) refresh(why move) {
	p.evaluate()
	p.showSentences()
	p.setControls()
	p.draw(why)
	p.showStory()
}

// settle shows what only somebody reads who has stopped moving the slider:
// tables, figures, the count of runs, the notes.
func (p *page) settle() {
	for _, c := range p.view.Charts {
		p.set(`[data-chart="`+c.ID+`"] [data-table]`, markup.Table(c), dom.Element.SetHTML)
	}
	p.set("#figures", markup.Figures(p.view.Figures), dom.Element.SetHTML)
	p.showNotes()
	p.showWays()
	p.live.follow()
}

// showNotes lists what had to be adjusted.
func (p *page) showNotes() {
	var b strings.Builder
	for _, n := range p.notes {
		b.WriteString(`<p data-note="` + markup.Escape(n.Key) + `">` + markup.Escape(n.Text) + "</p>")
	}
	p.set("#notes", b.String(), dom.Element.SetHTML)
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

// status says how far the simulation is.
func (p *page) status() {
	runs := words.Short(float64(p.results.Replications()))
	text := "Simulated " + runs + " times."
	if !p.results.Done {
		text = "Simulating: " + runs + " runs so far."
	}
	p.set("#status", text, dom.Element.SetText)
	p.set("#gap", markup.Sentence(p.view.Gap), dom.Element.SetHTML)
}

// showStory shows the step of the story that the link is at.
func (p *page) showStory() {
	a, step := p.state().Entry, p.link.Step
	key := strconv.Itoa(step)
	if p.shown["step"] == key {
		return
	}
	p.shown["step"] = key
	p.set("#says", markup.StoryLine(a, step), dom.Element.SetText)
	enable := func(id string, on bool) {
		if e, ok := p.window.Query(id); ok && e.Flag("disabled") == on {
			e.SetFlag("disabled", !on)
		}
	}
	for _, figure := range p.window.QueryAll("[data-chart]") {
		if step > 0 && step <= len(a.Story) && figure.Data("chart") == a.Story[step-1].Points {
			figure.SetData("pointed", "")
		} else {
			figure.RemoveAttr("data-pointed")
		}
	}
	enable("#back", step > 0)
	enable("#next", step < len(a.Story))
	place := ""
	if step > 0 {
		place = strconv.Itoa(step) + " of " + strconv.Itoa(len(a.Story))
	}
	p.set("#step", place, dom.Element.SetText)
	p.window.Root().SetData("step", key)
	p.showChanges()
}

func setText(e dom.Element, text string) { e.SetText(text) }

func setLabel(e dom.Element, text string) { e.SetAttr("aria-label", text) }

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
