package main

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// A target bounds a number.
type target struct {
	what     string
	measured float64
	known    bool
	bound    float64
	atLeast  bool // the bound is the least, not the most
}

// words are a target's row: what, measured, the bound, whether it is met.
func (t target) words() []string {
	sign, measured, verdict := "≤", "-", "not measured"
	met := t.measured <= t.bound
	if t.atLeast {
		sign, met = "≥", t.measured >= t.bound
	}
	if t.known {
		measured, verdict = fmt.Sprintf("%.2f", t.measured), "not met"
		if met {
			verdict = "met"
		}
	}
	return []string{t.what, measured, fmt.Sprintf("%s %g", sign, t.bound), verdict}
}

func targets(w io.Writer, seen measurements) {
	rows := [][]string{{"", "measured", "target", ""}}
	for _, t := range allTargets(seen) {
		rows = append(rows, t.words())
	}
	grid(w, rows...)
}

func allTargets(seen measurements) []target {
	var all []target
	ratio := func(what string, a, b series, bound float64, atLeast bool) {
		if bound == 0 {
			return
		}
		v, ok := seen.ratio(a, b)
		all = append(all, target{what, v, ok, bound, atLeast})
	}
	for i := range models {
		m := &models[i]
		c := contestantSeries(native, nameC, m)
		ratio("engine to C, native, "+m.title, seen.engineSeries(native, m), c, m.engineNative, false)
		ratio("engine in Chromium to C, "+m.title, seen.engineSeries(chromium, m), c, m.engineInChromium, false)
		ratio("kernel in Chromium to C, "+m.title, kernelSeries(chromium, m, false), c, m.kernelInChromium, false)
		ratio("kernel in Chromium, percentiles too, to C, "+m.title, kernelSeries(chromium, m, true), c, m.kernelInChromium, false)
	}
	for i := range models {
		m := &models[i]
		ours, name := kernelSeries(chromium, m, false), "kernel"
		if m.kernel == "" {
			ours, name = seen.engineSeries(chromium, m), "engine"
		}
		ratio(fmt.Sprintf("%s to %s, Chromium, %s", nameSingly, name, m.title), contestantSeries(chromium, nameSingly, m), ours, m.javaScript, true)
		ratio(fmt.Sprintf("%s to %s, Chromium, %s", nameBlocks, name, m.title), contestantSeries(chromium, nameBlocks, m), ours, m.javaScript, true)
		ratio(fmt.Sprintf("%s to %s in Chromium, %s", nameSimPy, name, m.title), contestantSeries(native, nameSimPy, m), ours, m.simPy, true)
	}
	for _, name := range general {
		ratio("event in Chromium to native, "+plainName(name), series{chromium, name, "ns/event"}, series{native, name, "ns/event"}, 2, false)
	}
	for _, p := range []platform{native, chromium} {
		at := func(benchmark string) series { return series{p, "sim " + benchmark, "ns/event"} }
		ratio("event with 1024 slots to one with 4, calendar, "+p.String(), at("Calendar/1024"), at("Calendar/4"), 2.2, false)
		ratio("event with 1024 slots to one with 4, engine, "+p.String(), at("Slots/1024"), at("Slots/4"), 2.2, false)
	}
	for _, p := range platforms {
		// Cost per event grows no faster than the logarithm of the slots.
		few, known := seen.median(series{p, growing[0], "slots"})
		for _, name := range growing[1:] {
			many, ok := seen.median(series{p, name, "slots"})
			if known && ok {
				bound := math.Round(100*math.Log2(many)/math.Log2(few)) / 100
				ratio(fmt.Sprintf("event with %s to one with 3, %s", plainName(name), p), series{p, name, "ns/event"}, series{p, growing[0], "ns/event"}, bound, false)
			}
		}
	}
	for _, name := range []string{nameFreshKernel, nameFreshEngine} {
		ratio("first million on a fresh page to a warm one, "+name, series{chromium, name, unitFirst}, series{chromium, name, unitWarm}, 1.8, false)
	}
	return append(all, allocations(seen))
}

// allocations is the most that any organisation allocates per event, rounded as Go's
// benchmarks do.
func allocations(seen measurements) target {
	t := target{what: "allocations per event, engine"}
	for s := range seen {
		if s.unit == "allocs/op" && strings.HasPrefix(s.name, "sim Events/") {
			v, _ := seen.median(s)
			t.known, t.measured = true, max(t.measured, v)
		}
	}
	return t
}
