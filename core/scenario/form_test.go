package scenario

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// The form of the catalogue: what every argument brings, so that the page, the
// gallery and the story can rely on it.
func TestFormOfTheCatalogue(t *testing.T) {
	id := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, a := range Catalogue() {
		if !id.MatchString(a.ID) || seen[a.ID] || a.ID == "index" || a.ID == "gallery" {
			t.Errorf("%q is no id, or taken", a.ID)
		}
		seen[a.ID] = true
		if a.Title == "" || utf8.RuneCountInString(a.Title) > 40 || !strings.HasSuffix(a.Question, "?") {
			t.Errorf("%s: title %q, question %q", a.ID, a.Title, a.Question)
		}
		first := 0
		for i := range a.Params {
			if a.Params[i].Help == "" {
				t.Errorf("%s: %s has no help", a.ID, a.Params[i].ID)
			}
			if !a.Params[i].More {
				first++
			}
		}
		if first < 1 || first > 6 {
			t.Errorf("%s: %d sliders on the first level", a.ID, first)
		}
		if len(a.Equations) == 0 || len(a.Assumptions) == 0 || len(a.Sources) == 0 {
			t.Errorf("%s: %d equations, %d assumptions, %d sources", a.ID, len(a.Equations), len(a.Assumptions), len(a.Sources))
		}
		for _, e := range a.Equations {
			if e.Name == "" || e.Text == "" || e.Author == "" || e.Region == "" {
				t.Errorf("%s: the equation %+v says too little", a.ID, e)
			}
		}
		v := a.View(a.Defaults(), Results{})
		if n := len(v.Charts); n < 2 || n > 4 || a.Shown < 1 || a.Shown > n {
			t.Errorf("%s: %d charts, %d of them on the first screen", a.ID, n, a.Shown)
		}
	}
}

// A step sets legal values of its own argument's parameters, says one thing and
// points at one chart; and it changes what the page says.
func TestStoriesOfTheCatalogue(t *testing.T) {
	for _, a := range Catalogue() {
		if n := len(a.Story); n < 3 || n > 6 {
			t.Errorf("%s: a story of %d steps", a.ID, n)
		}
		before := a.Defaults().WhatIf
		for n, step := range a.Story {
			if step.Says == "" || utf8.RuneCountInString(step.Says) > 200 {
				t.Errorf("%s: step %d says %q", a.ID, n+1, step.Says)
			}
			for _, set := range step.Set {
				i, ok := a.Index(set.ID)
				if !ok {
					t.Fatalf("%s: step %d sets %q, which is no parameter", a.ID, n+1, set.ID)
				}
				if _, legal := a.Params[i].Snap(set.Value); !legal {
					t.Errorf("%s: step %d sets %s to %v", a.ID, n+1, set.ID, set.Value)
				}
			}
			s := a.AtStep(n + 1)
			if n > 0 && slices.Equal(s.WhatIf, before) {
				t.Errorf("%s: step %d changes nothing", a.ID, n+1)
			}
			before = s.WhatIf
			if !slices.ContainsFunc(a.View(s, Results{}).Charts, func(c Chart) bool { return c.ID == step.Points }) {
				t.Errorf("%s: step %d points at %q, which is no chart", a.ID, n+1, step.Points)
			}
		}
	}
}

// Names that mean the same are the same everywhere, or a reader who moves on
// takes something else along.
func TestSharedParametersOfTheCatalogue(t *testing.T) {
	type use struct {
		argument string
		param    *Param
	}
	first := map[string]use{}
	for _, a := range Catalogue() {
		for i := range a.Params {
			p := &a.Params[i]
			u, ok := first[p.ID]
			if !ok {
				first[p.ID] = use{a.ID, p}
			} else if !u.param.means(p) {
				t.Errorf("%s is one thing in %s and another in %s", p.ID, u.argument, a.ID)
			}
		}
	}
}
