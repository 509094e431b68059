package static

import (
	"fmt"
	"html/template"
	"io"
	"strings"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/wasm/markup/policy"
)

// card is an argument in the gallery.
type card struct {
	Entry   *argument.Entry
	Picture template.HTML
	// Shows is one line on what the page shows: the title of its first chart.
	Shows string
	Alt   string
}

// Gallery writes the site's first page to w from the template's text: the lead story,
// which is the first of the pages, and the others by the question that a reader comes
// with. The pages are those of the groups, in their order.
func Gallery(w io.Writer, templateText string, pages []Page, groups []catalogue.Group) error {
	t, err := template.New("gallery").Funcs(functions).Parse(templateText)
	if err != nil {
		return fmt.Errorf("static: gallery: %w", err)
	}
	type group struct {
		Asks  string
		Cards []card
	}
	page := struct {
		Policy   string
		Place    place
		Lead     card
		Headline text
		Groups   []group
		Files    string
	}{Place: placeOf(pages, -1)}
	if len(pages) > 0 {
		page.Files = pages[0].Files
	}
	next := 0
	for _, g := range groups {
		of := group{Asks: g.Asks}
		for _, e := range g.Entries {
			if next == len(pages) || pages[next].Model.Entry != e {
				return fmt.Errorf("static: gallery: %s is not the next of the pages", e.ID)
			}
			p, first := pages[next], pages[next].View.Charts[0]
			c := card{Entry: e, Picture: template.HTML(p.Thumb), Shows: first.Title, Alt: first.Alt}
			if next++; next > 1 {
				of.Cards = append(of.Cards, c)
				continue
			}
			c.Picture = template.HTML(p.Pictures[first.ID].Wide)
			page.Lead, page.Headline = c, newText(p.View.Headline)
		}
		if len(of.Cards) > 0 {
			page.Groups = append(page.Groups, of)
		}
	}
	if next < len(pages) {
		return fmt.Errorf("static: gallery: %s is in no group", pages[next].Model.Entry.ID)
	}
	// Twice, because the policy follows from the page: it allows the first script.
	var draft strings.Builder
	if err := t.Execute(&draft, page); err != nil {
		return fmt.Errorf("static: gallery: %w", err)
	}
	page.Policy = policy.For(draft.String())
	if err := t.Execute(w, page); err != nil {
		return fmt.Errorf("static: gallery: %w", err)
	}
	return nil
}
