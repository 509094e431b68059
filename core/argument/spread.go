package argument

import (
	"math"

	"kingman/core/stats"
	"kingman/core/words"
)

// A Spread shows how a time spreads, today and what-if: twenty dots, each standing for
// one item in twenty.
type Spread struct {
	ID, Title string
	Subtitle  func(*Sheet) string
	XName     string // of the time
	YName     string // "features in twenty"
	// Of is one item's time in a run; Quantile is the formula's.
	Of       Lot
	Quantile func(s Setting) func(q float64) float64
}

func (p *Spread) sweep() (*Sweep, []int) { return nil, nil }
func (p *Spread) counts() []Count        { return []Count{&p.Of} }

// side returns the dots of a side in rising order: from its runs if they are in, else
// by formula.
func (p *Spread) side(b *Sheet, side *Side) []float64 {
	if side.Runs.Known() {
		if values := side.Runs.lots(&p.Of); len(values) > 0 {
			return twenty(func(q float64) float64 { return stats.SortedQuantile(values, q) })
		}
	}
	return b.Keep("dots "+p.ID+" "+side.Name, side.Setting, func() any { return twenty(p.Quantile(side.Setting)) }).([]float64)
}

func (p *Spread) draw(b *Sheet) Chart {
	today, whatIf := p.side(b, &b.Today), p.side(b, &b.WhatIf)
	c := Chart{
		ID: p.ID, Title: p.Title, Subtitle: p.Subtitle(b), X: WaitAxis(p.XName, math.Max(4, HeadRoom*math.Max(largest(today), largest(whatIf)))),
		Y: Axis{Name: p.YName, Unit: words.Items, Max: 1},
	}
	c.Alt = Upper(c.Subtitle) + ": half of them " + quantiles(whatIf)
	if !b.Same() {
		c.Alt += "; today half " + quantiles(today)
	}
	c.Alt += "."
	if b.Same() {
		today = nil
	}
	c.Layers = []Layer{
		{ID: "today", Name: "today", Shape: Dots, Role: Today, Label: "today", X: today},
		{ID: "whatif", Name: "what-if", Shape: Dots, Role: WhatIf, X: whatIf},
	}
	return c
}

// quantiles say the middle of twenty dots and the last but one.
func quantiles(dots []float64) string {
	half := "not at all"
	if w := dots[len(dots)/2]; w >= 1.0/60 {
		half = "at most " + words.Duration(w)
	}
	return half + ", one in twenty over " + words.Duration(dots[len(dots)-2])
}

// twenty returns the middles of twenty equal shares.
func twenty(quantile func(q float64) float64) []float64 {
	dots := make([]float64, 20)
	for i := range dots {
		dots[i] = quantile((float64(i) + 0.5) / 20)
	}
	return dots
}
