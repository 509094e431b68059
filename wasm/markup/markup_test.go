package markup

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/core/stats"
	"kingman/core/words"
	"kingman/wasm/link"
)

// An element is what a browser makes of a piece of HTML: its name, its
// attributes, and the text in it and in all below.
type element struct {
	name       string
	attributes map[string]string
	text       string
}

// elements parses HTML, every element in the order of its end, and fails on what
// is not well formed.
func elements(t *testing.T, html string) []element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<root>" + html + "</root>"))
	type piece struct {
		element
		text []byte // a root's grows with every other's: as a string it would be copied each time
	}
	var open []*piece
	var all []element
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%v in %q", err, html)
		}
		switch x := token.(type) {
		case xml.StartElement:
			e := &piece{element: element{name: x.Name.Local, attributes: map[string]string{}}}
			for _, a := range x.Attr {
				e.attributes[a.Name.Local] = a.Value
			}
			open = append(open, e)
		case xml.CharData:
			for _, e := range open {
				e.text = append(e.text, x...)
			}
		case xml.EndElement:
			last := open[len(open)-1]
			last.element.text = string(last.text)
			all, open = append(all, last.element), open[:len(open)-1]
		}
	}
}

func named(all []element, name string) []element {
	var some []element
	for _, e := range all {
		if e.name == name {
			some = append(some, e)
		}
	}
	return some
}

// hostile are texts that would break out of content or of an attribute.
var hostile = []string{
	`<script>alert(1)</script>`, `" onmouseover="alert(1)`, `' onmouseover='alert(1)`, `</b></td></table><img src=x onerror=alert(1)>`,
	`&lt;b&gt;`, `&amp;`, `]]>`, `<!--`, `a & b`, "line\nbreak", `&#60;script&#62;`,
}

// What comes in as text comes out as that text, in content and in attributes, and
// never as an element of its own.
func TestEscape(t *testing.T) {
	for _, text := range hostile {
		all := elements(t, `<p title="`+Escape(text)+`" lang='`+Escape(text)+`'>`+Escape(text)+`</p>`)
		if len(all) != 2 || all[0].text != text {
			t.Errorf("%q became %+v", text, all)
		}
		// A newline in an attribute is a newline to a browser too.
		for _, name := range []string{"title", "lang"} {
			if got := all[0].attributes[name]; got != text {
				t.Errorf("%q became %q in %s", text, got, name)
			}
		}
	}
}

// A number that is written can be read back to its last bit.
func TestExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 41))
	values := []float64{0, 1, -1, 0.1, 1.0 / 3, 623.9999999999999, 1e21, 1e-300, 5e-324, math.MaxFloat64, math.Copysign(0, -1)}
	for range 5000 {
		values = append(values, math.Float64frombits(r.Uint64()))
	}
	for _, v := range values {
		text := Exact(v)
		if math.IsNaN(v) || math.IsInf(v, 0) {
			if text != "" {
				t.Errorf("%v became %q", v, text)
			}
			continue
		}
		if got, err := strconv.ParseFloat(text, 64); err != nil || math.Float64bits(got) != math.Float64bits(v) {
			t.Errorf("%v became %q, which is %v, %v", v, text, got, err)
		}
	}
}

