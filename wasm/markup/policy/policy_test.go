package policy

import (
	"os"
	"strings"
	"testing"
)

func TestFor(t *testing.T) {
	// printf %s 'a()' | openssl dgst -sha256 -binary | base64
	const (
		a   = " 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"
		b   = " 'sha256-cf242PFc/kb7xD0Qzhsmd9vvRkc+cWFmbi+k+YvtdKc='"
		red = " 'sha256-p0bF+un5yUb9MBO6xRb8kPHlY2BdpHVtLiFkDrZPF64='"
	)
	for _, x := range []struct{ name, html, scripts, styles string }{
		{"files only", `<script src="app.js"></script><link rel="stylesheet" href="style.css">`, "", ""},
		{"data is no script", `<script type="application/json">{}</script>`, "", ""},
		{"a script", `<script>a()</script>`, a, ""},
		{"two scripts, the last first", `<script>a()</script><p><script>b()</script>`, b + a, ""},
		{"a style", `<style>p{color:red}</style>`, "", red},
		{"cut short", `<script>a()`, "", ""},
	} {
		got := For(x.html)
		want := strings.Replace(strings.Replace(Site, "script-src 'self'", "script-src 'self'"+x.scripts, 1), "style-src 'self'", "style-src 'self'"+x.styles, 1)
		if got != want {
			t.Errorf("%s:\n%s\nwant\n%s", x.name, got, want)
		}
	}
}

func TestOf(t *testing.T) {
	const own = `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; img-src data:">`
	if got := Of("<!doctype html>" + own + "<script>a()</script>"); got != "default-src 'none'; img-src data:" {
		t.Errorf("of a page that brings its own: %s", got)
	}
	for _, page := range []string{"<script>a()</script>", own[:len(own)-2]} {
		if got := Of(page); got != For(page) {
			t.Errorf("of %s: %s", page, got)
		}
	}
}

// What the pages rely on: no script or style of a stranger, and none of ours that
// is text.
func TestSite(t *testing.T) {
	if strings.Contains(Site, "unsafe-inline") || strings.Contains(Site, "'unsafe-eval'") || strings.Contains(Site, "http") || strings.Contains(Site, "*") {
		t.Errorf("the policy allows too much: %s", Site)
	}
	if !strings.HasPrefix(Site, "default-src 'none';") {
		t.Errorf("what the policy does not name is allowed: %s", Site)
	}
}

// Whoever sends the policy as a header copies it from where hosts are spoken of.
func TestSharingHasThePolicy(t *testing.T) {
	text, err := os.ReadFile("../../../.github/SHARING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "\nContent-Security-Policy: ")
	block, _, _ := strings.Cut(rest, "```")
	if got := strings.Join(strings.Fields(block), " "); got != Site {
		t.Errorf(".github/SHARING.md says\n%s\npages have\n%s", got, Site)
	}
}
