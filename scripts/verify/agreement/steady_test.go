package agreement

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"kingman/core/queue"
	"kingman/scripts/verify/single"
)

// A measured formula is one column of testdata/steady.txt.
type measured struct {
	name string
	wait func(queue.Station) (float64, error)
	// one says that it is for one server only.
	one bool
}

var measuredFormulas = []measured{
	{"Kingman", queue.Station.Kingman, true},
	{"Allen–Cunneen", queue.Station.AllenCunneen, false},
	{"KLB", queue.Station.KraemerLangenbachBelz, false},
	{"Whitt", queue.Station.Whitt1993, false},
	{"Sakasegawa", queue.Station.Sakasegawa, false},
}

// Two-moment grid: regular, Poisson and bursty arrivals with even and uneven
// services.
var (
	steadyServers = []int{1, 2, 10, 50}
	steadyRhos    = []float64{0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95}
	steadySCVs    = [][2]float64{
		{0, 1}, {0.25, 0.0625}, {0.25, 1}, {0.25, 4}, {0.5, 0.5}, {1, 0}, {1, 4}, {2, 0.25}, {2, 2}, {4, 0.0625}, {4, 4},
	}
)

// unfelt is the wait that nobody feels, a hundredth of a service: ten minutes
// where a service takes two days. Errors of shorter waits are in parts of it.
const unfelt = 0.01

// relative is the error of a formula as the tables count it.
func relative(formula, simulated, floor float64) float64 {
	return (formula - simulated) / math.Max(simulated, floor)
}

// steadyItems is the length of a run: more where the line remembers longer.
func steadyItems(rho float64) int {
	switch {
	case rho >= 0.95:
		return 2_000_000
	case rho >= 0.9:
		return 1_000_000
	case rho >= 0.8:
		return 500_000
	}
	return 250_000
}

// A region is a part of the grid for which the error of a formula is stated.
type region struct {
	formula, where string
	in             func(cell) bool
	// The error of one half of the cells, and of all, may be this; all
	// by four standard errors of the simulation more.
	median, worst float64
}

func several(c cell) bool { return c.servers > 1 }
func calm(c cell) bool    { return c.ca2 <= 1 }
func busy(c cell) bool    { return c.rho >= 0.8 }

// steadyRegions are the documented envelopes. The limits are measured ones,
// rounded up.
var steadyRegions = []region{
	{"Kingman", "one server, Ca² ≤ 1, ρ ≥ 0.8", func(c cell) bool { return !several(c) && calm(c) && busy(c) }, 0.04, 0.3},
	{"KLB", "one server, Ca² ≤ 1, ρ ≥ 0.8", func(c cell) bool { return !several(c) && calm(c) && busy(c) }, 0.02, 0.1},
	{"KLB", "one server, Ca² ≤ 1, ρ < 0.8", func(c cell) bool { return !several(c) && calm(c) && !busy(c) }, 0.03, 0.7},
	{"KLB", "one server, Ca² > 1", func(c cell) bool { return !several(c) && !calm(c) }, 0.04, 0.2},
	{"Whitt", "several servers, Ca² ≤ 1, ρ ≥ 0.8", func(c cell) bool { return several(c) && calm(c) && busy(c) }, 0.04, 0.9},
	{"Whitt", "several servers, Ca² ≤ 1, ρ < 0.8", func(c cell) bool { return several(c) && calm(c) && !busy(c) }, 0.01, 2.25},
	{"Whitt", "several servers, Ca² > 1, ρ ≥ 0.8", func(c cell) bool { return several(c) && !calm(c) && busy(c) }, 0.06, 0.7},
	{"Whitt", "several servers, Ca² > 1, ρ < 0.8", func(c cell) bool { return several(c) && !calm(c) && !busy(c) }, 0.05, 0.9},
	{"KLB", "several servers, Ca² ≤ 1, ρ ≥ 0.8", func(c cell) bool { return several(c) && calm(c) && busy(c) }, 0.09, 1.2},
	{"Allen–Cunneen", "several servers, Ca² ≤ 1, ρ ≥ 0.8", func(c cell) bool { return several(c) && calm(c) && busy(c) }, 0.13, 1.25},
	{"Allen–Cunneen", "several servers, Ca² > 1, ρ ≥ 0.8", func(c cell) bool { return several(c) && !calm(c) && busy(c) }, 0.07, 0.75},
	{"Sakasegawa", "several servers, Ca² ≤ 1, ρ ≥ 0.8", func(c cell) bool { return several(c) && calm(c) && busy(c) }, 0.14, 2.2},
	{"90th percentile", "recommended formula, Ca² ≤ 1, ρ ≥ 0.8", func(c cell) bool { return calm(c) && busy(c) }, 0.04, 1.7},
	{"90th percentile", "recommended formula, Ca² > 1, ρ ≥ 0.8", func(c cell) bool { return !calm(c) && busy(c) }, 0.04, 1.05},
}

