// Package argumenttest holds what must be true of every argument of the catalogue.
// An argument's own test calls [Check] in one line, and adds what only it can say: its
// claims.
package argumenttest

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"kingman/core/argument"
)

// A Case is a state that readers will open, by name: where the sentence changes its
// mind, and what differs from the default in kind. Pairs are as in a link, with blanks
// between them: "engineers=12 today.hours=12".
type Case struct{ Name, Pairs string }

// states is how many random states an argument is tried in. WebAssembly is several times
// slower, and its digits are those of the processor.
func states() int {
	if runtime.GOARCH == "wasm" {
		return 20
	}
	return 300
}

// Check holds of an argument what is true of all: the form of its entry and of its
// story; legal defaults; a first chart on which the two settings can be told apart;
// finite numbers, plain words and a headline of at most 34 words at both ends of every
// slider, at all ends together and at random states, by formula alone and with any part
// of the simulations; layers that are the same list for every state; views that are pure
// and that a notebook does not change; bars of where the time went that end at the lead
// time; no claim beyond its interval; and the words and figures of the cases, among them
// those of a saturation, of the default and of the story's steps, to the last digit the
// same natively and in wasm, in testdata/words.txt (-update writes it).
func Check(t *testing.T, m *argument.Model, cases ...Case) {
	t.Helper()
	t.Run("form", func(t *testing.T) { checkForm(t, m) })
	t.Run("first chart", func(t *testing.T) { checkFirst(t, m) })
	t.Run("story", func(t *testing.T) { checkStory(t, m) })
	t.Run("ends", func(t *testing.T) { checkEnds(t, m) })
	t.Run("random states", func(t *testing.T) { checkRandom(t, m) })
	t.Run("claims", func(t *testing.T) { checkUnvouched(t, m) })
	t.Run("notebook", func(t *testing.T) { checkNotebook(t, m) })
	t.Run("replications", func(t *testing.T) { checkReplications(t, m) })
	t.Run("lens", func(t *testing.T) { checkLens(t, m) })
	t.Run("words", func(t *testing.T) { checkWords(t, m, cases) })
}

// checkEnds looks at every slider at both ends, alone and all of them together.
func checkEnds(t *testing.T, m *argument.Model) {
	e := m.Entry
	look := func(name string, s argument.State) {
		t.Helper()
		v := m.View(s, argument.Results{})
		checkView(t, name, v)
		checkLayers(t, name, m, v)
	}
	for i, p := range e.Params {
		for _, v := range [2]float64{p.Min, p.Max} {
			s := e.Defaults()
			s.Set(i, v)
			look(fmt.Sprintf("%s=%v", p.ID, v), s)
			s.Pin(i, p.Min+p.Max-v)
			look(fmt.Sprintf("%s=%v, today at the other end", p.ID, v), s)
		}
	}
	corners := states()
	r := rand.New(rand.NewPCG(1961, 20))
	for range corners {
		s, which := e.Defaults(), r.Uint64()
		for i, p := range e.Params {
			v := p.Min
			if which>>i&1 == 1 {
				v = p.Max
			}
			s.Set(i, v)
			if which>>(i+32)&1 == 1 {
				s.Pin(i, p.Min+p.Max-v)
			}
		}
		look("at the ends: "+differing(s), s)
		if t.Failed() {
			return
		}
	}
}

// RandomState moves every parameter to a random legal value, at times to an end of its
// slider, and pins some of today's to another.
func RandomState(e *argument.Entry, r *rand.Rand) argument.State {
	s := e.Defaults()
	value := func(p *argument.Param) float64 {
		switch r.IntN(6) {
		case 0:
			return p.Min
		case 1:
			return p.Max
		}
		return p.Min + float64(r.Float64()*(p.Max-p.Min))
	}
	for i, p := range e.Params {
		if r.IntN(4) > 0 {
			s.Set(i, value(p))
		}
	}
	for i, p := range e.Params {
		switch r.IntN(4) {
		case 0:
			s.Pin(i, value(p))
		case 1:
			s.Unpin(i)
		}
	}
	s.Seed = uint64(r.IntN(argument.MaxSeed + 1))
	return s
}

// differByLittle makes today differ by a step of one parameter, or by nothing.
func differByLittle(s argument.State, r *rand.Rand) {
	for k := range s.Entry.Params {
		s.Unpin(k)
	}
	k := r.IntN(len(s.Entry.Params))
	s.Pin(k, s.WhatIf[k]+s.Entry.Params[k].Step)
}

// simulatedItems bounds how many items a random state's runs may have to be simulated
// in a test.
const simulatedItems = 3000

