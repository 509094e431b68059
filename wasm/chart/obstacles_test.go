package chart

import (
	"math"
	"slices"
	"testing"

	"kingman/core/argument"
)

// labelled returns a chart of a phone with an axis from 0 to 100 both ways, and its labels.
func labelled(layers ...argument.Layer) (*plot, []Label) {
	c := argument.Chart{ID: "test", X: argument.Axis{Max: 100}, Y: argument.Axis{Max: 100}, Layers: layers}
	grid := margins(c, phone)
	p := &plot{chart: c, size: phone, grid: grid}
	p.trace()
	return p, placeLabels(c, phone, grid, nil)
}

func mark(role argument.Role, label string, x, y float64) argument.Layer {
	return argument.Layer{ID: label, Shape: argument.Marker, Role: role, Label: label, X: []float64{x}, Y: []float64{y}}
}

// A number keeps clear of simulated points, of their intervals and of rules wherever there
// is room beside its mark.
func TestLabelsKeepOffPointsAndRules(t *testing.T) {
	points := argument.Layer{ID: "points", Shape: argument.Points}
	for x := 0.0; x <= 100; x += 10 {
		points.X, points.Y, points.Lo, points.Hi = append(points.X, x), append(points.Y, 88), append(points.Lo, 83), append(points.Hi, 95)
	}
	rule := argument.Layer{ID: "rule", Shape: argument.RuleX, X: []float64{5}}
	for _, x := range []float64{0, 30, 100} {
		p, labels := labelled(points, rule, mark(argument.WhatIf, "9.6 days", x, 80))
		if len(labels) != 1 {
			t.Fatalf("at %v: %v", x, labels)
		}
		b := boxOf(labels[0]).shrunk(1)
		for _, c := range slices.Concat(p.curves...) {
			if b.contains(c[0], c[1]) {
				t.Errorf("at %v: %+v lies on a rule or an interval at %v", x, labels[0], c)
			}
		}
		for _, o := range p.points {
			if b.overlaps(o) {
				t.Errorf("at %v: %+v lies on the point %v", x, labels[0], o)
			}
		}
	}
}

// The name of a rule that has no room in one line stands in two.
func TestRuleNamesInTwoLines(t *testing.T) {
	rules := []argument.Layer{{ID: "a", Shape: argument.RuleX, X: []float64{30}}, {ID: "b", Shape: argument.RuleX, X: []float64{62}, Label: "earned back: week 62"}, {ID: "c", Shape: argument.RuleX, X: []float64{85}}}
	_, labels := labelled(rules...)
	if len(labels) != 2 || labels[0].Text != "earned back:" || labels[1].Text != "week 62" || labels[1].Y-labels[0].Y != 14 || labels[0].Of != labels[1].Of {
		t.Errorf("%+v", labels)
	}
	if _, labels := labelled(rules[1]); len(labels) != 1 {
		t.Errorf("alone: %+v", labels)
	}
}

// Of two marks above each other the upper one has the upper label.
func TestLabelsInTheOrderOfTheirMarks(t *testing.T) {
	floor := argument.Layer{ID: "floor", Shape: argument.Line, X: []float64{0, 100}, Y: []float64{2, 2}}
	for _, marks := range [][]argument.Layer{
		{floor, mark(argument.WhatIf, "broken 47 minutes", 40, 6), mark(argument.WhatIf, "live in 20 minutes", 40, 2)},
		{floor, mark(argument.WhatIf, "live in 20 minutes", 40, 2), mark(argument.WhatIf, "broken 47 minutes", 40, 6)},
	} {
		_, labels := labelled(marks...)
		at := map[string]float64{}
		for _, l := range labels {
			at[l.Text] = l.Y
		}
		if !(at["broken 47 minutes"] < at["live in 20 minutes"]) {
			t.Errorf("%+v", labels)
		}
	}
}

// A label that had to leave its spot for another comes back only when a chart is laid out
// anew: while a mark passes it does not flicker.
func TestLabelsStay(t *testing.T) {
	moves := func(before Spots) (n int) {
		last := Label{}
		for x := 30.0; x <= 80; x++ {
			c := argument.Chart{X: argument.Axis{Max: 100}, Y: argument.Axis{Max: 100}, Layers: []argument.Layer{
				{ID: "rule", Shape: argument.RuleX, X: []float64{50}, Label: "full"}, mark(argument.WhatIf, "9.6 days", x, 92),
			}}
			for _, l := range placeLabels(c, phone, margins(c, phone), before) {
				if l.Text == "full" {
					if last.Text != "" && (l.X != last.X || l.Y != last.Y) {
						n++
					}
					last = l
				}
			}
		}
		return n
	}
	anew, held := moves(nil), moves(Spots{})
	if anew < 2 || held >= anew {
		t.Errorf("it moves %d times while a mark passes, %d times laid out anew", held, anew)
	}
}

