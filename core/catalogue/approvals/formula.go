package approvals

import (
	"math"

	"kingman/core/argument"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/words"
)

// ideaRate is λ, ideas per working hour.
func ideaRate(s argument.Setting) float64 { return s.Of(ideas) / words.Week }

// load is how busy the first approver is; the others get what that one lets
// through. Above 1 ideas pile up.
func load(s argument.Setting) float64 {
	if s.Of(layers) == 0 {
		return 0
	}
	return ideaRate(s) * s.Of(hours)
}

// passed is how many good and bad ideas an hour reach a layer, counted from 0, if
// each layer before it lets its share through [R. Sah and J. Stiglitz, 1986].
func passed(s argument.Setting, layer float64) (goods, bads float64) {
	goods = ideaRate(s) * s.Of(good) * portable.Pow(s.Of(passGood), layer)
	bads = ideaRate(s) * (1 - s.Of(good)) * portable.Pow(s.Of(passBad), layer)
	return goods, bads
}

// technologies is how many different ones teams use that choose one after the other
// [W. Ewens, 1972]; one that has been approved is used by all [ours].
func technologies(s argument.Setting) float64 {
	if s.Of(layers) > 0 {
		return 1
	}
	n, _ := queue.Kinds{Choosers: int(s.Of(teams)), Theta: s.Of(independence)}.Expected() // inside its ranges, as below
	return n
}

// techBill is what all technologies but the first cost, dollars a week.
func techBill(s argument.Setting) float64 { return (technologies(s) - 1) * s.Of(techCost) }

// An approver is one layer as the flow of ideas reaches it.
type approver struct {
	queue.Station
	share float64 // of what comes, how much is good
	let   float64 // of what comes, how much is let through
}

// approvers are the layers of a setting: behind each comes what leaves it, thinned by what is not let through
// (W. Whitt's QNA, 1983).
func approvers(s argument.Setting) (all []approver) {
	rate, scv := ideaRate(s), s.SCV(uneven)
	for j := 0.0; j < s.Of(layers); j++ {
		a := approver{Station: queue.Station{ArrivalRate: rate, MeanService: s.Of(hours), Servers: 1, ArrivalSCV: scv, ServiceSCV: s.SCV(uneven)}}
		if goods, bads := passed(s, j); goods+bads > 0 {
			a.share = goods / (goods + bads)
			a.let = float64(a.share*s.Of(passGood)) + float64((1-a.share)*s.Of(passBad))
		}
		all = append(all, a)
		rate, scv = math.Min(a.ArrivalRate, a.Capacity())*a.let, float64(a.let*a.DepartureSCV())+1-a.let
	}
	return all
}

// evaluate is what the formulas say of a setting, by index [ours, of known parts].
//
// Layer by layer: what comes to an agenda from some time on comes to the approver as
// many hours later as the agenda takes. Their line is that of queue.Station.AtHorizon;
// what has come and is not there has been decided, and what was let through comes to
// the next layer as if it had come evenly since the time that this leaves. Below
// saturation a share 1 − h/T of what will be through is through by T, where h is the
// time that approval takes.
//
// Parameters are inside their ranges, which are inside those of the formulas; an error
// would be a mistake in this package and makes the value NaN, which a test looks for at
// every corner.
func evaluate(s argument.Setting) []float64 {
	v := make([]float64, kinds+1)
	T, weeks := s.Horizon(), s.Weeks()
	through, share, begins := ideaRate(s)*T, s.Of(good), 0.0 // what comes to a layer, how much of it is good, and since when it comes
	goodHours := 0.0                                         // that good ideas are under approval
	for _, a := range approvers(s) {
		agenda := math.Min(s.Of(calendar), T-begins)
		held := a.ArrivalRate * agenda // on the agenda at the date
		hours := float64(agenda * (through - float64(held/2)))
		on := math.Max(0, T-begins-s.Of(calendar)) // how long ideas have come to the approver
		p, _ := a.Passage(on, queue.Intake{Items: a.ArrivalRate * on})
		decided := p.Served
		goodHours += float64(share * (hours + p.LineHours + math.Min(on, p.WorkHours)))
		v[waiting] += through - decided
		v[goodLost] += decided * share * (1 - s.Of(passGood)) / weeks
		v[stopped] += decided * (1 - share) * (1 - s.Of(passBad)) / weeks
		begins = T
		if out := math.Min(a.ArrivalRate, a.Capacity()); out > 0 {
			begins -= float64(decided / out)
		}
		if through = decided * a.let; a.let > 0 {
			share *= s.Of(passGood) / a.let
		}
	}
	v[made], v[mistakes] = through/weeks, through*(1-share)/weeks
	v[value] = worth(s, through*share/weeks, v[mistakes], goodHours/words.Week/weeks)
	v[threshold], v[kinds] = math.Max(-far, math.Min(far, breakEven(s))), technologies(s)
	return v
}

// worth is dollars a week: what good ideas bring, less what remains of mistakes, what
// good ideas lose that wait (so many at any time), and what technologies cost.
func worth(s argument.Setting, goods, bads, waiting float64) float64 {
	return float64(s.Of(gain)*goods) - float64(s.Of(remains)*s.Of(loss)*bads) - float64(s.Of(delayCost)*waiting) - techBill(s)
}

// settled is what a week brings in the long run and how many mistakes it has; false
// where ideas pile up.
func settled(s argument.Setting) (dollars, bads float64, ok bool) {
	under := 0.0 // good ideas under approval
	for j, a := range approvers(s) {
		wait, err := a.MeanWait()
		if err != nil {
			return 0, 0, false
		}
		goods, _ := passed(s, float64(j))
		under += float64(goods * (s.Of(calendar) + wait + a.MeanService))
	}
	goods, bads := passed(s, s.Of(layers))
	goods, bads = goods*words.Week, bads*words.Week
	return worth(s, goods, bads, under), bads, true
}

// far is where a threshold ends that no slider comes near.
const far = 1000

// breakEven is v*, up to which share of a mistake's damage remaining no approval brings
// more than none, in the long run [ours]. What a number of approvals brings is linear in
// the share and falls fastest with none, so that it is the least share at which any
// number is as good; below 0 if some are better even where all can be taken back, +Inf
// if none ever is.
func breakEven(s argument.Setting) float64 {
	s = s.At(remains, 0)
	none, mistakesOfNone, _ := settled(s.At(layers, 0))
	least := math.Inf(1)
	for n := 1.0; n <= layers.Max; n++ {
		some, bads, ok := settled(s.At(layers, n))
		saved := s.Of(loss) * (mistakesOfNone - bads)
		switch {
		case !ok:
		case saved > 0:
			least = math.Min(least, (none-some)/saved)
		case some > none:
			least = math.Inf(-1)
		}
	}
	return least
}

// alongRemains returns what the formulas say of a setting at every share that remains:
// what is decided does not depend on it, and what it brings is linear in it.
func alongRemains(s argument.Setting) func(share float64) []float64 {
	free := evaluate(s.At(remains, 0))
	return func(share float64) []float64 {
		v := append([]float64(nil), free...)
		v[value] -= float64(share * s.Of(loss) * free[mistakes])
		return v
	}
}

// alongTeams returns what the formulas say of a setting with any number of teams.
func alongTeams(s argument.Setting) func(m float64) []float64 {
	v := evaluate(s)
	free := v[value] + techBill(s)
	return func(m float64) []float64 {
		at, of := append([]float64(nil), v...), s.At(teams, m)
		at[value], at[kinds] = free-techBill(of), technologies(of)
		at[threshold] = math.NaN() // no chart asks
		return at
	}
}
