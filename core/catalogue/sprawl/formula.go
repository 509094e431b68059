package sprawl

import (
	"math"

	"kingman/core/argument"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/words"
)

// slowdown is f: how much longer everything takes on so many stacks.
func slowdown(s argument.Setting) float64 { return 1 + float64(s.Of(switching)*(s.Of(stacks)-1)) }

// work is ω₀, hours a week that a service takes today without being improved: toil and
// incidents.
func work(s argument.Setting) float64 { return s.Of(toil) + float64(s.Of(incidentsEach)*s.Of(hours)) }

// carried is how many services keep a group busy that take so many hours a week each, as
// if nothing took longer on several stacks; many if they take none.
func carried(s argument.Setting, needed float64) float64 {
	return math.Min(many, s.Of(people)*words.Week/(slowdown(s)*needed))
}

// many is more services than anybody has.
const many = 1e6

// tipping is S* = 40n/(f(ω₀ + upkeep)), the number of services past which rough edges grow
// faster than they are smoothed [ours]; full is S₀ = 40n/(fω₀), past which toil and
// incidents fill the week from the first day on.
func tipping(s argument.Setting) float64 { return carried(s, work(s)+s.Of(upkeep)) }
func full(s argument.Setting) float64    { return carried(s, work(s)) }

// doubling is ln 2/g, after how many weeks a lead or a lag has doubled: before it neither
// way shows. +Inf if edges make no work.
func doubling(s argument.Setting) float64 { return math.Ln2 / growth(s) }

// growth is g = ω₀/(d₀h_d) a week: each hour that an edge takes is one that smooths none.
func growth(s argument.Setting) float64 { return work(s) / (s.Of(edges) * s.Of(repair)) }

// A fluid is how a service's rough edges develop if chance averages out: with c hours a
// week for each,
//
//	D′ = (ω₀D/d₀ + upkeep − c)/h_d  while there is time for design, D < d₀c/ω₀,
//	D′ = upkeep/h_d                 from then on, while toil piles up.
type fluid struct {
	begin float64 // d₀, edges of a service now
	rate  float64 // g a week
	slope float64 // D′ where edges make no work, a week
	still float64 // D* = d₀(c − upkeep)/ω₀, where D stands still
	taken float64 // d₀c/ω₀, where design time is gone
	grown float64 // upkeep/h_d, new edges a week
	least float64 // how many are always on somebody's desk or in line for it
	noise float64 // by how much the variance of D grows in a week
}

// fluidOf is the fluid of a setting. What is always there is M/M/n with nothing else to do;
// the variance is that of new edges, of smoothed ones and of what toil and incidents take,
// all of them Poisson streams of exponential work.
func fluidOf(s argument.Setting) fluid {
	number, c := s.Of(services), s.Of(people)*words.Week/(slowdown(s)*s.Of(services))
	x := fluid{
		begin: s.Of(edges), rate: growth(s), slope: (s.Of(upkeep) - c) / s.Of(repair), grown: s.Of(upkeep) / s.Of(repair),
		taken: s.Of(edges) * c / work(s), still: s.Of(edges) * (c - s.Of(upkeep)) / work(s), // nowhere if edges make no work
	}
	if s.Of(upkeep) > 0 {
		x.least = x.begin
		desk := deskOf(s, number*x.grown/words.Week, s.Of(repair))
		if wait, err := desk.MeanWait(); err == nil {
			x.least = math.Min(x.begin, x.grown/words.Week*(wait+desk.MeanService))
		}
	}
	x.noise = x.grown / number
	if free := c - work(s); free > 0 {
		h := s.Of(repair)
		uneven := 2 * (float64(s.Of(toil)*s.Of(task)) + float64(s.Of(incidentsEach)*float64(s.Of(hours)*s.Of(hours))))
		x.noise += (free/h + uneven/float64(h*h)) / number
	}
	return x
}

// deskOf is the group with nothing else to do but so many items an hour, which take so many hours on one stack: M/M/n.
func deskOf(s argument.Setting, rate, takes float64) queue.Station {
	return queue.Station{ArrivalRate: rate, MeanService: float64(takes * slowdown(s)), Servers: int(s.Of(people)), ArrivalSCV: 1, ServiceSCV: 1}
}

// deviation is the standard deviation, as one of today's edges, of all the luck of t weeks:
// what came early has grown with e^(gt) since, so that it is bounded [ours].
func (x *fluid) deviation(t float64) float64 {
	if x.rate == 0 {
		return math.Sqrt(x.noise * t)
	}
	return math.Sqrt(x.noise * -portable.Expm1(-2*float64(x.rate*t)) / (2 * x.rate))
}

