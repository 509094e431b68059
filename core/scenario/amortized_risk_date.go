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

// mostCounts is how many numbers riskCounts looks at: enough for the page's
// digits, and few enough for a curve in a drag's frame.
const mostCounts = 60

// newRiskCounts is the normal approximation of a renewal process: mean
// λT + (Ca²−1)/2 and variance Ca²λT (D. R. Cox, Renewal Theory, 1962).
func newRiskCounts(in riskInput) riskCounts {
	due := float64(in.rate * in.horizon())
	scv := float64(in.arrivalCV * in.arrivalCV)
	mean, sd := due+float64((scv-1)/2), math.Sqrt(math.Max(float64(scv*due), 0.1))
	low, high := math.Max(0, math.Ceil(mean-float64(5*sd))), math.Floor(mean+float64(5*sd))
	// A stride that is no whole number keeps step with no batch.
	stride := math.Max(1, (high-low)/mostCounts)
	var c riskCounts
	total := 0.0
	for i := 0.0; ; i++ {
		k := low + math.Floor(float64(i*stride))
		if k > high {
			break
		}
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
		gaps := float64(float64(batches*float64(n*(n-1)))/2) + float64(float64(m*(m+1))/2)
		hours += float64(w*float64(gaps*horizon)) / (k + 1)
	}
	return finished, left, hours
}

// dateCells is into how many parts the time up to the date is cut. The queue of
// releases is computed where they meet and is linear between: exactly so far
// beyond saturation; closer to it it grows like a root, and so do the parts.
const dateCells = 6

// A riskTrip is what a batch that leaves the gate goes through.
type riskTrip struct {
	test, repair float64
	// Batches that leave more than edges[i] hours before the date, and no more
	// than edges[i+1], wait for the ones before them. Edges rise.
	edges [dateCells + 1]float64
	wait  [dateCells]straight
}

// A straight line: at + slope·x.
type straight struct{ at, slope float64 }

// newRiskTrip is for batches that leave over the last span hours before the
// date, the first of which find nobody before them.
func newRiskTrip(in riskInput, span float64) (riskTrip, error) {
	t := riskTrip{test: in.testTime(), repair: in.repairTime()}
	line, err := in.station().Transient(0)
	if err != nil {
		return t, err
	}
	var waits [dateCells + 1]float64
	for i := range t.edges {
		part := float64(dateCells-i) / dateCells
		after := float64(span * float64(part*part))
		h, err := line.At(after, 0)
		if err != nil {
			return t, err
		}
		t.edges[i], waits[i] = span-after, h.MeanWait
	}
	for i := range t.wait {
		slope := (waits[i+1] - waits[i]) / (t.edges[i+1] - t.edges[i])
		t.wait[i] = straight{waits[i] - float64(slope*t.edges[i]), slope}
	}
	return t, nil
}

// of is what becomes, by the date, of a batch that leaves the gate x hours
// before it: hours until it is live, hours broken, and whether it was released.
func (t *riskTrip) of(x float64) (piped, broken, released float64) {
	i := 0
	for i < dateCells-1 && x > t.edges[i+1] {
		i++
	}
	live := math.Max(0, t.wait[i].at+float64(t.wait[i].slope*x)) + t.test
	piped = math.Min(live+t.repair, x)
	if x >= live {
		released = 1
	}
	return piped, math.Max(0, piped-live), released
}

// all is the integral of the same over x from 0 to the last edge.
func (t *riskTrip) all() (piped, broken, released float64) {
	for i, w := range t.wait {
		low, high := t.edges[i], t.edges[i+1]
		live := straight{w.at + t.test, w.slope}
		whole := straight{live.at + t.repair, w.slope}
		hours := whole.cut(low, high)
		piped += hours
		broken += math.Max(0, hours-live.cut(low, high))
		released += high - live.cross(low, high)
	}
	return piped, broken, released
}

// cross is where in [low, high] the line, which does not rise as fast as x, is
// met by x: below it x is less.
func (l straight) cross(low, high float64) float64 {
	if l.slope >= 1 {
		return high
	}
	return math.Max(low, math.Min(high, l.at/(1-l.slope)))
}

// cut is the integral of min(line, x) over x from low to high.
func (l straight) cut(low, high float64) float64 {
	mid := l.cross(low, high)
	square := func(x float64) float64 { return float64(float64(x*x) / 2) }
	return square(mid) - square(low) + float64(l.at*(high-mid)) + float64(l.slope*(square(high)-square(mid)))
}

// mostBatches is up to how many batches by the date are looked at one by one;
// more are spread evenly.
const mostBatches = 12

// newRiskPoint evaluates the formulas; counts must be those of in.
func newRiskPoint(in riskInput, counts riskCounts) riskPoint {
	p := riskPoint{in: in, chance: in.breakChance(), method: "ours, with sticky Brownian motion (Abate–Whitt 1987, Harrison–Lemoine 1981) for releases that wait for one another"}
	horizon, n := in.horizon(), in.batch
	finished, left, hours := counts.atGate(n, horizon)
	span := math.Min(left/in.rate, horizon)
	trip, err := riskTrip{}, error(nil)
	if span > 0 {
		trip, err = newRiskTrip(in, span)
	}
	if err != nil { // parameters are inside the formula's ranges; a test looks for NaN at every corner
		p.lead, p.cost = math.NaN(), math.NaN()
		return p
	}
	var piped, broken, released float64 // change-hours; hours; changes
	add := func(batches float64, a, b, c float64) {
		piped += float64(batches * float64(n*a))
		broken += float64(batches * b)
		released += float64(batches * float64(n*c))
	}
	if left/n > mostBatches {
		// Batches leave evenly over the last hours before the date.
		a, b, c := trip.all()
		add(in.rate/n, a, b, c)
	} else {
		for i, k := range counts.counts {
			for b := n; b <= k; b += n {
				x, y, z := trip.of(float64(horizon * (1 - b/(k+1))))
				add(counts.weights[i], x, y, z)
			}
		}
	}
	p.releases = released / n
	p.broken = in.brokenPerChange()
	if p.releases > 1e-9 {
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
func (c riskCurve) column(of func(riskPoint) float64) []float64 { return column(c.points, of) }
