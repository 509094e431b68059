package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"kingman/wasm/protocol"
)

// buildIDName is the variable that page and worker compare at their handshake,
// so that a page from a cache never talks to a worker of another build.
const buildIDName = "kingman/wasm/protocol.Build"

// The linker says nothing where there is no such variable: the compiler does.
var _ = &protocol.Build

// cold are the packages that run at most a few times a frame, and where a call
// in place of the called function's code saves more bytes than it costs time.
// Never the simulator: there a call is what takes the time.
var cold = []string{"kingman/wasm/json", "kingman/wasm/link"}

// compileWasm writes kingman.wasm, and beside it the toolchain's own
// wasm_exec.js, which must be of the same version.
func compileWasm(out, id string) error {
	if err := copyExec(filepath.Join(out, "wasm_exec.js")); err != nil {
		return err
	}
	file := filepath.Join(out, "kingman.wasm")
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid= -X " + buildIDName + "=" + id}
	small, err := withSmallSafejs(".", filepath.Join("build", "small"))
	if err != nil {
		return err
	}
	args = append(args, small...)
	for _, name := range cold {
		args = append(args, "-gcflags", name+"=-l")
	}
	cmd := exec.Command("go", append(args, "-o", file, "./wasm")...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("compiling ./wasm: %w\n%s", err, text)
	}
	return os.Chmod(file, 0o644) // a web page, not a program
}

// copyExec copies wasm_exec.js from the toolchain in use.
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
