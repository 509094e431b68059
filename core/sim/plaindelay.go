package sim

import "math"

// startPlainDelay brings those in the Delay at station k into the net. They stay in the station's own heap, by the net's numbers.
func (e *Engine) startPlainDelay(k int) {
	n := e.net
	st, p := &e.stations[k], &n.stations[k]
	p.delay, p.delaySlot = &st.inside, st.slot
	for j := range st.inside.heap {
		t := &st.inside.heap[j]
		t.who, t.item = t.item+1, none
		it := n.item(t.who)
		it.start, it.count, it.next = it.mark, -1, nobody
	}
	s := &e.cal.slots[st.slot]
	n.slots[st.slot] = plainSlot{
		at: n.bits(st.slot, s.time), after: n.second(p.delay, p.delaySlot), seq: s.seq, place: uint32(k) + aDelay*plainMost,
	}
}

// second is when the second of those in h leaves, whose first is on the calendar in slot s.
func (n *plainNet) second(h *timers, s int32) int64 {
	switch h := h.heap; len(h) {
	case 0, 1:
		return n.never(s)
	case 2:
		return n.bits(s, h[1].time)
	default:
		return n.bits(s, min(h[1].time, h[2].time))
	}
}

// keep puts an item, or a member of a finite source, into h until time t; seq is that of the event of h's slot s.
func (e *Engine) keep(h *timers, s int32, t float64, who int32, seq uint64) {
	n := e.net
	h.heap = append(h.heap, timer{time: t, seq: e.timerSeq, item: none, who: who})
	e.timerSeq++
	e.siftUp(h, len(h.heap)-1)
	q := &n.slots[s]
	q.at, q.after, q.seq = int64(math.Float64bits(h.heap[0].time)), n.second(h, s), seq
	n.keys[n.leaves+int(s)] = q.at&^int64(n.leaves-1) | int64(s)
	n.replay(int(s))
}

// enterDelay brings an item into a Delay for so many hours; seq is that of the slot's event.
func (e *Engine) enterDelay(i int32, p *plainStation, now, hours float64, seq uint64) {
	it := e.net.item(i)
	it.start, it.count = now, -1
	e.keep(p.delay, p.delaySlot, now+hours, i, seq)
}

// ponder has a member of finite source k begin to think; seq is that of the slot's event.
func (e *Engine) ponder(k int32, now float64, seq uint64) {
	src := &e.net.sources[k]
	e.keep(src.thinking, src.slot, now+src.gaps.draw(), nobody, seq)
}

// send has the first of those who think in the crowd of slot p send an item. It returns the item, nobody if the budget of items is used up, and at
// which step it begins.
func (e *Engine) send(p *plainSlot, now float64) (i, to int32) {
	n := e.net
	k := int32(p.place % plainMost)
	src := &n.sources[k]
	e.dropTimer(src.thinking, 0)
	p.after = n.second(src.thinking, src.slot)
	i = n.spare
	if i == nobody {
		if i = e.addPlainItem(); i == nobody {
			return nobody, none
		}
	}
	c := src.class
	c.Present++
	c.Arrived++
	e.born++
	it := n.item(i)
	n.spare = it.next
	it.parts = [4]float64{}
	it.born, it.mark, it.first = now, now, -1
	it.far, it.here, it.owner, it.step = -1, true, k, c.first
	return i, e.decide(&c.entry)
}

// leaveDelay takes the first item out of the Delay of slot p and returns it, and to which step it goes on.
func (e *Engine) leaveDelay(p *plainSlot, now float64) (i, to int32) {
	n := e.net
	st := &n.stations[p.place%plainMost]
	i = e.dropTimer(st.delay, 0).who
	p.after = n.second(st.delay, st.delaySlot)
	it := n.item(i)
	sp := &n.steps[it.step]
	d := now - it.mark
	it.mark = now
	it.parts[plainHandoff] += d
	if e.books != nil {
		e.postPlain(it, Handoff, d)
	}
	sp.served++
	sp.service += d
	it.far = max(it.far, sp.index)
	if sp.route == nil {
		return i, sp.next
	}
	u := int64(math.Float64bits(sp.route.draw()))
	if u < sp.below {
		return i, sp.way
	}
	for _, w := range sp.ways {
		if u < w.below {
			return i, w.step
		}
	}
	return i, sp.next
}
