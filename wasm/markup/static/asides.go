package static

import (
	"unicode/utf8"

	"kingman/core/argument"
)

// Letters that fit a line of the smaller sentences, on a wide page and on a
// phone, with a little to spare.
const (
	lettersWide   = 150
	lettersNarrow = 42
)

// mostLines bounds the room that the style sheet knows.
const mostLines = 8

// asideRoom returns how many lines the smaller sentences of an argument may need on a
// wide page and on a phone, so that what stands below them does not move: at the
// default, at every step of the story and with every slider at either end.
func asideRoom(m *argument.Model) (wide, narrow int) {
	a := m.Entry
	see := func(s argument.State) {
		w, n := 0, 0
		for _, aside := range m.View(s, argument.Results{}).Asides {
			letters := utf8.RuneCountInString(aside.String())
			w += (letters + lettersWide - 1) / lettersWide
			n += (letters + lettersNarrow - 1) / lettersNarrow
		}
		wide, narrow = max(wide, w), max(narrow, n)
	}
	for n := range len(a.Story) + 1 {
		see(a.AtStep(n))
	}
	for i := range a.Params {
		for _, v := range [...]float64{a.Params[i].Min, a.Params[i].Max} {
			s := a.Defaults()
			s.Set(i, v)
			see(s)
		}
	}
	return min(wide, mostLines), min(narrow, mostLines)
}
