//go:build js && wasm

package dom

import "kingman/core/smallfmt"

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
