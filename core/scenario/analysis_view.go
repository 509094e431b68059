package scenario

import (
	"math"

	"kingman/core/stats"
	"kingman/core/words"
)

// viewAnalysisQueue is AnalysisQueue.View.
func viewAnalysisQueue(s State, r Results) View {
	now, then := newAnalysisPoint(analysisOf(s.Now())), newAnalysisPoint(analysisOf(s.Then()))
	n := analysisRunsOf(analysisRunsHeadline, now.in, then.in)
	by := r.estimator()
	today, whatIf := analysisRuns{r.Job("today"), now.in, n, by, r.Notebook}, analysisRuns{r.Job("whatif"), then.in, n, by, r.Notebook}
	figures := analysisFigures(now, then, today, whatIf)
	wait, shipped := figures[0], figures[1]
	curve := noted(r.Notebook, "curve what-if", then.in.along(), newAnalysisCurve)
	v := View{
		Headline: analysisHeadline(s, now, then, wait, shipped),
		Figures:  figures,
		Charts: []Chart{
			analysisWaitChart(s, now, then, wait, curve, r),
			analysisThroughputChart(now, then, shipped, curve, r),
			analysisBacklogChart(now, then, today, whatIf),
			analysisDotsChart(now, then, today, whatIf),
		},
	}
	v.Gap = analysisGap(then, wait)
	if money, ok := analysisMoney(now.in, then.in, shipped); ok {
		v.Asides = append(v.Asides, money)
	}
	return v
}

// analysisEngineersAxis is the x axis of the two curves: far enough to see past
// saturation, in few sizes so that it seldom changes.
func analysisEngineersAxis(now, then analysisInput) Axis {
	want := math.Max(then.engineers, now.engineers) * 1.1
	if full := then.engineersAtCapacity(); full < 100 {
		want = math.Max(want, 1.3*full)
	}
	return fromOne("engineers", words.People, want)
}

// analysisCurve is what the formulas say along the whole slider, whatever part
// of it the axis shows: the axis may be held while the slider moves on.
type analysisCurve struct {
	engineers []float64
	points    []analysisPoint
}

func newAnalysisCurve(in analysisInput) analysisCurve {
	var c analysisCurve
	add := func(n float64) {
		at := in
		at.engineers = n
		c.engineers, c.points = append(c.engineers, n), append(c.points, newAnalysisPoint(at))
	}
	for n := 1.0; n <= 100; n++ {
		add(n)
		if n < 30 {
			add(n + 0.5)
		}
	}
	return c
}

// along is what the curves along the slider depend on: everything but where on
// it the reader is.
func (in analysisInput) along() analysisInput {
	in.engineers = 0
	return in
}

// column returns one quantity along the curve.
func (c analysisCurve) column(of func(analysisPoint) float64) []float64 { return column(c.points, of) }

// most is the largest value of a quantity up to that many engineers.
func (c analysisCurve) most(engineers float64, of func(analysisPoint) float64) float64 {
	most := 0.0
	for i, p := range c.points {
		if c.engineers[i] <= engineers {
			most = math.Max(most, of(p))
		}
	}
	return most
}

// analysisForever is the steady state, which ends where the analysts are
// saturated: ever denser points towards it show the cliff at any scale.
func analysisForever(in analysisInput) (l curve) {
	full := in.engineersAtCapacity()
	for slack := 1.0; slack > 1e-6; slack *= 0.8 {
		at := in
		at.engineers = math.Min(full, 1e6) * (1 - slack)
		if at.engineers < 1 {
			continue
		}
		w, err := at.station().MeanWait()
		if err != nil || at.engineers > 100 {
			break
		}
		l.xs, l.ys = append(l.xs, at.engineers), append(l.ys, w)
	}
	return l
}

