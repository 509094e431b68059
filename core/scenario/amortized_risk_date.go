package scenario

import (
	"math"

	"kingman/core/portable"
)

// riskPoint is what the formulas say about one setting by the date, as the
// simulation counts it: nothing has been asked for at first, and a change that is
// not live by the date counts by its age.
type riskPoint struct {
	in     riskInput
	chance float64 // that a release breaks
	broken float64 // hours of broken product per change released
	lead   float64 // hours from finished to live and working
	cost   float64 // dollars per change finished
	// Of the cost: what releases cost, and what delay and breakage cost.
	ofReleases, ofRest float64
	releases           float64 // by the date
	method             string
}

// riskCounts is how many changes may be finished by the date, and how likely
// each number is. It is the same for every batch.
type riskCounts struct{ counts, weights []float64 }

// mostCounts is how many numbers riskCounts looks at.
const mostCounts = 200

// newRiskCounts is the normal approximation of a renewal process: mean
// λT + (Ca²−1)/2 and variance Ca²λT (D. R. Cox, Renewal Theory, 1962).
func newRiskCounts(in riskInput) riskCounts {
	due := in.rate * in.horizon()
	scv := float64(in.arrivalCV * in.arrivalCV)
	mean, sd := due+(scv-1)/2, math.Sqrt(math.Max(float64(scv*due), 0.1))
	low, high := math.Max(0, math.Ceil(mean-float64(5*sd))), math.Floor(mean+float64(5*sd))
	stride := math.Max(1, math.Ceil((high-low)/mostCounts))
	var c riskCounts
	total := 0.0
	for k := low; k <= high; k += stride {
		z := (k - mean) / sd
		w := portable.Exp(-float64(z*z) / 2)
		c.counts, c.weights = append(c.counts, k), append(c.weights, w)
		total += w
	}
	for i := range c.weights {
		c.weights[i] /= total
	}
	return c
}

// atGate is, by the date, how many changes were finished, how many of them left
// the gate in whole batches of n, and how many hours all of them spent there. Given
// their number k the moments at which they are finished lie evenly, T/(k+1) apart
// in the mean (exact for chance arrivals), so a full batch waits for n(n−1)/2 such
// gaps and the m that are left over for m(m+1)/2.
func (c riskCounts) atGate(n, horizon float64) (finished, left, hours float64) {
	for i, k := range c.counts {
		w := c.weights[i]
		batches := math.Floor(k / n)
		m := k - float64(batches*n)
		finished += float64(w * k)
		left += float64(w * float64(batches*n))
		gaps := float64(batches*float64(n*(n-1)))/2 + float64(m*(m+1))/2
		hours += float64(w*float64(gaps*horizon)) / (k + 1)
	}
	return finished, left, hours
}

// dateCells is into how many equal parts the time up to the date is cut, each
// with the queue as it is in its middle.
const dateCells = 6

// newRiskPoint evaluates the formulas; counts must be those of in.
func newRiskPoint(in riskInput, counts riskCounts) riskPoint {
	p := riskPoint{in: in, chance: in.breakChance(), method: "ours, with Abate–Whitt 1987 for releases that wait for one another"}
	horizon, n := in.horizon(), in.batch
	finished, left, hours := counts.atGate(n, horizon)
	station := in.station()
	test, repair := in.testTime(), in.repairTime()
	// Batches leave the gate evenly over the last span hours before the date. One
	// with x hours to go is waiting, tested and repaired for at most x of them.
	span, from := math.Min(left/in.rate, horizon), 0.0
	piped, broken, released := 0.0, 0.0, 0.0
	for i := range dateCells {
		to := span * float64(i+1) / dateCells
		h, err := station.AtHorizon(horizon-(from+to)/2, 0)
		if err != nil { // parameters are inside the formula's ranges; a test looks for NaN at every corner
			p.lead, p.cost = math.NaN(), math.NaN()
			return p
		}
		live := h.MeanWait + test
		all := spent(live+repair, to) - spent(live+repair, from)
		piped += float64(in.rate * all)
		broken += in.rate / n * math.Max(0, all-(spent(live, to)-spent(live, from)))
		released += float64(in.rate * math.Max(0, to-math.Max(from, live)))
		from = to
	}
	p.releases = released / n
	p.broken = in.brokenPerChange()
	if p.releases > 0.01 {
		p.broken = broken / released
	}
	if finished <= 0 {
		return p
	}
	p.lead = (hours + piped) / finished
	p.ofReleases = in.release * p.releases / finished
	p.ofRest = float64(in.delay*p.lead) + in.broken*broken/finished
	p.cost = p.ofReleases + p.ofRest
	return p
}

// spent is the integral from 0 to x of min(c, y) dy.
func spent(c, x float64) float64 {
	if x <= c {
		return float64(x*x) / 2
	}
	return float64(c*x) - float64(c*c)/2
}

// riskCurve is what the formulas say along the whole slider.
type riskCurve struct {
	batches []float64
	points  []riskPoint
}

func newRiskCurve(in riskInput) riskCurve {
	var c riskCurve
	counts := newRiskCounts(in)
	for n := 1.0; n <= mostBatch; n++ {
		if n > 30 && int(n)%2 == 1 {
			continue
		}
		c.batches, c.points = append(c.batches, n), append(c.points, newRiskPoint(in.with(n), counts))
	}
	return c
}

// column returns one quantity along the curve.
func (c riskCurve) column(of func(riskPoint) float64) []float64 {
	ys := make([]float64, len(c.points))
	for i, p := range c.points {
		ys[i] = of(p)
	}
	return ys
}

// at is one quantity at a batch that is on the curve or between two that are.
func (c riskCurve) at(n float64, of func(riskPoint) float64) float64 {
	for i, b := range c.batches {
		switch {
		case b == n:
			return of(c.points[i])
		case b > n:
			return (of(c.points[i-1]) + of(c.points[i])) / 2
		}
	}
	return of(c.points[len(c.points)-1])
}
