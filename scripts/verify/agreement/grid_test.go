package agreement

import (
	_ "embed"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"kingman/core/dist"
	"kingman/core/queue"
	"kingman/core/stats"
	"kingman/scripts/verify/single"
)

var update = flag.Bool("update", false, "write the measured tables instead of comparing with them")

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

// A comparison is a simulated value beside the exact one.
type comparison struct {
	what  string
	e     stats.Estimate
	exact float64
}

// off is how many of its own standard errors the simulation lies from the exact
// value.
func (c comparison) off() float64 {
	switch {
	case !c.e.Known():
		return math.Inf(1)
	case c.e.Mean == c.exact:
		return 0
	}
	return (c.e.Mean - c.exact) / c.e.StdErr // ±Inf without an error
}

func (c comparison) String() string {
	return fmt.Sprintf("%s: simulated %.6g ± %.2g, exactly %.6g: %.1f standard errors %s",
		c.what, c.e.Mean, c.e.StdErr, c.exact, c.off(), strings.Join(c.e.Warnings, " "))
}

// scores collects how far simulations lie from exact values, in their own
// standard errors.
type scores struct {
	z     []float64
	cells int
}

// within fails unless every comparison of a cell lies within four of the
// simulation's own standard errors. Its error is judged from 32 batches, so that
// one comparison in 2,700 lies outside by chance, and there are a thousand: a
// cell with one outside is measured again by an independent run four times as long,
// and that must be inside. What is wrong by four standard errors is then wrong by
// eight.
func (s *scores) within(t *testing.T, measure func(times int) []comparison) {
	t.Helper()
	outside := false
	s.cells++
	for _, c := range measure(1) {
		z := c.off()
		s.z = append(s.z, math.Max(-9, math.Min(9, z)))
		if math.Abs(z) > 4 {
			outside = true
			t.Logf("measured again, four times as long: %v", c)
		}
	}
	if !outside {
		return
	}
	for _, c := range measure(4) {
		if math.Abs(c.off()) > 4 {
			t.Error(c)
		}
	}
}

// honest fails unless the scores together look like what they claim to be: a
// standard error that is too large would let any formula pass, one that is too
// small none. The k scores of a cell come from one run and may all be the same, so
// n of them count as n/k: for that many independent ones, by Student's t with 31
// degrees of freedom, 6 % lie outside ±1.96 and the mean square is 1.07.
func (s *scores) honest(t *testing.T) {
	t.Helper()
	sum, outside := 0.0, 0.0
	for _, z := range s.z {
		sum += z * z
		if math.Abs(z) > 1.96 {
			outside++
		}
	}
	n, cells := float64(len(s.z)), float64(s.cells)
	t.Logf("%v comparisons in %v cells, mean square %.2f, %v outside 95 %%", n, cells, sum/n, outside)
	if n < 50 {
		t.Fatalf("only %v comparisons", n)
	}
	if off := sum/n - 1.07; off < -0.6 || off > 4*math.Sqrt(2.5/cells) {
		t.Errorf("the mean square of %v scores is %.2f, should be about 1", n, sum/n)
	}
	if outside > 0.06*n+4*math.Sqrt(0.06/cells)*n {
		t.Errorf("%v of %v intervals of 95 %% miss the exact value", outside, n)
	}
}

// compare holds lines equal to those of a file in testdata, which have the same
// beginning up to the first bar. With -update it writes the file.
func compare(t *testing.T, name string, lines []string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
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
	if len(want) != len(lines) {
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
		t.Errorf("%s: %d of %d lines differ; if they are meant to, go test ./scripts/verify/agreement -update", name, bad, len(lines))
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
	return fmt.Sprintf("%d cells, median %.1f%%, nine in ten within %.1f%%, worst %s at %s",
		len(s.errors), 100*s.quantile(0.5), 100*s.quantile(0.9), percent(s.worst), strings.Join(strings.Fields(s.worstAt), " "))
}

//go:embed doc.go
var documentation string

// stated holds that the package's documentation states what was measured.
func stated(t *testing.T, envelope []string) {
	t.Helper()
	for _, line := range envelope {
		if !strings.Contains(documentation, "//\t"+line+"\n") && !*update {
			t.Errorf("doc.go does not state what was measured:\n//\t%s", line)
		}
	}
}
