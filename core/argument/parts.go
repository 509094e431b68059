package argument

import (
	"strings"

	"kingman/core/words"
)

// Parts is what something is made up of today and in what-if, as two stacked bars.
//
//	&argument.Parts{
//		ID: "week", Subtitle: "where the engineers' week goes",
//		X: func(b *argument.Sheet) argument.Axis { return argument.CountAxis("hours", words.Items, 40) },
//		Parts: []argument.RowPart{{ID: "work", Label: "work"}, {ID: "talk", Label: "talk", Fill: argument.Hatch}},
//		Of: func(s *argument.Side) []float64 { return []float64{40 - s.Best(talk), s.Best(talk)} },
//		…
//	}
//
// A lead time is a [Lens].
type Parts struct {
	ID, Subtitle string
	X            func(*Sheet) Axis
	// Parts of both bars, from the left.
	Parts []RowPart
	// Of returns how long they are in a setting, in the unit of X.
	Of func(*Side) []float64
	// Describe is what follows "today" and "what-if" above the bars: ", 20 people".
	Describe func(*Side) string
	Title    func(b *Sheet, today, whatIf []float64) string
}

func (p *Parts) sweep() (*Sweep, []int) { return nil, nil }
func (p *Parts) counts() []Count        { return nil }

func (p *Parts) draw(b *Sheet) Chart {
	today, whatIf := p.Of(&b.Today), p.Of(&b.WhatIf)
	c := Chart{
		ID: p.ID, Subtitle: p.Subtitle, X: p.X(b), Y: Axis{Name: "setting", Max: 2},
		Rows: []Row{
			{Name: "today", Label: "today" + p.Describe(&b.Today), Role: Today},
			{Name: "what-if", Label: "what-if" + p.Describe(&b.WhatIf), Role: WhatIf},
		},
		Layers: stackedBars(p.Parts, []float64{0, 0}, [][]float64{today, whatIf}),
		Title:  p.Title(b, today, whatIf), Alt: Upper(p.Subtitle) + ".",
	}
	for row := range c.Rows {
		if row == 0 || !b.Same() {
			c.Alt += " " + Upper(c.Rows[row].Label) + "; " + c.spelled(row) + "."
		}
	}
	return c
}

// spelled says the parts of a row of bars: "own work 31, talk 9".
func (c *Chart) spelled(row int) string {
	var parts []string
	for _, l := range c.Layers {
		if l.Shape == Bars && l.X[row] > 0 {
			parts = append(parts, l.Name+" "+words.Say(l.X[row], c.X.Unit))
		}
	}
	return strings.Join(parts, ", ")
}
