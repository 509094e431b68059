package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"kingman/core/argument"
	"kingman/wasm/markup"
	"kingman/wasm/markup/policy"
)

// single is the one file with the whole site in it, for a double click.
const single = "kingman.html"

// singleFiles are what the pages have beside them, by the names in their tags.
var singleFiles = []string{"style.css", "address.js", "wasm_exec.js", "app.js", "share.js", "play.js", "worker.js"}

// writeSingle puts the finished site in the folder site into one file in it: every page
// as it is, what they load from the folder files once, and the program with everything.
func writeSingle(web, site, files string, models argument.Models) error {
	var content struct {
		Pages map[string]string `json:"pages"`
		Files map[string]string `json:"files"`
	}
	content.Pages, content.Files = map[string]string{}, map[string]string{}
	var errs []error
	take := func(into map[string]string, key, path string) {
		b, err := os.ReadFile(path)
		errs = append(errs, err)
		into[key] = string(b)
	}
	var ids []string
	for _, m := range models {
		ids = append(ids, m.Entry.ID)
		take(content.Pages, m.Entry.ID, filepath.Join(site, markup.Address(m.Entry)))
	}
	take(content.Pages, "gallery", filepath.Join(site, markup.Gallery))
	for _, name := range singleFiles {
		take(content.Files, name, filepath.Join(files, name))
	}
	program, err := os.ReadFile(filepath.Join(files, everything))
	shell, errShell := os.ReadFile(filepath.Join(web, "single.html"))
	loader, errLoader := script(web, "single.js", "--bundle", "--format=iife")
	packedContent, errContent := json.Marshal(content)
	address, errAddress := siteAddress(os.Getenv("SITE"))
	if err := errors.Join(append(errs, err, errShell, errLoader, errContent, errAddress)...); err != nil {
		return fmt.Errorf("the single file: %w", err)
	}
	t, err := template.New("single").Parse(string(shell))
	if err != nil {
		return fmt.Errorf("the single file: %w", err)
	}
	var b strings.Builder
	if err := t.Execute(&b, map[string]string{
		"IDs": strings.Join(ids, " "), "Site": address, "Policy": singlePolicy(content.Pages, content.Files, loader),
		"Pages": packed(packedContent), "Program": packed(program), "Loader": loader,
	}); err != nil {
		return fmt.Errorf("the single file: %w", err)
	}
	return publish(filepath.Join(site, single), []byte(b.String()))
}

// singlePolicy allows, by their hashes, the scripts and the style that come to stand in
// the pages of the file, and those that stand there already.
func singlePolicy(pages, files map[string]string, loader string) string {
	var all strings.Builder
	seen := map[string]bool{}
	element := func(tag, text string) {
		if !seen[text] {
			all.WriteString("<" + tag + ">" + text + "</" + tag + ">")
		}
		seen[text] = true
	}
	element("script", loader)
	for _, name := range singleFiles {
		if filepath.Ext(name) == ".css" {
			element("style", files[name])
		} else {
			element("script", files[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		for _, part := range strings.Split(pages[name], "<script>")[1:] {
			text, _, _ := strings.Cut(part, "</script>")
			element("script", text)
		}
	}
	return policy.For(all.String())
}
