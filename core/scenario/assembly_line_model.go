package scenario

import (
	"math"

	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/queue/network"
	"kingman/core/words"
)

// assemblyInput is a setting of the parameters by name. Demand may be any
// number: the curve needs values between the slider's steps.
type assemblyInput struct {
	generalists, release                            bool
	people, specialisms, slower, demand, weeks      float64
	work, workCV, arrivalCV, handoff, backlog, cost float64
}

func assemblyOf(s Setting) assemblyInput {
	return assemblyInput{
		generalists: s.Get("team") == 1, release: s.Get("release") == 1,
		people: s.Get("people"), specialisms: s.Get("specialisms"), slower: s.Get("slower"), demand: s.Get("demand"), weeks: s.Get("weeks"),
		work: s.Get("work"), workCV: s.Get("work-cv"), arrivalCV: s.Get("arrival-cv"),
		handoff: s.Get("handoff"), backlog: s.Get("backlog"), cost: s.Get("cost"),
	}
}

// What a release manager does with each feature, in hours of work and SCV: half
// a day, our assumption.
const (
	assemblyReleaseHours = 4.0
	assemblyReleaseSCV   = 0.25
)

// assemblyNames are the specialisms that a line is cut into, in their order, by
// how many there are.
var assemblyNames = [...][]string{
	1: {"everything"},
	2: {"server", "browser"},
	3: {"database", "server", "browser"},
	4: {"database", "middle layer", "page", "browser code"},
	5: {"database", "middle layer", "page", "browser code", "tests"},
	6: {"database", "middle layer", "page", "browser code", "tests", "security"},
	7: {"database", "middle layer", "page", "browser code", "tests", "security", "operations"},
	8: {"database", "middle layer", "page", "browser code", "tests", "security", "operations", "documentation"},
}

// An assemblyStage is one pair of hands, or several that do the same, through
// which every feature goes once.
type assemblyStage struct {
	name      string
	servers   float64
	mean, scv float64 // of the hours of work there
}

// rate is the stage's capacity in features per hour.
func (s assemblyStage) rate() float64 { return s.servers / s.mean }

// arrivalRate is λ, features asked for per working hour.
func (in assemblyInput) arrivalRate() float64 { return in.demand / words.Week }

// horizon is the date in working hours from now.
func (in assemblyInput) horizon() float64 { return in.weeks * words.Week }

// asked is how many features are asked for by the date, with those that are
// waiting now.
func (in assemblyInput) asked() float64 { return float64(in.demand*in.weeks) + in.backlog }

// builders are the people who are not the release manager.
func (in assemblyInput) builders() float64 {
	if in.release {
		return in.people - 1
	}
	return in.people
}

// cut is the number of specialisms that the builders can be cut into: one
// person has one specialism.
func (in assemblyInput) cut() float64 { return math.Min(in.specialisms, in.builders()) }

// stages are the pairs of hands in their order.
//
// The work of a feature is the same however it is cut: a share x of it takes x
// of the hours on average and has 1/x of the SCV, as the parts of a gamma time
// do, independent of each other. In a line each specialism has a share in
// proportion to its people, so that all are equally busy: no line of these
// people can be better balanced [ours].
func (in assemblyInput) stages() []assemblyStage {
	n, scv := in.builders(), in.workCV*in.workCV
	var stages []assemblyStage
	if in.generalists {
		stages = append(stages, assemblyStage{"generalists", n, float64(in.work * (1 + in.slower)), scv})
	} else {
		k := in.cut()
		for j := 0.0; j < k; j++ {
			servers := math.Floor((j+1)*n/k) - math.Floor(j*n/k)
			stages = append(stages, assemblyStage{assemblyNames[int(k)][int(j)], servers, in.work * servers / n, scv * n / servers})
		}
	}
	if in.release {
		stages = append(stages, assemblyStage{"release manager", 1, assemblyReleaseHours, assemblyReleaseSCV})
	}
	return stages
}

