package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"
)

// lanes is how many stages run side by side. The tests of Go keep two
// processors busy by themselves; the other lane is the browser's.
const lanes = 2

// An outcome is the result of a stage, once it has ended.
type outcome struct {
	begun, ended bool
	tally
	err     error
	seconds float64
}

// runStages runs the stages, each after the one that it names, and prints their
// output in their order, whichever is done first. After a failure it
// begins no other stage. The error has a line for each stage that failed.
func runStages(chosen []stage, out io.Writer) (tally, error) {
	began := time.Now()
	outcomes := make([]outcome, len(chosen))
	turns := newTurns(out, len(chosen))
	type end struct {
		i int
		outcome
	}
	ends := make(chan end)
	running, failed := 0, false
	for {
		for i, s := range chosen {
			if running == lanes || failed {
				break
			}
			before := slices.IndexFunc(chosen, func(b stage) bool { return b.name == s.after })
			if outcomes[i].begun || before >= 0 && !outcomes[before].ended {
				continue
			}
			outcomes[i].begun = true
			running++
			go func() { ends <- end{i, s.check(turns.writer(i))} }()
		}
		if running == 0 {
			break
		}
		e := <-ends
		outcomes[e.i] = e.outcome
		running--
		failed = failed || e.err != nil
		turns.end(e.i)
	}
	turns.endAll()

	var sum tally
	var errs []error
	for i, o := range outcomes {
		sum.add(o.tally)
		if o.err != nil {
			errs = append(errs, fmt.Errorf("FAILED: %s: %w", chosen[i].name, o.err))
		}
	}
	printTimes(out, chosen, outcomes, time.Since(began).Seconds())
	return sum, errors.Join(errs...)
}

// check runs the stage. A stage in which no test ran has failed, and so has one
// that skipped a test.
func (s stage) check(out io.Writer) outcome {
	fmt.Fprintf(out, "== %s: %s\n", s.name, s.about)
	began := time.Now()
	got, err := s.run(out)
	switch {
	case err != nil:
	case got.failed > 0:
		err = fmt.Errorf("%d of %d tests failed", got.failed, got.failed+got.passed)
	case got.skipped > 0:
		err = fmt.Errorf("%d tests were skipped: a test that does not run proves nothing", got.skipped)
	case got.passed == 0:
		err = errors.New("no test ran")
	}
	if err != nil && got.failed == 0 {
		got.failed = 1
	}
	return outcome{begun: true, ended: true, tally: got, err: err, seconds: time.Since(began).Seconds()}
}

// printTimes prints the count of each stage and how long it took. Stages that
// run side by side take more seconds together than have passed.
func printTimes(out io.Writer, chosen []stage, outcomes []outcome, seconds float64) {
	const row = "%-12s %7v %7v %9v\n"
	fmt.Fprintf(out, row, "stage", "passed", "failed", "seconds")
	for i, o := range outcomes {
		took := "not run"
		if o.ended {
			took = fmt.Sprintf("%.1f", o.seconds)
		}
		fmt.Fprintf(out, row, chosen[i].name, o.passed, o.failed, took)
	}
	fmt.Fprintf(out, row, "side by side", "", "", fmt.Sprintf("%.1f", seconds))
}

// turns lets stages that run side by side print one after the other: the first
// that has not ended prints at once, the output of the others waits for its turn.
type turns struct {
	mu    sync.Mutex
	out   io.Writer
	held  []bytes.Buffer
	ended []bool
	now   int
}

func newTurns(out io.Writer, n int) *turns {
	return &turns{out: out, held: make([]bytes.Buffer, n), ended: make([]bool, n)}
}

func (t *turns) end(i int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ended[i] = true
	for t.now < len(t.ended) && t.ended[t.now] {
		t.now++
		if t.now < len(t.held) {
			t.held[t.now].WriteTo(t.out)
		}
	}
}

func (t *turns) endAll() {
	for i := range t.ended {
		t.end(i)
	}
}

// writer is where stage i prints.
func (t *turns) writer(i int) io.Writer { return turn{t, i} }

type turn struct {
	*turns
	i int
}

func (t turn) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.i == t.now {
		return t.out.Write(p)
	}
	return t.held[t.i].Write(p)
}
