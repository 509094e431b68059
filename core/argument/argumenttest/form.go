package argumenttest

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kingman/core/argument"
)

var legalID = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// checkForm holds what an argument brings so that the page, the gallery and the story
// can rely on it.
func checkForm(t *testing.T, m *argument.Model) {
	e := m.Entry
	if !legalID.MatchString(e.ID) || slices.Contains([]string{"index", "gallery"}, e.ID) {
		t.Errorf("%q is no id, or taken", e.ID)
	}
	if e.Title == "" || utf8.RuneCountInString(e.Title) > 40 || !strings.HasSuffix(e.Question, "?") {
		t.Errorf("title %q, question %q", e.Title, e.Question)
	}
	first := 0
	ids := map[string]bool{}
	for _, p := range e.Params {
		if err := p.Check(); err != nil {
			t.Error(err)
		}
		if ids[p.ID] {
			t.Errorf("two parameters are called %s", p.ID)
		}
		ids[p.ID] = true
		if p.Help == "" {
			t.Errorf("%s has no help", p.ID)
		}
		if !p.More {
			first++
		}
	}
	if first < 1 || first > 6 {
		t.Errorf("%d sliders on the first level", first)
	}
	b := m.Background()
	if len(b.Equations) == 0 || len(b.Assumptions) == 0 || len(b.Sources) == 0 {
		t.Errorf("%d equations, %d assumptions, %d sources", len(b.Equations), len(b.Assumptions), len(b.Sources))
	}
	for _, q := range b.Equations {
		if q.Name == "" || q.Text == "" || q.Author == "" || q.Region == "" {
			t.Errorf("the equation %+v says too little", q)
		}
	}
	for _, s := range b.Sources {
		if s.Title == "" || s.Author == "" || s.Year < 1800 {
			t.Errorf("the source %+v says too little", s)
		}
	}
	if e.Live && m.Organisation == nil {
		t.Error("there is no organisation to be watched at work")
	}
	v := m.View(e.Defaults(), argument.Results{})
	n := len(v.Charts)
	if n > 0 && v.Charts[n-1].Lens { // to which a link leads
		n--
	}
	if n < 2 || n > 4 || e.Shown < 1 || e.Shown > n {
		t.Errorf("%d charts, %d of them on the first screen", n, e.Shown)
	}
}

// checkStory holds that a step sets legal values, says one thing, points at one chart,
// and changes what the page says.
func checkStory(t *testing.T, m *argument.Model) {
	e := m.Entry
	if n := len(e.Story); n < 3 || n > 6 {
		t.Errorf("a story of %d steps", n)
	}
	before := e.Defaults().WhatIf
	for n, step := range e.Story {
		if step.Says == "" || utf8.RuneCountInString(step.Says) > 200 {
			t.Errorf("step %d says %q", n+1, step.Says)
		}
		for _, set := range slices.Concat(step.Set, step.Today) {
			if _, legal := set.Param.Snap(set.Value); !legal || !slices.Contains(e.Params, set.Param) {
				t.Errorf("step %d sets %s to %v", n+1, set.Param.ID, set.Value)
			}
		}
		s := e.AtStep(n + 1)
		if n > 0 && slices.Equal(s.WhatIf, before) && e.Story[n-1].Points == step.Points {
			t.Errorf("step %d changes nothing", n+1)
		}
		before = s.WhatIf
		if !slices.ContainsFunc(m.View(s, argument.Results{}).Charts, func(c argument.Chart) bool { return c.ID == step.Points }) {
			t.Errorf("step %d points at %q, which is no chart", n+1, step.Points)
		}
	}
}
