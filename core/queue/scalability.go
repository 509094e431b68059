package queue

import "math"

// Scalability is Gunther's universal scalability law (Gunther 1993, 2007) for a group of n people or machines:
//
//	X(n) = γ·n / (1 + α·(n−1) + β·n·(n−1))
//
// α is the share of the work that only one can do at a time, β what each pair
// costs in staying consistent with each other. β = 0 is Amdahl's law (Amdahl
// 1967); α = β = 0 is proportional growth. With β > 0 the curve has a peak and
// falls after it: adding people makes the group slower.
type Scalability struct {
	// Rate is γ, the output per hour of one alone; more than 0, at most 1e100.
	Rate float64
	// Contention is α, 0 to 1.
	Contention float64
	// Coherency is β, 0 to 1e100.
	Coherency float64
}

// Throughput returns X(n) per hour for n from 0 to 1e100, whole or not: Rate at
// n = 1, and below it in proportion, since the law says nothing there.
func (u Scalability) Throughput(n float64) (float64, error) {
	if err := u.check(); err != nil {
		return 0, err
	}
	if !(n >= 0 && n <= 1e100) {
		return 0, &FieldError{"n", n, "0 to 1e100"}
	}
	return u.Rate * (n / u.cost(n)), nil
}

// cost is γn/X(n). Fewer than one have nobody to contend or agree with.
func (u Scalability) cost(n float64) float64 {
	others := math.Max(0, n-1)
	return 1 + float64(u.Contention*others) + float64(u.Coherency*float64(n*others))
}

// A ScalabilityPeak is where Throughput is largest.
type ScalabilityPeak struct {
	N          float64 // how many
	Throughput float64 // of all of them, per hour
}

// Peak returns the n at which Throughput is largest as n grows from 1, and that
// throughput: n* = √((1−α)/β) (Gunther 2007), or 1 where that is
// less than 1, since nobody can be taken away from one. Without coherency cost
// nothing ever falls: n* is +Inf and the throughput is the limit γ/α, or +Inf
// if there is no contention either.
func (u Scalability) Peak() (ScalabilityPeak, error) {
	if err := u.check(); err != nil {
		return ScalabilityPeak{}, err
	}
	if u.Coherency == 0 {
		if u.Contention == 1 {
			return ScalabilityPeak{1, u.Rate}, nil // X(n) = γ for every n: the first one does it all
		}
		return ScalabilityPeak{math.Inf(1), u.Rate / u.Contention}, nil
	}
	n := math.Max(1, math.Sqrt((1-u.Contention)/u.Coherency))
	return ScalabilityPeak{n, u.Rate * (n / u.cost(n))}, nil
}

// PeakWhole is Peak over whole groups of at least 1: the better of the two
// whole numbers around n*, the smaller one if they are equal.
func (u Scalability) PeakWhole() (ScalabilityPeak, error) {
	peak, err := u.Peak()
	if err != nil || math.IsInf(peak.N, 1) {
		return peak, err
	}
	low, high := math.Floor(peak.N), math.Ceil(peak.N)
	peak = ScalabilityPeak{low, u.Rate * (low / u.cost(low))}
	if x := u.Rate * (high / u.cost(high)); x > peak.Throughput {
		peak = ScalabilityPeak{high, x}
	}
	return peak, nil
}

func (u Scalability) check() error {
	switch {
	case !(u.Rate > 0 && u.Rate <= 1e100):
		return &FieldError{"Rate", u.Rate, "more than 0, at most 1e100 per hour"}
	case !(u.Contention >= 0 && u.Contention <= 1):
		return &FieldError{"Contention", u.Contention, "0 to 1"}
	case !(u.Coherency >= 0 && u.Coherency <= 1e100):
		return &FieldError{"Coherency", u.Coherency, "0 to 1e100"}
	}
	return nil
}

// Amdahl is a job of which a part can be spread over several workers (Amdahl 1967). It is
// Scalability with Rate 1 and Contention 1 − Parallel.
type Amdahl struct {
	Parallel float64 // share of its time that can be spread; 0 to 1
}

// Speedup returns by what factor the job gets faster with n workers:
//
//	S(n) = 1 / ((1 − Parallel) + Parallel/n)
//
// n is at least 1 and may be +Inf, which gives the limit 1/(1 − Parallel): +Inf for a job
// that is all parallel.
func (a Amdahl) Speedup(n float64) (float64, error) {
	switch {
	case !(a.Parallel >= 0 && a.Parallel <= 1):
		return 0, &FieldError{"Parallel", a.Parallel, "0 to 1"}
	case !(n >= 1):
		return 0, &FieldError{"n", n, "1 or more"}
	}
	return 1 / (1 - a.Parallel + a.Parallel/n), nil
}
