package sim

import "math"

// move brings an item to the station of its step, through the limits of that station if there are any. The item's record says
// which step; its mark is now.
func (e *Engine) move(i int32) {
	it := &e.items[i]
	if to := e.stations[e.steps[it.step].station].under; it.under != to && !e.pass(i, to) {
		return
	}
	e.enter(i)
}

// enter brings an item to its step's station.
func (e *Engine) enter(i int32) {
	it := &e.items[i]
	sp := &e.steps[it.step]
	st := &e.stations[sp.station]
	sp.Visits++
	if e.options.Log != nil {
		e.options.Log.add(e.now, it.id, Came, sp.station)
	}
	switch st.kind {
	case Delay:
		e.beginDelay(i)
	case Gate:
		e.hold(i)
	default:
		if st.waiting+st.serving >= st.room {
			e.lose(i)
			return
		}
		if st.discipline == Sharing {
			e.share(i)
		} else if server := e.serverFor(i, st); server != none {
			if st.urgent&(2<<uint(sp.level)-1) != 0 {
				e.beginFirst(i, server, st)
			} else {
				e.begin(i, server)
			}
		} else {
			e.queue(i)
		}
	}
	if st.tells {
		e.tell(st)
	}
}

// beginFirst has a server begin whoever is first, item i or somebody before it whom no server had noticed.
func (e *Engine) beginFirst(i, server int32, st *station) {
	e.queue(i)
	i = e.head(st)
	e.unqueue(i)
	e.begin(i, server)
}

// queue puts an item at the end of its station's line.
func (e *Engine) queue(i int32) {
	it := &e.items[i]
	sp := &e.steps[it.step]
	st := &e.stations[sp.station]
	it.state = inLine
	e.pushBack(&e.lines[st.line+sp.level], i)
	st.urgent |= 1 << uint(sp.level)
	st.waiting++
	if st.patienceAt == none {
		return
	}
	patience := 0.0
	if sp.patience != none {
		patience = e.samplers[sp.patience].draw()
	}
	if it.given != none && it.visit == 0 && !it.waited {
		if own := e.trace[it.given].Patience; own > 0 {
			patience = own
		}
	}
	it.waited = true
	if patience > 0 {
		e.addTimer(&st.patience, e.now+patience, i)
		e.showPatience(st)
	}
}

// showPatience puts the end of the first patience at a station, if there is any, on the calendar: whoever can be served at that very moment is.
func (e *Engine) showPatience(st *station) {
	if len(st.patience.heap) == 0 {
		e.cal.clear(st.patienceAt)
		return
	}
	e.cal.setLast(st.patienceAt, st.patience.heap[0].time)
}

// unqueue takes an item out of its station's line: the first one, or who gives up.
func (e *Engine) unqueue(i int32) {
	it := &e.items[i]
	sp := &e.steps[it.step]
	st := &e.stations[sp.station]
	l := &e.lines[st.line+sp.level]
	if st.patienceAt == none {
		e.pop(l)
	} else {
		e.unlink(l, i)
	}
	if l.head == none {
		st.urgent &^= 1 << uint(sp.level)
	}
	st.waiting--
	if it.timer != none {
		e.dropTimer(&st.patience, int(it.timer))
		e.showPatience(st)
	}
}

// take ends item i's wait in line as its service by a server begins: the books of waiting are closed.
func (e *Engine) take(i, server int32) {
	it := &e.items[i]
	sp := &e.steps[it.step]
	if e.options.Log != nil {
		what := Began
		if it.taken {
			what = Resumed
		}
		e.options.Log.addBy(e.now, it.id, what, sp.station, max(server-e.anonymous, none))
	}
	w := e.now - it.mark
	if o := sp.lookout; o != nil && !it.taken {
		e.waited(o, it, w, hasBegun)
	}
	it.mark = e.now
	if it.taken {
		it.parts[Interrupted] += w
		if e.books != nil {
			e.post(i, Interrupted, w)
		}
		sp.Interrupted += w
		it.state = served
		return
	}
	it.parts[Wait] += w
	if e.books != nil {
		e.post(i, Wait, w)
	}
	it.taken = true
	it.state = served
	it.first = firstTouch(it.first, e.now)
	sp.Taken++
	sp.Wait += w
	sp.Delayed += positive(w)
	if e.collecting {
		e.stations[sp.station].waits.Add(w)
	}
	it.left = e.work(it, sp)
}

// firstTouch is when an item was first touched, given what is known of it and that it is being touched now: the bits of the
// time, or below 0 for never. Integers, and no branch that the processor would have to guess.
func firstTouch(known int64, now float64) int64 {
	return known + (int64(math.Float64bits(now))-known)&(known>>63)
}

// positive is 1 if w is above 0, else 0.
func positive(w float64) int64 {
	n := int64(0)
	if w > 0 {
		n = 1
	}
	return n
}

