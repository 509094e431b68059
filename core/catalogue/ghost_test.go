package catalogue

import (
	"maps"
	"slices"
	"testing"

	"kingman/core/argument"
)

// withoutGhost are the charts on which today has no mark of its own, and why. In what
// differs from today it would say nothing, or something false.
var withoutGhost = map[string]string{
	"delivery-performance levers": "a table of today alone: what halving each of its values would do",
}

// unmarkedAtFirst are those that have one, but not at the argument's default.
var unmarkedAtFirst = map[string]string{
	"growth-runway buys":       "a row for each further person: who differ only in how many there are stand on the same rows",
	"rollout-patterns share":   "along the share of a canary: whoever has none today has no place on it",
	"rollout-patterns traffic": "the best share of a canary: whoever has none today has none, and else it is what-if's",
	"incident-response hero":   "by how busy one person would be: today's could not keep up, which is beyond the axis",
}

// marksOfToday are the shapes in which a chart shows today: a row counts as bars.
func marksOfToday(c *argument.Chart) []argument.Shape {
	var all []argument.Shape
	for _, r := range c.Rows {
		if r.Role == argument.Today {
			all = append(all, argument.Bars)
		}
	}
	for _, l := range c.Layers {
		if l.Role == argument.Today && (len(l.X) > 0 || len(l.Y) > 0) {
			all = append(all, l.Shape)
		}
	}
	return all
}

// isCurve says whether a chart has a line of what-if, which today then has, too.
func isCurve(c *argument.Chart) bool {
	return slices.ContainsFunc(c.Layers, func(l argument.Layer) bool {
		return l.Shape == argument.Line && len(l.X) > 0 && (l.Role == argument.Formula || l.Role == argument.WhatIf)
	})
}

// Where what-if differs from today every chart shows both: bars and rows side by side, a
// mark of each on a ladder, a map or a timeline, and a curve beside today's, which is a
// rule across where today is one number. A curve that a slider moves only along itself is
// today's own, and has today's place on it.
func TestEveryChartShowsTodayToo(t *testing.T) {
	const replications = 3 // for what is known by simulation alone; which numbers makes no difference
	none, first := map[string]bool{}, map[string]bool{}
	for _, m := range Models() {
		shapes, curves := map[string][]argument.Shape{}, map[string]bool{}
		look := func(s argument.State) {
			plan := m.Plan(s)[:2]
			for i := range plan {
				plan[i].Replications = min(plan[i].Replications, replications)
			}
			r, err := argument.Run(plan)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range m.View(s, r).Charts {
				shapes[c.ID] = append(shapes[c.ID], marksOfToday(&c)...)
				curves[c.ID] = curves[c.ID] || isCurve(&c)
			}
		}
		s := m.Entry.Defaults()
		if s.Same() {
			s = m.Entry.AtStep(1)
		}
		look(s)
		for id, found := range shapes {
			if len(found) == 0 {
				first[m.Entry.ID+" "+id] = true
			}
		}
		for i, p := range m.Entry.Params {
			s := m.Entry.Defaults()
			s.Adopt()
			s.Pin(i, s.WhatIf[i])
			if s.Set(i, p.Min); s.Same() {
				s.Set(i, p.Max)
			}
			look(s)
		}
		for id, found := range shapes {
			whole := slices.ContainsFunc(found, func(s argument.Shape) bool { return s == argument.Line || s == argument.RuleY || s == argument.RuleX })
			switch key := m.Entry.ID + " " + id; {
			case len(found) == 0:
				none[key] = true
				delete(first, key)
			case curves[id] && !whole:
				t.Errorf("%s has a curve, and of today only %v", key, found)
			}
		}
	}
	for _, of := range []struct {
		what      string
		found     map[string]bool
		permitted map[string]string
	}{{"never", none, withoutGhost}, {"not at the default", first, unmarkedAtFirst}} {
		got, want := slices.Sorted(maps.Keys(of.found)), slices.Sorted(maps.Keys(of.permitted))
		if !slices.Equal(got, want) {
			t.Errorf("%s shown of today: %q, should be %q", of.what, got, want)
		}
	}
}
