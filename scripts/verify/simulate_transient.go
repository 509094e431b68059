package main

import (
	"fmt"
	"math"

	"kingman/core/dist"
	"kingman/core/stats"
	"kingman/scripts/verify/single"
)

func init() { register("transient", methodSimulate, simulateTransient) }

// A weighted is one run's value of every quantity, and the run's weight.
type weighted func(replication int) (values map[string]float64, weight float64, err error)

// simulateTransient simulates the state of a station at time t, or how long its n-th item waits, from a given start:
// first as it is, and then again for the quantities that turn out to be rare, tilted towards them.
func simulateTransient(row Row) (Result, error) {
	station, err := newStation(row)
	if err != nil {
		return nil, err
	}
	tilt := single.Tilt{Seed: verifySeed, Factor: 1}
	if row.Has("start") {
		if tilt.Present, err = row.Int("start"); err != nil {
			return nil, err
		}
	}
	if row.Has("abandon_rate") {
		rate, err := row.Float("abandon_rate")
		if err != nil {
			return nil, err
		}
		if tilt.Patience, err = exponential(1 / rate); err != nil {
			return nil, err
		}
	}
	runs := stateRuns
	if row.Has("item") {
		runs = itemRuns
	}
	plain, rare, err := runs(row, station, tilt)
	if err != nil {
		return nil, err
	}
	result := Result{}
	began := threadSeconds()
	var wanted []string
	for _, e := range row.Out {
		wanted = append(wanted, e.Quantity)
	}
	short, err := replicate(row, began, wanted, plain, true, result)
	for _, q := range short {
		if err == nil && rare[q] != nil {
			_, err = replicate(row, began, []string{q}, rare[q], false, result)
		}
	}
	return result, err
}

// itemRuns returns runs up to the n-th item's start, plain ones and some in which that it waits is common.
func itemRuns(row Row, station *single.Station, tilt single.Tilt) (plain weighted, rare map[string]weighted, err error) {
	n, err := row.Int("item")
	if err != nil {
		return nil, nil, err
	}
	spec := station.Spec()
	values := func(wait float64) map[string]float64 {
		return map[string]float64{"mean_wait": wait, "delay_probability": indicator(wait > 0)}
	}
	run := func(factor, hurry float64) weighted {
		tilt := tilt
		tilt.Factor, tilt.Hurry = factor, hurry
		return func(r int) (map[string]float64, float64, error) {
			x, err := station.TiltedWait(tilt, n, r)
			return values(x.Wait), x.Weight, err
		}
	}
	full := run(towardsFull(spec, n))
	rare = map[string]weighted{"mean_wait": full, "delay_probability": full}
	if tilt.Patience.Mean() > 0 {
		return run(1, 0), rare, nil
	}
	out := single.Result{Waits: single.Room(max(n, 2))}
	// The end is far beyond: MaxItems ends the run.
	h := single.Horizon{Seed: verifySeed, Backlog: tilt.Present, MaxItems: n, Until: float64(n+1) * 1e6 * spec.Arrival.Mean()}
	return func(r int) (map[string]float64, float64, error) {
		if err := station.RunHorizon(h, r, &out); err != nil {
			return nil, 0, err
		}
		if len(out.Waits.Values) != n {
			return nil, 0, fmt.Errorf("only %d of %d items arrived", len(out.Waits.Values), n)
		}
		return values(out.Waits.Values[n-1]), 1, nil
	}, rare, nil
}

