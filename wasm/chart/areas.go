package chart

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// areaLabels names stacked areas beside their right ends, in the order in which they
// lie, each as near to the middle of its end as its neighbours let it. An amount that
// has no room stays in the table, and where the names have none the thinnest areas lose
// theirs.
func (p *plot) areaLabels() {
	type end struct {
		of        int
		x, y      float64
		thickness float64
	}
	var ends []end // from the top
	for i := range p.chart.Layers {
		l := &p.chart.Layers[i]
		n := len(l.X)
		if l.Shape != argument.Area || l.Label == "" || n == 0 || !(l.Hi[n-1] > l.Lo[n-1]) || !shows(l.Lo[n-1], p.chart.Y) {
			continue
		}
		lo, hi := p.y(l.Lo[n-1]), p.y(math.Min(l.Hi[n-1], p.chart.Y.Max))
		ends = append([]end{{i, math.Min(p.x(l.X[n-1]), p.size.Width-p.grid.Right), (lo + hi) / 2, lo - hi}}, ends...)
	}
	em := p.size.Font
	line := 1.25 * em
	top, bottom := 0.6*em, p.size.Height-p.grid.Bottom
	for float64(len(ends)-1)*line > bottom-top {
		thinnest := 0
		for i := range ends {
			if ends[i].thickness < ends[thinnest].thickness {
				thinnest = i
			}
		}
		ends = append(ends[:thinnest], ends[thinnest+1:]...)
	}
	for i := range ends { // below the one above
		if i > 0 {
			ends[i].y = math.Max(ends[i].y, ends[i-1].y+line)
		}
	}
	limit := bottom
	for i := len(ends) - 1; i >= 0; i-- { // and back from the foot
		ends[i].y = math.Min(ends[i].y, limit)
		limit = ends[i].y - line
	}
	for _, e := range ends {
		l := p.chart.Layers[e.of]
		x := e.x + 0.5*em
		text := l.Label + " " + p.chart.Currency.In(words.Say(l.Y[len(l.Y)-1], p.chart.Y.Unit))
		if x+TextWidth(text, em, false) > p.size.Width {
			text = l.Label
		}
		width := TextWidth(text, em, false)
		x = math.Max(0, math.Min(x, p.size.Width-width))
		p.texts = append(p.texts, box{x, e.y - 0.6*em, x + width, e.y + 0.6*em})
		p.say(e.of, 0, text, Left, x, e.y, Ink, false)
	}
}
