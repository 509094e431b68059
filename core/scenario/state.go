package scenario

import (
	"math"
	"slices"
)

// A State is everything a link carries: an argument, two settings of its
// parameters and the seed of its simulations. Make one with
// [Argument.Defaults]; change it with its methods, which keep every value
// legal.
type State struct {
	Argument *Argument
	// WhatIf and Today hold a value for each of Argument.Params, in order.
	WhatIf, Today []float64
	// Pinned says which of today's values stand on their own. The others
	// follow what-if.
	Pinned []bool
	// Seed fixes every random number. Everybody sees the same by default.
	Seed uint64
}

// DefaultSeed is the seed of a link that names none: the year of Kingman's
// formula.
const DefaultSeed = 1961

// MaxSeed keeps a seed short enough to read out and exact in a float64.
const MaxSeed = 999_999

// Defaults returns the state of a link that says nothing but the argument.
func (a *Argument) Defaults() State {
	n := len(a.Params)
	s := State{Argument: a, WhatIf: make([]float64, n), Today: make([]float64, n), Pinned: make([]bool, n), Seed: DefaultSeed}
	for i := range a.Params {
		s.Pinned[i] = a.Params[i].Pinned
		s.WhatIf[i] = s.Default(i)
		s.Today[i] = s.WhatIf[i]
		if s.Pinned[i] {
			s.Today[i] = a.Params[i].Today
		}
	}
	return s
}

// AtStep returns the state of the story's n-th step, counted from 1: the
// defaults with the step's values set. A number that is no step gives the
// defaults. A step that names an unknown parameter is a mistake in the
// argument's own file and panics.
func (a *Argument) AtStep(n int) State {
	s := a.Defaults()
	if n >= 1 && n <= len(a.Story) {
		for _, set := range a.Story[n-1].Set {
			s.Set(a.index(set.ID), set.Value)
		}
	}
	return s
}

// Clone returns a copy that shares nothing with s.
func (s State) Clone() State {
	s.WhatIf, s.Today, s.Pinned = slices.Clone(s.WhatIf), slices.Clone(s.Today), slices.Clone(s.Pinned)
	return s
}

// Equal says whether s and t give the same link and so the same page.
func (s State) Equal(t State) bool {
	return s.Argument == t.Argument && s.Seed == t.Seed &&
		slices.Equal(s.WhatIf, t.WhatIf) && slices.Equal(s.Today, t.Today) && slices.Equal(s.Pinned, t.Pinned)
}

// Default returns the value that parameter i has in s when nobody sets it. It
// depends on s only where the parameter scales with another one, which stands
// before it.
func (s State) Default(i int) float64 {
	p := &s.Argument.Params[i]
	if p.Scales == "" {
		return p.Default
	}
	v, _ := p.Snap(float64(p.Default * s.WhatIf[s.Argument.index(p.Scales)]))
	return v
}

// Set moves parameter i to the legal value nearest to v, or to its default if v
// is NaN. Parameters that scale with it go back to their defaults; today
// follows where it is not pinned.
func (s *State) Set(i int, v float64) {
	if math.IsNaN(v) {
		v = s.Default(i)
	}
	s.WhatIf[i], _ = s.Argument.Params[i].Snap(v)
	for k := range s.Argument.Params {
		if s.Argument.Params[k].Scales == s.Argument.Params[i].ID {
			s.WhatIf[k] = s.Default(k)
			s.follow(k)
		}
	}
	s.follow(i)
}

func (s *State) follow(i int) {
	if !s.Pinned[i] {
		s.Today[i] = s.WhatIf[i]
	}
}

// Pin gives today its own value of parameter i, the legal one nearest to v; NaN
// leaves today where it is.
func (s *State) Pin(i int, v float64) {
	s.Pinned[i] = true
	if math.IsNaN(v) {
		v = s.Today[i]
	}
	s.Today[i], _ = s.Argument.Params[i].Snap(v)
}

// Unpin lets today follow what-if in parameter i.
func (s *State) Unpin(i int) {
	s.Pinned[i] = false
	s.Today[i] = s.WhatIf[i]
}

// Adopt makes what-if today's values, keeping which of them are pinned.
func (s *State) Adopt() { copy(s.Today, s.WhatIf) }

// Same says whether today and what-if are the same organisation.
func (s State) Same() bool { return slices.Equal(s.WhatIf, s.Today) }

// A Setting is one of the two settings of a state, read by name.
type Setting struct {
	argument *Argument
	values   []float64
}

// Now returns today's setting.
func (s State) Now() Setting { return Setting{s.Argument, s.Today} }

// Then returns the what-if setting.
func (s State) Then() Setting { return Setting{s.Argument, s.WhatIf} }

// Get returns the value of the parameter called id. An unknown id is a mistake
// in the argument's own file and panics; the catalogue's test evaluates every
// argument, so it cannot reach a reader.
func (s Setting) Get(id string) float64 { return s.values[s.argument.index(id)] }

// With returns the setting with one value changed to v, as it is, legal or not:
// the curve along a slider needs values between the slider's steps.
func (s Setting) With(id string, v float64) Setting {
	s.values = slices.Clone(s.values)
	s.values[s.argument.index(id)] = v
	return s
}

// others says whether today and what-if differ in a parameter that is not
// among ids.
func (s State) others(ids ...string) bool {
	for i := range s.Argument.Params {
		if s.Today[i] != s.WhatIf[i] && !slices.Contains(ids, s.Argument.Params[i].ID) {
			return true
		}
	}
	return false
}
