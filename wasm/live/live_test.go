package live

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kingman/core/catalogue"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

// record makes a run of o.
func record(t *testing.T, o org.Organisation, seed uint64, horizon float64) *Run {
	t.Helper()
	r, err := NewRun(o, seed, 0, horizon)
	if err != nil {
		t.Fatal(err)
	}
	for !r.Step(500) {
	}
	return r
}

// room is one for a row of that size, with the words of "what-if" and "features"
// beside it.
func room(top, width, height float64) Room {
	return Room{Top: top, Width: width, Height: height, Left: 74, Right: 48, Unit: 1}
}

// workshop has one of everything: a line with priorities that interrupt, a
// delay, a gate, a limit, people with two skills, patience, rework, spawned
// items, a room that fills.
func workshop() org.Organisation {
	return org.Organisation{
		Stations: []sim.Station{
			{Name: "build"}, {Name: "handoff", Kind: sim.Delay}, {Name: "review", Discipline: sim.PreemptiveResume, Servers: 2},
			{Name: "release", Kind: sim.Gate, Every: 16, Count: 9}, {Name: "support", Servers: 1, Room: 3},
		},
		Teams: []org.Team{{Name: "engineers", Size: 5, Skills: []org.Skill{{Station: "build", Speed: 1}}}},
		Classes: []org.Class{
			{Name: "feature", Priority: 1, Backlog: 12, Arrivals: []org.Arrivals{{Rate: 0.35, SCV: 1}}, Steps: []org.Step{
				{Station: "build", Service: org.Time{Mean: 12, SCV: 1}, Patience: org.Time{Mean: 200, SCV: 1}},
				{Station: "handoff", Service: org.Time{Mean: 5, SCV: 0.5}},
				{Station: "review", Service: org.Time{Mean: 4, SCV: 1}, Next: []org.Branch{{To: "build", Probability: 0.2}, {To: "release", Probability: 0.8}}},
				{Station: "release", Spawn: []org.Spawn{{Class: "question", Probability: 0.5}}},
			}},
			{Name: "question", Steps: []org.Step{{Station: "support", Service: org.Time{Mean: 6, SCV: 1}}}},
			{Name: "fix", Arrivals: []org.Arrivals{{Rate: 0.05, SCV: 1}}, Steps: []org.Step{{Station: "review", Service: org.Time{Mean: 3, SCV: 1}}}},
		},
		Limits: []org.Limit{{Name: "under way", Stations: []string{"build"}, Max: 9}},
	}
}

// organisations are the workshop and both settings of every argument that can be watched.
func organisations(t *testing.T) map[string]org.Organisation {
	requests, _ := sorting()
	all := map[string]org.Organisation{"workshop": workshop(), "requests": requests}
	for _, m := range catalogue.Models() {
		a := m.Entry
		if m.Organisation == nil {
			if a.Live {
				t.Errorf("%s has no organisation to play", a.ID)
			}
			continue
		}
		s := a.Defaults()
		all[a.ID+", today"], all[a.ID+", what-if"] = m.Organisation(s.TodaySetting()), m.Organisation(s.WhatIfSetting())
	}
	return all
}

// At any time the picture shows the simulator's own state: who waits at each
// station, who is in hand, who has been delivered. What is not drawn is in the
// number beside the line.
func TestEqualsSimulator(t *testing.T) {
	const horizon, moments = 13 * words.Week, 90
	for name, o := range organisations(t) {
		r := record(t, o, 7, horizon)
		var times []float64
		for k := 1; k <= moments; k++ {
			times = append(times, horizon*float64(k)/moments)
		}
		e, err := sim.New(r.Model, sim.Options{Seed: 7, Horizon: horizon * (1 + ahead), Samples: times})
		if err != nil {
			t.Fatal(err)
		}
		for !e.Step(5000) {
		}
		snapshots := e.Result().Snapshots[1:]
		for _, width := range []float64{1216, 358} {
			p := NewPlayer(r, Lay(r, room(0, width, 76)))
			var f Frame
			for k, at := range times {
				// A sample is taken before the events of its moment.
				p.Seek(math.Nextafter(at, 0))
				p.Draw(&f, 4, 0.3)
				delivered := int64(0)
				for c := range r.Model.Classes {
					delivered += snapshots[k].Classes[c].Present
				}
				for _, place := range p.Layout.Places {
					st := snapshots[k].Stations[place.Station]
					drawn, more := 0, 0
					for _, d := range f.Dots {
						if d.Station == place.Station && (d.State == Waiting || d.State == Outside) {
							drawn++
						}
					}
					for _, n := range f.Numbers {
						if n.Station == place.Station && n.Kind == More {
							more = n.Value
						}
					}
					if want := int(st.Waiting) + p.Outside(place.Station); p.Waiting(place.Station) != int(st.Waiting) || drawn+more != want {
						t.Fatalf("%s at %v h: %d wait for %s; the player has %d, the frame %d and %d more", name, at, st.Waiting, place.Name, p.Waiting(place.Station), drawn, more)
					}
					if p.Serving(place.Station) != int(st.Serving) {
						t.Fatalf("%s at %v h: %s has %d in hand, not %d", name, at, place.Name, st.Serving, p.Serving(place.Station))
					}
				}
				if present := p.present(); int64(present) != delivered {
					t.Fatalf("%s at %v h: %d items are there, not %d", name, at, delivered, present)
				}
			}
		}
	}
}

