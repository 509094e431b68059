package queue

import (
	"math"

	"kingman/core/smallfmt"
)

// BatchArrivals is one server to which items come in batches: the pull
// requests of a sprint's last day, the tickets of a weekly export. Batches
// arrive as a Poisson stream and are served first come, first served, one item
// at a time.
type BatchArrivals struct {
	// BatchRate is the batches per hour; 0 to 1e100.
	BatchRate float64
	// BatchSizes holds the probabilities that a batch has 1, 2, 3, … items.
	// They are 0 to 1 and add up to 1 within 1e-9.
	BatchSizes []float64
	// MeanService is s, the mean hours of one service; more than 0, at most 1e100.
	MeanService float64
	// ServiceSCV is Cs² of one service, 0 to 1e100; 1 makes this M[X]/M/1.
	ServiceSCV float64
}

// BatchArrivalsResult holds the steady state of BatchArrivals, per item.
// Under overload MeanWait, MeanSojourn, QueueLength and WIP are +Inf.
type BatchArrivalsResult struct {
	ArrivalRate      float64 // items per hour, BatchRate·E[X]
	Utilization      float64 // ρ = ArrivalRate·s; may exceed 1
	BusyFraction     float64 // min(ρ, 1)
	EmptyProbability float64 // share of time with nothing in the system, max(0, 1−ρ)
	DelayProbability float64 // share of items that wait at all
	MeanWait         float64 // hours in line, Wq
	MeanSojourn      float64 // hours in line and in service
	QueueLength      float64 // mean number waiting, Lq
	WIP              float64 // mean number waiting or in service, L
}

// Analyze returns the steady state of M[X]/G/1 (Burke 1975; Chaudhry and
// Templeton 1983):
//
//	Wq = ρ·s·(1 + Cs²)/(2(1−ρ)) + s·(E[X²]/E[X] − 1)/(2(1−ρ))
//
// The first part is Pollaczek–Khinchine's, as if items came one at a time; the
// second is what coming together costs, and it is there at any ρ: an item of a
// batch waits for its own companions even on an idle day. With Cs² = 1,
// L = ρ·(E[X²]/E[X] + 1)/(2(1−ρ)). An item is spared the wait only if it is the
// first of its batch and finds the server idle: P(Wq > 0) = 1 − (1−ρ)/E[X].
//
// At ρ ≥ 1 the error is an UnstableError. Without arrivals the wait is that of
// a lone batch.
func (b BatchArrivals) Analyze() (BatchArrivalsResult, error) {
	items, squares, err := b.moments()
	if err != nil {
		return BatchArrivalsResult{}, err
	}
	s := b.MeanService
	r := BatchArrivalsResult{ArrivalRate: b.BatchRate * items}
	rho := float64(r.ArrivalRate * s)
	r.Utilization, r.BusyFraction = rho, math.Min(rho, 1)
	r.EmptyProbability = math.Max(0, 1-rho)
	r.DelayProbability = 1 - r.EmptyProbability/items
	if rho >= 1 {
		inf := math.Inf(1)
		r.MeanWait, r.MeanSojourn, r.QueueLength, r.WIP = inf, inf, inf, inf
		return r, &UnstableError{Rho: rho}
	}
	companions := squares/items - 1
	r.MeanWait = float64(s * ((float64(rho*(1+b.ServiceSCV)) + companions) / (2 * (1 - rho))))
	r.MeanSojourn = r.MeanWait + s
	r.QueueLength = float64(r.ArrivalRate * r.MeanWait)
	r.WIP = r.QueueLength + rho
	return r, nil
}

// moments returns E[X] and E[X²] of the batch size, scaled so that the
// probabilities add up to exactly 1.
func (b BatchArrivals) moments() (items, squares float64, err error) {
	switch {
	case !(b.BatchRate >= 0 && b.BatchRate <= 1e100):
		return 0, 0, &FieldError{"BatchRate", b.BatchRate, "0 to 1e100 per hour"}
	case !(b.MeanService > 0 && b.MeanService <= 1e100):
		return 0, 0, &FieldError{"MeanService", b.MeanService, "more than 0, at most 1e100 hours"}
	case !(b.ServiceSCV >= 0 && b.ServiceSCV <= 1e100):
		return 0, 0, &FieldError{"ServiceSCV", b.ServiceSCV, "0 to 1e100"}
	}
	var total float64
	for i, p := range b.BatchSizes {
		if !(p >= 0 && p <= 1) {
			return 0, 0, &FieldError{smallfmt.Sprintf("BatchSizes[%d]", i), p, "a probability, 0 to 1"}
		}
		size := float64(i + 1)
		total += p
		items += float64(size * p)
		squares += float64(float64(size*size) * p)
	}
	if !(math.Abs(total-1) <= 1e-9) {
		return 0, 0, &FieldError{"BatchSizes", total, "probabilities that add up to 1"}
	}
	return items / total, squares / total, nil
}
