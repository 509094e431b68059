// Package policy is the one home of the content security policy: the build
// writes it into every page, because static hosts often cannot set headers, and
// the development server sends it with every answer. It imports no code of the
// pages, so that the server starts and can say why nothing was built when that
// code does not compile.
package policy

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"strings"
)

// Site is the policy of a page whose scripts and styles are files beside it.
const Site = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'none'"

// For returns the policy of a page from its HTML: [Site], which also allows the
// scripts and styles that stand in the page itself, between tags without
// attributes, by their SHA-256.
func For(page string) string {
	return allow(allow(Site, "script", page), "style", page)
}

// Of returns the policy that a finished page brings in its meta element, and where it
// brings none that [For] it. The one file allows what comes to stand in it later, too.
func Of(page string) string {
	_, rest, found := strings.Cut(page, `<meta http-equiv="Content-Security-Policy" content="`)
	own, _, ends := strings.Cut(rest, `">`)
	if !found || !ends {
		return For(page)
	}
	return html.UnescapeString(own)
}

// allow adds the hash of every element of that name in page to its directive.
func allow(policy, name, page string) string {
	opening, closing, directive := "<"+name+">", "</"+name+">", name+"-src 'self'"
	for {
		_, rest, found := strings.Cut(page, opening)
		if !found {
			return policy
		}
		text, rest, found := strings.Cut(rest, closing)
		if !found {
			return policy
		}
		sum := sha256.Sum256([]byte(text))
		hash := " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		policy = strings.Replace(policy, directive, directive+hash, 1)
		page = rest
	}
}
