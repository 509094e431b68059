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
	left := min(int64(maxEvents), e.options.MaxEvents-e.events)
	if left <= 0 {
		return maxEvents > 0 && e.runOut()
	}
	if e.net != nil {
		for ; left > 0 && e.todoAt < len(e.todo); left-- { // the backlog
			e.doTask()
			e.events++
		}
		return left > 0 && e.stepPlain(left)
	}
	// These never change in a run; in variables the compiler need not fear that a store through a pointer moves them.
	slots, keys, mask, leaves := e.cal.slots, e.cal.keys, e.cal.mask, len(e.cal.slots)
	stations, steps, samplers := e.stations, e.steps, e.samplers
	last := e.events + left // what events will be when none is left
	for ; left > 0; left-- {
		if e.todoAt < len(e.todo) {
			e.doTask()
			continue
		}
		s := int(keys[1] & mask)
		p := &slots[s]
		now := p.time
		if now >= e.pause {
			e.events = last - left
			if e.reach() {
				return true
			}
			left++
			continue
		}
		e.now = now

		i := none  // the item that moves
		to := none // the step it moves to
		t := math.Inf(1)
		if p.kind == serverDone && stations[p.place].plain {
			st := &stations[p.place]
			i = p.item
			it := &e.items[i]
			sp := &steps[it.step]
			d := now - it.mark
			it.mark = now
			it.taken = false
			sp.Served++
			sp.Service += d
			part := Touch
			if sp.index <= it.far {
				part = Rework
			}
			it.parts[part] += d
			it.far = max(it.far, sp.index)
			// The server turns to its line.
			if n := st.head; n != none {
				nx := &e.items[n]
				st.head = nx.next
				st.waiting--
				p.item = n
				// beginPlain, written out.
				b := &steps[nx.step]
				w := now - nx.mark
				nx.parts[Wait] += w
				nx.mark = now
				nx.state = served
				nx.taken = true
				nx.first = firstTouch(nx.first, now)
				b.Taken++
				b.Wait += w
				b.Delayed += positive(w)
				if e.collecting {
					e.waits[b.station].Add(w)
				}
				work := &samplers[b.service]
				if work.at == work.filled {
					work.refill()
				}
				t = now + work.all[work.at&(blockLength-1)]
				work.at++
			} else {
				st.serving--
				p.item = none
				e.idle[s] = st.idle
				st.idle = int32(s)
			}
			// The item goes on.
			to = sp.next
			if sp.route != none {
				r := &samplers[sp.route]
				if r.at == r.filled {
					r.refill()
				}
				u := r.all[r.at&(blockLength-1)]
				r.at++
				w, end := sp.firstWay, sp.lastWay
				for w < end && u >= e.branches[w].upTo {
					w++
				}
				if w < end {
					to = e.branches[w].step
				}
			}
		} else if p.kind == sourceArrival && e.sources[p.owner].plain {
			src := &e.sources[p.owner]
			g := &samplers[src.gaps]
			if g.at == g.filled {
				g.refill()
			}
			t = now + g.all[g.at&(blockLength-1)]
			g.at++
			i = e.newItem(src.class)
			if i == none {
				continue
			}
			to = e.items[i].step
		} else {
			e.happen(int32(s))
			continue
		}

		// The slot that fired gets its next time: calendar.set, written out.
		p.time = t
		p.seq = e.cal.seq
		e.cal.seq++
		key := int64(math.Float64bits(t))&^mask | int64(s)
		if t > math.MaxFloat64 {
			key = e.cal.emptyKey(int32(s))
		}
		k := s + leaves
		keys[k] = key
		for k > 1 {
			other := keys[k^1]
			if d := other - key; uint64(d+mask) > uint64(2*mask) {
				key += d & (d >> 63)
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
		sp := &steps[to]
		st := &stations[sp.station]
		it := &e.items[i]
		it.step = to
		if !st.plain || it.under != 0 {
			e.move(i)
			continue
		}
		sp.Visits++
		if server := st.idle; server != none {
			st.idle = e.idle[server]
			st.serving++
			slots[server].item = i
			// beginPlain, written out.
			w := now - it.mark
			it.parts[Wait] += w
			it.mark = now
			it.state = served
			it.taken = true
			it.first = firstTouch(it.first, now)
			sp.Taken++
			sp.Wait += w
			sp.Delayed += positive(w)
			if e.collecting {
				e.waits[sp.station].Add(w)
			}
			work := &samplers[sp.service]
			if work.at == work.filled {
				work.refill()
			}
			e.cal.set(server, now+work.all[work.at&(blockLength-1)])
			work.at++
			continue
		}
		it.state = inLine
		it.next = none
		if st.head == none {
			st.head = i
		} else {
			e.items[st.tail].next = i
		}
		st.tail = i
		st.waiting++
	}
	e.events = last
	return false
}

// runOut ends a run whose budget of events is used up, unless it has come to its end just so.
func (e *Engine) runOut() bool {
	for e.todoAt == len(e.todo) && e.cal.slots[e.cal.next()].time >= e.pause {
		if e.reach() {
			return true
		}
	}
	e.halt(OutOfEvents)
	return e.reach()
}

// beginPlain begins the service of an item at a plain station and returns how long it takes.
func (e *Engine) beginPlain(it *item, now float64) float64 {
	sp := &e.steps[it.step]
	came := it.mark
	w := now - came
	it.parts[Wait] += w
	it.mark = now
	it.state = served
	it.taken = true
	it.first = firstTouch(it.first, now)
	sp.Taken++
	sp.Wait += w
	sp.Delayed += positive(w)
	if e.collecting {
		e.waits[sp.station].Add(w)
	}
	if o := sp.lookout; o != nil {
		e.observe(o, sp.class, came, w, hasBegun)
	}
	return e.samplers[sp.service].draw()
}

// enterPlain brings an item to a plain station by a way that the loop does not handle.
func (e *Engine) enterPlain(i int32, st *station) {
	it := &e.items[i]
	if server := st.idle; server != none {
		st.idle = e.idle[server]
		st.serving++
		e.cal.slots[server].item = i
		e.cal.set(server, e.now+e.beginPlain(it, e.now))
		return
	}
	it.state = inLine
	it.next = none
	if st.head == none {
		st.head = i
	} else {
		e.items[st.tail].next = i
	}
	st.tail = i
	st.waiting++
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
	begin               // a new item comes to where it begins
	stand               // an item of the backlog comes to its step
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
		e.comeIn(t.item)
	case begin:
		e.admit(t.item)
	case stand:
		e.move(t.item)
	}
}
