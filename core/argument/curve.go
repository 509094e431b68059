package argument

import (
	"math"
	"slices"

	"kingman/core/words"
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
	X func(now, then Setting) Axis
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
	x := w.X(s.Now(), s.Then())
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
	sides := []sweepSide{side("", s.Then()), {}}
	if w.Both && !s.Same() {
		sides[1] = side("today-", s.Now())
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
	s := w.at(b.Then.Setting, at)
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

// markRoom is the share of a chart's height in which its marks stay.
const markRoom = 0.9

// A Curve is a number along a slider: by formula, simulated, and the two settings on
// it.
type Curve struct {
	ID     string
	Sweep  *Sweep
	Number int
	// Place is where on the axis a setting stands, of a curve whose axis is not the slider
	// itself but what follows from it: how busy people are, of the work that comes. It grows
	// with the slider. Nil is the slider's own value.
	Place func(Setting) float64
	// Subtitle says what the axes are; SubtitleOf does, where it depends on the state.
	Subtitle   string
	SubtitleOf func(*Sheet) string
	// YName names the number's axis, and Scale makes it: [WaitAxis], [ShareAxis],
	// [MoneyAxis] or one like them.
	YName string
	Scale func(name string, most float64) Axis
	// Home is how high the chart is at rest: what the story and the useful range of the
	// slider need, so that what explodes is seen to explode. It does not depend on where
	// on the slider a setting is. The chart is higher where a mark asks for it.
	Home func(*Sheet) float64
	// Low is to the lower end of the chart of a number that is Signed what Home is to
	// the upper one; 0 or less, nil is 0. Of a chart whose scale is logarithmic it is the
	// lower end itself; nil is that of Scale.
	Low func(*Sheet) float64
	// Name is the formula's in the table; empty is "formula".
	Name string
	// Say says the number; nil is in its own unit. Mark says it beside the markers, where nobody
	// reads so many digits: [words.About]; nil is Say. Unlabelled leaves today's without it.
	Say, Mark  func(float64) string
	Unlabelled bool
	// Ends are the words at the right ends of today's line and of what-if's.
	Ends    func(*Sheet) (today, whatIf string)
	EndRoom bool
	// Beside are further numbers of what-if along the slider, each a line with its
	// simulated points.
	Beside []Beside
	// Flat draws today as a rule across, not as a place on the slider.
	Flat bool
	// Under is painted below the curve: the region past saturation, the steady state,
	// rules. The list is the same for every state.
	Under func(*Sheet) []Layer
	Title func(*Sheet) string
	// Shows says in words what the curve shows, "The wait against the number of engineers, flat at
	// first and then steep"; ShowsOf does, where it depends on the state. What the number is, today
	// and what-if, follows by itself in the alternative.
	Shows   string
	ShowsOf func(*Sheet) string
}

// Beside is a number drawn beside a curve's own. Name is the line's in the table, Label
// stands at its end.
type Beside struct {
	_ incomparable

	Number          int
	ID, Name, Label string
}

func (c *Curve) sweep() (*Sweep, []int) {
	numbers := []int{c.Number}
	for _, o := range c.Beside {
		numbers = append(numbers, o.Number)
	}
	return c.Sweep, numbers
}

func (c *Curve) counts() []Count { return nil }

func (c *Curve) draw(b *Sheet) Chart {
	f, w := &b.Figures[c.Number], c.Sweep
	var layers []Layer
	if c.Under != nil {
		layers = c.Under(b)
	}
	mark, says := c.Mark, ""
	if mark == nil {
		mark = c.says(b)
	}
	if !c.Unlabelled {
		says = "today " + mark(f.TodayBest())
	}
	today, whatIf := b.Marks([2]float64{c.place(b.Now.Setting), f.TodayBest()}, [2]float64{c.place(b.Then.Setting), f.WhatIfBest()}, says, mark(f.WhatIfBest()))
	today, whatIf = b.Seen(today, c.Number), b.Seen(whatIf, c.Number)
	if c.Flat {
		today.Shape, today.X, today.Lo, today.Hi = RuleY, nil, nil, nil
		if b.Same() {
			today.Y = nil
		}
		layers = append(layers, today)
	} else {
		layers = append(layers, Layer{ID: "ghost", Name: "today's curve (formula)", Shape: Line, Role: Today})
	}
	formula := Layer{ID: "formula", Name: "formula", Shape: Line, Role: Formula, EndRoom: c.EndRoom}
	if w.Both && !c.Flat {
		layers[len(layers)-1].Name, formula.Name = "today (formula)", "what-if (formula)"
	}
	formula.X, formula.Y = b.Column(w, &b.Then, c.Number)
	formula.X = c.placed(&b.Then, formula.X)
	if c.Name != "" {
		formula.Name = c.Name
	}
	if ghost := &layers[len(layers)-1]; !c.Flat && (b.Differ(w.Along) || w.Both && !b.Same()) {
		ghost.X, ghost.Y = b.Column(w, &b.Now, c.Number)
		ghost.X = c.placed(&b.Now, ghost.X)
		*ghost = ghost.Through(c.place(b.Now.Setting), f.TodayFormula)
		today.On = ghost.ID
	} else if !c.Flat {
		formula = formula.Through(c.place(b.Now.Setting), f.TodayFormula)
		today.On = formula.ID
	}
	whatIf.On = formula.ID
	formula = formula.Through(c.place(b.Then.Setting), f.WhatIfFormula)
	if c.Ends != nil {
		ghost := &layers[len(layers)-1]
		ghost.Label, formula.Label = c.Ends(b)
	}
	layers = append(layers, formula)
	simulated := func(k int, id, name string, n int) Layer {
		l := b.sweptSides(w)[k].simulated(b, id, name, w, n)
		l.X = c.placed([2]*Side{&b.Then, &b.Now}[k], l.X)
		if n == c.Number { // a mark says it already, of more runs
			marks := [2]Layer{whatIf, today}
			for i := range marks {
				if m := marks[i]; m.Lo != nil && (i == k || m.On == formula.ID) {
					l = l.Without(m.X[0])
				}
			}
		}
		return l
	}
	for _, o := range c.Beside {
		line := b.Line(w, o.Number, o.ID, o.Name+" (formula)", o.Label)
		line.X = c.placed(&b.Then, line.X)
		layers = append(layers, line, simulated(0, o.ID+"-simulated", o.Name+" (simulated)", o.Number))
	}
	if w.Both {
		layers = append(layers, simulated(1, "simulated-today", "today (simulated)", c.Number), simulated(0, "simulated", "what-if (simulated)", c.Number))
	} else {
		layers = append(layers, simulated(0, "simulated", "simulated", c.Number))
	}
	if !c.Flat {
		layers = append(layers, today)
	}
	layers = append(layers, whatIf)
	if e := b.model.Entry; b.model.Drawings[0] == Drawing(c) && w.Along == e.Main && len(e.Main.Choices) == 0 {
		layers = append(layers, Layer{ID: guessID, Name: "your guess", Shape: Marker, Role: Guessed})
	}
	subtitle := c.Subtitle
	if c.SubtitleOf != nil {
		subtitle = c.SubtitleOf(b)
	}
	y := c.Scale(c.YName, math.Max(c.Home(b), b.Highest(c.Number)/markRoom))
	if y.Log && c.Low != nil {
		y = y.From(c.Low(b))
	} else if least := c.least(b); least < 0 {
		y = SignedAxis(c.YName, y.Unit, least, y.Max)
	}
	return Chart{ID: c.ID, X: b.Axis(w), Y: y, Layers: layers, Title: c.Title(b), Subtitle: subtitle, Alt: c.alt(b) + b.ties(y, mark, c.Number, c.Flat)}
}

// says is how the number is said.
func (c *Curve) says(b *Sheet) func(float64) string {
	if c.Say == nil {
		return b.Figures[c.Number].Say
	}
	return c.Say
}

// alt is what the curve shows, and what the number is where the two settings stand on it.
func (c *Curve) alt(b *Sheet) string {
	shows, say, along := c.Shows, c.says(b), c.Sweep.Along
	if c.ShowsOf != nil {
		shows = c.ShowsOf(b)
	}
	at := func(s Setting) string {
		if c.Place != nil {
			return "at " + words.Say(c.Place(s), b.Axis(c.Sweep).Unit)
		}
		return along.with(s.Of(along))
	}
	now, then, today := at(b.Now.Setting), at(b.Then.Setting), ", today"
	if along.ID == "weeks" {
		today = ", today's way" // and not at once
	}
	shows += ". " + Upper(then) + " it is " + say(b.WhatIf(c.Number))
	switch {
	case b.Same():
		return shows + "."
	case now != then && !c.Flat: // a rule is at no place
		today += ", " + now + ","
	}
	return shows + today + " " + say(b.Today(c.Number)) + "."
}

// place is where on the axis a setting stands.
func (c *Curve) place(s Setting) float64 {
	if c.Place == nil {
		return s.Of(c.Sweep.Along)
	}
	return c.Place(s)
}

// placed are places on the axis of a side, by values of the slider.
func (c *Curve) placed(side *Side, values []float64) []float64 {
	if c.Place == nil {
		return values
	}
	return ValuesAt(values, func(v float64) float64 { return c.Place(side.At(c.Sweep.Along, v)) })
}

// least is how far below 0 the chart reaches.
func (c *Curve) least(b *Sheet) float64 {
	if !b.model.Numbers[c.Number].Signed {
		return 0
	}
	least := math.Min(b.Today(c.Number), b.WhatIf(c.Number)) / markRoom
	if c.Low != nil {
		least = math.Min(least, c.Low(b))
	}
	return math.Min(0, least)
}

// Axis returns the axis along which a sweep is drawn.
func (b *Sheet) Axis(w *Sweep) Axis {
	x, ok := b.axes[w.ID]
	if !ok {
		x = w.X(b.Now.Setting, b.Then.Setting)
		b.axes[w.ID] = x
	}
	return x
}

func (b *Sheet) sweptSides(w *Sweep) []sweepSide {
	sides, ok := b.swept[w.ID]
	if !ok {
		sides = w.sides(b.model, b.State)
		b.swept[w.ID] = sides
	}
	return sides
}

// PastSaturation is the region from a place on where the pile only grows; NaN or an
// infinity is nowhere.
func PastSaturation(from float64, label string) Layer {
	l := Layer{ID: "beyond", Name: "the pile grows without end", Shape: RegionX, Role: Beyond, Label: label}
	if !math.IsNaN(from) && !math.IsInf(from, 0) {
		l.X = []float64{from}
	}
	return l
}

// Settled is the steady state along a sweep: of(setting) in ever denser places up to
// full, where it ends, so that the cliff shows at any scale. It is drawn as far as the
// slider goes and of is finite.
func (b *Sheet) Settled(w *Sweep, full float64, of func(Setting) float64) Layer {
	l := Layer{ID: "forever", Name: "if it went on for ever (formula)", Shape: Line, Role: Limit, Label: "if it went on for ever"}
	s := b.Then.At(w.Along, w.Along.Min)
	line := b.Keep("settled "+w.ID, s, func() any {
		var xs, ys []float64
		for slack := 1.0; full > 0 && slack > 1e-6; slack *= 0.8 {
			at := math.Min(full, 1e6) * (1 - slack)
			if at < w.Along.Min {
				continue
			}
			y := of(s.At(w.Along, at))
			if at > w.Along.Max || math.IsInf(y, 0) {
				break
			}
			xs, ys = append(xs, at), append(ys, y)
		}
		return [2][]float64{xs, ys}
	}).([2][]float64)
	l.X, l.Y = line[0], line[1]
	return l
}

// RuleAt is a rule at a place on the x axis; NaN is none.
func RuleAt(id, name, label string, role Role, at float64) Layer {
	l := Layer{ID: id, Name: name, Shape: RuleX, Role: role}
	if !math.IsNaN(at) {
		l.X, l.Label = []float64{at}, label
	}
	return l
}

// Highest returns the larger one of number i's two values.
func (b *Sheet) Highest(i int) float64 { return math.Max(b.Today(i), b.WhatIf(i)) }

// Room is a [Curve.Home] of at least least that shows all of number i along a sweep, of today and what-if, times factor.
func Room(least, factor float64, w *Sweep, i int) func(*Sheet) float64 {
	return func(b *Sheet) float64 {
		return math.Max(least, factor*math.Max(b.Most(w, i), b.MostToday(w, i)))
	}
}

// RoomAbove is a [Curve.Home] of at least least that shows all of number i of what-if along a sweep, but no more than so many
// times its lowest place there: a dear end does not flatten the rest.
func RoomAbove(least, times float64, w *Sweep, i int) func(*Sheet) float64 {
	return func(b *Sheet) float64 {
		return math.Max(least, math.Min(1.05*b.Most(w, i), times*b.Least(w, i)))
	}
}

// UpTo looks for the place from low to high up to which something holds that does not
// hold beyond: it lies between from and to, which are no more than within apart. Both
// are low if it holds nowhere, and high if it holds everywhere.
func UpTo(low, high, within float64, holds func(float64) bool) (from, to float64) {
	switch {
	case !holds(low):
		return low, low
	case holds(high):
		return high, high
	}
	for from, to = low, high; to-from > within; {
		if middle := (from + to) / 2; holds(middle) {
			from = middle
		} else {
			to = middle
		}
	}
	return from, to
}

// Line is another quantity of what-if along a sweep, by formula: the i-th of
// [Model.Formula]'s.
func (b *Sheet) Line(w *Sweep, i int, id, name, label string) Layer {
	x, y := b.Column(w, &b.Then, i)
	l := LineOf(id, name, label, Limit, x, y)
	if i < len(b.Figures) { // marks stand on it
		l = w.through(l, b.Then.Setting, b.Figures[i].WhatIfFormula)
		if !b.Differ(w.Along) {
			l = w.through(l, b.Now.Setting, b.Figures[i].TodayFormula)
		}
	}
	return l
}

// Ghost is the line of number n of today along a sweep, by formula. It is empty where
// today's is what-if's line, on which today then only has another place.
func (b *Sheet) Ghost(w *Sweep, n int, id, name string) Layer {
	l := Layer{ID: id, Name: name, Shape: Line, Role: Today}
	if b.Differ(w.Along) {
		l.X, l.Y = b.Column(w, &b.Now, n)
		l = w.through(l, b.Now.Setting, b.Figures[n].TodayFormula)
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
		b.Seen(MarkAt(id+"-today", name+", today", "", Today, b.Now.Of(w.Along), b.Today(n)), n),
		b.Seen(MarkAt(id+"-whatif", name+", what-if", "", WhatIf, b.Then.Of(w.Along), b.WhatIf(n)), n),
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
func (b *Sheet) Most(w *Sweep, i int) float64      { return b.extreme(w, &b.Then, i, math.Max) }
func (b *Sheet) Least(w *Sweep, i int) float64     { return b.extreme(w, &b.Then, i, math.Min) }
func (b *Sheet) MostToday(w *Sweep, i int) float64 { return b.extreme(w, &b.Now, i, math.Max) }

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
