package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"kingman/scripts/internal/drive"
	"kingman/scripts/internal/program"
)

// packages have the benchmarks: the kernels for one station, and the general
// engine.
var packages = map[string]string{"single": "./scripts/verify/single", "sim": "./core/sim"}

// A lab has everything compiled that is to be measured, and a browser open.
type lab struct {
	here, folder string // folder holds the programs, and the files with which a browser runs them
	env          []string
	wasmRunner   string
	chromium     *exec.Cmd
	jobs         io.WriteCloser
	answers      *bufio.Reader
	c, simpy     bool              // there is a C compiler, SimPy
	unmeasured   []string          // remarks on parts that are left out, and why
	outcomes     map[string]output // by contestant and model, in the latest round
}

func newLab(folder string, env []string) (*lab, error) {
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	l := &lab{
		here: here, folder: folder, env: env, outcomes: map[string]output{},
		wasmRunner: filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js"),
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	if err := l.compile(); err != nil {
		return nil, err
	}
	return l, l.openChromium()
}

// compile makes the programs, native and wasm, and copies the files that a browser needs.
func (l *lab) compile() error {
	for name, path := range packages {
		for suffix, more := range map[string][]string{"": nil, ".wasm": {"GOOS=js", "GOARCH=wasm"}} {
			cmd := drive.Command("go", "test", "-c", "-o", filepath.Join(l.folder, name+suffix), path)
			cmd.Env = append(os.Environ(), more...)
			if err := cmd.Run(); err != nil {
				return fmt.Errorf("compiling the benchmarks of %s: %w", path, err)
			}
			if suffix == ".wasm" {
				if err := straighten(filepath.Join(l.folder, name+suffix)); err != nil {
					return err
				}
			}
		}
	}
	own := filepath.Join("scripts", "bench")
	for from, to := range map[string]string{
		filepath.Join(filepath.Dir(l.wasmRunner), "wasm_exec.js"): "wasm_exec.js",
		filepath.Join(own, "page.html"):                           "index.html",
		filepath.Join(own, "gotest.js"):                           "gotest.js",
		filepath.Join(own, "reference", "plain.js"):               "plain.js",
	} {
		b, err := os.ReadFile(from)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(l.folder, to), b, 0o644); err != nil {
			return err
		}
	}
	if _, err := exec.LookPath("cc"); err != nil {
		l.unmeasured = append(l.unmeasured, "There is no C compiler (cc) here, so nothing is compared with C.")
	} else if err := drive.Command("cc", "-O3", "-o", filepath.Join(l.folder, "plain"), filepath.Join(own, "reference", "plain.c"), "-lm").Run(); err != nil {
		return fmt.Errorf("compiling plain.c: %w", err)
	} else {
		l.c = true
	}
	l.simpy = exec.Command("python3", "-c", "import simpy").Run() == nil
	if !l.simpy {
		l.unmeasured = append(l.unmeasured, "SimPy is not installed (for python3), so nothing is compared with it.")
	}
	return nil
}

// straighten does to a program what the build does to those of the pages for their speed.
func straighten(path string) error {
	text, err := os.ReadFile(path)
	if err == nil {
		text, err = program.Straighten(text)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(path, text, 0o644)
}

func (l *lab) openChromium() error {
	l.chromium = exec.Command("node", filepath.Join("scripts", "bench", "chromium.mjs"))
	l.chromium.Env, l.chromium.Stderr = l.env, os.Stderr
	answers, err := l.chromium.StdoutPipe()
	if err != nil {
		return err
	}
	l.answers = bufio.NewReader(answers)
	if l.jobs, err = l.chromium.StdinPipe(); err != nil {
		return err
	}
	return l.chromium.Start()
}

// close ends the browser.
func (l *lab) close() {
	l.jobs.Close()
	l.chromium.Wait()
}

// A job is the work that a worker in the browser is given.
type job struct {
	Worker string `json:"worker"`
	Data   struct {
		File string   `json:"file"`
		Args []string `json:"args"`
	} `json:"data"`
	Fresh bool `json:"fresh"` // in a browser of its own
}

// inChromium has a worker do a job and returns its answer.
func (l *lab) inChromium(worker string, fresh bool, file string, args ...string) (string, error) {
	j := job{Worker: worker, Fresh: fresh}
	j.Data.File, j.Data.Args = file, args
	if err := json.NewEncoder(l.jobs).Encode(j); err != nil {
		return "", fmt.Errorf("chromium: %w", err)
	}
	line, err := l.answers.ReadBytes('\n')
	if err != nil {
		return "", fmt.Errorf("chromium: %w", err)
	}
	var answer struct{ Text, Error string }
	if err := json.Unmarshal(line, &answer); err != nil {
		return "", fmt.Errorf("chromium: %w", err)
	}
	if answer.Error != "" || strings.Contains(answer.Text, "\nexit ") {
		return "", fmt.Errorf("%s %q in chromium: %s%s", file, args, answer.Error, answer.Text)
	}
	return answer.Text, nil
}

// goTest runs benchmarks of a package on a platform and returns their output.
func (l *lab) goTest(p platform, name, pattern string, more ...string) (string, error) {
	args := append([]string{"-test.run=^$", "-test.bench=" + pattern}, more...)
	program := filepath.Join(l.here, l.folder, name)
	var cmd *exec.Cmd
	switch p {
	case chromium:
		return l.inChromium("gotest.js", false, name+".wasm", args...)
	case node:
		cmd = exec.Command("node", append([]string{"--stack-size=8192", l.wasmRunner, program + ".wasm"}, args...)...)
		cmd.Env = []string{"PATH=" + os.Getenv("PATH")} // wasm_exec.js takes little environment
	default:
		cmd = exec.Command(program, args...)
		cmd.Dir = packages[name]
	}
	return printed(cmd)
}

// printed runs a program and returns its standard output.
func printed(cmd *exec.Cmd) (string, error) {
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, out)
	}
	return string(out), nil
}
