//go:build js && wasm

package dom

import "kingman/core/smallfmt"

// Stored returns what [Window.Store] kept under key, if anything. In a
// sandboxed frame there is never anything.
func (w *Window) Stored(key string) (string, bool) {
	storage, err := w.get(w.global, "localStorage")
	if err != nil || missing(storage) {
		return "", false
	}
	v, err := storage.Call("getItem", key)
	if err != nil || missing(v) {
		return "", false
	}
	return text(v), true
}

// Store keeps a text for the reader's next visit. It fails in a sandboxed
// frame, in some private windows and when the storage is full; the page must
// do without.
func (w *Window) Store(key, value string) error {
	storage, err := w.get(w.global, "localStorage")
	if err != nil {
		return smallfmt.Errorf("dom: store %s: %w", key, err)
	}
	if _, err := storage.Call("setItem", key, value); err != nil {
		return smallfmt.Errorf("dom: store %s: %w", key, err)
	}
	return nil
}
