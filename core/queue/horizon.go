package queue

import (
	"math"

	"kingman/core/portable"
)

// A Horizon is the state of a station T hours after a given start, whatever its
// utilization.
type Horizon struct {
	QueueLength float64 // expected items in line at T
	MeanWait    float64 // expected hours in line of an item that arrives at T
	GrowthRate  float64 // items per hour by which the line grows in the long run; 0 at ρ ≤ 1
	Throughput  float64 // departures per hour, averaged over [0, T]; the rate at 0 for T = 0

	free reflected // the line until it is first empty, and after
	// Chance that there is a line at all once the backlog is gone, relative to
	// the reflected Brownian motion's certainty; 1 at ρ ≥ 1.
	presence float64
	slowness float64 // s/c: hours that each item ahead in a busy line costs
	spacing  float64 // 1/min(λ, c/s): hours of wait per item in a line that comes and goes
}

// AtHorizon returns the state at time T ≥ 0 hours from a start with backlog ≥ 0
// items in line (with a backlog of 0 the station starts empty). It is
// continuous in every argument, through ρ = 1 too, and costs well under a
// microsecond for a few servers. Errors are *FieldError only: overload is no
// error at a horizon.
//
// The line is a Brownian motion with drift m = λ − c/s and variance
// v = λCa² + min(λ, c/s)Cs² per hour that is reflected at 0 (Harrison 1985;
// Abate and Whitt, "Transient behavior of regulated Brownian motion", 1987).
// From empty, with z = m√(T/v),
//
//	E Q(T) = mTΦ(z) + √(vT)φ(z) + (v/2m)(2Φ(z) − 1),  √(2vT/π) at m = 0.
//
// [ours] Below ρ = 1 that motion is never idle for long, but a station is. So
// what comes after the line is first empty counts only with the factor
//
//	κ = λWq / (v/2|m|),
//
// the steady-state line by Station.MeanWait over that of the motion, which is
// near the chance of delay and rises to 1 at ρ = 1. What comes before, the
// backlog being worked off, is not scaled. Hence T → ∞ meets the steady state,
// T → 0 the backlog, and the two parts the motion itself at ρ ≥ 1.
//
// The formula starts with every server busy; from empty, many servers take
// about one service time to fill, which it leaves out. Simulation is the judge.
func (s Station) AtHorizon(T, backlog float64) (Horizon, error) {
	if err := s.Validate(); err != nil {
		return Horizon{}, err
	}
	if err := nonNegative("T", T); err != nil {
		return Horizon{}, err
	}
	if err := nonNegative("Backlog", backlog); err != nil {
		return Horizon{}, err
	}
	capacity := s.Capacity()
	drift := s.ArrivalRate - capacity
	served := math.Min(s.ArrivalRate, capacity)
	variance := float64(s.ArrivalRate*s.ArrivalSCV) + float64(served*s.ServiceSCV)
	h := Horizon{presence: 1, slowness: 1 / capacity, GrowthRate: math.Max(0, drift)}
	h.free = newReflected(backlog, drift, variance, T)
	before, after := h.free.means()
	if s.ArrivalRate == 0 {
		h.spacing = h.slowness // no line comes back, and none is waited in
		h.presence = 0
	} else {
		h.spacing = 1 / served
		if drift < 0 && variance > 0 {
			wait, err := s.MeanWait()
			if err == nil { // else ρ rounds to 1
				h.presence = float64(s.ArrivalRate*wait) * (2 * -drift) / variance
			}
		}
	}
	after *= h.presence
	h.QueueLength = before + after
	h.MeanWait = float64(before*h.slowness) + float64(after*h.spacing)
	h.Throughput = s.throughput(T, backlog, h.QueueLength)
	return h, nil
}

// throughput is what came in less what is still in line, per hour. What is in
// service counts as done: the formula does not follow it.
func (s Station) throughput(T, backlog, line float64) float64 {
	capacity := s.Capacity()
	if T == 0 {
		if backlog > 0 {
			return capacity
		}
		return math.Min(s.ArrivalRate, capacity)
	}
	x := s.ArrivalRate + (backlog-line)/T
	return math.Min(capacity, math.Max(0, x))
}

