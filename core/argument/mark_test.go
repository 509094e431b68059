package argument

import (
	"math"
	"testing"

	"kingman/core/stats"
	"kingman/core/words"
)

// What the formula's line has is said of marks that stand beside it, and of no others.
func TestTies(t *testing.T) {
	b := &Sheet{State: State{WhatIf: []float64{1}, Today: []float64{0}}, Figures: make([]Figure, 1)}
	e := func(mean, hi float64) *stats.Estimate { return &stats.Estimate{Mean: mean, Lo: mean - 1, Hi: hi} }
	for _, c := range []struct {
		name   string
		figure Figure
		flat   bool
		want   string
	}{
		{"not simulated", Figure{TodayFormula: 10, WhatIfFormula: 40}, false, ""},
		{"too near to be seen", Figure{TodayFormula: 10, WhatIfFormula: 40, WhatIfSimulated: e(40.9, 42)}, false, ""},
		{"above", Figure{WhatIfFormula: 40, WhatIfSimulated: e(41.1, 43)}, false, " On the formula's line: what-if 5 days."},
		{"below", Figure{TodayFormula: 16, TodaySimulated: e(8, 9)}, false, " On the formula's line: today 2 days."},
		{"both", Figure{TodayFormula: 16, TodaySimulated: e(8, 9), WhatIfFormula: 40, WhatIfSimulated: e(50, 60)}, false, " On the formula's line: today 2 days, what-if 5 days."},
		{"today is a rule", Figure{TodayFormula: 16, TodaySimulated: e(8, 9)}, true, ""},
		{"no interval", Figure{WhatIfFormula: 40, WhatIfSimulated: e(50, math.Inf(1))}, false, ""},
		{"no line", Figure{WhatIfFormula: math.Inf(1), WhatIfSimulated: e(50, 60)}, false, ""},
	} {
		b.Figures[0], b.tied = c.figure, false
		if got := b.ties(Axis{Max: 100}, words.Duration, 0, c.flat); got != c.want || b.tied != (c.want != "") {
			t.Errorf("%s: %q, %v; want %q", c.name, got, b.tied, c.want)
		}
	}
}
