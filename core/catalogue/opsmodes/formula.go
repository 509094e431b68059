package opsmodes

import (
	"math"

	"kingman/core/argument"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/words"
)

// The ways in which operations may work, in the order of the switch.
const (
	ticket = iota
	liaison
	embedded
	platform
	modes
)

// leastCapacity is the share of their time that people have for requests at least, however
// many rituals they attend.
const leastCapacity = 0.05

// A desk is engineers who take requests from one line.
type desk struct {
	engineers, teams float64
	work             float64 // hours of a request, if nothing else took their time
	free             float64 // share of their time that rituals leave
	gate             float64 // hours between two meetings that hand requests out; 0: at once
	back, delay      float64 // chance that an answer was the wrong one; hours until asked again
	share            float64 // of its teams' requests that come to it
}

// service is how long a request is in an engineer's hands.
func (d desk) service() float64 { return d.work / d.free }

// rate is how many requests come to the desk an hour.
func (d desk) rate(s argument.Setting) float64 {
	return d.teams * s.Of(requests) / words.Week * d.share
}

// utilization of the desk; above 1 its pile grows.
func (d desk) utilization(s argument.Setting) float64 {
	return d.rate(s) * d.service() / (d.engineers * (1 - d.back))
}

// group is the engineers who do requests, split into the desks that differ, with how many
// there are of each; served is the share of requests that a platform serves, by builders.
type group struct {
	desks            []desk
	number           []float64
	served, builders float64
}

// groupOf is a setting's group.
func groupOf(s argument.Setting) group {
	k, n, r := s.Of(teams), s.Of(people), s.Of(ritual)
	one := desk{engineers: n, teams: k, work: s.Of(hours), free: 1, gate: s.Of(triage), back: s.Of(misunderstood), delay: s.Of(delay), share: 1}
	g := group{number: []float64{1}}
	switch int(s.Of(mode)) {
	case liaison:
		one.free = math.Max(leastCapacity, 1-float64(k*r)/(words.Week*n))
		one.gate, one.back, one.delay = words.Day, s.Of(misunderstoodLiaison), s.Of(delay)/4
	case embedded:
		return embeddedIn(s)
	case platform:
		g.served = s.Of(selfService)
		g.builders = math.Min(s.Of(builders), n-1)
		one.engineers -= g.builders
		one.work *= 1 + float64(s.Of(residue)*g.served)
		one.share = 1 - g.served
	}
	g.desks = []desk{one}
	return g
}

// embeddedIn deals engineers and teams out one at a time in turn to as many pools as there
// are of the fewer. Pools differ by one engineer or one team at most.
func embeddedIn(s argument.Setting) (g group) {
	k, n := s.Of(teams), s.Of(people)
	pools := math.Min(k, n)
	for _, more := range [...]float64{1, 0} {
		d := desk{engineers: math.Floor(n/pools) + more, teams: 1, work: s.Of(hours) * (1 - s.Of(faster)), share: 1}
		count := math.Mod(n, pools)
		if k > n {
			d.engineers, d.teams = 1, math.Floor(k/pools)+more
			count = math.Mod(k, pools)
		}
		if more == 0 {
			count = pools - count
		}
		d.free = math.Max(leastCapacity, 1-float64(s.Of(ritual)*d.teams)/words.Week)
		if count > 0 {
			g.desks, g.number = append(g.desks, d), append(g.number, count)
		}
	}
	return g
}

// full is how many requests of a team a week are as many as the busiest desk can do.
func full(s argument.Setting) float64 {
	s = s.At(requests, 1)
	most := 0.0
	for _, d := range groupOf(s).desks {
		most = math.Max(most, d.utilization(s))
	}
	return 1 / math.Max(most, 1e-6)
}

// growth is by how many requests a week the piles grow in the long run.
func growth(s argument.Setting) float64 {
	g, more := groupOf(s), 0.0
	for i, d := range g.desks {
		more += float64(g.number[i] * d.rate(s) * words.Week * math.Max(0, 1-float64(1/math.Max(1e-9, d.utilization(s)))))
	}
	return more
}

// crowd is how long a request waits behind those of its meeting, on average: a meeting hands
// out B of them at once, Poisson with the mean m, to c people who take s each,
//
//	(s/c) · E[(B − c)⁺(B − c + 1)] / (2m)   [ours].
//
// The sum is m²P(B ≥ c−2) + 2(1−c)mP(B ≥ c−1) + c(c−1)P(B ≥ c).
func (d desk) crowd(s argument.Setting) float64 {
	m, c := float64(d.rate(s)*d.gate), d.engineers
	if m <= 0 {
		return 0
	}
	atLeast := func(n float64) float64 {
		if n <= 0 {
			return 1
		}
		return portable.RegularizedGammaP(n, m)
	}
	sum := float64(float64(m*m)*atLeast(c-2)) + float64(2*(1-c)*m*atLeast(c-1)) + float64(c*(c-1)*atLeast(c))
	return d.service() / c * math.Max(0, sum) / (2 * m)
}

