package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/wasm/markup"
	"kingman/wasm/markup/static"
)

// writeDocuments writes the static pages: one for each argument of the
// catalogue, with its charts drawn for its default link, the gallery of them all,
// which is also the site's first page, and the page for addresses without a file. What
// the pages load is in the folder files of out; the programs, if they are made at all, are
// there when compiled is closed.
func writeDocuments(web, out, files string, compiled <-chan struct{}) error {
	document, errDocument := os.ReadFile(filepath.Join(web, "index.html"))
	gallery, errGallery := os.ReadFile(filepath.Join(web, "gallery.html"))
	notFound, errNotFound := os.ReadFile(filepath.Join(web, "404.html"))
	if err := errors.Join(errDocument, errGallery, errNotFound); err != nil {
		return err
	}
	pages, err := compute(catalogue.Models())
	if err != nil {
		return err
	}
	if err := errors.Join(draw(pages), openings(pages)); err != nil {
		return err
	}
	if err := writeCards(web, out, pages); err != nil {
		return err
	}
	site, err := siteAddress(os.Getenv("SITE"))
	if err != nil {
		return err
	}
	below, err := filepath.Rel(out, files)
	if err != nil {
		return err
	}
	for i := range pages {
		pages[i].Site, pages[i].Files = site, filepath.ToSlash(below)+"/"
	}
	document, errDocument = withScripts(web, document, "folder.js", "sandbox.js", "renew.js", "opening.js")
	gallery, errGallery = withScripts(web, gallery, "folder.js", "sandbox.js", "renew.js")
	if err := errors.Join(errDocument, errGallery); err != nil {
		return err
	}
	<-compiled
	for i, e := range pages {
		if program, err := os.Stat(filepath.Join(files, programOf(e.Model.Entry))); err == nil {
			pages[i].Size = program.Size()
		}
		var page bytes.Buffer
		if err := static.Document(&page, string(document), pages, i); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, markup.Address(e.Model.Entry)), page.Bytes(), 0o644); err != nil {
			return err
		}
	}
	all := func(w io.Writer) error { return static.Gallery(w, string(gallery), pages, catalogue.Groups()) }
	for name, write := range map[string]func(io.Writer) error{
		markup.Index:    all,
		markup.Gallery:  all,
		markup.NotFound: func(w io.Writer) error { return static.NotFound(w, string(notFound), pages) },
	} {
		var page bytes.Buffer
		if err := write(&page); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, name), page.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// withScripts puts scripts of web into a template, in the place of the elements that
// name them.
func withScripts(web string, template []byte, names ...string) ([]byte, error) {
	for _, name := range names {
		text, err := script(web, name)
		if err != nil {
			return nil, err
		}
		template = bytes.Replace(template, []byte(`<script src="`+name+`"></script>`), []byte("<script>"+text+"</script>"), 1)
	}
	return template, nil
}

// compute simulates the default link of every argument, as many at once as
// there are processors.
func compute(models argument.Models) ([]static.Page, error) {
	pages := make([]static.Page, len(models))
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	var steps []func() error
	for i, m := range models {
		if name := markup.Address(m.Entry); name == markup.Index || name == markup.Gallery || name == markup.NotFound {
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

// siteAddress returns the address at which the site will be, with a slash at its end,
// from what SITE says; "" if it says nothing.
func siteAddress(said string) (string, error) {
	if said == "" {
		return "", nil
	}
	u, err := url.Parse(said)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("SITE is %q: it must be the address of a folder, such as https://example.org/kingman/", said)
	}
	return strings.TrimRight(u.String(), "/") + "/", nil
}
