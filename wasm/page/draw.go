//go:build js && wasm

package page

import (
	"strconv"

	"kingman/core/argument"
	"kingman/wasm/chart"
)

// drawn is a chart on the page: its room, the scale that it is drawn at, and what was
// drawn last.
type drawn struct {
	size        chart.Size
	plot        part // what of the chart stands outside the drawing
	title       part
	subtitle    part
	table       table
	scale       chart.Scale
	spots       chart.Spots // of its labels
	frame, data string
}

// measure notes how much room each chart has.
func (p *page) measure() {
	font := 11.5
	if text, err := p.charts.Call("font"); err == nil {
		if px, err := strconv.ParseFloat(text, 64); err == nil && px > 0 {
			font = px
		}
	}
	for _, e := range p.window.QueryAll("[data-chart]") {
		id := e.Data("chart")
		room, ok := e.Query("[data-plot]")
		if !ok {
			continue
		}
		r := room.Rect()
		if p.drawn[id] == nil {
			at := func(selector string) part { return part{within: e, selector: selector} }
			p.drawn[id] = &drawn{plot: at("[data-plot]"), title: at("[data-title]"), subtitle: at("[data-subtitle]"), table: newTable(e, "[data-table]")}
		}
		d, size := p.drawn[id], chart.Size{Width: r.Width, Height: r.Height, Font: font}
		if d.size == size {
			continue
		}
		if r.Width > 0 {
			if _, err := p.charts.Call("fit", id); err != nil {
				p.window.Log("kingman:", err.Error())
			}
		}
		d.size, d.frame, d.spots = size, "", nil
	}
}

// draw redraws the charts of the first screen in this very frame, and the
// others in the next: four at once would take longer than a frame has. What is
// asked of this frame runs before it is painted, so the next one is asked there.
// They follow a slider that moves in every frame, too: what waits is not put off
// by the next change, and then shows that one.
func (p *page) draw(why chart.Move) {
	p.drawThese(p.view.Charts[:p.first()], why)
	p.showLever()
	p.later = max(p.later, why)
	if p.behind {
		return
	}
	p.behind = true
	p.window.Frame(func(float64) {
		p.window.Frame(func(float64) {
			p.behind = false
			why := p.later
			p.later = chart.Follows
			p.drawThese(p.view.Charts[p.first():], why)
		})
	})
}

// first is how many charts are drawn at once.
func (p *page) first() int { return min(p.state().Entry.Shown, len(p.view.Charts)) }

// drawThese redraws some charts, each on its scale.
func (p *page) drawThese(charts []argument.Chart, why chart.Move) {
	for _, c := range charts {
		d := p.drawn[c.ID]
		if d == nil {
			continue
		}
		if why > chart.Refines || d.spots == nil { // what rests does not depend on the way that led there
			d.spots = chart.Spots{}
		}
		c, at := d.scaled(p.onStory(c), why)
		if err := p.drawOne(c, d, at); err != nil {
			p.window.Log("kingman:", err.Error())
		}
		d.title.write(c.Title, setText)
		d.subtitle.write(c.Subtitle, setText)
		d.plot.write(c.Alt, setLabel)
	}
}

// scale puts the charts on their scales, while the build's pictures stay.
func (p *page) scale() {
	for _, c := range p.view.Charts {
		if d := p.drawn[c.ID]; d != nil {
			d.scaled(c, chart.Replaces)
		}
	}
}

// drawStill draws the charts on a stage before the simulations have come, but for the points
// that only those know: the build's pictures have the letters of a smaller room, and other
// margins than the lever, whose axis is the chart's. Charts once drawn stay so in every room.
func (p *page) drawStill() {
	if p.redrawn = p.redrawn || p.presenting(); !p.redrawn {
		return
	}
	for _, c := range p.view.Charts {
		if d := p.drawn[c.ID]; d != nil {
			if err := p.drawOne(c, d, pace{}); err != nil {
				p.window.Log("kingman:", err.Error())
			}
		}
	}
}

// rehearse makes each chart and draws it once below the build's picture of it, in tasks of
// their own: the browser compiles what runs for the first time, and the hand that moves
// a slider shall not wait for that.
func (p *page) rehearse() {
	var steps []func()
	call := func(method string, args ...any) {
		if _, err := p.charts.Call(method, args...); err != nil {
			p.window.Log("kingman:", err.Error())
		}
	}
	for _, c := range p.view.Charts {
		if d := p.drawn[c.ID]; d != nil && d.size.Width > 0 && d.size.Height > 0 {
			steps = append(steps, func() { call("prepare", c.ID) }, func() {
				if !p.still || d.frame != "" { // it is drawn already
					return
				}
				if frame, data, err := chart.LayOn(c, d.size, nil); err == nil {
					call("rehearse", c.ID, string(frame), data)
				}
			})
		}
	}
	p.window.InTurn(steps...)
}

// drawOne sends the frame and the data, if they are new, and the pace at which they get
// there.
func (p *page) drawOne(c argument.Chart, d *drawn, at pace) error {
	if d.size.Width == 0 || d.size.Height == 0 { // not shown at the moment
		return nil
	}
	frame, data, err := chart.LayOn(c, d.size, d.spots)
	if err != nil {
		return err
	}
	if string(frame) == d.frame && string(data) == d.data {
		return nil
	}
	d.frame, d.data = string(frame), string(data)
	_, err = p.charts.Call("draw", c.ID, d.frame, data, at.scale, at.values, at.trail)
	return err
}

// forgetTrail takes away what the step of the story before has left on the charts.
func (p *page) forgetTrail() {
	if _, err := p.charts.Call("forget"); err != nil {
		p.window.Log("kingman:", err.Error())
	}
}

// repaint draws everything again: the theme or the room has changed.
func (p *page) repaint() {
	if _, err := p.charts.Call("renew"); err != nil {
		p.window.Log("kingman:", err.Error())
	}
	p.measure()
	for _, d := range p.drawn {
		d.frame = ""
	}
	if p.still {
		p.drawStill()
	} else {
		p.draw(chart.Follows)
	}
	p.live.resize()
}
