package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// A devpipe is the network of the disputed row, simulated as naively as possible and without any of the library's code.
type devpipe struct {
	mean, scv [4]float64
	servers   [4]int
	lognormal bool // services; else gamma with a whole shape, a sum of exponentials

	random *rand.Rand
	next   []event // by time
	line   [4][]float64
	busy   [4]int
	waited [4]float64
	begun  [4]float64
}

// An event is the end of a service at a station, or an arrival from outside (station −1).
type event struct {
	at      float64
	station int
}

func (d *devpipe) schedule(at float64, station int) {
	k := len(d.next)
	for k > 0 && d.next[k-1].at > at {
		k--
	}
	d.next = slices.Insert(d.next, k, event{at, station})
}

func (d *devpipe) erlang(mean, scv float64) float64 {
	product := 1.0
	for range int(math.Round(1 / scv)) {
		product *= 1 - d.random.Float64()
	}
	return -math.Log(product) * mean * scv
}

func (d *devpipe) begin(k int, now, came float64) {
	if now > 2000 { // the first 20th is left out
		d.waited[k] += now - came
		d.begun[k]++
	}
	took := 0.0
	if v := math.Log(1 + d.scv[k]); d.lognormal {
		took = d.mean[k] * math.Exp(math.Sqrt(v)*d.random.NormFloat64()-v/2)
	} else {
		took = d.erlang(d.mean[k], d.scv[k])
	}
	d.schedule(now+took, k)
}

func (d *devpipe) arrive(k int, now float64) {
	if d.busy[k] < d.servers[k] {
		d.busy[k]++
		d.begin(k, now, now)
	} else {
		d.line[k] = append(d.line[k], now)
	}
}

// run returns the mean wait at each station in one run of 40 000 hours.
func (d *devpipe) run(seed uint64) (waits [4]float64) {
	d.random = rand.New(rand.NewPCG(20260101, seed))
	d.schedule(d.erlang(0.4, 0.25), -1)
	for d.next[0].at < 40_000 {
		e := d.next[0]
		d.next = append(d.next[:0], d.next[1:]...)
		if e.station < 0 {
			d.schedule(e.at+d.erlang(0.4, 0.25), -1)
			d.arrive(0, e.at)
			continue
		}
		if line := d.line[e.station]; len(line) > 0 {
			d.line[e.station] = line[1:]
			d.begin(e.station, e.at, line[0])
		} else {
			d.busy[e.station]--
		}
		switch u := d.random.Float64(); {
		case e.station < 2:
			d.arrive(e.station+1, e.at)
		case e.station == 2 && u < 0.8:
			d.arrive(3, e.at)
		case e.station == 2 || u < 0.1:
			d.arrive(1, e.at)
		}
	}
	for k := range waits {
		waits[k] = d.waited[k] / d.begun[k]
	}
	return waits
}

// naive returns the mean waits over 40 runs, with their standard errors.
func naive(lognormal bool) (waits [4]Got) {
	const runs = 40
	all := make([][4]float64, runs)
	var group sync.WaitGroup
	for r := range runs {
		group.Go(func() {
			d := devpipe{mean: [4]float64{0.32, 2.2, 0.45, 0.3}, scv: [4]float64{0.0625, 1, 0.5, 0.25}, servers: [4]int{1, 8, 2, 1}, lognormal: lognormal}
			all[r] = d.run(uint64(r))
		})
	}
	group.Wait()
	for k := range waits {
		sum, squares := 0.0, 0.0
		for _, w := range all {
			sum += w[k]
			squares += w[k] * w[k]
		}
		mean := sum / runs
		waits[k] = Got{Value: mean, StdErr: math.Sqrt((squares/runs - mean*mean) / (runs - 1))}
	}
	return waits
}
