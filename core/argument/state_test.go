package argument

import (
	"math"
	"testing"
)

// scaled is an argument with a parameter that scales with another and one that
// is pinned.
func scaled() *Entry {
	people := &Param{ID: "people", Label: "People", Min: 1, Max: 100, Step: 1, Default: 20, Pinned: true, Today: 10}
	uneven := &Param{ID: "uneven", Label: "Uneven", Min: 0, Max: 4, Step: 0.1, Default: 1}
	cv := &Param{ID: "cv", Label: "CV", Min: 0, Max: 1.5, Step: 0.05, Default: 0.5, Scales: uneven}
	return NewEntry(Entry{ID: "scaled", Params: []*Param{people, uneven, cv}, Story: []Step{
		{Set: []Assignment{people.To(30), uneven.To(2)}}, {Set: []Assignment{people.To(30)}, Today: []Assignment{people.To(15), cv.To(1)}},
	}})
}

// Indexes into scaled().Params.
const (
	people = iota
	uneven
	unevenWork
)

func wantValues(t *testing.T, name string, got []float64, want ...float64) {
	t.Helper()
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s: %v, want %v", name, got, want)
			return
		}
	}
}

func TestDefaults(t *testing.T) {
	s := scaled().Defaults()
	wantValues(t, "what-if", s.WhatIf, 20, 1, 0.5)
	wantValues(t, "today", s.Today, 10, 1, 0.5)
	if s.Seed != DefaultSeed || !s.Pinned[people] || s.Pinned[uneven] || s.Same() {
		t.Errorf("defaults are %+v", s)
	}
}

func TestAtStep(t *testing.T) {
	a := scaled()
	s := a.AtStep(1)
	wantValues(t, "what-if", s.WhatIf, 30, 2, 1)
	wantValues(t, "today", s.Today, 10, 2, 1)
	s = a.AtStep(2)
	wantValues(t, "what-if of a step with its own today", s.WhatIf, 30, 1, 0.5)
	wantValues(t, "its own today", s.Today, 15, 1, 1)
	for _, n := range []int{-1, 0, 3, 99} {
		if !a.AtStep(n).Equal(a.Defaults()) {
			t.Errorf("step %d is not the defaults", n)
		}
	}
}

func TestSet(t *testing.T) {
	s := scaled().Defaults()
	s.Set(people, 1e9)
	wantValues(t, "a pinned one leaves today alone", s.WhatIf, 100)
	wantValues(t, "a pinned one leaves today alone", s.Today, 10)

	s.Set(unevenWork, 0.2)
	wantValues(t, "both follow", s.Today, 10, 1, 0.2)
	s.Set(uneven, 3)
	wantValues(t, "what scales goes back, at most to its end", s.WhatIf, 100, 3, 1.5)
	wantValues(t, "what scales goes back, at most to its end", s.Today, 10, 3, 1.5)

	s.Pin(unevenWork, 0.7)
	s.Set(uneven, 2)
	wantValues(t, "a pinned one that scales", s.WhatIf, 100, 2, 1)
	wantValues(t, "a pinned one that scales", s.Today, 10, 2, 0.7)

	s.Set(unevenWork, 0.1)
	s.Set(unevenWork, math.NaN())
	s.Set(people, math.NaN())
	wantValues(t, "NaN is the default", s.WhatIf, 20, 2, 1)
}

func TestPin(t *testing.T) {
	s := scaled().Defaults()
	s.Pin(uneven, 2.04)
	wantValues(t, "pinned", s.Today, 10, 2, 0.5)
	s.Pin(people, math.NaN())
	wantValues(t, "pinned to nothing", s.Today, 10, 2, 0.5)
	s.Pin(people, -4)
	s.Unpin(uneven)
	wantValues(t, "unpinned", s.Today, 1, 1, 0.5)
	s.Adopt()
	if !s.Same() || !s.Pinned[people] || s.Pinned[uneven] {
		t.Errorf("after adopting what-if: %+v", s)
	}
	s.Set(people, 50)
	wantValues(t, "still pinned", s.Today, 20)
}

func TestCloneSharesNothing(t *testing.T) {
	s := scaled().Defaults()
	c := s.Clone()
	if !c.Equal(s) {
		t.Error("a clone differs")
	}
	c.Set(people, 3)
	c.Pin(uneven, 3)
	if !s.Equal(scaledTwin(s)) {
		t.Errorf("changing a clone changed the original: %+v", s)
	}
	for name, change := range map[string]func(s *State){
		"what-if": func(s *State) { s.Set(people, 3) },
		"today":   func(s *State) { s.Pin(people, 3) },
		"pin":     func(s *State) { s.Pin(uneven, 1) },
		"seed":    func(s *State) { s.Seed++ },
	} {
		c := s.Clone()
		change(&c)
		if c.Equal(s) {
			t.Errorf("states that differ in %s are equal", name)
		}
	}
}

// scaledTwin is the untouched state of the same argument.
func scaledTwin(s State) State { return s.Entry.Defaults() }

func TestSetting(t *testing.T) {
	e := scaled()
	s, p := e.Defaults(), e.Params[people]
	if s.TodaySetting().Of(p) != 10 || s.WhatIfSetting().Of(p) != 20 {
		t.Errorf("today %v, what-if %v", s.TodaySetting().Of(p), s.WhatIfSetting().Of(p))
	}
	between := s.WhatIfSetting().At(p, 20.5)
	if between.Of(p) != 20.5 || s.WhatIfSetting().Of(p) != 20 {
		t.Error("At changed the state, or kept to the steps")
	}
	if !s.Differ() || s.Differ(p) {
		t.Error("today and what-if differ in the number of people only")
	}
	defer func() {
		if recover() == nil {
			t.Error("another argument's parameter was answered")
		}
	}()
	s.TodaySetting().Of(scaled().Params[people])
}

// An entry as it once was is one of its own: other defaults, the same story and the
// same scaling.
func TestRevised(t *testing.T) {
	e := scaled()
	old := e.Revised(func(p *Param) {
		if p.ID == "uneven" {
			p.Default = 2
		}
	})
	wantValues(t, "defaults", old.Defaults().WhatIf, 20, 2, 1)
	wantValues(t, "at the step", old.AtStep(1).WhatIf, 30, 2, 1)
	wantValues(t, "today at the step", old.AtStep(2).Today, 15, 2, 1)
	wantValues(t, "the entry itself", e.Defaults().WhatIf, 20, 1, 0.5)
}

// A parameter cannot belong to two entries: its place would be that of either.
func TestParamsBelongToOneEntry(t *testing.T) {
	e := scaled()
	defer func() {
		if recover() == nil {
			t.Error("the same parameter was taken twice")
		}
	}()
	NewEntry(Entry{ID: "thief", Params: e.Params[:1]})
}

// A setting equals another one of the same values, however each was reached.
func TestSettingEqual(t *testing.T) {
	s := scaled().Defaults()
	p := s.Entry.Params[people]
	if whatIf := s.WhatIfSetting(); whatIf.Equal(s.TodaySetting()) || !whatIf.At(p, 10).Equal(s.TodaySetting()) || !whatIf.Equal(whatIf.At(p, whatIf.Of(p))) {
		t.Errorf("what-if has %v, today %v", s.WhatIf, s.Today)
	}
}
