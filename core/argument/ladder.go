package argument

import (
	"math"

	"kingman/core/portable"
	"kingman/core/words"
)

// Ladder is a row for each of a few keys, every one on a scale of its own that is cut
// into the same named tiers, with a mark for today and one for what-if. Inside a tier a
// mark stands by the logarithm; the two outermost tiers have no end, and what is ever
// worse or better in them comes ever nearer to it.
//
//	&argument.Ladder{
//		ID: "keys", Subtitle: "the four keys, by the tiers of 2019", Tiers: []string{"low", "medium", "high", "elite"},
//		Rungs: []argument.Rung{
//			{Name: "deployments", Number: frequency, Bounds: []float64{0.25, 1, 5}, Limits: []string{"monthly", "weekly", "daily", "at will"}},
//			{Name: "lead time", Number: lead, Bounds: []float64{26 * words.Week, words.Week, words.Day}, …},
//		},
//		…
//	}
type Ladder struct {
	ID, Subtitle string
	// Tiers are their names, from the left: the worst first.
	Tiers      []string
	Rungs      []Rung
	Title, Alt func(*Sheet) string
}

// A Rung is one key of a [Ladder].
type Rung struct {
	Name   string // to its left: some 14 letters at most
	Number int    // of the argument, by its index
	// Bounds lie between the tiers, from the left, above 0: they rise where more is better
	// and fall where less is.
	Bounds []float64
	// Limits say what each tier is, in it, where there is room; nil is nothing.
	Limits []string
	// Say says a value beside its mark; nil says it in the number's unit.
	Say func(float64) string
}

// Place is where v stands: the tiers are 1 wide each. What is 0 or less stands at the
// end.
func (r *Rung) Place(v float64) float64 {
	sign, n := 1.0, len(r.Bounds)
	if r.Bounds[n-1] < r.Bounds[0] {
		sign = -1
	}
	steps := make([]float64, n) // from each bound to v, as its logarithm; above 0 is better
	for i, b := range r.Bounds {
		steps[i] = math.Inf(-1)
		if v > 0 {
			steps[i] = portable.Log(v / b)
		}
		steps[i] *= sign
	}
	// Out of the outermost tiers nothing leads.
	endless := func(steps float64) float64 { return 1 - 1/(1+steps) }
	if steps[0] < 0 {
		return 1 - endless(-steps[0])
	}
	for i := 1; i < n; i++ {
		if steps[i] < 0 {
			return float64(i) + steps[i-1]/(steps[i-1]-steps[i])
		}
	}
	return float64(n) + endless(steps[n-1])
}

func (p *Ladder) sweep() (*Sweep, []int) { return nil, nil }
func (p *Ladder) counts() []Count        { return nil }

func (p *Ladder) draw(b *Sheet) Chart {
	c := Chart{
		ID: p.ID, Subtitle: p.Subtitle, Title: p.Title(b), Alt: p.Alt(b),
		X: Axis{Name: "tier", Max: float64(len(p.Tiers))}, Y: Axis{Name: "key", Max: float64(len(p.Rungs))},
	}
	for i, name := range p.Tiers {
		c.X.Ticks = append(c.X.Ticks, Tick{At: float64(i) + 0.5, Text: name})
		l := Layer{ID: "tier-" + string(rune('a'+i)), Name: name, Shape: Bars, Fill: Pale}
		for k := range p.Rungs {
			l.X, l.Y, l.Lo, l.Hi = append(l.X, 1), append(l.Y, float64(k)), append(l.Lo, float64(i)), append(l.Hi, float64(i+1))
			text := ""
			if p.Rungs[k].Limits != nil {
				text = p.Rungs[k].Limits[i]
			}
			l.Texts = append(l.Texts, text)
		}
		c.Layers = append(c.Layers, l)
	}
	today := Layer{ID: "today", Name: "today", Shape: RowMark, Role: Today}
	whatIf := Layer{ID: "whatif", Name: "what-if", Shape: RowMark, Role: WhatIf}
	put := func(l *Layer, k int, v float64) {
		r := &p.Rungs[k]
		say := r.Say
		if say == nil {
			say = func(v float64) string { return words.Say(v, b.Figures[r.Number].Unit) }
		}
		l.X, l.Y, l.Texts = append(l.X, r.Place(v)), append(l.Y, float64(k)), append(l.Texts, say(v))
	}
	for k, r := range p.Rungs {
		c.Rows = append(c.Rows, Row{Name: r.Name})
		if !b.Same() {
			put(&today, k, b.Today(r.Number))
		}
		put(&whatIf, k, b.WhatIf(r.Number))
	}
	c.Layers = append(c.Layers, today, whatIf)
	return c
}
