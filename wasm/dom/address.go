//go:build js && wasm

package dom

import "kingman/core/smallfmt"

// An Address is the page's own, in the pieces that links are made of.
type Address struct {
	// Href is the whole; Origin is "null" from a file or in a sandbox; Path
	// begins with "/"; Query begins with "?" and Hash with "#" unless empty.
	Href, Origin, Protocol, Path, Query, Hash string
}

// Address returns the page's own address, as the browser spells it: reserved
// characters stay percent-encoded.
func (w *Window) Address() Address {
	location, err := w.get(w.global, "location")
	w.fault("location", err)
	part := func(name string) string {
		v, err := w.get(location, name)
		w.fault("location "+name, err)
		return text(v)
	}
	if missing(location) {
		return Address{}
	}
	return Address{part("href"), part("origin"), part("protocol"), part("pathname"), part("search"), part("hash")}
}

// Push makes url the page's address and adds a step to go back over. It fails
// for an address of another origin, and when called too often: WebKit allows
// 100 in 30 seconds, Chrome has a limit too.
func (w *Window) Push(url string) error { return w.history("pushState", url) }

// Replace makes url the page's address in place of the present one. It fails
// as [Window.Push] does.
func (w *Window) Replace(url string) error { return w.history("replaceState", url) }

// Leave loads url in place of this page, which no step of the history leads
// back to. The program runs on until the other page has come, and if it does
// not come, it stays.
func (w *Window) Leave(url string) error {
	location, err := w.get(w.global, "location")
	if err != nil {
		return smallfmt.Errorf("dom: location: %w", err)
	}
	if _, err := location.Call("replace", url); err != nil {
		return smallfmt.Errorf("dom: leave for %s: %w", url, err)
	}
	return nil
}

func (w *Window) history(method, url string) error {
	history, err := w.get(w.global, "history")
	if err != nil {
		return smallfmt.Errorf("dom: history: %w", err)
	}
	if _, err := history.Call(method, nil, "", url); err != nil {
		return smallfmt.Errorf("dom: %s %s: %w", method, url, err)
	}
	return nil
}

// OnAddress calls fn when the reader goes back or forward or edits the address
// bar, perhaps twice for one change. [Window.Push] and [Window.Replace] do not
// count.
func (w *Window) OnAddress(fn func()) (stop func()) {
	stopPop := On(w, "popstate", Options{}, func(Event) { fn() })
	stopHash := On(w, "hashchange", Options{}, func(Event) { fn() })
	return func() { stopPop(); stopHash() }
}
