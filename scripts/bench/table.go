package main

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// A table collects one metric, ns/item, of every benchmark in several places.
type table struct {
	places []string
	order  []string
	runs   map[string][][]float64 // by benchmark: by place: every run
}

func newTable(places ...string) *table { return &table{places: places, runs: map[string][][]float64{}} }

// line is one result of `go test -bench`: name, iterations, pairs of value and
// unit.
var line = regexp.MustCompile(`(?m)^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+(.*)$`)

// read takes the output of a package's benchmarks in a place, and says how many
// results it found. Benchmarks without ns/item are left out.
func (t *table) read(place int, group, output string) int {
	found := 0
	for _, m := range line.FindAllStringSubmatch(output, -1) {
		name := group + " " + m[1]
		fields := strings.Fields(m[2])
		for i := 0; i+1 < len(fields); i += 2 {
			v, err := strconv.ParseFloat(fields[i], 64)
			if fields[i+1] != "ns/item" || err != nil {
				continue
			}
			if t.runs[name] == nil {
				t.order = append(t.order, name)
				t.runs[name] = make([][]float64, len(t.places))
			}
			t.runs[name][place] = append(t.runs[name][place], v)
			found++
		}
	}
	return found
}

// servers finds in a benchmark's name which station is simulated: MM10, G/G/10.
var servers = regexp.MustCompile(`(?:MM|G/G/)(\d+)`)

// plain returns the benchmark that the named one is compared with: the plain
// loop for the same station.
func (t *table) plain(name string) (string, bool) {
	model := servers.FindStringSubmatch(name)
	for _, other := range t.order {
		m := servers.FindStringSubmatch(other)
		if strings.HasSuffix(other, "/plain") && m != nil && model != nil && m[1] == model[1] {
			return other, other != name
		}
	}
	return "", false
}

func (t *table) print(w io.Writer) {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(out, "benchmark\t%s\n", strings.Join(t.places, "\t"))
	for _, name := range t.order {
		fmt.Fprint(out, name)
		base, compared := t.plain(name)
		for place := range t.places {
			v, ok := median(t.runs[name][place])
			switch b, known := 0.0, false; {
			case !ok:
				fmt.Fprint(out, "\t-")
			default:
				if compared {
					b, known = median(t.runs[base][place])
				}
				fmt.Fprintf(out, "\t%.1f", v)
				if known {
					fmt.Fprintf(out, " (%.2f)", v/b)
				}
			}
		}
		fmt.Fprintln(out)
	}
	out.Flush()
}

func median(all []float64) (float64, bool) {
	if len(all) == 0 {
		return 0, false
	}
	sorted := slices.Sorted(slices.Values(all))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2, true
}
