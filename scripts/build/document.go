package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/wasm/markup"
	"kingman/wasm/markup/static"
)

// writeDocuments writes the static pages: one for each argument of the
// catalogue, with its charts drawn for its default link, the first of them also
// as index.html, and the gallery of them all.
func writeDocuments(web, out string) error {
	document, errDocument := os.ReadFile(filepath.Join(web, "index.html"))
	gallery, errGallery := os.ReadFile(filepath.Join(web, "gallery.html"))
	if err := errors.Join(errDocument, errGallery); err != nil {
		return err
	}
	pages, err := compute(catalogue.Models())
	if err != nil {
		return err
	}
	if err := draw(pages); err != nil {
		return err
	}
	for i, e := range pages {
		var page bytes.Buffer
		if err := static.Document(&page, string(document), pages, i); err != nil {
			return err
		}
		names := []string{markup.Address(e.Model.Entry)}
		if i == 0 {
			names = append(names, markup.Index)
		}
		for _, name := range names {
			if err := os.WriteFile(filepath.Join(out, name), page.Bytes(), 0o644); err != nil {
				return err
			}
		}
	}
	var page bytes.Buffer
	if err := static.Gallery(&page, string(gallery), pages); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, markup.Gallery), page.Bytes(), 0o644)
}

// compute simulates the default link of every argument, as many at once as
// there are processors.
func compute(models argument.Models) ([]static.Page, error) {
	pages := make([]static.Page, len(models))
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	var steps []func() error
	for i, m := range models {
		if name := markup.Address(m.Entry); name == markup.Index || name == markup.Gallery {
			return nil, fmt.Errorf("%s: an argument cannot be called so, the file is taken", m.Entry.ID)
		}
		steps = append(steps, func() (err error) {
			free <- struct{}{}
			defer func() { <-free }()
			pages[i], err = static.NewPage(m)
			return err
		})
	}
	return pages, parallel(steps...)
}
