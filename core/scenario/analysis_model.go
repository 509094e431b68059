package scenario

import (
	"math"

	"kingman/core/queue"
	"kingman/core/words"
)

// analysisInput is a setting of the flagship's parameters by name. Engineers
// may be fractional: the curve needs values between two people.
type analysisInput struct {
	engineers, analysts, hours, rate, share float64
	arrivalCV, analysisCV                   float64
	weeks, backlog, cost                    float64
	closed, oneByOne                        bool
}

func analysisOf(s Setting) analysisInput {
	return analysisInput{
		engineers: s.Get("engineers"), analysts: s.Get("analysts"), hours: s.Get("hours"), rate: s.Get("rate"), share: s.Get("share"),
		arrivalCV: s.Get("arrival-cv"), analysisCV: s.Get("analysis-cv"),
		weeks: s.Get("weeks"), backlog: s.Get("backlog"), cost: s.Get("cost"),
		closed: s.Get("waiting") == 1, oneByOne: s.Get("sources") == 1,
	}
}

// made is how many features a week the engineers build if nothing holds them
// back.
func (in analysisInput) made() float64 { return in.engineers * in.rate }

// arrivalRate is λ, features per working hour that need an analyst.
func (in analysisInput) arrivalRate() float64 { return in.made() * in.share / words.Week }

// horizon is the date in working hours from now.
func (in analysisInput) horizon() float64 { return in.weeks * words.Week }

// utilization is ρ = λs/c; above 1 the pile grows.
func (in analysisInput) utilization() float64 { return in.arrivalRate() * in.hours / in.analysts }

// capacityMade is how many features a week can be built before the analysts
// are saturated; +Inf if none needs them.
func (in analysisInput) capacityMade() float64 {
	return in.analysts / in.hours * words.Week / in.share
}

// engineersAtCapacity is how many engineers saturate the analysts.
func (in analysisInput) engineersAtCapacity() float64 { return in.capacityMade() / in.rate }

// growth is by how many features a week the pile grows in the long run, 0 if
// it does not.
func (in analysisInput) growth() float64 {
	return math.Max(0, float64(in.made()*in.share)-float64(in.analysts/in.hours*words.Week))
}

// station is the analysts' queue as the formulas see it.
func (in analysisInput) station() queue.Station {
	each := float64(in.share*float64(in.arrivalCV*in.arrivalCV)) + (1 - in.share) // thinned: Whitt 1983
	scv := each
	if in.oneByOne {
		w := queue.SuperpositionWeight(in.utilization(), math.Max(1, in.engineers))
		scv = float64(w*each) + (1 - w)
	}
	return queue.Station{
		ArrivalRate: in.arrivalRate(), MeanService: in.hours, Servers: int(in.analysts),
		ArrivalSCV: scv, ServiceSCV: in.analysisCV * in.analysisCV,
	}
}

// analysisPoint is what the formulas say about one setting.
type analysisPoint struct {
	in analysisInput
	// wait is that of a feature finished at the date, in working hours; forever
	// is what it tends to, +Inf past saturation.
	wait, forever float64
	// made and shipped are features a week about the date; pile is how many
	// wait then; idle is how many engineers wait with them.
	made, shipped, pile, idle float64
	horizon                   queue.Horizon // of an open station
}

// newAnalysisPoint evaluates the formulas. Parameters are inside their ranges,
// which are inside those of the formulas, so that an error is a mistake in this
// package; the point is then all NaN, which a test looks for at every corner.
func newAnalysisPoint(in analysisInput) analysisPoint {
	if in.closed {
		return analysisClosed(in)
	}
	p := analysisPoint{in: in, made: in.made(), forever: math.NaN()}
	s := in.station()
	line, err := s.Transient(0)
	if err != nil {
		p.wait, p.shipped, p.pile = math.NaN(), math.NaN(), math.NaN()
		return p
	}
	h, _ := line.At(in.horizon(), in.backlog) // times and piles are inside its ranges
	half, _ := line.At(in.horizon()/2, in.backlog)
	p.horizon, p.wait, p.pile = h, h.MeanWait, h.QueueLength
	p.forever, _ = s.MeanWait() // +Inf past saturation, which is what is meant
	// What arrives in the second half and does not stay, ships; what needs no
	// analyst ships at once.
	analysed := s.ArrivalRate - (h.QueueLength-half.QueueLength)/(in.horizon()/2)
	p.shipped = float64(math.Min(analysed, s.Capacity())*words.Week) + float64((1-in.share)*in.made())
	return p
}

// method names the formulas and their authors.
func (p analysisPoint) method() string {
	if p.in.closed {
		return "machine repair M/M/c//N in its settled state, scaled by (1 + Cs²)/2 ≤ 1 (ours)"
	}
	m := p.in.station().Recommend()
	return "sticky Brownian motion (Abate–Whitt 1987, Harrison–Lemoine 1981) at the date, meeting " + m.Name + " " + words.Year(m.Year) + " in the long run"
}

// analysisClosed evaluates a station whose engineers wait with their features:
// the settled state of M/M/c//N, moved towards the metronome's by how even
// analyses are [ours]. For Cs² = 1 it is exact: how unevenly engineers build
// then makes no difference. Beyond, it stays there: the few who can wait bound
// what uneven analyses do, and the wait must not fall when an engineer is hired
// (for Cs² = 16 it is up to 45 % low; (1 + Cs²)/2 would be up to five times too
// high).
func analysisClosed(in analysisInput) analysisPoint {
	p := analysisPoint{in: in}
	if in.share == 0 {
		p.made, p.shipped = in.made(), in.made()
		return p
	}
	think := words.Week / in.rate / in.share
	metronome := math.Max(0, float64(in.engineers*in.hours)/in.analysts-think-in.hours)
	markov := finiteSourceWait(in, think)
	scale := math.Min(1, (1+float64(in.analysisCV*in.analysisCV))/2)
	p.wait = metronome + float64(scale*math.Max(0, markov-metronome))
	p.forever = p.wait
	analysed := in.engineers / (think + p.wait + in.hours) // per hour, by Little's law
	p.made = analysed / in.share * words.Week
	p.shipped = p.made
	p.pile = analysed * p.wait
	p.idle = analysed * (p.wait + in.hours)
	return p
}

// finiteSourceWait is M/M/c//N's mean wait, linear between two whole numbers
// of engineers.
func finiteSourceWait(in analysisInput, think float64) float64 {
	at := func(n float64) float64 {
		r, err := queue.FiniteSource{Sources: int(n), ThinkTime: think, Servers: int(in.analysts), MeanService: in.hours}.Analyze()
		if err != nil {
			return math.NaN()
		}
		return r.MeanWait
	}
	below := math.Floor(in.engineers)
	w := at(below)
	if part := in.engineers - below; part > 0 {
		w += float64(part * (at(below+1) - w))
	}
	return w
}
