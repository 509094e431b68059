package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// safejs is the library that the program speaks to JavaScript with. For the text
// of three errors it imports package fmt, and with that reflection, files and
// a clock: 158 kB after gzip of every program, an eighth. The programs are
// compiled with a copy whose errors are formatted by package smallfmt.
// Everything else of it is as published, and tests run the published one.
const safejs = "github.com/hack-pad/safejs"

// edits are what is different in the copy. Each text stands in its file once.
var edits = []struct{ file, old, new string }{
	{"value.go", `"fmt"`, `fmt "kingman/core/smallfmt"`},
	{"internal/catch/catch.go", `"fmt"`, `fmt "kingman/core/smallfmt"`},
	{"internal/catch/catch.go", `"%+v"`, `"%v"`},
	// The stack of an error is for %+v, which nobody asks for.
	{"internal/catch/catch.go", `"github.com/hack-pad/safejs/internal/stackerr"`, ``},
	{"internal/catch/catch.go", `stackerr.WithStack(valueErr)`, `valueErr`},
}

// withSmallSafejs makes the copy in a folder below root, the module's own, and
// returns the flags with which the go command takes it.
func withSmallSafejs(root, folder string) ([]string, error) {
	cmd := exec.Command("go", "mod", "download", "-json", safejs)
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go mod download %s: %w\n%s", safejs, err, out)
	}
	var published struct{ Dir string }
	if err := json.Unmarshal(out, &published); err != nil {
		return nil, err
	}
	if err := copySafejs(published.Dir, filepath.Join(root, folder, "safejs")); err != nil {
		return nil, err
	}
	mod, errMod := os.ReadFile(filepath.Join(root, "go.mod"))
	sum, errSum := os.ReadFile(filepath.Join(root, "go.sum"))
	if err := errors.Join(errMod, errSum); err != nil {
		return nil, err
	}
	// The path is relative: the program names it, and is the same on every machine.
	mod = fmt.Appendf(mod, "\nreplace %s => ./%s\n", safejs, path.Join(filepath.ToSlash(folder), "safejs"))
	file := filepath.Join(root, folder, "program.mod")
	if err := errors.Join(write(file, mod), write(filepath.Join(root, folder, "program.sum"), sum)); err != nil {
		return nil, err
	}
	if file, err = filepath.Abs(file); err != nil {
		return nil, err
	}
	return []string{"-modfile", file}, nil
}

// copySafejs copies the library from one folder to another and makes the edits.
func copySafejs(from, to string) error {
	made := 0
	err := filepath.WalkDir(from, func(source string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, source)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if d.IsDir() {
			if name == "jsguard" || name == "internal/stackerr" { // a tool for its authors; what the edits leave unused
				return fs.SkipDir
			}
			return nil
		}
		if name != "go.mod" && !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		b, err := os.ReadFile(source)
		if err != nil {
			return err
		}
		text := string(b)
		for _, e := range edits {
			if e.file != name {
				continue
			}
			if n := strings.Count(text, e.old); n != 1 {
				return fmt.Errorf("%s: %s has %s %d times, not once: is scripts/build/safejs.go for another version?", safejs, name, e.old, n)
			}
			text = strings.Replace(text, e.old, e.new, 1)
			made++
		}
		return write(filepath.Join(to, filepath.FromSlash(name)), []byte(text))
	})
	if err == nil && made != len(edits) {
		err = fmt.Errorf("%s: %d edits of %d were made: is scripts/build/safejs.go for another version?", safejs, made, len(edits))
	}
	return err
}

// write writes a file, at once, if it has other contents: what stays as it was
// is not compiled again, and another build may be reading it.
func write(file string, b []byte) error {
	if have, err := os.ReadFile(file); err == nil && string(have) == string(b) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	next, err := os.CreateTemp(filepath.Dir(file), "next-*")
	if err != nil {
		return err
	}
	_, errWrite := next.Write(b)
	return errors.Join(errWrite, next.Close(), os.Rename(next.Name(), file))
}
