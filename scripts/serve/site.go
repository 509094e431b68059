package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"kingman/wasm/markup/policy"
)

// mimeTypes are set here and not left to the machine's tables, which often
// lack wasm: streaming compilation fails without it.
var mimeTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
}

// siteHandler serves the files below folder as a careful static host would.
func siteHandler(folder string) http.Handler {
	cache := &gzipCache{entries: map[string][]byte{}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setHeaders(w.Header())
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
			return
		}
		name := fileName(r.URL.Path)
		kind, known := mimeTypes[path.Ext(name)]
		b, err := readFile(folder, name)
		if !known || err != nil {
			writeNotFound(w, folder, name)
			return
		}
		write(w, r, kind, b, cache)
	})
}

// writeNotFound answers with the nearest page for addresses without a file, as
// static hosts do: that of the folder that name is in, or of one above.
func writeNotFound(w http.ResponseWriter, folder, name string) {
	for name != "." {
		name = path.Dir(name)
		if page, err := readFile(folder, path.Join(name, "404.html")); err == nil {
			w.Header().Set("Content-Type", mimeTypes[".html"])
			w.Header().Set("Content-Security-Policy", policy.Of(string(page)))
			w.WriteHeader(http.StatusNotFound)
			w.Write(page) // a reader who has gone away needs no answer
			return
		}
	}
	http.Error(w, "there is no such file", http.StatusNotFound)
}

// fileName returns the file of the site that a path asks for, with slashes.
func fileName(urlPath string) string {
	name := strings.TrimPrefix(path.Clean("/"+urlPath), "/")
	if name == "" || strings.HasSuffix(urlPath, "/") {
		name = path.Join(name, "index.html")
	}
	return name
}

// readFile reads a file of the site. A name that begins with a dot belongs to a
// tool and is no part of the site, and neither is a file outside of folder to which a
// symbolic link leads. The folder is opened anew every time, because a
// build puts another in its place.
func readFile(folder, name string) ([]byte, error) {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") {
			return nil, fs.ErrNotExist
		}
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.ReadFile(filepath.FromSlash(name))
}

// onlyHere answers requests for this machine only. Any website may have its own
// name resolve to this machine, and would then read what the server says as its
// own (DNS rebinding); the browser still names the website as the host.
func onlyHere(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		host = strings.ToLower(strings.Trim(host, "[]"))
		ip := net.ParseIP(host)
		if host != "localhost" && !strings.HasSuffix(host, ".localhost") && (ip == nil || !ip.IsLoopback()) {
			http.Error(w, "this server answers for localhost only", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func setHeaders(h http.Header) {
	h.Set("Content-Security-Policy", policy.Site)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-cache")
}

// write answers with b, compressed where the browser takes it and it helps.
func write(w http.ResponseWriter, r *http.Request, kind string, b []byte, cache *gzipCache) {
	h := w.Header()
	h.Set("Content-Type", kind)
	if kind == mimeTypes[".html"] {
		h.Set("Content-Security-Policy", policy.Of(string(b)))
	}
	h.Set("Vary", "Accept-Encoding")
	sum := sha256.Sum256(b)
	tag := hex.EncodeToString(sum[:8])
	if kind != "image/png" && accepts(r, "gzip") {
		b = cache.compress(tag, b)
		tag += "-gzip"
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", `"`+tag+`"`)
	// ServeContent answers If-None-Match and ranges; the zero time keeps it from
	// looking at clocks.
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b))
}

// accepts says whether the request allows that encoding.
func accepts(r *http.Request, encoding string) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == encoding {
			return strings.Trim(weight, " q=0.") != "" || weight == ""
		}
	}
	return false
}

// A gzipCache keeps the last compressed form of each content.
type gzipCache struct {
	mu      sync.Mutex
	entries map[string][]byte
}

// compress returns b compressed; tag names b's content.
func (c *gzipCache) compress(tag string, b []byte) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.entries[tag]; ok {
		return e
	}
	if len(c.entries) > 64 { // a long day of rebuilding: forget the old sites
		clear(c.entries)
	}
	var out bytes.Buffer
	// The way is short: who waits, waits for the compressing.
	z, _ := gzip.NewWriterLevel(&out, gzip.BestSpeed) // which is a level
	z.Write(b)                                        // a buffer takes everything
	z.Close()
	c.entries[tag] = out.Bytes()
	return c.entries[tag]
}
