package single

import (
	"cmp"
	"math"
	"slices"

	"kingman/core/dist"
	"kingman/core/portable"
	"kingman/core/rng"
)

// Tilt asks for rare states of an open station soon after its start, by importance sampling (Asmussen and Glynn 2007,
// Stochastic Simulation, VI): the run is made under another law in which they are common, and comes with the
// weight that makes averages right again. An item is long if it would still be there at the moment in question even if it had
// been served at once; under the other law long items come Factor times as often. That makes a full station common with
// a factor above 1 and an empty one with 0, and whatever the factor the station itself is simulated as it is: first come first
// served, waits included.
type Tilt struct {
	Seed uint64
	// Factor is 0 or more; 1 is the station's own law. At 0 only runs without long items are made: right for an empty
	// station, wrong for anything that long items take part in.
	Factor float64
	// Hurry makes Poisson arrivals come that many times as fast in the runs of TiltedWait; 0 stands for 1.
	Hurry float64
	// Present is the number of items at time 0, 0 to MaxBacklog; they begin service as far as there are servers.
	Present int
	// Patience is how long an item waits before it leaves; the zero Time stands for ever. It must be exponential, and
	// service then too. Items that are there at time 0 have it as well.
	Patience dist.Time
}

// Tilted is one weighted run: the average of Weight·f over replications estimates the mean of f.
type Tilted struct {
	WIP, Queue int     // at the time that was asked for
	Wait       float64 // of the item that was asked for
	Weight     float64
}

func (s *Station) checkTilt(t *Tilt) error {
	switch {
	case !s.src.one || s.spec.Skip > 0 || s.spec.Start != Fresh:
		return &FieldError{"Sources", s.spec.Sources, "0, with Skip 0 and a Fresh start, for tilted runs"}
	case !(t.Factor >= 0) || math.IsInf(t.Factor, 1):
		return &FieldError{"Factor", t.Factor, "0 or more and finite"}
	case !(t.Hurry >= 0) || math.IsInf(t.Hurry, 1) || t.Hurry > 0 && s.spec.Arrival.Kind() != dist.Exponential:
		return &FieldError{"Hurry", t.Hurry, "0 or more and finite, with exponential arrivals"}
	case t.Present < 0 || t.Present > MaxBacklog:
		return &FieldError{"Present", t.Present, "from 0 to 10000000"}
	case t.Patience.Mean() > 0 && (t.Patience.Kind() != dist.Exponential || s.spec.Service.Kind() != dist.Exponential):
		return &FieldError{"Patience", t.Patience.Kind(), "exponential, with exponential service"}
	}
	return nil
}

// tiltedRun is one run under way.
type tiltedRun struct {
	s              *Station
	t              *Tilt
	stays          dist.Time // for how long an item is there at least
	service, lot   rng.Source
	patience, when rng.Source
	log            float64 // logarithm of the weight
	wip, queue     int
	keepLong, keep float64 // chances to keep a long and a short item
}

func (s *Station) startTilted(t *Tilt, replication int) (tiltedRun, error) {
	if err := s.checkTilt(t); err != nil {
		return tiltedRun{}, err
	}
	s.begin(t.Seed, replication, false)
	r := tiltedRun{s: s, t: t, stays: s.spec.Service, service: s.service,
		lot: rng.Stream(t.Seed, replication, "tilt"), patience: rng.Stream(t.Seed, replication, "patience"),
		when: rng.Stream(t.Seed, replication, "when")}
	if t.Patience.Mean() > 0 {
		rate := 1/s.spec.Service.Mean() + 1/t.Patience.Mean()
		var err error
		if r.stays, err = dist.New(dist.Exponential, 1/rate, 1); err != nil {
			return tiltedRun{}, err
		}
	}
	most := max(1, t.Factor)
	r.keepLong, r.keep = t.Factor/most, 1/most
	return r, nil
}

// draw returns an item's service and patience, whether it is long, that is, there for more than x in any case, and
// whether the other law keeps it.
func (r *tiltedRun) draw(x float64) (service, patience float64, long, kept bool) {
	service, patience = r.s.spec.Service.Draw(&r.service), math.Inf(1)
	if r.t.Patience.Mean() > 0 {
		patience = r.t.Patience.Draw(&r.patience)
	}
	long = service > x && patience > x
	chance := r.keep
	if long {
		chance = r.keepLong
	}
	return service, patience, long, r.lot.Float64() < chance
}

// weigh takes an item into the weight whose length was drawn again until kept, not thinned.
func (r *tiltedRun) weigh(x float64, long bool) {
	f := r.stays.CDF(x)
	r.log += portable.Log(f + float64(r.t.Factor*(1-f)))
	if long {
		r.log -= portable.Log(r.t.Factor)
	}
}

// enter brings an item to the station at the time at and counts whether it is there, and waits, at the time until.
func (r *tiltedRun) enter(at, service, patience, until float64) (wait float64) {
	start := max(at, r.s.pool.earliest())
	if start-at > patience {
		if at+patience > until {
			r.wip++
			r.queue++
		}
		return patience
	}
	_, done := r.s.pool.serveOne(at, service)
	if done > until {
		r.wip++
		if start > until {
			r.queue++
		}
	}
	return start - at
}

