package scenario

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kingman/core/stats"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// estimates are the simulated values of a figure, nil where there is none.
func (f Figure) estimates() [3]*stats.Estimate {
	return [3]*stats.Estimate{f.TodaySimulated, f.WhatIfSimulated, f.Difference}
}

// say writes everything that a view says in words.
func sayAll(b *strings.Builder, v View) {
	fmt.Fprintf(b, "  %v\n", v.Headline)
	for _, a := range v.Asides {
		fmt.Fprintf(b, "  %v\n", a)
	}
	if len(v.Gap) > 0 {
		fmt.Fprintf(b, "  %v\n", v.Gap)
	}
	for _, c := range v.Charts {
		fmt.Fprintf(b, "  [%s] %s / %s / %s\n", c.ID, c.Title, c.Subtitle, c.Alt)
		var labels []string
		for _, l := range c.Layers {
			if l.Label != "" {
				labels = append(labels, l.Label)
			}
		}
		fmt.Fprintf(b, "    labels: %s; ticks: %s; %s\n", strings.Join(labels, ", "), ticks(c.X), ticks(c.Y))
	}
}

func ticks(a Axis) string {
	var texts []string
	for _, t := range a.Ticks {
		texts = append(texts, t.Text)
	}
	return strings.Join(texts, " ")
}

// TestWords holds every word that the page says for the named links, by formula
// alone and with the simulation, in testdata/words.txt. Read the difference
// before updating it: it is what executives read.
func TestWords(t *testing.T) {
	var b strings.Builder
	for _, n := range namedStates {
		s := stateOf(t, n.pairs)
		fmt.Fprintf(&b, "%s (%s), by formula\n", n.name, n.pairs)
		sayAll(&b, s.Argument.View(s, Results{}))
		fmt.Fprintf(&b, "%s, simulated\n", n.name)
		v := s.Argument.View(s, headlines(t, s))
		checkView(t, n.name, v)
		sayAll(&b, v)
	}
	for n := range AnalysisQueue.Story {
		s := AnalysisQueue.AtStep(n + 1)
		fmt.Fprintf(&b, "step %d: %s\n", n+1, AnalysisQueue.Story[n].Says)
		sayAll(&b, s.Argument.View(s, headlines(t, s)))
	}
	golden(t, "words.txt", b.String())
}

// golden compares text with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	have, want := strings.Split(got, "\n"), strings.Split(string(text), "\n")
	bad := 0
	for i := range max(len(have), len(want)) {
		a, b := "", ""
		if i < len(have) {
			a = have[i]
		}
		if i < len(want) {
			b = want[i]
		}
		if a != b {
			if bad++; bad <= 5 {
				t.Errorf("%s:%d:\n got %s\nwant %s", name, i+1, a, b)
			}
		}
	}
	if bad > 0 {
		t.Errorf("%s: %d lines differ; if they are meant to, add -update", name, bad)
	}
}
