package org

import (
	"fmt"
	"math"
	"slices"

	"kingman/core/sim"
	"kingman/core/stats"
)

// A Report is what came out of a simulation. Estimates of times are in hours, of rates per hour.
type Report struct {
	Replications int     // or batches of the steady state
	Hours        float64 // the horizon, or the length of a batch
	WarmUp       float64 // hours left out at the front, for the steady state
	Events       int64
	Warnings     []string
	Classes      []ClassReport
	Stations     []StationReport
	Teams        []TeamReport
	Series       Series
}

// ClassReport is about the items of one class.
type ClassReport struct {
	Name string
	// LeadTime is the mean from asked for to delivered, unfinished items by their age; its Mean is the sum of the Means of Parts,
	// added in their order. Items that gave up or found no room are in neither.
	LeadTime stats.Estimate
	Parts    [sim.Parts]stats.Estimate // where the lead time went, by sim.Part
	// DeliveredLeadTime leaves the unfinished out; CycleTime is from first touched to delivered.
	DeliveredLeadTime stats.Estimate
	CycleTime         stats.Estimate
	// LeadTimeQuantiles bound the lead times of the shares LeadTimeShares of those delivered: the mean over the replications of each
	// one's quantile. Unknown for a steady state.
	LeadTimeQuantiles [3]stats.Estimate
	TouchTime         stats.Estimate // in service, first time and rework
	FlowEfficiency    stats.Estimate // TouchTime/LeadTime
	Throughput        stats.Estimate // delivered per hour
	WIP               stats.Estimate // mean number in the system
	OpenAtEnd         stats.Estimate // number in the system at the horizon
	Abandoned         stats.Estimate // share of those that came who gave up
	Lost              stats.Estimate // share of those that came who found no room
	ValueRate         stats.Estimate // dollars delivered per hour: Class.Value × Throughput
	DelayCostRate     stats.Estimate // dollars per hour: Class.DelayCost × WIP
}

// StationReport is about one station, over all classes.
type StationReport struct {
	Name          string
	MeanWait      stats.Estimate    // in line before service (at a Gate: held), who gave up and who is still in line included
	WaitQuantiles [3]stats.Estimate // of the waits of those whose service began, at WaitShares; unknown for a steady state
	QueueLength   stats.Estimate    // mean number in line
	BusyFraction  stats.Estimate    // of the station's own servers; unknown if people serve it, whose teams have it
	Throughput    stats.Estimate    // services completed per hour
	Abandoned     stats.Estimate    // share of those that came who gave up
	Lost          stats.Estimate    // share of those that came who found no room
}

// TeamReport is about one team.
type TeamReport struct {
	Name         string
	BusyFraction stats.Estimate // of the hours that its people were there
}

// A Metric is a ratio of two sums over a window, such as hours waited over items.
type Metric func(o *Outcome) (num, den float64)

// Estimate estimates a metric from outcomes.
func (m Metric) Estimate(outcomes []Outcome, confidence float64) stats.Estimate {
	num, den := m.series(outcomes)
	e, _ := stats.Ratio(num, den, confidence) // lengths agree
	return e
}

// Difference estimates how much larger a metric is in b than in a, replication by replication: two organisations simulated with
// the same seed share their luck. The outcomes must be as many, else a *stats.LengthError.
func (m Metric) Difference(a, b []Outcome, confidence float64) (stats.Estimate, error) {
	numA, denA := m.series(inOrder(a))
	numB, denB := m.series(inOrder(b))
	return stats.RatioDifference(numA, denA, numB, denB, confidence)
}

func (m Metric) series(outcomes []Outcome) (num, den []float64) {
	for k := range outcomes {
		n, d := m(&outcomes[k])
		num, den = append(num, n), append(den, d)
	}
	return num, den
}

// ofClass and ofStation make metrics.
func ofClass(k int, f func(c *ClassOutcome, hours float64) (num, den float64)) Metric {
	return func(o *Outcome) (float64, float64) { return f(&o.Classes[k], o.Hours) }
}

func ofStation(k int, f func(s *StationOutcome, hours float64) (num, den float64)) Metric {
	return func(o *Outcome) (float64, float64) { return f(&o.Stations[k], o.Hours) }
}

// LeadTime is class k's mean lead time, unfinished items by their age.
func LeadTime(k int) Metric {
	return ofClass(k, func(c *ClassOutcome, _ float64) (float64, float64) { return c.LeadTime, c.Delivered + c.Open })
}

// PartOfLeadTime is what LeadTime spends in one part.
func PartOfLeadTime(k int, part sim.Part) Metric {
	return ofClass(k, func(c *ClassOutcome, _ float64) (float64, float64) { return c.Parts[part], c.Delivered + c.Open })
}

// Throughput is how many items of class k are delivered per hour.
func Throughput(k int) Metric {
	return ofClass(k, func(c *ClassOutcome, hours float64) (float64, float64) { return c.Delivered, hours })
}

// WIP is the mean number of items of class k in the system.
func WIP(k int) Metric {
	return ofClass(k, func(c *ClassOutcome, hours float64) (float64, float64) { return c.ItemHours, hours })
}

// MeanWait is the mean wait at station k, of all who came.
func MeanWait(k int) Metric {
	return ofStation(k, func(s *StationOutcome, _ float64) (float64, float64) { return s.Wait, s.Waited })
}

