package org

import (
	"fmt"
	"slices"
	"sort"
	"testing"

	"kingman/core/sim"
)

// places counts, from the log alone and by the words of the description, who has a place in which limit.
type places struct {
	o       *Organisation
	has     map[int64][]bool // by item: in which limits it has a place
	perhaps map[int64][]bool // and perhaps another one: of those outside of whom it is not known where they go
	dest    map[int64]int    // of those outside: the station to which they go, or unknown
	taken   []int            // by limit
	doubt   []int            // how many more there may be
	lo, hi  []int            // what the limit is; they differ where two changes fall on one moment
	before  []int            // the most that it was at this moment
}

const unknown = -2

// recountLimits checks that no limit is exceeded, and that at the end of any moment no item is outside that could be let in.
func recountLimits(o *Organisation, log *sim.Log, want *Outcome) error {
	n := len(o.Limits)
	if n == 0 {
		return nil
	}
	p := &places{o: o, has: map[int64][]bool{}, perhaps: map[int64][]bool{}, dest: map[int64]int{}, taken: make([]int, n), doubt: make([]int, n)}
	for _, l := range o.Limits {
		p.lo, p.hi, p.before = append(p.lo, l.Max), append(p.hi, l.Max), append(p.before, l.Max)
	}
	changes := o.changesOf(want, func(c *Change) bool { return c.Limit != "" })
	next := destinations(log)
	now, at := 0.0, 0
	for i := 0; i < len(log.Entries) || at < len(changes); {
		t := want.Hours
		if i < len(log.Entries) {
			t = log.Entries[i].Time
		}
		if at < len(changes) {
			t = min(t, changes[at].At)
		}
		now = t
		at += p.change(changes[at:], now)
		for ; i < len(log.Entries) && log.Entries[i].Time == now; i++ {
			if err := p.happens(log.Entries[i], next[i]); err != nil {
				return fmt.Errorf("item %d at %v: %w", log.Entries[i].Item, now, err)
			}
		}
		if want.Stopped != sim.AtHorizon && i == len(log.Entries) {
			return nil // stopped in the middle of the moment
		}
		if err := p.nobodyKeptOut(); err != nil {
			return fmt.Errorf("at %v: %w", now, err)
		}
	}
	for _, d := range want.Deadlocks {
		for _, k := range d.Limits {
			stuck := 0
			for id := range p.dest {
				stuck += btoi(p.has[id][k] || p.perhaps[id] != nil && p.perhaps[id][k])
			}
			if o.splits() && p.taken[k]+p.doubt[k] >= p.lo[k] && d.Since <= want.Hours && d.Items > 0 {
				continue // those who wait for their pieces are there, too
			}
			if stuck < p.lo[k] || d.Since > want.Hours || int64(stuck) < 1 || len(d.Limits) < 2 || d.Items < 2 {
				return fmt.Errorf("%v with %d items outside that have a place in %s, of %d", d, stuck, o.Limits[k].Name, p.lo[k])
			}
		}
	}
	return nil
}

// changesOf are the changes of a kind in a run, in order, each repetition by itself. What a horizon falls on does not happen any more.
func (o *Organisation) changesOf(run *Outcome, kind func(c *Change) bool) []Change {
	var all []Change
	for _, c := range o.Changes {
		for n := 0.0; kind(&c); n++ {
			once := c
			once.At += float64(n * c.Every)
			if once.At > run.Hours || once.At == run.Hours && run.Stopped == sim.AtHorizon {
				break
			}
			all = append(all, once)
			if c.Every == 0 {
				break
			}
		}
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].At < all[b].At })
	return all
}

// destinations are, by the entries after which an item goes on, the stations where it next comes; −1 if it is delivered, unknown if it never came.
func destinations(log *sim.Log) []int {
	next := make([]int, len(log.Entries))
	coming := map[int64]int{}
	for i := len(log.Entries) - 1; i >= 0; i-- {
		e := log.Entries[i]
		if k, ok := coming[e.Item]; ok {
			next[i] = k
		} else {
			next[i] = unknown
		}
		switch e.What {
		case sim.Came:
			coming[e.Item] = int(e.Where)
		case sim.Delivered:
			coming[e.Item] = -1
		}
	}
	return next
}

// change makes the changes of this moment and returns how many they are.
func (p *places) change(changes []Change, now float64) int {
	copy(p.before, p.hi)
	changed := map[int]bool{}
	n := 0
	for ; n < len(changes) && changes[n].At == now; n++ {
		k := slices.IndexFunc(p.o.Limits, func(l Limit) bool { return l.Name == changes[n].Limit })
		to := int(changes[n].To)
		if changed[k] {
			p.lo[k], p.hi[k] = min(p.lo[k], to), max(p.hi[k], to)
		} else {
			p.lo[k], p.hi[k] = to, to
		}
		changed[k] = true
		p.before[k] = max(p.before[k], to)
	}
	return n
}

