package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
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

// layers are the module's folders from top to bottom. A package imports from
// the rows below its own and from its own folder; two folders of one row are
// strangers. "/..." includes the folders in a folder, as the go command has it;
// "/*" means them alone, each a stranger to the others.
var layers = [...][]string{
	{"scripts/..."},
	{"wasm/chart/option", "wasm/markup/static"}, // for the build: too heavy for the reader's program
	{"wasm"},
	{"wasm/program"},
	{"wasm/page", "wasm/worker"},
	{"wasm/answer", "wasm/live", "wasm/markup", "wasm/pool"},
	{"wasm/chart", "wasm/dom", "wasm/link", "wasm/protocol"},
	{"wasm/json", "wasm/markup/policy"},
	{"core/catalogue"},
	{"core/catalogue/*"}, // arguments
	{"core/argument/..."},
	{"core/org"},
	{"core/queue/...", "core/sim/...", "scripts/verify/single"}, // their agreement is evidence
	{"core/dist", "core/stats"},
	{"core/rng"},
	{"core/portable/...", "core/smallfmt", "core/words"},
}

// doors name the one folder that may import a package.
var doors = [...]struct{ imported, by string }{
	{"syscall/js", "wasm/dom"},
	{"github.com/hack-pad/safejs/...", "wasm/dom"},
	{"github.com/go-echarts/go-echarts/...", "wasm/chart/option"},
	{"kingman/core/catalogue/*", "core/catalogue/..."},
}

// forTests are the folders that only tests and each other may import.
var forTests = [...]string{"core/argument/argumenttest"}

// pure are the packages of the standard library that core may import. They bring no
// clock, no files, no chance of their own and no output, so that a result is the same on
// every machine and on every day. Tests may import others. A further package needs a
// thought about all of this before it comes here.
var pure = [...]string{"cmp", "errors", "math", "math/bits", "slices", "sort", "strconv", "strings", "unicode", "unicode/utf8"}

// match returns the part of a package's name that a pattern of layers or doors
// fixes: the folder that the package belongs to.
func match(pattern, pkg string) (folder string, ok bool) {
	if f, deep := strings.CutSuffix(pattern, "/..."); deep {
		return f, pkg == f || strings.HasPrefix(pkg, f+"/")
	}
	if f, each := strings.CutSuffix(pattern, "*"); each {
		rest, ok := strings.CutPrefix(pkg, f)
		first, _, _ := strings.Cut(rest, "/")
		return f + first, ok
	}
	return pattern, pkg == pattern
}

// home returns a package's row in layers and its folder there, the innermost.
func home(pkg string) (row int, folder string, ok bool) {
	for i, patterns := range layers {
		for _, pattern := range patterns {
			if f, fits := match(pattern, pkg); fits && len(f) > len(folder) {
				row, folder, ok = i, f, true
			}
		}
	}
	return row, folder, ok
}

// offences returns what a file imports against the arrows.
func offences(s source) []string {
	own := path.Dir(s.path)
	test := strings.HasSuffix(s.path, "_test.go") || slices.Contains(forTests[:], own)
	row, folder, ok := home(own)
	if !ok {
		return []string{own + " has no row in layers"}
	}
	var all []string
	for _, name := range s.imports {
		if inner, ok := strings.CutPrefix(name, "kingman/"); ok {
			switch below, other, ok := home(inner); {
			case !ok:
				all = append(all, fmt.Sprintf("%s imports %s, which has no row in layers", s.path, name))
			case below < row:
				all = append(all, fmt.Sprintf("%s imports %s, which stands above %s", s.path, name, folder))
			case slices.Contains(forTests[:], inner) && !test:
				all = append(all, fmt.Sprintf("%s imports %s, which is for tests", s.path, name))
			case below == row && other != folder:
				all = append(all, fmt.Sprintf("%s imports %s, a stranger to %s", s.path, name, folder))
			}
		}
		for _, door := range doors {
			_, behind := match(door.imported, name)
			_, allowed := match(door.by, own)
			if behind && !allowed {
				all = append(all, fmt.Sprintf("%s imports %s: go through %s", s.path, name, door.by))
			}
		}
		first, _, _ := strings.Cut(name, "/")
		standard := first != "kingman" && !strings.Contains(first, ".")
		if standard && strings.HasPrefix(own, "core/") && !test && !slices.Contains(pure[:], name) {
			all = append(all, fmt.Sprintf("%s imports %s: core has no clock, no files and no chance of its own", s.path, name))
		}
	}
	return all
}

// Arrows point down only, as .github/ARCHITECTURE.md says.
func TestArrows(t *testing.T) {
	files := map[string]int{}
	for _, s := range sources(t) {
		top, _, _ := strings.Cut(s.path, "/")
		files[top]++
		for _, o := range offences(s) {
			t.Error(o)
		}
	}
	for _, top := range []string{"core", "scripts", "wasm"} {
		if files[top] < 30 {
			t.Errorf("%s has %d files: is this the module's top?", top, files[top])
		}
	}
}

