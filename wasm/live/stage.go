package live

import (
	"math"
	"strconv"
	"strings"

	"kingman/core/words"
	"kingman/wasm/json"
)

// A Row is one organisation on the stage.
type Row struct {
	Name   string // "what-if"
	Colour string // a token of the style sheet: "accent"
	Player *Player
	frame  Frame
}

// A Stage shows one organisation, or two below each other at the same time.
type Stage struct {
	Rows  []*Row
	Speed float64 // hours a second
	Until float64 // hours: as far as all rows are recorded
	Now   float64 // hours

	horizon       float64
	width, height float64
	unit          float64
	bytes         []byte
}

// A pace is a speed and its words.
type pace struct {
	hours float64
	words string
}

// paces are the speeds that a reader can think in.
var paces = [...]pace{
	{0.25, "a quarter of an hour a second"}, {0.5, "half an hour a second"}, {1, "an hour a second"}, {2, "two hours a second"},
	{4, "half a day a second"}, {8, "a day a second"}, {16, "two days a second"}, {40, "a week a second"}, {80, "two weeks a second"},
}

// What the eye can follow: so many items coming somewhere in a second; and how
// many seconds a picture should last at least.
const (
	mostPerSecond = 9
	leastSeconds  = 16
)

// NewStage puts rows, whose runs are over, on a stage of that size in CSS
// pixels. Unit is the size of a pixel of the design.
func NewStage(rows []*Row, runs []*Run, width, height, unit float64) *Stage {
	s := &Stage{Rows: rows, Until: math.Inf(1), horizon: runs[0].Horizon}
	came := 0
	for i, r := range runs {
		rows[i].Player = &Player{Run: r}
		s.Until = math.Min(s.Until, r.Until())
		came = max(came, r.Came())
	}
	s.Speed = paces[0].hours
	for _, p := range paces {
		if float64(came)*p.hours <= mostPerSecond*s.Until && s.Until >= leastSeconds*p.hours {
			s.Speed = p.hours
		}
	}
	s.Resize(width, height, unit)
	return s
}

// Resize lays everything out anew.
func (s *Stage) Resize(width, height, unit float64) {
	s.width, s.height, s.unit = width, height, unit
	each := math.Min(height/float64(len(s.Rows)), 96*unit)
	top := (height - each*float64(len(s.Rows))) / 2
	for i, r := range s.Rows {
		l := Lay(&r.Player.Run.Model, top+each*float64(i), width, each, unit)
		r.Player = NewPlayer(r.Player.Run, l)
		r.Player.Seek(s.Now)
	}
}

// Seek goes to a time, in hours; beyond the end it is the end.
func (s *Stage) Seek(t float64) {
	s.Now = math.Max(0, math.Min(t, s.Until))
	for _, r := range s.Rows {
		r.Player.Seek(s.Now)
	}
}

// Frame returns the bytes of the frame: how many rows there are, then each one's
// as [Frame.Append] writes it. Glide is as with [Player.Draw]. They are
// overwritten by the next call.
func (s *Stage) Frame(glide float64) []byte {
	s.bytes = appendNumber(s.bytes[:0], float64(len(s.Rows)))
	for _, r := range s.Rows {
		r.Player.Draw(&r.frame, s.Speed, glide)
		s.bytes = r.frame.Append(s.bytes)
	}
	return s.bytes
}

// Scene returns what stands still, as JSON.
func (s *Stage) Scene() []byte {
	var w json.Writer
	w.Object()
	w.Name("Width").Float(s.width)
	w.Name("Height").Float(s.height)
	w.Name("Unit").Float(s.unit)
	w.Name("Rows").Array()
	for _, r := range s.Rows {
		r.scene(&w)
	}
	w.End()
	w.End()
	b, _ := w.Bytes() // finite numbers
	return b
}

