//go:build js && wasm

// Package page is the page's role: it turns what the reader does into a state,
// and the state into sentence, charts and link, all in the frame of the drag.
// Simulations run in workers; what they send back is shown as it comes.
package page

import (
	"errors"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/core/smallfmt"
	"kingman/wasm/chart"
	"kingman/wasm/dom"
	"kingman/wasm/link"
	"kingman/wasm/pool"
)

// A page is one open playground.
type page struct {
	window  *dom.Window
	charts  dom.Script
	options link.Options
	pool    *pool.Pool

	models argument.Models // that the program carries
	model  *argument.Model // this page's
	codec  *link.Codec     // of this page's argument
	link   link.Link
	notes  []link.Note // about the link, until the reader changes something
	view   argument.View
	// results belong to the state in link, which simulated is a copy of; after a change
	// they hold today's, if that has not changed.
	results   argument.Results
	simulated argument.State
	// notebook keeps what one view worked out for the next: in a drag little changes.
	notebook argument.Notebook

	parts          parts
	headline       sentence
	asides         []sentence        // nil until they are first written
	drawn          map[string]*drawn // the charts, by id
	still          bool              // what stands there is the build's answer, simulated, and not to be overwritten by less
	redrawn        bool              // charts are drawn in the place of the build's pictures, which are still
	full           bool              // the whole screen was given to the stage
	active         string            // the id of the parameter that was moved last
	prompter       dom.Script        // the presenter's window
	held           bool              // a slider is being held: axes stay where they are
	cancelLetGo    func()            // ends the timer that ends a hold by keyboard
	cancelProgress func()            // ends what will show progress
	showing        bool              // progress will be shown
	cancelStart    func()            // ends the timer that will start the simulations
	later          chart.Move        // why they are to be drawn
	behind         bool              // the charts further down are yet to be drawn
	cancelWrite    func()            // ends the timer that will write the address
	scrub          *scrub            // the number of the sentence that is being dragged
	lever          *leverDrag        // the pointer that drags the lever or a mark
	rail           dom.Element       // of the lever; none where the main parameter is a switch
	lines          leverLines
	shownStep      int                         // the step of the story that is shown; −1 before the first
	story          map[string][2]argument.Axis // the scales on which the story fits, by chart; nil until it is told
	controls       map[string]controlRow       // by parameter id
	pressed        *argument.State             // when the pointer came down on a slider; nil while it is up
	live           *picture                    // nil where the argument has none
	guess          *argument.Guess             // what the reader was asked first; nil if nothing
	secret         secret                      // what the story has not told yet
}

// Run starts the page and never returns: the Go program must outlive its
// callbacks.
func Run(models argument.Models) error {
	w, err := dom.Open()
	if err != nil {
		return err
	}
	p := &page{models: models, window: w, parts: newParts(w), shownStep: -1, drawn: map[string]*drawn{}, controls: map[string]controlRow{}, cancelLetGo: func() {}, cancelProgress: func() {}, cancelStart: func() {}, cancelWrite: func() {}}
	w.OnCrash(func(err error) {
		w.Log("kingman:", err.Error())
		var panicked *dom.Panic
		if errors.As(err, &panicked) {
			p.addNote("crash", "Something went wrong inside the playground. It goes on; if the numbers stop following the sliders, reload the page.")
		}
	})
	if p.charts, err = w.Script("charts"); err != nil {
		return err
	}
	address := w.Address()
	p.options, p.notes = link.DecodeOptions(address.Query)
	if err := p.open(address); err != nil {
		return err
	}
	p.noteLooks()
	p.findControls()
	if _, err := p.charts.Call("theme"); err != nil {
		return err
	}
	p.ask()
	p.tellStep()
	p.startPool()
	p.listen()
	// What stands there already is the default's answer, simulation included: it is left
	// alone until the same is known here, or something else is asked for.
	p.still = p.link.Step == 0 && !p.asking() && p.link.State.Equal(p.link.State.Entry.Defaults())
	if p.still {
		p.results.Earlier, p.results.EarlierWhatIf = p.earlier("today"), p.earlier("whatif")
	}
	p.refresh(chart.Replaces)
	p.asked()
	if !p.still {
		p.settle()
		p.showStatus(false)
	}
	p.showNotes()
	p.showWays()
	p.simulate()
	if p.options.Move {
		p.writeAddress(false) // from now on it is this argument's own
	}
	for _, e := range w.QueryAll("[inert]") { // until now nothing moved
		e.SetFlag("inert", false)
	}
	w.Root().SetData("state", "ready")
	p.startLive()
	p.rehearse()
	select {}
}

// open takes the state from the address. An address that names another
// argument is taken to that one's page; should it not come, this one is shown.
func (p *page) open(a dom.Address) error {
	id := p.window.Root().Data("argument")
	home, ok := argument.Find(catalogue.Entries(), id)
	if !ok {
		return smallfmt.Errorf("page: no argument %q", id)
	}
	if p.model, ok = p.models.Of(home); !ok {
		return smallfmt.Errorf("page: this program cannot answer for %s", id)
	}
	p.codec = link.At(home)
	if target, ok := p.target(a.Hash); ok { // a link within the page, opened in a window of its own
		p.reveal(target)
		a.Hash = ""
	}
	l, notes := p.codec.Decode(a.Hash, a.Query)
	if there := l.State.Entry; there != home {
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

// noteLooks notes what the address says wrongly about the looks of the page. The page's
// script has seen to the looks.
func (p *page) noteLooks() {
	if p.options.Show != nil {
		_, notes := p.options.Sliders(p.state().Entry)
		p.notes = append(p.notes, notes...)
	}
}

// state returns the state that the page shows.
func (p *page) state() *argument.State { return &p.link.State }
