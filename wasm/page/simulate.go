//go:build js && wasm

package page

import (
	"strconv"

	"kingman/core/argument"
	"kingman/core/stats"
	"kingman/wasm/chart"
	"kingman/wasm/pool"
)

// startPool makes the pool of workers.
func (p *page) startPool() {
	p.pool = pool.InBrowser(p.window, pool.Config{
		Fault:      p.options.Chaos,
		OnProgress: p.progress,
		OnDone:     p.finished,
		OnNotice: func(text, detail string) {
			p.window.Log("kingman:", detail)
			p.addNote("simulation", text)
		},
	})
}

// startAfter is how many milliseconds the slider must rest before simulations
// of its place are begun: while it moves nothing is simulated, since workers would take the
// processor from the hand that moves it.
const startAfter = 60

// simulate starts the simulations of the state in a moment; what was under way
// for an earlier one is dropped.
func (p *page) simulate() {
	p.cancelProgress()
	p.showing = false
	p.simulated = p.state().Clone()
	p.window.Root().SetData("sim", "running")
	p.announce(false)
	p.pool.Stop()
	p.cancelStart()
	p.cancelStart = p.window.After(startAfter, func() { p.pool.Start(p.link.Encode(), p.model.Plan(*p.state())) })
}

// showEvery is how many milliseconds lie between two looks at what has come:
// reading all of it takes longer than a frame, and the slider has the right of
// way.
const showEvery = 160

// progress shows what has come, a few times a second.
func (p *page) progress() {
	if p.showing || p.still { // less than what stands there
		return
	}
	p.showing = true
	p.cancelProgress = p.window.After(showEvery, func() {
		p.look(p.pool.Results().WithToday(p.results), func() {
			p.showing = false
			p.show(chart.Refines)
			p.showStatus(false)
		})
	})
}

// look computes from what has come, as a task of its own, and shows it in the next frame. A
// change of the state in between calls the showing off.
func (p *page) look(results argument.Results, show func()) {
	p.results = results
	p.evaluate()
	p.cancelProgress = p.window.Frame(func(float64) { show() })
}

// forget drops the results of another state than the page's; what is known of today
// stays, if that is the same.
func (p *page) forget() {
	old := p.results
	p.results = argument.Results{}
	if p.simulated.SameToday(*p.state()) {
		p.results = p.results.WithToday(old)
	}
}

// earlier reads what was simulated of "today" or "whatif" out of the page as the build has
// made it.
func (p *page) earlier(setting string) map[string]*stats.Estimate {
	read := map[string]*stats.Estimate{}
	for _, n := range p.model.Numbers {
		cell, ok := p.window.Query(`[data-figure="` + n.ID + `"] [data-of=` + setting + `-simulated]`)
		if !ok {
			continue
		}
		var values [3]float64
		for i, name := range [...]string{"value", "lo", "hi"} {
			v, err := strconv.ParseFloat(cell.Data(name), 64)
			ok = ok && err == nil
			values[i] = v
		}
		if ok {
			read[n.ID] = &stats.Estimate{Mean: values[0], Lo: values[1], Hi: values[2]}
		}
	}
	return read
}

// finished shows the last of what comes for this state: all of it, unless a
// notice has said otherwise.
func (p *page) finished() {
	p.cancelProgress()
	p.showing = false
	p.cancelProgress = p.window.InTurn(func() {
		p.look(p.pool.Results(), func() {
			p.still = false
			p.show(chart.Refines)
			p.showStatus(true)
			p.cancelProgress = p.window.InTurn(append(p.settling(), func() {
				p.window.Root().SetData("sim", "done")
				p.announce(true)
			})...)
		})
	})
}

// announce says whether the sentence may be read out: once for a change, when no more of
// it comes, and not at every step of a drag or with every look at what has come.
func (p *page) announce(may bool) {
	if e, ok := p.window.Query("#headline"); ok {
		e.SetAttr("aria-busy", strconv.FormatBool(!may))
	}
}
