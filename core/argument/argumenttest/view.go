package argumenttest

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"kingman/core/argument"
	"kingman/core/stats"
)

// texts are everything that a view says in words.
func texts(v argument.View) []string {
	all := []string{v.Headline.String(), v.Gap.String()}
	for _, s := range v.Asides {
		all = append(all, s.String())
	}
	for _, c := range v.Charts {
		all = append(all, c.Title, c.Subtitle, c.Alt)
		for _, r := range c.Rows {
			all = append(all, r.Label, r.End)
		}
		for _, l := range c.Layers {
			all = append(append(all, l.Label, l.Letter), l.Texts...)
		}
	}
	return all
}

func said(v argument.View) string { return strings.Join(texts(v), "\n") }

// estimates are the simulated values of a figure, nil where there is none.
func estimates(f argument.Figure) [3]*stats.Estimate {
	return [3]*stats.Estimate{f.TodaySimulated, f.WhatIfSimulated, f.Difference}
}

// columns are which of X, Y, Lo and Hi the layers of a shape have.
var columns = map[argument.Shape][4]bool{
	argument.Line: {true, true}, argument.Band: {true, false, true, true}, argument.Area: {true, true, true, true}, argument.Points: {true, true, true, true}, argument.Marker: {true, true},
	argument.RuleX: {true}, argument.RuleY: {false, true}, argument.RegionX: {true}, argument.Dots: {true}, argument.Bars: {true, true, true, true}, argument.RowMark: {true, true}, argument.Cells: {true, true, true, true},
}

// checkView holds what is true of every view of every argument: finite numbers, plain
// words, charts that can be drawn.
func checkView(t *testing.T, name string, v argument.View) {
	t.Helper()
	if v.Headline.String() == "" || len(v.Charts) == 0 || len(v.Figures) == 0 {
		t.Errorf("%s: the view says nothing", name)
	}
	if n := wordsIn(v.Headline.String()); n > mostWords {
		t.Errorf("%s: %d words, at most %d: %s", name, n, mostWords, v.Headline)
	}
	for _, f := range v.Figures {
		if f.ID == "" || f.Label == "" || f.Method == "" {
			t.Errorf("%s: figure %q lacks a label or a method", name, f.ID)
		}
		for _, x := range []float64{f.TodayFormula, f.WhatIfFormula} {
			if !finite(x) {
				t.Errorf("%s: figure %s is %v", name, f.ID, x)
			}
		}
		for _, e := range estimates(f) {
			if e != nil && (!finite(e.Mean) || !(e.Lo <= e.Mean && e.Mean <= e.Hi)) {
				t.Errorf("%s: %s: estimate %+v", name, f.ID, *e)
			}
		}
		if f.Difference != nil && f.Vouched() != f.Difference.Excludes(0) {
			t.Errorf("%s: %s: vouched %v for %+v", name, f.ID, f.Vouched(), *f.Difference)
		}
	}
	seen := map[string]bool{}
	for _, c := range v.Charts {
		if seen[c.ID] || c.Title == "" || c.Subtitle == "" || c.Alt == "" || c.X.Name == "" || c.Y.Name == "" {
			t.Errorf("%s: chart %q is there twice or lacks a text", name, c.ID)
		}
		seen[c.ID] = true
		checkAxis(t, name+": chart "+c.ID, c.X)
		checkAxis(t, name+": chart "+c.ID, c.Y)
		layers := map[string]bool{}
		for _, l := range c.Layers {
			if layers[l.ID] {
				t.Errorf("%s: chart %s has two layers %s", name, c.ID, l.ID)
			}
			layers[l.ID] = true
			checkLayer(t, name+": chart "+c.ID, l)
		}
	}
	for _, text := range texts(v) {
		if k := strings.IndexFunc(text, unicode.IsControl); k >= 0 {
			t.Errorf("%s: a control character in %q", name, text)
		}
		for _, bad := range []string{"NaN", "Inf", "unknown", "%!", "-0", "  "} {
			if strings.Contains(text, bad) {
				t.Errorf("%s: %q in %q", name, bad, text)
			}
		}
	}
	for _, nonsense := range []string{"endlessly", "for ever", "without end"} {
		if strings.Contains(v.Gap.String(), nonsense) {
			t.Errorf("%s: formula and simulation compare as %q", name, v.Gap)
		}
	}
}

