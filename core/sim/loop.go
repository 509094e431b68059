package sim

import "math"

// Step runs up to maxEvents events and reports whether the run is over. Some thousands at a call are a good number: enough
// to make the call's cost vanish, few enough to stay responsive.
//
// The common events (a server of a plain station completes an item, a plain source sends one, and the item comes to a plain station)
// are written out in the loop, because a call costs as much as all the rest of an event in WebAssembly. They do
// exactly what complete, arrive and enter do; a test runs models both ways and compares every number.
func (e *Engine) Step(maxEvents int) (done bool) {
	if e.done {
		return true
	}
	for range maxEvents {
		if e.todoAt < len(e.todo) {
			e.events++
			if e.events > e.options.MaxEvents {
				e.halt(OutOfEvents)
				return e.reach()
			}
			e.doTask()
			continue
		}
		slots, keys, mask := e.cal.slots, e.cal.keys, e.cal.mask
		s := int(keys[1] & mask)
		p := &slots[s]
		now := p.time
		if now >= e.pause {
			if e.reach() {
				return true
			}
			continue
		}
		e.events++
		if e.events > e.options.MaxEvents {
			e.events--
			e.halt(OutOfEvents)
			return e.reach()
		}
		e.now = now

		i := none  // the item that moves
		to := none // the step it moves to
		t := math.Inf(1)
		switch {
		case p.kind == serverDone && e.stations[p.place].plain:
			st := &e.stations[p.place]
			i = p.item
			it := &e.items[i]
			sp := &e.steps[it.step]
			dt := now - st.last
			st.lineArea += float64(dt * float64(st.waiting))
			st.busyArea += float64(dt * float64(st.serving))
			st.last = now
			d := now - it.mark
			if sp.index > it.far {
				it.parts[Touch] += d
				it.far = sp.index
			} else {
				it.parts[Rework] += d
			}
			it.mark = now
			it.taken = false
			sp.Served++
			sp.Service += d
			// The server turns to its line.
			if st.waiting > 0 && st.serving <= st.onDuty {
				l := &e.lines[st.line]
				n := l.head
				nx := &e.items[n]
				l.head = nx.next
				if nx.next == none {
					l.tail = none
					st.urgent = 0
				} else {
					e.items[nx.next].prev = none
				}
				st.waiting--
				p.item = n
				t = now + e.beginPlain(nx, now)
			} else {
				st.serving--
				p.item = none
				e.idle[s] = st.idle
				st.idle = int32(s)
			}
			// The item goes on.
			to = sp.next
			if sp.route != none {
				r := &e.samplers[sp.route]
				if r.at == len(r.block) {
					r.refill()
				}
				u := r.block[r.at]
				r.at++
				w, last := sp.firstWay, sp.lastWay
				for w < last && u >= e.branches[w].upTo {
					w++
				}
				if w < last {
					to = e.branches[w].step
				}
			}
		case p.kind == sourceArrival && e.sources[p.owner].plain:
			src := &e.sources[p.owner]
			g := &e.samplers[src.gaps]
			if g.at == len(g.block) {
				g.refill()
			}
			t = now + g.block[g.at]
			g.at++
			i = e.newItem(src.class)
			if i == none {
				continue
			}
			to = e.items[i].step
		default:
			e.happen(int32(s))
			continue
		}

		// The slot that fired gets its next time: calendar.set and calendar.clear, written out.
		p.time = t
		p.seq = e.cal.seq
		e.cal.seq++
		key := int64(math.Float64bits(t))&^mask | int64(s)
		if t > math.MaxFloat64 {
			key = e.cal.emptyKey(int32(s))
		}
		k := s + len(keys)/2
		keys[k] = key
		for k > 1 {
			other := keys[k^1]
			if uint64(key^other) > uint64(mask) {
				if other < key {
					key = other
				}
			} else {
				key = e.cal.tied(key, other)
			}
			k >>= 1
			keys[k] = key
		}

		if to == none {
			e.deliver(i)
			continue
		}
		sp := &e.steps[to]
		st := &e.stations[sp.station]
		it := &e.items[i]
		it.step = to
		if !st.plain || it.limit != none {
			e.move(i)
			continue
		}
		sp.Visits++
		dt := now - st.last
		st.lineArea += float64(dt * float64(st.waiting))
		st.busyArea += float64(dt * float64(st.serving))
		st.last = now
		if st.serving < st.onDuty {
			server := st.idle
			st.idle = e.idle[server]
			st.serving++
			q := &slots[server]
			q.item = i
			e.cal.set(server, now+e.beginPlain(it, now))
			continue
		}
		it.state = inLine
		l := &e.lines[st.line]
		it.prev, it.next = l.tail, none
		if l.tail == none {
			l.head = i
			st.urgent = 1
		} else {
			e.items[l.tail].next = i
		}
		l.tail = i
		st.waiting++
	}
	return false
}

// beginPlain begins the service of an item at a plain station and returns how long it takes.
func (e *Engine) beginPlain(it *item, now float64) float64 {
	sp := &e.steps[it.step]
	w := now - it.mark
	it.parts[Wait] += w
	it.mark = now
	it.state = served
	it.taken = true
	if it.first < 0 {
		it.first = now
	}
	sp.Taken++
	sp.Wait += w
	if w > 0 {
		sp.Delayed++
	}
	if e.collecting {
		e.waits[sp.station].Add(w)
	}
	s := &e.samplers[sp.service]
	if s.at == len(s.block) {
		s.refill()
	}
	x := s.block[s.at]
	s.at++
	return x
}

// happen handles the event of slot s, whatever it is. Every case gives the slot its next time.
func (e *Engine) happen(s int32) {
	p := &e.cal.slots[s]
	switch p.kind {
	case serverDone:
		e.complete(s)
	case sourceArrival:
		e.arrive(p.owner)
	case traceArrival:
		e.arriveGiven()
	case patienceOver:
		e.giveUp(p.owner)
	case sharingDone:
		e.completeShared(p.owner)
	case delayOver:
		e.endDelay(p.owner)
	case gateOpens:
		e.openGate(p.owner)
	case somethingAlters:
		e.alter(p.owner)
	}
}

// A task is something that an event has brought about and that happens after it, at the same instant. Going through a list
// and not by recursion keeps each event bounded, and a loop without end stoppable.
type task struct {
	item int32
	op   taskOp
}

type taskOp uint8

const (
	goOn  taskOp = iota // the item's step is complete
	letIn               // the item has been let in by a limit
	begin               // a new item comes to its first step
)

func (e *Engine) later(i int32, op taskOp) { e.todo = append(e.todo, task{i, op}) }

// doTask does the first thing on the list.
func (e *Engine) doTask() {
	t := e.todo[e.todoAt]
	e.todoAt++
	if e.todoAt == len(e.todo) {
		e.todo, e.todoAt = e.todo[:0], 0
	}
	switch t.op {
	case goOn:
		e.goOn(t.item)
	case letIn:
		e.enter(t.item)
	case begin:
		e.move(t.item)
	}
}
