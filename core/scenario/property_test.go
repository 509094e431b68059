package scenario

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
)

// statesTried is how many random states each argument is tried at: fewer in
// WebAssembly, which is several times slower.
var statesTried = map[bool]int{false: 300, true: 60}[runtime.GOARCH == "wasm"]

// eachRandomState calls try with random legal states of every argument.
func eachRandomState(t *testing.T, n int, try func(name string, s State, r *rand.Rand)) {
	t.Helper()
	t.Logf("%d states", n)
	r := rand.New(rand.NewPCG(1961, 21))
	for _, a := range Catalogue() {
		if a != AnalysisQueue {
			n = min(n, statesTried/15) // larger simulations than the flagship's
		}
		for i := range n {
			s := randomState(a, r)
			try(fmt.Sprintf("%s state %d what-if %v today %v seed %d", a.ID, i, s.WhatIf, s.Today, s.Seed), s, r)
			if t.Failed() {
				return
			}
		}
	}
}

// quick says whether replications of s are so short that a test can run some of
// every job.
func quick(s State) bool {
	return s.Argument != AnalysisQueue || s.Then().Get("engineers")*s.Then().Get("rate")*s.Then().Get("weeks") < 2000
}

// some simulates the first replications of every job of the plan, each job's as
// many as of says.
func some(t testing.TB, s State, of func(Job) int) Results {
	t.Helper()
	var r Results
	for _, job := range s.Argument.Plan(s) {
		r.Jobs = append(r.Jobs, replicate(t, job, of(job)))
	}
	return r
}

// filled makes the replications of a job up to all that are planned by repeating
// those that it has: what a view gets when everything is in, without the wait.
func filled(s State, r Results) Results {
	full := Results{Done: true}
	for i, job := range s.Argument.Plan(s) {
		j := r.Jobs[i]
		values := make([]float64, 0, job.Replications*job.Metrics)
		for k := 0; k < job.Replications && j.Replications > 0; k++ {
			from := k % j.Replications * job.Metrics
			values = append(values, j.Values[from:from+job.Metrics]...)
		}
		full.Jobs = append(full.Jobs, JobResult{ID: job.ID, Metrics: job.Metrics, Replications: len(values) / job.Metrics, Values: values})
	}
	return full
}

// wellFormed holds what checkView does not: what charts and tables rely on.
func wellFormed(t *testing.T, name string, v View) {
	t.Helper()
	checkView(t, name, v)
	if v.Headline.String() == "" || len(v.Charts) == 0 || len(v.Figures) == 0 {
		t.Errorf("%s: the view says nothing", name)
	}
	for _, nonsense := range []string{"endlessly", "for ever", "without end"} {
		if strings.Contains(v.Gap.String(), nonsense) {
			t.Errorf("%s: the gap between formula and simulation is %q", name, v.Gap)
		}
	}
	for _, f := range v.Figures {
		for _, e := range f.estimates() {
			if e != nil && (math.IsNaN(e.Mean) || math.IsInf(e.Mean, 0) || !(e.Lo <= e.Mean && e.Mean <= e.Hi)) {
				t.Errorf("%s: %s: estimate %+v", name, f.ID, *e)
			}
		}
	}
	ids := map[string]bool{}
	for _, c := range v.Charts {
		if ids[c.ID] || c.Title == "" || c.Subtitle == "" || c.Alt == "" || c.X.Name == "" || c.Y.Name == "" {
			t.Errorf("%s: chart %q is there twice or lacks a text", name, c.ID)
		}
		ids[c.ID] = true
		for _, a := range []Axis{c.X, c.Y} {
			last := math.Inf(-1)
			for _, tick := range a.Ticks {
				if !(tick.At > last && tick.At >= a.Min && tick.At <= a.Max*(1+1e-9)) {
					t.Errorf("%s: chart %s: tick at %v after %v on an axis from %v to %v", name, c.ID, tick.At, last, a.Min, a.Max)
				}
				last = tick.At
			}
			if len(a.Ticks) > 8 {
				t.Errorf("%s: chart %s: %d ticks on the axis of %s", name, c.ID, len(a.Ticks), a.Name)
			}
		}
		for _, l := range c.Layers {
			columns := map[Shape][4]bool{Line: {true, true}, Band: {true, false, true, true}, Points: {true, true, true, true}, Marker: {true, true},
				RuleX: {true}, RuleY: {false, true}, RegionX: {true}, Dots: {true}, Bars: {true, true, true, true}}[l.Shape]
			n := max(len(l.X), len(l.Y))
			for i, column := range [][]float64{l.X, l.Y, l.Lo, l.Hi} {
				if want := map[bool]int{true: n}[columns[i]]; len(column) != want {
					t.Errorf("%s: chart %s: layer %s (%s) has %d numbers in column %d, expected %d", name, c.ID, l.ID, l.Shape, len(column), i, want)
				}
				for _, x := range column {
					if math.IsInf(x, 0) {
						t.Errorf("%s: chart %s: layer %s has an infinite number", name, c.ID, l.ID)
					}
				}
			}
			for i := range l.Lo {
				if l.Lo[i] > l.Hi[i] || l.Shape == Points && (l.Y[i] < l.Lo[i] || l.Y[i] > l.Hi[i]) {
					t.Errorf("%s: chart %s: layer %s: %v is not within [%v, %v]", name, c.ID, l.ID, l.Y, l.Lo[i], l.Hi[i])
				}
			}
			if c.ID == "dots" && l.Shape == Dots && len(l.X) != 0 && len(l.X) != 20 {
				t.Errorf("%s: chart %s: %d dots, each is one in twenty", name, c.ID, len(l.X))
			}
		}
	}
}

