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
		at: n.bits(st.slot, s.time), after: n.second(p), seq: s.seq, place: uint32(k) + aDelay*plainMost,
	}
}

// second is when the second of those in a Delay will leave.
func (n *plainNet) second(p *plainStation) int64 {
	switch h := p.delay.heap; len(h) {
	case 0, 1:
		return n.never(p.delaySlot)
	case 2:
		return n.bits(p.delaySlot, h[1].time)
	default:
		return n.bits(p.delaySlot, min(h[1].time, h[2].time))
	}
}

// enterDelay brings an item into a Delay for so many hours; seq is that of the slot's event.
func (e *Engine) enterDelay(i int32, p *plainStation, now, hours float64, seq uint64) {
	n := e.net
	it := n.item(i)
	it.start, it.count = now, -1
	h := p.delay
	h.heap = append(h.heap, timer{time: now + hours, seq: e.timerSeq, item: none, who: i})
	e.timerSeq++
	e.siftUp(h, len(h.heap)-1)
	q := &n.slots[p.delaySlot]
	q.at, q.after, q.seq = int64(math.Float64bits(h.heap[0].time)), n.second(p), seq
	n.keys[n.leaves+int(p.delaySlot)] = q.at&^int64(n.leaves-1) | int64(p.delaySlot)
	n.replay(int(p.delaySlot))
}

// leaveDelay takes the first item out of the Delay of slot p and returns it, and to which step it goes on.
func (e *Engine) leaveDelay(p *plainSlot, now float64) (i, to int32) {
	n := e.net
	st := &n.stations[p.place%plainMost]
	i = e.dropTimer(st.delay, 0).who
	p.after = n.second(st)
	it := n.item(i)
	sp := &n.steps[it.step]
	d := now - it.mark
	it.mark = now
	it.parts[plainHandoff] += d
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
