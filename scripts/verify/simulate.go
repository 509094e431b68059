package main

import (
	"fmt"
	"math"
	"strconv"

	"kingman/core/dist"
	"kingman/core/stats"
	"kingman/scripts/verify/single"
)

func init() {
	register("G/G/c", methodSimulate, simulateGGc)
}

// The relative standard errors that a run is made long enough for: well under the limits of a row, so that the
// luck of the pilot seldom leaves the run short.
const (
	wantedMeanError       = 0.016
	wantedPercentileError = 0.04
	pilotItems            = 1 << 21
	decidingRun           = 1 << 25 // of RareWaits, to decide whether a percentile is 0
)

// simulateGGc runs a pilot to see how long a run the row needs, and then a fresh one of that length. Stopping
// a run when its own interval looks narrow would favour runs that happened to look calm.
func simulateGGc(row Row) (Result, error) {
	station, err := newStation(row)
	if err != nil {
		return nil, err
	}
	names, percentiles, err := percentilesOf(row)
	if err != nil {
		return nil, err
	}
	began := threadSeconds()
	cfg := single.Steady{Seed: verifySeed, MaxItems: pilotItems, Percentiles: percentiles}
	result := Result{}
	// take records a run's estimates of the row's quantities and returns how many times as long a run it needs.
	take := func(run single.SteadyResult, names []string, rare bool) (growth float64) {
		for q, e := range steadyEstimates(run, names) {
			if !asked(row, q) {
				continue
			}
			result.SetEstimate(q, e.Mean, e.StdErr)
			growth = math.Max(growth, needs(q, e, rare))
		}
		return growth
	}
	estimate, rare := station.SteadyState, false
	for {
		run, err := estimate(cfg)
		if err != nil {
			return nil, err
		}
		growth := take(run, names, rare)
		if cfg.Replication > 0 && growth <= 1.3 { // the wanted errors leave room for that
			if err := decide(station, run, names, cfg, result); err != nil {
				return nil, err
			}
			return result, nil
		}
		spent := threadSeconds() - began
		affordable := 0.9 * (row.Budget - spent) / spent * float64(cfg.MaxItems)
		length := math.Max(growth, 1) * float64(cfg.MaxItems)
		if run.DelayProbability.Mean < 1e-4 && growth > 1 && !rare {
			estimate, rare, length = station.RareWaits, true, pilotItems // hardly anybody waits
		} else if cfg.Replication > 0 && affordable < float64(cfg.MaxItems) {
			return result, errBudget
		}
		cfg.MaxItems = int(min(length, max(affordable, pilotItems)))
		cfg.Replication++
	}
}

// needs returns how many times as long a run has to be for an estimate to be precise enough. A mean of 0 shows that
// nothing was seen, or, where chances were summed and not events counted, that there is nothing to see.
func needs(quantity string, e stats.Estimate, rare bool) float64 {
	wanted := wantedMeanError
	if percentile.MatchString(quantity) {
		wanted = wantedPercentileError
		rare = rare || e.Mean == 0
	}
	switch {
	case e.Mean != 0:
		return min(math.Pow(e.StdErr/e.Mean/wanted, 2), 64) // an infinite error says no more than: longer
	case rare:
		return 0
	}
	return 64
}

// decide looks closer at percentiles that came out as 0 although, as far as the run can tell, they may lie where the
// first waits begin.
func decide(station *single.Station, run single.SteadyResult, names []string, cfg single.Steady, result Result) error {
	d := run.DelayProbability
	for i, p := range cfg.Percentiles {
		if run.Percentiles[i].Mean != 0 || d.Mean == 0 || math.Abs(d.Mean-(1-p)) > 4*d.StdErr {
			continue
		}
		closer := single.Steady{Seed: cfg.Seed, Replication: cfg.Replication, MaxItems: decidingRun, Percentiles: []float64{p}}
		for {
			closer.Replication++
			r, err := station.RareWaits(closer)
			if err != nil {
				return err
			}
			e := r.Percentiles[0]
			result.SetEstimate(names[i], e.Mean, e.StdErr)
			growth := needs(names[i], e, true)
			if growth <= 1.3 || closer.MaxItems >= 16*decidingRun {
				break
			}
			closer.MaxItems = int(min(growth, 16) * decidingRun)
		}
	}
	return nil
}

// newStation makes the station that a row describes.
func newStation(row Row) (*single.Station, error) {
	spec, err := stationSpec(row)
	if err != nil {
		return nil, err
	}
	return single.New(spec)
}

// stationSpec reads a G/G/c row.
func stationSpec(row Row) (single.Spec, error) {
	var spec single.Spec
	rate, mean, servers, err := basics(row)
	if err != nil {
		return spec, err
	}
	for _, d := range []struct {
		name string
		mean float64
		to   *dist.Time
	}{{"arrival", 1 / rate, &spec.Arrival}, {"service", mean, &spec.Service}} {
		named := Dist{Dist: "exponential", SCV: 1}
		if row.Has(d.name) {
			if err := row.Decode(d.name, &named); err != nil {
				return spec, err
			}
		}
		if *d.to, err = law(named, d.mean); err != nil {
			return spec, err
		}
	}
	spec.Servers = servers
	return spec, nil
}

func asked(row Row, quantity string) bool {
	for _, e := range row.Out {
		if e.Quantity == quantity {
			return true
		}
	}
	return false
}

// percentilesOf lists the percentiles of the wait that the row asks for, by name and by share.
func percentilesOf(row Row) (names []string, shares []float64, err error) {
	for _, e := range row.Out {
		m := percentileName.FindStringSubmatch(e.Quantity)
		if m == nil || m[1] != "wait" {
			continue
		}
		p, err := strconv.ParseFloat("0."+m[2], 64)
		if err != nil || p == 0 {
			return nil, nil, fmt.Errorf("%s is no percentile", e.Quantity)
		}
		names, shares = append(names, e.Quantity), append(shares, p)
	}
	return names, shares, nil
}

func steadyEstimates(s single.SteadyResult, percentiles []string) map[string]stats.Estimate {
	all := map[string]stats.Estimate{
		"mean_wait": s.MeanWait, "mean_sojourn": s.MeanSojourn, "wait_variance": s.WaitVariance,
		"delay_probability": s.DelayProbability, "queue_length": s.QueueLength, "wip": s.WIP,
		"busy_fraction": s.BusyFraction,
	}
	for i, name := range percentiles {
		all[name] = s.Percentiles[i]
	}
	return all
}
