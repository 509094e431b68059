package single

import (
	"math"

	"kingman/core/dist"
	"kingman/core/stats"
)

// RareWaits estimates the steady state of an open station whose items seldom wait, with far less noise than SteadyState:
// by conditional Monte Carlo (Asmussen and Glynn 2007, Stochastic Simulation, V.4). The run is the same; but instead of
// whether an item waited and how long, each item contributes the chance that the next one will wait, and for how long on
// average, given everything but the gap until then: with v hours until a server is free, P(wait > x) = F(v − x) and
// E[wait] = ∫₀ᵛ F for the law F of the gap. Where all services take equally long servers take turns, and the condition leaves
// out the last c gaps instead of one. An event of chance 10^-6 then takes millions of items to measure, not billions.
//
// It needs one stream of arrivals and no items that skip, else the error is a *FieldError; other errors are as in
// SteadyState. The run is made of whole blocks of 256 items. The result's WaitVariance is unknown and its time averages use the known rates.
func (s *Station) RareWaits(cfg Steady) (SteadyResult, error) {
	if !s.src.one || s.spec.Skip > 0 {
		return SteadyResult{}, &FieldError{"Sources", s.spec.Sources, "0, with Skip 0, for rare waits"}
	}
	run, err := s.StartSteady(cfg) // checks cfg
	if err != nil {
		if _, unstable := err.(*UnstableError); unstable {
			return unstableResult(len(cfg.Percentiles)), err
		}
		return SteadyResult{}, err
	}
	c := rareRun{s: s, cfg: run.cfg, gaps: s.spec.Arrival}
	if s.pool.turns {
		if sum, ok := s.spec.Arrival.Sum(s.spec.Servers); ok {
			c.gaps = sum
		} else {
			c.peek = true
		}
	} else {
		c.peek = s.spec.Servers > 1
	}
	var delayed, waits stats.Series // of means over a block
	last, chance, shortfall := 0.0, 0.0, 0.0
	c.run(func(v []float64) {
		var p, w float64
		for _, v := range v {
			if v <= 0 {
				continue
			}
			if v != last { // where servers take turns most are the same
				last, chance, shortfall = v, c.gaps.CDF(v), c.gaps.Shortfall(v)
			}
			p += chance
			w += shortfall
		}
		delayed.Add(p / float64(len(v)))
		waits.Add(w / float64(len(v)))
	})
	confidence := run.cfg.Confidence
	out := SteadyResult{DelayProbability: delayed.SteadyState(confidence), MeanWait: waits.SteadyState(confidence), Items: cfg.MaxItems}
	out.WarmUp, _ = waits.WarmUp()
	out.WarmUp *= blockSize
	rate, service := s.spec.ArrivalRate(), s.spec.Service.Mean()
	out.MeanSojourn = shifted(out.MeanWait, service, 1)
	out.QueueLength = shifted(out.MeanWait, 0, rate)
	out.WIP = shifted(out.MeanWait, service, rate)
	out.BusyFraction = known(s.spec.Utilization(), confidence)
	out.Throughput = known(rate, confidence)
	out.WaitVariance = stats.Estimate{StdErr: math.Inf(1), Lo: math.Inf(-1), Hi: math.Inf(1), Confidence: confidence,
		Warnings: []string{"Not estimated."}}
	for _, p := range cfg.Percentiles {
		out.Percentiles = append(out.Percentiles, c.percentile(p, out.DelayProbability))
	}
	return out, nil
}

// shifted returns (e + by)·times.
func shifted(e stats.Estimate, by, times float64) stats.Estimate {
	e.Mean = float64((e.Mean + by) * times)
	e.Lo = float64((e.Lo + by) * times)
	e.Hi = float64((e.Hi + by) * times)
	e.StdErr *= times
	return e
}

func known(v, confidence float64) stats.Estimate {
	return stats.Estimate{Mean: v, Lo: v, Hi: v, Confidence: confidence}
}

