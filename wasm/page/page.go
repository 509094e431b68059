//go:build js && wasm

// Package page is the page's role: it turns what the reader does into a state,
// and the state into sentence, charts and link, all in the frame of the drag.
// Simulations run in workers; what they send back is shown as it comes.
package page

import (
	"errors"
	"slices"

	"kingman/core/scenario"
	"kingman/core/smallfmt"
	"kingman/wasm/dom"
	"kingman/wasm/link"
	"kingman/wasm/pool"
)

// A page is one open playground.
type page struct {
	window  *dom.Window
	charts  dom.Charts
	options link.Options
	pool    *pool.Pool

	codec *link.Codec // of this page's argument
	link  link.Link
	notes []link.Note // about the link, until the reader changes something
	view  scenario.View
	// results belong to the state in link; empty after every change.
	results scenario.Results
	// notebook keeps what one view worked out for the next: in a drag little changes.
	notebook scenario.Notebook

	shown    map[string]string      // what stands in each part of the page, to write only changes
	parts    map[string]dom.Element // those parts, found once
	headline sentence
	asides   []sentence            // nil until they are first written
	drawn    map[string]*drawn     // the charts, by id
	held     bool                  // a slider is being held: axes stay where they are
	release  func()                // cancels the timer that ends a hold by keyboard
	frame    func()                // cancels what will show progress
	showing  bool                  // progress will be shown
	stale    bool                  // what the workers do is for an earlier state
	start    func()                // cancels the timer that will start the simulations
	behind   bool                  // the charts further down are yet to be drawn
	write    func()                // cancels the timer that will write the address
	scrub    *scrub                // the number of the sentence that is being dragged
	controls map[string]controlRow // by parameter id
	live     *picture              // nil where the argument has none
}

// Run starts the page and never returns: the Go program must outlive its
// callbacks.
func Run() error {
	w, err := dom.Open()
	if err != nil {
		return err
	}
	p := &page{window: w, shown: map[string]string{}, parts: map[string]dom.Element{}, drawn: map[string]*drawn{}, controls: map[string]controlRow{}, release: func() {}, frame: func() {}, start: func() {}, write: func() {}}
	crashed := false
	w.OnCrash(func(err error) {
		w.Log("kingman:", err.Error())
		var panicked *dom.Panic
		if errors.As(err, &panicked) && !crashed {
			crashed = true
			p.addNote("crash", "Something went wrong inside the playground. It goes on; if the numbers stop following the sliders, reload the page.")
		}
	})
	if p.charts, err = w.Charts(); err != nil {
		return err
	}
	address := w.Address()
	p.options, p.notes = link.DecodeOptions(address.Query)
	if err := p.open(address); err != nil {
		return err
	}
	p.dress()
	p.findControls()
	if e, ok := w.Query("#headline"); ok {
		if _, long := e.Attr("data-long"); long { // by the build, for the default
			p.shown[headlineLength] = "long"
		}
	}
	if _, err := p.charts.Call("theme"); err != nil {
		return err
	}
	p.showStory() // before measuring: a step may show other charts
	p.measure()
	p.startPool()
	p.listen()
	// What stands there already is the default's answer, simulation included:
	// it is left alone until the same is known here.
	if !p.link.State.Equal(p.link.State.Argument.Defaults()) || len(p.notes) > 0 {
		p.refresh()
	} else {
		p.evaluate()
		p.draw()
		p.setControls()
	}
	p.showNotes()
	p.showWays()
	p.simulate()
	if p.options.Move {
		p.writeAddress(false) // from now on it is this argument's own
	}
	w.Root().RemoveAttr("data-opening")
	w.Root().SetData("state", "ready")
	p.startLive()
	select {}
}

// open takes the state from the address. An address that names another
// argument is taken to that one's page; should it not come, this one is shown.
func (p *page) open(a dom.Address) error {
	id := p.window.Root().Data("argument")
	home, ok := scenario.Find(id)
	if !ok {
		return smallfmt.Errorf("page: no argument %q", id)
	}
	p.codec = link.At(home)
	l, notes := p.codec.Decode(a.Hash, a.Query)
	if there := l.State.Argument; there != home {
		l = l.To(home)
		if !p.options.Move {
			stay := make(chan struct{})
			p.leave(there, a, func() { close(stay) })
			<-stay
			l = link.Link{State: home.Defaults()}
			notes = []link.Note{notHere(there, home)}
		}
	}
	p.link = l
	p.notes = append(p.notes, notes...)
	return nil
}

// dress applies what the address says about the looks of the page.
func (p *page) dress() {
	root := p.window.Root()
	if p.options.Embed {
		root.SetData("embed", "")
	}
	if p.options.Present {
		root.SetData("present", "")
	}
	if len(p.options.Show) == 0 {
		return
	}
	a := p.state().Argument
	shown, notes := p.options.Sliders(a)
	p.notes = append(p.notes, notes...)
	for i := range a.Params {
		if row, ok := p.window.Query(`[data-control="` + a.Params[i].ID + `"]`); ok && !slices.Contains(shown, i) {
			row.SetFlag("hidden", true)
		}
	}
	if more, ok := p.window.Query("#more"); ok {
		more.SetFlag("open", true)
		more.SetClass("bare", true)
	}
}

// state returns the state that the page shows.
func (p *page) state() *scenario.State { return &p.link.State }

// set puts text into the part of the page that selector names, if it is not
// there already. A part is never replaced by another element.
func (p *page) set(selector, text string, write func(dom.Element, string)) {
	if p.shown[selector] == text {
		return
	}
	e, ok := p.parts[selector]
	if !ok {
		if e, ok = p.window.Query(selector); !ok {
			return
		}
		p.parts[selector] = e
	}
	write(e, text)
	p.shown[selector] = text
}
