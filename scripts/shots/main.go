// Command shots takes pictures of the page for people to look at: wide and
// narrow, light and dark, calm and overloaded, and on stage; and of every kind of
// drawing in four rooms, which is all that it does with -kinds. They are written to
// build/shots.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"kingman/scripts/internal/drive"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "shots:", err)
		os.Exit(1)
	}
}

func run() error {
	only := flag.Bool("kinds", false, "draw build/shots/kinds.html, every kind of drawing, and no more")
	flag.Parse()
	if err := drawKinds(filepath.Join("build", "shots", "kinds.html")); err != nil {
		return err
	}
	if *only {
		return nil
	}
	if err := drive.Site(); err != nil {
		return err
	}
	env, err := drive.Environment("chromium")
	if err != nil {
		return err
	}
	cmd := drive.Command("node", filepath.Join("scripts", "shots", "shots.mjs"))
	cmd.Env = env
	return cmd.Run()
}
