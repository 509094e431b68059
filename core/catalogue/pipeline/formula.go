package pipeline

import (
	"math"

	"kingman/core/argument"
	"kingman/core/dist"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/words"
)

// runSCV is that of the time that a run of tests takes.
const runSCV = 0.1

// startRate is λ, deploys started per working hour.
func startRate(s argument.Setting) float64 { return s.Of(engineers) * s.Of(runs) / words.Week }

// pool is R, the runners: at least as many as a deploy uses.
func pool(s argument.Setting) float64 { return math.Max(s.Of(runners), s.Of(parallel)) }

// teams is ⌊R/N⌋, how many deploys can have their runners at once.
func teams(s argument.Setting) float64 { return math.Floor(pool(s) / s.Of(parallel)) }

// started is u, a runner's start-up, which is a part of the tests on one runner.
func started(s argument.Setting) float64 { return math.Min(s.Of(startup), s.Of(tests)) }

// runMinutes is how long one run of the tests takes on N runners: u + (t − u)/N.
func runMinutes(s argument.Setting) float64 {
	return started(s) + (s.Of(tests)-started(s))/s.Of(parallel)
}

// testMinutes is that with repeats, (u + (t − u)/N)/(1 − F).
func testMinutes(s argument.Setting) float64 { return runMinutes(s) / (1 - s.Of(flaky)) }

// withoutLine is L(N), a deploy that waits for nobody [G. Amdahl, 1967; start-up and repeats
// ours].
func withoutLine(s argument.Setting) float64 { return s.Of(rest) + testMinutes(s) }

// least is what no number of runners brings it below.
func least(s argument.Setting) float64 { return s.Of(rest) + started(s)/(1-s.Of(flaky)) }

// pieceFails is the chance that one of N pieces fails by itself, such that all of them
// together fail as often as a whole run.
func pieceFails(s argument.Setting) float64 {
	return -portable.Expm1(portable.Log1p(-s.Of(flaky)) / s.Of(parallel))
}

// utilization is how busy runners are that keep up; above 1 deploys pile up.
func utilization(s argument.Setting) float64 {
	if s.Is(sharing, 1) {
		return startRate(s) * s.Of(parallel) * runMinutes(s) / 60 / (1 - pieceFails(s)) / pool(s)
	}
	return startRate(s) * testMinutes(s) / 60 / teams(s)
}

// line is the line for runners, to which runs that fail come back. Of pieces one by one it is
// that of deploys that have their runners together, and repeat only what failed [ours].
func line(s argument.Setting) queue.Feedback {
	f := queue.Feedback{Visit: queue.Station{ArrivalRate: startRate(s), MeanService: runMinutes(s) / 60, Servers: int(teams(s)), ArrivalSCV: 1, ServiceSCV: runSCV}, Return: s.Of(flaky)}
	if s.Is(sharing, 1) {
		f.Return = pieceFails(s)
	}
	return f
}

// lastPiece is how many minutes longer the last of N pieces takes than one run: by the
// largest of N gamma times, and by how often the unluckiest is repeated [ours].
func lastPiece(s argument.Setting) float64 {
	n := s.Of(parallel)
	return runMinutes(s) * (dist.LargestGamma(n, runSCV) - 1 + dist.LargestGeometric(n, pieceFails(s)))
}

// evaluate is what the formulas say of a setting by the date, by index of the numbers [ours,
// of known parts]. Deploys under way at the date count by their age.
//
// Parameters are inside their ranges, which are inside those of the formulas; an error
// would be a mistake in this package and makes the lead time NaN, which a test looks for at
// every corner.
func evaluate(s argument.Setting) []float64 {
	v := make([]float64, numbers)
	T, half := s.Horizon(), s.Of(rest)/120
	f := line(s)
	h, err := f.AtHorizon(T - half)
	if err != nil {
		v[lead] = math.NaN()
		return v
	}
	share := (T - half) / T // of those started have come to the tests
	came := float64(startRate(s) * T)
	service := h.FirstService + h.FurtherService
	v[wait] = float64(60 * share * h.Wait)
	sojourn := v[wait] + float64(60*share*service)
	built := float64(half * (1 - float64(half/(2*T))))
	gone := h.Departed
	if s.Is(sharing, 1) {
		more := lastPiece(s) - float64(60*(service-float64(runMinutes(s)/60)))
		sojourn += float64(share * more)
		gone = math.Max(0, gone-float64(startRate(s)*more/60))
	}
	released := math.Max(0, float64(gone*half)-float64(startRate(s)*half*half*0.5)) / came
	v[lead] = sojourn + float64(60*(built+released))
	v[busy] = math.Min(1, float64(came*share*service)/float64(teams(s)*T))
	if s.Is(sharing, 1) {
		v[busy] *= teams(s) * s.Of(parallel) / pool(s)
	}
	v[floor] = least(s)
	v[restForTarget] = target - testMinutes(s)
	return v
}

// best is how many runners a deploy should use of the runners that there are, by formula, of
// 1, 2, 4, …: the fewest of those that are as fast.
func best(s argument.Setting) (n, minutes float64) {
	minutes = math.Inf(1)
	for k := 1.0; k <= math.Min(s.Of(runners), parallel.Max); k *= 2 {
		if m := evaluate(s.At(parallel, k))[lead]; m < minutes*(1-1e-9) {
			n, minutes = k, m
		}
	}
	return n, minutes
}

// mostEngineers is how many engineers runners can serve.
func mostEngineers(s argument.Setting) float64 { return s.Of(engineers) / utilization(s) }