// A sentence as HTML reads like the sentence; its numbers are told apart, carry
// their value, and those that are parameters their parameter.
func TestSentence(t *testing.T) {
	s := argument.Sentence{
		{Text: "With "}, {Text: "20 engineers", Role: argument.WhatIf, Param: "engineers", Value: 20, HasValue: true},
		{Text: " in "}, {Text: "six months", Param: "weeks", Value: 26, HasValue: true},
		{Text: ": "}, {Text: "15.6 weeks", Role: argument.Today, Value: 623.9999999999999, HasValue: true}, {Text: "<", Role: argument.Limit},
	}
	for _, text := range hostile {
		s = append(s, argument.Span{Text: text}, argument.Span{Text: text, Role: argument.Formula, Param: text})
	}
	all := elements(t, Sentence(s))
	if got := all[len(all)-1].text; got != s.String() {
		t.Errorf("the sentence reads %q, should be %q", got, s.String())
	}
	bs, spans := named(all, "b"), named(all, "span")
	want, plain := 0, 0
	for _, span := range s {
		if span.Role == argument.Plain && span.Param == "" {
			if spans[plain].text != span.Text {
				t.Errorf("%+v became %+v", span, spans[plain])
			}
			plain++
			continue
		}
		b := bs[want]
		want++
		value, has := b.attributes["data-value"]
		if b.text != span.Text || b.attributes["class"] != string(span.Role) || b.attributes["data-param"] != span.Param || has != span.HasValue {
			t.Errorf("%+v became %+v", span, b)
		}
		if v, err := strconv.ParseFloat(value, 64); has && (err != nil || v != span.Value) {
			t.Errorf("%v became %q", span.Value, value)
		}
	}
	if len(bs) != want || len(spans) != plain || len(all) != want+plain+1 {
		t.Errorf("%d elements, %d numbers of %d, %d pieces of text of %d", len(all)-1, len(bs), want, len(spans), plain)
	}
	joined := Pieces(argument.Sentence{{Text: "a"}, {Text: ""}, {Text: "b"}, {Text: "1", Role: argument.WhatIf}, {Text: ""}})
	if len(joined) != 2 || joined[0].Text != "ab" || joined[1].Text != "1" {
		t.Errorf("pieces %+v", joined)
	}
}

// someStates are states of every argument whose markup differs in kind.
func someStates() []argument.State {
	var states []argument.State
	for _, m := range catalogue.Models() {
		a := m.Entry
		states = append(states, a.Defaults())
		for i := range a.Params {
			for _, v := range []float64{a.Params[i].Min, a.Params[i].Max} {
				s := a.Defaults()
				s.Set(i, v)
				states = append(states, s)
			}
		}
	}
	return states
}

// A chart's table has every number of the chart, to its last bit, each in a row
// that names its series and with words beside it.
func TestTableIsComplete(t *testing.T) {
	for k, s := range someStates() {
		if runtime.GOARCH == "wasm" && k%16 > 0 {
			continue // they are texts of charts whose digits are compared elsewhere
		}
		for _, c := range catalogue.ModelOf(s.Entry).View(s, argument.Results{}).Charts {
			if !isTable(c) { // see TestTableOfTable
				checkTable(t, c)
			}
		}
	}
	odd := argument.Chart{ID: "odd", Title: hostile[0], X: argument.Axis{Name: hostile[1], Unit: words.Weeks}, Y: argument.Axis{Name: hostile[2], Unit: words.Hours}}
	for i, text := range hostile {
		odd.Layers = append(odd.Layers, argument.Layer{ID: text, Name: text, Shape: argument.Line, X: []float64{float64(i), 1e-9}, Y: []float64{math.NaN(), 0.1}})
	}
	checkTable(t, odd)
	if html := Table(odd); !strings.Contains(html, "not known") || strings.Contains(html, "NaN") || strings.Contains(html, "unknown") {
		t.Errorf("a gap reads %s", html)
	}
}

func checkTable(t *testing.T, c argument.Chart) {
	t.Helper()
	html := Table(c)
	all := elements(t, html)
	if captions := named(all, "caption"); len(captions) != 1 || captions[0].text != c.Title {
		t.Errorf("%s: captions %+v", c.ID, captions)
	}
	heads := ""
	for _, th := range named(all, "th") {
		if th.attributes["scope"] == "" {
			t.Errorf("%s: a heading without a scope: %+v", c.ID, th)
		}
		heads += th.text + "|"
	}
	if !strings.Contains(heads, c.X.Name) || !strings.Contains(heads, c.Y.Name) {
		t.Errorf("%s: headings %q lack an axis", c.ID, heads)
	}
	// Cells in order, row by row: an element ends before the row that holds it.
	var cells []element
	row := 0
	var rows [][]element
	var layers []string
	for _, e := range all {
		switch e.name {
		case "td":
			cells = append(cells, e)
		case "tr":
			if len(cells) > 0 {
				rows, layers = append(rows, cells), append(layers, e.attributes["data-layer"])
			}
			cells = nil
		}
	}
	for _, l := range c.Layers {
		for i := range max(len(l.X), len(l.Y)) {
			if row >= len(rows) || layers[row] != l.ID {
				t.Fatalf("%s: row %d of %d should be item %d of %s", c.ID, row, len(rows), i, l.ID)
			}
			for k, column := range [][]float64{l.X, l.Y, l.Lo, l.Hi} {
				cell := rows[row][k]
				text, has := cell.attributes["data-value"]
				switch {
				case (l.Shape == argument.Bars || l.Shape == argument.RowMark) && k == 1: // a part or a mark lies in a bar, which has a name
					if want := c.Rows[int(column[i])].Name; cell.text != want {
						t.Fatalf("%s: %s item %d lies in %q, the table has %+v", c.ID, l.ID, i, want, cell)
					}
				case i >= len(column):
					if has || cell.text != "" {
						t.Fatalf("%s: %s has %+v where the chart has nothing", c.ID, l.ID, cell)
					}
				case text != Exact(column[i]) || cell.text == "":
					t.Fatalf("%s: %s item %d is %v, the table has %+v", c.ID, l.ID, i, column[i], cell)
				}
			}
			row++
		}
	}
	if row != len(rows) {
		t.Errorf("%s: %d rows of %d items", c.ID, len(rows), row)
	}
}

