package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tables lists the reference tables whose formula and refuse rows must pass.
var tables = []string{
	"station_exact.jsonl",
	"station_approximations.jsonl",
	"talk.jsonl",
	"edge.jsonl",
	"forward.jsonl",
}

func TestTables(t *testing.T) {
	for _, table := range tables {
		t.Run(table, func(t *testing.T) {
			var out, errs bytes.Buffer
			if code := run([]string{"-method", "formula,refuse", filepath.Join("testdata", table)}, &out, &errs); code != 0 {
				t.Errorf("exit %d\n%s%s", code, &out, &errs)
			}
		})
	}
}

// goodRow passes; the rows of TestVerifyCanFail are it with one thing wrong.
const goodRow = `{"id": "r", "model": "M/M/1", "method": "formula", "in": {"arrival_rate": 0.5, "mean_service": 1, "servers": 1}, "out": {"mean_wait": 1}, "rel_tol": 1e-9}`

func verifyText(t *testing.T, text string) (code int, out string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "table.jsonl")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	code = run([]string{file}, &stdout, &stderr)
	return code, stdout.String() + stderr.String()
}

func TestVerifyPasses(t *testing.T) {
	for name, text := range map[string]string{
		"one row":      goodRow,
		"blank lines":  "\n" + goodRow + "\n\n" + goodRow + "\n",
		"a remark":     strings.Replace(goodRow, `"id"`, `"remark": [1, {"x": null}], "id"`, 1),
		"service rate": strings.Replace(goodRow, "mean_service", "service_rate", 1),
		"in tolerance": strings.NewReplacer(`"mean_wait": 1}`, `"mean_wait": 1.01}`, "1e-9", "0.011").Replace(goodRow),
		"unstable":     `{"id": "u", "model": "M/M/c", "method": "refuse", "in": {"arrival_rate": 9, "mean_service": 1, "servers": 3}, "out": {"error": "unstable"}}`,
		"infinite":     strings.NewReplacer(`"mean_wait": 1}`, `"mean_wait_served": 0}`, "M/M/1", "M/M/c+M", `"servers"`, `"abandon_rate": 1e12, "servers"`, `"rel_tol": 1e-9`, `"abs_tol": 1e-9`).Replace(goodRow),
	} {
		if code, out := verifyText(t, text); code != 0 {
			t.Errorf("%s: exit %d\n%s", name, code, out)
		}
	}
}

func TestVerifyCanFail(t *testing.T) {
	refuse := func(in, kind string) string {
		return `{"id": "f", "model": "M/M/1", "method": "refuse", "in": ` + in + `, "out": {"error": "` + kind + `"}}`
	}
	for _, c := range []struct{ name, text, says string }{
		{"a wrong value", strings.Replace(goodRow, `"mean_wait": 1}`, `"mean_wait": 1.001}`, 1), "expected 1.001, got 1, error 0.001, tolerance 1e-09"},
		{"a wrong value among good rows", goodRow + "\n" + strings.Replace(goodRow, `"mean_wait": 1}`, `"mean_wait": 2}`, 1) + "\n" + goodRow, "table.jsonl:2 r"},
		{"not JSON", "{nonsense", "cannot be read"},
		{"two values on a line", goodRow + goodRow, "more than one JSON value"},
		{"an unreadable row after a good one", goodRow + "\n[]", "table.jsonl:2: cannot be read"},
		{"an unknown model", strings.Replace(goodRow, "M/M/1", "M/Q/1", 1), `unknown model "M/Q/1"`},
		{"an unknown quantity", strings.Replace(goodRow, "mean_wait", "mean_wiat", 1), "mean_wiat: expected 1: unknown quantity"},
		{"an unknown method", strings.Replace(goodRow, `"formula"`, `"guess"`, 1), `unknown method "guess"`},
		{"nothing to check", strings.Replace(goodRow, `"mean_wait": 1`, "", 1), "nothing in \"out\""},
		{"no out", strings.Replace(goodRow, `"out": {"mean_wait": 1}, `, "", 1), "out: missing"},
		{"a missing input", strings.Replace(goodRow, `"arrival_rate": 0.5, `, "", 1), "in has no arrival_rate"},
		{"a word for a number", strings.Replace(goodRow, "0.5", `"half"`, 1), "is not a number"},
		{"a NaN tolerance", strings.Replace(goodRow, "1e-9", `"NaN"`, 1), "rel_tol is NaN"},
		{"a negative tolerance", strings.Replace(goodRow, "1e-9", "-1", 1), "rel_tol is -1"},
		{"an expected NaN", strings.Replace(goodRow, `"mean_wait": 1}`, `"mean_wait": "NaN"}`, 1), "expected NaN"},
		{"a null for a number", strings.Replace(goodRow, `"mean_wait": 1}`, `"mean_wait": null}`, 1), "expected null, got 1"},
		{"an infinite expectation", strings.Replace(goodRow, `"mean_wait": 1}`, `"mean_wait": "Inf"}`, 1), "expected +Inf, got 1"},
		{"overload in a formula row", strings.Replace(goodRow, "0.5", "1.5", 1), "no steady state"},
		{"a stable row that should be refused", refuse(`{"arrival_rate": 0.5, "mean_service": 1}`, "unstable"), "no error"},
		{"invalid for unstable", refuse(`{"arrival_rate": -1, "mean_service": 1}`, "unstable"), "the error is"},
		{"unstable for invalid", refuse(`{"arrival_rate": 2, "mean_service": 1}`, "invalid"), "the error is"},
		{"a missing field for an illegal one", refuse(`{"mean_service": 1}`, "invalid"), "in has no arrival_rate"},
		{"an unknown kind of refusal", refuse(`{"arrival_rate": 2, "mean_service": 1}`, "bored"), "unknown kind"},
		{"an empty table", "", "no rows"},
	} {
		code, out := verifyText(t, c.text)
		if code != 1 || !strings.Contains(out, c.says) {
			t.Errorf("%s: exit %d, want 1 and %q in\n%s", c.name, code, c.says, out)
		}
	}
}

