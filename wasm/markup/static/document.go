// Package static writes the pages as they are before anything runs: for each
// argument of the catalogue the sentence, the sliders and the charts of its
// default link, computed by the same core, and the gallery of them all.
package static

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"strings"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/core/words"
	"kingman/wasm/chart"
	"kingman/wasm/markup"
	"kingman/wasm/markup/policy"
)

// figure is a chart with its pictures and its table.
type figure struct {
	argument.Chart
	Kind                string
	Left, Right         string // of the plot, in letters' heights: see chart.Edges
	Wide, Narrow, Table template.HTML
	Options             template.JS
}

// Document writes the static page of the i-th entry of the catalogue to w from
// the template's text. Every chart must have its picture.
func Document(w io.Writer, templateText string, pages []Page, i int) error {
	t, err := template.New("page").Funcs(functions).Parse(templateText)
	if err != nil {
		return fmt.Errorf("static: %w", err)
	}
	e := pages[i]
	a, view := e.Model.Entry, e.View
	s := a.Defaults()
	page := struct {
		Policy string
		// Terms and Opening are what the first script reads: see opening.go.
		Terms, Opening template.JS
		Size           int64 // of the program, in bytes
		Entry          *argument.Entry
		Background     argument.Background
		Place          place
		Headline       text
		Asides         []text
		Lines          lines
		// The argument's main parameter is a lever under the first chart or a switch
		// above it; the others are controls beside.
		Lever, Switch *markup.Control
		Controls      []markup.Control
		MoreCount     int
		Charts        []figure
		Lens          bool // one of them says where the time went
		Figures       template.HTML
		Related       []*argument.Entry
		StoryLine     string
		Runs          string
		Gap           template.HTML
		Site, Files   string
	}{
		Site: e.Site, Files: e.Files,
		Size: e.Size, Entry: a, Background: e.Model.Background(), Place: placeOf(pages, i), Headline: newText(view.Headline), Lines: linesOf(e.Model), Related: catalogue.Related(a),
		Figures: template.HTML(markup.Figures(view.Figures)), StoryLine: markup.StoryLine(a, 0), Runs: words.Short(float64(e.Runs)),
		Gap: template.HTML(markup.Sentence(view.Gap)),
	}
	var errTerms, errOpening error
	page.Terms, errTerms = inScript(marshal(termsOf(e)))
	page.Opening, errOpening = inScript(e.Opening.JSON())
	if err := errors.Join(errTerms, errOpening); err != nil {
		return err
	}
	for _, s := range view.Asides {
		page.Asides = append(page.Asides, newText(s))
	}
	for i, p := range a.Params {
		c := markup.NewControl(s, i)
		switch {
		case p == a.Main && len(p.Choices) > 0:
			page.Switch = &c
		case p == a.Main:
			c = markup.NewLever(s, i, a.LeverAxis(view.Charts[0].X))
			page.Lever = &c
		default:
			page.Controls = append(page.Controls, c)
			if p.More {
				page.MoreCount++
			}
		}
	}
	for _, c := range view.Charts {
		p, ok := e.Pictures[c.ID]
		if !ok {
			return fmt.Errorf("static: %s: no picture of chart %s", a.ID, c.ID)
		}
		left, right := chart.Edges(c)
		page.Lens = page.Lens || c.Lens
		page.Charts = append(page.Charts, figure{
			Chart: c, Left: markup.Exact(left), Right: markup.Exact(right), Kind: markup.Kind(c), Wide: template.HTML(p.Wide), Narrow: template.HTML(p.Narrow), Table: template.HTML(markup.Table(c)), Options: template.JS(p.Options),
		})
	}
	// Twice, because the policy follows from the page: it allows the first script.
	var draft strings.Builder
	if err := t.Execute(&draft, page); err != nil {
		return fmt.Errorf("static: %s: %w", a.ID, err)
	}
	page.Policy = policy.For(draft.String())
	if err := t.Execute(w, page); err != nil {
		return fmt.Errorf("static: %s: %w", a.ID, err)
	}
	return nil
}

// functions are what the templates may call.
var functions = template.FuncMap{"address": markup.Address, "card": Card, "currencies": currencies}

// currencies are those that the reader of an argument's page chooses from: none where
// nothing is an amount of money.
func currencies(e *argument.Entry) []string {
	if !e.CountsMoney() {
		return nil
	}
	return words.Currencies()
}
