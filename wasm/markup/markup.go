// Package markup writes the pieces of HTML that the page and the build share:
// the sentence, a chart's table, the table of figures. Everything that comes
// from outside is escaped here.
package markup

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"kingman/core/argument"
	"kingman/core/stats"
	"kingman/core/words"
)

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// Escape makes text safe as content and as a quoted attribute.
func Escape(text string) string { return escaper.Replace(text) }

// Exact writes v so that it reads back as the same float64; "" if v is not
// finite.
func Exact(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// Pieces returns the pieces of a sentence that get an element each: neighbours
// without a role are one, empty ones are none.
func Pieces(s argument.Sentence) argument.Sentence {
	pieces := make(argument.Sentence, 0, len(s))
	for _, span := range s {
		if !plain(span) {
			pieces = append(pieces, span)
			continue
		}
		if span.Text == "" {
			continue
		}
		if last := len(pieces) - 1; last >= 0 && plain(pieces[last]) {
			pieces[last].Text += span.Text
		} else {
			pieces = append(pieces, argument.Span{Text: span.Text})
		}
	}
	return pieces
}

func plain(s argument.Span) bool { return s.Role == argument.Plain && s.Param == "" }

// Sentence returns the sentence as HTML: a number with a role becomes a b that can
// be told apart and, where it is a parameter, dragged. data-value carries the number
// to its last digit. Every piece has an element of its own, so that the program may
// write it anew whatever a translator has made of the text in it.
func Sentence(s argument.Sentence) string {
	var b strings.Builder
	for _, span := range Pieces(s) {
		if plain(span) {
			b.WriteString("<span>" + Escape(span.Text) + "</span>")
			continue
		}
		b.WriteString("<b")
		if span.Role != argument.Plain {
			b.WriteString(` class="` + string(span.Role) + `"`)
		}
		if span.Param != "" {
			b.WriteString(` data-param="` + Escape(span.Param) + `"`)
		}
		if span.HasValue {
			b.WriteString(` data-value="` + Exact(span.Value) + `"`)
		}
		b.WriteString(">" + Escape(span.Text) + "</b>")
	}
	return b.String()
}

// Table returns a chart's data as an HTML table, one per layer with items, for readers who
// cannot see the chart.
func Table(c argument.Chart) string {
	var b strings.Builder
	if isTable(c) {
		crossed(&b, c)
		return b.String()
	}
	b.WriteString("<table><caption>" + Escape(c.Title) + "</caption><thead><tr><th scope=\"col\">Series</th><th scope=\"col\">" + Escape(c.X.Name) + "</th><th scope=\"col\">" + Escape(c.Y.Name) + "</th><th scope=\"col\">from</th><th scope=\"col\">to</th></tr></thead><tbody>")
	for _, l := range c.Layers {
		for i := range rows(l) {
			b.WriteString(`<tr data-layer="` + Escape(l.ID) + `"><th scope="row">` + Escape(l.Name) + "</th>")
			if i < len(l.Texts) {
				b.WriteString(`<td data-value="` + Exact(l.X[i]) + `">` + Escape(l.Texts[i]) + "</td>")
			} else {
				cell(&b, l.X, i, c.X.Unit)
			}
			extent := c.Y.Unit
			if l.Shape == argument.Cells {
				extent = c.X.Unit
			}
			if l.Shape == argument.Bars || l.Shape == argument.RowMark { // which lies along the x axis, in a row that has a name
				extent = c.X.Unit
				b.WriteString("<td>" + Escape(c.Rows[int(l.Y[i])].Name) + "</td>")
			} else {
				cell(&b, l.Y, i, c.Y.Unit)
			}
			cell(&b, l.Lo, i, extent)
			cell(&b, l.Hi, i, extent)
			b.WriteString("</tr>")
		}
	}
	b.WriteString("</tbody></table>")
	return b.String()
}

// isTable says whether a chart is a table itself: nothing but parts that say what they are.
func isTable(c argument.Chart) bool {
	return len(c.Layers) > 0 && !slices.ContainsFunc(c.Layers, func(l argument.Layer) bool {
		return l.Shape != argument.Bars || len(l.Texts) < len(l.X)
	})
}

// crossed writes the table of a chart that is one itself, in columns that its ticks name,
// with the numbers of each part beside the words.
func crossed(b *strings.Builder, c argument.Chart) {
	b.WriteString("<table><caption>" + Escape(c.Title) + "</caption><thead><tr><th scope=\"col\">" + Escape(c.Y.Name) + "</th><th scope=\"col\">change</th><th scope=\"col\">" + Escape(c.X.Name) + "</th><th scope=\"col\">which is</th></tr></thead><tbody>")
	for _, l := range c.Layers {
		for i, text := range l.Texts {
			column := ""
			for _, t := range c.X.Ticks {
				if l.Lo[i] <= t.At && t.At <= l.Hi[i] {
					column = t.Text
				}
			}
			b.WriteString(`<tr data-layer="` + Escape(l.ID) + `"><th scope="row">` + Escape(c.Rows[int(l.Y[i])].Name) + "</th>")
			for k, cell := range [...]string{text, column, l.Name} {
				b.WriteString(`<td data-value="` + Exact([...]float64{l.X[i], l.Lo[i], l.Hi[i]}[k]) + `">` + Escape(cell) + "</td>")
			}
			b.WriteString("</tr>")
		}
	}
	b.WriteString("</tbody></table>")
}

func rows(l argument.Layer) int { return max(len(l.X), len(l.Y)) }

// cell writes one number in words, with all its digits beside it.
func cell(b *strings.Builder, values []float64, i int, unit words.Unit) {
	if i >= len(values) {
		b.WriteString("<td></td>")
		return
	}
	v := values[i]
	text := words.Say(v, unit)
	if math.IsNaN(v) {
		text = "not known"
	} else if unit == words.Weeks { // axes over time are in working hours
		text = words.Say(v/words.Week, words.Weeks)
	}
	b.WriteString(`<td data-value="` + Exact(v) + `">` + Escape(text) + "</td>")
}

// Figures returns the table of the numbers behind the sentence: for each
// quantity a row by formula and a row by simulation.
func Figures(figures []argument.Figure) string {
	var b strings.Builder
	b.WriteString(`<table class="figures"><thead><tr><th scope="col">number</th><th scope="col">by</th><th scope="col">today</th><th scope="col">what-if</th><th scope="col">difference</th></tr></thead><tbody>`)
	for _, f := range figures {
		rows := "2"
		if f.FormulaOnly {
			rows = "1"
		}
		b.WriteString(`<tr data-figure="` + Escape(f.ID) + `" data-by="formula"><th scope="rowgroup" rowspan="` + rows + `">` + Escape(f.Label) + `<small>` + Escape(f.Method) + `</small></th><th scope="row">formula</th>`)
		today, difference := f.Say(f.TodayFormula), f.Say(f.WhatIfFormula-f.TodayFormula)
		if f.Between {
			today, difference = "", ""
		}
		number(&b, "today-formula", f.TodayFormula, today)
		number(&b, "whatif-formula", f.WhatIfFormula, f.Say(f.WhatIfFormula))
		number(&b, "difference-formula", f.WhatIfFormula-f.TodayFormula, difference)
		b.WriteString("</tr>")
		if f.FormulaOnly {
			continue
		}
		b.WriteString(`<tr data-figure="` + Escape(f.ID) + `" data-by="simulation"><th scope="row">simulated</th>`)
		if f.Between {
			b.WriteString(`<td data-of="today-simulated"></td>`)
			estimate(&b, "whatif-simulated", f.WhatIfSimulated, f.Unit)
			b.WriteString(`<td data-of="difference"></td></tr>`)
			continue
		}
		estimate(&b, "today-simulated", f.TodaySimulated, f.Unit)
		estimate(&b, "whatif-simulated", f.WhatIfSimulated, f.Unit)
		estimate(&b, "difference", f.Difference, f.Unit)
		b.WriteString("</tr>")
	}
	b.WriteString("</tbody></table>")
	return b.String()
}

func number(b *strings.Builder, of string, v float64, text string) {
	b.WriteString(`<td data-of="` + of + `" data-value="` + Exact(v) + `">` + Escape(text) + "</td>")
}

// estimate writes a simulated number with its interval and its warnings.
func estimate(b *strings.Builder, of string, e *stats.Estimate, unit words.Unit) {
	if e == nil {
		b.WriteString(`<td data-of="` + of + `">…</td>`)
		return
	}
	b.WriteString(`<td data-of="` + of + `" data-value="` + Exact(e.Mean) + `" data-lo="` + Exact(e.Lo) + `" data-hi="` + Exact(e.Hi) + `">` + Escape(words.Say(e.Mean, unit)))
	if !math.IsInf(e.Hi, 0) && !math.IsInf(e.Lo, 0) {
		b.WriteString(`<small>` + Escape(words.Say(e.Lo, unit)+" to "+words.Say(e.Hi, unit)) + "</small>")
	}
	for _, w := range e.Warnings {
		b.WriteString("<small>" + Escape(w) + "</small>")
	}
	b.WriteString("</td>")
}

// Kind is a word for the style sheet: charts of dots need less height.
func Kind(c argument.Chart) string {
	if len(c.Rows) > 0 {
		return "bars"
	}
	for _, l := range c.Layers {
		if l.Shape == argument.Dots {
			return "dots"
		}
	}
	return "curve"
}

// StoryLine returns what step n of the argument's story says, no line of which begins
// with a percent sign; step 0 invites.
func StoryLine(a *argument.Entry, n int) string {
	if n < 1 || n > len(a.Story) {
		return "The story in " + words.Short(float64(len(a.Story))) + " steps."
	}
	return strings.ReplaceAll(a.Story[n-1].Says, " %", "\u00a0%")
}
