package constraint

import (
	"math"

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

// A place is as many people as it has, and the working hours that a feature takes one of
// them, what they lose included.
type place struct{ people, hours float64 }

// capacity is how many features an hour the place can do.
func (p place) capacity() float64 { return p.people / p.hours }

// line is a setting's places in their order.
func line(s argument.Setting) (all [places]place) {
	hours := [places]float64{s.Of(buildHours), s.Of(reviewHours), s.Of(testHours) / (1 - s.Of(lost)), s.Of(deployHours)}
	for i := range all {
		all[i] = place{s.Of(teams[i]), hours[i]}
	}
	return all
}

// arrivalRate is λ, features asked for in a working hour.
func arrivalRate(s argument.Setting) float64 { return s.Of(demand) / words.Week }

// arrivalSCV and serviceSCV are the variance over the squared mean of the times between
// features, and of the work at every place.
func arrivalSCV(s argument.Setting) float64 { return float64(s.Of(uneven) * s.Of(uneven)) }
func serviceSCV(s argument.Setting) float64 { return arrivalSCV(s) / 4 }

// tightest is the constraint: the place with the smallest capacity, the first of several.
func tightest(s argument.Setting) (i int) {
	all := line(s)
	for k := range all {
		if all[k].capacity() < all[i].capacity() {
			i = k
		}
	}
	return i
}

// canDo is how many features a week the constraint can do.
func canDo(s argument.Setting) float64 {
	return float64(line(s)[tightest(s)].capacity() * words.Week)
}

// slack is the second smallest capacity of a place over the smallest.
func slack(s argument.Setting) float64 {
	all, c := line(s), tightest(s)
	second := math.Inf(1)
	for k := range all {
		if k != c {
			second = math.Min(second, all[k].capacity())
		}
	}
	return second / all[c].capacity()
}

// saturated says whether more is asked for than the constraint can do.
func saturated(s argument.Setting) bool { return s.Of(demand) > canDo(s) }

// criticalWIP is W₀, the work in progress with which a line without any randomness would be
// at full speed, and none of it would wait (W. J. Hopp and M. L. Spearman, 1996).
func criticalWIP(s argument.Setting) float64 {
	return rawHours(s) * canDo(s) / words.Week
}

// A moment is where the features are that were asked for until then, on average.
type moment struct {
	asked, shipped float64
	held           float64         // outside the limit
	waiting, busy  [places]float64 // in line, and in hand
}

// withoutLimit is the moment t hours from now if nothing limits the work in progress [ours,
// on J. Abate and W. Whitt, 1987]. What has passed a place until t came to the next one
// evenly, from when the first could be there; there it is a line of its own at a date, with
// the variability of arrivals that QNA gives to what leaves a place (W. Whitt, 1983,
// equation 38), where a place that cannot keep up counts as just full.
//
// Against simulation at the default it is 0.3 % low after half a year and 7 % after four
// weeks: the first features are on their way while the formula takes averages.
func withoutLimit(s argument.Setting, t float64) (m moment) {
	waiting := s.Of(backlog)
	m.asked = float64(arrivalRate(s)*t) + waiting
	came, ca2, cs2 := m.asked, arrivalSCV(s), serviceSCV(s)
	for i, p := range line(s) {
		if came <= 0 {
			break
		}
		if t <= 0 { // now: whoever is there begins
			m.busy[i] = math.Min(p.people, came)
			m.waiting[i] = came - m.busy[i]
			came = 0
			break
		}
		rate := (came - waiting) / t
		at, _ := queue.Station{ArrivalRate: rate, MeanService: p.hours, Servers: int(p.people), ArrivalSCV: ca2, ServiceSCV: cs2}.AtHorizon(t, waiting) // inside the formula's ranges
		m.busy[i] = math.Min(math.Min(p.people, came/t*p.hours), came)
		m.waiting[i] = math.Min(at.QueueLength, came-m.busy[i])
		if t <= p.hours { // nobody can be through
			m.busy[i] = came - m.waiting[i]
		}
		ca2 = queue.Station{ArrivalRate: came / t, MeanService: p.hours, Servers: int(p.people), ArrivalSCV: ca2, ServiceSCV: cs2}.DepartureSCV()
		came, waiting = math.Max(0, came-m.waiting[i]-m.busy[i]), 0
		t -= p.hours
	}
	m.shipped = came
	return m
}

// closedLine is the line of a setting with so many features always in progress, in the long
// run, for any number up to max: of exponential work, so that it is on the low side where
// work is less uneven.
func closedLine(s argument.Setting, max float64) queue.ClosedLine {
	var stations []queue.Station
	for _, p := range line(s) {
		stations = append(stations, queue.Station{MeanService: p.hours, Servers: int(p.people)})
	}
	l, _ := queue.NewClosedLine(stations, int(max)) // inside its ranges
	return l
}

// A limit is what a closed line does with as many features in progress as are allowed.
type limit struct {
	max           float64
	rate          float64         // features that it ships an hour
	waiting, busy [places]float64 // which add up to max
}

func limitOf(l queue.ClosedLine, max float64) limit {
	n := int(max)
	c := limit{max: max, rate: l.Throughput(n)}
	for k := range places {
		c.waiting[k], c.busy[k] = l.QueueLength(k, n), l.Busy(k, n)
	}
	return c
}

// limited is a moment t hours from now if only so many may be in progress [ours]: the line
// ships what it would without the limit, at most what the closed line does, and as soon as
// the limit is reached features are where they are in that one.
func (c limit) limited(m moment, t float64) moment {
	m.shipped = math.Min(m.shipped, float64(c.rate*t))
	under := m.asked - m.shipped
	if under <= c.max {
		return m
	}
	m.held, m.waiting, m.busy = under-c.max, c.waiting, c.busy
	return m
}

// moments are those of a setting at times in hours from now.
func moments(s argument.Setting, times ...float64) []moment {
	all := make([]moment, len(times))
	for k, t := range times {
		all[k] = withoutLimit(s, t)
	}
	if max := s.Of(wip); max > 0 {
		return limitOf(closedLine(s, max), max).at(all, times)
	}
	return all
}

// at returns moments without a limit as they are with one.
func (c limit) at(all []moment, times []float64) []moment {
	out := make([]moment, len(all))
	for k, m := range all {
		out[k] = c.limited(m, times[k])
	}
	return out
}

// steps is into how many a setting's time is cut.
const steps = 12

// shippedBy is what is shipped a week until the date: of what [evaluate] says what takes no
// course.
func shippedBy(s argument.Setting) float64 { return moments(s, s.Horizon())[0].shipped / s.Weeks() }

// evaluate is what the formulas say of a setting, by number.
func evaluate(s argument.Setting) []float64 { return upTo(s, s.Of(wip))(s.Of(wip)) }

// alongLimits is what they say of it at any limit.
func alongLimits(s argument.Setting) func(max float64) []float64 { return upTo(s, wip.Max) }

// upTo is what the formulas say of a setting at any limit up to most; 0 is none. Times are by
// Little's law on its moments until the date (J. D. C. Little, 1961). Of those shipped by
// the date, cycle is the area between the starts of as many and their deliveries, if nobody
// overtakes.
func upTo(s argument.Setting, most float64) func(max float64) []float64 {
	times := make([]float64, steps+1)
	for k := range times {
		times[k] = s.Horizon() * float64(k) / steps
	}
	free := moments(s.At(wip, 0), times...)
	closed := closedLine(s, most)
	return func(max float64) []float64 {
		course := free
		if max > 0 {
			course = limitOf(closed, max).at(free, times)
		}
		last, v := course[steps], make([]float64, numbers)
		for k, m := range course {
			hours := s.Horizon() / steps
			if k == 0 || k == steps {
				hours /= 2 // the trapezoidal rule
			}
			started := m.asked - m.held - m.waiting[build]
			v[lead] += float64(hours * (m.asked - m.shipped))
			v[cycle] += float64(hours * (math.Min(started, last.shipped) - m.shipped))
			for _, busy := range m.busy {
				v[inHand] += float64(hours * busy)
			}
		}
		v[throughput] = last.shipped / s.Weeks()
		v[lead] /= last.asked
		v[inHand] /= last.asked
		v[pile] = last.waiting[test]
		v[open] = last.asked - last.shipped
		if last.shipped > 1e-6 {
			v[cycle] = math.Max(0, v[cycle]/last.shipped)
		}
		if shortest := rawHours(s); v[cycle] < shortest { // when the first are through
			v[cycle] = shortest
		}
		return v
	}
}

// rawHours is what a feature takes if it never waits.
func rawHours(s argument.Setting) (hours float64) {
	for _, p := range line(s) {
		hours += p.hours
	}
	return hours
}
