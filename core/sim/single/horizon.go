package single

// RunHorizon runs one replication from time 0 to the horizon and writes what it measured into out. The station
// begins with h.Backlog items waiting and otherwise empty. An error is a *FieldError and leaves out as it was.
func (s *Station) RunHorizon(h Horizon, replication int, out *Result) error {
	if err := h.check(); err != nil {
		return err
	}
	s.begin(h.Seed, replication, h.Antithetic)
	out.reset(h.Backlog, len(h.SampleTimes))
	m := meter{out: out, times: h.SampleTimes, until: h.Until, low: h.Until - h.Window/2, high: h.Until + h.Window/2}
	out.Queue, out.InSystem = h.Backlog, h.Backlog
	s.serveBacklog(&h, replication, &m)

	left := h.MaxItems
	if left == 0 {
		left = defaultMaxItems
	}
	for more := true; more; {
		if left == 0 {
			out.Partial = true
			break
		}
		more = s.advance(min(left, s.blockFor(m.high-m.last)), m.high)
		left -= s.buf.nMade
		m.features(&s.buf)
		m.items(&s.buf, false)
	}
	out.StoppedAt = m.high
	if out.Partial {
		out.StoppedAt = m.last
	}
	m.finish()
	return nil
}

// blockFor returns a block size for what is expected to be made in the hours that remain: a block that reaches far
// past the end is work for nothing. The size never changes a result.
func (s *Station) blockFor(hours float64) int {
	sources := float64(max(1, s.spec.Sources))
	return int(min(8+float64(1.1*hours*sources/s.spec.Arrival.Mean()), blockSize))
}

// serveBacklog lets the items that wait at time 0 begin, from a stream of their own, so that the k-th arrival has the
// same service whatever the backlog. In a closed station the first engineers are held by the first items.
func (s *Station) serveBacklog(h *Horizon, replication int, m *meter) {
	if h.Backlog == 0 {
		return
	}
	src := stream(h.Seed, replication, "backlog", h.Antithetic)
	b, engineer := &s.buf, 0
	for left := h.Backlog; left > 0; left -= b.n {
		b.n, b.nMade = min(left, blockSize), 0
		clear(b.arrived[:b.n])
		s.spec.Service.Fill(&src, b.service[:b.n])
		s.pool.serve(b.arrived[:b.n], b.service[:b.n], b.ready[:b.n], b.done[:b.n])
		if s.spec.Closed {
			for _, done := range b.done[:b.n] {
				if engineer < s.spec.Sources {
					s.src.at[engineer] += done
					engineer++
				}
			}
		}
		m.items(b, true)
	}
	if s.spec.Closed {
		s.src.rebuild()
	}
}

// meter measures one replication, block by block.
type meter struct {
	out       *Result
	times     []float64
	until     float64
	low, high float64 // the window
	last      float64 // when the last feature was made

	// Places in times: the first sample at or after the latest feature, arrival and start, which all ascend.
	made, arrived, started int
}

// features counts what was made.
func (m *meter) features(b *block) {
	for _, at := range b.made[:b.nMade] {
		if at > m.until {
			break
		}
		m.out.Made++
		for m.made < len(m.times) && m.times[m.made] < at {
			m.made++
		}
		if m.made < len(m.times) {
			m.out.MadeBy[m.made]++
		}
	}
	if b.nMade > 0 {
		m.last = b.made[b.nMade-1]
	}
}

// items measures those that came to the station; the starting backlog has not arrived and has no wait.
func (m *meter) items(b *block, backlog bool) {
	r, until, times := m.out, m.until, m.times
	for i, at := range b.arrived[:b.n] {
		start, done := max(b.ready[i], at), b.done[i]
		wait := start - at
		if !backlog {
			if at >= m.low {
				r.WindowSum += wait
				r.WindowCount++
				r.WindowWaits.add(wait)
			}
			if at > until {
				continue
			}
			r.Arrived++
			r.WaitSum += wait
			r.SojournSum += done - at
			if wait > 0 {
				r.Delayed++
			}
			r.Waits.add(wait)
			r.InSystem++
			r.Queue++
			for m.arrived < len(times) && times[m.arrived] < at {
				m.arrived++
			}
			if m.arrived < len(times) {
				r.ArrivedBy[m.arrived]++
			}
		}
		if start <= until {
			r.Queue--
			for m.started < len(times) && times[m.started] < start {
				m.started++
			}
			if m.started < len(times) {
				r.StartedBy[m.started]++
			}
			r.BusyHours += min(done, until) - start
		}
		r.QueueHours += min(start, until) - at
		r.WIPHours += min(done, until) - at
		if done <= until {
			r.Departed++
			r.InSystem--
			k := m.started
			for k < len(times) && times[k] < done {
				k++
			}
			if k < len(times) {
				r.DepartedBy[k]++
			}
		}
	}
}

// finish turns counts between samples into counts up to each sample.
func (m *meter) finish() {
	r := m.out
	for _, counts := range [][]int{r.MadeBy, r.ArrivedBy, r.StartedBy, r.DepartedBy} {
		for i := 1; i < len(counts); i++ {
			counts[i] += counts[i-1]
		}
	}
}
