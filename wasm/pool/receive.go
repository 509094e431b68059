package pool

import (
	"kingman/core/smallfmt"
	"kingman/wasm/protocol"
)

// Receive takes a message from a worker. One from a worker that was replaced
// is dropped, and so is an answer that nobody waits for: the second of two, or
// one to an earlier Start.
func (p *Pool) Receive(worker int, raw []byte) {
	p.elapse()
	if at := p.find(worker); at != nil {
		p.receive(at, raw)
		p.dispatch()
		p.flush()
	}
}

// Crashed takes the news, in words, that a worker could not start or has
// ended.
func (p *Pool) Crashed(worker int, reason string) {
	p.elapse()
	if at := p.find(worker); at != nil {
		p.fail(at, reason)
		p.dispatch()
		p.flush()
	}
}

// find returns the slot of the worker with that number, nil if it has been
// replaced.
func (p *Pool) find(worker int) *slot {
	for i := range p.slots {
		if w := p.slots[i].worker; w != nil && w.number == worker {
			return &p.slots[i]
		}
	}
	return nil
}

func (p *Pool) receive(at *slot, raw []byte) {
	kind, err := protocol.KindOf(raw)
	switch {
	case err != nil:
		p.fail(at, err.Error())
	case kind == protocol.HelloKind:
		p.hello(at, raw)
	case kind == protocol.ReplyKind && at.worker.state != booting:
		p.reply(at, raw)
	default:
		p.fail(at, smallfmt.Sprintf("said something out of turn, kind %d", byte(kind)))
	}
}

// hello makes a new worker ready. A worker of another build would be of another
// build the next time too, so its slot is closed. A second hello is dropped.
func (p *Pool) hello(at *slot, raw []byte) {
	if at.worker.state != booting {
		return
	}
	h, err := protocol.DecodeHello(raw)
	if err != nil {
		p.fail(at, err.Error())
		return
	}
	if err := h.Check(); err != nil {
		p.closeDown(at, noticeUpdated, err.Error())
		return
	}
	at.worker.state, at.failed = idle, 0
}

func (p *Pool) reply(at *slot, raw []byte) {
	w := at.worker
	r, err := protocol.DecodeReply(raw)
	if err != nil {
		p.fail(at, err.Error())
		return
	}
	unread := r.ID == 0 // the worker could not read what it was asked
	if w.state != busy || r.ID != w.request && !unread {
		return
	}
	c, n := w.doing, w.doing.to-w.doing.from
	switch {
	case unread || r.Error != "":
		w.state = idle
		p.lose(w, smallfmt.Sprintf("worker %d: %s", w.number, r.Error))
	case r.Job != c.job || r.From != c.from || r.To != c.to || len(r.Values) != n*w.task.metrics:
		p.fail(at, smallfmt.Sprintf("was asked for %d numbers of replications %d to %d of job %d, answered %d of %d to %d of %d",
			n*w.task.metrics, c.from, c.to, c.job, len(r.Values), r.From, r.To, r.Job))
		return
	default:
		w.state = idle
		p.pace.saw(w.task, n, r.Milliseconds)
		if w.generation == p.generation {
			w.task.put(c, r.Values)
			p.progressed = true
		}
	}
	if r.Memory > p.config.Memory {
		p.empty(at)
		p.tell(noticeMemory, smallfmt.Sprintf("worker %d: has %d bytes, may have %d", w.number, r.Memory, p.config.Memory))
	}
}
