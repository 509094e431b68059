package org

import (
	"math"
	"slices"

	"kingman/core/sim"
	"kingman/core/smallfmt"
	"kingman/core/stats"
)

// A Report is what came out of a simulation. Times are in hours, rates per hour, shares from 0 to 1.
//
// Unless its comment says otherwise an estimate is a ratio of sums over all replications, for example hours waited over items: a replication
// with more items counts for more. Its interval is that of stats.Ratio: Student's t at Options.Confidence, with the spread of the
// replications' numerators about the ratio (Cochran 1977). It is symmetric and knows no bounds, so it may reach below 0 or above 1. Where nothing was observed
// (no items came, nobody was on duty) Mean is 0, Known is false, and a warning says so.
type Report struct {
	// Replications is the number of outcomes that the report was made of; of a steady state, of batches: 32, or fewer if the run was stopped.
	Replications int
	// Hours is the length of the shortest of them: the horizon, or less if a run was stopped before it; of a steady state, a batch.
	Hours float64
	// WarmUp is how many hours were left out at the front of a steady state's run; 0 otherwise: nothing is left out.
	WarmUp float64
	Events int64 // of all outcomes together
	// Warnings are sentences about the whole report: runs that were stopped, limits that block each other, a warm-up not found, batches that
	// correlate. Those about one number are in its Estimate.
	Warnings []string
	Classes  []ClassReport    // in the order of Organisation.Classes
	Stations []StationReport  // in the order of Organisation.Stations
	Teams    []TeamReport     // in the order of Organisation.Teams
	Windows  []WindowReport   // in the order of Options.Windows; none for a steady state
	Overlaps []stats.Estimate // in the order of Options.Overlaps: the share of the time in which each held
	Series   Series           // at the times of Options.Points; empty for a steady state
}

// ClassReport is about the items of one class: those that came from its sources, its backlog, and those that others gave rise to or were split into. An item's
// time begins when it is asked for (at 0 for the backlog) and ends when it is delivered.
type ClassReport struct {
	Name string
	// LeadTime is the mean from asked for to delivered, unfinished items by their age; its Mean is the sum of the Means of Parts,
	// added in their order. Items that gave up or found no room are in neither.
	LeadTime stats.Estimate
	Parts    [sim.Parts]stats.Estimate // where the lead time went, by sim.Part: hours of an item, on average over those of LeadTime
	// Spent is what the lead time went into, by Use, as Parts; none without Options.ByStep, and for a steady state.
	Spent []stats.Estimate
	// DeliveredLeadTime is the mean lead time of those delivered by the horizon: it leaves the unfinished out, and looks good in overload.
	DeliveredLeadTime stats.Estimate
	// CycleTime is the mean from first touched (a service began) to delivered, of those delivered; one that nobody ever served, because it only
	// passed delays and gates, counts as 0.
	CycleTime stats.Estimate
	// LeadTimeQuantiles bound the lead times of the shares LeadTimeShares of those delivered: the mean, with its t interval, over the replications of each
	// one's quantile; replications that delivered nothing are left out. Quantiles are taken from a histogram whose cells are 3 % wide
	// (sim.Histogram). For a steady state see SteadyState.
	LeadTimeQuantiles [3]stats.Estimate
	TouchTime         stats.Estimate // hours in service, first time and rework: the sum of these two Parts
	FlowEfficiency    stats.Estimate // hours in service over hours of lead time, of all items: TouchTime/LeadTime
	Throughput        stats.Estimate // delivered per hour
	WIP               stats.Estimate // number in the system, averaged over time; those are in it who will give up
	OpenAtEnd         stats.Estimate // number in the system at the horizon, or where a run was stopped; unknown for a steady state
	Abandoned         stats.Estimate // share of those that came who gave up, at any station, and left the system
	Lost              stats.Estimate // share of those that came who found no room, at any station
	ValueRate         stats.Estimate // dollars delivered per hour: Class.Value × Throughput; below 0 if Value is
	DelayCostRate     stats.Estimate // dollars per hour: Class.DelayCost × WIP
}

// StationReport is about one station, over all classes. Its items are visits: one that comes back counts again.
type StationReport struct {
	Name string
	// MeanWait is from coming to the station to the beginning of service, on average over the visits; who gave up, and who is still in line at
	// the horizon, count by the wait so far, and who found no room does not count. At a Gate it is the time held; at a Delay it is 0.
	// Waiting outside a limit is not part of it, nor is time in line after an interruption.
	MeanWait stats.Estimate
	// WaitQuantiles bound the waits of the shares WaitShares of the items whose service began (at a Gate: that were let through),
	// as LeadTimeQuantiles do.
	WaitQuantiles [3]stats.Estimate
	// QueueLength is the number in line, averaged over time: at a Gate those held, at a Delay 0. It is MeanWait's hours over time (Little
	// 1961), and where services are interrupted those who are in line again besides.
	QueueLength stats.Estimate
	// BusyFraction is the share of the hours on duty in which the station's servers were at work, switching included. It never exceeds 1: servers who are
	// sent away complete what they have in hand and are on duty until then. A team that alone serves a station, at speed 1 and no other, is its
	// servers. Unknown at a Delay or a Gate, and where people come from elsewhere: TeamReport has theirs.
	BusyFraction stats.Estimate
	Throughput   stats.Estimate // services completed per hour; at a Delay or a Gate, items that went on
	Abandoned    stats.Estimate // share of the visits that ended with giving up, to leave the system or to go elsewhere
	Lost         stats.Estimate // share of the visits that found no room
}

