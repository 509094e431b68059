package queue

import (
	"math"

	"kingman/core/portable"
)

// ErlangA is M/M/c+M: as M/M/c, but every waiting item leaves after an exponential
// patience (Palm 1957). It always has a steady state; ρ may exceed 1.
type ErlangA struct {
	ArrivalRate float64 // λ, items per hour; 0 to 1e12
	MeanService float64 // s, hours per item; 1e-12 to 1e12
	Servers     int     // c, from 1 to 1000000
	// AbandonRate is θ = 1/mean patience, per hour: from 1e-9/MeanService or, if that is
	// more, ArrivalRate/1e12, to 1e12. For no abandonment use MMc.
	AbandonRate float64
}

// ErlangAResult is the steady state of ErlangA. MeanWait, MeanSojourn, DelayProbability
// and WaitExceeds are over all items, those who leave included.
type ErlangAResult struct {
	Measures
	AbandonProbability float64 // share of items that leave unserved
	MeanWaitServed     float64 // mean wait of those that are served, hours
	Throughput         float64 // items served per hour

	x, y   float64 // cμ/θ and λ/θ: rates in units of the abandon rate
	rate   float64 // θ
	served float64 // share of items served
}

// Analyze returns the steady state, or a *FieldError.
//
// The states above c have the ratios λ/(cμ + jθ). Their sum is taken outward
// from its largest term, so that nothing overflows when patience is long or
// underflows when it is short, and all terms are positive, so that nothing
// cancels. The cost grows with √(λ/θ), the spread of the line.
func (m ErlangA) Analyze() (ErlangAResult, error) {
	if err := markovian(m.ArrivalRate, m.MeanService, m.Servers); err != nil {
		return ErlangAResult{}, err
	}
	if !(m.AbandonRate >= 1e-9/m.MeanService && m.AbandonRate >= m.ArrivalRate*1e-12 && m.AbandonRate <= largest) {
		return ErlangAResult{}, &FieldError{"AbandonRate", m.AbandonRate, "a number from 1e-9/MeanService or, if that is more, ArrivalRate/1e12, to 1e12"}
	}
	load := float64(m.ArrivalRate * m.MeanService)
	c := float64(m.Servers)
	q := ErlangAResult{x: c / m.MeanService / m.AbandonRate, y: m.ArrivalRate / m.AbandonRate, rate: m.AbandonRate, served: 1}
	if load == 0 {
		q.Measures = measures(0, m.MeanService, m.Servers, 0, 0)
		return q, nil
	}
	line := sumLine(q.x, q.y)
	// States below c weigh (1/B − 1) times the state c.
	busyServers := line.weight
	below := 0.0
	if line.first > 0 {
		below = line.first * (1/erlangB(m.Servers, load) - 1)
	}
	total := below + busyServers
	delay, queueLength := 1.0, 0.0
	if finite(total) {
		delay = busyServers / total
		queueLength = line.items / total
		// Σ_k P(Q ≥ k)/(cμ+kθ)·cμ/λ over the share served, see lineSums.
		q.MeanWaitServed = line.hours / total / m.AbandonRate * (q.x / q.y)
	} else {
		delay = 0 // B underflows: nobody waits, to 300 digits
	}
	q.AbandonProbability = math.Min(1, float64(m.AbandonRate*queueLength)/m.ArrivalRate)
	q.served = q.throughputShare(load, c, total, line, below)
	q.Throughput = float64(m.ArrivalRate * q.served)
	if q.served > 0 {
		q.MeanWaitServed /= q.served
	}
	wait := queueLength / m.ArrivalRate
	busy := float64(load * q.served)
	q.Measures = Measures{
		MeanWait:         wait,
		MeanSojourn:      wait + float64(m.MeanService*q.served),
		QueueLength:      queueLength,
		WIP:              queueLength + busy,
		DelayProbability: delay,
		BusyFraction:     math.Min(1, busy/c),
	}
	return q, nil
}

// throughputShare is 1 − AbandonProbability, from the side on which it does not
// cancel: an item that arrives to find j in line is served with chance
// cμ/(cμ+(j+1)θ), so the share is P(no delay) + Σ_{j≥1} p_{c+j}·cμ/λ.
func (q ErlangAResult) throughputShare(load, c, total float64, line lineSums, below float64) float64 {
	if q.AbandonProbability < 0.5 {
		return 1 - q.AbandonProbability
	}
	return (below + float64((line.weight-line.first)*(c/load))) / total
}

