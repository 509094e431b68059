package sim

import "math/bits"

// A Deadlock is a set of limits that block each other: every place in them that the others wait for belongs to an item that waits for a
// place in another of them. None of these items moves any more, unless a Change raises one of the limits. Everything else goes on, and
// items that need a place there wait, too.
//
// It takes two limits at least, and places that are kept: by Limit.Blocks, or by limits that overlap. Limits of which one contains the other, or
// that have no station in common, and do not block cannot come to it. Where items are split one limit is enough: an item keeps its place
// while its pieces wait for theirs.
type Deadlock struct {
	Limits []int   // their indices in Model.Limits, in order
	Items  int64   // how many items in them wait for each other, or have pieces that do
	Since  float64 // when the last of these items came to wait, or was split, in hours
}

// deadlocks finds the limits that block each other now. An item that does not wait outside is supposed to leave some day, and
// so is one that waits for places that are then free (the reduction of Coffman, Elphick and Shoshani 1971, System Deadlocks): the items that
// remain wait for places that belong to one another. Events are not simulated ahead, so nothing is called a deadlock that might resolve itself.
func (e *Engine) deadlocks() []Deadlock {
	if len(e.limits) < 2 && !e.splits {
		return nil
	}
	stuck, before := e.full, uint64(0)
	for stuck != before {
		before = stuck
		var kept [mostLimits]int32 // places of items that will not leave
		e.eachStuck(before, func(it *item, _ uint64) {
			for set := it.under; set != 0; set &= set - 1 {
				kept[bits.TrailingZeros64(set)]++
			}
		})
		stuck = 0
		for k := range e.limits {
			if e.limits[k].max <= kept[k] {
				stuck |= 1 << uint(k)
			}
		}
		stuck &= before
	}
	if stuck == 0 {
		return nil
	}
	var reach [mostLimits]uint64 // the limits that items in a limit wait for, those that items there wait for, …
	e.eachStuck(stuck, func(it *item, need uint64) {
		for set := it.under; set != 0; set &= set - 1 {
			reach[bits.TrailingZeros64(set)] |= need & stuck
		}
	})
	for by := range e.limits {
		for k := range e.limits {
			if reach[k]>>uint(by)&1 == 1 {
				reach[k] |= reach[by]
			}
		}
	}
	var found []Deadlock
	for k := range e.limits {
		circle := uint64(0)
		for j := range e.limits {
			if reach[k]>>uint(j)&1 == 1 && reach[j]>>uint(k)&1 == 1 {
				circle |= 1 << uint(j)
			}
		}
		if circle == 0 || bits.TrailingZeros64(circle) < k {
			continue // in no circle, or in one that is known
		}
		d := Deadlock{}
		for set := circle; set != 0; set &= set - 1 {
			d.Limits = append(d.Limits, bits.TrailingZeros64(set))
		}
		e.eachStuck(stuck, func(it *item, need uint64) {
			if it.under&circle != 0 && need&circle != 0 {
				d.Items++
				d.Since = max(d.Since, it.mark)
			}
		})
		found = append(found, d)
	}
	return found
}

// eachStuck calls f with every item that waits for a place in one of the given limits, or for a piece that does, and with all that it needs.
func (e *Engine) eachStuck(limits uint64, f func(it *item, need uint64)) {
	var pieces []uint64 // by item, what its pieces need
	if e.splits {
		pieces = make([]uint64, len(e.items))
	}
	for i := range e.items {
		it := &e.items[i]
		if it.state != held {
			continue
		}
		if need := e.stations[e.steps[it.step].station].under &^ it.under; need&limits != 0 {
			f(it, need)
			e.keepWhole(it, need, pieces)
		}
	}
	for i, need := range pieces {
		if need != 0 {
			f(&e.items[i], need)
		}
	}
}

// keepWhole notes what a piece needs with what it is a piece of, and so on.
func (e *Engine) keepWhole(it *item, need uint64, pieces []uint64) {
	if !it.isPiece() {
		return
	}
	for i := it.whole(); i != none; i = e.items[i].next {
		if pieces[i]&need != need {
			pieces[i] |= need
			e.keepWhole(&e.items[i], need, pieces)
		}
	}
}
