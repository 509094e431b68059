package chart

import (
	"math"
	"slices"

	"kingman/core/argument"
)

// How far the letters of a map stand apart, in heights of the letter.
const (
	lettersAcross = 4.5
	lettersDown   = 2.8
)

// cellLabels names the options of a map: each by its name where it is widest, and by its
// letter all over its region. The letters stand at fixed places, so that none moves
// while the regions do.
func (p *plot) cellLabels() {
	put := func(of int, text string, x, y float64, strong bool) {
		em := p.size.Font
		half := TextWidth(text, em, strong) / 2
		b := box{x - half - 2, y - 0.6*em, x + half + 2, y + 0.6*em}
		if text == "" || p.covers(b) || p.marked(b) {
			return
		}
		p.texts = append(p.texts, b)
		p.say(of, 0, text, Center, x, y, Ink, strong)
	}
	room, em := p.inside(), p.size.Font
	for of := range p.chart.Layers {
		l := &p.chart.Layers[of]
		if l.Shape != argument.Cells {
			continue
		}
		best, x, y := 0.0, 0.0, 0.0
		for i := range l.X {
			from, to := math.Max(room.left, p.x(l.Lo[i])), math.Min(room.right, p.x(l.Hi[i]))
			middle := p.y((l.From[i] + l.To[i]) / 2)
			if to-from > best && middle-0.6*em > room.top && middle+0.6*em < room.bottom {
				best, x, y = to-from, (from+to)/2, middle
			}
		}
		if best > TextWidth(l.Label, em, true)+em {
			put(of, l.Label, x, y, true)
		}
	}
	for y := room.top + 1.2*em; y < room.bottom-0.6*em; y += lettersDown * em {
		for x := room.left + 1.5*em; x < room.right-0.6*em; x += lettersAcross * em {
			for of := range p.chart.Layers {
				l := &p.chart.Layers[of]
				for i := range l.X {
					if l.Shape == argument.Cells && p.x(l.Lo[i]) <= x-0.5*em && x+0.5*em < p.x(l.Hi[i]) && p.y(l.To[i]) <= y && y < p.y(l.From[i]) {
						put(of, l.Letter, x, y, false)
					}
				}
			}
		}
	}
}

// marked says whether a label in b would cover a mark.
func (p *plot) marked(b box) bool {
	return slices.ContainsFunc(p.marks, b.overlaps)
}
