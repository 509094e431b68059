package argument

import (
	"strings"

	"kingman/core/words"
)

// Rows is a row of bars for each of a few places or options, which of them is longest
// and by how much: a plain bar each, with its value at the end and today's as a mark on
// it, or a stacked one, whose parts are named once, where they are longest. Rules go
// across all rows. With parts that follow each other in time it is a timeline.
//
//	&argument.Rows{
//		ID: "where", Subtitle: "features a week with one more person there", XName: "features a week", Scale: argument.PerWeekAxis,
//		Names: []string{"nobody", "engineer", "tester"},
//		Bars: func(b *argument.Sheet) []argument.Bar {
//			bars := make([]argument.Bar, 3)
//			for k := range bars {
//				v := b.WhatIf.At(where, float64(k)) …
//				bars[k] = argument.Bar{Parts: []float64{v}, Label: words.Short(v)}
//			}
//			return bars
//		},
//		…
//	}
type Rows struct {
	ID, Subtitle string
	// XName names the axis, and Scale makes it: [WaitAxis], [ShareAxis] or one like them.
	XName string
	Scale func(name string, most float64) Axis
	// Names of the rows, the topmost first: some 16 letters each at most.
	Names []string
	// Parts of the bars, from the left; nil where bars have none.
	Parts []RowPart
	// Sweep, where set, is simulated for the rows, a place each: see [Sheet.Swept]. Numbers
	// are which numbers of the argument are counted there, and Counts what is counted of
	// the two settings.
	Sweep   *Sweep
	Numbers []int
	Counts  []Count
	// Bars returns a bar for each name.
	Bars func(*Sheet) []Bar
	// Home is how long the chart is at rest; 0 is as long as the longest bar, or as the last rule.
	Home float64
	// Rules are RuleX layers across the rows, the same list for every state; nil is none.
	Rules func(*Sheet) []Layer
	Title func(b *Sheet, bars []Bar) string
}

// A RowPart is a part of every bar of [Rows].
type RowPart struct {
	_ incomparable

	ID    string
	Label string // below the longest
	Name  string // in the table; empty is Label
	Fill  Fill
}

// A Bar is one row of [Rows].
type Bar struct {
	// Parts are how long they are, in the axis' unit, one after the other from From on; one
	// number where there are no parts.
	Parts []float64
	From  float64
	// Today is where today's mark stands on the row, of what-if's it is the end of the bar;
	// nil is none.
	Today *float64
	// Role is [Today] for the option that is today's, [WhatIf] for the one that is chosen.
	Role Role
	// Label stands at the end; empty is the bar's length with its unit.
	Label string
}

// End is where the bar ends.
func (r *Bar) End() float64 { return r.From + total(r.Parts) }

// BestAt is the best that is known of what-if's setting at a place of a sweep, by number, and the role of that setting. For
// today and what-if best is the sentence's number; for another setting, whose role is Plain, it is the one of [Sheet.Swept].
func (b *Sheet) BestAt(w *Sweep, at float64) (best func(n int) float64, whose Role) {
	switch s := w.at(b.WhatIf.Setting, at); {
	case s.Equal(b.WhatIf.Setting):
		return b.WhatIf.Best, WhatIf
	case s.Equal(b.Today.Setting):
		return b.Today.Best, Today
	}
	return func(n int) float64 { return b.Swept(w, n, at) }, Plain
}

func (p *Rows) sweep() (*Sweep, []int) { return p.Sweep, p.Numbers }
func (p *Rows) counts() []Count        { return p.Counts }

func (p *Rows) draw(b *Sheet) Chart {
	bars := p.Bars(b)
	c := Chart{ID: p.ID, Subtitle: p.Subtitle, Y: Axis{Name: "row", Max: float64(len(bars))}, Title: p.Title(b, bars)}
	most := p.Home
	today := Layer{ID: "today", Name: "today", Shape: RowMark, Role: Today}
	lengths, from := make([][]float64, len(bars)), make([]float64, len(bars))
	for k := range bars {
		r := &bars[k]
		lengths[k], from[k] = r.Parts, r.From
		most = max(most, r.End())
		if r.Today != nil {
			most = max(most, *r.Today)
			today.X, today.Y = append(today.X, *r.Today), append(today.Y, float64(k))
		}
	}
	var rules []Layer
	if p.Rules != nil {
		rules = p.Rules(b)
	}
	for _, rule := range rules {
		most = max(most, largest(rule.X))
	}
	c.X = p.Scale(p.XName, most)
	for k := range bars {
		end := bars[k].Label
		if end == "" {
			end = words.Say(bars[k].End()-bars[k].From, c.X.Unit)
		}
		c.Rows = append(c.Rows, Row{Name: p.Names[k], End: end, Role: bars[k].Role})
	}
	parts := p.Parts
	if parts == nil {
		parts = []RowPart{{ID: "bar", Name: p.XName}}
	}
	c.Layers = append(append(stackedBars(parts, from, lengths), today), rules...)
	c.Alt = Upper(p.Subtitle)
	link := ": "
	for k := range c.Rows {
		c.Alt, link = c.Alt+link+c.Rows[k].Name+" "+c.Rows[k].End, "; "
		if r := &bars[k]; r.Today != nil {
			c.Alt += ", today " + words.Say(*r.Today-r.From, c.X.Unit)
		}
	}
	for _, rule := range rules {
		if len(rule.X) > 0 && !strings.Contains(c.Alt, rule.Name) { // no row says it
			c.Alt += "; " + rule.Name + " " + words.Say(rule.X[0], c.X.Unit)
		}
	}
	c.Alt += "."
	return c
}

// stackedBars are the layers of bars, one for each part: lengths[k][i] of part i in row
// k, which begins at from[k].
func stackedBars(parts []RowPart, from []float64, lengths [][]float64) []Layer {
	at := append([]float64(nil), from...)
	layers := make([]Layer, len(parts))
	for i, part := range parts {
		l := Layer{ID: part.ID, Name: part.Name, Shape: Bars, Label: part.Label, Fill: part.Fill}
		if l.Name == "" {
			l.Name = part.Label
		}
		for row := range lengths {
			length := lengths[row][i]
			l.X, l.Y = append(l.X, length), append(l.Y, float64(row))
			l.Lo = append(l.Lo, at[row])
			at[row] += length
			l.Hi = append(l.Hi, at[row])
		}
		layers[i] = l
	}
	return layers
}
