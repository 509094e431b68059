package scenario

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"kingman/core/dist"
	"kingman/core/rng"
	"kingman/core/sim/single"
	"kingman/core/stats"
	"kingman/core/words"
)

// How often things are simulated at most. The two settings that the sentence
// speaks of get intervals of a few percent at saturation; points on a curve
// need less.
const (
	analysisRunsHeadline = 800
	analysisRunsCurve    = 120
)

// analysisEffort is how many features are simulated for a setting before the
// number of runs is cut: runs with many features vary less, and the reader is
// waiting. A tenth of the runs are always made.
const analysisEffort = 3e6

// analysisRunsOf returns how many runs of at most most a setting of that many
// features gets; pairs of settings get the number of the larger one.
func analysisRunsOf(most int, settings ...analysisInput) int {
	features := 1.0
	for _, in := range settings {
		features = math.Max(features, float64(in.made()*in.weeks)+in.backlog)
	}
	effort := analysisEffort * float64(most) / analysisRunsHeadline
	return int(math.Max(float64(most)/10, math.Min(float64(most), math.Floor(effort/features))))
}

// analysisMoments is how many moments between now and the date the pile is
// counted at, and now itself; the middle one is half way.
const analysisMoments = 27

// What one replication yields, by column.
const (
	metricWaitSum   = iota // waits of features finished within half a week of the date
	metricWaitCount        // how many they are
	metricShipped          // features shipped in the second half of the time
	metricMade             // features built in the second half
	metricBusy             // engineers' or nobody's features at the analysts, mean over the second half
	metricOne              // the wait of one of those features, drawn by lot; NaN if there was none
	metricPile             // features waiting, at each moment
	analysisMetrics = metricPile + analysisMoments
)

// planAnalysisQueue is AnalysisQueue.Plan: the two settings first, then points
// along the slider.
func planAnalysisQueue(s State) []Job {
	now, then := analysisOf(s.Now()), analysisOf(s.Then())
	n := analysisRunsOf(analysisRunsHeadline, now, then)
	jobs := []Job{analysisJob("whatif", then, s.Seed, n), analysisJob("today", now, s.Seed, n)}
	for _, n := range analysisPlaces(now, then) {
		at := then
		at.engineers = n
		jobs = append(jobs, analysisJob(sweepID(n), at, s.Seed, analysisRunsOf(analysisRunsCurve, at)))
	}
	return jobs
}

func sweepID(engineers float64) string { return "engineers-" + strconv.Itoa(int(engineers)) }

// analysisPlaces are the numbers of engineers at which the curve is simulated.
func analysisPlaces(now, then analysisInput) []float64 {
	most := analysisEngineersAxis(now, then).Max
	step := math.Max(1, math.Floor(most/15))
	var places []float64
	for n := step; n <= most; n += step {
		places = append(places, n)
	}
	return places
}

// analysisJob is the simulation of one setting. The seed is the same for all,
// so that settings share their luck.
func analysisJob(id string, in analysisInput, seed uint64, replications int) Job {
	return Job{ID: id, Replications: replications, Metrics: analysisMetrics, Start: func() (func(int, []float64), error) {
		station, err := single.New(in.spec())
		if err != nil {
			return nil, fmt.Errorf("analysis-queue: %s: %w", id, err)
		}
		plan := single.Horizon{Seed: seed, Until: in.horizon(), Backlog: int(in.backlog), Window: words.Week, SampleTimes: in.moments()}
		var out single.Result
		out.WindowWaits = single.Room(512)
		return func(r int, row []float64) {
			if err := station.RunHorizon(plan, r, &out); err != nil {
				// The plan is legal for every state; a test runs every corner.
				panic(fmt.Sprintf("analysis-queue: %s: %v", id, err))
			}
			fillAnalysis(&out, plan, r, row)
		}, nil
	}}
}

// spec describes the setting to the simulator.
func (in analysisInput) spec() single.Spec {
	s := single.Spec{Servers: int(in.analysts), Skip: 1 - in.share, Closed: in.closed, Start: single.Equilibrium}
	gap := words.Week / in.rate // of one engineer
	if in.closed || in.oneByOne {
		s.Sources = int(in.engineers)
	} else {
		gap /= in.engineers
	}
	// Means and SCVs are inside the ranges of package dist by the ranges of the
	// parameters; single.New refuses a time that was not made.
	s.Arrival, _ = dist.ByMoments(gap, in.arrivalCV*in.arrivalCV)
	s.Service, _ = dist.ByMoments(in.hours, in.analysisCV*in.analysisCV)
	return s
}

