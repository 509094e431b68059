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

	"kingman/wasm/markup/static"
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
		if got := w.Header().Get("Content-Security-Policy"); got != policy {
			t.Errorf("%s %s: policy %q", c.method, c.target, got)
		}
		if got := w.Header().Get("X-Content-Type-Options"); got != "nosniff" {
			t.Errorf("%s %s: X-Content-Type-Options %q", c.method, c.target, got)
		}
	}
}

// The server does not import the page's code, so that it starts, and can say
// why nothing was built, when that code does not compile.
func TestPolicyIsThePages(t *testing.T) {
	if policy != static.Policy {
		t.Errorf("the server's policy is\n%s\nthe page's\n%s", policy, static.Policy)
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
