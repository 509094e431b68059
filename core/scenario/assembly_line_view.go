package scenario

import (
	"math"

	"kingman/core/org"
	"kingman/core/words"
)

// viewAssemblyLine is AssemblyLine.View.
func viewAssemblyLine(s State, r Results) View {
	plan := newAssemblyPlan(s)
	now, then := newAssemblyPoint(assemblyOf(s.Now())), newAssemblyPoint(assemblyOf(s.Then()))
	today, whatIf := plan.today.runs(r), plan.whatIf.runs(r)
	figures := assemblyFigures(now, then, today, whatIf)
	return View{
		Headline: assemblyHeadline(s, now, then, figures),
		Asides:   assemblyAsides(now, then, figures[2], assemblyEvenOf(r.Notebook, then.in)),
		Gap:      gapSentence(figures[0], func() string { return assemblyGap(then) }),
		Figures:  figures,
		Charts: []Chart{
			assemblyLeadChart(s, now, then, figures[0], plan, r),
			assemblyPartsChart(now, then, today, whatIf),
			assemblyDemandChart(s, now, then, figures[0], plan, r),
			assemblyPileChart(now, then, figures[3], today, whatIf, r.Notebook),
		},
	}
}

// An assemblyAxis is the x axis of a curve of the lead time, and what moves along it.
type assemblyAxis struct {
	name string
	xs   []float64 // the same for the same max
	max  float64
	set  func(in *assemblyInput, x float64)
}

// curve is what the formula says of the lead time along the axis, in today's
// setting or in what-if's.
func (a assemblyAxis) curve(book *Notebook, setting string, in assemblyInput) []float64 {
	type key struct {
		in  assemblyInput
		max float64
	}
	a.set(&in, 0) // where it is now makes no difference
	return noted(book, a.name+" "+setting, key{in, a.max}, func(key) []float64 {
		ys := make([]float64, len(a.xs))
		for i, x := range a.xs {
			at := in
			a.set(&at, x)
			ys[i] = newAssemblyPoint(at).lead
		}
		return ys
	})
}

// assemblyLines are the layers that the two curves of the lead time share: each
// setting by formula, simulated, and where it is now.
func assemblyLines(s State, now, then assemblyPoint, lead Figure, a assemblyAxis, of func(assemblyInput) float64, book *Notebook, todayRuns, whatIfRuns Layer) []Layer {
	ghost := Layer{ID: "ghost", Name: "today (formula)", Shape: Line, Role: Today}
	if now.in != then.in {
		ghost.X, ghost.Y, ghost.Label = a.xs, a.curve(book, "today", now.in), now.in.kind()
	}
	formula := Layer{ID: "formula", Name: "what-if (formula)", Shape: Line, Role: Formula, Label: then.in.kind(), X: a.xs, Y: a.curve(book, "what-if", then.in)}
	if now.in.kind() == then.in.kind() {
		formula.Label = ""
		if ghost.Label != "" {
			ghost.Label = "as today"
		}
	}
	return []Layer{
		ghost, formula, todayRuns, whatIfRuns,
		{ID: "today", Name: "today", Shape: Marker, Role: Today, Label: ghostLabel(s, words.Duration(lead.TodayBest())), X: []float64{of(now.in)}, Y: []float64{lead.TodayBest()}},
		{ID: "whatif", Name: "what-if", Shape: Marker, Role: WhatIf, Label: words.Duration(lead.WhatIfBest()), X: []float64{of(then.in)}, Y: []float64{lead.WhatIfBest()}},
	}
}

// kind is what the people are, in a word.
func (in assemblyInput) kind() string {
	if in.generalists {
		return "generalists"
	}
	return "a line"
}

