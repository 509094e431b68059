package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kingman/core/catalogue"
)

// A program with all entries and the model of one argument has no function of another's
// package but those that make its parameters: an entry that pointed at its model, by a
// variable of the package that names a drawing, would bring it into every page.
func TestEntriesBringNoModel(t *testing.T) {
	one := packageOf(catalogue.Models()[0])
	work := t.TempDir()
	source, list, program := filepath.Join(work, "main.go"), filepath.Join(work, "overlay.json"), filepath.Join(work, "program")
	path, err := filepath.Abs("entries/main.go") // in no folder, as the programs of pages
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {path: source}})
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf(`package main

import (
	"kingman/core/argument"
	"kingman/core/catalogue"
	one %q
)

func main() {
	m := one.Model()
	for _, e := range catalogue.Entries() {
		println(e.ID, m.View(m.Entry.Defaults(), argument.Results{}).Headline.String())
	}
}
`, one)
	for name, content := range map[string][]byte{source: []byte(text), list: overlay} {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"build", "-overlay", list, "-o", program, "./entries"}, {"tool", "nm", program}} {
		out, err := exec.Command("go", args...).CombinedOutput()
		if err != nil {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		text = string(out)
	}
	functions := map[string]int{} // by package
	for _, f := range regexp.MustCompile(`(?m) T (kingman/core/catalogue/\w+)\.(.*)$`).FindAllStringSubmatch(text, -1) {
		functions[f[1]]++
		if f[1] != one && f[2] != "init" && !strings.HasPrefix(f[2], "init.") {
			t.Errorf("%s is in a program with the model of %s only: what names it is in no entry, and in no variable of the package", f[1]+"."+f[2], one)
		}
	}
	if n := len(catalogue.Entries()); len(functions) != n || functions[one] < 20 {
		t.Errorf("functions of %d packages of %d, %d of them of %s: are these their names?", len(functions), n, functions[one], one)
	}
}
