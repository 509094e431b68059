package queue

import "math"

// MG1 is M/G/1: Poisson arrivals, one server, services of any distribution
// (Pollaczek 1930, Khinchine 1932). M/D/1 is a ServiceSCV of 0.
type MG1 struct {
	ArrivalRate float64 // λ, items per hour; 0 to 1e12
	MeanService float64 // s, hours per item; 1e-12 to 1e12
	ServiceSCV  float64 // Cs², variance/mean² of the service times; 0 to 1e12
}

// MG1Result is the steady state of MG1.
type MG1Result struct {
	Measures
	EmptyProbability float64 // 1 − ρ

	arrivalRate float64
}

// Analyze returns the steady state; Wq = ρ/(1−ρ)·(1+Cs²)/2·s, which needs only
// the first two moments. At ρ ≥ 1 it is infinite, with an *UnstableError.
func (m MG1) Analyze() (MG1Result, error) {
	if err := errorsFirst(markovian(m.ArrivalRate, m.MeanService, 1), nonNegative("ServiceSCV", m.ServiceSCV)); err != nil {
		return MG1Result{}, err
	}
	rho := float64(m.ArrivalRate * m.MeanService)
	if err := unstable(rho); err != nil {
		inf := math.Inf(1)
		return MG1Result{Measures: Measures{inf, inf, inf, inf, 1, 1}, arrivalRate: m.ArrivalRate}, err
	}
	wait := rho / (1 - rho) * (0.5 * (1 + m.ServiceSCV)) * m.MeanService
	return MG1Result{
		Measures:         measures(m.ArrivalRate, m.MeanService, 1, wait, rho),
		EmptyProbability: 1 - rho,
		arrivalRate:      m.ArrivalRate,
	}, nil
}

// WaitVariance returns the variance of the wait, Wq² + λE[S³]/(3(1−ρ)), from
// the third moment E[S³] of the service time (Takács 1962). +Inf without a
// steady state; a *FieldError for a third moment that is not a number above 0.
func (q MG1Result) WaitVariance(thirdMoment float64) (float64, error) {
	if !(thirdMoment > 0 && finite(thirdMoment)) {
		return 0, &FieldError{"third moment", thirdMoment, "a finite number above 0"}
	}
	if q.EmptyProbability <= 0 {
		return math.Inf(1), &UnstableError{Rho: float64(q.arrivalRate * (q.MeanSojourn - q.MeanWait))}
	}
	return float64(q.MeanWait*q.MeanWait) + float64(q.arrivalRate*thirdMoment)/(3*q.EmptyProbability), nil
}

// Moments are the mean and the SCV of a time, which with its law say its third moment:
// what MG1Result.WaitVariance needs.
type Moments struct {
	Mean float64 // 1e-12 to 1e12
	SCV  float64 // variance/mean²; 0 to 1e12
}

func (m Moments) check() error {
	return errorsFirst(positive("Mean", m.Mean), nonNegative("SCV", m.SCV))
}

// GammaThird returns E[S³] of a gamma time: Erlang times too, exponential at SCV 1 and
// constant at 0.
func (m Moments) GammaThird() (float64, error) {
	if err := m.check(); err != nil {
		return 0, err
	}
	return float64(float64(m.Mean*m.Mean)*m.Mean) * float64((1+m.SCV)*(1+2*m.SCV)), nil
}

// LognormalThird returns E[S³] of a lognormal time.
func (m Moments) LognormalThird() (float64, error) {
	if err := m.check(); err != nil {
		return 0, err
	}
	f := float64(m.Mean * (1 + m.SCV))
	return float64(float64(f*f) * f), nil
}

// HyperexponentialThird returns E[S³] of a hyperexponential time of two phases with
// balanced means (p₁/μ₁ = p₂/μ₂), for an SCV of 1 or more.
func (m Moments) HyperexponentialThird() (float64, error) {
	if err := m.check(); err != nil {
		return 0, err
	}
	if m.SCV < 1 {
		return 0, &FieldError{"SCV", m.SCV, "a number from 1 to 1e12 for a hyperexponential time"}
	}
	p := 0.5 * (1 + math.Sqrt((m.SCV-1)/(m.SCV+1)))
	q := 0.5 / float64((m.SCV+1)*p) // 1−p without cancellation: p(1−p) = 1/(2(scv+1))
	return 0.75 * float64(float64(m.Mean*m.Mean)*m.Mean) * (1/float64(p*p) + 1/float64(q*q)), nil
}