// capacity is how many features a week can be done, by the slowest stage.
func (in assemblyInput) capacity() float64 {
	least := math.Inf(1)
	for _, s := range in.stages() {
		least = math.Min(least, s.rate()*words.Week)
	}
	return least
}

// utilization is that of the busiest stage; above 1 the pile grows.
func (in assemblyInput) utilization() float64 { return in.demand / in.capacity() }

// steady is the steady state of the stages by QNA; handoffs, which change
// nothing about the flow, are left out.
func (in assemblyInput) steady(stages []assemblyStage) (network.OpenResult, bool) {
	n := network.Open{Stations: make([]network.Station, len(stages)), Routing: make([][]float64, len(stages))}
	for i, s := range stages {
		n.Stations[i] = network.Station{Name: s.name, Servers: int(s.servers), MeanService: s.mean, ServiceSCV: s.scv}
		n.Routing[i] = make([]float64, len(stages))
		if i+1 < len(stages) {
			n.Routing[i][i+1] = 1
		}
	}
	n.Stations[0].ArrivalRate, n.Stations[0].ArrivalSCV = in.arrivalRate(), in.arrivalCV*in.arrivalCV
	r, _ := n.QNA() // stages that cannot keep up are +Inf, which is what is meant
	return r, len(r.Stations) == len(stages)
}

// assemblyPoint is what the formulas say about one setting.
type assemblyPoint struct {
	in assemblyInput
	// lead is the mean time from asked for to delivered of all features asked
	// for by the date, those unfinished by their age, in working hours; touch,
	// wait and handoff are its parts. forever is what it tends to, +Inf past
	// saturation.
	lead, touch, wait, handoff, forever float64
	// open is how many are under way at the date, delivered how many a week are
	// delivered until then.
	open, delivered float64
}

// assemblyMethod names the formulas.
const assemblyMethod = "Little's law, stage by stage: sticky Brownian motion (Abate–Whitt 1987, Harrison–Lemoine 1981) for the date, QNA (Whitt 1983) for the flow between stages (ours)"

// newAssemblyPoint evaluates the formulas [ours, of known parts].
//
// By Little's law the time that the features asked for by T spend under way is
// the number under way, integrated to T. That number is taken stage by stage:
// the line is that of queue.Station.AtHorizon with the flow's SCV by
// QNA, and a flow of what has come from the stage before until T, spread evenly:
// who is still in line there, in service or on the way at T has not come yet.
//
// Parameters are inside their ranges, which are inside those of the formulas; an
// error would be a mistake in this package and makes the point NaN, which a test
// looks for at every corner.
func newAssemblyPoint(in assemblyInput) assemblyPoint {
	stages := in.stages()
	p := assemblyPoint{in: in, lead: math.NaN()}
	steady, ok := in.steady(stages)
	if !ok {
		return p
	}
	p.forever = steady.LeadTime + float64(in.handoff*float64(len(stages)-1))
	T, lambda, asked := in.horizon(), in.arrivalRate(), in.asked()
	entered, ahead, backlog := asked, math.Inf(1), in.backlog
	for j, s := range stages {
		rate := lambda
		if j > 0 {
			rate = math.Min(ahead, entered/T)
		}
		station := queue.Station{ArrivalRate: rate, MeanService: s.mean, Servers: int(s.servers), ArrivalSCV: steady.Stations[j].ArrivalSCV, ServiceSCV: s.scv}
		line, hours, err := lineUntil(station, T, backlog)
		if err != nil {
			return p
		}
		// Of those whose service has begun, the ones still in service have the
		// mean residual time before them (renewal theory: s(1 + Cs²)/2).
		begun := math.Max(0, entered-line)
		residual := s.mean * (1 + s.scv) / 2
		busy := float64(math.Min(s.servers, rate*s.mean) * -portable.Expm1(-T/residual))
		busy = math.Min(busy, begun)
		touch := math.Max(0, float64(begun*s.mean)-float64(busy*residual))
		p.touch += math.Min(touch, s.servers*T)
		p.wait += hours
		left := begun - busy
		if j+1 < len(stages) {
			carried := math.Min(left, math.Min(rate, s.rate())*in.handoff)
			p.handoff += float64(in.handoff * (left - float64(carried/2)))
			left -= carried
		}
		entered, ahead, backlog = left, math.Min(ahead, s.rate()), 0
	}
	p.open, p.delivered = asked-entered, entered/in.weeks
	p.touch, p.wait, p.handoff = p.touch/asked, p.wait/asked, p.handoff/asked
	p.lead = p.touch + p.wait + p.handoff
	return p
}

