// Package static writes the page as it is before anything runs: the sentence,
// the sliders and the charts of the default link, computed by the same core.
package static

import (
	"fmt"
	"html/template"
	"io"

	"kingman/core/scenario"
	"kingman/core/words"
	"kingman/wasm/markup"
)

// Policy is the content security policy of the page, also as a meta element,
// because static hosts often cannot set headers.
const Policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'"

// A Picture is one chart drawn twice at build time, for wide and narrow pages,
// and the structure from which the page goes on drawing it.
type Picture struct {
	Wide, Narrow string // SVG
	Options      []byte // JSON, with < and > escaped
}

// text is a sentence as text and as HTML.
type text struct {
	Text string
	HTML template.HTML
}

func newText(s scenario.Sentence) text {
	return text{s.String(), template.HTML(markup.Sentence(s))}
}

// figure is a chart with its pictures and its table.
type figure struct {
	scenario.Chart
	Kind                string
	Wide, Narrow, Table template.HTML
	Options             template.JS
}

// Document writes the static page of argument a to w from the template's text.
// Pictures are by the chart's id; each must be there.
func Document(w io.Writer, templateText string, a *scenario.Argument, pictures map[string]Picture) error {
	t, err := template.New("page").Parse(templateText)
	if err != nil {
		return fmt.Errorf("static: %w", err)
	}
	s := a.Defaults()
	results, err := scenario.RunAll(s)
	if err != nil {
		return fmt.Errorf("static: %s: %w", a.ID, err)
	}
	view := a.View(s, results)
	page := struct {
		Policy    string
		Argument  *scenario.Argument
		Headline  text
		Asides    []text
		Controls  []markup.Control
		MoreCount int
		Charts    []figure
		Figures   template.HTML
		StoryLine string
		Runs      string
		Gap       template.HTML
	}{
		Policy: Policy, Argument: a, Headline: newText(view.Headline),
		Figures: template.HTML(markup.Figures(view.Figures)), StoryLine: markup.StoryLine(a, 0), Runs: words.Short(float64(results.Replications())),
	}
	page.Gap = template.HTML(markup.Sentence(view.Gap))
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
		p, ok := pictures[c.ID]
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
