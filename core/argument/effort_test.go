package argument

import "testing"

// TestRare holds that a setting in which rare runs carry the mean gets five times as many runs, within as many times the bounds.
func TestRare(t *testing.T) {
	items, rare := 1.0, false
	e := Effort{Most: 200, Least: 3, Items: 1000, In: func(Setting) float64 { return items }, Rare: func(Setting) bool { return rare }}
	for _, c := range []struct {
		items float64
		rare  bool
		runs  int
	}{{1, false, 200}, {1, true, 1000}, {10, false, 100}, {10, true, 500}, {900, false, 3}, {900, true, 5}, {9000, true, 3}} {
		items, rare = c.items, c.rare
		if got := e.runs(e.Most, e.Least, Setting{}); got != c.runs {
			t.Errorf("%+v: %d runs", c, got)
		}
	}
}
