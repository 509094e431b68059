package sim

import (
	"math"
	"slices"
)

// settle brings the totals of steps and stations up to date with the net's, if a net runs the model: the books of waiting are closed for
// those in service, and the counters that the net does not keep are put together. It may be called at any time between events.
func (e *Engine) settle() {
	n := e.net
	if n == nil || !n.started {
		return
	}
	n.looks++
	for k := range e.stations {
		p, st := &n.stations[k], &e.stations[k]
		st.serving, st.waiting = 0, 0
		for s := range n.slots[st.firstServer : st.firstServer+st.servers] {
			if i := n.slots[int(st.firstServer)+s].who; i != nobody {
				n.item(i).seen = n.looks
				e.bookWait(p, i)
				st.serving++
			}
		}
		if p.delay != nil {
			for _, t := range p.delay.heap {
				n.item(t.who).seen = n.looks
				st.serving++
			}
		}
		if p.waits != nil {
			p.waits.Count = p.counted
		}
	}
	for k := range e.steps {
		p, sp := &n.steps[k], &e.steps[k]
		sp.Wait, sp.Service, sp.Served, sp.Delayed = p.wait, p.service, p.served, p.delayed
		sp.Taken, sp.Visits = sp.Served, sp.Served
	}
	for i := nobody + 1; i < n.pool; i++ {
		it := n.item(i)
		if !it.here {
			continue
		}
		sp := &e.steps[it.step]
		sp.Visits++
		if it.seen == n.looks {
			sp.Taken++
		} else {
			e.stations[sp.station].waiting++
		}
	}
}

// bookWait closes the books of waiting for an item in service, unless they are closed already.
func (e *Engine) bookWait(p *plainStation, i int32) {
	it := e.net.item(i)
	if it.count < 0 {
		return
	}
	sp := &e.net.steps[it.step]
	came := it.mark
	w := it.start - came
	it.parts[plainWait] += w
	it.mark = it.start
	it.first = firstTouch(it.first, it.start)
	sp.wait += w
	sp.delayed += positive(w)
	e.countWait(p, it, came, it.start)
	it.count = -1
}

// collectFrom is since when quantiles are collected, +Inf for not at all.
func (e *Engine) collectFrom() float64 {
	if !e.options.Quantiles || e.phase != counting {
		return math.Inf(1)
	}
	return e.options.Warmup
}

// countWait collects the wait of an item that came to station p and began there, and counts it in the station's windows and in the books.
func (e *Engine) countWait(p *plainStation, it *plainItem, came, began float64) {
	if began >= e.collectFrom() {
		p.waits.count(began - came)
		p.counted++
	}
	if e.books != nil {
		e.postPlain(it, Wait, began-came)
	}
	if sp := &e.steps[it.step]; sp.lookout != nil {
		e.observe(sp.lookout, sp.class, came, began-came, hasBegun)
	}
}

// countVisit is told that a service of so many hours is complete at a station that is watched.
func (e *Engine) countVisit(p *plainStation, it *plainItem, hours float64) {
	if it.count >= 0 {
		e.countWait(p, it, it.mark, it.start)
	}
	if e.books != nil {
		e.postPlain(it, Touch, hours)
	}
}

// stopCollecting has no wait collected any more but those in windows.
func (n *plainNet) stopCollecting() {
	for k := range n.stations {
		n.stations[k].from = math.Inf(1)
	}
}

// followPlain counts the waits of all who are in line at stations with windows. At first-come stations they are known as soon as who comes
// next is of no interest.
func (e *Engine) followPlain() {
	e.settle()
	n := e.net
	end := e.now + float64(longestClosing*e.options.Horizon)
	count := func(o *lookout, it *plainItem, began float64) {
		how := hasBegun
		if began >= end {
			began, how = end, isCutOff
		}
		e.observe(o, e.steps[it.step].class, it.mark, began-it.mark, how)
	}
	for k := range e.stations {
		st, p := &e.stations[k], &n.stations[k]
		if st.lookout == nil {
			continue
		}
		if p.slot != none {
			for i := n.item(n.slots[p.slot].who).next; i != nobody; i = n.item(i).next {
				count(st.lookout, n.item(i), n.item(i).start)
			}
			continue
		}
		free := n.free[:0]
		for s := st.firstServer; s < st.firstServer+st.servers; s++ {
			if q := &n.slots[s]; q.who != nobody {
				free = append(free, math.Float64frombits(uint64(q.at)))
			}
		}
		slices.Sort(free)
		if len(free) == 0 { // there are no servers
			free = append(free, end)
		}
		for i := p.head; i != nobody; i = n.item(i).next {
			it := n.item(i)
			count(st.lookout, it, free[0])
			free[0] += it.start
			sinkFirst(free)
		}
		n.free = free
	}
}

// sinkFirst makes a binary heap of what is one but for its first element.
func sinkFirst(heap []float64) {
	x, k := heap[0], 0
	for {
		down := 2*k + 1
		if down+1 < len(heap) && heap[down+1] < heap[down] {
			down++
		}
		if down >= len(heap) || x <= heap[down] {
			break
		}
		heap[k] = heap[down]
		k = down
	}
	heap[k] = x
}

// plainHours adds the hours of those who are there to a snapshot, after settle.
func (e *Engine) plainHours(s *Snapshot) {
	n := e.net
	for i := nobody + 1; i < n.pool; i++ {
		it := n.item(i)
		if !it.here {
			continue
		}
		sp := &e.steps[it.step]
		s.Classes[sp.class].ItemHours += e.now - it.born
		if st := &s.Stations[sp.station]; it.seen == n.looks {
			st.BusyHours += e.now - it.mark
		} else {
			st.LineHours += e.now - it.mark
		}
	}
}

// settleItems makes the engine's pool of items, and what its calendar says of servers, of the net's, after settle.
func (e *Engine) settleItems() {
	n := e.net
	if n == nil || !n.started {
		return
	}
	e.items = e.items[:0]
	for i := nobody + 1; i < n.pool; i++ {
		it := n.item(i)
		c := item{
			mark: it.mark, first: it.first, born: it.born, step: it.step, far: it.far, next: it.next - 1,
			timer: none, owner: it.owner, given: none,
			parts: [Parts]float64{Wait: it.parts[plainWait], Touch: it.parts[plainTouch], Rework: it.parts[plainRework], Handoff: it.parts[plainHandoff]},
		}
		if it.here {
			c.state = inLine
			if it.seen == n.looks {
				c.state, c.taken = served, true
				if n.steps[it.step].station.delay != nil {
					c.state, c.taken = delayed, false
				}
			}
		}
		e.items = append(e.items, c)
	}
	e.spare = n.spare - 1
	for s := range e.anonymous {
		p, q := &e.cal.slots[s], &n.slots[s]
		p.time, p.item = math.Inf(1), none
		if q.who != nobody {
			p.time, p.item = math.Float64frombits(uint64(q.at)), q.who-1
		}
	}
}
