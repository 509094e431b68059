package pool

import (
	"kingman/core/argument"
	"kingman/core/smallfmt"
	"kingman/wasm/protocol"
)

// A Pool runs one plan at a time on its workers. Make one with [New].
type Pool struct {
	config Config
	slots  []slot
	pace   pace

	link       string
	generation int // counts Starts: what belongs to an earlier one is stale
	tasks      []*task
	announced  bool // OnDone was called for this Start

	workers  int    // how many were ever started: the last one's number
	requests uint64 // how many were ever sent: the last one's ID

	// clock counts the milliseconds in which the page was alive: see elapse.
	clock, last float64

	// What is to be told once the state is consistent: see flush.
	progressed bool
	notices    []notice
	said       map[string]bool
}

// A slot holds a worker, or the room for one.
type slot struct {
	worker *worker
	// failed counts the starts in a row that came to nothing; after enough of
	// them the slot is closed for good.
	failed int
	closed bool
}

type state int

const (
	booting state = iota // has not said hello
	idle
	busy
)

type worker struct {
	number int
	conn   Conn
	state  state
	since  float64 // by Pool.clock: when it was started, or asked

	// While busy: what it was asked.
	request    uint64
	generation int
	task       *task
	doing      chunk
}

// New returns a pool that has started nothing yet, not even a worker.
func New(config Config) *Pool {
	config = config.withDefaults()
	return &Pool{
		config: config,
		slots:  make([]slot, config.Size),
		pace:   pace{target: config.Target, size: map[string]int{}},
		last:   config.Now(),
		said:   map[string]bool{},
	}
}

// Start asks for a plan, which link must give to whoever decodes it. What was
// asked before is forgotten: answers to it are dropped, and workers that are
// still at it join in as soon as they answer.
func (p *Pool) Start(link string, plan []argument.Job) {
	p.elapse()
	p.generation++
	p.link, p.announced = link, false
	p.tasks = make([]*task, len(plan))
	p.notices = nil
	clear(p.said)
	for i, job := range plan {
		p.tasks[i] = &task{id: job.ID, replications: job.Replications, metrics: job.Metrics}
		if !p.tasks[i].sane() {
			p.giveUp(p.tasks[i], smallfmt.Sprintf("%d replications of %d numbers are too many", job.Replications, job.Metrics))
		}
	}
	p.dispatch()
	p.flush()
}

// Results returns what is in, in the order of the plan. It copies no values
// and costs next to nothing; what it returned before stays as it was.
func (p *Pool) Results() argument.Results {
	r := argument.Results{Jobs: make([]argument.JobResult, len(p.tasks)), Done: p.generation > 0}
	for i, t := range p.tasks {
		r.Jobs[i] = t.result()
		r.Done = r.Done && t.complete == t.replications
	}
	return r
}

// Busy says whether anything is still to come, or a worker still at something
// that nobody waits for any more. While it is, the pool wants a [Pool.Tick] at
// least once a second.
func (p *Pool) Busy() bool {
	for i := range p.slots {
		if w := p.slots[i].worker; w != nil && w.state != idle {
			return true
		}
	}
	return !p.finished()
}

// Tick looks for workers that have been silent too long.
func (p *Pool) Tick() {
	p.elapse()
	for i := range p.slots {
		w := p.slots[i].worker
		if w == nil {
			continue
		}
		switch silent := p.clock - w.since; {
		case w.state == booting && silent > p.config.BootTimeout:
			p.fail(&p.slots[i], smallfmt.Sprintf("did not start within %.0f ms", p.config.BootTimeout))
		case w.state == busy && silent > p.config.ChunkTimeout:
			p.fail(&p.slots[i], smallfmt.Sprintf("did not answer within %.0f ms", p.config.ChunkTimeout))
		}
	}
	p.dispatch()
	p.flush()
}

// Stop forgets what was asked: workers finish the chunk that they are at and rest until the
// next Start. There are no results meanwhile.
func (p *Pool) Stop() {
	p.generation++
	p.tasks, p.announced, p.notices = nil, true, nil
}

// Close ends every worker. A later Start begins anew.
func (p *Pool) Close() {
	p.Stop()
	for i := range p.slots {
		p.empty(&p.slots[i])
	}
}

// elapse moves the clock. A step of more than a second means that the page
// itself stood still (a sleeping laptop, a debugger, a page put aside for
// Back), which is no worker's fault, and so counts as one second.
func (p *Pool) elapse() {
	now := p.config.Now()
	if step := now - p.last; step > 0 {
		p.clock += min(step, 1000)
	}
	p.last = now
}

// dispatch gives every idle worker something to do and starts workers for what
// is left over.
func (p *Pool) dispatch() {
	for i := range p.slots {
		for w := p.slots[i].worker; w != nil && w.state == idle; w = p.slots[i].worker {
			c, ok := p.next()
			if !ok {
				return
			}
			p.ask(&p.slots[i], c)
		}
	}
	for i := range p.slots {
		for p.slots[i].worker == nil && !p.slots[i].closed && p.spare() {
			p.spawn(&p.slots[i])
		}
	}
	p.surrender()
}

// next returns the most wanted chunk: a few replications of every job in plan
// order, so that something is on screen soon, then the rest in plan order.
func (p *Pool) next() (chunk, bool) {
	for _, limit := range [...]int{p.config.First, most} {
		for i, t := range p.tasks {
			if c, ok := t.take(i, p.pace.chunk(t), limit); ok {
				return c, true
			}
		}
	}
	return chunk{}, false
}

// spare says whether there is more to do than the workers that are starting
// will take.
func (p *Pool) spare() bool {
	starting := 0
	for i := range p.slots {
		if w := p.slots[i].worker; w != nil && w.state == booting {
			starting++
		}
	}
	chunks := 0
	for _, t := range p.tasks {
		if n := t.waiting(); n > 0 {
			chunks += 1 + (n-1)/p.pace.chunk(t)
		}
		if chunks > starting {
			return true
		}
	}
	return false
}

func (p *Pool) spawn(at *slot) {
	p.workers++
	conn, err := p.config.Spawn(p.workers)
	if err != nil {
		p.bootFailed(at, err.Error())
		return
	}
	at.worker = &worker{number: p.workers, conn: conn, state: booting, since: p.clock}
}

// ask sends a chunk to the idle worker at a slot.
func (p *Pool) ask(at *slot, c chunk) {
	w := at.worker
	p.requests++
	w.state, w.since, w.request, w.generation = busy, p.clock, p.requests, p.generation
	w.doing, w.task = c, p.tasks[c.job]
	request := protocol.Request{ID: w.request, Link: p.link, Job: c.job, From: c.from, To: c.to}
	if p.requests == 1 {
		request.Fault = p.config.Fault
	}
	if err := w.conn.Send(request.Encode()); err != nil {
		p.fail(at, err.Error())
	}
}

// finished says whether nothing more will come for this Start.
func (p *Pool) finished() bool {
	for _, t := range p.tasks {
		if !t.finished() {
			return false
		}
	}
	return true
}
