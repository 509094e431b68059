package sim

import "math"

// A plainNet runs a model of nothing but first-come stations with servers of their own, delays and renewal sources, as many models are: no
// limits, priorities, people with several skills, impatience or changes. It does what the general loop does, to the last bit, in two thirds of the time,
// for two reasons.
//
// At a station with one server, when an item will leave is known as soon as it comes. So the event that follows the one at hand is
// known too, and the calendar can go on without waiting for the rest of the event's work.
//
// In WebAssembly what costs is not arithmetic but every place where the program may jump: Go's compiler turns a jump into one through a
// table, and around it all values go through memory. Hence arrays of constant length, whose indices need no check, and selection by
// masks: x += (y-x)&m makes x equal to y if m is −1, and leaves it if m is 0.
type plainNet struct {
	started bool
	leaves  int   // of the tree: 4, 16, 64, …
	spare   int32 // first free record of items, or nobody
	pool    int32 // how many records there are, nobody's included
	looks   uint64
	free    []float64 // when servers will be free, for followPlain

	// The calendar is a winner tree over the slots as in calendar.go, with four keys to a match: the winner of keys[4k] to keys[4k+3] is
	// keys[k], that of all is keys[1], and slot s has keys[leaves+s].
	keys     [2 * plainMost]int64
	_        [136]int64 // keeps the arrays' first elements, which small models use, off each other's lines of the cache
	slots    [plainMost]plainSlot
	_        [91]int64
	steps    [plainMost]plainStep
	_        [189]int64
	stations [plainMost]plainStation
	sources  [plainMost]plainSource
	items    [plainChunks]*[plainChunk]plainItem
}

const (
	plainMost   = 1 << 10 // slots, steps, stations, sources
	plainChunk  = 1 << 8  // items of a chunk
	plainChunks = 1 << 13
)

// nobody is the record of no item: it follows the last one in every line.
const nobody int32 = 0

// plainSlot is a calendar slot. Times are bits of floats, which order like the times.
type plainSlot struct {
	at    int64  // when its event comes; never(s) if nothing is pending
	after int64  // when the one after that comes, unless the slot is of one of several servers: below an idle one, the next idle one
	seq   uint64 // the how-manieth event to be scheduled
	who   int32  // the item in service, or nobody
	place uint32 // the station; the source, plus a multiple of plainMost that says which kind of slot this is
}

// The kinds of slots, times plainMost.
const (
	onlyServer = iota
	oneOfSeveral
	aSource
	aDelay
	aCrowd // the members of a finite source
)

// plainItem is an item. An item of the pool is the one with the index before its own in Engine.items when the net is settled.
type plainItem struct {
	mark  float64 // when it came to the station
	start float64 // when its service begins; while it waits for one of several servers: the work to do
	then  int64   // when the service of the next one in line ends, at a station with one server; nothing of use if there is none
	count float64 // start, or −1 if the wait is in the books already
	parts [4]float64
	next  int32 // in line; or in the list of free records
	step  int32
	first int64 // when it was first touched, as firstTouch has it
	born  float64
	far   int32
	here  bool   // not free
	seen  uint64 // the latest look at which it was in service
	owner int32  // the finite source it returns to, or none
	_     [5]int32
}

// The parts that occur, by their place in plainItem.parts.
const (
	plainWait = iota
	plainTouch
	plainRework
	plainHandoff
)

// plainStep is a step.
type plainStep struct {
	work          *sampler
	station       *plainStation
	route         *sampler // nil if there is nothing to decide
	below         int64    // the first way is taken if the draw is below this, as bits
	way           int32    // and leads there
	next          int32    // where it goes if no way is taken
	ways          []plainWay
	class         *class
	index         int32
	wait, service float64
	served        int64
	delayed       int64
	_             int64
}

// plainWay is a branch.
type plainWay struct {
	below int64
	step  int32
}

// plainStation is a station: one line of the cache.
type plainStation struct {
	head, tail int32   // first and last of those in line; with one server the last may be in service, and the first is found from its slot
	slot       int32   // of the only server, or none
	idle       int32   // the first idle server, or none, if there are several
	free       float64 // when the only server will have completed all of them
	waits      *Histogram
	counted    int64   // waits collected
	delay      *timers // the items in a Delay; nil at a Line
	delaySlot  int32
	watched    bool    // the station has windows, or books are kept
	from       float64 // since when waits are collected; +Inf if the station is watched, which countWait does then
}

// plainSource is a source.
type plainSource struct {
	gaps     *sampler
	class    *class
	thinking *timers // the members of a finite source; else nil
	slot     int32
}

// item is the record of item i.
func (n *plainNet) item(i int32) *plainItem {
	return &n.items[uint32(i)/plainChunk&(plainChunks-1)][i&(plainChunk-1)]
}

// addPlainItem adds a record to the pool, whose free list is empty. It returns nobody, and ends the run, if the budget of items is used up.
func (e *Engine) addPlainItem() int32 {
	n := e.net
	if int(n.pool) > e.maxItems {
		e.halt(OutOfItems)
		return nobody
	}
	i := n.pool
	n.pool++
	if c := uint32(i) / plainChunk; n.items[c] == nil {
		n.items[c] = new([plainChunk]plainItem)
	}
	it := n.item(i)
	it.next, it.owner = nobody, none
	return i
}

// never is the time of slot s when nothing is pending: after all others, and different from that of the other slots in the bits that
// count.
func (n *plainNet) never(s int32) int64 {
	return infinity + int64(s)*int64(n.leaves)
}

const infinity = int64(0x7ff0) << 48

// bits is time t as slot s has it.
func (n *plainNet) bits(s int32, t float64) int64 {
	if t > math.MaxFloat64 {
		return n.never(s)
	}
	return int64(math.Float64bits(t))
}

// plant fills the tree.
func (n *plainNet) plant() {
	for s := range n.leaves {
		n.keys[n.leaves+s] = n.slots[s].at&^int64(n.leaves-1) | int64(s)
	}
	for k := n.leaves; k > 1; k /= 4 {
		for g := k; g < 2*k; g += 4 {
			n.keys[g/4] = n.winner(g)
		}
	}
}

// winner is the first of keys[g] to keys[g+3] by exact time and then by the order of scheduling.
func (n *plainNet) winner(g int) int64 {
	mask := int64(n.leaves - 1)
	key := n.keys[g]
	for _, other := range n.keys[g+1 : g+4] {
		p, q := &n.slots[key&mask], &n.slots[other&mask]
		if q.at < p.at || q.at == p.at && q.seq < p.seq {
			key = other
		}
	}
	return key
}

// replay plays the matches of slot s again with exact times. It is for keys that are too near to tell, and kept out of the loop.
//
//go:noinline
func (n *plainNet) replay(s int) {
	for k := n.leaves + s; k > 1; k /= 4 {
		n.keys[k/4] = n.winner(k &^ 3)
	}
}
