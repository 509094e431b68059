package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"kingman/scripts/internal/drive"
)

// folders hold the Go sources.
var folders = []string{"core", "wasm", "scripts"}

// formatted checks that gofmt would change nothing.
func formatted(out io.Writer) (tally, error) {
	var t tally
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
				return err
			}
			have, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			want, err := format.Source(have)
			switch {
			case err != nil:
				fmt.Fprintf(out, "   %s: %v\n", path, err)
				t.failed++
			case !bytes.Equal(have, want):
				fmt.Fprintf(out, "   %s: not gofmt'ed; run make fmt\n", path)
				t.failed++
			default:
				t.passed++
			}
			return nil
		})
		if err != nil {
			return t, err
		}
	}
	return t, nil
}

func vetted(out io.Writer) (tally, error) {
	if err := command(out, nil, "go", "vet", "./...").Run(); err != nil {
		return tally{}, fmt.Errorf("go vet ./...: %w", err)
	}
	if err := command(out, wasmEnv(), "go", "vet", "./core/...", "./wasm/...").Run(); err != nil {
		return tally{passed: 1}, fmt.Errorf("go vet for js/wasm: %w", err)
	}
	return tally{passed: 2}, nil
}

// linted runs staticcheck, which go.mod pins as a tool. The tool itself is
// always one for this machine: `go tool` under wasmEnv would build it for the
// browser.
func linted(out io.Writer) (tally, error) {
	where := exec.Command("go", "tool", "-n", "staticcheck")
	where.Stderr = out
	path, err := where.Output()
	if err != nil {
		return tally{}, fmt.Errorf("go tool -n staticcheck: %w", err)
	}
	program := strings.TrimSpace(string(path))
	if err := gently(out, nil, program, "./...").Run(); err != nil {
		return tally{}, fmt.Errorf("staticcheck ./...: %w", err)
	}
	if err := gently(out, wasmEnv(), program, "./wasm/...").Run(); err != nil {
		return tally{passed: 1}, fmt.Errorf("staticcheck for js/wasm: %w", err)
	}
	return tally{passed: 2}, nil
}

func nativeTests(out io.Writer) (tally, error) {
	r, err := goTest(out, nil, "./...")
	return r.tally, err
}

// onlyAtBuild write pages and the structure of their charts when the site is built, and
// are in no program of a page.
var onlyAtBuild = []string{"kingman/wasm/markup/static", "kingman/wasm/chart/option"}

// inWebAssembly says which tests of a package run there, as go test -run has it: those
// that WebAssembly could change. Where golden words or a hash hold every digit of many
// settings, all else follows from digits that are the same, and is held natively.
func inWebAssembly(pkg string) string {
	switch {
	case slices.Contains(onlyAtBuild, pkg):
		return ""
	case strings.HasPrefix(pkg, "kingman/core/catalogue/"):
		// Its claims, whose runs are long, its form and that a notebook changes nothing follow.
		return "^TestArgument$/^(ends|random_states|replications|words)$"
	case pkg == "kingman/core/org" || pkg == "kingman/core/sim":
		// Their agreement with theory and with logs follows.
		return "^(TestDigest|TestRandomOrganisations|TestBudget|TestValidationNamesTheField|Example.*)$"
	}
	return "."
}

// wasmTests runs tests in the machine that the reader's browser has. Digits that differ
// from the native ones show here.
func wasmTests(out io.Writer) (tally, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return tally{}, fmt.Errorf("go env GOROOT: %w", err)
	}
	runner := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js")
	// The larger stack is the one of Go's own runner.
	return unlessPassed(out, wasmEnv(), []string{"./core/...", "./wasm/..."}, func(changed []string) (map[string]int, tally, error) {
		passed, sum := map[string]int{}, tally{}
		packages := map[string][]string{} // by the tests to run
		for _, pkg := range changed {
			run := inWebAssembly(pkg)
			packages[run] = append(packages[run], pkg)
		}
		delete(packages, "")
		for _, run := range slices.Sorted(maps.Keys(packages)) {
			r, err := goTest(out, wasmEnv(), append([]string{"-run", run, "-exec", "node --stack-size=8192 " + runner}, packages[run]...)...)
			maps.Copy(passed, r.passed)
			sum.add(r.tally)
			if err != nil {
				return passed, sum, err
			}
			for _, pkg := range packages[run] {
				if r.counts[pkg] == 0 {
					return passed, sum, fmt.Errorf("no test of %s runs inside WebAssembly: none is called %s", pkg, run)
				}
			}
		}
		return passed, sum, nil
	})
}

