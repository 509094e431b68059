package opsmodes

import (
	"math"

	"kingman/core/argument"
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
	number           float64 // how many such desks there are
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

// servedBy is the share of requests that a platform serves, and builders how many engineers it takes: none where there is none.
func servedBy(s argument.Setting) float64 { return ofPlatform(s, s.Of(selfService)) }
func builders(s argument.Setting) float64 {
	return ofPlatform(s, math.Min(s.Of(building), s.Of(people)-1))
}

func ofPlatform(s argument.Setting, v float64) float64 {
	if s.Is(mode, platform) {
		return v
	}
	return 0
}

// desksOf are the desks of a setting that differ. In the teams, engineers and teams are dealt out one at a time in turn to
// as many pools as there are of the fewer: they differ by one engineer or one team at most.
func desksOf(s argument.Setting) (all []desk) {
	k, n, r := s.Of(teams), s.Of(people), s.Of(ritual)
	one := desk{number: 1, engineers: n, teams: k, work: s.Of(hours), free: 1, gate: s.Of(triage), back: s.Of(misunderstood), delay: s.Of(delay), share: 1}
	switch int(s.Of(mode)) {
	case liaison:
		one.free = math.Max(leastCapacity, 1-float64(k*r)/(words.Week*n))
		one.gate, one.back, one.delay = words.Day, s.Of(misunderstoodLiaison), s.Of(delay)/4
	case embedded:
		pools := math.Min(k, n)
		larger := math.Mod(math.Max(k, n), pools) // so many have one more of whom there are more
		for _, of := range [...]struct{ number, more float64 }{{larger, 1}, {pools - larger, 0}} {
			d := desk{number: of.number, engineers: math.Floor(n / pools), teams: math.Floor(k / pools), work: s.Of(hours) * (1 - s.Of(faster)), share: 1}
			if k > n {
				d.teams += of.more
			} else {
				d.engineers += of.more
			}
			d.free = math.Max(leastCapacity, 1-float64(r*d.teams)/words.Week)
			if d.number > 0 {
				all = append(all, d)
			}
		}
		return all
	case platform:
		one.engineers -= builders(s)
		one.work *= 1 + float64(s.Of(residue)*servedBy(s))
		one.share = 1 - servedBy(s)
	}
	return []desk{one}
}

// full is how many requests of a team a week are as many as the busiest desk can do.
func full(s argument.Setting) float64 {
	s = s.At(requests, 1)
	most := 0.0
	for _, d := range desksOf(s) {
		most = math.Max(most, d.utilization(s))
	}
	return 1 / math.Max(most, 1e-6)
}

// growth is by how many requests a week the piles grow in the long run.
func growth(s argument.Setting) (more float64) {
	for _, d := range desksOf(s) {
		more += float64(d.number * d.rate(s) * words.Week * math.Max(0, 1-float64(1/math.Max(1e-9, d.utilization(s)))))
	}
	return more
}

// line is the desk's line behind its meeting, to which what is misunderstood comes back.
func (d desk) line(s argument.Setting) queue.Gated {
	rate := d.rate(s)
	stream, _ := queue.AlikeStreams{ // as legal as the station that it comes to
		Each: queue.RenewalStream{Rate: rate / d.teams, SCV: s.SCV(uneven)}, Number: d.teams, Utilization: d.utilization(s),
	}.Merge()
	visit := queue.Station{
		ArrivalRate: rate, MeanService: d.service(), Servers: int(d.engineers),
		ArrivalSCV: float64(d.share*stream.SCV) + 1 - d.share, ServiceSCV: s.SCV(uneven),
	}
	return queue.Gated{Behind: queue.Feedback{Visit: visit, Return: d.back, Delay: d.delay}, Every: d.gate}
}

// settled is the lead time if all this went on for ever; +Inf where some desk does not keep up.
func settled(s argument.Setting) (hours float64) {
	hours = servedBy(s) * s.Of(auto)
	for _, d := range desksOf(s) {
		rate := d.rate(s)
		if rate <= 0 {
			continue
		}
		takes, err := d.line(s).MeanSojourn()
		if err != nil {
			return math.Inf(1)
		}
		hours += float64(d.number * rate / (s.Of(teams) * s.Of(requests) / words.Week) * takes)
	}
	return hours
}

// quickestSettled is the mode in which requests take least if all this went on for ever; −1 where none keeps up.
func quickestSettled(s argument.Setting) int {
	best, _ := argument.Least(modes, func(m int) float64 { return settled(s.At(mode, float64(m))) })
	return best
}

// evaluate is what formulas say of a setting at the date, by index of the numbers.
func evaluate(s argument.Setting) []float64 {
	T, share := s.Horizon(), servedBy(s)
	v := make([]float64, numbers)
	all := s.Of(teams) * s.Of(requests) / words.Week
	for _, d := range desksOf(s) {
		h, err := d.line(s).AtHorizon(T)
		if err != nil { // parameters are inside the formula's ranges; a test looks for NaN at every corner
			h.Gate = math.NaN()
		}
		rate := d.number * d.rate(s)
		of := rate / all
		v[gated] += float64(of * h.Gate)
		v[waiting] += float64(of * h.Wait)
		v[working] += float64(of * h.FirstService)
		v[returning] += float64(of * (h.FurtherService + h.Away))
		v[delivered] += d.number * h.Departed / s.Weeks()
		v[firstHours] += float64(rate * words.Week * h.FirstService * d.free)
		v[againHours] += float64(rate * words.Week * h.FurtherService * d.free)
	}
	if share > 0 {
		stays := math.Min(s.Of(auto), T)
		v[serving] = share * stays * (1 - float64(stays/(2*T)))
		v[delivered] += float64(all * share * (T - stays) / s.Weeks())
	}
	v[lead] = v[gated] + v[waiting] + v[working] + v[returning] + v[serving]
	v[open] = math.Max(0, float64(all*T)-float64(v[delivered]*s.Weeks()))
	return v
}

// rituals is how many hours a week engineers spend in their teams' rituals.
func rituals(s argument.Setting) (hours float64) {
	for _, d := range desksOf(s) {
		hours += float64(d.number * d.engineers * words.Week * (1 - d.free))
	}
	return hours
}
