package sim

import (
	"math/bits"
	"slices"
)

// limit is a compiled Limit. Its index is its bit in the sets of limits, which are integers: whether an item may go on is one AND.
type limit struct {
	max   int32
	inUse int32
	doors []int32 // where somebody may wait for a place in it
}

// A door is where items wait that need places in the same limits, whichever way they came: they may all go in, or none of them. So only
// the first of each door need ever be looked at.
type door struct {
	need   uint64
	urgent uint64 // a bit for each level at which somebody waits
	line   int32  // its first level in Engine.lines
}

// compileLimits lays out the limits, and a door for each set of places that an item may need. The stations and steps are laid out.
func (e *Engine) compileLimits(m *Model) {
	e.limits = make([]limit, len(m.Limits))
	if len(m.Limits) == 0 {
		return
	}
	for k, l := range m.Limits {
		if l.Blocks {
			e.blocking |= 1 << uint(k)
		}
	}
	known := map[uint64]int32{}
	way := func(from uint64, to int32) {
		st := &e.stations[e.steps[to].station]
		need := st.under &^ from
		if need == 0 {
			return
		}
		d, ok := known[need]
		if !ok {
			d = int32(len(e.doors))
			known[need] = d
			e.doors = append(e.doors, door{need: need})
			for set := need; set != 0; set &= set - 1 {
				l := &e.limits[bits.TrailingZeros64(set)]
				l.doors = append(l.doors, d)
			}
		}
		if !slices.Contains(st.doors, d) {
			st.doors = append(st.doors, d)
		}
	}
	ways := func(from uint64, w *ways) {
		if w.next != none {
			way(from, w.next)
		}
		for _, b := range e.branches[w.firstWay:w.lastWay] {
			way(from, b.step)
		}
	}
	for k := range e.classes {
		ways(0, &e.classes[k].entry)
	}
	for _, b := range m.Backlog {
		way(0, e.classes[b.Class].first+int32(b.Step))
	}
	for k := range e.steps {
		sp := &e.steps[k]
		from := e.stations[sp.station].under
		ways(from, &sp.ways)
		ways(from, &sp.givesUp)
	}
}

func (e *Engine) restartLimits() {
	e.full, e.outside, e.queueing = 0, 0, 0
	for k := range e.limits {
		e.limits[k].max, e.limits[k].inUse = int32(e.model.Limits[k].Max), 0
	}
	for k := range e.doors {
		e.doors[k].urgent = 0
	}
}

// pass takes an item from the limits that it is under to those of its next station, and reports whether it may go in; if not, it waits
// outside.
func (e *Engine) pass(i int32, to uint64) bool {
	it := &e.items[i]
	if back := it.under &^ (to | e.blocking); back != 0 {
		e.giveBack(it, back)
	}
	need := to &^ it.under
	if need&e.full != 0 {
		e.waitOutside(i, need)
		return false
	}
	e.occupy(it, need)
	if it.under != to {
		e.giveBack(it, it.under&^to)
	}
	return true
}

// waitOutside puts an item at the end of those that need the same places.
func (e *Engine) waitOutside(i int32, need uint64) {
	it := &e.items[i]
	sp := &e.steps[it.step]
	for _, k := range e.stations[sp.station].doors {
		d := &e.doors[k]
		if d.need != need {
			continue
		}
		level := e.classes[sp.class].level
		it.state = held
		it.share = float64(e.outside) // exact, and a record needs no more room
		e.outside++
		e.queueing++
		e.pushBack(&e.lines[d.line+level], i)
		d.urgent |= 1 << uint(level)
		return
	}
}

// occupy gives an item places in limits that are not full.
func (e *Engine) occupy(it *item, places uint64) {
	it.under |= places
	for set := places; set != 0; set &= set - 1 {
		k := bits.TrailingZeros64(set)
		l := &e.limits[k]
		l.inUse++
		e.seeWhetherFull(k)
	}
}

// giveBack takes places from an item that has them, and lets in items that wait.
func (e *Engine) giveBack(it *item, places uint64) {
	it.under &^= places
	for set := places; set != 0; set &= set - 1 {
		k := bits.TrailingZeros64(set)
		e.limits[k].inUse--
		e.seeWhetherFull(k)
	}
	if e.queueing > 0 {
		e.letIn(places)
	}
}

func (e *Engine) seeWhetherFull(k int) {
	e.full &^= 1 << uint(k)
	if l := &e.limits[k]; l.inUse >= l.max {
		e.full |= 1 << uint(k)
	}
}

// setLimit changes how many places there are. Items inside stay.
func (e *Engine) setLimit(k int, places int32) {
	e.limits[k].max = places
	e.seeWhetherFull(k)
	e.letIn(1 << uint(k))
}

// letIn lets in as many of those outside as now can be, one after the other, when places in the freed limits may have become free. No other item has
// become able to: each one that may be let in needs one of those places.
func (e *Engine) letIn(freed uint64) {
	for {
		d, level := e.nextDoor(freed)
		if d == nil {
			return
		}
		l := &e.lines[d.line+level]
		i := l.head
		e.pop(l)
		if l.head == none {
			d.urgent &^= 1 << uint(level)
		}
		it := &e.items[i]
		e.queueing--
		e.occupy(it, d.need)
		w := e.now - it.mark
		it.parts[Held] += w
		if e.books != nil {
			e.post(i, Held, w)
		}
		it.mark = e.now
		it.state = moving
		e.steps[it.step].Held += w
		e.later(i, letIn)
	}
}

// nextDoor returns the door, and the level there, of the first item that needs one of the freed places and could go in; nil if there is none.
func (e *Engine) nextDoor(freed uint64) (*door, int32) {
	var best *door
	level, turn := int32(0), 0.0
	for set := freed &^ e.full; set != 0; set &= set - 1 {
		for _, k := range e.limits[bits.TrailingZeros64(set)].doors {
			d := &e.doors[k]
			if d.urgent == 0 || d.need&e.full != 0 {
				continue
			}
			its := int32(bits.TrailingZeros64(d.urgent))
			came := e.items[e.lines[d.line+its].head].share
			if best == nil || its < level || its == level && came < turn {
				best, level, turn = d, its, came
			}
		}
	}
	return best, level
}

// comeIn brings an item that has been let in to its station. It gives back the places that it has kept until now: one item after the other, as tasks,
// however long the row of items that have blocked each other.
func (e *Engine) comeIn(i int32) {
	it := &e.items[i]
	if to := e.stations[e.steps[it.step].station].under; it.under != to {
		e.giveBack(it, it.under&^to)
	}
	e.enter(i)
}
