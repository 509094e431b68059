// Command check is `make test`: every check of the repository, in stages. It
// stops at the first stage that fails and ends with how many tests passed and
// failed.
//
//	go run ./scripts/check                       all of them
//	go run ./scripts/check -only build,browser   some of them
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

// A stage is one group of checks. Its run returns what was counted, and an
// error that says in one line what is wrong; the details are printed before.
type stage struct {
	name, about string
	run         func() (tally, error)
}

var stages = []stage{
	{"format", "gofmt", formatted},
	{"vet", "go vet, for this machine and for the browser", vetted},
	{"staticcheck", "the same by staticcheck", linted},
	{"native", "go test ./...", nativeTests},
	{"wasm", "the tests of core and of the app's pure parts, inside WebAssembly under node", wasmTests},
	{"tables", "the reference tables, by scripts/verify", tables},
	{"build", "the static site", build},
	{"budget", "what the site weighs on the wire", weights},
	{"node", "the tests of the JavaScript", nodeTests},
	{"browser", "the page in headless Chromium", browserTests},
}

// A tally counts tests.
type tally struct{ passed, failed, skipped int }

func (t *tally) add(u tally) {
	t.passed, t.failed, t.skipped = t.passed+u.passed, t.failed+u.failed, t.skipped+u.skipped
}

func main() {
	only := flag.String("only", "", "stages to run, separated by commas")
	flag.Parse()
	chosen, err := choose(*only)
	if err != nil {
		fmt.Fprintln(os.Stderr, "check:", err)
		os.Exit(2)
	}
	sum, err := runStages(chosen)
	if err != nil {
		fmt.Println(err)
	}
	fmt.Printf("%d passed, %d failed\n", sum.passed, sum.failed)
	if err != nil {
		os.Exit(1)
	}
}

// choose returns the stages with the names in list, in their usual order.
func choose(list string) ([]stage, error) {
	if list == "" {
		return stages, nil
	}
	var chosen []stage
	names := strings.Split(list, ",")
	for _, s := range stages {
		if i := slices.Index(names, s.name); i >= 0 {
			chosen = append(chosen, s)
			names = slices.Delete(names, i, i+1)
		}
	}
	if len(names) > 0 {
		return nil, fmt.Errorf("no stage is called %s", strings.Join(names, " or "))
	}
	return chosen, nil
}

// runStages runs one stage after the other until one fails.
func runStages(chosen []stage) (tally, error) {
	var sum tally
	start := time.Now()
	for _, s := range chosen {
		fmt.Printf("== %s: %s\n", s.name, s.about)
		began := time.Now()
		got, err := s.run()
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
		sum.add(got)
		if err != nil {
			return sum, fmt.Errorf("FAILED: %s: %w", s.name, err)
		}
		fmt.Printf("   %s: %d passed in %.1f s\n", s.name, got.passed, time.Since(began).Seconds())
	}
	fmt.Printf("== everything passed in %.0f s\n", time.Since(start).Seconds())
	return sum, nil
}
