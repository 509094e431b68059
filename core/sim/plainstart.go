package sim

import "math"

// plainNetFor returns the net that can run the engine's model, or nil if it is not of that kind or too large.
func (e *Engine) plainNetFor() *plainNet {
	if len(e.changes) > 0 || len(e.trace) > 0 {
		return nil
	}
	for k := range e.stations {
		if !e.stations[k].plain {
			return nil
		}
	}
	for k := range e.sources {
		if !e.sources[k].plain {
			return nil
		}
	}
	if len(e.cal.slots) > plainMost || len(e.steps) > plainMost || len(e.stations) > plainMost || len(e.sources) > plainMost ||
		e.options.MaxItems > plainChunk*plainChunks-1 {
		return nil
	}
	return new(plainNet)
}

// startPlain has the net take over from the general loop, which has brought the backlog to its stations.
func (e *Engine) startPlain() {
	n := e.net
	n.started = true
	n.leaves = 4
	for n.leaves < len(e.cal.slots) {
		n.leaves *= 4
	}
	for s := range n.slots {
		n.slots[s] = plainSlot{at: n.never(int32(s)), after: n.never(int32(s)), seq: 0, who: nobody}
	}
	e.startPlainItems()
	e.startPlainSteps()
	for k := range e.stations {
		e.startPlainStation(k)
	}
	for k := range e.sources {
		src := &e.sources[k]
		n.sources[k] = plainSource{gaps: &e.samplers[src.gaps], class: &e.classes[src.class]}
		t := e.cal.slots[src.slot].time
		n.slots[src.slot] = plainSlot{
			at: n.bits(src.slot, t), after: n.bits(src.slot, t+n.sources[k].gaps.draw()), seq: e.cal.slots[src.slot].seq,
			place: uint32(k) + aSource*plainMost,
		}
	}
	n.plant()
}

// startPlainItems copies the pool.
func (e *Engine) startPlainItems() {
	n := e.net
	n.pool, n.spare = 0, nobody
	for range len(e.items) + 1 {
		e.addPlainItem()
	}
	n.spare = e.spare + 1
	for k := range e.items {
		it := &e.items[k]
		*n.item(int32(k) + 1) = plainItem{
			mark: it.mark, first: it.first, born: it.born, far: it.far, step: it.step, here: it.state != unborn, next: it.next + 1,
			parts: [3]float64{it.parts[Wait], it.parts[Touch], it.parts[Rework]},
		}
	}
}

func (e *Engine) startPlainSteps() {
	n := e.net
	for k := range e.steps {
		sp := &e.steps[k]
		p := &n.steps[k]
		*p = plainStep{
			work: &e.samplers[sp.service], station: &n.stations[sp.station], class: &e.classes[sp.class], next: sp.next, index: sp.index,
			wait: sp.Wait, service: sp.Service, served: sp.Served, delayed: sp.Delayed, ways: p.ways[:0],
		}
		if sp.route == none {
			continue
		}
		p.route = &e.samplers[sp.route]
		for w, b := range e.branches[sp.firstWay:sp.lastWay] {
			way := plainWay{int64(math.Float64bits(b.upTo)), b.step}
			if w == 0 {
				p.below, p.way = way.below, way.step
			} else {
				p.ways = append(p.ways, way)
			}
		}
	}
}

