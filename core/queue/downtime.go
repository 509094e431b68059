package queue

import (
	"math"

	"kingman/core/portable"
)

// Downtime is something that works until it fails, is restored, and works again: a service, a
// machine. Times may be of the clock; all in one unit.
type Downtime struct {
	MeanUp   float64 // M, the mean time that it works; 1e-100 to 1e100
	MeanDown float64 // R, the mean time until it is back; 1e-100 to 1e100
	DownSCV  float64 // variance/mean² of the latter; 0 to 1e12
}

// Validate returns a *FieldError for the first field outside its range.
func (d Downtime) Validate() error {
	const legal = "a number from 1e-100 to 1e100"
	switch {
	case !(d.MeanUp >= 1e-100 && d.MeanUp <= 1e100):
		return &FieldError{"MeanUp", d.MeanUp, legal}
	case !(d.MeanDown >= 1e-100 && d.MeanDown <= 1e100):
		return &FieldError{"MeanDown", d.MeanDown, legal}
	}
	return nonNegative("DownSCV", d.DownSCV)
}

// Availability returns M/(M + R), the share of all time that it works; exact for any laws of the
// times (renewal reward; R. Barlow and F. Proschan, Mathematical Theory of Reliability, 1965).
func (d Downtime) Availability() (float64, error) {
	if err := d.Validate(); err != nil {
		return 0, err
	}
	return d.MeanUp / (d.MeanUp + d.MeanDown), nil
}

// MeanBy returns the expected time down of the first T, 0 to 1e12, if it works at first: with
// a = 1/M + 1/R
//
//	(1 − A)·(T − (1 − e^(−aT))/a).
//
// Exact for exponential times; for others it is what the share of all time tends to.
func (d Downtime) MeanBy(T float64) (float64, error) {
	if err := errorsFirst(d.Validate(), nonNegative("T", T)); err != nil {
		return 0, err
	}
	rate := 1/d.MeanUp + 1/d.MeanDown
	x := float64(rate * T)
	late := x + portable.Expm1(-x)
	if x < 1e-4 { // where digits would be lost
		late = float64(x*x) * (0.5 - float64(x/6))
	}
	return d.MeanDown / (d.MeanUp + d.MeanDown) / rate * late, nil
}

// mostOutages is how many are expected at most in the time that an allowance leaves.
const mostOutages = 1e6

// AtMost returns the chance that of the first T, 0 to 1e12, no more than the allowance is down, if it
// works at first: L. Takács, "On certain sojourn time problems in the theory of stochastic
// processes", 1957,
//
//	P(D ≤ B) = Σ_n e^(−x)xⁿ/n!·G_n(B),  x = (T − B)/M,
//
// for when the clock that runs while it works has come to T − B, the n restores so far may have
// taken B at most. Exact if times up are exponential and times down are gamma, constant at a
// DownSCV of 0; for others of the same moments the sum of n restores is taken to be gamma. At most a
// million outages may be expected. Errors are *FieldError.
func (d Downtime) AtMost(allowance, T float64) (float64, error) {
	if err := errorsFirst(d.Validate(), nonNegative("Allowance", allowance), nonNegative("T", T)); err != nil {
		return 0, err
	}
	if allowance >= T {
		return 1, nil
	}
	x := (T - allowance) / d.MeanUp
	if x > mostOutages {
		return 0, &FieldError{"T", T, "so short that at most a million outages are expected"}
	}
	spread := float64(12*math.Sqrt(x)) + 40 // beyond, Poisson's law has less than 1e-16
	sum := 0.0
	for n := math.Max(0, math.Ceil(x-spread)); n <= x+spread; n++ {
		sum += float64(portable.PoissonPMF(n, x) * d.restored(n, allowance))
	}
	return math.Min(1, sum), nil
}

// restored is the chance that n restores take no longer than t.
func (d Downtime) restored(n, t float64) float64 {
	switch {
	case n == 0:
		return 1
	case t == 0:
		return 0
	case d.DownSCV < 1e-9: // gamma with a billion stages is a constant
		if n*d.MeanDown <= t {
			return 1
		}
		return 0
	}
	return portable.RegularizedGammaP(n/d.DownSCV, t/float64(d.MeanDown*d.DownSCV))
}

// InSeries returns d and n others, 0 or more, of which all must work, as one thing that works and fails: the rates of failure add up
// and the shares of time multiply (R. Barlow and F. Proschan 1965), so that its mean times are exact. Its times down are given
// the mean and the second moment of the mixture [ours], which is right where they seldom overlap. All must be valid.
func (d Downtime) InSeries(n float64, other Downtime) Downtime {
	rateOwn, rateOther := 1/d.MeanUp, n/other.MeanUp
	rate := rateOwn + rateOther
	odds := portable.Expm1(portable.Log1p(d.MeanDown/d.MeanUp) + float64(n*portable.Log1p(other.MeanDown/other.MeanUp)))
	a, b := rateOwn/rate, rateOther/rate
	mean := float64(a*d.MeanDown) + float64(b*other.MeanDown)
	second := float64(a*float64(d.MeanDown*d.MeanDown)*(1+d.DownSCV)) + float64(b*float64(other.MeanDown*other.MeanDown)*(1+other.DownSCV))
	return Downtime{MeanUp: 1 / rate, MeanDown: odds / rate, DownSCV: math.Max(0, second/float64(mean*mean)-1)}
}