// present counts the items in the system.
func (p *Player) present() int {
	n := 0
	for i := range p.items {
		if it := &p.items[i]; it.entry != none && it.state != Leaving {
			n++
		}
	}
	return n
}

// Every frame is finite, inside the canvas, and not too much to draw; going back
// and forth makes no difference.
func TestFrames(t *testing.T) {
	const horizon = 26 * words.Week
	for name, o := range organisations(t) {
		r := record(t, o, 3, horizon)
		for _, width := range []float64{1216, 700, 358} {
			l := Lay(r, room(10, width, 70))
			p := NewPlayer(r, l)
			var f Frame
			for at := 0.0; at <= horizon; at += 1.7 {
				p.Seek(at)
				p.Draw(&f, 9, 0.2)
				if len(f.Dots) > 600*len(l.Places)+50 {
					t.Fatalf("%s at %v h: %d dots", name, at, len(f.Dots))
				}
				for _, d := range f.Dots {
					if !(d.X >= 0 && d.X <= width && d.Y > -20 && d.Y < 110) || !(d.Alpha >= 0 && d.Alpha <= 1) {
						t.Fatalf("%s at %v h, %v wide: a dot at %+v", name, at, width, d)
					}
				}
				for _, s := range f.Servers {
					if !(s.Done >= 0 && s.Done <= 1) || s.X+s.Radius > width {
						t.Fatalf("%s at %v h: a server %+v", name, at, s)
					}
				}
			}
			p.Seek(100)
			p.Draw(&f, 9, 1)
			back := bytes.Clone(f.Append(nil))
			fresh := NewPlayer(r, l)
			fresh.Seek(100)
			fresh.Draw(&f, 9, 1)
			if !bytes.Equal(back, f.Append(nil)) {
				t.Errorf("%s, %v wide: 100 h look different after going back", name, width)
			}
		}
	}
}

// The frame of one moment stays what it is.
func TestGolden(t *testing.T) {
	o := workshop()
	s := NewStage([]*Row{{Name: "what-if", Colour: "accent"}}, []*Run{record(t, o, 1, 520)}, 900, 100, 1)
	var b strings.Builder
	b.Write(s.Scene())
	for _, at := range []float64{0, 60.5, 400} {
		s.Seek(at)
		s.Frame(1)
		b.WriteString("\n" + s.Clock() + "\n" + s.Alt() + "\n" + string(s.Captions()) + "\n")
		raw := s.Frame(1)
		for i := 0; i < len(raw); i += 8 {
			v := math.Float64frombits(binary.LittleEndian.Uint64(raw[i:]))
			b.WriteString(words.Short(math.Round(10*v)/10) + " ")
		}
	}
	b.WriteString("\n" + s.Title() + "\n")
	path := filepath.Join("testdata", "workshop.txt")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != string(want) {
		t.Errorf("the picture has changed; if that is meant, run with UPDATE=1:\n%s", got)
	}
}

// A run with too much to tell is shown as far as it is recorded.
func TestFullLog(t *testing.T) {
	o := workshop()
	o.Classes[2].Arrivals[0].Rate = 200
	r := record(t, o, 1, 4000)
	if !r.Full() || r.Until() <= 0 || r.Until() >= 4000 || len(r.log.Entries) > MaxEntries {
		t.Fatalf("full: %v, until %v h, %d entries", r.Full(), r.Until(), len(r.log.Entries))
	}
	s := NewStage([]*Row{{Name: "today"}}, []*Run{r}, 900, 100, 1)
	if s.Seek(5000); s.Now != r.Until() {
		t.Errorf("the end is %v h, recorded until %v", s.Now, r.Until())
	}
	if len(s.Frame(1)) > 8*5*5000 {
		t.Errorf("a frame of %d bytes", len(s.Frame(1)))
	}
}

func TestIllegalOrganisation(t *testing.T) {
	if _, err := NewRun(org.Organisation{}, 1, 0, -1); err == nil {
		t.Error("no error")
	}
}
