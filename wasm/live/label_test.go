package live

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

// stages are the rooms that the page gives to the picture: a wide page, one of
// 1024, a stage, a phone and a narrow phone.
var stages = []struct{ width, height, unit float64 }{{1216, 152, 1}, {960, 152, 1}, {1400, 174, 1.5}, {358, 180, 1}, {288, 180, 1}}

// settings are pairs of organisations, as a page shows them: those of every
// argument as its link opens, with every parameter at its ends, and the workshop.
func settings(t *testing.T) map[string][]org.Organisation {
	t.Helper()
	all := map[string][]org.Organisation{"workshop": {workshop(), workshop()}}
	for _, m := range catalogue.Models() {
		a := m.Entry
		if m.Organisation == nil { // nothing to see at work
			continue
		}
		add := func(name string, s argument.State) {
			all[a.ID+" "+name] = []org.Organisation{m.Organisation(s.TodaySetting()), m.Organisation(s.WhatIfSetting())}
		}
		add("", a.Defaults())
		for i := range a.Params {
			for _, v := range []float64{a.Params[i].Min, a.Params[i].Max} {
				s := a.Defaults()
				s.Set(i, v)
				add(fmt.Sprintf("%s=%v", a.Params[i].ID, v), s)
			}
		}
	}
	return all
}

// Whatever the organisation, the room and the moment: no text leaves the canvas,
// none covers another, none is covered by who waits or serves, and hardly a name
// is left out.
func TestLabelsKeepClear(t *testing.T) {
	names, left := 0, 0
	for name, pair := range settings(t) {
		runs := make([]*Run, len(pair))
		for i, o := range pair {
			runs[i] = record(t, o, 3, 26*words.Week)
		}
		for _, size := range stages {
			s := NewStage([]*Row{{Name: "today", Colour: "slate"}, {Name: "what-if", Colour: "accent"}}, runs, size.width, size.height, size.unit)
			for k := range 14 {
				s.Seek(s.Until * float64(k) / 13)
				s.Frame(1)
				var texts []Label
				for _, r := range s.Rows {
					texts = append(append(texts, r.words.labels...), r.counted()...)
				}
				where := fmt.Sprintf("%s, %v, at %v h", name, size, s.Now)
				check(t, where, texts, s)
				for _, r := range s.Rows {
					for i := range r.words.names {
						if names++; r.words.names[i] == none {
							left++
						}
					}
				}
			}
		}
	}
	t.Logf("%d of %d names left out", left, names)
	if left > names/500 {
		t.Errorf("%d of %d names are left out", left, names)
	}
}

// Nothing moves through the number of those in hand, where servers are too many to draw.
func TestNothingCrossesNumbersInHand(t *testing.T) {
	numbers, dots := 0, 0
	for name, pair := range settings(t) {
		if !slices.ContainsFunc(pair, func(o org.Organisation) bool {
			return slices.ContainsFunc(o.Stations, func(s sim.Station) bool { return s.Servers > mostServers })
		}) {
			continue
		}
		runs := make([]*Run, len(pair))
		for i, o := range pair {
			runs[i] = record(t, o, 3, 26*words.Week)
		}
		for _, size := range stages {
			s := NewStage([]*Row{{Name: "today"}, {Name: "what-if"}}, runs, size.width, size.height, size.unit)
			for k := range 200 {
				s.Seek(s.Until * float64(k) / 800)
				s.Frame(0.3)
				for _, r := range s.Rows {
					for _, l := range r.counted() {
						if !strings.HasSuffix(l.Text, inHand(0)[1:]) {
							continue
						}
						numbers++
						span := l.span()
						for _, d := range r.frame.Dots {
							dots++
							if d.X > span.left && d.X < span.right && math.Abs(d.Y-l.Y) < l.Size/2 {
								t.Fatalf("%s, %v, at %v h: an item at %v, %v runs through %q from %v to %v at %v", name, size, s.Now, d.X, d.Y, l.Text, span.left, span.right, l.Y)
							}
						}
					}
				}
			}
		}
	}
	if numbers == 0 || dots == 0 {
		t.Errorf("%d numbers and %d items seen", numbers, dots)
	}
}

// check looks at every text of a stage at one moment.
func check(t *testing.T, where string, texts []Label, s *Stage) {
	t.Helper()
	type box struct{ left, top, right, bottom float64 }
	overlap := func(a, b box) bool {
		return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
	}
	boxes := make([]box, len(texts))
	for i := range texts {
		l := &texts[i]
		span := l.span()
		boxes[i] = box{span.left, l.Y - 0.5*l.Size, span.right, l.Y + 0.5*l.Size}
		if b := boxes[i]; b.left < -1e-9 || b.right > s.width+1e-9 || b.top < 0 || b.bottom > s.height {
			t.Fatalf("%s: %q leaves the canvas: %+v", where, l.Text, b)
		}
		for k := range i {
			if overlap(boxes[i], boxes[k]) {
				t.Fatalf("%s: %q covers %q: %+v, %+v", where, l.Text, texts[k].Text, boxes[i], boxes[k])
			}
		}
	}
	for _, r := range s.Rows {
		around := func(x, y, radius float64, what string) {
			b := box{x - radius, y - radius, x + radius, y + radius}
			for i := range boxes {
				if overlap(b, boxes[i]) {
					t.Fatalf("%s: %q lies on %s at %v, %v: %+v", where, texts[i].Text, what, x, y, boxes[i])
				}
			}
		}
		for _, d := range r.frame.Dots {
			if d.State == Waiting || d.State == Outside || d.State == Serving {
				around(d.X, d.Y, 0.8*d.Radius, "an item")
			}
		}
		for _, d := range r.frame.Servers {
			around(d.X, d.Y, d.Radius, "a server")
		}
		for _, k := range r.Player.Layout.Links { // the bends, at their lowest
			if k.Bend != 0 {
				around((k.X0+k.X1)/2, math.Max(k.Y0, k.Y1)+k.Bend, 1, "a way")
			}
		}
	}
}

// Whatever it takes on the clock of the run, a run is over after as many seconds.
func TestTwelveSeconds(t *testing.T) {
	for _, weeks := range []float64{4, 26, 104} {
		r := record(t, workshop(), 1, weeks*words.Week)
		s := NewStage([]*Row{{Name: "what-if"}}, []*Run{r}, 900, 100, 1)
		if seconds := s.Until / s.Speed; math.Abs(seconds-Seconds) > 1e-9 {
			t.Errorf("%v weeks take %v seconds", weeks, seconds)
		}
		if !(s.travel/s.Speed >= leastTravel-1e-9 && s.travel/s.Speed <= mostTravel+1e-9) {
			t.Errorf("%v weeks: items are %v seconds on their way", weeks, s.travel/s.Speed)
		}
	}
}
