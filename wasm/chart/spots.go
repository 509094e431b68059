package chart

import (
	"math"

	"kingman/core/argument"
)

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
	atEnd      = [...]offset{{Right, -0.6, 0}, {Right, -0.6, 2}, {Right, -0.6, -1.2}, {Left, 0.6, 0}, {Left, 0.6, 2}, {Right, 0, -1.2}, {Center, 0, -0.55}, {Left, 0, -0.55}, {Right, 0, -0.55}}
)

// Places that are looked at where none of those is clear.
var (
	farMark = func() (all []offset) {
		for _, down := range [...]float64{0, -1.5, 1.5, -0.8, 0.8, -2.1, 2.1, -2.8, 2.8, -3.5, 3.5, -4.1} {
			for k := 1.0; k <= 6; k++ {
				all = append(all, offset{Right, -0.8 * k, down}, offset{Left, 0.8 * k, down})
			}
			for k := 1.0; k <= 2; k++ {
				all = append(all, offset{Center, -1.2 * k, down}, offset{Center, 1.2 * k, down})
			}
		}
		return all
	}()
	farEnd = func() (all []offset) {
		for _, down := range [...]float64{-1.2, 1.2, -1.8, 1.8, -2.4, 2.4, -3, 3} {
			for k := 0.0; k <= 4; k++ {
				all = append(all, offset{Right, -0.6 * k, down})
			}
		}
		return all
	}()
	farRule = [...]float64{5.9, 7.2, 8.5, 9.8}
)

// crowded is the price of the best wanted place from which on further places are looked at,
// farFrom the number of the first further place, and far the price of each.
const (
	crowded = 1.5
	farFrom = 100
	far     = 0.5
)

// farSpots returns where else a label of that width may stand.
func (p *plot) farSpots(l *argument.Layer, width, em float64) (spots []spot) {
	room := p.inside()
	across := func(from, to float64, middles ...float64) { // between two x
		for k := range 24 {
			if x := from + (0.4+1.5*float64(k))*em; x+width <= to-0.4*em {
				for _, y := range middles {
					spots = append(spots, p.at(Left, x, y, width, em))
				}
			}
		}
	}
	switch l.Shape {
	case argument.Marker:
		return p.around(l, farMark, width, em)
	case argument.RuleX:
		for _, down := range farRule {
			if x := p.x(l.X[0]); !HasBars(p.chart) && room.top+(down+0.6)*em < room.bottom {
				spots = append(spots, p.at(Right, x-0.4*em, room.top+down*em, width, em), p.at(Left, x+0.4*em, room.top+down*em, width, em))
			}
		}
	case argument.RuleY:
		across(room.left, room.right, p.y(l.Y[0])-0.8*em, p.y(l.Y[0])+0.8*em)
	case argument.RegionX:
		across(math.Max(room.left, p.x(l.X[0])), room.right, room.bottom-em, room.bottom-2.4*em, room.top+em, room.top+2.4*em)
	case argument.Line:
		if x, y, ok := p.end(l); ok && !(l.EndRoom && x > room.right-0.5) {
			return p.all(farEnd, x, y, width, em)
		}
	}
	return spots
}

// spots returns where a label of that width may stand, the most wanted first.
func (p *plot) spots(l *argument.Layer, width, em float64) []spot {
	at := func(align Align, x, middle float64) spot { return p.at(align, x, middle, width, em) }
	all := func(places []offset, x, y float64) []spot { return p.all(places, x, y, width, em) }
	top, bottom := p.grid.Top, p.size.Height-p.grid.Bottom
	switch l.Shape {
	case argument.Marker:
		return p.around(l, aroundMark[:], width, em)
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

// end is where a line leaves the plot, seen from the right, and whether it is there at all.
func (p *plot) end(l *argument.Layer) (x, y float64, ok bool) {
	room := p.inside()
	for i := len(l.X) - 1; i > 0 && !ok; i-- {
		_, _, x, y, ok = room.clip(p.x(l.X[i-1]), p.y(l.Y[i-1]), p.x(l.X[i]), p.y(l.Y[i]))
	}
	return x, y, ok
}

// around returns those places of a label of that width about a mark.
func (p *plot) around(l *argument.Layer, places []offset, width, em float64) []spot {
	if len(l.X) == 0 || !shows(l.X[0], p.chart.X) || !shows(l.Y[0], p.chart.Y) {
		return nil
	}
	return p.all(places, p.x(l.X[0]), p.y(l.Y[0]), width, em)
}

// all returns those places of a label of that width about a point.
func (p *plot) all(places []offset, x, y, width, em float64) []spot {
	spots := make([]spot, len(places))
	for i, s := range places {
		spots[i] = p.at(s.align, x+s.right*em, y+s.down*em, width, em)
	}
	return spots
}

// at is the spot of a label of that width that is anchored at x. None leaves the chart at
// its sides.
func (p *plot) at(align Align, x, middle, width, em float64) spot {
	s := spot{box{x, middle - 0.6*em, x + width, middle + 0.6*em}, align}
	switch align {
	case Right:
		s.left, s.right = x-width, x
	case Center:
		s.left, s.right = x-width/2, x+width/2
	}
	switch {
	case s.left < 0 || width > p.size.Width:
		s.left, s.right, s.align = 0, width, Left
	case s.right > p.size.Width:
		s.left, s.right, s.align = p.size.Width-width, p.size.Width, Right
	}
	return s
}

// lineSpots puts a line's name at its right end, or, where the line leaves the
// plot, beside the place where it does.
func (p *plot) lineSpots(l *argument.Layer, em float64, all func(places []offset, x, y float64) []spot) []spot {
	x, y, ok := p.end(l)
	if !ok {
		return nil
	}
	room := p.inside()
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
