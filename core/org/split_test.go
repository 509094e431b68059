package org

import (
	"fmt"
	"math"
	"testing"

	"kingman/core/sim"
)

// forkJoin is a class that comes by chance and is split into pieces of the classes given, each of which has one step.
func forkJoin(rate float64, split []Split, pieces []Step, stations ...sim.Station) Organisation {
	o := Organisation{
		Stations: append([]sim.Station{{Name: "in pieces", Kind: sim.Delay}}, stations...),
		Classes:  []Class{{Name: "whole", Arrivals: []Arrivals{{Rate: rate, SCV: 1}}, Steps: []Step{{Station: "in pieces", Split: split}}}},
	}
	for k, s := range pieces {
		o.Classes = append(o.Classes, Class{Name: fmt.Sprint("piece ", k), Steps: []Step{s}})
	}
	return o
}

// harmonic is 1 + 1/2 + … + 1/n: the mean of the largest of n exponential times of mean 1.
func harmonic(n int) float64 {
	sum := 0.0
	for k := range n {
		sum += 1 / float64(k+1)
	}
	return sum
}

// Pieces in a Delay: the whole stays for the largest of n independent times.
func TestPiecesInADelay(t *testing.T) {
	for _, n := range []int{1, 2, 5, 20} {
		o := forkJoin(0.5, []Split{{"piece 0", n}}, []Step{{Station: "delay", Service: Time{4, 1}}}, sim.Station{Name: "delay", Kind: sim.Delay})
		r := steady(t, o, 100_000)
		within(t, fmt.Sprint(n, " pieces"), r.Classes[0].LeadTime, 4*harmonic(n), 0)
		within(t, fmt.Sprint("handed over for, ", n, " pieces"), r.Classes[0].Parts[sim.Handoff], 4*harmonic(n), 0)
		within(t, fmt.Sprint("each of ", n, " pieces"), r.Classes[1].LeadTime, 4, 0)
	}
}

// A piece to each of k stations with one server. Two: E T = (12 − ρ)/8 · 1/(μ − λ), exact (Flatto and Hahn 1984; Nelson and Tantawi 1988). More:
// at least the largest of k services, at most the largest of k independent times in the system (association; Nelson and Tantawi 1988), whose
// approximation H_k/H₂ + 4/11·(1 − H_k/H₂)ρ times that of two is good to 5 %.
func TestForkJoinOfSingleServers(t *testing.T) {
	for _, rho := range []float64{0.5, 0.8} {
		for _, k := range []int{2, 4, 8} {
			var split []Split
			var steps []Step
			var stations []sim.Station
			for i := range k {
				name := fmt.Sprint("server ", i)
				stations = append(stations, sim.Station{Name: name, Servers: 1})
				steps = append(steps, Step{Station: name, Service: Time{1, 1}})
				split = append(split, Split{fmt.Sprint("piece ", i), 1})
			}
			r := steady(t, forkJoin(rho, split, steps, stations...), 100_000)
			got := r.Classes[0].LeadTime
			what := fmt.Sprintf("%d servers at %v", k, rho)
			two := (12 - rho) / 8 / (1 - rho)
			if k == 2 {
				within(t, what, got, two, 0)
				continue
			}
			h := harmonic(k) / harmonic(2)
			approximation := (h + 4.0/11*(1-h)*rho) * two
			if got.Hi < harmonic(k) || got.Lo > harmonic(k)/(1-rho) || math.Abs(got.Mean/approximation-1) > 0.05+4*got.StdErr/got.Mean {
				t.Errorf("%s: %.4g ± %.2g, between %.4g and %.4g, about %.4g", what, got.Mean, got.StdErr, harmonic(k), harmonic(k)/(1-rho), approximation)
			}
			for i := range k {
				within(t, fmt.Sprintf("%s, piece %d", what, i), r.Classes[1+i].LeadTime, 1/(1-rho), 0)
			}
		}
	}
}

