package sim

import "math"

// plainNetFor returns the net that can run the engine's model, or nil if it is not of that kind or too large.
func (e *Engine) plainNetFor() *plainNet {
	if len(e.changes) > 0 || len(e.trace) > 0 || len(e.overlaps) > 0 || e.options.Log != nil {
		return nil
	}
	for k := range e.stations {
		st := &e.stations[k]
		firstCome := st.inLoop && st.discipline == FIFO && !st.byPeople && st.room == math.MaxInt32 && st.patienceAt == none
		if !firstCome && st.kind != Delay || st.under != 0 || st.tells {
			return nil
		}
	}
	for k := range e.steps {
		if e.steps[k].spawn != none || e.steps[k].split != nil {
			return nil
		}
	}
	for k := range e.sources {
		if s := &e.sources[k]; !s.renewal && s.population == 0 {
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
	for s := range n.leaves {
		n.slots[s] = plainSlot{at: n.never(int32(s)), after: n.never(int32(s)), seq: 0, who: nobody}
	}
	e.startPlainItems()
	e.startPlainSteps()
	for k := range e.stations {
		e.startPlainStation(k)
	}
	for k := range e.sources {
		src := &e.sources[k]
		n.sources[k] = plainSource{gaps: &e.samplers[src.gaps], class: &e.classes[src.class], slot: src.slot}
		t := e.cal.slots[src.slot].time
		if src.population > 0 {
			n.sources[k].thinking = &src.thinking
			n.slots[src.slot] = plainSlot{
				at: n.bits(src.slot, t), after: n.second(&src.thinking, src.slot), seq: e.cal.slots[src.slot].seq,
				place: uint32(k) + aCrowd*plainMost,
			}
			continue
		}
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
			mark: it.mark, first: it.first, born: it.born, far: it.far, step: it.step, here: it.state != unborn, next: it.next + 1, owner: it.owner,
			parts: [4]float64{it.parts[Wait], it.parts[Touch], it.parts[Rework], it.parts[Handoff]},
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
	*p = plainStation{slot: none, idle: st.idle, from: e.collectFrom(), watched: st.lookout != nil || e.booksAt(k)}
	if p.watched {
		p.from = math.Inf(1)
	}
	if e.options.Quantiles {
		p.waits = &e.waits[k]
		p.counted = p.waits.Count
	}
	if st.kind == Delay {
		e.startPlainDelay(k)
		return
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
	for i := e.lines[st.line].head; i != none; i = e.items[i].next {
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
