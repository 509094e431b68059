package chart

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kingman/core/argument"
	"kingman/core/words"
)

// barChart is a chart of two bars with the given parts, in hours.
func barChart(parts ...[2]float64) argument.Chart {
	names := [...]string{"work", "waiting", "handoffs", "rework", "gates", "switching"}
	c := argument.Chart{
		ID:   "parts",
		X:    argument.Axis{Name: "hours", Unit: words.Hours, Max: 1},
		Y:    argument.Axis{Name: "row", Max: 2},
		Rows: []argument.Row{{Name: "today", Label: "today", Role: argument.Today}, {Name: "what-if", Label: "what-if", Role: argument.WhatIf}},
	}
	at := [2]float64{}
	for i, p := range parts {
		l := argument.Layer{ID: names[i], Shape: argument.Bars, Label: names[i]}
		for row, v := range p {
			l.X, l.Y = append(l.X, v), append(l.Y, float64(row))
			l.Lo, l.Hi = append(l.Lo, at[row]), append(l.Hi, at[row]+v)
			at[row] += v
			c.X.Max = math.Max(c.X.Max, at[row])
		}
		c.Layers = append(c.Layers, l)
	}
	return c
}

// layBars returns the frame and the numbers of every layer.
func layBars(t *testing.T, c argument.Chart, size Size) (f Frame, layers [][]float64) {
	t.Helper()
	f, data := laid(t, c, size)
	for _, n := range f.Lengths {
		var numbers []float64
		for range n {
			numbers = append(numbers, math.Float64frombits(binary.LittleEndian.Uint64(data)))
			data = data[8:]
		}
		layers = append(layers, numbers)
	}
	if len(data) != 0 {
		t.Errorf("%d bytes belong to no layer", len(data))
	}
	return f, layers
}

func TestBars(t *testing.T) {
	c := barChart([2]float64{64, 70}, [2]float64{120, 20}, [2]float64{12, 0})
	size := Size{Width: 398, Height: 238, Font: 11.5}
	_, layers := layBars(t, c, size)
	if len(layers[0]) != 10 || len(layers[1]) != 10 || len(layers[2]) != 5 {
		t.Fatalf("the parts have %d, %d and %d numbers: two bars, and one that nothing is drawn of", len(layers[0]), len(layers[1]), len(layers[2]))
	}
	if a := layers[0]; a[0] != 0 || a[1] != 64 || a[4] != 1 || a[9] != 2 || !(a[7] > a[2]+a[3]) {
		t.Errorf("work: %v: from 0 to 64 in slate above, in the accent below", a)
	}
	if layers[1][0] != layers[0][1] || layers[2][0] != layers[1][1] {
		t.Errorf("the parts do not touch: %v", layers)
	}
	// A bar is as long as it is, whatever the axis shows of it.
	c.X.Max = 100
	if _, same := layBars(t, c, size); !slices.Equal(same[1], layers[1]) || !slices.Equal(same[2], layers[2]) {
		t.Errorf("on a shorter axis: %v", same)
	}
}

// The name of a bar that has no room for what its setting is goes without it.
func TestBarNamesFit(t *testing.T) {
	c := barChart([2]float64{3, 4})
	for width, want := range map[float64]string{600: "today, three approvals: 10 ideas a week", 340: "today: 10 ideas a week"} {
		c.Rows[0].Label = "today, three approvals: 10 ideas a week"
		f, _ := layBars(t, c, Size{Width: width, Height: 220, Font: 14})
		if got := f.Labels[0]; got.Text != want || got.X+TextWidth(got.Text, got.Size, true) > width {
			t.Errorf("in %v: %+v", width, got)
		}
	}
}

