package scenario

import "math"

// ticketSteps is how many steps of time the fluid takes to the date: evenly
// spaced in √t, so that the beginning, when the first questions come back, is
// seen closely.
const ticketSteps = 48

// A ticketFluid is the organisation without chance: a flow of questions to the
// analysts, a share of it that comes back after the delay.
//
//	n′ = λ + d/h − min(n, c)/s        at the analysts, in line or in hand
//	d′ = p·min(n, c)/s − d/h          on the way back
//
// from a backlog of n and nothing on the way (the fluid limit of a Jackson
// network: Mandelbaum, Massey and Reiman 1998).
type ticketFluid struct {
	horizon       float64
	present, away [ticketSteps + 1]float64
}

// newTicketFluid solves the two equations by implicit Euler steps, which are
// stable however short an answer or a delay is against a step.
func newTicketFluid(in ticketInput) ticketFluid {
	f := ticketFluid{horizon: in.horizon()}
	f.present[0] = in.backlog
	rate, s, c, p, h := in.arrivalRate(), in.service(), in.analysts, in.misunderstood, in.delay
	for k := range ticketSteps {
		step := f.horizon * float64(2*k+1) / (ticketSteps * ticketSteps)
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
func (f *ticketFluid) at(t float64) (present, away float64) {
	place := math.Min(ticketSteps, math.Sqrt(t/f.horizon)*ticketSteps)
	k := int(math.Min(ticketSteps-1, math.Floor(place)))
	part := place - float64(k)
	between := func(v *[ticketSteps + 1]float64) float64 { return v[k] + float64(part*(v[k+1]-v[k])) }
	return between(&f.present), between(&f.away)
}
