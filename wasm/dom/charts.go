//go:build js && wasm

package dom

import (
	"errors"

	"github.com/hack-pad/safejs"

	"kingman/core/smallfmt"
)

// Charts is the page's own object that draws, globalThis.kingman.charts.
type Charts struct {
	w *Window
	v safejs.Value
}

// Charts returns the object that draws. It fails if the page's script did not
// run.
func (w *Window) Charts() (Charts, error) {
	v, err := w.path("kingman", "charts")
	if err != nil {
		return Charts{}, smallfmt.Errorf("dom: charts: %w", err)
	}
	if missing(v) {
		return Charts{}, errors.New("dom: kingman.charts is not there")
	}
	return Charts{w, v}, nil
}

// Call calls a method with strings, float64s, ints, bools, [Element]s, nil, and
// []byte, which arrives as a Uint8Array of its own after one copy. It returns
// the answer if that is a string, else "", and what the method threw.
func (c Charts) Call(method string, args ...any) (string, error) {
	passed := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case []byte:
			array, err := c.w.toArray(a)
			if err != nil {
				return "", smallfmt.Errorf("dom: charts.%s: %w", method, err)
			}
			passed[i] = array
		case Element:
			passed[i] = a.v
		case nil, string, float64, int, bool:
			passed[i] = a
		default:
			return "", smallfmt.Errorf("dom: charts.%s: cannot pass its argument %d", method, i)
		}
	}
	v, err := c.v.Call(method, passed...)
	if err != nil {
		return "", smallfmt.Errorf("dom: charts.%s: %w", method, err)
	}
	return text(v), nil
}
