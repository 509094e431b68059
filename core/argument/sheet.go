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

	sheet *Sheet
	best  func(*Figure) float64 // which of what a figure has is this side's
}

// A Sheet is what charts and sentences are made from: a state, what formulas say of
// its two settings, and what has been simulated of them so far.
type Sheet struct {
	State
	Today, WhatIf Side
	// Figures are the argument's numbers, by the index of Model.Numbers.
	Figures []Figure

	model   *Model
	results Results
	swept   map[string][]sweepSide // by the sweep's ID
	axes    map[string]Axis
	tied    bool // a stem on a chart ties what is simulated to the formula's line
	once    map[string]any
}

// sheet returns the sheet of a state with what has been simulated of it.
func (m *Model) sheet(s State, r Results) *Sheet {
	if r.Notebook == nil {
		r.Notebook = &Notebook{} // curves of one sweep share it within a look
	}
	r.Notebook.forget(r)
	today, whatIf := m.both(s)
	b := &Sheet{State: s, model: m, results: r, swept: map[string][]sweepSide{}, axes: map[string]Axis{}}
	b.Today = Side{s.TodaySetting(), b.values("today", s.TodaySetting()), today.runs(r), "today", b, (*Figure).TodayBest}
	b.WhatIf = Side{s.WhatIfSetting(), b.values("what-if", s.WhatIfSetting()), whatIf.runs(r), "what-if", b, (*Figure).WhatIfBest}
	if s.Same() && b.Today.Runs.Known() { // one setting, and so one simulation
		b.WhatIf.Runs = b.Today.Runs
	}
	column := 0
	for i, n := range m.Numbers {
		b.Figures = append(b.Figures, b.figure(i, column))
		if n.Count != nil {
			column += 2
		}
	}
	return b
}

// figure is number i by formula, and as far as it is simulated. column is the first of its count.
func (b *Sheet) figure(i, column int) Figure {
	n := &b.model.Numbers[i]
	f := Figure{ID: n.ID, Label: n.Label, Unit: n.Unit, Method: n.Method, FormulaOnly: n.Count == nil, Never: n.Never, TodayFormula: b.Today.Values[i], WhatIfFormula: b.WhatIf.Values[i]}
	if n.MethodOf != nil {
		f.Method = n.MethodOf(b.WhatIf.Setting)
	}
	if n.Between != nil {
		f.Between = true
		f.TodayFormula, f.WhatIfFormula = 0, n.Between(b)
	}
	if n.Seen != nil {
		f.WhatIfSimulated = n.Seen(b)
		f.FormulaOnly = f.WhatIfSimulated == nil
	}
	if n.Count == nil {
		return f
	}
	f.measure(b.Today.Runs, b.WhatIf.Runs, column)
	if n.Chance {
		f.asChance(b.Today.Runs.by, b.Same())
	}
	if !b.Today.Runs.Known() {
		f.TodaySimulated = b.results.Earlier[n.ID]
	}
	if earlier := b.results.EarlierWhatIf[n.ID]; earlier != nil && !b.WhatIf.Runs.Known() {
		f.WhatIfSimulated = earlier
	}
	return f
}

// Best returns the best that is known of number i of a side: simulated where it is, else by
// formula.
func (x *Side) Best(i int) float64 { return x.best(&x.sheet.Figures[i]) }

// Vouched says whether the runs support that number i differs from today's; true
// while there are none.
func (b *Sheet) Vouched(i int) bool { return b.Figures[i].Vouched() }

// values is what the formulas say of a side, kept from look to look.
func (b *Sheet) values(name string, s Setting) []float64 {
	return b.ByFormula("values "+name, s)
}
