// Command bench measures the speed of the project, in one run on one
// machine, so that the ratios mean something.
//
// The simulator, natively, in wasm under node and in wasm in Chromium: events a
// second and nanoseconds per event and per item of nine organisations; three
// models beside plain C, careful JavaScript and, if it is installed, SimPy,
// each ratio beside its target; what a larger calendar and more stations cost;
// how much slower a fresh page is. The page: milliseconds from an input event
// to the painted charts beside an empty handler's, and from a link to a page that
// answers beside the time of its bytes; what it holds while drags go on; bytes per asset.
//
// Other work on the machine moves all times, so programs that are compared run in
// turn, round after round: the tables show medians over the rounds, and a ratio
// is the median of the rounds' ratios. Nothing is asserted, except that the
// programs compared simulate the same thing.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"kingman/scripts/internal/drive"
)

func main() {
	rounds := flag.Int("rounds", 5, "how often each measurement of the simulator is repeated")
	within := flag.Duration("within", 3*time.Minute, "begin no further round after this time: on a busy machine there are fewer")
	drags := flag.Int("drags", 100, "drags to time, and a tenth of those after which memory is looked at; with 0 only the simulator is measured")
	flag.Parse()
	if err := run(*rounds, *within, *drags); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(rounds int, within time.Duration, drags int) error {
	if drags > 0 {
		if err := drive.Site(); err != nil {
			return err
		}
	}
	env, err := drive.Environment("chromium")
	if err != nil {
		return err
	}
	l, err := newLab(filepath.Join("build", "bench"), env)
	if err != nil {
		return err
	}
	defer l.close()
	seen := measurements{}
	begun := time.Now()
	for r := 0; r == 0 || r < rounds && time.Since(begun) < within; r++ {
		fmt.Fprintf(os.Stderr, "round %d of %d\n", r+1, rounds)
		if err := measure(l, seen); err != nil {
			return err
		}
	}
	deviation, err := l.check()
	if err != nil {
		return err
	}
	report(os.Stdout, seen, l.unmeasured, deviation)
	if drags == 0 {
		return nil
	}

	for _, of := range [][3]string{
		{"From an input event to paint, milliseconds", "drag.mjs", fmt.Sprint(drags)},
		{"The opening, milliseconds", "open.mjs", fmt.Sprint(rounds)},
		{"What drags leave behind", "memory.mjs", fmt.Sprint(10 * drags)},
	} {
		fmt.Println("\n" + of[0])
		cmd := drive.Command("node", filepath.Join("scripts", "bench", of[1]), of[2])
		cmd.Env = env
		if err := cmd.Run(); err != nil {
			return err
		}
	}
	fmt.Println("\nBytes")
	return drive.Command("go", "run", "./scripts/build", "-brotli=11").Run()
}
