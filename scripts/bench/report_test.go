package main

import (
	"slices"
	"strings"
	"testing"
)

// invented measurements: C takes 10, 20 and 100 ns, ours some multiples.
func invented() measurements {
	seen := measurements{}
	for i, c := range []float64{10, 20, 100} {
		m := &models[i]
		seen.add(contestantSeries(native, nameC, m), c)
		seen.add(contestantSeries(chromium, nameSingly, m), 3*c)
		name := []string{"1_G/G/1", "2_G/G/10", "3_tandem"}[i]
		for _, p := range platforms {
			slower := 1 + float64(p)/2
			seen.add(series{p, "sim Events/" + name, "ns/item"}, 1.2*c*slower)
			seen.add(series{p, "sim Events/" + name, "Mevents/s"}, 50/slower)
			seen.add(series{p, "sim Events/" + name, "allocs/op"}, 0)
			if m.kernel != "" {
				seen.add(kernelSeries(p, m, false), c*slower)
				seen.add(kernelSeries(p, m, true), 1.5*c*slower)
			}
		}
	}
	return seen
}

func TestReport(t *testing.T) {
	var out strings.Builder
	report(&out, invented(), []string{"Nothing is compared with SimPy."}, 1.5)
	var lines []string
	for line := range strings.Lines(out.String()) {
		lines = append(lines, strings.Join(strings.Fields(line), " ")) // as wide as it may be
	}
	for _, want := range []string{
		"Medians over the rounds (1), in each of which everything ran in turn; a ratio is the median of the rounds' ratios",
		"C, -O3 10.0 20.0 100.0",
		"JavaScript, Chromium 30.0 (3.00) 60.0 (3.00) 300.0 (3.00)",
		"kernel, means, wasm, Chromium 20.0 (2.00) 40.0 (2.00) -",
		"engine, native 12.0 (1.20) 24.0 (1.20) 120.0 (1.20)",
		"G/G/10 50.0 - 24.0 33.3 - 36.0 25.0 - 48.0",
		"The other programs' mean waits and lead times lie within 1.5 standard errors of the exact ones.",
		"Nothing is compared with SimPy.",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("no line %q", want)
		}
	}
	if strings.Contains(out.String(), "search") {
		t.Error("a row of what was not measured")
	}
	if t.Failed() {
		t.Log(out.String())
	}
}

func TestTargets(t *testing.T) {
	verdicts := map[string]string{}
	for _, target := range allTargets(invented()) {
		row := target.words()
		verdicts[row[0]] = strings.Join(row[1:], " ")
	}
	for what, want := range map[string]string{
		"engine to C, native, tandem of 3, 20 % feedback":                 "1.20 ≤ 1.2 met",
		"engine in Chromium to C, tandem of 3, 20 % feedback":             "2.40 ≤ 2.2 not met",
		"kernel in Chromium to C, M/M/1 at 0.8":                           "2.00 ≤ 1.9 not met",
		"JavaScript to kernel, Chromium, M/M/1 at 0.8":                    "1.50 ≥ 1.5 met",
		"JavaScript to kernel, Chromium, M/M/10 at 0.9":                   "1.50 ≥ 2 not met",
		"JavaScript to engine, Chromium, tandem of 3, 20 % feedback":      "1.25 ≥ 1.2 met",
		"SimPy to engine in Chromium, tandem of 3, 20 % feedback":         "- ≥ 120 not measured",
		"event with 1024 slots to one with 4, calendar, native":           "- ≤ 2.2 not measured",
		"first million on a fresh page to a warm one, " + nameFreshEngine: "- ≤ 1.8 not measured",
		"allocations per event, engine":                                   "0.00 ≤ 0 met",
	} {
		if verdicts[what] != want {
			t.Errorf("%s: %q, want %q", what, verdicts[what], want)
		}
	}
}

func TestStationsAgainstTheLogarithm(t *testing.T) {
	seen := measurements{}
	for i, name := range growing {
		for _, p := range platforms {
			seen.add(series{p, name, "slots"}, []float64{4, 128, 1024}[i])
			seen.add(series{p, name, "ns/event"}, []float64{10, 30, 60}[i])
		}
	}
	var out strings.Builder
	stations(&out, seen)
	if want := "1000 stations 1024 10 (5.00) 60.0 (6.00) 60.0 (6.00) 60.0 (6.00)"; !strings.Contains(strings.Join(strings.Fields(out.String()), " "), want) {
		t.Errorf("no line\n%s in\n%s", want, out.String())
	}
	rows := map[string]string{}
	for _, target := range allTargets(seen) {
		rows[target.words()[0]] = strings.Join(target.words()[1:], " ")
	}
	if got := rows["event with 100 stations to one with 3, native"]; got != "3.00 ≤ 3.5 met" {
		t.Error(got)
	}
	if got := rows["event with 1000 stations to one with 3, native"]; got != "6.00 ≤ 5 not met" {
		t.Error(got)
	}
}