func TestVerifyArguments(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
	}{
		{nil, 2},
		{[]string{"-nonsense"}, 2},
		{[]string{"-method", "guess", "x"}, 2},
		{[]string{filepath.Join("testdata", "no-such-file.jsonl")}, 1},
	} {
		var out, errs bytes.Buffer
		if code := run(c.args, &out, &errs); code != c.code {
			t.Errorf("run(%q) = %d, want %d", c.args, code, c.code)
		}
	}
}

// TestSimulationRule tests the pass rule for simulated values on its own: within
// four combined standard errors, and a standard error of at most 2 % (5 % for
// percentiles) of the expected value.
func TestSimulationRule(t *testing.T) {
	row := Row{Method: methodSimulate}
	for _, c := range []struct {
		name string
		want Expected
		got  Got
		bad  bool
	}{
		{"inside", Expected{Quantity: "mean_wait", Value: 10}, Got{Value: 10.39, StdErr: 0.1}, false},
		{"outside", Expected{Quantity: "mean_wait", Value: 10}, Got{Value: 10.41, StdErr: 0.1}, true},
		{"the reference is uncertain too", Expected{Quantity: "mean_wait", Value: 10, CI95: 0.196}, Got{Value: 10.5, StdErr: 0.1}, false},
		{"too noisy to say", Expected{Quantity: "mean_wait", Value: 10}, Got{Value: 10, StdErr: 0.21}, true},
		{"percentiles may be noisier", Expected{Quantity: "stations.wait_p95[1]", Value: 10}, Got{Value: 10, StdErr: 0.21}, false},
		{"no standard error", Expected{Quantity: "mean_wait", Value: 10}, Got{Value: 10.1}, true},
		{"zero must be zero", Expected{Quantity: "wait_p95", Value: 0}, Got{Value: 1e-12, StdErr: 1}, true},
		{"zero", Expected{Quantity: "wait_p95", Value: 0}, Got{Value: 0, StdErr: 1}, false},
	} {
		if _, bad := compare(row, c.want, c.got); bad != c.bad {
			t.Errorf("%s: bad = %v", c.name, bad)
		}
	}
}

func TestRegisterTwicePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	registerStation("M/M/1", computeMMc)
}

// FuzzParseRow holds that no line of a table can crash the reader.
func FuzzParseRow(f *testing.F) {
	f.Add([]byte(goodRow))
	f.Add([]byte(chanceRow))
	f.Add([]byte(`{"id": 1}`))
	f.Add([]byte(`{"id":"a","model":"b","method":"trace","in":{},"out":[[null,"x"],{"y":[]}],"ci95":{"y":-1}}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		row, err := parseRow("f", 1, line)
		if err == nil && row.Method != methodSimulate && row.Method != methodArgument {
			checkRow(row)
		}
	})
}