// checkRandom holds that whatever the reader does there is a plan that runs and a page
// that says something: without results, with any part of them, with all; and that the
// sentence claims no difference that the runs do not support.
func checkRandom(t *testing.T, m *argument.Model) {
	n := states()
	r := rand.New(rand.NewPCG(1961, 21))
	for i := range n {
		s := RandomState(m.Entry, r)
		if i%5 == 0 { // today differs by a little, or by nothing that matters
			differByLittle(s, r)
		}
		name := fmt.Sprintf("state %d, %s, seed %d", i, differing(s), s.Seed)
		v := m.View(s, argument.Results{})
		checkView(t, name+", no results", v)
		checkLayers(t, name, m, v)
		plan := m.Plan(s)
		ids := map[string]bool{}
		for _, job := range plan {
			if ids[job.ID] || job.Replications < 1 || job.Metrics < 1 {
				t.Errorf("%s: job %q: %d replications of %d numbers, or there twice", name, job.ID, job.Replications, job.Metrics)
			}
			ids[job.ID] = true
			if _, err := job.Start(); err != nil {
				t.Errorf("%s: job %s: %v", name, job.ID, err)
			}
		}
		if m.Effort.In != nil && max(m.Effort.In(s.TodaySetting()), m.Effort.In(s.WhatIfSetting())) > simulatedItems || i >= n/3 || t.Failed() {
			continue
		}
		few := replicate(t, plan, func(argument.Job) int { return 2 + r.IntN(3) })
		part := argument.Results{Jobs: slices.Clone(few.Jobs)}
		for k := range part.Jobs {
			j := &part.Jobs[k]
			j.Replications = r.IntN(j.Replications + 1)
			j.Values = j.Values[:j.Replications*j.Metrics]
		}
		checkView(t, name+", a part of the results", m.View(s, part))
		part.Jobs = part.Jobs[:r.IntN(len(part.Jobs)+1)]
		checkView(t, name+", some of the jobs", m.View(s, part))
		all := filled(plan, few)
		v = m.View(s, all)
		checkView(t, name+", all results", v)
		checkLayers(t, name+", all results", m, v)
		checkClaims(t, name, s, v)
		if again := m.View(s, all); digest(again) != digest(v) || again.Headline.String() != v.Headline.String() {
			t.Errorf("%s: the same state and results give two views", name)
		}
		if t.Failed() {
			return
		}
	}
}

// replicate runs the first replications of every job of a plan, as many as of says.
func replicate(t testing.TB, plan []argument.Job, of func(argument.Job) int) argument.Results {
	t.Helper()
	short := slices.Clone(plan) // the caller's still says how many there are in all
	for i := range short {
		short[i].Replications = min(short[i].Replications, of(short[i]))
	}
	r, err := argument.Run(short)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// filled makes the replications of every job up to all that are planned by repeating
// those that there are: what a view gets when everything is in, without the wait.
func filled(plan []argument.Job, r argument.Results) argument.Results {
	full := argument.Results{Done: true}
	for i, j := range r.Jobs {
		n := plan[i].Replications
		values := make([]float64, 0, n*j.Metrics)
		for k := range n {
			from := k % j.Replications * j.Metrics
			values = append(values, j.Values[from:from+j.Metrics]...)
		}
		full.Jobs = append(full.Jobs, argument.JobResult{ID: j.ID, Metrics: j.Metrics, Replications: n, Values: values})
	}
	return full
}

// checkReplications holds that another seed gives other numbers, the same seed the same,
// and that a replication does not depend on what ran before it.
func checkReplications(t *testing.T, m *argument.Model) {
	s := m.Entry.Defaults()
	job := m.Plan(s)[0]
	row := func(job argument.Job, order ...int) []float64 {
		run, err := job.Start()
		if err != nil {
			t.Fatal(err)
		}
		row := make([]float64, job.Metrics)
		for _, r := range order {
			run(r, row)
		}
		return row
	}
	want := row(job, 3)
	for _, order := range [][]int{{0, 1, 2, 3}, {7, 3}, {3, 0, 3}} {
		if got := row(job, order...); bits(got) != bits(want) {
			t.Errorf("replication 3 after %v is %v, alone it was %v", order, got, want)
		}
	}
	s.Seed++
	if bits(row(m.Plan(s)[0], 3)) == bits(want) {
		t.Error("the seed changes nothing")
	}
}

// checkNotebook drags every slider, what-if's and today's, there and back with one
// notebook, and holds that each view is to the last bit and word the one that is made
// without: what was kept from an earlier place is neither stale nor spoiled by who read it.
func checkNotebook(t *testing.T, m *argument.Model) {
	book := &argument.Notebook{}
	look := func(what string, s argument.State, r argument.Results) {
		t.Helper()
		want := m.View(s, r)
		r.Notebook = book
		got := m.View(s, r)
		if digest(got) != digest(want) || said(got) != said(want) {
			t.Errorf("%s: another view than without a notebook", what)
		}
	}
	s := m.Entry.Defaults()
	few := replicate(t, m.Plan(s), func(argument.Job) int { return 2 })
	all := filled(m.Plan(s), few)
	look("default", s, argument.Results{})
	look("default with results", s, all)
	look("default with a part of the results", s, few)
	for i, p := range m.Entry.Params {
		before := s.Clone()
		for _, v := range []float64{p.Max, p.Min, p.Min + (p.Max-p.Min)/3} {
			s.Set(i, v)
			look(fmt.Sprintf("%s at %v", p.ID, v), s, argument.Results{})
			pinned := s.Clone()
			pinned.Pin(i, (p.Min+p.Max)/2)
			look(fmt.Sprintf("%s at %v, today half way", p.ID, v), pinned, argument.Results{})
		}
		if i%2 == 0 { // leave every other one where it is
			s = before
		}
		look(p.ID+" let go", s, argument.Results{})
	}
	look("default again", m.Entry.Defaults(), all)
}