// wordsIn counts the words of a sentence. A number and its sign of per cent are one.
func wordsIn(text string) int {
	return len(slices.DeleteFunc(strings.Fields(text), func(word string) bool { return strings.Trim(word, "%.,:;()") == "" }))
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

func checkAxis(t *testing.T, name string, a argument.Axis) {
	t.Helper()
	if !(a.Min < a.Max) || math.IsInf(a.Max, 0) || len(a.Ticks) > 8 {
		t.Errorf("%s: the axis %s runs from %v to %v with %d ticks", name, a.Name, a.Min, a.Max, len(a.Ticks))
	}
	last := math.Inf(-1)
	for _, tick := range a.Ticks {
		if !(tick.At > last && tick.At >= a.Min && tick.At <= a.Max*(1+1e-9)) {
			t.Errorf("%s: a tick at %v after %v on the axis %s from %v to %v", name, tick.At, last, a.Name, a.Min, a.Max)
		}
		last = tick.At
	}
}

func checkLayer(t *testing.T, name string, l argument.Layer) {
	t.Helper()
	want, n := columns[l.Shape], max(len(l.X), len(l.Y))
	about := l.Shape == argument.Points || l.Shape == argument.Marker && l.Lo != nil // simulated
	if about {
		want = columns[argument.Points]
	}
	for i, column := range [4][]float64{l.X, l.Y, l.Lo, l.Hi} {
		if expected := map[bool]int{true: n}[want[i]]; len(column) != expected {
			t.Errorf("%s: layer %s (%s) has %d numbers in column %d, expected %d", name, l.ID, l.Shape, len(column), i, expected)
		}
		for _, x := range column {
			if !finite(x) {
				t.Errorf("%s: layer %s has %v", name, l.ID, x)
				break
			}
		}
	}
	if l.Texts != nil && len(l.Texts) != n {
		t.Errorf("%s: layer %s says %d of %d items", name, l.ID, len(l.Texts), n)
	}
	if cells := map[bool]int{true: n}[l.Shape == argument.Cells]; len(l.From) != cells || len(l.To) != cells {
		t.Errorf("%s: layer %s (%s) has %d and %d numbers of how far cells reach, expected %d", name, l.ID, l.Shape, len(l.From), len(l.To), cells)
	}
	for i := range min(len(l.Lo), len(l.Hi)) {
		if l.Lo[i] > l.Hi[i] || about && (l.Y[i] < l.Lo[i] || l.Y[i] > l.Hi[i]) {
			t.Errorf("%s: layer %s: [%v, %v] is no interval around its value", name, l.ID, l.Lo[i], l.Hi[i])
		}
	}
}

// checkLayers holds that the layers are those of the default: the page carries the
// structure of the default link's charts and only ever gets new data for it.
func checkLayers(t *testing.T, name string, m *argument.Model, v argument.View) {
	t.Helper()
	want, known := defaultLayers[m]
	if !known {
		want = layers(m.View(m.Entry.Defaults(), argument.Results{}))
		defaultLayers[m] = want
	}
	if got := layers(v); got != want {
		t.Errorf("%s: the charts are\n%sand those of the default\n%s", name, got, want)
	}
}

// defaultLayers are the layers of each model's default: they are asked for a thousand times.
var defaultLayers = map[*argument.Model]string{}

func layers(v argument.View) string {
	var b strings.Builder
	for _, c := range v.Charts {
		fmt.Fprintf(&b, "%s with %d rows:", c.ID, len(c.Rows))
		for _, l := range c.Layers {
			fmt.Fprintf(&b, " %s=%s/%s", l.ID, l.Shape, l.Role)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// bits condenses numbers to the last bit.
func bits(xs []float64) string {
	var b strings.Builder
	for _, x := range xs {
		if x != x {
			x = math.NaN() // one NaN is as good as another
		}
		fmt.Fprint(&b, math.Float64bits(x), " ")
	}
	return condensed(b.String())
}

func condensed(text string) string {
	h := fnv.New64a()
	h.Write([]byte(text))
	return fmt.Sprintf("%016x", h.Sum64())
}

// digest condenses every number of the figures and charts of a view.
func digest(v argument.View) string {
	var xs []float64
	for _, f := range v.Figures {
		xs = append(xs, f.TodayFormula, f.WhatIfFormula)
		for _, e := range estimates(f) {
			if e != nil {
				xs = append(xs, e.Mean, e.StdErr, e.Lo, e.Hi, float64(e.N))
			}
		}
	}
	for _, c := range v.Charts {
		for _, a := range [2]argument.Axis{c.X, c.Y} {
			xs = append(xs, a.Min, a.Max)
			for _, t := range a.Ticks {
				xs = append(xs, t.At)
			}
		}
		for _, l := range c.Layers {
			if l.Role == argument.Guessed { // the reader's, not the argument's
				continue
			}
			for _, column := range [4][]float64{l.X, l.Y, l.Lo, l.Hi} {
				xs = append(append(xs, float64(len(column))), column...)
			}
		}
	}
	return bits(xs)
}
