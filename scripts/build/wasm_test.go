package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// dear are packages that the program does without, and what each would add, in kB
// after gzip.
var dear = []struct {
	name string
	kB   int
}{
	{"encoding/json", 94}, {"github.com/go-echarts/go-echarts/v2/opts", 117},
}

func TestDearPackagesAreNotInTheProgram(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "./wasm")
	cmd.Dir = filepath.Join("..", "..")
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