// In every room and for any parts: rows and their labels lie inside the chart in
// order, and no label covers another or a bar.
func TestBarLabelsStandApart(t *testing.T) {
	rooms := []Size{{Width: 398, Height: 238, Font: 11.5}, {Width: 510, Height: 172, Font: 11.5}, {Width: 358, Height: 220, Font: 11.5}, {Width: 1180, Height: 430, Font: 20}}
	r := rand.New(rand.NewPCG(1961, 3))
	for range 500 {
		var parts [][2]float64
		for range 1 + r.IntN(6) {
			p := [2]float64{}
			for i := range p {
				if r.IntN(4) > 0 {
					p[i] = math.Pow(10, 4*r.Float64())
				}
			}
			parts = append(parts, p)
		}
		c := barChart(parts...)
		for _, size := range rooms {
			f, layers := layBars(t, c, size)
			var boxes []box
			for _, l := range layers {
				for k := 0; k < len(l); k += 5 {
					boxes = append(boxes, box{0, l[k+2], size.Width, l[k+2] + l[k+3]})
				}
			}
			if len(boxes) == 0 {
				continue
			}
			bars := len(boxes)
			for _, l := range f.Labels {
				width := TextWidth(l.Text, l.Size, l.Strong)
				b := box{l.X, l.Y - 0.6*l.Size, l.X + width, l.Y + 0.6*l.Size}
				if b.left < 0 || b.right > size.Width || b.top < 0 || b.bottom > size.Height-f.Grid.Bottom+2 {
					t.Fatalf("%v: %q lies outside a chart of %v: %v", parts, l.Text, size, b)
				}
				for k, o := range boxes {
					if (k < bars || !l.Strong) && b.overlaps(o) {
						t.Fatalf("%v in %v: %q covers something: %v, %v", parts, size, l.Text, b, o)
					}
				}
				boxes = append(boxes, b)
			}
		}
	}
}

// Where there is room every part is named with its amount; where there is not,
// the longest keep their names.
func TestBarLabelsKeepTheLongest(t *testing.T) {
	texts := func(c argument.Chart, size Size) (all []string) {
		f, _ := layBars(t, c, size)
		for _, l := range f.Labels {
			if !l.Strong {
				all = append(all, l.Text)
			}
		}
		return all
	}
	c := barChart([2]float64{64, 0}, [2]float64{120, 0}, [2]float64{12, 0})
	if got := texts(c, Size{Width: 510, Height: 238, Font: 11.5}); len(got) != 3 || got[0] != "work 8 days" || got[1] != "waiting 15 days" || got[2] != "handoffs 1.5 days" {
		t.Errorf("wide: %q", got)
	}
	if got := texts(c, Size{Width: 200, Height: 238, Font: 11.5}); len(got) != 3 || got[1] != "waiting" || got[2] != "handoffs" {
		t.Errorf("narrow: %q", got)
	}
	if got := texts(c, Size{Width: 100, Height: 238, Font: 11.5}); len(got) != 1 || got[0] != "waiting" {
		t.Errorf("very narrow: %q", got)
	}
}

// rowChart is a chart of rows that are lined up, a bar of so many parts each.
func rowChart(rows ...[]float64) argument.Chart {
	names := [...]string{"line", "work", "again", "platform"}
	c := argument.Chart{ID: "rows", X: argument.Axis{Name: "hours", Unit: words.Hours, Max: 1}, Y: argument.Axis{Name: "row", Max: float64(len(rows))}}
	c.Layers = make([]argument.Layer, len(rows[0]))
	for k, parts := range rows {
		c.Rows = append(c.Rows, argument.Row{Name: "in the teams", End: "7.5 weeks"})
		at := 0.0
		for i, v := range parts {
			l := &c.Layers[i]
			l.ID, l.Label, l.Shape = names[i], names[i], argument.Bars
			l.X, l.Y, l.Lo, l.Hi = append(l.X, v), append(l.Y, float64(k)), append(l.Lo, at), append(l.Hi, at+v)
			at += v
		}
		c.X.Max = math.Max(c.X.Max, at)
	}
	return c
}

// Rows that are lined up have their names to the left of the bars and what they come to
// at the ends; each part is named once, below the row where it is longest; and no label
// covers another or leaves the chart.
func TestRowsLineUp(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 6))
	for range 500 {
		var rows [][]float64
		parts := 1 + r.IntN(4)
		for range 2 + r.IntN(4) {
			row := make([]float64, parts)
			for i := range row {
				if r.IntN(4) > 0 {
					row[i] = math.Pow(10, 3*r.Float64())
				}
			}
			rows = append(rows, row)
		}
		c := rowChart(rows...)
		for _, size := range []Size{{Width: 710, Height: 300, Font: 11.5}, {Width: 474, Height: 180, Font: 11.5}, {Width: 358, Height: 220, Font: 11.5}, stage} {
			f, _ := layBars(t, c, size)
			var boxes []box
			named := map[string]int{}
			for _, l := range f.Labels {
				b := box{l.X, l.Y - 0.55*l.Size, l.X + TextWidth(l.Text, l.Size, l.Strong), l.Y + 0.55*l.Size}
				if b.left < 0 || b.right > size.Width+1 || b.top < 0 || b.bottom > size.Height {
					t.Fatalf("%v in %v: %q lies outside: %v", rows, size, l.Text, b)
				}
				if l.Text == "in the teams" && b.right > f.Grid.Left {
					t.Errorf("%v: a name reaches over the bars", size)
				}
				for _, o := range boxes {
					if b.overlaps(o) {
						t.Fatalf("%v in %v: %q covers something", rows, size, l.Text)
					}
				}
				boxes = append(boxes, b)
				named[l.Text]++
			}
			for i, l := range c.Layers {
				longest := slices.Max(l.X)
				if n := named[l.Label]; n > 1 || n == 0 && longest > 0 && size.Width > 700 {
					t.Errorf("%v in %v: part %d is named %d times", rows, size, i, n)
				}
			}
			if named["in the teams"] != len(rows) || named["7.5 weeks"] != len(rows) {
				t.Errorf("%v in %v: %v", rows, size, named)
			}
		}
	}
}