// towardsFull returns the tilt under which the n-th item most cheaply finds all servers busy: it may come sooner, at a
// cost of n·(x − 1 − ln x) in the logarithm of the chance for x times the usual time, and more of those before it may be
// there still, at a cost of n times the relative entropy of that share.
func towardsFull(spec single.Spec, n int) (factor, hurry float64) {
	share := math.Min(float64(spec.Servers)/float64(n), 1-1e-9)
	factor, hurry = 1, 0
	best := math.Inf(1)
	poisson := spec.Arrival.Kind() == dist.Exponential
	for x := 1.0; x > 0.3; x -= 0.01 {
		t := x * float64(n) * spec.Arrival.Mean()
		there := 1 - spec.Service.Shortfall(t)/t
		cost := x - 1 - math.Log(x)
		if there < share {
			cost += share*math.Log(share/there) + (1-share)*math.Log((1-share)/(1-there))
		}
		if cost < best {
			best = cost
			factor = math.Max(1, share/(1-share)*(1-there)/there)
			if poisson {
				hurry = 1 / x
			}
		}
		if !poisson {
			break // only Poisson arrivals can be hurried
		}
	}
	return factor, hurry
}

// stateRuns returns runs to time t, plain ones, and for each quantity some in which the event that it counts is common.
func stateRuns(row Row, station *single.Station, tilt single.Tilt) (plain weighted, rare map[string]weighted, err error) {
	t, err := row.Float("t")
	if err != nil {
		return nil, nil, err
	}
	spec := station.Spec()
	values := func(wip, queue int) map[string]float64 {
		return map[string]float64{
			"wip": float64(wip), "queue_length": float64(queue),
			"empty_probability": indicator(wip == 0), "delay_probability": indicator(wip >= spec.Servers),
		}
	}
	run := func(factor float64) weighted {
		tilt := tilt
		tilt.Factor = factor
		return func(r int) (map[string]float64, float64, error) {
			x, err := station.TiltedState(tilt, t, r)
			return values(x.WIP, x.Queue), x.Weight, err
		}
	}
	// About how many items would be in service at t if servers were never scarce.
	busy := (t-spec.Service.Shortfall(t))*spec.ArrivalRate() + float64(tilt.Present)*(1-spec.Service.CDF(t))
	full := run(math.Max(1, float64(spec.Servers)/busy))
	rare = map[string]weighted{"empty_probability": run(0), "delay_probability": full, "queue_length": full}
	if tilt.Patience.Mean() > 0 {
		return run(1), rare, nil
	}
	h := single.Horizon{Seed: verifySeed, Backlog: tilt.Present, Until: t}
	var out single.Result
	return func(r int) (map[string]float64, float64, error) {
		err := station.RunHorizon(h, r, &out)
		return values(out.InSystem, out.Queue), 1, err
	}, rare, nil
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

const (
	pilotRuns = 20_000
	manyTimes = 60 // a quantity that needs more pilots than that counts as rare
)

// replicate runs a pilot to see how many replications the row needs, and then as many fresh ones, and records the wanted
// quantities. Of plain runs it returns those that turned out to be too rare for them, and does not wait for those.
func replicate(row Row, began float64, wanted []string, run weighted, plain bool, result Result) (short []string, err error) {
	first, count := 0, pilotRuns
	rare := map[string]bool{}
	for {
		sums := make([]stats.Accumulator, len(wanted))
		for r := first; r < first+count; r++ {
			values, weight, err := run(r)
			if err != nil {
				return nil, err
			}
			for k, q := range wanted {
				if v, ok := values[q]; ok {
					sums[k].Add(v * weight)
				}
			}
		}
		growth := 1.0
		for k, q := range wanted {
			if sums[k].N() == 0 {
				continue // the checker says that it is unknown
			}
			e := sums[k].Estimate(0.95)
			// A tilt can leave no noise at all; then only rounding is left, of the weights and of the table.
			result.SetEstimate(q, e.Mean, math.Max(e.StdErr, 1e-9*e.Mean))
			need := needs(q, e, false)
			if first == 0 && plain && need > manyTimes {
				rare[q] = true
				short = append(short, q)
			}
			if !rare[q] {
				growth = math.Max(growth, need)
			}
		}
		spent := threadSeconds() - began
		affordable := 0.9 * (row.Budget - spent) / spent * float64(first+count)
		if first > 0 && growth <= 1.3 {
			return short, nil
		}
		if first > 0 && affordable < float64(count) {
			return short, errBudget
		}
		first += count
		count = int(min(1.1*growth*float64(count), max(affordable, 1000)))
	}
}
