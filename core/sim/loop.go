package sim

import (
	"math"
	"math/bits"
)

// Step runs up to maxEvents events and reports whether the run is over. Some thousands at a call are a good number: enough
// to make the call's cost vanish, few enough to stay responsive.
//
// The common events are written out in the loop, because in WebAssembly a call costs as much as a good part of an event: a server or a person
// completes an item and turns to a line, a plain source sends one, and the item comes to a Line (station.inLoop says where). They do exactly what complete,
// arrive and enter do; a test runs models both ways and compares every number.
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
	slots, keys, mask, leaves := e.cal.slots, e.cal.keys, e.cal.mask, int64(len(e.cal.slots))
	stations, steps, samplers, lines, people := e.stations, e.steps, e.samplers, e.lines, e.people
	if len(keys) == 0 || len(slots) == 0 {
		return // never: so the compiler knows that an index masked by their length is one of theirs
	}
	anonymous := e.anonymous
	last := e.events + left // what events will be when none is left
	for ; left > 0; left-- {
		if e.todoAt < len(e.todo) {
			e.doTask()
			continue
		}
		s := int(keys[1&(len(keys)-1)] & mask)
		p := &slots[s&(len(slots)-1)]
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
		if kind := p.kind; kind <= personDone && stations[p.place].inLoop {
			st := &stations[p.place]
			i = p.item
			it := &e.items[i]
			sp := &steps[it.step]
			d := now - it.mark
			it.mark = now
			it.taken = false
			sp.Served++
			sp.Service += d
			further := sp.index - it.far
			again := uint32(further-1) >> 31 // 1 if the step is not beyond the furthest one
			it.parts[(uint32(Touch)+again)&7] += d
			it.far += further &^ (further >> 31)
			st.serving--

			// The server turns to a line: its own, or, as choose has it, one of those that the person can serve.
			n := none
			q := st
			pace := 1.0
			if kind == serverDone {
				if st.urgent != 0 {
					n = lines[st.line+int32(bits.TrailingZeros64(st.urgent))].head
				}
			} else {
				pn := &people[int32(s)-anonymous]
				pn.Busy += d
				most, least := int64(math.MaxInt64), int64(math.MaxInt64)
				for k := range pn.skills {
					skill := &pn.skills[k]
					other := &stations[skill.Station]
					if other.urgent == 0 {
						continue
					}
					h := lines[other.line+int32(bits.TrailingZeros64(other.urgent))].head
					hd := &e.items[h]
					major := int64(hd.level)&pn.byLevel - int64(other.waiting)&pn.byLength
					minor := int64(math.Float64bits(hd.mark)) & pn.byAge
					if major < most || major == most && minor < least {
						most, least = major, minor
						n, q, pace = h, other, skill.Speed
					}
				}
				if pn.pace = pace; n == none {
					pn.idle = true
					e.free |= 1 << (uint32(int32(s)-anonymous) & 63)
				}
			}
			p.item = n
			if n != none {
				// unqueue and begin, written out.
				nx := &e.items[n]
				b := &steps[nx.step]
				if q.patienceAt != none {
					e.unqueue(n)
				} else {
					l := b.line
					if l.head = nx.next; l.head == none {
						l.tail = none
						q.urgent &= q.urgent - 1
					}
					q.waiting--
				}
				q.serving++
				p.place = q.index
				w := now - nx.mark
				if q.lookout != nil && !nx.taken {
					e.waited(q.lookout, nx, w, hasBegun)
				}
				nx.mark = now
				nx.state = served
				if nx.taken {
					nx.parts[Interrupted] += w
					if e.books != nil {
						e.post(n, Interrupted, w)
					}
					b.Interrupted += w
					t = now + nx.left/pace
				} else {
					nx.taken = true
					nx.parts[Wait] += w
					if e.books != nil {
						e.post(n, Wait, w)
					}
					nx.first = firstTouch(nx.first, now)
					b.Taken++
					b.Wait += w
					b.Delayed += positive(w)
					if e.collecting {
						q.waits.Add(w)
					}
					work := b.work
					if work.at == work.filled {
						work.refill()
					}
					t = now + work.all[work.at&(blockLength-1)]/pace
					work.at++
				}
			} else if kind == serverDone {
				e.idle[s] = st.idle
				st.idle = int32(s)
			}

			// The item goes on.
			to = sp.next
			if r := sp.draws; r != nil {
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
		} else if kind == sourceArrival && e.sources[p.owner].plain {
			src := &e.sources[p.owner]
			g := &samplers[src.gaps]
			if g.at == g.filled {
				g.refill()
			}
			t = now + g.all[g.at&(blockLength-1)]
			g.at++
			// newItem, written out.
			i = e.spare
			if i == none {
				if i = e.newItem(src.class); i == none {
					continue
				}
			} else {
				c := &e.classes[src.class]
				c.Present++
				c.Arrived++
				it := &e.items[i]
				e.spare = it.next
				it.parts = [Parts]float64{}
				it.born, it.mark, it.first = now, now, -1
				it.id = e.born
				it.timer, it.owner, it.given, it.far = none, none, none, -1
				it.under, it.visit = 0, 0
				it.taken, it.waited = false, false
				it.level = uint8(c.level)
				it.step = c.first
				e.born++
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
		near := int64(0)
		k := s + len(slots)
		for {
			keys[k&(len(keys)-1)] = key
			a, b, c := keys[(k^1)&(len(keys)-1)], keys[(k^2)&(len(keys)-1)], keys[(k^3)&(len(keys)-1)]
			d := b - a
			m := d >> 63
			near |= (d ^ m) - m - leaves
			a += d & m
			d = c - a
			m = d >> 63
			near |= (d ^ m) - m - leaves
			a += d & m
			d = a - key
			m = d >> 63
			near |= (d ^ m) - m - leaves
			key += d & m
			k >>= 2
			if k <= 1 {
				break
			}
		}
		keys[1&(len(keys)-1)] = key
		if near < 0 {
			e.cal.replay(s)
		}

		it := &e.items[i]
		if to == none {
			c := &e.classes[steps[it.step].class]
			if it.owner != none || c.overlaps != nil || c.leaves {
				e.deliver(i)
				continue
			}
			// deliver, written out. The sum of age: it is a tenth of the work that an item makes.
			sums, parts := &c.Parts, &it.parts
			sums[0] += parts[0]
			sums[1] += parts[1]
			sums[2] += parts[2]
			sums[3] += parts[3]
			sums[4] += parts[4]
			sums[5] += parts[5]
			sums[6] += parts[6]
			sums[7] += parts[7]
			lead := 0 + parts[0] + parts[1] + parts[2] + parts[3] + parts[4] + parts[5] + parts[6] + parts[7]
			c.Delivered++
			c.LeadTime += lead
			if it.first >= 0 {
				c.CycleTime += now - math.Float64frombits(uint64(it.first))
			}
			if e.collecting {
				c.leads.Add(lead)
			}
			c.Present--
			if it.under != 0 {
				e.giveBack(it, it.under)
			}
			it.state = unborn
			it.next = e.spare
			e.spare = i
			continue
		}
		sp := &steps[to]
		st := sp.at
		it.step = to
		if !st.inLoop {
			e.move(i)
			continue
		}
		if it.under != st.under && !e.pass(i, st.under) {
			continue
		}
		sp.Visits++
		if st.waiting+st.serving >= st.room {
			e.lose(i)
			continue
		}
		// serverFor, written out.
		server := st.idle
		if st.byPeople {
			if able := st.able & e.free; able != 0 {
				server = anonymous + int32(bits.TrailingZeros64(able))
				if !st.byNumber {
					server = e.idlePerson(st)
				}
			}
		} else if server != none {
			st.idle = e.idle[server]
		}
		if server == none && st.discipline == PreemptiveResume && it.level < e.leastUrgent {
			server = e.interruptFor(it, st)
		}
		if server == none {
			// queue, written out.
			if st.patienceAt != none {
				e.queue(i)
				continue
			}
			it.state = inLine
			l := sp.line
			it.next = none
			if l.tail == none {
				l.head = i
			} else {
				e.items[l.tail].next = i
			}
			l.tail = i
			st.urgent |= 1 << uint(sp.level)
			st.waiting++
			continue
		}
		if st.urgent&(2<<uint(sp.level)-1) != 0 {
			e.beginFirst(i, server, st)
			continue
		}
		// begin, written out. Who is served at once has not waited.
		st.serving++
		it.state = served
		it.taken = true
		it.first = firstTouch(it.first, now)
		sp.Taken++
		if e.collecting {
			st.waits.addZero()
		}
		if st.lookout != nil {
			e.waited(st.lookout, it, 0, hasBegun)
		}
		work := sp.work
		if work.at == work.filled {
			work.refill()
		}
		t = work.all[work.at&(blockLength-1)]
		work.at++
		if st.byPeople {
			pn := &people[server-anonymous]
			pn.idle = false
			if e.free &^= 1 << (uint32(server-anonymous) & 63); len(people) > 64 {
				e.free = math.MaxUint64
			}
			pn.pace = pn.speed(st.index)
			t /= pn.pace
		}
		// The server gets its time, as above.
		p = &slots[int(server)&(len(slots)-1)]
		p.item = i
		p.place = st.index
		t += now
		p.time = t
		p.seq = e.cal.seq
		e.cal.seq++
		key = int64(math.Float64bits(t))&^mask | int64(server)
		if t > math.MaxFloat64 {
			key = e.cal.emptyKey(server)
		}
		near = 0
		k = int(server) + len(slots)
		for {
			keys[k&(len(keys)-1)] = key
			a, b, c := keys[(k^1)&(len(keys)-1)], keys[(k^2)&(len(keys)-1)], keys[(k^3)&(len(keys)-1)]
			d := b - a
			m := d >> 63
			near |= (d ^ m) - m - leaves
			a += d & m
			d = c - a
			m = d >> 63
			near |= (d ^ m) - m - leaves
			a += d & m
			d = a - key
			m = d >> 63
			near |= (d ^ m) - m - leaves
			key += d & m
			k >>= 2
			if k <= 1 {
				break
			}
		}
		keys[1&(len(keys)-1)] = key
		if near < 0 {
			e.cal.replay(int(server))
		}
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

// happen handles the event of slot s, whatever it is. Every case gives the slot its next time.
func (e *Engine) happen(s int32) {
	p := &e.cal.slots[s]
	switch p.kind {
	case serverDone, personDone, overtimeDone:
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
