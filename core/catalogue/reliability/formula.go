package reliability

import (
	"math"

	"kingman/core/argument"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/words"
)

// promises are what the switches promise, by choice.
var promises = [...]float64{0.99, 0.995, 0.999, 0.9995, 0.9999}

// promised is the share of the time that a switch stands for.
func promised(s argument.Setting, p *argument.Param) float64 { return promises[int(s.Of(p))] }

// budget is how many minutes of the window the promise allows to be down.
func budget(s argument.Setting) float64 {
	return float64((1 - promised(s, objective)) * s.Horizon() * minutes)
}

// minutes of an hour.
const minutes = 60

// required is how many of the copies must work.
func required(s argument.Setting) int { return int(math.Min(s.Of(needed), s.Of(copies))) }

// each is one copy, in hours by the clock.
func each(s argument.Setting) queue.Downtime {
	return queue.Downtime{MeanUp: float64(s.Of(mtbf) * words.ClockDay), MeanDown: s.Of(outage) / minutes, DownSCV: float64(s.Of(restoreCV) * s.Of(restoreCV))}
}

// dependencyUp is how long another service works that is back as quickly as a copy and keeps
// its own promise on average: M_d = R·a/(1 − a).
func dependencyUp(s argument.Setting) float64 {
	a := promised(s, dependency)
	return each(s).MeanDown * a / (1 - a)
}

// service is all copies and what they depend on as one thing that works and fails: in series
// the rates of failure add up and the shares of time multiply, so that its mean times are
// exact. Its outages have the mean and the second moment of the mixture.
func service(s argument.Setting) queue.Downtime {
	own := queue.Copies{Each: each(s), Number: int(s.Of(copies)), Needed: required(s), Common: s.Of(common)}
	d, err := own.Together()
	if err != nil { // parameters are inside the formula's ranges; a test looks for NaN at every corner
		return queue.Downtime{MeanUp: math.NaN()}
	}
	if s.Of(dependencies) == 0 {
		return d
	}
	other := each(s)
	other.MeanUp = dependencyUp(s)
	return d.InSeries(s.Of(dependencies), other)
}

// manyOutages is from how many expected ones on their sum is taken to be normal.
const manyOutages = 400

// kept is the chance that no more than the budget is down: Takács' sum; of very many outages by
// the normal law of a compound Poisson sum, which is what it tends to.
func kept(d queue.Downtime, hours, horizon float64) float64 {
	if x := (horizon - hours) / d.MeanUp; x > manyOutages {
		return portable.NormalCDF((hours - float64(x*d.MeanDown)) / (d.MeanDown * math.Sqrt(x*(1+d.DownSCV))))
	}
	p, _ := d.AtMost(hours, horizon) // inside its ranges
	return p
}

// chance is how likely a setting keeps its promise.
func chance(s argument.Setting) float64 { return kept(service(s), budget(s)/minutes, s.Horizon()) }

// downBy is the expected minutes down of the first hours.
func downBy(d queue.Downtime, hours float64) float64 {
	v, _ := d.MeanBy(hours) // inside its ranges
	return float64(v * minutes)
}

// least is how many minutes of a window are down, in the long run, however many copies there
// are: βR/(M + βR) of the time, and what dependencies take.
func least(s argument.Setting) float64 {
	d, share := each(s), s.Of(common)
	odds := portable.Log1p(float64(share*d.MeanDown) / d.MeanUp)
	if s.Of(dependencies) > 0 {
		odds += float64(s.Of(dependencies) * portable.Log1p(d.MeanDown/dependencyUp(s)))
	}
	return float64(-portable.Expm1(-odds) * s.Horizon() * minutes)
}

// evaluate is what the formulas say of a setting, by index.
func evaluate(s argument.Setting) []float64 {
	d, v := service(s), make([]float64, last)
	v[allowed] = budget(s)
	v[down] = downBy(d, s.Horizon())
	v[keep] = kept(d, v[allowed]/minutes, s.Horizon())
	v[available] = d.MeanUp / (d.MeanUp + d.MeanDown)
	v[outages] = (s.Horizon() - v[down]/minutes) / d.MeanUp
	v[money] = v[down] / minutes * s.Of(revenue)
	return v
}

// allowedOutage is how long an outage may take for the mean downtime to be the budget, in
// minutes; NaN if that is beyond the slider.
func allowedOutage(s argument.Setting) float64 {
	_, to := argument.UpTo(outage.Min, outage.Max, 0.5, func(v float64) bool {
		at := s.At(outage, v)
		return downBy(service(at), at.Horizon()) <= budget(at)
	})
	if to <= outage.Min || to >= outage.Max {
		return math.NaN()
	}
	return to
}
