package scenario

import (
	"math"
	"slices"

	"kingman/core/org"
	"kingman/core/words"
)

// viewAmortizedRisk is AmortizedRisk.View.
func viewAmortizedRisk(s State, r Results) View {
	caseThen, caseNow, batches, cases := riskCases(s)
	then := newRiskSide(r.Notebook, "what-if", riskOf(s.Then()), caseThen.runs(r))
	now := then // the same curve, unless it is another one
	if in := riskOf(s.Now()); in.with(then.point.in.batch) != then.point.in {
		now = newRiskSide(r.Notebook, "today", in, caseNow.runs(r))
	} else {
		now.point, now.runs = newRiskPoint(in, newRiskCounts(in)), caseNow.runs(r)
	}
	b := riskBoard{state: s, now: now, then: then, x: riskAxis(now.point.in, then.point.in), batches: batches}
	for _, c := range cases {
		b.sweep = append(b.sweep, c.runs(r))
	}
	b.figures = riskFigures(now, then)
	v := View{
		Headline: riskHeadline(s, now, then, b.figures),
		Asides:   []Sentence{riskMoney(s, now, then, b.figures)},
		Figures:  b.figures,
		Charts:   []Chart{b.chance(), b.cost(), b.broken(), b.lead()},
	}
	if few, ok := riskFew(then); ok {
		v.Asides = append(v.Asides, few)
	}
	v.Gap = gapSentence(b.figures[riskFigureLead], func() string { return riskWhy(then.point) })
	return v
}

// A riskSide is today or what-if: the formulas, along the slider and at the
// setting itself, and the runs that are in.
type riskSide struct {
	point riskPoint
	curve riskCurve
	runs  orgRuns
	// cheapest is the batch that costs least in the long run; 0 if none keeps up.
	cheapest float64
}

func newRiskSide(book *Notebook, name string, in riskInput, runs orgRuns) riskSide {
	along := in.with(0) // what the curve depends on: everything but the batch
	side := riskSide{point: newRiskPoint(in, newRiskCounts(in)), curve: noted(book, "curve "+name, along, newRiskCurve), runs: runs}
	side.cheapest = noted(book, "cheapest "+name, along, func(in riskInput) float64 {
		batch, _ := in.cheapest()
		return batch
	})
	return side
}

// The figures, by index: what the sentence begins with comes first.
const (
	riskFigureChance = iota
	riskFigureBroken
	riskFigureLead
	riskFigureCost
)

// riskFigures are the numbers behind the sentence. Each side has its own batch,
// so that what is measured of each differs, and the difference is paired by the
// runs.
func riskFigures(now, then riskSide) []Figure {
	a, b := now.point, then.point
	figures := []Figure{
		{ID: "chance", Label: "releases that break", Unit: words.Share, Method: "1 − (1−q)ⁿ(1−r)^(n(n−1)/2), ours", TodayFormula: a.chance, WhatIfFormula: b.chance},
		{ID: "broken", Label: "broken product per change", Unit: words.Hours, Method: b.method, TodayFormula: a.broken, WhatIfFormula: b.broken},
		{ID: "lead", Label: "from finished to live", Unit: words.Hours, Method: b.method, TodayFormula: a.lead, WhatIfFormula: b.lead},
		{ID: "cost", Label: "cost of a change: releases, delay, breakage", Unit: words.Money, Method: b.method, TodayFormula: a.cost, WhatIfFormula: b.cost},
	}
	figures[riskFigureChance].measureEach(now.runs, then.runs, riskChance(a.in), riskChance(b.in))
	figures[riskFigureBroken].measure(now.runs, then.runs, riskBroken)
	figures[riskFigureLead].measure(now.runs, then.runs, org.LeadTime(riskChange))
	figures[riskFigureCost].measureEach(now.runs, then.runs, riskCost(a.in), riskCost(b.in))
	return figures
}

// riskAxis is the x axis of every chart: batches from one change up.
func riskAxis(now, then riskInput) Axis {
	return fromOne("changes per release", words.Items, 1.1*math.Max(now.batch, then.batch))
}

// A riskBoard is what the charts are drawn from.
type riskBoard struct {
	state     State
	now, then riskSide
	figures   []Figure
	x         Axis
	batches   []float64
	sweep     []orgRuns
}

// differs says whether today's curve is another one than what-if's.
func (b *riskBoard) differs() bool {
	return b.now.point.in.with(b.then.point.in.batch) != b.then.point.in
}

