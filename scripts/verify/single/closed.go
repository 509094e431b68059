package single

// advanceClosed is advance for a finite source: each of spec.Sources engineers makes a feature, brings it to the
// station with chance 1 − Skip and then does nothing until it is done (the machine repair model, Palm 1947,
// for any laws). The engineer whose feature is finished first comes first, so every item's start
// is settled when it arrives, as in the open station.
func (s *Station) advanceClosed(limit int, end float64) bool {
	b, src := &s.buf, &s.src
	making := &s.spec.Arrival
	b.n, b.nMade = 0, 0
	last := 0.0
	for b.nMade < limit {
		i := src.winner()
		at := max(last, src.at[i])
		if at > end {
			b.hold(b.n, nil)
			return false
		}
		last = at
		b.made[b.nMade] = at
		b.nMade++
		free := at
		if s.spec.Skip == 0 || s.thinning.Float64() >= s.spec.Skip {
			service := s.spec.Service.Draw(&s.service)
			ready, done := s.pool.serveOne(at, service)
			b.comes[b.n], b.serves[b.n], b.readies[b.n], b.ends[b.n] = at, service, ready, done
			b.n++
			free = done
		}
		src.replay(i, free+making.Draw(&src.streams[i]))
	}
	b.hold(b.n, nil)
	return true
}
