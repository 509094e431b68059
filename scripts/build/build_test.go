package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// put writes files below dir.
func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestBuildIDFollowsTheSources(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"go.mod": "module m", "go.sum": "", "core/a.go": "1", "wasm/b.go": "2", "web/c.js": "3"})
	id := func() string {
		t.Helper()
		got, err := buildID(dir)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, c := range []struct {
		name, text string
		moves      bool
	}{
		{"core/a_test.go", "x", false},
		{"core/testdata/a.json", "x", false},
		{"web/node_modules/lib/index.js", "x", false},
		{"web/charts.test.mjs", "x", false},
		{"README.md", "x", false},
		{"core/.a.go.swp", "x", false},
		{"core/a.go", "11", true},
		{"core/new/a.go", "1", true},
		{"web/c.js", "4", true},
		{"go.sum", "x", true},
	} {
		before := id()
		if again := id(); again != before {
			t.Fatalf("the same sources gave %s and %s", before, again)
		}
		put(t, dir, map[string]string{c.name: c.text})
		if got := id() != before; got != c.moves {
			t.Errorf("%s: id changed %v, want %v", c.name, got, c.moves)
		}
	}
}

func TestSwapKeepsNothingOfTheOldSite(t *testing.T) {
	dir := t.TempDir()
	site, next := filepath.Join(dir, "site"), filepath.Join(dir, "next")
	for range 2 { // the first time there is no old site
		put(t, next, map[string]string{"new.js": "1"})
		if err := swap(next, site); err != nil {
			t.Fatal(err)
		}
	}
	put(t, site, map[string]string{"old.js": "1"})
	put(t, next, map[string]string{"new.js": "2"})
	if err := swap(next, site); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(site)
	if err != nil || len(entries) != 1 || entries[0].Name() != "new.js" {
		t.Errorf("the site has %v, %v", entries, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}
