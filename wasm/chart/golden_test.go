package chart

import (
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
)

var update = flag.Bool("update", false, "write testdata instead of comparing with it")

// TestFrames holds the frames of four links at two sizes, as [printed]; in WebAssembly
// those of the overloaded one.
func TestFrames(t *testing.T) {
	for _, link := range []struct {
		name   string
		values map[string]float64
	}{
		{"overloaded", map[string]float64{"engineers": 40, "weeks": 52}},
		{"default", nil}, {"as today", map[string]float64{"engineers": 10}}, {"closed", map[string]float64{"waiting": 1}},
	}[:map[bool]int{false: 4, true: 1}[runtime.GOARCH == "wasm"]] {
		var b strings.Builder
		s := set(t, link.values)
		results, err := argument.Run(catalogue.ModelOf(s.Entry).Plan(s))
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range catalogue.ModelOf(s.Entry).View(s, results).Charts {
			for _, size := range []Size{desktop[i], phone} {
				printed(t, &b, link.name, c, size)
			}
		}
		golden(t, "frames."+strings.ReplaceAll(link.name, " ", "-")+".txt", b.String())
	}
}

// TestEntries holds the charts of every argument as it is today, before anything is
// simulated, and as its link opens, simulated. In WebAssembly a quarter of them are
// simulated: that simulations have the same digits there the arguments' own tests hold.
func TestEntries(t *testing.T) {
	for k, m := range models() {
		a := m.Entry
		t.Run(a.ID, func(t *testing.T) {
			today := a.Defaults()
			for i := range a.Params {
				today.Set(i, today.Today[i])
			}
			write := func(file string, s argument.State, results argument.Results) {
				var b strings.Builder
				for i, c := range m.View(s, results).Charts {
					tied(t, c)
					printed(t, &b, file, c, desktop[i])
				}
				golden(t, a.ID+"."+file+".txt", b.String())
			}
			write("today", today, argument.Results{})
			if runtime.GOARCH == "wasm" && k%4 > 0 {
				return
			}
			results, err := argument.Run(m.Plan(a.Defaults()))
			if err != nil {
				t.Fatal(err)
			}
			write("what-if", a.Defaults(), results)
		})
	}
}

// tied holds that a mark is on its curve, or has the interval of a simulation: the page ties
// what stands beside its curve to it.
func tied(t *testing.T, c argument.Chart) {
	t.Helper()
	c = linear(c)
	for i, l := range c.Layers {
		on := curveOf(c, i)
		if on < 0 || len(l.Lo) > 0 {
			continue
		}
		if off := math.Abs(height(c.Layers[on], l.X[0]) - l.Y[0]); off > 1e-6*(c.Y.Max-c.Y.Min) {
			t.Errorf("%s: the mark %s is %g off %s, without an interval", c.ID, l.ID, off, c.Layers[on].ID)
		}
	}
}

// golden compares text with a file of testdata, line by line, or writes it.
func golden(t *testing.T, file, all string) {
	t.Helper()
	path, all := filepath.Join("testdata", file), strings.TrimPrefix(all, "\n")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(all), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; if it is new, go test ./wasm/chart -update", err)
	}
	got, want := strings.Split(all, "\n"), strings.Split(string(text), "\n")
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Errorf("%s:%d:\nwant %s\n got %s\nif that is meant, go test ./wasm/chart -update", path, i+1, want[i], append(got, "")[min(i, len(got))])
			break
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d lines, want %d", path, len(got), len(want))
	}
}

// laid is a chart as it crosses to the page: its frame, and the bytes of its numbers.
func laid(t *testing.T, c argument.Chart, size Size) (f Frame, data []byte) {
	t.Helper()
	text, data, err := Lay(c, size)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &f); err != nil {
		t.Fatal(err)
	}
	return f, data
}

// What crosses to the page is what the chart holds: each layer's numbers, item by
// item in the order of Dimensions, NaN where there is a gap, nothing infinite.
func TestDataHoldsTheChart(t *testing.T) {
	for _, d := range drawings() {
		c, size := d.chart, d.size
		f, data := laid(t, c, size)
		c = linear(c)
		if len(f.Lengths) != len(c.Layers) {
			t.Fatalf("%s: %d lengths of %d layers", c.ID, len(f.Lengths), len(c.Layers))
		}
		if f.Labels == nil || len(f.X.At) != len(f.X.Text) || len(f.Y.At) != len(f.Y.Text) || f.X.Min != c.X.Min || f.Y.Max != c.Y.Max {
			t.Errorf("%s: the frame is %+v", c.ID, f)
		}
		if f.Grid.Left+f.Grid.Right > size.Width/2 || f.Grid.Top+f.Grid.Bottom > size.Height/2 {
			t.Errorf("%s: margins %+v leave no plot in %v", c.ID, f.Grid, size)
		}
		at := 0
		for i, l := range c.Layers {
			per := len(Dimensions[l.Shape])
			if f.Lengths[i]%per != 0 || at+f.Lengths[i] > len(data)/8 {
				t.Fatalf("%s: layer %s has %d numbers, %d an item", c.ID, l.ID, f.Lengths[i], per)
			}
			var items [][]float64
			for ; f.Lengths[i] > 0; f.Lengths[i] -= per {
				item := make([]float64, per)
				for k := range item {
					item[k] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*at:]))
					if math.IsInf(item[k], 0) {
						t.Errorf("%s: layer %s has an infinite number", c.ID, l.ID)
					}
					at++
				}
				items = append(items, item)
			}
			holds(t, c, l, items)
		}
		if 8*at != len(data) {
			t.Errorf("%s: %d bytes of data, %d announced", c.ID, len(data), 8*at)
		}
	}
}