// In little room the name of a part stands half way between two bars, and beside a rule
// at which its part begins.
func TestPartNamesTouchNothing(t *testing.T) {
	c := rowChart([]float64{10, 90, 20}, []float64{10, 20, 40}, []float64{10, 5, 20}, []float64{5, 5, 5})
	c.Layers = append(c.Layers, argument.Layer{ID: "target", Shape: argument.RuleX, Label: "target", X: []float64{10}})
	size := Size{Width: 474, Height: 135, Font: 11.5}
	f, layers := layBars(t, c, size)
	p := &plot{chart: c, size: size, grid: f.Grid}
	for _, l := range f.Labels {
		if l.Strong || l.Of < 0 || c.Layers[l.Of].Shape != argument.Bars {
			continue
		}
		above, below := -math.MaxFloat64, math.MaxFloat64
		for n := layers[0]; len(n) > 0; n = n[5:] {
			if end := n[2] + n[3]; end < l.Y {
				above = math.Max(above, end)
			} else {
				below = math.Min(below, n[2])
			}
		}
		if l.Y-above < 0.5*size.Font || math.Abs(l.Y-above-(below-l.Y)) > 1 {
			t.Errorf("%q at %v between bars that end at %v and begin at %v", l.Text, l.Y, above, below)
		}
		if at := p.x(10); l.X < at && l.X+TextWidth(l.Text, l.Size, false) > at || l.X >= at && l.X < at+0.25*size.Font {
			t.Errorf("%q at %v touches the rule at %v", l.Text, l.X, at)
		}
	}
}

// A mark on a row stands in the middle of its bar, and what the row comes to keeps
// clear of it.
func TestRowMarks(t *testing.T) {
	c := rowChart([]float64{10}, []float64{20})
	c.Layers = append(c.Layers, argument.Layer{ID: "today", Shape: argument.RowMark, Role: argument.Today, X: []float64{11}, Y: []float64{0}})
	size := Size{Width: 710, Height: 300, Font: 11.5}
	f, layers := layBars(t, c, size)
	if m, bar := layers[1], layers[0]; len(m) != 2 || m[0] != 11 || m[1] != bar[2]+bar[3]/2 {
		t.Errorf("the mark %v on the bar %v", m, bar)
	}
	p := &plot{chart: c, size: size, grid: f.Grid}
	for _, l := range f.Labels {
		if l.Item == -1 && l.Of == 0 && l.X < p.x(11)+0.9*size.Font {
			t.Errorf("%+v stands on the mark at %v", l, p.x(11))
		}
	}
}

// No text of bars is struck out by a rule: neither what a row comes to nor the name of a part.
func TestTextsOfBarsKeepOffRules(t *testing.T) {
	for rule := 0.0; rule <= 10; rule += 0.1 {
		c := rowChart([]float64{3, 4}, []float64{3, 1})
		c.X.Max = 10
		c.Layers = append(c.Layers, argument.Layer{ID: "rule", Shape: argument.RuleX, X: []float64{rule}})
		for _, size := range []Size{desktop[0], phone} {
			f, _ := layBars(t, c, size)
			p := &plot{chart: c, size: size, grid: f.Grid}
			for _, l := range f.Labels {
				if b := boxOf(l); l.Of >= 0 && b.left < p.x(rule) && p.x(rule) < b.right {
					t.Errorf("%v: %q from %v to %v lies on the rule at %v", size, l.Text, b.left, b.right, p.x(rule))
				}
			}
		}
	}
}
