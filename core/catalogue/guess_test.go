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
		from, to := s.Now().Of(m.Entry.Main), s.Then().Of(m.Entry.Main)
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
