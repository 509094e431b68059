package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"kingman/core/argument"
	"kingman/scripts/internal/program"
	"kingman/wasm/protocol"
)

// buildIDName is the variable that page and worker compare at their handshake,
// so that a page from a cache never talks to a worker of another build.
const buildIDName = "kingman/wasm/protocol.Build"

// The linker says nothing where there is no such variable: the compiler does.
var _ = &protocol.Build

// cold are patterns of packages that are compiled without putting a function's
// code in place of calls of it, here or in other packages: that is a twentieth of
// a program. They run a few times a frame; texts are built in a thousand places, and a
// call of the browser costs more than one of ours. Exempt are those that go over every
// mark of a frame, and all of the core but arguments and their framework, whose
// sentences are made in chains, and organisations, which are planned and counted once
// a run: in formulas and in the simulator it is calls that take the time.
var (
	cold   = []string{"kingman/wasm/...", "kingman/core/argument", "kingman/core/argument/release", "kingman/core/catalogue/...", "kingman/core/org", "strings", "syscall/js"}
	exempt = []string{"kingman/wasm/chart", "kingman/wasm/live"}
)

// inlining returns the flags that say so; the last that fits a package counts.
func inlining() []string {
	var flags []string
	for _, pattern := range cold {
		flags = append(flags, "-gcflags", pattern+"=-l")
	}
	for _, pattern := range exempt {
		flags = append(flags, "-gcflags", pattern+"=")
	}
	return flags
}

// programOf is the file of an argument's own program.
func programOf(e *argument.Entry) string { return e.ID + ".wasm" }

// choose returns the files of the programs that are meant: all, none, missing for
// those that are not in the folder site, or the name of one.
func choose(which, site string, models argument.Models) ([]string, error) {
	names := []string{everything}
	for _, m := range models {
		names = append(names, programOf(m.Entry))
	}
	switch which {
	case "all":
		return names, nil
	case "none":
		return nil, nil
	case "missing":
		return slices.DeleteFunc(names, func(name string) bool {
			_, err := os.Stat(filepath.Join(site, name))
			return err == nil
		}), nil
	}
	if !slices.Contains(names, which) {
		return nil, fmt.Errorf("there is no program %q: there are all, none, missing, %s", which, strings.Join(names, ", "))
	}
	return []string{which}, nil
}

// compile writes the wanted programs into the folder out: those of the models' pages,
// and the one with everything.
func compile(out, id string, models argument.Models, wanted []string) error {
	if len(wanted) == 0 {
		return nil
	}
	if err := os.MkdirAll(out, 0o755); err != nil { // for a program of a build that the site is not of
		return err
	}
	var mains []mainPackage
	for _, m := range models {
		if slices.Contains(wanted, programOf(m.Entry)) {
			mains = append(mains, mainPackage{m.Entry.ID, argument.Models{m}})
		}
	}
	if slices.Contains(wanted, everything) {
		mains = append(mains, mainPackage{folder: ""})
	}
	return link(id, mains, func(m mainPackage, text []byte) error {
		if m.folder == "" {
			return publish(filepath.Join(out, everything), text)
		}
		name := programOf(m.models[0].Entry)
		return errors.Join(publish(filepath.Join(out, name+".js"), carrier(text)), publish(filepath.Join(out, name), text))
	})
}

// A mainPackage is a program with some models. It lives in no folder: go build reads its
// few lines from an overlay. Without a folder it is the one of all models, which has one.
type mainPackage struct {
	folder string // below wasm/program
	models argument.Models
}

// source is the program's text.
func (m *mainPackage) source() string {
	var imports, models strings.Builder
	for k, model := range m.models {
		fmt.Fprintf(&imports, "\tm%d %q\n", k, packageOf(model))
		if k > 0 {
			models.WriteString(", ")
		}
		fmt.Fprintf(&models, "m%d.Model()", k)
	}
	return fmt.Sprintf("package main\n\nimport (\n\t\"kingman/core/argument\"\n%s\t\"kingman/wasm/program\"\n)\n\nfunc main() { program.Main(argument.Models{%s}) }\n", &imports, &models)
}

