package sim

// hold brings an item to a Gate, which opens if that makes its number complete.
func (e *Engine) hold(i int32) {
	it := &e.items[i]
	st := &e.stations[e.steps[it.step].station]
	it.state = gated
	e.pushBack(&e.lines[st.line], i)
	st.waiting++
	if st.count > 0 && st.waiting >= st.count {
		e.letThrough(st, st.count)
	}
}

// openGate opens the gate at station k because its time has come.
func (e *Engine) openGate(k int32) {
	st := &e.stations[k]
	st.openings++
	e.cal.set(st.slot, st.offset+float64(float64(st.openings)*st.every))
	n := st.waiting
	if st.atMost > 0 {
		n = min(n, st.atMost)
	}
	e.letThrough(st, n)
	if st.tells {
		e.tell(st)
	}
}

// letThrough lets the first n items at a gate go on.
func (e *Engine) letThrough(st *station, n int32) {
	for range n {
		i := e.lines[st.line].head
		e.pop(&e.lines[st.line])
		st.waiting--
		it := &e.items[i]
		sp := &e.steps[it.step]
		w := e.now - it.mark
		if st.lookout != nil {
			e.waited(st.lookout, it, w, hasBegun)
		}
		it.parts[Gated] += w
		if e.books != nil {
			e.post(i, Gated, w)
		}
		it.mark = e.now
		it.state = moving
		sp.Taken++
		sp.Wait += w
		sp.Delayed += positive(w)
		if e.collecting {
			st.waits.Add(w)
		}
		if sp.split != nil {
			e.gather(i, st)
			continue
		}
		sp.Served++
		if e.options.Log != nil {
			e.options.Log.add(e.now, it.id, Completed, st.index)
		}
		e.later(i, goOn)
	}
	for _, first := range e.together {
		e.split(first)
	}
	e.together = e.together[:0]
}

// gather puts an item with those of the same step that are let through with it, to be split together.
func (e *Engine) gather(i int32, st *station) {
	it := &e.items[i]
	it.state, it.prev, it.next = inPieces, i, none
	st.serving++
	for _, first := range e.together {
		if e.items[first].step == it.step {
			// The first one knows the last.
			e.items[e.items[first].prev].next = i
			e.items[first].prev = i
			return
		}
	}
	e.together = append(e.together, i)
}
