package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"regexp"
	"runtime"
	"slices"

	"kingman/core/queue"
)

// readTable lists every row of one table that has one of the methods, of any method if methods is empty. A file that
// cannot be read or has no rows is a failure: a check that checked nothing must not look like one that passed.
func readTable(file string, methods []string) (tasks []*task) {
	add := func(line int, row Row, err error) {
		tasks = append(tasks, &task{row: row, file: file, line: line, err: err, done: make(chan struct{})})
	}
	text, err := os.ReadFile(file)
	if err != nil {
		add(0, Row{}, err)
		return tasks
	}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 64<<20)
	rows := 0
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		rows++
		row, err := parseRow(file, n, line)
		if err != nil || len(methods) == 0 || slices.Contains(methods, row.Method) {
			add(n, row, err)
		}
	}
	if err := lines.Err(); err != nil {
		add(0, Row{}, err)
	} else if rows == 0 {
		add(0, Row{}, errors.New("no rows"))
	}
	return tasks
}

// A Miss is one value of a row that is not as it should be.
type Miss struct {
	Quantity  string
	Expected  string
	Got       string
	Error     float64 // NaN if it is not a matter of distance
	Tolerance float64
	Why       string // empty for a plain distance
}

// errBudget comes with a simulation's result as it stood when the row's budget ran out.
var errBudget = errors.New("the budget ran out")

// checkRow returns the misses of a row; none if it passes.
func checkRow(row Row) []Miss {
	if row.Asked != nil {
		return checkArgument(row)
	}
	compute, ok := lookup(row.Model, row.Method)
	if !ok {
		return []Miss{complaint("", "", "unknown model %q for method %q", row.Model, row.Method)}
	}
	runtime.LockOSThread() // for threadSeconds
	defer runtime.UnlockOSThread()
	began := threadSeconds()
	result, err := compute(row)
	if row.Method == methodRefuse {
		return checkRefusal(row, result, err)
	}
	ranOut := errors.Is(err, errBudget) || row.Method == methodSimulate && threadSeconds()-began > row.Budget
	if err != nil && !errors.Is(err, errBudget) {
		return []Miss{complaint("", "", "%v", err)}
	}
	var misses []Miss
	if ranOut {
		misses = append(misses, complaint("", "", "the budget of %g s ran out", row.Budget))
	}
	for _, want := range row.Out {
		got, ok := result[want.Quantity]
		if !ok {
			misses = append(misses, complaint(want.Quantity, show(want.Value, want.Word), "unknown quantity"))
			continue
		}
		if miss, bad := compare(row, want, got); bad {
			misses = append(misses, miss)
		}
	}
	return misses
}

// compare applies the rule of the row's method to one value.
func compare(row Row, want Expected, got Got) (Miss, bool) {
	miss := distance(want, got)
	if want.Word != "" || got.Word != "" {
		return miss, want.Word != got.Word
	}
	switch {
	case row.Method != methodSimulate:
		rel := row.RelTol
		if percentile.MatchString(want.Quantity) {
			rel = row.RelTolPercentiles
		}
		miss.Tolerance = row.AbsTol
		if !math.IsInf(want.Value, 0) {
			miss.Tolerance = math.Max(row.AbsTol, rel*math.Abs(want.Value))
		}
	case want.Value == 0:
		miss.Tolerance = 0
	default:
		reference := want.CI95 / 1.96
		miss.Tolerance = 4 * math.Sqrt(got.StdErr*got.StdErr+reference*reference)
		limit := 0.02
		if percentile.MatchString(want.Quantity) {
			limit = 0.05
		}
		if !(got.StdErr <= limit*math.Abs(want.Value)) {
			miss.Why = fmt.Sprintf("the simulation's standard error is %.3g, above %g of the expected value", got.StdErr, limit)
			return miss, true
		}
	}
	return miss, !(miss.Error <= miss.Tolerance)
}

// distance returns by how much a value misses the expected one, without a
// tolerance yet.
func distance(want Expected, got Got) Miss {
	miss := Miss{
		Quantity: want.Quantity, Expected: show(want.Value, want.Word), Got: show(got.Value, got.Word),
		Error: math.NaN(), Tolerance: math.NaN(),
	}
	switch {
	case want.Word != "" || got.Word != "":
	case want.Value == got.Value: // also infinities
		miss.Error = 0
	default:
		miss.Error = math.Abs(got.Value - want.Value)
	}
	return miss
}

// percentile matches wait_p95, stations.sojourn_p99[2], ….
var percentile = regexp.MustCompile(`_p\d+(\[\d+\])*$`)

// checkRefusal wants an error of the kind that the row names. "unstable": an
// UnstableError, with +Inf for every mean wait that came with it. "invalid": a
// FieldError that names a field of the input.
func checkRefusal(row Row, result Result, err error) []Miss {
	if len(row.Out) != 1 || row.Out[0].Quantity != "error" {
		return []Miss{complaint("", "", `a refuse row's "out" must be {"error": …}`)}
	}
	kind := row.Out[0].Word
	var field *queue.FieldError
	var unstable *queue.UnstableError
	switch {
	case kind != "unstable" && kind != "invalid":
		return []Miss{complaint("error", kind, "unknown kind of error")}
	case err == nil:
		return []Miss{complaint("error", kind, "no error")}
	case kind == "unstable" && !errors.As(err, &unstable), kind == "invalid" && !errors.As(err, &field):
		return []Miss{complaint("error", kind, "the error is: %v", err)}
	case kind == "invalid":
		return nil
	}
	if wait, ok := result["mean_wait"]; !ok || !math.IsInf(wait.Value, 1) {
		return []Miss{complaint("mean_wait", "+Inf", "got %v with the error", wait.Value)}
	}
	return nil
}

func complaint(quantity, expected, format string, args ...any) Miss {
	return Miss{Quantity: quantity, Expected: expected, Error: math.NaN(), Tolerance: math.NaN(), Why: fmt.Sprintf(format, args...)}
}

func show(value float64, word string) string {
	if word != "" {
		return word
	}
	return fmt.Sprintf("%.12g", value)
}
