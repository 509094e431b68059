package queue

import (
	"math"

	"kingman/core/portable"
)

// LineHours returns how many hours all items together spend in line from time 0 to
// T ≥ 0 hours: the integral of the line of Transient.At from a start with backlog ≥ 0
// items and nobody at work on them yet. By Little's law it is the wait so far of all
// who have come. Gauss and Legendre's rule of four points over the square root of
// time, in which a line begins smoothly; a backlog that is worked off has its own
// time scale and four points more: within 3 % of the integral. Errors are *FieldError only.
func (t Transient) LineHours(T, backlog float64) (hours float64, err error) {
	if err := errorsFirst(nonNegative("T", T), nonNegative("Backlog", backlog)); err != nil {
		return 0, err
	}
	from := 0.0
	if spare := t.capacity - t.station.ArrivalRate; spare > 0 && 1.5*backlog < spare*T {
		from = 1.5 * backlog / spare
		hours = t.lineHours(0, from, backlog)
	}
	return hours + t.lineHours(from, T, backlog), nil
}

func (t Transient) lineHours(from, to, backlog float64) (hours float64) {
	a, b := math.Sqrt(from), math.Sqrt(to)
	for _, g := range [...][2]float64{
		{0.0694318442029737, 0.1739274225687269}, {0.3300094782075719, 0.3260725774312731},
		{0.6699905217924281, 0.3260725774312731}, {0.9305681557970263, 0.1739274225687269},
	} {
		u := a + float64(g[0]*(b-a))
		h, _ := t.At(u*u, backlog) // as legal as T
		hours += float64(2 * u * (b - a) * g[1] * h.QueueLength)
	}
	return hours
}

// An Intake is the items that have come to a station by a time.
type Intake struct {
	Items   float64 // all of them, with the backlog; 0 or more
	Backlog float64 // there at time 0, with nobody at work on them; 0 or more
}

// A Passage is what a station has made by a time of the items that came to it. One that comes with an error is NaN
// throughout.
type Passage struct {
	LineHours float64 // of all items together, as Transient.LineHours says
	Begun     float64 // services that have begun
	Busy      float64 // of them in progress
	Served    float64 // of them completed
	WorkHours float64 // that services have taken so far
}

// Passage is [Transient.Passage] of a station, for one time.
func (s Station) Passage(T float64, in Intake) (Passage, error) {
	t, err := s.Transient(0)
	if err != nil {
		return noPassage(err)
	}
	return t.Passage(T, in)
}

func noPassage(err error) (Passage, error) {
	nan := math.NaN()
	return Passage{nan, nan, nan, nan, nan}, err
}

// Passage returns what has become of an intake by T ≥ 0 hours: items that are not in line have begun. Servers that have
// been at it for long are busy with the load, and have the mean [Station.ResidualService] before them; from nobody at work
// at time 0 they get there at the pace of one such time [ours].
// Errors are *FieldError only.
func (t Transient) Passage(T float64, in Intake) (p Passage, err error) {
	if err = nonNegative("Items", in.Items); err == nil {
		p.LineHours, err = t.LineHours(T, in.Backlog)
	}
	if err != nil {
		return noPassage(err)
	}
	h, _ := t.At(T, in.Backlog) // as legal as for LineHours
	g := t.station
	residual := g.ResidualService()
	p.Begun = math.Max(0, in.Items-h.QueueLength)
	p.Busy = math.Min(p.Begun, float64(math.Min(float64(g.Servers), g.OfferedLoad())*-portable.Expm1(-T/residual)))
	p.Served = p.Begun - p.Busy
	p.WorkHours = math.Max(0, float64(p.Begun*g.MeanService)-float64(p.Busy*residual))
	return p, nil
}

// ResidualService is what a service in progress has before it on average, s(1 + Cs²)/2 hours (D. R. Cox, Renewal
// Theory, 1962).
func (s Station) ResidualService() float64 { return s.MeanService * (1 + s.ServiceSCV) / 2 }
