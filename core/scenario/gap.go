package scenario

import "kingman/core/words"

// gapSentence compares the formula's what-if value of a figure, a time in
// working hours, with the simulation's; where they differ, why says the reason
// in one sentence. Empty until there is something to compare.
func gapSentence(f Figure, why func() string) Sentence {
	e := f.WhatIfSimulated
	if e == nil || !e.Known() { // nothing was seen in any run
		return nil
	}
	formula := f.WhatIfFormula
	inside := formula >= e.Lo && formula <= e.Hi
	var b say
	if inside || words.Duration(formula) == words.Duration(e.Mean) {
		b.text("Formula and simulation agree: ")
	} else {
		b.text("Formula and simulation differ: ")
	}
	b.number(Formula, formula, words.Duration(formula)).text(" by formula, ").
		number(Simulation, e.Mean, words.Duration(e.Mean)).text(" simulated (19 times in 20 between " + words.Duration(e.Lo) + " and " + words.Duration(e.Hi) + ").")
	if !inside {
		b.text(" " + why())
	}
	return b.spans
}
