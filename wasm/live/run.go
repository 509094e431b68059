package live

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
)

// MaxEntries bounds the log of a run: two megabytes. A run with more to tell
// is shown as far as they reach.
const MaxEntries = 60_000

// ahead is how far beyond the horizon a run goes, as a share of it, so that the
// picture knows when what is in service at the horizon will be completed.
const ahead = 0.05

// none is no entry, no item, no place.
const none = -1

// A Run is one replication, recorded.
type Run struct {
	Model   sim.Model
	Horizon float64       // hours
	Ends    argument.Ends // where items leave that are done, and the word for it

	decides []bool // of each class: see [decides]
	engine  *sim.Engine
	log     *sim.Log
	read    int     // how many entries are linked
	next    []int32 // of each entry: the next one of the same item, or none
	latest  []int32 // of each item: its latest linked entry
	visible int     // how many entries are not beyond the horizon
	over    bool
}

// NewRun prepares a replication of o with that seed, counted from 0: the same that
// the numbers of an argument come from, if they come from o. The horizon is in
// hours. An error is a *org.FieldError.
func NewRun(o org.Organisation, seed uint64, replication int, horizon float64) (*Run, error) {
	m, err := o.Model()
	if err != nil {
		return nil, err
	}
	log := sim.NewLog(MaxEntries)
	e, err := sim.New(m, sim.Options{Seed: seed, Replication: replication, Horizon: horizon * (1 + ahead), Log: log})
	if err != nil {
		return nil, err
	}
	r := &Run{Model: m, Horizon: horizon, Ends: argument.Ends{Said: "done"}, engine: e, log: log}
	for c := range m.Classes {
		r.decides = append(r.decides, decides(&m, c))
	}
	return r, nil
}

// decides says whether items of class c do nothing but decide what they become: they take
// no time, and none leaves before it has given rise to another. Such an item and what
// it becomes are one for whoever looks.
func decides(m *sim.Model, c int) bool {
	for _, s := range m.Classes[c].Steps {
		st, on := &m.Stations[s.Station], 0.0
		for _, b := range s.Next {
			on += b.Probability
		}
		becomes := slices.ContainsFunc(s.Spawn, func(sp sim.Spawn) bool { return sp.Probability == 1 })
		if st.Kind != sim.Delay || s.Service.Mean() > 0 || len(s.Split) > 0 || !becomes && on < 1-1e-9 {
			return false
		}
	}
	return true
}

// atEnd says whether those who leave from a station have come to the end of their way.
func (r *Run) atEnd(station int) bool {
	return len(r.Ends.Stations) == 0 || slices.Contains(r.Ends.Stations, station)
}

// Step simulates up to so many events and says whether the run is all there.
// It is over, too, when its log is full.
func (r *Run) Step(events int) (done bool) {
	if r.over {
		return true
	}
	r.over = r.engine.Step(events) || r.log.Full
	for ; r.read < len(r.log.Entries); r.read++ {
		e := &r.log.Entries[r.read]
		for int64(len(r.latest)) <= e.Item {
			r.latest = append(r.latest, none)
		}
		if before := r.latest[e.Item]; before != none {
			r.next[before] = int32(r.read)
		}
		r.latest[e.Item] = int32(r.read)
		r.next = append(r.next, none)
		if e.Time <= r.Horizon {
			r.visible = r.read + 1
		}
	}
	return r.over
}

// Until is how far the recording reaches, in hours: to the horizon, or to where
// the log was full.
func (r *Run) Until() float64 {
	if !r.over || r.log.Full {
		if n := len(r.log.Entries); n > 0 {
			return math.Min(r.Horizon, r.log.Entries[n-1].Time)
		}
		return 0
	}
	return r.Horizon
}

// Full says whether there was more to tell than the log has room for.
func (r *Run) Full() bool { return r.log.Full && r.Until() < r.Horizon }

// Service is how many hours one service takes on average, of those that began
// until the horizon; 0 if none did.
func (r *Run) Service() float64 {
	sum, n := 0.0, 0.0
	for i := range r.log.Entries[:r.visible] {
		if e := &r.log.Entries[i]; e.What == sim.Began {
			if next, ok := r.following(int32(i)); ok {
				sum, n = sum+next.Time-e.Time, n+1
			}
		}
	}
	return sum / math.Max(1, n)
}

// following returns the entry that follows entry i for its item.
func (r *Run) following(i int32) (sim.Entry, bool) {
	if i == none || r.next[i] == none {
		return sim.Entry{}, false
	}
	return r.log.Entries[r.next[i]], true
}

// headed returns the station where the item of entry i is next in line, a
// delay on the way left out, or none if it leaves, or if the log does not say.
func (r *Run) headed(i int32) int32 {
	for i = r.next[i]; i != none; i = r.next[i] {
		switch e := &r.log.Entries[i]; e.What {
		case sim.Came:
			if r.Model.Stations[e.Where].Kind != sim.Delay {
				return e.Where
			}
		case sim.Delivered:
			return none
		}
	}
	return none
}
