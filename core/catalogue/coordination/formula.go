package coordination

import (
	"math"

	"kingman/core/argument"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/words"
)

// coherency is β, what a pair's talk for each feature is of a week's minutes of work of one; half of the talk is each one's.
func coherency(s argument.Setting) float64 { return s.Of(pair) / (2 * words.Week * 60) }

// A group is a setting as the law of scalability sees it.
type group struct {
	people float64 // N
	slow   float64 // K(N) = 1 + α(N−1) + βN(N−1): how much longer a feature of each takes
	able   float64 // P, how many of today's colleagues they are worth when all are up to speed
	rate   float64 // γ, features a week of one alone
	hired  float64 // H, how many of them come on the first day
	weighs float64 // 1 + μ, what a newcomer takes from the others with what they lack themselves
	tau    float64 // weeks until a newcomer lacks only 1/e
}

// groupOf returns the group of a setting [N. Gunther, 1993, 2007]. A brilliant colleague
// makes as much as b and takes ℓ from each of the others [ours].
func groupOf(s argument.Setting) group {
	n := s.Of(people)
	g := group{people: n, able: n, rate: s.Of(rate), hired: math.Max(0, n-s.Before().Of(people)), weighs: 1 + s.Of(mentoring), tau: s.Of(learning)}
	others := n - 1
	g.slow = 1 + float64(s.Of(contention)*others) + float64(coherency(s)*float64(n*others))
	if b := s.Of(brilliant); b > 1 {
		g.able = float64(others*(1-s.Of(silenced))) + b
	}
	return g
}

// output is features a week t weeks from now [F. Brooks, 1975; after T. Abdel-Hamid and S.
// Madnick, 1991, simplified: ours]:
//
//	X(t) = γ·(P − H(1 + μ)e^(−t/τ))/K(N), not below 0.
func (g group) output(t float64) float64 {
	return g.rate * (math.Max(0, g.able-float64(g.hired*g.weighs*g.away(t))) / g.slow)
}

// away is what a newcomer still lacks.
func (g group) away(t float64) float64 {
	if g.tau == 0 {
		return 0
	}
	return portable.Exp(-t / g.tau)
}

// made is how many features are made until week t: the integral of the output.
func (g group) made(t float64) float64 {
	lost, begins := g.hired*g.weighs, 0.0
	if g.tau > 0 && lost > g.able { // at first nobody makes anything
		begins = math.Min(t, g.tau*portable.Log(lost/g.able))
	}
	ramp := float64(lost * g.tau * (g.away(begins) - g.away(t)))
	return g.rate * ((float64(g.able*(t-begins)) - ramp) / g.slow)
}

// latestWeek is how far ahead the page looks for the week of break-even: 20 years.
const latestWeek = 1040

// never says that there is no such week.
const never = -1

// breakEven is the first week by which a what-if has made as much as today's people would
// have: 0 if it is never behind, −1 for not within 20 years. What it is behind by first
// grows and then shrinks, so that there is one.
func breakEven(s argument.Setting) float64 {
	whatIf, today := groupOf(s), groupOf(s.Before())
	ahead := func(t float64) bool { return whatIf.made(t) >= today.made(t)*(1-1e-12) }
	if whatIf.hired == 0 || ahead(1e-3) {
		if ahead(latestWeek) {
			return 0
		}
		return never
	}
	from, to := argument.UpTo(1e-3, latestWeek, 1e-6, func(t float64) bool { return !ahead(t) })
	if from == latestWeek {
		return never
	}
	return (from + to) / 2
}

// most is where a number of people ends of which nobody can say that it is too many.
const most = 1e6

// peak is how many people make the most when all are up to speed, √((1 − α)/β), not
// rounded; a million if more always make more.
func peak(s argument.Setting) float64 {
	p, err := queue.Scalability{Rate: s.Of(rate), Contention: s.Of(contention), Coherency: coherency(s)}.Peak()
	if err != nil {
		return math.NaN() // parameters are inside the law's ranges; a test looks for NaN at every corner
	}
	return math.Min(most, p.N)
}

// thinking is the hours that a member works between two turns at the one thing, alone and
// with the others, and turn those that a turn takes.
func thinking(s argument.Setting) (hours, turn float64) {
	n := s.Of(people)
	perFeature := words.Week / s.Of(rate)
	talk := float64(coherency(s) * float64(n*(n-1)))
	return perFeature * (1 - s.Of(contention) + talk), perFeature * s.Of(contention)
}

// independent is features a week if everybody asks for the one thing when they need it,
// in the long run: a closed station, exact.
func independent(s argument.Setting) float64 {
	hours, turn := thinking(s)
	r, err := queue.FiniteSource{Sources: int(s.Of(people)), ThinkTime: hours, Servers: 1, MeanService: turn}.Analyze()
	if err != nil {
		return math.NaN()
	}
	return r.Throughput * words.Week
}

// evaluate is what the formulas say of a setting, by index.
func evaluate(s argument.Setting) []float64 {
	g, T := groupOf(s), s.Weeks()
	x, ceiling := g.output(T), most // of what the one thing lets through, γ/α features a week, however they queue for it
	if s.Of(contention) > 0 {
		ceiling = math.Min(most, s.Of(rate)/s.Of(contention))
	}
	return []float64{output: x, made: g.made(T), top: peak(s), alone: independent(s), even: breakEven(s), each: x / g.people, straight: g.rate * g.able, limit: ceiling}
}

// week is where the 40 hours of one of the group go, on average until the date: own work,
// waiting for the one thing, talk, what hiring takes, and what a brilliant colleague
// silences.
func week(s argument.Setting) []float64 {
	g, T := groupOf(s), s.Weeks()
	present := g.people
	if s.Of(brilliant) > 1 {
		present -= float64(s.Of(silenced) * (g.people - 1))
	}
	worked := g.made(T) * g.slow / (g.rate * T) // what all are worth, on average
	hiring := math.Min(present, math.Max(0, g.able-worked))
	perHead := words.Week / g.people
	active := (present - hiring) * perHead
	others := g.people - 1
	return []float64{
		active / g.slow, active * s.Of(contention) * others / g.slow, active * coherency(s) * g.people * others / g.slow,
		hiring * perHead, (g.people - present) * perHead,
	}
}
