package worker

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/wasm/link"
	"kingman/wasm/protocol"
)

// A bench is a Server with two jobs whose numbers are easy to foretell, a
// clock that moves by a millisecond a look, and counters.
type bench struct {
	Server
	plans, starts int
	now           float64
	faults        []string
}

func newBench() *bench {
	b := &bench{}
	b.Server = Server{
		Plan: func(text string) ([]argument.Job, error) {
			b.plans++
			switch text {
			case "broken":
				return nil, errors.New("no such argument")
			case "poison":
				panic("index out of range")
			}
			jobs := make([]argument.Job, 60)
			for i := range jobs {
				jobs[i] = argument.Job{ID: fmt.Sprintf("job-%d", i), Replications: 100, Metrics: 2, Start: func() (func(int, []float64), error) {
					b.starts++
					if i == 50 {
						return nil, errors.New("arrival-rate is 0")
					}
					return func(r int, out []float64) {
						if i == 40 && r == 7 {
							panic("a queue without an end")
						}
						out[0], out[1] = float64(len(text)), float64(1000*i+r)
					}, nil
				}}
			}
			return jobs, nil
		},
		Now:       func() float64 { b.now++; return b.now },
		Memory:    func() uint64 { return 42 },
		Misbehave: func(fault string) { b.faults = append(b.faults, fault) },
	}
	return b
}