// TeamReport is about one team.
type TeamReport struct {
	Name string
	// BusyFraction is the share of the hours that its people were there in which they were at work, interrupted work included. It never exceeds 1: who is
	// sent away is there until what is in hand is completed. Unknown if nobody ever was.
	BusyFraction stats.Estimate
}

// WindowReport is about those who came in a Window: all of them, whenever their wait ended.
type WindowReport struct {
	Window
	MeanWait  stats.Estimate
	Longer    []stats.Estimate // share of them who waited longer than each of Window.Over
	Abandoned stats.Estimate   // share of them who gave up
	// Waits holds the wait of one of them from each replication that had any, drawn by lot, in rising order: a fair sample of all waits where
	// replications have about as many. The wait that a share p does not exceed is stats.SortedQuantile(Waits, p).
	Waits []float64
}

// A Metric is a ratio of two sums over a window, such as hours waited over items.
type Metric func(o *Outcome) (num, den float64)

// Estimate estimates a metric from outcomes: the sum of num over the sum of den, with the interval of stats.Ratio. It is unknown if there
// are fewer than two outcomes or the sum of den is 0. The order of the outcomes may change its last bits: give them in that of their replications.
func (m Metric) Estimate(outcomes []Outcome, confidence float64) stats.Estimate {
	return m.EstimateBy(stats.NewEstimator(confidence), outcomes)
}

