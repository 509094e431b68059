package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestStagesStopAtTheFirstFailure(t *testing.T) {
	ran := ""
	add := func(name, after string, got tally, err error) stage {
		return stage{name, "", after, func(io.Writer) (tally, error) { ran += name; return got, err }}
	}
	for _, c := range []struct {
		second tally
		err    error
		want   string
	}{
		{tally{passed: 1}, nil, "abc"},
		{tally{passed: 5, failed: 1}, nil, "ab"},
		{tally{passed: 5, skipped: 1}, nil, "ab"},
		{tally{}, nil, "ab"},
		{tally{passed: 1}, errors.New("no browser"), "ab"},
	} {
		ran = ""
		sum, err := runStages([]stage{add("a", "", tally{passed: 2}, nil), add("b", "a", c.second, c.err), add("c", "b", tally{passed: 1}, nil)}, io.Discard)
		if ran != c.want || (err == nil) != (c.want == "abc") || (sum.failed == 0) != (err == nil) {
			t.Errorf("%+v: ran %q, %+v, %v; want %q", c.second, ran, sum, err, c.want)
		}
	}
}

// Two stages run side by side, never three; their output stands in their
// order, whichever ends first; and the table ends it.
func TestStagesSideBySide(t *testing.T) {
	var mu sync.Mutex
	running, most := 0, 0
	a, b := make(chan struct{}), make(chan struct{})
	meet := func(own, other chan struct{}) error {
		close(own)
		select {
		case <-other:
			return nil
		case <-time.After(time.Minute):
			return errors.New("nothing ran beside it")
		}
	}
	enter := func(by int) {
		mu.Lock()
		defer mu.Unlock()
		running += by
		most = max(most, running)
	}
	add := func(name string, body func() error) stage {
		return stage{name, "about " + name, "", func(out io.Writer) (tally, error) {
			enter(1)
			defer enter(-1)
			fmt.Fprintln(out, "began", name)
			err := body()
			fmt.Fprintln(out, "ended", name)
			return tally{passed: 3}, err
		}}
	}
	var out strings.Builder
	sum, err := runStages([]stage{
		add("a", func() error { return meet(a, b) }),
		add("b", func() error { return meet(b, a) }),
		add("c", func() error { return nil }),
	}, &out)
	if err != nil || sum != (tally{passed: 9}) || most != 2 {
		t.Errorf("%+v, %v, %d at once", sum, err, most)
	}
	got := regexp.MustCompile(`\d+\.\d`).ReplaceAllString(out.String(), "0.0")
	const want = `== a: about a
began a
ended a
== b: about b
began b
ended b
== c: about c
began c
ended c
stage         passed  failed   seconds
a                  3       0       0.0
b                  3       0       0.0
c                  3       0       0.0
side by side                       0.0
`
	if got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

// A stage waits for the one that it names only if that one is to run.
func TestChosenStages(t *testing.T) {
	chosen, err := choose("browser,build")
	if err != nil || len(chosen) != 2 || chosen[0].name != "build" {
		t.Errorf("%v, %v", chosen, err)
	}
	if _, err := choose("vet,nothing"); err == nil || !strings.Contains(err.Error(), "nothing") {
		t.Errorf("an unknown stage: %v", err)
	}
	ran := false
	if _, err := runStages([]stage{{"b", "", "a", func(io.Writer) (tally, error) { ran = true; return tally{passed: 1}, nil }}}, io.Discard); err != nil || !ran {
		t.Errorf("a stage alone: ran %v, %v", ran, err)
	}
	names := map[string]bool{"": true}
	for _, s := range stages {
		if !names[s.after] {
			t.Errorf("%s is after %q, which is not before it", s.name, s.after)
		}
		names[s.name] = true
	}
}

func TestBrowserFiles(t *testing.T) {
	t.Chdir(root)
	all, err := browserFiles("")
	if err != nil || len(all) < 5 {
		t.Fatalf("%q, %v", all, err)
	}
	if two, err := browserFiles("link,ask"); err != nil || len(two) != 2 || !strings.HasSuffix(two[0], "link.test.mjs") {
		t.Errorf("%q, %v", two, err)
	}
	together, err := inOneProcess(all)
	if err != nil {
		t.Fatal(err)
	}
	defer os.Remove(together)
	text, err := os.ReadFile(together)
	if err != nil || strings.Count(string(text), "import ") != len(all) || !strings.Contains(string(text), `import "../scripts/e2e/link.test.mjs"`) {
		t.Errorf("%s, %v", text, err)
	}
	if _, err := browserFiles("lnk"); err == nil || !strings.Contains(err.Error(), "link") {
		t.Errorf("an unknown file: %v", err)
	}
}
