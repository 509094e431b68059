package argument

import (
	"math"
	"strings"

	"kingman/core/org"
	"kingman/core/words"
)

// A Lens says where the time went: two stacked bars, today's and what-if's, of what an
// item's lead time goes into. Which is which is said by the simulation, step by step,
// and by the marks on steps (org.Step.Waste): time that an item spends because it came
// back is in no other part. The bar adds up to the lead time.
//
//	&argument.Lens{Time: "from question to answer", Lead: lead}
//
// Among the drawings of the first screen it is one of them; else put it last, and a
// link leads there.
type Lens struct {
	// ID is the chart's; empty is "where".
	ID string
	// Time names what the bar is the length of: "from question to answer".
	Time string
	// Lead is the index of the lead time among the numbers; −1 if it is none of them.
	Lead int
	// Classes are the indices, in the organisation, of the classes whose items count; nil is
	// the first class alone. Every counts all classes, however many a setting has.
	Classes []int
	Every   bool
	// Per says among how many items the hours are divided, where it is not all those of
	// the classes: those that came to a station.
	Per func(*org.Outcome) float64
	// Names are what uses are called here, where their own names would mislead.
	Names map[org.Use]string
	// Formula returns the hours by org.Use; nil where only the simulation knows, or Parts do.
	Formula func(Setting) []float64
	// Parts gives, for a use, the index of its hours in the values of [Model.Formula]. Together
	// the parts are cut off at the lead time; the hours that they leave of it are of the use Rest.
	Parts map[org.Use]int
	Rest  org.Use
	// Say says a bar's length; nil is [words.About].
	Say func(float64) string
	// Describe says a setting in a few words; nil says no more than that it is today or
	// what-if.
	Describe func(Setting) string
	// Title says what the bars show; nil names the largest part of what-if's.
	Title func(b *Sheet, today, whatIf []float64) string

	of spent
}

// uses are the parts of a lens: what moves an item on is solid.
var uses = [org.Uses]struct {
	id      string
	fill    Fill
	waste   string // as textbooks have it
	largest string // what it is of the time
}{
	org.WorkedOn:    {"worked", Solid, "", "is work"},
	org.Checked:     {"checked", HatchBack, "over-processing", "is checking"},
	org.Waiting:     {"waiting", Hatch, "waiting", "is waiting"},
	org.HandedOver:  {"handed", Pale, "transportation", "is being handed over"},
	org.Interrupted: {"interrupted", HatchBack, "motion", "is interruption"},
	org.HeldBack:    {"held", Cross, "inventory", "is being held back"},
	org.DoneAgain:   {"again", Half, "defects", "is caused by what comes back"},
}

func (l *Lens) sweep() (*Sweep, []int) { return nil, nil }

func (l *Lens) counts() []Count {
	l.of.lens = l
	return []Count{&l.of}
}

// classes are the indices of the classes that are looked at, of so many.
func (l *Lens) classes(of int) []int {
	switch {
	case l.Every:
		all := make([]int, of)
		for k := range all {
			all[k] = k
		}
		return all
	case len(l.Classes) == 0:
		return []int{0}
	}
	return l.Classes
}

// name is what a use is called.
func (l *Lens) name(use org.Use) string {
	if name := l.Names[use]; name != "" {
		return name
	}
	return use.String()
}

// side is the bar of a side: simulated if the runs are in, else by formula. What nobody
// knows yet has no length.
func (l *Lens) side(b *Sheet, side *Side) (hours []float64, known bool) {
	switch {
	case side.Runs.Known():
		return side.Runs.spent(&l.of), true
	case l.Parts != nil:
		left := side.Values[l.Lead]
		hours = make([]float64, org.Uses)
		for use := range org.Use(org.Uses) {
			if n, ok := l.Parts[use]; ok {
				hours[use] = math.Min(side.Values[n], left)
				left -= hours[use]
			}
		}
		hours[l.Rest] = left
		return hours, true
	case l.Formula != nil:
		return b.Keep("lens "+side.Name, side.Setting, func() any { return l.Formula(side.Setting) }).([]float64), true
	}
	return make([]float64, org.Uses), false
}

