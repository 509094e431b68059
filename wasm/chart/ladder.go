package chart

import (
	"math"

	"kingman/core/argument"
)

// rungs names the keys of a ladder to their left, says what each tier is below it where
// there is room, and what each mark stands for above it: the two of a row stand apart. In a
// table, which has no marks, parts say what they are themselves.
func (p *plot) rungs() {
	em, colour := p.size.Font, Quiet
	if isTable(p.chart) {
		colour = Ink
	}
	rows := barRows(p.chart, p.size)
	for i := range rows {
		p.say(-1, i, p.chart.Rows[i].Name, Left, 0, rows[i].name, Ink, false)
	}
	before := make([]int, len(rows)) // the label of a row's first mark, from 1
	for of := range p.chart.Layers {
		l := &p.chart.Layers[of]
		for k, text := range l.Texts {
			row := int(l.Y[k])
			if l.Shape == argument.Bars {
				from, to := p.x(l.Lo[k]), p.x(l.Hi[k])
				if y := rows[row].below; !math.IsNaN(y) && text != "" && TextWidth(text, em, false) < to-from {
					p.say(of, k, text, Center, (from+to)/2, y, colour, false)
				}
				continue
			}
			p.say(of, k, text, Center, p.within(p.x(l.X[k]), text), rows[row].top-0.75*em, Colour(l.Role), true)
			if before[row] > 0 {
				p.part(&p.labels[before[row]-1], &p.labels[len(p.labels)-1])
			}
			before[row] = len(p.labels)
		}
	}
}

// within keeps the middle of a strong text so far from the chart's sides that it fits.
func (p *plot) within(x float64, text string) float64 {
	half := TextWidth(text, p.size.Font, true) / 2
	return math.Max(half, math.Min(x, p.size.Width-half))
}

// part moves two labels of one line apart, both by as much as the chart's sides let them.
func (p *plot) part(a, b *Label) {
	if a.X > b.X {
		a, b = b, a
	}
	apart := (TextWidth(a.Text, a.Size, true)+TextWidth(b.Text, b.Size, true))/2 + 0.8*a.Size
	if over := apart - (b.X - a.X); over > 0 {
		a.X = p.within(a.X-over/2, a.Text)
		b.X = p.within(a.X+apart, b.Text)
		a.X = b.X - apart
		a.X, b.X = math.Round(a.X), math.Round(b.X)
	}
}
