package wall

import (
	"math"

	"kingman/core/argument"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/words"
)

// built is features a week if nobody fixes anything.
func built(s argument.Setting) float64 { return s.Of(engineers) * s.Of(rate) }

// prevents is κ: experts who teach a share x of their week prevent 1 − e^(−κx) of the
// findings.
func prevents(s argument.Setting) float64 { return -2 * portable.Log1p(-s.Of(prevented)) }

// perFeature is v(t), findings per feature t weeks from now [ours]: it goes from m·v₀, as
// long as others fix all of them, to what teaching and fixing one's own make of it,
//
//	v∞ = v₀(1 + (m − 1)(1 − own))e^(−κx).
func perFeature(s argument.Setting, t float64) float64 {
	start := float64(s.Of(wall) * s.Of(findings))
	end := float64(s.Of(findings) * (1 + float64((s.Of(wall)-1)*(1-s.Of(own)))) * portable.Exp(-float64(prevents(s)*s.Of(enabling))))
	if s.Of(takesEffect) == 0 {
		return end
	}
	return end + float64((start-end)*portable.Exp(-t/s.Of(takesEffect)))
}

// ticketHours is how long an expert works on a ticket who also teaches.
func ticketHours(s argument.Setting) float64 { return s.Of(hours) / (1 - s.Of(enabling)) }

// ownHours is how long an engineer works on a fix.
func ownHours(s argument.Setting) float64 { return s.Of(hours) * (1 + s.Of(slower)) }

// load is ρ of the experts once teaching shows; above 1 their line grows for ever.
func load(s argument.Setting) float64 {
	settled := perFeature(s.At(takesEffect, 0), 0)
	return built(s) / words.Week * settled * (1 - s.Of(own)) * ticketHours(s) / s.Of(experts)
}

// ownFixers is how many engineers' whole weeks go into fixing their own, about the date.
func ownFixers(s argument.Setting) float64 {
	share := s.Of(rate) * s.Of(own) * perFeature(s, s.Weeks()-0.5) * ownHours(s) / words.Week
	return s.Of(engineers) * math.Min(1, share)
}

// A future is what the formulas say of a setting, week by week from now on.
type future struct {
	open    []float64 // findings at the end of each week, now first: in line, in hand, under repair and forgotten
	hours   []float64 // that findings have been open until then, all together
	tickets float64   // with the experts at the date
	busy    float64   // of them in their hands
	err     error
}

// ahead solves the forward equations of the experts' line with the rates of each week; what
// engineers fix themselves waits for nobody. With so many steps, 0 for as many as it takes.
func ahead(s argument.Setting, steps int) future {
	variance := s.SCV(uneven)
	f := queue.Forward{Backlog: s.Of(backlog), ArrivalSCV: variance, ServiceSCV: variance, Steps: steps}
	leaves := 0.0
	if s.Of(forget) > 0 {
		leaves = 1 / (s.Of(forget) * words.Week)
	}
	for k := 0.0; k < s.Weeks(); k++ {
		found := built(s) / words.Week * perFeature(s, k+0.5)
		f.Periods = append(f.Periods, queue.ForwardPeriod{
			Hours: words.Week, ArrivalRate: found * (1 - s.Of(own)), MeanService: ticketHours(s), Servers: int(s.Of(experts)), AbandonRate: leaves,
		})
	}
	points, most := f.Fluid()
	many := float64(manyItems)
	if steps > 0 {
		many /= 2
	}
	if most <= many*math.Max(0.1, variance) {
		r, err := f.Analyze()
		if err != nil {
			return future{err: err}
		}
		points = r.Points
	}
	a := future{open: []float64{s.Of(backlog)}, hours: []float64{0}}
	repair, repairHours, forgottenHours, forgotten := 0.0, 0.0, 0.0, 0.0 // under repair by their authors, and closed unread
	for k, p := range points {
		fixes := queue.MGInf{ArrivalRate: built(s) / words.Week * perFeature(s, float64(k)+0.5) * s.Of(own), MeanService: ownHours(s)}
		left, spent, _ := fixes.After(repair, words.Week)
		repair, repairHours = left, repairHours+spent
		forgottenHours += float64(words.Week * (forgotten + p.Abandoned) / 2)
		forgotten = p.Abandoned
		a.open = append(a.open, p.WIP()+repair+forgotten)
		a.hours = append(a.hours, p.ItemHours+repairHours+forgottenHours)
	}
	end := points[len(points)-1]
	a.tickets, a.busy = end.WIP(), end.InService
	return a
}

// manyItems is how many items the forward equations follow, by their clock, within a frame
// of a drag. Of so many chance is a small part, and the fluid answers.
const manyItems = 300

// breachBy is the chance that others have found a finding that was open for so many hours
// in all, on average: 1 − e^(−h·∫open), a little high where the open ones vary. h is the hazard in a
// working hour: of a year of 52 weeks, found is the chance.
func breachBy(s argument.Setting, hours float64) float64 {
	hazard := -portable.Log1p(-s.Of(found)) / (52 * words.Week)
	return -portable.Expm1(-float64(hazard * hours))
}

// evaluate is what the formulas say of a setting, by index, and behind that its future week by
// week, now first: what is open, and then the hours that it has been.
func evaluate(s argument.Setting) []float64 {
	a := ahead(s, 0)
	return append(append(figures(s, a), a.open...), a.hours...)
}

// figures is evaluate without the weeks.
func figures(s argument.Setting, a future) []float64 {
	v := make([]float64, path)
	v[features] = math.Max(0, built(s)-float64(ownFixers(s)*s.Of(rate))) // about the date: fixing one's own takes time
	if a.err != nil {                                                    // parameters are inside the formula's ranges; a test looks for NaN at every corner
		v[open] = math.NaN()
		return v
	}
	v[open], v[tickets], v[busy] = a.open[len(a.open)-1], a.tickets, a.busy
	v[breach] = breachBy(s, a.hours[len(a.hours)-1])
	return v
}

// alongOwn returns what the formulas say at any share that engineers fix themselves, with a
// step for each week: there are many places.
func alongOwn(s argument.Setting) func(share float64) []float64 {
	return func(share float64) []float64 {
		at := s.At(own, share)
		return figures(at, ahead(at, int(s.Weeks())))
	}
}