// The table of figures has today, what-if and the difference, by formula and by
// simulation, with the interval and its warnings, and holds a place while the
// simulation runs.
func TestFigures(t *testing.T) {
	e := func(m float64) *stats.Estimate {
		return &stats.Estimate{Mean: m, Lo: m - 0.1, Hi: m + 0.1, StdErr: 0.05, Confidence: 0.95, N: 9, Warnings: []string{hostile[0]}}
	}
	unsure := &stats.Estimate{Mean: 0, Lo: math.Inf(-1), Hi: math.Inf(1), StdErr: math.Inf(1), Confidence: 0.95}
	figures := []argument.Figure{
		{ID: "wait", Label: hostile[3], Method: hostile[1], Unit: words.Hours, TodayFormula: 1.1, WhatIfFormula: 623.9999999999999, TodaySimulated: e(1.2), WhatIfSimulated: e(620), Difference: e(618.8)},
		{ID: "pile", Label: "pile", Unit: words.Items, TodayFormula: 3, WhatIfFormula: 4},
		{ID: "none", Label: "none", Unit: words.Hours, TodaySimulated: unsure, WhatIfSimulated: unsure, Difference: unsure},
	}
	html := Figures(figures)
	between := argument.Figure{ID: "paid", Label: "paid", Unit: words.Weeks, FormulaOnly: true, Between: true, WhatIfFormula: 44}
	never := between
	never.WhatIfFormula = -1
	for want, f := range map[string]argument.Figure{"44 weeks": between, "never": never} {
		cells := named(elements(t, Figures([]argument.Figure{f})), "td")
		if len(cells) != 3 || cells[0].text != "" || cells[1].text != want || cells[1].attributes["data-value"] != Exact(f.WhatIfFormula) || cells[2].text != "" {
			t.Errorf("of a number between the two settings, known by formula alone: %+v, should be %q", cells, want)
		}
	}
	seen := between
	seen.FormulaOnly, seen.WhatIfSimulated = false, e(43)
	if cells := named(elements(t, Figures([]argument.Figure{seen})), "td"); len(cells) != 6 || cells[3].text != "" || cells[4].attributes["data-value"] != Exact(43) || cells[5].text != "" {
		t.Errorf("of a number between the two settings that is simulated, too: %+v", cells)
	}
	all := elements(t, html)
	of := map[string][]element{}
	for _, td := range named(all, "td") {
		of[td.attributes["data-of"]] = append(of[td.attributes["data-of"]], td)
	}
	for k, f := range figures {
		for name, v := range map[string]float64{"today-formula": f.TodayFormula, "whatif-formula": f.WhatIfFormula, "difference-formula": f.WhatIfFormula - f.TodayFormula} {
			if td := of[name][k]; td.attributes["data-value"] != Exact(v) || td.text != words.Say(v, f.Unit) {
				t.Errorf("%s %s: %+v, should be %v", f.ID, name, td, v)
			}
		}
		for name, e := range map[string]*stats.Estimate{"today-simulated": f.TodaySimulated, "whatif-simulated": f.WhatIfSimulated, "difference": f.Difference} {
			td := of[name][k]
			switch {
			case e == nil:
				if _, has := td.attributes["data-value"]; has || td.text != "…" {
					t.Errorf("%s %s: %+v before there is a simulation", f.ID, name, td)
				}
			case td.attributes["data-value"] != Exact(e.Mean) || td.attributes["data-lo"] != Exact(e.Lo) || td.attributes["data-hi"] != Exact(e.Hi):
				t.Errorf("%s %s: %+v, should be %+v", f.ID, name, td, *e)
			case len(e.Warnings) > 0 && !strings.Contains(td.text, e.Warnings[0]):
				t.Errorf("%s %s: %q hides the warning", f.ID, name, td.text)
			}
		}
	}
	for _, bad := range []string{"Inf", "NaN", "endlessly", "for ever"} {
		if strings.Contains(html, bad) {
			t.Errorf("the figures say %q: %s", bad, html)
		}
	}
	if n := len(named(all, "tr")); n != 1+2*len(figures) {
		t.Errorf("%d rows of %d figures", n, len(figures))
	}
}

