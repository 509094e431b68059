package incidents

import (
	"math"

	"kingman/core/argument"
	"kingman/core/dist"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/stats"
	"kingman/core/words"
)

// ahead is how many weeks the page looks for the one in which extra hours are saved.
const ahead = 104

// never is that week where there is none.
const never = -1

// strikesEvery is τ, the mean hours between two incidents of one cause.
func strikesEvery(s argument.Setting) float64 { return s.Of(causes) / s.Of(perWeek) * words.Week }

// unchecked is how many incidents there are by so many weeks from now if nothing is followed
// up, λ₀t + νt²/(2τ): exact.
func unchecked(s argument.Setting, t float64) float64 {
	return float64(s.Of(perWeek)*t) + float64(s.Of(newCauses)*t*t)*words.Week/(2*strikesEvery(s))
}

// ratio is a share a of b; 0 of nothing.
func ratio(a, b float64) float64 {
	if b <= 0 {
		return 0
	}
	return a / b
}

// A path is how a setting develops in the mean.
type path struct {
	incidents course // that came so far
	causes    course // that are there
	hours     course // of the people so far
	pile      course // incidents that are not fixed, if chance averaged out
	undone    course // follow-ups that are asked for and not done
}

// A course is a number once a working day from now on.
type course [days + 1]float64

const days = ahead * int(words.Week/words.Day)

// at is the number so many hours from now.
func (c *course) at(after float64) float64 { return argument.Between(c[:], after/words.Day) }

// inWeek is how many incidents come in the week that ends so many weeks from now.
func (x *path) inWeek(end float64) float64 {
	return x.incidents.at(end*words.Week) - x.incidents.at((end-1)*words.Week)
}

// develop follows causes and incidents hour by hour for two years, as fluids [ours]:
//
//   - a cause that is quiet, or in line for its follow-up, gives 1/τ incidents an hour; of
//     the quiet ones' the share f goes to the review, from where they come so many hours later;
//   - of x incidents that people have in hand x/s are fixed an hour, but never more than people
//     can; who is left does follow-ups likewise, and each ends its cause with chance p.
//
// Without review and with time for all it is K∞ + (K₀ − K∞)e^(−fpt/τ), K∞ = ντ/(fp).
func develop(s argument.Setting) *path {
	tau, people, fresh, wait := strikesEvery(s), s.Of(responders), s.Of(newCauses)/words.Week, int(s.Of(untilReview))
	f, p, fixes, takes := s.Of(followed), s.Of(prevents), s.Of(fix), s.Of(followUp)
	// What is gone within an hour: −1/0 is −Inf, all of it.
	noted, fixed, done := -portable.Expm1(-f/tau), -portable.Expm1(-1/fixes), -portable.Expm1(-1/takes)
	x := &path{}
	reviews := make([]float64, wait+1) // those noted in each of the last hours
	quietCauses, reviewed, line, pile := s.Of(causes), 0.0, 0.0, 0.0
	arrived, workHours, inHand := 0.0, 0.0, 0.0
	for hour := 0; ; hour++ {
		if day := hour / int(words.Day); hour%int(words.Day) == 0 {
			x.incidents[day], x.causes[day], x.hours[day] = arrived, quietCauses+reviewed+line, workHours
			x.pile[day], x.undone[day] = pile, reviewed+line
			if day == days {
				return x
			}
		}
		toReview := float64(quietCauses * noted)
		now := hour % (wait + 1)
		reviews[now] = toReview
		due := reviews[(now+1)%(wait+1)] // of as many hours ago as a review takes
		strikes := (quietCauses + math.Max(0, line-inHand)) / tau
		quietCauses += fresh - toReview
		reviewed += toReview - due
		line += due
		arrived += strikes
		pile += strikes
		ends := math.Min(pile*fixed, people/fixes)
		pile -= ends
		free := math.Max(0, people-float64(ends*fixes))
		follows := line * done
		if takes > 0 {
			follows = math.Min(follows, free/takes)
		} else if free == 0 {
			follows = 0
		}
		line -= follows
		inHand = float64(follows * takes)
		quietCauses += float64(follows * (1 - p))
		workHours += float64(ends*fixes) + inHand
	}
}

