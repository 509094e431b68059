package static

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/core/words"
	"kingman/wasm/markup/policy"
)

// bakery is an argument that changes only with these tests.
func bakery(id string) *argument.Model {
	ovens := &argument.Param{ID: "ovens", Label: "Ovens", Unit: words.People, Min: 1, Max: 9, Step: 1, Default: 3, Pinned: true, Today: 2}
	return argument.New(argument.Model{
		Entry: argument.NewEntry(argument.Entry{
			ID: id, Title: "The bakery <b>", Question: "One more oven?", Shown: 1,
			Params: []*argument.Param{ovens}, Main: ovens,
			Story: []argument.Step{{Says: "Two.", Points: "bread"}},
		}),
		Background: func() argument.Background {
			return argument.Background{Equations: []argument.Equation{{Name: "Rise", Text: "a < b", Author: "Somebody, 1900"}}}
		},
		Formula: func(argument.Setting) []float64 { return nil },
		Headline: func(*argument.Sheet) argument.Sentence {
			return argument.Say("With %"+strings.Repeat(" bread", 40), argument.Drag(argument.WhatIf, ovens, 3, "3 ovens"))
		},
		Drawings: []argument.Drawing{&argument.Own{Draw: func(*argument.Sheet) argument.Chart {
			return argument.Chart{ID: "bread", Title: "Bread & butter", Alt: "Bread against ovens.", X: argument.Axis{Max: 1}, Y: argument.Axis{Max: 1}}
		}}},
	})
}

