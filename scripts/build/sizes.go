package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"
)

// budget is the most that an asset may weigh on the wire, in bytes after gzip.
// A library that is imported without need shows here first. Raise a number
// only on purpose, and say in the commit what it buys.
var budget = map[string]int{
	"kingman.wasm": 1_750_000,
	"app.js":       300_000,
	"address.js":   1_500,
	"worker.js":    3_000,
	"style.css":    12_000,
	"index.html":   pageBudget,
	"wasm_exec.js": 6_000,
	"gallery.html": 60_000,
}

// pageBudget is that of every argument's page.
const pageBudget = 60_000

// budgetOf returns the budget of an asset, if it has one.
func budgetOf(name string) (limit int, ok bool) {
	if limit, ok = budget[name]; !ok && filepath.Ext(name) == ".html" {
		return pageBudget, true
	}
	return limit, ok
}

// An asset is one file of the site and its sizes in bytes.
type asset struct {
	name              string
	raw, gzip, brotli int
}

// weigh returns the assets of the folder site in lexical order, compressed with
// brotli at that quality.
func weigh(site string, quality int) ([]asset, error) {
	var assets []asset
	var paths []string
	err := filepath.WalkDir(site, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(site, path)
		if err != nil {
			return err
		}
		assets = append(assets, asset{name: filepath.ToSlash(name), raw: len(b), gzip: gzipped(b)})
		paths = append(paths, path)
		return nil
	})
	if err != nil {
		return nil, err
	}
	brotli, err := brotlied(paths, quality)
	if err != nil {
		return nil, err
	}
	for i := range assets {
		assets[i].brotli = brotli[i]
	}
	return assets, nil
}

func gzipped(b []byte) int {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is legal
	w.Write(b)                                              // a buffer takes everything
	w.Close()
	return out.Len()
}

// brotlied returns the size of each file after brotli at that quality, which
// node has and Go's library has not. 11 is what a host that compresses once
// uses; it gains a tenth over 9 and takes ten seconds more.
func brotlied(paths []string, quality int) ([]int, error) {
	const script = `const z = require("zlib"), fs = require("fs");
const [quality, ...paths] = process.argv.slice(1);
for (const p of paths) {
  const b = fs.readFileSync(p), c = z.constants;
  console.log(z.brotliCompressSync(b, {params: {[c.BROTLI_PARAM_QUALITY]: Number(quality), [c.BROTLI_PARAM_LGWIN]: 24, [c.BROTLI_PARAM_SIZE_HINT]: b.length}}).length);
}`
	out, err := exec.Command("node", append([]string{"-e", script, "--", strconv.Itoa(quality)}, paths...)...).Output()
	if err != nil {
		return nil, fmt.Errorf("brotli by node: %w", err)
	}
	lines := strings.Fields(string(out))
	if len(lines) != len(paths) {
		return nil, fmt.Errorf("brotli by node: %d sizes for %d files", len(lines), len(paths))
	}
	sizes := make([]int, len(lines))
	for i, line := range lines {
		if sizes[i], err = strconv.Atoi(line); err != nil {
			return nil, fmt.Errorf("brotli by node: %w", err)
		}
	}
	return sizes, nil
}

// printSizes writes a table of what every asset weighs.
func printSizes(w io.Writer, assets []asset) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "asset\traw\tgzip\tbrotli\t")
	var sum asset
	for _, a := range assets {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t\n", a.name, a.raw, a.gzip, a.brotli)
		sum.raw, sum.gzip, sum.brotli = sum.raw+a.raw, sum.gzip+a.gzip, sum.brotli+a.brotli
	}
	fmt.Fprintf(t, "all\t%d\t%d\t%d\t\n", sum.raw, sum.gzip, sum.brotli)
	t.Flush()
}

// checkBudget writes a line for every asset with a budget and returns an error
// that names those over it, those missing, and those without a budget.
func checkBudget(w io.Writer, site string) error {
	var errs []error
	seen := map[string]bool{}
	err := filepath.WalkDir(site, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(site, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		seen[name] = true
		size := gzipped(b)
		limit, ok := budgetOf(name)
		switch {
		case !ok:
			errs = append(errs, fmt.Errorf("%s has no budget: give it one in scripts/build/sizes.go", name))
		case size > limit:
			errs = append(errs, fmt.Errorf("%s weighs %d bytes gzipped, %d over its budget of %d", name, size, size-limit, limit))
		default:
			fmt.Fprintf(w, "ok   %s: %d of %d bytes gzipped\n", name, size, limit)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for name := range budget {
		if !seen[name] {
			errs = append(errs, fmt.Errorf("%s is not in %s", name, site))
		}
	}
	return errors.Join(errs...)
}
