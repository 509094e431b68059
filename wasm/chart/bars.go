package chart

import (
	"encoding/binary"
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/words"
)

// A barRow is where one bar stands, in CSS pixels from the chart's top: its name above
// it, or in rows that are lined up beside it, the names of its parts below.
type barRow struct{ name, top, height, below float64 }

// linedUp says whether the rows of c have their names to the left and what they come to
// at their ends: many rows in little room.
func linedUp(c argument.Chart) bool { return HasBars(c) && c.Rows[0].Label == "" }

// Heights of a row's lines of text and of its bar, in ems.
const (
	nameLine  = 1.8
	partLine  = 1.6
	barMost   = 3.6
	barLeast  = 0.8
	rowMargin = 0.4

	linedMost   = 1.9 // the bar of a row that is lined up
	linedLeast  = 0.6
	linedMargin = 0.6

	rungMost = 1.1 // the scale of a key of a ladder
)

// isLadder says whether marks in the rows of c say themselves what they stand for.
func isLadder(c argument.Chart) bool {
	return HasBars(c) && slices.ContainsFunc(c.Layers, func(l argument.Layer) bool { return l.Texts != nil })
}

// namesParts says whether there are parts to be named below the bars.
func namesParts(c argument.Chart) bool {
	return slices.ContainsFunc(c.Layers, func(l argument.Layer) bool { return l.Shape == argument.Bars && l.Label != "" })
}

// barRows shares the height of the plot between the rows.
func barRows(c argument.Chart, size Size) []barRow {
	g, em := margins(c, size), size.Font
	pitch := (size.Height - g.Top - g.Bottom) / float64(len(c.Rows))
	height := math.Max(barLeast*em, math.Min(barMost*em, pitch-(nameLine+partLine+rowMargin)*em))
	spare := math.Max(0, pitch-(nameLine+partLine)*em-height)
	rows := make([]barRow, len(c.Rows))
	if isLadder(c) {
		above, below := partLine*em, partLine*em
		if pitch < (nameLine+partLine+linedLeast+rowMargin)*em { // in little room the tiers are named on the axis only
			below = 0
		}
		height := math.Max(linedLeast*em, math.Min(rungMost*em, pitch-above-below))
		for i := range rows {
			y := g.Top + float64(i)*pitch + math.Max(0, pitch-above-height-below)/2 + above
			rows[i] = barRow{name: y + height/2, top: y, height: height, below: y + height + partLine*em/2}
			if below == 0 {
				rows[i].below = math.NaN()
			}
		}
		return rows
	}
	if linedUp(c) {
		below := 0.0
		if namesParts(c) {
			below = partLine * em
		}
		height := math.Max(linedLeast*em, math.Min(linedMost*em, pitch-below-linedMargin*em))
		for i := range rows {
			y := g.Top + float64(i)*pitch + math.Max(0, pitch-height-below)/2
			rows[i] = barRow{name: y + height/2, top: y, height: height, below: y + height + partLine*em/2}
		}
		return rows
	}
	for i := range rows {
		y := g.Top + float64(i)*pitch + spare/2
		rows[i] = barRow{name: y + nameLine*em/2, top: y + nameLine*em, height: height, below: y + nameLine*em + height + partLine*em/2}
	}
	return rows
}

// appendBars appends the numbers of one part of the bars, or of marks on them.
func appendBars(data []byte, c argument.Chart, l argument.Layer, size Size) []byte {
	rows := barRows(c, size)
	for i, y := range l.Y {
		if l.Shape == argument.RowMark {
			r := rows[int(y)]
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(finite(l.X[i])))
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(r.top+r.height/2))
			continue
		}
		if !(l.Hi[i] > l.Lo[i]) { // nothing to draw, or not known
			continue
		}
		r := rows[int(y)]
		for _, v := range [...]float64{finite(l.Lo[i]), finite(l.Hi[i]), r.top, r.height, hueOf(c.Rows[int(y)].Role)} {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		}
	}
	return data
}

// A part is the label of one part of a bar on its way to a place.
type part struct {
	name, amount string
	length       float64 // of the part: the longest keep their names longest
	left, width  float64
	of, item     int
}

// text is the part's name, with its amount as long as there is room.
func (p part) text() string {
	if p.amount == "" {
		return p.name
	}
	return p.name + " " + p.amount
}

// barLabels names the rows above their bars and the parts below them.
func barLabels(c argument.Chart, size Size) []Label {
	if !HasBars(c) {
		return nil
	}
	p := &plot{chart: c, size: size, grid: margins(c, size)}
	var labels []Label
	switch {
	case isLadder(c):
		return p.rungs()
	case linedUp(c):
		return p.lineUp()
	}
	for i, row := range barRows(c, size) {
		name := Label{
			Of: -1, Item: i, Text: c.Rows[i].Label, X: math.Round(p.grid.Left), Align: Left, Y: math.Round(row.name), Colour: Colour(c.Rows[i].Role), Size: 1.15 * size.Font, Strong: true,
		}
		if name.X+TextWidth(name.Text, name.Size, true) > size.Width { // a small stage
			name.Size = size.Font
		}
		labels = append(labels, name)
		var parts []part
		for of, l := range c.Layers {
			item := -1 // among those that are drawn
			for k := range l.Y {
				if l.Shape != argument.Bars || !(l.Hi[k] > l.Lo[k]) {
					continue
				}
				if item++; l.Label == "" || int(l.Y[k]) != i || l.Lo[k] >= c.X.Max {
					continue
				}
				parts = append(parts, part{name: l.Label, amount: words.Say(l.X[k], c.X.Unit), length: l.Hi[k] - l.Lo[k], left: p.x(l.Lo[k]), of: of, item: item})
			}
		}
		for _, x := range p.spread(parts, size.Width-0.3*size.Font) {
			labels = append(labels, Label{Of: x.of, Item: x.item, Text: x.text(), X: math.Round(x.left), Align: Left, Y: math.Round(row.below), Colour: Ink, Size: size.Font})
		}
	}
	return labels
}