func templateOf(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "web", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// entries are three bakeries with pictures.
func entries(t *testing.T) []Page {
	t.Helper()
	var all []Page
	for _, id := range []string{"first-bakery", "middle-bakery", "last-bakery"} {
		e, err := NewPage(bakery(id))
		if err != nil {
			t.Fatal(err)
		}
		e.Pictures["bread"] = Picture{Wide: "<svg>wide</svg>", Narrow: "<svg>narrow</svg>", Options: []byte(`{"a":1}`)}
		e.Thumb = "<svg>thumb of " + id + "</svg>"
		all = append(all, e)
	}
	return all
}

// holds reports what a page lacks and what it should not have.
func holds(t *testing.T, page string, wanted, unwanted []string) {
	t.Helper()
	for _, text := range wanted {
		if !strings.Contains(page, text) {
			t.Errorf("no %q in the page", text)
		}
	}
	for _, text := range append(unwanted, "<no value>", "ZgotmplZ", "{{", "style=") {
		if strings.Contains(page, text) {
			t.Errorf("%q in the page", text)
		}
	}
}

func TestDocument(t *testing.T) {
	all := entries(t)
	text := templateOf(t, "index.html")
	pages := make([]string, len(all))
	for i := range all {
		var b strings.Builder
		if err := Document(&b, text, all, i); err != nil {
			t.Fatal(err)
		}
		pages[i] = b.String()
		holds(t, pages[i], []string{
			`data-argument="` + all[i].Model.Entry.ID + `"`, `data-arguments="first-bakery middle-bakery last-bakery"`, `href="gallery.html"`,
			"of 3 arguments", "The bakery &lt;b&gt;", "Bread &amp; butter", "a &lt; b", "<svg>wide</svg>", "<svg>narrow</svg>", `{"a":1}`,
			`name="ovens"`, "The story in 1 step",
		}, []string{"0 more", `id="more"`})
	}
	holds(t, pages[0], []string{`rel="next" data-argument="middle-bakery" href="middle-bakery.html"`, "1 of 3"}, []string{`rel="prev"`})
	holds(t, pages[1], []string{`rel="prev" data-argument="first-bakery" href="first-bakery.html"`, `rel="next" data-argument="last-bakery"`, "2 of 3"}, nil)
	holds(t, pages[2], []string{`rel="prev" data-argument="middle-bakery"`}, []string{`rel="next"`})
	// What is closed until it is asked for.
	if m := regexp.MustCompile(`<details[^>]* open`).FindString(pages[0]); m != "" {
		t.Errorf("%q is open", m)
	}
}

func TestDocumentOfOne(t *testing.T) {
	var b strings.Builder
	if err := Document(&b, templateOf(t, "index.html"), entries(t)[:1], 0); err != nil {
		t.Fatal(err)
	}
	holds(t, b.String(), []string{"1 of 1 argument<"}, []string{`rel="next"`, `rel="prev"`})
}

// inGroups are the first page, and the others.
func inGroups(pages []Page) []catalogue.Group {
	groups := []catalogue.Group{{Asks: "Wheat?"}, {Asks: "Rye?"}}
	for i, p := range pages {
		g := &groups[min(i, 1)]
		g.Entries = append(g.Entries, p.Model.Entry)
	}
	return groups
}

// The groups and the pages are one list.
func TestGalleryOfOtherPages(t *testing.T) {
	all := entries(t)
	for _, pages := range [][]Page{all[:2], {all[1], all[0], all[2]}, nil} {
		if err := Gallery(&strings.Builder{}, templateOf(t, "gallery.html"), pages, inGroups(all)); err == nil {
			t.Errorf("a gallery of %d pages in groups of three", len(pages))
		}
	}
	if err := Gallery(&strings.Builder{}, templateOf(t, "gallery.html"), all, inGroups(all[:2])); err == nil || !strings.Contains(err.Error(), "last-bakery") {
		t.Errorf("a page in no group: %v", err)
	}
}

// Chat tools read the card of a page, and nothing of a link behind its "#": the card
// says no number of any setting. Its addresses are whole ones, or there are none.
func TestCard(t *testing.T) {
	all := entries(t)[:1]
	for _, site := range []string{"", "https://example.org/kingman/"} {
		all[0].Site = site
		var b strings.Builder
		if err := Document(&b, templateOf(t, "index.html"), all, 0); err != nil {
			t.Fatal(err)
		}
		image := `<meta property="og:image" content="` + site + `cards/first-bakery.png">`
		wanted := []string{`<meta property="og:title" content="One more oven?">`, `<meta property="og:description" content="The bakery`, image, `<meta property="og:url" content="` + site + `first-bakery.html">`, `content="summary_large_image"`}
		if site == "" {
			holds(t, b.String(), append(wanted[:2:2], `content="summary"`), []string{"og:image", "og:url"})
		} else {
			holds(t, b.String(), wanted, nil)
		}
		for _, tag := range regexp.MustCompile(`<meta (?:property="og:(?:title|description)")[^>]*>`).FindAllString(b.String(), -1) {
			if strings.ContainsAny(html.UnescapeString(tag), "0123456789") {
				t.Errorf("a number in %s", tag)
			}
		}
	}
}

func TestGallery(t *testing.T) {
	var b strings.Builder
	all := entries(t)
	if err := Gallery(&b, templateOf(t, "gallery.html"), all, inGroups(all)); err != nil {
		t.Fatal(err)
	}
	holds(t, b.String(), []string{
		"3 arguments", `data-argument="last-bakery" href="last-bakery.html"`, "<svg>wide</svg>", "<svg>thumb of middle-bakery</svg>", "One more oven?", "<h2>Rye?</h2>", "Bread &amp; butter", "Bread against ovens.",
	}, []string{"wasm_exec", "app.js"})
	if strings.Contains(b.String(), `data-argument="first-bakery">`+"\n<head>") {
		t.Error("the gallery takes itself for an argument's page")
	}
}

// The page for addresses without a file is shown at any depth: it loads nothing,
// and its policy allows what it brings.
func TestNotFound(t *testing.T) {
	var b strings.Builder
	if err := NotFound(&b, templateOf(t, "404.html"), entries(t)); err != nil {
		t.Fatal(err)
	}
	page := html.UnescapeString(b.String())
	holds(t, b.String(), []string{"The bakery &lt;b&gt;"}, nil)
	holds(t, page, []string{
		`href="first-bakery.html"`, `data-argument="last-bakery"`, "One more oven?", `href="./"`, "<style>", "<script>",
		`content="` + policy.For(b.String()) + `"`, "script-src 'self' 'sha256-", "style-src 'self' 'sha256-",
	}, []string{"src=", "<link", "url("})
}

func TestMistakes(t *testing.T) {
	all := entries(t)
	delete(all[1].Pictures, "bread")
	if err := Document(&strings.Builder{}, templateOf(t, "index.html"), all, 1); err == nil || !strings.Contains(err.Error(), "middle-bakery") {
		t.Errorf("a chart without a picture: %v", err)
	}
	bare := bakery("bare")
	bare.Drawings = nil
	if _, err := NewPage(bare); err == nil || !strings.Contains(err.Error(), "bare") {
		t.Errorf("an argument without a chart: %v", err)
	}
	for _, text := range []string{"{{.Nothing}}", "{{"} {
		if Document(&strings.Builder{}, text, entries(t), 0) == nil || Gallery(&strings.Builder{}, text, entries(t), inGroups(entries(t))) == nil || NotFound(&strings.Builder{}, text, entries(t)) == nil {
			t.Errorf("took the template %q", text)
		}
	}
}
