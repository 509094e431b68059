package live

import (
	"math"
	"slices"

	"kingman/core/sim"
	"kingman/wasm/chart"
)

// A Place is a station on the picture, or a gate: a delay is no place but a way
// that takes long.
type Place struct {
	Station int
	Name    string
	Gate    bool
	Servers int // that are drawn; 0 for a gate, and where there are too many to draw
	Many    int // servers where there are too many to draw
	// X is where the line ends: its first item stands to the left of it, its
	// servers to the right. Y is the middle. The line reaches to the left to Left.
	X, Y, Left float64
	Right      float64 // where what belongs to the place ends
	Radius     float64 // of a server
	rows       int     // of servers
}

// A Link is a way from one place to another. From and To are indices into
// Layout.Places, Source or Sink.
type Link struct {
	From, To int
	Delay    int     // the station of kind Delay on the way, or −1
	X0, Y0   float64 // from
	X1, Y1   float64 // to
	Bend     float64 // how far below the straight line its middle is: above 0 for a way back, below 0 for one that passes places over
}

// The ends of a way.
const (
	Source = -1
	Sink   = -2
)

// A Room is where a row may be, in CSS pixels.
type Room struct {
	Top, Width, Height float64
	// Left and Right are what its words take at both sides.
	Left, Right float64
	Unit        float64 // the size of a pixel of the design: 1, and more when presenting
}

// A Layout is where everything of an organisation is, in CSS pixels.
type Layout struct {
	Places         []Place
	Links          []Link
	SourceX, SinkX float64
	Y              float64
	Dot            float64 // an item's radius

	run     *Run
	room    Room
	lines   int     // of words below
	gap     float64 // between two items of a line
	rows    int     // of a line, at most
	unit    float64 // of what is no word: smaller in a low room
	narrow  bool
	at      []int  // of each station: its place, or −1
	sources []bool // of each class: whether items come from outside
}

// Servers beyond this number are a number.
const mostServers = 30

// Height of a line of words, and the least height of what stands above it, in
// pixels of the design.
const (
	wordLine  = 13.5
	leastDraw = 58
)

// Lay lays out a run's organisation in a room.
func Lay(r *Run, room Room) *Layout {
	m := &r.Model
	l := &Layout{run: r, room: room, rows: 5, lines: 1}
	l.narrow = room.Width < 560*room.Unit
	l.order(m)
	if l.narrow && len(l.Places) > 2 {
		l.lines = 2 // many names in little room
	}
	words := float64(l.lines) * wordLine * room.Unit
	above := room.Height - words
	l.unit = room.Unit * math.Min(1, above/(leastDraw*room.Unit))
	l.Y = room.Top + above/2
	l.SourceX, l.SinkX = room.Left, room.Width-room.Right
	// Each place gets the room of its servers, and lines share what remains. Where
	// that is next to nothing all is drawn smaller.
	n := math.Max(1, float64(len(l.Places)))
	space, rest := 0.0, 0.0
	for {
		space = 14 * l.unit
		rest = l.SinkX - l.SourceX - space
		for i := range l.Places {
			l.size(&l.Places[i], m)
			rest -= l.Places[i].Right + space
		}
		if rest >= 10*n*l.unit || l.unit < 0.3*room.Unit {
			break
		}
		l.unit *= 0.95
	}
	l.Dot, l.gap = 2.6*l.unit, 6.4*l.unit
	if l.moreAt()-0.6*textSize*room.Unit < room.Top {
		l.rows = 3
	}
	long := math.Max(10*l.unit, math.Min(rest/n, 420*l.unit)) // a line is to be seen at one glance
	spread := math.Max(0, rest-long*n) / (n + 1)
	x := l.SourceX + space
	for i := range l.Places {
		p := &l.Places[i]
		x += spread
		p.Left, p.Y = x, l.Y
		p.X = x + long
		p.Right += p.X
		x = p.Right + space
	}
	l.link(m)
	return l
}

// order puts the stations where items wait in the order in which the classes
// come to them.
func (l *Layout) order(m *sim.Model) {
	l.at = slices.Repeat([]int{none}, len(m.Stations))
	for _, class := range m.Classes {
		for _, s := range class.Steps {
			if m.Stations[s.Station].Kind == sim.Delay {
				continue
			}
			if l.at[s.Station] == none {
				st := &m.Stations[s.Station]
				l.at[s.Station] = len(l.Places)
				l.Places = append(l.Places, Place{Station: s.Station, Name: st.Name, Gate: st.Kind == sim.Gate, Servers: serversOf(m, s.Station)})
			}
		}
	}
	l.sources = make([]bool, len(m.Classes))
	for _, s := range m.Sources {
		l.source(s.Class)
	}
	for _, b := range m.Backlog {
		l.source(b.Class)
	}
}

// source notes that items of a class come from outside, and with them those of whatever
// class they become at once.
func (l *Layout) source(class int) {
	if l.sources[class] {
		return
	}
	l.sources[class] = true
	if l.run.decides[class] {
		for _, s := range l.run.Model.Classes[class].Steps {
			for _, sp := range s.Spawn {
				l.source(sp.Class)
			}
		}
	}
}

// serversOf is how many can serve a station at once.
func serversOf(m *sim.Model, station int) int {
	n := m.Stations[station].Servers
	for _, p := range m.People {
		for _, s := range p.Skills {
			if s.Station == station {
				n++
			}
		}
	}
	for _, c := range m.Changes {
		if c.Kind == sim.SetServers && c.Index == station {
			n = max(n, int(c.To))
		}
	}
	return n
}

