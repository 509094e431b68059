package analysis

import (
	"math"

	"kingman/core/argument"
	"kingman/core/queue"
	"kingman/core/words"
)

// closed says whether an engineer waits with their feature, instead of starting the
// next.
func closed(s argument.Setting) bool { return s.Is(waiting, 1) }

// oneByOne says whether every engineer delivers at their own unevenness.
func oneByOne(s argument.Setting) bool { return s.Is(sources, 1) }

// made is how many features a week the engineers build if nothing holds them back.
func made(s argument.Setting) float64 { return s.Of(engineers) * s.Of(rate) }

// arrivalRate is λ, features per working hour that need an analyst.
func arrivalRate(s argument.Setting) float64 { return made(s) * s.Of(share) / words.Week }

// utilization is ρ = λs/c; above 1 the pile grows.
func utilization(s argument.Setting) float64 { return arrivalRate(s) * s.Of(hours) / s.Of(analysts) }

// capacity is how many features a week the analysts can take.
func capacity(s argument.Setting) float64 { return s.Of(analysts) / s.Of(hours) * words.Week }

// full is how many engineers saturate the analysts; +Inf if no feature needs them.
func full(s argument.Setting) float64 { return capacity(s) / s.Of(share) / s.Of(rate) }

// growth is by how many features a week the pile grows in the long run, 0 if it does
// not.
func growth(s argument.Setting) float64 {
	return math.Max(0, float64(made(s)*s.Of(share))-capacity(s))
}

// station is the analysts' queue as the formulas see it.
func station(s argument.Setting) queue.Station {
	need, ca, cs := s.Of(share), s.Of(arrivalCV), s.Of(analysisCV)
	scv := float64(need*float64(ca*ca)) + (1 - need) // thinned: Whitt 1983
	if oneByOne(s) {
		n := math.Max(1, s.Of(engineers))
		merged, _ := queue.AlikeStreams{Each: queue.RenewalStream{Rate: arrivalRate(s) / n, SCV: scv}, Number: n, Utilization: utilization(s)}.Merge()
		scv = merged.SCV
	}
	return queue.Station{ArrivalRate: arrivalRate(s), MeanService: s.Of(hours), Servers: int(s.Of(analysts)), ArrivalSCV: scv, ServiceSCV: cs * cs}
}

// evaluate evaluates the formulas. Parameters are inside their ranges, which are
// inside those of the formulas, so that an error is a mistake in this package; the
// values are then NaN, which a test looks for at every corner.
func evaluate(s argument.Setting) []float64 {
	if closed(s) {
		return evaluateClosed(s)
	}
	v := make([]float64, built+1)
	v[built] = made(s)
	st, horizon := station(s), s.Horizon()
	line, err := st.Transient(0)
	if err != nil {
		v[wait], v[shipped], v[pile] = math.NaN(), math.NaN(), math.NaN()
		return v
	}
	h, _ := line.At(horizon, s.Of(backlog)) // times and piles are inside its ranges
	half, _ := line.At(horizon/2, s.Of(backlog))
	v[wait], v[pile] = h.MeanWait, h.QueueLength
	// What arrives in the second half and does not stay, ships; what needs no
	// analyst ships at once.
	analysed := st.ArrivalRate - (h.QueueLength-half.QueueLength)/(horizon/2)
	v[shipped] = float64(math.Min(analysed, st.Capacity())*words.Week) + float64((1-s.Of(share))*v[built])
	return v
}

// evaluateClosed evaluates a station whose engineers wait with their features: the
// settled state of M/M/c//N, moved towards the metronome's by how even analyses are
// [ours]. For Cs² = 1 it is exact: how unevenly engineers build then makes no
// difference. Beyond, it stays there: the few who can wait bound what uneven analyses
// do, and the wait must not fall when an engineer is hired (for Cs² = 16 it is up to
// 45 % low; (1 + Cs²)/2 would be up to five times too high).
func evaluateClosed(s argument.Setting) []float64 {
	v := make([]float64, built+1)
	if s.Of(share) == 0 {
		v[built], v[shipped] = made(s), made(s)
		return v
	}
	n, cs := s.Of(engineers), s.Of(analysisCV)
	think := words.Week / s.Of(rate) / s.Of(share)
	metronome := math.Max(0, float64(n*s.Of(hours))/s.Of(analysts)-think-s.Of(hours))
	markov := finiteSourceWait(s, think)
	scale := math.Min(1, (1+float64(cs*cs))/2)
	v[wait] = metronome + float64(scale*math.Max(0, markov-metronome))
	analysed := n / (think + v[wait] + s.Of(hours)) // per hour, by Little's law
	v[built] = analysed / s.Of(share) * words.Week
	v[shipped] = v[built]
	v[pile] = analysed * v[wait]
	v[idle] = analysed * (v[wait] + s.Of(hours))
	return v
}

// finiteSourceWait is M/M/c//N's mean wait, linear between two whole numbers of
// engineers.
func finiteSourceWait(s argument.Setting, think float64) float64 {
	at := func(n float64) float64 {
		r, err := queue.FiniteSource{Sources: int(n), ThinkTime: think, Servers: int(s.Of(analysts)), MeanService: s.Of(hours)}.Analyze()
		if err != nil {
			return math.NaN()
		}
		return r.MeanWait
	}
	below := math.Floor(s.Of(engineers))
	w := at(below)
	if part := s.Of(engineers) - below; part > 0 {
		w += float64(part * (at(below+1) - w))
	}
	return w
}

// method names the formulas and their authors.
func method(s argument.Setting) string {
	if closed(s) {
		return "machine repair M/M/c//N in its settled state, scaled by (1 + Cs²)/2 ≤ 1 (ours)"
	}
	m := station(s).Recommend()
	return "sticky Brownian motion (Abate–Whitt 1987, Harrison–Lemoine 1981) at the date, meeting " + m.Name + " " + words.Year(m.Year) + " in the long run"
}

// settled is the wait if this went on for ever, +Inf past saturation.
func settled(s argument.Setting) float64 {
	w, err := station(s).MeanWait()
	if err != nil {
		return math.Inf(1)
	}
	return w
}
