package scenario

import (
	"math"

	"kingman/core/words"
)

// When the page says how formula and simulation compare.
const (
	// gapErrors is how many of the simulation's own standard errors the two must
	// lie apart to be said to differ: by chance that happens once in sixteen
	// thousand pages, and a mere 95 % interval would cry wolf on one in twenty.
	gapErrors = 4
	// gapAgree is the largest difference, as a share of the larger value, that the
	// simulation's interval may leave open where they are said to agree.
	gapAgree = 0.1
	// gapHardly is a difference in working hours that nobody would call one: a
	// minute.
	gapHardly = 1.0 / 60
)

// gapSentence compares the formula's what-if value of a figure, a time in
// working hours, with the simulation's. It says that they differ where chance does
// not explain it, by how much, and why says the reason in one sentence; that they
// agree where the simulation leaves no room for more than a small difference; and
// else that there are too few runs to tell. Empty until there is something to
// compare.
func gapSentence(f Figure, why func() string) Sentence {
	e := f.WhatIfSimulated
	if e == nil || !e.Known() { // nothing was seen in any run
		return nil
	}
	formula := f.WhatIfFormula
	off := math.Abs(formula - e.Mean)
	differ := off > float64(gapErrors*e.StdErr) && off > gapHardly
	// How far apart they may be for all that the simulation knows.
	most := math.Max(math.Abs(formula-e.Lo), math.Abs(formula-e.Hi))
	var b say
	switch {
	case differ && words.Duration(formula) == words.Duration(e.Mean):
		b.text("Formula and simulation agree but for " + words.Duration(off) + ": ")
	case differ:
		b.text("Formula and simulation differ by " + words.Duration(off) + ": ")
	case most <= math.Max(float64(gapAgree*math.Max(formula, e.Mean)), 2*gapHardly):
		b.text("Formula and simulation agree: ")
	default:
		b.text("Too few runs to tell whether formula and simulation differ: ")
	}
	b.number(Formula, formula, words.Duration(formula)).text(" by formula, ").
		number(Simulation, e.Mean, words.Duration(e.Mean)).text(" simulated (19 times in 20 between " + words.Duration(e.Lo) + " and " + words.Duration(e.Hi) + ").")
	if differ {
		b.text(" " + why())
	}
	return b.spans
}
