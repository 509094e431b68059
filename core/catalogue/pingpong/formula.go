package pingpong

import (
	"math"

	"kingman/core/argument"
	"kingman/core/queue"
	"kingman/core/words"
)

// arrivalRate is λ, questions per working hour that are asked for the first time.
func arrivalRate(s argument.Setting) float64 { return s.Of(demand) / words.Week }

// service is s, the hours of one answer with the conversation before it.
func service(s argument.Setting) float64 { return s.Of(hours) + s.Of(minutes)/60 }

// rounds is 1/(1−p), how many answers a question needs in the end.
func rounds(s argument.Setting) float64 { return 1 / (1 - s.Of(share)) }

// firstLoad is ρ₀ = λs/c, the analysts' utilization if nothing came back.
func firstLoad(s argument.Setting) float64 { return arrivalRate(s) * service(s) / s.Of(analysts) }

// utilization is ρ = λs/(c(1−p)); above 1 the pile grows.
func utilization(s argument.Setting) float64 { return firstLoad(s) * rounds(s) }

// tipping is p* = 1 − λs/c, the share coming back at which the analysts are
// saturated; 0 or less if they are without any.
func tipping(s argument.Setting) float64 { return 1 - firstLoad(s) }

// growth is by how many questions a week the pile grows in the long run.
func growth(s argument.Setting) float64 {
	return math.Max(0, s.Of(demand)-float64(capacity(s)*(1-s.Of(share))))
}

// capacity is how many answers a week the analysts can give.
func capacity(s argument.Setting) float64 { return s.Of(analysts) / service(s) * words.Week }

// station is the analysts' line as if each question got all its answers in one
// go: a geometric number of services, mean s/(1−p) and SCV (1−p)Cs² + p (Whitt
// 1983, section 4.2: immediate feedback removed). For M/M/c that leaves
// the line as it is, with or without a delay before a question comes back
// (Jackson 1963); otherwise it is an approximation, right in heavy traffic.
func station(s argument.Setting) queue.Station {
	p, ca, cs := s.Of(share), s.Of(arrivalCV), s.Of(answerCV)
	return queue.Station{
		ArrivalRate: arrivalRate(s), MeanService: service(s) * rounds(s), Servers: int(s.Of(analysts)),
		ArrivalSCV: ca * ca, ServiceSCV: float64((1-p)*float64(cs*cs)) + p,
	}
}

// away is how many hours a question is on the way back, all rounds together.
func away(s argument.Setting) float64 { return float64(s.Of(delay) * float64(s.Of(share)*rounds(s))) }

// settled is T = (Wq + s)/(1−p) + h·p/(1−p), the lead time in hours if all this
// went on for ever; +Inf at and past the tipping point.
func settled(s argument.Setting) float64 {
	st := station(s)
	wait, err := st.MeanWait() // of all rounds together, Lq/λ
	if err != nil {
		return math.Inf(1)
	}
	return wait + st.MeanService + away(s)
}

// An expected is the expected line in front of the analysts over time [ours]: that
// of the organisation's fluid, and what chance adds to it, which is what it adds
// to the fluid of the station alone.
type expected struct {
	argument.Setting
	station queue.Transient
	fluid   fluid
	err     error
}

func newExpected(s argument.Setting) *expected {
	t, err := station(s).Transient(away(s))
	return &expected{s, t, newFluid(s), err}
}

// at returns the state of the station alone at a time, and how many questions more
// are in line.
func (l *expected) at(t float64) (h queue.Horizon, more float64) {
	h, err := l.station.At(t, l.Of(backlog))
	if err != nil || l.err != nil {
		return h, math.NaN() // a mistake in this package, which a test looks for
	}
	present, _ := l.fluid.at(t)
	return h, math.Max(0, present-l.Of(analysts)) - h.Fluid
}

// A point is what the formulas say about one setting: the mean time from question
// to answer of all that are asked until the date and where it goes (in line,
// answered first and again, on the way back); answers a week; who waits in the end.
type point struct {
	lead, answers, pile float64
	parts               [4]float64
}

// evaluate returns the mean number of open questions over the time, by Little's
// law a lead time.
func evaluate(s argument.Setting) (p point) {
	const intervals = 8 // of Simpson's rule in √t, in which the line is smooth
	l, horizon, c, back := newExpected(s), s.Horizon(), s.Of(analysts), s.Of(share)
	asked := s.Of(backlog) + float64(arrivalRate(s)*horizon)
	open := 0.0
	for k := 1.0; k <= intervals; k++ { // at k = 0 the integrand is 0
		u := k / intervals
		t := horizon * float64(u*u)
		present, away := l.fluid.at(t)
		busy := math.Min(present, c)
		h, more := l.at(t)
		p.pile = math.Max(0, h.QueueLength+more)
		open = p.pile + busy + away
		weight := 4.0
		switch {
		case k == intervals:
			weight = 1
		case math.Mod(k, 2) == 0:
			weight = 2
		}
		weight *= 2 * float64(u*horizon) / (3 * intervals) / asked
		for i, v := range [...]float64{p.pile, float64(busy * (1 - back)), float64(busy * back), away} {
			p.parts[i] += float64(weight * v)
		}
	}
	for _, part := range p.parts {
		p.lead += part
	}
	// Who came and is not there has been answered for good.
	p.answers = math.Min(capacity(s), math.Max(0, asked-open)*rounds(s)/s.Weeks())
	return p
}

// steps is how many steps of time the fluid takes to the date: evenly spaced in
// √t, so that the beginning, when the first questions come back, is seen closely.
const steps = 48

// A fluid is the organisation without chance:
//
//	n′ = λ + d/h − min(n, c)/s        at the analysts, in line or in hand
//	d′ = p·min(n, c)/s − d/h          on the way back
//
// from a backlog of n and nothing on the way (the fluid limit of a Jackson
// network: Mandelbaum, Massey and Reiman 1998).
type fluid struct {
	horizon       float64
	present, away [steps + 1]float64
}

// newFluid solves the two equations by implicit Euler steps, which are stable
// however short an answer or a delay is against a step.
func newFluid(in argument.Setting) fluid {
	f := fluid{horizon: in.Horizon()}
	f.present[0] = in.Of(backlog)
	rate, s, c, p, h := arrivalRate(in), service(in), in.Of(analysts), in.Of(share), in.Of(delay)
	for k := range steps {
		step := f.horizon * float64(2*k+1) / (steps * steps)
		// Of what is on its way, and of the step·p·x that join it, this share
		// comes back within the step: all of it if there is no delay.
		back := step / (step + h)
		known := f.present[k] + float64(step*rate) + float64(back*f.away[k])
		gone := step * (1 - float64(back*p))
		// Not all analysts busy: x = n/s, n = known − gone·x.
		n := known / (1 + gone/s)
		x := n / s
		if n > c {
			x = c / s
			n = known - float64(gone*x)
		}
		f.present[k+1], f.away[k+1] = n, (1-back)*(f.away[k]+float64(step*float64(p*x)))
	}
	return f
}

// at returns how many questions are at the analysts and how many on their way
// back at a time between now and the date.
func (f *fluid) at(t float64) (present, away float64) {
	place := math.Min(steps, math.Sqrt(t/f.horizon)*steps)
	k := int(math.Min(steps-1, math.Floor(place)))
	part := place - float64(k)
	between := func(v *[steps + 1]float64) float64 { return v[k] + float64(part*(v[k+1]-v[k])) }
	return between(&f.present), between(&f.away)
}
