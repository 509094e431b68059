//go:build js && wasm

package dom

// A Rect is where an element is, in CSS pixels from the top left of what the
// reader sees of the page.
type Rect struct{ X, Y, Width, Height float64 }

// Rect returns where e is.
func (e Element) Rect() Rect {
	v := e.call("getBoundingClientRect")
	if missing(v) {
		return Rect{}
	}
	side := func(name string) float64 {
		s, err := v.Get(name)
		if err != nil {
			return 0
		}
		return number(s)
	}
	return Rect{side("left"), side("top"), side("width"), side("height")}
}

// ScrollIntoView moves the page as little as is needed to show e.
func (e Element) ScrollIntoView() {
	e.call("scrollIntoView", map[string]any{"block": "nearest", "inline": "nearest"})
}
