package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestFailuresKeepTheOrderOfTheFile holds that rows computed side by side are printed in the file's order.
func TestFailuresKeepTheOrderOfTheFile(t *testing.T) {
	slow := strings.NewReplacer(`"formula"`, `"simulate"`, "M/M/1", "G/G/c", `"mean_wait": 1}`, `"mean_wait": 2}`).Replace(goodRow)
	wrong := strings.Replace(goodRow, `"mean_wait": 1}`, `"mean_wait": 2}`, 1)
	lines := []string{slow, wrong, "{", wrong, slow, wrong}
	code, out := verifyText(t, strings.Join(lines, "\n"))
	at := 0
	for n := range lines {
		k := strings.Index(out, fmt.Sprintf("table.jsonl:%d", n+1))
		if k < at {
			t.Errorf("line %d is missing or out of order in\n%s", n+1, out)
		}
		at = k
	}
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	if _, again := verifyText(t, strings.Join(lines, "\n")); pathless(again) != pathless(out) {
		t.Errorf("a second run prints\n%s\nthe first\n%s", again, out)
	}
}

// pathless removes the names of temporary folders.
func pathless(out string) string {
	var lines []string
	for line := range strings.Lines(out) {
		if k := strings.Index(line, "table.jsonl"); k >= 0 {
			line = line[k:]
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "")
}

// TestBudget holds that a row whose budget runs out says so and fails.
func TestBudget(t *testing.T) {
	for _, row := range []string{
		`{"id": "r", "model": "G/G/c", "method": "simulate", "in": {"arrival_rate": 0.5, "mean_service": 1, "servers": 1}, "out": {"mean_wait": 1}, "budget": 1e-6}`,
		`{"id": "r", "model": "M[X]/M/c", "method": "simulate", "in": {"batch_rate": 0.45, "batch_sizes": [0, 0, 0, 1], "mean_service": 1, "servers": 3}, "out": {"mean_wait": 1.28741496599}, "budget": 1e-6}`,
		`{"id": "r", "model": "transient", "method": "simulate", "in": {"servers": 1, "arrival_rate": 0.5, "mean_service": 1, "start": 0, "t": 1}, "out": {"wip": 0.36}, "budget": 1e-6}`,
	} {
		if code, out := verifyText(t, row); code != 1 || !strings.Contains(out, "budget of 1e-06 s ran out") {
			t.Errorf("exit %d\n%s", code, out)
		}
	}
}
