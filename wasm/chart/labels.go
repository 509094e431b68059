package chart

import (
	"math"

	"kingman/core/argument"
)

// A Label is a text on a chart, its anchor and middle line in CSS pixels.
type Label struct {
	// Of is the index of the layer that it belongs to, and Item that of the layer's
	// item; Of is −1 for the name of a row. The label goes where that goes; with an Item
	// below 0, counted from −1 down, where its far end does.
	Of, Item int
	Text     string
	X        float64
	// Align is which part of the text stands at X, so that the text keeps its
	// distance from what it belongs to in a narrower face, too.
	Align  Align
	Y      float64
	Colour string
	Size   float64
	Strong bool
}

// An Align is "left", "center" or "right": the drawing library's own words.
type Align string

// The alignments.
const (
	Left   Align = "left"
	Center Align = "center"
	Right  Align = "right"
)

// A spot is a box where a label may stand, and what it is anchored at there.
type spot struct {
	box
	align Align
}

// anchor is the x at which a label in s is anchored.
func (s spot) anchor() float64 {
	switch s.align {
	case Right:
		return s.right
	case Center:
		return (s.left + s.right) / 2
	}
	return s.left
}

// A box is a rectangle in CSS pixels.
type box struct{ left, top, right, bottom float64 }

func (b box) overlaps(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

func (b box) contains(x, y float64) bool {
	return b.left < x && x < b.right && b.top < y && y < b.bottom
}

// A plot maps data to pixels and knows what is already drawn.
type plot struct {
	chart  argument.Chart
	size   Size
	grid   Grid
	marks  []box        // markers
	texts  []box        // those at ticks, and labels that have their spot
	curves [][2]float64 // points on lines, a few pixels apart
	labels []Label      // that have their spot
}

func (p *plot) x(v float64) float64 {
	t := (v - p.chart.X.Min) / (p.chart.X.Max - p.chart.X.Min)
	return p.grid.Left + t*(p.size.Width-p.grid.Left-p.grid.Right)
}

func (p *plot) y(v float64) float64 {
	t := (v - p.chart.Y.Min) / (p.chart.Y.Max - p.chart.Y.Min)
	return p.size.Height - p.grid.Bottom - t*(p.size.Height-p.grid.Top-p.grid.Bottom)
}

// place finds a spot for every label: markers first, because they carry the
// numbers, then the names of lines that end in the room kept for them, then those
// of rules, regions and other lines. Each takes the first of its candidate spots
// that covers the least of what is already there. A name that would cover another
// label is left out: the table has it. A number stands wherever its mark does.
func place(c argument.Chart, size Size, grid Grid) []Label {
	p := &plot{chart: c, size: size, grid: grid, labels: []Label{}}
	p.trace()
	p.areaLabels()
	for turn := range lastTurn + 1 {
		// The layer painted last lies on top and chooses first.
		for i := len(c.Layers) - 1; i >= 0; i-- {
			l := &c.Layers[i]
			if l.Label == "" || turnOf(l) != turn {
				continue
			}
			if label, ok := p.label(l); ok {
				label.Of = i
				p.labels = append(p.labels, label)
			}
		}
	}
	switch {
	case isLadder(c):
		p.rungs()
	case HasBars(c):
		p.barLabels()
	}
	p.cellLabels()
	return p.labels
}

const lastTurn = 4

// turnOf says when a layer's label chooses its spot; a layer that has no label on
// the chart has no turn.
func turnOf(l *argument.Layer) int {
	switch {
	case l.Shape == argument.Marker:
		return 0
	case l.Shape == argument.Line && l.EndRoom:
		return 1
	case l.Shape == argument.RuleX || l.Shape == argument.RuleY:
		return 2
	case l.Shape == argument.RegionX:
		return 3
	case l.Shape == argument.Line:
		return lastTurn
	}
	return -1
}

// trace notes where lines run, and where markers and ticks stand.
func (p *plot) trace() {
	if !HasDots(p.chart) {
		for _, t := range p.chart.Y.Ticks {
			right, y := p.grid.Left-tickGap, p.y(t.At)
			p.texts = append(p.texts, box{right - TextWidth(t.Text, p.size.Font, false), y - 0.6*p.size.Font, right, y + 0.6*p.size.Font})
		}
	}
	for i := range p.chart.Layers {
		l := &p.chart.Layers[i]
		switch l.Shape {
		case argument.Line:
			for i := 1; i < len(l.X); i++ {
				p.segment(l.X[i-1], l.Y[i-1], l.X[i], l.Y[i])
			}
		case argument.Marker:
			for i := range l.X {
				if shows(l.X[i], p.chart.X) && shows(l.Y[i], p.chart.Y) {
					x, y, r := p.x(l.X[i]), p.y(l.Y[i]), 0.6*p.size.Font
					p.marks = append(p.marks, box{x - r, y - r, x + r, y + r})
				}
			}
		}
	}
}

// segment notes a point every few pixels of a line's piece inside the plot.
func (p *plot) segment(x0, y0, x1, y1 float64) {
	room := p.inside()
	room.top, room.bottom = room.top-4, room.bottom+4
	ax, ay, bx, by, ok := room.clip(p.x(x0), p.y(y0), p.x(x1), p.y(y1))
	if !ok {
		return
	}
	n := math.Max(1, math.Ceil(math.Max(math.Abs(bx-ax), math.Abs(by-ay))/5))
	for k := 0.0; k <= n; k++ {
		p.curves = append(p.curves, [2]float64{ax + k/n*(bx-ax), ay + k/n*(by-ay)})
	}
}

// inside is the plot without its margins.
func (p *plot) inside() box {
	return box{p.grid.Left, p.grid.Top, p.size.Width - p.grid.Right, p.size.Height - p.grid.Bottom}
}

// clip returns the piece of a segment that lies in b, and whether there is one:
// none of a segment with an end that is not finite (Liang and Barsky, 1984).
func (b box) clip(x0, y0, x1, y1 float64) (ax, ay, bx, by float64, ok bool) {
	dx, dy := x1-x0, y1-y0
	if math.IsNaN(dx+dy) || math.IsInf(dx, 0) || math.IsInf(dy, 0) {
		return
	}
	from, to := 0.0, 1.0
	for _, edge := range [...][2]float64{{-dx, x0 - b.left}, {dx, b.right - x0}, {-dy, y0 - b.top}, {dy, b.bottom - y0}} {
		d, room := edge[0], edge[1]
		switch {
		case d == 0 && room < 0:
			return
		case d < 0:
			from = math.Max(from, room/d)
		case d > 0:
			to = math.Min(to, room/d)
		}
	}
	return x0 + from*dx, y0 + from*dy, x0 + to*dx, y0 + to*dy, from <= to
}

// tickGap is the distance of the text at a tick from its axis, the margin that
// package option gives it.
const tickGap = 8

// label returns the label of one layer at the best of its candidate spots.
func (p *plot) label(l *argument.Layer) (Label, bool) {
	label := Label{Text: l.Label, Colour: Colour(l.Role), Size: p.size.Font}
	if l.Shape == argument.Marker {
		label.Size, label.Strong = 1.15*p.size.Font, true
	}
	if l.Role == argument.Beyond {
		label.Colour = Quiet
	}
	spots := p.spots(l, TextWidth(l.Label, label.Size, label.Strong), label.Size)
	best, found := math.Inf(1), spot{}
	for i, s := range spots {
		later := 0.01 * float64(i)
		if best <= later { // no later spot can be better
			break
		}
		if math.IsNaN(s.left + s.top) { // of a rule at no place
			continue
		}
		if cost := p.cost(s.box) + later + p.detached(l, s, label.Size); cost < best {
			best, found = cost, s
		}
	}
	if math.IsInf(best, 1) || l.Shape != argument.Marker && (p.covers(found.box) || p.leaves(found.box)) {
		return Label{}, false
	}
	p.texts = append(p.texts, found.box)
	label.X, label.Align, label.Y = math.Round(found.anchor()), found.align, math.Round((found.top+found.bottom)/2)
	return label, true
}

// detached is the price of a marker's label so far above or below it that a
// reader must look for what it belongs to: more than three lines of text.
func (p *plot) detached(l *argument.Layer, s spot, em float64) float64 {
	if l.Shape != argument.Marker {
		return 0
	}
	y := p.y(l.Y[0])
	return 6 * math.Max(0, math.Abs((s.top+s.bottom)/2-y)/em-3)
}

// covers says whether a label in b would cover another text.
func (p *plot) covers(b box) bool {
	for _, t := range p.texts {
		if b.overlaps(t) {
			return true
		}
	}
	return false
}

// leaves says whether a label in b would not lie within the chart, above its ticks.
func (p *plot) leaves(b box) bool {
	return b.left < 0 || b.right > p.size.Width || b.top < 0 || b.bottom > p.size.Height-p.grid.Bottom+2
}

// cost is how much of what is drawn a label in b would cover: another text costs
// more than any line, and only leaving the chart costs more than that.
func (p *plot) cost(b box) float64 {
	cost := 0.0
	if p.leaves(b) {
		cost += 1000
	}
	for _, t := range p.texts {
		if b.overlaps(t) {
			cost += 200
		}
	}
	for _, t := range p.marks {
		if b.overlaps(t) {
			cost += 10
		}
	}
	crossed := 0.0
	for _, c := range p.curves {
		if b.contains(c[0], c[1]) {
			crossed++
		}
	}
	return cost + math.Min(crossed, 100)
}

// An offset is where a label may stand about what it belongs to, in its own heights.
type offset struct {
	align       Align
	right, down float64
}

// The places about a mark, at a rule and at the end of a line, the most wanted first.
var (
	aroundMark = [...]offset{
		{Right, -0.8, 0}, {Center, 0, -1.5}, {Right, 0, -1.5}, {Left, 0, -1.5}, {Left, 0.8, 0},
		{Center, 0, -2.8}, {Center, 0, 1.5}, {Right, -0.8, -1.5}, {Left, 0.8, 1.5}, {Center, 0, -4.1},
		{Left, 0.8, -1.5}, {Right, -0.8, -2.8}, {Left, 0.8, -2.8}, {Right, -0.8, 1.5}, {Center, 0, 2.8},
		{Left, 0.8, -4.1}, {Right, -0.8, -4.1}, {Left, 0.8, 2.8}, {Left, 0.8, -5.4}, {Right, -0.8, -5.4},
	}
	besideRule = [...]offset{{Right, -0.4, 0.7}, {Left, 0.4, 0.7}, {Right, -0.4, 2}, {Left, 0.4, 2}}
	aboveRule  = [...]offset{{Center, 0, -0.9}, {Right, 1, -0.9}, {Left, -1, -0.9}, {Right, -2, -0.9}, {Left, 2, -0.9}}
	onRule     = [...]offset{{Left, 0.4, -0.8}, {Right, -0.4, -0.8}, {Right, -0.4, 0.8}, {Left, 0.4, 0.8}}
	afterLine  = [...]offset{{Left, 0.5, 0}, {Left, 0.5, -1.3}, {Left, 0.5, 1.3}, {Left, 0.5, -2.6}, {Left, 0.5, 2.6}, {Left, 0.5, -3.9}, {Left, 0.5, 3.9}}
	atEnd      = [...]offset{{Right, -0.6, 0}, {Right, -0.6, 2}, {Right, -0.6, -1.2}, {Left, 0.6, 0}, {Left, 0.6, 2}, {Right, 0, -1.2}}
)

// spots returns where a label of that width may stand, the most wanted first.
func (p *plot) spots(l *argument.Layer, width, em float64) []spot {
	at := func(align Align, x, middle float64) spot {
		s := spot{box{x, middle - 0.6*em, x + width, middle + 0.6*em}, align}
		switch align {
		case Right:
			s.left, s.right = x-width, x
		case Center:
			s.left, s.right = x-width/2, x+width/2
		}
		// No label leaves the chart at its sides.
		switch {
		case s.left < 0 || width > p.size.Width:
			s.left, s.right, s.align = 0, width, Left
		case s.right > p.size.Width:
			s.left, s.right, s.align = p.size.Width-width, p.size.Width, Right
		}
		return s
	}
	all := func(places []offset, x, y float64) []spot {
		spots := make([]spot, len(places))
		for i, s := range places {
			spots[i] = at(s.align, x+s.right*em, y+s.down*em)
		}
		return spots
	}
	top, bottom := p.grid.Top, p.size.Height-p.grid.Bottom
	switch l.Shape {
	case argument.Marker:
		if len(l.X) == 0 || !shows(l.X[0], p.chart.X) || !shows(l.Y[0], p.chart.Y) {
			return nil
		}
		return all(aroundMark[:], p.x(l.X[0]), p.y(l.Y[0]))
	case argument.RuleX:
		if len(l.X) == 0 || l.X[0] < p.chart.X.Min || l.X[0] > p.chart.X.Max {
			return nil
		}
		if HasBars(p.chart) {
			return all(aboveRule[:], p.x(l.X[0]), top)
		}
		return all(besideRule[:], p.x(l.X[0]), top)
	case argument.RuleY:
		if len(l.Y) == 0 || math.IsNaN(l.Y[0]) || l.Y[0] < p.chart.Y.Min || l.Y[0] > p.chart.Y.Max {
			return nil
		}
		y, left, right := p.y(l.Y[0]), p.grid.Left, p.size.Width-p.grid.Right
		return append(append(all(onRule[:1], left, y), all(onRule[1:3], right, y)...), all(onRule[3:], left, y)...)
	case argument.RegionX:
		if len(l.X) == 0 || l.X[0] >= p.chart.X.Max {
			return nil
		}
		left, right := p.x(math.Max(l.X[0], p.chart.X.Min)), p.size.Width-p.grid.Right
		if right-left < width+em {
			return nil
		}
		var spots []spot
		for _, y := range [...]float64{bottom - em, bottom - 2.4*em, top + em, (top + bottom) / 2} {
			spots = append(spots, at(Right, right-0.5*em, y), at(Center, (left+right)/2, y), at(Left, left+0.5*em, y))
		}
		return spots
	case argument.Line:
		return p.lineSpots(l, em, all)
	}
	return nil
}

// lineSpots puts a line's name at its right end, or, where the line leaves the
// plot, beside the place where it does.
func (p *plot) lineSpots(l *argument.Layer, em float64, all func(places []offset, x, y float64) []spot) []spot {
	room := p.inside()
	for i := len(l.X) - 1; i > 0; i-- {
		_, _, x, y, ok := room.clip(p.x(l.X[i-1]), p.y(l.Y[i-1]), p.x(l.X[i]), p.y(l.Y[i]))
		if !ok {
			continue
		}
		if l.EndRoom && x > room.right-0.5 {
			return all(afterLine[:], x, y)
		}
		spots := all(atEnd[:], x, y)
		// What comes from above the plot or goes below it has its name inside.
		shift := math.Max(0, room.top+float64(0.7*em)-y) + math.Min(0, room.bottom-float64(0.7*em)-y)
		for _, i := range [...]int{0, 3} {
			spots[i].top, spots[i].bottom = spots[i].top+shift, spots[i].bottom+shift
		}
		return spots
	}
	return nil
}
