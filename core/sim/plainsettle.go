package sim

import "math"

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
	w := it.start - it.mark
	it.parts[plainWait] += w
	it.mark = it.start
	it.first = firstTouch(it.first, it.start)
	sp.wait += w
	sp.delayed += positive(w)
	if p.waits != nil && it.start >= e.options.Warmup {
		p.waits.count(w)
		p.counted++
	}
	it.count = -1
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
			timer: none, owner: none, given: none,
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
