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

// Work returns the hours that an item takes if it never waits.
func (l Tandem) Work() (hours float64) {
	for _, s := range l.Stations {
		hours += s.MeanService
	}
	return hours
}

// Bottleneck returns the index of the station that can do least an hour, the first of several; 0 of none.
func (l Tandem) Bottleneck() (least int) {
	for k, s := range l.Stations {
		if s.Capacity() < l.Stations[least].Capacity() {
			least = k
		}
	}
	return least
}

// A TandemPoint is where the items of a Tandem are, that came until then, on average.
type TandemPoint struct {
	Arrived, Departed float64
	Held              float64   // outside, where the number inside is limited (see [TandemCourse.Limited])
	Line, Busy        []float64 // in line, and in hand, by station
}

// At returns the point T hours from a start at which nobody works, T from −1e12 to 1e12. At 0 and before the
// first servers have just begun with the items that are there. Errors are *FieldError.
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

// A TandemCourse is a Tandem over the time until a date, ready to be asked what becomes of it with any limit.
type TandemCourse struct {
	free   []TandemPoint // without a limit, at even times
	closed ClosedLine
	date   float64 // hours from now
	work   float64 // hours of an item if it never waits
}

// Until follows the line from now to T hours from 1e-12 to 1e12 in so many even steps, 1 to 10000, for limits up to most items,
// 0 to 10000. Errors are *FieldError: those of At and, where most is above 0, of NewClosedLine.
func (l Tandem) Until(T float64, steps, most int) (c TandemCourse, err error) {
	if steps < 1 || steps > 10000 {
		return c, &FieldError{"Steps", float64(steps), "a whole number from 1 to 10000"}
	}
	if len(l.Stations) == 0 {
		return c, &FieldError{"Stations", 0, "at least one station"}
	}
	if err := positive("T", T); err != nil {
		return c, err
	}
	c.free = make([]TandemPoint, steps+1)
	for k := range c.free {
		if c.free[k], err = l.At(evenly(T, k, steps)); err != nil {
			return TandemCourse{}, err
		}
	}
	if most != 0 {
		if c.closed, err = NewClosedLine(l.Stations, most); err != nil {
			return TandemCourse{}, err
		}
	}
	c.date, c.work = T, l.Work()
	return c, nil
}

// evenly is the k-th of so many even steps to T.
func evenly(T float64, k, steps int) float64 { return T * float64(k) / float64(steps) }

// A TandemHorizon is what has come of a Tandem by a date.
type TandemHorizon struct {
	Points []TandemPoint // at even times from now to the date; nobody may change them
	// MeanSojourn is the hours from arrival to departure of all items that came until the date, items still there by their
	// age; InHand is the part of these hours in which an item is worked on. Both are 0 if nothing came.
	MeanSojourn, InHand float64
	// Cycle is the hours from first touched to departure of those that departed, at least those of the work.
	Cycle float64
}

// Limited returns what has come of the line by the date if no more than so many items may be inside, from the line of the first
// station on; the next one comes in when one departs. 0 is no limit; what is above the most that the course was made for counts
// as that.
//
// With a limit the line ships what it would without, at most what the closed line does in the long run, and as soon as the limit
// is reached items are where they are in that one [ours]. It is on the low side for work less uneven than exponential.
//
// Means are by Little's law on the numbers at those times, by trapezes (J. D. C. Little, 1961). Of as many as departed, Cycle is
// the area between their starts and their departures, as if nobody overtook.
func (c TandemCourse) Limited(items int) (h TandemHorizon) {
	h.Points = c.free
	if items = c.closed.within(items); items > 0 {
		h.Points = c.limited(items)
	}
	steps := len(h.Points) - 1
	last := h.Points[steps]
	for k, p := range h.Points {
		hours := c.date / float64(steps)
		if k == 0 || k == steps {
			hours /= 2
		}
		started := p.Arrived - p.Held - p.Line[0]
		h.MeanSojourn += float64(hours * (p.Arrived - p.Departed))
		h.Cycle += float64(hours * (math.Min(started, last.Departed) - p.Departed))
		for _, busy := range p.Busy {
			h.InHand += float64(hours * busy)
		}
	}
	if last.Arrived > 0 {
		h.MeanSojourn /= last.Arrived
		h.InHand /= last.Arrived
	}
	if last.Departed > 1e-6 { // fewer are rounding
		h.Cycle /= last.Departed
	}
	h.Cycle = math.Max(h.Cycle, c.work)
	return h
}

// limited are the points with a limit.
func (c TandemCourse) limited(items int) []TandemPoint {
	most, rate, full := float64(items), c.closed.Throughput(items), TandemPoint{}
	for k := range c.closed.stations {
		full.Line, full.Busy = append(full.Line, c.closed.QueueLength(k, items)), append(full.Busy, c.closed.Busy(k, items))
	}
	points := append([]TandemPoint(nil), c.free...)
	for k := range points {
		p := &points[k]
		p.Departed = math.Min(p.Departed, float64(rate*evenly(c.date, k, len(c.free)-1)))
		if inside := p.Arrived - p.Departed; inside > most {
			p.Held, p.Line, p.Busy = inside-most, full.Line, full.Busy
		}
	}
	return points
}
