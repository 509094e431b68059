package scenario

import (
	"math"

	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/words"
)

// riskInput is a setting of amortized-risk's parameters by name. Times are in
// working hours, rates per hour. The long-run formulas take a batch between two
// whole numbers too.
type riskInput struct {
	batch         float64 // n, changes per release
	faulty, clash float64 // q, r
	gate, each    float64 // the test phase takes gate + each·n
	look, lookAt  float64 // t₀, t₁: finding a culprit
	bisect        bool
	rate          float64 // λ, changes per hour
	release       float64 // K, dollars per release
	broken, delay float64 // dollars per hour of broken product, and of a change that is not live
	weeks         float64
	arrivalCV     float64 // of the times between changes
	workCV        float64 // of a change's share of the test phase, and of finding one culprit
}

func riskOf(s Setting) riskInput {
	v := s.Get("variability")
	return riskInput{
		batch: s.Get("batch"), faulty: s.Get("faulty"), clash: s.Get("clash"),
		gate: s.Get("gate"), each: s.Get("gate-each"), look: s.Get("search"), lookAt: s.Get("search-each"),
		bisect: s.Get("searching") == 1, rate: s.Get("changes") / words.Week, release: s.Get("release-cost"),
		broken: s.Get("broken-cost"), delay: s.Get("delay-cost") / words.Week, weeks: s.Get("weeks"),
		// The slider means what it means for the flagship: 1 is a CV of 0.5 and 0.25.
		arrivalCV: 0.5 * v, workCV: 0.25 * v,
	}
}

// with is the same setting with another batch.
func (in riskInput) with(batch float64) riskInput {
	in.batch = batch
	return in
}

func (in riskInput) horizon() float64 { return in.weeks * words.Week }

// breakChance is the chance that a release of n changes breaks: none of its
// changes may be faulty by itself (q), no two may clash (r),
//
//	P = 1 − (1−q)ⁿ(1−r)^(n(n−1)/2)   [ours; independent faults].
func (in riskInput) breakChance() float64 {
	n := in.batch
	return -portable.Expm1(float64(n*portable.Log1p(-in.faulty)) + float64(float64(n*(n-1))/2*portable.Log1p(-in.clash)))
}

// faultShare is the chance p that a given change of a release is faulty if the
// same for each and independent: 1 − P = (1−p)ⁿ, so p = 1 − (1−q)(1−r)^((n−1)/2).
func (in riskInput) faultShare() float64 {
	return -portable.Expm1(portable.Log1p(-in.faulty) + float64((in.batch-1)/2*portable.Log1p(-in.clash)))
}

// searchTime is how long it takes to find and repair one fault among n
// changes: S = t₀ + t₁n looking at each, t₀ + t₁·log₂n halving.
func (in riskInput) searchTime() float64 {
	looks := in.batch
	if in.bisect {
		looks = portable.Log(in.batch) / portable.Log(2)
	}
	return in.look + float64(in.lookAt*looks)
}

// testTime is T, the test phase of a release.
func (in riskInput) testTime() float64 { return in.gate + float64(in.each*in.batch) }

// repairTime is R = npS, the mean time for which a release is broken: its
// faults are found one after another.
func (in riskInput) repairTime() float64 { return in.batch * in.faultShare() * in.searchTime() }

// brokenPerChange is what a change costs in hours of broken product in the long
// run: pS. It grows with n if r > 0 or t₁ > 0.
func (in riskInput) brokenPerChange() float64 { return in.faultShare() * in.searchTime() }

// utilization is the share of the time that one release after the other is
// tested and repaired; above 1 finished changes pile up.
func (in riskInput) utilization() float64 {
	return in.rate / in.batch * (in.testTime() + in.repairTime())
}

// growth is by how many changes a week the pile grows in the long run, 0 if it
// does not.
func (in riskInput) growth() float64 {
	rho := in.utilization()
	if rho <= 1 {
		return 0
	}
	return in.rate * words.Week * (1 - 1/rho)
}

// station is releases that wait for the one before them: n gaps between changes
// make one between releases, and a release takes its test phase and as many
// searches as it has faults (binomial).
func (in riskInput) station() queue.Station {
	n, p, s, t := in.batch, in.faultShare(), in.searchTime(), in.testTime()
	mean := t + in.repairTime()
	cv2 := float64(in.workCV * in.workCV)
	variance := float64(float64(float64(t*t)*cv2)/n) + float64(float64(float64(n*p)*float64(s*s))*(cv2+1-p))
	scv := 0.0
	if mean > 0 {
		scv = variance / float64(mean*mean)
	}
	return queue.Station{
		ArrivalRate: in.rate / n, MeanService: math.Max(mean, 1e-9), Servers: 1,
		ArrivalSCV: float64(in.arrivalCV*in.arrivalCV) / n, ServiceSCV: scv,
	}
}

// longRunCost is what a change costs if this went on for ever, in dollars:
//
//	K/n + D·((n−1)/(2λ) + Wq + T + R) + M·pS
//
// with D per change and hour of delay, M per hour broken; +Inf where releases
// cannot keep up. Without faults and test phase its minimum is at
// n* = √(2Kλ/D), the economic lot of F. W. Harris, 1913.
func (in riskInput) longRunCost() float64 {
	wait, err := in.station().MeanWait()
	if err != nil {
		return math.Inf(1)
	}
	lead := (in.batch-1)/(2*in.rate) + wait + in.testTime() + in.repairTime()
	return in.release/in.batch + float64(in.delay*lead) + float64(in.broken*in.brokenPerChange())
}

// mostBatch is the largest batch that the slider has.
const mostBatch = 100

// cheapest is the batch that costs least in the long run, the smaller of two
// that cost the same; ok is false if none keeps up.
func (in riskInput) cheapest() (batch float64, ok bool) {
	least := math.Inf(1)
	for n := 1.0; n <= mostBatch; n++ {
		if c := in.with(n).longRunCost(); c < least {
			batch, least = n, c
		}
	}
	return batch, batch > 0
}

// keepsUp is the range of batches whose releases keep up: below it there are
// too many test phases, above it too much to repair. ok is false if it is empty.
// Utilization falls with n and then rises, so it is one range.
func (in riskInput) keepsUp() (from, to float64, ok bool) {
	for n := 1.0; n <= mostBatch; n++ {
		if in.with(n).utilization() < 1 {
			if !ok {
				from = n
			}
			to, ok = n, true
		}
	}
	return from, to, ok
}