// wasmEnv is the environment for js/wasm. It is small because wasm_exec.js
// takes 12 kB of it at most.
func wasmEnv() []string {
	env := []string{"GOOS=js", "GOARCH=wasm"}
	for _, entry := range os.Environ() {
		name, value, _ := strings.Cut(entry, "=")
		keep := name == "PATH" || name == "HOME" || name == "TMPDIR" || name == "XDG_CACHE_HOME" || strings.HasPrefix(name, "SSL_CERT") ||
			strings.HasSuffix(strings.ToLower(name), "_proxy") || strings.HasPrefix(name, "GO") && name != "GOOS" && name != "GOARCH"
		if keep && len(value) < 2000 {
			env = append(env, entry)
		}
	}
	return env
}

func tables(out io.Writer) (tally, error) {
	files, err := filepath.Glob(filepath.Join("scripts", "verify", "testdata", "*.jsonl"))
	if err != nil {
		return tally{}, err
	}
	if len(files) == 0 {
		return tally{}, errors.New("no tables in scripts/verify/testdata")
	}
	if k := slices.Index(files, filepath.Join("scripts", "verify", "testdata", "disputed.jsonl")); k >= 0 {
		fmt.Fprintln(out, "   not among them: qn_devpipe_sim in disputed.jsonl. Its waits are those of lognormal services, its input says gamma: see disputed.md; TestDisputedRow holds that")
		files = slices.Delete(files, k, k+1)
	}
	return unlessPassed(out, nil, []string{"./scripts/verify"}, func([]string) (map[string]int, tally, error) {
		if err := gently(out, nil, "go", append([]string{"run", "./scripts/verify"}, files...)...).Run(); err != nil {
			return nil, tally{}, fmt.Errorf("scripts/verify: %w", err)
		}
		return map[string]int{"kingman/scripts/verify": len(files)}, tally{passed: len(files)}, nil
	})
}

// build prints no sizes: they are weighed once, by the stage that holds them to the budget.
func build(out io.Writer) (tally, error) {
	if err := command(out, nil, "go", "run", "./scripts/build", "-sizes=false").Run(); err != nil {
		return tally{}, err
	}
	return tally{passed: 1}, nil
}

func weights(out io.Writer) (tally, error) {
	for passed, what := range []string{"-budget", "-adds"} {
		if err := command(out, nil, "go", "run", "./scripts/build", what).Run(); err != nil {
			return tally{passed: passed}, err
		}
	}
	return tally{passed: 2}, nil
}

func nodeTests(out io.Writer) (tally, error) {
	var files []string
	for _, pattern := range []string{"web/*.test.mjs", "scripts/internal/stills/*.test.mjs"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			return tally{}, err
		}
		files = append(files, found...)
	}
	return nodeTest(out, nil, files)
}

// engines finds or installs the three engines at once, so that a machine that cannot
// have one of them says so before anything else.
func engines(out io.Writer) (tally, error) {
	found := command(out, nil, "go", "run", "./scripts/browser", "chromium", "firefox", "webkit")
	if err := found.Run(); err != nil {
		return tally{}, errors.New("an engine to drive is missing")
	}
	return tally{passed: 3}, nil
}

// browserTests drives the finished site, served as a static host would, in Chromium.
func browserTests(out io.Writer) (tally, error) {
	files, err := browserFiles(*e2e)
	if err != nil {
		return tally{}, err
	}
	return drivenTests(out, "chromium", files)
}

// mainPath returns the stage that goes the reader's main path in another engine.
func mainPath(engine string) func(io.Writer) (tally, error) {
	return func(out io.Writer) (tally, error) {
		files, err := browserFiles("engines")
		if err != nil {
			return tally{}, err
		}
		return drivenTests(out, engine, files)
	}
}

