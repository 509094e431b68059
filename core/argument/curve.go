package argument

import (
	"math"

	"kingman/core/words"
)

// Room that axes leave, so that what is drawn does not touch the edge.
const (
	MarkRoom = 0.9  // the share of a chart's height in which its marks stay
	HeadRoom = 1.05 // how far an axis goes for a curve, of its highest place
)

// A Curve is a number along a slider: by formula, simulated, and the two settings on
// it.
type Curve struct {
	ID     string
	Sweep  *Sweep
	Number int
	// Position is where on the axis a setting stands, of a curve whose axis is not the slider
	// itself but what follows from it: how busy people are, of the work that comes. It grows
	// with the slider. Nil is the slider's own value.
	Position func(Setting) float64
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
	var layers []Layer
	if c.Under != nil {
		layers = c.Under(b)
	}
	today, whatIf := c.marks(b)
	ghost, formula := c.lines(b)
	whatIf.On = formula.ID
	first := &ghost
	switch {
	case c.Flat:
		first = &today
	case c.apart(b):
		today.On = ghost.ID
	default:
		today.On = formula.ID
	}
	if c.Ends != nil {
		first.Label, formula.Label = c.Ends(b)
	}
	layers = append(layers, *first, formula)
	layers = append(layers, c.beside(b)...)
	layers = append(layers, c.simulated(b, today, whatIf)...)
	if !c.Flat {
		layers = append(layers, today)
	}
	layers = append(layers, whatIf)
	if e := b.model.Entry; b.model.Drawings[0] == Drawing(c) && c.Sweep.Along == e.Main && len(e.Main.Choices) == 0 {
		layers = append(layers, Layer{ID: guessID, Name: "your guess", Shape: Marker, Role: Guessed})
	}
	subtitle := c.Subtitle
	if c.SubtitleOf != nil {
		subtitle = c.SubtitleOf(b)
	}
	y := c.axis(b)
	return Chart{ID: c.ID, X: b.Axis(c.Sweep), Y: y, Layers: layers, Title: c.Title(b), Subtitle: subtitle, Alt: c.alt(b) + b.ties(y, c.saysMark(b), c.Number, c.Flat)}
}

// marks are the two settings, of which today is a rule where it is Flat.
func (c *Curve) marks(b *Sheet) (today, whatIf Layer) {
	f, mark, says := &b.Figures[c.Number], c.saysMark(b), ""
	if !c.Unlabelled {
		says = "today " + mark(f.TodayBest())
	}
	today, whatIf = b.Marks([2]float64{c.position(b.Today.Setting), f.TodayBest()}, [2]float64{c.position(b.WhatIf.Setting), f.WhatIfBest()}, says, mark(f.WhatIfBest()))
	today, whatIf = b.Seen(today, c.Number), b.Seen(whatIf, c.Number)
	if c.Flat {
		today.Shape, today.X, today.Lo, today.Hi = RuleY, nil, nil, nil
		if b.Same() {
			today.Y = nil
		}
	}
	return today, whatIf
}

// apart says whether today has another line along the slider than what-if.
func (c *Curve) apart(b *Sheet) bool {
	return b.Differ(c.Sweep.Along) || c.Sweep.Both && !b.Same()
}

// lines are the formula's lines of today and of what-if, with points under the marks. Today's is empty where today is a rule
// or has the same line as what-if.
func (c *Curve) lines(b *Sheet) (ghost, formula Layer) {
	f, w := &b.Figures[c.Number], c.Sweep
	ghost = Layer{ID: "ghost", Name: "today's curve (formula)", Shape: Line, Role: Today}
	formula = Layer{ID: "formula", Name: "formula", Shape: Line, Role: Formula, EndRoom: c.EndRoom}
	if w.Both && !c.Flat {
		ghost.Name, formula.Name = "today (formula)", "what-if (formula)"
	}
	if c.Name != "" {
		formula.Name = c.Name
	}
	formula.X, formula.Y = b.Column(w, &b.WhatIf, c.Number)
	formula.X = c.positions(&b.WhatIf, formula.X)
	switch {
	case c.Flat:
	case c.apart(b):
		ghost.X, ghost.Y = b.Column(w, &b.Today, c.Number)
		ghost.X = c.positions(&b.Today, ghost.X)
		ghost = ghost.Through(c.position(b.Today.Setting), f.TodayFormula)
	default:
		formula = formula.Through(c.position(b.Today.Setting), f.TodayFormula)
	}
	return ghost, formula.Through(c.position(b.WhatIf.Setting), f.WhatIfFormula)
}

