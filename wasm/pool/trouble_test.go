package pool

import (
	"slices"
	"strings"
	"testing"

	"kingman/wasm/protocol"
)

// started returns a world whose only worker has been asked something.
func started(t *testing.T, config Config) (*world, protocol.Request) {
	w := newWorld(t, config)
	w.pool.Start(link, planOf(link))
	w.hello()
	return w, w.take(w.workers[0])
}

// Whatever a worker does, it is replaced once, the reader is told once in plain
// words, and the digits stay.
func TestABadWorkerIsReplaced(t *testing.T) {
	for _, c := range []struct {
		name, notice, detail string
		misbehave            func(w *world, r protocol.Request)
	}{
		{"it crashes", noticeReplaced, "unreachable", func(w *world, r protocol.Request) { w.pool.Crashed(1, "unreachable") }},
		{"it hangs", noticeReplaced, "did not answer within 8000 ms", func(w *world, r protocol.Request) { w.pass(8600) }},
		{"it babbles", noticeReplaced, "no kind of message", func(w *world, r protocol.Request) { w.pool.Receive(1, []byte("hello?")) }},
		{"it says nothing at all", noticeReplaced, "an empty message", func(w *world, r protocol.Request) { w.pool.Receive(1, nil) }},
		{"it is cut short", noticeReplaced, "needs", func(w *world, r protocol.Request) {
			raw := w.answer(r).Encode()
			w.pool.Receive(1, raw[:len(raw)-1])
		}},
		{"it answers something else", noticeReplaced, "was asked for", func(w *world, r protocol.Request) {
			reply := w.answer(r)
			reply.Job++
			w.pool.Receive(1, reply.Encode())
		}},
		{"it answers for more than it was asked", noticeReplaced, "was asked for", func(w *world, r protocol.Request) {
			reply := w.answer(r)
			reply.To++
			w.pool.Receive(1, reply.Encode())
		}},
		{"it asks", noticeReplaced, "out of turn", func(w *world, r protocol.Request) { w.pool.Receive(1, r.Encode()) }},
		{"it grows", noticeMemory, "may have 268435456", func(w *world, r protocol.Request) {
			reply := w.answer(r)
			reply.Memory = 1 << 30
			w.pool.Receive(1, reply.Encode())
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, r := started(t, Config{})
			c.misbehave(w, r)
			if !w.workers[0].closed || len(w.workers) != 2 {
				t.Fatalf("closed: %v; %d workers were started", w.workers[0].closed, len(w.workers))
			}
			if !slices.Equal(w.notices, []string{c.notice}) || !strings.Contains(w.detail[0], c.detail) {
				t.Errorf("notices %q, %q", w.notices, w.detail)
			}
			// Its last words change nothing.
			w.pool.Receive(1, w.answer(r).Encode())
			w.pool.Crashed(1, "again")
			w.finish()
			w.complete(link)
			if len(w.workers) != 2 || len(w.notices) != 1 || w.done != 1 {
				t.Errorf("%d workers, %d notices, done %d times", len(w.workers), len(w.notices), w.done)
			}
		})
	}
}

func TestAnErrorIsTriedAgainWithoutANotice(t *testing.T) {
	w, r := started(t, Config{})
	w.pool.Receive(1, protocol.Reply{ID: r.ID, Error: "panic: index out of range"}.Encode())
	w.finish()
	w.complete(link)
	if len(w.workers) != 1 || len(w.notices) != 0 {
		t.Errorf("%d workers, notices %q", len(w.workers), w.notices)
	}
}

// A job that fails everywhere is given up after three times; what came before
// stays, and the other jobs are finished.
func TestAHopelessJobIsGivenUp(t *testing.T) {
	for _, how := range []string{"error", "crash"} {
		w := newWorld(t, Config{Size: 2})
		w.pool.Start(link, planOf(link))
		failures := 0
		for w.pool.Busy() {
			w.hello()
			for i := 0; i < len(w.workers); i++ {
				f := w.workers[i]
				if f.closed || len(f.inbox) == 0 {
					continue
				}
				r := w.take(f)
				switch bad := r.Job == 3 && r.To > 20; {
				case !bad:
					w.pool.Receive(f.number, w.answer(r).Encode())
				case how == "error":
					failures++
					w.pool.Receive(f.number, protocol.Reply{ID: r.ID, Error: "job-3: arrival-rate is 0"}.Encode())
				default:
					failures++
					w.pool.Crashed(f.number, "out of memory")
				}
			}
		}
		got := w.pool.Results()
		if err := isPartOf(got, truth(t, link)); err != nil {
			t.Error(err)
		}
		for i, job := range planOf(link) {
			if n := got.Jobs[i].Replications; i != 3 && n != job.Replications || i == 3 && (n == 0 || n > 20) {
				t.Errorf("%s: %s has %d replications", how, job.ID, n)
			}
		}
		if got.Done || w.done != 1 || !slices.Contains(w.notices, noticeGivenUp) || failures < 3 || failures > 12 {
			t.Errorf("%s: done %v, told %d times, %d failures, notices %q", how, got.Done, w.done, failures, w.notices)
		}
		w.pool.Start(link, planOf(link)[:2])
		w.finish()
		if !w.pool.Results().Done {
			t.Errorf("%s: the next plan was not finished", how)
		}
	}
}

