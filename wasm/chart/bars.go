package chart

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"

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
	linedLine   = 1.2 // the names of its parts, at least

	rungMost = 1.1 // the scale of a key of a ladder
)

// isLadder says whether marks in the rows of c say themselves what they stand for.
func isLadder(c argument.Chart) bool {
	return HasBars(c) && slices.ContainsFunc(c.Layers, func(l argument.Layer) bool { return l.Texts != nil })
}

// isTable says whether the parts of c's rows say themselves what they are, and no mark
// stands on them.
func isTable(c argument.Chart) bool {
	return isLadder(c) && !slices.ContainsFunc(c.Layers, func(l argument.Layer) bool { return l.Shape == argument.RowMark })
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
	if isTable(c) {
		height := math.Max(linedLeast*em, math.Min(barMost*em, pitch-linedLeast*em))
		for i := range rows {
			y := g.Top + float64(i)*pitch + math.Max(0, pitch-height)/2
			rows[i] = barRow{name: y + height/2, top: y, height: height, below: y + height/2}
		}
		return rows
	}
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
			below = math.Max(linedLine*em, math.Min(partLine*em, pitch-linedLeast*em)) // half way between two bars
		}
		height := math.Max(linedLeast*em, math.Min(linedMost*em, pitch-below-linedMargin*em))
		for i := range rows {
			y := g.Top + float64(i)*pitch + math.Max(0, pitch-height-below)/2
			rows[i] = barRow{name: y + height/2, top: y, height: height, below: y + height + below/2}
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
func appendBars(data []byte, c argument.Chart, l *argument.Layer, size Size) []byte {
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

// say puts a label on the chart, in the size of small labels.
func (p *plot) say(of, item int, text string, align Align, x, y float64, colour string, strong bool) {
	p.labels = append(p.labels, Label{Of: of, Item: item, Text: text, X: math.Round(x), Align: align, Y: math.Round(y), Colour: colour, Size: p.size.Font, Strong: strong})
}

// barLabels names the rows, above their bars or, where they are lined up, to their left
// with what they come to at their ends; and the parts below the bars: all of each bar,
// or, in rows that are lined up, each once, below the bar where it is longest.
func (p *plot) barLabels() {
	c, em, lined := &p.chart, p.size.Font, linedUp(p.chart)
	rows := barRows(p.chart, p.size)
	parts := make([][]part, len(rows))
	last := make([]part, len(rows)) // of each bar
	for of := range c.Layers {
		l := &c.Layers[of]
		if l.Shape != argument.Bars {
			continue
		}
		item := -1 // among those that are drawn
		longest, in := part{}, 0
		for k, y := range l.Y {
			x, row := part{name: l.Label, length: l.Hi[k] - l.Lo[k], left: p.x(l.Lo[k]), of: of}, int(y)
			if x.length > 0 {
				item++
			}
			x.item = max(0, item)
			if end := p.x(l.Hi[k]); of == 0 || x.length > 0 || last[row].width < end {
				last[row] = x
				last[row].width = end
			}
			if !(x.length > 0) || l.Label == "" || l.Lo[k] >= c.X.Max {
				continue
			}
			if !lined {
				x.amount = c.Currency.In(words.Say(l.X[k], c.X.Unit))
				parts[row] = append(parts[row], x)
			} else if x.length > longest.length {
				longest, in = x, row
			}
		}
		if longest.length > 0 {
			parts[in] = append(parts[in], longest)
		}
	}
	for i := range rows {
		r, row := &rows[i], &c.Rows[i]
		if lined {
			p.say(-1, i, row.Name, Left, 0, r.name, Colour(row.Role), row.Role != argument.Plain)
			p.texts = append(p.texts, box{0, r.name - 0.55*em, TextWidth(row.Name, em, row.Role != argument.Plain), r.name + 0.55*em})
			p.sayEnd(i, r.name, &last[i])
			continue
		}
		p.say(-1, i, p.fitting(row.Label), Left, p.grid.Left, r.name, Colour(row.Role), true)
		name := &p.labels[len(p.labels)-1]
		if size := 1.15 * em; name.X+TextWidth(name.Text, size, true) <= p.size.Width { // no small stage
			name.Size = size
		}
	}
	colour := Ink
	if lined {
		colour = Quiet
	}
	for i := range rows {
		for _, x := range p.spread(parts[i], p.size.Width-0.3*em) {
			// In little room the next row is near: the table has the name.
			if !p.covers(box{x.left - 1, rows[i].below - 0.65*em, x.left + x.width + 1, rows[i].below + 0.65*em}) {
				p.say(x.of, x.item, x.text(), Left, x.left, rows[i].below, colour, false)
			}
		}
	}
}

// ruleGap is how far a text of bars stays from a rule, in ems.
const ruleGap = 0.35

// pastRules is x, or where to the right of it a text of that width stands between rules.
func (p *plot) pastRules(x, width float64) float64 {
	clear := ruleGap * p.size.Font
	for again := true; again; { // beyond one there may be another
		again = false
		for k := range p.chart.Layers {
			l := &p.chart.Layers[k]
			if l.Shape != argument.RuleX || len(l.X) == 0 || !shows(l.X[0], p.chart.X) {
				continue
			}
			if rule := p.x(l.X[0]); rule > x-clear && rule < x+width+clear {
				x, again = rule+clear+1, true // by a pixel, whatever is rounded
			}
		}
	}
	return x
}

// besideRules is the place of a text of that width nearest to x, from least on, where no
// rule strikes it out.
func (p *plot) besideRules(x, width, least float64) float64 {
	right, left := p.pastRules(x, width), x
	for k := range p.chart.Layers {
		l, clear := &p.chart.Layers[k], ruleGap*p.size.Font
		if l.Shape == argument.RuleX && len(l.X) > 0 && p.x(l.X[0]) > x-clear && p.x(l.X[0]) < right {
			left = math.Min(left, p.x(l.X[0])-clear-width-1)
		}
	}
	if left >= least && x-left < right-x && p.pastRules(left, width) == left {
		return left
	}
	return right
}

// fitting is a row's label, "today, three approvals: 10 ideas a week", without what its
// setting is where there is no room for that.
func (p *plot) fitting(label string) string {
	comma, colon := strings.Index(label, ", "), strings.Index(label, ": ")
	if comma < 0 || colon < comma || p.grid.Left+TextWidth(label, p.size.Font, true) <= p.size.Width {
		return label
	}
	return label[:comma] + label[colon:]
}

// sayEnd says what row i comes to where its last part ends, clear of a mark and of rules
// there.
func (p *plot) sayEnd(i int, y float64, last *part) {
	row, em := &p.chart.Rows[i], p.size.Font
	room := p.inside()
	x, width := math.Max(room.left, math.Min(last.width, room.right))+0.5*em, TextWidth(row.End, em, true)
	for k := range p.chart.Layers {
		l := &p.chart.Layers[k]
		for n := range l.Y {
			if l.Shape == argument.RowMark && int(l.Y[n]) == i && shows(l.X[n], p.chart.X) {
				if mark := p.x(l.X[n]); mark > x-em && mark < x+width+em {
					x = mark + em
				}
			}
		}
	}
	if past := p.pastRules(x, width); past+width <= p.size.Width+float64(ruleGap*em) { // then it stays off at the side, too
		x = past
	}
	x = math.Max(0, math.Min(x, p.size.Width-width))
	p.texts = append(p.texts, box{x, y - 0.55*em, x + width, y + 0.55*em})
	p.say(last.of, -1-last.item, row.End, Left, x, y, Colour(row.Role), true)
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
	least := 0.0
	for i := range parts { // to the right of the one before
		parts[i].left = p.besideRules(math.Max(parts[i].left, least), parts[i].width, least)
		least = parts[i].left + parts[i].width + gap
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
