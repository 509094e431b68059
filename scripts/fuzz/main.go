// Command fuzz looks for inputs that break a fuzz target, each target in turn.
// Its findings are written to the package's testdata/fuzz, from where every
// `go test` replays it.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

func main() {
	each := flag.Duration("time", 20*time.Second, "how long to look at each target")
	flag.Parse()
	if err := run(*each, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "fuzz:", err)
		os.Exit(1)
	}
}

// run fuzzes the targets of the packages, all of them if none is named.
func run(each time.Duration, packages []string) error {
	if len(packages) == 0 {
		packages = []string{"./..."}
	}
	list := exec.Command("go", append([]string{"list", "-f", "{{if .TestGoFiles}}{{.ImportPath}}{{else if .XTestGoFiles}}{{.ImportPath}}{{end}}"}, packages...)...)
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return fmt.Errorf("go list: %w", err)
	}
	for _, name := range strings.Fields(string(out)) {
		targets, err := exec.Command("go", "test", "-list", "^Fuzz", name).Output()
		if err != nil {
			return fmt.Errorf("go test -list in %s: %w\n%s", name, err, targets)
		}
		for target := range bytes.FieldsSeq(targets) {
			if !bytes.HasPrefix(target, []byte("Fuzz")) {
				continue
			}
			fmt.Printf("== %s %s\n", name, target)
			// -run ^$: the seeds are `make test`'s.
			cmd := exec.Command("go", "test", "-run", "^$", "-fuzz", "^"+string(target)+"$", "-fuzztime", each.String(), name)
			cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
			if err := cmd.Run(); err != nil {
				return fmt.Errorf("%s %s: %w", name, target, err)
			}
		}
	}
	return nil
}
