package risk

import (
	"math"

	"kingman/core/argument"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/words"
)

// finishRate is λ, changes finished per working hour.
func finishRate(s argument.Setting) float64 { return s.Of(changes) / words.Week }

// delayRate is D, dollars for a change and hour that it is not live.
func delayRate(s argument.Setting) float64 { return s.Of(delayCost) / words.Week }

// workCV is that of a change's share of the test phase, and of finding one culprit.
func workCV(s argument.Setting) float64 { return 0.5 * s.Of(uneven) }

// breakChance is the chance that a release of n changes breaks: none of its
// changes may be faulty by itself (q), no two may clash (r),
//
//	P = 1 − (1−q)ⁿ(1−r)^(n(n−1)/2)   [ours; independent faults].
func breakChance(s argument.Setting) float64 {
	n := s.Of(batch)
	return -portable.Expm1(float64(n*portable.Log1p(-s.Of(faulty))) + float64(float64(n*(n-1))/2*portable.Log1p(-s.Of(clash))))
}

// faultShare is the chance p that a given change of a release is faulty if the
// same for each and independent: 1 − P = (1−p)ⁿ, so p = 1 − (1−q)(1−r)^((n−1)/2).
func faultShare(s argument.Setting) float64 {
	return -portable.Expm1(portable.Log1p(-s.Of(faulty)) + float64((s.Of(batch)-1)/2*portable.Log1p(-s.Of(clash))))
}

// searchTime is how long it takes to find and repair one fault among n
// changes: S = t₀ + t₁n looking at each, t₀ + t₁·log₂n halving.
func searchTime(s argument.Setting) float64 {
	looks := s.Of(batch)
	if s.Is(searching, 1) {
		looks = portable.Log(looks) / portable.Log(2)
	}
	return s.Of(search) + float64(s.Of(searchEach)*looks)
}

// testTime is T, the test phase of a release.
func testTime(s argument.Setting) float64 { return s.Of(gate) + float64(s.Of(gateEach)*s.Of(batch)) }

// repairTime is R = npS, the mean time for which a release is broken: its
// faults are found one after another.
func repairTime(s argument.Setting) float64 { return s.Of(batch) * faultShare(s) * searchTime(s) }

// brokenPerChange is what a change costs in hours of broken product in the long
// run: pS. It grows with n if r > 0 or t₁ > 0.
func brokenPerChange(s argument.Setting) float64 { return faultShare(s) * searchTime(s) }

// utilization is the share of the time that one release after the other is
// tested and repaired; above 1 finished changes pile up.
func utilization(s argument.Setting) float64 {
	return finishRate(s) / s.Of(batch) * (testTime(s) + repairTime(s))
}

// growth is by how many changes a week the pile grows in the long run, 0 if it
// does not.
func growth(s argument.Setting) float64 {
	rho := utilization(s)
	if rho <= 1 {
		return 0
	}
	return finishRate(s) * words.Week * (1 - 1/rho)
}

// station is releases that wait for the one before them: n gaps between changes
// make one between releases, and a release takes its test phase and as many
// searches as it has faults (binomial).
func station(s argument.Setting) queue.Station {
	n, p, search, test := s.Of(batch), faultShare(s), searchTime(s), testTime(s)
	mean := test + repairTime(s)
	cv2 := float64(workCV(s) * workCV(s))
	variance := float64(float64(float64(test*test)*cv2)/n) + float64(float64(float64(n*p)*float64(search*search))*(cv2+1-p))
	scv := 0.0
	if mean > 0 {
		scv = variance / float64(mean*mean)
	}
	return queue.Station{
		ArrivalRate: finishRate(s) / n, MeanService: math.Max(mean, 1e-9), Servers: 1,
		ArrivalSCV: float64(s.Of(uneven)*s.Of(uneven)) / n, ServiceSCV: scv,
	}
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
	lead := (s.Of(batch)-1)/(2*finishRate(s)) + wait + testTime(s) + repairTime(s)
	return s.Of(releaseCost)/s.Of(batch) + float64(delayRate(s)*lead) + float64(s.Of(brokenCost)*brokenPerChange(s))
}

// cheapest is the batch that costs least in the long run, the smaller of two
// that cost the same; 0 if none keeps up.
func cheapest(s argument.Setting) (best float64) {
	least := math.Inf(1)
	for n := 1.0; n <= batch.Max; n++ {
		if c := longRunCost(s.At(batch, n)); c < least {
			best, least = n, c
		}
	}
	return best
}

