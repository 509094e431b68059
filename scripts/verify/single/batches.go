package single

import (
	"math"

	"kingman/core/stats"
)

// batch holds sums over consecutive blocks of a run.
type batch struct {
	made, items      float64
	wait, wait2      float64
	delayed, service float64
	elapsed          float64 // hours between the last feature of the batch before and the last of this one
}

func (b *batch) add(o *batch) {
	b.made += o.made
	b.items += o.items
	b.wait += o.wait
	b.wait2 += o.wait2
	b.delayed += o.delayed
	b.service += o.service
	b.elapsed += o.elapsed
}

const (
	maxBatches = 512
	maxGroups  = 64 // what intervals are judged from: a group is that many batches
	inGroup    = maxBatches / maxGroups
)

// batches keeps a run of any length in constant memory: up to 512 batches, which double in length when they run
// out, and a histogram of waits for each 8 of them.
type batches struct {
	all     [maxBatches]batch
	n       int // complete batches
	blocks  int // blocks in a batch
	in      int // blocks in the current batch, which is all[n]
	last    float64
	unit    float64 // mean service: what the histograms count in
	groups  []histogram
	keeping bool
}

func (b *batches) begin(unit float64, histograms bool) {
	b.unit, b.blocks, b.keeping = unit, 1, histograms
	if histograms {
		b.groups = make([]histogram, maxGroups)
	}
}

func (b *batches) rebase(now float64) { b.last -= now }

// take adds one block.
func (b *batches) take(from *block) {
	to := &b.all[b.n]
	wait, wait2, delayed, service := sums(from.arrived, from.ready, from.service, noWait*b.unit)
	to.wait += wait
	to.wait2 += wait2
	to.delayed += delayed
	to.service += service
	if b.keeping {
		b.groups[b.n/inGroup].count(from.arrived, from.ready, 1/b.unit)
	}
	to.items += float64(from.n)
	to.made += float64(from.nMade)
	end := from.made[from.nMade-1]
	to.elapsed += end - b.last
	b.last = end
	b.in++
	if b.in == b.blocks {
		b.close()
	}
}

// close completes a batch, and pairs all of them when there is no room for another.
func (b *batches) close() {
	b.in = 0
	b.n++
	if b.n < maxBatches {
		return
	}
	for i := range maxBatches / 2 {
		b.all[i] = b.all[2*i]
		b.all[i].add(&b.all[2*i+1])
	}
	clear(b.all[maxBatches/2:])
	if b.keeping {
		for i := range maxGroups / 2 {
			b.groups[i] = b.groups[2*i]
			b.groups[i].add(&b.groups[2*i+1])
		}
		clear(b.groups[maxGroups/2:])
	}
	b.n /= 2
	b.blocks *= 2
}

// warmUp returns how many groups to leave out at the front, and whether that seems enough.
func (b *batches) warmUp() (groups int, ok bool) {
	waits := make([]float64, b.n)
	for i := range waits {
		if b.all[i].items > 0 {
			waits[i] = b.all[i].wait / b.all[i].items
		}
	}
	d, ok := stats.MSER(waits)
	return (d + inGroup - 1) / inGroup, ok
}

// Result estimates from what has been run so far.
func (r *SteadyRun) Result() SteadyResult {
	b := &r.batches
	skip, ok := b.warmUp()
	whole := b.n / inGroup
	if !ok {
		skip = whole / 2
	}
	groups := make([]batch, 0, maxGroups)
	for g := skip; g < whole; g++ {
		var sum batch
		for i := range inGroup {
			sum.add(&b.all[g*inGroup+i])
		}
		groups = append(groups, sum)
	}
	e := estimator{groups: groups, confidence: r.cfg.Confidence, control: r.station.spec.control(groups)}
	if !ok {
		e.warning = "The run is too short to tell where its warm-up ends; half of it was left out."
	}
	out := SteadyResult{Items: r.cfg.MaxItems - r.left}
	for i := range b.all[:skip*inGroup] {
		out.WarmUp += int(b.all[i].made)
	}
	c := float64(r.station.spec.Servers)
	items := func(g *batch) float64 { return g.items }
	time := func(g *batch) float64 { return g.elapsed }
	out.MeanWait = e.ratio(func(g *batch) float64 { return g.wait }, items)
	out.MeanSojourn = e.ratio(func(g *batch) float64 { return g.wait + g.service }, items)
	out.DelayProbability = e.ratio(func(g *batch) float64 { return g.delayed }, items)
	mean := out.MeanWait.Mean
	out.WaitVariance = e.ratio(func(g *batch) float64 { // Σ(w − m)², whose slope in m is 0 at the mean
		return g.wait2 - float64(2*mean*g.wait) + float64(float64(mean*mean)*g.items)
	}, items)
	out.QueueLength = e.ratio(func(g *batch) float64 { return g.wait }, time)
	out.WIP = e.ratio(func(g *batch) float64 { return g.wait + g.service }, time)
	out.BusyFraction = e.ratio(func(g *batch) float64 { return g.service / c }, time)
	out.Throughput = e.ratio(items, time)
	for _, p := range r.cfg.Percentiles {
		out.Percentiles = append(out.Percentiles, e.percentile(b.groups[min(skip, maxGroups):whole], p, b.unit))
	}
	return out
}

