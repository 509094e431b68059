package link

import (
	"slices"

	"kingman/core/argument"
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
// [argument.Carry]. Pairs that this version does not know stay behind: they
// were said about l's argument.
func (l Link) To(a *argument.Entry) Link {
	return Link{State: argument.Carry(l.State, l.State.Entry.AtStep(l.Step), a)}
}

// Plain says whether l is the very beginning of its argument: an address
// without a link shows the same.
func (l Link) Plain() bool {
	return l.Step == 0 && len(l.Unknown) == 0 && l.State.Equal(l.State.Entry.Defaults())
}
