package sim

// none marks the absence of an item, a server, a limit: a link that leads nowhere.
const none int32 = -1

// A Part is one of the kinds of time that an item's lead time consists of.
type Part int

// The parts. They are disjoint and exhaustive: at every moment an item in the system is in exactly one.
const (
	Wait        Part = iota // in line, before the first service of a visit
	Interrupted             // in line after an interruption, or in hand but set aside (Sharing)
	Touch                   // in service
	Rework                  // in service at a step not beyond the furthest step already completed
	Switching               // in service, lost to switching (Sharing)
	Handoff                 // in a Delay
	Gated                   // held at a Gate
	Held                    // outside a WIP limit
	Parts       int  = iota // how many parts there are
)

var partNames = [Parts]string{"wait", "interrupted", "touch", "rework", "switching", "handoff", "gated", "held"}

// String returns the name of the part, for example "wait".
func (p Part) String() string {
	if p >= 0 && int(p) < Parts {
		return partNames[p]
	}
	return "part?"
}

// An item is a record of the pool. Its lead time so far is the sum of parts, taken in their order, plus the
// time since mark.
type item struct {
	parts [Parts]float64
	born  float64 // when it was asked for
	mark  float64 // since when it is in its present state
	first int64   // when it was first touched, as firstTouch has it
	left  float64 // work to do, in hours at speed 1; Sharing: the level of attained work that completes it; in pieces: when one was first touched
	share float64 // Sharing: the station's level of given time when the item was taken up; outside a limit: how many came before it
	id    int64   // the how-manieth item of the run
	under uint64  // the limits in which it holds a place, a bit for each
	step  int32   // the present or coming visit
	prev  int32   // neighbours in a line, the one before only where items give up; next also links the free records of the pool
	next  int32
	timer int32 // place in the heap of timers that holds it, or none; in pieces: how many are there
	owner int32 // the finite source it returns to; if it is a piece, of what (ofPieces); or none
	given int32 // its place in Model.Trace, or none
	visit int32 // how many visits' work has been settled, for given items
	far   int32 // the furthest step of its class completed so far, or -1
	state state
	taken bool // service of the present visit has begun

	waited bool // it has been in a line where items give up

	level uint8 // rank of its class's priority
}

// state is where an item is.
type state uint8

const (
	unborn   state = iota // a free record
	inLine                // waiting at a Line
	served                // in service at a Line
	delayed               // in a Delay
	gated                 // held at a Gate
	held                  // outside a limit
	inPieces              // until the last of its pieces has left the system
	moving                // on the list of things still to do at this instant
)

// partOf is the part that an item's time since mark belongs to. Sharing stations split theirs themselves.
func (e *Engine) partOf(it *item) Part {
	switch it.state {
	case inLine:
		if it.taken {
			return Interrupted
		}
		return Wait
	case served:
		if e.steps[it.step].index <= it.far {
			return Rework
		}
		return Touch
	case delayed:
		return Handoff
	case gated:
		return Gated
	}
	return Held
}

// newItem takes a record from the pool. It returns none, and ends the run, if the budget of items is used up.
func (e *Engine) newItem(class int32) int32 {
	i := e.spare
	if i == none {
		if len(e.items) >= e.maxItems {
			e.halt(OutOfItems)
			return none
		}
		i = int32(len(e.items))
		e.items = append(e.items, item{})
	} else {
		e.spare = e.items[i].next
	}
	c := &e.classes[class]
	c.Present++
	c.Arrived++
	it := &e.items[i]
	it.parts = [Parts]float64{}
	it.born, it.mark, it.first = e.now, e.now, -1
	it.id = e.born
	it.step, it.timer, it.owner, it.given, it.far = c.first, none, none, none, -1
	it.under, it.visit = 0, 0
	it.state, it.taken, it.waited = moving, false, false
	it.level = uint8(c.level)
	e.born++
	if e.options.Log != nil {
		e.options.Log.add(e.now, it.id, Asked, class)
	}
	if e.books != nil {
		e.openRow(i, c)
	}
	if c.overlaps != nil {
		e.tellOverlaps(c.overlaps)
	}
	return i
}

// freeItem gives a record back to the pool.
func (e *Engine) freeItem(i int32) {
	e.items[i].state = unborn
	e.items[i].next = e.spare
	e.spare = i
}

// A line is a list of items: whoever comes in order leaves in order. Where items give up and leave from the middle it is linked both ways.
type line struct{ head, tail int32 }

func (e *Engine) pushBack(l *line, i int32) {
	it := &e.items[i]
	it.prev, it.next = l.tail, none
	if l.tail == none {
		l.head = i
	} else {
		e.items[l.tail].next = i
	}
	l.tail = i
}

func (e *Engine) pushFront(l *line, i int32) {
	it := &e.items[i]
	it.prev, it.next = none, l.head
	if l.head == none {
		l.tail = i
	} else {
		e.items[l.head].prev = i
	}
	l.head = i
}

// pop takes the first item out of a line where nobody gives up.
func (e *Engine) pop(l *line) {
	if l.head = e.items[l.head].next; l.head == none {
		l.tail = none
	}
}

// unlink takes an item out of a line where items give up.
func (e *Engine) unlink(l *line, i int32) {
	it := &e.items[i]
	if it.prev == none {
		l.head = it.next
	} else {
		e.items[it.prev].next = it.next
	}
	if it.next == none {
		l.tail = it.prev
	} else {
		e.items[it.next].prev = it.prev
	}
}