// keepsUp is the range of batches whose releases keep up: below it there are
// too many test phases, above it too much to repair. ok is false if it is empty.
// Utilization falls with n and then rises, so it is one range.
func keepsUp(s argument.Setting) (from, to float64, ok bool) {
	for n := 1.0; n <= batch.Max; n++ {
		if utilization(s.At(batch, n)) < 1 {
			if !ok {
				from = n
			}
			to, ok = n, true
		}
	}
	return from, to, ok
}

// evenOdds is the smallest batch of which at least half the releases break;
// beyond the slider if there is none.
func evenOdds(s argument.Setting) float64 {
	n := 1.0
	for n <= batch.Max && breakChance(s.At(batch, n)) < 0.5 {
		n++
	}
	return n
}

// A point is what the formulas say about one setting by the date, as the
// simulation counts it: nothing has been asked for at first, and a change that is
// not live by the date counts by its age.
type point struct {
	chance float64 // that a release breaks
	broken float64 // hours of broken product per change released
	lead   float64 // hours from finished to live and working
	cost   float64 // dollars per change finished
	// Of the cost: what releases cost, and what delay and breakage cost.
	ofReleases, ofRest float64
	releases           float64 // by the date
}

// mostBatches is up to how many batches by the date are looked at one by one;
// more are spread evenly.
const mostBatches = 12

func evaluate(s argument.Setting) point {
	p := point{chance: breakChance(s)}
	counts, horizon, n := newCounts(s), s.Horizon(), s.Of(batch)
	finished, left, hours := counts.atGate(n, horizon)
	span := math.Min(left/finishRate(s), horizon)
	trip, err := trip{}, error(nil)
	if span > 0 {
		trip, err = newTrip(s, span)
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
		add(finishRate(s)/n, a, b, c)
	} else {
		for i, k := range counts.counts {
			for b := n; b <= k; b += n {
				x, y, z := trip.of(float64(horizon * (1 - b/(k+1))))
				add(counts.weights[i], x, y, z)
			}
		}
	}
	p.releases = released / n
	p.broken = brokenPerChange(s)
	if p.releases > 1e-9 {
		p.broken = broken / released
	}
	if finished <= 0 {
		return p
	}
	p.lead = (hours + piped) / finished
	p.ofReleases = s.Of(releaseCost) * p.releases / finished
	p.ofRest = float64(delayRate(s)*p.lead) + s.Of(brokenCost)*broken/finished
	p.cost = p.ofReleases + p.ofRest
	return p
}

// counts is how many changes may be finished by the date, and how likely each
// number is. It is the same for every batch.
type counts struct{ counts, weights []float64 }

// mostCounts is how many numbers are looked at: enough for the page's digits, and
// few enough for a curve in a drag's frame.
const mostCounts = 60

// newCounts is the normal approximation of a renewal process: mean
// λT + (Ca²−1)/2 and variance Ca²λT (D. R. Cox, Renewal Theory, 1962).
func newCounts(s argument.Setting) (c counts) {
	due := float64(finishRate(s) * s.Horizon())
	scv := float64(s.Of(uneven) * s.Of(uneven))
	mean, sd := due+float64((scv-1)/2), math.Sqrt(math.Max(float64(scv*due), 0.1))
	low, high := math.Max(0, math.Ceil(mean-float64(5*sd))), math.Floor(mean+float64(5*sd))
	// A stride that is no whole number keeps step with no batch.
	stride := math.Max(1, (high-low)/mostCounts)
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
func (c counts) atGate(n, horizon float64) (finished, left, hours float64) {
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

// cells is into how many parts the time up to the date is cut. The queue of
// releases is computed where they meet and is linear between: exactly so far
// beyond saturation; closer to it it grows like a root, and so do the parts.
const cells = 6

// A trip is what a batch that leaves the gate goes through.
type trip struct {
	test, repair float64
	// Batches that leave more than edges[i] hours before the date, and no more
	// than edges[i+1], wait for the ones before them. Edges rise.
	edges [cells + 1]float64
	wait  [cells]straight
}

// A straight line: at + slope·x.
type straight struct{ at, slope float64 }

// newTrip is for batches that leave over the last span hours before the date, the
// first of which find nobody before them.
func newTrip(s argument.Setting, span float64) (trip, error) {
	t := trip{test: testTime(s), repair: repairTime(s)}
	line, err := station(s).Transient(0)
	if err != nil {
		return t, err
	}
	var waits [cells + 1]float64
	for i := range t.edges {
		part := float64(cells-i) / cells
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
func (t *trip) of(x float64) (piped, broken, released float64) {
	i := 0
	for i < cells-1 && x > t.edges[i+1] {
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
func (t *trip) all() (piped, broken, released float64) {
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
