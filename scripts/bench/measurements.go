package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A platform is where a program runs.
type platform int

const (
	native platform = iota
	node
	chromium
)

var platforms = []platform{native, node, chromium}

func (p platform) String() string { return [...]string{"native", "wasm, node", "wasm, Chromium"}[p] }

// A series is one number that each round measures once: nanoseconds per item of
// a benchmark on a platform.
type series struct {
	platform   platform
	name, unit string
}

// measurements hold the rounds' numbers in order.
type measurements map[series][]float64

func (m measurements) add(s series, v float64) { m[s] = append(m[s], v) }

// result is one line of `go test -bench`: name, iterations, pairs of value and
// unit.
var result = regexp.MustCompile(`(?m)^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+(.*)$`)

// read takes the output of the benchmarks of a package on a platform, and says how
// many results it found. Of a benchmark that ran several times it takes the last
// result: the runs before have warmed the code.
func (m measurements) read(p platform, group, output string) int {
	last := map[series]float64{}
	for _, s := range results(p, group, output) {
		last[s.series] = s.value
	}
	for s, v := range last {
		m.add(s, v)
	}
	return len(last)
}

// A reading is one number that a benchmark printed.
type reading struct {
	series
	value float64
}

// results are all numbers in the output of benchmarks, in order.
func results(p platform, group, output string) []reading {
	var all []reading
	for _, line := range result.FindAllStringSubmatch(output, -1) {
		fields := strings.Fields(line[2])
		for i := 0; i+1 < len(fields); i += 2 {
			if v, err := strconv.ParseFloat(fields[i], 64); err == nil {
				all = append(all, reading{series{p, group + " " + line[1], fields[i+1]}, v})
			}
		}
	}
	return all
}

// rounds is how many there were.
func (m measurements) rounds() int {
	most := 0
	for _, all := range m {
		most = max(most, len(all))
	}
	return most
}

// median of a series, if there is one.
func (m measurements) median(s series) (float64, bool) { return median(m[s]) }

// ratio is the median of the rounds' ratios of a to b.
func (m measurements) ratio(a, b series) (float64, bool) {
	x, y := m[a], m[b]
	if len(x) != len(y) {
		return 0, false
	}
	ratios := make([]float64, len(x))
	for i := range x {
		ratios[i] = x[i] / y[i]
	}
	return median(ratios)
}

func median(all []float64) (float64, bool) {
	if len(all) == 0 {
		return 0, false
	}
	sorted := slices.Sorted(slices.Values(all))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2, true
}
