package argument

import (
	"math"

	"kingman/core/sim"
)

// Parts is where a lead time goes, as two stacked bars, today's and what-if's.
type Parts struct {
	ID, Subtitle string
	// XName names the lead time, which is Number.
	XName  string
	Number int
	Parts  []Part
	// Formula returns the hours of each part.
	Formula func(Setting) []float64
	// Say says the whole, and Describe a setting in a few words; nil says no more
	// than that it is today or what-if.
	Say        func(float64) string
	Describe   func(Setting) string
	Title, Alt func(b *Sheet, now, then []float64) string

	of leadParts
}

// A Part of a bar: one or more of the simulator's.
type Part struct {
	ID    string
	Label string // below the part
	Name  string // in the table; empty is Label
	Fill  Fill
	Of    []sim.Part
}

func (p *Parts) sweep() (*Sweep, []int) { return nil, nil }

func (p *Parts) counts() []Count {
	p.of = nil
	for _, part := range p.Parts {
		p.of = append(p.of, part.Of)
	}
	return []Count{&p.of}
}

// side is the bar of a side: simulated if the runs are in, else by formula.
func (p *Parts) side(b *Sheet, side *Side) []float64 {
	if side.Runs.Known() {
		return side.Runs.parts(&p.of)
	}
	return b.Keep("parts "+p.ID+" "+side.name, side.Setting, func() any { return p.Formula(side.Setting) }).([]float64)
}

func (p *Parts) draw(b *Sheet) Chart {
	f := &b.Figures[p.Number]
	now, then := p.side(b, &b.Now), p.side(b, &b.Then)
	if f.TodaySimulated != nil {
		addsUpTo(f.TodaySimulated, now)
	}
	if f.WhatIfSimulated != nil {
		addsUpTo(f.WhatIfSimulated, then)
	}
	row := func(name string, in Setting, role Role, best float64) Row {
		label := name + ", "
		if p.Describe != nil {
			label += p.Describe(in) + ": "
		}
		return Row{Name: name, Label: label + p.Say(best), Role: role}
	}
	c := Chart{
		ID: p.ID, X: WaitAxis(p.XName, math.Max(4, b.Highest(p.Number))), Subtitle: p.Subtitle, Y: Axis{Name: "setting", Max: 2},
		Rows:  []Row{row("today", b.Now.Setting, Today, f.TodayBest()), row("what-if", b.Then.Setting, WhatIf, f.WhatIfBest())},
		Title: p.Title(b, now, then), Alt: p.Alt(b, now, then),
	}
	parts := make([]RowPart, len(p.Parts))
	for i, part := range p.Parts {
		parts[i] = RowPart{part.ID, part.Label, part.Name, part.Fill}
	}
	c.Layers = stackedBars(parts, []float64{0, 0}, [][]float64{now, then})
	return c
}

// total adds up a bar, from the left.
func total(hours []float64) float64 {
	sum := 0.0
	for _, h := range hours {
		sum += h
	}
	return sum
}
