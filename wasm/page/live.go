//go:build js && wasm

package page

import (
	"strconv"

	"kingman/core/argument"
	"kingman/core/words"
	"kingman/wasm/dom"
	"kingman/wasm/live"
)

// How the live picture shares the page's thread: so many milliseconds of a
// frame it may simulate, and so many events it simulates between two looks at
// the clock. It waits so many milliseconds after a change, and its words change
// so many milliseconds apart.
const (
	livePatience = 3
	liveEvents   = 400
	liveAfter    = 150
	liveWords    = 250
)

// scrubSteps is how many steps of the keys lead through a run.
const scrubSteps = 26

// A picture is the live picture of the page's state: one run of the
// organisation, played.
type picture struct {
	page    *page
	drawing dom.Script
	section dom.Element
	scrub   dom.Element
	title   part
	clock   part
	canvas  part
	button  part
	still   bool // the reader wants nothing to move by itself

	of    argument.State // what it shows, or is being prepared for
	runs  []*live.Run
	rows  []*live.Row
	begun bool        // the runs are being made, or are there
	stage *live.Stage // nil until they are there

	playing bool
	dragged bool // the reader moves through the run by hand
	seen    bool
	ended   bool
	loop    func() // cancels the next frame; nil if there is none
	wait    func() // cancels the timer of a change
	last    float64
	written float64
}

// startLive begins the live picture, if the argument has one.
func (p *page) startLive() {
	section, ok := p.window.Query("#live")
	if !ok || p.model.Organisation == nil {
		return
	}
	drawing, err := p.window.Script("live")
	if err != nil {
		p.window.Log("kingman:", err.Error())
		return
	}
	at := func(selector string) part { return part{within: section, selector: selector} }
	c := &picture{page: p, drawing: drawing, section: section, title: at("h2"), clock: at(".clock"), canvas: at("canvas"), button: at("button"), wait: func() {}}
	p.live = c
	c.still, _ = p.window.Media(dom.ReducedMotion, func(still bool) {
		if c.still = still; still {
			c.play(false)
		}
	})
	c.playing = !c.still
	dom.On(section, "click", dom.Options{}, func(e dom.Event) {
		if _, ok := e.Target().Closest("button"); ok {
			c.play(!c.playing)
		}
	})
	c.listenScrub()
	c.prepare()
	section.Seen(func(seen bool) {
		c.seen = seen
		c.run()
	})
}

// follow shows the page's state from now on, if it shows another one.
func (c *picture) follow() {
	if c == nil || c.page.held {
		return
	}
	if c.of.Equal(*c.page.state()) {
		c.run()
		return
	}
	c.wait()
	c.wait = c.page.window.After(liveAfter, func() {
		if !c.page.held && !c.of.Equal(*c.page.state()) {
			c.playing = c.playing || c.ended && !c.still
			c.prepare()
			c.run()
		}
	})
}

// prepare makes ready for the page's state.
func (c *picture) prepare() {
	c.of = c.page.state().Clone()
	c.stage, c.runs, c.rows, c.begun = nil, nil, nil, false
	c.say("preparing")
}

// begin begins the runs of the page's state: of those that the numbers come from the
// ones that are nearest to their mean, so that the picture ends as the sentence says.
func (c *picture) begin() {
	replication := c.page.model.Typical(c.of, c.page.results)
	add := func(name, colour string, in argument.Setting) {
		r, err := live.NewRun(c.page.model.Organisation(in), c.of.Seed, replication, in.Horizon())
		if err != nil {
			c.page.window.Log("kingman: the live picture:", err.Error())
			return
		}
		if ends := c.page.model.Ends; ends.Said != "" {
			r.Ends = ends
		}
		c.runs = append(c.runs, r)
		c.rows = append(c.rows, &live.Row{Name: name, Colour: colour})
	}
	if !c.of.Same() {
		add("today", "slate", c.of.TodaySetting())
	}
	add("what-if", "accent", c.of.WhatIfSetting())
	c.begun = true
}

// play goes on, or stops.
func (c *picture) play(on bool) {
	if c.playing = on; on && c.ended && c.stage != nil {
		c.stage.Seek(0)
		c.draw(1)
	}
	c.ended = false
	if c.stage != nil {
		c.words()
	}
	c.run()
}

// listenScrub lets the reader move through the run, by pointer or by keys.
func (c *picture) listenScrub() {
	scrub, ok := c.section.Query(".scrub")
	if !ok {
		return
	}
	c.scrub = scrub
	to := func(e dom.Event) {
		if r := scrub.Rect(); c.stage != nil && r.Width > 0 {
			c.seek(c.stage.Until * (e.X() - r.X) / r.Width)
		}
	}
	dom.On(scrub, "pointerdown", dom.Options{Passive: true}, func(e dom.Event) {
		if e.Button() != 0 || scrub.CapturePointer(e.PointerID()) != nil {
			return
		}
		c.dragged = true
		to(e)
	})
	dom.On(scrub, "pointermove", dom.Options{Passive: true}, func(e dom.Event) {
		if c.dragged {
			to(e)
		}
	})
	for _, kind := range [...]string{"pointerup", "pointercancel"} {
		dom.On(scrub, kind, dom.Options{Passive: true}, func(dom.Event) {
			c.dragged = false
			c.run()
		})
	}
	dom.On(scrub, "keydown", dom.Options{}, func(e dom.Event) {
		if c.stage == nil {
			return
		}
		to := c.stage.Now
		switch e.Key() {
		case "ArrowRight", "ArrowUp":
			to += c.stage.Until / scrubSteps
		case "ArrowLeft", "ArrowDown":
			to -= c.stage.Until / scrubSteps
		case "Home":
			to = 0
		case "End":
			to = c.stage.Until
		default:
			return
		}
		e.PreventDefault()
		c.seek(to)
	})
}