// link compiles programs, and hands each of them on as readers get it.
func link(id string, mains []mainPackage, done func(m mainPackage, text []byte) error) error {
	work, err := os.MkdirTemp("", "kingman-programs-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	overlay := struct{ Replace map[string]string }{map[string]string{}}
	var packages []string
	for i := range mains {
		m := &mains[i]
		if m.folder == "" {
			packages = append(packages, "./wasm")
			continue
		}
		source := filepath.Join(work, strconv.Itoa(i)+".go")
		if err := os.WriteFile(source, []byte(m.source()), 0o644); err != nil {
			return err
		}
		folder := "wasm/program/" + m.folder
		path, err := filepath.Abs(filepath.Join(folder, "main.go"))
		if err != nil {
			return err
		}
		overlay.Replace[path] = source
		packages = append(packages, "./"+folder)
	}
	text, err := json.Marshal(overlay)
	if err != nil {
		return err
	}
	list := filepath.Join(work, "overlay.json")
	if err := os.WriteFile(list, text, 0o644); err != nil {
		return err
	}
	if err := goBuild(filepath.Join(work, "bin")+string(filepath.Separator), id, append([]string{"-overlay", list}, packages...)...); err != nil {
		return err
	}
	larger := map[error]bool{}
	for i, m := range mains {
		text, err := os.ReadFile(filepath.Join(work, "bin", filepath.Base(packages[i])))
		if err != nil {
			return err
		}
		for _, rewritten := range []func([]byte) ([]byte, error){program.Pack, program.Straighten} {
			if text, err = rewritten(text); errors.Is(err, program.ErrLines) || errors.Is(err, program.ErrJumps) {
				larger[err] = true
			} else if err != nil {
				return fmt.Errorf("%s: %w", packages[i], err)
			}
		}
		if err := done(m, text); err != nil {
			return err
		}
	}
	for _, why := range []error{program.ErrLines, program.ErrJumps} {
		if larger[why] {
			fmt.Fprintln(os.Stderr, "build:", why)
		}
	}
	return nil
}

// packageOf returns the import path of the package that a model comes from: that of the
// function that makes its sentence.
func packageOf(m *argument.Model) string {
	name := runtime.FuncForPC(reflect.ValueOf(m.Headline).Pointer()).Name() // "kingman/core/catalogue/pingpong.headline"
	slash := strings.LastIndexByte(name, '/') + 1
	folder, _, _ := strings.Cut(name[slash:], ".")
	return name[:slash] + folder
}

// goBuild compiles for the browser: packages, after any further flags, to out.
func goBuild(out, id string, packages ...string) error {
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid= -X " + buildIDName + "=" + id}
	small, err := withSmallSafejs(".", filepath.Join("build", "small"))
	if err != nil {
		return err
	}
	args = append(append(args, small...), inlining()...)
	cmd := exec.Command("go", append(append(args, "-o", out), packages...)...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("compiling for the browser: %w\n%s", err, text)
	}
	return nil
}

// publish writes a file of the site, whole from the first moment.
func publish(to string, b []byte) error {
	part := to + ".part"
	if err := os.WriteFile(part, b, 0o644); err != nil {
		return err
	}
	return os.Rename(part, to)
}

// carrier returns a script that carries a program as text, for pages that may run
// scripts but fetch nothing: see web/programscript.js.
func carrier(program []byte) []byte {
	return []byte(`globalThis.carriedProgram="` + packed(program) + `"`)
}

// packed returns data as base64 of its gzip: four bytes for three, and what a host
// compresses again it sends as three.
func packed(data []byte) string {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is legal
	w.Write(data)                                         // a buffer takes everything
	w.Close()
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

// copyExec copies wasm_exec.js from the toolchain in use: it must be of the version
// that compiles the programs.
func copyExec(to string) error {
	text, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env GOROOT: %w", err)
	}
	root := strings.TrimSpace(string(text))
	for _, folder := range []string{"lib", "misc"} { // misc before Go 1.24
		b, err := os.ReadFile(filepath.Join(root, folder, "wasm", "wasm_exec.js"))
		if err == nil {
			return os.WriteFile(to, b, 0o644)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return fmt.Errorf("no wasm_exec.js in the Go toolchain at %s", root)
}

// buildID returns a short hash of everything that the site is made from: the
// sources below root, the pinned libraries and the toolchain.
func buildID(root string) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, runtime.Version())
	add := func(path string) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		info, err := f.Stat()
		if err != nil {
			return err
		}
		fmt.Fprintln(h, filepath.ToSlash(name), info.Size())
		_, err = io.Copy(h, f)
		return err
	}
	for _, file := range []string{"go.mod", "go.sum"} {
		if err := add(filepath.Join(root, file)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	// WalkDir goes in lexical order: the hash does not depend on the disk.
	for _, folder := range []string{"core", "wasm", "web"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata"):
				return fs.SkipDir
			case !d.Type().IsRegular() || !isSource(d.Name()):
				return nil
			}
			return add(path)
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}

// isSource says whether a file of that name goes into the site: not tests, and
// not what editors leave behind while somebody is typing.
func isSource(name string) bool {
	return !strings.HasPrefix(name, ".") && !strings.HasSuffix(name, "~") && !strings.HasPrefix(name, "#") &&
		!strings.HasSuffix(name, "_test.go") && !strings.Contains(name, ".test.")
}
