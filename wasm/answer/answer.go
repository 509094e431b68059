// Package answer writes what a page says about a link as JSON, for the command
// line and for readers who want the data: one question, one answer, the same
// bytes.
//
// Every number is written with the fewest digits that read back to the same
// bits. JSON knows no infinity: such a number is null, and a word beside it
// says which.
//
// People write programs that read it: names are added, never changed. The test
// has the whole form as Go types.
package answer

import (
	"kingman/core/argument"
	"kingman/core/stats"
	"kingman/core/words"
	"kingman/wasm/json"
	"kingman/wasm/link"
)

// aboutTime explains every duration in an answer.
const aboutTime = "Durations are in working hours, 8 a day and 40 a week."

// JSON returns what a page says about l: the link as it is written, the
// sentence, the notes about the link and the figures. It is indented and ends
// with a line break. v is the view of l.State.
func JSON(l link.Link, notes []link.Note, v argument.View) ([]byte, error) {
	return document(l, notes, v, nil)
}

// JSONWithCharts is [JSON] with the data of every chart.
func JSONWithCharts(l link.Link, notes []link.Note, v argument.View) ([]byte, error) {
	return document(l, notes, v, v.Charts)
}

func document(l link.Link, notes []link.Note, v argument.View, charts []argument.Chart) ([]byte, error) {
	s := l.State
	w := writer{json.Writer{Readable: true}, s.Currency} // "&" in the link is for people to copy
	w.Object()
	w.Name("link").Text("#" + l.Encode())
	w.Name("argument").Text(s.Entry.ID)
	w.Name("question").Text(s.Entry.Question)
	w.Name("sentence").Text(v.Headline.String())
	w.Name("asides").Array()
	for _, aside := range v.Asides {
		w.Text(aside.String())
	}
	w.End()
	w.Name("notes").Array()
	for _, n := range notes {
		w.Object()
		w.Name("key").Text(n.Key)
		w.Name("text").Text(n.Text)
		w.End()
	}
	w.End()
	w.Name("time").Text(aboutTime)
	w.Name("seed").Uint(s.Seed)
	w.Name("currency").Text(s.Currency.Code())
	w.Name("step").Int(l.Step)
	w.Name("parameters").Array()
	for i := range s.Entry.Params {
		w.parameter(s.Entry.Params[i], s.Today[i], s.WhatIf[i], !s.Pinned[i])
	}
	w.End()
	w.Name("figures").Array()
	for i := range v.Figures {
		w.figure(&v.Figures[i])
	}
	w.End()
	if len(charts) > 0 {
		w.Name("charts").Array()
		for i := range charts {
			w.chart(&charts[i])
		}
		w.End()
	}
	w.End()
	return w.Bytes()
}

// parameter writes one slider, as it stands.
func (w *writer) parameter(p *argument.Param, today, whatIf float64, follows bool) {
	w.Object()
	w.Name("id").Text(p.ID)
	w.Name("label").Text(p.Label)
	w.some("unit", string(p.Unit))
	w.value("today", today, p.Say(today))
	w.value("whatIf", whatIf, p.Say(whatIf))
	w.Name("todayFollows").Bool(follows)
	w.End()
}

// figure writes one quantity, by formula and by simulation. Simulation is null
// where nothing was simulated; its difference is what-if less today, paired by
// common random numbers. Vouched says whether the simulation supports that the
// two differ; it is true without one.
func (w *writer) figure(f *argument.Figure) {
	w.Object()
	w.Name("id").Text(f.ID)
	w.Name("label").Text(f.Label)
	w.some("unit", string(f.Unit))
	w.Name("method").Text(f.Method)
	w.Name("formula").Object()
	w.value("today", f.TodayFormula, f.Say(f.TodayFormula))
	w.value("whatIf", f.WhatIfFormula, f.Say(f.WhatIfFormula))
	w.End()
	w.Name("simulation")
	if f.TodaySimulated == nil && f.WhatIfSimulated == nil && f.Difference == nil {
		w.Null()
	} else {
		w.Object()
		w.estimate("today", f.TodaySimulated, f.Unit)
		w.estimate("whatIf", f.WhatIfSimulated, f.Unit)
		w.estimate("difference", f.Difference, f.Unit)
		w.End()
	}
	w.Name("vouched").Bool(f.Vouched())
	w.End()
}

// estimate writes what was estimated, null if nothing was.
func (w *writer) estimate(name string, e *stats.Estimate, unit words.Unit) {
	w.Name(name)
	if e == nil {
		w.Null()
		return
	}
	w.Object()
	w.number("mean", e.Mean)
	w.number("stdErr", e.StdErr)
	w.number("lo", e.Lo)
	w.number("hi", e.Hi)
	w.number("confidence", e.Confidence)
	w.Name("n").Int(e.N)
	w.Name("words").Text(w.currency.In(words.Say(e.Mean, unit)))
	w.missing(series{"mean", []float64{e.Mean}}, series{"stdErr", []float64{e.StdErr}}, series{"lo", []float64{e.Lo}}, series{"hi", []float64{e.Hi}})
	if len(e.Warnings) > 0 {
		w.Name("warnings").Texts(e.Warnings)
	}
	w.End()
}
