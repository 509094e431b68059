package queue

import "math"

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
