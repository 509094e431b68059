package main

import (
	"fmt"
	"io"
	"strings"
	"testing"
)

// smallSite has the pages of two arguments, each with a program of its own. The
// program with everything has the million that both share, and 10,000 for one
// and 20,000 for two.
func smallSite() map[string]asset {
	site := map[string]asset{
		"one.html": {argument: "one", gzip: 30_000}, "two.html": {argument: "two", gzip: 20_000}, "index.html": {argument: "one", gzip: 30_000},
		"one.wasm": {gzip: 1_010_000}, "two.wasm": {gzip: 1_020_000}, everything: {gzip: 1_030_000}, "app.js": {gzip: 180_000},
	}
	for name := range budget {
		if _, ok := site[name]; !ok {
			site[name] = asset{gzip: 1000}
		}
	}
	return site
}

func assetsOf(site map[string]asset) []asset {
	var assets []asset
	for name, a := range site {
		a.name = name
		assets = append(assets, a)
	}
	return assets
}

func TestPages(t *testing.T) {
	pages := map[string]page{}
	for _, p := range pagesOf(assetsOf(smallSite())) {
		pages[p.name] = p
	}
	if len(pages) != 3 {
		t.Errorf("%d pages of 3", len(pages))
	}
	for _, want := range []struct {
		name     string
		transfer int
	}{{"index.html", 1_224_000}, {"one.html", 1_224_000}, {"two.html", 1_224_000}} {
		p := pages[want.name]
		if p.transfer() != want.transfer {
			t.Errorf("%s: transfer %d; want %+v", want.name, p.transfer(), want)
		}
	}
}

func TestBudget(t *testing.T) {
	for _, c := range []struct {
		name   string
		sizes  map[string]int // of assets that differ from the small site's; 0 takes one away
		errors []string
	}{
		{"small", nil, nil},
		{"one program for all pages", map[string]int{"one.wasm": 0, "two.wasm": 0, everything: 1_600_000}, nil},
		{"all at their limits", map[string]int{
			"one.wasm": programBudget - 10_000, "two.wasm": programBudget, everything: programBudget + 30_000,
			"app.js": transferBudget - programBudget - 24_000, // 20 000 for the page, four small assets
		}, nil},
		{"a program is large", map[string]int{"one.wasm": programBudget + 1, "two.wasm": programBudget, everything: programBudget + 30_000, "app.js": 1000},
			[]string{fmt.Sprintf("one.wasm weighs %d bytes gzipped, 1 over", programBudget+1)}},
		{"a page is large", map[string]int{
			"one.html": 10_000, "index.html": 10_000, "one.wasm": programBudget - 30_000, "two.wasm": programBudget - 20_000, everything: programBudget - 15_000,
			"app.js": transferBudget - programBudget - 3_999,
		}, []string{fmt.Sprintf("two.html with all that it loads weighs %d", transferBudget+1)}},
		{"a page without a program", map[string]int{"two.wasm": 0}, []string{"two.html has no program of its own, two.wasm"}},
		{"an asset is large", map[string]int{"worker.js": 3_001}, []string{"worker.js weighs"}},
		{"a program as a script is large", map[string]int{"one.wasm.js": carrierBudget + 1}, []string{fmt.Sprintf("one.wasm.js weighs %d", carrierBudget+1)}},
		{"an unknown asset", map[string]int{"sub/surprise.js": 1}, []string{"sub/surprise.js has no budget"}},
		{"an asset is missing", map[string]int{"app.js": 0}, []string{"app.js is missing"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := smallSite()
			for name, size := range c.sizes {
				if size == 0 {
					delete(site, name)
					continue
				}
				site[name] = asset{argument: site[name].argument, gzip: size}
			}
			var out strings.Builder
			err := checkBudget(&out, assetsOf(site))
			if lines := strings.Count(out.String(), "\n"); lines != 5 || !strings.Contains(out.String(), " two.html ") {
				t.Errorf("the table has %d lines, want 5:\n%s", lines, &out)
			}
			if err == nil {
				if len(c.errors) > 0 {
					t.Fatal("it passed")
				}
				return
			}
			for _, want := range c.errors {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q is not in: %v", want, err)
				}
			}
			if got := strings.Count(err.Error(), "\n") + 1; got != len(c.errors) {
				t.Errorf("%d errors, want %d: %v", got, len(c.errors), err)
			}
		})
	}
}

// The one file lies on a disk, where nothing is compressed.
func TestBudgetOfTheOneFile(t *testing.T) {
	site := smallSite()
	for raw, want := range map[int]bool{singleBudget: true, singleBudget + 1: false} {
		site[single] = asset{raw: raw, gzip: 10 * pageBudget}
		if err := checkBudget(io.Discard, assetsOf(site)); (err == nil) != want {
			t.Errorf("%d bytes: %v", raw, err)
		}
	}
}

// A page says itself which argument it is of; links to others are not taken for that.
func TestWeigh(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{
		"one.html":     `<!doctype html>` + "\n" + `<html lang="en" data-argument="one" data-arguments="one two"><a data-argument="two">`,
		"gallery.html": `<html lang="en" data-arguments="one two"><a data-argument="one">`,
		"sub/a.js":     strings.Repeat("kingman ", 1000),
	})
	assets, err := weigh(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(assets) != 3 || assets[0].name != "gallery.html" || assets[0].argument != "" || assets[1].argument != "one" {
		t.Fatalf("the assets are %+v", assets)
	}
	if a := assets[2]; a.name != "sub/a.js" || a.raw != 8000 || a.gzip < 20 || a.gzip > 200 {
		t.Errorf("the script is %+v", a)
	}
}
