package sim

// timers is a binary heap of moments at one entity: the items in a delay, the patience of those in a line, the
// members of a finite source who are thinking. Only its earliest is on the calendar. Of equal times the one that was put in first counts.
type timers struct{ heap []timer }

type timer struct {
	time float64
	seq  uint64
	item int32 // none for a member of a finite source, and in a plainNet
	who  int32 // the item in a plainNet
}

func (a timer) before(b timer) bool { return a.time < b.time || a.time == b.time && a.seq < b.seq }

// addTimer puts item i (or none) into h at time t.
func (e *Engine) addTimer(h *timers, t float64, i int32) {
	h.heap = append(h.heap, timer{time: t, seq: e.timerSeq, item: i})
	e.timerSeq++
	e.siftUp(h, len(h.heap)-1)
}

// dropTimer removes the timer at place k of h.
func (e *Engine) dropTimer(h *timers, k int) timer {
	t := h.heap[k]
	if t.item != none {
		e.items[t.item].timer = none
	}
	last := len(h.heap) - 1
	h.heap[k] = h.heap[last]
	h.heap = h.heap[:last]
	if k < last {
		if k > 0 && h.heap[k].before(h.heap[(k-1)/2]) {
			e.siftUp(h, k)
		} else {
			e.siftDown(h, k)
		}
	}
	return t
}

func (e *Engine) siftUp(h *timers, k int) {
	t := h.heap[k]
	for k > 0 {
		up := (k - 1) / 2
		if !t.before(h.heap[up]) {
			break
		}
		e.putTimer(h, k, h.heap[up])
		k = up
	}
	e.putTimer(h, k, t)
}

func (e *Engine) siftDown(h *timers, k int) {
	t := h.heap[k]
	n := len(h.heap)
	for {
		down := 2*k + 1
		if down >= n {
			break
		}
		if down+1 < n && h.heap[down+1].before(h.heap[down]) {
			down++
		}
		if !h.heap[down].before(t) {
			break
		}
		e.putTimer(h, k, h.heap[down])
		k = down
	}
	e.putTimer(h, k, t)
}

func (e *Engine) putTimer(h *timers, k int, t timer) {
	h.heap[k] = t
	if t.item != none {
		e.items[t.item].timer = int32(k)
	}
}

// showTimers puts the earliest timer of h, if any, on the calendar at slot s.
func (e *Engine) showTimers(h *timers, s int32) {
	if len(h.heap) == 0 {
		e.cal.clear(s)
		return
	}
	e.cal.set(s, h.heap[0].time)
}
