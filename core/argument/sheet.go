package argument

// A Side is today or what-if on a [Sheet].
type Side struct {
	Setting
	// Values are what [Model.Formula] says of the setting.
	Values []float64
	// Runs are those of the setting that are in.
	Runs *Runs
	// Name is "today" or "what-if": what is kept of a side is kept by it.
	Name string
}

// A Sheet is what charts and sentences are made from: a state, what formulas say of
// its two settings, and what has been simulated of them so far.
type Sheet struct {
	State
	Now, Then Side
	// Figures are the argument's numbers, by the index of Model.Numbers.
	Figures []Figure

	model   *Model
	results Results
	swept   map[string][]sweepSide // by the sweep's ID
	axes    map[string]Axis
	tied    bool // a stem on a chart ties what is simulated to the formula's line
	once    map[string]any
}

// Today and WhatIf return the best that is known of number i: simulated where it
// is, else by formula.
func (b *Sheet) Today(i int) float64  { return b.Figures[i].TodayBest() }
func (b *Sheet) WhatIf(i int) float64 { return b.Figures[i].WhatIfBest() }

// Vouched says whether the runs support that number i differs from today's; true
// while there are none.
func (b *Sheet) Vouched(i int) bool { return b.Figures[i].Vouched() }

// values is what the formulas say of a side, kept from look to look.
func (b *Sheet) values(name string, s Setting) []float64 {
	return b.ByFormula("values "+name, s)
}
