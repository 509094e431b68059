package queue

import "math"

// A Method says where a mean wait comes from, so that the page can print it.
type Method struct {
	Name   string // "Whitt", "Pollaczek–Khinchine", …
	Year   int
	Model  string // what it is a formula for: "M/M/c", "GI/G/m", …
	Exact  bool   // no error but rounding
	Region string // where it is good
	// Warning is empty, or says in plain words why this station lies where the
	// formula is known to be weak.
	Warning string
}

// Recommend returns the method that Station.MeanWait uses: exact where the two
// moments determine the answer and an approximation of two moments otherwise.
// An SCV of 1 is read as an exponential time (a Poisson stream), an SCV of 0 as
// a constant one.
//
// The choice changes at whole values of Servers only, and at an SCV of exactly
// 1 only between formulas that agree there, so that no slider makes a step.
func (s Station) Recommend() Method {
	weak := ""
	if s.Servers > 1 && s.ArrivalSCV > 1 && s.Utilization() < 0.8 {
		weak = "bursty arrivals at several servers with time to spare: two-moment formulas can be 30 to 90 % low, trust the simulation"
	}
	switch {
	case s.ArrivalSCV == 1 && s.ServiceSCV == 1:
		return Method{Name: "Erlang", Year: 1917, Model: "M/M/c", Exact: true, Region: "Poisson arrivals, exponential services"}
	case s.Servers == 1 && s.ArrivalSCV == 1:
		return Method{Name: "Pollaczek–Khinchine", Year: 1930, Model: "M/G/1", Exact: true, Region: "Poisson arrivals, one server"}
	case s.Servers == 1:
		m := Method{Name: "Kraemer–Langenbach-Belz", Year: 1976, Model: "GI/G/1", Region: "one server; for arrivals no burstier than Poisson nine cases in ten within 4 % at ρ ≥ 0.8, within 22 % below"}
		if s.ArrivalSCV > 1 {
			m.Warning = "bursty arrivals: the answer depends on more than their variance"
		}
		return m
	}
	return Method{Name: "Whitt", Year: 1993, Model: "GI/G/m", Region: "two servers and more; for arrivals no burstier than Poisson half of all cases within 3 % at ρ ≥ 0.8, nine in ten within 29 %; up to three times the wait for even arrivals and services with time to spare", Warning: weak}
}

// MeanWait returns the steady-state mean wait Wq in hours by the recommended
// method: Kraemer–Langenbach-Belz for one server, Whitt 1993 for more (both are
// exact for M/M/c, the former for M/G/1). +Inf with an *UnstableError at ρ ≥ 1.
func (s Station) MeanWait() (float64, error) {
	if s.Servers == 1 {
		return s.KraemerLangenbachBelz()
	}
	return s.Whitt1993()
}

// Steady is the steady state of a Station by the recommended method.
type Steady struct {
	Measures
	Method Method

	rate float64 // of the tail: P(Wq > t) ≈ DelayProbability·e^(−rate·t)
}

// Steady returns the steady state, or an *UnstableError with infinite waits and
// lines at ρ ≥ 1, or a *FieldError.
//
// The tail is exponential with the heavy-traffic rate
// θ = 2c(1−ρ)/(s(Ca²+Cs²)) (Kingman 1962, Köllerström 1974), and the chance of
// delay is θ·Wq, the one that makes the tail's mean equal to the mean wait; it
// is exact for M/M/c. Where it would exceed 1, the chance is 1 and the rate is
// 1/Wq.
func (s Station) Steady() (Steady, error) {
	wait, err := s.MeanWait()
	if err != nil {
		if !IsUnstable(err) {
			return Steady{}, err
		}
		inf := math.Inf(1)
		return Steady{Measures: Measures{inf, inf, inf, inf, 1, 1}, Method: s.Recommend()}, err
	}
	st := Steady{Method: s.Recommend()}
	delay := 0.0
	if wait > 0 {
		rho := s.Utilization()
		rate := 2 * float64(s.Servers) * (1 - rho) / (s.MeanService * (s.ArrivalSCV + s.ServiceSCV))
		switch chance := float64(wait * rate); {
		case !finite(rate): // SCVs around 1e-300: nobody waits
		case chance > 1:
			delay, st.rate = 1, 1/wait
		default:
			delay, st.rate = chance, rate
		}
	}
	st.Measures = measures(s.ArrivalRate, s.MeanService, s.Servers, wait, delay)
	return st, nil
}

// TailExact reports whether WaitExceeds and WaitQuantile are exact rather than
// the exponential approximation: for M/M/c only.
func (st Steady) TailExact() bool { return st.Method.Model == "M/M/c" }

// WaitExceeds returns P(Wq > t), t ≥ 0.
func (st Steady) WaitExceeds(t float64) float64 {
	if math.IsInf(st.MeanWait, 1) {
		return 1
	}
	return MMcResult{Measures: st.Measures, slack: st.rate}.WaitExceeds(t)
}

// WaitQuantile returns the wait that a share p of items does not exceed: 0
// while p is below the share that does not wait, +Inf at p = 1 or without a
// steady state.
func (st Steady) WaitQuantile(p float64) (float64, error) {
	return exponentialTailQuantile(p, st.DelayProbability, st.rate)
}
