package queue

import (
	"math"

	"kingman/core/portable"
)

// Gated is a station behind a gate that opens every so many hours, the first time after as many: a meeting that hands
// out all that has come since the last one. What comes back from the station goes to its line, not to the gate.
type Gated struct {
	// Behind is the station. Its arrivals, as chance has it, are those at the gate; it begins without a backlog.
	Behind Feedback
	// Every is g, the hours between two openings; 0 is no gate, to 1e12.
	Every float64
}

// A GatedHorizon is what has come of Gated by a date: hours of each item that came until then, on average, those still
// there by their age, and how many are done.
type GatedHorizon struct {
	Gate, Wait, FirstService, FurtherService, Away float64
	Departed                                       float64
}

// MeanSojourn returns the hours from an item's arrival at the gate to its last departure, if all this went on for ever:
// g/2, Crowd and the sojourn behind. +Inf with an *UnstableError where that is; or a *FieldError.
func (g Gated) MeanSojourn() (float64, error) {
	if err := nonNegative("Every", g.Every); err != nil {
		return 0, err
	}
	takes, err := g.Behind.MeanSojourn()
	return float64(g.Every/2) + g.Crowd() + takes, err
}

// Crowd is how long an item waits behind those that the gate lets in with it, on average: B of them at once, Poisson with
// the mean m = λg, for c servers who take s each,
//
//	(s/c) · E[(B − c)⁺(B − c + 1)] / (2m)   [ours].
//
// The sum is m²P(B ≥ c−2) + 2(1−c)mP(B ≥ c−1) + c(c−1)P(B ≥ c). It leaves out who is still in line from the opening
// before. 0 where nothing comes, or there is no gate.
func (g Gated) Crowd() float64 {
	v := g.Behind.Visit
	m, c := float64(v.ArrivalRate*g.Every), float64(v.Servers)
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
	return v.MeanService / c * math.Max(0, sum) / (2 * m)
}

// AtHorizon returns what has come by T > 0 hours. Who came since the last opening has waited g/2 on average, and from then
// on the station is as Feedback.AtHorizon has it, g/2 late [ours]. Errors are *FieldError only.
func (g Gated) AtHorizon(T float64) (h GatedHorizon, err error) {
	if err := errorsFirst(positive("T", T), nonNegative("Every", g.Every)); err != nil {
		return h, err
	}
	late := 0.0
	if g.Every > 0 {
		rest := math.Mod(T, g.Every)
		h.Gate = (float64(g.Every*(T-rest)) + float64(rest*rest)) / (2 * T)
		late = g.Every / 2
	}
	rate := g.Behind.Visit.ArrivalRate
	if rate <= 0 || g.Every > T {
		return h, nil
	}
	at, err := g.Behind.AtHorizon(T - late)
	if err != nil {
		return h, err
	}
	part := (T - late) / T
	there := float64(rate*(T-late)) - at.Departed // but for when the last opening was
	h.Wait, h.FirstService, h.FurtherService, h.Away = part*(at.Wait+g.Crowd()), part*at.FirstService, part*at.FurtherService, part*at.Away
	h.Departed = math.Max(0, float64(rate*T)-g.openAt(T, there))
	return h, nil
}

// openAt is the number of items that are open at T if x are behind the gate on average then. It is the arrivals since the
// last opening before T, t hours ago, and the items that were let in and are left: each leaves after τ = x/λ hours on average
// (by Little's law, so that the average is x). Together λt + λg·e^(−t/τ)/(1 − e^(−g/τ)) [ours].
func (g Gated) openAt(T, x float64) float64 {
	if g.Every == 0 || x <= 0 {
		return x
	}
	since := math.Mod(T, g.Every)
	if since == 0 { // whom the gate lets in at T is open, too
		since = g.Every
	}
	rate := g.Behind.Visit.ArrivalRate
	stay := x / rate
	return float64(rate*since) + float64(rate*g.Every)*portable.Exp(-since/stay)/-portable.Expm1(-g.Every/stay)
}
