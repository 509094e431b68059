package chart

import (
	"math"
	"slices"
	"strings"

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

// clear is the box that other texts keep out of: beside a label as much as a space and
// more, without which two of them are read as one.
func (s spot) clear(em float64) box {
	return box{s.left - float64(0.5*em), s.top, s.right + float64(0.5*em), s.bottom}
}

// A standing is a label that has its spot; second is what it says in a second line.
type standing struct {
	label  Label
	spot   spot
	second string
}

// sort lets labels of marks that stand above each other have the order of their marks,
// where they then cover no other text: each has the other's place, or its height alone.
func (p *plot) sort(all []standing) {
	for i := range all {
		for k := range all[:i] {
			a, b := &all[i], &all[k]
			marks := p.y(p.chart.Layers[a.label.Of].Y[0]) - p.y(p.chart.Layers[b.label.Of].Y[0])
			if a.second+b.second != "" || marks*(a.spot.top-b.spot.top) >= 0 || a.spot.left >= b.spot.right || b.spot.left >= a.spot.right {
				continue
			}
			at := len(p.texts) - len(all)
			texts := p.texts
			p.texts = slices.Clone(texts)
			p.texts = slices.Delete(slices.Delete(p.texts, at+i, at+i+1), at+k, at+k+1)
			best, up, down := math.Inf(1), a.spot, b.spot
			for _, try := range [...][2]spot{{a.spot.beside(b.spot), b.spot.beside(a.spot)}, {a.spot.level(b.spot), b.spot.level(a.spot)}} {
				if cost := p.cost(try[0].box) + p.cost(try[1].box); cost < best && !p.covers(try[0].box) && !p.covers(try[1].box) && !try[0].overlaps(try[1].box) {
					best, up, down = cost, try[0], try[1]
				}
			}
			if p.texts = texts; !math.IsInf(best, 1) {
				a.spot, b.spot, p.texts[at+i], p.texts[at+k] = up, down, up.clear(a.label.Size), down.clear(b.label.Size)
			}
		}
	}
}

// level is the spot at the height of another.
func (s spot) level(o spot) spot {
	s.top, s.bottom = o.top, o.bottom
	return s
}

// beside is the spot anchored where another is.
func (s spot) beside(o spot) spot {
	width := s.right - s.left
	switch s, s.align = s.level(o), o.align; o.align {
	case Left:
		s.left = o.left
	case Right:
		s.left = o.right - width
	case Center:
		s.left = (o.left + o.right - width) / 2
	}
	s.right = s.left + width
	return s
}

// A plot maps data to pixels and knows what is already drawn.
type plot struct {
	chart  argument.Chart
	size   Size
	grid   Grid
	marks  []box          // markers
	texts  []box          // those at ticks, and labels that have their spot
	points []box          // of simulations
	curves [][][2]float64 // points on lines, a few pixels apart, by their columns
	labels []Label        // that have their spot
	chosen Spots          // where they stood before
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
func place(c argument.Chart, size Size, grid Grid, before Spots) []Label {
	p := &plot{chart: c, size: size, grid: grid, labels: []Label{}, chosen: before, curves: make([][][2]float64, 1+max(0, column(size.Width)))}
	p.trace()
	p.areaLabels()
	var all []standing
	for turn := range lastTurn + 1 {
		// The layer painted last lies on top and chooses first.
		for i := len(c.Layers) - 1; i >= 0; i-- {
			if c.Layers[i].Label == "" || turnOf(&c.Layers[i]) != turn {
				continue
			}
			if s, ok := p.label(i); ok {
				all = append(all, s)
			}
		}
		if turn == 0 {
			p.sort(all)
		}
	}
	for _, s := range all {
		p.labels = append(p.labels, s.lines()...)
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

// tickGap is the distance of the text at a tick of the y axis from the axis, in its own
// heights: a mark that stands on the axis grows with the text. charts.js draws it there.
const tickGap = 0.7

// label returns the label of one layer at the best of its candidate spots, and whether
// there is one.
func (p *plot) label(i int) (standing, bool) {
	l := &p.chart.Layers[i]
	s := standing{label: Label{Of: i, Text: l.Label, Colour: Colour(l.Role), Size: p.size.Font}}
	if l.Shape == argument.Marker {
		s.label.Size, s.label.Strong = 1.15*p.size.Font, true
	}
	if l.Role == argument.Beyond {
		s.label.Colour = Quiet
	}
	best, at := math.Inf(1), 0
	last, known := p.chosen[l.ID]
	try := func(spots []spot, second string, price float64) {
		for i, spot := range spots {
			later := price + 0.01*float64(i)
			if !known && best <= later { // no later spot can be better
				break
			}
			if math.IsNaN(spot.left + spot.top) { // of a rule at no place
				continue
			}
			number := i + 1
			if second != "" {
				number = -number
			}
			cost := p.cost(spot.box) + later + p.detached(l, spot, s.label.Size)
			if known && number == last {
				cost -= staying
			}
			if cost < best {
				best, at, s.spot, s.second = cost, number, spot, second
			}
		}
	}
	em := s.label.Size
	try(p.spots(l, TextWidth(l.Label, em, s.label.Strong), em), "", 0)
	if first, second, ok := halves(l); ok {
		width := math.Max(TextWidth(first, em, s.label.Strong), TextWidth(second, em, s.label.Strong))
		spots := p.spots(l, width, em)
		for i := range spots { // away from what it belongs to
			grow := 0.5 * lineHeight * em
			if l.Shape == argument.Marker {
				switch y := p.y(l.Y[0]); {
				case spots[i].bottom < y:
					spots[i].top -= grow
					spots[i].bottom -= grow
				case spots[i].top > y:
					spots[i].top += grow
					spots[i].bottom += grow
				}
			} else if spots[i].top < (p.grid.Top+p.size.Height-p.grid.Bottom)/2 {
				spots[i].top += grow
				spots[i].bottom += grow
			} else {
				spots[i].top -= grow
				spots[i].bottom -= grow
			}
			spots[i].top -= grow
			spots[i].bottom += grow
		}
		try(spots, second, brokenLine)
	}
	if math.IsInf(best, 1) || l.Shape != argument.Marker && (p.covers(s.spot.box) || p.leaves(s.spot.box) || (l.Shape == argument.RuleX || l.Shape == argument.RuleY) && p.cost(s.spot.box) >= unreadable) {
		return s, false
	}
	p.texts = append(p.texts, s.spot.clear(em))
	if p.chosen != nil {
		p.chosen[l.ID] = at
	}
	return s, true
}

// Spots are where labels stand, by the ID of their layer: the number of the candidate
// spot, below 0 in two lines. A label that stands somewhere stays there while a chart
// follows a hand, unless another spot is clearly better: labels that pass each other do not
// flicker.
type Spots map[string]int

// unreadable is what a spot costs on which a rule's name is left out: one that covers a
// mark, or lies along a line.
const unreadable = 10

// staying is the price of leaving a spot: as much as a steep line that is crossed. Over
// drags of all main sliders from end to end labels then change their spots half as often as
// laid out anew; a higher price leaves more of them on lines than it spares changes.
const staying = 3

// brokenLine is the price of a label in two lines: it crosses not even a thin rule less.
const brokenLine = 1.5

// lineHeight is that of a label in two lines, in ems.
const lineHeight = 1.2

// halves breaks the label of a rule, or of a mark of today, in two lines: after its colon
// or after "today", or where both are about as long.
func halves(l *argument.Layer) (first, second string, ok bool) {
	if l.Shape != argument.RuleX && !(l.Shape == argument.Marker && l.Role == argument.Today) {
		return
	}
	for _, after := range [...]string{": ", "today "} {
		if k := strings.Index(l.Label, after); k >= 0 {
			k += len(after)
			return l.Label[:k-1], l.Label[k:], k < len(l.Label)
		}
	}
	at := -1
	for k := range l.Label {
		if l.Label[k] == ' ' && (at < 0 || abs(2*k-len(l.Label)) < abs(2*at-len(l.Label))) {
			at = k
		}
	}
	if at < 0 {
		return
	}
	return l.Label[:at], l.Label[at+1:], true
}

func abs(n int) int { return max(n, -n) }

// lines returns the label as it is drawn: each of its lines on its own.
func (s standing) lines() []Label {
	l := s.label
	l.X, l.Align, l.Y = math.Round(s.spot.anchor()), s.spot.align, math.Round((s.spot.top+s.spot.bottom)/2)
	if s.second == "" {
		return []Label{l}
	}
	half := 0.5 * lineHeight * l.Size
	second := l
	l.Text, second.Text = strings.TrimSuffix(l.Text, " "+s.second), s.second
	l.Y, second.Y = math.Round(l.Y-half), math.Round(l.Y+half)
	return []Label{l, second}
}

// detached is the price of a marker's label so far from it that a reader must look for
// what it belongs to: more than three lines of text above or below it, or more than a line
// beside it.
func (p *plot) detached(l *argument.Layer, s spot, em float64) float64 {
	if l.Shape != argument.Marker {
		return 0
	}
	x, y := p.x(l.X[0]), p.y(l.Y[0])
	return 6*math.Max(0, math.Abs((s.top+s.bottom)/2-y)/em-3) + 2*math.Max(0, math.Max(s.left-x, x-s.right)/em-1)
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
		{Left, 1.6, 0}, {Right, -1.6, 0}, {Left, 1.6, -1.5}, {Right, -1.6, -1.5}, {Left, 1.6, 1.5}, {Right, -1.6, 1.5},
		{Left, 2.4, 0}, {Right, -2.4, 0}, {Left, 2.4, -1.5}, {Right, -2.4, -1.5}, {Left, 2.4, 1.5}, {Right, -2.4, 1.5},
	}
	besideRule = [...]offset{{Right, -0.4, 0.7}, {Left, 0.4, 0.7}, {Right, -0.4, 2}, {Left, 0.4, 2}, {Right, -0.4, 3.3}, {Left, 0.4, 3.3}, {Right, -0.4, 4.6}, {Left, 0.4, 4.6}}
	atFoot     = [...]offset{{Right, -0.4, -0.9}, {Left, 0.4, -0.9}, {Right, -0.4, -2.2}, {Left, 0.4, -2.2}}
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
		return append(all(besideRule[:], p.x(l.X[0]), top), all(atFoot[:], p.x(l.X[0]), bottom)...)
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