// assemblyLeadChart is the lead time against the number of specialisms.
func assemblyLeadChart(s State, now, then assemblyPoint, lead Figure, plan assemblyPlan, r Results) Chart {
	x := Axis{Name: "specialisms", Unit: words.Number, Min: 0.5, Max: assemblyMostCut + 0.5}
	var xs []float64
	for k := 1.0; k <= assemblyMostCut; k++ {
		xs = append(xs, k)
		x.Ticks = append(x.Ticks, Tick{At: k, Text: words.Short(k)})
	}
	axis := assemblyAxis{"lead", xs, x.Max, func(in *assemblyInput, k float64) { in.specialisms = k }}
	lines := assemblyLines(s, now, then, lead, axis, func(in assemblyInput) float64 { return in.specialisms }, r.Notebook,
		plan.todayCut.layer(r, "simulated-today", "today (simulated)"), plan.whatIfCut.layer(r, "simulated", "what-if (simulated)"))
	most := 1.2 * math.Max(lead.TodayBest(), lead.WhatIfBest())
	for _, l := range lines {
		most = math.Max(most, math.Max(1.05*largest(l.Y), largest(l.Hi)))
	}
	c := Chart{
		ID: "lead", X: x, Y: waitAxis("time to deliver", math.Max(4, most)), Layers: lines,
		Subtitle: "time to deliver, by the number of specialisms",
	}
	line, pool := lead.TodayBest(), lead.WhatIfBest()
	if !then.in.generalists {
		line, pool = pool, line
	}
	switch {
	case now.in.generalists != then.in.generalists && lead.Vouched() && line > 1.05*pool:
		c.Title = "The line takes " + words.Short(line/pool) + " times as long as generalists"
	case now.in.generalists != then.in.generalists && lead.Vouched() && pool > 1.05*line:
		c.Title = "Here generalists take " + words.Short(pool/line) + " times as long as the line"
	case now.in.generalists != then.in.generalists:
		c.Title = "The line and generalists take about as long"
	case then.in.generalists:
		c.Title = "Generalists are as fast however finely work is cut"
	default:
		c.Title = "Every further specialism is one more line to wait in"
	}
	c.Alt = "How long a feature takes against the number of specialisms that the line is cut into: generalists stay level, the line rises with every cut. Today it is " +
		words.Duration(lead.TodayBest()) + ", what-if " + words.Duration(lead.WhatIfBest()) + "."
	return c
}

// assemblyPartsChart is where the lead time went, today and what-if, from the
// runs that the sentence speaks of.
func assemblyPartsChart(now, then assemblyPoint, today, whatIf orgRuns) Chart {
	a, b := assemblyBar(now, today), assemblyBar(then, whatIf)
	c := Chart{
		ID: "parts", Subtitle: "where the time goes, from asked for to delivered",
		X: waitAxis("time to deliver", math.Max(4, math.Max(total(a), total(b)))), Y: Axis{Name: "setting", Max: 2},
		Rows: []Row{
			{Name: "today", Label: "today, " + now.in.described() + ": " + words.Duration(total(a)), Role: Today},
			{Name: "what-if", Label: "what-if, " + then.in.described() + ": " + words.Duration(total(b)), Role: WhatIf},
		},
		Layers: leadBars(assemblyParts, a, b),
	}
	idle := a[1] + a[2]
	c.Title = "Today a feature hardly waits"
	if idle >= 0.05*a[0] {
		c.Title = "Today, " + words.Duration(a[0]) + " of work wait " + words.Duration(idle)
	}
	c.Alt = "Two stacked bars. Today: " + assemblyBarWords(a) + ". What-if: " + assemblyBarWords(b) + "."
	return c
}

// described names the setting in a few words.
func (in assemblyInput) described() string {
	if in.generalists {
		return "generalists"
	}
	return "a line of " + words.Short(in.cut())
}

// assemblyBarWords says a bar.
func assemblyBarWords(hours []float64) string {
	text := ""
	for i, p := range assemblyParts {
		if i > 0 {
			text += ", "
		}
		if hours[i] > 0 {
			text += words.Duration(hours[i]) + " of "
		} else {
			text += "no "
		}
		text += p.label
	}
	return text
}

// assemblyDemandAxis is the x axis of the cliff: far enough to see past both
// settings' capacity.
func assemblyDemandAxis(now, then assemblyInput) Axis {
	most := math.Max(1.25*math.Max(now.capacity(), then.capacity()), 1.1*math.Max(now.demand, then.demand))
	return countAxis("features asked for, a week", words.PerWeek, most)
}