// Report makes a report of the outcomes of replications, which may come in any order.
func (o *Organisation) Report(opt Options, outcomes []Outcome) Report {
	outcomes = inOrder(outcomes)
	confidence := opt.confidence()
	r := Report{Replications: len(outcomes), Hours: opt.Horizon}
	short := 0
	for k := range outcomes {
		r.Events += outcomes[k].Events
		r.Hours = min(r.Hours, outcomes[k].Hours)
		if outcomes[k].Stopped != sim.AtHorizon {
			short++
		}
	}
	if short > 0 {
		r.warn("%d of %d runs were stopped before their horizon: they were %v.", short, len(outcomes), firstStopped(outcomes))
	}
	of := func(m Metric) stats.Estimate { return m.Estimate(outcomes, confidence) }
	for k := range o.Classes {
		r.Classes = append(r.Classes, o.classReport(k, outcomes, of, confidence))
	}
	for k := range o.Stations {
		r.Stations = append(r.Stations, o.stationReport(k, outcomes, of, confidence))
	}
	for k := range o.Teams {
		r.Teams = append(r.Teams, TeamReport{o.Teams[k].Name, of(func(x *Outcome) (float64, float64) { return x.Teams[k].Busy, x.Teams[k].OnDuty })})
	}
	r.Series = o.series(opt, outcomes, confidence)
	return r
}

func firstStopped(outcomes []Outcome) sim.Stopped {
	k := slices.IndexFunc(outcomes, func(o Outcome) bool { return o.Stopped != sim.AtHorizon })
	return outcomes[k].Stopped
}

func (r *Report) warn(format string, args ...any) {
	r.Warnings = append(r.Warnings, fmt.Sprintf(format, args...))
}

func (o *Organisation) classReport(k int, outcomes []Outcome, of func(Metric) stats.Estimate, confidence float64) ClassReport {
	part := func(f func(c *ClassOutcome, hours float64) (float64, float64)) stats.Estimate {
		return of(ofClass(k, f))
	}
	r := ClassReport{
		Name:     o.Classes[k].Name,
		LeadTime: of(LeadTime(k)),
		DeliveredLeadTime: part(func(c *ClassOutcome, _ float64) (float64, float64) {
			return c.DeliveredLead, c.Delivered
		}),
		CycleTime:  part(func(c *ClassOutcome, _ float64) (float64, float64) { return c.CycleTime, c.Delivered }),
		Throughput: of(Throughput(k)),
		WIP:        of(WIP(k)),
		OpenAtEnd:  part(func(c *ClassOutcome, _ float64) (float64, float64) { return c.Open, 1 }),
		Abandoned:  part(func(c *ClassOutcome, _ float64) (float64, float64) { return c.Abandoned, c.Arrived }),
		Lost:       part(func(c *ClassOutcome, _ float64) (float64, float64) { return c.Lost, c.Arrived }),
		TouchTime: part(func(c *ClassOutcome, _ float64) (float64, float64) {
			return c.Parts[sim.Touch] + c.Parts[sim.Rework], c.Delivered + c.Open
		}),
		FlowEfficiency: part(func(c *ClassOutcome, _ float64) (float64, float64) {
			return c.Parts[sim.Touch] + c.Parts[sim.Rework], c.LeadTime
		}),
		ValueRate: part(func(c *ClassOutcome, hours float64) (float64, float64) {
			return o.Classes[k].Value * c.Delivered, hours
		}),
		DelayCostRate: part(func(c *ClassOutcome, hours float64) (float64, float64) {
			return o.Classes[k].DelayCost * c.ItemHours, hours
		}),
	}
	sum := 0.0
	for p := range r.Parts {
		r.Parts[p] = of(PartOfLeadTime(k, sim.Part(p)))
		sum += r.Parts[p].Mean
	}
	r.LeadTime.Mean = sum // the same but for rounding
	for i := range LeadTimeShares {
		r.LeadTimeQuantiles[i] = quantileOver(outcomes, confidence, func(x *Outcome) (float64, bool) {
			return x.Classes[k].Quantiles[i], x.Classes[k].HasQuantiles
		})
	}
	return r
}

func (o *Organisation) stationReport(k int, outcomes []Outcome, of func(Metric) stats.Estimate, confidence float64) StationReport {
	part := func(f func(s *StationOutcome, hours float64) (float64, float64)) stats.Estimate {
		return of(ofStation(k, f))
	}
	r := StationReport{
		Name:         o.Stations[k].Name,
		MeanWait:     of(MeanWait(k)),
		QueueLength:  part(func(s *StationOutcome, hours float64) (float64, float64) { return s.LineHours, hours }),
		BusyFraction: part(func(s *StationOutcome, _ float64) (float64, float64) { return s.BusyHours, s.DutyHours }),
		Throughput:   part(func(s *StationOutcome, hours float64) (float64, float64) { return s.Served, hours }),
		Abandoned:    part(func(s *StationOutcome, _ float64) (float64, float64) { return s.Abandoned, s.Visits }),
		Lost:         part(func(s *StationOutcome, _ float64) (float64, float64) { return s.Lost, s.Visits }),
	}
	for i := range WaitShares {
		r.WaitQuantiles[i] = quantileOver(outcomes, confidence, func(x *Outcome) (float64, bool) {
			return x.Stations[k].Quantiles[i], x.Stations[k].HasQuantiles
		})
	}
	return r
}

// quantileOver estimates the mean over the replications that have a value.
func quantileOver(outcomes []Outcome, confidence float64, value func(x *Outcome) (float64, bool)) stats.Estimate {
	var xs []float64
	for k := range outcomes {
		if x, ok := value(&outcomes[k]); ok && !math.IsNaN(x) {
			xs = append(xs, x)
		}
	}
	return stats.FromReplications(xs, confidence)
}
