package single

// RunHorizon runs one replication from time 0 to the horizon and writes what it measured into out. The station
// begins with h.Backlog items waiting and otherwise empty. An error is a *FieldError and leaves out as it was.
func (s *Station) RunHorizon(h Horizon, replication int, out *Result) error {
	if err := h.check(); err != nil {
		return err
	}
	s.begin(h.Seed, replication, h.Antithetic)
	out.reset(h.Backlog, len(h.SampleTimes))
	m := newMeter(&h, out)
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
		b.nMade = 0
		b.hold(min(left, blockSize), nil)
		clear(b.arrived)
		s.spec.Service.Fill(&src, b.service)
		s.pool.serve(b)
		if s.spec.Closed {
			for _, done := range b.done {
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
