package scenario

import (
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"testing"
)

// bits writes the bits of floats to a hash.
type bits struct{ io.Writer }

func (b bits) put(xs ...float64) {
	for _, x := range xs {
		v := math.Float64bits(x)
		if x != x {
			v = 1 // one NaN is as good as another
		}
		var buf [8]byte
		for i := range buf {
			buf[i] = byte(v >> (8 * i))
		}
		b.Write(buf[:])
	}
}

func (b bits) results(r Results) {
	for _, j := range r.Jobs {
		fmt.Fprint(b, j.ID, j.Metrics, j.Replications)
		b.put(j.Values...)
	}
}

// view writes every figure of a view and every number of its charts; its words, and
// the numbers in them, are held by TestWords.
func (b bits) view(v View) {
	for _, f := range v.Figures {
		b.put(f.TodayFormula, f.WhatIfFormula)
		for _, e := range f.estimates() {
			if e != nil {
				b.put(e.Mean, e.StdErr, e.Lo, e.Hi, float64(e.N))
			}
		}
	}
	for _, c := range v.Charts {
		for _, a := range []Axis{c.X, c.Y} {
			b.put(a.Min, a.Max)
			for _, t := range a.Ticks {
				b.put(t.At)
			}
		}
		for _, l := range c.Layers {
			fmt.Fprint(b, l.ID, l.Shape, l.Role, len(l.X), len(l.Y), len(l.Lo), len(l.Hi))
			for _, column := range [][]float64{l.X, l.Y, l.Lo, l.Hi} {
				b.put(column...)
			}
		}
	}
}

func digest(fill func(bits)) string {
	h := fnv.New64a()
	fill(bits{h})
	return fmt.Sprintf("%016x", h.Sum64())
}

// digestsOf are the digests of everything that is simulated for a state, and of
// what the page then shows.
func digestsOf(t *testing.T, s State) (r Results, results, view string) {
	t.Helper()
	r, err := RunAll(s)
	if err != nil {
		t.Fatal(err)
	}
	return r, digest(func(b bits) { b.results(r) }), digest(func(b bits) { b.view(s.Argument.View(s, r)) })
}

// digests are the bits of everything that is simulated for a link, and of every
// number in the figures and charts that the page then shows. They are the same natively and in wasm. One
// moves only when a model or a random stream does: then every link that was given
// away shows something else, which is a decision and not an accident.
var digests = []struct{ pairs, results, view string }{
	{"", "df4276992bf0ff3b", "1c4bb6a78845b294"},
	{"engineers=16 weeks=13", "64d8020e2da3fe93", "51bad1431bbd49e5"},
	{"waiting=1 weeks=13", "7a76389bc28fb768", "aaa9c9c5599d46dc"},
	{"engineers=12 sources=1 weeks=8", "6ce419305ee44687", "e3b8526d77873c92"},
	{"engineers=11 backlog=60 share=0.8 weeks=13", "c6d896b548523666", "57227fd625aeca39"},
	{"engineers=12 variability=3 weeks=13 today-variability=0 today-hours=12.5", "01846d6ced133ef6", "36d1689c22d9800e"},
}

func TestDigests(t *testing.T) {
	for _, d := range digests {
		s := stateOf(t, d.pairs)
		r, results, view := digestsOf(t, s)
		if results != d.results || view != d.view {
			t.Errorf("the link %q has\n{%q, %q, %q},", d.pairs, d.pairs, results, view)
		}
		if !r.Done || r.Replications() == 0 {
			t.Errorf("the link %q: %d replications, done %v", d.pairs, r.Replications(), r.Done)
		}
	}
}

// Another seed gives other numbers, the same seed the same, and a replication
// does not depend on what ran before it.
func TestReplicationsStandAlone(t *testing.T) {
	s := stateOf(t, "engineers=12 weeks=4 sources=1")
	job := s.Argument.Plan(s)[0]
	all := replicate(t, job, 12)
	for _, order := range [][]int{{11, 3, 7, 3}, {0, 11, 0}, {5}} {
		run, err := job.Start()
		if err != nil {
			t.Fatal(err)
		}
		row := make([]float64, job.Metrics)
		for _, r := range order {
			run(r, row)
			want := all.Values[r*job.Metrics : (r+1)*job.Metrics]
			if a, b := digest(func(b bits) { b.put(row...) }), digest(func(b bits) { b.put(want...) }); a != b {
				t.Errorf("replication %d after %v is %v, in order it was %v", r, order, row, want)
			}
		}
	}
	other := s.Clone()
	other.Seed++
	again := replicate(t, other.Argument.Plan(other)[0], 12)
	if digest(func(b bits) { b.put(again.Values...) }) == digest(func(b bits) { b.put(all.Values...) }) {
		t.Error("the seed changes nothing")
	}
}
