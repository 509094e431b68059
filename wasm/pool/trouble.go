package pool

import "kingman/core/smallfmt"

// What the reader is told. A notice is for somebody who reads a chart; the
// detail is for the console.
const (
	noticeReplaced = "A background worker stopped and was replaced. The numbers are not affected."
	noticeMemory   = "A background worker had taken too much memory and was replaced. The numbers are not affected."
	noticeGivenUp  = "One of the simulations could not be finished. What it would have added is left out."
	noticeUpdated  = "This page was updated while it was open. Reload it to simulate again; the formulas still answer."
	noticeUnable   = "This browser does not let the page simulate in the background. What you see comes from the formulas."
)

type notice struct{ text, detail string }

// tell queues a notice, once per Start.
func (p *Pool) tell(text, detail string) {
	if p.said[text] {
		return
	}
	p.said[text] = true
	p.notices = append(p.notices, notice{text, detail})
}

// fail replaces the worker at a slot, whatever it was at.
func (p *Pool) fail(at *slot, reason string) {
	w := at.worker
	reason = smallfmt.Sprintf("worker %d: %s", w.number, reason)
	if w.state == booting {
		p.bootFailed(at, reason)
		return
	}
	p.empty(at)
	p.tell(noticeReplaced, reason)
	if w.state == busy {
		p.lose(w, reason)
	}
}

// bootFailed counts a start that came to nothing. The slot is tried again a
// few times and then closed for good.
func (p *Pool) bootFailed(at *slot, reason string) {
	p.empty(at)
	at.failed++
	if at.failed >= p.config.Failures {
		p.closeDown(at, noticeUnable, reason)
	}
}

// closeDown leaves a slot empty for good. The reader hears of it only when it
// was the last one: fewer workers are slower, not wrong.
func (p *Pool) closeDown(at *slot, text, detail string) {
	p.empty(at)
	at.closed = true
	if p.open() == 0 {
		p.tell(text, detail)
	}
}

// open returns how many slots can hold a worker.
func (p *Pool) open() int {
	n := 0
	for i := range p.slots {
		if !p.slots[i].closed {
			n++
		}
	}
	return n
}

// surrender gives up everything once no slot can hold a worker.
func (p *Pool) surrender() {
	if p.open() > 0 {
		return
	}
	for _, t := range p.tasks {
		t.lost = true
	}
}

// empty ends the worker at a slot, if there is one.
func (p *Pool) empty(at *slot) {
	if at.worker != nil {
		at.worker.conn.Close()
		at.worker = nil
	}
}

// lose takes back what a worker was doing, to be done again by whoever is
// free, or gives the job up if it has failed too often. It comes back in halves:
// it may have been too long for the watchdog, or one replication may be to
// blame.
func (p *Pool) lose(w *worker, reason string) {
	if w.generation != p.generation {
		return
	}
	c, t := w.doing, w.task
	c.failures++
	if c.failures >= p.config.Failures {
		p.giveUp(t, reason)
		return
	}
	front, back := c, c
	front.to = (c.from + c.to + 1) / 2
	back.from = front.to
	t.redo = append(t.redo, front)
	if back.from < back.to {
		t.redo = append(t.redo, back)
	}
	p.pace.slow(t, front.to-front.from)
}

func (p *Pool) giveUp(t *task, reason string) {
	if !t.lost {
		t.lost, t.redo = true, nil
		p.tell(noticeGivenUp, smallfmt.Sprintf("job %q: %s", t.id, reason))
	}
}

// flush tells what happened, now that the state is consistent. A callback may
// call Start, so nothing is read after one that was not read before.
func (p *Pool) flush() {
	notices, progressed := p.notices, p.progressed
	p.notices, p.progressed = nil, false
	generation := p.generation
	done := !p.announced && p.finished()
	p.announced = p.announced || done
	for _, n := range notices {
		p.config.OnNotice(n.text, n.detail)
	}
	if progressed && generation == p.generation {
		p.config.OnProgress()
	}
	if done && generation == p.generation {
		p.config.OnDone()
	}
}
