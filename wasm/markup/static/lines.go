package static

import (
	"unicode/utf8"

	"kingman/core/argument"
)

// Letters that fit a line of the headline and of the smaller sentences, on a wide page
// and on a phone, with a little to spare.
const (
	headlineWide, headlineNarrow = 82, 34
	asidesWide, asidesNarrow     = 150, 44
)

// mostLines bounds the room that the style sheet knows.
const mostLines = 8

// lines are how many lines the sentences of an argument may need, so that what stands
// below them does not move.
type lines struct{ HeadlineWide, HeadlineNarrow, AsidesWide, AsidesNarrow int }

// linesOf measures the sentences at the default, at every step of the story and with
// every slider at either end.
func linesOf(m *argument.Model) (most lines) {
	e := m.Entry
	fit := func(most *int, letters, ofLine int) {
		*most = max(*most, min((letters+ofLine-1)/ofLine, mostLines))
	}
	see := func(s argument.State) {
		v := m.View(s, argument.Results{})
		letters := utf8.RuneCountInString(v.Headline.String())
		fit(&most.HeadlineWide, letters, headlineWide)
		fit(&most.HeadlineNarrow, letters, headlineNarrow)
		letters = 0 // of the smaller sentences, which follow each other in one paragraph
		for _, aside := range v.Asides {
			letters += utf8.RuneCountInString(aside.String()) + 1
		}
		fit(&most.AsidesWide, letters, asidesWide)
		fit(&most.AsidesNarrow, letters, asidesNarrow)
	}
	for n := range len(e.Story) + 1 {
		see(e.AtStep(n))
	}
	for i, p := range e.Params {
		for _, v := range [...]float64{p.Min, p.Max} {
			s := e.Defaults()
			s.Set(i, v)
			see(s)
		}
	}
	return most
}
