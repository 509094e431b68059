package main

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestDevPagesCarryTheReloadScript(t *testing.T) {
	site := newSite(t)
	d := newDev(site, nil, nil)
	h := d.handler(siteHandler(site))
	if body := get(h, "GET", "/").Body.String(); !strings.Contains(body, `<script src="/_reload.js" defer></script></head>`) {
		t.Errorf("page without the reload script: %s", body)
	}
	if err := os.WriteFile(filepath.Join(site, "other.html"), []byte("<html><head></head></html>"), 0o644); err != nil {
		t.Fatal(err)
	}
	if body := get(h, "GET", "/other.html").Body.String(); !strings.Contains(body, "_reload.js") {
		t.Errorf("another page without the reload script: %s", body)
	}
	if w := get(h, "GET", "/none.html"); w.Code != 404 {
		t.Errorf("a page that is not there: status %d", w.Code)
	}
	if w := get(h, "GET", "/_reload.js"); w.Code != 200 || !strings.Contains(w.Body.String(), "EventSource") {
		t.Errorf("reload script: status %d", w.Code)
	}
	empty := newDev(t.TempDir(), nil, nil)
	if body := get(empty.handler(siteHandler(empty.site)), "GET", "/").Body.String(); !strings.Contains(body, "_reload.js") {
		t.Error("a site that was never built cannot tell why")
	}
}

// A page hears of a mistake, and of the build that mends it.
func TestDevTellsPages(t *testing.T) {
	source := filepath.Join(t.TempDir(), "a.go")
	save := func(text string) {
		if err := os.WriteFile(source, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	save("good")
	d := newDev(newSite(t), []string{source}, func(context.Context, string, string) (string, error) {
		if b, _ := os.ReadFile(source); strings.Contains(string(b), "mistake") {
			return "a.go:1: a mistake", errors.New("exit status 1")
		}
		return "", nil
	})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	d.rebuild(ctx)
	server := httptest.NewServer(d.handler(http.NotFoundHandler()))
	defer server.Close()
	response, err := http.Get(server.URL + "/_reload")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	expect := func(want string) {
		t.Helper()
		for lines.Scan() {
			if lines.Text() == "" {
				continue
			}
			if lines.Text() != "data: "+want {
				t.Fatalf("page heard %q, want %q", lines.Text(), want)
			}
			return
		}
		t.Fatalf("stream ended, want %q: %v", want, lines.Err())
	}
	expect(`{"build":1,"error":""}`)

	go d.watch(ctx, time.Millisecond)
	save("a mistake")
	expect(`{"build":1,"error":"a.go:1: a mistake"}`)
	save("good again")
	expect(`{"build":2,"error":""}`)
}

// A page's program is made when it is asked for, once; the others follow by
// themselves, and a new site begins without any.
func TestDevMakesProgramsWhenAsked(t *testing.T) {
	site := newSite(t)
	files := filepath.Join(site, "files", "build")
	if err := os.MkdirAll(files, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"one.html", "two.html"} {
		if err := os.WriteFile(filepath.Join(site, page), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	asked := make(chan string, 10)
	d := newDev(site, nil, func(_ context.Context, site, programs string) (string, error) {
		asked <- programs
		switch programs {
		case "none":
			return "", errors.Join(os.RemoveAll(filepath.Join(files, "one.wasm")), os.RemoveAll(filepath.Join(files, "two.wasm")))
		case "one.wasm":
			return "", os.WriteFile(filepath.Join(files, "one.wasm"), []byte("one"), 0o644)
		case missing:
			return "", os.WriteFile(filepath.Join(files, "two.wasm"), []byte("two"), 0o644)
		}
		return "a mistake in " + programs, errors.New("exit status 1")
	})
	h := d.handler(siteHandler(site))
	for range 2 { // the second time after a change
		d.rebuild(t.Context())
		var group sync.WaitGroup
		for range 3 { // three tabs of one page
			group.Go(func() {
				if w := get(h, "GET", "/files/build/one.wasm"); w.Code != 200 || w.Body.String() != "one" {
					t.Errorf("status %d: %s", w.Code, w.Body)
				}
			})
		}
		group.Wait()
		for _, want := range []string{"none", "one.wasm", missing} {
			if got := <-asked; got != want {
				t.Errorf("built %q, want %q", got, want)
			}
		}
	}
	if w := get(h, "GET", "/files/build/kingman.wasm"); w.Code != 500 || d.news.Error != "a mistake in kingman.wasm" {
		t.Errorf("a program with a mistake: status %d, %q", w.Code, d.news.Error)
	}
	if w := get(h, "GET", "/files/build/nobody.wasm"); w.Code != 404 || len(asked) != 1 {
		t.Errorf("a program of no page: status %d", w.Code)
	}
}

func TestFingerprintSeesWhatMatters(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	put("a.go", "1")
	for _, c := range []struct {
		name  string
		moves bool
	}{{"b.go", true}, {"sub/c.css", true}, {"a_test.go", false}, {".a.go.swp", false}, {"a.go~", false}, {"node_modules/x.js", false}} {
		before := fingerprint([]string{dir})
		put(c.name, "text")
		if got := fingerprint([]string{dir}) != before; got != c.moves {
			t.Errorf("%s: seen %v, want %v", c.name, got, c.moves)
		}
	}
}
