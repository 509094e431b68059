package live

import (
	"slices"
	"strconv"

	"kingman/core/words"
	"kingman/wasm/chart"
	"kingman/wasm/json"
)

// A Label is a text on the picture, its anchor and middle line in CSS pixels.
type Label struct {
	Text string
	X, Y float64
	// Align is which part of the text stands at X.
	Align  chart.Align
	Size   float64
	Colour string // a token of the style sheet: "accent"
	Strong bool
}

// Sizes of the texts, in pixels of the design.
const (
	nameSize  = 12.5
	textSize  = 11.5
	smallSize = 10
)

// A span is what a label takes of its line.
type span struct{ left, right, y float64 }

func (l *Label) span() span {
	width := chart.TextWidth(l.Text, l.Size, l.Strong)
	s := span{l.X, l.X + width, l.Y}
	switch l.Align {
	case chart.Center:
		s.left, s.right = l.X-width/2, l.X+width/2
	case chart.Right:
		s.left, s.right = l.X-width, l.X
	}
	return s
}

// A wording is the texts of one row: those that stay, and where on the lines below
// there is still room for those that change.
type wording struct {
	labels []Label
	taken  []span
	names  []int // of each place: its name among the labels, or −1
}

// apart is the least distance between two texts of a line, in pixels of the
// design.
const apart = 7

// free says whether a label stands clear of all others and of the sides.
func (w *wording) free(r *Row, l Label) bool {
	s, room := l.span(), r.Player.Layout.room
	if s.left < 0 || s.right > room.Width {
		return false
	}
	for _, t := range w.taken {
		if t.y == s.y && s.left < t.right+apart*room.Unit && t.left < s.right+apart*room.Unit {
			return false
		}
	}
	return true
}

// put adds the first of some labels that has room, and returns its index, or −1.
func (w *wording) put(r *Row, of ...Label) int {
	for _, l := range of {
		if w.free(r, l) {
			w.labels, w.taken = append(w.labels, l), append(w.taken, l.span())
			return len(w.labels) - 1
		}
	}
	return none
}

// line is the middle of the k-th line of words from below.
func (l *Layout) line(k int) float64 {
	return l.room.Top + l.room.Height - (float64(k)+0.5)*wordLine*l.room.Unit
}

// written returns the texts of a row that stay: what it is, the names of its
// places below them, and those of the slow ways that bend. Where names have no room
// they are smaller; one that has none then is left out: what is read aloud has it.
func (r *Row) written() wording {
	l := r.Player.Layout
	u := l.room.Unit
	w := wording{labels: []Label{
		{r.Name, 0, l.Y - 7*u, chart.Left, nameSize * u, r.Colour, true},
		{r.item(), 0, l.Y + 8*u, chart.Left, textSize * u, "quiet", false},
		{r.Player.Run.Ends.Said, l.SinkX + 7*u, l.Y + 8*u, chart.Left, textSize * u, "quiet", false},
	}}
	named := r.placeNames(w, textSize)
	if slices.Contains(named.names, none) {
		named = r.placeNames(w, smallSize)
	}
	return r.wayNames(named)
}

// placeNames adds the names of places to w, in that size.
func (r *Row) placeNames(w wording, size float64) wording {
	l, u := r.Player.Layout, r.Player.Layout.room.Unit
	w.labels = slices.Clone(w.labels)
	for i, p := range l.Places {
		var spots []Label
		for k := range l.lines {
			spot := func(x float64, align chart.Align) {
				spots = append(spots, Label{p.Name, x, l.line((k + i) % l.lines), align, size * u, "ink", true}) // lines take turns
			}
			spot(p.Right, chart.Right)
			spot((p.X+p.Right)/2, chart.Center)
			spot(p.X, chart.Left)
			if p.X < l.room.Width/4 {
				spot(0, chart.Left)
			}
			if p.X > l.room.Width*3/4 {
				spot(l.room.Width, chart.Right)
			}
		}
		w.names = append(w.names, w.put(r, spots...))
	}
	return w
}

// wayNames adds the names of ways to w.
func (r *Row) wayNames(w wording) wording {
	l, u := r.Player.Layout, r.Player.Layout.room.Unit
	var named []int
	for _, k := range l.Links {
		if k.Delay == none || k.Bend == 0 || slices.Contains(named, k.Delay) {
			continue
		}
		named = append(named, k.Delay)
		name := Label{r.Player.Run.Model.Stations[k.Delay].Name, 0, 0, chart.Center, textSize * u, "quiet", false}
		var spots []Label
		for n := range l.lines {
			name.Y = l.line(n)
			name.X, name.Align = min(k.X0, k.X1), chart.Left // who waits stands at the right
			spots = append(spots, name)
			name.X, name.Align = (k.X0+k.X1)/2, chart.Center
			spots = append(spots, name)
		}
		w.put(r, spots...)
	}
	return w
}

