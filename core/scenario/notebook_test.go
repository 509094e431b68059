package scenario

import (
	"fmt"
	"reflect"
	"testing"
)

// TestNotebookChangesNothing drags every slider of every argument, what-if's and
// today's, there and back with one notebook, and holds that each view is to the
// last bit and word the one that is made without: what was kept from an earlier
// place is neither stale nor spoiled by who read it.
func TestNotebookChangesNothing(t *testing.T) {
	for _, a := range Catalogue() {
		book := &Notebook{}
		look := func(what string, s State) {
			t.Helper()
			if want, got := a.View(s, Results{}), a.View(s, Results{Notebook: book}); !sameView(got, want) {
				t.Errorf("%s: %s: another view than without a notebook", a.ID, what)
			}
		}
		s := a.Defaults()
		look("default", s)
		for i, p := range a.Params {
			before := s.Clone()
			for _, v := range []float64{p.Max, p.Min, p.Min + (p.Max-p.Min)/3} {
				s.Set(i, v)
				look(fmt.Sprintf("%s at %v", p.ID, v), s)
				pinned := s.Clone()
				pinned.Pin(i, (p.Min+p.Max)/2)
				look(fmt.Sprintf("%s at %v, today half way", p.ID, v), pinned)
			}
			if i%2 == 0 { // leave every other one where it is
				s = before
			}
			look(p.ID+" let go", s)
		}
	}
}

// sameView compares all numbers by their bits and all words.
func sameView(a, b View) bool {
	numbers := func(v View) string { return digest(func(b bits) { b.view(v) }) }
	return numbers(a) == numbers(b) && reflect.DeepEqual(a.Headline, b.Headline) && reflect.DeepEqual(a.Asides, b.Asides) && reflect.DeepEqual(a.Gap, b.Gap)
}

// A notebook keeps through what is simulated, too, and through a change of results.
func TestNotebookWithResults(t *testing.T) {
	for _, a := range []*Argument{AnalysisQueue, TicketPingPong} {
		s := a.Defaults()
		s.Set(a.index("weeks"), 4)
		r := headlines(t, s)
		want := s.Argument.View(s, r)
		r.Notebook = &Notebook{}
		early := r
		early.Jobs = nil
		s.Argument.View(s, early)
		for range 2 {
			if got := s.Argument.View(s, r); !sameView(got, want) {
				t.Errorf("%s: another view than without a notebook", a.ID)
			}
		}
	}
}
