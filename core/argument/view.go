package argument

import (
	"kingman/core/stats"
	"kingman/core/words"
)

// A View is everything a page says about a state.
type View struct {
	// Headline is the sentence above the charts.
	Headline Sentence
	// Asides are smaller sentences below it: the money, the gap between formula
	// and simulation.
	Asides []Sentence
	// Gap says how formula and simulation compare: that they agree, by how much they
	// differ and why, or that there are too few runs to tell; empty until both are
	// known.
	Gap Sentence
	// Charts in the order of the page.
	Charts []Chart
	// Figures are the numbers behind the sentence, formula and simulation side
	// by side.
	Figures []Figure
}

// A Role is the one meaning of a colour on every chart and in every sentence.
type Role string

// The roles.
const (
	Plain      Role = ""
	Today      Role = "today"      // slate, dashed: a ghost
	WhatIf     Role = "whatif"     // the accent
	Formula    Role = "formula"    // a line in ink
	Simulation Role = "simulation" // points with intervals
	Limit      Role = "limit"      // a thin dark rule with its name on it
	Beyond     Role = "beyond"     // the hatch past saturation
	Guessed    Role = "guessed"    // a hollow dot in the accent: what a reader believes
)

// A Figure is one quantity, today and what-if, by formula and by simulation.
type Figure struct {
	// ID is the quantity's name in the answer: "wait".
	ID string
	// Label is what the reader sees; Unit is how it is spoken.
	Label string
	Unit  words.Unit
	// Method names the formula and its author.
	Method string
	// FormulaOnly says that it is not simulated.
	FormulaOnly bool
	// Between says that it compares the two settings: its value is what-if's, below 0 for
	// never. Today and the difference have none.
	Between bool
	// Never says that a value below 0 is never, in both settings.
	Never bool
	// Today and WhatIf by formula. Simulated ones are nil until there are
	// enough replications; Difference is what-if less today, paired by common
	// random numbers.
	TodayFormula, WhatIfFormula     float64
	TodaySimulated, WhatIfSimulated *stats.Estimate
	Difference                      *stats.Estimate
}

// Say says a value of the figure in its unit.
func (f Figure) Say(v float64) string {
	if (f.Between || f.Never) && v < 0 {
		return "never"
	}
	return words.Say(v, f.Unit)
}

// TodayBest returns the number that the sentence speaks of: the simulation's
// where there is one, else the formula's.
func (f Figure) TodayBest() float64 { return best(f.TodaySimulated, f.TodayFormula) }

// WhatIfBest is to what-if what [Figure.TodayBest] is to today.
func (f Figure) WhatIfBest() float64 { return best(f.WhatIfSimulated, f.WhatIfFormula) }

func best(simulated *stats.Estimate, formula float64) float64 {
	if simulated != nil {
		return simulated.Mean
	}
	return formula
}

// Vouched says whether the simulation supports that today and what-if differ:
// the paired interval leaves out zero. Without a simulation it is true.
func (f Figure) Vouched() bool {
	return f.Difference == nil || f.Difference.Lo > 0 || f.Difference.Hi < 0
}
