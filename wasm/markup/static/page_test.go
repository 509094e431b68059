package static

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/core/words"
	"kingman/wasm/chart"
	"kingman/wasm/markup"
	"kingman/wasm/markup/policy"
)

// A node is an element of a page.
type node struct {
	name   string
	attr   map[string]string
	text   string // of it and of all below, blanks folded
	up     *node
	below  []*node
	inside string // its own text, as it is
}

// parse reads a page as a browser would, and fails where tags do not match.
func parse(t *testing.T, page []byte) *node {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(page))
	d.Strict = false // attributes without a value
	d.AutoClose, d.Entity = xml.HTMLAutoClose, xml.HTMLEntity
	root := &node{name: "root"}
	at := root
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("the page cannot be read: %v", err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			n := &node{name: x.Name.Local, attr: map[string]string{}, up: at}
			for _, a := range x.Attr {
				name := a.Name.Local
				if a.Name.Space != "" {
					name = a.Name.Space + ":" + name
				}
				if _, twice := n.attr[name]; twice {
					t.Errorf("<%s> has %s twice", n.name, name)
				}
				n.attr[name] = a.Value
			}
			at.below = append(at.below, n)
			if !slices.Contains(xml.HTMLAutoClose, n.name) {
				at = n
			}
		case xml.EndElement:
			if slices.Contains(xml.HTMLAutoClose, x.Name.Local) {
				continue // <rect/> and such come with both
			}
			if at.name != x.Name.Local {
				t.Fatalf("</%s> closes <%s %v>", x.Name.Local, at.name, at.attr)
			}
			at = at.up
		case xml.CharData:
			at.inside += string(x)
			for n := at; n != nil; n = n.up {
				n.text += string(x)
			}
		}
	}
	if at != root {
		t.Fatalf("<%s> is never closed", at.name)
	}
	root.walk(func(n *node) { n.text = strings.Join(strings.Fields(n.text), " ") })
	return root
}

func (n *node) walk(visit func(*node)) {
	visit(n)
	for _, b := range n.below {
		b.walk(visit)
	}
}

// all returns the elements below n with that name that have that attribute, with
// that value if one is given.
func (n *node) all(name, attribute string, value ...string) []*node {
	var found []*node
	n.walk(func(b *node) {
		v, has := b.attr[attribute]
		if (name == "" || b.name == name) && (attribute == "" || has && (len(value) == 0 || v == value[0])) {
			found = append(found, b)
		}
	})
	return found
}

// one returns the only such element.
func (n *node) one(t *testing.T, name, attribute string, value ...string) *node {
	t.Helper()
	found := n.all(name, attribute, value...)
	if len(found) != 1 {
		t.Errorf("<%s %s=%v> is there %d times", name, attribute, value, len(found))
		return &node{attr: map[string]string{}}
	}
	return found[0]
}

