package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// The go command remembers native tests that passed and runs them again only
// after a change. What it runs under node, and programs such as scripts/verify,
// are remembered here: a file in this folder has the name of a hash of all that a
// package's tests are made of, and holds how many passed.
var passedFolder = filepath.Join("build", "passed")

// suites returns a hash for each package of the patterns that has tests: of the
// toolchain, the page's sources, and the folders of this module's packages that
// the tests are made of, with their test data.
func suites(env []string, patterns ...string) (map[string]string, error) {
	cmd := exec.Command("go", append([]string{"list", "-test", "-f", `{{if eq .Name "main"}}{{.ImportPath}}{{"\t"}}{{join .Deps "\t"}}{{end}}`}, patterns...)...)
	cmd.Env, cmd.Stderr = env, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	node, _ := exec.Command("node", "--version").Output() // without node the tests say so
	base := sha256.New()
	fmt.Fprintf(base, "%s %s %v", runtime.Version(), node, slices.Contains(env, "GOOS=js"))
	for _, file := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		base.Write(text)
	}
	if err := addFolder(base, "web"); err != nil {
		return nil, err
	}
	all := map[string]string{}
	for line := range strings.SplitSeq(string(out), "\n") {
		name, deps, _ := strings.Cut(line, "\t")
		pkg, ok := strings.CutSuffix(name, ".test")
		if !ok {
			continue
		}
		h := sha256.New()
		h.Write(base.Sum(nil))
		for _, folder := range foldersOf(deps) {
			if err := addFolder(h, folder); err != nil {
				return nil, err
			}
		}
		all[pkg] = hex.EncodeToString(h.Sum(nil))
	}
	return all, nil
}

// foldersOf returns this module's folders among the packages that a test
// depends on, as the go command lists them.
func foldersOf(deps string) []string {
	folders := map[string]bool{}
	for dep := range strings.SplitSeq(deps, "\t") {
		dep, _, _ = strings.Cut(dep, " ") // "a [b.test]" is a as compiled for the tests of b
		if folder, ok := strings.CutPrefix(dep, "kingman/"); ok {
			folders[strings.TrimSuffix(folder, "_test")] = true
		}
	}
	return slices.Sorted(maps.Keys(folders))
}

// addFolder adds the files of a folder and of its test data to a hash.
func addFolder(h io.Writer, folder string) error {
	data := filepath.Join(folder, "testdata")
	return filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != folder && path != data && !strings.HasPrefix(path, data+string(filepath.Separator)):
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		text, err := os.ReadFile(path)
		fmt.Fprintf(h, "%q %d\n", path, len(text))
		h.Write(text)
		return err
	})
}

// passedBefore returns how many tests of a suite with that hash passed once, and
// whether it is known.
func passedBefore(hash string) (n int, ok bool) {
	text, err := os.ReadFile(filepath.Join(passedFolder, hash))
	if err != nil {
		return 0, false
	}
	n, err = strconv.Atoi(string(text))
	return n, err == nil
}

func rememberPassed(hash string, n int) error {
	if err := os.MkdirAll(passedFolder, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(passedFolder, hash), []byte(strconv.Itoa(n)), 0o644)
}

// unlessPassed gives run the packages of the patterns that have not passed before
// as they are. It returns how many tests passed in which of them.
func unlessPassed(out io.Writer, env, patterns []string, run func(changed []string) (map[string]int, tally, error)) (tally, error) {
	before, err := suites(env, patterns...)
	if err != nil {
		return tally{}, err
	}
	var sum tally
	var changed []string
	for _, pkg := range slices.Sorted(maps.Keys(before)) {
		if n, ok := passedBefore(before[pkg]); ok {
			fmt.Fprintf(out, "   ok %s: %d, unchanged\n", pkg, n)
			sum.passed += n
		} else {
			changed = append(changed, pkg)
		}
	}
	if len(changed) == 0 {
		return sum, nil
	}
	passed, t, err := run(changed)
	sum.add(t)
	if err != nil {
		return sum, err
	}
	after, err := suites(env, patterns...)
	if err != nil {
		return sum, err
	}
	for pkg, n := range passed { // but no package that was edited meanwhile
		if after[pkg] == before[pkg] {
			if err := rememberPassed(after[pkg], n); err != nil {
				return sum, err
			}
		}
	}
	return sum, nil
}
