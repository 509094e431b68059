package argument

import (
	"math"
	"slices"
)

// A Sweep is an argument along one of its sliders: what formulas say at many
// places, and what is simulated at some. Curves that share a sweep share both.
type Sweep struct {
	// ID begins the ids of its simulations. It tells the sweep from the argument's
	// others: two values with one ID are the same sweep.
	ID string
	// Along is the slider. Of [Rows] it may be nil: Setting then says what a place is.
	Along *Param
	// Setting, where set, returns the setting of a place that is not a value of Along: one
	// more person in this team or that.
	Setting func(s Setting, place float64) Setting
	// X is the axis that shows a part of it, by the two settings.
	X func(today, whatIf Setting) Axis
	// Places are where the formulas are evaluated, in rising order, along the whole
	// slider whatever part of it the axis shows, whatever the slider's value: [Evenly],
	// or dense where a curve bends; nil is every whole number.
	Places func(Setting) []float64
	// Formula, where set, says at a place what Model.Formula does: for a setting whose
	// other parameters take work that is then done once for all places.
	Formula func(Setting) func(at float64) []float64
	// Runs are the places at which a setting is simulated; none, or nil, where there is
	// nothing to see.
	Runs func(s Setting, x Axis) []float64
	// Points is how often a run is looked at, as org.Options says; most need no look.
	Points int
	// Both says that today's setting is drawn and simulated along the slider, too,
	// wherever it is another one.
	Both bool
}

// A sweepSide is one setting along a slider, to be simulated.
type sweepSide struct {
	at    []float64
	cases []simulation
}

// AllPlaces are the Places of a setting, whether they are set or not.
func (w *Sweep) AllPlaces(s Setting) []float64 {
	if w.Places == nil {
		return Evenly(w.Along, int(w.Along.Max-w.Along.Min))
	}
	return w.Places(s)
}

// at returns the setting at a place of w.
func (w *Sweep) at(s Setting, place float64) Setting {
	if w.Setting != nil {
		return w.Setting(s, place)
	}
	return s.At(w.Along, place)
}

// through returns a line along w through a setting's value, if that is one of those along w.
func (w *Sweep) through(l Layer, s Setting, y float64) Layer {
	if w.Setting != nil && !w.Setting(s, s.Of(w.Along)).Equal(s) {
		return l
	}
	return l.Through(s.Of(w.Along), y)
}

// sides are the simulations of w: what-if's first, today's where they are wanted.
func (w *Sweep) sides(m *Model, s State) []sweepSide {
	x := w.X(s.TodaySetting(), s.WhatIfSetting())
	numbers := m.numbersOf(w)
	side := func(prefix string, in Setting) (side sweepSide) {
		if w.Runs == nil {
			return side
		}
		for _, v := range w.Runs(in, x) {
			at := w.at(in, v)
			runs := m.Effort.runs(m.Effort.MostAlong, m.Effort.LeastAlong, at)
			if runs < 2 {
				continue
			}
			var counts []Count
			for _, n := range numbers {
				counts = append(counts, ratio(m.Numbers[n].Count(at)))
			}
			side.at = append(side.at, v)
			side.cases = append(side.cases, m.simulation(caseID(prefix+w.ID, v), at, s.Seed, runs, w.Points, counts))
		}
		return side
	}
	sides := []sweepSide{side("", s.WhatIfSetting()), {}}
	if w.Both && !s.Same() {
		sides[1] = side("today-", s.TodaySetting())
	}
	return sides
}

// numbersOf returns which numbers are counted along w: those of its drawings that runs
// can count, in the order of the page.
func (m *Model) numbersOf(w *Sweep) []int {
	var all []int
	for _, d := range m.Drawings {
		other, numbers := d.sweep()
		if other == nil || other.ID != w.ID {
			continue
		}
		for _, n := range numbers {
			if m.Numbers[n].Count != nil {
				all = append(all, n)
			}
		}
	}
	return all
}

// simulated is the layer of simulated points of number n. Places that are not in, or
// of which nothing can be told, are left out.
func (side sweepSide) simulated(b *Sheet, id, name string, w *Sweep, n int) Layer {
	l := Layer{ID: id, Name: name, Shape: Points, Role: Simulation}
	i := slices.Index(b.model.numbersOf(w), n)
	if i < 0 { // known by formula alone
		return l
	}
	column := 2 * i
	for i, x := range side.cases {
		if e := x.runs(b.results).estimate(column); e != nil && !math.IsInf(e.Hi, 0) {
			l.X, l.Y = append(l.X, side.at[i]), append(l.Y, e.Mean)
			l.Lo, l.Hi = append(l.Lo, b.floor(n, e.Lo)), append(l.Hi, e.Hi)
		}
	}
	return l
}

func (b *Sheet) sweptSides(w *Sweep) []sweepSide {
	sides, ok := b.swept[w.ID]
	if !ok {
		sides = w.sides(b.model, b.State)
		b.swept[w.ID] = sides
	}
	return sides
}

// Axis returns the axis along which a sweep is drawn.
func (b *Sheet) Axis(w *Sweep) Axis {
	x, ok := b.axes[w.ID]
	if !ok {
		x = w.X(b.Today.Setting, b.WhatIf.Setting)
		b.axes[w.ID] = x
	}
	return x
}

