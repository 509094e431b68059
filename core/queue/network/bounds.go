package network

import (
	"math"

	"kingman/core/queue"
)

// totals is a closed network of one class as bounds see it.
type totals struct {
	population float64 // N
	idle       float64 // Z: thinking and delays, hours a round
	queueing   float64 // D: hours of service a round where one may wait
	slowest    float64 // b: the largest hours of service over servers
	alone      float64 // the part of D at single servers
	singles    float64 // how many of those there are
	worst      float64 // hours a round if every arrival finds all the others before it
}

func (n Closed) totals() (totals, error) {
	if err := n.check(); err != nil {
		return totals{}, err
	}
	if len(n.Classes) != 1 {
		return totals{}, &queue.FieldError{Field: "Classes", Value: float64(len(n.Classes)), Legal: "one class"}
	}
	t := totals{population: float64(n.Classes[0].Population), idle: n.Classes[0].ThinkTime}
	for _, s := range n.Stations {
		d := s.demand(0)
		if s.Delay {
			t.idle += float64(d)
			continue
		}
		c := float64(s.Servers)
		t.queueing += float64(d)
		t.worst += float64(d * math.Max(1, t.population/c))
		t.slowest = math.Max(t.slowest, d/c)
		if s.Servers == 1 && d > 0 {
			t.alone += float64(d)
			t.singles++
		}
	}
	return t, nil
}

// AsymptoticBounds brackets the throughput of a closed network of one class
// without solving it (Muntz and Wong 1974; Denning and Buzen 1978), with Z the
// hours a round thinking and in delays, and D(k) those of service at station k:
//
//	N/(Z + Σ D(k)·max(1, N/c(k))) ≤ X ≤ min(N/(Z + Σ D(k)), min c(k)/D(k))
//
// The upper bound holds for any distributions. More than one class is a
// queue.FieldError.
func (n Closed) AsymptoticBounds() (queue.Bounds, error) {
	t, err := n.totals()
	if err != nil || t.population == 0 {
		return queue.Bounds{}, err
	}
	b := queue.Bounds{Lower: t.population / (t.idle + t.worst), Upper: t.population / (t.idle + t.queueing)}
	if t.slowest > 0 {
		b.Upper = math.Min(b.Upper, 1/t.slowest)
	}
	return b, nil
}

// BalancedBounds is the tighter bracket of balanced job bounds (Zahorjan,
// Sevcik, Eager and Galler 1982; Lazowska, Zahorjan, Graham and Sevcik 1984):
// the network lies between the balanced ones with the same total service. With
// single servers only, b the largest and D/K the mean hours of service of the
// K stations, and D their sum:
//
//	N/(Z + D + (N−1)·b/(1 + Z/(N·D))) ≤ X ≤ min(1/b, N/(Z + D + (N−1)·(D/K)/(1 + Z/D)))
//
// A station of c servers enters the lower bound with D(k)/c for b, since
// an arrival that finds Q items waits no more than D(k)/c·Q; in the upper bound
// its time counts as delay, since more servers never slow a product-form
// network down. The asymptotic bounds are taken where they are tighter.
// Services are exponential. More than one class is a queue.FieldError.
func (n Closed) BalancedBounds() (queue.Bounds, error) {
	b, err := n.AsymptoticBounds()
	if err != nil || b.Upper == 0 {
		return b, err
	}
	t, err := n.totals()
	if err != nil || t.queueing == 0 {
		return b, err
	}
	others := t.population - 1
	slow := others * (t.slowest / (1 + t.idle/t.queueing/t.population))
	b.Lower = math.Max(b.Lower, t.population/(t.idle+t.queueing+float64(slow)))
	if t.alone > 0 {
		idle := t.idle + (t.queueing - t.alone)
		quick := others * (t.alone / t.singles / (1 + idle/t.alone))
		b.Upper = math.Min(b.Upper, t.population/(t.idle+t.queueing+float64(quick)))
	}
	return b, nil
}
