package queue

import (
	"math"

	"kingman/core/portable"
)

// A filling is what becomes of a station while it is short of work, as Erlang's
// loss system with as many places: how long it takes to fill from empty, and how
// long it stays short each time that it falls below full. Exact for Poisson arrivals
// and exponential times.
type filling struct {
	loss  float64 // B, the chance that a loss system of so many places is full
	first float64 // λ(E₀τ − E_π τ): see lag
	again float64 // λ·E_π τ·B
}

// newFilling takes n ≥ 1 places and an offered load a > 0. With τ the time until
// all places are taken, from k of them (1/λ)Σ_{j≥k} 1/B_j in the mean (J. Keilson,
// Markov Chain Models, 1979, for any birth-death process), and π the steady state
// below full, both grow by a recursion in which nothing can overflow.
func newFilling(places int, load float64) filling {
	f := filling{loss: load / (1 + load)}
	f.again = f.loss
	for k := 1; k < places; k++ {
		f.first += f.again
		ratio := load / (float64(k+1) + float64(load*f.loss)) // B_{k+1}/B_k
		f.again = ratio * (1 + float64((1-f.loss)*f.again))
		f.loss = float64(ratio * f.loss)
	}
	return f
}

// between is the filling part of the way from f to g, straight in 1/B.
func (f filling) between(g filling, part float64) filling {
	if part == 0 {
		return f
	}
	mix := func(a, b float64) float64 { return a + float64(part*(b-a)) }
	f.first, f.again = mix(f.first, g.first), mix(f.again, g.again)
	if f.loss > 0 { // 1/B = (1 + part·(B_f/B_g − 1))/B_f
		f.loss /= mix(1, f.loss/math.Max(g.loss, math.SmallestNonzeroFloat64))
	}
	return f
}

// lull is for how long, in units of the time between two departures of a full
// station, it is short of work each time: Σ π(k)/π(n) over k < n, 1/B − 1.
func (f filling) lull() float64 { return 1/f.loss - 1 }

// lag is how much later than from the brink an empty station begins to have a line,
// in units of the time between two arrivals:
//
//	E₀τ − (1 − κ)E_π τ − κ(1/B − 1)ρ/2,
//
// with κ the chance of delay of M/M/c, 1 at ρ ≥ 1. With it the expected line of
// M/M/c from empty meets its exact asymptote in time at ρ > 1, and the expected
// time with all busy at ρ < 1 [ours]. The last term is half a step: the motion begins
// at the brink, the station a step below it.
func (f filling) lag(rho float64) float64 {
	most := 1 / f.loss // κ/B
	if rho < 1 {
		most = 1 / ((1 - rho) + float64(rho*f.loss))
	}
	return f.first + float64(most*(f.again-float64(float64((1-f.loss)*rho)/2)))
}

// late is the time that a motion has had by T if it begins late by an Erlang-2 time
// τ of that mean [ours: it is late by chance], E(T − τ)⁺ = T − lag + (lag + T)e^(−2T/lag).
func late(T, lag float64) float64 {
	x := T / lag
	switch {
	case lag <= 0 || x > 300:
		return T - lag
	case x < 1e-3: // where the rest cancels
		return float64(lag*float64(x*float64(x*x))) * float64(2-float64(2*x)) / 3
	}
	return float64(lag * (float64(2*x) + float64((1+x)*portable.Expm1(-2*x))))
}