// size says how much room a place takes to the right of its line: in Right, for
// the time being.
func (l *Layout) size(p *Place, m *sim.Model) {
	switch {
	case p.Gate:
		p.Right = 5 * l.unit
		return
	case p.Servers > mostServers || p.Many > 0:
		p.Servers, p.Many = 0, max(p.Servers, p.Many)
		p.Right = 8*l.unit + chart.TextWidth(inHand(p.Many), textSize*l.room.Unit, false)
		return
	}
	p.rows = min(p.Servers, 3)
	p.Radius = 6 * l.unit
	if p.Servers > 9 || l.narrow && p.Servers > 3 {
		p.rows, p.Radius = min(p.Servers, 4), 4.6*l.unit
	}
	columns := math.Ceil(float64(p.Servers) / math.Max(1, float64(p.rows)))
	p.Right = 4*l.unit + columns*(2*p.Radius+3*l.unit)
}

// Server returns the middle of a place's k-th server.
func (l *Layout) Server(p *Place, k int) (x, y float64) {
	if p.Servers == 0 {
		return p.X, p.Y
	}
	k = min(k, p.Servers-1) // who has more in hand than there are servers shares a place
	pitch := 2*p.Radius + 3*l.unit
	column, row := k/p.rows, k%p.rows
	return p.X + 4*l.unit + p.Radius + float64(column)*pitch, p.Y + (float64(row)-float64(p.rows-1)/2)*pitch
}

// moreAt is the middle of the number above a line of those that are not drawn.
func (l *Layout) moreAt() float64 {
	return l.Y - float64(l.rows)/2*l.gap - 0.6*textSize*l.room.Unit
}

// places is how many items of a line there is room to draw.
func (l *Layout) places(p *Place) int { return l.rows * max(1, int((p.X-p.Left)/l.gap)) }

// InLine returns where the k-th of n items of a line stands: a short line in
// one row, a longer one in as many as it needs.
func (l *Layout) InLine(p *Place, k, n int) (x, y float64) {
	rows := 1
	if one := max(1, int(0.5*(p.X-p.Left)/l.gap)); n > one {
		rows = min(l.rows, (n+one-1)/one)
	}
	if !p.Gate && n > 3 {
		rows = max(rows, 2)
	}
	if n > 12 {
		rows = l.rows
	}
	k = min(k, l.places(p)-1)
	column, row := k/rows, k%rows
	return p.X - 4*l.unit - l.Dot - float64(column)*l.gap, p.Y + (float64(row)-float64(rows-1)/2)*l.gap
}

// link finds the ways between places: whatever a step leads to, delays passed
// through.
func (l *Layout) link(m *sim.Model) {
	for c, class := range m.Classes {
		if l.run.decides[c] {
			continue
		}
		if l.sources[c] {
			l.from(Source, class.Steps, 0, none, 0)
		}
		for _, s := range class.Steps {
			at := l.at[s.Station]
			if at == none {
				continue
			}
			l.after(at, class.Steps, s, none, 0)
		}
	}
	for i := range l.Links {
		l.bend(&l.Links[i])
	}
}

// from adds the way from a place to step k, and beyond it if that is a delay.
func (l *Layout) from(place int, steps []sim.Step, k, delay, depth int) {
	s := steps[k]
	if to := l.at[s.Station]; to != none {
		l.add(place, to, delay)
		return
	}
	if depth < len(steps) {
		if s.Service.Mean() > 0 {
			delay = s.Station
		}
		l.after(place, steps, s, delay, depth+1)
	}
}

func (l *Layout) after(place int, steps []sim.Step, s sim.Step, delay, depth int) {
	sum := 0.0
	for _, b := range s.Next {
		sum += b.Probability
		if b.Probability > 0 {
			l.from(place, steps, b.To, delay, depth)
		}
	}
	if sum < 1-1e-9 && l.run.atEnd(s.Station) {
		l.add(place, Sink, delay)
	}
}

func (l *Layout) add(from, to, delay int) {
	for _, k := range l.Links {
		if k.From == from && k.To == to && k.Delay == delay {
			return
		}
	}
	l.Links = append(l.Links, Link{From: from, To: to, Delay: delay})
}

// bend says how a way runs.
func (l *Layout) bend(k *Link) {
	k.X0, k.Y0, k.X1, k.Y1 = l.SourceX, l.Y, l.SinkX, l.Y
	first, last := -1, len(l.Places)
	if k.From >= 0 {
		k.X0, first = l.Places[k.From].Right, k.From
	}
	if k.To >= 0 {
		k.X1, last = l.Places[k.To].Left, k.To
	}
	switch {
	case last <= first:
		if l.Places[first].Many > 0 { // below the number of those in hand
			k.Y0 += textSize * l.room.Unit
		}
		k.Bend = l.Y - l.room.Top - 5*l.unit - (k.Y0 - l.Y)
	case last > first+1:
		k.Bend = -(l.Y - l.room.Top - 5*l.unit)
	}
}

// linkOf returns the index of the way between two places, over that delay if
// there is such a one, or −1.
func (l *Layout) linkOf(from, to, delay int) int {
	found := none
	for i := range l.Links {
		k := &l.Links[i]
		if k.From == from && k.To == to && (found == none || k.Delay == delay) {
			found = i
		}
	}
	return found
}
