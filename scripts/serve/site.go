package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// policy is the content security policy of every answer. The static page says
// the same in a meta element, for hosts that set no headers; a browser test
// holds the two equal.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'"

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
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		if name == "" || strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		kind, known := mimeTypes[path.Ext(name)]
		if !known || !filepath.IsLocal(filepath.FromSlash(name)) {
			http.Error(w, "there is no such file", http.StatusNotFound)
			return
		}
		b, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			status := http.StatusInternalServerError
			if errors.Is(err, fs.ErrNotExist) {
				status = http.StatusNotFound
			}
			http.Error(w, "there is no such file", status)
			return
		}
		write(w, r, kind, b, cache)
	})
}

func setHeaders(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-cache")
}

// write answers with b, compressed where the browser takes it and it helps.
func write(w http.ResponseWriter, r *http.Request, kind string, b []byte, cache *gzipCache) {
	h := w.Header()
	h.Set("Content-Type", kind)
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
	z := gzip.NewWriter(&out)
	z.Write(b) // a buffer takes everything
	z.Close()
	c.entries[tag] = out.Bytes()
	return c.entries[tag]
}
