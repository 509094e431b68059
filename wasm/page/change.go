//go:build js && wasm

package page

import (
	"strconv"
	"strings"

	"kingman/core/argument"
	"kingman/wasm/chart"
	"kingman/wasm/dom"
	"kingman/wasm/link"
)

// keyHold is how many milliseconds after the last key a slider counts as let
// go: longer than a held key's first repeat.
const keyHold = 700

// writeAfter is how many milliseconds after the last change the address is
// written: browsers refuse more than 100 in 30 seconds.
const writeAfter = 350

// moved answers, in this very frame, to a change of the state.
func (p *page) moved() { p.movedBy(chart.Follows) }

// movedBy is moved where it is not a hand on a slider that changes the state.
func (p *page) movedBy(why chart.Move) {
	p.notes = nil
	if why != chart.Steps {
		p.endGuess()
	}
	if why == chart.Follows || why == chart.LetsGo { // by hand: whatever the story keeps is seen now
		p.secret.out = p.secret.out || p.secret.kept
		p.secret.kept = false
	}
	p.still = false
	p.forget()
	p.refresh(why)
	p.simulate()
}

// hold keeps the axes where they are until let go.
func (p *page) hold() {
	p.cancelLetGo()
	p.cancelLetGo = func() {}
	if !p.held {
		p.held = true
		if e := p.parts.asides.find(); e.Exists() { // what takes a line more, or less, moves no chart until then
			e.SetStyleVar("--held", strconv.FormatFloat(e.Rect().Height, 'f', -1, 64)+"px")
		}
		p.window.Root().SetData("held", "")
	}
}

// holdFor holds until that long after the last call.
func (p *page) holdFor(milliseconds float64) {
	p.hold()
	p.cancelLetGo = p.window.After(milliseconds, p.letGo)
}

// letGo lets the axes follow again.
func (p *page) letGo() {
	p.cancelLetGo()
	p.cancelLetGo = func() {}
	if !p.held {
		return
	}
	p.held = false
	p.window.Root().RemoveAttr("data-held")
	p.refresh(chart.LetsGo)
	p.settle()
}

// changed is called when the reader is done with a change: it writes the
// address a moment later.
func (p *page) changed() {
	p.cancelWrite()
	p.cancelWrite = p.window.After(writeAfter, func() { p.writeAddress(false) })
	p.settle()
}

// writeAddress puts the state into the address, as a new step of the history
// or in place of the present one. Browsers refuse when it is done too often;
// the page goes on, and the next change writes it.
func (p *page) writeAddress(push bool) {
	p.cancelWrite()
	p.cancelWrite = func() {}
	a := p.window.Address()
	url := p.url(a)
	if a.Href == url {
		return
	}
	put := p.window.Replace
	if push {
		put = p.window.Push
	}
	if err := put(url); err != nil {
		p.window.Log("kingman: the address could not be written:", err.Error())
	}
}

// url returns the address of this page with the link as it stands: what the
// query says about the looks of the page stays, what it said about the state
// goes.
func (p *page) url(a dom.Address) string {
	page, _, _ := strings.Cut(a.Href, "#")
	page, _, _ = strings.Cut(page, "?")
	if rest := link.Looking(link.Rest(a.Query), p.presenting(), p.options.Unasked); rest != "" {
		page += "?" + rest
	}
	return page + "#" + p.link.Encode()
}

// jump replaces the whole state, as a step of its own: Back returns.
func (p *page) jump(s argument.State, step int) {
	why := chart.Replaces
	if step != p.link.Step && step > 0 {
		why = chart.Steps
	}
	p.link.State, p.link.Step = s, step
	p.tellStep() // which may show other charts
	p.movedBy(why)
	if why != chart.Steps {
		p.forgetTrail()
	}
	p.settle()
	p.writeAddress(true)
}

// goTo jumps to a step of the story; step 0 is the argument's beginning. It says
// whether there is such a step.
func (p *page) goTo(step int) bool {
	a := p.state().Entry
	p.window.Root().RemoveAttr("data-blank")
	if p.asking() && step > p.link.Step {
		p.answerGuess()
		return true
	}
	if step < 0 || step > len(a.Story) {
		return false
	}
	s := a.AtStep(step)
	s.Seed, s.Currency = p.state().Seed, p.state().Currency
	p.foretell(s, step)
	p.jump(s, step)
	p.asked()
	return true
}
