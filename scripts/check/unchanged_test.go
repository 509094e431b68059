package main

import (
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestFoldersOf(t *testing.T) {
	got := foldersOf("bufio\tkingman/core/sim\tkingman/core/org [kingman/core/org.test]\tkingman/core/org_test [kingman/core/org.test]\tnet/url")
	if want := []string{"core/org", "core/sim"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A folder's hash changes with its files and its test data, not with the folders
// in it.
func TestAddFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(path, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	hash := func() string {
		t.Helper()
		h := sha256.New()
		if err := addFolder(h, "p"); err != nil {
			t.Fatal(err)
		}
		return string(h.Sum(nil))
	}
	write("p/a.go", "package p")
	write("p/testdata/deep/golden.txt", "1")
	last := hash()
	for _, c := range []struct {
		path, text string
		changes    bool
	}{
		{"p/q/b.go", "package q", false},
		{"p/a.go", "package p // changed", true},
		{"p/a_test.go", "package p", true},
		{"p/testdata/deep/golden.txt", "2", true},
		{"p/a.go", "package p // changed", false},
	} {
		write(c.path, c.text)
		now := hash()
		if (now != last) != c.changes {
			t.Errorf("%s = %q: changes %v, want %v", c.path, c.text, now != last, c.changes)
		}
		last = now
	}
	if err := addFolder(sha256.New(), "missing"); err == nil {
		t.Error("a folder that is not there has a hash")
	}
}

// A package that has passed is not run again until it, or one that it imports,
// is different.
func TestUnlessPassed(t *testing.T) {
	t.Chdir(root)
	folder := passedFolder
	passedFolder = t.TempDir()
	defer func() { passedFolder = folder }()
	ran := []string{}
	look := func(passes map[string]int, patterns ...string) tally {
		t.Helper()
		got, err := unlessPassed(io.Discard, nil, patterns, func(changed []string) (map[string]int, tally, error) {
			ran = append(ran, changed...)
			sum := tally{failed: len(changed) - len(passes)}
			for _, n := range passes {
				sum.passed += n
			}
			return passes, sum, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	const words, stats = "kingman/core/words", "kingman/core/stats"
	if got := look(map[string]int{words: 3}, "./core/words", "./core/stats"); got != (tally{passed: 3, failed: 1}) {
		t.Errorf("first %+v", got)
	}
	if got := look(map[string]int{stats: 5}, "./core/words", "./core/stats"); got != (tally{passed: 8}) {
		t.Errorf("after one has passed %+v", got)
	}
	if got := look(nil, "./core/words", "./core/stats"); got != (tally{passed: 8}) {
		t.Errorf("after both have passed %+v", got)
	}
	if want := []string{stats, words, stats}; !slices.Equal(ran, want) {
		t.Errorf("ran %q, want %q", ran, want)
	}

	native, err := suites(nil, "./core/words")
	if err != nil {
		t.Fatal(err)
	}
	wasm, err := suites(wasmEnv(), "./core/words")
	if err != nil || native[words] == wasm[words] {
		t.Errorf("one hash natively and in wasm: %v, %v, %v", native, wasm, err)
	}
}
