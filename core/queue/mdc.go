package queue

import (
	"math"

	"kingman/core/portable"
)

// MDc is M/D/c: Poisson arrivals, services that all take equally long, c servers (Erlang
// 1917, Crommelin 1932).
type MDc struct {
	ArrivalRate float64 // λ, items per hour; 0 to 1e12
	MeanService float64 // s, hours of every service; 1e-12 to 1e12
	Servers     int     // c, from 1 to 10000
}

// mdcMaxServers bounds the work of MDc.Analyze: it is linear in the servers, about
// 0.1 µs each.
const mdcMaxServers = 10_000

// Analyze returns the steady state, exactly; an *UnstableError with infinite waits at
// ρ ≥ 1; a *FieldError.
//
// Where arrivals rarely outrun the servers, Pollaczek's series over the random
// walk of every c-th arrival is short and all its terms are positive. Nearer to
// ρ = 1 it is long, and Crommelin's roots take over, whose cancellation is
// harmless there because the line is no longer short.
func (m MDc) Analyze() (Measures, error) {
	if err := markovian(m.ArrivalRate, m.MeanService, m.Servers); err != nil {
		return Measures{}, err
	}
	if m.Servers > mdcMaxServers {
		return Measures{}, &FieldError{"Servers", float64(m.Servers), "a whole number from 1 to 10000 for M/D/c"}
	}
	load := float64(m.ArrivalRate * m.MeanService)
	c := float64(m.Servers)
	rho := load / c
	if err := unstable(rho); err != nil {
		inf := math.Inf(1)
		return Measures{inf, inf, inf, inf, 1, 1}, err
	}
	var wait, delay float64
	switch {
	case load == 0:
	case m.Servers == 1:
		wait, delay = 0.5*rho/(1-rho), rho
	case float64(c*decay(rho)) > 0.5:
		wait, delay = pollaczekSeries(c, load)
	default:
		wait, delay = crommelinRoots(m.Servers, load)
	}
	return measures(m.ArrivalRate, m.MeanService, m.Servers, float64(wait*m.MeanService), delay), nil
}

// decay is ρ − 1 − ln ρ: the l-th term of Pollaczek's series falls as
// e^(−l·c·decay).
func decay(rho float64) float64 { return (rho - 1) - portable.Log(rho) }

// pollaczekSeries returns the mean wait, in services, and the chance of waiting.
// Each server gets every c-th item, so the wait is that of E_c/D/1, a random
// walk with steps 1 − A, A the sum of c times between arrivals. With N_l Poisson
// of mean la (Spitzer 1956):
//
//	E[W] = Σ_l E[(l − A_l)⁺]/l,  P(W = 0) = exp(−Σ_l P(A_l < l)/l),
//	P(A_l < l) = P(N_l ≥ lc),  E[(l − A_l)⁺] = Σ_{k≥lc} P(N_l > k)/a.
func pollaczekSeries(c, load float64) (wait, delay float64) {
	exponent := 0.0
	for l := 1.0; l < 1000; l++ {
		mean := float64(l * load)
		k := float64(l * c)
		atLeast := portable.RegularizedGammaP(k, mean) // P(N ≥ lc)
		// E[(l − A)⁺] = l·P(N ≥ lc) − (lc/a)·P(N ≥ lc+1), which cancels; the same
		// as a sum over the tail of N: Σ_{n>lc} (n − lc)·p(n)/a.
		p := portable.PoissonPMF(k, mean)
		excess := 0.0
		for n := 1.0; p > 1e-18*excess; n++ {
			p *= mean / (k + n)
			excess += float64(n * p)
		}
		exponent += atLeast / l
		wait += excess / load / l
		if atLeast < 1e-17*exponent || atLeast == 0 {
			break
		}
	}
	return wait, -portable.Expm1(-exponent)
}

// crommelinRoots returns the mean wait, in services, and the chance of waiting,
// from the roots z_k of z^c = e^(−a(1−z)) inside the unit circle: with L(t+s) =
// (L(t) − c)⁺ + Poisson(a),
//
//	E[L] = Σ_k 1/(1−z_k) − ((c−a)² − c)/(2(c−a)),  P(L < c) = (c−a)/Π_k (1−z_k).
//
// Each root solves z = e^(2πik/c)·e^(−ρ(1−z)), the fixed point of a contraction,
// which Newton's iteration from 0 finds in a few steps. Roots come in conjugate
// pairs.
func crommelinRoots(servers int, load float64) (wait, delay float64) {
	c := float64(servers)
	rho := load / c
	sum, logProduct := 0.0, 0.0
	for k := 1; 2*k <= servers; k++ {
		wi, wr := portable.SinCosPi(2 * float64(k) / c)
		re, im := newtonRoot(rho, wr, wi)
		dr := 1 - re
		size := float64(dr*dr) + float64(im*im) // |1−z|²
		if 2*k == servers {                     // alone and real, at −1's side
			sum += dr / size
			logProduct += float64(0.5 * portable.Log(size))
		} else {
			sum += 2 * dr / size
			logProduct += portable.Log(size)
		}
	}
	slack := c - load
	wip := sum - float64(0.5*(slack-c/slack))
	idle := portable.Exp(portable.Log(slack) - logProduct)
	return math.Max(0, wip-load) / load, math.Min(1, math.Max(0, 1-idle))
}

// newtonRoot solves z = w·e^(−ρ(1−z)), w = wr + i·wi ≠ 1.
func newtonRoot(rho, wr, wi float64) (re, im float64) {
	for i := 0; i < 60; i++ {
		size := portable.Exp(-float64(rho * (1 - re)))
		s, c := portable.SinCosPi(float64(rho*im) / math.Pi)
		er := float64(size * (float64(wr*c) - float64(wi*s)))
		ei := float64(size * (float64(wr*s) + float64(wi*c)))
		// f = z − e, f′ = 1 − ρe; step = f/f′.
		fr, fi := re-er, im-ei
		gr, gi := 1-float64(rho*er), -float64(rho*ei)
		d := float64(gr*gr) + float64(gi*gi)
		sr := (float64(fr*gr) + float64(fi*gi)) / d
		si := (float64(fi*gr) - float64(fr*gi)) / d
		re -= sr
		im -= si
		if math.Abs(sr)+math.Abs(si) < 1e-15 {
			break
		}
	}
	return re, im
}
