package chart

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kingman/core/argument"
)

// A layer of more than mostItems items is printed as fewItems of those beside whose axis
// the chart has room, evenly spread from the first to the last, and as their mean, in
// which what is above or below the chart is at its edge.
const mostItems, fewItems = 12, 9

// printed writes a chart's frame and data for people: a label and a layer a line, and what
// lies on an axis in CSS pixels of the chart, rounded to 0.1. A picture that moves by less
// looks the same; that its numbers are the argument's, to the last bit,
// TestDataHoldsTheChart holds, and what those are the argument's own words.txt.
func printed(t *testing.T, b *strings.Builder, name string, c argument.Chart, size Size) {
	t.Helper()
	f, data := laid(t, c, size)
	left, top, right, bottom := f.Grid.Left, f.Grid.Top, size.Width-f.Grid.Right, size.Height-f.Grid.Bottom
	across := func(x float64) float64 { return left + (x-f.X.Min)/(f.X.Max-f.X.Min)*(right-left) }
	up := func(y float64) float64 { return bottom - (y-f.Y.Min)/(f.Y.Max-f.Y.Min)*(bottom-top) }
	of := func(layer int) string {
		if layer < 0 {
			return "a row"
		}
		return c.Layers[layer].ID
	}
	fmt.Fprintf(b, "\n== %s, %s, %v by %v\n", name, c.ID, size.Width, size.Height)
	fmt.Fprintf(b, "plot: %s from the left to %s, %s from the top to %s; letters of %s\n", tenth(left), tenth(right), tenth(top), tenth(bottom), tenth(f.Font))
	axis := func(name string, a Axis, at func(float64) float64) {
		fmt.Fprintf(b, "%s axis from %.6g to %.6g:", name, a.Min, a.Max)
		for i, x := range a.At {
			fmt.Fprintf(b, " %q at %s", a.Text[i], tenth(at(x)))
		}
		b.WriteString("\n")
	}
	axis("x", f.X, across)
	axis("y", f.Y, up)
	for _, l := range f.Labels {
		item, strong := "", ""
		if l.Item != 0 {
			item = fmt.Sprintf(", item %d", l.Item)
		}
		if l.Strong {
			strong = ", strong"
		}
		fmt.Fprintf(b, "%q of %s%s: %s at %s, %s, %s of %s%s\n", l.Text, of(l.Of), item, l.Align, tenth(l.X), tenth(l.Y), l.Colour, tenth(l.Size), strong)
	}
	var nothing []string
	for i, l := range c.Layers {
		columns := Dimensions[l.Shape]
		var items [][]float64
		for range f.Lengths[i] / len(columns) {
			item := make([]float64, len(columns))
			for k, column := range columns {
				item[k] = math.Float64frombits(binary.LittleEndian.Uint64(data))
				data = data[8:]
				switch column {
				case "x", "x2":
					item[k] = across(item[k])
				case "y", "y2", "lo", "hi":
					item[k] = up(item[k])
				}
			}
			items = append(items, item)
		}
		if len(items) == 0 && f.On[i] < 0 {
			nothing = append(nothing, l.ID)
			continue
		}
		on := ""
		if f.On[i] >= 0 {
			on = " on " + of(f.On[i])
		}
		fmt.Fprintf(b, "%s%s: %d of %s:", l.ID, on, len(items), strings.Join(columns, " "))
		few, mean := some(items, size)
		for _, item := range few {
			fmt.Fprintf(b, " %s,", tenths(item))
		}
		if mean != nil {
			fmt.Fprintf(b, " mean %s,", tenths(mean))
		}
		text := strings.TrimSuffix(b.String(), ",")
		b.Reset()
		b.WriteString(text + "\n")
	}
	if len(nothing) > 0 {
		fmt.Fprintf(b, "nothing in %s\n", strings.Join(nothing, ", "))
	}
}

// some are the items that are printed, and the mean of many.
func some(items [][]float64, size Size) (few [][]float64, mean []float64) {
	if len(items) <= mostItems {
		return items, nil
	}
	items = slices.DeleteFunc(items, func(item []float64) bool { return item[0] < 0 || item[0] > size.Width })
	for k := range fewItems {
		few = append(few, items[k*(len(items)-1)/(fewItems-1)])
	}
	room := [2]float64{size.Width, size.Height}
	for k := range items[0] {
		sum, n := 0.0, 0.0
		for _, item := range items {
			if v := item[k]; !math.IsNaN(v) {
				sum += min(max(0, v), room[min(k, 1)])
				n++
			}
		}
		mean = append(mean, sum/n)
	}
	return few, mean
}

func tenths(item []float64) string {
	var all []string
	for _, v := range item {
		all = append(all, tenth(v))
	}
	return strings.Join(all, " ")
}

// tenth is a number of pixels; a gap is a dash.
func tenth(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return strconv.FormatFloat(math.Round(10*v)/10+0, 'f', -1, 64)
}
