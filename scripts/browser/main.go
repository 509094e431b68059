// Command browser prints the path of a Chromium for the browser tests. Where
// there is none it installs one through the system's packages if it may, and
// otherwise says in one line what to install.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// names are the programs that will do. First are those that are the engine and nothing
// else: a page takes them well under half of the time, for no window is opened around it.
var names = []string{
	"chromium-headless-shell", "chrome-headless-shell",
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	`C:\Program Files\Google\Chrome\Application\chrome.exe`,
}

func main() {
	path, err := find(os.Getenv("KINGMAN_BROWSER"), exec.LookPath)
	if err != nil && os.Getenv("KINGMAN_BROWSER") == "" && mayInstall() {
		if err = install(); err == nil {
			path, err = find("", exec.LookPath)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "browser:", err)
		os.Exit(1)
	}
	fmt.Println(path)
}

var errNone = errors.New("no Chromium here: install it (on Debian: apt-get install chromium-headless-shell), or name one in KINGMAN_BROWSER")

// find returns the browser named by the environment, else the first of names.
func find(named string, look func(string) (string, error)) (string, error) {
	if named != "" {
		path, err := look(named)
		if err != nil {
			return "", fmt.Errorf("KINGMAN_BROWSER: %w", err)
		}
		return path, nil
	}
	for _, name := range names {
		if path, err := look(name); err == nil {
			return path, nil
		}
	}
	return "", errNone
}

// mayInstall says whether this is root on a machine of the Debian family.
func mayInstall() bool {
	_, err := exec.LookPath("apt-get")
	return err == nil && os.Geteuid() == 0
}

// install fetches Chromium, the engine alone where Debian has it, and one family of
// fonts, without which a bare machine draws no text. The output of apt-get goes to a
// log: it is long.
func install() error {
	path := filepath.Join("build", "apt-get.log")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	log, err := os.Create(path)
	if err != nil {
		return err
	}
	defer log.Close()
	fmt.Fprintln(os.Stderr, "browser: no Chromium here; apt-get install chromium-headless-shell, or else chromium, and fonts-dejavu-core (log in "+path+")")
	apt := func(args ...string) error {
		cmd := exec.Command("apt-get", append([]string{"--quiet"}, args...)...)
		cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		cmd.Stdout, cmd.Stderr = log, log
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("apt-get %s: %w, see %s; %w", args[0], err, path, errNone)
		}
		return nil
	}
	if err := apt("update"); err != nil {
		return err
	}
	if apt("install", "--yes", "--no-install-recommends", "chromium-headless-shell", "fonts-dejavu-core") == nil {
		return nil
	}
	return apt("install", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core")
}