// analysisWaitChart is the cliff: the wait against the number of engineers.
func analysisWaitChart(s State, now, then analysisPoint, wait Figure, curve analysisCurve, r Results) Chart {
	x := analysisEngineersAxis(now.in, then.in)
	full := then.in.engineersAtCapacity()
	c := Chart{
		ID: "wait", X: x,
		Subtitle: "wait for an analyst in " + words.Horizon(then.in.weeks) + ", by the number of engineers",
		Y:        waitAxis("wait for an analyst", math.Max(4, 1.45*math.Max(wait.WhatIfBest(), wait.TodayBest()))),
	}
	switch {
	case then.in.closed:
		c.Title = "Engineers who wait with their feature stop building"
	case full < 1:
		c.Title = "Even one engineer is more than the analysts can take"
	case full <= 100:
		c.Title = "Past " + words.Count(math.Floor(full), "engineer", "engineers") + ", every hire makes everyone wait"
	default:
		c.Title = words.Short(x.Max) + " engineers, and the analysts still keep up"
	}
	c.Layers = append(c.Layers, Layer{ID: "beyond", Name: "the pile grows without end", Shape: RegionX, Role: Beyond, Label: "grows without end", X: boundary(full, then.in.closed)})
	forever := Layer{ID: "forever", Name: "if it went on for ever (formula)", Shape: Line, Role: Limit}
	if !then.in.closed {
		line := noted(r.Notebook, "forever", then.in.along(), analysisForever)
		forever.X, forever.Y = line.xs, line.ys
		forever.Label = "if it went on for ever"
	}
	c.Layers = append(c.Layers, forever)
	c.Layers = append(c.Layers, analysisGhostCurve(now.in, then.in, r.Notebook))
	c.Layers = append(c.Layers,
		Layer{ID: "formula", Name: "at the date (formula)", Shape: Line, Role: Formula, X: curve.engineers, Y: curve.column(func(p analysisPoint) float64 { return p.wait })},
		analysisSweep(r, then.in, analysisRuns.wait),
		Layer{ID: "today", Name: "today", Shape: Marker, Role: Today, Label: ghostLabel(s, words.About(wait.TodayBest())), X: []float64{now.in.engineers}, Y: []float64{wait.TodayBest()}},
		Layer{ID: "whatif", Name: "what-if", Shape: Marker, Role: WhatIf, Label: words.About(wait.WhatIfBest()), X: []float64{then.in.engineers}, Y: []float64{wait.WhatIfBest()}},
	)
	c.Alt = "The wait for an analyst against the number of engineers, flat at first and then steep. "
	if !s.Same() {
		c.Alt += "Today, with " + words.Count(now.in.engineers, "engineer", "engineers") + ", it is " + words.Duration(wait.TodayBest()) + ". "
	}
	c.Alt += "With " + words.Count(then.in.engineers, "engineer", "engineers") + " it is " + words.Duration(wait.WhatIfBest()) + "."
	return c
}

// boundary is the data of a region that begins at full; none where nothing ends.
func boundary(full float64, closed bool) []float64 {
	if closed || math.IsInf(full, 1) {
		return nil
	}
	return []float64{full}
}

// ghostLabel is the label of today's marker; none where it would stand under
// what-if's.
func ghostLabel(s State, text string) string {
	if s.Same() {
		return ""
	}
	return "today " + text
}

// analysisGhostCurve is today's curve, where something besides the number of
// engineers differs.
func analysisGhostCurve(now, then analysisInput, book *Notebook) Layer {
	l := Layer{ID: "ghost", Name: "today's curve (formula)", Shape: Line, Role: Today}
	same := now
	same.engineers = then.engineers
	if same == then {
		return l
	}
	curve := noted(book, "curve today", now.along(), newAnalysisCurve)
	l.X, l.Y = curve.engineers, curve.column(func(p analysisPoint) float64 { return p.wait })
	return l
}

// analysisThroughputChart shows what is built and what ships.
func analysisThroughputChart(now, then analysisPoint, shipped Figure, curve analysisCurve, r Results) Chart {
	x := analysisEngineersAxis(now.in, then.in)
	made := func(p analysisPoint) float64 { return p.made }
	capacity := then.in.capacityMade()
	most := curve.most(x.Max, made)
	c := Chart{
		ID: "throughput", X: x, Subtitle: "features a week, by the number of engineers",
		Y: countAxis("features a week", words.PerWeek, math.Max(most, 1.15*math.Min(capacity, 2*most))),
	}
	over := then.in.utilization() > 1
	switch {
	case then.in.closed && over:
		c.Title = "Waiting holds the building back"
	case over:
		c.Title = "You can build more. You cannot ship more."
	default:
		c.Title = "Everything that is built ships"
	}
	rule := Layer{ID: "capacity", Name: "the most that can ship", Shape: RuleY, Role: Limit, Label: "the analysts' limit", Y: []float64{capacity}}
	if then.in.share < 1 || math.IsInf(capacity, 1) {
		rule.Y, rule.Label = nil, ""
	}
	c.Layers = []Layer{
		{ID: "beyond", Name: "the pile grows without end", Shape: RegionX, Role: Beyond, X: boundary(then.in.engineersAtCapacity(), then.in.closed)},
		rule,
		{ID: "made", Name: "built (formula)", Shape: Line, Role: Limit, Label: "built", EndRoom: true, X: curve.engineers, Y: curve.column(made)},
		{ID: "shipped", Name: "shipped (formula)", Shape: Line, Role: Formula, Label: "shipped", EndRoom: true, X: curve.engineers, Y: curve.column(func(p analysisPoint) float64 { return p.shipped })},
		analysisSweep(r, then.in, func(a analysisRuns) *stats.Estimate { return a.perWeek(metricShipped) }),
		{ID: "today", Name: "today", Shape: Marker, Role: Today, X: []float64{now.in.engineers}, Y: []float64{shipped.TodayBest()}},
		{ID: "whatif", Name: "what-if", Shape: Marker, Role: WhatIf, Label: words.Short(shipped.WhatIfBest()), X: []float64{then.in.engineers}, Y: []float64{shipped.WhatIfBest()}},
	}
	c.Alt = "Features built and features shipped a week against the number of engineers. With " + words.Count(then.in.engineers, "engineer", "engineers") + ", " +
		words.Short(then.made) + " are built and " + words.Short(shipped.WhatIfBest()) + " ship."
	return c
}

