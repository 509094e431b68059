package catalogue_test

import (
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
)

// Who guesses sees no more of the first chart than its curve as far as today, whatever
// the argument; what is drawn then grows to all of it, and the title names the gap.
func TestGuess(t *testing.T) {
	asked := 0
	for _, m := range catalogue.Models() {
		s := m.Entry.Defaults()
		v := m.View(s, argument.Results{})
		if !v.Asks(s) {
			continue
		}
		asked++
		id := m.Entry.ID
		from, to := s.TodaySetting().Of(m.Entry.Main), s.WhatIfSetting().Of(m.Entry.Main)
		beyond := func(x, end float64) bool { return (x-end)*(to-from) > 1e-9 }
		for _, share := range []float64{0, 0.5} {
			end := from + share*(to-from)
			w := v.With(argument.Guess{Shown: share}, s)
			points := 0
			for _, l := range w.Charts[0].Layers {
				if l.Role == argument.Guessed {
					if len(l.X) != 1 || l.X[0] != to {
						t.Errorf("%s: the dot stands at %v, not at %g", id, l.X, to)
					}
					continue
				}
				if l.Label != "" && l.Role != argument.Today {
					t.Errorf("%s: %s says %q", id, l.ID, l.Label)
				}
				for _, x := range l.X {
					points++
					if beyond(x, end) {
						t.Errorf("%s: %s is drawn at %g, the curve ends at %g", id, l.ID, x, end)
					}
				}
			}
			least := 3
			if main := m.Entry.Main; from == main.Min || from == main.Max { // no curve leads there, only the mark stands
				least = 1
			}
			if points < least {
				t.Errorf("%s: %d points are left of the curve", id, points)
			}
			said := w.Headline.String() + w.Charts[0].Title + w.Charts[0].Alt
			for _, l := range v.Charts[0].Layers {
				if l.ID == "whatif" && strings.Contains(said, l.Label) {
					t.Errorf("%s: %q says the answer, %q", id, said, l.Label)
				}
			}
			if !strings.Contains(said, "here will ") || len(w.Asides) > 0 {
				t.Errorf("%s: asks %q, with %d further sentences", id, said, len(w.Asides))
			}
		}
		if v.Charts[0].Title != m.View(s, argument.Results{}).Charts[0].Title {
			t.Errorf("%s: the view itself was changed", id)
		}
		var mark float64
		for _, l := range v.Charts[0].Layers {
			if l.ID == "whatif" {
				mark = l.Y[0]
			}
		}
		for guess, end := range map[float64]string{mark: ": well guessed.", mark / 3: ", 3 times as much.", mark / 1.5: ", 50 % more.", mark * 2: ", 50 % less.", 0: "."} {
			w := v.With(argument.Guess{Value: guess, Given: true, Shown: 1}, s)
			if title := w.Charts[0].Title; !strings.HasPrefix(title, "You guessed ") || !strings.HasSuffix(title, end) {
				t.Errorf("%s: a guess of %g, where %g comes: %q", id, guess, mark, title)
			}
			if w.Headline.String() != v.Headline.String() {
				t.Errorf("%s: the sentence is %q", id, w.Headline)
			}
		}
		if w := v.With(argument.Guess{Shown: 1}, s); w.Charts[0].Title != v.Charts[0].Title {
			t.Errorf("%s: who gave no guess reads %q", id, w.Charts[0].Title)
		}
		if same := m.Entry.Defaults(); true {
			i, _ := same.Entry.Index(same.Entry.Main.ID)
			same.Pin(i, to)
			if m.View(same, argument.Results{}).Asks(same) {
				t.Errorf("%s: asks where nothing differs", id)
			}
		}
	}
	if asked < 3 {
		t.Errorf("only %d arguments ask", asked)
	}
}

// The step of a story that asks takes the main slider further than any before it, and
// nothing drawn before it shows the way: neither the steps that lead there nor the question.
func TestLeap(t *testing.T) {
	asked := 0
	for _, m := range catalogue.Models() {
		e := m.Entry
		leap := e.Leap()
		if leap == 0 {
			continue
		}
		ask := e.AtStep(leap)
		if !m.View(ask, argument.Results{}).Asks(ask) {
			continue
		}
		asked++
		told, rises := e.KnownTo(leap - 1)
		to := ask.WhatIfSetting().Of(e.Main)
		if leap < 2 || (to > told) != rises || to == told {
			t.Errorf("%s: asked at step %d about %g, told as far as %g", e.ID, leap, to, told)
		}
		for n := 1; n < leap; n++ {
			s := e.AtStep(n)
			whole := m.View(s, argument.Results{})
			end, _ := e.KnownTo(n)
			v := whole.Until(end, rises)
			points, hidden := 0, 0
			for i, l := range v.Charts[0].Layers {
				for _, x := range l.X {
					points++
					if x != end && (x < end) != rises {
						t.Errorf("%s, step %d: %s is drawn at %g, the curve is told as far as %g", e.ID, n, l.ID, x, end)
					}
				}
				if hidden += len(whole.Charts[0].Layers[i].X) - len(l.X); l.Shape == argument.Marker && l.Role != argument.Guessed && len(l.X) != len(whole.Charts[0].Layers[i].X) {
					t.Errorf("%s, step %d: the mark %s is gone", e.ID, n, l.ID)
				}
			}
			if points < 2 || hidden == 0 {
				t.Errorf("%s, step %d: %d points are drawn, %d are not", e.ID, n, points, hidden)
			}
		}
		from := ask.TodaySetting().Of(e.Main)
		share := (told - from) / (to - from)
		for _, l := range m.View(ask, argument.Results{}).With(argument.Guess{KnownShare: share}, ask).Charts[0].Layers {
			for _, x := range l.X {
				if l.Role != argument.Guessed && (x-told)*(to-from) > 1e-9 {
					t.Errorf("%s: while it is asked %s is drawn at %g, the curve is told as far as %g", e.ID, l.ID, x, told)
				}
			}
		}
	}
	if asked < 8 {
		t.Errorf("only %d stories ask", asked)
	}
}
