package pool

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"kingman/core/argument"
	"kingman/wasm/protocol"
)

// For any number of workers, any order of what happens and any misbehaviour
// that ends some day, the results are argument.Run's to the last bit; and at every
// moment before, what is shown is a part of them and of no earlier plan.
func TestAnyInterleavingGivesTheSameDigits(t *testing.T) {
	for seed := range uint64(300) {
		chaos(t, seed, 1+int(seed%9))
	}
}

func FuzzInterleaving(f *testing.F) {
	f.Add(uint64(1), uint8(1))
	f.Add(uint64(2), uint8(8))
	f.Fuzz(func(t *testing.T, seed uint64, size uint8) { chaos(t, seed, 1+int(size%12)) })
}

// A letter is a message on its way to the page.
type letter struct {
	from int
	raw  []byte
}

// chaos plays one run. The misdeeds are counted so that it ends.
func chaos(t *testing.T, seed uint64, size int) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(seed, uint64(size)))
	w := newWorld(t, Config{Size: size, Failures: 1000, First: 1 + rnd.IntN(6), Target: 1 + 30*rnd.Float64()})
	misdeeds, starts := rnd.IntN(60), 1+rnd.IntN(4)
	var mail []letter
	link := ""
	var want, shown argument.Results
	start := func() {
		starts--
		if rnd.IntN(2) == 0 {
			w.pool.Stop()
		}
		link = fmt.Sprintf("v=1&s=fake&seed=%d", rnd.IntN(1000))
		want, shown = truth(t, link), argument.Results{}
		w.pool.Start(link, planOf(link))
	}
	start()
	for step := 0; ; step++ {
		if step > 100_000 {
			t.Fatalf("seed %d, %d workers: the plan never ends", seed, size)
		}
		if !w.pool.Busy() && starts == 0 {
			break
		}
		w.cost = 5 * rnd.Float64()
		// Mostly the living; the dead, who are the older ones, now and then.
		f := w.workers[rnd.IntN(len(w.workers))]
		for f.closed && rnd.IntN(8) > 0 {
			f = w.workers[rnd.IntN(len(w.workers))]
		}
		bad := misdeeds > 0 && rnd.IntN(5) == 0
		switch act := rnd.IntN(16); {
		case act == 0 && starts > 0:
			start()
		case act == 1:
			w.pass(500 * rnd.Float64())
		case act == 2 && bad: // the program ends
			misdeeds--
			f.inbox = nil
			w.pool.Crashed(f.number, "unreachable executed")
		case act == 3 && bad: // it never answers this
			misdeeds--
			f.inbox = nil
		case act == 4 && bad: // nonsense
			misdeeds--
			mail = append(mail, letter{f.number, nonsense(rnd)})
		case act == 5 && rnd.IntN(4) == 0: // say hello, perhaps again
			mail = append(mail, letter{f.number, protocol.Greeting().Encode()})
		case act <= 7 && len(f.inbox) > 0: // answer; a dead worker's last words too
			r := w.answer(w.take(f))
			if bad {
				misdeeds--
				spoil(rnd, &r)
			}
			mail = append(mail, letter{f.number, r.Encode()})
			if rnd.IntN(8) == 0 {
				mail = append(mail, letter{f.number, r.Encode()})
			}
		case len(mail) > 0: // in any order
			i := rnd.IntN(len(mail))
			l := mail[i]
			mail = append(mail[:i], mail[i+1:]...)
			w.pool.Receive(l.from, l.raw)
		}
		got := w.pool.Results()
		if err := isPartOf(got, want); err != nil {
			t.Fatalf("seed %d, %d workers, step %d: %v", seed, size, step, err)
		}
		for i := range shown.Jobs {
			if got.Jobs[i].Replications < shown.Jobs[i].Replications {
				t.Fatalf("seed %d, %d workers, step %d: %s went back", seed, size, step, got.Jobs[i].ID)
			}
		}
		shown = got
	}
	w.complete(link)
	if t.Failed() {
		t.Fatalf("seed %d, %d workers: notices %q, %q", seed, size, w.notices, w.detail)
	}
}

// nonsense is a message that no worker of ours sends.
func nonsense(rnd *rand.Rand) []byte {
	raw := make([]byte, rnd.IntN(40))
	for i := range raw {
		raw[i] = byte(rnd.Uint32())
	}
	return raw
}

// spoil turns an honest reply into one that is wrong, frightening or useless,
// but never into one that looks right and is not: nobody could tell.
func spoil(rnd *rand.Rand, r *protocol.Reply) {
	switch rnd.IntN(7) {
	case 0:
		r.Memory = 1 << 40
	case 1:
		r.Error, r.Values = "panic: index out of range", nil
	case 2:
		r.ID, r.Error, r.Values = 0, "protocol: request: id needs 8 bytes, has 0", nil
	case 3:
		r.ID += 1_000_000
	case 4:
		r.To++
	case 5:
		r.Values = append(r.Values, 1)
	case 6:
		r.Milliseconds = number(fmt.Sprint(r.ID)) * 1e300
	}
}
