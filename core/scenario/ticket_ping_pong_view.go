package scenario

import (
	"math"

	"kingman/core/org"
	"kingman/core/words"
)

// viewTicketPingPong is TicketPingPong.View.
func viewTicketPingPong(s State, r Results) View {
	now, then := newTicketPoint(ticketOf(s.Now())), newTicketPoint(ticketOf(s.Then()))
	plan := newTicketPlan(s)
	x := plan.results(r)
	figures := ticketFigures(now, then, x)
	lead := figures[0]
	talk := ticketTalkOf(r.Notebook, now, then.in)
	return View{
		Headline: ticketHeadline(s, now.in, then.in, lead),
		Asides:   ticketAsides(now.in, then.in, talk.worth, lead, figures[1]),
		Gap:      ticketGap(then.in, lead),
		Figures:  figures,
		Charts: []Chart{
			ticketLeadChart(s, now.in, then.in, lead, r.Notebook, sweepPoints(plan.shares, x.alongShare, org.LeadTime(0))),
			ticketPartsChart(s, now, then, lead, x),
			ticketWorthChart(s, now.in, then.in, lead, talk, sweepPoints(plan.minutes, x.alongMin, org.LeadTime(0))),
			ticketPileChart(s, now.in, then.in, x, r.Notebook),
		},
	}
}

// ticketShareAxis is the x axis of the cliff: far enough to see past it, in two
// sizes so that it seldom changes.
func ticketShareAxis(now, then ticketInput) Axis {
	want := math.Max(now.misunderstood, then.misunderstood)
	if tip := then.tipping(); tip > 0 {
		want = math.Max(want, math.Min(0.6, 1.5*tip))
	}
	if want <= 0.3 {
		return shareAxis("come back", 0.3)
	}
	return shareAxis("come back", 0.6)
}

// ticketCurve is the lead time by formula along the whole slider of the share.
func ticketCurve(in ticketInput) (c curve) {
	for k := range 41 {
		in.misunderstood = float64(k) * 0.015
		c.xs, c.ys = append(c.xs, in.misunderstood), append(c.ys, newTicketPoint(in).lead)
	}
	return c
}

// alongShare is what the curves along the slider of the share depend on:
// everything but where on it the reader is.
func (in ticketInput) alongShare() ticketInput {
	in.misunderstood = 0
	return in
}

// ticketSettled is the lead time if it went on for ever, which ends at the
// tipping point: ever denser points towards it show the cliff at any scale.
func ticketSettled(in ticketInput) (c curve) {
	tip := in.tipping()
	for slack := 1.0; tip > 0 && slack > 1e-4; slack *= 0.8 {
		in.misunderstood = tip * (1 - slack)
		if lead := in.settled(); in.misunderstood <= 0.6 && !math.IsInf(lead, 0) {
			c.xs, c.ys = append(c.xs, in.misunderstood), append(c.ys, lead)
		}
	}
	return c
}

// ticketLeadChart is the cliff: the lead time against the share that comes back.
func ticketLeadChart(s State, now, then ticketInput, lead Figure, book *Notebook, simulated Layer) Chart {
	c := Chart{
		ID: "lead", X: ticketShareAxis(now, then), Subtitle: "from question to answer, by the share that comes back",
		Y: waitAxis("from question to answer", math.Max(4, 1.45*math.Max(lead.WhatIfBest(), lead.TodayBest()))),
	}
	beyond := Layer{ID: "beyond", Name: "the pile grows without end", Shape: RegionX, Role: Beyond, Label: "grows without end"}
	switch tip := then.tipping(); {
	case tip <= saturated:
		c.Title = "More is asked than the analysts can answer even once"
		beyond.X = []float64{0}
	case tip > 0.6:
		c.Title = "The analysts keep up however many come back"
	default:
		c.Title = "Past " + words.Say(tip, words.Share) + " coming back, the pile only grows"
		beyond.X = []float64{tip}
	}
	settled := Layer{ID: "forever", Name: "if it went on for ever (formula)", Shape: Line, Role: Limit, Label: "if it went on for ever"}
	line := noted(book, "settled", then.alongShare(), ticketSettled)
	settled.X, settled.Y = line.xs, line.ys
	ghost := Layer{ID: "ghost", Name: "today's curve (formula)", Shape: Line, Role: Today}
	same := now
	if same.misunderstood = then.misunderstood; same != then {
		line := noted(book, "curve today", now.alongShare(), ticketCurve)
		ghost.X, ghost.Y = line.xs, line.ys
	}
	formula := Layer{ID: "formula", Name: "until the date (formula)", Shape: Line, Role: Formula}
	line = noted(book, "curve what-if", then.alongShare(), ticketCurve)
	formula.X, formula.Y = line.xs, line.ys
	c.Layers = []Layer{
		beyond, settled, ghost, formula, simulated,
		{ID: "today", Name: "today", Shape: Marker, Role: Today, Label: ghostLabel(s, words.About(lead.TodayBest())), X: []float64{now.misunderstood}, Y: []float64{lead.TodayBest()}},
		{ID: "whatif", Name: "what-if", Shape: Marker, Role: WhatIf, Label: words.About(lead.WhatIfBest()), X: []float64{then.misunderstood}, Y: []float64{lead.WhatIfBest()}},
	}
	c.Alt = "The time from question to answer against the share that comes back misunderstood, which rises ever faster. With " + words.Say(then.misunderstood, words.Share) + " it is " +
		words.Duration(lead.WhatIfBest()) + "; today, with " + words.Say(now.misunderstood, words.Share) + ", " + words.Duration(lead.TodayBest()) + "."
	return c
}