// A moment is a fluid t weeks from now, with what does not depend on luck worked out.
type moment struct {
	*fluid
	t, luck, growth float64 // growth is e^(gt) − 1
}

func (x *fluid) at(t float64) moment {
	return moment{x, t, x.deviation(t), math.Min(portable.Expm1(float64(x.rate*t)), 1e100)} // finite, so that nothing times it is nothing
}

// edges is D, and since when design time is gone, in weeks from now; not at all is +Inf. z
// is luck in standard deviations, above 0 if it is bad.
func (m moment) edges(z float64) (d, since float64) {
	start := math.Max(0, m.begin+float64(z*m.luck))
	if m.grown == 0 {
		start = math.Min(start, m.begin) // nothing makes new ones
	}
	if start >= m.taken {
		return start + float64(m.t*m.grown), 0
	}
	if m.rate == 0 {
		d = start + float64(m.t*m.slope)
	} else {
		d = start + float64((start-m.still)*m.growth)
	}
	if d < m.taken {
		return math.Max(d, m.least), math.Inf(1)
	}
	since = portable.Log((m.taken-m.still)/(start-m.still)) / m.rate
	return m.taken + float64((m.t-since)*m.grown), since
}

// lucks are the middles of so many equal shares of a normal law, in rising order.
func lucks() []float64 {
	z := make([]float64, 32)
	for k := range z {
		z[k] = portable.NormalQuantile((float64(k) + 0.5) / float64(len(z)))
	}
	return z
}

// quarter is how far numbers look back, in weeks.
const quarter = 13

// lookBack is the length of the time at t that they are about: a quarter, or all since now.
func lookBack(t float64) float64 { return math.Min(t, quarter) }

// outlook returns what the formulas say of a setting with any number of services, by
// index, but for what takes more than the number of edges.
func outlook(s argument.Setting) func(number float64) []float64 {
	z := lucks()
	share := 1 / float64(len(z))
	return func(number float64) []float64 {
		s := s.At(services, number)
		x, t, v := fluidOf(s), s.Weeks(), make([]float64, last)
		back := lookBack(t)
		before, middle, now := x.at(t-back), x.at(t-float64(back/2)), x.at(t)
		for k := range z {
			a, _ := before.edges(z[k])
			b, _ := middle.edges(z[k])
			d, _ := now.edges(z[k])
			smoothed := math.Max(0, float64(back*x.grown)-(d-a))
			v[rough] += float64(share * d)
			v[design] += float64(share * smoothed * number * s.Of(repair) * slowdown(s) / back)
			v[incidents] += float64(share * number * s.Of(incidentsEach) / s.Of(edges) * simpson(a, b, d))
			v[unseen] += float64(share * unseenOf(number, smoothed))
			if d > x.begin*(1+1e-9) {
				v[worse] += share
			}
			switch k {
			case len(z) / 10:
				v[low] = d
			case len(z) - 1 - len(z)/10:
				v[high] = d
			}
		}
		return v
	}
}

// unseenOf is how many services nobody has looked at, if so many edges of each were smoothed
// and they fell on services at random.
func unseenOf(number, smoothed float64) float64 { return number * portable.Exp(-smoothed) }

// simpson is the mean of what is a at the beginning, b in the middle and c at the end of a time.
func simpson(a, b, c float64) float64 { return (a + float64(4*b) + c) / 6 }

// evaluate is what the formulas say of a setting, by index. Design time is gone when it is if chance averages out; never is −1.
func evaluate(s argument.Setting) []float64 {
	v, x := outlook(s)(s.Of(services)), fluidOf(s)
	now, z := x.at(s.Weeks()), lucks()
	for k := range z {
		d, _ := now.edges(z[k])
		all, ofIncidents := now.piles(s, z[k])
		inHand := math.Min(s.Of(people), s.Of(services)*s.Of(toil)*d/s.Of(edges)*slowdown(s)/words.Week)
		v[toilOpen] += (inHand + (all-ofIncidents)/s.Of(task)) / float64(len(z))
	}
	v[restore], v[tip], v[runsOutAt] = restored(s), tipping(s), -1
	if _, since := x.at(weeks.Max).edges(0); since < weeks.Max {
		v[runsOutAt] = since
	}
	return v
}

// piles are the hours of work that nobody has got round to, and those of incidents among
// them, with luck of z. Since design time is gone the work that comes grows with the edges, so
// that what it exceeds c by is ∫(ωD/d₀ − c)dt, a parabola.
func (m moment) piles(s argument.Setting, z float64) (all, ofIncidents float64) {
	d, since := m.edges(z)
	if math.IsInf(since, 1) {
		return 0, 0
	}
	over := func(workHours float64) float64 {
		hoursOfEdge := s.Of(services) * workHours / s.Of(edges)
		ends := float64(hoursOfEdge*d) - s.Of(people)*words.Week/slowdown(s)
		begins := ends - float64(hoursOfEdge*m.grown*(m.t-since))
		switch {
		case ends <= 0:
			return 0
		case begins >= 0:
			return (begins + ends) / 2 * (m.t - since)
		}
		return ends * ends / (2 * hoursOfEdge * m.grown)
	}
	return over(work(s)), over(s.Of(incidentsEach) * s.Of(hours))
}

