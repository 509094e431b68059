package scenario

import (
	"math"

	"kingman/core/queue"
	"kingman/core/words"
)

// ticketInput is a setting of the parameters by name.
type ticketInput struct {
	misunderstood, minutes, delay float64
	analysts, demand, weeks       float64
	hours, arrivalCV, analysisCV  float64
	backlog, cost                 float64
}

func ticketOf(s Setting) ticketInput {
	return ticketInput{
		misunderstood: s.Get("misunderstood"), minutes: s.Get("minutes"), delay: s.Get("delay"),
		analysts: s.Get("analysts"), demand: s.Get("demand"), weeks: s.Get("weeks"),
		hours: s.Get("hours"), arrivalCV: s.Get("arrival-cv"), analysisCV: s.Get("analysis-cv"),
		backlog: s.Get("backlog"), cost: s.Get("cost"),
	}
}

// arrivalRate is λ, questions per working hour that are asked for the first
// time.
func (in ticketInput) arrivalRate() float64 { return in.demand / words.Week }

// horizon is the date in working hours from now.
func (in ticketInput) horizon() float64 { return in.weeks * words.Week }

// service is s, the hours of one answer with the conversation before it.
func (in ticketInput) service() float64 { return in.hours + in.minutes/60 }

// rounds is 1/(1−p), how many answers a question needs in the end.
func (in ticketInput) rounds() float64 { return 1 / (1 - in.misunderstood) }

// firstLoad is ρ₀ = λs/c, the analysts' utilization if nothing came back.
func (in ticketInput) firstLoad() float64 { return in.arrivalRate() * in.service() / in.analysts }

// utilization is ρ = λs/(c(1−p)); above 1 the pile grows.
func (in ticketInput) utilization() float64 { return in.firstLoad() * in.rounds() }

// tipping is p* = 1 − λs/c, the share coming back at which the analysts are
// saturated; 0 or less if they are without any.
func (in ticketInput) tipping() float64 { return 1 - in.firstLoad() }

// growth is by how many questions a week the pile grows in the long run.
func (in ticketInput) growth() float64 {
	return math.Max(0, in.demand-float64(in.capacity()*(1-in.misunderstood)))
}

// capacity is how many answers a week the analysts can give.
func (in ticketInput) capacity() float64 { return in.analysts / in.service() * words.Week }

// station is the analysts' line as if each question got all its answers in one
// go: a geometric number of services, mean s/(1−p) and SCV (1−p)Cs² + p (Whitt
// 1983, section 4.2: immediate feedback removed). For M/M/c that leaves
// the line as it is, with or without a delay before a question comes back
// (Jackson 1963); otherwise it is an approximation, right in heavy traffic.
func (in ticketInput) station() queue.Station {
	p := in.misunderstood
	return queue.Station{
		ArrivalRate: in.arrivalRate(), MeanService: in.service() * in.rounds(), Servers: int(in.analysts),
		ArrivalSCV: in.arrivalCV * in.arrivalCV, ServiceSCV: float64((1-p)*float64(in.analysisCV*in.analysisCV)) + p,
	}
}

// settled is T = (Wq + s)/(1−p) + h·p/(1−p), the lead time in hours if all this
// went on for ever; +Inf at and past the tipping point. Wq is the wait of one
// round: Lq/(λ/(1−p)) by Little's law.
func (in ticketInput) settled() float64 {
	s := in.station()
	wait, err := s.MeanWait() // of all rounds together, Lq/λ
	if err != nil {
		return math.Inf(1)
	}
	return wait + s.MeanService + float64(in.delay*float64(in.misunderstood*in.rounds()))
}

// ticketPoint is what the formulas say about one setting.
type ticketPoint struct {
	in ticketInput
	// lead is the mean time from question to answer, in working hours, of all
	// that are asked until the date, those still open by their age; parts is
	// where it goes.
	lead  float64
	parts ticketParts
	// answers is how many answers a week are given until the date, pile how many
	// questions wait in line then.
	answers, pile float64
}

// ticketParts is where a lead time goes, in working hours: in line, being
// answered for the first time and again, on the way back after a
// misunderstanding.
type ticketParts [4]float64

// ticketLine is the expected line in front of the analysts over time [ours]: that
// of the organisation's fluid, and what chance adds to it, which is what it adds
// to the fluid of the station alone. Analysts who run out of work wait for
// questions that are still on their way back, too.
type ticketLine struct {
	in      ticketInput
	station queue.Transient
	fluid   ticketFluid
	err     error
}

func newTicketLine(in ticketInput) ticketLine {
	away := float64(in.delay * float64(in.misunderstood*in.rounds())) // hours on the way back, all rounds
	t, err := in.station().Transient(away)
	return ticketLine{in, t, newTicketFluid(in), err}
}

// at returns the state of the station alone at a time, and how many questions more
// are in line. A setting is inside the ranges of the formulas, so that an
// error is a mistake in this package; the result is then NaN, which a test looks
// for at every corner.
func (l *ticketLine) at(t float64) (h queue.Horizon, more float64) {
	h, err := l.station.At(t, l.in.backlog)
	if err != nil || l.err != nil {
		return h, math.NaN()
	}
	present, _ := l.fluid.at(t)
	return h, math.Max(0, present-l.in.analysts) - h.Fluid
}

// mean returns the expected line at a time.
func (l *ticketLine) mean(t float64) float64 {
	h, more := l.at(t)
	return math.Max(0, h.QueueLength+more)
}

// newTicketPoint evaluates the formulas: the mean number of open questions over
// the time, by Little's law a lead time.
func newTicketPoint(in ticketInput) ticketPoint {
	const intervals = 8 // of Simpson's rule in √t, in which the line is smooth
	p := ticketPoint{in: in}
	line, horizon := newTicketLine(in), in.horizon()
	asked := in.backlog + float64(in.arrivalRate()*horizon)
	open := 0.0
	for k := 1.0; k <= intervals; k++ { // at k = 0 the integrand is 0
		u := k / intervals
		t := horizon * float64(u*u)
		present, away := line.fluid.at(t)
		busy := math.Min(present, in.analysts)
		p.pile = line.mean(t)
		open = p.pile + busy + away
		weight := 4.0
		switch {
		case k == intervals:
			weight = 1
		case math.Mod(k, 2) == 0:
			weight = 2
		}
		weight *= 2 * float64(u*horizon) / (3 * intervals) / asked
		p.parts[0] += float64(weight * p.pile)
		p.parts[1] += float64(weight * float64(busy*(1-in.misunderstood)))
		p.parts[2] += float64(weight * float64(busy*in.misunderstood))
		p.parts[3] += float64(weight * away)
	}
	for _, part := range p.parts {
		p.lead += part
	}
	// Who came and is not there has been answered for good.
	p.answers = math.Min(in.capacity(), math.Max(0, asked-open)*in.rounds()/in.weeks)
	return p
}
