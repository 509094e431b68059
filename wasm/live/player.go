package live

import (
	"slices"

	"kingman/core/sim"
)

// A State is where an item is in its life.
type State uint8

// The states of an item.
const (
	Unborn  State = iota
	Outside       // waits outside a limit
	Waiting       // in line, or held at a gate
	Serving       // with a server
	Delayed       // on a way that takes long
	Leaving       // on the way out, or gone
)

// An item as the player knows it.
type item struct {
	state   State
	drawn   bool // x and y are known
	failed  bool // with Leaving: not delivered
	class   int32
	station int32   // where it is, or was last; for Outside where it will be
	server  int32   // with Serving
	entry   int32   // its latest entry
	since   float64 // when it came into this line
	began   float64 // its service
	ends    float64 // that service

	origin       int     // the place that it left, or Source
	left         float64 // when
	arrives      float64 // when it is where it goes; left if that takes no time
	link         int     // on which of the layout's ways; none: straight
	x, y         float64 // where it was drawn last
	fromX, fromY float64 // where it was drawn when it left
	listed       bool    // in Player.moving
}

// A line is a station as the player knows it.
type line struct {
	waiting []int32 // items, the next one first
	outside []int32 // those whom a limit keeps out
	servers []int32 // item of each server, or none
	serving int
}

// A Player is at one time of a run and knows where everybody is.
type Player struct {
	Run    *Run
	Layout *Layout
	Now    float64 // hours

	at     int32 // how many entries have happened
	items  []item
	lines  []line
	moving []int32 // items on a slow way, or on the way out
	done   int     // delivered
	gone   int     // left otherwise
}

// NewPlayer returns a player at the beginning of a run, which must be over,
// drawn in that layout of the same model. The layout may be replaced by a new
// one at any time.
func NewPlayer(r *Run, l *Layout) *Player {
	p := &Player{Run: r, Layout: l}
	p.rewind()
	return p
}

func (p *Player) rewind() {
	p.Now, p.at, p.done, p.gone = 0, 0, 0, 0
	p.items = slices.Repeat([]item{{entry: none}}, len(p.Run.latest))
	p.moving = p.moving[:0]
	p.lines = make([]line, len(p.Run.Model.Stations))
}

// Seek goes to a time, in hours: all that happens at that very time has
// happened. Going back begins from the start.
func (p *Player) Seek(t float64) {
	if t < p.Now {
		p.rewind()
	}
	p.Now = t
	for int(p.at) < p.Run.visible && p.Run.log.Entries[p.at].Time <= t {
		p.happen(p.at)
		p.at++
	}
}

// Waiting is how many items are in line at a station, or held at a gate.
func (p *Player) Waiting(station int) int { return len(p.lines[station].waiting) }

// Serving is how many a station has in hand.
func (p *Player) Serving(station int) int { return p.lines[station].serving }

// Outside is how many items a limit keeps out of a station.
func (p *Player) Outside(station int) int { return len(p.lines[station].outside) }

// AllWaiting is how many items wait anywhere.
func (p *Player) AllWaiting() int {
	n := 0
	for i := range p.lines {
		n += len(p.lines[i].waiting) + len(p.lines[i].outside)
	}
	return n
}

// happen makes one entry of the log happen.
func (p *Player) happen(i int32) {
	e := &p.Run.log.Entries[i]
	id := int32(e.Item)
	it := &p.items[id]
	if e.What == sim.Asked {
		*it = item{class: e.Where, station: none, entry: none}
	}
	if p.Run.decides[it.class] {
		return // what it becomes is there at the same moment
	}
	it.entry = i
	var l *line
	if e.What != sim.Asked {
		l = &p.lines[e.Where]
	}
	switch e.What {
	case sim.Asked:
		p.setOut(it, Source)
		p.between(id, it)
	case sim.Came:
		p.quit(id, it)
		it.station, it.since = e.Where, e.Time
		if p.Run.Model.Stations[e.Where].Kind == sim.Delay {
			it.state, it.arrives = Delayed, p.ends(i)
			p.find(it, int(e.Where))
			p.list(id, it)
			break
		}
		it.state = Waiting
		l.waiting = append(l.waiting, id)
	case sim.Began, sim.Resumed:
		p.quit(id, it)
		it.state, it.began, it.ends = Serving, e.Time, p.ends(i)
		it.server = l.take(id)
	case sim.BrokeOff:
		p.quit(id, it)
		it.state = Waiting
		l.waiting = slices.Insert(l.waiting, 0, id)
	case sim.Completed, sim.Diverted:
		if p.quit(id, it); it.state != Delayed {
			p.setOut(it, p.Layout.at[e.Where])
		}
		p.between(id, it)
	case sim.MadePieces:
		p.quit(id, it)
		it.state, it.arrives = Delayed, p.ends(i)
		p.find(it, int(e.Where))
		p.list(id, it)
	case sim.Delivered:
		if !p.Run.atEnd(int(e.Where)) {
			p.fall(id, it)
			break
		}
		p.quit(id, it)
		it.state = Leaving
		p.list(id, it)
		p.done++
	case sim.GaveUp, sim.TurnedAway:
		p.fall(id, it)
	}
}