// periods is into how many the time to the date is cut for the equations of the line.
const periods = 26

// large is in how many units a pile is counted at most.
const large = 1000

// A period has the incidents that come in one of the periods, the chance that one waits, and for how long on average; of the
// latter what it would wait if chance averaged out.
type period struct{ incidents, delayed, wait, fluid float64 }

// A desk is what is expected of the people on call until the date: in each period, and the hours in line and in hand in all
// of them, and how many incidents are not fixed at the end.
type desk struct {
	each              [periods]period
	line, hand, still float64
}

// atTheDesk is what is expected of people whom incidents reach `detect` hours late: M(t)/M/c in each period. If follow-ups
// are finished first incidents wait for them, too (Cobham; Bondi and Buzen).
func atTheDesk(s argument.Setting, x *path) (d desk) {
	span, people := (s.Horizon()-s.Of(detect))/periods, s.Of(responders)
	fixes, scv, behind := s.Of(fix), s.SCV(fixCV), s.Is(paged, 1)
	f := queue.Forward{ArrivalSCV: 1, ServiceSCV: scv}
	most := 0.0
	for k := range d.each {
		from, to := float64(float64(k)*span), float64(float64(k+1)*span)
		arrivals, pile := math.Max(0, x.incidents.at(to)-x.incidents.at(from)), x.pile.at(to)
		most = math.Max(most, pile)
		d.each[k] = period{incidents: arrivals, fluid: math.Max(0, pile-people) * fixes / people}
		f.Periods = append(f.Periods, queue.ForwardPeriod{Hours: span, ArrivalRate: arrivals / span, MeanService: fixes, Servers: int(people)})
	}
	if most > large {
		f = f.InUnits(most, large)
	}
	r, err := f.Analyze()
	if err != nil { // parameters are inside the formulas' ranges; a test looks for NaN at every corner
		return desk{line: math.NaN()}
	}
	end := r.End()
	d.line, d.hand, d.still = end.ItemHours-end.BusyHours, end.BusyHours, end.WIP()
	for k, p := range r.Points {
		e := &d.each[k]
		e.wait, e.delayed = p.MeanWait, p.DelayProbability
		if behind {
			longer, delayed := behindFollowUps(s, e.incidents/span)
			e.wait += longer
			e.delayed = math.Max(e.delayed, delayed)
			d.line += float64(longer * e.incidents)
		}
	}
	return d
}

// behindFollowUps is how much longer incidents that come at a rate an hour wait if follow-ups
// that are begun are finished first, and the chance that one waits at all. Follow-ups are as
// many as incidents give; with more than the people have time for nobody is ever free.
func behindFollowUps(s argument.Setting, rate float64) (longer, delayed float64) {
	people, fixes, takes, follows, scv := s.Of(responders), s.Of(fix), s.Of(followUp), rate*s.Of(followed), s.SCV(fixCV)
	if takes == 0 || follows == 0 || float64(rate*fixes) >= people {
		return 0, 0
	}
	q := queue.Priorities{Servers: int(people), Classes: []queue.PriorityClass{{ArrivalRate: rate, MeanService: fixes, ServiceSCV: scv}, {ArrivalRate: follows, MeanService: takes, ServiceSCV: scv}}}
	finished, _ := q.BondiBuzen(false) // where follow-ups have no steady state incidents have
	interrupted, _ := q.BondiBuzen(true)
	delayed, _ = queue.Erlang{Servers: int(people), OfferedLoad: float64(rate*fixes) + float64(follows*takes)}.C()
	return math.Max(0, finished[0].MeanWait-interrupted[0].MeanWait), delayed
}

