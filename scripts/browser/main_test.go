package main

import (
	"errors"
	"os/exec"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	has := func(installed ...string) func(string) (string, error) {
		return func(name string) (string, error) {
			for _, i := range installed {
				if name == i {
					return "/bin/" + name, nil
				}
			}
			return "", exec.ErrNotFound
		}
	}
	for _, c := range []struct {
		named     string
		installed []string
		want      string
		err       error
	}{
		{"", []string{"google-chrome", "chromium"}, "/bin/chromium", nil},
		{"", []string{"chromium", "chromium-headless-shell"}, "/bin/chromium-headless-shell", nil},
		{"", []string{"google-chrome"}, "/bin/google-chrome", nil},
		{"mine", []string{"mine", "chromium"}, "/bin/mine", nil},
		{"mine", []string{"chromium"}, "", exec.ErrNotFound}, // never another one in silence
		{"", nil, "", errNone},
	} {
		got, err := find(c.named, has(c.installed...))
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("named %q of %v: %q, %v; want %q, %v", c.named, c.installed, got, err, c.want, c.err)
		}
	}
	if strings.Contains(errNone.Error(), "\n") {
		t.Error("what to install must be said in one line")
	}
}
