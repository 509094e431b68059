package scenario

import (
	"math"

	"kingman/core/portable"
	"kingman/core/queue"
)

// A ticketClock slows time down for the reflected Brownian motion [ours]. The
// motion leaves 0 at once; analysts who have run out of work do not: some of them
// are idle, and questions that would keep them busy are still on their way back.
// Of the T hours until the date the motion is therefore given only T′,
//
//	T = fill + T′ + S·(expected push at 0 in T′)/(c/s′),
//
// where s′ is the service of all rounds, fill the time in which the analysts' hands and
// the way back fill up, and S how many hours are spent short of
// work for each hour at the brink: Σ π(k)/π(K) over k < K of a loss system
// (Erlang 1917), 1/B − 1, with K the questions in hand and on their way back
// when all analysts are busy. Without a delay and for exponential answers S is
// exact.
type ticketClock struct {
	drift, variance float64 // of the line, per hour
	fill            float64 // hours
	pause           float64 // S/(c/s′), hours for each item pushed
	drained         float64 // hours until the motion has worked off the backlog
}

func newTicketClock(in ticketInput, s queue.Station) ticketClock {
	busy := math.Min(s.ArrivalRate, s.Capacity())
	absent := float64(in.delay * float64(in.misunderstood*in.rounds())) // hours on the way back, all rounds
	away := float64(busy * absent)
	c := ticketClock{
		drift:    s.ArrivalRate - s.Capacity(),
		variance: float64(s.ArrivalRate*s.ArrivalSCV) + float64(busy*s.ServiceSCV),
	}
	if in.backlog > 0 {
		c.drained = in.backlog / (math.Max(0, -c.drift) + c.variance/in.backlog)
	}
	full := float64(busy*s.MeanService) + away
	c.fill = (s.MeanService + absent) * math.Max(0, 1-in.backlog/full)
	// Erlang's B has whole numbers of servers; in between, 1/B goes straight.
	places := in.analysts + away
	whole := math.Floor(places)
	inverse := func(n float64) float64 {
		b, err := queue.ErlangB(int(n), full)
		if err != nil {
			return math.NaN()
		}
		return 1 / b
	}
	short := inverse(whole)
	short += float64((places-whole)*(inverse(whole+1)-short)) - 1
	c.pause = short / s.Capacity()
	return c
}

// push is how many items the motion is expected to have been pushed up by at 0 in
// t hours from empty, E Q(t) − mt (Abate and Whitt 1987), and how many an hour
// then.
func (c ticketClock) push(t float64) (items, perHour float64) {
	sigma := math.Sqrt(float64(c.variance * t))
	if !(sigma > 0) {
		perHour = math.Max(0, -c.drift)
		return perHour * t, perHour
	}
	d := float64(c.drift*t) / sigma
	below, density := portable.NormalCDF(-d), portable.NormalPDF(d)
	regrown := density * (1 + float64(d*d)/3) // (Φ(d) − ½)/d
	if math.Abs(d) > 0.01 {
		regrown = (0.5 - below) / d
	}
	items = sigma * (density - float64(d*below) + regrown)
	perHour = sigma / t * (density - float64(d*below))
	return math.Max(0, items), math.Max(0, perHour)
}

// inner returns T′ for T by Newton's method: T is a concave function of T′ from
// where the backlog is gone, so that every step after the first comes from the left.
func (c ticketClock) inner(t float64) float64 {
	t = math.Max(0, t-c.fill)
	if t <= c.drained {
		return t
	}
	target := t - c.drained
	x := target
	for range 6 {
		items, perHour := c.push(x)
		x += (target - x - float64(c.pause*items)) / (1 + float64(c.pause*perHour))
		x = math.Min(target, math.Max(x, 0.001*target))
	}
	return c.drained + x
}
