// Verify computes every row of the given reference tables with the library and
// compares.
//
//	go run ./scripts/verify [-method formula,refuse,simulate,trace,argument] [-times] FILE…
//
// It computes rows on all processors and prints them in the order of the files.
// A table has one JSON object a line: id, model, method, in, out, tolerances; or
// id, argument, params, figure, setting, value, se, which the library answers as
// the page and scripts/ask do.
// For each value outside its tolerance it prints the row, the expected value,
// the value it got, the error and the tolerance; at the end a summary per model. It
// exits with 1 if any row is outside its tolerance, cannot be read, or names a
// model, an argument or a quantity that the library does not have; with 2 if it is called
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
	var tasks []*task
	for _, file := range opts.files {
		tasks = append(tasks, readTable(file, opts.methods)...)
	}
	checkAll(tasks)
	report := newReport(stdout)
	report.times = opts.times
	for _, t := range tasks { // in the order of the files, whichever is done first
		<-t.done
		if t.err != nil {
			report.unreadable(t.file, t.line, t.err)
			continue
		}
		report.add(t.row, t.misses, t.seconds)
	}
	return report.finish()
}
