package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func ask(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(args, &stdout, &stderr); code != 0 || stderr.Len() > 0 {
		t.Fatalf("%q: exit code %d, %s", args, code, stderr.String())
	}
	return stdout.String()
}

// The answers to a good link, to one far past saturation and to a broken one,
// to the last digit.
func TestGolden(t *testing.T) {
	for name, link := range map[string]string{
		"default":    "",
		"overloaded": "#v=1&s=analysis-queue&engineers=100&analysts=1&weeks=104&backlog=500&today.engineers=60&seed=7",
		"broken":     "https://example.org/?engineers=3#v=9&s=analysis-queu&engineers=1e999&analysts=none&hours=&weeks=52&today.rate=-1&colour=red&seed",
	} {
		t.Run(name, func(t *testing.T) {
			got := ask(t, link)
			file := filepath.Join("testdata", name+".json")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s\nIf that is meant: go test ./scripts/ask -update", firstDifference(got, string(want)))
			}
		})
	}
}

// firstDifference returns the first line in which two texts differ.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "got  " + strings.TrimSpace(g[i]) + "\nwant " + strings.TrimSpace(w[i])
		}
	}
	return "one answer is longer"
}

// The link in an answer has the same answer, less the notes.
func TestAnswersItsOwnLink(t *testing.T) {
	for _, link := range []string{"engineers=banana&weeks=4", "?step=5", "https://example.org/#v=1&amp;s=analysis-queue&amp;engineers=12."} {
		first := fields(t, ask(t, link))
		second := fields(t, ask(t, strings.Trim(string(first["link"]), `"`)))
		if string(second["notes"]) != "[]" {
			t.Errorf("%s: notes about its own link: %s", link, second["notes"])
		}
		for key := range first {
			if key != "notes" && !bytes.Equal(first[key], second[key]) {
				t.Errorf("%s: %s differs:\n%s\n%s", link, key, first[key], second[key])
			}
		}
	}
}

func fields(t *testing.T, text string) map[string]json.RawMessage {
	t.Helper()
	m := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return m
}

func TestCharts(t *testing.T) {
	if charts := fields(t, ask(t, "weeks=2"))["charts"]; charts != nil {
		t.Errorf("nobody asked for charts: %.80s", charts)
	}
	var charts []struct {
		ID     string
		Layers []struct{ ID string }
	}
	if err := json.Unmarshal(fields(t, ask(t, "-charts", "weeks=2"))["charts"], &charts); err != nil || len(charts) == 0 || len(charts[0].Layers) == 0 {
		t.Errorf("charts %+v, error %v", charts, err)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{{}, {"a", "b"}, {"-chart", "a"}, {"-h"}} {
		var stdout, stderr bytes.Buffer
		if code := run(args, &stdout, &stderr); code != 2 || stdout.Len() > 0 || !strings.Contains(stderr.String(), "usage: ") {
			t.Errorf("%q: exit code %d, printed %q and %q", args, code, stdout.String(), stderr.String())
		}
	}
}
