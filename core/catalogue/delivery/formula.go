package delivery

import (
	"math"

	"kingman/core/argument"
	"kingman/core/queue"
	"kingman/core/words"
)

// searchTime is how long it takes to find and repair what made a deployment fail: t₀ + t₁n.
func searchTime(s argument.Setting) float64 {
	return s.Of(search) + float64(s.Of(searchEach)*s.Of(batch))
}

// utilization is the share of the time in which a release is tested; above 1 finished
// changes pile up.
func utilization(s argument.Setting) float64 { return station(s).OfferedLoad() }

// station is releases that wait for the one before them.
func station(s argument.Setting) queue.Station {
	return shared.Station(s, shared.TestTime(s), shared.TestVariance(s))
}

// deploys says whether anything can be expected to be deployed by the date.
func deploys(side *argument.Side) bool { return side.Values[frequency]*side.Weeks() >= hardly }

// hardly is so little of a deployment that none can be expected.
const hardly = 0.005

// anyDeployed and anyRepaired say the same of a setting, and whether anything fails.
func anyDeployed(s argument.Setting) bool { return evaluate(s)[frequency]*s.Weeks() >= hardly }
func anyRepaired(s argument.Setting) bool { return shared.BreakChance(s) > 0 && anyDeployed(s) }

// evaluate is what the formulas say of a setting, by index.
func evaluate(s argument.Setting) []float64 { return alongBatch(s)(s.Of(batch)) }

// alongBatch returns the same of every batch by the date, as the simulation counts it:
// nothing has been asked for at first, and a change that is not deployed by the date
// counts by its age.
func alongBatch(s argument.Setting) func(n float64) []float64 {
	stream := queue.RenewalStream{Rate: shared.FinishRate(s), SCV: s.SCV(uneven)}
	count, errCount := stream.CountBy(s.Horizon())
	return func(n float64) []float64 {
		s := s.At(batch, n)
		releases := queue.Batches{Size: int(n), Station: station(s), Release: shared.TestTime(s)}
		h, err := releases.By(count)
		v := make([]float64, all)
		v[cfr], v[restore] = shared.BreakChance(s), s.Of(detect)+searchTime(s)
		if errCount != nil || err != nil { // parameters are inside the formula's ranges; a test looks for NaN at every corner
			v[frequency] = math.NaN()
			return v
		}
		v[frequency] = h.Released / n / s.Weeks()
		v[gap] = words.Week / v[frequency] // +Inf of none
		v[lead] = h.MeanSojourn
		v[median], _ = releases.MedianSojourn(h.MeanSojourn, stream)
		v[failed] = v[frequency] * v[cfr]
		v[broken] = v[failed] * v[restore]
		return v
	}
}
