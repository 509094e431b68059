package option

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/kinds"
	"kingman/core/catalogue"
	"kingman/wasm/chart"
)

var update = flag.Bool("update", false, "write testdata instead of comparing with it")

// web is the folder of what the page is made from.
var web = filepath.Join("..", "..", "..", "web")

func read(t *testing.T, path ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// everyShape is a chart with a layer of every kind in every role.
func everyShape() argument.Chart {
	c := argument.Chart{ID: "every"}
	for shape := range chart.Dimensions {
		for _, role := range []argument.Role{argument.Plain, argument.Today, argument.WhatIf, argument.Formula, argument.Simulation, argument.Limit, argument.Beyond} {
			c.Layers = append(c.Layers, argument.Layer{ID: fmt.Sprintf("%s-%s", shape, role), Shape: shape, Role: role})
		}
	}
	return c
}

// models are those of the catalogue, and those with every kind of drawing.
func models() []*argument.Model { return append(catalogue.Models(), kinds.Models()...) }

// eachDefault calls try with every chart of the catalogue, and of every kind, as its
// default link has it.
func eachDefault(try func(m *argument.Model, c argument.Chart)) {
	for _, m := range models() {
		a := m.Entry
		for _, c := range m.View(a.Defaults(), argument.Results{}).Charts {
			try(m, c)
		}
	}
}

// TestStructure holds the structure of the flagship's charts, as the drawing
// library gets it.
func TestStructure(t *testing.T) {
	var b bytes.Buffer
	m := catalogue.Models()[0]
	a := m.Entry
	for _, c := range m.View(a.Defaults(), argument.Results{}).Charts {
		text, err := Options(c)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n", c.ID)
		if err := json.Indent(&b, text, "", " "); err != nil {
			t.Fatal(err)
		}
		b.WriteByte('\n')
	}
	path := filepath.Join("testdata", a.ID+".txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, want := strings.Split(b.String(), "\n"), strings.Split(read(t, path), "\n")
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("%s:%d differs; if that is meant, go test ./wasm/chart/option -update", path, i+1)
		}
	}
}

// What a chart needs to be drawn: a series for every layer with the name of
// its drawing function, no data, no code, nothing that moves or pops up.
func TestOptionsAreComplete(t *testing.T) {
	check := func(c argument.Chart) {
		text, err := Options(c)
		if err != nil {
			t.Fatal(err)
		}
		var option struct {
			Series []struct {
				ID         string
				Type       string
				RenderItem string
				Data       []any
				Ghost      bool
			}
		}
		if err := json.Unmarshal(text, &option); err != nil {
			t.Fatal(err)
		}
		if len(option.Series) != len(c.Layers) {
			t.Fatalf("%s: %d series of %d layers", c.ID, len(option.Series), len(c.Layers))
		}
		for i, s := range option.Series {
			l := c.Layers[i]
			if s.ID != l.ID || s.Type != "custom" || s.RenderItem != string(l.Shape) {
				t.Errorf("%s: layer %s became %+v", c.ID, l.ID, s)
			}
			if len(s.Data) != 0 || s.Ghost != (l.Role == argument.Today || l.Role == argument.Guessed) {
				t.Errorf("%s: layer %s became %+v", c.ID, l.ID, s)
			}
		}
		for _, bad := range []string{"__f__", "function", `"animation"`, `"silent"`, `"title"`, `"legend"`, `"tooltip"`, `"toolbox"`, `"xAxis"`, `"yAxis"`, "http"} {
			if bytes.Contains(text, []byte(bad)) {
				t.Errorf("%s: the options hold %q", c.ID, bad)
			}
		}
	}
	eachDefault(func(_ *argument.Model, c argument.Chart) { check(c) })
	check(everyShape())
}

// Every colour is a token that the style sheet has, in both themes, and every
// shape has its drawing function on the page.
func TestThePageKnowsTokensAndShapes(t *testing.T) {
	style, script := read(t, web, "look.css"), read(t, web, "shapes.js")
	token := regexp.MustCompile(`"\$([^"]*)"`)
	used := map[string]bool{}
	for _, name := range []string{chart.Ink, chart.Quiet, chart.Accent, chart.Slate, chart.Hair, chart.Beyond} {
		used[strings.TrimPrefix(name, "$")] = true
	}
	note := func(c argument.Chart) {
		text, err := Options(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range token.FindAllSubmatch(text, -1) {
			used[string(m[1])] = true
		}
		for _, m := range regexp.MustCompile(`"color":"([^$"][^"]*)"`).FindAllSubmatch(text, -1) {
			t.Errorf("%s: %s is a colour that knows no theme", c.ID, m[1])
		}
	}
	note(everyShape())
	eachDefault(func(_ *argument.Model, c argument.Chart) { note(c) })
	for name := range used {
		if n := strings.Count(style, "--"+name+":"); n < 2 {
			t.Errorf("the style sheet sets --%s %d times, once for each theme is needed", name, n)
		}
	}
	for shape := range chart.Dimensions {
		if !regexp.MustCompile(`(?m)^  '?` + regexp.QuoteMeta(string(shape)) + `'?\(`).MatchString(script) {
			t.Errorf("the page has no drawing function for %q", shape)
		}
	}
}

// Charts of one shape have one structure, whatever they hold: the page carries it
// and it is made once, when the site is built.
func TestStructureHangsOnTheShapeOnly(t *testing.T) {
	wanted := map[string][]byte{}
	eachDefault(func(m *argument.Model, c argument.Chart) {
		want, err := Options(c)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := Options(c); err != nil || !bytes.Equal(again, want) {
			t.Errorf("%s %s: not the same bytes twice, %v", m.Entry.ID, c.ID, err)
		}
		wanted[m.Entry.ID+" "+c.ID] = want
	})
	for _, m := range models() {
		a := m.Entry
		for i := range a.Params {
			for _, v := range []float64{a.Params[i].Min, a.Params[i].Max} {
				s := a.Defaults()
				s.Set(i, v)
				for _, c := range m.View(s, argument.Results{}).Charts {
					if got, err := Options(c); err != nil || !bytes.Equal(got, wanted[a.ID+" "+c.ID]) {
						t.Errorf("%s with %s=%v: chart %s has another structure (%v)", a.ID, a.Params[i].ID, v, c.ID, err)
					}
				}
			}
		}
	}
}

func TestUnknownShapeIsAnError(t *testing.T) {
	_, err := Options(argument.Chart{ID: "odd", Layers: []argument.Layer{{ID: "pie", Shape: "pie"}}})
	if err == nil || !strings.Contains(err.Error(), "odd") || !strings.Contains(err.Error(), "pie") {
		t.Errorf("a pie gives %v", err)
	}
}
