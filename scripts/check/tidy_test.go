package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

const root = "../.."

// topLevel is all that may stand at the top of the repository, besides
// dot-files and the ignored folder build.
var topLevel = []string{"Makefile", "README.md", "build", "core", "go.mod", "go.sum", "scripts", "wasm", "web"}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(topLevel, e.Name()) {
			t.Errorf("%s does not belong at the top level", e.Name())
		}
	}
}

// A file that grew past this holds more than one idea. It is no reason to cut
// one idea in two: find the second idea first.
const mostLines = 600

func TestSources(t *testing.T) {
	// Written apart, so that this file does not find itself.
	marker := regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b|\bt\.Sk` + `ip`)
	for _, folder := range []string{"core", "wasm", "web", "scripts"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() {
				if d.Name() == "node_modules" || d.Name() == "testdata" {
					return fs.SkipDir
				}
				return nil
			}
			if !slices.Contains([]string{".go", ".js", ".mjs", ".css", ".html"}, filepath.Ext(path)) {
				return nil
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if n := bytes.Count(b, []byte("\n")); n > mostLines {
				t.Errorf("%s has %d lines, %d at most", path, n, mostLines)
			}
			if m := marker.Find(b); m != nil {
				t.Errorf("%s has a %q", path, m)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// documents are the README and those of .github, by their path.
func documents(t *testing.T) map[string]string {
	paths, err := filepath.Glob(filepath.Join(root, ".github", "*.md"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no documents in .github, %v", err)
	}
	texts := map[string]string{}
	for _, path := range append(paths, filepath.Join(root, "README.md")) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[path] = string(b)
	}
	return texts
}

// What a document links to is there, and so is the heading in it.
func TestLinksLeadSomewhere(t *testing.T) {
	all := documents(t)
	link := regexp.MustCompile(`(?m)(?:\]\(|^\[[^\]]+\]: )([^)\s:]+)(?:\)|$)`)
	code := regexp.MustCompile("(?s)```.*?```")
	heading := regexp.MustCompile(`(?m)^#+ (.*)$`)
	for path, text := range all {
		for _, found := range link.FindAllStringSubmatch(code.ReplaceAllString(text, ""), -1) {
			to, anchor, has := strings.Cut(found[1], "#")
			file := path
			if to != "" {
				file = filepath.Join(filepath.Dir(path), to)
			}
			if _, err := os.Stat(file); err != nil {
				t.Errorf("%s links to %s: %v", path, found[1], err)
			}
			if has && !slices.ContainsFunc(heading.FindAllStringSubmatch(all[file], -1), func(h []string) bool {
				return strings.ReplaceAll(strings.ToLower(h[1]), " ", "-") == anchor
			}) {
				t.Errorf("%s links to %s: there is no such heading", path, found[1])
			}
		}
	}
}

// Text for people fits a window; code in it is as wide as code is.
func TestDocumentsFitAWindow(t *testing.T) {
	const most = 120
	for path, text := range documents(t) {
		code := false
		for i, line := range strings.Split(text, "\n") {
			if strings.HasPrefix(line, "```") {
				code = !code
			}
			if n := utf8.RuneCountInString(line); n > most && !code {
				t.Errorf("%s:%d has %d characters, %d at most", path, i+1, n, most)
			}
		}
	}
}

// Versions are pinned to the last digit; where packages come from is the
// machine's business, not the repository's.
func TestLockFile(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(root, "web", "package-lock.json"))
	if err != nil {
		t.Fatal(err)
	}
	var lock struct {
		Packages map[string]struct {
			Version, Resolved, Integrity string
			DevDependencies              map[string]string
		}
	}
	if err := json.Unmarshal(b, &lock); err != nil {
		t.Fatal(err)
	}
	exact := regexp.MustCompile(`^\d+\.\d+\.\d+$`)
	for name, p := range lock.Packages {
		if name == "" {
			for dependency, version := range p.DevDependencies {
				if !exact.MatchString(version) {
					t.Errorf("%s is not pinned: %q", dependency, version)
				}
			}
			continue
		}
		if p.Resolved != "" {
			t.Errorf("%s names an address: %s", name, p.Resolved)
		}
		if p.Integrity == "" || p.Version == "" {
			t.Errorf("%s is not pinned by a hash", name)
		}
	}
}