// holds compares the items of a layer, as they cross, with the layer.
func holds(t *testing.T, c argument.Chart, l argument.Layer, items [][]float64) {
	t.Helper()
	if l.Shape == argument.Bars || l.Shape == argument.RowMark || l.Shape == argument.Cells || l.Shape == argument.Dots {
		return // TestBars, TestRowMarks, TestCells, TestDotsAllShow
	}
	if n := max(len(l.X), len(l.Y)); len(items) != n {
		t.Errorf("%s: layer %s has %d items of %d", c.ID, l.ID, len(items), n)
		return
	}
	if l.Shape == argument.Marker && l.Lo == nil { // by formula: as it is
		l.Lo, l.Hi = l.Y, l.Y
	}
	columns := map[string][]float64{"x": l.X, "y": l.Y, "lo": l.Lo, "hi": l.Hi}
	for i, item := range items {
		for k, name := range Dimensions[l.Shape] {
			want := columns[name][i]
			switch {
			case math.IsInf(want, 0):
				want = math.NaN()
			}
			if item[k] != want && !(math.IsNaN(item[k]) && math.IsNaN(want)) {
				t.Errorf("%s: layer %s item %d %s is %v, the chart has %v", c.ID, l.ID, i, name, item[k], want)
			}
		}
	}
}

// Same chart, same bytes; infinity and NaN become gaps; a frame without labels
// has an empty list and not null.
func TestLayIsPureAndTotal(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 32))
	odd := func() float64 {
		return [...]float64{0, 1, -5, 70, 1e300, math.Inf(1), math.Inf(-1), math.NaN()}[r.IntN(8)]
	}
	for range 2000 {
		c := argument.Chart{ID: "odd", X: argument.Axis{Max: 60}, Y: argument.Axis{Max: 9}}
		for i, shape := range []argument.Shape{argument.Line, argument.Band, argument.Points, argument.Marker, argument.RuleX, argument.RuleY, argument.RegionX} {
			l := argument.Layer{ID: fmt.Sprint(i), Shape: shape, Label: "name"}
			for range r.IntN(4) {
				l.X, l.Y, l.Lo, l.Hi = append(l.X, odd()), append(l.Y, odd()), append(l.Lo, odd()), append(l.Hi, odd())
			}
			c.Layers = append(c.Layers, l)
		}
		frame, data, err := Lay(c, phone)
		again, same, _ := Lay(c, phone)
		if err != nil || string(frame) != string(again) || string(data) != string(same) {
			t.Fatalf("%v: %v, or two answers", c, err)
		}
	}
	inf := math.Inf(1)
	_, data, err := Lay(argument.Chart{X: argument.Axis{Max: 60}, Y: argument.Axis{Max: 9}, Layers: []argument.Layer{
		{ID: "line", Shape: argument.Line, X: []float64{1, 2, 3, 4}, Y: []float64{5, inf, math.NaN(), -inf}},
		{ID: "points", Shape: argument.Points, X: []float64{1}, Y: []float64{2}, Lo: []float64{-inf}, Hi: []float64{inf}},
		{ID: "marker", Shape: argument.Marker, X: []float64{99}, Y: []float64{inf}},
	}}, phone)
	if err != nil {
		t.Fatal(err)
	}
	gap := math.NaN()
	for i, want := range []float64{1, 5, 2, gap, 3, gap, 4, gap, 1, 2, gap, gap, 99, gap} {
		if got := math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:])); got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("number %d is %v, should be %v", i, got, want)
		}
	}
	frame, _, err := Lay(argument.Chart{X: argument.Axis{Max: 1}, Y: argument.Axis{Max: 1}}, phone)
	if err != nil || !strings.Contains(string(frame), `"labels":[]`) {
		t.Errorf("an empty chart: %s, %v", frame, err)
	}
}

// The page carries one structure for each chart of an argument: no state may have
// another.
func TestShapeNeverChanges(t *testing.T) {
	for _, d := range drawings() {
		if c, want := d.chart, d.home; Shape(c) != Shape(want) || margins(c, d.size) != margins(want, d.size) {
			t.Fatalf("%v: chart %s %q is\n%s, %+v\nby default\n%s, %+v", d.size, c.ID, c.Title, Shape(c), margins(c, d.size), Shape(want), margins(want, d.size))
		}
	}
}
