package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"text/tabwriter"
)

// An asset is one file of the site and its sizes in bytes.
type asset struct {
	path              string // in the folder of the site, with slashes
	name              string // the same, without the folder that is named by the build
	argument          string // the id of the argument whose page it is, if it is one
	raw, gzip, brotli int
}

var openingTag = regexp.MustCompile(`<html [^>]*\bdata-argument="([^"]*)"`)

// argumentOf returns the argument that a page is of, as the page itself says.
func argumentOf(file []byte) string {
	if m := openingTag.FindSubmatch(file[:min(len(file), 1000)]); m != nil {
		return string(m[1])
	}
	return ""
}

// weigh returns the assets of the folder site in lexical order, not yet
// compressed with brotli.
func weigh(site string) ([]asset, error) {
	var assets []asset
	err := filepath.WalkDir(site, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if path, err = filepath.Rel(site, path); err != nil {
			return err
		}
		path = filepath.ToSlash(path)
		name := path
		if below, ok := strings.CutPrefix(path, "files/"); ok {
			_, name, _ = strings.Cut(below, "/")
		}
		assets = append(assets, asset{path: path, name: name, argument: argumentOf(b), raw: len(b), gzip: gzipped(b)})
		return nil
	})
	return assets, err
}

// gzipped returns the size after Go's gzip, which is a hundredth above that of
// the program of that name.
func gzipped(b []byte) int {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is legal
	w.Write(b)                                              // a buffer takes everything
	w.Close()
	return out.Len()
}

// brotlied adds the size of each asset after brotli at that quality, which
// node has and Go's library has not. 11 is what a host that compresses once
// uses; it gains a tenth over 9 and takes ten seconds more.
func brotlied(site string, assets []asset, quality int) error {
	const script = `const z = require("zlib"), fs = require("fs");
const [quality, ...paths] = process.argv.slice(1);
for (const p of paths) {
  const b = fs.readFileSync(p), c = z.constants;
  console.log(z.brotliCompressSync(b, {params: {[c.BROTLI_PARAM_QUALITY]: Number(quality), [c.BROTLI_PARAM_LGWIN]: 24, [c.BROTLI_PARAM_SIZE_HINT]: b.length}}).length);
}`
	args := []string{"-e", script, "--", strconv.Itoa(quality)}
	for _, a := range assets {
		args = append(args, filepath.Join(site, filepath.FromSlash(a.path)))
	}
	out, err := exec.Command("node", args...).Output()
	if err != nil {
		return fmt.Errorf("brotli by node: %w", err)
	}
	lines := strings.Fields(string(out))
	if len(lines) != len(assets) {
		return fmt.Errorf("brotli by node: %d sizes for %d files", len(lines), len(assets))
	}
	for i, line := range lines {
		if assets[i].brotli, err = strconv.Atoi(line); err != nil {
			return fmt.Errorf("brotli by node: %w", err)
		}
	}
	return nil
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
