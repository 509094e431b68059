package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

func TestNetworkTables(t *testing.T) {
	for _, table := range []string{"networks_open.jsonl", "networks_closed.jsonl", "priority.jsonl"} {
		t.Run(table, func(t *testing.T) {
			var out, errs bytes.Buffer
			if code := run([]string{"-method", "formula,refuse", filepath.Join("testdata", table)}, &out, &errs); code != 0 {
				t.Errorf("exit %d\n%s%s", code, &out, &errs)
			}
		})
	}
}

// openRow is a delay between two stations; the rows below are it with one thing
// changed.
const openRow = `{"id": "r", "model": "Jackson", "method": "formula", "in": {
	"stations": [{"servers": 1, "mean_service": 1}, {"kind": "delay", "mean_service": 24}, {"servers": 1, "service_rate": 0.625, "service_scv": 1}],
	"external": [{"arrival_rate": 0.5}, null, null], "routing": [[0, 1, 0], [0, 0, 1], [0, 0, 0]]},
	"out": {"stations": {"mean_wait": [1, 0, 6.4]}, "lead_time": 34}, "rel_tol": 1e-12}`

func oneLine(text string) string { return strings.ReplaceAll(text, "\n", " ") }

func TestNetworkRows(t *testing.T) {
	refused := strings.NewReplacer(`"formula"`, `"refuse"`, `"out": {"stations": {"mean_wait": [1, 0, 6.4]}, "lead_time": 34}`, `"out": {"error": "unstable"}`).Replace(openRow)
	for _, c := range []struct{ name, text, fails string }{
		{"a delay", openRow, ""},
		{"QNA where Jackson holds", strings.Replace(openRow, "Jackson", "QNA", 1), ""},
		{"a wrong value", strings.Replace(openRow, "6.4", "6.5", 1), "stations.mean_wait[2]: expected 6.5, got 6.4"},
		{"a misspelt field", strings.Replace(openRow, `"kind"`, `"sort"`, 1), "unknown field"},
		{"an unknown kind", strings.Replace(openRow, `"delay"`, `"gate"`, 1), `unknown kind of station "gate"`},
		{"no Jackson network", strings.Replace(openRow, `"service_scv": 1`, `"service_scv": 2`, 1), "Stations[2].ServiceSCV is 2"},
		{"items that never leave", strings.Replace(openRow, "[0, 0, 0]]", "[0, 0, 1]]", 1), "never lets items leave"},
		{"overload", strings.Replace(refused, "0.625", "0.4", 1), ""},
		{"overload that is not", refused, "no error"},
		{"overloaded priorities", `{"id": "p", "model": "priority, non-preemptive", "method": "refuse", "in": {"servers": 1, "classes": [{"arrival_rate": 0.5, "mean_service": 1}, {"arrival_rate": 0.5, "mean_service": 1}]}, "out": {"error": "unstable"}}`, ""},
		{"overloaded batches", `{"id": "b", "model": "M[X]/M/1", "method": "refuse", "in": {"batch_rate": 0.5, "service_rate": 1, "batch_sizes": [0, 1]}, "out": {"error": "unstable"}}`, ""},
		{"a class without service", `{"id": "m", "model": "MVA", "method": "refuse", "in": {"classes": [{"population": 1, "think_time": 0}], "stations": []}, "out": {"error": "invalid"}}`, ""},
	} {
		code, out := verifyText(t, oneLine(c.text))
		if c.fails == "" && code != 0 || c.fails != "" && (code != 1 || !strings.Contains(out, c.fails)) {
			t.Errorf("%s: exit %d, want %q in\n%s", c.name, code, c.fails, out)
		}
	}
}