// item is what moves, in the plural.
func (r *Row) item() string { return r.thing() + "s" }

// thing is what one of the items is called: as the first class is to which items come from
// outside, or, where some are more urgent than others, by no class's name.
func (r *Row) thing() string {
	classes, sources := r.Player.Run.Model.Classes, r.Player.Run.Model.Sources
	for _, c := range classes {
		if c.Priority != classes[0].Priority {
			return "item"
		}
	}
	if len(sources) > 0 {
		return classes[sources[0].Class].Name
	}
	return classes[0].Name
}

// counted returns the texts of a row that change, of the frame drawn last: who
// waits, beside the names of the places, and numbers where there is no room to
// draw.
func (r *Row) counted() []Label {
	l, u := r.Player.Layout, r.Player.Layout.room.Unit
	w := wording{taken: slices.Clone(r.words.taken)}
	for _, n := range r.frame.Numbers {
		switch n.Kind {
		case Delivered:
			w.labels = append(w.labels, Label{strconv.Itoa(n.Value), l.SinkX + 7*u, l.Y - 7*u, chart.Left, textSize * u, "quiet", false})
		case InHand:
			p := &l.Places[l.at[n.Station]]
			w.labels = append(w.labels, Label{inHand(n.Value), p.X + 6*l.unit, l.Y, chart.Left, textSize * u, "quiet", false})
		case More:
			p := &l.Places[l.at[n.Station]]
			more := Label{"+" + strconv.Itoa(n.Value), p.Left, l.moreAt(), chart.Left, textSize * u, r.Colour, true}
			if s := more.span(); s.right <= p.X && !l.onAWay(s, more.Size) {
				w.put(r, more)
			}
		}
	}
	for i, p := range l.Places {
		if r.words.names[i] == none {
			continue
		}
		name := r.words.labels[r.words.names[i]]
		side := name.span()
		caption := Label{"", side.left - apart*u, name.Y, chart.Right, textSize * u, "quiet", false}
		var spots []Label
		for _, text := range r.Player.captions(&p) {
			caption.Text = text
			spots = append(spots, caption)
		}
		caption.X, caption.Align = side.right+apart*u, chart.Left
		for _, text := range r.Player.captions(&p) {
			caption.Text = text
			spots = append(spots, caption)
		}
		w.put(r, spots...)
	}
	return w.labels
}

// onAWay says whether a text of that height lies on the lowest place of a way that bends.
func (l *Layout) onAWay(s span, height float64) bool {
	return slices.ContainsFunc(l.Links, func(k Link) bool {
		x, y := (k.X0+k.X1)/2, max(k.Y0, k.Y1)+k.Bend
		return k.Bend != 0 && s.left < x+1 && x-1 < s.right && s.y-height/2 < y+1 && y-1 < s.y+height/2
	})
}

// inHand says how many are in service where servers are not drawn.
func inHand(n int) string { return strconv.Itoa(n) + " busy" }

// captions say how many wait at a place, and how long the one has that waited
// longest: the longest text first, none if nobody waits.
func (p *Player) captions(at *Place) []string {
	ln := &p.lines[at.Station]
	n := len(ln.waiting)
	short := ""
	switch {
	case n > 0 && at.Gate:
		short = strconv.Itoa(n) + " held"
	case n > 0:
		short = words.Count(float64(n), "waits", "wait")
	}
	long := short
	if k := p.oldest(ln); k != none && !at.Gate {
		if since := p.Now - p.items[k].since; since >= 1 {
			long += ", the longest " + words.Duration(since)
		}
	}
	if n := len(ln.outside); n > 0 {
		more := strconv.Itoa(n) + " not let in"
		if long != "" {
			long += ", "
		}
		if long += more; short == "" {
			short = more
		}
	}
	if short == "" {
		return nil
	}
	return []string{long, short}
}

func (l *Label) write(w *json.Writer) {
	w.Object()
	w.Name("Text").Text(l.Text)
	w.Name("X").Float(l.X)
	w.Name("Y").Float(l.Y)
	w.Name("Align").Text(string(l.Align))
	w.Name("Size").Float(l.Size)
	w.Name("Colour").Text(l.Colour)
	w.Name("Strong").Bool(l.Strong)
	w.End()
}
