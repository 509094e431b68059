package queue

import "math"

// MMcK is the steady state of M/M/c/K: as M/M/c, but an item that finds K in
// the system is turned away. It always has a steady state. Waits are those of
// the items that are let in; ρ may exceed 1.
type MMcK struct {
	Measures
	EmptyProbability    float64 // chance that nobody is in the system
	BlockingProbability float64 // chance that an arriving item is turned away
	Throughput          float64 // items let in, and so departing, per hour
}

// NewMMcK returns the steady state for servers ≤ capacity ≤ servers + 1000000,
// or a *FieldError.
//
// The states above c are a geometric series in ρ; it is summed term by term,
// from the larger end, because its closed form cancels at ρ = 1.
func NewMMcK(arrivalRate, meanService float64, servers, capacity int) (MMcK, error) {
	if err := markovian(arrivalRate, meanService, servers); err != nil {
		return MMcK{}, err
	}
	if capacity < servers || capacity > servers+1_000_000 {
		return MMcK{}, &FieldError{"Capacity", float64(capacity), "a whole number from Servers to Servers + 1000000"}
	}
	load := float64(arrivalRate * meanService)
	c := float64(servers)
	rho := load / c
	if load == 0 {
		return MMcK{Measures: measures(arrivalRate, meanService, servers, 0, 0), EmptyProbability: 1}, nil
	}
	// Weights of the states c+i, relative to the heaviest of them.
	places := capacity - servers
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
	b := erlangB(servers, load)
	if b == 0 { // nobody is ever turned away or waits, to 300 digits
		q := MMcK{Measures: measures(arrivalRate, meanService, servers, 0, 0), Throughput: arrivalRate}
		q.EmptyProbability = erlangEmpty(servers, load)
		return q, nil
	}
	upToC := first / b // Σ_{k≤c}, because B is the share of the state c in it
	total := upToC + line
	blocking := last / total
	admitted := float64(arrivalRate * (upToC + (line - last)) / total)
	if places == 0 {
		admitted = float64(arrivalRate * (1 - b))
	}
	queueLength := lineItems / total
	wait := 0.0
	if admitted > 0 {
		wait = queueLength / admitted
	}
	busy := float64(admitted * meanService)
	q := MMcK{BlockingProbability: blocking, Throughput: admitted}
	q.Measures = Measures{
		MeanWait:     wait,
		MeanSojourn:  wait + meanService,
		QueueLength:  queueLength,
		WIP:          queueLength + busy,
		BusyFraction: math.Min(1, busy/c),
	}
	if places > 0 { // of those let in: found c or more, but not K
		q.DelayProbability = (first + line - last) / (upToC + (line - last))
	}
	q.EmptyProbability = float64(upToC / total * erlangEmpty(servers, load))
	return q, nil
}