// moments are the times at which the pile is counted, from now to the date.
func (in analysisInput) moments() []float64 {
	times := make([]float64, analysisMoments)
	for i := range times {
		times[i] = in.horizon() * float64(i) / (analysisMoments - 1)
	}
	return times
}

// fillAnalysis writes one replication's metrics.
func fillAnalysis(out *single.Result, plan single.Horizon, r int, row []float64) {
	const last, half = analysisMoments - 1, (analysisMoments - 1) / 2
	row[metricWaitSum], row[metricWaitCount] = out.WindowSum, float64(out.WindowCount)
	row[metricShipped] = float64(out.ShippedBy(last) - out.ShippedBy(half))
	row[metricMade] = float64(out.MadeBy[last] - out.MadeBy[half])
	busy := 0
	for i := half; i <= last; i++ {
		busy += out.WIPAt(i)
	}
	row[metricBusy] = float64(busy) / (last - half + 1)
	row[metricOne] = math.NaN()
	if waits := out.WindowWaits.Values; len(waits) > 0 {
		lot := rng.Stream(plan.Seed, r, "lot")
		row[metricOne] = waits[min(int(lot.Float64()*float64(len(waits))), len(waits)-1)]
	}
	for i := range analysisMoments {
		row[metricPile+i] = float64(out.QueueAt(i))
	}
}

// analysisRuns are the replications of one setting.
type analysisRuns struct {
	JobResult
	in analysisInput
	// planned is how many runs there will be.
	planned int
	by      *stats.Estimator
	book    *Notebook
}

// known says whether the runs of a setting that the sentence speaks of are all
// in: until then it speaks by formula, so that its numbers change once.
func (a analysisRuns) known() bool { return a.planned > 0 && a.Replications >= a.planned }

// wait estimates the wait of features finished about the date, each feature
// counting once; nil if none was finished in any run.
func (a analysisRuns) wait() *stats.Estimate {
	e, err := a.by.Ratio(a.Column(metricWaitSum), a.Column(metricWaitCount))
	if err != nil || math.IsNaN(e.Mean) {
		return nil
	}
	return &e
}

// perWeek estimates the rate of a count over the second half of the time.
func (a analysisRuns) perWeek(metric int) *stats.Estimate {
	xs := a.Column(metric)
	for i := range xs {
		xs[i] /= a.in.weeks / 2
	}
	e := a.by.FromReplications(xs)
	return &e
}

// mean estimates the mean of a metric.
func (a analysisRuns) mean(metric int) *stats.Estimate {
	e := a.by.FromReplications(a.Column(metric))
	return &e
}

// dots returns twenty waits, each standing for one feature in twenty, in
// rising order: from the runs if they are in, else by formula.
func (a analysisRuns) dots(p analysisPoint) []float64 {
	if a.known() {
		waits := slices.DeleteFunc(a.Column(metricOne), math.IsNaN)
		slices.Sort(waits)
		if len(waits) > 0 {
			return twenty(func(q float64) float64 { return stats.SortedQuantile(waits, q) })
		}
	}
	return noted(a.book, "dots "+a.ID, p.in, func(analysisInput) []float64 {
		return twenty(func(q float64) float64 {
			if p.in.closed {
				return p.wait
			}
			w, _ := p.horizon.WaitQuantile(q) // q is a probability below 1
			return w
		})
	})
}

// twenty returns the middles of twenty equal shares.
func twenty(quantile func(q float64) float64) []float64 {
	dots := make([]float64, 20)
	for i := range dots {
		dots[i] = quantile((float64(i) + 0.5) / 20)
	}
	return dots
}

// pile returns the mean pile over the coming weeks and, where it is asked for, the
// band in which eight runs in ten stay: from the runs if they are in, else by
// formula.
func (a analysisRuns) pile(p analysisPoint, band bool) fan {
	if !a.known() {
		return noted(a.book, "pile "+a.ID, p.in, func(analysisInput) fan { return p.pileFan(band) })
	}
	f := fan{times: p.in.moments()}
	for i := range f.times {
		xs := a.Column(metricPile + i)
		var mean stats.Accumulator
		for _, x := range xs {
			mean.Add(x)
		}
		f.mean = append(f.mean, mean.Mean())
		if band {
			slices.Sort(xs)
			f.lo, f.hi = append(f.lo, stats.SortedQuantile(xs, 0.1)), append(f.hi, stats.SortedQuantile(xs, 0.9))
		}
	}
	return f
}

