package queue

import "math"

// Copies is several alike of which some are needed: together they work while so many do. Copies fail
// and are restored independently, but for common causes that take all of them.
type Copies struct {
	Each           Downtime
	Number, Needed int // n and k, from 1 to 1000; Needed at most Number
	// Common is β, the share of a copy's failures that take all copies; 0 to 1. It makes no difference
	// to one copy.
	Common float64
}

// Validate returns a *FieldError for the first field outside its range.
func (c Copies) Validate() error {
	switch {
	case c.Number < 1 || c.Number > 1000:
		return &FieldError{"Number", float64(c.Number), "a whole number from 1 to 1000"}
	case c.Needed < 1 || c.Needed > c.Number:
		return &FieldError{"Needed", float64(c.Needed), "a whole number from 1 to Number"}
	case !(c.Common >= 0 && c.Common <= 1):
		return &FieldError{"Common", c.Common, "a share from 0 to 1"}
	}
	return within("Each", c.Each.Validate())
}

// Together returns the copies as one Downtime. A copy fails by itself at the rate 1/M′ = (1 − β)/M and common
// causes come at the rate β/M (the beta factor: K. Fleming, A reliability model for common mode
// failures, 1975). With p = M′/(M′ + R) enough copies work, and no common cause holds, for a share
//
//	A = Σ_{i≥k} C(n, i)pⁱ(1 − p)^(n−i) · M/(M + βR)
//
// of all time, and while they work outages begin at the rate
//
//	r = k/M′·C(n, k)p^k(1 − p)^(n−k)/Σ_{i≥k} C(n, i)pⁱ(1 − p)^(n−i) + β/M
//
// (R. Barlow and F. Proschan, Mathematical Theory of Reliability, 1965), so that the mean times up and
// down are 1/r and (1 − A)/(rA): exact if times up are exponential, for any restore. That what
// Downtime.AtMost then says is right is ours: it is where outages are rare, and with several copies
// restores are exponential, n − k + 1 of them at once.
func (c Copies) Together() (Downtime, error) {
	if err := c.Validate(); err != nil {
		return Downtime{}, err
	}
	if c.Number == 1 {
		return c.Each, nil
	}
	n, k, m, r := c.Number, c.Needed, c.Each.MeanUp, c.Each.MeanDown
	alone, common := (1-c.Common)/m, c.Common/m
	works, fails := binomialOdds(n, k, float64(alone*r))
	ofAlone := float64(k) * alone / works
	rate := ofAlone + common
	// (1 − A)/A, of the copies without and with what is common.
	odds, oddsCommon := math.Min(1e100, fails/works), float64(common*r)
	down := odds + oddsCommon + float64(odds*oddsCommon)
	atOnce := float64(n - k + 1)
	if rate < 1e-100 || down < 1e-300 { // never
		return Downtime{MeanUp: 1e100, MeanDown: r / atOnce, DownSCV: 1}, nil
	}
	together := Downtime{MeanUp: 1 / rate, MeanDown: math.Min(1e100, down/rate)}
	// Outages of either kind, by mean and second moment.
	scv := 1.0
	if atOnce == 1 {
		scv = c.Each.DownSCV
	}
	a, b := ofAlone/rate, common/rate
	mean := float64(a*(r/atOnce)) + float64(b*r)
	second := float64(a*float64(r/atOnce*(r/atOnce)*(1+scv))) + float64(b*float64(r*r*(1+c.Each.DownSCV)))
	together.DownSCV = math.Max(0, second/float64(mean*mean)-1)
	return together, nil
}

// binomialOdds returns, against the chance that exactly k of n work, those that at least k do and that
// fewer do, if odds are those of one that does not work. What overflows is +Inf.
func binomialOdds(n, k int, odds float64) (atLeast, fewer float64) {
	atLeast = 1
	term := 1.0
	for working := k; working < n; working++ {
		term = float64(term * (float64(n-working) / float64(float64(working+1)*odds)))
		atLeast += term
	}
	term = 1.0
	for working := k; working > 0; working-- {
		term = float64(term * (float64(float64(working)*odds) / float64(n-working+1)))
		fewer += term
	}
	return atLeast, fewer
}
