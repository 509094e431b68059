package main

import (
	"fmt"
	"math"
	"time"

	"kingman/core/sim/single"
	"kingman/core/stats"
)

func init() {
	register("transient", methodSimulate, simulateTransient)
}

// simulateTransient simulates what a station is like at time t, or how long its n-th item waits, from a given start.
func simulateTransient(row Row) (Result, error) {
	spec, err := stationSpec(row)
	if err != nil {
		return nil, err
	}
	station, err := single.New(spec)
	if err != nil {
		return nil, err
	}
	start := 0
	if row.Has("start") {
		if start, err = row.Int("start"); err != nil {
			return nil, err
		}
	}
	if row.Has("abandon_rate") {
		return nil, fmt.Errorf("a station of package single has no abandonment")
	}
	h := single.Horizon{Seed: verifySeed, Backlog: start}
	var read func(out *single.Result, put func(quantity string, value float64))
	if row.Has("item") {
		if h.MaxItems, err = row.Int("item"); err != nil {
			return nil, err
		}
		h.Until = 1e12 / (spec.ArrivalRate() + 1) // far beyond: MaxItems ends the run
		read = func(out *single.Result, put func(string, float64)) {
			wait := out.Waits.Values[h.MaxItems-1]
			put("mean_wait", wait)
			put("delay_probability", indicator(wait > 0))
		}
	} else {
		if h.Until, err = row.Float("t"); err != nil {
			return nil, err
		}
		read = func(out *single.Result, put func(string, float64)) {
			put("wip", float64(out.InSystem))
			put("queue_length", float64(out.Queue))
			put("empty_probability", indicator(out.InSystem == 0))
			put("delay_probability", indicator(out.InSystem >= spec.Servers))
		}
	}
	return replicate(row, station, h, read)
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// replicate runs a pilot of replications to see how many the row needs, and then as many fresh ones.
func replicate(row Row, station *single.Station, h single.Horizon, read func(*single.Result, func(string, float64))) (Result, error) {
	began := time.Now()
	first, count := 0, 20_000
	for {
		var order []string
		sums := map[string]*stats.Accumulator{}
		out := single.Result{Waits: single.Room(max(h.MaxItems, 2))}
		for r := first; r < first+count; r++ {
			if err := station.RunHorizon(h, r, &out); err != nil {
				return nil, err
			}
			read(&out, func(quantity string, value float64) {
				if sums[quantity] == nil {
					sums[quantity] = &stats.Accumulator{}
					order = append(order, quantity)
				}
				sums[quantity].Add(value)
			})
		}
		result := Result{}
		growth := 0.0
		for _, q := range order {
			e := sums[q].Estimate(0.95)
			result.SetEstimate(q, e.Mean, e.StdErr)
			if asked(row, q) {
				growth = math.Max(growth, needs(q, e, false))
			}
		}
		spent := time.Since(began).Seconds()
		affordable := 0.9 * (row.Budget - spent) / spent * float64(count)
		if first > 0 && (growth <= 1.6 || affordable < float64(count)) {
			return result, nil
		}
		first += count
		count = int(min(math.Max(growth, 1)*float64(count), max(affordable, 1000)))
	}
}
