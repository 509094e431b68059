package chart

import (
	"math"

	"kingman/core/argument"
)

// A box is a rectangle in CSS pixels.
type box struct{ left, top, right, bottom float64 }

func (b box) overlaps(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

func (b box) contains(x, y float64) bool {
	return b.left < x && x < b.right && b.top < y && y < b.bottom
}

// stroke is how often an upright rule counts: it strikes a letter out, where a curve passes
// behind one. A label then leaves a rule for a place that is clear, although it stays on a line.
const stroke = 3

// trace notes what labels keep clear of: the texts at ticks; lines and rules; marks; and
// the points of simulations with their intervals.
func (p *plot) trace() {
	if !HasDots(p.chart) {
		for _, t := range p.chart.Y.Ticks {
			right, y := p.grid.Left-tickGap*p.size.Font, p.y(t.At)
			p.texts = append(p.texts, box{right - TextWidth(t.Text, p.size.Font, false), y - 0.6*p.size.Font, right, y + 0.6*p.size.Font})
		}
	}
	for k := range p.chart.Layers {
		l := &p.chart.Layers[k]
		switch l.Shape {
		case argument.Line:
			for i := 1; i < len(l.X); i++ {
				p.segment(l.X[i-1], l.Y[i-1], l.X[i], l.Y[i])
			}
		case argument.RuleX:
			for _, x := range l.X {
				for range stroke {
					p.segment(x, p.chart.Y.Min, x, p.chart.Y.Max)
				}
			}
		case argument.RuleY:
			for _, y := range l.Y {
				p.segment(p.chart.X.Min, y, p.chart.X.Max, y)
			}
		case argument.Points:
			for i := range l.X {
				p.segment(l.X[i], l.Lo[i], l.X[i], l.Hi[i])
				p.points = p.disc(p.points, l.X[i], l.Y[i], 0.35)
			}
		case argument.Marker:
			for i := range l.X {
				p.marks = p.disc(p.marks, l.X[i], l.Y[i], 0.6)
				if l.Lo != nil {
					p.upright(l.X[i], l.Lo[i], l.Hi[i])
				}
				if on := curveOf(p.chart, k); on >= 0 { // it is tied to it
					p.upright(l.X[i], l.Y[i], height(p.chart.Layers[on], l.X[i]))
				}
			}
		}
	}
}

// disc appends the box about a disc of that radius, in ems, if it is on the axes.
func (p *plot) disc(to []box, x, y, radius float64) []box {
	if !shows(x, p.chart.X) || !shows(y, p.chart.Y) {
		return to
	}
	x, y, radius = p.x(x), p.y(y), radius*p.size.Font
	return append(to, box{x - radius, y - radius, x + radius, y + radius})
}

// upright notes the room about an interval, or about what ties a mark to its curve.
func (p *plot) upright(x, from, to float64) {
	const half = 4 // pixels
	room := p.inside()
	left, top, right, bottom, ok := room.clip(p.x(x), p.y(math.Max(from, to)), p.x(x), p.y(math.Min(from, to)))
	if ok && bottom-top > half { // else the mark covers it
		p.points = append(p.points, box{left - half, top, right + half, bottom})
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
		x, y := ax+k/n*(bx-ax), ay+k/n*(by-ay)
		if c := column(x); c >= 0 && c < len(p.curves) {
			p.curves[c] = append(p.curves[c], [2]float64{x, y})
		}
	}
}

// columnWidth is how many pixels wide a column of a chart is.
const columnWidth = 32

// column numbers the columns of a chart from the left: what a label covers is looked for in
// those where it stands, not on all lines.
func column(x float64) int { return int(math.Floor(x / columnWidth)) }

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

// amongTicks is the price of a label beside the axis: between the numbers at its ticks it
// is read as one of them.
const amongTicks = 2

// besideAxis is the price of one with more of it beside the axis than in the plot: more than
// that of a steep line that is crossed.
const besideAxis = 4

// cost is how much of what is drawn a label in b would cover: another text costs
// more than any line, and only leaving the chart costs more than that.
func (p *plot) cost(b box) float64 {
	cost := 0.0
	if p.leaves(b) {
		cost += 1000
	}
	if b.left < p.grid.Left && !HasDots(p.chart) {
		cost += amongTicks
		if p.grid.Left-b.left > (b.right-b.left)/2 {
			cost += besideAxis
		}
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
	for _, t := range p.points {
		if b.overlaps(t) {
			cost += 3
		}
	}
	crossed := 0.0
	b.left, b.right = b.left+1, b.right-1 // letters do not fill their boxes
	for c := max(0, column(b.left)); c <= min(column(b.right), len(p.curves)-1); c++ {
		for _, at := range p.curves[c] {
			if b.contains(at[0], at[1]) {
				crossed++
			}
		}
	}
	return cost + math.Min(crossed, 100)
}
