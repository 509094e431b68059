package agreement

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"testing"

	"kingman/core/dist"
	"kingman/core/queue"
	"kingman/core/sim/single"
	"kingman/core/stats"
)

var update = flag.Bool("update", false, "write the measured tables instead of comparing with them")

// inBrowser says that the test runs in WebAssembly, which is several times
// slower: tests then take a part of the grid, and say which. Every cell is a
// pure function of its place, so a part must give the same bytes as the whole.
const inBrowser = runtime.GOARCH == "wasm"

// seed of every run here; a cell is a run of its own by its replication number.
const seed = 1961

// A cell is one station of the grid. Times are in mean services.
type cell struct {
	servers  int
	rho      float64
	ca2, cs2 float64
}

func (c cell) String() string {
	return fmt.Sprintf("c=%-2d ρ=%-4v Ca²=%-4v Cs²=%-6v", c.servers, c.rho, c.ca2, c.cs2)
}

// formula is the cell as the formulas see it.
func (c cell) formula() queue.Station {
	return queue.Station{ArrivalRate: c.rho * float64(c.servers), MeanService: 1, Servers: c.servers, ArrivalSCV: c.ca2, ServiceSCV: c.cs2}
}

// spec is the cell as the simulator sees it.
func (c cell) spec(t *testing.T) single.Spec {
	t.Helper()
	return single.Spec{Arrival: law(t, 1/(c.rho*float64(c.servers)), c.ca2), Service: law(t, 1, c.cs2), Servers: c.servers, Start: single.Equilibrium}
}

func law(t *testing.T, mean, scv float64) dist.Time {
	t.Helper()
	d, err := dist.ByMoments(mean, scv)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func station(t *testing.T, spec single.Spec) *single.Station {
	t.Helper()
	s, err := single.New(spec)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// scores collects how far simulations lie from exact values, in their own
// standard errors.
type scores struct {
	z []float64
}

// within fails unless the estimate lies within four of its own standard errors
// of the exact value.
func (s *scores) within(t *testing.T, what string, e stats.Estimate, exact float64) {
	t.Helper()
	switch {
	case !e.Known():
		t.Errorf("%s: the simulation cannot tell: %v", what, e.Warnings)
	case e.StdErr == 0 && e.Mean != exact:
		t.Errorf("%s: simulated %v without error, exactly %v", what, e.Mean, exact)
	case e.StdErr > 0:
		z := (e.Mean - exact) / e.StdErr
		s.z = append(s.z, z)
		if !(math.Abs(z) <= 4) {
			t.Errorf("%s: simulated %.6g ± %.2g, exactly %.6g: %.1f standard errors", what, e.Mean, e.StdErr, exact, z)
		}
	}
}

// honest fails unless the scores together look like what they claim to be. A
// standard error that is too large would let any formula pass: then the scores
// are too small. Of n scores some are of the same run and correlate, so that
// their mean square, 1 if all is well, is only held between a half and two, and
// from a hundred on.
func (s *scores) honest(t *testing.T) {
	t.Helper()
	sum, outside := 0.0, 0
	for _, z := range s.z {
		sum += z * z
		if math.Abs(z) > 1.96 {
			outside++
		}
	}
	n := float64(len(s.z))
	t.Logf("%d comparisons, mean square %.2f, %d outside 95 %%", len(s.z), sum/n, outside)
	if n < 100 {
		t.Fatalf("only %v comparisons", n)
	}
	if sum/n < 0.5 || sum/n > 2 {
		t.Errorf("the mean square of %v scores is %.2f, should be about 1", n, sum/n)
	}
	if float64(outside) > 0.1*n {
		t.Errorf("%d of %v intervals of 95 %% miss the exact value", outside, n)
	}
}

// compare holds lines equal to those of a file in testdata: all of them, or,
// where only a part of the grid ran, those with the same beginning up to the
// first bar. With -update it writes the file.
func compare(t *testing.T, name string, whole bool, lines []string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if !whole {
			t.Fatalf("%s: only a part of the grid has run", name)
		}
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	if whole && len(want) != len(lines) {
		t.Errorf("%s: %d lines, the file has %d", name, len(lines), len(want))
	}
	byPlace := map[string]string{}
	for _, line := range want {
		place, _, _ := strings.Cut(line, "|")
		byPlace[place] = line
	}
	bad := 0
	for _, line := range lines {
		place, _, _ := strings.Cut(line, "|")
		if byPlace[place] == line {
			continue
		}
		if bad++; bad <= 5 {
			t.Errorf("%s:\n got %s\nwant %s", name, line, byPlace[place])
		}
	}
	if bad > 0 {
		t.Errorf("%s: %d of %d lines differ; if they are meant to, go test ./core/agreement -update", name, bad, len(lines))
	}
}

// number writes a value as the tables have it.
func number(v float64) string { return fmt.Sprintf("%.4g", v) }

// percent writes a relative error.
func percent(e float64) string { return fmt.Sprintf("%+.1f%%", 100*e) }

// A spread is a heap of absolute relative errors.
type spread struct {
	errors  []float64
	worst   float64
	worstAt string
}

func (s *spread) add(e float64, at string) {
	s.errors = append(s.errors, math.Abs(e))
	if math.Abs(e) > math.Abs(s.worst) {
		s.worst, s.worstAt = e, at
	}
}

func (s *spread) quantile(p float64) float64 {
	sort.Float64s(s.errors)
	return stats.SortedQuantile(s.errors, p)
}

func (s *spread) String() string {
	if len(s.errors) == 0 {
		return "none"
	}
	return fmt.Sprintf("%3d cells, median %.1f%%, nine in ten within %.1f%%, worst %s at %s",
		len(s.errors), 100*s.quantile(0.5), 100*s.quantile(0.9), percent(s.worst), strings.Join(strings.Fields(s.worstAt), " "))
}
