package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		wanted    string
		variable  string // of the environment, with its value
		installed string
		want      string
		err       string // that it says
	}{
		{"", "", "google-chrome chromium", "/bin/chromium", ""},
		{"", "", "chromium chromium-headless-shell", "/bin/chromium-headless-shell", ""},
		{"chromium", "", "google-chrome", "/bin/google-chrome", ""},
		{"chromium", "KINGMAN_BROWSER=mine", "mine chromium", "/bin/mine", ""},
		{"chromium", "KINGMAN_BROWSER=mine", "chromium", "", "KINGMAN_BROWSER names mine, which is not here"},
		{"", "", "firefox", "", "no chromium here: install it (on Debian: apt-get install chromium-headless-shell), or name one in KINGMAN_BROWSER"},
		{"firefox", "", "firefox firefox-esr", "/bin/firefox-esr", ""},
		{"webkit firefox", "", "Xvfb WebKitWebDriver firefox", "/bin/WebKitWebDriver /bin/firefox", ""},
		{"webkit", "", "WebKitWebDriver", "", "webkit cannot be driven without Xvfb: install it (on Debian: apt-get install webkit2gtk-driver xvfb)"},
		{"chromium firefox webkit", "", "chromium Xvfb", "", "; no webkit here"},
		{"chromium firefox webkit", "", "chromium Xvfb", "", "no firefox here"},
		{"opera", "", "opera", "", "chromium, firefox and webkit"},
	} {
		look := func(name string) (string, error) {
			if slices.Contains(strings.Fields(c.installed), name) {
				return "/bin/" + name, nil
			}
			return "", exec.ErrNotFound
		}
		getenv := func(name string) string {
			if variable, value, _ := strings.Cut(c.variable, "="); variable == name {
				return value
			}
			return ""
		}
		var paths []string
		wanted, err := choose(strings.Fields(c.wanted))
		if err == nil {
			paths, err = find(wanted, getenv, look)
		}
		said := ""
		if err != nil {
			said = err.Error()
		}
		if strings.Join(paths, " ") != c.want || (err != nil) != (c.err != "") || !strings.Contains(said, c.err) || strings.Contains(said, "\n") {
			t.Errorf("%q with %q of %q: %q, %v; want %q, %q", c.wanted, c.variable, c.installed, paths, err, c.want, c.err)
		}
		// What the environment names is never replaced by another one that is installed.
		for _, e := range missing(wanted, getenv, look) {
			if strings.HasPrefix(c.variable, e.variable+"=") || c.err == "" {
				t.Errorf("%q with %q of %q: %s would be installed", c.wanted, c.variable, c.installed, e.name)
			}
		}
	}
}