// present lets the items in that are there at time 0.
func (r *tiltedRun) present(until float64) {
	for range r.t.Present {
		x := r.pick(until, func() float64 { return 0 })
		r.weigh(until, x.long)
		r.enter(0, x.service, x.patience, until)
	}
}

// TiltedState runs one replication to the time at, positive and finite, and returns the state then. Arrivals must be
// Poisson. An error is a *FieldError.
func (s *Station) TiltedState(t Tilt, at float64, replication int) (Tilted, error) {
	if s.spec.Arrival.Kind() != dist.Exponential {
		return Tilted{}, &FieldError{"Arrival", s.spec.Arrival.Kind(), "exponential, for a tilted state at a time"}
	}
	if !(at > 0) || math.IsInf(at, 1) {
		return Tilted{}, &FieldError{"At", at, "positive and finite"}
	}
	r, err := s.startTilted(&t, replication)
	if err != nil {
		return Tilted{}, err
	}
	r.present(at)
	// Items that the other law sends: a Poisson process of all that either law could send, thinned item by item. The
	// weight is the ratio of the two Poisson laws.
	most := max(1, t.Factor)
	for now := s.spec.Arrival.Draw(&s.src.rng) / most; now <= at; now += s.spec.Arrival.Draw(&s.src.rng) / most {
		service, patience, long, kept := r.draw(at - now)
		if !kept {
			continue
		}
		if long {
			r.log -= portable.Log(t.Factor)
		}
		r.enter(now, service, patience, at)
	}
	staying := at - r.stays.Shortfall(at) // ∫₀ᵗ P(long) du
	r.log += float64((t.Factor - 1) * staying / s.spec.Arrival.Mean())
	return Tilted{WIP: r.wip, Queue: r.queue, Weight: portable.Exp(r.log)}, nil
}

// TiltedWait runs one replication and returns the wait of the n-th arrival, n from 1 to 10 million, with any law of
// arrivals. Factor must be above 0: what long items take part in cannot be told without them. An error is a *FieldError.
func (s *Station) TiltedWait(t Tilt, n, replication int) (Tilted, error) {
	if n < 1 || n > defaultMaxItems {
		return Tilted{}, &FieldError{"Item", n, "from 1 to 10000000"}
	}
	if !(t.Factor > 0) {
		return Tilted{}, &FieldError{"Factor", t.Factor, "above 0, for a wait"}
	}
	r, err := s.startTilted(&t, replication)
	if err != nil {
		return Tilted{}, err
	}
	if cap(s.times) < n {
		s.times = make([]float64, n)
	}
	times := s.times[:n]
	s.src.next(&s.spec.Arrival, times)
	last := times[n-1]
	if s.spec.Arrival.Kind() == dist.Exponential {
		if t.Hurry > 0 {
			last /= t.Hurry // the ratio of the two gamma laws of the time of the n-th arrival
			r.log += float64((t.Hurry-1)*last/s.spec.Arrival.Mean()) - float64(float64(n)*portable.Log(t.Hurry))
		}
		r.present(last)
		r.scatter(n-1, last)
	} else {
		r.present(last)
		for _, at := range times[:n-1] {
			x := r.pick(last, func() float64 { return at })
			r.weigh(last-at, x.long)
			r.enter(at, x.service, x.patience, last)
		}
	}
	_, patience, _, _ := r.draw(0)
	wait := r.enter(last, 0, patience, last)
	return Tilted{Wait: wait, Weight: portable.Exp(r.log)}, nil
}

// tiltedItem is an item that the other law has kept.
type tiltedItem struct {
	at, service, patience float64
	long                  bool
}

// pick draws items, at times that when gives, until the other law keeps one.
func (r *tiltedRun) pick(last float64, when func() float64) tiltedItem {
	for {
		x := tiltedItem{at: when()}
		var kept bool
		if x.service, x.patience, x.long, kept = r.draw(last - x.at); kept {
			return x
		}
	}
}

// scatter lets n items in that come at independent, uniform times before last, as Poisson arrivals do when it is known when the
// one after them comes. Their times are tilted with their services: to tilt the services alone would leave the noise of
// how closely the last arrivals followed each other in the weights.
func (r *tiltedRun) scatter(n int, last float64) {
	if n == 0 {
		return
	}
	items := r.s.scattered[:0]
	long := 0.0
	for range n {
		x := r.pick(last, func() float64 { return r.when.Float64() * last })
		if x.long {
			long++
		}
		items = append(items, x)
	}
	r.s.scattered = items
	share := (last - r.stays.Shortfall(last)) / last
	r.log += float64(float64(n) * portable.Log(1-share+float64(r.t.Factor*share)))
	r.log -= float64(long * portable.Log(r.t.Factor))
	slices.SortStableFunc(items, func(a, b tiltedItem) int { return cmp.Compare(a.at, b.at) })
	for _, x := range items {
		r.enter(x.at, x.service, x.patience, last)
	}
}
