package bootcamps

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/words"
)

// A tally is what has become of the work of one specialty, or of several, by the date.
type tally struct {
	came, lineHours, busyHours, open float64
}

// add counts other into t, so many times.
func (t *tally) add(other tally, times float64) {
	t.came += float64(times * other.came)
	t.lineHours += float64(times * other.lineHours)
	t.busyHours += float64(times * other.busyHours)
	t.open += float64(times * other.open)
}

// pooled is what becomes of the work of specialties by the forward equations, if so many people at one speed know
// all of it: M(t)/M(t)/c, exact as chance has it. Rates are in items an hour, one for each quarter. It is exact to one
// per cent but in a deep overload.
func (c circle) pooled(servers int, speed float64, rates []float64) tally {
	variance := c.SCV(variability)
	f := queue.Forward{ArrivalSCV: variance, ServiceSCV: variance, Steps: max(1, steps/len(rates)) * len(rates)}
	for q, rate := range rates {
		weeks := math.Min(c.Weeks()-float64(q*quarter), quarter)
		f.Periods = append(f.Periods, queue.ForwardPeriod{Hours: weeks * words.Week, ArrivalRate: rate, MeanService: c.Of(hours) / speed, Servers: servers})
	}
	points, err := f.InUnits(f.Overflow(), settle).Extrapolated()
	if err != nil { // parameters are inside the formula's ranges; a test looks for NaN at every corner
		return tally{math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	}
	end := points[len(points)-1]
	return tally{end.Arrived, math.Max(0, end.ItemHours-end.BusyHours), end.BusyHours, end.WIP()}
}

const (
	settle = 200 // in how many units a pile is counted at most
	steps  = 12  // into how many the time to the date is cut at first, as far as that makes whole ones of each quarter
)

// quarters is how many quarters begin before the date.
func (c circle) quarters() int { return int(math.Ceil(c.Weeks() / quarter)) }

// rates are how much specialties are asked for together in each quarter, on average of a number of them.
func (c circle) rates(per float64, specialties ...int) []float64 {
	all := make([]float64, c.quarters())
	for q := range all {
		sum := 0.0
		for _, i := range specialties {
			sum += c.factor(i, q)
		}
		all[q] = sum * c.each() / per
	}
	return all
}

// count returns the numbers from 0 to n−1.
func count(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// alike is what two specialties have in common whose specialists are by themselves and wait for equally much: the speed,
// and in which quarters there is how much.
type alike struct {
	speed float64
	busy  uint16 // a bit for each quarter
	even  bool
}

// A book keeps what has been worked out of specialists by themselves, for settings that differ in nothing that they
// notice.
type book map[alike]tally

// alone is the work of a specialty, on average of some, if its specialist is by themselves.
func (c circle) alone(done book, speed float64, specialties []int) tally {
	var t tally
	for _, i := range specialties {
		kind := alike{speed: speed, even: c.isEven(i)}
		for q := range c.quarters() {
			if !kind.even && c.isBusy(i, q) {
				kind.busy |= 1 << q
			}
		}
		if _, ok := done[kind]; !ok {
			done[kind] = c.pooled(1, speed, c.rates(1, i))
		}
		t.add(done[kind], 1/float64(len(specialties)))
	}
	return t
}

// learning is the share of the group's whole time that goes into a colleague's work being learned.
func (c circle) learning() float64 {
	return float64(float64(c.trained)*(1-c.speed)) / float64(c.n)
}

// load is the work that is asked for, against what the group can do if everybody who is trained spends the same share
// of their time on each specialty that they know.
func (c circle) load() float64 {
	return slices.Max(c.rates(1, count(c.n)...)) * c.Of(hours) / (float64(float64(c.trained)*c.pace(1)) + float64(c.n-c.trained))
}

// pace is how fast a trained person is on average of what they do. Whoever finds the own specialist idle is served by
// them; the others, a share busy, by anybody who knows it.
func (c circle) pace(busy float64) float64 {
	others := busy * float64(c.breadth) / float64(c.breadth+1)
	return c.speed * (1 - float64(others*(1-c.Of(second))))
}

// closed is how much of what waits with everybody by themselves is left in a closed chain, 0 being what one pool of all
// would leave [ours: fitted to simulations of 2 to 12 people at loads from 0.7 to 0.9 with even demand; of the one further
// specialty of claims in the literature it says 1 − closed].
func (c circle) closed() float64 {
	if c.breadth == c.n-1 {
		return 0
	}
	left := 0.3 / float64(c.breadth) * portable.Pow(float64(c.n-1-c.breadth)/float64(c.n-1), 2.2)
	if c.Is(pattern, sideBySide) {
		u := c.Of(uneven)
		left *= 1 + float64(2.7*float64(u*u))
	}
	return left
}

// open is the same for a chain that is not closed [ours, fitted likewise]. A chain whose end reaches its beginning lacks
// those who are not trained.
func (c circle) open() float64 {
	if c.trained+c.breadth > c.n {
		untrained := 1 - float64(c.trained)/float64(c.n)
		return untrained + float64((1-untrained)*c.closed())
	}
	gain := 1 - 1/(1.2+float64(0.12*float64(c.trained)))
	return 1 - float64(gain*(1-float64(0.08*float64(c.breadth-1))))
}

// group is what becomes of all the work [ours, of the known parts of pooled]. Of the specialties that a chain covers
// there is waiting between two bounds that are known, everybody by themselves and one pool of all, at the chain's own
// mean speed:
//
//	W = pool + r·(alone − pool),
//
// where r is 0 if everybody is trained in everything, and else closed or open. In a closed chain of scattered busy
// specialties neighbours even out what their demand differs by; side by side they do not. Those whom no chain covers are
// by themselves, at full speed. With nobody trained it is exact, as it is where everybody knows everything and is as
// fast in it.
func (c circle) group(done book) (all tally) {
	if c.trained == 0 {
		all.add(c.alone(done, 1, count(c.n)), float64(c.n))
		return all
	}
	m := min(c.n, c.trained+c.breadth)
	list := count(m)
	untrained := float64(m - c.trained)
	pace := c.pace(math.Min(1, c.each()*c.Of(hours)/c.speed))
	speed := (float64(float64(c.trained)*pace) + untrained) / float64(m)

	var apart tally
	r := c.open()
	switch {
	case c.trained < c.n:
		apart.add(c.alone(done, pace, list[:c.trained]), float64(c.trained)/float64(m))
		apart.add(c.alone(done, 1, list[c.trained:]), untrained/float64(m))
	case c.Is(pattern, sideBySide):
		r, apart = c.closed(), c.alone(done, speed, list)
	default:
		r, apart = c.closed(), c.pooled(1, speed, c.rates(float64(m), list...))
	}
	all.add(c.pooled(m, speed, c.rates(1, list...)), 1-r)
	all.add(apart, float64(r*float64(m)))
	if m < c.n {
		rest := count(c.n)[m:]
		all.add(c.alone(done, 1, rest), float64(len(rest)))
	}
	return all
}

// evaluate is what the formulas say of a setting, by index.
func evaluate(s argument.Setting) []float64 { return evaluateWith(book{}, s) }

// alongLearning is evaluate along p, who learns or how much, beyond whose place most nothing changes any more.
func alongLearning(p *argument.Param, most func(argument.Setting) float64) func(argument.Setting) func(at float64) []float64 {
	return func(s argument.Setting) func(float64) []float64 {
		done := book{}
		all := evaluateWith(done, s.At(p, most(s)))
		return func(at float64) []float64 {
			if at >= most(s) {
				return all
			}
			return evaluateWith(done, s.At(p, at))
		}
	}
}

// evaluateWith is evaluate, with a book of settings that differ in nothing but who learns how much and at what cost.
func evaluateWith(done book, s argument.Setting) []float64 {
	c := circleOf(s)
	all := c.group(done)
	v := make([]float64, atWork+1)
	v[wait] = all.lineHours / all.came
	v[lead] = (all.lineHours + all.busyHours) / all.came
	v[delivered] = math.Max(0, all.came-all.open) / s.Weeks()
	// Whoever learns is at work for longer on the same, and a part of that is learning.
	v[atWork] = math.Min(1-c.learning(), float64(all.busyHours*(1-c.learning()))/float64(float64(c.n)*s.Horizon()))
	return v
}
