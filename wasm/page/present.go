//go:build js && wasm

package page

import (
	"strconv"

	"kingman/core/smallfmt"
	"kingman/wasm/dom"
)

// On a stage the page is driven by a clicker or from a keyboard that nobody looks at:
// the page shows for "?" what each key does.

// presenting says whether the page is on a stage.
func (p *page) presenting() bool {
	_, on := p.window.Root().Attr("data-present")
	return on
}

// listenPresenting leaves the stage with the full screen that it has asked for: browsers keep
// Escape to themselves there.
func (p *page) listenPresenting() {
	dom.On(p.window.Document(), "fullscreenchange", dom.Options{Passive: true}, func(dom.Event) {
		full := p.window.InFullscreen()
		if p.full && !full && p.presenting() {
			p.present(false)
		}
		p.full = full
	})
	if script, err := p.window.Script("prompter"); err == nil {
		p.prompter = script
	}
}

// present turns the stage on or off, and the address remembers it.
func (p *page) present(on bool) {
	root := p.window.Root()
	if on {
		root.SetData("present", "")
		root.Fullscreen(func(error) {}) // granted or not, the page is larger
		if at, ok := p.window.Active(); ok {
			at.Blur() // the keys are the stage's
		}
	} else {
		root.RemoveAttr("data-present")
		root.RemoveAttr("data-blank")
		p.full = false
		p.window.LeaveFullscreen(func(error) {})
	}
	p.writeAddress(false)
	p.repaint()
}

// key answers to the keys of the stage before a slider can take them. It leaves alone
// what does nothing here, such as a step past the story's end: a frame's host may do
// something with it.
func (p *page) key(e dom.Event) {
	if e.Ctrl() || e.Alt() || e.Meta() {
		return
	}
	if _, open := p.window.Query("dialog[open]"); open {
		return
	}
	if p.asking() && p.guessKey(e) {
		e.PreventDefault()
		e.StopPropagation()
		return
	}
	key, target := e.Key(), e.Target()
	typing := target.Matches("input:not([type=range]), textarea")
	if !p.presenting() {
		if key != "p" || typing {
			return
		}
		p.present(true)
	} else if !p.stageKey(key, typing, target.Matches("input[type=range], button, summary, a[href]")) {
		return
	}
	e.PreventDefault()
	e.StopPropagation()
}

// stageKey does what a key means on the stage, and says whether that was anything.
// A field of text keeps letters and the keys that move within it; another element with the
// focus keeps the keys that operate it, but for those that a clicker sends.
func (p *page) stageKey(key string, typing, focused bool) bool {
	switch key {
	case "PageDown":
		return p.goTo(p.link.Step + 1)
	case "PageUp":
		return p.goTo(p.link.Step - 1)
	case "Escape":
		p.present(false)
		return true
	case "F5": // clickers send it: the page that comes anew is at the same place
		p.writeAddress(false)
		return false
	}
	if typing {
		return false
	}
	switch key {
	case " ":
		return !focused && p.goTo(p.link.Step+1)
	case "ArrowLeft", "ArrowDown":
		return !focused && p.nudge(-1)
	case "ArrowRight", "ArrowUp":
		return !focused && p.nudge(1)
	case ".", "b":
		root := p.window.Root()
		if _, blank := root.Attr("data-blank"); blank {
			root.RemoveAttr("data-blank")
		} else {
			root.SetData("blank", "")
		}
	case "r":
		p.goTo(p.link.Step)
	case "n":
		p.openPrompter()
	case "?":
		if keys, ok := p.window.Query("#keys"); ok {
			keys.ShowModal()
		}
	case "p":
		p.present(false)
	default:
		n, err := strconv.Atoi(key)
		return err == nil && len(key) == 1 && p.goTo(n)
	}
	return true
}

// nudge moves the active slider: the one that was moved last, at first the main one.
func (p *page) nudge(n float64) bool {
	id := p.active
	if id == "" {
		if p.model.Entry.Main == nil {
			return false
		}
		id = p.model.Entry.Main.ID
	}
	p.step(id, n)
	return true
}

// clickStage goes on where a click on the stage meant nothing else.
func (p *page) clickStage(e dom.Event) {
	if !p.presenting() {
		return
	}
	for _, other := range [...]string{".control", ".choices", "summary", "input", "b[data-param]", "dialog", ".plot.grab", "[data-guessing] .chart:first-child .plot"} {
		if _, ok := e.Target().Closest(other); ok {
			return
		}
	}
	p.goTo(p.link.Step + 1)
}

// openPrompter opens the presenter's own window, or says what stands in the way.
func (p *page) openPrompter() {
	p.full = false // a second window may end the full screen, not the talk
	opened, err := p.prompter.Call("open")
	if err != nil || opened == "" {
		p.addNote("prompter", "The browser did not open a window for the presenter's notes: allow this page to open one.")
	}
	p.prompt()
}

// prompt tells the presenter's window, if there is one, what the audience sees and what
// comes next.
func (p *page) prompt() {
	a, step := p.state().Entry, p.link.Step
	next := "The end of the story."
	if step < len(a.Story) {
		next = p.line(step + 1)
	}
	if _, err := p.prompter.Call("show", smallfmt.Sprintf("%s: %d of %d", a.Title, step, len(a.Story)), p.line(step), p.view.Headline.String(), next); err != nil {
		p.window.Log("kingman:", err.Error())
	}
}
