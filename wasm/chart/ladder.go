package chart

import (
	"math"

	"kingman/core/argument"
)

// rungs names the keys of a ladder to their left, says what each tier is below it where
// there is room, and what each mark stands for above it: the two of a row stand apart.
func (p *plot) rungs() []Label {
	var labels []Label
	em := p.size.Font
	rows := barRows(p.chart, p.size)
	for i, r := range rows {
		labels = append(labels, Label{Of: -1, Item: i, Text: p.chart.Rows[i].Name, X: 0, Align: Left, Y: math.Round(r.name), Colour: Ink, Size: em})
	}
	values := make([][]Label, len(rows)) // of the marks of each row, from the left; X is their middle
	for of, l := range p.chart.Layers {
		for k := range l.Texts {
			row := int(l.Y[k])
			label := Label{Of: of, Item: k, Text: l.Texts[k], Align: Center, Size: em}
			switch l.Shape {
			case argument.Bars:
				from, to := p.x(l.Lo[k]), p.x(l.Hi[k])
				label.X, label.Y, label.Colour = math.Round((from+to)/2), math.Round(rows[row].below), Quiet
				if !math.IsNaN(rows[row].below) && label.Text != "" && TextWidth(label.Text, em, false) < to-from {
					labels = append(labels, label)
				}
			case argument.RowMark:
				label.X, label.Y, label.Colour, label.Strong = p.x(l.X[k]), math.Round(rows[row].top-0.75*em), Colour(l.Role), true
				values[row] = append(values[row], label)
			}
		}
	}
	for _, row := range values {
		if len(row) == 2 {
			if row[0].X > row[1].X {
				row[0], row[1] = row[1], row[0]
			}
			need := (TextWidth(row[0].Text, em, true)+TextWidth(row[1].Text, em, true))/2 + 0.8*em
			if over := need - (row[1].X - row[0].X); over > 0 {
				row[0].X, row[1].X = row[0].X-over/2, row[1].X+over/2
			}
		}
		shift := 0.0 // back into the chart
		for _, l := range row {
			half := TextWidth(l.Text, em, true) / 2
			shift = math.Max(shift, half-l.X)
			if over := l.X + half - p.size.Width; over > 0 {
				shift = -over
			}
		}
		for _, l := range row {
			l.X = math.Round(l.X + shift)
			labels = append(labels, l)
		}
	}
	return labels
}
