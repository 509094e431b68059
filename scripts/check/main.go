// Command check is `make test`: every check of the repository, in stages, two
// of them side by side. After a failure it begins no other stage. It ends with
// a table of the stages and with how many tests passed and failed.
//
//	go run ./scripts/check                       all of them
//	go run ./scripts/check -only build,browser   some of them
//	go run ./scripts/check -only browser -e2e link,live   the files of browser tests with these names
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// A stage is one group of checks. Its run returns the count of its tests,
// and an error that names the fault in one line; the details are written to out.
type stage struct {
	name, about string
	after       string // the stage without which this one says nothing, if any
	run         func(out io.Writer) (tally, error)
}

// stages are in the order in which they begin. The browser spends much of its
// time waiting, so that everything else fits beside it.
var stages = []stage{
	{"format", "gofmt", "", formatted},
	{"engines", "Chromium, Firefox and WebKit are here, or are installed", "", engines},
	{"vet", "go vet, for this machine and for the browser", "format", vetted},
	{"build", "the static site", "vet", build},
	{"staticcheck", "staticcheck, for this machine and for the browser", "vet", linted},
	{"budget", "what the site weighs on the wire", "build", weights},
	{"node", "the tests of the JavaScript", "build", nodeTests},
	{"browser", "the page in headless Chromium", "build", browserTests},
	{"native", "go test ./...", "vet", nativeTests},
	{"wasm", "the tests of core and of the app's pure parts, inside WebAssembly under node", "vet", wasmTests},
	{"tables", "the reference tables, by scripts/verify", "vet", tables},
	{"firefox", "the main path in Firefox, with the digits of native Go", "build", mainPath("firefox")},
	{"webkit", "the main path in WebKit, with the digits of native Go", "build", mainPath("webkit")},
}

// A tally counts tests.
type tally struct{ passed, failed, skipped int }

func (t *tally) add(u tally) {
	t.passed, t.failed, t.skipped = t.passed+u.passed, t.failed+u.failed, t.skipped+u.skipped
}

// e2e names the files of browser tests to run: "link" is link.test.mjs.
var e2e = flag.String("e2e", "", "browser tests to run, separated by commas: all if empty")

func main() {
	only := flag.String("only", "", "stages to run, separated by commas: all if empty")
	flag.Parse()
	chosen, err := choose(*only)
	if err == nil {
		_, err = browserFiles(*e2e)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "check:", err)
		os.Exit(2)
	}
	// Without paths in it, what one stage compiles serves every copy of the sources: that
	// in which the README's example is built, and other clones on this machine.
	setDefault("GOFLAGS", "-trimpath")
	// Programs that live for seconds collect a few times: a quarter of the tests' time and
	// of the compiler's is the collector's otherwise. Near the limit they collect as ever.
	setDefault("GOGC", "400")
	setDefault("GOMEMLIMIT", "1GiB")
	sum, err := runStages(chosen, os.Stdout)
	if err != nil {
		fmt.Println(err)
	}
	fmt.Printf("%d passed, %d failed\n", sum.passed, sum.failed)
	if err != nil {
		os.Exit(1)
	}
}

// setDefault sets a variable of the environment, for all stages, that has no value.
func setDefault(name, value string) {
	if os.Getenv(name) == "" {
		os.Setenv(name, value)
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