// simulatedPages are the catalogue's pages as they begin, simulated once for all tests.
var simulatedPages = sync.OnceValues(func() (all []Page, err error) {
	for _, m := range catalogue.Models() {
		e, err := NewPage(m)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
})

// pages are what the build has before it writes the pages, with pictures that
// can be told apart.
func pages(t *testing.T) []Page {
	t.Helper()
	fresh, err := simulatedPages()
	if err != nil {
		t.Fatal(err)
	}
	var all []Page
	for _, e := range fresh {
		e.Pictures = maps.Clone(e.Pictures)
		for _, c := range e.View.Charts {
			e.Pictures[c.ID] = Picture{
				Wide:    fmt.Sprintf(`<svg class="w-%s"></svg>`, c.ID),
				Narrow:  fmt.Sprintf(`<svg class="n-%s"></svg>`, c.ID),
				Options: []byte(`{"of":"` + c.ID + `","lt":"\u003c"}`),
			}
		}
		e.Thumb = fmt.Sprintf(`<svg class="t-%s"></svg>`, e.Model.Entry.ID)
		all = append(all, e)
	}
	return all
}

func page(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "web", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEveryPageKeepsItsContract holds the page of every argument to the contract that the live
// page, its tests and its readers rely on.
func TestEveryPageKeepsItsContract(t *testing.T) {
	entries := pages(t)
	text := page(t, "index.html")
	for i, e := range entries {
		var b bytes.Buffer
		if err := Document(&b, text, entries, i); err != nil {
			t.Fatal(err)
		}
		top := parse(t, b.Bytes())
		checkDocument(t, top, e)
		for _, bad := range []string{"ZgotmplZ", "<no value>", "NaN", "%!"} {
			if strings.Contains(b.String(), bad) {
				t.Errorf("%s: the page has %q", e.Model.Entry.ID, bad)
			}
		}
		var again bytes.Buffer
		if err := Document(&again, text, entries, i); err != nil || !bytes.Equal(again.Bytes(), b.Bytes()) {
			t.Errorf("%s: two pages of one argument differ, %v", e.Model.Entry.ID, err)
		}
	}
}

func checkDocument(t *testing.T, page *node, e Page) {
	t.Helper()
	a := e.Model.Entry
	html := page.one(t, "html", "lang")
	if html.attr["data-state"] != "static" || html.attr["data-argument"] != a.ID {
		t.Errorf("%s: <html %v>", a.ID, html.attr)
	}
	if meta := page.one(t, "meta", "http-equiv", "Content-Security-Policy"); meta.attr["content"] != policy.Site {
		t.Errorf("%s: the policy is %q", a.ID, meta.attr["content"])
	}
	ids := map[string]bool{}
	for _, n := range page.all("", "id") {
		if id := n.attr["id"]; ids[id] || id == "" {
			t.Errorf("%s: id %q is there twice", a.ID, id)
		}
		ids[n.attr["id"]] = true
	}
	// No handler and no style in the page: the policy would refuse them.
	page.walk(func(n *node) {
		for name := range n.attr {
			if strings.HasPrefix(name, "on") || name == "style" {
				t.Errorf("%s: <%s> has the attribute %s", a.ID, n.name, name)
			}
		}
		if _, elsewhere := n.attr["src"]; n.name == "script" && !elsewhere && n.attr["type"] != "application/json" || n.name == "style" {
			t.Errorf("%s: a <%s> in the page", a.ID, n.name)
		}
	})
	if h := page.one(t, "", "id", "headline"); h.text != strings.Join(strings.Fields(e.View.Headline.String()), " ") || h.attr["role"] != "status" || h.attr["aria-live"] != "polite" {
		t.Errorf("%s: #headline is %v %q", a.ID, h.attr, h.text)
	}
	if q := page.one(t, "h1", ""); q.text != a.Question {
		t.Errorf("%s: the question is %q", a.ID, q.text)
	}
	for _, region := range []string{"notes", "status", "gap", "figures", "says", "asides"} {
		page.one(t, "", "id", region)
	}
	for i := range a.Params {
		checkControl(t, page, a.Params[i], markup.NewControl(a.Defaults(), i))
	}
	if n := len(page.all("input", "type", "range")); n != len(a.Params) {
		t.Errorf("%s: %d sliders of %d parameters", a.ID, n, len(a.Params))
	}
	if n := len(page.all("", "data-chart")); n != len(e.View.Charts) {
		t.Errorf("%s: %d charts of %d", a.ID, n, len(e.View.Charts))
	}
	for _, c := range e.View.Charts {
		checkChart(t, page, c)
	}
	for _, s := range e.Model.Background().Sources {
		if !strings.Contains(page.text, s.Author) || !strings.Contains(page.text, s.Title) {
			t.Errorf("%s: the page does not cite %s, %s", a.ID, s.Author, s.Title)
		}
	}
	for _, q := range e.Model.Background().Equations {
		if !strings.Contains(page.text, strings.Join(strings.Fields(q.Text), " ")) || !strings.Contains(page.text, q.Author) {
			t.Errorf("%s: the page does not show %q by %s", a.ID, q.Text, q.Author)
		}
	}
}

// checkControl: a range, a number, a label, an output in the reader's units and
// an aria-valuetext; today has an input of its own unless the control is a switch.
func checkControl(t *testing.T, page *node, p *argument.Param, c markup.Control) {
	t.Helper()
	slider := page.one(t, "input", "name", p.ID)
	box := page.one(t, "", "data-control", p.ID)
	number := box.one(t, "input", "data-number", p.ID)
	label, output := box.one(t, "label", ""), box.one(t, "output", "")
	if slider.attr["type"] != "range" || number.attr["type"] != "text" || number.attr["inputmode"] != "decimal" {
		t.Errorf("%s: the inputs are %v and %v", p.ID, slider.attr, number.attr)
	}
	if len(box.all("input", "name", p.ID)) != 1 || slider.attr["id"] == "" || label.attr["for"] != slider.attr["id"] || output.attr["for"] != slider.attr["id"] {
		t.Errorf("%s: slider %v, label %v and output %v do not belong together", p.ID, slider.attr, label.attr, output.attr)
	}
	if label.text != p.Label || output.text != c.Say || slider.attr["aria-valuetext"] != c.Say || c.Say == "" {
		t.Errorf("%s: label %q, output %q, aria-valuetext %q", p.ID, label.text, output.text, slider.attr["aria-valuetext"])
	}
	at := p.Slider()
	for name, want := range map[string]float64{"min": at.Min, "max": at.Max, "step": at.Step} {
		if got, err := strconv.ParseFloat(slider.attr[name], 64); err != nil || got != want {
			t.Errorf("%s: %s is %q, should be %v", p.ID, name, slider.attr[name], want)
		}
	}
	if slider.attr["value"] != c.Value || number.attr["value"] != c.Number {
		t.Errorf("%s: the values are %q and %q, should be %q and %q", p.ID, slider.attr["value"], number.attr["value"], c.Value, c.Number)
	}
	// A share's field speaks of percent, as its output does.
	if p.Unit == words.Share && (c.Number+" %" != c.Say || !strings.Contains(number.attr["aria-label"], "percent")) {
		t.Errorf("%s: the number %q named %q beside %q", p.ID, c.Number, number.attr["aria-label"], c.Say)
	}
	if _, named := number.attr["aria-label"]; !named && number.attr["aria-hidden"] != "true" {
		t.Errorf("%s: the number has no name", p.ID)
	}
	if len(p.Choices) > 0 {
		buttons := box.all("button", "data-choose", p.ID)
		if len(buttons) != len(p.Choices) {
			t.Errorf("%s: %d buttons of %d choices", p.ID, len(buttons), len(p.Choices))
		}
		for i, b := range buttons {
			if b.text != p.Choices[i].Words || b.attr["aria-pressed"] != strconv.FormatBool(i == c.Chosen) || b.attr["data-value"] != strconv.Itoa(i) {
				t.Errorf("%s: choice %d is %v %q", p.ID, i, b.attr, b.text)
			}
		}
		return
	}
	if today := box.one(t, "input", "data-today", p.ID); today.attr["value"] != c.Today || today.attr["aria-label"] == "" {
		t.Errorf("%s: today is %v, should be %s", p.ID, today.attr, c.Today)
	}
	if _, pinned := box.attr["data-pinned"]; pinned != c.Pinned {
		t.Errorf("%s: pinned on the page %v, in the state %v", p.ID, pinned, c.Pinned)
	}
	if len(p.Marks) > 0 {
		list := box.one(t, "datalist", "id", slider.attr["list"])
		if len(list.all("option", "value")) != len(p.Marks) {
			t.Errorf("%s: %d marks of %d", p.ID, len(list.all("option", "value")), len(p.Marks))
		}
	}
}

// checkChart: a container, a title, a text alternative, two pictures, the
// structure to go on drawing from, and a table twin with every number.
func checkChart(t *testing.T, page *node, c argument.Chart) {
	t.Helper()
	box := page.one(t, "", "data-chart", c.ID)
	if title, sub := box.one(t, "", "data-title"), box.one(t, "", "data-subtitle"); title.text != c.Title || sub.text != c.Subtitle {
		t.Errorf("%s: title %q, subtitle %q", c.ID, title.text, sub.text)
	}
	plot := box.one(t, "", "data-plot")
	if plot.attr["role"] != "img" || plot.attr["aria-label"] != c.Alt || c.Alt == "" {
		t.Errorf("%s: the text alternative is %v", c.ID, plot.attr)
	}
	plot.one(t, "svg", "class", "w-"+c.ID)
	plot.one(t, "svg", "class", "n-"+c.ID)
	if options := box.one(t, "script", "data-options"); options.inside != `{"of":"`+c.ID+`","lt":"\u003c"}` {
		t.Errorf("%s: the structure is %q", c.ID, options.inside)
	}
	table := box.one(t, "", "data-table").one(t, "table", "")
	rows := 0
	for _, l := range c.Layers {
		n := max(len(l.X), len(l.Y))
		if got := len(table.all("tr", "data-layer", l.ID)); got != n {
			t.Errorf("%s: layer %s has %d rows of %d", c.ID, l.ID, got, n)
		}
		rows += n
	}
	if rows == 0 {
		t.Errorf("%s: the default chart is empty", c.ID)
	}
	if _, known := map[string]bool{"dots": true, "curve": true, "bars": true}[box.attr["data-kind"]]; !known || (box.attr["data-kind"] == "dots") != chart.HasDots(c) {
		t.Errorf("%s: kind %q", c.ID, box.attr["data-kind"])
	}
}

// A chart without its picture stops the build, and so does a template that asks
// for what is not there.
func TestPagesThatCannotBe(t *testing.T) {
	entries := pages(t)
	last := entries[0].View.Charts[len(entries[0].View.Charts)-1].ID
	delete(entries[0].Pictures, last)
	if err := Document(io.Discard, "{{.Headline.Text}}", entries, 0); err == nil || !strings.Contains(err.Error(), last) || !strings.Contains(err.Error(), entries[0].Model.Entry.ID) {
		t.Errorf("without the picture of %s: %v", last, err)
	}
	entries = pages(t)
	for _, bad := range []string{"{{.Headlines}}", "{{if}}", "{{template \"nothing\"}}"} {
		if err := Document(io.Discard, bad, entries, 0); err == nil {
			t.Errorf("the template %q is no error", bad)
		}
	}
}

// The gallery has a card for every argument, in order, that leads to its page.
func TestEveryArgumentHasACard(t *testing.T) {
	entries := pages(t)
	var b bytes.Buffer
	if err := Gallery(&b, page(t, "gallery.html"), entries, catalogue.Groups()); err != nil {
		t.Fatal(err)
	}
	top := parse(t, b.Bytes())
	cards := top.all("a", "data-argument")
	if len(cards) != len(entries) {
		t.Fatalf("%d cards of %d arguments", len(cards), len(entries))
	}
	for i, card := range cards {
		e := entries[i]
		if card.attr["data-argument"] != e.Model.Entry.ID || card.attr["href"] != markup.Address(e.Model.Entry) || !strings.Contains(card.text, e.Model.Entry.Title) || !strings.Contains(card.text, e.Model.Entry.Question) {
			t.Errorf("card %d is %v %q", i, card.attr, card.text)
		}
		if i > 0 { // the lead story has the whole chart
			card.one(t, "svg", "class", "t-"+e.Model.Entry.ID)
		}
		if thumb := card.one(t, "", "role", "img"); thumb.attr["aria-label"] != e.View.Charts[0].Alt {
			t.Errorf("card %d: the picture's alternative is %q", i, thumb.attr["aria-label"])
		}
	}
}
