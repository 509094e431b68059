package main

import (
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
)

// dear are packages that the program does without, and what each would add, in kB
// after gzip.
var dear = []struct {
	name string
	kB   int
}{
	{"fmt", 86}, {"os", 72}, {"encoding/json", 94}, {"github.com/go-echarts/go-echarts/v2/opts", 117},
}

func TestDearPackagesAreNotInTheProgram(t *testing.T) {
	root := filepath.Join("..", "..")
	small, err := withSmallSafejs(root, filepath.Join("build", "small"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", append(append([]string{"list", "-deps"}, small...), "./wasm")...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	linked := strings.Fields(string(out))
	if !slices.Contains(linked, "kingman/wasm/page") {
		t.Fatalf("the program has no page: %q", linked)
	}
	for _, d := range dear {
		if slices.Contains(linked, d.name) {
			t.Errorf("%s is in the program: about %d kB more for every reader; go list -deps says who imports it", d.name, d.kB)
		}
	}
}

// A version of safejs with other texts is not compiled with half of the edits.
func TestEditsOfAnotherVersion(t *testing.T) {
	whole := map[string]string{
		"go.mod": "module m", "value.go": `import "fmt"`, "value_test.go": "no test", "jsguard/main.go": "no tool", "README.md": "no text",
		"internal/catch/catch.go": `"fmt" "%+v" "github.com/hack-pad/safejs/internal/stackerr" stackerr.WithStack(valueErr)`,
	}
	for name, text := range map[string]string{"": "", "value.go": "nothing", "internal/catch/catch.go": "stackerr.WithStack(valueErr)"} {
		from, to := t.TempDir(), filepath.Join(t.TempDir(), "copy")
		put(t, from, whole)
		if name == "" {
			if err := copySafejs(from, to); err != nil {
				t.Error(err)
			}
			if b, err := os.ReadFile(filepath.Join(to, "value.go")); err != nil || string(b) != `import fmt "kingman/core/smallfmt"` {
				t.Errorf("value.go is %s, %v", b, err)
			}
			for _, absent := range []string{"value_test.go", "jsguard/main.go", "README.md"} {
				if _, err := os.Stat(filepath.Join(to, absent)); err == nil {
					t.Errorf("%s was copied", absent)
				}
			}
			continue
		}
		put(t, from, map[string]string{name: text})
		if err := copySafejs(from, to); err == nil {
			t.Errorf("%s without its texts was copied", name)
		}
		if err := os.Remove(filepath.Join(from, name)); err != nil {
			t.Fatal(err)
		}
		if err := copySafejs(from, to); err == nil {
			t.Errorf("a version without %s was copied", name)
		}
	}
}

// The text of a program is Go, and names the packages of its models.
func TestMainPackage(t *testing.T) {
	models := catalogue.Models()
	for _, few := range []argument.Models{models[:1], models[1:4], models} {
		m := mainPackage{"some", few}
		text := m.source()
		if _, err := format.Source([]byte(text)); err != nil {
			t.Errorf("%v:\n%s", err, text)
		}
		for _, model := range few {
			if !strings.Contains(text, strconv.Quote(packageOf(model))) {
				t.Errorf("%s is not in\n%s", model.Entry.ID, text)
			}
		}
	}
}

func TestChoose(t *testing.T) {
	site := t.TempDir()
	put(t, site, map[string]string{"kingman.wasm": "", "analysis-queue.wasm": ""})
	models := catalogue.Models()
	for which, want := range map[string]int{"all": len(models) + 1, "none": 0, "missing": len(models) - 1, "kingman.wasm": 1} {
		if got, err := choose(which, site, models); err != nil || len(got) != want {
			t.Errorf("%s: %q, %v; want %d programs", which, got, err, want)
		}
	}
	if _, err := choose("nobody.wasm", site, models); err == nil || !strings.Contains(err.Error(), "analysis-queue.wasm") {
		t.Errorf("a program of no page: %v", err)
	}
}
