package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

type options struct {
	files   []string
	methods []string // empty: all
	times   bool
}

func parseArgs(args []string, stderr io.Writer) (options, error) {
	flags := flag.NewFlagSet("verify", flag.ContinueOnError)
	flags.SetOutput(stderr)
	method := flags.String("method", "", "only rows of these methods, separated by commas")
	times := flags.Bool("times", false, "print the processor time of each row")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: go run ./scripts/verify [-method LIST] [-times] FILE…")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return options{}, err
	}
	opts := options{files: flags.Args(), times: *times}
	if *method != "" {
		opts.methods = strings.Split(*method, ",")
		for _, m := range opts.methods {
			if !slices.Contains(allMethods, m) {
				fmt.Fprintf(stderr, "verify: unknown method %q, must be one of %s\n", m, strings.Join(allMethods, ", "))
				return options{}, errors.New("unknown method")
			}
		}
	}
	if len(opts.files) == 0 {
		flags.Usage()
		return options{}, errors.New("no files")
	}
	return opts, nil
}