// A label that stands leaves a place where a rule strikes it out, even for one on a curve.
func TestLabelsLeaveRules(t *testing.T) {
	curve := func(x float64) argument.Layer {
		return argument.Layer{ID: "curve", Shape: argument.Line, X: []float64{x, x}, Y: []float64{0, 100}}
	}
	spots := Spots{}
	label := func(rule float64) (*plot, box) { // left of the mark is the rule, on it and right of it are curves
		c := argument.Chart{X: argument.Axis{Max: 100}, Y: argument.Axis{Max: 100}, Layers: []argument.Layer{
			{ID: "rule", Shape: argument.RuleX, X: []float64{rule}}, curve(42), curve(46), mark(argument.WhatIf, "9.6 days", 42, 50),
		}}
		p := &plot{chart: c, size: stage, grid: margins(c, stage)}
		return p, boxOf(placeLabels(c, stage, p.grid, spots)[0])
	}
	if p, b := label(90); b.right > p.x(42) {
		t.Fatalf("with room to its left it is at %v", b)
	}
	if p, b := label(38); b.left < p.x(38) && p.x(38) < b.right {
		t.Errorf("the label at %v is struck out at %v", b, p.x(38))
	}
}

// A number that has room on the plot does not stand between those at the axis' ticks.
func TestLabelsKeepOffTheAxis(t *testing.T) {
	line := argument.Layer{ID: "line", Shape: argument.Line, X: []float64{0, 100}, Y: []float64{70, 70}}
	p, labels := labelled(line, mark(argument.Today, "today 9.6 days", 0, 70))
	if b := boxOf(labels[0]).shrunk(1); b.left < p.grid.Left || p.cost(b) > 0 {
		t.Errorf("%+v costs %v; the plot begins at %v", labels[0], p.cost(b), p.grid.Left)
	}
}

// Labels that take the order of their marks do not cross a line for it: each goes to where
// the other stood.
func TestLabelsInOrderCrossNoLine(t *testing.T) {
	falling := argument.Layer{ID: "falling", Shape: argument.Line}
	for x := 0.0; x <= 100; x++ {
		falling.X, falling.Y = append(falling.X, x), append(falling.Y, 95*math.Exp(-x/8))
	}
	rule := argument.Layer{ID: "rule", Shape: argument.RuleY, Y: []float64{24}}
	p, labels := labelled(falling, rule, mark(argument.WhatIf, "live in 20 minutes", 40, 95*math.Exp(-5)/4), mark(argument.WhatIf, "broken 47 minutes", 40, 95*math.Exp(-5)))
	for _, l := range labels {
		if cost := p.cost(boxOf(l).shrunk(1)); cost > 0 {
			t.Errorf("%+v costs %v", l, cost)
		}
	}
	if len(labels) != 2 || labels[0].Text != "broken 47 minutes" || labels[0].Y > labels[1].Y {
		t.Errorf("%+v", labels)
	}
}

// Names at line ends that are pushed apart keep the order of their lines.
func TestNamesInTheOrderOfTheirLines(t *testing.T) {
	line := func(id string, y float64) argument.Layer {
		return argument.Layer{ID: id, Shape: argument.Line, Label: id, EndRoom: true, X: []float64{0, 100}, Y: []float64{y, y}}
	}
	for _, layers := range [][]argument.Layer{{line("upper", 50.2), line("lower", 49.8)}, {line("lower", 49.8), line("upper", 50.2)}} {
		_, labels := labelled(layers...)
		at := map[string]float64{}
		for _, l := range labels {
			at[l.Text] = l.Y
		}
		if len(at) != 2 || at["upper"] >= at["lower"] {
			t.Errorf("%+v", labels)
		}
	}
}

// Two names of rules do not stand between the two rules where there is room beside them.
func TestNamesOfRulesDoNotFaceEachOther(t *testing.T) {
	floor := argument.Layer{ID: "hump", Shape: argument.Line, X: []float64{0, 30}, Y: []float64{95, 93}} // where the first would stand
	a := argument.Layer{ID: "a", Shape: argument.RuleX, Label: "even", X: []float64{40}}
	b := argument.Layer{ID: "b", Shape: argument.RuleX, Label: "back", X: []float64{90}}
	p, labels := labelled(floor, a, b)
	for _, l := range labels {
		if l.Of == 1 && boxOf(l).right > p.x(40) {
			t.Errorf("%+v stands between the rules with the other", l)
		}
	}
	if len(labels) < 2 {
		t.Errorf("%+v", labels)
	}
}

// A number that a rule would strike out beside its mark stands between rules further off.
func TestLabelsStandBetweenRules(t *testing.T) {
	rule := func(x float64) argument.Layer {
		return argument.Layer{ID: "rule", Shape: argument.RuleX, X: []float64{x}}
	}
	_, labels := labelled(rule(40), rule(85), mark(argument.Today, "today 14.1 hours", 100, 60))
	p := &plot{chart: argument.Chart{X: argument.Axis{Max: 100}, Y: argument.Axis{Max: 100}}, size: phone}
	p.grid = margins(argument.Chart{Layers: []argument.Layer{rule(40)}}, phone)
	for _, l := range labels {
		for _, x := range []float64{40, 85} {
			if b := boxOf(l).shrunk(1); b.left < p.x(x) && p.x(x) < b.right {
				t.Errorf("%+v is struck out at %v", l, p.x(x))
			}
		}
	}
}
