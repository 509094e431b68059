//go:build js && wasm

package page

import (
	"strings"

	"kingman/wasm/chart"
)

// Rooms of the charts on a sheet of A4, in CSS pixels: the first has its whole width,
// two of the others stand side by side.
var (
	wholeSheet = chart.Size{Width: 680, Height: 250, Font: 10}
	halfSheet  = chart.Size{Width: 328, Height: 170, Font: 10}
)

// putOnPaper lays everything out for a printer: charts for the width of a sheet,
// whatever the window's, and what the sliders say.
func (p *page) putOnPaper() {
	for i, c := range p.view.Charts {
		size := halfSheet
		if d := p.drawn[c.ID]; d != nil && d.scale.Drawn() {
			c.X, c.Y = d.scale.X, d.scale.Y
		}
		if i == 0 {
			size = wholeSheet
		}
		frame, data, err := chart.Lay(c, size)
		if err == nil {
			_, err = p.charts.Call("paper", c.ID, string(frame), data, size.Width, size.Height)
		}
		if err != nil {
			p.window.Log("kingman:", err.Error())
		}
	}
	day, err := p.charts.Call("today")
	if err != nil {
		p.window.Log("kingman:", err.Error())
	}
	p.parts.paper.write(p.settings()+" Printed on "+day+" from "+p.url(p.window.Address()), setText)
	p.settle()
}

// settings says what stands at every slider, and at today's where that is another value.
func (p *page) settings() string {
	var b strings.Builder
	s := p.state()
	for i, param := range s.Entry.Params {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(param.Label + ": " + param.Say(s.WhatIf[i]))
		if s.Today[i] != s.WhatIf[i] {
			b.WriteString(" (today " + param.Say(s.Today[i]) + ")")
		}
	}
	return s.Currency.In(b.String()) + "."
}
