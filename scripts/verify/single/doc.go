// Package single simulates one station, G/G/c first come first served, fast: a few nanoseconds per item,
// in blocks, with no allocation per item and no goroutine.
//
//	arrivals := dist.ByMoments(…)                       // hours between arrivals, by mean and SCV
//	station, err := single.New(single.Spec{Arrival: arrivals, Service: service, Servers: 5})
//	var out single.Result
//	for r := range 400 {                                // what happens by week 26
//		err = station.RunHorizon(single.Horizon{Seed: 1, Until: 1040, Window: 40, SampleTimes: weeks}, r, &out)
//	}
//	steady, err := station.SteadyState(single.Steady{Seed: 1, MaxItems: 1e6})   // if this went on for ever
//
// Open: one renewal stream of arrivals, or several independent sources that are superposed. Closed: engineers who
// make an item, wait for it and only then make the next. In both a share of items may not need the station.
//
// # Common random numbers
//
// Each purpose has a stream of its own: "arrivals" (one stream), "source" by index (several sources, engineers),
// "thinning" (who needs the station), "service" and "backlog" (services of the items that wait at time 0).
// With one seed and replication the k-th gap, the k-th service and the i-th engineer's k-th feature are
// the same draw, scaled, in today and in what-if, whatever else differs.
//
// # What is rare
//
// RareWaits measures the steady state of a station whose items hardly ever wait, by conditional Monte Carlo; Tilt
// measures rare states soon after the start, such as an empty station of a hundred servers, by importance sampling.
// Both simulate the station itself, and their averages are unbiased.
//
// # Order of work
//
// Under first come first served an item's start is settled when it arrives: it is the later of its arrival and
// the earliest time at which a server is free. The kernels therefore walk over arrivals, not over events, and every
// wait is known without running past the horizon.
package single
