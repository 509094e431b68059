// Ask prints, as JSON, what the page says about a link:
//
//	go run ./scripts/ask 'https://…/#v=1&s=some-argument&engineers=30&seed=1961'
//	go run ./scripts/ask -charts 'engineers=30'
//
// It takes a whole address, what stands after "#" or "?", or bare pairs. A link
// that had to be repaired is answered too; the notes name the values that were moved.
//
// The exit code is 0 for an answer, 1 if the simulation failed and 2 if it was
// called wrongly.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"kingman/scripts/internal/reply"
	"kingman/wasm/answer"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("ask", flag.ContinueOnError)
	flags.SetOutput(stderr)
	charts := flags.Bool("charts", false, "print the data of the charts too")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: go run ./scripts/ask [-charts] '<link>'")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() != 1 {
		fmt.Fprintf(stderr, "ask: needs one link, has %d arguments; put the link between quotes, because of its “&”\n", flags.NArg())
		flags.Usage()
		return 2
	}
	r := reply.To(flags.Arg(0))
	view, err := r.View()
	if err != nil {
		fmt.Fprintln(stderr, "ask:", err)
		return 1
	}
	write := answer.JSON
	if *charts {
		write = answer.JSONWithCharts
	}
	text, err := write(r.Link, r.Notes, view)
	if err == nil {
		_, err = stdout.Write(text)
	}
	if err != nil {
		fmt.Fprintln(stderr, "ask:", err)
		return 1
	}
	return 0
}
