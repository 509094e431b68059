package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// reloadScript listens to /_reload. It is a file of its own because the policy
// allows no inline script.
//
//go:embed reload.js
var reloadScript []byte

// A dev rebuilds the site when a source changes, and tells the open pages. A site
// begins without programs: that of a page is made when the page asks for it, and
// the others behind the first of them.
type dev struct {
	site    string
	sources []string
	// build makes the site anew, if programs is "none"; else it adds those programs.
	build func(ctx context.Context, site, programs string) (output string, err error)

	built uint64 // fingerprint of the sources that the last build saw

	making sync.RWMutex // held for reading while a program is made, so that its site stays

	mu       sync.Mutex
	programs map[string]*program // by name, of the present site
	news     news
	changed  chan struct{} // closed and replaced when news changes
}

// A program is one that is being made, or was.
type program struct {
	made chan struct{} // closed when err is there
	err  error
}

// news is the message to an open page: the number of the build that it should be showing, and
// the fault in the sources, if there is one.
type news struct {
	Build int    `json:"build"`
	Error string `json:"error"`
}

func newDev(site string, sources []string, build func(ctx context.Context, site, programs string) (string, error)) *dev {
	return &dev{site: site, sources: sources, build: build, programs: map[string]*program{}, changed: make(chan struct{})}
}

// goBuild builds the site in a process of its own, because the pages' markup is
// itself compiled into the builder.
func goBuild(ctx context.Context, site, programs string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", "run", "./scripts/build", "-sizes=false", "-programs", programs, "-out", site)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// rebuild makes the site anew. If that fails the old site stays, and the
// terminal and the pages show why.
func (d *dev) rebuild(ctx context.Context) {
	start := time.Now()
	d.making.Lock()
	defer d.making.Unlock()
	d.built = fingerprint(d.sources) // before building: what is saved meanwhile is a change
	out, err := d.build(ctx, d.site, "none")
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		d.tell(out, err)
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.programs = map[string]*program{}
	d.news = news{Build: d.news.Build + 1}
	fmt.Print(out)
	fmt.Printf("built in %.1f s; a page's program is made when the page asks for it\n", time.Since(start).Seconds())
	d.publish()
}

// tell shows in the terminal and on the pages why something was not built.
func (d *dev) tell(out string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.news.Error = strings.TrimSpace(out)
	if d.news.Error == "" {
		d.news.Error = err.Error()
	}
	fmt.Fprintf(os.Stderr, "%s\nnot built; the last good site stays\n", d.news.Error)
	d.publish()
}

// publish wakes the pages that wait for news. Whoever calls it holds mu.
func (d *dev) publish() {
	close(d.changed)
	d.changed = make(chan struct{})
}

// make makes a program of the present site, if nobody has, and returns when it is
// there. After the first, those that are missing are made, too.
func (d *dev) make(ctx context.Context, name string) error {
	d.mu.Lock()
	p, known := d.programs[name]
	first := len(d.programs) == 0
	if !known {
		p = &program{made: make(chan struct{})}
		d.programs[name] = p
	}
	d.mu.Unlock()
	if known {
		select {
		case <-p.made:
			return p.err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	defer close(p.made)
	d.making.RLock()
	defer d.making.RUnlock()
	start := time.Now()
	// Not under ctx: a page that is left does not spoil the program for the others.
	out, err := d.build(context.WithoutCancel(ctx), d.site, name)
	if p.err = err; err != nil {
		d.tell(out, err)
		return err
	}
	fmt.Printf("%s made in %.1f s\n", name, time.Since(start).Seconds())
	if first {
		go d.make(context.WithoutCancel(ctx), missing)
	}
	return nil
}

// everything is the program that no page has as its own; missing names those that
// the site lacks.
const everything, missing = "kingman.wasm", "missing"

// isProgram says whether that file of the site is a program, and one that it has a page for.
func (d *dev) isProgram(name string) bool {
	page, ok := strings.CutSuffix(path.Base(name), ".wasm")
	if !ok {
		return false
	}
	_, err := readFile(d.site, page+".html")
	return path.Base(name) == everything || err == nil
}

// watch rebuilds whenever the sources look different, and have stopped changing
// for one interval, until ctx ends.
func (d *dev) watch(ctx context.Context, every time.Duration) {
	last := d.built
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		now := fingerprint(d.sources)
		if now == last && now != d.built {
			fmt.Println("a source changed: building …")
			d.rebuild(ctx)
		}
		last = now
	}
}

// fingerprint condenses names, sizes and times of the sources. Polling a few
// hundred files costs a millisecond and works on every file system.
func fingerprint(sources []string) uint64 {
	h := fnv.New64a()
	for _, source := range sources {
		filepath.WalkDir(source, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return nil // a file that vanished while we looked is a change for the next look
			}
			if entry.IsDir() {
				if entry.Name() == "node_modules" || entry.Name() == "testdata" {
					return fs.SkipDir
				}
				return nil
			}
			name := entry.Name()
			if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasSuffix(name, "_test.go") {
				return nil
			}
			if info, err := entry.Info(); err == nil {
				fmt.Fprintln(h, path, info.Size(), info.ModTime().UnixNano())
			}
			return nil
		})
	}
	return h.Sum64()
}

// handler adds the reload script to the pages of site, and serves it.
func (d *dev) handler(site http.Handler) http.Handler {
	mux := http.NewServeMux()
	cache := &gzipCache{entries: map[string][]byte{}}
	mux.HandleFunc("GET /_reload", d.stream)
	mux.HandleFunc("GET /_reload.js", func(w http.ResponseWriter, r *http.Request) {
		setHeaders(w.Header())
		write(w, r, mimeTypes[".js"], reloadScript, cache)
	})
	document := func(w http.ResponseWriter, r *http.Request) {
		name := fileName(r.URL.Path)
		page, err := readFile(d.site, name)
		switch {
		case d.isProgram(name) && errors.Is(err, fs.ErrNotExist):
			if err := d.make(r.Context(), path.Base(name)); err != nil {
				http.Error(w, "the program was not built: the terminal says why", http.StatusInternalServerError)
				return
			}
			site.ServeHTTP(w, r)
			return
		case filepath.Ext(name) != ".html", err != nil && name != "index.html":
			site.ServeHTTP(w, r)
			return
		case err != nil: // nothing was ever built
			page = []byte("<!doctype html><html lang=\"en\"><head><title>Kingman</title></head><body></body></html>")
		}
		setHeaders(w.Header())
		write(w, r, mimeTypes[".html"], withReload(page), cache)
	}
	mux.HandleFunc("GET /{$}", document)
	mux.HandleFunc("GET /{page}", document)
	mux.HandleFunc("GET /files/{build}/{part}", document)
	mux.Handle("/", site)
	return mux
}

// withReload puts the reload script at the end of the page's head.
func withReload(page []byte) []byte {
	const script = `<script src="/_reload.js" defer></script>`
	head, rest, ok := bytes.Cut(page, []byte("</head>"))
	if !ok {
		return append(page, script...)
	}
	return bytes.Join([][]byte{head, []byte(script), []byte("</head>"), rest}, nil)
}

// stream tells a page the news, and each change of them, for as long as it is
// open.
func (d *dev) stream(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header())
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	for {
		d.mu.Lock()
		text, err := json.Marshal(d.news)
		changed := d.changed
		d.mu.Unlock()
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", text); err != nil || flush.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}
