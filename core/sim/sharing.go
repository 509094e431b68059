package sim

// A Sharing station gives every item in hand the same share of time, so all of them attain work at the same speed.
// Two levels rise with time: given, the time that each item now in hand would have been given had it always been there, and level, the
// productive part of it. An item taken up at level v with work w is complete when the level reaches v + w: one heap by that
// value and one slot on the calendar serve any number of items, and no event touches all of them.

// pace is how fast given and level rise.
func (st *station) pace() (given, level float64) {
	n, c := float64(st.serving), float64(st.onDuty)
	if n <= c {
		return 1, 1
	}
	if c == 0 {
		return 0, 0
	}
	given = c / n
	return given, given / (1 + float64(st.switchCost*(n/c-1)))
}

// levels are the two levels at time now.
func (st *station) levels(now float64) (given, level float64) {
	if st.serving == 0 {
		return 0, 0
	}
	given, level = st.pace()
	dt := now - st.since
	return st.given + float64(dt*given), st.level + float64(dt*level)
}

// advance brings the two levels up to now. It must come before any change of the number of items or servers.
func (e *Engine) advance(st *station) {
	st.given, st.level = st.levels(e.now)
	st.since = e.now
}

// share brings an item to a Sharing station: it is taken up, or waits if the servers have their hands full.
func (e *Engine) share(i int32) {
	st := &e.stations[e.steps[e.items[i].step].station]
	e.advance(st)
	if st.hasHand() {
		e.takeUp(i, st)
		e.showShared(st)
	} else {
		e.queue(i)
	}
}

// hasHand reports whether the servers of a Sharing station may take up one more item.
func (st *station) hasHand() bool {
	return st.onDuty > 0 && (st.tasks == 0 || st.serving < st.tasks*st.onDuty)
}

// takeUp puts an item into the servers' hands. The levels are up to date.
func (e *Engine) takeUp(i int32, st *station) {
	it := &e.items[i]
	e.take(i, none)
	st.serving++
	it.share = st.given
	e.addTimer(&st.inside, st.level+it.left, i)
}

// showShared puts the next completion of a Sharing station on the calendar.
func (e *Engine) showShared(st *station) {
	_, pace := st.pace()
	if len(st.inside.heap) == 0 || pace == 0 {
		e.cal.clear(st.slot)
		return
	}
	e.cal.set(st.slot, e.now+max(st.inside.heap[0].time-st.level, 0)/pace)
}

// completeShared handles the next completion at Sharing station k.
func (e *Engine) completeShared(k int32) {
	st := &e.stations[k]
	e.advance(st)
	t := e.dropTimer(&st.inside, 0)
	st.level = t.time // what it is but for rounding
	i := t.item
	it := &e.items[i]
	sp := &e.steps[it.step]
	// The item has been given some time, of which its work was productive; the rest of its stay it was set aside.
	stay, given := e.now-it.mark, st.given-it.share
	work := min(it.left, given)
	given = min(given, stay)
	work = min(work, given)
	part := Touch
	if sp.index <= it.far {
		part = Rework
	}
	it.parts[part] += work
	it.parts[Switching] += given - work
	it.parts[Interrupted] += stay - given
	if e.books != nil {
		e.post(i, part, work)
		e.post(i, Switching, given-work)
		e.post(i, Interrupted, stay-given)
	}
	it.mark = e.now
	it.state = moving
	sp.Served++
	sp.Service += given
	sp.Interrupted += stay - given
	st.serving--
	if e.options.Log != nil {
		e.options.Log.add(e.now, it.id, Completed, k)
	}
	e.fillHands(st)
	if st.tells {
		e.tell(st)
	}
	e.goOn(i)
}

// fillHands takes up as many waiting items as the servers may have in hand.
func (e *Engine) fillHands(st *station) {
	for st.waiting > 0 && st.hasHand() {
		i := e.head(st)
		e.unqueue(i)
		e.takeUp(i, st)
	}
	e.showShared(st)
}
