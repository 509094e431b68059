package risk

import (
	"math"

	"kingman/core/argument"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/words"
)

// delayRate is D, dollars for a change and hour that it is not live.
func delayRate(s argument.Setting) float64 { return s.Of(delayCost) / words.Week }

// searchTime is how long it takes to find and repair one fault among n
// changes: S = t₀ + t₁n looking at each, t₀ + t₁·log₂n halving.
func searchTime(s argument.Setting) float64 {
	looks := s.Of(batch)
	if s.Is(searching, 1) {
		looks = portable.Log(looks) / portable.Log(2)
	}
	return s.Of(search) + float64(s.Of(searchEach)*looks)
}

// repairTime is R = npS, the mean time for which a release is broken: its
// faults are found one after another.
func repairTime(s argument.Setting) float64 {
	return s.Of(batch) * shared.FaultShare(s) * searchTime(s)
}

// brokenPerChange is what a change costs in hours of broken product in the long
// run: pS. It grows with n if r > 0 or t₁ > 0.
func brokenPerChange(s argument.Setting) float64 { return shared.FaultShare(s) * searchTime(s) }

// utilization is the share of the time that one release after the other is
// tested and repaired; above 1 finished changes pile up.
func utilization(s argument.Setting) float64 {
	return shared.FinishRate(s) / s.Of(batch) * (shared.TestTime(s) + repairTime(s))
}

// growth is by how many changes a week the pile grows in the long run, 0 if it
// does not.
func growth(s argument.Setting) float64 {
	return shared.FinishRate(s) * words.Week * (1 - 1/math.Max(1, utilization(s)))
}

// station is releases that wait for the one before them: each takes its test phase and as
// many searches as it has faults (binomial).
func station(s argument.Setting) queue.Station {
	n, p, search := s.Of(batch), shared.FaultShare(s), searchTime(s)
	variance := shared.TestVariance(s) + float64(float64(float64(n*p)*float64(search*search))*(shared.WorkSCV(s)+1-p))
	return shared.Station(s, shared.TestTime(s)+repairTime(s), variance)
}

// longRunCost is what a change costs if this went on for ever, in dollars:
//
//	K/n + D·((n−1)/(2λ) + Wq + T + R) + M·pS
//
// with D per change and hour of delay, M per hour broken; +Inf where releases
// cannot keep up. Without faults and test phase its minimum is at
// n* = √(2Kλ/D), the economic lot of F. W. Harris, 1913.
func longRunCost(s argument.Setting) float64 {
	wait, err := station(s).MeanWait()
	if err != nil {
		return math.Inf(1)
	}
	lead := (s.Of(batch)-1)/(2*shared.FinishRate(s)) + wait + shared.TestTime(s) + repairTime(s)
	return s.Of(releaseCost)/s.Of(batch) + float64(delayRate(s)*lead) + float64(s.Of(brokenCost)*brokenPerChange(s))
}

// cheapest is the batch that costs least in the long run, the smaller of two
// that cost the same; 0 if none keeps up.
func cheapest(s argument.Setting) float64 {
	k, _ := argument.Least(int(batch.Max), func(k int) float64 { return longRunCost(s.At(batch, float64(k+1))) })
	return float64(k + 1)
}

// keepsUp is the range of batches whose releases keep up: below it there are too
// many test phases, above it too much to repair. It is empty, to < from, if none
// does. Utilization falls with n and then rises, so it is one range.
func keepsUp(s argument.Setting) (from, to float64) {
	for from = 1; from <= batch.Max && utilization(s.At(batch, from)) >= 1; from++ {
	}
	for to = batch.Max; to >= from && utilization(s.At(batch, to)) >= 1; to-- {
	}
	return from, to
}

// evenOdds is the smallest batch of which at least half the releases break;
// beyond the slider if there is none.
func evenOdds(s argument.Setting) float64 {
	n := 1.0
	for n <= batch.Max && shared.BreakChance(s.At(batch, n)) < 0.5 {
		n++
	}
	return n
}

// alongBatch returns what the formulas say of a setting at every batch by the date, by
// index, as the simulation counts it: nothing has been asked for at first, and a change
// that is not live by the date counts by its age.
func alongBatch(s argument.Setting) func(n float64) []float64 {
	count, errCount := queue.RenewalStream{Rate: shared.FinishRate(s), SCV: s.SCV(uneven)}.CountBy(s.Horizon())
	return func(n float64) []float64 {
		s := s.At(batch, n)
		h, err := queue.Batches{Size: int(n), Station: station(s), Release: shared.TestTime(s), Settle: repairTime(s)}.By(count)
		v := make([]float64, releases+1)
		v[chance], v[broken], v[releases] = shared.BreakChance(s), brokenPerChange(s), h.Released/n
		if errCount != nil || err != nil { // parameters are inside the formula's ranges; a test looks for NaN at every corner
			v[lead], v[money] = math.NaN(), math.NaN()
			return v
		}
		if v[releases] > 1e-9 {
			v[broken] = h.Settling / h.Released
		}
		if h.Arrived > 0 {
			v[lead] = h.MeanSojourn
			v[ofReleases] = s.Of(releaseCost) * v[releases] / h.Arrived
			v[ofRest] = float64(delayRate(s)*v[lead]) + s.Of(brokenCost)*h.Settling/h.Arrived
			v[money] = v[ofReleases] + v[ofRest]
		}
		return v
	}
}
