package live

import (
	"math"
	"strconv"
	"strings"

	"kingman/core/words"
	"kingman/wasm/chart"
	"kingman/wasm/json"
)

// A Row is one organisation on the stage.
type Row struct {
	Name   string // "what-if"
	Colour string // a token of the style sheet: "accent"
	Player *Player
	frame  Frame
	words  wording
}

// A Stage shows one organisation, or two below each other at the same time.
type Stage struct {
	Rows  []*Row
	Speed float64 // hours a second
	Until float64 // hours: as far as all rows are recorded
	Now   float64 // hours

	horizon       float64
	travel        float64 // hours that an item is on its way where the simulator moves it in no time
	width, height float64
	unit          float64
	bytes         []byte
}

// Seconds is how long a run takes on the stage, whatever its horizon.
const Seconds = 12

// How many seconds an item is on its way where the simulator moves it in no time:
// half of what a service takes, so that most arrive before they are served, but not
// less than the eye can follow and not more than it needs.
const leastTravel, mostTravel = 0.15, 0.55

// NewStage puts rows, whose runs are over, on a stage of that size in CSS
// pixels. Unit is the size of a pixel of the design.
func NewStage(rows []*Row, runs []*Run, width, height, unit float64) *Stage {
	s := &Stage{Rows: rows, Until: math.Inf(1), horizon: runs[0].Horizon}
	service := math.Inf(1)
	for i, r := range runs {
		rows[i].Player = &Player{Run: r}
		s.Until = math.Min(s.Until, r.Until())
		service = math.Min(service, r.Service())
	}
	s.Speed = s.Until / Seconds
	s.travel = math.Max(leastTravel*s.Speed, math.Min(service/2, mostTravel*s.Speed))
	s.Resize(width, height, unit)
	return s
}

// Resize lays everything out anew.
func (s *Stage) Resize(width, height, unit float64) {
	s.width, s.height, s.unit = width, height, unit
	each := math.Min(height/float64(len(s.Rows)), 96*unit)
	room := Room{Top: (height - each*float64(len(s.Rows))) / 2, Width: width, Height: each, Unit: unit}
	for _, r := range s.Rows {
		room.Left = math.Max(room.Left, chart.TextWidth(r.Name, nameSize*unit, true))
		room.Left = math.Max(room.Left, chart.TextWidth(r.item(), textSize*unit, false))
		most := strconv.Itoa(len(r.Player.Run.latest))
		room.Right = math.Max(room.Right, chart.TextWidth(most, textSize*unit, false))
		room.Right = math.Max(room.Right, chart.TextWidth(r.Player.Run.Ends.Said, textSize*unit, false))
	}
	room.Left, room.Right = room.Left+10*unit, room.Right+8*unit
	for _, r := range s.Rows {
		r.Player = NewPlayer(r.Player.Run, Lay(r.Player.Run, room))
		r.Player.Seek(s.Now)
		r.words = r.written()
		room.Top += each
	}
}

// Seek goes to a time, in hours; beyond the end it is the end.
func (s *Stage) Seek(t float64) {
	s.Now = math.Max(0, math.Min(t, s.Until))
	for _, r := range s.Rows {
		r.Player.Seek(s.Now)
	}
}

// Frame returns the bytes of the frame: how much of the run is over, from 0 to 1,
// how many rows there are, then each one's as [Frame.Append] writes it. Glide is
// as with [Player.Draw]. They are overwritten by the next call.
func (s *Stage) Frame(glide float64) []byte {
	s.bytes = appendNumber(s.bytes[:0], s.Now/math.Max(s.Until, 1e-9))
	s.bytes = appendNumber(s.bytes, float64(len(s.Rows)))
	for _, r := range s.Rows {
		r.Player.Draw(&r.frame, s.travel, glide)
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
	l := r.Player.Layout
	w.Object()
	w.Name("Colour").Text(r.Colour)
	w.Name("Unit").Float(l.unit)
	w.Name("Links").Array()
	for _, k := range l.Links {
		w.Object()
		w.Name("X0").Float(k.X0)
		w.Name("Y0").Float(k.Y0)
		w.Name("X1").Float(k.X1)
		w.Name("Y1").Float(k.Y1)
		w.Name("Bend").Float(k.Bend)
		w.Name("Slow").Bool(k.Delay != none)
		w.End()
	}
	w.End()
	w.Name("Places").Array()
	for _, p := range l.Places {
		w.Object()
		w.Name("X").Float(p.X)
		w.Name("Y").Float(p.Y)
		w.Name("Left").Float(p.Left)
		w.Name("Gate").Bool(p.Gate)
		w.End()
	}
	w.End()
	w.Name("Labels").Array()
	for i := range r.words.labels {
		r.words.labels[i].write(w)
	}
	w.End()
	w.End()
}

// Captions returns, as JSON, the words that change with what the latest frame
// shows.
func (s *Stage) Captions() []byte {
	var w json.Writer
	w.Array()
	for _, r := range s.Rows {
		for _, l := range r.counted() {
			l.write(&w)
		}
	}
	w.End()
	b, _ := w.Bytes() // finite numbers
	return b
}

// Clock says what time it is.
func (s *Stage) Clock() string { return s.week(s.Now) }

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
	item := s.Rows[0].thing()
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
		text += " " + strconv.Itoa(p.done) + " " + p.Run.Ends.Said
		if p.Run.Ends.Else != "" {
			text += ", " + strconv.Itoa(p.gone) + " " + p.Run.Ends.Else
		}
		text += "."
	}
	return text
}
