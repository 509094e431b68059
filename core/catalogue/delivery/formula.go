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

// restoreTime is from a failed deployment to the end of its repair.
func restoreTime(s argument.Setting) float64 { return s.Of(detect) + searchTime(s) }

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
func anyDeployed(s argument.Setting) bool {
	return alongBatch(s)(s.Of(batch))[frequency]*s.Weeks() >= hardly
}
func anyRepaired(s argument.Setting) bool { return shared.BreakChance(s) > 0 && anyDeployed(s) }

// alongBatch returns what the formulas say of a setting at every batch by the date, by
// index, as the simulation counts it: nothing has been asked for at first, and a change
// that is not deployed by the date counts by its age.
func alongBatch(s argument.Setting) func(n float64) []float64 {
	count, errCount := queue.RenewalStream{Rate: shared.FinishRate(s), SCV: float64(s.Of(uneven) * s.Of(uneven))}.CountBy(s.Horizon())
	return func(n float64) []float64 {
		s := s.At(batch, n)
		h, err := queue.Batches{Size: int(n), Station: station(s), Release: shared.TestTime(s)}.By(count)
		v := make([]float64, all)
		v[cfr], v[restore] = shared.BreakChance(s), restoreTime(s)
		if errCount != nil || err != nil { // parameters are inside the formula's ranges; a test looks for NaN at every corner
			v[frequency] = math.NaN()
			return v
		}
		v[frequency] = h.Released / n / s.Weeks()
		v[gap] = math.Inf(1)
		if v[frequency] > 0 {
			v[gap] = words.Week / v[frequency]
		}
		v[lead] = h.MeanSojourn
		v[median] = medianOf(s, h.MeanSojourn)
		v[failed] = v[frequency] * v[cfr]
		v[broken] = v[failed] * v[restore]
		return v
	}
}

// medianOf is what half of the changes take at most, if a change takes so long in the mean.
// A change waits for 0 to n−1 others of its release with equal chance, its release for the
// ones before it by chance ρ and then exponentially, and then for its test phase: that gives
// variance and third moment.
func medianOf(s argument.Setting, mean float64) float64 {
	wait, err := station(s).MeanWait()
	if err != nil || mean <= 0 { // the pile grows evenly, and half of it is in its middle
		return mean
	}
	n, gap, arrivals := s.Of(batch), 1/shared.FinishRate(s), s.Of(uneven)*s.Of(uneven)
	// Gaps: each has variance and third moment of a gamma law, and how many there are is even.
	spread := (float64(n*n) - 1) / 12
	variance := float64(float64(gap*gap) * (spread + float64((n-1)/2*arrivals)))
	third := float64(float64(gap*float64(gap*gap)) * (float64(float64(3*arrivals)*spread) + float64((n-1)*float64(arrivals*arrivals))))
	// The wait: zero but by chance ρ.
	if rho := float64(utilization(s)); rho > 0 {
		long := wait / rho
		second := float64(float64(2*rho) * float64(long*long))
		variance += second - float64(wait*wait)
		third += float64(float64(6*rho)*float64(long*float64(long*long))) - float64(float64(3*second)*wait) + float64(2*float64(wait*float64(wait*wait)))
	}
	tests := shared.TestVariance(s)
	variance += tests
	if takes := shared.TestTime(s); takes > 0 {
		third += float64(2*float64(tests*tests)) / takes
	}
	return gammaMedian(mean, variance, third)
}

// gammaMedian is the median of a shifted gamma law with that mean, variance and third central
// moment (K. Pearson 1895), by the cube that is nearly normal (Wilson and Hilferty 1931). What
// has no skew has its mean.
func gammaMedian(mean, variance, third float64) float64 {
	if variance <= 0 || third <= 0 {
		return mean
	}
	shape := float64(4*float64(variance*float64(variance*variance))) / float64(third*third)
	scale := third / float64(2*variance)
	root := 1 - 1/float64(9*shape)
	return math.Max(0, mean+float64(float64(shape*scale)*(float64(root*float64(root*root))-1)))
}