// beside are the lines and the simulated points of further numbers.
func (c *Curve) beside(b *Sheet) (layers []Layer) {
	for _, o := range c.Beside {
		line := b.Line(c.Sweep, o.Number, o.ID, o.Name+" (formula)", o.Label)
		points := b.Simulated(c.Sweep, o.Number, o.ID+"-simulated", o.Name+" (simulated)")
		line.X, points.X = c.positions(&b.WhatIf, line.X), c.positions(&b.WhatIf, points.X)
		layers = append(layers, line, points)
	}
	return layers
}

// simulated are the simulated points of the curve's own number: today's, where they are drawn, and what-if's. A point is
// left out where a mark with an interval says it already, of more runs.
func (c *Curve) simulated(b *Sheet, today, whatIf Layer) (layers []Layer) {
	points := func(k int, side *Side, id, name string, marks []Layer) {
		l := b.sweptSides(c.Sweep)[k].simulated(b, id, name, c.Sweep, c.Number)
		l.X = c.positions(side, l.X)
		for _, mark := range marks {
			if mark.Lo != nil {
				l = l.Without(mark.X[0])
			}
		}
		layers = append(layers, l)
	}
	both, name := []Layer{whatIf, today}, "simulated"
	if c.Sweep.Both {
		name = "what-if (simulated)"
		points(1, &b.Today, "simulated-today", "today (simulated)", both)
	}
	if today.On != whatIf.On {
		both = both[:1]
	}
	points(0, &b.WhatIf, "simulated", name, both)
	return layers
}

// axis is the number's.
func (c *Curve) axis(b *Sheet) Axis {
	y := c.Scale(c.YName, math.Max(c.Home(b), b.Highest(c.Number)/MarkRoom))
	if y.Log && c.Low != nil {
		return y.From(c.Low(b))
	}
	if least := c.least(b); least < 0 {
		return SignedAxis(c.YName, y.Unit, least, y.Max)
	}
	return y
}

// saysMark is how the number is said beside a mark.
func (c *Curve) saysMark(b *Sheet) func(float64) string {
	if c.Mark == nil {
		return c.says(b)
	}
	return c.Mark
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
		if c.Position != nil {
			return "at " + words.Say(c.Position(s), b.Axis(c.Sweep).Unit)
		}
		return along.with(s.Of(along))
	}
	todayAt, whatIfAt, today := at(b.Today.Setting), at(b.WhatIf.Setting), ", today"
	if along.ID == "weeks" {
		today = ", today's way" // and not at once
	}
	shows += ". " + Upper(whatIfAt) + " it is " + say(b.WhatIf.Best(c.Number))
	switch {
	case b.Same():
		return shows + "."
	case todayAt != whatIfAt && !c.Flat: // a rule is at no place
		today += ", " + todayAt + ","
	}
	return shows + today + " " + say(b.Today.Best(c.Number)) + "."
}

// position is where on the axis a setting stands.
func (c *Curve) position(s Setting) float64 {
	if c.Position == nil {
		return s.Of(c.Sweep.Along)
	}
	return c.Position(s)
}

// positions are those on the axis of a side, by values of the slider.
func (c *Curve) positions(side *Side, values []float64) []float64 {
	if c.Position == nil {
		return values
	}
	return ValuesAt(values, func(v float64) float64 { return c.Position(side.At(c.Sweep.Along, v)) })
}

// least is how far below 0 the chart reaches.
func (c *Curve) least(b *Sheet) float64 {
	if !b.model.Numbers[c.Number].Signed {
		return 0
	}
	least := math.Min(b.Today.Best(c.Number), b.WhatIf.Best(c.Number)) / MarkRoom
	if c.Low != nil {
		least = math.Min(least, c.Low(b))
	}
	return math.Min(0, least)
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
	s := b.WhatIf.At(w.Along, w.Along.Min)
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
func (b *Sheet) Highest(i int) float64 { return math.Max(b.Today.Best(i), b.WhatIf.Best(i)) }

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
		return math.Max(least, math.Min(HeadRoom*b.Most(w, i), times*b.Least(w, i)))
	}
}