// startPlainStation brings those who are at station k into the net's line.
func (e *Engine) startPlainStation(k int) {
	n := e.net
	st, p := &e.stations[k], &n.stations[k]
	*p = plainStation{slot: none, idle: st.idle}
	if e.options.Quantiles {
		p.waits = &e.waits[k]
		p.counted = p.waits.Count
	}
	for server := st.firstServer; server < st.firstServer+st.servers; server++ {
		s, q := &e.cal.slots[server], &n.slots[server]
		*q = plainSlot{at: n.bits(server, s.time), after: int64(e.idle[server]), seq: s.seq, who: s.item + 1, place: uint32(k)}
		if st.servers > 1 {
			q.place += oneOfSeveral * plainMost
		}
		if q.who != nobody {
			it := n.item(q.who)
			it.start, it.count, it.next = it.mark, -1, nobody
		}
	}
	if st.servers == 1 {
		p.slot = st.firstServer
		p.tail, p.free = n.slots[p.slot].who, e.cal.slots[p.slot].time
	}
	for i := st.head; i != none; i = e.items[i].next {
		it := n.item(i + 1)
		it.next = nobody
		work := n.steps[it.step].work.draw()
		last := n.item(p.tail)
		if p.slot == none {
			it.start = work
			if p.head == nobody {
				p.head = i + 1
			} else {
				last.next = i + 1
			}
		} else {
			it.start, it.count = p.free, p.free
			p.free += work
			last.next = i + 1
			last.then = int64(math.Float64bits(p.free))
			if q := &n.slots[p.slot]; q.who == p.tail {
				q.after = last.then
			}
		}
		p.tail = i + 1
	}
	if p.slot != none {
		if q := &n.slots[p.slot]; q.who == p.tail {
			q.after = n.never(p.slot)
		}
		n.item(p.tail).then = n.never(p.slot)
	}
}

// settle brings the engine's general records up to date with the net's: the books of waiting are closed for those in service, and the
// counters that the net does not keep are put together. It may be called at any time between events.
func (e *Engine) settle() {
	n := e.net
	if n == nil || !n.started {
		return
	}
	for k := range e.stations {
		p, st := &n.stations[k], &e.stations[k]
		for _, q := range n.slots[st.firstServer : st.firstServer+st.servers] {
			e.bookWait(p, q.who)
		}
		if p.waits != nil {
			p.waits.Count = p.counted
		}
	}
	e.items = e.items[:0]
	for i := nobody + 1; i < n.pool; i++ {
		it := n.item(i)
		e.items = append(e.items, item{
			mark: it.mark, first: it.first, born: it.born, step: it.step, far: it.far, next: it.next - 1,
			timer: none, limit: none, owner: none, given: none,
			parts: [Parts]float64{Wait: it.parts[plainWait], Touch: it.parts[plainTouch], Rework: it.parts[plainRework]},
		})
		if it.here {
			e.items[i-1].state = inLine
		}
	}
	e.spare = n.spare - 1
	for k := range e.steps {
		p, sp := &n.steps[k], &e.steps[k]
		sp.Wait, sp.Service, sp.Served, sp.Delayed = p.wait, p.service, p.served, p.delayed
		sp.Taken, sp.Visits = sp.Served, sp.Served
	}
	for k := range e.stations {
		e.settleStation(k)
	}
}

// bookWait closes the books of waiting for an item in service, or nobody, unless they are closed already.
func (e *Engine) bookWait(p *plainStation, i int32) {
	it := e.net.item(i)
	if i == nobody || it.count < 0 {
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

// settleStation counts those at station k.
func (e *Engine) settleStation(k int) {
	n := e.net
	p, st := &n.stations[k], &e.stations[k]
	st.serving, st.waiting = 0, 0
	line := p.head
	for server := st.firstServer; server < st.firstServer+st.servers; server++ {
		q, s := &n.slots[server], &e.cal.slots[server]
		s.time, s.item = math.Inf(1), none
		if q.at >= infinity {
			continue
		}
		i := q.who
		if p.slot != none {
			line = n.item(i).next
		}
		s.time, s.item = math.Float64frombits(uint64(q.at)), i-1
		it := &e.items[i-1]
		it.state, it.taken = served, true
		e.steps[it.step].Taken++
		e.steps[it.step].Visits++
		st.serving++
	}
	for i := line; i != nobody; i = n.item(i).next {
		e.steps[e.items[i-1].step].Visits++
		st.waiting++
	}
}