// The page's own sleep is no worker's fault.
func TestASleepingPageAccusesNobody(t *testing.T) {
	w, r := started(t, Config{})
	w.now += 3_600_000
	w.pool.Tick()
	w.now += 3_600_000
	w.pool.Receive(1, w.answer(r).Encode())
	w.finish()
	w.complete(link)
	if len(w.workers) != 1 || len(w.notices) != 0 {
		t.Errorf("%d workers, notices %q", len(w.workers), w.notices)
	}
}

// Where no worker can be had, the pool says so once and lets the page go on.
func TestNoWorkerAtAll(t *testing.T) {
	for _, c := range []struct {
		name, notice string
		started      int
		happen       func(w *world)
	}{
		{"refused", noticeUnable, 6, func(w *world) {}},
		{"crashing at the start", noticeUnable, 6, func(w *world) {
			for i := 0; i < len(w.workers); i++ {
				w.pool.Crashed(i+1, "WebAssembly is switched off")
			}
		}},
		{"silent", noticeUnable, 6, func(w *world) { w.pass(62_000) }},
		{"of another build", noticeUpdated, 2, func(w *world) {
			for i := 0; i < len(w.workers); i++ {
				w.pool.Receive(i+1, protocol.Hello{Version: protocol.Version, Build: "yesterday"}.Encode())
			}
		}},
	} {
		w := newWorld(t, Config{Size: 2})
		if c.name == "refused" {
			w.refuse = errRefused
		}
		w.pool.Start(link, planOf(link))
		c.happen(w)
		if !slices.Equal(w.notices, []string{c.notice}) || w.done != 1 || w.pool.Busy() || w.pool.Results().Done {
			t.Errorf("%s: notices %q, %q, done %d times, busy %v", c.name, w.notices, w.detail, w.done, w.pool.Busy())
		}
		w.pool.Start(link, planOf(link))
		if len(w.workers) != c.started || w.done != 2 || len(w.notices) != 1 {
			t.Errorf("%s: %d workers were started, done %d times, notices %q", c.name, len(w.workers), w.done, w.notices)
		}
	}
}

func TestAWorkerThatCannotBeReachedIsReplaced(t *testing.T) {
	w := newWorld(t, Config{})
	w.pool.Start(link, planOf(link))
	w.workers[0].deaf = errRefused
	w.finish()
	w.complete(link)
	if len(w.workers) != 2 || !slices.Equal(w.notices, []string{noticeReplaced}) {
		t.Errorf("%d workers, notices %q", len(w.workers), w.notices)
	}
}

func TestAFaultIsAskedForOnce(t *testing.T) {
	w, r := started(t, Config{Fault: protocol.FaultPanic})
	if r.Fault != protocol.FaultPanic {
		t.Errorf("the first request has fault %q", r.Fault)
	}
	w.pool.Crashed(1, "panic")
	w.hello()
	if r := w.take(w.workers[1]); r.Fault != "" || r.From != 0 {
		t.Errorf("the second request has fault %q, from %d", r.Fault, r.From)
	}
}

// What failed comes back in halves, and later chunks are no longer than they.
func TestWhatFailedIsTakenInHalves(t *testing.T) {
	w := newWorld(t, Config{First: 40})
	plan := planOf(link)[:1]
	w.pool.Start(link, plan)
	w.hello()
	f := w.workers[0]
	for range 3 { // 2, 4 and 8 replications
		w.pool.Receive(1, w.answer(w.take(f)).Encode())
	}
	if r := w.take(f); r.From != 14 || r.To != 29 {
		t.Fatalf("asked for %d to %d, want 14 to 29", r.From, r.To)
	}
	w.pass(8600)
	if n := w.pool.pace.size[plan[0].ID]; n != 8 {
		t.Errorf("the next chunk has %d replications, want 8", n)
	}
	w.hello()
	f = w.workers[1]
	for _, want := range [][2]int{{14, 22}, {22, 29}} {
		r := w.take(f)
		if r.From != want[0] || r.To != want[1] {
			t.Errorf("asked for %d to %d, want %v", r.From, r.To, want)
		}
		w.pool.Receive(2, w.answer(r).Encode())
	}
	w.finish()
}

// A worker that dies over a plan that nobody waits for any more costs the new
// one nothing.
func TestOldTroubleIsNotHeldAgainstTheNewPlan(t *testing.T) {
	w := newWorld(t, Config{Failures: 1})
	w.pool.Start("old", planOf("old"))
	w.hello()
	w.pool.Start(link, planOf(link))
	w.pool.Crashed(1, "unreachable")
	w.finish()
	w.complete(link)
	if !slices.Equal(w.notices, []string{noticeReplaced}) {
		t.Errorf("notices %q", w.notices)
	}
	w.pool.Start(link, planOf(link))
	w.pool.Crashed(2, "unreachable")
	if !slices.Equal(w.notices, []string{noticeReplaced, noticeReplaced, noticeGivenUp}) {
		t.Errorf("of the next plan: notices %q", w.notices)
	}
}

// A slot is closed after failures in a row, not in sum.
func TestAWorkerMayFailToStartNowAndThen(t *testing.T) {
	w := newWorld(t, Config{})
	for number := 1; number <= 9; number++ {
		w.pool.Start(link, planOf(link))
		if len(w.workers) != number {
			t.Fatalf("%d workers were started, want %d: %q", len(w.workers), number, w.detail)
		}
		if number%3 == 0 {
			w.hello()
		}
		w.pool.Crashed(number, "out of memory")
	}
	w.finish()
	w.complete(link)
}
