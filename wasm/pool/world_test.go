package pool

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"kingman/core/argument"
	"kingman/wasm/protocol"
)

// A world plays the workers of one pool, and its clock, by hand.
type world struct {
	t       testing.TB
	pool    *Pool
	now     float64
	workers []*fake // worker n at n-1, dead ones too
	refuse  error   // what Spawn answers, if anything
	cost    float64 // milliseconds that a replication takes by the workers' clocks

	progress, done  int
	notices, detail []string
}

// A fake is one worker: what it was sent waits in inbox.
type fake struct {
	number int
	inbox  [][]byte
	closed bool
	deaf   error // what Send answers, if anything
}

func (f *fake) Send(message []byte) error {
	f.inbox = append(f.inbox, message)
	return f.deaf
}

func (f *fake) Close() { f.closed = true }

func newWorld(t testing.TB, config Config) *world {
	w := &world{t: t, cost: 1}
	config.Now = func() float64 { return w.now }
	config.Spawn = func(number int) (Conn, error) {
		f := &fake{number: number}
		w.workers = append(w.workers, f)
		if number != len(w.workers) {
			t.Fatalf("worker %d was numbered %d", len(w.workers), number)
		}
		return f, w.refuse
	}
	config.OnProgress = func() { w.progress++ }
	config.OnDone = func() { w.done++ }
	config.OnNotice = func(text, detail string) {
		w.notices, w.detail = append(w.notices, text), append(w.detail, detail)
	}
	w.pool = New(config)
	return w
}

// hello makes every worker that has just been started ready.
func (w *world) hello() {
	for i := 0; i < len(w.workers); i++ {
		if at := w.pool.find(w.workers[i].number); at != nil && at.worker.state == booting {
			w.pool.Receive(w.workers[i].number, protocol.Greeting().Encode())
		}
	}
}

// take returns the oldest request that a worker has not looked at.
func (w *world) take(f *fake) protocol.Request {
	w.t.Helper()
	if len(f.inbox) == 0 {
		w.t.Fatalf("worker %d was asked nothing", f.number)
	}
	r, err := protocol.DecodeRequest(f.inbox[0])
	if err != nil {
		w.t.Fatal(err)
	}
	f.inbox = f.inbox[1:]
	return r
}

// answer does what an honest worker does with a request.
func (w *world) answer(r protocol.Request) protocol.Reply {
	job := planOf(r.Link)[r.Job]
	run, err := job.Start()
	if err != nil {
		w.t.Fatal(err)
	}
	values := make([]float64, (r.To-r.From)*job.Metrics)
	for k := range r.To - r.From {
		run(r.From+k, values[k*job.Metrics:(k+1)*job.Metrics])
	}
	return protocol.Reply{ID: r.ID, Job: r.Job, From: r.From, To: r.To, Values: values,
		Memory: 16 << 20, Milliseconds: w.cost * float64(r.To-r.From)}
}

// work lets every living worker answer one request, honestly and in order, and
// says whether any had one.
func (w *world) work() bool {
	any := false
	for i := 0; i < len(w.workers); i++ {
		if f := w.workers[i]; !f.closed && len(f.inbox) > 0 {
			w.pool.Receive(f.number, w.answer(w.take(f)).Encode())
			any = true
		}
	}
	return any
}

// finish lets honest workers do all there is.
func (w *world) finish() {
	w.t.Helper()
	for range 100_000 {
		w.hello()
		if !w.work() && !w.pool.Busy() {
			return
		}
	}
	w.t.Fatal("the plan never ends")
}

// pass lets time pass, with a tick every half second.
func (w *world) pass(milliseconds float64) {
	for end := w.now + milliseconds; w.now < end; {
		w.now = math.Min(end, w.now+500)
		w.pool.Tick()
	}
}

// planOf returns the plan of a link: three or more jobs whose numbers depend on
// every bit of the link, the job and the replication, and are sometimes NaN,
// infinite or negative zero.
func planOf(link string) []argument.Job {
	shapes := []struct{ replications, metrics int }{{37, 2}, {1, 1}, {0, 3}, {64, 3}, {5, 1}}
	jobs := make([]argument.Job, len(shapes))
	for i, s := range shapes {
		jobs[i] = argument.Job{
			ID: fmt.Sprintf("job-%d", i), Replications: s.replications, Metrics: s.metrics,
			Start: func() (func(int, []float64), error) {
				return func(r int, out []float64) {
					for m := range out {
						out[m] = number(fmt.Sprintf("%s/%d/%d/%d", link, i, r, m))
					}
				}, nil
			},
		}
	}
	return jobs
}

// number hashes a text (FNV-1a) into a float64 of any kind.
func number(s string) float64 {
	h := uint64(14695981039346656037)
	for i := range s {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	switch h % 16 {
	case 0:
		return math.NaN()
	case 1:
		return math.Inf(1)
	case 2:
		return math.Copysign(0, -1)
	}
	return float64(h>>11) / (1 << 53)
}

// truth is what argument.Run makes of a link.
func truth(t testing.TB, link string) argument.Results {
	r, err := argument.Run(planOf(link))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// isPartOf returns an error unless every number in got is the one in want, to
// the last bit.
func isPartOf(got, want argument.Results) error {
	if len(got.Jobs) != len(want.Jobs) {
		return fmt.Errorf("%d jobs, want %d", len(got.Jobs), len(want.Jobs))
	}
	for i, g := range got.Jobs {
		w := want.Jobs[i]
		if g.ID != w.ID || g.Metrics != w.Metrics || g.Replications > w.Replications || len(g.Values) != g.Replications*g.Metrics {
			return fmt.Errorf("job %d: %s with %d×%d of %d×%d in %d values", i, g.ID, g.Replications, g.Metrics, w.Replications, w.Metrics, len(g.Values))
		}
		for k, v := range g.Values {
			if math.Float64bits(v) != math.Float64bits(w.Values[k]) {
				return fmt.Errorf("%s: value %d is %v, want %v", g.ID, k, v, w.Values[k])
			}
		}
	}
	return nil
}

// complete fails the test unless the pool holds exactly what argument.Run makes of
// the link.
func (w *world) complete(link string) {
	w.t.Helper()
	got, want := w.pool.Results(), truth(w.t, link)
	if err := isPartOf(got, want); err != nil {
		w.t.Error(err)
	}
	for i := range want.Jobs {
		if got.Jobs[i].Replications != want.Jobs[i].Replications {
			w.t.Errorf("%s: %d of %d replications", want.Jobs[i].ID, got.Jobs[i].Replications, want.Jobs[i].Replications)
		}
	}
	if !got.Done {
		w.t.Error("not done")
	}
}

var errRefused = errors.New("refused by policy")
