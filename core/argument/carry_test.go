package argument

import (
	"testing"

	"kingman/core/words"
)

// neighbour shares some parameters with scaled().
func neighbour() *Entry {
	uneven := &Param{ID: "uneven", Label: "Uneven", Min: 0, Max: 2, Step: 0.5, Default: 0.5}
	return NewEntry(Entry{ID: "neighbour", Params: []*Param{
		uneven,
		{ID: "cv", Label: "CV", Min: 0, Max: 3, Step: 0.05, Default: 0.25, Scales: uneven},
		{ID: "tables", Label: "Tables", Min: 1, Max: 9, Step: 1, Default: 4},
		{ID: "people", Label: "People", Min: 1, Max: 50, Step: 1, Default: 5},
	}})
}

func TestCarry(t *testing.T) {
	for _, c := range []struct {
		name          string
		move          func(*State)
		whatIf, today []float64 // uneven, cv, tables, people
	}{
		{"nothing moved: the other argument's own situation", func(*State) {}, []float64{0.5, 0.15, 4, 5}, []float64{0.5, 0.15, 4, 5}},
		{"what-if brings its today", func(s *State) { s.Set(people, 33) }, []float64{0.5, 0.15, 4, 33}, []float64{0.5, 0.15, 4, 10}},
		{"today brings its what-if", func(s *State) { s.Pin(people, 7) }, []float64{0.5, 0.15, 4, 20}, []float64{0.5, 0.15, 4, 7}},
		{"today let go", func(s *State) { s.Unpin(people) }, []float64{0.5, 0.15, 4, 20}, []float64{0.5, 0.15, 4, 20}},
		{"a fact, and what scales with it follows", func(s *State) { s.Set(uneven, 2) }, []float64{2, 0.5, 4, 5}, []float64{2, 0.5, 4, 5}},
		{"what scales, moved by itself", func(s *State) { s.Set(unevenWork, 1.1) }, []float64{0.5, 1.1, 4, 5}, []float64{0.5, 1.1, 4, 5}},
		{"a value beyond the other's range stays behind", func(s *State) { s.Set(people, 80) }, []float64{0.5, 0.15, 4, 5}, []float64{0.5, 0.15, 4, 5}},
		{"so does its partner", func(s *State) { s.Set(people, 30); s.Pin(people, 90) }, []float64{0.5, 0.15, 4, 5}, []float64{0.5, 0.15, 4, 5}},
		{"a value between the other's steps stays behind", func(s *State) { s.Set(uneven, 1.2) }, []float64{0.5, 0.15, 4, 5}, []float64{0.5, 0.15, 4, 5}},
	} {
		from := scaled().Defaults()
		from.Seed = 7
		before := from.Clone()
		c.move(&from)
		got := Carry(from, before, neighbour())
		if got.Entry.ID != "neighbour" || got.Seed != 7 {
			t.Errorf("%s: arrived at %s with seed %d", c.name, got.Entry.ID, got.Seed)
		}
		wantValues(t, c.name+", what-if", got.WhatIf, c.whatIf...)
		wantValues(t, c.name+", today", got.Today, c.today...)
	}
}

// What a step of the story sets is the story's, not the reader's.
func TestCarryFromAStep(t *testing.T) {
	a := scaled()
	s := a.AtStep(1)
	if got := Carry(s, a.AtStep(1), neighbour()); !got.Equal(func() State { d := neighbour().Defaults(); d.Entry = got.Entry; return d }()) {
		t.Errorf("the story's values came along: %+v", got)
	}
	s.Set(people, 31)
	wantValues(t, "moved at a step", Carry(s, a.AtStep(1), neighbour()).WhatIf[3:], 31)
}

// A fact in one argument is a decision in the other.
func TestCarryAFactToADecision(t *testing.T) {
	n := neighbour()
	s := n.Defaults()
	s.Set(3, 42)
	got := Carry(s, n.Defaults(), scaled())
	if wantValues(t, "what-if", got.WhatIf, 42); got.Today[people] != 42 || !got.Pinned[people] {
		t.Errorf("today is %v, pinned %v", got.Today[people], got.Pinned[people])
	}
}

// The same id is not enough.
func TestCarryOnlyWhatMeansTheSame(t *testing.T) {
	from := scaled()
	moved := from.Defaults()
	moved.Set(people, 3)
	for name, other := range map[string]*Param{
		"another unit": {ID: "people", Unit: words.Money, Min: 1, Max: 100, Step: 1, Default: 20},
		"a switch":     {ID: "people", Max: 3, Step: 1, Choices: []Choice{{Words: "a"}, {Words: "b"}, {Words: "c"}, {Words: "d"}}},
	} {
		to := NewEntry(Entry{ID: "to", Params: []*Param{other}})
		if got := Carry(moved, from.Defaults(), to); got.WhatIf[0] != other.Default {
			t.Errorf("%s: %v came along", name, got.WhatIf[0])
		}
	}
}
