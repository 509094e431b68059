package queue

import (
	"math"

	"kingman/core/smallfmt"
)

// A RenewalStream is a flow of items by its first two moments.
type RenewalStream struct {
	Rate float64 // items per hour; 0 to 1e12
	SCV  float64 // variance/mean² of the times between items; 0 to 1e12
}

// Superposition is several independent streams that merge into one, which feeds a station.
type Superposition struct {
	Streams     []RenewalStream
	Utilization float64 // ρ of the station; 0 or more
}

// Merge returns the merged flow by Whitt's hybrid (The Queueing Network Analyzer, Bell
// System Technical Journal 62, 1983, equations 24, 29 and 33):
//
//	Ca² = w·Σ (λᵢ/Σλ)·Cᵢ² + 1 − w,  w = 1/(1 + 4(1−ρ)²(v−1)),  v = 1/Σ (λᵢ/Σλ)².
//
// Many streams make a flow that looks Poisson to a lightly used station and
// like their average to a heavily used one; at ρ ≥ 1, w is 1. The value depends
// only on the streams and ρ, not on their order up to rounding. No stream, or
// none with a positive rate, gives a rate of 0 with an SCV of 1.
func (s Superposition) Merge() (RenewalStream, error) {
	if !(s.Utilization >= 0) {
		return RenewalStream{}, &FieldError{"Utilization", s.Utilization, "a number, 0 or more"}
	}
	total := 0.0
	for i, f := range s.Streams {
		if err := f.check(); err != nil {
			return RenewalStream{}, within(smallfmt.Sprintf("Streams[%d]", i), err)
		}
		total += f.Rate
	}
	if total == 0 {
		return RenewalStream{Rate: 0, SCV: 1}, nil
	}
	average, squares := 0.0, 0.0
	for _, f := range s.Streams {
		share := f.Rate / total
		average += float64(share * f.SCV)
		squares += float64(share * share)
	}
	w := superpositionWeight(s.Utilization, 1/squares)
	return RenewalStream{Rate: total, SCV: float64(w*average) + (1 - w)}, nil
}

// AlikeStreams is Superposition for n streams that are all the same, in constant time and
// without allocating: one source for each engineer.
type AlikeStreams struct {
	Each        RenewalStream
	Number      float64 // n, from 1 to 1000000; not necessarily whole
	Utilization float64 // ρ of the station; 0 or more
}

// Merge returns the merged flow as Superposition.Merge does.
func (s AlikeStreams) Merge() (RenewalStream, error) {
	if !(s.Number >= 1 && s.Number <= maxServers) {
		return RenewalStream{}, &FieldError{"Number", s.Number, "a number from 1 to 1000000"}
	}
	if !(s.Utilization >= 0) {
		return RenewalStream{}, &FieldError{"Utilization", s.Utilization, "a number, 0 or more"}
	}
	if err := within("Each", s.Each.check()); err != nil {
		return RenewalStream{}, err
	}
	w := superpositionWeight(s.Utilization, s.Number)
	return RenewalStream{Rate: float64(s.Each.Rate * s.Number), SCV: float64(w*s.Each.SCV) + (1 - w)}, nil
}

// superpositionWeight is Whitt's w for v equivalent streams (1983, equation
// 29), from 0 (the merged flow looks Poisson) to 1 (like its parts).
func superpositionWeight(rho, v float64) float64 {
	slack := math.Max(0, 1-rho)
	return 1 / (1 + float64(4*float64(slack*slack)*(v-1)))
}

// Thin returns the flow of the items that are kept when each is kept with
// chance p, independently: rate pλ and SCV p·C² + 1 − p (Whitt 1983, equation
// 36; exact for renewal streams).
func (f RenewalStream) Thin(p float64) (RenewalStream, error) {
	if err := errorsFirst(probability(p), f.check()); err != nil {
		return RenewalStream{}, err
	}
	return RenewalStream{Rate: float64(p * f.Rate), SCV: float64(p*f.SCV) + (1 - p)}, nil
}

func (f RenewalStream) check() error {
	return errorsFirst(nonNegative("Rate", f.Rate), nonNegative("SCV", f.SCV))
}
