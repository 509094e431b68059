//go:build js && wasm

package page

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
	"kingman/wasm/chart"
	"kingman/wasm/dom"
	"kingman/wasm/markup"
)

// revealTakes is how many milliseconds the curve takes from today to what-if, once the
// reader has guessed.
const revealTakes = 900

// guessSteps is how many steps of the keys lead from the bottom of the chart to its top.
const guessSteps = 40

// asking says whether the reader is being asked where what-if will land.
func (p *page) asking() bool { return p.guess != nil && p.guess.Shown == 0 }

// ask begins to ask, if the address wants it and there is something to guess. The dot
// begins at today's height.
func (p *page) ask() {
	root := p.window.Root()
	root.RemoveAttr("data-guessing")
	if !p.options.Guess {
		return
	}
	v := p.model.View(*p.state(), p.results)
	if !v.Asks(*p.state()) {
		return
	}
	p.guess = &argument.Guess{}
	for _, l := range v.Charts[0].Layers {
		if l.Shape == argument.Marker && l.Role == argument.Today && len(l.Y) > 0 {
			p.guess.Value = l.Y[0]
		}
	}
	root.SetData("guessing", "")
	p.sayGuess()
	if e, ok := p.window.Query("#guess"); ok {
		e.SetAttr("tabindex", "0")
		e.Focus(false)
	}
}

// withGuess lets the view say no more than a reader may know who guesses.
func (p *page) withGuess() {
	if p.guess == nil {
		return
	}
	if !p.view.Asks(*p.state()) {
		p.endGuess()
		return
	}
	p.view = p.view.With(*p.guess, *p.state())
}

// endGuess forgets the guess: the state has changed, or the reader does not want to.
func (p *page) endGuess() {
	if p.guess == nil {
		return
	}
	p.guess = nil
	p.shutGuess()
}

func (p *page) shutGuess() {
	p.window.Root().RemoveAttr("data-guessing")
	if e, ok := p.window.Query("#guess"); ok {
		e.SetAttr("tabindex", "-1")
	}
}

// listenGuess lets the dot be dragged: it comes to the height of the pointer.
func (p *page) listenGuess() {
	figure, ok := p.window.Query("[data-chart]")
	if !ok {
		return
	}
	plot, ok := figure.Query("[data-plot]")
	if !ok {
		return
	}
	held := false
	dom.On(plot, "pointerdown", dom.Options{}, func(e dom.Event) {
		if !p.asking() || e.Button() != 0 {
			return
		}
		e.PreventDefault()
		held = plot.CapturePointer(e.PointerID()) == nil
		p.guessAt(plot, e.Y())
	})
	dom.On(plot, "pointermove", dom.Options{Passive: true}, func(e dom.Event) {
		if held && p.asking() {
			p.guessAt(plot, e.Y())
		}
	})
	for _, kind := range [...]string{"pointerup", "pointercancel"} {
		dom.On(plot, kind, dom.Options{Passive: true}, func(dom.Event) { held = false })
	}
}

// guessAt takes the height of the pointer for the guess.
func (p *page) guessAt(plot dom.Element, y float64) {
	c := p.view.Charts[0]
	d := p.drawn[c.ID]
	c.X, c.Y = d.x, d.y
	_, low := chart.Pixel(c, d.size, c.X.Min, c.Y.Min)
	_, high := chart.Pixel(c, d.size, c.X.Min, c.Y.Max)
	p.setGuess(c.Y.Min + (c.Y.Max-c.Y.Min)*(y-plot.Rect().Y-low)/(high-low))
}

// setGuess takes a value of the chart's y axis for the guess.
func (p *page) setGuess(v float64) {
	y := p.drawn[p.view.Charts[0].ID].y
	p.guess.Value, p.guess.Given = math.Max(y.Min, math.Min(v, y.Max)), true
	p.evaluate()
	p.draw(follows)
	p.sayGuess()
}

// sayGuess says the guess to who cannot see it.
func (p *page) sayGuess() {
	e, ok := p.window.Query("#guess")
	if !ok || len(p.view.Charts) == 0 {
		return
	}
	y := p.view.Charts[0].Y
	e.SetAttr("aria-valuemax", markup.Exact(y.Max))
	e.SetAttr("aria-valuenow", markup.Exact(p.guess.Value))
	e.SetAttr("aria-valuetext", p.state().Currency.In(words.Say(p.guess.Value, y.Unit)))
}

// guessKey answers to a key while the reader is asked, and says whether it did: arrows
// move the dot, Enter or a clicker's next draws the curve, Escape skips the question.
func (p *page) guessKey(e dom.Event) bool {
	y := p.drawn[p.view.Charts[0].ID].y
	step := (y.Max - y.Min) / guessSteps
	switch e.Key() {
	case "ArrowUp", "ArrowRight":
		p.setGuess(p.guess.Value + step)
	case "ArrowDown", "ArrowLeft":
		p.setGuess(p.guess.Value - step)
	case "Home":
		p.setGuess(y.Min)
	case "End":
		p.setGuess(y.Max)
	case "PageDown":
		p.answerGuess()
	case "Enter":
		if e.Target().Matches("button, a") { // which it presses
			return false
		}
		p.answerGuess()
	case "Escape":
		p.endGuess()
		p.refresh(letsGo)
		p.settle()
	default:
		return false
	}
	return true
}

// answerGuess draws the curve from today to what-if, and then everything.
func (p *page) answerGuess() {
	if !p.asking() {
		return
	}
	guess := p.guess
	begin := 0.0
	var frame func(now float64)
	frame = func(now float64) {
		if p.guess != guess {
			return
		}
		if begin == 0 {
			begin = now
		}
		if guess.Shown = (now - begin) / revealTakes; guess.Shown < 1 {
			guess.Shown = math.Max(guess.Shown, 1e-6) // asked no more
			p.evaluate()
			p.draw(follows)
			p.window.Frame(frame)
			return
		}
		guess.Shown = 1
		p.shutGuess()
		p.refresh(follows)
		p.settle()
	}
	if still, _ := p.window.Media(dom.ReducedMotion, nil); still {
		begin = -revealTakes
		frame(revealTakes)
		return
	}
	p.window.Frame(frame)
}