// EstimateBy is Estimate at the confidence of an Estimator, which many metrics of the same replications may share.
func (m Metric) EstimateBy(by *stats.Estimator, outcomes []Outcome) stats.Estimate {
	num, den := m.series(outcomes)
	e, _ := by.Ratio(num, den) // lengths agree
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
	num, den = make([]float64, len(outcomes)), make([]float64, len(outcomes))
	for k := range outcomes {
		num[k], den[k] = m(&outcomes[k])
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

// OverClasses adds up what of says of each class: hours or items, and over how many.
func OverClasses(of func(c *ClassOutcome) (num, den float64)) Metric {
	return func(o *Outcome) (num, den float64) {
		for k := range o.Classes {
			n, d := of(&o.Classes[k])
			num, den = num+n, den+d
		}
		return num, den
	}
}

// LeadTimeOfAll is LeadTime over all classes.
var LeadTimeOfAll = OverClasses(func(c *ClassOutcome) (float64, float64) { return c.LeadTime, c.Delivered + c.Open })

// ThroughputOfAll is Throughput over all classes.
func ThroughputOfAll(o *Outcome) (num, den float64) {
	for k := range o.Classes {
		num += o.Classes[k].Delivered
	}
	return num, o.Hours
}

// OpenAtEnd is how many items of some classes are unfinished at the horizon; of all where none is named.
func OpenAtEnd(classes ...int) Metric {
	return func(o *Outcome) (num, den float64) {
		for k := range o.Classes {
			if len(classes) == 0 || slices.Contains(classes, k) {
				num += o.Classes[k].Open
			}
		}
		return num, 1
	}
}

// Served is how many services are completed per hour at some stations together.
func Served(stations ...int) Metric {
	return func(o *Outcome) (num, den float64) {
		for _, k := range stations {
			num += o.Stations[k].Served
		}
		return num, o.Hours
	}
}

// LeadTime is class k's mean lead time in hours, unfinished items by their age: ClassReport.LeadTime.
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

// WIP is the time average of the number of items of class k in the system.
func WIP(k int) Metric {
	return ofClass(k, func(c *ClassOutcome, hours float64) (float64, float64) { return c.ItemHours, hours })
}

// MeanWait is the mean wait at station k in hours: StationReport.MeanWait.
func MeanWait(k int) Metric {
	return ofStation(k, func(s *StationOutcome, _ float64) (float64, float64) { return s.Wait, s.Waited })
}

// WaitInWindow is the mean wait of those who came in window k of Options.Windows: WindowReport.MeanWait.
func WaitInWindow(k int) Metric {
	return func(o *Outcome) (float64, float64) { return o.Windows[k].Wait, o.Windows[k].Items }
}

// LongerInWindow is the share of the items of window k that wait longer than its Over[i].
func LongerInWindow(k, i int) Metric {
	return func(o *Outcome) (float64, float64) { return o.Windows[k].Over[i], o.Windows[k].Items }
}

// BusyFraction is the share of the time in which servers of station k are there that they work: StationReport.BusyFraction.
func BusyFraction(k int) Metric {
	return ofStation(k, func(s *StationOutcome, _ float64) (float64, float64) { return s.BusyHours, s.DutyHours })
}

// Report makes a report of the outcomes of replications, which may come in any order: not a bit of it depends on that. Of opt it uses Horizon,
// Confidence, Points and Windows, which must be those that the outcomes were made with.
func (o *Organisation) Report(opt Options, outcomes []Outcome) Report {
	outcomes = inOrder(outcomes)
	by := stats.NewEstimator(opt.confidence())
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
	deadlocks := make([][]sim.Deadlock, len(outcomes))
	for k := range outcomes {
		deadlocks[k] = outcomes[k].Deadlocks
	}
	o.warnOfDeadlocks(&r, deadlocks)
	of := func(m Metric) stats.Estimate { return m.EstimateBy(by, outcomes) }
	for k := range o.Classes {
		r.Classes = append(r.Classes, o.classReport(k, outcomes, of, by))
	}
	for k := range o.Stations {
		r.Stations = append(r.Stations, o.stationReport(k, outcomes, of, by))
	}
	for k := range o.Teams {
		r.Teams = append(r.Teams, TeamReport{o.Teams[k].Name, of(func(x *Outcome) (float64, float64) { return x.Teams[k].Busy, x.Teams[k].OnDuty })})
	}
	for k := range opt.Overlaps {
		r.Overlaps = append(r.Overlaps, of(Overlapping(k)))
	}
	for k, w := range opt.Windows {
		r.Windows = append(r.Windows, windowReport(k, w, outcomes, of))
	}
	r.warnOfCutOff(outcomes)
	r.Series = o.series(opt, outcomes, by)
	return r
}

func windowReport(k int, w Window, outcomes []Outcome, of func(Metric) stats.Estimate) WindowReport {
	ratio := func(f func(w *WindowOutcome) float64) stats.Estimate {
		return of(func(x *Outcome) (float64, float64) { return f(&x.Windows[k]), x.Windows[k].Items })
	}
	r := WindowReport{
		Window:    w,
		MeanWait:  of(WaitInWindow(k)),
		Abandoned: ratio(func(w *WindowOutcome) float64 { return w.Abandoned }),
	}
	for j := range w.Over {
		r.Longer = append(r.Longer, ratio(func(w *WindowOutcome) float64 { return w.Over[j] }))
	}
	for i := range outcomes {
		if x := &outcomes[i].Windows[k]; x.Items > 0 {
			r.Waits = append(r.Waits, x.One)
		}
	}
	slices.Sort(r.Waits)
	return r
}

// warnOfCutOff says how many waits were not followed to their end, in runs that came to their horizon: of the others there is a warning.
func (r *Report) warnOfCutOff(outcomes []Outcome) {
	cut, all := 0.0, 0.0
	for i := range outcomes {
		if outcomes[i].Stopped != sim.AtHorizon {
			continue
		}
		for _, w := range outcomes[i].Windows {
			cut += w.CutOff
			all += w.Items
		}
	}
	if cut > 0 {
		r.warn("Of %.0f waits in windows %.0f were not over when the runs were: they are longer than it says.", all, cut)
	}
}

func firstStopped(outcomes []Outcome) sim.Stopped {
	k := slices.IndexFunc(outcomes, func(o Outcome) bool { return o.Stopped != sim.AtHorizon })
	return outcomes[k].Stopped
}

func (r *Report) warn(format string, args ...any) {
	r.Warnings = append(r.Warnings, smallfmt.Sprintf(format, args...))
}

func (o *Organisation) classReport(k int, outcomes []Outcome, of func(Metric) stats.Estimate, by *stats.Estimator) ClassReport {
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
	if len(outcomes) > 0 && outcomes[0].Classes[k].Steps != nil {
		for use := range Use(Uses) {
			r.Spent = append(r.Spent, of(TimeSpent(k, use)))
		}
	}
	for i := range LeadTimeShares {
		r.LeadTimeQuantiles[i] = quantileOver(outcomes, by, func(x *Outcome) (float64, bool) {
			return x.Classes[k].Quantiles[i], x.Classes[k].HasQuantiles
		})
	}
	return r
}

func (o *Organisation) stationReport(k int, outcomes []Outcome, of func(Metric) stats.Estimate, by *stats.Estimator) StationReport {
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
		r.WaitQuantiles[i] = quantileOver(outcomes, by, func(x *Outcome) (float64, bool) {
			return x.Stations[k].Quantiles[i], x.Stations[k].HasQuantiles
		})
	}
	return r
}

// quantileOver estimates the mean over the replications that have a value.
func quantileOver(outcomes []Outcome, by *stats.Estimator, value func(x *Outcome) (float64, bool)) stats.Estimate {
	var xs []float64
	for k := range outcomes {
		if x, ok := value(&outcomes[k]); ok && !math.IsNaN(x) {
			xs = append(xs, x)
		}
	}
	return by.FromReplications(xs)
}