// Whatever the reader does, there is a plan that runs and a page that says
// something: without results, with any part of them, with all.
func TestEveryStateHasAPlanAndAView(t *testing.T) {
	eachRandomState(t, statesTried, func(name string, s State, r *rand.Rand) {
		wellFormed(t, name+", no results", s.Argument.View(s, Results{}))
		ids := map[string]bool{}
		for _, job := range s.Argument.Plan(s) {
			if ids[job.ID] || job.Replications < 1 || job.Metrics < 1 {
				t.Errorf("%s: job %q: %d replications of %d metrics, or there twice", name, job.ID, job.Replications, job.Metrics)
			}
			ids[job.ID] = true
			if _, err := job.Start(); err != nil {
				t.Errorf("%s: job %s: %v", name, job.ID, err)
			}
		}
		if !quick(s) {
			return
		}
		part := some(t, s, func(Job) int { return r.IntN(4) })
		wellFormed(t, name+", a part of the results", s.Argument.View(s, part))
		part.Jobs = part.Jobs[:r.IntN(len(part.Jobs)+1)]
		wellFormed(t, name+", some of the jobs", s.Argument.View(s, part))
		all := filled(s, some(t, s, func(Job) int { return 3 }))
		wellFormed(t, name+", all results", s.Argument.View(s, all))
	})
}

