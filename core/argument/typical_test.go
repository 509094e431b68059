package argument

import "testing"

// The typical run is nearest to the mean in both settings together; a run that had
// nothing to count is none.
func TestTypical(t *testing.T) {
	p := &Param{ID: "x", Max: 10, Step: 1, Default: 5}
	e := NewEntry(Entry{ID: "e", Params: []*Param{p}})
	m := &Model{Entry: e, Numbers: []Number{{ID: "formula only"}, {ID: "n", Count: Counted(nil)}}}
	same := e.Defaults()
	differ := e.Defaults()
	differ.Pin(0, 1)
	job := func(id string, values ...float64) JobResult {
		return JobResult{ID: id, Metrics: 2, Replications: len(values) / 2, Values: values}
	}
	whatIf := job(whatIfID, 8, 1, 12, 1, 21, 2, 0, 0, 14, 1) // 8, 12, 10.5, none, 14: together 11
	today := job(todayID, 1, 1, 1.1, 1, 9, 1, 1, 1, 1, 1)    // the third is far off
	for _, c := range []struct {
		name  string
		state State
		jobs  []JobResult
		want  int
	}{
		{"nothing is in", differ, nil, 0},
		{"one setting", same, []JobResult{whatIf, today}, 2},
		{"both settings", differ, []JobResult{whatIf, today}, 1},
		{"what-if only, so far", differ, []JobResult{whatIf}, 0},
	} {
		if got := m.Typical(c.state, Results{Jobs: c.jobs}); got != c.want {
			t.Errorf("%s: run %d, want %d", c.name, got, c.want)
		}
	}
}
