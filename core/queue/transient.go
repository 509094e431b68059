package queue

import (
	"math"

	"kingman/core/portable"
)

// A Transient is what Station.AtHorizon knows of a station before it is told a
// time, which costs as much as the answer for one: for many times.
type Transient struct {
	station         Station
	servers         float64
	capacity        float64
	drift, variance float64 // of the motion, per hour
	hold            float64 // hours that the motion sticks for each unit that it is pushed up at 0
	lag             float64 // hours by which it begins late from empty
	filled          float64 // hours until the fluid has filled the servers from empty, at ρ > 1
	swell           float64 // what the chance to be away from 0 is multiplied with; 1 if nobody is outside
	least           float64 // items in line for each unit of the motion, at the least
}

// Transient prepares Transient.At. Items are outside, for example on their way back
// after a misunderstanding, for so many hours in the mean of all their visits together;
// MeanService and ServiceSCV are then those of all their services together. A
// station that runs out of work has then to do with fewer items on their way, too: the
// loss system of Station.AtHorizon has as many places more as items are outside when all
// servers are busy [ours]. The steady state does not depend on it (J. R. Jackson
// 1963). Errors are *FieldError only.
func (s Station) Transient(outside float64) (Transient, error) {
	if err := s.Validate(); err != nil {
		return Transient{}, err
	}
	if err := nonNegative("Outside", outside); err != nil {
		return Transient{}, err
	}
	if s.ArrivalRate < 1e-100 {
		s.ArrivalRate = 0 // one item in 1e96 years; its reciprocal would overflow
	}
	c, capacity := float64(s.Servers), s.Capacity()
	t := Transient{
		station: s, servers: c, capacity: capacity,
		drift:    s.ArrivalRate - capacity,
		variance: float64(s.ArrivalRate*s.ArrivalSCV) + float64(capacity*s.ServiceSCV),
		swell:    1, least: 0.5,
	}
	if s.ArrivalRate == 0 {
		t.hold = math.Inf(1) // no line comes back
		return t, nil
	}
	rho := s.Utilization()
	own := newFilling(s.Servers, float64(s.ArrivalRate*s.MeanService))
	whole := own
	if outside > 0 {
		places := float64(c * (1 + outside/s.MeanService))
		if places > maxServers {
			return Transient{}, &FieldError{"Outside", outside, "at most a million items outside"}
		}
		load := float64(s.ArrivalRate * (s.MeanService + outside))
		floor := math.Floor(places)
		whole = newFilling(int(floor), load).between(newFilling(int(floor)+1, load), places-floor)
	}
	t.lag = float64(whole.lag(rho)*(1+s.ServiceSCV)) / (2 * s.ArrivalRate)
	change := s.lullChange(own.loss)
	hold := math.Min(math.Max(1e-9, whole.lull()+change), 1e100)
	if rho < 1 {
		delayed := 1 + float64((own.lull()+change)*(1-rho)) // 1/chance of delay
		t.swell = (1 + float64(hold*(1-rho))) / delayed
		if sum := float64(rho*s.ArrivalSCV) + s.ServiceSCV; sum > 0 {
			t.least = math.Min(t.least, float64(rho*(s.ArrivalSCV+s.ServiceSCV))/sum)
		}
	} else if rho > 1 {
		hold = math.Min(hold, 0.99/(rho-1))
		t.filled = -float64((s.MeanService + outside) * portable.Log1p(-1/rho))
	}
	t.hold = hold / capacity
	return t, nil
}

// nearlySaturated is the ρ beyond which lullChange stays what it is.
const nearlySaturated = 0.999

// lullChange is by how much longer than M/M/c a station stays short of work each
// time, in units of the time between two departures, for the chance of delay
// θWq of Station.Steady (which may exceed 1): (1/θWq − 1/C)/(1 − ρ).
func (s Station) lullChange(loss float64) float64 {
	rho := s.Utilization()
	if rho > nearlySaturated {
		rho = nearlySaturated
		s.ArrivalRate = float64(rho * s.Capacity())
		loss = erlangB(s.Servers, float64(s.ArrivalRate*s.MeanService))
	}
	wait, err := s.MeanWait()
	chance := float64(wait*(2*s.Capacity()*(1-rho))) / (s.ArrivalSCV + s.ServiceSCV)
	if err != nil || !(chance > 0) || !finite(chance) {
		return 0 // hardly anything varies, or nobody waits
	}
	return (1/chance - 1/erlangC(loss, rho)) / (1 - rho)
}

// start is where the motion begins: the line, half a step above it, and what
// servers that begin together have not finished by T against servers that have been
// busy for long, c(1 − Cs²)/2 items (D. R. Cox, Renewal Theory, 1962), which settles
// in about the mean residual service.
func (t Transient) start(T, backlog float64) float64 {
	cs2 := t.station.ServiceSCV
	settled := -portable.Expm1(-2 * T / float64(t.station.MeanService*(1+cs2)))
	begun := math.Min(1, backlog/t.servers)
	behind := float64(cs2/2) + float64(float64(t.servers*settled)*(1-cs2)/2)
	return math.Max(0, backlog-t.servers+float64(begun*behind))
}

// inService is how many servers are busy at T if so many begin at time 0: what
// M/M/∞ has, a + (begun − a)e^(−T/s), and no more than there are.
func (t Transient) inService(T, begun float64) float64 {
	load := float64(t.station.ArrivalRate * t.station.MeanService)
	return math.Min(t.servers, load+float64((begun-load)*portable.Exp(-T/t.station.MeanService)))
}
