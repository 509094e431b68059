package sim

import "math"

// A calendar holds at most one pending event for each of its slots: a source's next arrival, a server's
// next completion, a delay line's next release. It answers "which is next" by a winner tree packed in an
// array: keys[n+s] is slot s's key, keys[k] the smaller of keys[2k] and keys[2k+1], keys[1] the winner.
// Rescheduling a slot rewrites one path of log₂ n keys, without moving anything else.
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

// newCalendar makes a calendar of empty slots.
func newCalendar(slots int) calendar {
	leaves := 1
	for leaves < slots || leaves < 2 {
		leaves *= 2
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
	for k := n - 1; k >= 1; k-- {
		c.keys[k] = min(c.keys[2*k], c.keys[2*k+1])
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
	keys, mask := c.keys, c.mask
	key := int64(math.Float64bits(t))&^mask | int64(s)
	if t > math.MaxFloat64 {
		key = c.emptyKey(s)
	}
	k := int(s) + len(c.slots)
	keys[k] = key
	for k > 1 {
		other := keys[k^1]
		// The smaller of the two without a branch, which would be guessed wrong every other time. Keys are
		// not negative, so differences do not overflow.
		if d := other - key; uint64(d+mask) > uint64(2*mask) {
			key += d & (d >> 63)
		} else {
			key = c.tied(key, other)
		}
		k >>= 1
		keys[k] = key
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

// tied returns the earlier of two keys that differ by no more than a slot's number, so that their order may not be that of the times.
func (c *calendar) tied(a, b int64) int64 {
	p, q := &c.slots[a&c.mask], &c.slots[b&c.mask]
	if q.time < p.time || q.time == p.time && q.seq < p.seq {
		return b
	}
	return a
}