// analysisBacklogChart is the pile over the coming weeks as a fan.
func analysisBacklogChart(now, then analysisPoint, today, whatIf analysisRuns) Chart {
	x := weeksAxis(then.in.weeks)
	pile, old := whatIf.pile(then, true), today.pile(now, false)
	end := pile.mean[len(pile.mean)-1]
	most := math.Max(4, math.Max(largest(pile.mean), largest(old.mean)))
	most = math.Max(most, largest(pile.hi))
	c := Chart{
		ID: "backlog", X: x, Subtitle: "features waiting; eight runs in ten stay in the band",
		Y: countAxis("features waiting", words.Items, most),
	}
	switch {
	case end < 1 && then.in.backlog < 1:
		c.Title = "Hardly anything is waiting"
	case end < then.in.backlog-0.5:
		c.Title = "The pile shrinks to " + words.Count(whole(end), "feature", "features")
	default:
		c.Title = words.Count(whole(end), "feature", "features") + " will be waiting in " + words.Horizon(then.in.weeks)
	}
	ghost := Layer{ID: "ghost", Name: "today, mean", Shape: Line, Role: Today}
	if now.in != then.in {
		ghost.X, ghost.Y, ghost.Label = old.times, old.mean, "today"
	}
	c.Layers = []Layer{
		{ID: "band", Name: "what-if, eight runs in ten", Shape: Band, Role: WhatIf, X: pile.times, Lo: pile.lo, Hi: pile.hi},
		ghost,
		{ID: "pile", Name: "what-if, mean", Shape: Line, Role: WhatIf, X: pile.times, Y: pile.mean},
		{ID: "end", Name: "at the date", Shape: Marker, Role: WhatIf, Label: words.Short(whole(end)), X: []float64{then.in.weeks * words.Week}, Y: []float64{end}},
	}
	c.Alt = "Features waiting over the coming " + words.Say(then.in.weeks, words.Weeks) + ": " + words.Short(end) + " at the end"
	if n := len(ghost.Y); n > 0 {
		c.Alt += ", against " + words.Short(ghost.Y[n-1]) + " as today"
	}
	c.Alt += "."
	return c
}

// whole rounds a pile to whole features, as nobody waits in part.
func whole(v float64) float64 { return math.Floor(float64(v) + 0.5) }

func largest(ys []float64) float64 {
	most := 0.0
	for _, y := range ys {
		if y > most {
			most = y
		}
	}
	return most
}

// analysisDotsChart is the wait as twenty features, today's and what-if's.
func analysisDotsChart(now, then analysisPoint, today, whatIf analysisRuns) Chart {
	a, b := today.dots(now), whatIf.dots(then)
	most := math.Max(4, 1.05*math.Max(largest(a), largest(b)))
	x := waitAxis("wait for an analyst", most)
	c := Chart{
		ID: "dots", Title: "Each dot is one feature in twenty", X: x,
		Subtitle: "wait for an analyst of those finished in " + words.Horizon(then.in.weeks),
		Y:        Axis{Name: "features in twenty", Unit: words.Items, Max: 1},
	}
	if now.in == then.in {
		a = nil
	}
	c.Layers = []Layer{
		{ID: "today", Name: "today", Shape: Dots, Role: Today, Label: "today", X: a},
		{ID: "whatif", Name: "what-if", Shape: Dots, Role: WhatIf, X: b},
	}
	c.Alt = "Twenty features of those finished by then: half of them wait " + atMost(b[len(b)/2]) + ", one in twenty longer than " + words.Duration(b[len(b)-2]) + "."
	return c
}

// atMost says a bound on a wait.
func atMost(hours float64) string {
	if hours < 1.0/60 {
		return "not at all"
	}
	return "at most " + words.Duration(hours)
}
