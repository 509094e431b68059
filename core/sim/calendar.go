package sim

import "math"

// A calendar holds at most one pending event for each of its slots: a source's next arrival, a server's
// next completion, a delay line's next release. It answers "which is next" by a winner tree packed in an
// array, with four keys to a match: keys[n+s] is slot s's key, keys[k] the smallest of keys[4k] to keys[4k+3], keys[1] the winner.
// Rescheduling a slot rewrites one path of log₄ n keys, without moving anything else.
//
// A key is the bit pattern of the event's time (for non-negative floats these order like the times) with
// the slot's number in its lowest bits, so that one integer comparison yields both the first event and its
// slot. The low bits displace the time's last ones: keys that agree in all higher bits are compared by
// exact time and then by the order in which they were scheduled. Events at one instant therefore run in
// the order in which they were put on the calendar, wherever their slots lie in memory; ends of patience after all others.
type calendar struct {
	keys  []int64
	slots []slot
	mask  int64  // the bits of a key that hold the slot's number
	seq   uint64 // events scheduled so far
}

// A slot holds one pending event, with the facts that the event loop needs at once.
type slot struct {
	time  float64 // when; +Inf if nothing is pending
	seq   uint64  // the how-manieth event to be scheduled
	kind  int32   // what happens then
	owner int32   // the index of whose event it is, by kind
	item  int32   // the item being served, for a server
	place int32   // the station where a server is working
}

// newCalendar makes a calendar of empty slots: 4, 16, 64, … of them.
func newCalendar(slots int) calendar {
	leaves := 4
	for leaves < slots {
		leaves *= 4
	}
	c := calendar{keys: make([]int64, 2*leaves), slots: make([]slot, leaves), mask: int64(leaves) - 1}
	c.clearAll()
	return c
}

// clearAll empties every slot and starts the numbering of events again.
func (c *calendar) clearAll() {
	n := len(c.slots)
	for s := range c.slots {
		c.slots[s].time, c.slots[s].seq = math.Inf(1), 0
		c.keys[n+s] = c.emptyKey(int32(s))
	}
	for k := n; k > 1; k /= 4 {
		for g := k; g < 2*k; g += 4 {
			c.keys[g/4] = c.winner(g)
		}
	}
	c.seq = 0
}

// emptyKey is larger than the key of any time below +Inf and differs from that of every other empty slot
// in its high bits, so that empty slots never count as tied.
func (c *calendar) emptyKey(s int32) int64 {
	return int64(0x7ff0)<<48 + int64(s)*(c.mask+1) + int64(s)
}

// next is the slot whose event comes first. Its time is +Inf if nothing is pending.
func (c *calendar) next() int32 { return int32(c.keys[1] & c.mask) }

// clear takes slot s's event off the calendar.
func (c *calendar) clear(s int32) { c.set(s, math.Inf(1)) }

// set puts slot s's event at time t, which must be non-negative and not NaN; +Inf takes it off. It writes the slot's key and plays
// its matches again, up to the winner.
func (c *calendar) set(s int32, t float64) {
	p := &c.slots[s]
	p.time = t
	p.seq = c.seq
	c.seq++
	keys, leaves := c.keys, int64(len(c.slots))
	key := int64(math.Float64bits(t))&^(leaves-1) | int64(s)
	if t > math.MaxFloat64 {
		key = c.emptyKey(s)
	}
	near := int64(0) // below 0 if two keys that were compared are too near to tell
	k := int(s) + len(c.slots)
	for {
		keys[k] = key
		// The smallest of four without a branch, which would be guessed wrong every other time: m is −1 where a difference is below 0. Keys are not
		// negative, so differences do not overflow.
		a, b, other := keys[k^1], keys[k^2], keys[k^3]
		d := b - a
		m := d >> 63
		near |= (d ^ m) - m - leaves
		a += d & m
		d = other - a
		m = d >> 63
		near |= (d ^ m) - m - leaves
		a += d & m
		d = a - key
		m = d >> 63
		near |= (d ^ m) - m - leaves
		key += d & m
		k >>= 2
		if k <= 1 {
			break
		}
	}
	keys[1] = key
	if near < 0 {
		c.replay(int(s))
	}
}

// setLast is set for an event that comes after all others of its moment but those of its own kind, whenever these are scheduled.
func (c *calendar) setLast(s int32, t float64) {
	c.seq |= lastOfMoment
	c.set(s, t)
	c.seq &^= lastOfMoment
}

// lastOfMoment is a bit of slot.seq above all that are counted.
const lastOfMoment = 1 << 63

// winner is the first of keys[g] to keys[g+3] by exact time and then by the order of scheduling.
func (c *calendar) winner(g int) int64 {
	key := c.keys[g]
	for _, other := range c.keys[g+1 : g+4] {
		p, q := &c.slots[key&c.mask], &c.slots[other&c.mask]
		if q.time < p.time || q.time == p.time && q.seq < p.seq {
			key = other
		}
	}
	return key
}

// replay plays the matches of slot s again with exact times, for keys that are too near to tell. It is kept out of the loop.
//
//go:noinline
func (c *calendar) replay(s int) {
	for k := len(c.slots) + s; k > 1; k /= 4 {
		c.keys[k/4] = c.winner(k &^ 3)
	}
}
