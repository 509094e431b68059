package queue

import "math"

// Fluid is what Analyze finds if chance averages out, and the most items that are there at any time,
//
//	n′ = λ − min(n, c)/s − θ(n − c)⁺   (A. Mandelbaum, W. A. Massey and M. I. Reiman, 1998),
//
// in steps of half a service, and eight a period at least. Of the points it fills in QueueLength, InService, Abandoned and
// ItemHours; unevenness and ExtraServers are left out. The periods are those that Analyze accepts.
func (f Forward) Fluid() (points []ForwardPoint, most float64) {
	n, at := f.Backlog, ForwardPoint{}
	for _, p := range f.Periods {
		count := math.Ceil(2 * p.Hours / math.Min(p.MeanService, p.Hours/4))
		step := p.Hours / count
		for range int(count) {
			busy := math.Min(n, float64(p.Servers))
			gone := float64(p.AbandonRate * step * (n - busy))
			at.Abandoned += gone
			at.ItemHours += float64(n * step)
			n += float64(p.ArrivalRate*step) - float64(busy/p.MeanService*step) - gone
			most = math.Max(most, n)
		}
		at.InService = math.Min(n, float64(p.Servers))
		at.QueueLength = n - at.InService
		points = append(points, at)
	}
	return points, math.Max(most, f.Backlog)
}

// Overflow is the backlog and how many items more come than can be done in the periods in which that is so: to how many a
// pile can grow if nothing is uneven and nobody leaves.
func (f Forward) Overflow() float64 {
	pile := f.Backlog
	for _, p := range f.Periods {
		pile += float64(p.Hours * math.Max(0, p.ArrivalRate-p.capacity()))
	}
	return pile
}

// InUnits returns f with a line of so many items counted in so many units, a state for each, where that is fewer than it
// would have: it costs no more than a small one [ours]. The clock runs as slowly as if both SCVs were pile/units; services
// begin and end as they are. Of a large pile chance is a small part; of a line beside it, before or
// after, it makes too much. Against counting every item of up to eight times as many as there are units no line of M/M/1 and
// M/M/10 is off by more than 9 % of the pile with 200 units, and 2.5 % with 1000; in a lasting overload it is too long by
// up to 1/((ρ − 1)·units) of it. The pile is what is reached: with twice as much, as Overflow may be where periods that are too full
// take turns with others, it is off by more. Analyze refuses what is no pile or no unit as the field pile/units.
func (f Forward) InUnits(pile, units float64) Forward {
	f.unit = pile / units
	return f
}