// estimator turns groups of batches into estimates.
type estimator struct {
	groups     []batch
	control    []float64 // nil for none
	confidence float64
	warning    string
}

// control returns for each group by how many server-hours more work came than could be expected in the time that it took.
// Its expectation is 0 in an open station, and waits follow it closely when servers are scarce.
func (s *Spec) control(groups []batch) []float64 {
	if s.Closed {
		return nil
	}
	work := make([]float64, len(groups))
	load := float64(s.Utilization() * float64(s.Servers))
	for i := range groups {
		work[i] = groups[i].service - float64(load*groups[i].elapsed)
	}
	return work
}

// controlled is the ratio of sums, with the control if there is one.
func (e *estimator) controlled(x, y []float64) stats.Estimate {
	r, err := stats.Ratio(x, y, e.confidence)
	if e.control != nil && err == nil {
		if c, err := stats.RatioWithControl(x, y, e.control, e.confidence); err == nil && c.Mean >= 0 {
			r = c
		}
	}
	if err != nil { // lengths agree by construction
		return stats.Estimate{StdErr: math.Inf(1), Lo: math.Inf(-1), Hi: math.Inf(1), Confidence: e.confidence, Warnings: []string{err.Error()}}
	}
	return r
}

func (e *estimator) ratio(num, den func(*batch) float64) stats.Estimate {
	x, y := make([]float64, len(e.groups)), make([]float64, len(e.groups))
	each := make([]float64, 0, len(e.groups))
	for i := range e.groups {
		x[i], y[i] = num(&e.groups[i]), den(&e.groups[i])
		if y[i] > 0 {
			each = append(each, x[i]/y[i])
		}
	}
	r := e.controlled(x, y)
	if e.warning != "" {
		r.Warnings = append(r.Warnings, e.warning)
	}
	if c := stats.Lag1(each); c > 2/math.Sqrt(float64(max(1, len(each)))) {
		r.Warnings = append(r.Warnings, "Neighbouring batches correlate: the interval is too narrow, run longer.")
	}
	return r
}

// percentile estimates a quantile of the wait: the error of the share of waits below it, from the groups, is carried over
// to the waits with those shares (Woodruff 1952).
func (e *estimator) percentile(groups []histogram, p, unit float64) stats.Estimate {
	var all histogram
	for i := range groups {
		all.add(&groups[i])
	}
	total := all.below(len(all)-1, 1)
	if total == 0 {
		return stats.Estimate{StdErr: math.Inf(1), Lo: math.Inf(-1), Hi: math.Inf(1), Confidence: e.confidence,
			Warnings: []string{"Nothing was observed."}}
	}
	bin, share := all.at(p, total)
	below, size := make([]float64, len(groups)), make([]float64, len(groups))
	for i := range groups {
		below[i] = groups[i].below(bin, share)
		size[i] = groups[i].below(len(all)-1, 1)
	}
	f := e.controlled(below, size)
	out := stats.Estimate{Confidence: e.confidence, N: f.N, Warnings: f.Warnings,
		StdErr: math.Inf(1), Lo: math.Inf(-1), Hi: math.Inf(1)}
	// With a control the share below is not p but f.Mean: look where the sample's share is as much off the other way.
	center := min(max(p-(f.Mean-p), 0), 1)
	quantile := func(p float64) float64 {
		i, s := all.at(p, total)
		return float64(value(i, s) * unit)
	}
	out.Mean = quantile(center)
	if center-float64(4*f.StdErr) <= all.below(0, 1)/total {
		out.Mean = 0 // see SteadyResult
	}
	if f.Known() {
		half := f.Hi - f.Mean
		out.Lo = quantile(max(center-half, 0))
		if center+half < 1 {
			out.Hi = quantile(center + half)
			out.StdErr = float64((out.Hi-out.Lo)/2*f.StdErr) / max(half, math.SmallestNonzeroFloat64)
		}
	}
	if e.warning != "" {
		out.Warnings = append(out.Warnings, e.warning)
	}
	return out
}
