package queue

import (
	"math"

	"kingman/core/portable"
)

// HalfinWhitt is the square-root rule: β standard deviations of the load, √a, are kept
// ready beyond the load itself (Halfin and Whitt 1981).
type HalfinWhitt struct {
	OfferedLoad float64 // a = λs; 0 to 1e12
	Beta        float64 // β, any finite number; with 0 or less there may be no steady state
}

// Servers returns c = a + β√a rounded up, at least 1; at most 1000000, beyond which it is
// a *FieldError. Doubling the load needs less than double the people for the same
// chance of waiting.
func (h HalfinWhitt) Servers() (int, error) {
	if err := nonNegative("OfferedLoad", h.OfferedLoad); err != nil {
		return 0, err
	}
	if !finite(h.Beta) {
		return 0, &FieldError{"Beta", h.Beta, "a finite number"}
	}
	c := math.Ceil(h.OfferedLoad + float64(h.Beta*math.Sqrt(h.OfferedLoad)))
	if c > maxServers {
		return 0, &FieldError{"OfferedLoad", h.OfferedLoad, "such that no more than 1000000 servers are needed"}
	}
	return int(math.Max(1, c)), nil
}

// DelayProbability returns the limit of the chance of waiting in M/M/c when c = a + β√a and
// a grows: 1/(1 + β·Φ(β)/φ(β)); 1 for a Beta of 0 or less. It does not look at the load.
func (h HalfinWhitt) DelayProbability() (float64, error) {
	if h.Beta != h.Beta {
		return 0, &FieldError{"Beta", h.Beta, "a number"}
	}
	if h.Beta <= 0 {
		return 1, nil
	}
	density := portable.NormalPDF(h.Beta)
	return density / (density + float64(h.Beta*portable.NormalCDF(h.Beta))), nil
}

// WithDelay returns the rule for the load whose limiting chance of waiting is this, above 0
// and at most 1.
func (h HalfinWhitt) WithDelay(chance float64) (HalfinWhitt, error) {
	if !(chance > 0 && chance <= 1) {
		return h, &FieldError{"DelayProbability", chance, "above 0, at most 1"}
	}
	h.Beta = invertSurvival(func(beta float64) float64 {
		d, _ := HalfinWhitt{Beta: beta}.DelayProbability()
		return d
	}, chance, 1)
	return h, nil
}

// WithCost returns the rule whose staff is cheapest for a large load, if an hour of an item in
// line costs ratio times as much as an hour of a server; above 0, at most 1e12. It is the β
// with the least β + ratio·D(β)/β (S. Borst, A. Mandelbaum and M. Reiman, "Dimensioning large
// call centers", Operations Research 52, 2004), D being the chance of waiting, where
//
//	D(β)·(1 + (2 − D(β))/β²) = 1/ratio.
//
// For loads from 5 to 100 and ratios from 0.01 to 4 it is within one server of the cheapest
// M/M/c. Where items or services are not as uneven as chance has it, ratio times
// (Ca² + Cs²)/2 is as good as Allen and Cunneen's wait.
func (h HalfinWhitt) WithCost(ratio float64) (HalfinWhitt, error) {
	if !(ratio > 0 && ratio <= 1e12) {
		return h, &FieldError{"Ratio", ratio, "above 0, at most 1e12"}
	}
	h.Beta = invertSurvival(func(beta float64) float64 {
		d, _ := HalfinWhitt{Beta: beta}.DelayProbability()
		return d * (1 + (2-d)/float64(beta*beta))
	}, 1/ratio, 1)
	return h, nil
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

// CheapestServers returns how many servers cost least in the long run, if an hour of an item in line costs ratio times
// as much as an hour of a server, 0 to 1e12: the c above the load whose c + ratio·Lq(c) is least, by the recommended mean
// wait. Lq falls ever more slowly with c, so that the first c whose next is no cheaper is the cheapest (M. Dyer and
// L. Proll, "On the validity of marginal analysis for allocating servers in M/M/c queues", Management Science 23, 1977,
// for M/M/c). With a ratio of 0 it is as few as the load needs, at most full. It ignores s.Servers. Errors are
// *FieldError; more than 1000000 servers are one, too.
func (s Station) CheapestServers(ratio float64) (int, error) {
	s.Servers = 1
	load := s.OfferedLoad()
	switch err := s.Validate(); {
	case err != nil:
		return 0, err
	case !(ratio >= 0 && ratio <= 1e12):
		return 0, &FieldError{"Ratio", ratio, "0 to 1e12"}
	case load >= maxServers:
		return 0, &FieldError{"OfferedLoad", load, "below 1000000"}
	case ratio == 0:
		return max(1, int(math.Ceil(load))), nil
	}
	least := math.Inf(1)
	for s.Servers = int(load) + 1; s.Servers <= maxServers; s.Servers++ {
		wait, err := s.MeanWait()
		if err != nil {
			return 0, err
		}
		cost := float64(s.Servers) + float64(ratio*float64(s.ArrivalRate*wait))
		if cost >= least {
			return s.Servers - 1, nil
		}
		least = cost
	}
	return 0, &FieldError{"Ratio", ratio, "such that no more than 1000000 servers are cheapest"}
}
