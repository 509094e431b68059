package scenario

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// stateOf returns the flagship's state for a list such as "engineers=12
// today-engineers=10 backlog=40", every value of which must be legal.
func stateOf(t testing.TB, pairs string) State {
	t.Helper()
	s := AnalysisQueue.Defaults()
	for _, pair := range strings.Fields(pairs) {
		key, text, _ := strings.Cut(pair, "=")
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		id, today := strings.CutPrefix(key, "today-")
		i, ok := s.Argument.Index(id)
		if !ok {
			t.Fatalf("no parameter %q", id)
		}
		values := s.WhatIf
		if today {
			s.Pin(i, v)
			values = s.Today
		} else {
			s.Set(i, v)
		}
		if values[i] != v {
			t.Fatalf("%s is not legal: it became %v", pair, values[i])
		}
	}
	return s
}

// namedStates are links that readers will open: where the sentence changes its
// mind, and what differs from the default in kind.
var namedStates = []struct{ name, pairs string }{
	{"default", ""},
	{"as today", "engineers=10"},
	{"just under saturation", "engineers=12"},
	{"at saturation", "hours=10"},
	{"exactly saturated, closed", "hours=10 waiting=1"},
	{"just over saturation", "engineers=13"},
	{"far over saturation", "engineers=100"},
	{"even one engineer is too many", "engineers=1 analysts=1 hours=80 weeks=52"},
	{"one analyst more", "engineers=10 analysts=6 today-analysts=5"},
	{"engineers and analysts", "engineers=17 analysts=8 today-analysts=5"},
	{"fewer people", "engineers=8 analysts=4 today-analysts=5"},
	{"fewer engineers", "engineers=5"},
	{"closed", "waiting=1"},
	{"closed against open", "waiting=1 today-waiting=0"},
	{"closed, calm", "waiting=1 engineers=5"},
	{"closed, one idle", "waiting=1 engineers=4 analysts=2"},
	{"one by one", "engineers=12 sources=1"},
	{"one by one against one stream", "engineers=11 sources=1 today-sources=0 today-engineers=11"},
	{"no feature needs an analyst", "share=0"},
	{"half of them do", "share=0.5"},
	{"a backlog melts", "engineers=10 backlog=40"},
	{"a backlog grows", "engineers=13 backlog=200"},
	{"today had a backlog", "engineers=10 today-backlog=60"},
	{"pinned facts", "engineers=10 today-hours=12 today-variability=2"},
	{"nothing varies", "variability=0"},
	{"everything varies", "engineers=12 variability=4"},
	{"no difference to vouch for", "engineers=10 cost=9000 today-cost=4000"},
	{"a backlog long forgotten", "engineers=10 backlog=3 today-backlog=0 weeks=104"},
	{"in a week", "weeks=1"},
	{"in two years", "weeks=104"},
	{"analyses of an hour", "hours=1 analysts=1"},
	{"many analysts", "engineers=100 analysts=40"},
}

// headlines runs only the two settings that the sentence speaks of, as often as
// it takes for the sentence to believe them.
func headlines(t testing.TB, s State) Results {
	t.Helper()
	var r Results
	for _, job := range s.Argument.Plan(s) {
		if job.ID != "whatif" && job.ID != "today" {
			continue
		}
		r.Jobs = append(r.Jobs, replicate(t, job, job.Replications))
	}
	if len(r.Jobs) != 2 {
		t.Fatalf("the plan has %d of the two settings", len(r.Jobs))
	}
	return r
}

// replicate runs the first n replications of a job.
func replicate(t testing.TB, job Job, n int) JobResult {
	t.Helper()
	j := JobResult{ID: job.ID, Metrics: job.Metrics, Replications: n, Values: make([]float64, n*job.Metrics)}
	if n == 0 {
		return j
	}
	run, err := job.Start()
	if err != nil {
		t.Fatal(err)
	}
	for r := range n {
		run(r, j.Values[r*job.Metrics:(r+1)*job.Metrics])
	}
	return j
}

// randomState moves every parameter to a random legal value, at times to an end
// of its slider, and pins some of today's to another.
func randomState(a *Argument, r *rand.Rand) State {
	s := a.Defaults()
	value := func(p *Param) float64 {
		switch r.IntN(6) {
		case 0:
			return p.Min
		case 1:
			return p.Max
		}
		return p.Min + r.Float64()*(p.Max-p.Min)
	}
	for i := range a.Params {
		if r.IntN(4) > 0 {
			s.Set(i, value(&a.Params[i]))
		}
	}
	for i := range a.Params {
		switch r.IntN(4) {
		case 0:
			s.Pin(i, value(&a.Params[i]))
		case 1:
			s.Unpin(i)
		}
	}
	s.Seed = uint64(r.IntN(MaxSeed + 1))
	return s
}