// rareRun repeats one run, for different questions about it.
type rareRun struct {
	s    *Station
	cfg  Steady
	gaps dist.Time // the law of what is averaged over
	peek bool      // look at the servers after every item, instead of knowing whose turn it will be
}

// run simulates, in whole blocks, and hands over for every item how long after the gaps begin a server will be ready.
func (c *rareRun) run(take func(v []float64)) {
	s, b := c.s, &c.s.buf
	s.begin(c.cfg.Seed, c.cfg.Replication, false)
	every := s.rebaseEvery()
	v := b.needs[:]
	for block := 1; block <= max(1, c.cfg.MaxItems/blockSize); block++ {
		s.advance(blockSize, math.Inf(1))
		if c.peek {
			for i, at := range b.arrived[:blockSize-1] {
				v[i] = b.ready[i+1] - at
			}
			v[blockSize-1] = s.pool.earliest() - b.arrived[blockSize-1]
		} else {
			for i, at := range b.arrived {
				v[i] = max(b.ready[i]-at, 0) + b.service[i] // exactly the service of who did not wait
			}
		}
		take(v)
		if block%every == 0 {
			now := b.made[blockSize-1]
			s.pool.rebase(now)
			s.src.rebase(now)
		}
	}
}

// percentile solves E[F(v − x)] = 1 − p for x: a bracket is narrowed on short runs, and between its ends, close enough
// for a straight line, the whole run decides; its error is that of the chance over the slope. If even at x = 0 the chance
// of a wait is not above 1 − p by four of its standard errors the percentile is 0: as far as the run can tell,
// the item at that percentile does not wait.
func (c *rareRun) percentile(p float64, delayed stats.Estimate) stats.Estimate {
	if delayed.Mean-float64(4*delayed.StdErr) <= 1-p {
		return known(0, c.cfg.Confidence)
	}
	whole := c.cfg.MaxItems
	c.cfg.MaxItems = max(whole/16, min(whole, 100_000))
	const points = 8
	low, high := 0.0, c.s.spec.Service.Mean()
	for pass := 0; pass < 40 && high-low > 0.05*high; pass++ {
		x := make([]float64, points)
		for k := range x {
			x[k] = low + float64((high-low)*float64(k+1)/points)
		}
		bracketed := false
		for k, e := range c.exceeds(x) {
			if e.Mean <= 1-p {
				high, bracketed = x[k], true
				break
			}
			low = x[k]
		}
		if !bracketed {
			high *= 8
		}
	}
	c.cfg.MaxItems = whole
	at := c.exceeds([]float64{low, high})
	slope := (at[0].Mean - at[1].Mean) / (high - low)
	e := at[0]
	if !(slope > 0) {
		e.Mean, e.StdErr, e.Lo, e.Hi = low, math.Inf(1), math.Inf(-1), math.Inf(1)
		return e
	}
	half := (e.Hi - e.Mean) / slope
	e.Mean = max(0, low+(e.Mean-(1-p))/slope)
	e.StdErr /= slope
	e.Lo, e.Hi = max(0, e.Mean-half), e.Mean+half
	return e
}

// exceeds estimates the chance that an item waits longer than each x, ascending.
func (c *rareRun) exceeds(x []float64) []stats.Estimate {
	series := make([]stats.Series, len(x))
	chance := make([]float64, len(x))
	last := 0.0
	sum := make([]float64, len(x))
	c.run(func(v []float64) {
		clear(sum)
		for _, v := range v {
			if v <= x[0] {
				continue
			}
			if v != last {
				last = v
				for k, x := range x {
					chance[k] = c.gaps.CDF(v - x)
				}
			}
			for k, f := range chance {
				sum[k] += f
			}
		}
		for k := range series {
			series[k].Add(sum[k] / float64(len(v)))
		}
	})
	out := make([]stats.Estimate, len(x))
	for k := range series {
		out[k] = series[k].SteadyState(c.cfg.Confidence)
	}
	return out
}