func (r *Row) scene(w *json.Writer) {
	l, m := r.Player.Layout, &r.Player.Run.Model
	w.Object()
	w.Name("Name").Text(r.Name)
	w.Name("Colour").Text(r.Colour)
	w.Name("Item").Text(m.Classes[0].Name + "s")
	w.Name("Top").Float(l.Top)
	w.Name("Height").Float(l.Height)
	w.Name("Y").Float(l.Y)
	w.Name("Source").Float(l.SourceX)
	w.Name("Sink").Float(l.SinkX)
	w.Name("Links").Array()
	for _, k := range l.Links {
		name := ""
		if k.Delay != none {
			name = m.Stations[k.Delay].Name
		}
		w.Object()
		w.Name("X0").Float(k.X0)
		w.Name("Y0").Float(k.Y0)
		w.Name("X1").Float(k.X1)
		w.Name("Y1").Float(k.Y1)
		w.Name("Bend").Float(k.Bend)
		w.Name("Slow").Bool(k.Delay != none)
		w.Name("Name").Text(name)
		w.End()
	}
	w.End()
	w.Name("Places").Array()
	for _, p := range l.Places {
		w.Object()
		w.Name("X").Float(p.X)
		w.Name("Y").Float(p.Y)
		w.Name("Left").Float(p.Left)
		w.Name("Right").Float(p.Right)
		w.Name("Gate").Bool(p.Gate)
		w.Name("Name").Text(p.Name)
		w.End()
	}
	w.End()
	w.End()
}

// Captions returns, as JSON, what stands below each place of each row now.
func (s *Stage) Captions() []byte {
	var w json.Writer
	w.Array()
	for _, r := range s.Rows {
		w.Array()
		for _, p := range r.Player.Layout.Places {
			w.Text(r.Player.caption(&p))
		}
		w.End()
	}
	w.End()
	b, _ := w.Bytes() // no numbers
	return b
}

// caption says how many wait at a place, and how long the one has that waited
// longest.
func (p *Player) caption(at *Place) string {
	ln := &p.lines[at.Station]
	n := len(ln.waiting)
	text := ""
	switch {
	case n > 0 && at.Gate:
		text = strconv.Itoa(n) + " held"
	case n > 0:
		text = words.Count(float64(n), "waits", "wait")
	}
	if k := p.oldest(ln); k != none && !at.Gate {
		if since := p.Now - p.items[k].since; since >= 1 {
			text += ", the longest " + words.Duration(since)
		}
	}
	if n := len(ln.outside); n > 0 {
		if text != "" {
			text += ", "
		}
		text += strconv.Itoa(n) + " not let in"
	}
	return text
}

// Clock says what time it is, and how fast it goes.
func (s *Stage) Clock() string {
	text := s.week(s.Now)
	for _, p := range paces {
		if p.hours == s.Speed {
			text += " · " + p.words
		}
	}
	return text
}

func (s *Stage) week(t float64) string {
	of := int(math.Round(s.horizon / words.Week))
	return "Week " + strconv.Itoa(min(of, int(t/words.Week)+1)) + " of " + strconv.Itoa(of)
}

// Title is a sentence about the end of the run.
func (s *Stage) Title() string {
	counts := make([]int, len(s.Rows))
	for i, r := range s.Rows {
		end := NewPlayer(r.Player.Run, r.Player.Layout)
		end.Seek(s.Until)
		counts[i] = end.AllWaiting()
	}
	item := s.Rows[0].Player.Run.Model.Classes[0].Name
	say := func(n int) string {
		if n == 0 {
			return "no " + item
		}
		return words.Count(float64(n), item, item+"s")
	}
	end := counts[len(counts)-1]
	verb := " waits"
	if end > 1 {
		verb = " wait"
	}
	text := "One run of many: after week " + strconv.Itoa(int(math.Ceil(s.Until/words.Week-1e-9))) + ", " + say(end) + verb
	if len(counts) == 2 {
		today := "none"
		if counts[0] > 0 {
			today = words.Short(float64(counts[0]))
		}
		text += "; as today, " + today
	}
	return text
}

// Alt says in words what the picture shows now.
func (s *Stage) Alt() string {
	text := s.week(s.Now) + "."
	for _, r := range s.Rows {
		p := r.Player
		text += " " + strings.ToUpper(r.Name[:1]) + r.Name[1:] + ":"
		for _, at := range p.Layout.Places {
			text += " " + strconv.Itoa(p.Waiting(at.Station)+p.Outside(at.Station)) + " wait"
			if at.Gate {
				text += " at " + at.Name + ";"
			} else {
				text += " for " + at.Name + ", " + strconv.Itoa(p.Serving(at.Station)) + " in hand;"
			}
		}
		text += " " + strconv.Itoa(p.done) + " done."
	}
	return text
}
