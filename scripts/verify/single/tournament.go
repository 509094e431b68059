package single

import (
	"math"
	"math/bits"
)

// tournament finds the earliest of many times, of which only the earliest changes, to a later one.
//
// It is a winner tree in an array, four slots to a match: slot s plays in match (leaves+s)/4, and the winner of match m plays in
// match m/4, down to match 1. Giving the winner a new time replays one path without a branch to mispredict. A key is the bits
// of a time (those of non-negative floats order like the floats) with the slot's number in the low bits; so times that differ
// by less than 2^-52 × slots of themselves may be taken in the wrong order, by that little. The exact times are kept elsewhere.
type tournament struct {
	mask    int64 // the bits of a key that hold the slot: the fewest that hold all
	leaves  int   // a power of four, at least the number of slots
	matches [][4]int64
	first   int64 // the winner's key
}

func newTournament(slots int) tournament {
	t := tournament{mask: 1<<bits.Len(uint(slots-1)) - 1, leaves: 4}
	for t.leaves < slots {
		t.leaves *= 4
	}
	t.matches = make([][4]int64, t.leaves/2)
	return t
}

// plant plays all matches.
func (t *tournament) plant(times []float64) {
	for s := range t.leaves {
		k := t.leaves + s
		key := int64(math.MaxInt64) // absent
		if s < len(times) {
			key = t.key(times[s], s)
		}
		t.matches[k/4][k%4] = key
	}
	for m := len(t.matches) - 1; m > 0; m-- {
		a := &t.matches[m]
		t.first = min(a[0], a[1], a[2], a[3])
		t.matches[m/4][m%4] = t.first
	}
}

func (t *tournament) key(at float64, slot int) int64 { return toKey(at)&^t.mask | int64(slot) }

// winner returns the slot with the earliest time.
func (t *tournament) winner() int { return int(t.first & t.mask) }

// replay gives the winner a new time.
func (t *tournament) replay(at float64) {
	slot := t.winner()
	key := t.key(at, slot)
	for k := t.leaves + slot; k > 1; k >>= 2 {
		match := &t.matches[k>>2]
		others := lesser(lesser(match[(k^1)&3], match[(k^2)&3]), match[(k^3)&3])
		match[k&3] = key
		key = lesser(key, others)
	}
	t.first = key
}
