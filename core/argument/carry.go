package argument

import "slices"

// Carry returns the state in which somebody who leaves from for the argument
// to finds it: to's own situation, with every value that they have moved and
// that means the same there, and with their seed.
//
// Moved is what differs from untouched, a state of the same argument: its
// defaults or the step of the story that the reader stood at. What nobody moved
// is a fact about the argument's example, not about the reader's organisation,
// and stays behind. A value means the same where a parameter has the same id,
// unit and choices. It is carried with its partner, what-if with today, and
// only if both are legal in to as they are; a value that is not stays behind
// rather than becoming another one.
func Carry(from, untouched State, to *Entry) State {
	s := to.Defaults()
	s.Seed, s.Currency = from.Seed, from.Currency
	for i := range to.Params {
		k, ok := from.Entry.Index(to.Params[i].ID)
		if !ok || !from.moved(untouched, k) || !from.Entry.Params[k].means(to.Params[i]) {
			continue
		}
		_, legalWhatIf := to.Params[i].Snap(from.WhatIf[k])
		_, legalToday := to.Params[i].Snap(from.Today[k])
		if !legalWhatIf || !legalToday {
			continue
		}
		s.Set(i, from.WhatIf[k])
		switch {
		case from.Pinned[k]:
			s.Pin(i, from.Today[k])
		case to.Params[i].Pinned && !from.Entry.Params[k].Pinned:
			// A fact there, a decision here: both settings begin with the fact.
			s.Pin(i, from.Today[k])
		default:
			s.Unpin(i)
		}
	}
	return s
}

// moved says whether parameter i differs from what it was before the reader
// came. One that only follows the parameter that it scales with has not moved:
// it follows that one in the other argument as well.
func (s State) moved(untouched State, i int) bool {
	if s.Pinned[i] != untouched.Pinned[i] || s.Pinned[i] && s.Today[i] != untouched.Today[i] {
		return true
	}
	if s.Entry.Params[i].Scales != nil && s.WhatIf[i] == s.Default(i) {
		return false
	}
	return s.WhatIf[i] != untouched.WhatIf[i]
}

// means says whether a value of p is the same thing as that value of q.
func (p *Param) means(q *Param) bool {
	return p.ID == q.ID && p.Unit == q.Unit && slices.EqualFunc(p.Choices, q.Choices, func(a, b Choice) bool { return a.Words == b.Words })
}
