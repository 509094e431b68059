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
	named  []named        // the layers of those
	chosen Spots          // where they stood before
}

// A named layer's label has its spot.
type named struct {
	layer *argument.Layer
	spot  spot
}

func (p *plot) x(v float64) float64 {
	t := (v - p.chart.X.Min) / (p.chart.X.Max - p.chart.X.Min)
	return p.grid.Left + t*(p.size.Width-p.grid.Left-p.grid.Right)
}

func (p *plot) y(v float64) float64 {
	t := (v - p.chart.Y.Min) / (p.chart.Y.Max - p.chart.Y.Min)
	return p.size.Height - p.grid.Bottom - t*(p.size.Height-p.grid.Top-p.grid.Bottom)
}

// placeLabels finds a spot for every label: markers first, because they carry the
// numbers, then the names of lines that end in the room kept for them, then those
// of rules, regions and other lines. Each takes the first of its candidate spots
// that covers the least of what is already there. A name that would cover another
// label is left out: the table has it. A number stands wherever its mark does.
func placeLabels(c argument.Chart, size Size, grid Grid, before Spots) []Label {
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
	try := func(spots []spot, first int, second string, price float64) {
		for i, spot := range spots {
			if math.IsNaN(spot.left + spot.top) { // of a rule at no place
				continue
			}
			number := first + i
			if second != "" {
				number = -number
			}
			cost := price + 0.01*float64(i) + p.detached(l, spot, s.label.Size) + p.misplaced(l, spot, s.label.Size)
			if known && number == last {
				cost -= staying
			}
			if cost < best { // else whatever is there is no matter
				cost += p.cost(spot.box)
			}
			if cost < best {
				best, at, s.spot, s.second = cost, number, spot, second
			}
		}
	}
	em := s.label.Size
	first, second, broken := halves(l)
	width, narrow := TextWidth(l.Label, em, s.label.Strong), math.Max(TextWidth(first, em, s.label.Strong), TextWidth(second, em, s.label.Strong))
	try(p.spots(l, width, em), 1, "", 0)
	if broken {
		try(p.inTwoLines(l, p.spots(l, narrow, em), em), 1, second, brokenLine)
	}
	if (best >= crowded || abs(last) >= farFrom) && !math.IsInf(best, 1) {
		try(p.farSpots(l, width, em), farFrom, "", far)
		if broken {
			try(p.inTwoLines(l, p.farSpots(l, narrow, em), em), farFrom, second, far+brokenLine)
		}
	}
	if math.IsInf(best, 1) || l.Shape != argument.Marker && (p.covers(s.spot.box) || p.leaves(s.spot.box) || (l.Shape == argument.RuleX || l.Shape == argument.RuleY) && p.cost(s.spot.box) >= unreadable) {
		return s, false
	}
	p.texts = append(p.texts, s.spot.clear(em))
	p.named = append(p.named, named{l, s.spot})
	if p.chosen != nil {
		p.chosen[l.ID] = at
	}
	return s, true
}

// inTwoLines returns spots for two lines where there were some for one, away from what the
// label belongs to.
func (p *plot) inTwoLines(l *argument.Layer, spots []spot, em float64) []spot {
	grow := 0.5 * lineHeight * em
	for i := range spots {
		s, shift := &spots[i], 0.0
		switch l.Shape {
		case argument.Marker:
			switch y := p.y(l.Y[0]); {
			case s.bottom < y:
				shift = -grow
			case s.top > y:
				shift = grow
			}
		case argument.RuleX:
			if shift = grow; s.top >= (p.grid.Top+p.size.Height-p.grid.Bottom)/2 {
				shift = -grow
			}
		}
		s.top, s.bottom = s.top+shift-grow, s.bottom+shift+grow
	}
	return spots
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

// wrongOrder is the price of two names in another order than their lines: as much as an
// upright rule that is crossed.
const wrongOrder = 6

// facing is the price of two names between their two rules, where a reader must look twice to
// tell them apart: as much as a line that is crossed.
const facing = 3

// brokenLine is the price of a label in two lines: it crosses not even a thin rule less.
const brokenLine = 1.5

// lineHeight is that of a label in two lines, in ems.
const lineHeight = 1.2

// halves breaks the label of a rule, of a mark of today or at the end of a line in two
// lines: after its colon or after "today", or where both are about as long.
func halves(l *argument.Layer) (first, second string, ok bool) {
	if l.Shape != argument.RuleX && !(l.Shape == argument.Marker && l.Role == argument.Today) && !(l.Shape == argument.Line && l.EndRoom) {
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
// and, dearer, three beside it.
func (p *plot) detached(l *argument.Layer, s spot, em float64) float64 {
	if l.Shape != argument.Marker {
		return 0
	}
	x, y := p.x(l.X[0]), p.y(l.Y[0])
	beside := math.Max(s.left-x, x-s.right) / em
	return 6*math.Max(0, math.Abs((s.top+s.bottom)/2-y)/em-3) + 1.5*math.Max(0, beside-1) + 1.5*math.Max(0, beside-3)
}

// misplaced is the price of a spot that says less well than another what it belongs to: a
// name at a line's end that comes back over the plot, or stands above another while its
// line ends below that's; or the name of a rule between it and another that has its own
// name there.
func (p *plot) misplaced(l *argument.Layer, s spot, em float64) float64 {
	if l.Shape == argument.RuleX && !HasBars(p.chart) {
		return p.faces(l, s)
	}
	if l.Shape != argument.Line || !l.EndRoom {
		return 0
	}
	cost, edge := 0.0, p.size.Width-p.grid.Right
	x, y, _ := p.end(l)
	if x > edge-0.5 && s.left < edge {
		cost += 1 + 2*(edge-s.left)/em
	}
	for _, o := range p.named {
		if o.layer.Shape != argument.Line || o.spot.left >= s.right || s.left >= o.spot.right {
			continue
		}
		if _, at, _ := p.end(o.layer); (y-at)*(s.top+s.bottom-o.spot.top-o.spot.bottom) < 0 {
			cost += wrongOrder
		}
	}
	return cost
}

// faces is the price of the name of an upright rule that has another's name beside it, and
// both rules about them.
func (p *plot) faces(l *argument.Layer, s spot) float64 {
	for _, o := range p.named {
		if o.layer.Shape != argument.RuleX || len(o.layer.X) == 0 {
			continue
		}
		a, b, left, right := p.x(l.X[0]), p.x(o.layer.X[0]), s, o.spot
		if a > b {
			a, b, left, right = b, a, right, left
		}
		if left.left >= a && right.right <= b {
			return facing
		}
	}
	return 0
}