// QueueExceeds returns P(Q(T) > y), y ≥ 0.
func (h Horizon) QueueExceeds(y float64) float64 {
	before, after := h.free.exceeds(math.Max(y, 0))
	return math.Min(1, before+float64(h.presence*after))
}

// WaitExceeds returns the chance that an item arriving at T waits longer than t
// hours, t ≥ 0.
func (h Horizon) WaitExceeds(t float64) float64 {
	t = math.Max(t, 0)
	before, _ := h.free.exceeds(t / h.slowness)
	_, after := h.free.exceeds(t / h.spacing)
	return math.Min(1, before+float64(h.presence*after))
}

// QueueQuantile returns the number in line at T that is not exceeded with
// chance p, not rounded to whole items; +Inf at p = 1 unless nothing varies.
func (h Horizon) QueueQuantile(p float64) (float64, error) {
	if err := probability(p); err != nil {
		return 0, err
	}
	if h.free.sigma == 0 {
		return h.free.end(), nil
	}
	if p == 1 {
		return math.Inf(1), nil
	}
	return h.quantile(1-p, 1, 1), nil
}

// WaitQuantile returns the wait of an item arriving at T that is not exceeded
// with chance p, hours; +Inf at p = 1 unless nothing varies.
func (h Horizon) WaitQuantile(p float64) (float64, error) {
	if err := probability(p); err != nil {
		return 0, err
	}
	if h.free.sigma == 0 {
		return float64(h.free.end() * h.slowness), nil
	}
	if p == 1 {
		return math.Inf(1), nil
	}
	return h.quantile(1-p, h.slowness, h.spacing), nil
}

// quantile solves before(q/a) + presence·after(q/b) = tail, to a relative 1e-10.
// The bracket starts at the Brownian motion's own scale. Regula falsi in the
// form of Illinois halves the weight of an end that stays put, so that it is
// as safe as bisection and needs a quarter of its steps.
func (h Horizon) quantile(tail, a, b float64) float64 {
	gap := func(q float64) float64 {
		before, _ := h.free.exceeds(q / a)
		_, after := h.free.exceeds(q / b)
		return before + float64(h.presence*after) - tail
	}
	low, atLow := 0.0, gap(0)
	if atLow <= 0 {
		return 0
	}
	high := (h.free.end() + h.free.sigma) * math.Max(a, b)
	atHigh := gap(high)
	for ; atHigh > 0; atHigh = gap(high) {
		low, atLow = high, atHigh
		high *= 2
		if !finite(high) {
			return math.Inf(1)
		}
	}
	for step, side := 0, 0; step < 100 && high-low > 1e-10*high; step++ {
		mid := high - float64(atHigh*(high-low))/(atHigh-atLow)
		if step%8 == 7 || !(mid > low && mid < high) {
			mid = 0.5 * (low + high)
		}
		switch at := gap(mid); {
		case at > 0:
			low, atLow = mid, at
			if side > 0 {
				atHigh *= 0.5
			}
			side = 1
		case at < 0:
			high, atHigh = mid, at
			if side < 0 {
				atLow *= 0.5
			}
			side = -1
		default:
			return mid
		}
	}
	return 0.5 * (low + high)
}

// reflectedSmallDrift is the |d| below which differences of Mills ratios are
// taken from their Taylor series; see reflected.means.
const reflectedSmallDrift = 0.01

// A reflected is a Brownian motion from a start x ≥ 0, reflected at 0, seen at
// one time T. In units of its deviation σ = √(vT): u = x/σ, d = mT/σ.
type reflected struct {
	start, drift float64 // x and mT
	sigma        float64 // 0 for a deterministic line
	u, d         float64
}

