// Package worker is the worker's role: it takes requests for replications from
// the page and answers each.
//
// What it decides is in [Server], which knows no browser and is tested without
// one; the rest of the package ties a Server to the messages of a Web Worker.
package worker

import (
	"kingman/core/argument"
	"kingman/core/smallfmt"
	"kingman/wasm/link"
	"kingman/wasm/protocol"
)

// A Server answers requests, one at a time.
type Server struct {
	// Plan returns the jobs of a link. [PlanOf] is the page's own.
	Plan func(link string) ([]argument.Job, error)
	// Now returns milliseconds, Memory the bytes taken from the browser.
	Now    func() float64
	Memory func() uint64
	// Misbehave does what a request's fault asks for; nil ignores faults.
	Misbehave func(fault string)

	link  string
	plan  []argument.Job
	ready []ready // the jobs last used come last
}

// ready is a job that has been started.
type ready struct {
	job int
	run func(r int, out []float64)
}

// kept is how many started jobs are remembered: a simulator is dear to make,
// and a page goes around its jobs a few times.
const kept = 24

// PlanOf returns a [Server.Plan] that decodes a link and returns its argument's
// plan. It refuses an argument that is not among the models, and a link that this
// build would write otherwise: the page writes its links itself, so that page and
// worker would not mean the same.
func PlanOf(models argument.Models) func(text string) ([]argument.Job, error) {
	return func(text string) ([]argument.Job, error) {
		l, notes := link.Decode(text, "")
		if written := l.Encode(); written != text {
			return nil, smallfmt.Errorf("worker: link %q reads as %q, %d notes", text, written, len(notes))
		}
		m, ok := models.Of(l.State.Entry)
		if !ok {
			return nil, smallfmt.Errorf("worker: this program cannot simulate %s", l.State.Entry.ID)
		}
		return m.Plan(l.State), nil
	}
}

// Handle answers one encoded request. It always returns an encoded reply, for
// a request that cannot be read or that panics too: a page that waits must not
// wait for ever.
func (s *Server) Handle(raw []byte) []byte {
	r, err := protocol.DecodeRequest(raw)
	reply := protocol.Reply{ID: r.ID, Job: r.Job, From: r.From, To: r.To}
	if err == nil {
		if r.Fault != "" && s.Misbehave != nil {
			s.Misbehave(r.Fault)
		}
		begin := s.Now()
		reply.Values, err = s.run(r)
		reply.Milliseconds = s.Now() - begin
	}
	if err != nil {
		reply.Error = err.Error()
	}
	reply.Memory = s.Memory()
	return reply.Encode()
}

// run returns the numbers of the replications. After a panic nothing that was
// started is used again: nobody knows in which state it is.
func (s *Server) run(r protocol.Request) (values []float64, err error) {
	defer func() {
		if v := recover(); v != nil {
			s.link, s.plan, s.ready = "", nil, nil
			values, err = nil, smallfmt.Errorf("worker: panic: %v", v)
		}
	}()
	job, run, err := s.start(r.Link, r.Job)
	if err != nil {
		return nil, err
	}
	if r.To > job.Replications {
		return nil, smallfmt.Errorf("worker: job %q: replications up to %d of %d", job.ID, r.To, job.Replications)
	}
	if n := r.To - r.From; job.Metrics > 0 && n > protocol.MaxValues/job.Metrics {
		return nil, smallfmt.Errorf("worker: job %q: %d replications of %d numbers do not fit into a reply", job.ID, n, job.Metrics)
	}
	values = make([]float64, (r.To-r.From)*job.Metrics)
	for i := range r.To - r.From {
		run(r.From+i, values[i*job.Metrics:(i+1)*job.Metrics])
	}
	return values, nil
}

// start returns a job of a link, ready to run, from memory if it was used
// lately.
func (s *Server) start(link string, index int) (argument.Job, func(int, []float64), error) {
	if link != s.link || s.plan == nil {
		plan, err := s.Plan(link)
		if err != nil {
			return argument.Job{}, nil, err
		}
		s.link, s.plan, s.ready = link, plan, nil
	}
	if index >= len(s.plan) {
		return argument.Job{}, nil, smallfmt.Errorf("worker: job %d of %d", index, len(s.plan))
	}
	job := s.plan[index]
	for i, was := range s.ready {
		if was.job == index {
			s.ready = append(append(s.ready[:i:i], s.ready[i+1:]...), was)
			return job, was.run, nil
		}
	}
	run, err := job.Start()
	if err != nil {
		return job, nil, smallfmt.Errorf("worker: job %q: %w", job.ID, err)
	}
	if len(s.ready) == kept {
		s.ready = append(s.ready[:0:0], s.ready[1:]...)
	}
	s.ready = append(s.ready, ready{index, run})
	return job, run, nil
}