// ticketPartsChart is where the lead time goes, as two stacked bars.
func ticketPartsChart(s State, now, then ticketPoint, lead Figure, x ticketResults) Chart {
	a, b := now.parts, then.parts
	if lead.Difference != nil {
		a, b = ticketPartsOf(x.today), ticketPartsOf(x.whatIf)
	}
	most := math.Max(4, math.Max(lead.TodayBest(), lead.WhatIfBest()))
	c := Chart{
		ID: "parts", X: waitAxis("from question to answer", most), Subtitle: "where the time to an answer goes, on average",
		Y: Axis{Name: "setting", Max: 2},
		Rows: []Row{
			{Name: "today", Label: "today, " + words.About(lead.TodayBest()), Role: Today},
			{Name: "what-if", Label: "what-if, " + words.About(lead.WhatIfBest()), Role: WhatIf},
		},
	}
	fills := [...]Fill{Hatch, Solid, Half, Pale}
	ids, names := [...]string{"line", "answer", "again", "away"}, [...]string{"in line", "first answer", "answered again", "on the way back"}
	at := [2]float64{}
	for i := range ids {
		l := Layer{ID: ids[i], Name: names[i], Label: names[i], Shape: Bars, Fill: fills[i]}
		for row, v := range [...]float64{a[i], b[i]} {
			end := at[row] + v
			l.X, l.Y, l.Lo, l.Hi = append(l.X, v), append(l.Y, float64(row)), append(l.Lo, at[row]), append(l.Hi, end)
			at[row] = end
		}
		c.Layers = append(c.Layers, l)
	}
	share := (b[0] + b[2] + b[3]) / at[1]
	c.Title = words.Say(whole(100*b[1]/at[1])/100, words.Share) + " of the time is the first answer"
	if share > 0.5 {
		c.Title = words.Say(whole(100*share)/100, words.Share) + " of the time is waiting and starting over"
	}
	c.Alt = "Of " + words.Duration(lead.WhatIfBest()) + " from question to answer, " + words.Duration(b[0]) + " in line, " + words.Duration(b[1]) + " the first answer, " +
		words.Duration(b[2]) + " answering again and " + words.Duration(b[3]) + " on the way back; today it is " + words.Duration(lead.TodayBest()) + "."
	return c
}

// ticketPileChart is the line in front of the analysts over the coming weeks as a
// fan.
func ticketPileChart(s State, now, then ticketInput, x ticketResults, book *Notebook) Chart {
	var a, b fan
	if x.today.known() {
		a = now.simulatedFan(x.today)
	} else {
		a = noted(book, "line today", now, func(in ticketInput) fan { return ticketFan(in, false) })
	}
	if x.whatIf.known() {
		b = then.simulatedFan(x.whatIf)
	} else {
		b = noted(book, "line what-if", then, func(in ticketInput) fan { return ticketFan(in, true) })
	}
	end := b.mean[len(b.mean)-1]
	c := Chart{
		ID: "pile", X: weeksAxis(then.weeks), Subtitle: "questions in line; eight runs in ten stay in the band",
		Y: countAxis("questions in line", words.Items, math.Max(4, math.Max(largest(b.hi), largest(a.mean)))),
	}
	switch {
	case end < 1 && then.backlog < 1:
		c.Title = "Hardly anything is in line"
	case end < then.backlog-0.5:
		c.Title = "The line shrinks to " + words.Count(whole(end), "question", "questions")
	default:
		c.Title = words.Count(whole(end), "question", "questions") + " will be in line in " + words.Horizon(then.weeks)
	}
	ghost := Layer{ID: "ghost", Name: "today, mean", Shape: Line, Role: Today}
	if !s.Same() {
		ghost.X, ghost.Y, ghost.Label = a.times, a.mean, "today"
	}
	c.Layers = []Layer{
		{ID: "band", Name: "what-if, eight runs in ten", Shape: Band, Role: WhatIf, X: b.times, Lo: b.lo, Hi: b.hi},
		ghost,
		{ID: "pile", Name: "what-if, mean", Shape: Line, Role: WhatIf, X: b.times, Y: b.mean},
		{ID: "end", Name: "at the date", Shape: Marker, Role: WhatIf, Label: words.Short(whole(end)), X: []float64{then.horizon()}, Y: []float64{end}},
	}
	c.Alt = "Questions in line over the coming " + words.Say(then.weeks, words.Weeks) + ": " + words.Short(end) + " at the end, against " + words.Short(a.mean[len(a.mean)-1]) + " as today."
	return c
}
