package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// bundle writes app.js (boot.js with the parts of the drawing library that it
// imports), share.js, play.js, address.js, worker.js and style.css, all minified.
func bundle(web, out string) error {
	common := []string{"--minify", "--target=es2020", "--charset=utf8", "--log-level=warning"}
	steps := [][]string{
		{filepath.Join(web, "boot.js"), "--bundle", "--format=iife", "--legal-comments=eof", "--outfile=" + filepath.Join(out, "app.js")},
		{filepath.Join(web, "share.js"), "--bundle", "--format=iife", "--legal-comments=eof", "--outfile=" + filepath.Join(out, "share.js")},
		{filepath.Join(web, "play.js"), "--bundle", "--format=iife", "--outfile=" + filepath.Join(out, "play.js")},
		{filepath.Join(web, "address.js"), "--bundle", "--format=iife", "--outfile=" + filepath.Join(out, "address.js")},
		{filepath.Join(web, "worker.js"), "--outfile=" + filepath.Join(out, "worker.js")},
		{filepath.Join(web, "style.css"), "--bundle", "--outfile=" + filepath.Join(out, "style.css")},
	}
	for _, step := range steps {
		cmd := exec.Command(tool(web, "esbuild"), append(step, common...)...)
		cmd.Env = append(os.Environ(), "NODE_ENV=production")
		text, err := cmd.CombinedOutput()
		if err != nil {
			return fmt.Errorf("esbuild %s: %w\n%s", step[0], err, text)
		}
		os.Stdout.Write(text) // warnings, if any
	}
	return nil
}

// script returns a script of web, minified, for a page to bring within itself. More are
// further flags.
func script(web, name string, more ...string) (string, error) {
	flags := append([]string{filepath.Join(web, name), "--minify", "--target=es2020", "--charset=utf8", "--log-level=warning"}, more...)
	text, err := exec.Command(tool(web, "esbuild"), flags...).Output()
	if err != nil {
		return "", fmt.Errorf("esbuild %s: %w", name, err)
	}
	return strings.TrimSpace(string(text)), nil
}

// tool returns the path of a program that an npm package brings.
func tool(web, name string) string {
	path := filepath.Join(web, "node_modules", ".bin", name)
	if runtime.GOOS == "windows" {
		path += ".cmd"
	}
	return path
}
