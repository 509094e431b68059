//go:build js && wasm

package dom

import (
	"github.com/hack-pad/safejs"

	"kingman/core/smallfmt"
)

// A Script is an object of the page's own script, one of globalThis.kingman: "charts"
// draws, "live" draws the live picture, "share" gives to others what the page shows.
type Script struct {
	w    *Window
	name string
	v    safejs.Value
}

// Script returns the object of that name. It fails if the page's script did not run.
func (w *Window) Script(name string) (Script, error) {
	v, err := w.path("kingman", name)
	if err != nil {
		return Script{}, smallfmt.Errorf("dom: %s: %w", name, err)
	}
	if missing(v) {
		return Script{}, smallfmt.Errorf("dom: kingman.%s is not there", name)
	}
	return Script{w, name, v}, nil
}

// Call calls a method with strings, float64s, ints, bools, [Element]s, nil, and
// []byte, which arrives as a Uint8Array of its own after one copy. It returns
// the answer if that is a string, else "", and what the method threw.
func (c Script) Call(method string, args ...any) (string, error) {
	passed := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case []byte:
			array, err := c.w.toArray(a)
			if err != nil {
				return "", smallfmt.Errorf("dom: %s.%s: %w", c.name, method, err)
			}
			passed[i] = array
		case Element:
			passed[i] = a.v
		case nil, string, float64, int, bool:
			passed[i] = a
		default:
			return "", smallfmt.Errorf("dom: %s.%s: cannot pass its argument %d", c.name, method, i)
		}
	}
	v, err := c.v.Call(method, passed...)
	if err != nil {
		return "", smallfmt.Errorf("dom: %s.%s: %w", c.name, method, err)
	}
	return text(v), nil
}

// Embedded returns a text that the scripts of the page have left under kingman: "files",
// the address of what it loads, or "workerSource" in the single file; "" if there is none.
func (w *Window) Embedded(name string) string {
	v, err := w.path("kingman", name)
	if err != nil {
		return ""
	}
	return text(v)
}
