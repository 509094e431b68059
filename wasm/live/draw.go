package live

import (
	"encoding/binary"
	"math"
)

// Kinds of dots.
const (
	Plain   = iota
	Hollow  // kept outside by a limit
	Longest // of those in a line: has waited longest
)

// A Dot is an item on the picture.
type Dot struct {
	X, Y, Radius float64
	Kind         int
	Alpha        float64 // from 0 to 1
	State        State
	Station      int
}

// A Server is one on the picture: busy with a share of its service done, or
// idle.
type Server struct {
	X, Y, Radius float64
	Busy         bool
	Done         float64 // from 0 to 1
}

// Kinds of numbers.
const (
	More      = iota // items of a line that are not drawn
	InHand           // items in service where servers are not drawn
	Delivered        // items delivered
)

// A Number stands for what there is no room to draw.
type Number struct {
	Value   int
	Kind    int
	Station int // −1 for Delivered
}

// A Frame is what is to be drawn.
type Frame struct {
	Dots    []Dot
	Servers []Server
	Numbers []Number
}

// Draw makes the frame of the player's time. Travel is how many hours an item is
// on its way where the simulator moves it in no time; glide, from 0 to 1, is how
// much of the way to their places those are moved who stand in line or with a
// server: 1 puts everybody into their place, as after a jump. What f held is
// replaced.
func (p *Player) Draw(f *Frame, travel, glide float64) {
	f.Dots, f.Servers, f.Numbers = f.Dots[:0], f.Servers[:0], f.Numbers[:0]
	l := p.Layout
	if glide >= 1 {
		travel = 0
	}
	for i := range l.Places {
		p.drawPlace(f, &l.Places[i], travel, glide)
	}
	kept := p.moving[:0]
	for _, id := range p.moving {
		it := &p.items[id]
		if it.state != Delayed && it.state != Leaving || it.state == Leaving && p.Now-it.left >= travel {
			it.listed = false
			continue
		}
		kept = append(kept, id)
		x, y, alpha := l.SinkX, l.Y, 1.0
		u := p.progress(it, travel)
		switch {
		case it.state == Delayed:
			if it.link != none {
				x, y = l.Links[it.link].X1, l.Links[it.link].Y1
			}
		case it.failed:
			x, y, alpha = it.fromX, it.fromY+0.5*(l.Y-l.room.Top), 1-u
		default:
			alpha = math.Min(1, 3*(1-u))
		}
		p.put(f, id, x, y, Plain, alpha, travel, glide)
	}
	p.moving = kept
	f.Numbers = append(f.Numbers, Number{p.done, Delivered, none})
}

// drawPlace draws a station: line, servers, and who is with them.
func (p *Player) drawPlace(f *Frame, at *Place, travel, glide float64) {
	l, ln := p.Layout, &p.lines[at.Station]
	n := len(ln.waiting) + len(ln.outside)
	room := l.places(at)
	oldest := p.oldest(ln)
	more := 0
	for k := range n {
		kind, id := Plain, int32(0)
		if k < len(ln.waiting) {
			id = ln.waiting[k]
		} else {
			kind, id = Hollow, ln.outside[k-len(ln.waiting)]
		}
		if id == oldest {
			kind = Longest
		}
		it := &p.items[id]
		x, y := l.InLine(at, min(k, room-1), n)
		if k >= room {
			more++
			// Nobody sees them but on their way to the end of the line.
			if p.progress(it, travel) >= 1 {
				it.x, it.y, it.drawn = x, y, true
				continue
			}
			more--
		}
		p.put(f, id, x, y, kind, 1, travel, glide)
	}
	if more > 0 {
		f.Numbers = append(f.Numbers, Number{more, More, at.Station})
	}
	for k := range at.Servers {
		x, y := l.Server(at, k)
		s := Server{X: x, Y: y, Radius: at.Radius}
		if k < len(ln.servers) && ln.servers[k] != none {
			it := &p.items[ln.servers[k]]
			s.Busy = true
			if it.ends > it.began {
				s.Done = math.Min(1, (p.Now-it.began)/(it.ends-it.began))
			}
		}
		f.Servers = append(f.Servers, s)
	}
	for k, id := range ln.servers {
		if id == none {
			continue
		}
		x, y := l.Server(at, k)
		if at.Many == 0 || p.progress(&p.items[id], travel) < 1 {
			p.put(f, id, x, y, Plain, 1, travel, glide)
		}
	}
	if at.Many > 0 {
		f.Numbers = append(f.Numbers, Number{ln.serving, InHand, at.Station})
	}
}

