package main

import (
	"strings"
	"testing"
)

func TestReaderCounts(t *testing.T) {
	const events = `{"Action":"start","Package":"p"}
{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"quiet please\n"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestB/x","Output":"want 1\n"}
{"Action":"fail","Package":"p","Test":"TestB/x"}
{"Action":"fail","Package":"p","Test":"TestB"}
{"Action":"skip","Package":"p","Test":"TestC"}
{"Action":"fail","Package":"p"}
{"Action":"skip","Package":"without-tests"}
{"ImportPath":"q [q.test]","Action":"build-output","Output":"q.go:1: undefined\n"}
{"ImportPath":"q [q.test]","Action":"build-fail"}
{"Action":"output","Package":"q","Output":"FAIL q [build failed]\n"}
{"Action":"fail","Package":"q","FailedBuild":"q [q.test]"}
`
	var out strings.Builder
	r := newReader(&out)
	if err := r.read(strings.NewReader(events)); err != nil {
		t.Fatal(err)
	}
	if want := (tally{passed: 1, failed: 3, skipped: 1}); r.tally != want {
		t.Errorf("counted %+v, want %+v", r.tally, want)
	}
	for text, want := range map[string]bool{"want 1": true, "undefined": true, "build failed": true, "skipped: p TestC": true, "quiet please": false} {
		if got := strings.Contains(out.String(), text); got != want {
			t.Errorf("%q printed %v, want %v:\n%s", text, got, want, out.String())
		}
	}
	if err := newReader(&out).read(strings.NewReader("panic: not JSON")); err == nil {
		t.Error("took a line that is not JSON")
	}
}

func TestNodeTally(t *testing.T) {
	got, err := nodeTally("ok 1 - a\n# tests 4\n# suites 0\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 3\n# todo 1\n")
	if want := (tally{passed: 2, failed: 2, skipped: 4}); err != nil || got != want {
		t.Errorf("counted %+v, %v; want %+v", got, err, want)
	}
	if _, err := nodeTally("ok 1 - a\n"); err == nil {
		t.Error("took a run that did not end")
	}
}
