package network

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"testing"

	"kingman/core/queue"
)

// digest is the FNV-1a hash of the bits of every formula for networks, crowds,
// priorities, batches and scalability, over a fixed set of inputs. It is the
// same natively and in wasm; if it moves, so does a number that a link promised.
const digest = "d3a1b1132e3b30ff"

func TestDigest(t *testing.T) {
	h := fnv.New64a()
	put := func(err error, xs ...float64) {
		if err != nil && !queue.IsUnstable(err) {
			t.Fatal(err)
		}
		for _, x := range xs {
			b := math.Float64bits(x)
			var buf [8]byte
			for i := range buf {
				buf[i] = byte(b >> (8 * i))
			}
			h.Write(buf[:])
		}
	}
	rnd := rand.New(rand.NewPCG(5, 6))
	for i := range 60 {
		n := randomOpen(rnd, 1+i%8, true, 0.8+float64(i%3)*0.3)
		r, err := n.QNA()
		put(err, r.LeadTime, r.WIP, r.Throughput, r.TouchTime)
		for _, s := range r.Stations {
			put(nil, s.ArrivalRate, s.ArrivalSCV, s.MeanWait, s.QueueLength, s.WIP)
		}
		r, err = randomOpen(rnd, 1+i%8, false, 1.1).Jackson()
		put(err, r.LeadTime, r.WIP, r.Throughput)

		c := closed(1+i, 3*rnd.Float64(), single(1+i%4, 1, rnd.Float64()), single(1+i%7, rnd.Float64(), 1), delay(1, rnd.Float64()))
		m, err := c.MVA()
		put(err, m.Classes[0].Throughput, m.Classes[0].ResponseTime, m.Stations[0].MeanWait[0], m.Stations[1].QueueLength[0])
		for _, f := range []func() (queue.Bounds, error){c.AsymptoticBounds, c.BalancedBounds} {
			b, err := f()
			put(err, b.Lower, b.Upper)
		}
		l, err := c.Line()
		p := l.PracticalWorst(float64(i))
		put(err, l.CriticalWIP(), p.Throughput, p.CycleTime)
		two := Closed{Classes: []ClosedClass{{Population: i % 9, ThinkTime: rnd.Float64()}, {Population: 1 + i%5}},
			Stations: []ClosedStation{{Servers: 1 + i%3, Visits: []float64{1, 2}, MeanService: []float64{rnd.Float64(), rnd.Float64()}}}}
		m, err = two.MVA()
		put(err, m.Classes[0].WIP, m.Classes[1].Throughput, m.Stations[0].WIP[1], m.Stations[0].BusyFraction)

		f, err := queue.FiniteSource{Sources: i * i, ThinkTime: 40 * rnd.Float64(), SkipShare: rnd.Float64(), Servers: 1 + i, MeanService: 16 * rnd.Float64()}.Analyze()
		put(err, f.Throughput, f.CycleRate, f.MeanWait, f.QueueLength, f.WIP, f.DelayProbability)

		q := queue.Priorities{Servers: 1 + i%5}
		for range 3 {
			q.Classes = append(q.Classes, queue.PriorityClass{ArrivalRate: rnd.Float64(), MeanService: 1, ServiceSCV: 1})
		}
		for _, solve := range []func() ([]queue.PriorityResult, error){q.NonPreemptive, q.PreemptiveResume,
			func() ([]queue.PriorityResult, error) {
				q.Classes[1].MeanService, q.Classes[2].ServiceSCV = 0.7, 3
				return q.BondiBuzen(i%2 == 0)
			}} {
			classes, err := solve()
			for _, c := range classes {
				put(err, c.MeanWait, c.WIP)
			}
		}
		batch, err := queue.BatchArrivals{BatchRate: 0.4 * rnd.Float64(), BatchSizes: []float64{0.25, 0.5, 0.25}, MeanService: rnd.Float64(), ServiceSCV: rnd.Float64()}.Analyze()
		put(err, batch.MeanWait, batch.WIP, batch.DelayProbability)
		u := queue.Scalability{Rate: 1 + rnd.Float64(), Contention: rnd.Float64(), Coherency: 0.1 * rnd.Float64()}
		x, err := u.Throughput(float64(i))
		put(err, x)
		peak, err := u.Peak()
		put(err, peak.N, peak.Throughput)
	}
	if got := fmt.Sprintf("%016x", h.Sum64()); got != digest {
		t.Errorf("digest of the bits is %s, want %s", got, digest)
	}
}
