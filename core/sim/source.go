package sim

// source is a compiled Source.
type source struct {
	plain      bool // the event loop handles it in line
	renewal    bool // nothing but a renewal process of single arrivals
	waiting    int  // members who begin by waiting
	class      int32
	slot       int32
	gaps       int32     // sampler of times between arrivals, or of think times
	underway   bool      // the first of them is what a random moment leaves of one
	batch      int32     // sampler, or none
	sizes      []float64 // probabilities that a batch has at most 1, 2, 3, … items
	population int
	thinking   timers
	curve      rateCurve
	curved     bool
	follow     *Follow
	multiplier float64 // of the rate, by Follow
	due        float64 // how far the source's clock must still run, from time since, until the next arrival
	since      float64
}

// arrive handles an arrival from source k.
func (e *Engine) arrive(k int32) {
	s := &e.sources[k]
	if s.population > 0 {
		e.dropTimer(&s.thinking, 0)
		e.showTimers(&s.thinking, s.slot)
		if i := e.newItem(s.class); i != none {
			e.items[i].owner = k
			e.admit(i)
		}
		return
	}
	n := 1
	if s.batch != none {
		for u := e.samplers[s.batch].draw(); n < len(s.sizes) && u >= s.sizes[n-1]; {
			n++
		}
	}
	s.due, s.since = e.samplers[s.gaps].draw(), e.now
	e.showSource(s)
	if n == 1 {
		if i := e.newItem(s.class); i != none {
			e.admit(i)
		}
		return
	}
	for range n {
		if i := e.newItem(s.class); i != none {
			e.later(i, begin)
		}
	}
}

// admit brings an item that has come into being to where it begins.
func (e *Engine) admit(i int32) {
	it := &e.items[i]
	to := e.decide(&e.classes[e.steps[it.step].class].entry)
	if to == none {
		e.deliver(i)
		return
	}
	it.step = to
	e.move(i)
}

// arriveGiven handles the next arrival of the trace.
func (e *Engine) arriveGiven() {
	k := e.traceAt
	e.traceAt++
	e.showTrace()
	if i := e.newItem(int32(e.trace[k].Class)); i != none {
		e.items[i].given = int32(k)
		e.admit(i)
	}
}

func (e *Engine) showTrace() {
	if e.traceAt < len(e.trace) {
		e.cal.set(e.traceSlot, e.trace[e.traceAt].At)
	} else if e.traceSlot != none {
		e.cal.clear(e.traceSlot)
	}
}

// showSource puts the source's next arrival on the calendar.
func (e *Engine) showSource(s *source) {
	switch {
	case s.multiplier == 0 || e.phase == closing:
		e.cal.clear(s.slot)
	case s.curved:
		e.cal.set(s.slot, max(s.curve.when(s.since, s.due/s.multiplier), e.now))
	default:
		e.cal.set(s.slot, max(s.since+s.due/s.multiplier, e.now))
	}
}

// think has a member of finite source k begin to think.
func (e *Engine) think(k int32) {
	s := &e.sources[k]
	if e.phase == closing {
		return
	}
	e.addTimer(&s.thinking, e.now+e.samplers[s.gaps].draw(), none)
	e.showTimers(&s.thinking, s.slot)
}

// refollow adjusts the sources whose rate depends on the number of items at st, which has changed: what was due by the old
// rate so far is taken off, the rest comes at the new one.
func (e *Engine) refollow(st *station) {
	for _, k := range st.followers {
		s := &e.sources[k]
		m := e.followed(s.follow)
		if m == s.multiplier {
			continue
		}
		ran := e.now - s.since
		if s.curved {
			ran = s.curve.passed(s.since, e.now)
		}
		s.due = max(s.due-float64(ran*s.multiplier), 0)
		s.since = e.now
		s.multiplier = m
		e.showSource(s)
	}
}

// followed is the multiplier that follows from what is at the stations.
func (e *Engine) followed(f *Follow) float64 {
	n := int32(0)
	for _, k := range f.Stations {
		n += e.stations[k].waiting + e.stations[k].serving
	}
	return f.Base + float64(f.PerItem*float64(n))
}

// firstGap is how long it takes from time 0 until a source, or a member of a finite one, first makes something.
func (e *Engine) firstGap(s *source) float64 {
	gaps := &e.samplers[s.gaps]
	if s.underway {
		return gaps.law.DrawResidual(&gaps.stream)
	}
	return gaps.draw()
}

func (e *Engine) restartSources() {
	for k := range e.sources {
		s := &e.sources[k]
		s.thinking.heap = s.thinking.heap[:0]
		if s.population > 0 {
			for range s.population - s.waiting {
				e.addTimer(&s.thinking, e.firstGap(s), none)
			}
			e.showTimers(&s.thinking, s.slot)
			continue
		}
		s.multiplier = 1
		if s.follow != nil {
			s.multiplier = s.follow.Base
		}
		s.due, s.since = e.firstGap(s), 0
		e.showSource(s)
	}
	e.traceAt = 0
	e.showTrace()
	for k := range e.changes {
		e.repeats[k] = 0
		e.cal.set(e.firstChange+int32(k), e.changes[k].At)
	}
}

// startBacklog has the backlog come to its stations, in order, before the first event.
func (e *Engine) startBacklog() {
	for _, b := range e.backlog {
		for range b.Count {
			i := e.newItem(int32(b.Class))
			if i == none {
				return
			}
			e.items[i].step += int32(b.Step)
			e.items[i].far = int32(b.Step) - 1
			e.later(i, stand)
		}
	}
	for k := range e.sources {
		s := &e.sources[k]
		for i, left := 0, s.waiting; i < len(e.items) && left > 0; i++ {
			if it := &e.items[i]; e.steps[it.step].class == s.class && it.owner == none {
				it.owner = int32(k)
				left--
			}
		}
	}
}
