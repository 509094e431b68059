package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A source is one Go file of the module.
type source struct {
	path    string // from the module's top, with slashes
	text    string
	imports []string
}

// sources returns every Go file of the module, other people's left out.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != ".." && (d.Name() == "node_modules" || d.Name() == "build" && filepath.Dir(path) == ".." || strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".go":
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		s := source{path: strings.TrimPrefix(filepath.ToSlash(path), "../"), text: string(text)}
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, name)
		}
		all = append(all, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const (
	safejs  = "github.com/hack-pad/safejs"
	echarts = "github.com/go-echarts/go-echarts"
)

// Only wasm/dom speaks to JavaScript, and all of it only in a browser.
func TestOneDoorToJavaScript(t *testing.T) {
	door := 0
	for _, s := range sources(t) {
		if strings.HasPrefix(s.path, "wasm/dom/") {
			door++
			if first, _, _ := strings.Cut(s.text, "\n"); first != "//go:build js && wasm" {
				t.Errorf("%s begins with %q", s.path, first)
			}
			continue
		}
		for _, name := range s.imports {
			if name == "syscall/js" || name == safejs || strings.HasPrefix(name, safejs+"/") {
				t.Errorf("%s imports %s: go through wasm/dom", s.path, name)
			}
		}
	}
	if door < 10 {
		t.Errorf("wasm/dom has %d files: is this the module's top?", door)
	}
}

// Arrows point down only.
func TestCoreKnowsNothingOfTheApp(t *testing.T) {
	files := 0
	for _, s := range sources(t) {
		if !strings.HasPrefix(s.path, "core/") {
			continue
		}
		files++
		for _, name := range s.imports {
			for _, app := range [...]string{"kingman/wasm", "kingman/scripts", safejs, echarts, "syscall/js"} {
				if name == app || strings.HasPrefix(name, app+"/") {
					t.Errorf("%s imports %s", s.path, name)
				}
			}
		}
	}
	if files < 10 {
		t.Errorf("core has %d files: is this the module's top?", files)
	}
}

// The formulas and the simulator never import each other, so that their
// agreement is evidence. What compares the two stands outside of both.
func TestFormulasAndSimulatorAreStrangers(t *testing.T) {
	strangers := map[string]string{"core/queue/": "kingman/core/sim", "core/sim/": "kingman/core/queue"}
	for _, s := range sources(t) {
		for folder, other := range strangers {
			if strings.HasPrefix(s.path, folder) && slices.Contains(s.imports, other) {
				t.Errorf("%s imports %s", s.path, other)
			}
		}
	}
}
