package sim

import (
	"encoding/binary"
	"hash/fnv"
	"math/rand/v2"
	"strconv"
	"testing"
)

// These are hashes of every number that comes out of 300 random organisations. They are the same natively and in WebAssembly, on
// every processor; if a change moves one, every simulated number that a link ever promised may move with it.
const (
	digest         = "c226f3db8f4a7fdf" // of those with at most one limit, which does not block
	digestOfBoards = "388ded8a7a168ffc" // of those in which limits overlap and block
)

func TestDigest(t *testing.T) {
	for _, c := range []struct {
		model func(*rand.Rand) Model
		want  string
	}{{randomModelOfOneLimit, digest}, {randomModel, digestOfBoards}} {
		if got := digestOf(t, c.model); got != c.want {
			t.Errorf("the digest is %s, not %s", got, c.want)
		}
	}
}

func digestOf(t *testing.T, model func(*rand.Rand) Model) string {
	h := fnv.New64a()
	for k := range uint64(300) {
		m := model(rand.New(rand.NewPCG(k, 2)))
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
	return strconv.FormatUint(h.Sum64(), 16)
}
