package argumenttest

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kingman/core/argument"
)

var legalID = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// What the page, the gallery and a stage have room for.
const (
	mostTitle   = 40 // letters
	mostFirst   = 6  // sliders above "more"
	leastCharts = 2  // besides a lens at the end, to which a link leads
	mostCharts  = 4
	leastSteps  = 3
	mostSteps   = 6
	mostSays    = 200 // letters of a step
	mostWords   = 34  // of the sentence above the charts
)

// checkForm holds what an argument brings so that the page, the gallery and the story
// can rely on it.
func checkForm(t *testing.T, m *argument.Model) {
	e := m.Entry
	if !legalID.MatchString(e.ID) || slices.Contains([]string{"index", "gallery"}, e.ID) {
		t.Errorf("the id %q: words of letters a to z with - between them, and not index or gallery", e.ID)
	}
	if n := utf8.RuneCountInString(e.Title); n < 1 || n > mostTitle {
		t.Errorf("the title %q has %d letters, should have 1 to %d", e.Title, n, mostTitle)
	}
	if !strings.HasSuffix(e.Question, "?") {
		t.Errorf("the question %q does not end with ?", e.Question)
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
			t.Errorf("%s has no Help, one sentence for somebody who does not know the word", p.ID)
		}
		if !p.More {
			first++
		}
	}
	if first < 1 || first > mostFirst {
		t.Errorf("%d sliders on the first level, should be 1 to %d: the rest has More", first, mostFirst)
	}
	b := m.Background()
	if len(b.Equations) == 0 || len(b.Assumptions) == 0 || len(b.Sources) == 0 {
		t.Errorf("%d equations, %d assumptions, %d sources: should have at least one of each", len(b.Equations), len(b.Assumptions), len(b.Sources))
	}
	for _, q := range b.Equations {
		if q.Name == "" || q.Text == "" || q.Author == "" || q.Region == "" {
			t.Errorf("the equation %+v: should have a Name, a Text, an Author and a Region", q)
		}
	}
	for _, s := range b.Sources {
		if s.Title == "" || s.Author == "" || s.Year < 1800 {
			t.Errorf("the source %+v: should have a Title, an Author and a Year from 1800 on", s)
		}
	}
	if e.Live && m.Organisation == nil {
		t.Error("it is Live, and has no Organisation to be watched at work")
	}
	if n := len(m.Formula(e.Defaults().WhatIfSetting())); n < len(m.Numbers) {
		t.Fatalf("Formula returns %d values, should be one for each of %d Numbers, and then others", n, len(m.Numbers))
	}
	v := m.View(e.Defaults(), argument.Results{})
	n := len(v.Charts)
	if n > 0 && v.Charts[n-1].Lens { // to which a link leads
		n--
	}
	if n < leastCharts || n > mostCharts {
		t.Errorf("%d charts, should be %d to %d besides a lens at the end", n, leastCharts, mostCharts)
	}
	if e.Shown < 1 || e.Shown > n {
		t.Errorf("Shown is %d, should be 1 to %d", e.Shown, n)
	}
}

// apart is the share of a chart's width or height within which two marks are one to the
// eye, and below which a mark is one with the axis: about a mark's own width on a phone.
const apart = 0.05

// checkFirst holds that the first chart shows something as the page opens: not all its
// marks, or bars, lie on the axis, and today's is not what-if's where the two differ. It
// says nothing of steps, which share a scale: what will explode begins on the axis.
func checkFirst(t *testing.T, m *argument.Model) {
	s := m.Entry.Defaults()
	c := m.View(s, argument.Results{}).Charts[0]
	share := func(a argument.Axis, v float64) float64 {
		if a.Log {
			return math.Log(v/a.Min) / math.Log(a.Max/a.Min)
		}
		return (v - a.Min) / (a.Max - a.Min)
	}
	marks := map[argument.Role][2]float64{}
	highest := math.Inf(-1)
	for _, l := range c.Layers {
		switch own := l.Role == argument.Today || l.Role == argument.WhatIf; {
		case own && l.Shape == argument.Marker && len(l.Y) > 0:
			marks[l.Role] = [2]float64{share(c.X, l.X[0]), share(c.Y, l.Y[0])}
			highest = max(highest, share(c.Y, l.Y[0]))
		case l.Shape == argument.Bars && len(l.Hi) > 0:
			highest = max(highest, share(c.X, slices.Max(l.Hi)))
		}
	}
	if !math.IsInf(highest, -1) && highest < apart {
		t.Errorf("chart %s: all lies in %.3f of its height or length, should reach %v: its Home is too high", c.ID, highest, apart)
	}
	today, here := marks[argument.Today]
	whatIf, there := marks[argument.WhatIf]
	if here && there && !s.Same() && max(math.Abs(today[0]-whatIf[0]), math.Abs(today[1]-whatIf[1])) < apart {
		t.Errorf("chart %s: today's mark at %.3f and what-if's at %.3f of its width and height, should be %v apart", c.ID, today, whatIf, apart)
	}
}

// checkStory holds that a step sets legal values, says one thing, points at one chart,
// and changes what the page says.
func checkStory(t *testing.T, m *argument.Model) {
	e := m.Entry
	if n := len(e.Story); n < leastSteps || n > mostSteps {
		t.Errorf("a story of %d steps, should be %d to %d", n, leastSteps, mostSteps)
	}
	before := e.Defaults().WhatIf
	for n, step := range e.Story {
		if letters := utf8.RuneCountInString(step.Says); letters < 1 || letters > mostSays {
			t.Errorf("step %d says %q, %d letters, should be 1 to %d", n+1, step.Says, letters, mostSays)
		}
		for _, set := range slices.Concat(step.Set, step.Today) {
			if !slices.Contains(e.Params, set.Param) {
				t.Fatalf("step %d sets %s, which is none of the Params", n+1, set.Param.ID)
			}
			if _, legal := set.Param.Snap(set.Value); !legal {
				t.Errorf("step %d sets %s to %v, legal is %s", n+1, set.Param.ID, set.Value, set.Param.Legal())
			}
		}
		s := e.AtStep(n + 1)
		if n > 0 && slices.Equal(s.WhatIf, before) && e.Story[n-1].Points == step.Points {
			t.Errorf("step %d changes nothing: should set another what-if than step %d, or point at another chart", n+1, n)
		}
		before = s.WhatIf
		var charts []string
		for _, c := range m.View(s, argument.Results{}).Charts {
			charts = append(charts, c.ID)
		}
		if !slices.Contains(charts, step.Points) {
			t.Errorf("step %d points at %q, the charts are %q", n+1, step.Points, charts)
		}
	}
}
