package constraint

import (
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

// names are what is done at a place, and workers who does it.
var (
	names   = [places]string{"build", "review", "test", "deploy"}
	workers = [places]string{"engineer", "reviewer", "tester", "releaser"}
	teams   = [places]*argument.Param{engineers, reviewers, testers, releasers}
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

// tightest is the constraint: the place that can do least, the first of several.
func tightest(s argument.Setting) int { return line(s).Bottleneck() }

// canDo is how many features a week the constraint can do.
func canDo(s argument.Setting) float64 {
	l := line(s)
	return float64(l.Stations[l.Bottleneck()].Capacity() * words.Week)
}

// slack is the second smallest capacity of a place over the smallest.
func slack(s argument.Setting) float64 {
	var all []float64
	for _, place := range line(s).Stations {
		all = append(all, place.Capacity())
	}
	slices.Sort(all)
	return all[1] / all[0]
}

// saturated says whether more is asked for than the constraint can do.
func saturated(s argument.Setting) bool { return s.Of(demand) > canDo(s) }

// criticalWIP is W₀, the work in progress with which a line without any randomness would be
// at full speed, and none of it would wait (W. J. Hopp and M. L. Spearman, 1996).
func criticalWIP(s argument.Setting) float64 { return line(s).Work() * canDo(s) / words.Week }

// course is the line until the date in so many steps, ready for any limit up to most.
func course(s argument.Setting, steps int, most float64) queue.TandemCourse {
	c, _ := line(s).Until(s.Horizon(), steps, int(most)) // inside its ranges
	return c
}

// within is a course with the setting's own limit.
func within(s argument.Setting, steps int) queue.TandemHorizon {
	return course(s, steps, s.Of(wip)).Limited(int(s.Of(wip)))
}

// closedWeek is what the line ships a week with so many features always in progress, in the long run.
func closedWeek(s argument.Setting, max float64) float64 {
	loop, _ := queue.NewClosedLine(line(s).Stations, int(max)) // inside its ranges
	return float64(loop.Throughput(int(max)) * words.Week)
}

// shippedBy is how much is shipped a week until the date: the one number of [evaluate] that needs no moments on the way.
func shippedBy(s argument.Setting) float64 { return within(s, 1).Points[1].Departed / s.Weeks() }

// evaluate is what the formulas say of a setting, by number.
func evaluate(s argument.Setting) []float64 { return upTo(s, s.Of(wip))(s.Of(wip)) }

// upTo is what the formulas say of a setting at any limit up to most; 0 is none.
func upTo(s argument.Setting, most float64) func(max float64) []float64 {
	const steps = 12
	c := course(s, steps, most)
	return func(max float64) []float64 {
		h := c.Limited(int(max))
		last := h.Points[steps]
		return []float64{
			throughput: last.Departed / s.Weeks(), lead: h.MeanSojourn, cycle: h.Cycle, pile: last.Line[test], open: last.Arrived - last.Departed, inHand: h.InHand,
		}
	}
}
