//go:build js && wasm

package page

import (
	"strconv"
	"strings"

	"kingman/core/argument"
	"kingman/wasm/chart"
	"kingman/wasm/dom"
)

// listen wires the page. Listeners are delegated: they sit on what stays.
func (p *page) listen() {
	w := p.window
	doc := w.Document()
	form, _ := w.Query("#controls")
	dom.On(form, "submit", dom.Options{}, func(e dom.Event) { e.PreventDefault() })
	dom.On(form, "input", dom.Options{Passive: true}, func(e dom.Event) {
		if e.Target().Matches("input[type=range]") {
			p.slide(e.Target())
		}
	})
	dom.On(form, "change", dom.Options{Passive: true}, func(e dom.Event) {
		target := e.Target()
		switch {
		case target.Matches("input[type=range]"):
			p.changed()
		case target.Matches("[data-number]"):
			p.typed(target, target.Data("number"), false)
		case target.Matches("[data-today]"):
			p.typed(target, target.Data("today"), true)
		case target.Matches("#currency"):
			p.setCurrency(target.Value())
		}
	})
	// A slider is held from the press to the release, or, by keyboard, until a
	// moment after the last key.
	dom.On(form, "pointerdown", dom.Options{Passive: true}, func(e dom.Event) {
		if e.Target().Matches("input[type=range]") {
			before := p.state().Clone()
			p.pressed = &before
			p.hold()
		}
	})
	dom.On(form, "keydown", dom.Options{Passive: true}, func(e dom.Event) {
		if e.Target().Matches("input[type=range]") && isSliderKey(e.Key()) {
			p.holdFor(keyHold)
		}
	})
	for _, kind := range [...]string{"pointerup", "pointercancel"} {
		dom.On(doc, kind, dom.Options{Passive: true}, func(dom.Event) {
			switch {
			case p.scrub != nil:
				p.endScrub()
			case p.lever != nil:
				p.endLever()
			default:
				if p.pressed != nil && kind == "pointercancel" && !p.pressed.Equal(*p.state()) { // the finger scrolled: nothing was meant
					p.link.State = *p.pressed
					p.moved()
				}
				p.letGo()
			}
			p.pressed = nil
		})
	}
	p.listenHeadline()
	p.listenLever()
	p.listenGuess()
	p.listenPresenting()
	dom.On(doc, "click", dom.Options{}, p.click)
	dom.On(doc, "keydown", dom.Options{Capture: true}, p.key)
	w.OnAddress(p.addressChanged)
	w.Media(dom.Dark, func(bool) { p.repaint() })
	dom.On(w, "beforeprint", dom.Options{Passive: true}, func(dom.Event) { p.putOnPaper() })
	var cancel func()
	dom.On(w, "resize", dom.Options{Passive: true}, func(dom.Event) {
		if cancel != nil {
			cancel()
		}
		cancel = w.Frame(func(float64) { p.repaint() })
	})
}

func isSliderKey(key string) bool {
	switch key {
	case "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown":
		return true
	}
	return false
}

// listenHeadline lets the numbers of the sentence be dragged.
func (p *page) listenHeadline() {
	headline, ok := p.window.Query("#headline")
	if !ok {
		return
	}
	dom.On(headline, "pointerdown", dom.Options{}, func(e dom.Event) {
		if number, ok := e.Target().Closest("[data-param]"); ok && e.Button() == 0 {
			p.startScrub(e, number, headline)
		}
	})
	dom.On(headline, "pointermove", dom.Options{Passive: true}, func(e dom.Event) {
		if p.scrub != nil {
			p.moveScrub(e)
		}
	})
}

// click answers to every button of the page.
func (p *page) click(e dom.Event) {
	// Places on this page are scrolled to here: the hash belongs to the link.
	if a, ok := e.Target().Closest(`a[href^="#"]`); ok {
		e.PreventDefault()
		href, _ := a.Attr("href")
		if target, ok := p.window.Query(href); ok {
			p.reveal(target)
		}
		return
	}
	// Who leaves for another page comes back to what they saw.
	if _, ok := e.Target().Closest("a[href]"); ok {
		if !p.link.Plain() {
			p.writeAddress(false)
		}
		return
	}
	button, ok := e.Target().Closest("button")
	if !ok {
		p.clickStage(e)
		return
	}
	if id := button.Data("choose"); id != "" {
		if i, ok := p.state().Entry.Index(id); ok {
			v, _ := strconv.ParseFloat(button.Data("value"), 64)
			p.state().Set(i, v)
			p.movedBy(chart.LetsGo)
			p.changed()
		}
		return
	}
	if id := button.Data("for"); id != "" {
		n, _ := strconv.ParseFloat(button.Data("step"), 64)
		p.step(id, n)
		return
	}
	if id := button.Data("pin"); id != "" {
		p.togglePin(id)
		return
	}
	id, _ := button.Attr("id")
	switch id {
	case "share":
		p.share()
	case "present":
		p.present(true)
	case "adopt":
		s := p.state().Clone()
		s.Adopt()
		p.jump(s, 0)
	case "swap":
		s := p.state().Clone()
		s.Swap()
		p.jump(s, 0)
	case "reset":
		s := p.state().Entry.Defaults()
		s.Currency = p.state().Currency
		p.jump(s, 0)
	case "roll":
		s := p.state().Clone()
		s.Seed = s.Seed%argument.MaxSeed + 1
		p.jump(s, p.link.Step)
	case "back":
		p.goTo(p.link.Step - 1)
	case "next":
		p.goTo(p.link.Step + 1)
	case "reveal":
		p.answerGuess()
	case "skip":
		p.declineGuess()
	case "unasked":
		p.options.Unasked = true
		p.declineGuess()
		p.writeAddress(false)
	case "download":
		p.download()
	}
}

// share opens the ways to give to others what the page shows.
func (p *page) share() {
	p.writeAddress(false)
	page, _, _ := strings.Cut(p.window.Address().Href, "#")
	page, _, _ = strings.Cut(page, "?") // how this page looks is nobody else's business
	url := page + "#" + p.link.Encode()
	sharing, err := p.window.Script("share")
	if err == nil {
		_, err = sharing.Call("open", url, p.link.ForMail(url))
	}
	if err != nil {
		p.addNote("share", "The ways to share could not be opened. The link is: "+url)
	}
}

// addressChanged shows what the address says after Back, Forward or an edit.
func (p *page) addressChanged() {
	a := p.window.Address()
	if target, ok := p.target(a.Hash); ok {
		p.reveal(target)
		return
	}
	l, notes := p.codec.Decode(a.Hash, a.Query)
	if l.State.Equal(p.link.State) && l.Step == p.link.Step && len(notes) == 0 {
		return
	}
	if there, home := l.State.Entry, p.state().Entry; there != home {
		p.leave(there, a, func() {
			note := notHere(there, home)
			p.addNote(note.Key, note.Text)
		})
		return
	}
	p.link = l
	p.secret.kept = false
	p.tellStep() // another step may show other charts
	p.movedBy(chart.Replaces)
	p.notes = notes
	p.settle()
}
