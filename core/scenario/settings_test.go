package scenario

import "testing"

// stateWith is an argument's default state with what-if's and today's values
// changed, every one of which must be a parameter's and legal.
func stateWith(t testing.TB, a *Argument, whatIf, today map[string]float64) State {
	t.Helper()
	s, used := a.Defaults(), 0
	for i := range a.Params {
		id := a.Params[i].ID
		if v, ok := whatIf[id]; ok {
			used++
			if s.Set(i, v); s.WhatIf[i] != v {
				t.Fatalf("%s=%v is not legal", id, v)
			}
		}
		if v, ok := today[id]; ok {
			used++
			if s.Pin(i, v); s.Today[i] != v {
				t.Fatalf("today's %s=%v is not legal", id, v)
			}
		}
	}
	if used != len(whatIf)+len(today) {
		t.Fatalf("not all of %v and %v are parameters", whatIf, today)
	}
	return s
}
