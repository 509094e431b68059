package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"
)

// report prints all tables about the simulator.
func report(w io.Writer, seen measurements, unmeasured []string, deviation float64) {
	fmt.Fprintf(w, "\nMedians over the rounds (%d), in each of which everything ran in turn; a ratio is the median of the rounds' ratios\n", seen.rounds())
	fmt.Fprintln(w, "\nOrganisations in the engine, all statistics collected")
	organisations(w, seen)
	fmt.Fprintln(w, "\nNanoseconds per item of the models that the targets name; in brackets the ratio to C")
	comparison(w, seen)
	fmt.Fprintf(w, "The other programs' mean waits and lead times lie within %.1f standard errors of the exact ones.\n", deviation)
	for _, remark := range unmeasured {
		fmt.Fprintln(w, remark)
	}
	fmt.Fprintln(w, "\nKernels for one station: nanoseconds per item; in brackets the ratio to the plain Go loop on the same platform")
	kernels(w, seen)
	fmt.Fprintln(w, "\nNanoseconds per event against the slots of the calendar")
	slots(w, seen)
	fmt.Fprintln(w, "\nNanoseconds per event against the stations; in brackets how many times that of three")
	stations(w, seen)
	fmt.Fprintln(w, "\nThe first million items on a fresh page in Chromium, nanoseconds per item")
	freshness(w, seen)
	fmt.Fprintln(w, "\nTargets")
	targets(w, seen)
}

// grid writes rows of cells as columns.
func grid(w io.Writer, rows ...[]string) {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(out, strings.TrimRight(strings.Join(row, "\t"), "\t"))
	}
	out.Flush()
}

// number is a number in a table, or a dash.
func number(v float64, ok bool) string {
	if !ok {
		return "-"
	}
	return fmt.Sprintf("%.1f", v)
}

// compared is a median with its ratio to another series in brackets, if both are there.
func (m measurements) compared(s, to series) string {
	text := number(m.median(s))
	if v, ok := m.ratio(s, to); ok && s != to {
		text += fmt.Sprintf(" (%.2f)", v)
	}
	return text
}