// fall takes an item out of the system that has not come to the end of its way.
func (p *Player) fall(id int32, it *item) {
	p.quit(id, it)
	if at := p.Layout.at[p.Run.log.Entries[it.entry].Where]; at != none { // else it falls off the way
		p.setOut(it, at)
	}
	it.state, it.failed, it.link = Leaving, true, none
	p.list(id, it)
	p.gone++
}

// quit takes an item out of the list that it stands in.
func (p *Player) quit(id int32, it *item) {
	if it.station == none {
		return
	}
	l := &p.lines[it.station]
	switch it.state {
	case Outside:
		l.outside = without(l.outside, id)
	case Waiting:
		l.waiting = without(l.waiting, id)
	case Serving:
		l.servers[it.server] = none
		l.serving--
	}
}

// between is where an item is that has come into being, or has completed a
// step: nearly always it goes on at the same moment. If not, a limit keeps it
// outside the station where it will be next.
func (p *Player) between(id int32, it *item) {
	now := p.Run.log.Entries[it.entry].Time
	next, ok := p.Run.following(it.entry)
	switch {
	case !ok:
		it.state, it.station = Outside, p.guess(it)
	case next.What == sim.Came && next.Time > now:
		it.state, it.station = Outside, next.Where
	default:
		it.state, it.station = Unborn, none // for no time at all
		return
	}
	if it.since = now; it.station != none {
		p.lines[it.station].outside = append(p.lines[it.station].outside, id)
	}
}

// guess is the station where an item is next of which the log tells no more: a
// limit keeps it outside until after the end.
func (p *Player) guess(it *item) int32 {
	e := &p.Run.log.Entries[it.entry]
	steps := p.Run.Model.Classes[it.class].Steps
	if e.What == sim.Asked {
		return int32(steps[0].Station)
	}
	for _, s := range steps {
		if s.Station == int(e.Where) && len(s.Next) > 0 {
			return int32(steps[s.Next[0].To].Station)
		}
	}
	return none
}

// setOut notes that an item leaves a place for the next one.
func (p *Player) setOut(it *item, origin int) {
	it.origin, it.left = origin, p.Run.log.Entries[it.entry].Time
	it.arrives = it.left
	it.fromX, it.fromY = it.x, it.y
	p.find(it, none)
}

// find finds the way that an item takes from the place that it left, over that
// delay if it is not none.
func (p *Player) find(it *item, delay int) {
	to := Sink
	if k := p.Run.headed(it.entry); k != none {
		to = p.Layout.at[k]
	}
	it.link = p.Layout.linkOf(it.origin, to, delay)
}

// list puts an item among those that are on their way.
func (p *Player) list(id int32, it *item) {
	if !it.listed {
		it.listed = true
		p.moving = append(p.moving, id)
	}
}

// ends is when what begins with entry i is over; if the log does not say, as
// late as it reaches.
func (p *Player) ends(i int32) float64 {
	if e, ok := p.Run.following(i); ok {
		return e.Time
	}
	return p.Run.Horizon * (1 + ahead)
}

// take gives an item the first free server.
func (l *line) take(id int32) int32 {
	l.serving++
	for k, other := range l.servers {
		if other == none {
			l.servers[k] = id
			return int32(k)
		}
	}
	l.servers = append(l.servers, id)
	return int32(len(l.servers) - 1)
}

// without removes an item from a list: most often it is the first.
func without(list []int32, id int32) []int32 {
	if k := slices.Index(list, id); k >= 0 {
		return slices.Delete(list, k, k+1)
	}
	return list
}
