package queue

import "math"

// MMcK is M/M/c/K: as M/M/c, but an item that finds K in the system is turned
// away. It always has a steady state; ρ may exceed 1.
type MMcK struct {
	ArrivalRate float64 // λ, items per hour; 0 to 1e12
	MeanService float64 // s, hours per item; 1e-12 to 1e12
	Servers     int     // c, from 1 to 1000000
	Capacity    int     // K, places for those in service and in line; from Servers to Servers + 1000000
}

// MMcKResult is the steady state of MMcK. Waits are those of the items that are let in.
type MMcKResult struct {
	Measures
	EmptyProbability    float64 // chance that nobody is in the system
	BlockingProbability float64 // chance that an arriving item is turned away
	Throughput          float64 // items let in, and so departing, per hour
}

// Analyze returns the steady state, or a *FieldError.
//
// The states above c are a geometric series in ρ; it is summed term by term,
// from the larger end, because its closed form cancels at ρ = 1.
func (m MMcK) Analyze() (MMcKResult, error) {
	if err := markovian(m.ArrivalRate, m.MeanService, m.Servers); err != nil {
		return MMcKResult{}, err
	}
	if m.Capacity < m.Servers || m.Capacity > m.Servers+1_000_000 {
		return MMcKResult{}, &FieldError{"Capacity", float64(m.Capacity), "a whole number from Servers to Servers + 1000000"}
	}
	load := float64(m.ArrivalRate * m.MeanService)
	c := float64(m.Servers)
	rho := load / c
	if load == 0 {
		return MMcKResult{Measures: measures(m.ArrivalRate, m.MeanService, m.Servers, 0, 0), EmptyProbability: 1}, nil
	}
	// Weights of the states c+i, relative to the heaviest of them.
	places := m.Capacity - m.Servers
	var line, lineItems, first, last float64 // Σ_{i≥1} w, Σ i·w, w_0, w_places
	if rho <= 1 {
		first = 1
		w := 1.0
		for i := 1; i <= places; i++ {
			w = float64(w * rho)
			line += w
			lineItems += float64(float64(i) * w)
		}
		last = w
	} else {
		last = 1
		w := 1.0
		for i := places; i >= 1; i-- {
			line += w
			lineItems += float64(float64(i) * w)
			w /= rho
		}
		first = w
	}
	b := erlangB(m.Servers, load)
	if b == 0 { // nobody is ever turned away or waits, to 300 digits
		q := MMcKResult{Measures: measures(m.ArrivalRate, m.MeanService, m.Servers, 0, 0), Throughput: m.ArrivalRate}
		q.EmptyProbability = erlangEmpty(m.Servers, load)
		return q, nil
	}
	upToC := first / b // Σ_{k≤c}, because B is the share of the state c in it
	total := upToC + line
	blocking := last / total
	admitted := float64(m.ArrivalRate * (upToC + (line - last)) / total)
	if places == 0 {
		admitted = float64(m.ArrivalRate * (1 - b))
	}
	queueLength := lineItems / total
	wait := 0.0
	if admitted > 0 {
		wait = queueLength / admitted
	}
	busy := float64(admitted * m.MeanService)
	q := MMcKResult{BlockingProbability: blocking, Throughput: admitted}
	q.Measures = Measures{
		MeanWait:     wait,
		MeanSojourn:  wait + m.MeanService,
		QueueLength:  queueLength,
		WIP:          queueLength + busy,
		BusyFraction: math.Min(1, busy/c),
	}
	if places > 0 { // of those let in: found c or more, but not K
		q.DelayProbability = (first + line - last) / (upToC + (line - last))
	}
	q.EmptyProbability = float64(upToC / total * erlangEmpty(m.Servers, load))
	return q, nil
}
