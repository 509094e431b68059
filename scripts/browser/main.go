// Command browser prints the program of each engine that it is asked for, a line for
// each: chromium, firefox or webkit, and chromium if it is asked for none. Engines that
// the machine lacks it installs through the system's packages if it may, and otherwise
// says in one line what to install.
//
//	go run ./scripts/browser chromium firefox webkit
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// An engine is one that the tests drive.
type engine struct {
	name     string
	variable string     // names the program in the environment, where it is another one than below
	programs []string   // those that will do; the first that is there is taken
	needs    []string   // programs without which it cannot be driven
	packages [][]string // Debian's: the first of these that can be installed
}

// engines are those that make test drives.
var engines = []engine{
	{
		name: "chromium", variable: "KINGMAN_BROWSER",
		// First are those that are the engine and nothing else: a page takes them well
		// under half of the time, for no window is opened around it.
		programs: []string{
			"chromium-headless-shell", "chrome-headless-shell",
			"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
			"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
			"/Applications/Chromium.app/Contents/MacOS/Chromium",
			`C:\Program Files\Google\Chrome\Application\chrome.exe`,
		},
		packages: [][]string{{"chromium-headless-shell"}, {"chromium"}},
	},
	{
		name: "firefox", variable: "KINGMAN_FIREFOX",
		programs: []string{
			"firefox-esr", "firefox",
			"/Applications/Firefox.app/Contents/MacOS/firefox",
			`C:\Program Files\Mozilla Firefox\firefox.exe`,
		},
		packages: [][]string{{"firefox-esr"}, {"firefox"}},
	},
	{
		name: "webkit", variable: "KINGMAN_WEBKIT",
		programs: []string{"WebKitWebDriver"},
		needs:    []string{"Xvfb"}, // the screen for its window, which it opens always
		packages: [][]string{{"webkit2gtk-driver", "xvfb"}},
	},
}

func main() {
	wanted, err := choose(os.Args[1:])
	if err == nil {
		var paths []string
		if paths, err = find(wanted, os.Getenv, exec.LookPath); err != nil && mayInstall() {
			if failed := install(missing(wanted, os.Getenv, exec.LookPath)); failed != nil {
				fmt.Fprintln(os.Stderr, "browser:", failed)
			}
			paths, err = find(wanted, os.Getenv, exec.LookPath)
		}
		if err == nil {
			fmt.Println(strings.Join(paths, "\n"))
			return
		}
	}
	fmt.Fprintln(os.Stderr, "browser:", err)
	os.Exit(1)
}

// choose returns the engines with these names, or Chromium.
func choose(names []string) ([]engine, error) {
	if len(names) == 0 {
		return engines[:1], nil
	}
	var wanted []engine
	for _, name := range names {
		i := slices.IndexFunc(engines, func(e engine) bool { return e.name == name })
		if i < 0 {
			return nil, fmt.Errorf("no engine is called %q: there are chromium, firefox and webkit", name)
		}
		wanted = append(wanted, engines[i])
	}
	return wanted, nil
}

// find returns the program of each engine. The error says in one line which of them
// cannot be had, and what to install.
func find(wanted []engine, getenv func(string) string, look func(string) (string, error)) ([]string, error) {
	var paths, lacks []string
	for _, e := range wanted {
		path, lack := e.find(getenv, look)
		if lack != "" {
			lacks = append(lacks, lack)
		}
		paths = append(paths, path)
	}
	if len(lacks) > 0 {
		return nil, fmt.Errorf("%s", strings.Join(lacks, "; "))
	}
	return paths, nil
}

// find returns the program that the environment names, else the first of programs, or
// what is lacking.
func (e engine) find(getenv func(string) string, look func(string) (string, error)) (path, lack string) {
	programs := e.programs
	if named := getenv(e.variable); named != "" {
		programs = []string{named} // never another one in silence
	}
	install := fmt.Sprintf("install it (on Debian: apt-get install %s), or name one in %s", strings.Join(e.packages[0], " "), e.variable)
	for _, need := range e.needs {
		if _, err := look(need); err != nil {
			return "", fmt.Sprintf("%s cannot be driven without %s: %s", e.name, need, install)
		}
	}
	for _, program := range programs {
		if path, err := look(program); err == nil {
			return path, ""
		}
	}
	if named := getenv(e.variable); named != "" {
		return "", fmt.Sprintf("%s names %s, which is not here", e.variable, named)
	}
	return "", fmt.Sprintf("no %s here: %s", e.name, install)
}

// missing returns the engines that are not here, nor named by the environment.
func missing(wanted []engine, getenv func(string) string, look func(string) (string, error)) []engine {
	return slices.DeleteFunc(slices.Clone(wanted), func(e engine) bool {
		_, lack := e.find(getenv, look)
		return lack == "" || getenv(e.variable) != ""
	})
}

// mayInstall says whether this is root on a machine of the Debian family.
func mayInstall() bool {
	_, err := exec.LookPath("apt-get")
	return err == nil && os.Geteuid() == 0
}

// install fetches engines, and one family of fonts, without which a bare machine
// draws no text. The output of apt-get goes to a log: it is long.
func install(lacking []engine) error {
	if len(lacking) == 0 {
		return nil
	}
	path := filepath.Join("build", "apt-get.log")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	log, err := os.Create(path)
	if err != nil {
		return err
	}
	defer log.Close()
	apt := func(args ...string) error {
		cmd := exec.Command("apt-get", append([]string{"--quiet", "--option", "DPkg::Lock::Timeout=600"}, args...)...)
		cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		cmd.Stdout, cmd.Stderr = log, log
		return cmd.Run()
	}
	if err := apt("update"); err != nil {
		return fmt.Errorf("apt-get update: %w (log in %s)", err, path)
	}
	for _, e := range lacking {
		for _, packages := range e.packages {
			fmt.Fprintf(os.Stderr, "browser: no %s here; apt-get install %s (log in %s)\n", e.name, strings.Join(packages, " "), path)
			if apt(append([]string{"install", "--yes", "--no-install-recommends", "fonts-dejavu-core"}, packages...)...) == nil {
				break
			}
		}
	}
	return nil // what is not here still, find says
}
