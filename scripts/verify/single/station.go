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
	// Of the items, in order of arrival; each holds n:
	arrived, service []float64
	ready            []float64 // when a server was ready for it; it starts then, or on arrival if that is later
	done             []float64

	// Where they are kept.
	comes, serves, ends [blockSize]float64
	readies             [blockSize + 1]float64
	needs               [blockSize]float64 // scratch for thinning
}

// hold makes room for n items, arrived at the given times or, if there are none, at times to be filled in.
func (b *block) hold(n int, arrived []float64) {
	if arrived == nil {
		arrived = b.comes[:n]
	}
	b.n, b.arrived, b.service, b.ready, b.done = n, arrived, b.serves[:n], b.readies[:n], b.ends[:n]
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
	made := b.made[:b.nMade]
	if s.spec.Skip > 0 {
		made = s.thin(made)
	}
	b.hold(len(made), made)
	s.spec.Service.Fill(&s.service, b.service)
	s.pool.serve(b)
	return more
}

// thin returns those that need the station.
func (s *Station) thin(made []float64) []float64 {
	b := &s.buf
	luck := b.needs[:len(made)]
	s.thinning.FillFloat64(luck)
	n := 0
	for i, at := range made {
		b.comes[n] = at // overwritten by the next one if this one goes elsewhere: no branch on luck
		if luck[i] >= s.spec.Skip {
			n++
		}
	}
	return b.comes[:n]
}
