package pool

import (
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/wasm/protocol"
)

const link = "v=1&s=fake"

func TestEveryJobComesOnceBeforeAnyComesWhole(t *testing.T) {
	w := newWorld(t, Config{First: 3, Target: 2})
	w.pool.Start(link, planOf(link))
	w.hello()
	asked, rest := map[int]int{}, false
	for f := w.workers[0]; len(f.inbox) > 0; {
		r := w.take(f)
		if r.To > 3 {
			rest = true
		} else if rest {
			t.Fatalf("job %d from %d came after the rest had begun", r.Job, r.From)
		}
		if asked[r.Job] != r.From {
			t.Errorf("job %d: asked from %d after %d", r.Job, r.From, asked[r.Job])
		}
		asked[r.Job] = r.To
		w.pool.Receive(f.number, w.answer(r).Encode())
	}
	w.complete(link)
	if w.done != 1 || w.progress == 0 || len(w.notices) != 0 {
		t.Errorf("done %d times, progress %d times, notices %q", w.done, w.progress, w.notices)
	}
}

func TestAChunkTakesAboutItsTarget(t *testing.T) {
	for _, c := range []struct {
		cost float64
		want int
	}{{0.25, 60}, {1, 15}, {5, 3}, {40, 1}, {0, largest}} {
		w := newWorld(t, Config{})
		w.cost = c.cost
		plan := []argument.Job{{ID: "long", Replications: 50_000, Metrics: 1, Start: planOf(link)[0].Start}}
		w.pool.Start(link, plan)
		w.hello()
		f, last := w.workers[0], 0
		for range 40 {
			if len(f.inbox) == 0 {
				break
			}
			r := w.take(f)
			if n := r.To - r.From; last > 0 && n > 2*last && r.From > 4 {
				t.Errorf("%v ms each: %d replications after %d", c.cost, n, last)
			}
			last = max(last, r.To-r.From)
			reply := protocol.Reply{ID: r.ID, To: r.To, From: r.From, Values: make([]float64, r.To-r.From), Milliseconds: c.cost * float64(r.To-r.From)}
			w.pool.Receive(f.number, reply.Encode())
		}
		if got := w.pool.pace.size["long"]; got != c.want {
			t.Errorf("%v ms each: %d replications a chunk, want %d", c.cost, got, c.want)
		}
	}
}

func TestANewStartSupersedesTheOld(t *testing.T) {
	w := newWorld(t, Config{Size: 2})
	w.pool.Start("old", planOf("old"))
	w.hello()
	first, second := w.take(w.workers[0]), w.take(w.workers[1])
	w.pool.Start(link, planOf(link))
	if len(w.workers[0].inbox)+len(w.workers[1].inbox) != 0 || len(w.workers) != 2 {
		t.Fatal("a busy worker was disturbed")
	}
	w.pool.Receive(1, w.answer(first).Encode())
	if r := w.pool.Results(); r.Jobs[0].Replications != 0 || w.progress != 0 {
		t.Error("an answer to the old plan was kept")
	}
	if r := w.take(w.workers[0]); r.Link != link {
		t.Errorf("the free worker was asked about %q", r.Link)
	} else {
		w.pool.Receive(1, w.answer(r).Encode())
	}
	w.pool.Receive(2, w.answer(second).Encode())
	w.finish()
	w.complete(link)
	if len(w.workers) != 2 || w.done != 1 {
		t.Errorf("%d workers, done %d times", len(w.workers), w.done)
	}
}

func TestAStopHandsOutNothingMore(t *testing.T) {
	w := newWorld(t, Config{})
	w.pool.Start("old", planOf("old"))
	w.hello()
	old := w.take(w.workers[0])
	w.pool.Stop()
	if !w.pool.Busy() {
		t.Error("nobody would notice a worker that is still at the old plan and never answers")
	}
	w.pool.Receive(1, w.answer(old).Encode())
	if n := len(w.workers[0].inbox); n != 0 || w.progress != 0 || w.done != 0 || w.pool.Busy() {
		t.Errorf("%d requests, progress %d times, done %d times, busy: %v", n, w.progress, w.done, w.pool.Busy())
	}
	w.pool.Start(link, planOf(link))
	w.finish()
	w.complete(link)
	if len(w.workers) != 1 || w.done != 1 {
		t.Errorf("%d workers, done %d times", len(w.workers), w.done)
	}
}

func TestWorkersStartWhenNeededAndStayWarm(t *testing.T) {
	w := newWorld(t, Config{Size: 8})
	if len(w.workers) != 0 {
		t.Error("a worker without work")
	}
	small := planOf(link)[:1]
	small[0].Replications = 1
	w.pool.Start(link, small)
	if len(w.workers) != 1 {
		t.Errorf("%d workers for one replication", len(w.workers))
	}
	w.finish()
	w.pool.Start(link, planOf(link))
	if len(w.workers) != 8 {
		t.Errorf("%d workers for a long plan, want 8", len(w.workers))
	}
	w.finish()
	w.pool.Start(link, planOf(link))
	w.finish()
	if len(w.workers) != 8 || w.done != 3 {
		t.Errorf("%d workers were ever started, done %d times", len(w.workers), w.done)
	}
	w.complete(link)
	w.pool.Close()
	for _, f := range w.workers {
		if !f.closed {
			t.Errorf("worker %d was left running", f.number)
		}
	}
}

func TestNothingToDoIsDoneAtOnce(t *testing.T) {
	w := newWorld(t, Config{})
	if w.pool.Results().Done || w.pool.Busy() {
		t.Error("done or busy before any Start")
	}
	w.pool.Start(link, nil)
	if w.done != 1 || len(w.workers) != 0 || !w.pool.Results().Done {
		t.Errorf("done %d times, %d workers", w.done, len(w.workers))
	}
}

func TestOnlyWhatLeavesNoGapIsShown(t *testing.T) {
	w := newWorld(t, Config{Size: 2, First: 4})
	w.pool.Start(link, planOf(link)[:1])
	w.hello()
	first, second := w.take(w.workers[0]), w.take(w.workers[1])
	w.pool.Receive(2, w.answer(second).Encode())
	if n := w.pool.Results().Jobs[0].Replications; n != 0 {
		t.Errorf("%d replications are shown, the first one is missing", n)
	}
	w.pool.Receive(1, w.answer(first).Encode())
	if n := w.pool.Results().Jobs[0].Replications; n != 4 {
		t.Errorf("%d replications are shown, want 4", n)
	}
}

func TestCallbacksMayStart(t *testing.T) {
	w := newWorld(t, Config{Size: 3})
	again := 0
	w.pool.config.OnProgress = func() {
		// Early, and at the very end, when OnDone is due next.
		if w.progress++; w.progress < 5 || !w.pool.Busy() && again < 3 {
			if !w.pool.Busy() {
				again++
			}
			w.pool.Start(link, planOf(link))
		}
	}
	w.pool.Start(link, planOf(link))
	w.finish()
	w.complete(link)
	if w.done != 1 || again != 3 {
		t.Errorf("done %d times, begun again %d times", w.done, again)
	}
}

func TestAnAbsurdJobIsGivenUpAtOnce(t *testing.T) {
	w := newWorld(t, Config{})
	plan := append(planOf(link), argument.Job{ID: "absurd", Replications: 1 << 29, Metrics: 1 << 19})
	w.pool.Start(link, plan)
	w.finish()
	if w.done != 1 || w.pool.Results().Done || len(w.notices) != 1 || !strings.Contains(w.detail[0], "absurd") {
		t.Errorf("done %d times, notices %q, %q", w.done, w.notices, w.detail)
	}
}
