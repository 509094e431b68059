package static

import (
	"fmt"
	"html/template"
	"io"
	"strings"

	"kingman/core/argument"
	"kingman/wasm/markup/policy"
)

// NotFound writes the page that a static host shows for an address without a
// file to w from the template's text. It names every argument, and its policy
// allows the style and the script that it brings with it.
func NotFound(w io.Writer, templateText string, pages []Page) error {
	t, err := template.New("not found").Funcs(functions).Parse(templateText)
	if err != nil {
		return fmt.Errorf("static: page for no file: %w", err)
	}
	var page struct {
		Policy    string
		Arguments []*argument.Entry
	}
	for _, e := range pages {
		page.Arguments = append(page.Arguments, e.Model.Entry)
	}
	// Twice, because the policy follows from the page.
	var draft strings.Builder
	if err := t.Execute(&draft, page); err != nil {
		return fmt.Errorf("static: page for no file: %w", err)
	}
	page.Policy = policy.For(draft.String())
	if err := t.Execute(w, page); err != nil {
		return fmt.Errorf("static: page for no file: %w", err)
	}
	return nil
}