// lineUp names the rows to their left, says at their ends what they come to, and names
// each part below the row where it is longest.
func (p *plot) lineUp() []Label {
	var labels []Label
	em := p.size.Font
	rows := barRows(p.chart, p.size)
	for i, r := range rows {
		row := p.chart.Rows[i]
		labels = append(labels, Label{Of: -1, Item: i, Text: row.Name, X: 0, Align: Left, Y: math.Round(r.name), Colour: Colour(row.Role), Size: em, Strong: row.Role != argument.Plain})
		// The end goes where the last part ends, and keeps clear of a mark there.
		end, of, item := math.Inf(-1), -1, 0
		for k, l := range p.chart.Layers {
			drawn := -1
			for n, y := range l.Y {
				if l.Shape == argument.Bars && l.Hi[n] > l.Lo[n] {
					drawn++
				}
				if l.Shape == argument.Bars && int(y) == i && l.Hi[n] >= end {
					end, of, item = l.Hi[n], k, max(0, drawn)
				}
			}
		}
		x := p.x(math.Max(p.chart.X.Min, math.Min(end, p.chart.X.Max))) + 0.5*em
		width := TextWidth(row.End, em, true)
		for _, l := range p.chart.Layers {
			for n, y := range l.Y {
				mark := p.x(l.X[n])
				if l.Shape == argument.RowMark && int(y) == i && shows(l.X[n], p.chart.X) && mark > x-em && mark < x+width+em {
					x = mark + em
				}
			}
		}
		x = math.Max(0, math.Min(x, p.size.Width-width))
		p.texts = append(p.texts, box{x, r.name - 0.55*em, x + width, r.name + 0.55*em})
		labels = append(labels, Label{Of: of, Item: item, Text: row.End, X: math.Round(x), Align: Left, Y: math.Round(r.name), Colour: Colour(row.Role), Size: em, Strong: true})
	}
	longest := map[int]int{} // the row in which a layer is longest
	parts := make([][]part, len(rows))
	for of, l := range p.chart.Layers {
		if l.Shape != argument.Bars || l.Label == "" {
			continue
		}
		drawn, best := -1, part{}
		for n := range l.Y {
			if !(l.Hi[n] > l.Lo[n]) {
				continue
			}
			if drawn++; l.Hi[n]-l.Lo[n] > best.length && l.Lo[n] < p.chart.X.Max {
				best = part{name: l.Label, length: l.Hi[n] - l.Lo[n], left: p.x(l.Lo[n]), of: of, item: drawn}
				longest[of] = int(l.Y[n])
			}
		}
		if best.length > 0 {
			parts[longest[of]] = append(parts[longest[of]], best)
		}
	}
	for i := range rows {
		for _, x := range p.spread(parts[i], p.size.Width-0.3*em) {
			name := box{x.left - 1, rows[i].below - 0.65*em, x.left + x.width + 1, rows[i].below + 0.65*em}
			if p.covers(name) { // in little room the next row is near: the table has the name
				continue
			}
			labels = append(labels, Label{Of: x.of, Item: x.item, Text: x.name, X: math.Round(x.left), Align: Left, Y: math.Round(rows[i].below), Colour: Quiet, Size: em})
		}
	}
	return labels
}

// spread moves the labels of a bar's parts apart in one line, each as near to
// the beginning of its part as its neighbours let it. Where they do not fit, the
// shortest part loses its amount first and then its name: the table has both.
func (p *plot) spread(parts []part, limit float64) []part {
	gap := 0.9 * p.size.Font
	for {
		need, shortest := 0.0, -1
		for i := range parts {
			parts[i].width = TextWidth(parts[i].text(), p.size.Font, false)
			need += parts[i].width + gap
			if shortest < 0 || sooner(parts[i], parts[shortest]) {
				shortest = i
			}
		}
		if need-gap <= limit-p.grid.Left || shortest < 0 {
			break
		}
		if parts[shortest].amount != "" {
			parts[shortest].amount = ""
		} else {
			parts = append(parts[:shortest], parts[shortest+1:]...)
		}
	}
	for i := range parts { // to the right of the one before
		if i > 0 {
			parts[i].left = math.Max(parts[i].left, parts[i-1].left+parts[i-1].width+gap)
		}
	}
	for i := len(parts) - 1; i >= 0; i-- { // and back from the edge
		parts[i].left = math.Min(parts[i].left, limit-parts[i].width)
		limit = parts[i].left - gap
	}
	return parts
}

// sooner says whether a is shortened before b: all amounts go before the first
// name, those of short parts first.
func sooner(a, b part) bool {
	if (a.amount == "") != (b.amount == "") {
		return a.amount != ""
	}
	return a.length < b.length
}