// layers are those that all four charts have: today's curve where it is
// another one, the formula, the simulated points and the two settings.
func (b *riskBoard) layers(f Figure, of func(riskPoint) float64, metric func(riskInput) org.Metric, say func(float64) string) []Layer {
	ghost := Layer{ID: "ghost", Name: "today's curve (formula)", Shape: Line, Role: Today}
	if b.differs() {
		ghost.X, ghost.Y = b.now.curve.batches, b.now.curve.column(of)
	}
	simulated := Layer{ID: "simulated", Name: "simulated", Shape: Points, Role: Simulation}
	for i, n := range b.batches {
		one := sweepPoints([]float64{n}, []orgRuns{b.sweep[i]}, metric(b.then.point.in.with(n)))
		simulated.X, simulated.Y = append(simulated.X, one.X...), append(simulated.Y, one.Y...)
		simulated.Lo, simulated.Hi = append(simulated.Lo, one.Lo...), append(simulated.Hi, one.Hi...)
	}
	return []Layer{
		ghost,
		{ID: "formula", Name: "formula", Shape: Line, Role: Formula, X: b.then.curve.batches, Y: b.then.curve.column(of)},
		simulated,
		{ID: "today", Name: "today", Shape: Marker, Role: Today, Label: ghostLabel(b.state, say(f.TodayBest())), X: []float64{b.now.point.in.batch}, Y: []float64{f.TodayBest()}},
		{ID: "whatif", Name: "what-if", Shape: Marker, Role: WhatIf, Label: say(f.WhatIfBest()), X: []float64{b.then.point.in.batch}, Y: []float64{f.WhatIfBest()}},
	}
}

// high is how high a chart must reach to show both settings and, of the curves
// on the axis, all that is not far above them.
func (b *riskBoard) high(f Figure, of func(riskPoint) float64) float64 {
	high := math.Max(f.TodayBest(), f.WhatIfBest())
	most := 0.0
	for i, n := range b.then.curve.batches {
		if n <= b.x.Max {
			most = math.Max(most, of(b.then.curve.points[i]))
		}
	}
	return math.Max(1.2*high, math.Min(1.05*most, 2.5*high))
}

// chance is the chance that a release breaks.
func (b *riskBoard) chance() Chart {
	f, of := b.figures[riskFigureChance], func(p riskPoint) float64 { return p.chance }
	say := func(v float64) string { return words.Say(v, words.Share) }
	c := Chart{
		ID: "break", X: b.x, Y: shareAxis("releases that break", math.Max(0.04, b.high(f, of))),
		Subtitle: "share of releases that break, by changes in each",
		Layers:   b.layers(f, of, riskChance, say),
	}
	in := b.then.point.in
	switch even := in.evenOdds(); {
	case in.faulty == 0 && in.clash == 0:
		c.Title = "Where no change is faulty, no release breaks"
	case even <= 1:
		c.Title = "Even a single change breaks more often than not"
	case even <= mostBatch:
		c.Title = "From " + words.Short(even) + " changes on, a release breaks more often than not"
	default:
		c.Title = "The more a release holds, the likelier it breaks"
	}
	c.Alt = "The chance that a release breaks against the number of changes in it. It is " + say(f.WhatIfBest()) + " with " +
		words.Count(in.batch, "change", "changes") + ", and " + say(f.TodayBest()) + " as today with " + words.Short(b.now.point.in.batch) + "."
	return c
}

// evenOdds is the smallest batch of which at least half the releases break;
// beyond the slider if there is none.
func (in riskInput) evenOdds() float64 {
	n := 1.0
	for n <= mostBatch && in.with(n).breakChance() < 0.5 {
		n++
	}
	return n
}

