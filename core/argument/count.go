package argument

import (
	"math"
	"slices"

	"kingman/core/org"
	"kingman/core/stats"
	"kingman/core/words"
)

// A Count is what is counted of one run. It, and nothing else of the run, crosses
// from worker to page: each count is a few numbers of the row that the run yields.
type Count interface {
	// width is how many numbers it is in a run that is looked at so many times.
	width(points int) int
	// fill writes them.
	fill(o *org.Outcome, row []float64)
}

// A ratio is a metric of org: over all runs the sum of its numerators over the sum
// of its denominators.
type ratio org.Metric

func (m ratio) width(int) int { return 2 }

func (m ratio) fill(o *org.Outcome, row []float64) { row[0], row[1] = m(o) }

// A Course is how a number develops: it is counted at every time at which a run
// is looked at.
type Course func(org.Point) float64

func (c *Course) width(points int) int { return points }

func (c *Course) fill(o *org.Outcome, row []float64) {
	for k := range row {
		row[k] = math.NaN() // a run that was stopped has nothing after that
		if k < len(o.Points) {
			row[k] = (*c)(o.Points[k])
		}
	}
}

// Busy is the hours worked at a station so far.
func Busy(station int) Course { return func(p org.Point) float64 { return p.BusyHours[station] } }

// A Lot is one item's number of each run, drawn by lot; NaN if the run had none.
// Over all runs it shows how the number spreads.
type Lot func(*org.Outcome) float64

func (l *Lot) width(int) int { return 1 }

func (l *Lot) fill(o *org.Outcome, row []float64) { row[0] = (*l)(o) }

// AboutTheDate are the items of a class that come to a station within half a week of the date; without a class all that do.
// Of their waits it is counted how many are longer than each of over, in hours.
func AboutTheDate(station, class string, over ...float64) func(Setting) []org.Window {
	return func(s Setting) []org.Window {
		date := s.Horizon()
		return []org.Window{{Station: station, Class: class, From: date - words.Week/2, To: date + words.Week/2, Over: over}}
	}
}

// OneWait is the wait of one item of a run's first window, drawn by lot.
func OneWait(o *org.Outcome) float64 {
	if o.Windows[0].Items == 0 {
		return math.NaN()
	}
	return o.Windows[0].One
}

// spent is what lead times went into: for each use the hours of all items, and how
// many items they are.
type spent struct{ lens *Lens }

func (p *spent) width(int) int { return org.Uses + 1 }

func (p *spent) fill(o *org.Outcome, row []float64) {
	clear(row)
	for _, class := range p.lens.classes(len(o.Classes)) {
		for use := range org.Use(org.Uses) {
			hours, items := org.TimeSpent(class, use)(o)
			row[use] += hours
			if use == 0 {
				row[org.Uses] += items
			}
		}
	}
	if p.lens.Per != nil {
		row[org.Uses] = p.lens.Per(o)
	}
}

// Runs are the runs of one setting that are in, read by what was counted of them.
type Runs struct {
	JobResult
	counts []Count
	opt    org.Options
	by     *stats.Estimator
	read   *reading
}

// Known says whether all planned runs are in: until then the sentence speaks by
// formula, so that its numbers change once.
func (x *Runs) Known() bool { return x.opt.Replications > 0 && x.Replications >= x.opt.Replications }

// from returns the first column of a count, which must be one of the counts.
func (x *Runs) from(c Count) int {
	at := 0
	for _, k := range x.counts {
		if k == c {
			return at
		}
		at += k.width(x.opt.Points)
	}
	panic("argument: a drawing reads what it has not declared")
}

// ratio returns the numerators and denominators of the count that begins at a
// column.
func (x *Runs) ratio(at int) (num, den []float64) { return x.column(at), x.column(at + 1) }

// estimate estimates the ratio that begins at a column; nil if nothing can be told
// yet.
func (x *Runs) estimate(at int) *stats.Estimate {
	if x.Replications < 2 {
		return nil
	}
	e, ok := x.read.once(lookup{"estimate", at, 0}, func() any {
		e, err := x.by.Ratio(x.ratio(at))
		if err != nil || !e.Known() {
			return nil
		}
		return e
	}).(stats.Estimate)
	if !ok {
		return nil
	}
	return &e
}

// lots returns what was drawn by lot in the runs that had something, in rising order.
// Nobody may change it.
func (x *Runs) lots(l *Lot) []float64 {
	first := x.from(l)
	return x.read.once(lookup{"lots", first, 0}, func() any {
		values := slices.DeleteFunc(x.column(first), math.IsNaN)
		slices.Sort(values)
		return values
	}).([]float64)
}

// Path reads a course off the runs, which must be [Runs.Known], beginning with what is
// there now. Nobody may change it.
func (x *Runs) Path(c *Course, now float64) Path {
	first := x.from(c)
	return x.read.once(lookup{"path", first, now}, func() any { return x.bandFrom(first, now) }).(Path)
}

// bandFrom is the path of the course that begins at a column.
func (x *Runs) bandFrom(first int, now float64) Path {
	p := Path{[]float64{0}, []float64{now}, []float64{now}, []float64{now}}
	for k := range x.opt.Points {
		p.Add(x.opt.Horizon*float64(k+1)/float64(x.opt.Points), x.column(first+k))
	}
	return p
}

// Means reads a course off the runs: its mean at each time at which they are looked at.
// Nobody may change it.
func (x *Runs) Means(c *Course) []float64 {
	first := x.from(c)
	return x.read.once(lookup{"means", first, 0}, func() any { return x.meansFrom(first) }).([]float64)
}

// meansFrom are the means of the course that begins at a column.
func (x *Runs) meansFrom(first int) []float64 {
	means := make([]float64, x.opt.Points)
	for k := range means {
		var mean stats.Accumulator
		for _, v := range x.column(first + k) {
			if !math.IsNaN(v) {
				mean.Add(v)
			}
		}
		means[k] = mean.Mean()
	}
	return means
}

// Each reads a course off every run: at each time at which they are looked at, a number for
// each run that is in; NaN after a run was stopped.
func (x *Runs) Each(c *Course) [][]float64 {
	first := x.from(c)
	all := make([][]float64, x.opt.Points)
	for k := range all {
		all[k] = x.column(first + k)
	}
	return all
}

// spent estimates what an item's lead time went into, by use, in working hours. The sum
// is the mean lead time.
func (x *Runs) spent(p *spent) []float64 {
	first := x.from(p)
	items := x.column(first + org.Uses)
	hours := make([]float64, org.Uses)
	for use := range hours {
		e, _ := x.by.Ratio(x.column(first+use), items) // as many as there are runs
		hours[use] = e.Mean
	}
	return hours
}
