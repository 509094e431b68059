package queue_test

import (
	"encoding/binary"
	"fmt"
	"hash"
	"hash/fnv"
	"math"
	"testing"

	"kingman/core/queue"
)

// stationDigest is the FNV-1a hash of the bits of every result over a grid of
// stations, the same natively and in wasm. It moves only when a formula does.
const stationDigest = "84bcce75647f8be3"

// forwardDigest is the same for Forward.
const forwardDigest = "57d343a0ef4d2438"

// hashBits adds the bits of numbers to a hash.
func hashBits(h hash.Hash, xs ...float64) {
	for _, x := range xs {
		var buf [8]byte
		binary.LittleEndian.PutUint64(buf[:], math.Float64bits(x))
		h.Write(buf[:])
	}
}

func TestStationDigest(t *testing.T) {
	h := fnv.New64a()
	put := func(xs ...float64) { hashBits(h, xs...) }
	measures := func(m queue.Measures) {
		put(m.MeanWait, m.MeanSojourn, m.QueueLength, m.WIP, m.DelayProbability, m.BusyFraction)
	}
	for _, c := range []int{1, 2, 5, 50} {
		for i := 1; i <= 16; i++ {
			rate := float64(i) * float64(c) / 160 // ρ from 0.1 to 1.6 with s = 16
			mmc, _ := queue.MMc{ArrivalRate: rate, MeanService: 16, Servers: c}.Analyze()
			measures(mmc.Measures)
			put(mmc.EmptyProbability, mmc.WaitVariance, mmc.WaitExceeds(7), mmc.SojournExceeds(7))
			w, _ := mmc.WaitQuantile(0.9)
			s, _ := mmc.SojournQuantile(0.9)
			mmck, _ := queue.MMcK{ArrivalRate: rate, MeanService: 16, Servers: c, Capacity: c + 9}.Analyze()
			measures(mmck.Measures)
			mdc, _ := queue.MDc{ArrivalRate: rate, MeanService: 16, Servers: c}.Analyze()
			measures(mdc)
			ea, _ := queue.ErlangA{ArrivalRate: rate, MeanService: 16, Servers: c, AbandonRate: 0.03}.Analyze()
			measures(ea.Measures)
			put(w, s, mmck.BlockingProbability, ea.MeanWaitServed, ea.WaitExceeds(3), ea.ServedWithin(3))
			for _, ca2 := range []float64{0, 0.25, 1, 4} {
				for _, cs2 := range []float64{0, 0.0625, 1, 2} {
					st := queue.Station{ArrivalRate: rate, MeanService: 16, Servers: c, ArrivalSCV: ca2, ServiceSCV: cs2}
					for _, a := range formulas {
						wait, _ := a.f(st)
						put(wait)
					}
					steady, _ := st.Steady()
					measures(steady.Measures)
					for _, T := range []float64{8, 1040} {
						for _, backlog := range []float64{0, 11} {
							hz, _ := st.AtHorizon(T, backlog)
							q, _ := hz.QueueQuantile(0.9)
							w, _ := hz.WaitQuantile(0.5)
							put(hz.QueueLength, hz.MeanWait, hz.Throughput, q, w)
						}
					}
				}
			}
		}
	}
	if got := fmt.Sprintf("%016x", h.Sum64()); got != stationDigest {
		t.Errorf("digest of the bits is %s, want %s", got, stationDigest)
	}
}

func TestForwardDigest(t *testing.T) {
	h := fnv.New64a()
	for _, scv := range []float64{0.25, 1, 4} {
		for i := 1; i <= 16; i++ {
			f := evenly(13, 40, float64(i)*5/160, 16, 5)
			f.ArrivalSCV, f.ServiceSCV, f.Backlog = scv, scv/2, float64(i)
			f.Periods[7].MeanService = 11
			f.Periods[9].ExtraServers, f.Periods[9].ExtraService = 2, 20
			f.Periods[12].AbandonRate = 0.01
			r, err := f.Analyze()
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range r.Points {
				hashBits(h, p.QueueLength, p.InService, p.DelayProbability, p.MeanWait, p.Abandoned, p.ItemHours, p.BusyHours)
			}
			hashBits(h, r.WaitExceeds(7))
		}
	}
	if got := fmt.Sprintf("%016x", h.Sum64()); got != forwardDigest {
		t.Errorf("digest of the bits is %s, want %s", got, forwardDigest)
	}
}
