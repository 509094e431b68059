package queue

import (
	"math"

	"kingman/core/smallfmt"
)

// A Tandem is stations one after the other, through all of which every item goes, at a date.
type Tandem struct {
	Arrivals RenewalStream // of items that come to the first station
	Backlog  float64       // items that wait there at first; 0 to 1e12
	Stations []Station     // of which only MeanService, Servers and ServiceSCV are read
}

// A TandemPoint is where the items of a Tandem are, that came until then, on average.
type TandemPoint struct {
	Arrived, Departed float64
	Held              float64   // outside, where the number inside is limited (see [ClosedLine.Limit])
	Line, Busy        []float64 // in line, and in hand, by station
}

// At returns the point T hours from a start at which nobody works, T from −1e12, at 0 or before which everybody
// begins with what is there, to 1e12. Errors are *FieldError.
//
// [ours, on J. Abate and W. Whitt, 1987] What has passed a station until T came to the next one evenly, from when the
// first could be there, a mean service later. There it is a station of its own by [Station.AtHorizon], with the
// variability of arrivals that QNA gives to what leaves a station (W. Whitt, 1983, equation 38), where one that cannot
// keep up counts as just full. What is in hand is by Little's law.
//
// Region: four stations of which the second to last is the bottleneck, at loads from 0.8 to 1.4, SCVs of 1 and of services
// of a quarter: departures are 0.3 % low after fifty of the longest services and 7 % after ten, as the first items are on
// their way while the formula takes averages.
func (l Tandem) At(T float64) (TandemPoint, error) {
	if err := errorsFirst(l.Arrivals.check(), nonNegative("Backlog", l.Backlog)); err != nil {
		return TandemPoint{}, err
	}
	n := len(l.Stations)
	p := TandemPoint{Arrived: float64(l.Arrivals.Rate*T) + l.Backlog, Line: make([]float64, n), Busy: make([]float64, n)}
	came, waiting, scv := p.Arrived, l.Backlog, l.Arrivals.SCV
	for i, s := range l.Stations {
		if came <= 0 {
			break
		}
		servers := float64(s.Servers)
		if T <= 0 {
			p.Busy[i] = math.Min(servers, came)
			p.Line[i] = came - p.Busy[i]
			came = 0
			break
		}
		line := 0.0 // where rounding leaves hardly any time
		if s.ArrivalRate, s.ArrivalSCV = (came-waiting)/T, scv; s.ArrivalRate <= largest {
			h, err := s.AtHorizon(T, waiting)
			if err != nil {
				return TandemPoint{}, within(smallfmt.Sprintf("Stations[%d]", i), err)
			}
			line = h.QueueLength
		}
		p.Busy[i] = math.Min(math.Min(servers, came/T*s.MeanService), came)
		p.Line[i] = math.Min(line, came-p.Busy[i])
		if T <= s.MeanService { // nobody can be through
			p.Busy[i] = came - p.Line[i]
		}
		s.ArrivalRate = came / T
		scv = s.DepartureSCV()
		came, waiting = math.Max(0, came-p.Line[i]-p.Busy[i]), 0
		T -= s.MeanService
	}
	p.Departed = came
	return p, nil
}

// Limit returns what becomes of a point T hours from the start if no more than so many items, at least 1, may be inside: the
// line ships what it would without the limit, at most what the closed line does, and as soon as the limit is reached items are
// where they are in that one [ours].
func (l ClosedLine) Limit(items int) func(p TandemPoint, T float64) TandemPoint {
	most, rate, full := float64(items), l.Throughput(items), TandemPoint{}
	for k := range l.stations {
		full.Line, full.Busy = append(full.Line, l.QueueLength(k, items)), append(full.Busy, l.Busy(k, items))
	}
	return func(p TandemPoint, T float64) TandemPoint {
		p.Departed = math.Min(p.Departed, float64(rate*T))
		if under := p.Arrived - p.Departed; under > most {
			p.Held, p.Line, p.Busy = under-most, full.Line, full.Busy
		}
		return p
	}
}