// lineSums are sums over the states c+j, j = 0, 1, …, with the weight of the
// heaviest state as the unit.
type lineSums struct {
	first  float64 // weight of the state c; 0 if it is below 1e-18 of the sum
	weight float64 // Σ_{j≥0} w_j
	items  float64 // Σ j·w_j
	// hours is Σ_{k≥1} (Σ_{j≥k} w_j)/(x+k). An item that found j−1 in line and is
	// served waited Σ_{k≤j} 1/(cμ+kθ) on average, and that it is served has chance
	// cμ/(cμ+jθ), which turns p_{c+j−1} into p_{c+j}·cμ/λ.
	hours float64
}

// sumLine sums w_j = y^j/((x+1)…(x+j)).
func sumLine(x, y float64) lineSums {
	const negligible = 1e-18
	mode := math.Max(0, math.Floor(y-x))
	// Up from the mode to where terms no longer count.
	last, top := mode, 1.0
	for top > negligible {
		last++
		top *= y / (x + last)
	}
	// Back down over everything, so that Σ_{j≥k} is known when k is reached.
	// Above the mode add up first; at the mode the weight is 1 again.
	var s lineSums
	w := top
	j := last
	for {
		s.weight += w
		s.items += float64(j * w)
		if j == 0 {
			s.first = w
			return s
		}
		s.hours += s.weight / (x + j)
		if j < mode && w < negligible*s.weight {
			break
		}
		w *= (x + j) / y
		j--
	}
	// Below j the line is never shorter: Σ_{j≥k} is the whole weight.
	s.hours += float64(s.weight * harmonic(x, j-1))
	return s
}

// harmonic returns Σ_{k=1}^{n} 1/(x+k), by Euler and Maclaurin from 30 on.
func harmonic(x, n float64) float64 {
	sum := 0.0
	k := 1.0
	for ; k <= n && x+k < 30; k++ {
		sum += 1 / (x + k)
	}
	if k > n {
		return sum
	}
	a, b := x+k, x+n // Σ_{a}^{b} 1/z = ln(b/a) + (1/a+1/b)/2 + (1/a²−1/b²)/12 − (1/a⁴−1/b⁴)/120 + …
	ia, ib := 1/a, 1/b
	a2, b2 := float64(ia*ia), float64(ib*ib)
	a4, b4 := float64(a2*a2), float64(b2*b2)
	return sum + portable.Log(b/a) + float64(0.5*(ia+ib)) + (a2-b2)/12 - (a4-b4)/120 + (float64(a4*a2)-float64(b4*b2))/252
}

// WaitExceeds returns P(W > t), the chance that an item is still waiting t hours
// after it arrived, neither served nor gone; t ≥ 0.
func (q ErlangAResult) WaitExceeds(t float64) float64 {
	t = math.Max(t, 0)
	return float64(q.DelayProbability * float64(q.offeredExceeds(t, 0)*portable.Exp(-float64(q.rate*t))))
}

// ServedWithin returns the share of items that are served after a wait of at
// most t hours; t ≥ 0.
func (q ErlangAResult) ServedWithin(t float64) float64 {
	if q.DelayProbability == 0 {
		return q.served
	}
	late := float64(q.DelayProbability * float64(q.x/q.y*q.offeredExceeds(math.Max(t, 0), 1)))
	return math.Max(0, q.served-late)
}

// offeredExceeds returns the chance that the wait which an infinitely patient
// item would have exceeds t, given that it waits: with z = y·e^(−θt), it is
// P(x, z)/P(x, y) for shift 0 (Mandelbaum and Zeltyn 2005, the integrals J as
// incomplete gamma functions). Shift 1 gives P(x+1, z)/P(x, y).
func (q ErlangAResult) offeredExceeds(t, shift float64) float64 {
	z := float64(q.y * portable.Exp(-float64(q.rate*t)))
	if q.y >= q.x+1 {
		return portable.RegularizedGammaP(q.x+shift, z) / portable.RegularizedGammaP(q.x, q.y)
	}
	// Both may underflow, but not their ratio: P(x, z) = pmf(x, z)·Σ.
	ratio := portable.Exp(-float64(q.x*float64(q.rate*t)) - float64(q.y*portable.Expm1(-float64(q.rate*t))))
	sum := gammaSum(q.x, z)
	if shift == 1 {
		ratio *= z / (q.x + 1)
		sum = gammaSum(q.x+1, z)
	}
	return float64(ratio*sum) / gammaSum(q.x, q.y)
}

// gammaSum returns Σ_{n≥0} zⁿ/((x+1)…(x+n)), for z < x+1.
func gammaSum(x, z float64) float64 {
	sum, term := 1.0, 1.0
	for n := x + 1; term > sum*0x1p-56; n++ {
		term = float64(term * (z / n))
		sum += term
	}
	return sum
}
