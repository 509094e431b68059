package link

import (
	"slices"

	"kingman/core/scenario"
)

// At returns the codec of the page of argument home: a link that names no
// argument, or one that nobody knows, is read as one to home.
func At(home *scenario.Argument) *Codec { return Standard().at(home) }

func (c *Codec) at(home *scenario.Argument) *Codec {
	i := slices.Index(c.Arguments, home)
	if i < 0 {
		return c
	}
	there := *c
	there.Arguments = append([]*scenario.Argument{home}, slices.Delete(slices.Clone(c.Arguments), i, i+1)...)
	return &there
}

// To returns the link by which a reader of l moves on to another argument: its
// beginning, with what they have moved and means the same there. See
// [scenario.Carry]. Pairs that this version does not know stay behind: they
// were said about l's argument.
func (l Link) To(a *scenario.Argument) Link {
	return Link{State: scenario.Carry(l.State, l.State.Argument.AtStep(l.Step), a)}
}

// Plain says whether l is the very beginning of its argument: an address
// without a link shows the same.
func (l Link) Plain() bool {
	return l.Step == 0 && len(l.Unknown) == 0 && l.State.Equal(l.State.Argument.Defaults())
}