// TestSteadyApproximations measures the formulas for the steady state.
func TestSteadyApproximations(t *testing.T) {
	var lines []string
	found := make([]spread, len(steadyRegions))
	run := 0
	for _, c := range steadyServers {
		for _, rho := range steadyRhos {
			for _, scv := range steadySCVs {
				run++
				at := cell{c, rho, scv[0], scv[1]}
				line, errors, noise := steadyLine(t, at, run)
				lines = append(lines, line)
				for i, r := range steadyRegions {
					e, known := errors[r.formula]
					if !known || !r.in(at) {
						continue
					}
					found[i].add(e, at.String())
					if math.Abs(e) > r.worst+4*noise {
						t.Errorf("%v: %s is off by %s, in its region (%s) it is held to %s", at, r.formula, percent(e), r.where, percent(r.worst))
					}
				}
			}
		}
	}
	var envelope []string
	for i, r := range steadyRegions {
		envelope = append(envelope, fmt.Sprintf("%s, %s: %v", r.formula, r.where, &found[i]))
		if found[i].quantile(0.5) > r.median {
			t.Errorf("%s, %s: the median error is %s, held to %s", r.formula, r.where, percent(found[i].quantile(0.5)), percent(r.median))
		}
	}
	compare(t, "steady.txt", append(lines, envelope...))
	stated(t, envelope)
}

// steadyLine simulates one cell and returns its line of the table, the errors by
// the column's name, and the standard error of the simulated wait as they count it.
func steadyLine(t *testing.T, at cell, run int) (line string, errors map[string]float64, noise float64) {
	t.Helper()
	items := steadyItems(at.rho)
	r, err := station(t, at.spec(t)).SteadyState(single.Steady{Seed: seed, Replication: run, MaxItems: items, Percentiles: []float64{0.9}})
	if err != nil {
		t.Fatal(err)
	}
	simulated := r.MeanWait
	noise = simulated.StdErr / math.Max(simulated.Mean, unfelt)
	errors = map[string]float64{}
	var b strings.Builder
	fmt.Fprintf(&b, "%v| wait %s ± %.2g", at, number(simulated.Mean), simulated.StdErr)
	for _, f := range measuredFormulas {
		if f.one && at.servers > 1 {
			continue
		}
		w, err := f.wait(at.formula())
		if err != nil {
			t.Fatal(err)
		}
		errors[f.name] = relative(w, simulated.Mean, unfelt)
		fmt.Fprintf(&b, " | %s %s %s", f.name, number(w), percent(errors[f.name]))
	}
	st, err := at.formula().Steady()
	if err != nil {
		t.Fatal(err)
	}
	p90, err := st.WaitQuantile(0.9)
	if err != nil {
		t.Fatal(err)
	}
	errors["90th percentile"] = relative(p90, r.Percentiles[0].Mean, unfelt)
	fmt.Fprintf(&b, " | 90th percentile %s ± %.2g, %s by %s", number(r.Percentiles[0].Mean), r.Percentiles[0].StdErr, number(p90), st.Method.Name)
	return b.String(), errors, noise
}
