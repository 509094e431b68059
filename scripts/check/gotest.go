package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// An event is one line of `go test -json`, as `go doc test2json` describes it.
type event struct {
	Action, Package, Test, Output string
	ImportPath                    string // of build output
	Elapsed                       float64
}

// A reader turns the events of a test run into a tally. It keeps the tests'
// output until they fail, so that only failures fill the screen.
type reader struct {
	out     io.Writer
	tally   tally
	printed map[string]*strings.Builder // by package and test
	counts  map[string]int              // tests passed, by package
	passed  map[string]int              // tests passed, by package that passed
	failed  map[string]bool             // packages in which a test failed
}

func newReader(out io.Writer) *reader {
	return &reader{out: out, printed: map[string]*strings.Builder{}, counts: map[string]int{}, passed: map[string]int{}, failed: map[string]bool{}}
}

// read takes events until the run ends.
func (r *reader) read(in io.Reader) error {
	d := json.NewDecoder(in)
	for {
		var e event
		if err := d.Decode(&e); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("go test -json: %w", err)
		}
		r.take(e)
	}
}

func (r *reader) take(e event) {
	key := e.Package + " " + e.Test
	switch e.Action {
	case "output":
		if r.printed[key] == nil {
			r.printed[key] = &strings.Builder{}
		}
		r.printed[key].WriteString(e.Output)
	case "build-output":
		io.WriteString(r.out, e.Output)
	case "pass":
		if e.Test != "" {
			r.tally.passed++
			r.counts[e.Package]++
		} else if r.counts[e.Package] > 0 {
			r.passed[e.Package] = r.counts[e.Package]
			fmt.Fprintf(r.out, "   ok %s: %d in %.1f s\n", e.Package, r.counts[e.Package], e.Elapsed)
		}
		delete(r.printed, key)
	case "skip":
		if e.Test != "" { // without a test: a package without test files
			r.tally.skipped++
			fmt.Fprintf(r.out, "   skipped: %s\n", key)
		}
	case "fail":
		// A test fails with its parts, and a package with its tests: count each
		// that failed, but a package only if nothing in it says why.
		if e.Test != "" {
			r.tally.failed++
		} else if !r.failed[e.Package] {
			r.tally.failed++
		}
		r.failed[e.Package] = true
		if b := r.printed[key]; b != nil {
			io.WriteString(r.out, b.String())
		}
		delete(r.printed, key)
	}
}

// goTest runs `go test -json` with the arguments and reads its tests.
func goTest(out io.Writer, env []string, args ...string) (*reader, error) {
	r := newReader(out)
	cmd := gently(out, env, "go", append([]string{"test", "-json", "-vet=off", "-timeout=1h"}, args...)...)
	cmd.Stdout = nil
	events, err := cmd.StdoutPipe()
	if err != nil {
		return r, err
	}
	if err := cmd.Start(); err != nil {
		return r, err
	}
	if err := r.read(events); err != nil {
		io.Copy(out, events)
		return r, errors.Join(err, cmd.Wait())
	}
	if err := cmd.Wait(); err != nil && r.tally.failed == 0 {
		return r, fmt.Errorf("go test: %w", err)
	}
	return r, nil
}
