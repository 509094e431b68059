// Package network answers for stations that feed each other: open networks,
// through which items pass (Jackson's exact product form, Whitt's QNA for the
// rest), and closed ones, in which a fixed number of items goes round (exact
// mean value analysis, bounds, Hopp and Spearman's cases).
//
// Time is in hours and rates are per hour, though any one unit will do.
// Nothing here simulates; where a formula is an approximation, the result
// says so.
package network

import (
	"math"

	"kingman/core/queue"
	"kingman/core/smallfmt"
)

// Station is a line with servers behind it in an open network.
type Station struct {
	// Name is what errors call it; it may be empty.
	Name string
	// Servers is c, 1 to 1000000; it is not read if Delay is set.
	Servers int
	// Delay makes this a place where time passes and nobody waits: infinitely
	// many servers, such as a handoff of a day.
	Delay bool
	// MeanService is s, the mean hours of one service; 0, or 1e-100 to 1e100.
	MeanService float64
	// ServiceSCV is Cs², the squared coefficient of variation of service
	// times; 0 to 1e6. An exponential time has 1.
	ServiceSCV float64
	// ArrivalRate is the items per hour that come here from outside; 0, or
	// 1e-100 to 1e100.
	ArrivalRate float64
	// ArrivalSCV is the squared coefficient of variation of the times between
	// them, 0 to 1e6. A Poisson stream has 1. Not read if ArrivalRate is 0.
	ArrivalSCV float64
}

// Open is an open network. Items come from outside, visit stations and leave.
type Open struct {
	// Stations holds at least one station.
	Stations []Station
	// Routing[i][j] is the probability that an item leaving i goes to j next;
	// what is missing to 1 in row i leaves the network. i = j is allowed.
	Routing [][]float64
}

// StationResult is the steady state of one station, per visit. MeanWait,
// MeanSojourn, QueueLength and WIP are +Inf at a station that cannot keep up.
// At a station that nothing reaches everything is 0, except ArrivalSCV.
type StationResult struct {
	ArrivalRate  float64 // items per hour, those that come back included
	Visits       float64 // mean number of visits of an item here
	Utilization  float64 // ρ = ArrivalRate·s/c, may exceed 1; 0 for a delay
	BusyFraction float64 // min(ρ, 1)
	ArrivalSCV   float64 // Ca² that the formula used; 1 where nothing arrives
	MeanWait     float64 // hours in line, Wq
	MeanSojourn  float64 // hours in line and in service
	QueueLength  float64 // mean number waiting
	WIP          float64 // mean number waiting or in service
}

// OpenResult is the steady state of an open network.
type OpenResult struct {
	Stations   []StationResult
	Throughput float64 // items per hour that leave the network
	LeadTime   float64 // mean hours from arrival to departure, all visits
	TouchTime  float64 // mean hours of service in it
	WIP        float64 // mean number in the network
	// Approximations lists, by station, what is not exact. It is empty if and
	// only if all the means above are exact under the model's assumptions.
	Approximations []Approximation
}

// Approximation says in words what was simplified at a station.
type Approximation struct {
	Station int
	What    string
}

// label is how errors name station i.
func label(i int, name string) string {
	if name == "" {
		return smallfmt.Sprintf("Stations[%d]", i)
	}
	return name
}

// servers returns c, +Inf for a delay.
func (s Station) servers() float64 {
	if s.Delay {
		return math.Inf(1)
	}
	return float64(s.Servers)
}

// utilization returns ρ when in items arrive per hour; a delay has none.
func (s Station) utilization(in float64) float64 {
	if s.Delay {
		return 0
	}
	return in / float64(s.Servers) * s.MeanService
}

// capacity returns c/s, the most items that can leave per hour.
func (s Station) capacity() float64 {
	if s.Delay || s.MeanService == 0 {
		return math.Inf(1)
	}
	return float64(s.Servers) / s.MeanService
}

const (
	maxServers = 1_000_000
	counts     = "a whole number from 1 to 1000000"
	magnitudes = "0, or 1e-100 to 1e100"
	scvs       = "0 to 1e6"
	// slack is how far a row of Routing may miss 1 by rounding.
	slack = 1e-12
)

// isMagnitude keeps durations and rates so far from the ends of float64 that
// products of two are safe.
func isMagnitude(v float64) bool { return v == 0 || v >= 1e-100 && v <= 1e100 }

func isSCV(v float64) bool { return v >= 0 && v <= 1e6 }

func (n Open) check() error {
	if len(n.Stations) == 0 {
		return &queue.FieldError{Field: "Stations", Value: 0, Legal: "at least one station"}
	}
	if len(n.Routing) != len(n.Stations) {
		return &queue.FieldError{Field: "Routing", Value: float64(len(n.Routing)), Legal: smallfmt.Sprintf("%d rows, one a station", len(n.Stations))}
	}
	for i, s := range n.Stations {
		bad := func(field string, value float64, legal string) error {
			return &queue.FieldError{Field: smallfmt.Sprintf("Stations[%d].%s", i, field), Value: value, Legal: legal}
		}
		switch {
		case !s.Delay && !(s.Servers >= 1 && s.Servers <= maxServers):
			return bad("Servers", float64(s.Servers), counts)
		case !isMagnitude(s.MeanService):
			return bad("MeanService", s.MeanService, magnitudes+" hours")
		case !isSCV(s.ServiceSCV):
			return bad("ServiceSCV", s.ServiceSCV, scvs)
		case !isMagnitude(s.ArrivalRate):
			return bad("ArrivalRate", s.ArrivalRate, magnitudes+" per hour")
		case s.ArrivalRate > 0 && !isSCV(s.ArrivalSCV):
			return bad("ArrivalSCV", s.ArrivalSCV, scvs)
		}
		if len(n.Routing[i]) != len(n.Stations) {
			return &queue.FieldError{Field: smallfmt.Sprintf("Routing[%d]", i), Value: float64(len(n.Routing[i])), Legal: smallfmt.Sprintf("%d columns, one a station", len(n.Stations))}
		}
		var sum float64
		for j, p := range n.Routing[i] {
			if !(p >= 0 && p <= 1) {
				return &queue.FieldError{Field: smallfmt.Sprintf("Routing[%d][%d]", i, j), Value: p, Legal: "a probability, 0 to 1"}
			}
			sum += p
		}
		if sum > 1+slack {
			return &queue.FieldError{Field: smallfmt.Sprintf("Routing[%d]", i), Value: sum, Legal: "probabilities that add up to 1 at most"}
		}
	}
	return nil
}
