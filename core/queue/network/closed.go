package network

import (
	"kingman/core/queue"
	"kingman/core/smallfmt"
)

// ClosedClass is a fixed number of items of one kind that go round.
type ClosedClass struct {
	Name string
	// Population is N, 0 or more: the items, or the people who each have one
	// item under way, or the WIP limit of a line that always has work to release.
	Population int
	// ThinkTime is Z, the mean hours between the end of one round and the
	// start of the next; 0, or 1e-100 to 1e100. Any distribution will do.
	ThinkTime float64
}

// ClosedStation is a station of a closed network.
type ClosedStation struct {
	Name string
	// Servers is c, 1 to 1000000; it is not read if Delay is set.
	Servers int
	// Delay makes this a place where nobody waits: infinitely many servers.
	Delay bool
	// Visits is the mean number of visits in one round, for each class; 0, or
	// 1e-100 to 1e100.
	Visits []float64
	// MeanService is s in hours per visit, for each class; 0, or 1e-100 to 1e100.
	// Service is exponential. At a first come, first served station the exact
	// result asks for the same mean for every class that visits it; with
	// different means it is that of processor sharing.
	MeanService []float64
}

// Closed is a closed network: nothing enters and nothing leaves.
type Closed struct {
	Classes  []ClosedClass   // at least one
	Stations []ClosedStation // may be empty, if every class thinks
}

// ClosedResult is the steady state of a closed network, always finite.
type ClosedResult struct {
	Classes  []ClosedClassResult
	Stations []ClosedStationResult
}

// ClosedClassResult is what one class sees. A class without items has 0
// everywhere.
type ClosedClassResult struct {
	Throughput   float64 // rounds finished per hour, X
	ResponseTime float64 // mean hours of a round, thinking left out
	TouchTime    float64 // mean hours of service in it, delays included
	WIP          float64 // mean number at the stations, X·ResponseTime
}

// ClosedStationResult is one station, by class.
type ClosedStationResult struct {
	WIP           []float64 // mean number waiting or in service
	QueueLength   []float64 // mean number waiting
	ResidenceTime []float64 // mean hours here in one round, all visits
	MeanWait      []float64 // mean hours in line per visit; 0 for a class that never comes
	BusyFraction  float64   // share of time that a server is busy; 0 for a delay
}

// PopulationError says that an exact answer would cost too much.
type PopulationError struct {
	Populations []int // by class
	What        string
	Need, Limit float64
}

func (e *PopulationError) Error() string {
	return smallfmt.Sprintf("populations %v need %.3g %s, more than the limit of %.3g", e.Populations, e.Need, e.What, e.Limit)
}

func (n Closed) check() error {
	if len(n.Classes) == 0 {
		return &queue.FieldError{Field: "Classes", Value: 0, Legal: "at least one class"}
	}
	bad := func(value float64, legal, field string, args ...any) error {
		return &queue.FieldError{Field: smallfmt.Sprintf(field, args...), Value: value, Legal: legal}
	}
	takesTime := make([]bool, len(n.Classes))
	for r, c := range n.Classes {
		if c.Population < 0 {
			return bad(float64(c.Population), "0 or more", "Classes[%d].Population", r)
		}
		if !isMagnitude(c.ThinkTime) {
			return bad(c.ThinkTime, magnitudes+" hours", "Classes[%d].ThinkTime", r)
		}
		takesTime[r] = c.ThinkTime > 0
	}
	for k, s := range n.Stations {
		if !s.Delay && !(s.Servers >= 1 && s.Servers <= maxServers) {
			return bad(float64(s.Servers), counts, "Stations[%d].Servers", k)
		}
		if len(s.Visits) != len(n.Classes) {
			return bad(float64(len(s.Visits)), "one value a class", "Stations[%d].Visits", k)
		}
		if len(s.MeanService) != len(n.Classes) {
			return bad(float64(len(s.MeanService)), "one value a class", "Stations[%d].MeanService", k)
		}
		for r := range n.Classes {
			if !isMagnitude(s.Visits[r]) {
				return bad(s.Visits[r], magnitudes, "Stations[%d].Visits[%d]", k, r)
			}
			if !isMagnitude(s.MeanService[r]) {
				return bad(s.MeanService[r], magnitudes+" hours", "Stations[%d].MeanService[%d]", k, r)
			}
			takesTime[r] = takesTime[r] || s.demand(r) > 0
		}
	}
	for r, c := range n.Classes {
		if c.Population > 0 && !takesTime[r] {
			return bad(0, "more than 0 for a class without service, since a round must take time", "Classes[%d].ThinkTime", r)
		}
	}
	return nil
}

// demand returns the hours of service that a round of class r asks of s.
func (s ClosedStation) demand(r int) float64 { return float64(s.Visits[r] * s.MeanService[r]) }
