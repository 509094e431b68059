package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"text/tabwriter"

	"kingman/core/argument"
)

// What a reader waits for, in bytes after gzip, at most. A page brings only its own
// argument's program; of every other it has what a link may set, about 1500 bytes.
const (
	transferBudget = 1_400_000 // a page with all that it loads
	programBudget  = 1_200_000 // the program of one page
	carrierBudget  = 1_200_000 // that program in a script, for sandboxed frames
	argumentBudget = 35_000    // what an argument adds to the program with everything
	cardBudget     = 90_000    // the picture beside a link
	pageBudget     = 60_000    // the document of one page
	singleBudget   = 4_500_000 // the one file as it is: nobody compresses it on a disk
)

// everything is the program with all arguments.
const everything = "kingman.wasm"

// shared are the assets that every argument's page loads besides its document
// and its program.
var shared = []string{"style.css", "app.js", "address.js", "wasm_exec.js", "worker.js"}

// budget is the most that an asset of that name may weigh, in bytes after gzip.
// A library that is imported without need shows here first. Raise a number
// only on purpose, and say in the commit what it buys.
var budget = map[string]int{
	everything:     1_670_000,
	"app.js":       300_000,
	"address.js":   2_000,
	"worker.js":    3_000,
	"share.js":     12_000, // comes when it is asked for
	"play.js":      5_000,  // so does this
	"style.css":    12_000,
	"index.html":   pageBudget,
	"wasm_exec.js": 6_000,
	"gallery.html": pageBudget,
	"404.html":     4_000,
}

// budgetOf returns the budget of an asset, if it has one.
func budgetOf(name string) (limit int, ok bool) {
	if limit, ok = budget[name]; ok {
		return limit, true
	}
	switch path.Ext(name) {
	case ".html":
		return pageBudget, true
	case ".png":
		return cardBudget, true
	case ".wasm":
		return programBudget, true
	case ".js":
		if strings.HasSuffix(name, ".wasm.js") {
			return carrierBudget, true
		}
	}
	return 0, false
}

// A page is what a reader of one argument loads, in bytes after gzip.
type page struct {
	asset
	own     bool // whether it has a program of its own
	program int  // that, or the program with everything
	shared  int
}

func (p *page) transfer() int { return p.gzip + p.program + p.shared }

// pagesOf returns the pages of the arguments of a site.
func pagesOf(assets []asset) []page {
	sizes := map[string]int{}
	for _, a := range assets {
		sizes[a.name] = a.gzip
	}
	var pages []page
	for _, a := range assets {
		if a.argument == "" {
			continue
		}
		p := page{asset: a}
		if p.program, p.own = sizes[a.argument+".wasm"]; !p.own {
			p.program = sizes[everything]
		}
		for _, name := range shared {
			p.shared += sizes[name]
		}
		pages = append(pages, p)
	}
	return pages
}

// What an entry adds, which every program has: 1200 to 2300 bytes, as programs without one say.
// How bytes happen to lie moves what is measured of a model by up to a kilobyte.
const (
	entrySize = 2_000
	layout    = 1_000
)

// checkAdds writes by how much each argument makes the program with everything larger, and
// returns an error that names those that add too much. It links the program without the model
// of each of them: half a minute of a processor.
func checkAdds(w io.Writer, id string, models argument.Models) error {
	mains := []mainPackage{{}}
	for k, m := range models {
		mains = append(mains, mainPackage{m.Entry.ID, slices.Delete(slices.Clone(models), k, k+1)})
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "argument\tadds, gzip\t")
	all, errs := 0, []error(nil)
	err := link(id, mains, func(m mainPackage, text []byte) error {
		if m.folder == "" {
			all = gzipped(text)
			return nil
		}
		adds := all - gzipped(text) + entrySize
		fmt.Fprintf(t, "%s\t%d\t\n", m.folder, adds)
		if adds > argumentBudget+layout {
			errs = append(errs, fmt.Errorf("%s adds %d bytes to %s, %d over its budget of %d", m.folder, adds, everything, adds-argumentBudget, argumentBudget))
		}
		return nil
	})
	fmt.Fprintf(t, "at most\t%d\t\n", argumentBudget)
	t.Flush()
	return errors.Join(append(errs, err)...)
}

// printPages writes a table of what the readers of each page load.
func printPages(w io.Writer, pages []page) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "page, gzip\tdocument\tprogram\tshared\ttransfer\t")
	for i := range pages {
		p := &pages[i]
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t\n", p.name, p.gzip, p.program, p.shared, p.transfer())
	}
	fmt.Fprintf(t, "at most\t%d\t%d\t\t%d\t\n", pageBudget, programBudget, transferBudget)
	t.Flush()
}

// checkBudget writes what the pages of a site load and returns an error that
// names the pages and assets over their budget, those missing, and those
// without a budget.
//
// A site whose pages all run the program with everything is held to the budgets
// of its assets only.
func checkBudget(w io.Writer, assets []asset) error {
	pages := pagesOf(assets)
	printPages(w, pages)
	var errs []error
	over := func(what string, size, limit int) {
		if size > limit {
			errs = append(errs, fmt.Errorf("%s weighs %d bytes gzipped, %d over its budget of %d", what, size, size-limit, limit))
		}
	}
	missing := maps.Clone(budget)
	for _, a := range assets {
		delete(missing, a.name)
		if a.name == single {
			if a.raw > singleBudget {
				errs = append(errs, fmt.Errorf("%s weighs %d bytes, %d over its budget of %d", single, a.raw, a.raw-singleBudget, singleBudget))
			}
			continue
		}
		if limit, ok := budgetOf(a.name); ok {
			over(a.name, a.gzip, limit)
		} else {
			errs = append(errs, fmt.Errorf("%s has no budget: give it one in scripts/build/budget.go", a.name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(missing)) {
		errs = append(errs, fmt.Errorf("%s is missing", name))
	}
	if !slices.ContainsFunc(pages, func(p page) bool { return p.own }) {
		return errors.Join(errs...)
	}
	for i := range pages {
		p := &pages[i]
		if !p.own {
			errs = append(errs, fmt.Errorf("%s has no program of its own, %s.wasm", p.name, p.argument))
			continue
		}
		over(p.name+" with all that it loads", p.transfer(), transferBudget)
	}
	return errors.Join(errs...)
}
