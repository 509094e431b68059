package argument

import (
	"math"
	"slices"
	"strconv"

	"kingman/core/words"
)

// A State is everything a link carries: an argument, two settings of its
// parameters, the seed of its simulations and the reader's currency. Make one with [Entry.Defaults];
// change it with its methods, which keep every value legal.
type State struct {
	Entry *Entry
	// WhatIf and Today hold a value for each of Entry.Params, in order.
	WhatIf, Today []float64
	// Pinned says which of today's values stand on their own. The others
	// follow what-if.
	Pinned []bool
	// Seed fixes every random number. Everybody sees the same by default.
	Seed uint64
	// Currency is what amounts of money are said in.
	Currency words.Currency
}

// DefaultSeed is the seed of a link that names none: the year of Kingman's
// formula.
const DefaultSeed = 1961

// MaxSeed keeps a seed short enough to read out and exact in a float64.
const MaxSeed = 999_999

// Defaults returns the state of a link that says nothing but the argument.
func (e *Entry) Defaults() State {
	n := len(e.Params)
	s := State{Entry: e, WhatIf: make([]float64, n), Today: make([]float64, n), Pinned: make([]bool, n), Seed: DefaultSeed}
	for i, p := range e.Params {
		s.Pinned[i] = p.Pinned
		s.WhatIf[i] = s.Default(i)
		s.Today[i] = s.WhatIf[i]
		if s.Pinned[i] {
			s.Today[i] = p.Today
		}
	}
	return s
}

// AtStep returns the state of the story's n-th step, counted from 1: the
// defaults with the step's values set, what-if's and then today's. A number that is no
// step gives the defaults.
func (e *Entry) AtStep(n int) State {
	s := e.Defaults()
	if n >= 1 && n <= len(e.Story) {
		for _, set := range e.Story[n-1].Set {
			s.Set(e.index(set.Param), set.Value)
		}
		for _, set := range e.Story[n-1].Today {
			s.Pin(e.index(set.Param), set.Value)
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
	return s.Entry == t.Entry && s.Seed == t.Seed && s.Currency == t.Currency &&
		slices.Equal(s.WhatIf, t.WhatIf) && slices.Equal(s.Today, t.Today) && slices.Equal(s.Pinned, t.Pinned)
}

// Default returns the value that parameter i has in s when nobody sets it. It
// depends on s only where the parameter scales with another one, which stands
// before it.
func (s State) Default(i int) float64 {
	p := s.Entry.Params[i]
	if p.Scales == nil {
		return p.Default
	}
	v, _ := p.Snap(float64(p.Default * s.WhatIf[s.Entry.index(p.Scales)]))
	return v
}

// Set moves parameter i to the legal value nearest to v, or to its default if v
// is NaN. Parameters that scale with it go back to their defaults; today
// follows where it is not pinned.
func (s *State) Set(i int, v float64) {
	if math.IsNaN(v) {
		v = s.Default(i)
	}
	p := s.Entry.Params[i]
	s.WhatIf[i], _ = p.Snap(v)
	for k, q := range s.Entry.Params {
		if q.Scales == p {
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
	s.Today[i], _ = s.Entry.Params[i].Snap(v)
}

// Unpin lets today follow what-if in parameter i.
func (s *State) Unpin(i int) {
	s.Pinned[i] = false
	s.Today[i] = s.WhatIf[i]
}

// SameToday says whether today's setting and the seed are those of t, so that what is
// simulated of today is the same.
func (s State) SameToday(t State) bool {
	return s.Entry == t.Entry && s.Seed == t.Seed && slices.Equal(s.Today, t.Today)
}

// Adopt makes what-if today's values, keeping which of them are pinned.
func (s *State) Adopt() { copy(s.Today, s.WhatIf) }

// Swap makes what-if today's setting and today's what-if. What differs between them has
// a value of its own today from then on.
func (s *State) Swap() {
	for i := range s.WhatIf {
		s.Pinned[i] = s.Pinned[i] || s.WhatIf[i] != s.Today[i]
		s.WhatIf[i], s.Today[i] = s.Today[i], s.WhatIf[i]
	}
}

// Same says whether today and what-if are the same organisation.
func (s *State) Same() bool { return slices.Equal(s.WhatIf, s.Today) }

// Differ says whether today and what-if differ in a parameter that is not among
// those named.
func (s *State) Differ(besides ...*Param) bool {
	for i, p := range s.Entry.Params {
		if s.Today[i] != s.WhatIf[i] && !slices.Contains(besides, p) {
			return true
		}
	}
	return false
}

// TodaySetting returns today's setting.
func (s State) TodaySetting() Setting { return Setting{&setting{s.Entry, s.Today, s.Today}} }

// WhatIfSetting returns the what-if setting.
func (s State) WhatIfSetting() Setting { return Setting{&setting{s.Entry, s.WhatIf, s.Today}} }

// A Setting is one of the two settings of a state, read by parameter. It is one word, as
// it is handed to thousands of calls.
type Setting struct{ *setting }

type setting struct {
	entry  *Entry
	values []float64
	before []float64 // today's
}

// String lists the values by the ids of their parameters.
func (s Setting) String() string {
	text := s.entry.ID
	for i, p := range s.entry.Params {
		text += " " + p.ID + "=" + strconv.FormatFloat(s.values[i], 'g', -1, 64)
	}
	return text
}

// Equal says whether s and t have the same values.
func (s Setting) Equal(t Setting) bool { return slices.Equal(s.values, t.values) }

// Of returns the value of p, which must be one of the argument's own parameters.
func (s Setting) Of(p *Param) float64 { return s.values[s.entry.index(p)] }

// SCV is the square of p, a coefficient of variation.
func (s Setting) SCV(p *Param) float64 {
	v := s.Of(p)
	return float64(v * v)
}

// Is says whether the switch p stands at that choice.
func (s Setting) Is(p *Param, choice int) bool { return s.Of(p) == float64(choice) }

// At returns the setting with p at v, as it is, legal or not: the curve along a
// slider needs values between the slider's steps.
func (s Setting) At(p *Param, v float64) Setting {
	values := slices.Clone(s.values)
	values[s.entry.index(p)] = v
	return Setting{&setting{s.entry, values, s.before}}
}

// Before returns the setting from which s is reached. For a what-if that is today, and for
// today itself, too. A model whose formulas ask for it is FromToday.
func (s Setting) Before() Setting {
	return Setting{&setting{s.entry, s.before, s.before}}
}

// Weeks returns the date in weeks from now.
func (s Setting) Weeks() float64 { return s.Of(s.entry.weeks) }

// Horizon returns the date in working hours from now; in hours by the clock where the
// argument looks so many days ahead.
func (s Setting) Horizon() float64 {
	if s.entry.days != nil {
		return float64(s.Of(s.entry.days) * words.ClockDay)
	}
	return float64(s.Weeks() * words.Week)
}
