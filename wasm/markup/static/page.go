package static

import (
	"fmt"
	"html/template"

	"kingman/core/argument"
	"kingman/core/words"
	"kingman/wasm/markup"
)

// A Page is an argument with what the build has computed and drawn of it.
type Page struct {
	Model *argument.Model
	// View of the argument's defaults, simulations included, and how many runs
	// they took.
	View argument.View
	Runs int
	// Pictures of View's charts, by their ids.
	Pictures map[string]Picture
	// Opening answers links that move the main parameter only; Size is that of the
	// page's program in bytes, 0 if it is not known.
	Opening Opening
	Size    int64
	// Site is the address at which the site will be, with a slash at its end, or "" if
	// the build does not know.
	Site string
	// Files is the folder of what the page loads, as seen from the page, with a slash at
	// its end; "" if that is beside it.
	Files string
	// Thumb is the first chart as a small SVG without words, for the gallery.
	Thumb string
}

// A Picture is one chart drawn twice at build time, for wide and narrow pages,
// and the structure from which the page goes on drawing it.
type Picture struct {
	Wide, Narrow string // SVG
	Options      []byte // JSON, with < and > escaped
}

// NewPage computes the answer of an argument's default link: simulations, sentence,
// charts. The pictures are still to be drawn.
func NewPage(m *argument.Model) (Page, error) {
	s := m.Entry.Defaults()
	results, err := argument.Run(m.Plan(s))
	if err != nil {
		return Page{}, fmt.Errorf("static: %s: %w", m.Entry.ID, err)
	}
	p := Page{Model: m, View: m.View(s, results), Runs: results.Replications(), Pictures: map[string]Picture{}}
	if len(p.View.Charts) == 0 {
		return Page{}, fmt.Errorf("static: %s: has no chart", m.Entry.ID)
	}
	return p, nil
}

// A place is where a page stands in the catalogue.
type place struct {
	Number, Count  int
	Previous, Next *argument.Entry // nil at the ends
	// IDs of all arguments, between blanks: what a link may name.
	IDs string
}

// placeOf returns the place of the i-th entry; −1 is the gallery's.
func placeOf(pages []Page, i int) place {
	p := place{Number: i + 1, Count: len(pages)}
	if i > 0 {
		p.Previous = pages[i-1].Model.Entry
	}
	if i >= 0 && i+1 < len(pages) {
		p.Next = pages[i+1].Model.Entry
	}
	for k, e := range pages {
		if k > 0 {
			p.IDs += " "
		}
		p.IDs += e.Model.Entry.ID
	}
	return p
}

// Counted returns how many arguments there are, in words.
func (p place) Counted() string {
	if p.Count == 1 {
		return "1 argument"
	}
	return words.Short(float64(p.Count)) + " arguments"
}

// text is a sentence as text and as HTML.
type text struct {
	Text string
	HTML template.HTML
}

func newText(s argument.Sentence) text {
	return text{s.String(), template.HTML(markup.Sentence(s))}
}
