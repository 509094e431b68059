package constraint

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/queue"
	"kingman/core/words"
)

// The places of the line, by index.
const (
	build = iota
	review
	test
	deploy
	places
)

// names are what is done at a place, and roles who does it.
var (
	names = [places]string{"build", "review", "test", "deploy"}
	roles = [places]string{"engineer", "reviewer", "tester", "releaser"}
	teams = [places]*argument.Param{engineers, reviewers, testers, releasers}
)

// line is a setting's places in their order, with people as servers and the working hours that a
// feature takes one of them, what they lose included.
func line(s argument.Setting) queue.Tandem {
	l := queue.Tandem{Arrivals: queue.RenewalStream{Rate: s.Of(demand) / words.Week, SCV: s.SCV(uneven)}, Backlog: s.Of(backlog)}
	for k, hours := range [places]float64{s.Of(buildHours), s.Of(reviewHours), s.Of(testHours) / (1 - s.Of(lost)), s.Of(deployHours)} {
		l.Stations = append(l.Stations, queue.Station{MeanService: hours, Servers: int(s.Of(teams[k])), ServiceSCV: l.Arrivals.SCV / 4})
	}
	return l
}

// capacities are how many features an hour each place can do.
func capacities(s argument.Setting) (all [places]float64) {
	for k, place := range line(s).Stations {
		all[k] = place.Capacity()
	}
	return all
}

// tightest is the constraint: the place with the smallest capacity, the first of several.
func tightest(s argument.Setting) int {
	all := capacities(s)
	return slices.Index(all[:], slices.Min(all[:]))
}

// canDo is how many features a week the constraint can do.
func canDo(s argument.Setting) float64 { return float64(capacities(s)[tightest(s)] * words.Week) }

// slack is the second smallest capacity of a place over the smallest.
func slack(s argument.Setting) float64 {
	all := capacities(s)
	slices.Sort(all[:])
	return all[1] / all[0]
}

// saturated says whether more is asked for than the constraint can do.
func saturated(s argument.Setting) bool { return s.Of(demand) > canDo(s) }

// criticalWIP is W₀, the work in progress with which a line without any randomness would be
// at full speed, and none of it would wait (W. J. Hopp and M. L. Spearman, 1996).
func criticalWIP(s argument.Setting) float64 { return rawHours(s) * canDo(s) / words.Week }

// course is where features are at times in hours from now, with any limit up to most, 0 being none. With
// a limit it is what a closed line of exponential work ships in the long run, which is on the low side
// where work is less uneven.
func course(s argument.Setting, most float64, times ...float64) func(max float64) []queue.TandemPoint {
	free, l := make([]queue.TandemPoint, len(times)), line(s)
	for k, t := range times {
		free[k], _ = l.At(t) // inside its ranges, as is the closed line
	}
	closed, _ := queue.NewClosedLine(l.Stations, int(most))
	return func(max float64) []queue.TandemPoint {
		if max == 0 {
			return free
		}
		all, limit := make([]queue.TandemPoint, len(free)), closed.Limit(int(max))
		for k, p := range free {
			all[k] = limit(p, times[k])
		}
		return all
	}
}

// closedWeek is what the line ships a week with so many features always in progress, in the long run.
func closedWeek(s argument.Setting, max float64) float64 {
	closed, _ := queue.NewClosedLine(line(s).Stations, int(max)) // inside its ranges
	return float64(closed.Throughput(int(max)) * words.Week)
}

// moments are where features are at times, with the setting's own limit.
func moments(s argument.Setting, times ...float64) []queue.TandemPoint {
	return course(s, s.Of(wip), times...)(s.Of(wip))
}

// steps is into how many a setting's time is cut.
const steps = 12

// shippedBy is what is shipped a week until the date: of what [evaluate] says what takes no
// course.
func shippedBy(s argument.Setting) float64 { return moments(s, s.Horizon())[0].Departed / s.Weeks() }

// evaluate is what the formulas say of a setting, by number.
func evaluate(s argument.Setting) []float64 { return upTo(s, s.Of(wip))(s.Of(wip)) }

// upTo is what the formulas say of a setting at any limit up to most; 0 is none. Times are by
// Little's law on its moments until the date (J. D. C. Little, 1961). Of those shipped by
// the date, cycle is the area between the starts of as many and their deliveries, if nobody
// overtakes.
func upTo(s argument.Setting, most float64) func(max float64) []float64 {
	at := course(s, most, argument.EvenTimes(s.Horizon(), steps)...)
	return func(max float64) []float64 {
		moments, v := at(max), make([]float64, numbers)
		last := moments[steps]
		for k, m := range moments {
			hours := s.Horizon() / steps
			if k == 0 || k == steps {
				hours /= 2 // the trapezoidal rule
			}
			started := m.Arrived - m.Held - m.Line[build]
			v[lead] += float64(hours * (m.Arrived - m.Departed))
			v[cycle] += float64(hours * (math.Min(started, last.Departed) - m.Departed))
			for _, busy := range m.Busy {
				v[inHand] += float64(hours * busy)
			}
		}
		v[throughput] = last.Departed / s.Weeks()
		v[lead] /= last.Arrived
		v[inHand] /= last.Arrived
		v[pile] = last.Line[test]
		v[open] = last.Arrived - last.Departed
		if last.Departed > 1e-6 {
			v[cycle] /= last.Departed
		}
		v[cycle] = math.Max(v[cycle], rawHours(s)) // when the first are through
		return v
	}
}

// rawHours is what a feature takes if it never waits.
func rawHours(s argument.Setting) (hours float64) {
	for _, place := range line(s).Stations {
		hours += place.MeanService
	}
	return hours
}
