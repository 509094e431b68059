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
	Fluid       float64 // items in line at T if chance averaged out: the fluid limit

	motion sticky
	// What one unit of the motion is in items of the line and in hours of wait.
	items, hours float64
}

// AtHorizon returns the state at time T ≥ 0 hours from a start with backlog ≥ 0
// items that wait and nobody at work yet: at once as many are begun as there are
// servers, so that with a backlog of 0 the station starts empty. It is
// continuous in every argument, through ρ = 1 too, and costs about half a
// microsecond for a few servers and ten nanoseconds for each further one. Errors
// are *FieldError only: overload is no error at a horizon. For many times and one
// station see Station.Transient.
//
// While all servers are busy the line is a Brownian motion with drift m = λ − c/s
// and variance v = λCa² + (c/s)Cs² per hour, reflected where it is empty (Harrison
// 1985; Abate and Whitt, "Transient behavior of regulated Brownian motion", 1987).
// From empty, with z = m√(T/v),
//
//	E R(T) = mTΦ(z) + √(vT)φ(z) + (v/2m)(2Φ(z) − 1),  √(2vT/π) at m = 0.
//
// [ours] Three things are added, all of which vanish beside √T and matter for the
// first tens of services; each is exact for M/M/c where it can be.
//
//   - The motion leaves 0 at once, a station does not: servers must find work again.
//     So the motion sticks at 0 (Feller 1952; Harrison and Lemoine 1981), by the
//     time that Erlang's loss system is short of full, 1/B − 1 between two departures.
//     For other times that is changed such that T → ∞ meets the chance of delay
//     of Station.Steady; from ρ = 0.999 on the change stays what it is there.
//   - From empty the servers must first fill: the motion begins late, by a random
//     time with the mean that M/M/c has, times (1 + Cs²)/2; a backlog of b < c
//     makes it shorter by b/c. Servers that begin together have
//     finished c(1 − Cs²)/2 fewer after a while than servers busy for long
//     (Cox 1962), which is part of where the motion starts.
//   - The motion is half a step off the line: R − Cs²/2 items wait if anybody does, and
//     an arrival waits for R + Ca²/2 departures. Hence T → ∞ meets the steady
//     state of Station.MeanWait.
//
// Region: over 1 to 20 servers, ρ from 0.5 to 2 and T from 5 to 260 services, from
// empty and from a backlog, line and wait of M/M/c are within 4 % (of c items and of one
// service where they are shorter). In the first services from empty with very many servers
// it is still too high: M/M/100 at ρ = 1.1 after one service has 1.1 items in line
// instead of none. For other times it is as good as the steady state that
// it tends to, so that bursty arrivals at many servers are the worst; scripts/verify/agreement
// states what was measured.
// Simulation is the judge.
func (s Station) AtHorizon(T, backlog float64) (Horizon, error) {
	t, err := s.Transient(0)
	if err != nil {
		return Horizon{}, err
	}
	return t.At(T, backlog)
}

// At returns the state at time T ≥ 0 hours, see Station.AtHorizon.
func (t Transient) At(T, backlog float64) (Horizon, error) {
	if err := errorsFirst(nonNegative("T", T), nonNegative("Backlog", backlog)); err != nil {
		return Horizon{}, err
	}
	begun := math.Min(backlog, t.servers)
	line := backlog - begun
	h := Horizon{GrowthRate: math.Max(0, t.drift)}
	h.motion = newSticky(t.start(T, backlog), t.drift, t.variance, t.hold, late(T, float64(t.lag*(1-begun/t.servers))))
	if t.swell != 1 {
		// As the steady state is, whose relaxation time is 2v/m².
		settled := -portable.Expm1(-float64(h.motion.d*h.motion.d) / 2)
		h.motion.thin *= 1 + float64((t.swell-1)*settled)
	}
	h.Fluid = math.Max(0, line+float64(t.drift*math.Max(0, T-float64(t.filled*(1-begun/t.servers)))))
	h.measure(t, line+float64(t.station.ArrivalRate*T))

	// Departures are what came in less who is still there.
	if T == 0 {
		h.Throughput = begun / t.station.MeanService
		return h, nil
	}
	gone := line - h.QueueLength + begun - t.inService(T, begun)
	h.Throughput = math.Min(t.capacity, math.Max(0, t.station.ArrivalRate+gone/T))
	return h, nil
}

// measure turns the motion into the line and the wait; no more than most items can
// be in line.
func (h *Horizon) measure(t Transient, most float64) {
	motion, above := h.motion.mean()
	if motion < 1e-200 {
		h.items, h.hours = 1, 1/t.capacity
		return
	}
	ca2, cs2 := t.station.ArrivalSCV, t.station.ServiceSCV
	h.QueueLength = math.Max(motion-float64(cs2/2*above), float64(motion*t.least))
	h.MeanWait = (motion + float64(ca2/2*above)) / t.capacity
	// A Brownian motion starts with infinite speed. In the first instants it would
	// hold more than ever arrived; it is shrunk to that.
	if h.QueueLength > most {
		h.MeanWait *= most / h.QueueLength
		h.QueueLength = most
	}
	h.items, h.hours = h.QueueLength/motion, h.MeanWait/motion
}

// QueueExceeds returns P(Q(T) > y), y ≥ 0.
func (h Horizon) QueueExceeds(y float64) float64 { return h.exceeds(y, h.items) }

// WaitExceeds returns the chance that an item arriving at T waits longer than t
// hours, t ≥ 0.
func (h Horizon) WaitExceeds(t float64) float64 { return h.exceeds(t, h.hours) }

func (h Horizon) exceeds(y, unit float64) float64 {
	if unit == 0 {
		return 0 // nothing has arrived yet
	}
	return h.motion.exceeds(math.Max(y, 0) / unit)
}

// QueueQuantile returns the number in line at T that is not exceeded with
// chance p, not rounded to whole items; +Inf at p = 1 unless nothing varies.
func (h Horizon) QueueQuantile(p float64) (float64, error) { return h.quantile(p, h.items) }

// WaitQuantile returns the wait of an item arriving at T that is not exceeded
// with chance p, hours; +Inf at p = 1 unless nothing varies.
func (h Horizon) WaitQuantile(p float64) (float64, error) { return h.quantile(p, h.hours) }

func (h Horizon) quantile(p, unit float64) (float64, error) {
	if err := probability(p); err != nil {
		return 0, err
	}
	switch {
	case h.motion.sigma == 0:
		return float64(h.motion.end() * unit), nil
	case p == 1:
		return math.Inf(1), nil
	}
	return float64(unit * h.motion.quantile(1-p)), nil
}
