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

// A secret is what the story has not told yet: how the curve of the first chart goes on
// at the step where the reader is asked.
type secret struct {
	step  int // at which they are asked; 0 if the story asks nothing
	known bool
	out   bool // they have been told, did not want to guess, or have moved something and seen it
	far   int  // the last step before it that was told
	kept  bool // the curve is drawn no further than it has been told
	end   float64
	rises bool
}

// ask begins to ask, if the address wants it and there is something to guess.
func (p *page) ask() {
	p.window.Root().RemoveAttr("data-guessing")
	if s := *p.state(); p.options.Guess && s.Entry.Main != nil {
		p.askAt(s, s.TodaySetting().Of(s.Entry.Main))
	}
}

// askAt asks where what-if of s will land to somebody who knows the curve as far as
// known, if there is something to guess. The dot begins at today's height.
func (p *page) askAt(s argument.State, known float64) {
	v := p.model.View(s, argument.Results{})
	if !v.Asks(s) {
		return
	}
	from, to := s.TodaySetting().Of(s.Entry.Main), s.WhatIfSetting().Of(s.Entry.Main)
	p.guess = &argument.Guess{KnownShare: (known - from) / (to - from)}
	for _, l := range v.Charts[0].Layers {
		if l.Shape == argument.Marker && l.Role == argument.Today && len(l.Y) > 0 {
			p.guess.Value = l.Y[0]
		}
	}
	p.shownStep = -1
	p.window.Root().SetData("guessing", "")
}

// asked shows the question to who has come to it: keys move the dot now, and it is on
// the screen.
func (p *page) asked() {
	if !p.asking() {
		return
	}
	p.sayGuess()
	if e, ok := p.window.Query("#guess"); ok && !p.presenting() {
		e.SetAttr("tabindex", "0")
		e.Focus(false)
	}
	for _, what := range [...]string{"[data-plot]", "#headline"} {
		if e, ok := p.window.Query(what); ok {
			e.ScrollIntoView()
		}
	}
}

// foretell prepares for a step of the story, whose state is s. Where the story has a
// step that asks, the steps before it draw the curve only as far as they tell it.
func (p *page) foretell(s argument.State, step int) {
	p.endGuess()
	k, e := &p.secret, p.model.Entry
	if !k.known {
		k.known = true
		if leap := e.Leap(); leap > 0 {
			if there := e.AtStep(leap); p.model.View(there, argument.Results{}).Asks(there) {
				k.step = leap
			}
		}
	}
	k.kept = false
	switch {
	case k.out || k.step == 0 || step == 0 || p.options.Unasked:
	case step < k.step:
		k.kept, k.far = true, max(k.far, step)
		k.end, k.rises = e.KnownTo(k.far)
	case step == k.step && p.link.Step == step-1:
		known, _ := e.KnownTo(step - 1)
		p.askAt(s, known)
	default:
		k.out = true
	}
}

// withGuess lets the view say no more than a reader may know who guesses.
func (p *page) withGuess() {
	switch {
	case p.guess == nil && p.secret.kept && p.link.Step > 0:
		p.view = p.view.Until(p.secret.end, p.secret.rises)
	case p.guess == nil:
	case !p.view.Asks(*p.state()):
		p.endGuess()
	default:
		p.view = p.view.With(*p.guess, *p.state())
	}
}

// endGuess forgets the guess: the state has changed, or the reader does not want to.
func (p *page) endGuess() {
	if p.guess == nil {
		return
	}
	p.guess = nil
	p.window.Root().RemoveAttr("data-guessed")
	p.shutGuess()
}

// declineGuess answers without a guess.
func (p *page) declineGuess() {
	p.secret.out = true
	p.endGuess()
	p.tellStep()
	p.refresh(chart.LetsGo)
	p.settle()
	p.goOn()
}

// goOn gives the focus to the button that goes on with the story.
func (p *page) goOn() {
	if next, ok := p.window.Query("#next"); ok && p.link.Step > 0 && !p.presenting() {
		next.Focus(false)
	}
}

// shutGuess takes away what was there to answer with.
func (p *page) shutGuess() {
	p.shownStep = -1
	p.window.Root().RemoveAttr("data-guessing")
	if e, ok := p.window.Query("#guess"); ok {
		e.SetAttr("tabindex", "-1")
	}
}

// tellStep shows the step of the story anew; other charts may be there then.
func (p *page) tellStep() {
	p.showStory()
	p.measure()
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
	c.X, c.Y = d.scale.X, d.scale.Y
	_, low := chart.Pixel(c, d.size, c.X.Min, c.Y.Min)
	_, high := chart.Pixel(c, d.size, c.X.Min, c.Y.Max)
	p.setGuess(c.Y.Min + (c.Y.Max-c.Y.Min)*(y-plot.Rect().Y-low)/(high-low))
}

// setGuess takes a value of the chart's y axis for the guess.
func (p *page) setGuess(v float64) {
	y := p.drawn[p.view.Charts[0].ID].scale.Y
	p.guess.Value, p.guess.Given = math.Max(y.Min, math.Min(v, y.Max)), true
	p.evaluate()
	p.draw(chart.Follows)
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
	y := p.drawn[p.view.Charts[0].ID].scale.Y
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
	case "Escape", "s": // browsers leave the whole screen by Escape, and keep it to themselves
		p.declineGuess()
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
	guess.Shown = 1e-6 // asked no more
	begin := 0.0
	var frame func(now float64)
	frame = func(now float64) {
		if p.guess != guess {
			return
		}
		if begin == 0 {
			begin = now
		}
		if share := (now - begin) / revealTakes; share < 1 {
			guess.Shown = math.Max(guess.Shown, share)
			p.evaluate()
			p.draw(chart.Follows)
			p.window.Frame(frame)
			return
		}
		guess.Shown = 1
		p.secret.out = true
		p.window.Root().SetData("guessed", "")
		p.shutGuess()
		p.tellStep()
		p.refresh(chart.Follows)
		p.settle()
		p.goOn()
	}
	if still, _ := p.window.Media(dom.ReducedMotion, nil); still {
		begin = -revealTakes
		frame(revealTakes)
		return
	}
	p.window.Frame(frame)
}
