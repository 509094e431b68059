package agreement

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"kingman/core/queue"
	"kingman/core/stats"
	"kingman/scripts/verify/single"
)

// The grid of horizons, from empty and from a pile of ten items a server.
var (
	horizonServers  = []int{1, 5, 50}
	horizonRhos     = []float64{0.1, 0.5, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.25, 1.6}
	horizonSCVs     = [][2]float64{{0.25, 0.0625}, {1, 1}, {2, 0.25}, {4, 4}}
	horizonTimes    = []float64{10, 65, 260} // services; 65 of 16 hours are 26 weeks
	horizonBacklogs = []int{0, 10}           // items a server
)

// A wait shorter than a tenth of a service counts as that: nobody plans a quarter
// by it.
const unplanned = 0.1

// replications gives every cell about as many items: few replications of a busy
// station, many of a small one.
func (h horizonCell) replications() int {
	items := h.rho*float64(h.servers)*h.until + float64(h.backlog)
	return int(math.Min(2000, math.Max(60, math.Floor(250_000/items))))
}

type horizonCell struct {
	cell
	until   float64
	backlog int
}

func (h horizonCell) String() string {
	return fmt.Sprintf("%v T=%-3v backlog=%-3d", h.cell, h.until, h.backlog)
}

// forward is the cell as the forward equations see it.
func (h horizonCell) forward() queue.Forward {
	return queue.Forward{
		ArrivalSCV: h.ca2, ServiceSCV: h.cs2, Backlog: float64(h.backlog),
		Periods: []queue.ForwardPeriod{{Hours: h.until, ArrivalRate: h.rho * float64(h.servers), MeanService: 1, Servers: h.servers}},
	}
}

func (h horizonCell) near() bool { return h.rho >= 0.8 && h.rho <= 1.1 }

// A horizonRegion is a part of the grid with the errors that a formula is held to there.
type horizonRegion struct {
	where         string
	in            func(horizonCell) bool
	median, worst float64
}

// horizonRegions are the documented envelopes of the formula at a horizon.
var horizonRegions = []horizonRegion{
	{"from empty, ρ < 0.8, T ≥ 65", func(h horizonCell) bool { return h.backlog == 0 && h.rho < 0.8 && h.until >= 65 }, 0.01, 0.4},
	{"from empty, ρ from 0.8 to 1.1, T = 10", func(h horizonCell) bool { return h.backlog == 0 && h.near() && h.until == 10 }, 0.04, 0.4},
	{"from empty, ρ from 0.8 to 1.1, Ca² ≤ 1, T ≥ 65", func(h horizonCell) bool { return h.backlog == 0 && h.near() && calm(h.cell) && h.until >= 65 }, 0.04, 0.35},
	{"from empty, ρ from 0.8 to 1.1, Ca² > 1, T ≥ 65", func(h horizonCell) bool { return h.backlog == 0 && h.near() && !calm(h.cell) && h.until >= 65 }, 0.03, 0.45},
	{"from empty, ρ ≥ 1.25, T ≥ 65", func(h horizonCell) bool { return h.backlog == 0 && h.rho >= 1.25 && h.until >= 65 }, 0.01, 0.08},
	{"from a backlog, ρ < 0.8, T ≥ 65", func(h horizonCell) bool { return h.backlog > 0 && h.rho < 0.8 && h.until >= 65 }, 0.01, 0.35},
	{"from a backlog, ρ from 0.8 to 1.1, T = 10", func(h horizonCell) bool { return h.backlog > 0 && h.near() && h.until == 10 }, 0.01, 0.08},
	{"from a backlog, ρ from 0.8 to 1.1, T ≥ 65", func(h horizonCell) bool { return h.backlog > 0 && h.near() && h.until >= 65 }, 0.03, 0.4},
	{"from a backlog, ρ ≥ 1.25", func(h horizonCell) bool { return h.backlog > 0 && h.rho >= 1.25 }, 0.01, 0.06},
	{"Ca² = Cs² = 1", func(h horizonCell) bool { return h.ca2 == 1 && h.cs2 == 1 }, 0.015, 0.4},
}

