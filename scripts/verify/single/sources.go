package single

import (
	"kingman/core/dist"
	"kingman/core/rng"
)

// sources makes the arrivals: one renewal stream, or many, merged by a tournament. In a
// closed station the many are the engineers, whose next time depends on when their item is done.
type sources struct {
	one bool
	now float64 // of the one stream: the time of its last arrival
	rng rng.Source

	at      []float64 // when each source makes its next
	streams []rng.Source
	order   tournament // of the sources
	fresh   bool       // of the one stream: the next gap is its first and Start is Equilibrium
}

func newSources(spec *Spec) sources {
	if !spec.Closed && spec.Sources == 0 {
		return sources{one: true}
	}
	return sources{
		at:      make([]float64, spec.Sources),
		streams: make([]rng.Source, spec.Sources),
		order:   newTournament(spec.Sources),
	}
}

// begin puts every source at time 0.
func (s *sources) begin(spec *Spec, seed uint64, replication int, antithetic bool) {
	if s.one {
		s.now = 0
		s.rng = stream(seed, replication, "arrivals", antithetic)
		s.fresh = spec.Start == Equilibrium
		return
	}
	for i := range s.streams {
		src := rng.StreamAt(seed, replication, "source", i)
		if antithetic {
			src = src.Antithetic()
		}
		if spec.Start == Equilibrium {
			s.at[i] = spec.Arrival.DrawResidual(&src)
		} else {
			s.at[i] = spec.Arrival.Draw(&src)
		}
		s.streams[i] = src
	}
	s.rebuild()
}

func (s *sources) rebuild() { s.order.plant(s.at) }

// winner returns the source whose turn it is.
func (s *sources) winner() int { return s.order.winner() }

// replay gives source i, the present winner, its next time.
func (s *sources) replay(i int, at float64) {
	s.at[i] = at
	s.order.replay(at)
}

// next fills at with the next arrivals of an open station, ascending, and returns their number, len(at).
func (s *sources) next(gap *dist.Time, at []float64) int {
	if !s.one {
		last := 0.0
		for k := range at {
			i := s.winner()
			// Keys leave out the low bits of a time; never step back by them.
			last = max(last, s.at[i])
			at[k] = last
			s.replay(i, s.at[i]+gap.Draw(&s.streams[i]))
		}
		return len(at)
	}
	first := at
	if s.fresh && len(at) > 0 {
		s.fresh = false
		at[0] = gap.DrawResidual(&s.rng)
		first = at[1:]
	}
	gap.Fill(&s.rng, first)
	s.now = accumulate(s.now, at)
	return len(at)
}

// rebase moves the origin of time to now, at or before the next arrival.
func (s *sources) rebase(now float64) {
	if s.one {
		s.now -= now
		return
	}
	for i := range s.streams {
		s.at[i] = max(0, s.at[i]-now)
	}
	s.rebuild()
}