func (b *bench) ask(t *testing.T, r protocol.Request) protocol.Reply {
	t.Helper()
	reply, err := protocol.DecodeReply(b.Handle(r.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if reply.ID != r.ID || reply.Memory != 42 {
		t.Errorf("request %d was answered by %d with memory %d", r.ID, reply.ID, reply.Memory)
	}
	if (reply.Error == "") != (len(reply.Values) > 0) {
		t.Errorf("error %q with %d values", reply.Error, len(reply.Values))
	}
	return reply
}

func TestReplicationsComeByNumber(t *testing.T) {
	b := newBench()
	r := b.ask(t, protocol.Request{ID: 9, Link: "abc", Job: 2, From: 5, To: 8})
	if want := []float64{3, 2005, 3, 2006, 3, 2007}; !slices.Equal(r.Values, want) {
		t.Errorf("got %v, want %v", r.Values, want)
	}
	if r.Job != 2 || r.From != 5 || r.To != 8 || r.Milliseconds != 1 {
		t.Errorf("got %+v", r)
	}
}

func TestALinkAndItsJobsAreStartedOnce(t *testing.T) {
	b := newBench()
	id := uint64(0)
	ask := func(text string, job, from int) {
		id++
		b.ask(t, protocol.Request{ID: id, Link: text, Job: job, From: from, To: from + 1})
	}
	for round := range 3 {
		for job := range kept {
			ask("abc", job, round)
		}
	}
	if b.plans != 1 || b.starts != kept {
		t.Errorf("%d plans, %d starts, want 1 and %d", b.plans, b.starts, kept)
	}
	ask("abc", kept, 0) // one more than is kept: the job used longest ago goes
	ask("abc", 1, 3)
	if b.starts != kept+1 {
		t.Errorf("%d starts after one job more, want %d", b.starts, kept+1)
	}
	ask("abc", 0, 3)
	if b.starts != kept+2 {
		t.Errorf("%d starts after the forgotten job, want %d", b.starts, kept+2)
	}
	ask("abcd", 1, 0)
	ask("abc", 1, 0)
	if b.plans != 3 || b.starts != kept+4 {
		t.Errorf("%d plans, %d starts after two other links", b.plans, b.starts)
	}
}

// Whatever is asked, there is an answer, in words where there are no numbers,
// and the next request is served.
func TestEveryRequestGetsAnAnswer(t *testing.T) {
	for _, c := range []struct {
		want    string
		request protocol.Request
	}{
		{"no such argument", protocol.Request{Link: "broken", To: 1}},
		{"panic: index out of range", protocol.Request{Link: "poison", To: 1}},
		{"panic: a queue without an end", protocol.Request{Link: "abc", Job: 40, From: 6, To: 8}},
		{"arrival-rate is 0", protocol.Request{Link: "abc", Job: 50, To: 1}},
		{"job 60 of 60", protocol.Request{Link: "abc", Job: 60, To: 1}},
		{"replications up to 101 of 100", protocol.Request{Link: "abc", From: 99, To: 101}},
		{"replications up to 1073741824 of 100", protocol.Request{Link: "abc", To: protocol.MaxNumber}},
		{"must be above from", protocol.Request{Link: "abc", From: 3, To: 3}},
	} {
		b := newBench()
		c.request.ID = 7
		if r := b.ask(t, c.request); !strings.Contains(r.Error, c.want) {
			t.Errorf("%+v: error %q, want %q", c.request, r.Error, c.want)
		}
		if r := b.ask(t, protocol.Request{ID: 8, Link: "abc", To: 1}); r.Error != "" {
			t.Errorf("%+v: the next one got %q", c.request, r.Error)
		}
	}
	b := newBench()
	for _, raw := range [][]byte{nil, {2}, []byte("garbage"), protocol.Greeting().Encode()} {
		r, err := protocol.DecodeReply(b.Handle(raw))
		if err != nil || r.ID != 0 || r.Error == "" {
			t.Errorf("%q was answered by %+v, %v", raw, r, err)
		}
	}
}

func TestAFaultHappensOnlyWhereItIsAskedFor(t *testing.T) {
	b := newBench()
	b.ask(t, protocol.Request{ID: 1, Link: "abc", To: 1})
	b.ask(t, protocol.Request{ID: 2, Link: "abc", To: 1, Fault: protocol.FaultGrow})
	if !slices.Equal(b.faults, []string{protocol.FaultGrow}) {
		t.Errorf("faults %q", b.faults)
	}
	b.Misbehave = nil
	if r := b.ask(t, protocol.Request{ID: 3, Link: "abc", To: 1, Fault: protocol.FaultPanic}); r.Error != "" {
		t.Error(r.Error)
	}
}

// The worker's numbers are argument.Run's: for every argument of the catalogue, the
// first replications of each of its jobs, asked for in two pieces and in the
// wrong order.
func TestTheCatalogueRunsHereAsItRunsThere(t *testing.T) {
	for _, m := range catalogue.Models() {
		a := m.Entry
		state := a.Defaults()
		text := link.Link{State: state}.Encode()
		s := &Server{Plan: PlanOf(catalogue.Models()), Now: func() float64 { return 0 }, Memory: func() uint64 { return 0 }}
		for i, job := range m.Plan(state) {
			n := min(4, job.Replications)
			want := make([]float64, n*job.Metrics)
			run, err := job.Start()
			if err != nil {
				t.Fatal(err)
			}
			for r := range n {
				run(r, want[r*job.Metrics:(r+1)*job.Metrics])
			}
			got := make([]float64, n*job.Metrics)
			for _, piece := range [][2]int{{n / 2, n}, {0, n / 2}} {
				if piece[0] == piece[1] {
					continue
				}
				r, err := protocol.DecodeReply(s.Handle(protocol.Request{ID: 1, Link: text, Job: i, From: piece[0], To: piece[1]}.Encode()))
				if err != nil || r.Error != "" {
					t.Fatalf("%s %s: %v %s", a.ID, job.ID, err, r.Error)
				}
				copy(got[piece[0]*job.Metrics:], r.Values)
			}
			for k := range want {
				if math.Float64bits(got[k]) != math.Float64bits(want[k]) {
					t.Errorf("%s %s: number %d is %v, want %v", a.ID, job.ID, k, got[k], want[k])
				}
			}
		}
	}
}

func TestALinkThatIsNotOursIsRefused(t *testing.T) {
	for _, text := range []string{"", "#v=1&s=nonsense", "v=1&s=analysis-queue&seed=1961&engineers=1e99"} {
		if plan, err := PlanOf(catalogue.Models())(text); err == nil {
			t.Errorf("%q gave %d jobs", text, len(plan))
		}
	}
}