// oldest is the item that has waited longest in a line of at least two, or
// none.
func (p *Player) oldest(ln *line) int32 {
	if len(ln.waiting) < 2 {
		return none
	}
	oldest := ln.waiting[0]
	for _, id := range ln.waiting[1:min(len(ln.waiting), 200)] {
		if p.items[id].since < p.items[oldest].since {
			oldest = id
		}
	}
	return oldest
}

// progress is how much of its way an item has behind it, from 0 to 1.
func (p *Player) progress(it *item, travel float64) float64 {
	takes := math.Max(travel, it.arrives-it.left)
	if takes <= 0 || p.Now >= it.left+takes {
		return 1
	}
	return math.Max(0, (p.Now-it.left)/takes)
}

// put draws an item that belongs at a spot: on its way there, or gliding.
func (p *Player) put(f *Frame, id int32, x, y float64, kind int, alpha, travel, glide float64) {
	l, it := p.Layout, &p.items[id]
	if u := p.progress(it, travel); u < 1 {
		it.x, it.y = p.way(it, u, x, y)
	} else if !it.drawn {
		it.x, it.y = x, y
	} else {
		it.x += (x - it.x) * glide
		it.y += (y - it.y) * glide
	}
	it.drawn = true
	f.Dots = append(f.Dots, Dot{it.x, it.y, l.Dot, kind, alpha, it.state, int(it.station)})
}

// way is where an item is with a share u of its way to (x, y) behind it: it
// follows the drawn way, and then walks to its spot.
func (p *Player) way(it *item, u, x, y float64) (float64, float64) {
	l := p.Layout
	fx, fy := it.fromX, it.fromY
	if it.origin == Source {
		fx, fy = l.SourceX, l.Y
	} else if fx == 0 && fy == 0 && it.origin >= 0 { // it was not drawn there
		fx, fy = l.Places[it.origin].Right, l.Y
	}
	if it.origin >= 0 && l.Places[it.origin].Many > 0 { // it comes out behind the number of those in hand, not through it
		fx, fy = l.Places[it.origin].Right, l.Y
		if it.link != none {
			fy = l.Links[it.link].Y0
		}
	}
	if it.link == none {
		return fx + (x-fx)*u, fy + (y-fy)*u
	}
	k := &l.Links[it.link]
	if k.Bend != 0 && it.origin >= 0 && fx < l.Places[it.origin].X-l.gap {
		// It was served faster than it can be shown coming: its way back begins
		// where it was served all the same.
		fx, fy = k.X0, k.Y0
	}
	slow := it.arrives-it.left > 0
	share := 1.0 // of the time, on the drawn way
	if k.To != Sink && !slow {
		share = (math.Abs(k.X1-fx) + math.Abs(k.Bend)) / math.Max(1, math.Abs(k.X1-fx)+math.Abs(k.Bend)+math.Abs(x-k.X1))
	}
	if u > share {
		v := (u - share) / (1 - share)
		return k.X1 + (x-k.X1)*v, k.Y1 + (y-k.Y1)*v
	}
	v := u
	if share > 0 {
		v = u / share
	}
	// The quadratic curve that the page draws, from the item's own spot.
	a, b, c := (1-v)*(1-v), 2*v*(1-v), v*v
	return a*fx + b*(fx+k.X1)/2 + c*k.X1, a*fy + b*((k.Y0+k.Y1)/2+2*k.Bend) + c*k.Y1
}

// Append appends a frame as little-endian float64: how many dots and servers,
// then of each dot x, y, radius, kind, alpha; of each server x, y, radius, busy,
// done.
func (f *Frame) Append(b []byte) []byte {
	add := func(values ...float64) {
		for _, v := range values {
			b = appendNumber(b, v)
		}
	}
	add(float64(len(f.Dots)), float64(len(f.Servers)))
	for _, d := range f.Dots {
		add(d.X, d.Y, d.Radius, float64(d.Kind), d.Alpha)
	}
	for _, s := range f.Servers {
		busy := 0.0
		if s.Busy {
			busy = 1
		}
		add(s.X, s.Y, s.Radius, busy, s.Done)
	}
	return b
}

func appendNumber(b []byte, v float64) []byte {
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
}