// lineUntil returns the expected line of a station at T hours from a start with
// that many items and nobody at work on them yet, and the line's integral until
// then.
func lineUntil(s queue.Station, T, backlog float64) (line, hours float64, err error) {
	t, err := s.Transient(0)
	if err != nil {
		return 0, 0, err
	}
	end, err := t.At(T, backlog)
	if err != nil {
		return 0, 0, err
	}
	// A backlog that is worked off has its own time scale.
	from := 0.0
	if spare := s.Capacity() - s.ArrivalRate; spare > 0 && 1.5*backlog < spare*T {
		from = 1.5 * backlog / spare
		hours = lineHours(t, 0, from, backlog)
	}
	return end.QueueLength, hours + lineHours(t, from, T, backlog), nil
}

// lineHours integrates the line from one time to another by Gauss and Legendre's
// rule of four points, over the square root of time, in which a line begins
// smoothly. The times are inside the formula's range.
func lineHours(t queue.Transient, from, to, backlog float64) (hours float64) {
	a, b := math.Sqrt(from), math.Sqrt(to)
	for _, g := range [...][2]float64{
		{0.0694318442029737, 0.1739274225687269}, {0.3300094782075719, 0.3260725774312731},
		{0.6699905217924281, 0.3260725774312731}, {0.9305681557970263, 0.1739274225687269},
	} {
		u := a + float64(g[0]*(b-a))
		h, _ := t.At(u*u, backlog)
		hours += float64(2 * u * (b - a) * g[1] * h.QueueLength)
	}
	return hours
}

// efficiency is the share of the lead time in which somebody works on the
// feature.
func (p assemblyPoint) efficiency() float64 { return p.touch / p.lead }

// pile is how many features are under way t hours from now.
func (in assemblyInput) pile(t float64) float64 {
	if t <= 0 {
		return in.backlog
	}
	in.weeks = t / words.Week
	return newAssemblyPoint(in).open
}

// breakEven is how much slower each generalist may be at every part until a line
// of the same people is as fast, by formula: at the date, and if it went on for
// ever, where that is known. It looks up to twice as slow. 0 says that the line is
// as fast as generalists who lose nothing.
func (in assemblyInput) breakEven() (atDate, forever float64) {
	lead := func(p assemblyPoint) float64 { return p.lead }
	settled := func(p assemblyPoint) float64 { return p.forever }
	return in.breakEvenOf(lead), in.breakEvenOf(settled)
}

// An assemblyEven is what breakEven says.
type assemblyEven struct{ atDate, forever float64 }

// assemblyEvenOf is breakEven, which depends neither on who the people are nor on
// how slow.
func assemblyEvenOf(book *Notebook, in assemblyInput) assemblyEven {
	in.generalists, in.slower = false, 0
	return noted(book, "even", in, func(in assemblyInput) (e assemblyEven) {
		e.atDate, e.forever = in.breakEven()
		return e
	})
}

// breakEvenOf is breakEven in one quantity; NaN if the line's is infinite.
func (in assemblyInput) breakEvenOf(quantity func(assemblyPoint) float64) float64 {
	line := in
	line.generalists = false
	want := quantity(newAssemblyPoint(line))
	if math.IsInf(want, 1) {
		return math.NaN()
	}
	faster := func(slower float64) bool {
		pool := in
		pool.generalists, pool.slower = true, slower
		return quantity(newAssemblyPoint(pool)) < want
	}
	if !faster(0) {
		return 0
	}
	if faster(1) {
		return 1
	}
	low, high := 0.0, 1.0
	for range 12 {
		if middle := (low + high) / 2; faster(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}