// spent is where the week of all people goes at a moment, in hours: into design, toil and incidents.
func (m moment) spent(s argument.Setting, z float64) [3]float64 {
	d, since := m.edges(z)
	all := float64(s.Of(people) * words.Week)
	factor := s.Of(services) * slowdown(s) * d / s.Of(edges)
	onIncidents := math.Min(all, float64(factor*s.Of(incidentsEach)*s.Of(hours)))
	if !math.IsInf(since, 1) {
		return [3]float64{0, all - onIncidents, onIncidents}
	}
	onToil := math.Min(all-onIncidents, float64(factor*s.Of(toil)))
	onDesign := all - onIncidents - onToil
	if d <= m.least {
		onDesign = math.Min(onDesign, s.Of(services)*slowdown(s)*s.Of(upkeep))
	}
	return [3]float64{onDesign, onToil, onIncidents}
}

// looks is how often the formulas look at the time until the date.
const looks = 26

// weekSoFar is the hours that went into design, toil and incidents so far, at times in hours
// from now, by trapezes.
func weekSoFar(s argument.Setting, times []float64) [][]float64 {
	x, z := fluidOf(s), lucks()
	so := [][]float64{{0}, {0}, {0}}
	var before [3]float64
	for k, t := range times {
		m := x.at(t / words.Week)
		var now [3]float64
		for k := range z {
			for part, spent := range m.spent(s, z[k]) {
				now[part] += spent / float64(len(z))
			}
		}
		if k > 0 {
			for part := range so {
				so[part] = append(so[part], so[part][k-1]+(before[part]+now[part])/2*(t-times[k-1])/words.Week)
			}
		}
		before = now
	}
	return so
}

// meanEdges is D averaged over luck.
func (m moment) meanEdges(z []float64) float64 {
	sum := 0.0
	for _, z := range z {
		d, _ := m.edges(z)
		sum += d
	}
	return sum / float64(len(z))
}

// settled is a load up to which the steady state says how long incidents wait.
const settled = 0.95

// alone is how long an incident waits if so many come in a week: M/M/n of incidents, which
// interrupt everything else.
func alone(s argument.Setting, perWeek float64) float64 {
	desk := deskOf(s, perWeek/words.Week, s.Of(hours))
	desk.ArrivalRate = math.Min(desk.ArrivalRate, settled*desk.Capacity())
	wait, _ := desk.MeanWait() // ρ < 1
	return wait
}

// perEdge is incidents a week of a rough edge of each service.
func perEdge(s argument.Setting) float64 { return s.Of(services) * s.Of(incidentsEach) / s.Of(edges) }

// restored is the mean time to restore of all incidents until the date, at the rate of each
// time; where they alone are more than the group can do, with the fluid's pile, of which
// open ones count by their age.
func restored(s argument.Setting) float64 {
	x, z := fluidOf(s), lucks()
	came, waited := 0.0, 0.0
	for k := range looks {
		m := x.at(s.Weeks() * (float64(k) + 0.5) / looks)
		now := float64(perEdge(s) * m.meanEdges(z))
		_, lies := m.piles(s, 0)
		came += now
		waited += float64(now*alone(s, now)) + float64(lies/s.Of(hours)*words.Week)
	}
	takes := float64(s.Of(hours) * slowdown(s))
	if came == 0 {
		return takes
	}
	return takes + waited/came
}

// watched is how many incidents there were lately and how long one takes that comes then, as
// multiples of now, at each look from now to the date.
func watched(s argument.Setting) (all [2][]float64) {
	x, z := fluidOf(s), lucks()
	takes := float64(s.Of(hours) * slowdown(s))
	first := takes + alone(s, float64(perEdge(s)*x.begin))
	for k := range looks + 1 {
		t := s.Weeks() * float64(k) / looks
		back := lookBack(t)
		m := x.at(t)
		now := m.meanEdges(z)
		recent := simpson(x.at(t-back).meanEdges(z), x.at(t-float64(back/2)).meanEdges(z), now)
		_, lies := m.piles(s, 0)
		all[0] = append(all[0], recent/x.begin)
		all[1] = append(all[1], (takes+alone(s, float64(perEdge(s)*now))+float64(lies*slowdown(s)/s.Of(people)))/first)
	}
	return all
}