// cost is the U-curve of the cost of a change, with what pulls it down and
// what pulls it up.
func (b *riskBoard) cost() Chart {
	f, of := b.figures[riskFigureCost], func(p riskPoint) float64 { return p.cost }
	now, then := b.now, b.then
	c := Chart{
		ID: "cost", X: b.x, Y: moneyAxis("dollars per change", b.high(f, of)),
		Subtitle: "dollars per change: releases, delay and breakage",
		Layers:   b.layers(f, of, riskCost, words.Dollars),
	}
	best := func(id, name string, role Role, side riskSide, text string) Layer {
		l := Layer{ID: id, Name: name, Shape: RuleX, Role: role}
		if side.cheapest > 0 && side.cheapest <= b.x.Max {
			l.Label, l.X = text+words.Short(side.cheapest), []float64{side.cheapest}
		}
		return l
	}
	ghost := best("ghost-best", "today's cheapest batch", Today, now, "today's cheapest: ")
	if !b.differs() || now.cheapest == then.cheapest {
		ghost.Label, ghost.X = "", nil
	}
	c.Layers = slices.Concat([]Layer{
		ghost, best("best", "cheapest batch", Limit, then, "cheapest: "),
		{ID: "releases", Name: "of it for releases (formula)", Shape: Line, Role: Limit, Label: "releases", EndRoom: true,
			X: then.curve.batches, Y: then.curve.column(func(p riskPoint) float64 { return p.ofReleases })},
		{ID: "rest", Name: "of it for delay and breakage (formula)", Shape: Line, Role: Limit, Label: "delay and breakage", EndRoom: true,
			X: then.curve.batches, Y: then.curve.column(func(p riskPoint) float64 { return p.ofRest })},
	}, c.Layers)
	switch n := then.cheapest; {
	case n == 0:
		c.Title = "No batch size keeps up"
	case n == mostBatch:
		c.Title = "Here the biggest batch is the cheapest"
	case n == 1:
		c.Title = "One at a time is cheapest"
	case n > now.point.in.batch:
		c.Title = "Bigger is cheaper here: " + words.Short(n) + " at a time"
	case n < now.point.in.batch:
		c.Title = "The cheapest release holds " + words.Count(n, "change", "changes") + ", not " + words.Short(now.point.in.batch)
	default:
		c.Title = "Today's batch is the cheapest"
	}
	c.Alt = "What a change costs against the number of changes per release, a curve that falls and then rises. With " + words.Count(then.point.in.batch, "change", "changes") +
		" it is " + words.Dollars(f.WhatIfBest()) + ", as today " + words.Dollars(f.TodayBest()) + "."
	return c
}

// broken is how long the product is broken for each change released.
func (b *riskBoard) broken() Chart {
	f, of := b.figures[riskFigureBroken], func(p riskPoint) float64 { return p.broken }
	c := Chart{
		ID: "broken", X: b.x, Y: waitAxis("broken product per change", math.Max(1.0/60, b.high(f, of))),
		Subtitle: "time that the product is broken, per change released",
		Layers:   b.layers(f, of, func(riskInput) org.Metric { return riskBroken }, words.Duration),
	}
	in := b.then.point.in
	small, large := in.with(1).brokenPerChange(), in.with(b.x.Max).brokenPerChange()
	switch {
	case in.faulty == 0 && in.clash == 0 || large < 1e-6:
		c.Title = "Nothing breaks for any length of time"
	case large > 1.02*small:
		c.Title = "Each change in a big release breaks more, for longer"
	default:
		c.Title = "Here a change breaks as much in any batch"
	}
	c.Alt = "How long the product is broken for each change released, against the number of changes per release: " + words.Duration(f.WhatIfBest()) + " with " +
		words.Count(in.batch, "change", "changes") + ", " + words.Duration(f.TodayBest()) + " as today."
	return c
}

// lead is how long a finished change takes until it is live.
func (b *riskBoard) lead() Chart {
	f, of := b.figures[riskFigureLead], func(p riskPoint) float64 { return p.lead }
	in := b.then.point.in
	c := Chart{
		ID: "lead", X: b.x, Y: waitAxis("from finished to live", math.Max(0.1, b.high(f, of))),
		Subtitle: "from finished to live; what is not live counts by its age",
		Layers:   b.layers(f, of, func(riskInput) org.Metric { return org.LeadTime(riskChange) }, words.About),
	}
	from, to, ok := in.keepsUp()
	beyond := Layer{ID: "beyond", Name: "changes pile up", Shape: RegionX, Role: Beyond}
	least := Layer{ID: "least", Name: "the smallest batch that keeps up", Shape: RuleX, Role: Limit}
	switch {
	case !ok:
		c.Title = "At any size, finished changes pile up"
		beyond.X, beyond.Label = []float64{1}, "grows without end"
	case from > 1 && to < mostBatch:
		c.Title = "Only releases of " + words.Short(from) + " to " + words.Short(to) + " changes keep up"
	case from > 1:
		c.Title = "Below " + words.Short(from) + " at a time, tests fill the week"
	case to < mostBatch:
		c.Title = "Past " + words.Short(to) + " at a time, repairs fill the week"
	case f.WhatIfBest() < f.TodayBest():
		c.Title = "Small releases are live sooner"
	default:
		c.Title = "A change waits for the rest of its batch"
	}
	if ok && from > 1 {
		least.X, least.Label = []float64{from}, "too often before this"
	}
	if ok && to < mostBatch {
		beyond.X, beyond.Label = []float64{to + 0.5}, "grows without end"
	}
	c.Layers = slices.Concat([]Layer{beyond, least}, c.Layers)
	c.Alt = "How long a finished change takes until it is live, against the number of changes per release: " + words.Duration(f.WhatIfBest()) + " with " +
		words.Count(in.batch, "change", "changes") + ", " + words.Duration(f.TodayBest()) + " as today."
	return c
}