// n pieces to one line with c servers are M[n]/M/c, whose states follow from the flows across each cut; who finds so many before is done after a
// time that follows from what can happen next. Later arrivals do not matter.
func TestPiecesToOneLine(t *testing.T) {
	for _, x := range []struct {
		rate       float64
		n, servers int
	}{{0.45, 4, 3}, {0.12, 5, 1}, {0.2, 3, 8}} {
		c := float64(x.servers)
		p := []float64{1}
		for k := range 1000 {
			up := 0.0
			for _, q := range p[max(0, k-x.n+1) : k+1] {
				up += x.rate * q
			}
			p = append(p, up/min(float64(k+1), c))
		}
		total := 0.0
		for _, q := range p {
			total += q
		}
		// done[e][r] is the mean time until none of r pieces is left, with e before them.
		done := make([][]float64, len(p))
		mean := 0.0
		for e := range p {
			done[e] = make([]float64, x.n+1)
			for r := 1; r <= x.n; r++ {
				before := min(float64(e), c)
				own := min(float64(r), c-before)
				sum := 1.0
				if before > 0 {
					sum += before * done[e-1][r]
				}
				sum += own * done[e][r-1]
				done[e][r] = sum / (before + own)
			}
			mean += p[e] / total * done[e][x.n]
		}
		o := forkJoin(x.rate, []Split{{"piece 0", x.n}}, []Step{{Station: "line", Service: Time{1, 1}}}, sim.Station{Name: "line", Servers: x.servers})
		r := steady(t, o, 100_000)
		within(t, fmt.Sprintf("%d pieces to %d servers", x.n, x.servers), r.Classes[0].LeadTime, mean, 0)
		if x.n == 4 { // M[4]/M/3, as where batches come
			within(t, "wait of a piece", r.Stations[1].MeanWait, 1.28741496599, 0)
		}
	}
}

// A deploy whose tests are cut into pieces that queue each for itself for the runners, and of which each that fails by chance is repeated alone.
// Values, in minutes, of an independent simulation of 200 runs.
func TestDeployInPieces(t *testing.T) {
	const minute, runners = 1.0 / 60, 8
	for _, x := range []struct{ flaky, want, stderr float64 }{{0, 52.393787, 0.0261}, {0.1, 53.407785, 0.0281}} {
		o := Organisation{
			Stations: []sim.Station{{Name: "build", Kind: sim.Delay}, {Name: "tests", Kind: sim.Delay}, {Name: "deploy", Kind: sim.Delay}, {Name: "runners", Servers: runners}},
			Classes: []Class{
				{Name: "deploy", Arrivals: []Arrivals{{Rate: 50.0 / 40, SCV: 1}}, Steps: []Step{
					{Station: "build", Service: Time{15 * minute, 0}}, {Station: "tests", Split: []Split{{"test", 8}}}, {Station: "deploy", Service: Time{15 * minute, 0}}}},
				{Name: "test", Steps: []Step{{Station: "runners", Service: Time{13 * minute, 0.1}, Next: []Branch{{"runners", 1 - math.Pow(1-x.flaky, 1.0/8)}}}}},
			},
		}
		all := outcomes(t, o, Options{Seed: 1, Horizon: 13 * 40, Replications: 200})
		e := LeadTime(0).Estimate(all, 0.95)
		e.Mean, e.StdErr = e.Mean/minute, e.StdErr/minute
		within(t, fmt.Sprintf("%v of test runs fail by chance", x.flaky), e, x.want, x.stderr)
	}
}

// releases are changes that wait for each other at a gate, and are one release from there on: it is tested as one, fails with some probability, and is
// then restored.
func releases(n int, changes, gate float64) Organisation {
	size := float64(n)
	fails := 1 - math.Pow(1-0.02, size)*math.Pow(1-0.002, size*(size-1)/2)
	return Organisation{
		Stations: []sim.Station{
			{Name: "waiting for the release", Kind: sim.Gate, Count: n}, {Name: "test phase", Servers: 1},
			{Name: "unnoticed", Kind: sim.Delay}, {Name: "search", Kind: sim.Delay},
		},
		Classes: []Class{
			{Name: "change", Arrivals: []Arrivals{{Rate: changes / 40, SCV: 1}}, Steps: []Step{{Station: "waiting for the release", Split: []Split{{"release", 1}}}}},
			{Name: "release", Steps: []Step{{Station: "test phase", Service: Time{gate + 0.25*size, 0.25 / size}, Spawn: []Spawn{{"failure", fails}}}}},
			{Name: "failure", Steps: []Step{{Station: "unnoticed", Service: Time{0.5, 0}}, {Station: "search", Service: Time{1 + 0.25*size, 0.25}}}},
		},
	}
}

// Values of an independent simulation of 2000 runs.
func TestReleases(t *testing.T) {
	for _, x := range []struct {
		n                      int
		changes, gate          float64
		lead, cfr, restore     float64
		seLead, seCfr, seStore float64
	}{
		{20, 10, 2, 44.649915, 0.54170927, 6.5076873, 0.0428, 0.00217, 0.0179},
		{1, 10, 2, 4.0306164, 0.02022577, 1.7461181, 0.00815, 0.00014, 0.00435},
		{3, 10, 8, 16.448802, math.NaN(), math.NaN(), 0.0292, 0, 0},
		{20, 17, 2, 29.188875, math.NaN(), math.NaN(), 0.0196, 0, 0},
	} {
		all := outcomes(t, releases(x.n, x.changes, x.gate), Options{Seed: 1, Horizon: 52 * 40, Replications: 500})
		what := fmt.Sprintf("%d of %v a week, gate %v: ", x.n, x.changes, x.gate)
		within(t, what+"lead", LeadTime(0).Estimate(all, 0.95), x.lead, x.seLead)
		if math.IsNaN(x.cfr) {
			continue
		}
		within(t, what+"failed", Metric(func(o *Outcome) (float64, float64) { return o.Classes[2].Arrived, o.Classes[1].Delivered }).Estimate(all, 0.95), x.cfr, x.seCfr)
		within(t, what+"restore", LeadTime(2).Estimate(all, 0.95), x.restore, x.seStore)
	}
}

