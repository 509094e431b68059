package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kingman/core/catalogue"
)

// The page, the link, the command line and the build know no argument by name:
// whoever adds one touches core/catalogue only. Tests may name them.
func TestNoArgumentIsKnownByName(t *testing.T) {
	var names []string
	for _, a := range catalogue.Entries() {
		names = append(names, a.ID)
	}
	known := regexp.MustCompile(`\b(` + strings.Join(names, "|") + `)\b`)
	files := 0
	for _, folder := range []string{"wasm", "scripts", "web", "core/words", "core/org"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata"):
				return fs.SkipDir
			case d.IsDir() || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, ".test.mjs"):
				return nil
			case !slices.Contains([]string{".go", ".js", ".mjs", ".css", ".html"}, filepath.Ext(path)):
				return nil
			}
			files++
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if m := known.Find(b); m != nil {
				t.Errorf("%s names %s", path, m)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 50 {
		t.Errorf("only %d files were looked at: is this the repository's top?", files)
	}
}