func (p *places) covers(limit, station int) bool {
	return station >= 0 && slices.Contains(p.o.Limits[limit].Stations, p.o.Stations[station].Name)
}

func (p *places) giveBack(id int64, k int) {
	if p.has[id][k] {
		p.has[id][k] = false
		p.taken[k]--
	}
}

func (p *places) happens(e sim.Entry, to int) error {
	switch e.What {
	case sim.Asked:
		p.has[e.Item] = make([]bool, len(p.taken))
		if to == -1 {
			break // it needs nothing
		}
		c := &p.o.Classes[e.Where]
		if p.dest[e.Item] = to; to == unknown && len(c.Entry) == 0 {
			p.dest[e.Item] = slices.IndexFunc(p.o.Stations, func(s sim.Station) bool { return s.Name == c.Steps[0].Station })
		}
	case sim.Completed, sim.Diverted:
		if to == -1 {
			break
		}
		p.dest[e.Item] = to
		for k, l := range p.o.Limits {
			if l.Blocks || !p.has[e.Item][k] || p.covers(k, to) {
				continue
			}
			p.giveBack(e.Item, k)
			if to == unknown {
				if p.perhaps[e.Item] == nil {
					p.perhaps[e.Item] = make([]bool, len(p.taken))
				}
				p.perhaps[e.Item][k] = true
				p.doubt[k]++
			}
		}
	case sim.Came:
		delete(p.dest, e.Item)
		for k := range p.o.Limits {
			covers := p.covers(k, int(e.Where))
			switch {
			case !covers:
				p.giveBack(e.Item, k)
			case !p.has[e.Item][k]:
				if most := max(p.hi[k], p.before[k]); p.taken[k] >= most {
					return fmt.Errorf("takes a place in %s, where %d of %d are taken", p.o.Limits[k].Name, p.taken[k], most)
				}
				p.has[e.Item][k] = true
				p.taken[k]++
			}
		}
	case sim.GaveUp, sim.TurnedAway, sim.Delivered:
		for k := range p.o.Limits {
			p.giveBack(e.Item, k)
		}
		delete(p.has, e.Item)
	}
	return nil
}

// nobodyKeptOut checks that whoever is outside needs a place that there is not.
func (p *places) nobodyKeptOut() error {
	for id, to := range p.dest {
		kept := to == unknown
		for k := range p.o.Limits {
			kept = kept || p.covers(k, to) && !p.has[id][k] && p.taken[k]+p.doubt[k] >= p.lo[k]
		}
		if !kept {
			return fmt.Errorf("item %d is kept out of %s: of the limits %v, %v are taken", id, p.o.Stations[to].Name, p.lo, p.taken)
		}
	}
	return nil
}

// The recount of limits must be able to fail: a limit that is said to be other than it was in the run is found out.
func TestRecountOfLimitsFindsFaults(t *testing.T) {
	found := map[string]int{}
	for k := range uint64(1000) {
		log := sim.NewLog(1 << 20)
		o := randomOrganisation(randomDice(k))
		if len(o.Limits) == 0 {
			continue
		}
		opt := optionsOf(k)
		m, err := o.Model()
		if err != nil {
			t.Fatal(err)
		}
		e, err := sim.New(m, sim.Options{Seed: opt.Seed, Horizon: opt.Horizon, MaxEvents: opt.MaxEvents, MaxItems: opt.MaxItems, Log: log})
		if err != nil {
			t.Fatal(err)
		}
		for !e.Step(10_000) {
		}
		r := e.Result()
		want := Outcome{Hours: r.Time, Stopped: r.Stopped, Deadlocks: r.Deadlocks}
		for what, spoil := range map[string]func(l *Limit){
			"as it was": func(*Limit) {}, "fewer": func(l *Limit) { l.Max-- }, "more": func(l *Limit) { l.Max++ }, "blocks": func(l *Limit) { l.Blocks = !l.Blocks },
			"somewhere else": func(l *Limit) { l.Stations = nil },
		} {
			other := o
			other.Limits = slices.Clone(o.Limits)
			spoil(&other.Limits[len(o.Limits)-1])
			if recountLimits(&other, log, &want) != nil {
				found[what]++
			}
		}
	}
	for _, what := range []string{"fewer", "more", "blocks", "somewhere else"} {
		if found[what] < 10 {
			t.Errorf("%s: noticed in %d organisations", what, found[what])
		}
	}
	if found["as it was"] > 0 {
		t.Error("found fault with what is right")
	}
}
