package argument

import (
	"kingman/core/org"
	"kingman/core/stats"
	"kingman/core/words"
)

// A Model is how an argument answers: what a setting is as an organisation, what
// formulas say of it, which numbers matter, how they are drawn and said. It is code,
// where its [Entry] is data: a page carries the entries of all arguments and the
// model of its own.
type Model struct {
	Entry *Entry
	// Background is the text behind the page.
	Background func() Background
	// Organisation describes a setting to the simulator, and to the live picture; nil
	// where there is none.
	Organisation func(Setting) org.Organisation
	// Ends says how the live picture counts those who leave.
	Ends Ends
	// Kernel simulates an argument that is no organisation: it prepares a setting and
	// returns the function that runs replication r of a seed and leaves its sums in
	// Outcome.Own. Nil where there is an organisation, or nothing to simulate.
	Kernel func(s Setting, seed uint64) func(r int) org.Outcome
	// Windows are spans of time whose items' waits are counted one by one; nil is none.
	Windows func(Setting) []org.Window
	// Overlaps are gatherings of many items at once: the hours of each are counted. Nil is none.
	Overlaps func(Setting) []org.Overlap
	// Formula evaluates a setting: a value for each of Numbers, in their order, and
	// behind them whatever else the drawings show of a setting.
	Formula func(Setting) []float64
	// FromToday says that formulas ask for [Setting.Before]: a what-if is not only where
	// it is, but also how far that is from today.
	FromToday bool
	// Numbers are the quantities of the argument, the sentence's own first.
	Numbers []Number
	// Effort says how often a setting is simulated.
	Effort Effort
	// Drawings are the charts, in the order of the page.
	Drawings []Drawing
	// Headline is the sentence above the charts, Asides the smaller ones below it.
	Headline func(*Sheet) Sentence
	Asides   func(*Sheet) []Sentence
	// Compared is the number of which the page says how formula and simulation
	// compare; Why says in a sentence why they differ, where they do, and
	// Besides whatever else there is to say about it, if it is set.
	Compared int
	Why      func(*Sheet) string
	Besides  func(*Sheet) Sentence

	drawn []Count // what the drawings count of the two settings
}

// Ends say which items have come to the end of their way, where not all who leave
// have: ideas that are turned down leave, too. The zero Ends are those of an
// organisation in which all have, and are "done".
type Ends struct {
	// Said is the word for items that have come to the end, and Else for items that leave
	// from elsewhere: "tried", "turned down".
	Said, Else string
	// Stations are those after which an item has come to the end, by their indices in
	// the organisation.
	Stations []int
}

// A Number is one quantity of an argument.
type Number struct {
	ID, Label string
	Unit      words.Unit
	// Method names the formula and its author; MethodOf does, where it depends on
	// the setting.
	Method   string
	MethodOf func(Setting) string
	// Count is how runs of a setting count it; nil is a number that is known by
	// formula alone.
	Count func(Setting) org.Metric
	// Chance says that it is the chance of something that runs have or have not: what none has had is
	// not impossible.
	Chance bool
	// Signed says that it may be below 0, as a loss is.
	Signed bool
	// Between, where set, is a number that compares the two settings, which no formula of
	// one of them knows: "weeks until it pays". Below 0 it is never. Today has none.
	Between func(*Sheet) float64
	// Seen, where set, is what the runs of the two settings say of Between; nil where they
	// do not tell.
	Seen func(*Sheet) *stats.Estimate
	// Never says that a value below 0 is never: "the week in which it is too late".
	Never bool
	// Only, where set, says for which what-if settings there is such a number.
	Only func(Setting) bool
}

// Counted is the Count of a number that is counted alike in every setting.
func Counted(m org.Metric) func(Setting) org.Metric { return func(Setting) org.Metric { return m } }

// CountedFor is the Count of a number that takes the setting to count it, too.
func CountedFor(of func(s Setting, o *org.Outcome) (num, den float64)) func(Setting) org.Metric {
	return func(s Setting) org.Metric {
		return func(o *org.Outcome) (float64, float64) { return of(s, o) }
	}
}

// A Drawing is one chart of an argument: [Curve], [Fan], [Lens], [Spread], [Areas],
// [Rows], [Parts], [Map], [Ladder], [Paths] or [Own].
type Drawing interface {
	// sweep is along what the argument is simulated for it, and which numbers are counted
	// there; nil if it is not.
	sweep() (along *Sweep, numbers []int)
	// counts are what it needs to know of the two settings besides the numbers.
	counts() []Count
	draw(*Sheet) Chart
}

// New returns m, ready to be used. It panics where something is missing that every
// model needs, where a number is named that there is not, or a parameter that is not
// the entry's, and says what: a mistake in the argument's own file that shows at once.
func New(m Model) *Model {
	if m.Entry == nil {
		panic("argument: a model without an Entry")
	}
	if mistake := m.mistake(); mistake != "" {
		panic("argument: " + m.Entry.ID + ": " + mistake)
	}
	for _, d := range m.Drawings {
		m.drawn = append(m.drawn, d.counts()...)
	}
	return &m
}

// View returns everything the page says about s. Results may be empty or partial:
// what is missing is then answered by formula alone.
func (m *Model) View(s State, r Results) View {
	b := m.sheet(s, r)
	v := View{}
	for _, d := range m.Drawings {
		v.Charts = append(v.Charts, d.draw(b)) // before the sentences: a bar settles the last bit of its number
	}
	v.Headline = m.Headline(b)
	if m.Asides != nil {
		v.Asides = m.Asides(b)
	}
	if v.Gap = b.comparison(); b.tied && v.Gap != nil {
		v.Gap = append(v.Gap, Words(tiedGap))
	}
	for i, n := range m.Numbers {
		if n.Only == nil || n.Only(b.WhatIf.Setting) {
			v.Figures = append(v.Figures, b.Figures[i])
		}
	}
	return v
}

// Models are how several arguments answer.
type Models []*Model

// Of returns the model of an entry; ok is false if it is not among them, as on the
// page of another argument.
func (all Models) Of(e *Entry) (m *Model, ok bool) {
	for _, m := range all {
		if m.Entry == e {
			return m, true
		}
	}
	return nil, false
}
