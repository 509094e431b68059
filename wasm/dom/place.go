//go:build js && wasm

package dom

import "kingman/core/smallfmt"

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

// Focus gives e the focus; scroll says whether the page may move to show it.
func (e Element) Focus(scroll bool) {
	e.call("focus", map[string]any{"preventScroll": !scroll})
}

// Blur takes the focus from e, so that a presenter's PageDown reaches the page
// and not a slider.
func (e Element) Blur() { e.call("blur") }

// Click does what a click on e does.
func (e Element) Click() { e.call("click") }

// ScrollIntoView moves the page as little as is needed to show e.
func (e Element) ScrollIntoView() {
	e.call("scrollIntoView", map[string]any{"block": "nearest", "inline": "nearest"})
}

// ShowModal opens a dialog element above the page.
func (e Element) ShowModal() { e.call("showModal") }

// Close closes a dialog element.
func (e Element) Close() { e.call("close") }

// CapturePointer sends all later events of a pointer to e, until it is lifted.
// It fails for a pointer that is already gone.
func (e Element) CapturePointer(id int) error {
	if _, err := e.try("setPointerCapture", id); err != nil {
		return smallfmt.Errorf("dom: capture pointer %d: %w", id, err)
	}
	return nil
}

// ReleasePointer takes back [Element.CapturePointer].
func (e Element) ReleasePointer(id int) error {
	if _, err := e.try("releasePointerCapture", id); err != nil {
		return smallfmt.Errorf("dom: release pointer %d: %w", id, err)
	}
	return nil
}

// Fullscreen asks to show e alone on the screen. The browser grants it only
// within a reader's own gesture and never in some frames; done hears the
// answer, nil if it was granted.
func (e Element) Fullscreen(done func(error)) {
	e.ask("requestFullscreen", "full screen", done)
}

// LeaveFullscreen ends full screen, if there is any; done hears the answer.
func (w *Window) LeaveFullscreen(done func(error)) {
	w.Document().ask("exitFullscreen", "leave full screen", done)
}

// InFullscreen says whether an element of the page fills the screen.
func (w *Window) InFullscreen() bool {
	return !missing(w.Document().read("fullscreenElement"))
}

// ask calls a method that promises, or that a browser may lack or refuse.
func (e Element) ask(method, what string, done func(error)) {
	promise, err := e.try(method)
	if err != nil {
		done(smallfmt.Errorf("dom: %s: %w", what, err))
		return
	}
	e.w.settle(promise, what, done)
}
