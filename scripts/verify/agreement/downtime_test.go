package agreement

import (
	"fmt"
	"math"
	"testing"

	"kingman/core/queue"
	"kingman/core/rng"
	"kingman/core/stats"
)

// TestDowntime holds the time down in a window, and how often it stays in an allowance, to simulations: one
// copy within four standard errors, several within two hundredths more.
func TestDowntime(t *testing.T) {
	const T = 720.0
	for run, c := range []queue.Copies{
		{Each: queue.Downtime{MeanUp: 720, MeanDown: 2, DownSCV: 1}, Number: 1, Needed: 1},
		{Each: queue.Downtime{MeanUp: 720, MeanDown: 0.5, DownSCV: 0.25}, Number: 1, Needed: 1},
		{Each: queue.Downtime{MeanUp: 100, MeanDown: 5, DownSCV: 1}, Number: 1, Needed: 1},
		{Each: queue.Downtime{MeanUp: 72, MeanDown: 2, DownSCV: 1}, Number: 3, Needed: 2},
		{Each: queue.Downtime{MeanUp: 72, MeanDown: 2, DownSCV: 1}, Number: 2, Needed: 1, Common: 0.05},
		{Each: queue.Downtime{MeanUp: 720, MeanDown: 2, DownSCV: 0.25}, Number: 2, Needed: 2, Common: 0.2},
		{Each: queue.Downtime{MeanUp: 100, MeanDown: 5, DownSCV: 1}, Number: 4, Needed: 3},
	} {
		d, err := c.Together()
		if err != nil {
			t.Fatal(err)
		}
		down, err := d.MeanBy(T)
		if err != nil {
			t.Fatal(err)
		}
		var total stats.Accumulator
		allowances := []float64{0.1 * down, down, 3 * down}
		kept := make([]stats.Accumulator, len(allowances))
		for r := range 20_000 {
			x := windowDown(t, c, T, uint64(run), r)
			total.Add(x)
			for k, b := range allowances {
				in := 0.0
				if x <= b {
					in = 1
				}
				kept[k].Add(in)
			}
		}
		within := func(what string, a stats.Accumulator, want, more float64) {
			if e := a.Estimate(0.95); math.Abs(e.Mean-want) > 4*e.StdErr+more {
				t.Errorf("%+v: %s: simulated %.4g ± %.2g, formula %.4g", c, what, e.Mean, e.StdErr, want)
			}
		}
		several := float64(min(1, c.Number-1))
		// The mean by a date is that for exponential restores; they differ by what is cut off, R/T.
		within("down", total, down, (several+math.Abs(1-c.Each.DownSCV))*down*c.Each.MeanDown/T)
		for k, b := range allowances {
			want, err := d.AtMost(b, T)
			if err != nil {
				t.Fatal(err)
			}
			within(fmt.Sprintf("at most %.3g", b), kept[k], want, 0.02*several)
		}
	}
}

// windowDown is how long of the first T one run of the copies is down.
func windowDown(t *testing.T, c queue.Copies, T float64, run uint64, r int) (down float64) {
	t.Helper()
	restore := law(t, c.Each.MeanDown, c.Each.DownSCV)
	type part struct {
		src  rng.Source
		mean float64 // time up
		up   bool
		next float64
	}
	var parts []part
	add := func(name string, k int, mean float64) {
		p := part{src: rng.StreamAt(seed+run, r, name, k), mean: mean, up: true}
		p.next = mean * p.src.Exponential()
		parts = append(parts, p)
	}
	common := c.Common
	if c.Number == 1 {
		common = 0
	}
	for k := range c.Number {
		add("copy", k, c.Each.MeanUp/(1-common))
	}
	if common > 0 {
		add("common", 0, c.Each.MeanUp/common)
	}
	for now := 0.0; now < T; {
		first, working := 0, 0
		for k, p := range parts {
			if p.next < parts[first].next {
				first = k
			}
			if k < c.Number && p.up {
				working++
			}
		}
		p := &parts[first]
		until := math.Min(T, p.next)
		if working < c.Needed || common > 0 && !parts[c.Number].up {
			down += until - now
		}
		now = until
		p.up = !p.up
		if p.up {
			p.next += p.mean * p.src.Exponential()
		} else {
			p.next += restore.Draw(&p.src)
		}
	}
	return down
}
