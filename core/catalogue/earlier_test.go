package catalogue

import (
	"testing"

	"kingman/core/argument"
	"kingman/core/stats"
)

// What an earlier simulation has told of today, and of what-if, is their number until its runs
// are in; after a move that of today still is.
func TestEarlierSimulation(t *testing.T) {
	m := Models()[0]
	id, s := m.Numbers[0].ID, m.Entry.Defaults()
	earlier := map[string]*stats.Estimate{id: {Mean: 1234, Lo: 1233, Hi: 1235}}
	if f := m.View(s, argument.Results{Earlier: earlier}).Figures[0]; f.TodayBest() != 1234 || f.WhatIfSimulated != nil {
		t.Errorf("today is %v, what-if %v", f.TodayBest(), f.WhatIfSimulated)
	}
	both := argument.Results{Earlier: earlier, EarlierWhatIf: earlier}
	if f := m.View(s, argument.Results{}.WithToday(both)).Figures[0]; f.TodayBest() != 1234 || f.WhatIfSimulated != nil {
		t.Errorf("after a move today is %v, what-if %v", f.TodayBest(), f.WhatIfSimulated)
	}
	for _, m := range Models() { // whatever is drawn beside it
		earlier := map[string]*stats.Estimate{}
		for _, n := range m.Numbers {
			if n.Count != nil {
				earlier[n.ID] = &stats.Estimate{Mean: 1234, Lo: 1233, Hi: 1235}
			}
		}
		for _, f := range m.View(m.Entry.Defaults(), argument.Results{Earlier: earlier, EarlierWhatIf: earlier}).Figures {
			if earlier[f.ID] != nil && (f.TodayBest() != 1234 || f.WhatIfBest() != 1234) {
				t.Errorf("%s: today's %s is %v, what-if's %v", m.Entry.ID, f.ID, f.TodayBest(), f.WhatIfBest())
			}
		}
	}
	run, err := argument.Run(m.Plan(s)[:1])
	if err != nil {
		t.Fatal(err)
	}
	run.Earlier, run.EarlierWhatIf = earlier, earlier
	if f := m.View(s, run).Figures[0]; f.WhatIfBest() == 1234 {
		t.Error("an earlier simulation of what-if outlives its runs")
	}
	if run, err = argument.Run(m.Plan(s)[1:2]); err != nil {
		t.Fatal(err)
	}
	run.Earlier = earlier
	if f := m.View(s, run).Figures[0]; f.TodayBest() == 1234 {
		t.Error("an earlier simulation outlives the runs")
	}
}
