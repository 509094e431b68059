// Package static writes the pages as they are before anything runs: for each
// argument of the catalogue the sentence, the sliders and the charts of its
// default link, computed by the same core, and the gallery of them all.
package static

import (
	"fmt"
	"html/template"
	"io"

	"kingman/core/argument"
	"kingman/core/words"
	"kingman/wasm/markup"
	"kingman/wasm/markup/policy"
)

// figure is a chart with its pictures and its table.
type figure struct {
	argument.Chart
	Kind                string
	Wide, Narrow, Table template.HTML
	Options             template.JS
}

// Document writes the static page of the i-th entry of the catalogue to w from
// the template's text. Every chart must have its picture.
func Document(w io.Writer, templateText string, catalogue []Page, i int) error {
	t, err := template.New("page").Funcs(functions).Parse(templateText)
	if err != nil {
		return fmt.Errorf("static: %w", err)
	}
	e := catalogue[i]
	a, view := e.Model.Entry, e.View
	s := a.Defaults()
	page := struct {
		Policy   string
		Entry    *argument.Entry
		Place    place
		Headline text
		Length   string
		Asides   []text
		// How many lines to keep for the asides, on a wide page and on a phone.
		Wide, Narrow int
		Controls     []markup.Control
		MoreCount    int
		Charts       []figure
		Figures      template.HTML
		StoryLine    string
		Runs         string
		Gap          template.HTML
	}{
		Policy: policy.Site, Entry: a, Place: placeOf(catalogue, i), Headline: newText(view.Headline), Length: markup.Length(view.Headline),
		Figures: template.HTML(markup.Figures(view.Figures)), StoryLine: markup.StoryLine(a, 0), Runs: words.Short(float64(e.Runs)),
		Gap: template.HTML(markup.Sentence(view.Gap)),
	}
	page.Wide, page.Narrow = asideRoom(e.Model)
	for _, s := range view.Asides {
		page.Asides = append(page.Asides, newText(s))
	}
	for i := range a.Params {
		page.Controls = append(page.Controls, markup.NewControl(s, i))
		if a.Params[i].More {
			page.MoreCount++
		}
	}
	for _, c := range view.Charts {
		p, ok := e.Pictures[c.ID]
		if !ok {
			return fmt.Errorf("static: %s: no picture of chart %s", a.ID, c.ID)
		}
		page.Charts = append(page.Charts, figure{
			Chart: c, Kind: markup.Kind(c), Wide: template.HTML(p.Wide), Narrow: template.HTML(p.Narrow), Table: template.HTML(markup.Table(c)), Options: template.JS(p.Options),
		})
	}
	if err := t.Execute(w, page); err != nil {
		return fmt.Errorf("static: %s: %w", a.ID, err)
	}
	return nil
}

// functions are what the templates may call.
var functions = template.FuncMap{"address": markup.Address}
