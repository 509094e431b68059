package main

import (
	"compress/gzip"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kingman/wasm/markup/policy"
)

// newSite writes a small site and returns its folder.
func newSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"index.html":   "<html><head><title>t</title></head><body>hello</body></html>",
		"kingman.wasm": strings.Repeat("\x00asm", 1000),
		"app.js":       "1",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(dir), "secret.txt"), []byte("s"), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func get(h http.Handler, method, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestSiteAnswers(t *testing.T) {
	h := siteHandler(newSite(t))
	for _, c := range []struct {
		method, target string
		status         int
		kind           string
	}{
		{"GET", "/", 200, "text/html; charset=utf-8"},
		{"GET", "/?v=1&s=analysis-queue", 200, "text/html; charset=utf-8"},
		{"GET", "/app.js", 200, "text/javascript; charset=utf-8"},
		{"HEAD", "/kingman.wasm", 200, "application/wasm"},
		{"GET", "/missing.js", 404, ""},
		{"GET", "/../secret.txt", 404, ""},
		{"GET", "/%2e%2e/secret.txt", 404, ""},
		{"GET", "/index", 404, ""},
		{"POST", "/", 405, ""},
	} {
		w := get(h, c.method, c.target)
		if w.Code != c.status {
			t.Errorf("%s %s: status %d, want %d", c.method, c.target, w.Code, c.status)
		}
		if c.kind != "" && w.Header().Get("Content-Type") != c.kind {
			t.Errorf("%s %s: type %q, want %q", c.method, c.target, w.Header().Get("Content-Type"), c.kind)
		}
		if got := w.Header().Get("Content-Security-Policy"); got != policy.Site {
			t.Errorf("%s %s: policy %q", c.method, c.target, got)
		}
		if got := w.Header().Get("X-Content-Type-Options"); got != "nosniff" {
			t.Errorf("%s %s: X-Content-Type-Options %q", c.method, c.target, got)
		}
	}
}

// An address without a file gets the page for that, whose own script and style
// its policy allows.
func TestSiteAnswersWhatItHasNot(t *testing.T) {
	dir := newSite(t)
	if err := os.MkdirAll(filepath.Join(dir, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	top, below := "<style>p{}</style>top<script>top()</script>", "below<script>below()</script>"
	for name, text := range map[string]string{"404.html": top, "sub/404.html": below} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	site := siteHandler(dir)
	for name, h := range map[string]http.Handler{"static": site, "dev": newDev(dir, nil, nil).handler(site)} {
		for target, want := range map[string]string{
			"/page.html%23v=1": top, "/page/": top, "/a/b/c.html": top, "/.git/config": top, "/missing.js": top,
			"/sub/page.html%23v=1": below, "/sub/": below, "/sub/deep/er/": below,
		} {
			w := get(h, "GET", target)
			if w.Code != 404 || w.Body.String() != want || w.Header().Get("Content-Security-Policy") != policy.For(want) || w.Header().Get("Content-Type") != mimeTypes[".html"] {
				t.Errorf("%s: %s: status %d, %s, headers %v", name, target, w.Code, w.Body, w.Header())
			}
		}
		if w := get(h, "GET", "/404.html"); w.Code != 200 || w.Header().Get("Content-Security-Policy") != policy.For(top) {
			t.Errorf("%s: the page itself: status %d, headers %v", name, w.Code, w.Header())
		}
	}
}

// What is none of the site is not shown, however it got into the folder.
func TestSiteKeepsToItsFolder(t *testing.T) {
	dir := newSite(t)
	outside := filepath.Dir(dir)
	for _, err := range []error{
		os.MkdirAll(filepath.Join(dir, ".git"), 0o755),
		os.WriteFile(filepath.Join(dir, ".git", "config.json"), []byte("s"), 0o644),
		os.WriteFile(filepath.Join(dir, ".page.html"), []byte("s"), 0o644),
		os.Symlink(filepath.Join(outside, "secret.txt"), filepath.Join(dir, "link.txt")),
		os.Symlink("../secret.txt", filepath.Join(dir, "up.txt")),
		os.Symlink(outside, filepath.Join(dir, "folder")),
		os.Symlink(filepath.Join(outside, "secret.txt"), filepath.Join(dir, "page.html")),
		os.Symlink("app.js", filepath.Join(dir, "inside.js")),
		os.Mkdir(filepath.Join(dir, "folder.js"), 0o755),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	site := siteHandler(dir)
	for name, h := range map[string]http.Handler{"static": site, "dev": newDev(dir, nil, nil).handler(site)} {
		for target, status := range map[string]int{
			"/.git/config.json": 404, "/.page.html": 404, "/link.txt": 404, "/up.txt": 404, "/folder/secret.txt": 404, "/page.html": 404, "/folder.js": 404,
			"/inside.js": 200, "/app.js": 200, "/": 200,
		} {
			if w := get(h, "GET", target); w.Code != status {
				t.Errorf("%s: %s: status %d, want %d", name, target, w.Code, status)
			}
		}
	}
}

// A website whose name resolves to this machine is not answered.
func TestOnlyThisMachineIsAnswered(t *testing.T) {
	h := onlyHere(siteHandler(newSite(t)))
	for host, status := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "LOCALHOST:1": 200, "127.0.0.1:8080": 200, "127.1.2.3": 200, "[::1]:8080": 200, "[::1]": 200, "wiki.localhost:8080": 200,
		"example.org": 421, "example.org:8080": 421, "localhost.example.org": 421, "notlocalhost": 421, "10.0.0.1:8080": 421, "0.0.0.0": 421, "[fe80::1]:80": 421, "": 421, ":8080": 421,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != status {
			t.Errorf("host %q: status %d, want %d", host, w.Code, status)
		}
	}
}

func TestSiteCompressesWhereItMay(t *testing.T) {
	h := siteHandler(newSite(t))
	for _, c := range []struct {
		accept string
		want   bool
	}{{"gzip, br", true}, {"br;q=1.0, gzip;q=0.8", true}, {"gzip;q=0", false}, {"gzip;q=0.0", false}, {"br", false}, {"", false}} {
		w := get(h, "GET", "/kingman.wasm", "Accept-Encoding", c.accept)
		body := io.Reader(w.Body)
		if got := w.Header().Get("Content-Encoding") == "gzip"; got != c.want {
			t.Errorf("%q: compressed %v, want %v", c.accept, got, c.want)
		}
		if c.want {
			z, err := gzip.NewReader(body)
			if err != nil {
				t.Fatal(err)
			}
			body = z
		}
		if b, err := io.ReadAll(body); err != nil || len(b) != 4000 {
			t.Errorf("%q: %d bytes, %v", c.accept, len(b), err)
		}
	}
}

func TestSiteRevalidates(t *testing.T) {
	h := siteHandler(newSite(t))
	plain, packed := get(h, "GET", "/app.js"), get(h, "GET", "/app.js", "Accept-Encoding", "gzip")
	tag := plain.Header().Get("ETag")
	if tag == "" || tag == packed.Header().Get("ETag") {
		t.Errorf("tags %q and %q: want two different ones", tag, packed.Header().Get("ETag"))
	}
	if w := get(h, "GET", "/app.js", "If-None-Match", tag); w.Code != http.StatusNotModified {
		t.Errorf("status %d for a copy that is fresh, want 304", w.Code)
	}
}

func TestListenTakesTheNextFreePort(t *testing.T) {
	first, err := listen(0)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	port := first.Addr().(*net.TCPAddr).Port
	second, err := listen(port)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if got := second.Addr().(*net.TCPAddr).Port; got <= port || got >= port+20 {
		t.Errorf("port %d, want one of the next after %d", got, port)
	}
}