// One release at a time, which fails as a whole: each of its changes is faulty by chance, each fault is found and repaired, one after another, and
// nobody is out before the last one is. The plain way, by pieces, against one without: a gate before the test phase and one behind each
// phase, under a limit of as many places as a release has changes, each of whom is tested for its share of the time.
func TestReleasesThatFailAsAWhole(t *testing.T) {
	const n, test, faulty, repair, rate = 5, 3.0, 0.06, 4.0, 0.25
	arrivals := []Arrivals{{Rate: rate, SCV: 1}}
	plain := Organisation{
		Stations: []sim.Station{
			{Name: "waiting for the release", Kind: sim.Gate, Count: n}, {Name: "test phase", Servers: 1}, {Name: "faults", Kind: sim.Delay},
			{Name: "live", Kind: sim.Delay}, {Name: "repair", Servers: 1},
		},
		Classes: []Class{
			{Name: "change", Arrivals: arrivals, Steps: []Step{{Station: "waiting for the release", Split: []Split{{"release", 1}}}}},
			{Name: "release", Steps: []Step{{Station: "test phase", Service: Time{test, 0}}, {Station: "faults", Split: []Split{{"live change", n}}}}},
			{Name: "live change", Steps: []Step{{Station: "live", Next: []Branch{{Out, 1 - faulty}}}, {Station: "repair", Service: Time{repair, 1}}}},
		},
		Limits: []Limit{{Name: "one release at a time", Stations: []string{"test phase", "faults"}, Max: 1}},
	}
	gates := Organisation{
		Stations: []sim.Station{
			{Name: "waiting for the release", Kind: sim.Gate, Count: n}, {Name: "test phase", Servers: 1}, {Name: "tested", Kind: sim.Gate, Count: n},
			{Name: "repair", Servers: 1}, {Name: "works", Kind: sim.Gate, Count: n},
		},
		Classes: []Class{{Name: "change", Arrivals: arrivals, Steps: []Step{
			{Station: "waiting for the release"}, {Station: "test phase", Service: Time{test / n, 0}}, {Station: "tested", Next: []Branch{{"works", 1 - faulty}}},
			{Station: "repair", Service: Time{repair, 1}}, {Station: "works"},
		}}},
		Limits: []Limit{{Name: "one release at a time", Stations: []string{"test phase", "tested", "repair", "works"}, Max: n}},
	}
	byPieces := outcomes(t, plain, Options{Seed: 1, Horizon: 26 * 40, Replications: 400})
	byGates := outcomes(t, gates, Options{Seed: 2, Horizon: 26 * 40, Replications: 400})
	for what, metrics := range map[string][2]Metric{
		"lead time": {LeadTime(0), LeadTime(0)},
		"repair": {func(o *Outcome) (float64, float64) { return o.Stations[4].BusyHours, o.Classes[0].Delivered },
			func(o *Outcome) (float64, float64) { return o.Stations[3].BusyHours, o.Classes[0].Delivered }},
		"delivered": {Throughput(0), Throughput(0)},
	} {
		want := metrics[1].Estimate(byGates, 0.95)
		within(t, what, metrics[0].Estimate(byPieces, 0.95), want.Mean, want.StdErr)
	}
}

// Where all places under a limit belong to items that wait for their pieces, the report says so; and there are no formulas for pieces.
func TestPiecesThatFindNoPlace(t *testing.T) {
	o := forkJoin(0.5, []Split{{"piece 0", 2}}, []Step{{Station: "line", Service: Time{1, 1}}}, sim.Station{Name: "line", Servers: 2})
	o.Limits = []Limit{{Name: "board", Stations: []string{"in pieces", "line"}, Max: 3}}
	r, err := o.Simulate(Options{Seed: 1, Horizon: 400, Replications: 20})
	if err != nil || len(r.Warnings) != 1 {
		t.Fatal(err, r.Warnings)
	}
	if want := "Under the limit board items that have been split wait for their pieces, and these for a place: in "; r.Warnings[0][:len(want)] != want {
		t.Error(r.Warnings)
	}
	if f, err := o.Formulas(); err != nil || f.Method != "" || len(f.LeftOut) == 0 {
		t.Errorf("%+v, %v", f, err)
	}
}
