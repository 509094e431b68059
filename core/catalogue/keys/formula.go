package keys

import (
	"math"

	"kingman/core/argument"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/words"
)

// finishRate is λ, changes finished per working hour.
func finishRate(s argument.Setting) float64 { return s.Of(changes) / words.Week }

// gated says whether a change waits for a gatekeeper. Gatekeepers who need no time are
// none.
func gated(s argument.Setting) bool { return s.Is(who, 0) && s.Of(review) > 0 }

// left is 2^(−I/H), what guardrails leave of breakages and of repairs [ours].
func left(s argument.Setting) float64 {
	return portable.Exp(-math.Ln2 * s.Of(guardrails) / s.Of(halving))
}

// breaks is p, the share of changes that break production.
func breaks(s argument.Setting) float64 {
	if s.Is(who, 1) {
		return s.Of(breakOpen) * left(s)
	}
	return s.Of(breakGate) * left(s)
}

// repairTime is R, the mean hours until production is whole again.
func repairTime(s argument.Setting) float64 { return s.Of(restore) * left(s) }

// evenAt returns the weeks of guardrails at which the what-if's production is broken for as
// long as today's, while both keep up: below 0 if it is less broken with none, +Inf if none
// are enough. It solves λpR = today's for I.
func evenAt(today, whatIf argument.Setting) float64 {
	of := func(s argument.Setting) float64 { return s.Of(changes) * breaks(s) * repairTime(s) }
	without := of(whatIf.At(guardrails, 0))
	switch {
	case without == 0:
		return math.Inf(-1)
	case of(today) == 0:
		return math.Inf(1)
	}
	return whatIf.Of(halving) / 2 * portable.Log(without/of(today)) / math.Ln2
}

// guardrailsNeeded is I*, the weeks of guardrails, more than today's own, at which keys for
// all break production for as long as gatekeepers do,
//
//	I* = (H/2)·log₂(p open / p gate)   [ours],
//
// 0 where everybody breaks no more than gatekeepers, +Inf where those never break anything.
func guardrailsNeeded(s argument.Setting) float64 {
	return math.Max(0, evenAt(s.At(who, 0).At(guardrails, 0), s.At(who, 1)))
}

// gate is the line for the gatekeepers.
func gate(s argument.Setting) queue.Station {
	cv2 := s.SCV(uneven)
	return queue.Station{ArrivalRate: finishRate(s), MeanService: s.Of(review), Servers: int(s.Of(gatekeepers)), ArrivalSCV: cv2, ServiceSCV: cv2}
}

// production is the line for production if changes come to it at a rate and with a
// variability: a change keeps it busy for its deploy, and for the repair if it breaks.
func production(s argument.Setting, rate, scv float64) queue.Station {
	d, p, r := s.Of(deploy), breaks(s), repairTime(s)
	mean := d + float64(p*r)
	second := float64(d*d) + float64(2*d*p*r) + float64(p*float64(r*r)*(1+s.SCV(uneven)))
	return queue.Station{ArrivalRate: rate, MeanService: mean, Servers: 1, ArrivalSCV: scv, ServiceSCV: math.Max(0, second/float64(mean*mean)-1)}
}

// fits is how many changes a week can be deployed, by gatekeepers and production.
func fits(s argument.Setting) float64 {
	most := words.Week / production(s, 0, 1).MeanService
	if gated(s) {
		most = math.Min(most, words.Week*s.Of(gatekeepers)/s.Of(review))
	}
	return most
}

// utilization is that of the busier one; above 1 changes pile up.
func utilization(s argument.Setting) float64 { return s.Of(changes) / fits(s) }

// gateIsFull says whether it is the gatekeepers who let no more through.
func gateIsFull(s argument.Setting) bool {
	return gated(s) && gate(s).Utilization() >= s.Of(changes)*production(s, 0, 1).MeanService/words.Week
}

// evaluate is what the formulas say of a setting by the date, by index of the numbers [ours,
// of known parts]: by Little's law the hours that changes were under way, in line and in
// service first at the gate and then for production, over all that were finished.
//
// Parameters are inside their ranges, which are inside those of the formulas; an error would be
// a mistake in this package and makes the lead time NaN, which a test looks for at every corner.
func evaluate(s argument.Setting) []float64 {
	v := make([]float64, numbers)
	cv2 := s.SCV(uneven)
	T, came := s.Horizon(), float64(finishRate(s)*s.Horizon())
	rate, scv, comes, hours := finishRate(s), cv2, came, 0.0
	if gated(s) {
		g := gate(s)
		at, _ := g.Passage(T, queue.Intake{Items: came})
		hours, comes = at.LineHours+at.WorkHours, at.Served
		rate, scv = comes/T, g.DepartureSCV()
	}
	g := production(s, rate, scv)
	at, _ := g.Passage(T, queue.Intake{Items: comes})
	// What keeps production busy at the date is a deploy or a repair.
	d, p, r := s.Of(deploy), breaks(s), repairTime(s)
	deploying, repairing := float64(at.Busy*d)/g.MeanService, float64(at.Busy*float64(p*r))/g.MeanService
	deployed := math.Max(0, at.Begun-deploying)
	hours += at.LineHours + math.Max(0, float64(at.Begun*d)-float64(deploying*d*0.5))
	v[lead] = hours / came
	v[breakages] = p * deployed / s.Weeks()
	under := float64(repairing * queue.Station{MeanService: r, ServiceSCV: cv2}.ResidualService()) // of repairs in progress
	v[broken] = 60 * math.Max(0, float64(p*r*deployed)-under) / s.Weeks()
	v[waiting] = math.Max(0, came-deployed)
	return v
}

// gateHours are those that gatekeepers look at changes, a week.
func gateHours(s argument.Setting) float64 {
	if !gated(s) {
		return 0
	}
	return math.Min(s.Of(changes)*s.Of(review), s.Of(gatekeepers)*words.Week)
}

// bill is what a setting costs until the date besides guardrails, in dollars: the
// gatekeepers' hours, broken production, and changes that are not live yet.
func bill(s argument.Setting, toLive, minutesBroken float64) float64 {
	perWeek := float64(gateHours(s)*s.Of(cost)/words.Week) + float64(s.Of(brokenCost)*minutesBroken/60) + float64(s.Of(delayCost)*s.Of(changes)*toLive/words.Week)
	return perWeek * s.Weeks()
}

// invested is what a setting's guardrails cost, in dollars.
func invested(s argument.Setting) float64 { return s.Of(guardrails) * s.Of(cost) }