// assemblyDemandChart is the cliff: the lead time against demand.
func assemblyDemandChart(s State, now, then assemblyPoint, lead Figure, plan assemblyPlan, r Results) Chart {
	x := assemblyDemandAxis(now.in, then.in)
	var xs []float64
	for i := 1; i <= 40; i++ {
		xs = append(xs, x.Max*float64(i)/40)
	}
	for d := math.Max(x.Max, 1) * 1.25; x.Max < 20 && d < 25; d *= 1.25 { // where the axis is held and the slider moves on
		xs = append(xs, d)
	}
	c := Chart{
		ID: "demand", X: x, Subtitle: "time to deliver, by the features asked for a week",
		Y: waitAxis("time to deliver", math.Max(4, 1.6*math.Max(lead.TodayBest(), lead.WhatIfBest()))),
	}
	a, b := words.Short(now.in.capacity()), words.Short(then.in.capacity())
	switch {
	case a == b:
		c.Title = "Past " + b + " a week the pile grows without end"
	case now.in.generalists == then.in.generalists:
		c.Title = "The limit moves from " + a + " to " + b + " a week"
	case then.in.generalists:
		c.Title = "Generalists are full at " + b + " a week, the line at " + a
	default:
		c.Title = "The line is full at " + b + " a week, generalists at " + a
	}
	axis := assemblyAxis{"demand", xs, x.Max, func(in *assemblyInput, d float64) { in.demand = d }}
	limit := Layer{ID: "limit", Name: "today's limit", Shape: RuleX, Role: Limit}
	if a != b {
		limit.X, limit.Label = []float64{now.in.capacity()}, "today's limit"
	}
	c.Layers = append([]Layer{
		{ID: "beyond", Name: "the pile grows without end", Shape: RegionX, Role: Beyond, Label: "grows without end", X: []float64{then.in.capacity()}},
		limit,
	}, assemblyLines(s, now, then, lead, axis, func(in assemblyInput) float64 { return in.demand }, r.Notebook,
		plan.todayDemand.layer(r, "simulated-today", "today (simulated)"), plan.whatIfDemand.layer(r, "simulated", "what-if (simulated)"))...)
	c.Alt = "How long a feature takes against the features asked for a week: slowly more at first, then steeply, and without end past " + a + " a week today and " + b + " what-if."
	return c
}

// assemblyPileChart is the number of features under way over the coming weeks as
// a fan.
func assemblyPileChart(now, then assemblyPoint, open Figure, today, whatIf orgRuns, book *Notebook) Chart {
	mean := Layer{ID: "pile", Name: "what-if, mean", Shape: Line, Role: WhatIf}
	band := Layer{ID: "band", Name: "what-if, eight runs in ten", Shape: Band, Role: WhatIf}
	ghost := Layer{ID: "ghost", Name: "today, mean", Shape: Line, Role: Today}
	wip := func(p org.Point) float64 { return p.WIP[0] }
	if whatIf.known() {
		f := whatIf.fan(then.in.backlog, wip)
		mean.X, mean.Y = f.times, f.mean
		band.X, band.Lo, band.Hi = f.times, f.lo, f.hi
	} else {
		pile := noted(book, "pile what-if", then.in, assemblyPileCurve)
		mean.X, mean.Y = pile.xs, pile.ys
	}
	if now.in != then.in {
		ghost.Label = "today"
		if today.known() {
			f := today.fan(now.in.backlog, wip)
			ghost.X, ghost.Y = f.times, f.mean
		} else {
			pile := noted(book, "pile today", now.in, assemblyPileCurve)
			ghost.X, ghost.Y = pile.xs, pile.ys
		}
	}
	end := open.WhatIfBest()
	most := math.Max(4, math.Max(largest(mean.Y), math.Max(largest(ghost.Y), largest(band.Hi))))
	c := Chart{
		ID: "pile", X: weeksAxis(then.in.weeks), Subtitle: "features under way; eight runs in ten stay in the band",
		Y: countAxis("features under way", words.Items, most),
	}
	c.Title = words.Count(whole(end), "feature", "features") + " will be under way in " + words.Horizon(then.in.weeks)
	if whole(end) < 1 {
		c.Title = "Hardly anything will be under way"
	}
	c.Layers = []Layer{
		band, ghost, mean,
		{ID: "end", Name: "at the date", Shape: Marker, Role: WhatIf, Label: words.Short(whole(end)), X: []float64{then.in.horizon()}, Y: []float64{end}},
	}
	c.Alt = "Features under way over the coming " + words.Say(then.in.weeks, words.Weeks) + ": " + words.Short(end) + " at the end, against " + words.Short(open.TodayBest()) + " as today."
	return c
}

// assemblyPileCurve is the pile by formula at some moments up to the date.
func assemblyPileCurve(in assemblyInput) (c curve) {
	const moments = 12
	for i := range moments + 1 {
		t := in.horizon() * float64(i) / moments
		c.xs, c.ys = append(c.xs, t), append(c.ys, in.pile(t))
	}
	return c
}
