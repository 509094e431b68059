package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"text/tabwriter"
)

// A report prints misses as they come and a summary at the end.
type report struct {
	out    io.Writer
	counts map[[2]string]*count
	times  bool // print how long each row took
	broken int  // lines and files that could not be read
}

type count struct{ rows, values, failed int }

func newReport(out io.Writer) *report {
	return &report{out: out, counts: map[[2]string]*count{}}
}

func (r *report) unreadable(file string, line int, err error) {
	r.broken++
	where := file
	if line > 0 {
		where = fmt.Sprintf("%s:%d", file, line)
	}
	fmt.Fprintf(r.out, "FAIL %s: cannot be read: %v\n", where, err)
}

func (r *report) add(row Row, misses []Miss, seconds float64) {
	key := [2]string{row.Model, row.Method}
	c := r.counts[key]
	if c == nil {
		c = &count{}
		r.counts[key] = c
	}
	if r.times {
		fmt.Fprintf(r.out, "%7.2f s %s:%d %s (%s, %s)\n", seconds, row.File, row.Line, row.ID, row.Model, row.Method)
	}
	c.rows++
	c.values += len(row.Out)
	if len(misses) == 0 {
		return
	}
	c.failed++
	for _, m := range misses {
		fmt.Fprintf(r.out, "FAIL %s:%d %s (%s, %s)", row.File, row.Line, row.ID, row.Model, row.Method)
		if m.Quantity != "" {
			fmt.Fprintf(r.out, " %s", m.Quantity)
		}
		if m.Expected != "" {
			fmt.Fprintf(r.out, ": expected %s", m.Expected)
		}
		if m.Got != "" {
			fmt.Fprintf(r.out, ", got %s", m.Got)
		}
		if !math.IsNaN(m.Tolerance) {
			fmt.Fprintf(r.out, ", error %.3g, tolerance %.3g", m.Error, m.Tolerance)
		}
		if m.Why != "" {
			fmt.Fprintf(r.out, ": %s", m.Why)
		}
		fmt.Fprintln(r.out)
	}
}

// finish prints the summary and returns the exit code.
func (r *report) finish() int {
	keys := make([][2]string, 0, len(r.counts))
	for k := range r.counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	table := tabwriter.NewWriter(r.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "model\tmethod\trows\tvalues\tfailed")
	total := count{}
	for _, k := range keys {
		c := r.counts[k]
		fmt.Fprintf(table, "%s\t%s\t%d\t%d\t%d\n", k[0], k[1], c.rows, c.values, c.failed)
		total.rows += c.rows
		total.values += c.values
		total.failed += c.failed
	}
	fmt.Fprintf(table, "all\t\t%d\t%d\t%d\n", total.rows, total.values, total.failed)
	table.Flush()
	if r.broken > 0 {
		fmt.Fprintf(r.out, "%d lines or files could not be read\n", r.broken)
	}
	if total.failed > 0 || r.broken > 0 {
		return 1
	}
	return 0
}