// work is how much work the item's present visit takes.
func (e *Engine) work(it *item, sp *step) float64 {
	if it.given != none {
		if own := e.trace[it.given].Work; int(it.visit) < len(own) {
			it.visit++
			return own[it.visit-1]
		}
		it.visit++
	}
	return e.samplers[sp.service].draw()
}

// giveUp handles the end of somebody's patience at station k.
func (e *Engine) giveUp(k int32) {
	st := &e.stations[k]
	i := st.patience.heap[0].item
	it := &e.items[i]
	sp := &e.steps[it.step]
	e.unqueue(i)
	w := e.now - it.mark
	if st.lookout != nil {
		e.waited(st.lookout, it, w, hasGivenUp)
	}
	it.parts[Wait] += w
	if e.books != nil {
		e.post(i, Wait, w)
	}
	it.mark = e.now
	sp.Abandoned++
	sp.WaitAbandoned += w
	to := e.decide(&sp.givesUp)
	if e.options.Log != nil {
		what := GaveUp
		if to != none {
			what = Diverted
		}
		e.options.Log.add(e.now, it.id, what, sp.station)
	}
	if to == none {
		e.classes[sp.class].Abandoned++
		e.classes[sp.class].LeftHours += it.age()
		e.remove(i)
	} else {
		it.step = to
		it.state = moving
	}
	if st.tells {
		e.tell(st)
	}
	if to != none {
		e.move(i)
	}
}

// lose sends away an item that found a station full.
func (e *Engine) lose(i int32) {
	it := &e.items[i]
	sp := &e.steps[it.step]
	sp.Lost++
	e.classes[sp.class].Lost++
	e.classes[sp.class].LeftHours += it.age()
	if e.options.Log != nil {
		e.options.Log.add(e.now, it.id, TurnedAway, sp.station)
	}
	e.remove(i)
}

// goOn is what happens to an item whose step is complete: new items are spawned, and it goes where its branches say.
func (e *Engine) goOn(i int32) {
	it := &e.items[i]
	sp := &e.steps[it.step]
	it.taken = false
	it.state = moving
	it.far = max(it.far, sp.index)
	if sp.spawn != none {
		for _, s := range sp.spawnOnto {
			if e.samplers[sp.spawn].draw() < s.Probability {
				if n := e.newItem(int32(s.Class)); n != none {
					e.later(n, begin)
				}
			}
		}
		it = &e.items[i] // the pool may have moved
	}
	// decide, written out.
	to := sp.next
	if sp.route != none {
		u := e.samplers[sp.route].draw()
		for w := sp.firstWay; w < sp.lastWay; w++ {
			if u < e.branches[w].upTo {
				to = e.branches[w].step
				break
			}
		}
	}
	if to == none {
		e.deliver(i)
		return
	}
	it.step = to
	e.move(i)
}

// decide returns the step to which an item goes, or none if it leaves.
func (e *Engine) decide(w *ways) int32 {
	if w.route != none {
		u := e.samplers[w.route].draw()
		for k := w.firstWay; k < w.lastWay; k++ {
			if u < e.branches[k].upTo {
				return e.branches[k].step
			}
		}
	}
	return w.next
}

// deliver closes the books of an item that has come to the end of its way.
func (e *Engine) deliver(i int32) {
	it := &e.items[i]
	sp := &e.steps[it.step]
	c := &e.classes[sp.class]
	lead := 0.0
	for k, x := range it.parts {
		c.Parts[k] += x
		lead += x
	}
	c.Delivered++
	c.LeadTime += lead
	if e.books != nil {
		e.closeRow(i, c)
	}
	if it.first >= 0 {
		c.CycleTime += e.now - math.Float64frombits(uint64(it.first))
	}
	if e.collecting {
		e.leadTimes[sp.class].Add(lead)
	}
	if e.options.Log != nil {
		e.options.Log.add(e.now, it.id, Delivered, sp.station)
	}
	e.remove(i)
}

// age is the time from an item's birth to its mark: the sum of its parts, in their order.
func (it *item) age() float64 {
	sum := 0.0
	for _, x := range it.parts {
		sum += x
	}
	return sum
}

// remove takes an item out of the system: its limits let the next ones in, its finite source thinks again, and what it is a piece of misses it.
func (e *Engine) remove(i int32) {
	it := &e.items[i]
	c := &e.classes[e.steps[it.step].class]
	c.Present--
	if c.overlaps != nil {
		e.tellOverlaps(c.overlaps)
	}
	if it.under != 0 {
		e.giveBack(it, it.under)
	}
	if it.owner >= 0 {
		e.think(it.owner)
	} else if it.isPiece() {
		e.pieceGone(it)
	}
	e.freeItem(i)
}