func drivenTests(out io.Writer, engine string, files []string) (tally, error) {
	env, err := drive.Environment(engine)
	if err != nil {
		return tally{}, err
	}
	together, err := inOneProcess(files)
	if err != nil {
		return tally{}, err
	}
	defer os.Remove(together)
	return nodeTest(out, env, []string{together})
}

// inOneProcess returns a file that imports the test files: they share a process, the
// browser that it starts, and the server with all that it has compressed.
func inOneProcess(files []string) (string, error) {
	if err := os.MkdirAll("build", 0o755); err != nil {
		return "", err
	}
	f, err := os.CreateTemp("build", "together-*.test.mjs")
	if err != nil {
		return "", err
	}
	for _, file := range files {
		fmt.Fprintf(f, "import %q\n", "../"+filepath.ToSlash(file))
	}
	return f.Name(), f.Close()
}

// browserFiles returns the files of browser tests with the names in list,
// separated by commas, or all.
func browserFiles(list string) ([]string, error) {
	const suffix = ".test.mjs"
	all, err := filepath.Glob(filepath.Join("scripts", "e2e", "*"+suffix))
	if err != nil || list == "" {
		return all, err
	}
	var names, files []string
	for _, file := range all {
		names = append(names, strings.TrimSuffix(filepath.Base(file), suffix))
	}
	for name := range strings.SplitSeq(list, ",") {
		i := slices.Index(names, name)
		if i < 0 {
			return nil, fmt.Errorf("no file of browser tests is called %q: there are %s", name, strings.Join(names, ", "))
		}
		files = append(files, all[i])
	}
	return files, nil
}

// nodeTest runs files under node's test runner, one after the other.
func nodeTest(out io.Writer, env []string, files []string) (tally, error) {
	if len(files) == 0 {
		return tally{}, errors.New("no test files")
	}
	if err := os.MkdirAll("build", 0o755); err != nil {
		return tally{}, err
	}
	folder, err := os.MkdirTemp("build", "node-") // for another stage may be at its tests
	if err != nil {
		return tally{}, err
	}
	defer os.RemoveAll(folder)
	log := filepath.Join(folder, "tap")
	runErr := unlessSilent(silence, command(out, env, "node", append([]string{"--test", "--test-concurrency=1",
		"--test-reporter=spec", "--test-reporter-destination=stdout",
		"--test-reporter=tap", "--test-reporter-destination=" + log}, files...)...))
	text, err := os.ReadFile(log)
	if err != nil {
		return tally{}, errors.Join(runErr, err)
	}
	t, err := nodeTally(string(text))
	if errors.Is(runErr, errSilent) {
		return t, runErr
	}
	if err == nil && runErr != nil && t.failed == 0 {
		err = runErr
	}
	return t, err
}

var tapLine = regexp.MustCompile(`(?m)^# (pass|fail|cancelled|skipped|todo) (\d+)$`)

// nodeTally reads the end of the output of node's TAP reporter.
func nodeTally(tap string) (tally, error) {
	var t tally
	lines := tapLine.FindAllStringSubmatch(tap, -1)
	if len(lines) != 5 {
		return t, errors.New("node --test did not come to its end")
	}
	for _, line := range lines {
		n, err := strconv.Atoi(line[2])
		if err != nil {
			return t, err
		}
		switch line[1] {
		case "pass":
			t.passed += n
		case "fail", "cancelled":
			t.failed += n
		default:
			t.skipped += n
		}
	}
	return t, nil
}

// command is a program whose output goes to out; env nil is our own.
func command(out io.Writer, env []string, name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr, cmd.Env = out, out, env
	cmd.WaitDelay = 10 * time.Second // for programs that the ended one has left running
	return cmd
}

// gently is a command that takes the processors' time that nobody else wants,
// so that the browser beside it is as quick as alone.
func gently(out io.Writer, env []string, name string, args ...string) *exec.Cmd {
	if nice, err := exec.LookPath("nice"); err == nil {
		name, args = nice, append([]string{"-n", "10", name}, args...)
	}
	return command(out, env, name, args...)
}
