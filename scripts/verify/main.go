// Verify computes every row of the given reference tables with the library and
// compares.
//
//	go run ./scripts/verify [-method formula,refuse,simulate,trace] FILE…
//
// A table has one JSON object a line: id, model, method, in, out, tolerances.
// For each value outside its tolerance it prints the row, the expected value,
// what it got, the error and the tolerance; at the end a summary per model. It
// exits with 1 if any row is outside its tolerance, cannot be read, or names a
// model or a quantity that the library does not have; with 2 if it is called
// wrongly.
package main

import (
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	opts, err := parseArgs(args, stderr)
	if err != nil {
		return 2
	}
	report := newReport(stdout)
	for _, file := range opts.files {
		verifyFile(file, opts.methods, report)
	}
	return report.finish()
}