func (l *Lens) draw(b *Sheet) Chart {
	today, todayKnown := l.side(b, &b.Today)
	whatIf, whatIfKnown := l.side(b, &b.WhatIf)
	if l.Lead >= 0 {
		f := &b.Figures[l.Lead]
		if f.TodaySimulated != nil && b.Today.Runs.Known() { // and not told of an earlier simulation
			addsUpTo(f.TodaySimulated, today)
		}
		if f.WhatIfSimulated != nil && b.WhatIf.Runs.Known() {
			addsUpTo(f.WhatIfSimulated, whatIf)
		}
	}
	row := func(name string, in Setting, role Role, hours []float64, known bool) Row {
		label := name + ", "
		if l.Describe != nil {
			label += l.Describe(in) + ": "
		}
		if !known {
			return Row{Name: name, Label: label + "as soon as it is simulated", Role: role}
		}
		say := l.Say
		if say == nil {
			say = words.About
		}
		return Row{Name: name, Label: label + say(total(hours)), Role: role}
	}
	id := l.ID
	if id == "" {
		id = "where"
	}
	c := Chart{
		ID: id, Lens: true, X: WaitAxis(l.Time, math.Max(4, math.Max(total(today), total(whatIf)))), Y: Axis{Name: "setting", Max: 2},
		Rows:     []Row{row("today", b.Today.Setting, Today, today, todayKnown), row("what-if", b.WhatIf.Setting, WhatIf, whatIf, whatIfKnown)},
		Subtitle: l.subtitle(today, whatIf), Title: "Where the time goes", Alt: "Where the time goes is said as soon as it is simulated.",
	}
	if todayKnown && whatIfKnown {
		c.Title = largestUse(whatIf)
		if l.Title != nil {
			c.Title = l.Title(b, today, whatIf)
		}
		c.Alt = "Two stacked bars. Today, " + l.spelled(today) + ". What-if, " + l.spelled(whatIf) + "."
	}
	parts := make([]RowPart, org.Uses)
	for use := range parts {
		name := l.name(org.Use(use))
		parts[use] = RowPart{ID: uses[use].id, Label: name, Name: name, Fill: uses[use].fill}
	}
	c.Layers = stackedBars(parts, []float64{0, 0}, [][]float64{today, whatIf})
	return c
}

// total adds up a bar, from the left.
func total(hours []float64) float64 {
	sum := 0.0
	for _, h := range hours {
		sum += h
	}
	return sum
}

// subtitle names the wastes in the bars as textbooks do.
func (l *Lens) subtitle(today, whatIf []float64) string {
	var names []string
	for use := range org.Use(org.Uses) {
		if today[use]+whatIf[use] == 0 || uses[use].waste == "" {
			continue
		}
		name := uses[use].waste
		if plain := l.name(use); name != plain {
			name += " (" + plain + ")"
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return l.Time
	}
	return l.Time + ": work, " + strings.Join(names, ", ")
}

// largestUse says which part of a bar is the longest.
func largestUse(hours []float64) string {
	all := total(hours)
	if !(all > 0) {
		return "No time is spent"
	}
	largest := org.Use(0)
	for use := range org.Use(org.Uses) {
		if hours[use] > hours[largest] {
			largest = use
		}
	}
	return InPercent(hours[largest]/all) + " of the time " + uses[largest].largest
}

// spelled says a bar.
func (l *Lens) spelled(hours []float64) string {
	var parts []string
	for use, h := range hours {
		if h > 0 {
			parts = append(parts, words.Duration(h)+" "+l.name(org.Use(use)))
		}
	}
	if len(parts) == 0 {
		return "no time"
	}
	return words.Duration(total(hours)) + ": " + strings.Join(parts, ", ")
}
