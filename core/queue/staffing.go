package queue

import (
	"math"

	"kingman/core/portable"
)

// HalfinWhittServers returns the servers that the square-root rule asks for,
// c = a + β√a rounded up, at least 1 (Halfin and Whitt 1981). Doubling the load
// needs less than double the people for the same chance of waiting. load ≥ 0
// and beta any finite number; with beta ≤ 0 the result may have no steady state.
func HalfinWhittServers(load, beta float64) (int, error) {
	if err := nonNegative("OfferedLoad", load); err != nil {
		return 0, err
	}
	if !finite(beta) {
		return 0, &FieldError{"Beta", beta, "a finite number"}
	}
	c := math.Ceil(load + float64(beta*math.Sqrt(load)))
	if c > maxServers {
		return 0, &FieldError{"OfferedLoad", load, "such that no more than 1000000 servers are needed"}
	}
	return int(math.Max(1, c)), nil
}

// HalfinWhittDelay returns the limit of the chance of waiting in M/M/c when c =
// a + β√a and a grows: 1/(1 + β·Φ(β)/φ(β)). It is 1 for beta ≤ 0.
func HalfinWhittDelay(beta float64) (float64, error) {
	if beta != beta {
		return 0, &FieldError{"Beta", beta, "a number"}
	}
	if beta <= 0 {
		return 1, nil
	}
	density := portable.NormalPDF(beta)
	return density / (density + float64(beta*portable.NormalCDF(beta))), nil
}

// HalfinWhittBeta returns the β whose limiting chance of waiting is delay, in
// (0, 1].
func HalfinWhittBeta(delay float64) (float64, error) {
	if !(delay > 0 && delay <= 1) {
		return 0, &FieldError{"DelayProbability", delay, "above 0, at most 1"}
	}
	return invertSurvival(func(beta float64) float64 {
		d, _ := HalfinWhittDelay(beta)
		return d
	}, delay, 1), nil
}

// ServersFor returns the fewest servers with which the station's recommended
// mean wait is at most the given hours, found by bisection (adding a server
// never lengthens the wait). It ignores s.Servers.
func (s Station) ServersFor(meanWait float64) (int, error) {
	s.Servers = 1
	if err := s.Validate(); err != nil {
		return 0, err
	}
	if !(meanWait >= 0) {
		return 0, &FieldError{"MeanWait", meanWait, "a number, 0 or more"}
	}
	enough := func(c int) bool {
		s.Servers = c
		wait, err := s.MeanWait()
		return err == nil && wait <= meanWait
	}
	load := s.OfferedLoad()
	if load >= maxServers {
		return 0, &FieldError{"OfferedLoad", load, "below 1000000"}
	}
	low := int(load) // never enough: ρ ≥ 1
	high := low + 1
	for step := 1; !enough(high); step *= 2 {
		low = high
		if high == maxServers {
			return 0, &FieldError{"MeanWait", meanWait, "reachable with 1000000 servers"}
		}
		high = min(high+step, maxServers)
	}
	for high-low > 1 {
		if mid := low + (high-low)/2; enough(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high, nil
}
