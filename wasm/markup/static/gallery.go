package static

import (
	"fmt"
	"html/template"
	"io"

	"kingman/core/argument"
	"kingman/wasm/markup/policy"
)

// card is an argument in the gallery.
type card struct {
	Entry *argument.Entry
	Thumb template.HTML
	// Shows is one line on what the page shows: the title of its first chart.
	Shows string
	Alt   string
}

// Gallery writes the page that lists the catalogue to w from the template's
// text.
func Gallery(w io.Writer, templateText string, catalogue []Page) error {
	t, err := template.New("gallery").Funcs(functions).Parse(templateText)
	if err != nil {
		return fmt.Errorf("static: gallery: %w", err)
	}
	page := struct {
		Policy string
		Place  place
		Cards  []card
	}{Policy: policy.Site, Place: placeOf(catalogue, -1)}
	for _, e := range catalogue {
		first := e.View.Charts[0]
		page.Cards = append(page.Cards, card{Entry: e.Model.Entry, Thumb: template.HTML(e.Thumb), Shows: first.Title, Alt: first.Alt})
	}
	if err := t.Execute(w, page); err != nil {
		return fmt.Errorf("static: gallery: %w", err)
	}
	return nil
}
