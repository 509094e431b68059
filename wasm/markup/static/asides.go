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
	see := func(s argument.State) {
		v := m.View(s, argument.Results{})
		var a lines
		add := func(text string, wide, narrow *int, ofWide, ofNarrow int) {
			letters := utf8.RuneCountInString(text)
			*wide += (letters + ofWide - 1) / ofWide
			*narrow += (letters + ofNarrow - 1) / ofNarrow
		}
		add(v.Headline.String(), &a.HeadlineWide, &a.HeadlineNarrow, headlineWide, headlineNarrow)
		for _, aside := range v.Asides {
			add(aside.String(), &a.AsidesWide, &a.AsidesNarrow, asidesWide, asidesNarrow)
		}
		most = lines{
			max(most.HeadlineWide, a.HeadlineWide), max(most.HeadlineNarrow, a.HeadlineNarrow),
			max(most.AsidesWide, min(a.AsidesWide, mostLines)), max(most.AsidesNarrow, min(a.AsidesNarrow, mostLines)),
		}
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
