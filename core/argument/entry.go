package argument

import (
	"slices"

	"kingman/core/smallfmt"
)

// An Entry is what is fixed about one argument of the catalogue: what it asks,
// what the reader may move, and its story. Links, the gallery
// and the way from one argument to the next need the entries of all arguments on
// every page, so an entry is data and points at no code: how an argument answers
// is in its [Model]. Make one with [NewEntry].
type Entry struct {
	// ID is the link's s= and the page's address: lower-case letters and "-".
	ID string
	// Title is a few words for a list; Question is what the reader came with.
	Title, Question string
	// Params in the order of the page and of the link. A parameter belongs to one
	// entry.
	Params []*Param
	// Main is the lever of the argument: its slider is the axis of the first chart, or,
	// where it is a switch, stands above it.
	Main *Param
	// Apart says that the first chart lies along something else than Main, whose slider then
	// stands below it with a scale of its own.
	Apart bool
	// Shown is how many charts the first screen has; the others stand below.
	Shown int
	// Live says that the organisation can be watched at work, item by item.
	Live bool
	// Story is three to six steps that a speaker may walk through.
	Story []Step

	weeks *Param // how far ahead the page looks: the parameter with the id "weeks"
	days  *Param // or that with the id "days", of 24 hours, where all times are by the clock
}

// A Step of a story sets some values and says one sentence.
type Step struct {
	Says string
	// Set is applied to the defaults, in its order. Today is what today has instead of its
	// own default, where a step compares with something else.
	Set, Today []Assignment
	// Points is the id of the chart that the step is about.
	Points string
}

// Assignment is one value that a step sets.
type Assignment struct {
	Param *Param
	Value float64
}

// To sets p to v in a step.
func (p *Param) To(v float64) Assignment { return Assignment{p, v} }

// NewEntry returns e with its parameters told their indices. It panics if a
// parameter belongs to another entry already or is there twice: a mistake in the
// argument's own file that shows at once.
func NewEntry(e Entry) *Entry {
	for i, p := range e.Params {
		if p.entry != nil {
			panic(smallfmt.Sprintf("argument: %s: the parameter %q is declared twice", e.ID, p.ID))
		}
		p.entry, p.index = &e, i
		switch p.ID {
		case "weeks":
			e.weeks = p
		case "days":
			e.days = p
		}
	}
	return &e
}

// Index returns the index of the parameter called id in Params.
func (e *Entry) Index(id string) (int, bool) {
	for i, p := range e.Params {
		if p.ID == id {
			return i, true
		}
	}
	return 0, false
}

// index returns the index of p in Params, and panics if it is not one of e's: a mistake in
// an argument's own file, which the catalogue's tests would meet first.
func (e *Entry) index(p *Param) int {
	if p.entry != e {
		panic(smallfmt.Sprintf("argument: %s has no parameter %q of this kind", e.ID, p.ID))
	}
	return p.index
}

// LeverAxis returns the axis that the slider of Main is, below a first chart with x.
func (e *Entry) LeverAxis(x Axis) Axis {
	if e.Apart {
		return Axis{Name: e.Main.Label, Unit: e.Main.Unit, Min: e.Main.Min, Max: e.Main.Max, Log: e.Main.Log}
	}
	return x
}

// Find returns the entry with that id.
func Find(entries []*Entry, id string) (*Entry, bool) {
	for _, e := range entries {
		if e.ID == id {
			return e, true
		}
	}
	return nil, false
}

// Revised returns e with parameters of its own that change has had a hand in: the
// entry as it was in an older version.
func (e *Entry) Revised(change func(*Param)) *Entry {
	old := *e
	old.Params = make([]*Param, len(e.Params))
	for i, p := range e.Params {
		q := *p
		q.entry = nil
		old.Params[i] = &q
		change(&q)
	}
	for _, q := range old.Params {
		if q.Scales != nil {
			q.Scales = old.Params[e.index(q.Scales)]
		}
	}
	old.Story = make([]Step, len(e.Story))
	for n, step := range e.Story {
		old.Story[n] = step
		for _, list := range [2]*[]Assignment{&old.Story[n].Set, &old.Story[n].Today} {
			*list = slices.Clone(*list)
			for k, set := range *list {
				(*list)[k].Param = old.Params[e.index(set.Param)]
			}
		}
	}
	old.Main = nil
	if e.Main != nil {
		old.Main = old.Params[e.index(e.Main)]
	}
	return NewEntry(old)
}
