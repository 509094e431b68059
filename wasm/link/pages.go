package link

import (
	"slices"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/core/words"
)

// At returns the codec of the page of argument home: a link that names no
// argument, or one that nobody knows, is read as one to home.
func At(home *argument.Entry) *Codec { return Standard().at(home) }

func (c *Codec) at(home *argument.Entry) *Codec {
	i := slices.Index(c.Arguments, home)
	if i < 0 {
		return c
	}
	there := *c
	there.Arguments = append([]*argument.Entry{home}, slices.Delete(slices.Clone(c.Arguments), i, i+1)...)
	return &there
}

// To returns the link by which a reader of l moves on to another argument: its
// beginning, with what they have moved and means the same there. See
// [argument.Carry]. Their figures of money go along through arguments that have none
// of them, to those that have; other pairs that l's argument does not know stay behind.
func (l Link) To(a *argument.Entry) Link {
	untouched := l.State.Entry.AtStep(l.Step)
	to := Link{State: argument.Carry(l.State, untouched, a)}
	for i, p := range l.State.Entry.Params {
		if _, there := a.Index(p.ID); !there && p.Unit == words.Money && l.State.WhatIf[i] != untouched.WhatIf[i] {
			to.Unknown = append(to.Unknown, Pair{p.ID, p.Format(l.State.WhatIf[i])})
		}
	}
	for _, u := range l.Unknown {
		i, there := a.Index(u.Key)
		switch {
		case !isMoney(catalogue.Entries(), u.Key):
		case !there:
			to.Unknown = append(to.Unknown, u)
		case a.Params[i].Unit == words.Money:
			if n, ok := readNumber(u.Value, a.Params[i], 0); ok {
				to.State.Set(i, n.value)
			}
		}
	}
	return to
}

// isMoney says whether id is an amount of money in any of the arguments.
func isMoney(all []*argument.Entry, id string) bool {
	for _, e := range all {
		if i, ok := e.Index(id); ok && e.Params[i].Unit == words.Money {
			return true
		}
	}
	return false
}

// Plain says whether l is the very beginning of its argument: an address
// without a link shows the same.
func (l Link) Plain() bool {
	return l.Step == 0 && len(l.Unknown) == 0 && l.State.Equal(l.State.Entry.Defaults())
}
