package markup

import (
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/words"
)

// The table of a chart of bars names the row of each part, and speaks of its
// extent in the unit of the axis that it lies along.
func TestTableOfBars(t *testing.T) {
	c := argument.Chart{
		Title: "t", X: argument.Axis{Name: "time", Unit: words.Hours, Max: 60}, Y: argument.Axis{Name: "setting", Max: 2},
		Rows: []argument.Row{{Name: "today"}, {Name: "what-if <b>"}},
		Layers: []argument.Layer{
			{ID: "work", Name: "work", Shape: argument.Bars, X: []float64{16, 20}, Y: []float64{0, 1}, Lo: []float64{0, 0}, Hi: []float64{16, 20}},
			{ID: "waiting", Name: "waiting", Shape: argument.Bars, X: []float64{40, 4}, Y: []float64{0, 1}, Lo: []float64{16, 20}, Hi: []float64{56, 24}},
		},
	}
	table := Table(c)
	for _, row := range []string{
		`<th scope="row">waiting</th><td data-value="40">5 days</td><td>today</td><td data-value="16">2 days</td><td data-value="56">7 days</td>`,
		`<td data-value="4">4 hours</td><td>what-if &lt;b&gt;</td><td data-value="20">2.5 days</td><td data-value="24">3 days</td>`,
	} {
		if !strings.Contains(table, row) {
			t.Errorf("the table lacks %s:\n%s", row, table)
		}
	}
	if Kind(c) != "bars" {
		t.Errorf("kind %q", Kind(c))
	}
}

// A chart that is a table itself has the words of its parts in its own, in the columns that
// its ticks name.
func TestTableOfTable(t *testing.T) {
	table := Table(argument.Chart{
		Title: "t", X: argument.Axis{Name: "key", Max: 2, Ticks: []argument.Tick{{At: 0.5, Text: "lead time"}, {At: 1.5, Text: "failures"}}}, Y: argument.Axis{Name: "halved", Max: 1},
		Rows: []argument.Row{{Name: "batch & gate"}},
		Layers: []argument.Layer{
			{ID: "better", Name: "better", Shape: argument.Bars, X: []float64{1}, Y: []float64{0}, Lo: []float64{1}, Hi: []float64{2}, Texts: []string{"−50 %"}},
			{ID: "worse", Name: "worse", Shape: argument.Bars},
		},
	})
	for _, want := range []string{`<th scope="col">halved</th><th scope="col">change</th><th scope="col">key</th>`, `<tr data-layer="better"><th scope="row">batch &amp; gate</th><td data-value="1">−50 %</td><td data-value="1">failures</td><td data-value="2">better</td></tr>`} {
		if !strings.Contains(table, want) {
			t.Errorf("the table lacks %s:\n%s", want, table)
		}
	}
	if strings.Contains(table, "lead time") {
		t.Errorf("the table has a column of nothing:\n%s", table)
	}
}
