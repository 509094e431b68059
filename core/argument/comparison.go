package argument

import (
	"math"

	"kingman/core/words"
)

// When the page says how formula and simulation compare.
const (
	// comparisonErrors is how many of the simulation's own standard errors the two must
	// lie apart to be said to differ: by chance that happens once in sixteen
	// thousand pages, and a mere 95 % interval would cry wolf on one in twenty.
	comparisonErrors = 4
	// comparisonAgree is the largest difference, as a share of the larger value, that the
	// simulation's interval may leave open where they are said to agree.
	comparisonAgree = 0.1
	// comparisonHardly is a difference in working hours that nobody would call one: a
	// minute.
	comparisonHardly = 1.0 / 60
)

// comparison compares the formula's what-if value of the model's Compared number, a
// time in working hours, with the simulation's. It says that they differ where chance does
// not explain it, by how much, and why says the reason in one sentence; that they
// agree where the simulation leaves no room for more than a small difference; and
// else that there are too few runs to tell. Empty until there is something to
// compare.
func (b *Sheet) comparison() Sentence {
	if len(b.Figures) == 0 {
		return nil
	}
	f := &b.Figures[b.model.Compared]
	e := f.WhatIfSimulated
	if e == nil || !e.Known() { // nothing was seen in any run
		return nil
	}
	formula := f.WhatIfFormula
	off := math.Abs(formula - e.Mean)
	differ := off > float64(comparisonErrors*e.StdErr) && off > comparisonHardly
	// How far apart they may be for all that the simulation knows.
	most := math.Max(math.Abs(formula-e.Lo), math.Abs(formula-e.Hi))
	verdict := "Too few runs to tell whether formula and simulation differ"
	switch {
	case differ && words.Duration(formula) == words.Duration(e.Mean):
		verdict = "Formula and simulation agree but for " + words.Duration(off)
	case differ:
		verdict = "Formula and simulation differ by " + words.Duration(off)
	case most <= math.Max(float64(comparisonAgree*math.Max(formula, e.Mean)), 2*comparisonHardly):
		verdict = "Formula and simulation agree"
	}
	s := Say(verdict+": % by formula, % simulated (19 times in 20 between "+words.Duration(e.Lo)+" and "+words.Duration(e.Hi)+").",
		Hours(Formula, formula), Hours(Simulation, e.Mean))
	if differ {
		s = s.And(" " + b.model.Why(b))
	}
	if b.model.Besides != nil {
		s = append(s, b.model.Besides(b)...)
	}
	return s
}
