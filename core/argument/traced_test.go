package argument

import (
	"slices"
	"testing"

	"kingman/core/words"
)

// A number on a chart of several has its line, its marks on the line, and a ghost, on which today's mark then is, only where
// today's line is another one.
func TestTraced(t *testing.T) {
	size := &Param{ID: "size", Label: "Size", Unit: words.Items, Min: 1, Max: 4, Step: 1, Default: 1, Pinned: true, Today: 3}
	pace := &Param{ID: "pace", Label: "Pace", Unit: words.Number, Min: 1, Max: 9, Step: 1, Default: 1, Pinned: true, Today: 1}
	w := &Sweep{ID: "size", Along: size, Places: PlacesAt(1, 2, 4), X: LogsOf("size", size)}
	var got Traced
	m := New(Model{
		Entry:      NewEntry(Entry{ID: "traced", Params: []*Param{size, pace, Weeks(1, 13, "The date.")}, Main: size}),
		Background: func() Background { return Background{} },
		Numbers:    []Number{{ID: "hours", Label: "hours", Unit: words.Hours}},
		Formula:    func(s Setting) []float64 { return []float64{10 * s.Of(size) / s.Of(pace)} },
		Headline:   func(*Sheet) Sentence { return nil },
		Drawings: []Drawing{&Own{Sweep: w, Draw: func(b *Sheet) Chart {
			got = b.Traced(w, 0, "hours", "hours open", Formula)
			return Chart{X: b.Axis(w)}
		}}},
	})
	s := m.Entry.Defaults()
	m.View(s, Results{})
	if got.Line.ID != "hours" || got.Line.Name != "hours open (formula)" || got.Line.Role != Formula || !slices.Equal(got.Line.X, []float64{1, 2, 3, 4}) || !slices.Equal(got.Line.Y, []float64{10, 20, 30, 40}) {
		t.Errorf("the line is %+v", got.Line) // through both marks
	}
	if got.Today.Y[0] != 30 || got.WhatIf.Y[0] != 10 || got.Today.On != "hours" || got.WhatIf.On != "hours" || got.Ghost.X != nil {
		t.Errorf("on one line: %+v, %+v and %+v", got.Today, got.WhatIf, got.Ghost)
	}
	if x := w.X(s.TodaySetting(), s.WhatIfSetting()); !x.Log || x.Min != 1 || x.Max != 4 || x.Unit != words.Items {
		t.Errorf("the axis is %+v", x)
	}
	s.Set(1, 2)
	m.View(s, Results{})
	if got.Today.On != got.Ghost.ID || got.WhatIf.On != "hours" || !slices.Equal(got.Ghost.Y, []float64{10, 20, 30, 40}) || got.WhatIf.Y[0] != 5 {
		t.Errorf("on two lines: %+v, %+v and %+v", got.Today, got.WhatIf, got.Ghost)
	}
}