// parts are what is expected of a desk by the date, in hours of a request that comes to it:
// until the meeting, in line, in hand for the first time and again, on the way back; and how
// many are done.
type parts struct{ meeting, line, first, further, away, done float64 }

// by returns the parts by the date T. At a meeting every g hours, those who came since the
// last one have waited g/2 on average; after the last one before T they still wait. Past it
// the desk is a line to which items come back (queue.Feedback), from g/2 on.
func (d desk) by(s argument.Setting) (p parts) {
	T := s.Horizon()
	late := 0.0
	if d.gate > 0 {
		rest := math.Mod(T, d.gate)
		p.meeting = (float64(d.gate*(T-rest)) + float64(rest*rest)) / (2 * T)
		late = d.gate / 2
	}
	rate := d.rate(s)
	if rate <= 0 || d.gate > T {
		return p
	}
	h, err := d.feedback(s, rate).AtHorizon(T - late)
	if err != nil { // parameters are inside the formula's ranges; a test looks for NaN at every corner
		return parts{meeting: math.NaN()}
	}
	part := (T - late) / T
	at := float64(rate*(T-late)) - h.Departed // the desk at the date, but for when the last meeting was
	return parts{p.meeting, part * (h.Wait + d.crowd(s)), part * h.FirstService, part * h.FurtherService, part * h.Away, math.Max(0, float64(rate*T)-d.openAt(T, rate, at))}
}

// feedback is the desk's line, to which what is misunderstood comes back.
func (d desk) feedback(s argument.Setting, rate float64) queue.Feedback {
	v2 := float64(s.Of(uneven) * s.Of(uneven))
	stream, _ := queue.AlikeStreams{ // as legal as the station that it comes to
		Each: queue.RenewalStream{Rate: rate / d.teams, SCV: v2}, Number: d.teams, Utilization: d.utilization(s),
	}.Merge()
	visit := queue.Station{ArrivalRate: rate, MeanService: d.service(), Servers: int(d.engineers), ArrivalSCV: float64(d.share*stream.SCV) + 1 - d.share, ServiceSCV: v2}
	return queue.Feedback{Visit: visit, Return: d.back, Delay: d.delay}
}

// settled is the lead time if all this went on for ever; +Inf where some desk does not keep up.
func settled(s argument.Setting) (hours float64) {
	g := groupOf(s)
	hours = g.served * s.Of(auto)
	for i, d := range g.desks {
		rate := d.rate(s)
		if rate <= 0 {
			continue
		}
		takes, err := d.feedback(s, rate).MeanSojourn()
		if err != nil {
			return math.Inf(1)
		}
		hours += float64(g.number[i] * rate / (s.Of(teams) * s.Of(requests) / words.Week) * (float64(d.gate/2) + d.crowd(s) + takes))
	}
	return hours
}

// openAt is how many requests are open at the date T if it is x at the desk on average then:
// those who came since the last meeting before T, t hours ago, and those whom it and earlier
// ones handed out, who leave the desk one in τ = x/λ hours (by Little's law, so that the
// average is x): λt + λg·e^(−t/τ)/(1 − e^(−g/τ)) [ours].
func (d desk) openAt(T, rate, x float64) float64 {
	if d.gate == 0 || x <= 0 {
		return x
	}
	since := math.Mod(T, d.gate)
	if since == 0 { // whom a meeting at the date hands out is open, too
		since = d.gate
	}
	stay := x / rate
	return float64(rate*since) + float64(rate*d.gate)*portable.Exp(-since/stay)/-portable.Expm1(-d.gate/stay)
}

// evaluate is what formulas say of a setting at the date, by index of the numbers.
func evaluate(s argument.Setting) []float64 {
	g, T := groupOf(s), s.Horizon()
	v := make([]float64, numbers)
	all := s.Of(teams) * s.Of(requests) / words.Week
	for i, d := range g.desks {
		p, rate := d.by(s), g.number[i]*d.rate(s)
		of := rate / all
		v[gated] += float64(of * p.meeting)
		v[waiting] += float64(of * p.line)
		v[working] += float64(of * p.first)
		v[returning] += float64(of * (p.further + p.away))
		v[delivered] += g.number[i] * p.done / s.Weeks()
		v[firstHours] += float64(rate * words.Week * p.first * d.free)
		v[againHours] += float64(rate * words.Week * p.further * d.free)
	}
	if g.served > 0 {
		stays := math.Min(s.Of(auto), T)
		v[serving] = g.served * stays * (1 - float64(stays/(2*T)))
		v[delivered] += float64(all * g.served * (T - stays) / s.Weeks())
	}
	v[lead] = v[gated] + v[waiting] + v[working] + v[returning] + v[serving]
	v[open] = math.Max(0, float64(all*T)-float64(v[delivered]*s.Weeks()))
	return v
}

// rituals is how many hours a week engineers spend in their teams' rituals.
func rituals(s argument.Setting) (hours float64) {
	g := groupOf(s)
	for i, d := range g.desks {
		hours += float64(g.number[i] * d.engineers * words.Week * (1 - d.free))
	}
	return hours
}
