package argument

import (
	"math"
	"slices"
	"strconv"

	"kingman/core/org"
	"kingman/core/smallfmt"
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
	// Kernel simulates what is no organisation, in its place: it prepares a setting and
	// returns what runs replication r of a seed, and leaves what it has summed up in
	// Outcome.Own. Nil where there is an organisation, or nothing to simulate.
	Kernel func(s Setting, seed uint64) func(r int) org.Outcome
	// Windows are spans of time whose items' waits are counted one by one; nil is none.
	Windows func(Setting) []org.Window
	// Overlaps are of which it is counted for how long they hold; nil is none.
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
	// Said is what is said of items that have come to the end, and Else of those who
	// leave from elsewhere: "tried", "turned down".
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

// An Effort bounds how much is simulated for a setting: runs with many items vary
// less, and the reader is waiting.
type Effort struct {
	// Most and Least are how many runs each of the two settings gets, MostAlong and
	// LeastAlong how many a place on a curve does. A place that gets fewer than two
	// is left to the formula.
	Most, Least, MostAlong, LeastAlong int
	// Items is how many items all runs of one of the two settings may have before
	// there are fewer than Most, and proportionally on a curve.
	Items float64
	// In is how many items one run of a setting has.
	In func(Setting) float64
	// Rare, where set, says that a few runs unlike the rest carry the mean. No interval
	// knows of runs that have not come up, so that there are [rarer] times as many of both
	// runs and items.
	Rare func(Setting) bool
}

// rarer is how many times as many runs a setting gets in which rare ones carry the mean. At 55
// services shared-ops-sprawl's intervals of 95 % then hold the mean in 95 to 97 % of 60 seeds, in
// place of 47 to 83; at 57, where rarer ones carry it, in 75 to 98.
const rarer = 5

// runs returns how many runs of at most most and at least least a setting gets. It
// depends on nothing else, so that today stays as it is while what-if moves.
func (e *Effort) runs(most, least int, s Setting) int {
	times := 1.0
	if e.Rare != nil && e.Rare(s) {
		times = rarer
	}
	runs := math.Floor(times * e.Items * float64(most) / float64(e.Most) / math.Max(1, e.In(s)))
	return int(math.Max(float64(least), math.Min(times*float64(most), runs)))
}

// A Drawing is one chart of an argument: [Curve], [Fan], [Lens], [Spread], [Areas],
// [Rows], [Map], [Ladder], [Paths] or [Own].
type Drawing interface {
	// sweep is along what the argument is simulated for it, and which numbers are counted
	// there; nil if it is not.
	sweep() (along *Sweep, numbers []int)
	// counts are what it needs to know of the two settings besides the numbers.
	counts() []Count
	draw(*Sheet) Chart
}

// New returns m, ready to be used. It panics if a parameter named in it is not the
// entry's.
func New(m Model) *Model {
	for _, d := range m.Drawings {
		m.drawn = append(m.drawn, d.counts()...)
	}
	return &m
}

// A simulation is one setting of an argument and what is counted of its runs.
type simulation struct {
	id     string
	start  starter
	opt    org.Options
	counts []Count
}

// A starter prepares a simulation and returns what runs replication r of it.
type starter func(org.Options) (run func(r int) org.Outcome, err error)

// starter returns what simulates a setting.
func (m *Model) starter(s Setting) starter {
	if m.Kernel != nil {
		return func(opt org.Options) (func(int) org.Outcome, error) { return m.Kernel(s, opt.Seed), nil }
	}
	o := m.Organisation(s)
	return func(opt org.Options) (func(int) org.Outcome, error) {
		simulator, err := o.NewSimulator(opt)
		if err != nil {
			return nil, err
		}
		return func(r int) org.Outcome {
			if err := simulator.Start(r); err != nil {
				panic(err) // nobody numbers replications below 0
			}
			for !simulator.Step(eventsPerStep) {
			}
			return simulator.Outcome()
		}, nil
	}
}

// simulates says whether there is anything to simulate.
func (m *Model) simulates() bool { return m.Organisation != nil || m.Kernel != nil }

// Moments is how many times after now, the date last, a run of the two settings is
// looked at: the Points of its outcome.
const Moments = 26

// eventsPerStep is how many events are run between two looks at whether a
// replication is over.
const eventsPerStep = 4096

// job is the simulation as replications. Two of one seed share their luck.
func (x simulation) job() Job {
	width := 0
	for _, c := range x.counts {
		width += c.width(x.opt.Points)
	}
	return Job{ID: x.id, Replications: x.opt.Replications, Metrics: width, Start: func() (func(int, []float64), error) {
		run, err := x.start(x.opt)
		if err != nil {
			return nil, smallfmt.Errorf("%s: %w", x.id, err)
		}
		return func(r int, row []float64) {
			outcome := run(r)
			for _, c := range x.counts {
				n := c.width(x.opt.Points)
				c.fill(&outcome, row[:n])
				row = row[n:]
			}
		}, nil
	}}
}

// runs reads the runs of x that are in; none is no error.
func (x *simulation) runs(r Results) *Runs {
	job := r.Job(x.id)
	return &Runs{job, x.counts, x.opt, r.estimator(), r.Notebook.reading(job)}
}

func (m *Model) simulation(id string, s Setting, seed uint64, runs, points int, counts []Count) simulation {
	opt := org.Options{Seed: seed, Horizon: s.Horizon(), Replications: runs, Points: points}
	if m.Windows != nil {
		opt.Windows = m.Windows(s)
	}
	if m.Overlaps != nil {
		opt.Overlaps = m.Overlaps(s)
	}
	return simulation{id, m.starter(s), opt, counts}
}

// both are the simulations of the two settings: the numbers are counted first, in
// their order, then what the drawings want.
func (m *Model) both(s State) (today, whatIf simulation) {
	if !m.simulates() {
		return simulation{id: todayID}, simulation{id: whatIfID}
	}
	one := func(id string, in Setting) simulation {
		var counts []Count
		for _, number := range m.Numbers {
			if number.Count != nil {
				counts = append(counts, ratio(number.Count(in)))
			}
		}
		x := m.simulation(id, in, s.Seed, m.Effort.runs(m.Effort.Most, m.Effort.Least, in), Moments, append(counts, m.drawn...))
		x.opt.ByStep = slices.ContainsFunc(m.Drawings, func(d Drawing) bool { _, ok := d.(*Lens); return ok })
		return x
	}
	return one(todayID, s.Now()), one(whatIfID, s.Then())
}

// Plan returns the simulations that answer s, the most wanted first: the two
// settings, then the places on the curves.
func (m *Model) Plan(s State) []Job {
	if !m.simulates() {
		return nil
	}
	today, whatIf := m.both(s)
	jobs := []Job{whatIf.job(), today.job()}
	for _, w := range m.sweeps() {
		for _, side := range w.sides(m, s) {
			for _, x := range side.cases {
				jobs = append(jobs, x.job())
			}
		}
	}
	return jobs
}

// sweeps are those of the drawings, each once.
func (m *Model) sweeps() []*Sweep {
	var all []*Sweep
	for _, d := range m.Drawings {
		w, _ := d.sweep()
		if w != nil && !slices.ContainsFunc(all, func(other *Sweep) bool { return other.ID == w.ID }) {
			all = append(all, w)
		}
	}
	return all
}

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

// View returns everything the page says about s. Results may be empty or partial:
// what is missing is then answered by formula alone.
func (m *Model) View(s State, r Results) View {
	if r.Notebook == nil {
		r.Notebook = &Notebook{} // curves of one sweep share it within a look
	}
	r.Notebook.forget(r)
	today, whatIf := m.both(s)
	b := &Sheet{State: s, model: m, results: r, swept: map[string][]sweepSide{}, axes: map[string]Axis{}}
	b.Now = Side{s.Now(), b.values("today", s.Now()), today.runs(r), "today"}
	b.Then = Side{s.Then(), b.values("what-if", s.Then()), whatIf.runs(r), "what-if"}
	if s.Same() && b.Now.Runs.Known() { // one setting, and so one simulation
		b.Then.Runs = b.Now.Runs
	}
	column := 0
	for i, n := range m.Numbers {
		f := Figure{ID: n.ID, Label: n.Label, Unit: n.Unit, Method: n.Method, FormulaOnly: n.Count == nil, Never: n.Never, TodayFormula: b.Now.Values[i], WhatIfFormula: b.Then.Values[i]}
		if n.MethodOf != nil {
			f.Method = n.MethodOf(b.Then.Setting)
		}
		if n.Between != nil {
			f.Between = true
			f.TodayFormula, f.WhatIfFormula = 0, n.Between(b)
		}
		if n.Seen != nil {
			f.WhatIfSimulated = n.Seen(b)
			f.FormulaOnly = f.WhatIfSimulated == nil
		}
		if n.Count != nil {
			f.measure(b.Now.Runs, b.Then.Runs, column)
			if n.Chance {
				for _, e := range []*stats.Estimate{f.TodaySimulated, f.WhatIfSimulated} {
					if e != nil {
						*e = b.Now.Runs.by.Chance(*e)
					}
				}
				if f.Difference != nil && !s.Same() {
					*f.Difference = b.Now.Runs.by.ChanceDifference(*f.Difference)
				}
			}
			if !b.Now.Runs.Known() {
				f.TodaySimulated = r.Told[n.ID]
			}
			if told := r.ToldWhatIf[n.ID]; told != nil && !b.Then.Runs.Known() {
				f.WhatIfSimulated = told
			}
			column += 2
		}
		b.Figures = append(b.Figures, f)
	}
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
		if n.Only == nil || n.Only(b.Then.Setting) {
			v.Figures = append(v.Figures, b.Figures[i])
		}
	}
	return v
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

// measure fills in what was simulated of a figure: today as soon as it is in, what-if
// only beside it, and the difference paired by their shared luck, over as many runs as
// both have. Of a setting in which no run has seen anything nothing is known, whatever
// is known of the other. at is the figure's first column.
func (f *Figure) measure(now, then *Runs, at int) {
	if !now.Known() {
		return
	}
	f.TodaySimulated = now.estimate(at)
	if !then.Known() {
		return
	}
	f.WhatIfSimulated = then.estimate(at)
	n := min(now.Replications, then.Replications)
	numA, denA := now.ratio(at)
	numB, denB := then.ratio(at)
	d, err := then.by.RatioDifference(numA[:n], denA[:n], numB[:n], denB[:n])
	if err == nil && d.Known() {
		f.Difference = &d
	}
}

// addsUpTo makes e, the same lead time but for rounding, what its bar adds up to,
// so that the page says one number to the last bit.
func addsUpTo(e *stats.Estimate, hours []float64) {
	e.Mean = total(hours)
	e.Lo, e.Hi = math.Min(e.Lo, e.Mean), math.Max(e.Hi, e.Mean)
}

func caseID(id string, v float64) string { return id + "-" + strconv.FormatFloat(v, 'f', -1, 64) }

// Weekly counts by the week what m counts by the hour.
func Weekly(m org.Metric) org.Metric {
	return func(o *org.Outcome) (float64, float64) {
		num, den := m(o)
		return num * words.Week, den
	}
}

// LineAtEnd counts how many items wait in line at station k at the horizon.
func LineAtEnd(k int) org.Metric {
	return func(o *org.Outcome) (float64, float64) {
		if len(o.Points) == 0 {
			return 0, 0
		}
		return o.Points[len(o.Points)-1].Line[k], 1
	}
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
