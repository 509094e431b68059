package argument

import (
	"math"
	"slices"

	"kingman/core/org"
	"kingman/core/stats"
	"kingman/core/words"
)

// Runs are the runs of one setting that are in, read by what was counted of them.
type Runs struct {
	job    JobResult
	counts []Count
	opt    org.Options
	by     *stats.Estimator
	read   *reading
}

// Known says whether all planned runs are in: until then the sentence speaks by
// formula, so that its numbers change once.
func (x *Runs) Known() bool {
	return x.opt.Replications > 0 && x.job.Replications >= x.opt.Replications
}

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
func (x *Runs) ratio(at int) (num, den []float64) { return x.job.column(at), x.job.column(at + 1) }

// estimate estimates the ratio that begins at a column; nil if nothing can be told
// yet.
func (x *Runs) estimate(at int) *stats.Estimate {
	if x.job.Replications < 2 {
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
		values := slices.DeleteFunc(x.job.column(first), math.IsNaN)
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
		p.add(x.opt.Horizon*float64(k+1)/float64(x.opt.Points), x.job.column(first+k))
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
		for _, v := range x.job.column(first + k) {
			if !math.IsNaN(v) {
				mean.Add(v)
			}
		}
		means[k] = mean.Mean()
	}
	return means
}

// Pace reads off the runs, which must be [Runs.Known], by how much a course that begins at 0 grows in a week, in spans of
// least weeks or more that end at the moments; each stands at the middle of its span.
func (x *Runs) Pace(c *Course, least float64) (p Path) {
	each, n := x.each(c), float64(x.opt.Points)
	horizon := x.opt.Horizon / words.Week
	span := max(1, int(math.Ceil(least*n/horizon-1e-9)))
	weeks := horizon * float64(span) / n
	for k := span; k <= len(each); k += span {
		values := make([]float64, len(each[k-1]))
		for run, v := range each[k-1] {
			if k > span {
				v -= each[k-1-span][run]
			}
			values[run] = v / weeks
		}
		p.add(x.opt.Horizon*(float64(k)-float64(float64(span)/2))/n, values)
	}
	return p
}

// each is a course's number in every run that is in, at each time at which they are looked at; NaN after a run was stopped.
func (x *Runs) each(c *Course) [][]float64 {
	first := x.from(c)
	all := make([][]float64, x.opt.Points)
	for k := range all {
		all[k] = x.job.column(first + k)
	}
	return all
}

// spent estimates what an item's lead time went into, by use, in working hours. The sum
// is the mean lead time.
func (x *Runs) spent(p *spent) []float64 {
	first := x.from(p)
	items := x.job.column(first + org.Uses)
	hours := make([]float64, org.Uses)
	for use := range hours {
		e, _ := x.by.Ratio(x.job.column(first+use), items) // as many as there are runs
		hours[use] = e.Mean
	}
	return hours
}
