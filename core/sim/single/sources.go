package single

import (
	"math"
	"math/bits"

	"kingman/core/dist"
	"kingman/core/rng"
)

// sources makes the arrivals: one renewal stream, or many, merged by a winner tree like that of pool. In a
// closed station the many are the engineers, whose next time depends on when their item is done.
type sources struct {
	one bool
	now float64 // of the one stream: the time of its last arrival
	rng rng.Source

	leaves  int
	at      []float64 // when each source makes its next
	streams []rng.Source
	lose    []int64 // as in pool; lose[0] is the winner
	fresh   bool    // of the one stream: the next gap is its first and Start is Equilibrium
}

func newSources(spec *Spec) sources {
	if !spec.Closed && spec.Sources == 0 {
		return sources{one: true}
	}
	s := sources{leaves: 1 << bits.Len(uint(spec.Sources-1))}
	s.at = make([]float64, s.leaves)
	s.lose = make([]int64, s.leaves)
	s.streams = make([]rng.Source, spec.Sources)
	return s
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

func (s *sources) rebuild() {
	for i := len(s.streams); i < s.leaves; i++ {
		s.at[i] = math.Inf(1) // absent
	}
	s.lose[0] = s.play(1)
}

func (s *sources) play(n int) int64 {
	if n >= s.leaves {
		i := n - s.leaves
		return s.key(i)
	}
	a, b := s.play(2*n), s.play(2*n+1)
	s.lose[n] = max(a, b)
	return min(a, b)
}

func (s *sources) key(i int) int64 {
	return int64(math.Float64bits(s.at[i]))&^int64(s.leaves-1) | int64(i)
}

// winner returns the source whose turn it is.
func (s *sources) winner() int { return int(s.lose[0]) & (s.leaves - 1) }

// replay gives source i, the present winner, its next time.
func (s *sources) replay(i int, at float64) {
	s.at[i] = at
	key := s.key(i)
	lose := s.lose
	for node := (i + s.leaves) >> 1; node > 0; node >>= 1 {
		l := lose[node]
		less := (l - key) >> 63 & (l - key)
		lose[node] = l - less
		key += less
	}
	lose[0] = key
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
	now := s.now
	for i, g := range at {
		now += g
		at[i] = now
	}
	s.now = now
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
