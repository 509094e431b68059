// Command build makes the static site: a WebAssembly file for each page and its
// workers, one JavaScript bundle, the style sheet and the static pages. The
// same sources and the same toolchain give the same bytes.
//
//	go run ./scripts/build            the site, and the weight of each asset
//	go run ./scripts/build -sizes=false   the same, in a hurry
//	go run ./scripts/build -budget    weighs the site that is there against the budget
//	go run ./scripts/build -adds      what each argument adds to the program with everything
//	go run ./scripts/build -programs none          the site without its programs
//	go run ./scripts/build -programs NAME.wasm    this program, into the site that is there
//	go run ./scripts/build -programs missing       those that the site that is there lacks
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"kingman/core/catalogue"
)

func main() {
	out := flag.String("out", "build/site", "folder of the finished site")
	sizes := flag.Bool("sizes", true, "print the size of every asset: raw, gzip, brotli")
	quality := flag.Int("brotli", 9, "quality of the brotli that is weighed, at most 11")
	budget := flag.Bool("budget", false, "only compare the site's sizes with the budget")
	adds := flag.Bool("adds", false, "only print what each argument adds to the program with everything")
	programs := flag.String("programs", "all", "which programs to make: all, none, missing or the name of one")
	flag.Parse()
	var err error
	if *adds {
		err = checkAdds(os.Stdout, "0123456789abcdef", catalogue.Models())
	} else {
		err = run(*out, *programs, *sizes, *quality, *budget)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// filesOf is the folder of a site with all that its pages load, named by the build: a
// page and what belongs to another build never meet, whatever a cache has kept.
func filesOf(site, id string) string { return filepath.Join(site, "files", id) }

func run(out, programs string, sizes bool, quality int, onlyBudget bool) error {
	if _, err := os.Stat("go.mod"); err != nil {
		return errors.New("run it at the top of the repository, where go.mod is")
	}
	if onlyBudget {
		assets, err := weigh(out)
		if err != nil {
			return err
		}
		return checkBudget(os.Stdout, assets)
	}
	id, err := buildID(".")
	if err != nil {
		return err
	}
	models := catalogue.Models()
	wanted, err := choose(programs, filesOf(out, id), models)
	if err != nil {
		return err
	}
	if programs != "all" && programs != "none" {
		return compile(filesOf(out, id), id, models, wanted)
	}
	// The site is put together aside and swapped in when it is whole, so that a
	// mistake in the sources leaves the last good site where it is.
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	next, err := os.MkdirTemp(filepath.Dir(out), "next-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(next)
	files := filesOf(next, id)
	if err := errors.Join(os.Chmod(next, 0o755), os.MkdirAll(files, 0o755)); err != nil {
		return err
	}
	compiled := make(chan struct{})
	if err := parallel(
		func() error { return copyExec(filepath.Join(files, "wasm_exec.js")) },
		func() error {
			defer close(compiled)
			return compile(files, id, models, wanted)
		},
		func() error {
			if err := installPackages("web"); err != nil {
				return err
			}
			return parallel(
				func() error { return bundle("web", files) },
				func() error { return writeDocuments("web", next, files, compiled) },
			)
		},
	); err != nil {
		return err
	}
	if programs == "all" {
		if err := writeSingle("web", next, files, models); err != nil {
			return err
		}
	}
	if err := swap(next, out); err != nil {
		return err
	}
	if !sizes {
		return nil
	}
	assets, err := weigh(out)
	if err != nil {
		return err
	}
	if err := brotlied(out, assets, quality); err != nil {
		return err
	}
	printSizes(os.Stdout, assets)
	printPages(os.Stdout, pagesOf(assets))
	return nil
}

// parallel runs every step at once and returns all their errors.
func parallel(steps ...func() error) error {
	errs := make([]error, len(steps))
	var wg sync.WaitGroup
	for i, step := range steps {
		wg.Go(func() { errs[i] = step() })
	}
	wg.Wait()
	return errors.Join(errs...)
}

// swap moves the finished folder next to the place of out. Both are in one
// folder, so that the moment without a site is as short as a disk allows.
func swap(next, out string) error {
	old := next + "-old"
	if err := os.Rename(out, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(next, out); err != nil {
		return err
	}
	return os.RemoveAll(old)
}
