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
	// comparisonMinute is a difference in working hours that nobody would call one, and
	// comparisonHardly one in any other unit.
	comparisonMinute = 1.0 / 60
	comparisonHardly = 0.005
)

// comparison compares the formula's what-if value of the model's Compared number with
// the simulation's. It says that they differ where chance does
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
	hardly, say := comparisonHardly, func(v float64) string { return words.Say(v, f.Unit) }
	if f.Unit == words.Hours {
		hardly, say = comparisonMinute, words.Duration
	}
	formula := f.WhatIfFormula
	off := math.Abs(formula - e.Mean)
	differ := off > float64(comparisonErrors*e.StdErr) && off > hardly
	// How far apart they may be for all that the simulation knows.
	most := math.Max(math.Abs(formula-e.Lo), math.Abs(formula-e.Hi))
	verdict := "Too few runs to tell whether formula and simulation differ"
	switch {
	case differ && say(formula) == say(e.Mean):
		verdict = "Formula and simulation agree but for " + say(off)
	case differ:
		verdict = "Formula and simulation differ by " + say(off)
	case most <= math.Max(float64(comparisonAgree*math.Max(formula, e.Mean)), 2*hardly):
		verdict = "Formula and simulation agree"
	}
	s := Say("%: % by formula, % simulated (%).", Words(verdict), Num(Formula, formula, say(formula)), Num(Simulation, e.Mean, say(e.Mean)),
		Words("19 times in 20 between "+say(e.Lo)+" and "+say(e.Hi))) // shares among them have signs of per cent
	if differ {
		s = s.And(" " + b.model.Why(b))
	}
	if b.model.Besides != nil {
		s = append(s, b.model.Besides(b)...)
	}
	return s
}