func newReflected(start, drift, variance, T float64) reflected {
	r := reflected{start: start, drift: float64(drift * T), sigma: math.Sqrt(float64(variance * T))}
	r.u, r.d = start/r.sigma, r.drift/r.sigma
	if !finite(float64(r.u*r.u)) || !finite(float64(r.d*r.d)) {
		r.sigma = 0 // so little noise that its square is lost
	}
	return r
}

// end is where the line would be without noise.
func (r reflected) end() float64 { return math.Max(0, r.start+r.drift) }

// mirrored returns e^(−2ud)Φ(d−u), the chance that the free motion crosses 0 and
// comes back above it, mirrored at 0; neither factor may overflow or vanish
// alone, so they are joined by φ(u+d)·e^… = φ(d−u) and the Mills ratio.
func (r reflected) mirrored(density float64) float64 {
	if r.u-r.d >= 0 {
		return float64(density * portable.NormalMills(r.u-r.d))
	}
	return float64(portable.Exp(-2*float64(r.u*r.d)) * portable.NormalCDF(r.d-r.u))
}

// means returns E[Q; the line was never empty] and E[Q; it was].
//
// With b = u+d and P₁ = e^(−2ud)Φ(d−u), in units of σ, the whole is
// bΦ(b) + φ(b) + (P₁ − Φ(−b))/(2d) and the first part bΦ(b) − (d−u)P₁.
func (r reflected) means() (before, after float64) {
	if r.sigma == 0 {
		return r.end(), 0
	}
	b := r.u + r.d
	density := portable.NormalPDF(b)
	above := portable.NormalCDF(b)
	mirrored := r.mirrored(density)
	var regrown float64 // (P₁ − Φ(−b))/(2d)
	if math.Abs(r.d) >= reflectedSmallDrift {
		regrown = (mirrored - portable.NormalCDF(-b)) / (2 * r.d)
	} else {
		// P₁ − Φ(−b) = φ(b)·[M(u−d) − M(u+d)], M the Mills ratio: an odd function
		// of d, so −M′(u) − M‴(u)d²/6 − M⁽⁵⁾(u)d⁴/120, with M′ = uM − 1.
		u := r.u
		m0 := portable.NormalMills(u)
		m1 := float64(u*m0) - 1
		m2 := m0 + float64(u*m1)
		m3 := 2*m1 + float64(u*m2)
		m4 := 3*m2 + float64(u*m3)
		m5 := 4*m3 + float64(u*m4)
		d2 := float64(r.d * r.d)
		regrown = -float64(density * (m1 + float64(d2*(m3/6+float64(d2*m5)/120))))
	}
	before = math.Max(0, float64(b*above)+float64((r.u-r.d)*mirrored))
	after = math.Max(0, density-float64((r.u-r.d)*mirrored)+regrown)
	return float64(r.sigma * before), float64(r.sigma * after)
}

// exceeds returns P(Q > y; the line was never empty) and P(Q > y; it was), for
// y ≥ 0:
//
//	Φ(b−w) − e^(−2ud)Φ(d−u−w)  and  e^(−2ud)Φ(d−u−w) + e^(2dw)Φ(−b−w),  w = y/σ.
//
// Both products have the form φ(b−w)·e^(−2uw)·M, which cannot overflow.
func (r reflected) exceeds(y float64) (before, after float64) {
	if r.sigma == 0 {
		if y < r.end() {
			return 1, 0
		}
		return 0, 0
	}
	w := y / r.sigma
	b := r.u + r.d
	e := float64(portable.NormalPDF(b-w) * portable.Exp(-2*float64(r.u*w)))
	var mirrored, reflected float64
	if x := r.u + w - r.d; x >= 0 {
		mirrored = float64(e * portable.NormalMills(x))
	} else {
		mirrored = float64(portable.Exp(-2*float64(r.u*r.d)) * portable.NormalCDF(-x))
	}
	if x := b + w; x >= 0 {
		reflected = float64(e * portable.NormalMills(x))
	} else {
		reflected = float64(portable.Exp(2*float64(r.d*w)) * portable.NormalCDF(-x))
	}
	return math.Max(0, portable.NormalCDF(b-w)-mirrored), mirrored + reflected
}
