package sim

import (
	"encoding/binary"
	"hash/fnv"
	"math/rand/v2"
	"strconv"
	"testing"
)

// digest is a hash of every number that comes out of 300 random organisations. It is the same natively and in WebAssembly, on
// every processor; if a change moves it, every simulated number that a link ever promised moves with it.
const digest = "e047a6c92d47b437"

func TestDigest(t *testing.T) {
	h := fnv.New64a()
	for k := range uint64(300) {
		m := randomModel(rand.New(rand.NewPCG(k, 2)))
		r := run(t, m, Options{Seed: k, Horizon: 60, Samples: []float64{25}, Quantiles: true, MaxEvents: 20_000, MaxItems: 2000})
		for _, s := range r.Snapshots {
			for _, part := range []any{s.Time, s.Events, s.Classes, s.Steps, s.Stations, s.People} {
				if err := binary.Write(h, binary.LittleEndian, part); err != nil {
					t.Fatal(err)
				}
			}
		}
		for k := range r.Open {
			if err := binary.Write(h, binary.LittleEndian, r.Open[k]); err != nil {
				t.Fatal(err)
			}
		}
		for k := range r.LeadTimes {
			binary.Write(h, binary.LittleEndian, r.LeadTimes[k].Quantile(0.9))
		}
	}
	if got := strconv.FormatUint(h.Sum64(), 16); got != digest {
		t.Errorf("the digest is %s, not %s", got, digest)
	}
}