// forwardRegions are those of the forward equations. For times of chance they are exact but for their
// steps: what is found there is the simulation's own noise.
var forwardRegions = []horizonRegion{
	{"Ca² = Cs² = 1", func(h horizonCell) bool { return h.ca2 == 1 && h.cs2 == 1 }, 0.015, 0.03},
	{"Ca² ≠ 1, ρ < 0.8", func(h horizonCell) bool { return h.ca2 != 1 && h.rho < 0.8 }, 0.03, 1},
	{"Ca² ≠ 1, from empty, ρ from 0.8 to 1.1", func(h horizonCell) bool { return h.ca2 != 1 && h.near() && h.backlog == 0 }, 0.05, 0.5},
	{"Ca² ≠ 1, from a backlog, ρ from 0.8 to 1.1", func(h horizonCell) bool { return h.ca2 != 1 && h.near() && h.backlog > 0 }, 0.03, 0.5},
	{"Ca² ≠ 1, ρ ≥ 1.25", func(h horizonCell) bool { return h.ca2 != 1 && h.rho >= 1.25 }, 0.01, 0.08},
}

// TestHorizon measures the formulas for a date, through ρ = 1.
func TestHorizon(t *testing.T) {
	var lines []string
	found := make([]spread, len(horizonRegions))
	forward := make([]spread, len(forwardRegions))
	run := uint64(0)
	for _, c := range horizonServers {
		for _, rho := range horizonRhos {
			for _, scv := range horizonSCVs {
				for _, until := range horizonTimes {
					for _, backlog := range horizonBacklogs {
						run++
						at := horizonCell{cell{c, rho, scv[0], scv[1]}, until, backlog * c}
						line, e, off, noise := horizonLine(t, at, seed+run)
						lines = append(lines, line)
						note(t, horizonRegions, found, at, "the motion", e, noise)
						note(t, forwardRegions, forward, at, "the chain", off, noise)
					}
				}
			}
		}
	}
	envelope := append(envelopeOf(t, "at a horizon, ", horizonRegions, found), envelopeOf(t, "by forward equations, ", forwardRegions, forward)...)
	compare(t, "horizon.txt", append(lines, envelope...))
	stated(t, envelope)
}

// note adds the error of a cell to the regions that it lies in, and holds it to them.
func note(t *testing.T, regions []horizonRegion, found []spread, at horizonCell, formula string, e, noise float64) {
	t.Helper()
	for i, r := range regions {
		if !r.in(at) {
			continue
		}
		found[i].add(e, at.String())
		if math.Abs(e) > r.worst+4*noise {
			t.Errorf("%v: %s is off by %s, in its region (%s) it is held to %s", at, formula, percent(e), r.where, percent(r.worst))
		}
	}
}

// envelopeOf says what was found in each region, and holds its median to it.
func envelopeOf(t *testing.T, what string, regions []horizonRegion, found []spread) (envelope []string) {
	t.Helper()
	for i, r := range regions {
		envelope = append(envelope, fmt.Sprintf("%s%s: %v", what, r.where, &found[i]))
		if found[i].quantile(0.5) > r.median {
			t.Errorf("%s%s: the median error is %s, held to %s", what, r.where, percent(found[i].quantile(0.5)), percent(r.median))
		}
	}
	return envelope
}

// horizonLine simulates one cell and returns its line of the table, the errors of the wait
// by Brownian motion and by forward equations, and the standard error of the simulated wait
// as they count it.
func horizonLine(t *testing.T, at horizonCell, seed uint64) (line string, e, off, noise float64) {
	t.Helper()
	plan := single.Horizon{Seed: seed, Until: at.until, Window: 2, Backlog: at.backlog}
	runs := toHorizon(t, station(t, at.spec(t)), plan, at.replications(), nil)
	wait, pile := runs.wait(t), stats.FromReplications(runs.pile, 0.95)
	h, err := at.formula().AtHorizon(at.until, float64(at.backlog))
	if err != nil {
		t.Fatal(err)
	}
	f, err := at.forward().Analyze()
	if err != nil {
		t.Fatal(err)
	}
	e, off = relative(h.MeanWait, wait.Mean, unplanned), relative(f.End().MeanWait, wait.Mean, unplanned)
	var b strings.Builder
	fmt.Fprintf(&b, "%v| wait %s ± %.2g", at, number(wait.Mean), wait.StdErr)
	fmt.Fprintf(&b, " | formula %s %s | forward %s %s", number(h.MeanWait), percent(e), number(f.End().MeanWait), percent(off))
	fmt.Fprintf(&b, " | pile %s ± %.2g | formula %s | forward %s", number(pile.Mean), pile.StdErr, number(h.QueueLength), number(f.End().QueueLength))
	return b.String(), e, off, wait.StdErr / math.Max(wait.Mean, unplanned)
}
