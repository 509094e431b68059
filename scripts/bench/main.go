// Command bench measures what the page is judged by, in one run on one machine,
// so that the ratios mean something: nanoseconds per item natively, in wasm
// under node and in wasm in Chromium; milliseconds from an input event to the
// painted charts beside an empty handler's; bytes per asset. It asserts nothing.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"kingman/scripts/internal/drive"
)

// packages have benchmarks that report ns/item: the kernels for one station
// with the plain loops that they are compared with, and the general engine.
var packages = []string{"./core/sim/single", "./core/sim"}

// patterns choose the benchmarks of each package.
var patterns = []string{"^BenchmarkItem$/^(MM1|MM10)$", "^BenchmarkEvents$/^(1_G|2_G|3_tandem)"}

func main() {
	count := flag.Int("count", 5, "runs of each benchmark; the table shows medians")
	drags := flag.Int("drags", 100, "drags to time")
	flag.Parse()
	if err := run(*count, *drags); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(count, drags int) error {
	if err := drive.Site(); err != nil {
		return err
	}
	env, err := drive.Environment()
	if err != nil {
		return err
	}
	folder := filepath.Join("build", "bench")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if err := compile(folder); err != nil {
		return err
	}
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	table := newTable("native", "wasm, node", "wasm, Chromium")
	for i := range packages {
		args := []string{"-test.run=^$", "-test.bench=" + patterns[i], "-test.benchtime=200ms", fmt.Sprintf("-test.count=%d", count)}
		fmt.Fprintf(os.Stderr, "benchmarks of %s\n", packages[i])
		native := exec.Command(filepath.Join(here, folder, fmt.Sprintf("bench%d", i)), args...)
		native.Dir = packages[i]
		node := exec.Command("node", append([]string{"--stack-size=8192", wasmRunner(), filepath.Join(folder, fmt.Sprintf("bench%d.wasm", i))}, args...)...)
		node.Env = []string{"PATH=" + os.Getenv("PATH")} // wasm_exec.js takes little environment
		chromium := exec.Command("node", append([]string{filepath.Join("scripts", "bench", "kernels.mjs"), fmt.Sprintf("bench%d.wasm", i)}, args...)...)
		chromium.Env = env
		for place, cmd := range []*exec.Cmd{native, node, chromium} {
			cmd.Stderr = os.Stderr
			out, err := cmd.Output()
			if err != nil {
				return fmt.Errorf("%s in place %d: %w\n%s", packages[i], place, err, out)
			}
			if table.read(place, strings.TrimPrefix(packages[i], "./core/"), string(out)) == 0 {
				return fmt.Errorf("no benchmark of %s that matches %s reports ns/item", packages[i], patterns[i])
			}
		}
	}
	fmt.Println("\nNanoseconds per item, medians; in brackets the ratio to the plain loop in the same place")
	table.print(os.Stdout)

	fmt.Println("\nFrom an input event to paint, milliseconds")
	cmd := drive.Command("node", filepath.Join("scripts", "bench", "drag.mjs"), fmt.Sprint(drags))
	cmd.Env = env
	if err := cmd.Run(); err != nil {
		return err
	}
	fmt.Println("\nBytes")
	return drive.Command("go", "run", "./scripts/build", "-brotli=11").Run()
}

// compile makes the benchmarks' programs, native and wasm, and what a browser
// needs to run the latter.
func compile(folder string) error {
	for i, name := range packages {
		for _, target := range []struct{ suffix, goos, goarch string }{{"", "", ""}, {".wasm", "js", "wasm"}} {
			cmd := drive.Command("go", "test", "-c", "-o", filepath.Join(folder, fmt.Sprintf("bench%d%s", i, target.suffix)), name)
			cmd.Env = os.Environ()
			if target.goos != "" {
				cmd.Env = append(cmd.Env, "GOOS="+target.goos, "GOARCH="+target.goarch)
			}
			if err := cmd.Run(); err != nil {
				return fmt.Errorf("compiling the benchmarks of %s: %w", name, err)
			}
		}
	}
	for from, to := range map[string]string{
		filepath.Join("build", "site", "wasm_exec.js"):  "wasm_exec.js",
		filepath.Join("scripts", "bench", "page.html"):  "index.html",
		filepath.Join("scripts", "bench", "kernels.js"): "kernels.js",
	} {
		b, err := os.ReadFile(from)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, to), b, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// wasmRunner returns the toolchain's script that runs wasm under node.
func wasmRunner() string {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "wasm_exec_node.js"
	}
	return filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js")
}
