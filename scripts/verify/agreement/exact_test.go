package agreement

import (
	"fmt"
	"math"
	"testing"

	"kingman/core/queue"
	"kingman/scripts/verify/single"
)

var (
	exactServers = []int{1, 2, 5, 20, 50}
	exactRhos    = []float64{0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95}
)

// exactItems is the length of a run. Near saturation a line remembers
// 1/(1−√ρ)² services, 1560 at ρ = 0.95: a run holds hundreds of those, each of
// its 32 batches ten.
const exactItems = 1_000_000

// A run that sees plenty of items wait has a mean that is about normal. If waits
// are rare they are measured by conditional Monte Carlo (single.Station.RareWaits).
// If they are so rare that a run hardly meets one that leads to another, only
// their number is held.
const (
	plenty = 5_000
	rarest = 1e-4
)

// steady runs a cell towards its steady state, so many times as long as usual, by
// the way that fits how often items wait.
func steady(t *testing.T, st *single.Station, run, times int, waiting float64, percentiles ...float64) single.SteadyResult {
	t.Helper()
	cfg := single.Steady{Seed: seed, Replication: run + 1000*times, MaxItems: times * exactItems, Percentiles: percentiles}
	simulate := st.SteadyState
	if waiting*float64(exactItems) < plenty {
		simulate = st.RareWaits
		cfg.MaxItems /= 2 // twice the work an item
	}
	r, err := simulate(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// M/M/c (Erlang 1917): mean wait, chance of waiting, variance and percentiles.
func TestMMc(t *testing.T) {
	var s scores
	defer s.honest(t)
	run := 0
	for _, c := range exactServers {
		for _, rho := range exactRhos {
			run++
			at := cell{c, rho, 1, 1}
			exact, err := queue.MMc{ArrivalRate: rho * float64(c), MeanService: 1, Servers: c}.Analyze()
			if err != nil {
				t.Fatal(err)
			}
			if exact.DelayProbability < rarest {
				hardlyAnyWaits(t, at, run, exact.DelayProbability)
				continue
			}
			// Percentiles of those who wait, where they are many: the simulation
			// answers 0 until it is sure that the item there waits at all.
			var ps []float64
			if exact.DelayProbability > 0.05 {
				for _, tail := range []float64{0.6, 0.3, 0.1} {
					ps = append(ps, 1-tail*exact.DelayProbability)
				}
			}
			s.within(t, func(times int) []comparison {
				got := steady(t, station(t, at.spec(t)), run, times, exact.DelayProbability, ps...)
				name := at.String()
				list := []comparison{
					{name + " wait", got.MeanWait, exact.MeanWait},
					{name + " chance of waiting", got.DelayProbability, exact.DelayProbability},
					{name + " line", got.QueueLength, exact.QueueLength},
					{name + " busy", got.BusyFraction, rho},
				}
				for i, p := range ps {
					want, err := exact.WaitQuantile(p)
					if err != nil {
						t.Fatal(err)
					}
					list = append(list, comparison{fmt.Sprintf("%s percentile %.4g", name, 100*p), got.Percentiles[i], want})
				}
				return list
			})
		}
	}
}

// hardlyAnyWaits holds the number of items that wait where fewer than one in ten
// thousand should. They come in clumps of one to two at these loads, so the
// variance of the number is at most three times its mean; ten more or less are
// for the skewness of a small number.
func hardlyAnyWaits(t *testing.T, at cell, run int, chance float64) {
	t.Helper()
	got, err := station(t, at.spec(t)).SteadyState(single.Steady{Seed: seed, Replication: run, MaxItems: exactItems})
	if err != nil {
		t.Fatal(err)
	}
	items := float64(got.Items)
	waited := got.DelayProbability.Mean * items
	if want := chance * items; math.Abs(waited-want) > 4*math.Sqrt(3*want)+10 {
		t.Errorf("%v: %.0f items of %.0f waited, expected %.1f", at, waited, items, want)
	}
}

// M/G/1 (Pollaczek 1930, Khinchine 1932): the mean for any law of service, by
// its SCV alone; M/D/1 is SCV 0. Half of them get their Poisson stream from seven
// engineers one by one.
func TestMG1(t *testing.T) {
	var s scores
	defer s.honest(t)
	run := 100
	for _, cs2 := range []float64{0, 0.0625, 0.25, 0.5, 0.75, 1.5, 2, 3, 4} {
		for i, rho := range exactRhos {
			run++
			at := cell{1, rho, 1, cs2}
			spec := at.spec(t)
			if i%2 == 1 {
				spec.Sources = 7
				spec.Arrival = law(t, 7/rho, 1)
			}
			exact, err := queue.MG1{ArrivalRate: rho, MeanService: 1, ServiceSCV: cs2}.Analyze()
			if err != nil {
				t.Fatal(err)
			}
			s.within(t, func(times int) []comparison {
				got := steady(t, station(t, spec), run, times, 1)
				return []comparison{
					{at.String() + " wait", got.MeanWait, exact.MeanWait},
					{at.String() + " chance of waiting", got.DelayProbability, exact.DelayProbability},
					{at.String() + " WIP", got.WIP, exact.WIP},
				}
			})
			if fit, err := at.formula().MeanWait(); err != nil || math.Abs(fit-exact.MeanWait) > 1e-12*exact.MeanWait {
				t.Errorf("%v: the recommended formula gives %v, %v; exactly %v", at, fit, err, exact.MeanWait)
			}
		}
	}
}

// M/D/c (Crommelin 1932).
func TestMDc(t *testing.T) {
	var s scores
	defer s.honest(t)
	run := 200
	for _, c := range []int{1, 2, 5, 10, 20, 50} {
		for _, rho := range exactRhos {
			run++
			at := cell{c, rho, 1, 0}
			exact, err := queue.MDc{ArrivalRate: rho * float64(c), MeanService: 1, Servers: c}.Analyze()
			if err != nil {
				t.Fatal(err)
			}
			if exact.DelayProbability < rarest {
				hardlyAnyWaits(t, at, run, exact.DelayProbability)
				continue
			}
			s.within(t, func(times int) []comparison {
				got := steady(t, station(t, at.spec(t)), run, times, exact.DelayProbability)
				return []comparison{
					{at.String() + " wait", got.MeanWait, exact.MeanWait},
					{at.String() + " chance of waiting", got.DelayProbability, exact.DelayProbability},
					{at.String() + " line", got.QueueLength, exact.QueueLength},
				}
			})
		}
	}
}

// M/M/c//N, engineers who wait with their feature (Palm 1947): exact for any law
// of the time to build one.
func TestFiniteSource(t *testing.T) {
	var s scores
	defer s.honest(t)
	run := 300
	for _, c := range []int{1, 2, 5, 20} {
		for _, load := range []float64{0.3, 0.8, 1, 1.6} { // ρ if nobody ever waited
			for _, ca2 := range []float64{0, 0.25, 1, 4} {
				for _, skip := range []float64{0, 0.5} {
					run++
					think := 9.0
					n := int(load*float64(c)*(1+think/(1-skip)) + 0.5)
					exact, err := queue.FiniteSource{Sources: n, ThinkTime: think, SkipShare: skip, Servers: c, MeanService: 1}.Analyze()
					if err != nil {
						t.Fatal(err)
					}
					if exact.DelayProbability < 0.01 {
						continue
					}
					name := fmt.Sprintf("closed c=%d N=%d Ca²=%v skip=%v", c, n, ca2, skip)
					st := station(t, single.Spec{Arrival: law(t, think, ca2), Service: law(t, 1, 1), Servers: c, Sources: n, Closed: true, Skip: skip, Start: single.Equilibrium})
					s.within(t, func(times int) []comparison {
						got, err := st.SteadyState(single.Steady{Seed: seed, Replication: run + 1000*times, MaxItems: times * exactItems / 3})
						if err != nil {
							t.Fatal(err)
						}
						list := []comparison{
							{name + " wait", got.MeanWait, exact.MeanWait},
							{name + " throughput", got.Throughput, exact.Throughput},
							{name + " line", got.QueueLength, exact.QueueLength},
						}
						if exact.DelayProbability < 1-rarest { // else no request that need not wait is met
							list = append(list, comparison{name + " chance of waiting", got.DelayProbability, exact.DelayProbability})
						} else if got.DelayProbability.Mean < 1-10*rarest {
							t.Errorf("%s: %v of requests wait, all should", name, got.DelayProbability.Mean)
						}
						return list
					})
				}
			}
		}
	}
}
