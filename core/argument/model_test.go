package argument_test

import (
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/kinds"
)

// Whoever forgets something in a model is told what, before anything is asked of it.
func TestNewNamesTheMistake(t *testing.T) {
	strange := &argument.Param{ID: "strange", Label: "Strange", Min: 0, Max: 1, Step: 1}
	curve := func(change func(*argument.Curve)) func(*argument.Model) {
		return func(m *argument.Model) {
			c := &argument.Curve{Sweep: &argument.Sweep{ID: "s", Along: m.Entry.Main, X: argument.Axis{Max: 1}.Always()}}
			change(c)
			m.Drawings = []argument.Drawing{c}
		}
	}
	for _, x := range []struct {
		change func(*argument.Model)
		says   string
	}{
		{func(m *argument.Model) { m.Entry = nil }, "a model without an Entry"},
		{func(m *argument.Model) { e := *m.Entry; e.Main = strange; m.Entry = &e }, "Main is none of its Params"},
		{func(m *argument.Model) { m.Background = nil }, "Background"},
		{func(m *argument.Model) { m.Formula = nil }, "Formula"},
		{func(m *argument.Model) { m.Headline = nil }, "Headline"},
		{func(m *argument.Model) { m.Drawings = nil }, "Drawings"},
		{func(m *argument.Model) { m.Compared = 7 }, "Compared is 7, of 3 Numbers"},
		{func(m *argument.Model) { m.Compared = -1 }, "Compared is -1"},
		{func(m *argument.Model) {
			m.Entry = argument.NewEntry(argument.Entry{ID: "no-date", Params: []*argument.Param{strange}, Main: strange})
		}, `no-date: Params have none called "weeks" or "days"`},
		{func(m *argument.Model) { m.Effort.In = nil }, "Effort.In"},
		{func(m *argument.Model) { m.Effort.Most = 0 }, "Effort.Most"},
		{func(m *argument.Model) { m.Why = nil }, "Why"},
		{curve(func(c *argument.Curve) { c.Number = 3 }), "Drawings[0]: it shows number 3, of 3 Numbers"},
		{curve(func(c *argument.Curve) { c.Beside = []argument.Beside{{Number: -1}} }), "it shows number -1"},
		{curve(func(c *argument.Curve) { c.Sweep = nil }), "a curve without a Sweep"},
		{curve(func(c *argument.Curve) { c.Sweep.X = nil }), "X of the sweep s"},
		{curve(func(c *argument.Curve) { c.Sweep.Along = nil }), "Along of the sweep s"},
		{curve(func(c *argument.Curve) { c.Sweep.Along = &argument.Param{ID: "strange"} }), `the sweep s is along "strange"`},
		{func(m *argument.Model) { m.Drawings = append(m.Drawings, &argument.Lens{Lead: 9}) }, "it shows number 9"},
	} {
		func() {
			defer func() {
				if said, _ := recover().(string); !strings.HasPrefix(said, "argument: ") || !strings.Contains(said, x.says) {
					t.Errorf("it says %q, should say %q", said, x.says)
				}
			}()
			m := *kinds.Models()[0]
			x.change(&m)
			argument.New(m)
		}()
	}
}