// evaluate is what formulas say of a setting at the date, by index of the numbers. Incidents
// that are not restored count by their age.
func evaluate(s argument.Setting) []float64 {
	v := make([]float64, numbers)
	x, T, blind, recovers := develop(s), s.Horizon(), s.Of(detect), s.Of(recovery)
	n := x.incidents.at(T)
	v[many], v[hours], v[left] = n, x.hours.at(T), x.causes.at(T)
	d := atTheDesk(s, x)
	// Of those who come at an even rate in the last d hours, each has spent half of them on average.
	late := n - x.incidents.at(T-blind)
	noticed := float64(blind*(n-late)) + float64(late*blind/2)
	fixedBy := math.Max(0, n-late-d.still)
	last := math.Min(fixedBy, float64(recovers*math.Min(d.each[periods-1].incidents/(T-blind)*periods, s.Of(responders)/s.Of(fix))))
	recovered := float64(recovers * (fixedBy - float64(last/2)))
	v[noticing], v[waiting], v[fixing] = ratio(noticed, n), ratio(d.line, n), ratio(d.hand, n)
	v[restore] = v[noticing] + v[waiting] + v[fixing] + ratio(recovered, n)
	v[slowest] = slowestOf(s, &d.each)
	v[price] = dollars(s, float64(v[restore]*n), v[hours])
	return v
}

// slowestOf is the time that one restore in twenty exceeds, of all that are restored by the
// date: in each period what the line takes if chance averaged out, and an exponential rest for
// those who wait; a fix is taken as exponential beyond its least (1 − CV) of the mean, a CV
// above 1 as 1 [ours].
func slowestOf(s argument.Setting, each *[periods]period) float64 {
	cv, T, blind, fixes, recovers := math.Min(1, s.Of(fixCV)), s.Horizon(), s.Of(detect), s.Of(fix), s.Of(recovery)
	fixed, spread, span := blind+recovers+float64(fixes*(1-cv)), fixes*cv, (T-blind)/periods
	_, most := argument.UpTo(0, T, 1e-3, func(t float64) bool {
		longer, all := 0.0, 0.0
		for k, p := range each {
			if k > 0 && float64(float64(k)*span)+blind+p.wait+fixes+recovers >= T {
				continue // not restored
			}
			rest := math.Max(0, ratio(p.wait, p.delayed)-p.fluid)
			some := float64(p.delayed*dist.TailOfTwo(t-fixed-p.fluid, rest, spread)) + float64((1-p.delayed)*dist.TailOfTwo(t-fixed, 0, spread))
			longer += float64(p.incidents * some)
			all += p.incidents
		}
		return ratio(longer, all) > 0.05
	})
	return most
}

// pathOf is how a side develops.
func pathOf(b *argument.Sheet, side *argument.Side) *path {
	return b.Keep("path "+side.Name, side.At(weeks, ahead), func() any { return develop(side.Setting) }).(*path)
}

// more is by how many hours what-if has taken more than today's way by a time in hours from now, by formula.
func more(b *argument.Sheet) func(t float64) float64 {
	today, whatIf := pathOf(b, &b.Today), pathOf(b, &b.WhatIf)
	return func(t float64) float64 { return whatIf.hours.at(t) - today.hours.at(t) }
}

// hardly is a difference in hours that nobody would call one.
const hardly = 0.5

// payback is the week from which on what-if has taken fewer hours in all than today's way, by
// formula; for a sign of −1, more hours. A difference of hardly an hour is none: the week is 0 where
// that is so from the beginning on, and never where the two hardly differ at any time.
func payback(b *argument.Sheet, sign float64) float64 {
	differ := more(b)
	falls := func(sign float64) float64 {
		return argument.FallsBelow(func(k int) float64 { return sign * differ(float64(k)*words.Day) }, days+1, hardly)
	}
	day := falls(sign)
	if day < 0 || day == 0 && falls(-sign) == 0 {
		return never
	}
	return day * words.Day / words.Week
}

// seen is that week in the runs.
func seen(b *argument.Sheet, sign float64) *stats.Estimate {
	return argument.Crossing{Of: &worked, Sign: sign, Step: words.Day, Hardly: hardly, Formula: more(b)}.In(b)
}