// seek goes to a time of the run, in hours.
func (c *picture) seek(t float64) {
	c.stage.Seek(t)
	c.ended = c.stage.Now >= c.stage.Until
	c.playing = c.playing && !c.ended
	c.draw(1)
	c.words()
}

// run asks for the next frame, if there is anything to do in it.
func (c *picture) run() {
	c.last = 0
	if c.loop == nil && c.busy() {
		c.loop = c.page.window.Frame(c.frame)
	}
}

// busy says whether a frame has anything to do. The numbers come first: while
// they are being simulated the picture waits.
func (c *picture) busy() bool {
	return c.seen && !c.page.held && !c.page.asking() && c.page.results.Done && (!c.begun || len(c.runs) > 0) && (c.stage == nil || c.playing && !c.dragged)
}

// frame is one frame of the picture.
func (c *picture) frame(now float64) {
	c.loop = nil
	if !c.busy() {
		return
	}
	if c.stage == nil {
		c.simulate()
	} else {
		seconds := 0.0
		if c.last > 0 {
			seconds = min((now-c.last)/1000, 0.1)
		}
		c.last = now
		c.stage.Seek(c.stage.Now + seconds*c.stage.Speed)
		c.draw(min(1, 8*seconds))
		if c.stage.Now >= c.stage.Until {
			c.playing, c.ended = false, true
			c.words()
		} else if now-c.written >= liveWords {
			c.written = now
			c.words()
		}
	}
	if c.busy() {
		c.loop = c.page.window.Frame(c.frame)
	}
}

// simulate goes on with the runs for a moment, and opens the stage when they
// are there.
func (c *picture) simulate() {
	if !c.begun {
		c.begin()
	}
	if len(c.runs) == 0 {
		return
	}
	begin := c.page.window.Now()
	for _, r := range c.runs {
		for !r.Step(liveEvents) {
			if c.page.window.Now()-begin > livePatience {
				return
			}
		}
	}
	if c.canvas.find().Rect().Width == 0 { // on paper, or where the picture is not shown
		return
	}
	width, height, unit := c.room()
	at := 0.0
	c.stage = live.NewStage(c.rows, c.runs, width, height, unit)
	c.ended = c.still && !c.playing
	if c.ended {
		at = c.stage.Until
	}
	c.stage.Seek(at)
	c.scene()
	c.title.write(c.stage.Title(), setText)
}

// resize lays the picture out anew: the theme or the room has changed.
func (c *picture) resize() {
	if c == nil || c.stage == nil || c.canvas.find().Rect().Width == 0 { // not shown at the moment
		return
	}
	c.stage.Resize(c.room())
	c.scene()
}

// room returns the canvas's size and the size of a pixel of the design.
func (c *picture) room() (width, height, unit float64) {
	canvas, ok := c.section.Query("canvas")
	if !ok {
		return 1, 1, 1
	}
	r := canvas.Rect()
	return max(r.Width, 1), max(r.Height, 1), c.unit()
}

// unit is the size of a pixel of the design, which grows when presenting.
func (c *picture) unit() float64 {
	if text, err := c.drawing.Call("unit"); err == nil {
		if v, err := strconv.ParseFloat(text, 64); err == nil && v > 0 {
			return v
		}
	}
	return 1
}

// scene draws everything.
func (c *picture) scene() {
	if _, err := c.drawing.Call("set", string(c.stage.Scene())); err != nil {
		c.page.window.Log("kingman:", err.Error())
		return
	}
	c.draw(1)
	c.words()
}

// draw draws one frame.
func (c *picture) draw(glide float64) {
	if _, err := c.drawing.Call("frame", c.stage.Frame(glide)); err != nil {
		c.page.window.Log("kingman:", err.Error())
		c.playing = false
	}
}

// words writes what is said about the picture, and draws it with them.
func (c *picture) words() {
	if _, err := c.drawing.Call("captions", string(c.stage.Captions())); err != nil {
		c.page.window.Log("kingman:", err.Error())
	}
	c.draw(0)
	switch {
	case c.playing:
		c.say("playing")
	case c.ended:
		c.say("ended")
	default:
		c.say("paused")
	}
	c.clock.write(c.stage.Clock(), setText)
	if c.scrub.Exists() {
		c.scrub.SetAttr("aria-valuemax", strconv.FormatFloat(c.stage.Until/words.Week, 'f', 1, 64))
		c.scrub.SetAttr("aria-valuenow", strconv.FormatFloat(c.stage.Now/words.Week, 'f', 1, 64))
		c.scrub.SetAttr("aria-valuetext", c.stage.Clock())
	}
	c.canvas.write(c.stage.Alt(), setLabel)
}

// say writes the state of the picture, and what its button does.
func (c *picture) say(state string) {
	c.section.SetData("live-state", state)
	text := "Play"
	switch {
	case c.playing:
		text = "Pause"
	case c.ended && !c.still:
		text = "Play again"
	}
	c.button.write(text, setText)
}