// Swept returns the best that is known of number n of what-if at a place of a sweep:
// simulated if all runs of that place are in, else by formula.
func (b *Sheet) Swept(w *Sweep, n int, at float64) float64 {
	side, counted := b.sweptSides(w)[0], slices.Index(b.model.numbersOf(w), n)
	if i := slices.Index(side.at, at); i >= 0 && counted >= 0 {
		if runs := side.cases[i].runs(b.results); runs.Known() {
			if e := runs.estimate(2 * counted); e != nil {
				return e.Mean
			}
		}
	}
	s := w.at(b.WhatIf.Setting, at)
	return b.ByFormula(caseID("swept-"+w.ID, at), s)[n]
}

// SweptIn says whether all runs of what-if at all places of a sweep are in.
func (b *Sheet) SweptIn(w *Sweep) bool {
	for _, x := range b.sweptSides(w)[0].cases {
		if !x.runs(b.results).Known() {
			return false
		}
	}
	return true
}

// Simulated is the layer of simulated points of number n of what-if along a sweep, as far as
// they are in.
func (b *Sheet) Simulated(w *Sweep, n int, id, name string) Layer {
	return b.sweptSides(w)[0].simulated(b, id, name, w, n)
}

// Along returns what the formulas say of a side at every place of a sweep, as
// [Model.Formula] does. It is kept while only that slider moves.
func (b *Sheet) Along(w *Sweep, side *Side) [][]float64 { return b.along(w, side.Name, side.Setting) }

func (b *Sheet) along(w *Sweep, name string, s Setting) [][]float64 {
	s = s.At(w.Along, w.Along.Min) // where on the slider it is makes no difference
	return b.Keep("along "+w.ID+" "+name, s, func() any {
		formula := func(x float64) []float64 { return b.model.Formula(s.At(w.Along, x)) }
		if w.Formula != nil {
			formula = w.Formula(s)
		}
		places := w.AllPlaces(s)
		values := make([][]float64, len(places))
		for i, x := range places {
			values[i] = formula(x)
		}
		return values
	}).([][]float64)
}

// Elsewhere returns the places of a sweep and the i-th of what the formulas say there of a setting that is neither today
// nor what-if, kept by its name.
func (b *Sheet) Elsewhere(w *Sweep, name string, s Setting, i int) (x, y []float64) {
	for _, values := range b.along(w, name, s) {
		y = append(y, values[i])
	}
	return w.AllPlaces(s), y
}

// Column returns the places of a sweep and the i-th of what [Sheet.Along] has of a
// side there.
func (b *Sheet) Column(w *Sweep, side *Side, i int) (x, y []float64) {
	return b.Elsewhere(w, side.Name, side.Setting, i)
}

// Line is another quantity of what-if along a sweep, by formula: the i-th of
// [Model.Formula]'s.
func (b *Sheet) Line(w *Sweep, i int, id, name, label string) Layer {
	x, y := b.Column(w, &b.WhatIf, i)
	l := LineOf(id, name, label, Limit, x, y)
	if i < len(b.Figures) { // marks stand on it
		l = w.through(l, b.WhatIf.Setting, b.Figures[i].WhatIfFormula)
		if !b.Differ(w.Along) {
			l = w.through(l, b.Today.Setting, b.Figures[i].TodayFormula)
		}
	}
	return l
}

// Ghost is the line of number n of today along a sweep, by formula. It is empty where
// today's is what-if's line, on which today then only has another place.
func (b *Sheet) Ghost(w *Sweep, n int, id, name string) Layer {
	l := Layer{ID: id, Name: name, Shape: Line, Role: Today}
	if b.Differ(w.Along) {
		l.X, l.Y = b.Column(w, &b.Today, n)
		l = w.through(l, b.Today.Setting, b.Figures[n].TodayFormula)
	}
	return l
}

// Traced is a number along a sweep on a chart of several: today's line as [Sheet.Ghost] has it, what-if's, its simulated points,
// and the marks of the two settings on their lines.
type Traced struct{ Ghost, Line, Points, Today, WhatIf Layer }

// Traced returns number n of the argument along a sweep. The ids of its layers begin with id, their names with name.
func (b *Sheet) Traced(w *Sweep, n int, id, name string, role Role) Traced {
	t := Traced{
		b.Ghost(w, n, id+"-ghost", name+" today (formula)"), b.Line(w, n, id, name+" (formula)", ""), b.Simulated(w, n, id+"-simulated", name+" (simulated)"),
		b.Seen(MarkAt(id+"-today", name+", today", "", Today, b.Today.Of(w.Along), b.Today.Best(n)), n),
		b.Seen(MarkAt(id+"-whatif", name+", what-if", "", WhatIf, b.WhatIf.Of(w.Along), b.WhatIf.Best(n)), n),
	}
	t.Line.Role, t.Today.On, t.WhatIf.On = role, id, id
	if b.Differ(w.Along) {
		t.Today.On = t.Ghost.ID
	}
	return t
}

// Most and Least return the largest and the smallest value of the i-th quantity of
// [Model.Formula] that what-if has on the part of the slider that is shown, and
// MostToday the largest that today has.
func (b *Sheet) Most(w *Sweep, i int) float64      { return b.extreme(w, &b.WhatIf, i, math.Max) }
func (b *Sheet) Least(w *Sweep, i int) float64     { return b.extreme(w, &b.WhatIf, i, math.Min) }
func (b *Sheet) MostToday(w *Sweep, i int) float64 { return b.extreme(w, &b.Today, i, math.Max) }

func (b *Sheet) extreme(w *Sweep, side *Side, i int, better func(a, b float64) float64) float64 {
	found, shown := math.NaN(), b.Axis(w).Max
	xs, ys := b.Column(w, side, i)
	for k, y := range ys {
		if xs[k] > shown {
			break
		}
		if k == 0 {
			found = y
		}
		found = better(found, y)
	}
	return found
}