// pileFan is the pile over the coming weeks by formula.
func (p analysisPoint) pileFan(band bool) fan {
	f := fan{times: p.in.moments()}
	line, err := p.in.station().Transient(0)
	for _, t := range f.times {
		m, lo, hi := p.pile, p.pile, p.pile
		if !p.in.closed && err == nil {
			h, _ := line.At(t, p.in.backlog)
			m = h.QueueLength
			if band {
				lo, _ = h.QueueQuantile(0.1)
				hi, _ = h.QueueQuantile(0.9)
			}
		}
		f.mean = append(f.mean, m)
		if band {
			f.lo, f.hi = append(f.lo, lo), append(f.hi, hi)
		}
	}
	return f
}

// analysisSweep is the simulated points along the slider.
func analysisSweep(r Results, then analysisInput, of func(analysisRuns) *stats.Estimate) Layer {
	l, by := Layer{ID: "simulated", Name: "simulated", Shape: Points, Role: Simulation}, r.estimator()
	for _, j := range r.Jobs {
		number, ok := strings.CutPrefix(j.ID, "engineers-")
		n, err := strconv.Atoi(number)
		if !ok || err != nil || !j.Known() {
			continue
		}
		at := then
		at.engineers = float64(n)
		if e := of(analysisRuns{JobResult: j, in: at, by: by}); e != nil && !math.IsInf(e.Hi, 0) {
			l.X, l.Y, l.Lo, l.Hi = append(l.X, float64(n)), append(l.Y, e.Mean), append(l.Lo, math.Max(0, e.Lo)), append(l.Hi, e.Hi)
		}
	}
	return l
}

// analysisFigures are the numbers behind the sentence. The wait comes first,
// then what ships.
func analysisFigures(now, then analysisPoint, today, whatIf analysisRuns) []Figure {
	method := then.method()
	wait := Figure{ID: "wait", Label: "wait of a feature finished at the date", Unit: words.Hours, Method: method, TodayFormula: now.wait, WhatIfFormula: then.wait}
	shipped := Figure{ID: "shipped", Label: "features shipped, about the date", Unit: words.PerWeek, Method: "Little's law on the pile", TodayFormula: now.shipped, WhatIfFormula: then.shipped}
	pile := Figure{ID: "pile", Label: "features waiting at the date", Unit: words.Items, Method: method, TodayFormula: now.pile, WhatIfFormula: then.pile}
	idle := Figure{ID: "idle", Label: "features at the analysts, waiting or being analysed", Unit: words.Items, Method: "Little's law", TodayFormula: now.idle, WhatIfFormula: then.idle}
	if today.known() && whatIf.known() {
		wait.TodaySimulated, wait.WhatIfSimulated = today.wait(), whatIf.wait()
		if e, err := today.by.RatioDifference(today.Column(metricWaitSum), today.Column(metricWaitCount), whatIf.Column(metricWaitSum), whatIf.Column(metricWaitCount)); err == nil && wait.TodaySimulated != nil && wait.WhatIfSimulated != nil {
			wait.Difference = &e
		}
		shipped.simulate(today.by, today.perWeek(metricShipped), whatIf.perWeek(metricShipped), today.Column(metricShipped), whatIf.Column(metricShipped), 2/then.in.weeks)
		pile.simulate(today.by, today.mean(analysisMetrics-1), whatIf.mean(analysisMetrics-1), today.Column(analysisMetrics-1), whatIf.Column(analysisMetrics-1), 1)
		idle.simulate(today.by, today.mean(metricBusy), whatIf.mean(metricBusy), today.Column(metricBusy), whatIf.Column(metricBusy), 1)
	}
	if then.in.closed {
		return []Figure{wait, shipped, pile, idle}
	}
	return []Figure{wait, shipped, pile}
}

// simulate fills in what was simulated, with the paired difference of the
// columns, what-if's less today's, times scale.
func (f *Figure) simulate(by *stats.Estimator, today, whatIf *stats.Estimate, now, then []float64, scale float64) {
	f.TodaySimulated, f.WhatIfSimulated = today, whatIf
	scaled := func(xs []float64) []float64 {
		for i := range xs {
			xs[i] *= scale
		}
		return xs
	}
	if e, err := by.Paired(scaled(now), scaled(then)); err == nil {
		f.Difference = &e
	}
}