// shapes are what a chart's structure on the page is made from when the site is
// built: the order, the kind and the role of its layers.
func shapes(v View) string {
	var b strings.Builder
	for _, c := range v.Charts {
		fmt.Fprintf(&b, "%s:", c.ID)
		for _, l := range c.Layers {
			fmt.Fprintf(&b, " %s=%s/%s", l.ID, l.Shape, l.Role)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// The page carries the structure of the default link's charts and only ever gets
// new data for it, so no state may have other layers than that.
func TestChartsNeverChangeTheirStructure(t *testing.T) {
	eachRandomState(t, statesTried, func(name string, s State, r *rand.Rand) {
		a := s.Argument
		want := shapes(a.View(a.Defaults(), Results{}))
		if got := shapes(a.View(s, Results{})); got != want {
			t.Errorf("%s: the charts are\n%sand those of the default\n%s", name, got, want)
		}
		if !quick(s) {
			return
		}
		part := some(t, s, func(Job) int { return r.IntN(3) })
		if got := shapes(a.View(s, filled(s, part))); got != want {
			t.Errorf("%s: with results the charts are\n%sand those of the default\n%s", name, got, want)
		}
	})
	for _, n := range namedStates {
		s := stateOf(t, n.pairs)
		if shapes(s.Argument.View(s, Results{})) != shapes(s.Argument.View(AnalysisQueue.Defaults(), Results{})) {
			t.Errorf("%s: the charts have changed their structure", n.name)
		}
	}
}

// A view is a function: the same bytes twice, and its arguments stay as they are.
func TestViewIsPure(t *testing.T) {
	eachRandomState(t, statesTried/3, func(name string, s State, r *rand.Rand) {
		if !quick(s) {
			return
		}
		results := filled(s, some(t, s, func(Job) int { return 1 + r.IntN(3) }))
		before, held := s.Clone(), digest(func(b bits) { b.results(results) })
		first := digest(func(b bits) { b.view(s.Argument.View(s, results)) })
		second := digest(func(b bits) { b.view(s.Argument.View(s, results)) })
		if first != second {
			t.Errorf("%s: the same state and results give two views", name)
		}
		if !s.Equal(before) || held != digest(func(b bits) { b.results(results) }) {
			t.Errorf("%s: looking has changed the state or the results", name)
		}
		x, y := s.Argument.Plan(s), s.Argument.Plan(s)
		for i := range x {
			if x[i].ID != y[i].ID || x[i].Replications != y[i].Replications || x[i].Metrics != y[i].Metrics {
				t.Errorf("%s: two plans of one state differ", name)
			}
		}
	})
}

// The flagship's sentence never claims a difference that the paired interval does
// not leave zero out of.
func TestNoClaimBeyondTheInterval(t *testing.T) {
	const refusal = "no difference that we can vouch for"
	claimed, refused := 0, 0
	eachRandomState(t, statesTried, func(name string, s State, r *rand.Rand) {
		if s.Argument != AnalysisQueue || !quick(s) {
			return
		}
		switch r.IntN(3) {
		case 0: // today differs by a little, or by nothing that matters
			for i := range s.Argument.Params {
				s.Unpin(i)
			}
			i, _ := s.Argument.Index([]string{"cost", "weeks", "engineers", "backlog"}[r.IntN(4)])
			s.Pin(i, s.WhatIf[i]+s.Argument.Params[i].Step)
		}
		v := s.Argument.View(s, filled(s, some(t, s, func(Job) int { return 5 })))
		wait, shipped := v.Figures[0], v.Figures[1]
		for _, f := range v.Figures {
			if f.Difference == nil {
				t.Fatalf("%s: %s has no difference", name, f.ID)
			}
			if f.Vouched() != f.Difference.Excludes(0) {
				t.Errorf("%s: %s: vouched %v for %+v", name, f.ID, f.Vouched(), *f.Difference)
			}
		}
		text := v.Headline.String()
		compares := false // the sentence has a result of today's
		for _, span := range v.Headline {
			compares = compares || span.Role == Today && span.Param == "" && span.HasValue
		}
		switch {
		case s.Then().Get("share") == 0: // nothing waits
		case s.Same():
			if compares || strings.Contains(text, refusal) || !strings.Contains(text, "as today") {
				t.Errorf("%s: nothing differs, the sentence says %q", name, text)
			}
		case wait.Vouched():
			claimed++
			if !compares || strings.Contains(text, refusal) {
				t.Errorf("%s: the wait differs by %+v, the sentence says %q", name, *wait.Difference, text)
			}
		default:
			refused++
			if compares || !strings.Contains(text, refusal) {
				t.Errorf("%s: the wait differs by %+v, the sentence says %q", name, *wait.Difference, text)
			}
		}
		for _, aside := range v.Asides {
			if says := strings.Contains(aside.String(), "features a week"); says && !shipped.Vouched() {
				t.Errorf("%s: what ships differs by %+v, the page says %q", name, *shipped.Difference, aside)
			}
		}
	})
	if claimed < statesTried/10 || refused < statesTried/60 {
		t.Errorf("%d claims and %d refusals: too few to tell", claimed, refused)
	}
}
