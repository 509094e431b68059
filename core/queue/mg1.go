package queue

import "math"

// MG1 is the steady state of M/G/1: Poisson arrivals, one server, services of
// any distribution (Pollaczek 1930, Khinchine 1932). M/D/1 is a ServiceSCV of 0.
type MG1 struct {
	Measures
	EmptyProbability float64 // 1 − ρ

	arrivalRate float64
}

// NewMG1 returns the steady state; Wq = ρ/(1−ρ)·(1+Cs²)/2·s, which needs only
// the first two moments. At ρ ≥ 1 it is infinite, with an *UnstableError.
func NewMG1(arrivalRate, meanService, serviceSCV float64) (MG1, error) {
	if err := errorsFirst(markovian(arrivalRate, meanService, 1), nonNegative("ServiceSCV", serviceSCV)); err != nil {
		return MG1{}, err
	}
	rho := float64(arrivalRate * meanService)
	if err := unstable(rho); err != nil {
		inf := math.Inf(1)
		return MG1{Measures: Measures{inf, inf, inf, inf, 1, 1}, arrivalRate: arrivalRate}, err
	}
	wait := rho / (1 - rho) * (0.5 * (1 + serviceSCV)) * meanService
	return MG1{
		Measures:         measures(arrivalRate, meanService, 1, wait, rho),
		EmptyProbability: 1 - rho,
		arrivalRate:      arrivalRate,
	}, nil
}

// WaitVariance returns the variance of the wait, Wq² + λE[S³]/(3(1−ρ)), from
// the third moment E[S³] of the service time (Takács 1962). +Inf without a
// steady state; a *FieldError for a third moment that is not a number above 0.
func (q MG1) WaitVariance(thirdMoment float64) (float64, error) {
	if !(thirdMoment > 0 && finite(thirdMoment)) {
		return 0, &FieldError{"third moment", thirdMoment, "a finite number above 0"}
	}
	if q.EmptyProbability <= 0 {
		return math.Inf(1), &UnstableError{Rho: float64(q.arrivalRate * (q.MeanSojourn - q.MeanWait))}
	}
	return float64(q.MeanWait*q.MeanWait) + float64(q.arrivalRate*thirdMoment)/(3*q.EmptyProbability), nil
}

// GammaThirdMoment returns E[S³] of a gamma time with this mean and SCV: Erlang
// times too, exponential at SCV 1 and constant at 0.
func GammaThirdMoment(mean, scv float64) float64 {
	return float64(float64(mean*mean)*mean) * float64((1+scv)*(1+2*scv))
}

// LognormalThirdMoment returns E[S³] of a lognormal time with this mean and SCV.
func LognormalThirdMoment(mean, scv float64) float64 {
	f := float64(mean * (1 + scv))
	return float64(float64(f*f) * f)
}

// HyperexponentialThirdMoment returns E[S³] of a hyperexponential time of two
// phases with balanced means (p₁/μ₁ = p₂/μ₂), for scv ≥ 1.
func HyperexponentialThirdMoment(mean, scv float64) float64 {
	p := 0.5 * (1 + math.Sqrt((scv-1)/(scv+1)))
	q := 0.5 / float64((scv+1)*p) // 1−p without cancellation: p(1−p) = 1/(2(scv+1))
	return 0.75 * float64(float64(mean*mean)*mean) * (1/float64(p*p) + 1/float64(q*q))
}
