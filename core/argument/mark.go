package argument

import (
	"math"
	"slices"
)

// Seen returns today's or what-if's mark of number n with its interval, once that is
// simulated. A line is mostly the formula's: what is simulated stands beside it, and is
// tied to it.
func (b *Sheet) Seen(mark Layer, n int) Layer {
	e := b.Figures[n].WhatIfSimulated
	if mark.Role == Today {
		e = b.Figures[n].TodaySimulated
	}
	if e != nil && !math.IsInf(e.Hi, 0) {
		mark.Lo, mark.Hi = []float64{b.floor(n, e.Lo)}, []float64{e.Hi}
	}
	return mark
}

// floor is the lower end of an interval of number n: none of it can be below nothing,
// unless the number is Signed.
func (b *Sheet) floor(n int, lo float64) float64 {
	if b.model.Numbers[n].Signed {
		return lo
	}
	return math.Max(0, lo)
}

// Without returns a layer of points without the one at x.
func (l Layer) Without(x float64) Layer {
	if k := slices.Index(l.X, x); k >= 0 {
		for _, column := range [...]*[]float64{&l.X, &l.Y, &l.Lo, &l.Hi} {
			*column = slices.Concat((*column)[:k], (*column)[k+1:])
		}
	}
	return l
}
