package queue

import (
	"math"

	"kingman/core/portable"
)

// MMc is M/M/c: Poisson arrivals, exponential services, c servers, no limit on the
// line (Erlang 1917). M/M/1 is c = 1.
type MMc struct {
	ArrivalRate float64 // λ, items per hour; 0 to 1e12
	MeanService float64 // s, hours per item; 1e-12 to 1e12
	Servers     int     // c, from 1 to 1000000
}

// MMcResult is the steady state of MMc.
type MMcResult struct {
	Measures
	EmptyProbability float64 // chance that nobody is in the system
	WaitVariance     float64 // variance of the wait, hours²

	slack float64 // (c−a)/s: the rate at which a busy station gains on its line
	mu    float64 // 1/s
	spare float64 // c−1−a
}

// Analyze returns the steady state, or an *UnstableError with infinite waits at
// ρ ≥ 1, or a *FieldError.
func (m MMc) Analyze() (MMcResult, error) {
	if err := markovian(m.ArrivalRate, m.MeanService, m.Servers); err != nil {
		return MMcResult{}, err
	}
	load := float64(m.ArrivalRate * m.MeanService)
	c := float64(m.Servers)
	rho := load / c
	if err := unstable(rho); err != nil {
		inf := math.Inf(1)
		return MMcResult{Measures: Measures{inf, inf, inf, inf, 1, 1}, WaitVariance: inf, mu: 1 / m.MeanService}, err
	}
	delay := erlangC(erlangB(m.Servers, load), rho)
	conditional := m.MeanService / (c - load) // mean wait of those who wait
	return MMcResult{
		Measures: measures(m.ArrivalRate, m.MeanService, m.Servers, float64(delay*conditional), delay),
		// P(N ≤ c) = 1 − ρC, and below c the states are Erlang's loss system.
		EmptyProbability: float64((1 - float64(rho*delay)) * erlangEmpty(m.Servers, load)),
		WaitVariance:     float64(float64(delay*(2-delay)) * float64(conditional*conditional)),
		slack:            (c - load) / m.MeanService,
		mu:               1 / m.MeanService,
		spare:            c - 1 - load,
	}, nil
}

// erlangEmpty returns 1/Σ_{k≤c} aᵏ/k!, the empty probability of Erlang's loss
// system, e^(−a) over a Poisson probability.
func erlangEmpty(servers int, load float64) float64 {
	c := float64(servers)
	if load <= c {
		return portable.Exp(-load) / portable.RegularizedGammaQ(c+1, load)
	}
	// Here that probability may underflow, but B does not.
	b := erlangB(servers, load)
	return portable.Exp(portable.Log(b) + (portable.LogGamma(c+1) - float64(c*portable.Log(load))))
}

// WaitExceeds returns P(Wq > t) = C·e^(−(c−a)t/s), t ≥ 0.
func (q MMcResult) WaitExceeds(t float64) float64 {
	return float64(q.DelayProbability * portable.Exp(-float64(q.slack*math.Max(t, 0))))
}

// WaitQuantile returns the wait that a share p of items does not exceed, exact:
// 0 while p is below the share that does not wait, +Inf at p = 1.
func (q MMcResult) WaitQuantile(p float64) (float64, error) {
	return exponentialTailQuantile(p, q.DelayProbability, q.slack)
}

// exponentialTailQuantile inverts P(X > t) = delay·e^(−rate·t).
func exponentialTailQuantile(p, delay, rate float64) (float64, error) {
	if err := probability(p); err != nil {
		return 0, err
	}
	switch {
	case delay <= 1-p:
		return 0, nil
	case p == 1 || rate == 0:
		return math.Inf(1), nil
	}
	return portable.Log(delay/(1-p)) / rate, nil
}

// SojournExceeds returns P(wait + service > t), t ≥ 0:
// e^(−μt)·[1 + C·(1 − e^(−μt(c−1−a)))/(c−1−a)], which is continuous through
// c − 1 = a (for example Gross and Harris, Fundamentals of Queueing Theory).
func (q MMcResult) SojournExceeds(t float64) float64 {
	if q.slack == 0 {
		return 1
	}
	x := float64(q.mu * math.Max(t, 0))
	e := portable.Exp(-x)
	d := q.spare
	var gap float64 // (e^−x − e^−x(1+d))/d
	switch {
	case math.Abs(float64(d*x)) < 1e-9:
		gap = float64(e * x)
	case math.Abs(float64(d*x)) < 1:
		gap = -float64(e*portable.Expm1(-float64(d*x))) / d
	default:
		gap = (e - portable.Exp(-float64(x*(1+d)))) / d
	}
	return e + float64(q.DelayProbability*gap)
}

// SojournQuantile returns the time in the system that a share p of items does
// not exceed, to twelve digits; +Inf at p = 1 or without a steady state.
func (q MMcResult) SojournQuantile(p float64) (float64, error) {
	if err := probability(p); err != nil {
		return 0, err
	}
	if q.slack == 0 || p == 1 {
		return math.Inf(1), nil
	}
	return invertSurvival(q.SojournExceeds, 1-p, q.MeanSojourn), nil
}

// invertSurvival returns the t ≥ 0 with exceeds(t) = tail, for a function that
// falls from at most 1 to 0; 0 if it starts at or below tail. scale is a rough
// size of t. Bisection: it cannot fail, and no derivative is needed.
func invertSurvival(exceeds func(float64) float64, tail, scale float64) float64 {
	if exceeds(0) <= tail {
		return 0
	}
	low, high := 0.0, scale
	if !(high > 0) {
		high = 1
	}
	for exceeds(high) > tail {
		low = high
		high *= 2
		if !finite(high) {
			return math.Inf(1)
		}
	}
	for range 200 {
		mid := low + float64(0.5*(high-low))
		if high-low <= 1e-13*high || mid <= low || mid >= high {
			break
		}
		if exceeds(mid) > tail {
			low = mid
		} else {
			high = mid
		}
	}
	return 0.5 * (low + high)
}