// A control shows the state: what stands in its slider is what the link would
// carry, what stands in its number fields means the same, and today's tick stands on the track only while today is pinned.
// In WebAssembly in a tenth of the states: it is one reading and one writing for all of them.
func TestNewControl(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 42))
	states := map[bool]int{false: 300, true: 30}[runtime.GOARCH == "wasm"]
	for _, m := range catalogue.Models() {
		a := m.Entry
		for range states {
			s := a.Defaults()
			for i := range a.Params {
				p := a.Params[i]
				s.Set(i, p.Min+r.Float64()*(p.Max-p.Min))
				if r.IntN(2) == 0 {
					s.Pin(i, p.Min+r.Float64()*(p.Max-p.Min))
				}
			}
			for i := range a.Params {
				c := NewControl(s, i)
				value, err := strconv.ParseFloat(c.Value, 64)
				number, note, ok := link.ReadField(c.Param, c.Number)
				today, note2, ok2 := link.ReadField(c.Param, c.Today)
				if err != nil || !ok || !ok2 || note+note2 != "" || value != c.Param.OnSlider(s.WhatIf[i]) || number != s.WhatIf[i] || today != s.Today[i] || c.Pinned != s.Pinned[i] || c.Say != a.Params[i].Say(s.WhatIf[i]) {
					t.Errorf("%s: %+v for %v today %v", c.ID, c, s.WhatIf[i], s.Today[i])
				}
				var x, width, tick float64
				if _, err := fmt.Sscan(c.SpanX+" "+c.SpanWidth+" "+c.TodayX, &x, &width, &tick); err != nil {
					t.Fatal(err)
				}
				switch {
				case !s.Pinned[i]:
					if tick >= 0 || width != 0 {
						t.Errorf("%s: a tick at %v and a span of %v while today follows", c.ID, tick, width)
					}
				// The tick stands where the thumb would with today's value.
				case math.Abs(tick/1000-(c.Param.OnSlider(s.Today[i])-c.Slider.Min)/(c.Slider.Max-c.Slider.Min)) > 1e-9:
					t.Errorf("%s: the tick of %v is at %v", c.ID, s.Today[i], tick)
				case x < 0 || width < 0 || x+width > 1000+1e-9 || tick < x-1e-9 || tick > x+width+1e-9:
					t.Errorf("%s: tick %v, span from %v, %v wide", c.ID, tick, x, width)
				}
			}
		}
	}
}

func TestStoryLine(t *testing.T) {
	for _, m := range catalogue.Models() {
		a := m.Entry
		if len(a.Story) < 3 || len(a.Story) > 6 {
			t.Errorf("%s: a story of %d steps", a.ID, len(a.Story))
		}
		for n := range a.Story {
			if got := StoryLine(a, n+1); got != strings.ReplaceAll(a.Story[n].Says, " %", "\u00a0%") || got == "" {
				t.Errorf("%s step %d: %q", a.ID, n+1, got)
			}
		}
		for _, n := range []int{-1, 0, len(a.Story) + 1} {
			if got := StoryLine(a, n); !strings.Contains(got, "story") {
				t.Errorf("%s step %d: %q", a.ID, n, got)
			}
		}
	}
}