// names returns the names that begin with prefix of all series, in order.
func (m measurements) names(prefix string) []string {
	var all []string
	for s := range m {
		if strings.HasPrefix(s.name, prefix) {
			all = append(all, s.name)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// plainName is a benchmark's name for people: "sim Events/4_100_stations" is
// 100 stations.
func plainName(name string) string {
	name = strings.TrimLeft(name[strings.Index(name, "/")+1:], "0123456789")
	return strings.TrimSpace(strings.ReplaceAll(name, "_", " "))
}

func organisations(w io.Writer, seen measurements) {
	top, head := []string{""}, []string{"organisation"}
	units := []string{"Mevents/s", "ns/event", "ns/item"}
	for _, p := range platforms {
		top = append(top, p.String(), "", "")
		head = append(head, units...)
	}
	rows := [][]string{top, head}
	for _, name := range seen.names("sim Events/") {
		row := []string{plainName(name)}
		for _, p := range platforms {
			for _, unit := range units {
				row = append(row, number(seen.median(series{p, name, unit})))
			}
		}
		rows = append(rows, row)
	}
	grid(w, rows...)
}

// engineSeries is the general engine's time per item of a model.
func (m measurements) engineSeries(p platform, of *model) series {
	for _, name := range m.names("sim Events/" + of.engine) {
		return series{p, name, "ns/item"}
	}
	return series{}
}

// kernelSeries is the kernel's time per item of a model, with the means only or with all
// statistics: percentiles too.
func kernelSeries(p platform, of *model, percentiles bool) series {
	name := "single Item/" + of.kernel + "/steady"
	if percentiles {
		name += "_with_percentiles"
	}
	return series{p, name, "ns/item"}
}

func contestantSeries(p platform, name string, of *model) series {
	return series{p, name + " " + of.id, "ns/item"}
}

func comparison(w io.Writer, seen measurements) {
	head := []string{""}
	for i := range models {
		head = append(head, models[i].title)
	}
	rows := [][]string{head}
	add := func(title string, of func(*model) series) {
		row := []string{title}
		for i := range models {
			m := &models[i]
			row = append(row, seen.compared(of(m), contestantSeries(native, nameC, m)))
		}
		if slices.ContainsFunc(row[1:], func(cell string) bool { return cell != "-" }) {
			rows = append(rows, row)
		}
	}
	for _, c := range contestants {
		title := c.name
		if c.platform == chromium {
			title += ", Chromium"
		}
		add(title, func(m *model) series { return contestantSeries(c.platform, c.name, m) })
	}
	for _, p := range platforms {
		add("kernel, means, "+p.String(), func(m *model) series { return kernelSeries(p, m, false) })
		add("kernel, percentiles too, "+p.String(), func(m *model) series { return kernelSeries(p, m, true) })
		add("engine, "+p.String(), func(m *model) series { return seen.engineSeries(p, m) })
	}
	grid(w, rows...)
}

func kernels(w io.Writer, seen measurements) {
	rows := [][]string{{"benchmark"}}
	for _, p := range platforms {
		rows[0] = append(rows[0], p.String())
	}
	for _, name := range seen.names("single Item/") {
		station := name[:strings.LastIndex(name, "/")]
		row := []string{strings.ReplaceAll(strings.TrimPrefix(name, "single Item/"), "_", " ")}
		for _, p := range platforms {
			row = append(row, seen.compared(series{p, name, "ns/item"}, series{p, station + "/plain", "ns/item"}))
		}
		rows = append(rows, row)
	}
	grid(w, rows...)
}

func slots(w io.Writer, seen measurements) {
	rows := [][]string{{"", "slots"}}
	for _, p := range platforms {
		rows[0] = append(rows[0], p.String())
	}
	for _, r := range []struct {
		title, prefix string
		slots         []string
	}{{"calendar alone", "sim Calendar/", []string{"4", "64", "1024"}}, {"engine, one station", "sim Slots/", []string{"4", "1024"}}} {
		for _, n := range r.slots {
			row := []string{r.title, n}
			for _, p := range platforms {
				row = append(row, seen.compared(series{p, r.prefix + n, "ns/event"}, series{p, r.prefix + "4", "ns/event"}))
			}
			rows = append(rows, row)
		}
	}
	grid(w, rows...)
}

// general are the organisations that need the general loop of the engine.
var general = []string{"sim Events/6_preemption", "sim Events/7_20_people,_3_skills", "sim Events/9_tandem_as_a_board"}

// The organisations that differ in the number of their stations.
var growing = []string{"sim Events/3_tandem", "sim Events/4_100_stations", "sim Events/5_1000_stations"}

func stations(w io.Writer, seen measurements) {
	rows := [][]string{{"organisation", "slots", "log₂ slots"}}
	for _, p := range platforms {
		rows[0] = append(rows[0], p.String())
	}
	first, _ := seen.median(series{native, growing[0], "slots"})
	for _, name := range growing {
		n, ok := seen.median(series{native, name, "slots"})
		if !ok {
			continue
		}
		row := []string{plainName(name), fmt.Sprintf("%.0f", n), fmt.Sprintf("%.0f (%.2f)", math.Log2(n), math.Log2(n)/math.Log2(first))}
		for _, p := range platforms {
			row = append(row, seen.compared(series{p, name, "ns/event"}, series{p, growing[0], "ns/event"}))
		}
		rows = append(rows, row)
	}
	grid(w, rows...)
}

func freshness(w io.Writer, seen measurements) {
	rows := [][]string{{"", "at first", "warm"}}
	for _, name := range []string{nameFreshKernel, nameFreshEngine} {
		rows = append(rows, []string{name, number(seen.median(series{chromium, name, unitFirst})), number(seen.median(series{chromium, name, unitWarm}))})
	}
	grid(w, rows...)
}