// Every arrow that points up is caught, and none that points down.
func TestArrowsCanFail(t *testing.T) {
	for _, c := range []struct {
		path, imports string
		legal         bool
	}{
		{"scripts/build/x.go", "kingman/wasm/markup/static", true},
		{"scripts/check/x.go", "kingman/scripts/internal/drive", true},
		{"scripts/build/x.go", "kingman/core/catalogue", true},
		{"wasm/page/x.go", "kingman/wasm/dom", true},
		{"wasm/markup/static/x.go", "kingman/wasm/chart", true},
		{"wasm/chart/option/x.go", "github.com/go-echarts/go-echarts/v2/charts", true},
		{"wasm/dom/x.go", "github.com/hack-pad/safejs", true},
		{"core/argument/x.go", "kingman/core/catalogue", false},
		{"core/catalogue/list.go", "kingman/core/catalogue/pingpong", true},
		{"core/catalogue/pingpong/x.go", "kingman/core/argument", true},
		{"core/catalogue/pingpong/x_test.go", "kingman/core/catalogue/pingpong", true},
		{"core/argument/x.go", "kingman/core/org", true},
		{"core/org/x.go", "kingman/core/queue/network", true},
		{"scripts/verify/agreement/x_test.go", "kingman/scripts/verify/single", true},
		{"core/queue/network/x.go", "kingman/core/queue", true},
		{"core/sim/x.go", "kingman/core/dist", true},
		{"core/stats/x_test.go", "kingman/core/rng", true},
		{"core/stats/x_test.go", "os", true},
		{"core/argument/argumenttest/x.go", "math/rand/v2", true},
		{"core/catalogue/pingpong/x_test.go", "kingman/core/argument/argumenttest", true},
		{"wasm/dom/x.go", "time", true},
		{"core/queue/x.go", "math/bits", true},
		{"core/stats/x_test.go", "hash/fnv", true},

		{"elsewhere/x.go", "fmt", false},
		{"core/x.go", "fmt", false},
		{"wasm/page/x.go", "kingman/elsewhere", false},
		{"wasm/page/x.go", "kingman/scripts/internal/drive", false},
		{"wasm/main.go", "kingman/wasm/markup/static", false},
		{"wasm/page/x.go", "kingman/wasm/worker", false},
		{"wasm/page/x.go", "kingman/wasm/chart/option", false},
		{"wasm/page/x.go", "kingman/core/catalogue/pingpong", false},
		{"wasm/page/x.go", "github.com/hack-pad/safejs", false},
		{"wasm/pool/x.go", "syscall/js", false},
		{"wasm/chart/x.go", "kingman/wasm/page", false},
		{"wasm/chart/x.go", "kingman/wasm/chart/option", false},
		{"wasm/chart/x.go", "github.com/go-echarts/go-echarts/v2/opts", false},
		{"wasm/link/x.go", "kingman/wasm/protocol", false},
		{"wasm/domestic/x.go", "fmt", false},
		{"wasm/json/x.go", "github.com/hack-pad/safejs", false},
		{"core/catalogue/list.go", "kingman/wasm/link", false},
		{"core/catalogue/list.go", "kingman/core/argument", true},
		{"core/catalogue/pingpong/x.go", "kingman/core/catalogue", false},
		{"core/catalogue/pingpong/x.go", "kingman/core/catalogue/assembly", false},
		{"core/catalogue/pingpong/x_test.go", "kingman/core/catalogue/pingponged", false},
		{"core/catalogue/pingpong/x.go", "kingman/core/argument/argumenttest", false},
		{"core/argument/x.go", "kingman/core/catalogue", false},
		{"core/argument/x.go", "kingman/core/catalogue/pingpong", false},
		{"core/argument/x.go", "github.com/hack-pad/safejs/catch", false},
		{"core/org/x.go", "kingman/core/argument", false},
		{"core/org/x.go", "github.com/go-echarts/go-echarts/v2/charts", false},
		{"core/queue/x.go", "kingman/core/org", false},
		{"core/queue/x.go", "kingman/core/sim", false},
		{"core/queue/x_test.go", "kingman/scripts/verify/single", false},
		{"scripts/verify/single/x_test.go", "kingman/core/queue/network", false},
		{"scripts/verify/agreement/x_test.go", "kingman/scripts/verify/single", true},
		{"core/sim/x_test.go", "kingman/core/queue/network", false},
		{"core/sim/x.go", "kingman/core/queue", false},
		{"core/dist/x.go", "kingman/core/stats", false},
		{"core/dist/x.go", "kingman/core/sim", false},
		{"core/stats/x.go", "kingman/core/queue", false},
		{"core/rng/x.go", "kingman/core/dist", false},
		{"core/portable/x.go", "kingman/core/rng", false},
		{"core/words/x.go", "kingman/core/portable", false},
		{"core/sim/x.go", "syscall/js", false},
		{"core/rng/x.go", "math/rand/v2", false},
		{"core/org/x.go", "time", false},
		{"core/org/x.go", "os", false},
		{"core/rng/x.go", "crypto/rand", false},
		{"core/rng/x.go", "hash/maphash", false},
		{"core/sim/x.go", "log", false},
		{"core/sim/x.go", "runtime", false},
		{"core/sim/x.go", "unsafe", false},
		{"core/queue/latest/x.go", "time", false},
		{"core/catalogue/latest/x.go", "kingman/core/argument/argumenttest", false},
		{"core/queue/x.go", "kingman/core/queue/latest", true},
	} {
		if got := offences(source{path: c.path, imports: []string{c.imports}}); (len(got) == 0) != c.legal {
			t.Errorf("%s imports %s: legal is %v, found %q", c.path, c.imports, c.legal, got)
		}
	}
}

// Only a browser has JavaScript.
func TestDomIsForBrowsers(t *testing.T) {
	files := 0
	for _, s := range sources(t) {
		if !strings.HasPrefix(s.path, "wasm/dom/") {
			continue
		}
		files++
		if first, _, _ := strings.Cut(s.text, "\n"); first != "//go:build js && wasm" {
			t.Errorf("%s begins with %q", s.path, first)
		}
	}
	if files < 10 {
		t.Errorf("wasm/dom has %d files: is this the module's top?", files)
	}
}
