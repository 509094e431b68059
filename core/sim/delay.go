package sim

// beginDelay brings an item into a Delay.
func (e *Engine) beginDelay(i int32) {
	it := &e.items[i]
	sp := &e.steps[it.step]
	st := &e.stations[sp.station]
	it.mark = e.now
	it.state = delayed
	st.serving++
	sp.Taken++
	if sp.split != nil {
		it.state, it.next = inPieces, none
		e.split(i)
		return
	}
	e.addTimer(&st.inside, e.now+e.work(it, sp), i)
	e.showTimers(&st.inside, st.slot)
}

// endDelay sends on the item whose delay at station k is over.
func (e *Engine) endDelay(k int32) {
	st := &e.stations[k]
	i := e.dropTimer(&st.inside, 0).item
	e.showTimers(&st.inside, st.slot)
	st.serving--
	it := &e.items[i]
	sp := &e.steps[it.step]
	d := e.now - it.mark
	it.parts[Handoff] += d
	if e.books != nil {
		e.post(i, Handoff, d)
	}
	it.mark = e.now
	sp.Served++
	sp.Service += d
	if e.options.Log != nil {
		e.options.Log.add(e.now, it.id, Completed, k)
	}
	if st.tells {
		e.tell(st)
	}
	e.goOn(i)
}
