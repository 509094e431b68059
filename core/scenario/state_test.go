package scenario

import (
	"math"
	"math/rand/v2"
	"testing"
)

// scaled is an argument with a parameter that scales with another and one that
// is pinned.
func scaled() *Argument {
	return &Argument{ID: "scaled", Params: []Param{
		{ID: "people", Label: "People", Min: 1, Max: 100, Step: 1, Default: 20, Pinned: true, Today: 10},
		{ID: "uneven", Label: "Uneven", Min: 0, Max: 4, Step: 0.1, Default: 1},
		{ID: "cv", Label: "CV", Min: 0, Max: 1.5, Step: 0.05, Default: 0.5, Scales: "uneven"},
	}, Story: []Step{{Set: []Assignment{{"people", 30}, {"uneven", 2}}}}}
}

// Indexes into scaled().Params.
const (
	people = iota
	uneven
	cv
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
	for _, n := range []int{-1, 0, 2, 99} {
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

	s.Set(cv, 0.2)
	wantValues(t, "both follow", s.Today, 10, 1, 0.2)
	s.Set(uneven, 3)
	wantValues(t, "what scales goes back, at most to its end", s.WhatIf, 100, 3, 1.5)
	wantValues(t, "what scales goes back, at most to its end", s.Today, 10, 3, 1.5)

	s.Pin(cv, 0.7)
	s.Set(uneven, 2)
	wantValues(t, "a pinned one that scales", s.WhatIf, 100, 2, 1)
	wantValues(t, "a pinned one that scales", s.Today, 10, 2, 0.7)

	s.Set(cv, 0.1)
	s.Set(cv, math.NaN())
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
func scaledTwin(s State) State { return s.Argument.Defaults() }

func TestSetting(t *testing.T) {
	s := scaled().Defaults()
	if s.Now().Get("people") != 10 || s.Then().Get("people") != 20 {
		t.Errorf("today %v, what-if %v", s.Now().Get("people"), s.Then().Get("people"))
	}
	between := s.Then().With("people", 20.5)
	if between.Get("people") != 20.5 || s.Then().Get("people") != 20 {
		t.Error("With changed the state, or kept to the steps")
	}
	defer func() {
		if recover() == nil {
			t.Error("an unknown name was answered")
		}
	}()
	s.Now().Get("nobody")
}

// Whatever is done to a state, every value stays legal and today follows
// wherever it is not pinned.
func TestStateStaysLegal(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for _, a := range append(Catalogue(), scaled()) {
		s := a.Defaults()
		for range 3000 {
			i := r.IntN(len(a.Params))
			p := &a.Params[i]
			v := []float64{p.Min + (2*r.Float64()-0.5)*(p.Max-p.Min), math.NaN(), math.Inf(1), math.Inf(-1), 1e300}[r.IntN(20)%5]
			switch r.IntN(5) {
			case 0:
				s.Pin(i, v)
			case 1:
				s.Unpin(i)
			case 2:
				s.Adopt()
			default:
				s.Set(i, v)
			}
			for k := range a.Params {
				_, ok := a.Params[k].Snap(s.WhatIf[k])
				_, okToday := a.Params[k].Snap(s.Today[k])
				if !ok || !okToday || !s.Pinned[k] && s.Today[k] != s.WhatIf[k] {
					t.Fatalf("%s: %s is %v, today %v, pinned %v", a.ID, a.Params[k].ID, s.WhatIf[k], s.Today[k], s.Pinned[k])
				}
			}
		}
	}
}
