// Package drive runs the JavaScript programs that drive a browser: the browser
// tests, the benchmark and the pictures.
package drive

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Bin is the folder of the programs that the browser's side starts.
var Bin = filepath.Join("build", "bin")

// Site builds the static site in build/site.
func Site() error { return Command("go", "run", "./scripts/build", "-sizes=false").Run() }

// Environment finds or installs an engine (chromium, firefox or webkit), builds the
// programs that the browser's side starts, and returns the environment that names both
// the engine and its program.
func Environment(engine string) ([]string, error) {
	browser := exec.Command("go", "run", "./scripts/browser", engine)
	browser.Stderr = os.Stderr
	path, err := browser.Output()
	if err != nil {
		return nil, fmt.Errorf("no %s to drive", engine)
	}
	for _, program := range []string{"serve", "ask"} {
		if err := Command("go", "build", "-o", Bin+string(filepath.Separator), "./scripts/"+program).Run(); err != nil {
			return nil, fmt.Errorf("building scripts/%s: %w", program, err)
		}
	}
	return append(os.Environ(), "KINGMAN_ENGINE="+engine, "KINGMAN_BROWSER="+strings.TrimSpace(string(path))), nil
}

// Command is a program whose output goes to the terminal.
func Command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd
}
