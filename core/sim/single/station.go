package single

import "kingman/core/rng"

// Station is a checked Spec with the memory to simulate it. It is not safe for concurrent use; make one for
// each worker. No run depends on what ran before it.
type Station struct {
	spec Spec
	pool pool
	src  sources

	service   rng.Source
	thinning  rng.Source
	buf       block
	times     []float64 // of a tilted run
	scattered []tiltedItem
}

// New checks a Spec and makes a Station of it. An error is a *FieldError.
func New(spec Spec) (*Station, error) {
	if err := spec.check(); err != nil {
		return nil, err
	}
	return &Station{spec: spec, pool: newPool(spec.Servers, spec.Service), src: newSources(&spec)}, nil
}

// Spec returns what the station was made from.
func (s *Station) Spec() Spec { return s.spec }

// blockSize is the number of made features that are handled at a time: large enough to make loops
// worth their start, small enough that a block stays in the first-level cache.
const blockSize = 256

// block is a stretch of the run, in order of time: what was made, and of that the items that came to the station.
type block struct {
	nMade int
	made  [blockSize]float64 // when
	n     int
	// Of the items, in order of arrival:
	arrived, service, done [blockSize]float64
	// When a server was ready for it; it starts then, or on arrival if that is later.
	ready [blockSize]float64
	needs [blockSize]float64 // scratch for thinning
}

// begin puts the station at time 0 of a replication, empty, with every stream at its start.
func (s *Station) begin(seed uint64, replication int, antithetic bool) {
	s.pool.reset()
	s.src.begin(&s.spec, seed, replication, antithetic)
	s.service = stream(seed, replication, "service", antithetic)
	s.thinning = stream(seed, replication, "thinning", antithetic)
}

func stream(seed uint64, replication int, name string, antithetic bool) rng.Source {
	src := rng.Stream(seed, replication, name)
	if antithetic {
		src = src.Antithetic()
	}
	return src
}

// advance fills s.buf with up to limit (at most blockSize) further features that are made before or at the time end.
// It returns false when the next one would come after end; that one is lost, so a run has one end.
func (s *Station) advance(limit int, end float64) bool {
	if s.spec.Closed {
		return s.advanceClosed(limit, end)
	}
	b := &s.buf
	more := true
	b.nMade = s.src.next(&s.spec.Arrival, b.made[:limit])
	for b.nMade > 0 && b.made[b.nMade-1] > end {
		b.nMade--
		more = false
	}
	b.n = b.nMade
	items := b.made[:b.nMade]
	if s.spec.Skip > 0 {
		b.n = s.thin(items)
		items = b.arrived[:b.n]
	} else {
		copy(b.arrived[:], items)
	}
	s.spec.Service.Fill(&s.service, b.service[:b.n])
	s.pool.serve(b.arrived[:b.n], b.service[:b.n], b.ready[:b.n], b.done[:b.n])
	return more
}

// thin copies to arrived those that need the station and returns their number.
func (s *Station) thin(made []float64) int {
	b := &s.buf
	luck := b.needs[:len(made)]
	s.thinning.FillFloat64(luck)
	n := 0
	for i, at := range made {
		b.arrived[n] = at // overwritten by the next one if this one goes elsewhere: no branch on luck
		if luck[i] >= s.spec.Skip {
			n++
		}
	}
	return n
}
