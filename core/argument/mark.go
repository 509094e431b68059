package argument

import (
	"math"
	"slices"

	"kingman/core/stats"
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

// tieSeen is the least height of a stem that a reader notices, as a share of the axis.
const tieSeen = 0.01

// ties says where the formula's line is for those marks that a stem ties to it, and notes
// that there is one. It is empty where both are at one height.
func (b *Sheet) ties(y Axis, say func(float64) string, n int, flat bool) string {
	f := &b.Figures[n]
	tied := func(simulated *stats.Estimate, formula float64) bool {
		return simulated != nil && !math.IsInf(simulated.Hi, 0) && !math.IsInf(formula, 0) && math.Abs(y.Share(simulated.Mean)-y.Share(formula)) > tieSeen
	}
	today, whatIf := "", ""
	if !flat && !b.Same() && tied(f.TodaySimulated, f.TodayFormula) {
		today = "today " + say(f.TodayFormula)
	}
	if tied(f.WhatIfSimulated, f.WhatIfFormula) {
		whatIf = "what-if " + say(f.WhatIfFormula)
	}
	if today+whatIf == "" {
		return ""
	}
	b.tied = true
	if today != "" && whatIf != "" {
		whatIf = ", " + whatIf
	}
	return " On the formula's line: " + today + whatIf + "."
}

// tiedGap explains the stems on the charts.
const tiedGap = " On the charts a thin stem ties what is simulated to the formula's line."

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
