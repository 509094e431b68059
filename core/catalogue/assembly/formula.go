package assembly

import (
	"math"

	"kingman/core/argument"
	"kingman/core/queue"
	"kingman/core/queue/network"
	"kingman/core/words"
)

// What a release manager does with each feature, in hours of work and SCV: half
// a day, our assumption.
const (
	releaseHours = 4.0
	releaseSCV   = 0.25
)

// names are the specialisms that a line is cut into, in their order, by how many
// there are: from four on a further one is added to them.
var (
	many  = []string{"database", "middle layer", "page", "browser code", "tests", "security", "operations", "documentation"}
	names = [...][]string{
		1: {"everything"}, 2: {"server", "browser"}, 3: {"database", "server", "browser"},
		4: many[:4], 5: many[:5], 6: many[:6], 7: many[:7], 8: many,
	}
)

func generalists(s argument.Setting) bool { return s.Is(team, 1) }
func managed(s argument.Setting) bool     { return s.Is(release, 1) }

// arrivalRate is λ, features asked for per working hour.
func arrivalRate(s argument.Setting) float64 { return s.Of(demand) / words.Week }

// asked is how many features are asked for by the date, with those that are
// waiting now.
func asked(s argument.Setting) float64 { return float64(s.Of(demand)*s.Weeks()) + s.Of(backlog) }

// builders are the people who are not the release manager.
func builders(s argument.Setting) float64 {
	if managed(s) {
		return s.Of(people) - 1
	}
	return s.Of(people)
}

// cut is the number of specialisms that the builders can be cut into: one
// person has one specialism.
func cut(s argument.Setting) float64 { return math.Min(s.Of(specialisms), builders(s)) }

// A stage is one pair of hands, or several that do the same, through which every
// feature goes once.
type stage struct {
	name      string
	servers   float64
	mean, scv float64 // of the hours of work there
}

// rate is the stage's capacity in features per hour.
func (h stage) rate() float64 { return h.servers / h.mean }

// stages are the pairs of hands in their order.
//
// The work of a feature is the same however it is cut: a share x of it takes x
// of the hours on average and has 1/x of the SCV, as the parts of a gamma time
// do, independent of each other. In a line each specialism has a share in
// proportion to its people, so that all are equally busy: no line of these
// people can be better balanced [ours].
func stages(s argument.Setting) (all []stage) {
	n, scv := builders(s), s.SCV(workCV)
	if generalists(s) {
		all = append(all, stage{"generalists", n, float64(s.Of(work) * (1 + s.Of(slower))), scv})
	} else {
		k := cut(s)
		for j := 0.0; j < k; j++ {
			servers := math.Floor((j+1)*n/k) - math.Floor(j*n/k)
			all = append(all, stage{names[int(k)][int(j)], servers, s.Of(work) * servers / n, scv * n / servers})
		}
	}
	if managed(s) {
		all = append(all, stage{"release manager", 1, releaseHours, releaseSCV})
	}
	return all
}

// capacity is how many features a week can be done, by the slowest stage.
func capacity(s argument.Setting) float64 {
	least := math.Inf(1)
	for _, h := range stages(s) {
		least = math.Min(least, h.rate()*words.Week)
	}
	return least
}

// utilization is that of the busiest stage; above 1 the pile grows.
func utilization(s argument.Setting) float64 { return s.Of(demand) / capacity(s) }

// steady is the steady state of the stages by QNA; handoffs, which change
// nothing about the flow, are left out.
func steady(s argument.Setting, all []stage) (network.OpenResult, bool) {
	n := network.Open{Stations: make([]network.Station, len(all)), Routing: make([][]float64, len(all))}
	for i, h := range all {
		n.Stations[i] = network.Station{Name: h.name, Servers: int(h.servers), MeanService: h.mean, ServiceSCV: h.scv}
		n.Routing[i] = make([]float64, len(all))
		if i+1 < len(all) {
			n.Routing[i][i+1] = 1
		}
	}
	n.Stations[0].ArrivalRate, n.Stations[0].ArrivalSCV = arrivalRate(s), s.SCV(arrivalCV)
	r, _ := n.QNA() // stages that cannot keep up are +Inf, which is what is meant
	return r, len(r.Stations) == len(all)
}

// evaluate is what the formulas say of a setting, by index [ours, of known parts].
//
// By Little's law the time that the features asked for by T spend under way is
// the number under way, integrated to T. That number is taken stage by stage:
// the line is that of queue.Station.AtHorizon with the flow's SCV by QNA, and a
// flow of what has come from the stage before until T, spread evenly: who is
// still in line there, in service or on the way at T has not come yet.
//
// Parameters are inside their ranges, which are inside those of the formulas; an
// error would be a mistake in this package and makes the lead time NaN, which
// a test looks for at every corner.
func evaluate(s argument.Setting) []float64 {
	all, v := stages(s), make([]float64, forever+1)
	settled, ok := steady(s, all)
	if !ok {
		v[lead] = math.NaN()
		return v
	}
	v[forever] = settled.LeadTime + float64(s.Of(handoff)*float64(len(all)-1))
	T, lambda, asked := s.Horizon(), arrivalRate(s), asked(s)
	entered, ahead, backlog := asked, math.Inf(1), s.Of(backlog)
	for j, h := range all {
		rate := lambda
		if j > 0 {
			rate = math.Min(ahead, entered/T)
		}
		station := queue.Station{ArrivalRate: rate, MeanService: h.mean, Servers: int(h.servers), ArrivalSCV: settled.Stations[j].ArrivalSCV, ServiceSCV: h.scv}
		p, _ := station.Passage(T, queue.Intake{Items: entered, Backlog: backlog})
		v[atWork] += math.Min(p.WorkHours, h.servers*T)
		v[waiting] += p.LineHours
		left := p.Served
		if j+1 < len(all) {
			carried := math.Min(left, math.Min(rate, h.rate())*s.Of(handoff))
			v[handedOn] += float64(s.Of(handoff) * (left - float64(carried/2)))
			left -= carried
		}
		entered, ahead, backlog = left, math.Min(ahead, h.rate()), 0
	}
	v[open], v[delivered] = asked-entered, entered/s.Weeks()
	for i := atWork; i <= handedOn; i++ {
		v[i] /= asked
		v[lead] += v[i]
	}
	v[efficiency] = v[atWork] / v[lead]
	return v
}

// An even is how much slower each generalist may be at every part until a line of
// the same people is as fast, by formula: at the date, and if it went on for ever,
// where that is known. It looks up to twice as slow. 0 says that the line is as
// fast as generalists who lose nothing.
type even struct{ atDate, forever float64 }

func breakEven(s argument.Setting) even {
	pool, line := s.At(team, 1), evaluate(s.At(team, 0))
	of := func(i int) float64 {
		from, _ := argument.UpTo(0, 1, 1.0/4096, func(by float64) bool { return evaluate(pool.At(slower, by))[i] < line[i] })
		return from
	}
	if math.IsInf(line[forever], 1) {
		return even{of(lead), math.NaN()}
	}
	return even{of(lead), of(forever)}
}
