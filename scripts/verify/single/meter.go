package single

import "math"

// meter measures one replication, block by block. Its loop is the hot one of a horizon run: sums are kept in local
// variables, and floats are compared by hand because the builtin min and max are calls in WebAssembly.
type meter struct {
	out       *Result
	times     []float64
	until     float64
	low, high float64 // the window
	last      float64 // when the last feature was made

	// Features, arrivals and starts ascend. Each is counted until it passes its next sample time, where the count is noted.
	made, arrived, started tally
}

// tally counts ascending times and notes the count at each sample time.
type tally struct {
	count int
	place int     // of the next sample time
	next  float64 // that time, +Inf after the last
}

func newMeter(h *Horizon, out *Result) meter {
	half := float64(h.Window / 2)
	m := meter{out: out, times: h.SampleTimes, until: h.Until, low: h.Until - half, high: h.Until + half}
	first := tally{next: math.Inf(1)}
	if len(m.times) > 0 {
		first.next = m.times[0]
	}
	m.made, m.arrived, m.started = first, first, first
	return m
}

// pass notes the count at every sample time before at and returns the next one.
func (t *tally) pass(at float64, times []float64, counts []int) float64 {
	for t.next < at { // +Inf is below nothing
		counts[t.place] = t.count
		t.place++
		t.next = math.Inf(1)
		if t.place < len(times) {
			t.next = times[t.place]
		}
	}
	return t.next
}

// features counts what was made.
func (m *meter) features(b *block) {
	if b.nMade == 0 {
		return
	}
	m.last = b.made[b.nMade-1]
	for _, at := range b.made[:b.nMade] {
		if at > m.made.next {
			m.made.pass(at, m.times, m.out.MadeBy)
		}
		if at > m.until {
			break
		}
		m.made.count++
	}
}

// window measures the items that arrive near the horizon.
func (m *meter) window(b *block) {
	if b.n == 0 || b.arrived[b.n-1] < m.low {
		return
	}
	r := m.out
	for i, at := range b.arrived[:b.n] {
		if at < m.low {
			continue
		}
		wait := 0.0
		if ready := b.ready[i]; ready > at {
			wait = ready - at
		}
		r.WindowSum += wait
		r.WindowCount++
		r.WindowWaits.add(wait)
	}
}

// items measures those that came to the station by the horizon; backlog says that they were there at time 0 instead, have
// not arrived and have no wait.
func (m *meter) items(b *block, backlog bool) {
	n := b.n
	if !backlog {
		m.window(b)
		for n > 0 && b.arrived[n-1] > m.until {
			n--
		}
	}
	r, until := m.out, m.until
	keeps := r.Waits.room > 0 && !backlog
	var waits, sojourns, busy, queue, wip float64
	delayed, departed, waiting, here := 0, 0, 0, 0
	arrived, nextArrived := m.arrived.count, m.arrived.next
	started, nextStarted := m.started.count, m.started.next
	ready, ends := b.ready[:n], b.done[:n]
	for i, at := range b.arrived[:n] {
		start, done := ready[i], ends[i]
		if start <= at {
			start = at
		} else {
			delayed++
		}
		if at > nextArrived {
			m.arrived.count = arrived
			nextArrived = m.arrived.pass(at, m.times, r.ArrivedBy)
		}
		arrived++
		wait, sojourn := start-at, done-at
		waits += wait
		sojourns += sojourn
		if keeps {
			r.Waits.add(wait)
		}
		if start > until {
			waiting++
			queue += until - at
			wip += until - at
			continue
		}
		if start > nextStarted {
			m.leave(here)
			here = 0
			m.started.count = started
			nextStarted = m.started.pass(start, m.times, r.StartedBy)
		}
		started++
		queue += wait
		if done > until {
			busy += until - start
			wip += until - at
			continue
		}
		busy += done - start
		wip += sojourn
		departed++
		if done <= nextStarted {
			here++
		} else {
			m.leaveLater(done)
		}
	}
	m.leave(here)
	m.started.count = started
	r.BusyHours += busy
	r.QueueHours += queue
	r.WIPHours += wip
	r.Departed += departed
	if backlog {
		r.Queue += waiting
		r.InSystem += n - departed
		return
	}
	m.arrived.count = arrived
	r.Arrived += n
	r.WaitSum += waits
	r.SojournSum += sojourns
	r.Delayed += delayed
	r.Queue += waiting
	r.InSystem += n - departed
}

// leave counts departures between the latest start and the next sample time.
func (m *meter) leave(n int) {
	if k := m.started.place; k < len(m.times) {
		m.out.DepartedBy[k] += n
	}
}

// leaveLater counts a departure after the next sample time.
func (m *meter) leaveLater(done float64) {
	k := m.started.place
	for k < len(m.times) && m.times[k] < done {
		k++
	}
	if k < len(m.times) {
		m.out.DepartedBy[k]++
	}
}

// finish completes the counts at the sample times.
func (m *meter) finish() {
	r := m.out
	r.Made = m.made.count
	m.made.pass(math.Inf(1), m.times, r.MadeBy)
	m.arrived.pass(math.Inf(1), m.times, r.ArrivedBy)
	m.started.pass(math.Inf(1), m.times, r.StartedBy)
	for i := 1; i < len(m.times); i++ { // departures were counted between samples: they do not ascend
		r.DepartedBy[i] += r.DepartedBy[i-1]
	}
}
