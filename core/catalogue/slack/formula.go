package slack

import (
	"math"

	"kingman/core/argument"
	"kingman/core/queue"
	"kingman/core/words"
)

// load is a = λs, how many people the work that comes keeps busy.
func load(s argument.Setting) float64 { return s.Of(demand) * s.Of(hours) / words.Week }

// utilization is ρ = a/c, the work that comes of what the people can do; above 1 a pile
// grows.
func utilization(s argument.Setting) float64 { return load(s) / s.Of(people) }

// station is the people as the formulas see them.
func station(s argument.Setting) queue.Station {
	scv := s.SCV(uneven)
	return queue.Station{ArrivalRate: s.Of(demand) / words.Week, MeanService: s.Of(hours), Servers: int(s.Of(people)), ArrivalSCV: scv, ServiceSCV: scv}
}

// leftOver is what so many items in line at the date cost a week: the work that they still
// are, at its wages, spread over the weeks until then.
func leftOver(s argument.Setting, line float64) float64 {
	return line * s.Of(hours) / words.Week * s.Of(cost) / s.Weeks()
}

// total is what a week costs on average until the date, with so many items in the system on
// average and so many in line at the end:
//
//	c·w + D·E(items) + (items in line at T)·s·w/T   [ours].
//
// Without the last part the cheapest team at any date would be nobody.
func total(s argument.Setting, items, line float64) float64 {
	return float64(s.Of(people)*s.Of(cost)) + float64(s.Of(delayCost)*items) + leftOver(s, line)
}

// evaluate is what the formulas say of a setting, by index. A person at work brings forth
// 1/s items an hour, so that hours of work are departures times s.
func evaluate(s argument.Setting) []float64 {
	v := make([]float64, atEnd+1)
	T := s.Horizon()
	t, err := station(s).Transient(0)
	if err != nil { // parameters are inside the formula's ranges; a test looks for NaN at every corner
		v[money] = math.NaN()
		return v
	}
	h, _ := t.At(T, s.Of(backlog)) // times and backlogs are inside its ranges
	inLine, _ := t.LineHours(T, s.Of(backlog))
	worked := float64(h.Throughput * T * s.Of(hours))
	items := (inLine + worked) / T
	v[money], v[wait], v[overADay], v[busy] = total(s, items, h.QueueLength), h.MeanWait, h.WaitExceeds(words.Day), worked/T/s.Of(people)
	v[wages], v[delay], v[atEnd] = s.Of(people)*s.Of(cost), s.Of(delayCost)*items, leftOver(s, h.QueueLength)
	return v
}

// waitAlong returns the wait about the date, in the place of [evaluate]'s, at any amount of
// work that comes.
func waitAlong(s argument.Setting) func(work float64) []float64 {
	return func(work float64) []float64 {
		s := s.At(demand, work)
		v := make([]float64, wait+1)
		h, err := station(s).AtHorizon(s.Horizon(), s.Of(backlog))
		v[wait] = h.MeanWait
		if err != nil {
			v[wait] = math.NaN()
		}
		return v
	}
}

// prices are what decides about the cheapest staff in the long run: what an item's delay
// costs against a person's time, and how uneven items and work are (v²).
type prices struct{ ratio, scv float64 }

// staff is how many people are the cheapest in the long run for work that keeps so many
// busy. Where delay costs nothing, nobody is idle.
func (p prices) staff(busy float64) float64 {
	c, err := queue.Station{ArrivalRate: busy, MeanService: 1, ArrivalSCV: p.scv, ServiceSCV: p.scv}.CheapestServers(p.ratio)
	if err != nil { // as in evaluate
		return math.NaN()
	}
	return float64(c)
}

// beta is y of the square-root rule c ≈ a + y√a [S. Halfin and W. Whitt, 1981; S. Borst, A.
// Mandelbaum and M. Reiman, 2004], with what delay costs times v².
func (p prices) beta() float64 {
	rule, err := queue.HalfinWhitt{}.WithCost(p.ratio * p.scv)
	if err != nil { // nothing waits, or it costs nothing
		return 0
	}
	return rule.Beta
}
