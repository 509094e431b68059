//go:build js && wasm

package dom

import "github.com/hack-pad/safejs"

// An Event is what a listener hears. It is read lazily and is good only while
// the listener runs.
type Event struct {
	w *Window
	v safejs.Value
}

// Target returns the element that the event happened to.
func (e Event) Target() Element { return Element{e.w, e.get("target")} }

// Kind returns the event's type: "input", "keydown".
func (e Event) Kind() string { return text(e.get("type")) }

// Key returns the key of a keyboard event: "PageDown", "Escape", ".".
func (e Event) Key() string { return text(e.get("key")) }

// Repeat says whether a key is being held down.
func (e Event) Repeat() bool { return truth(e.get("repeat")) }

// Composing says whether the key belongs to an input method and is not for us.
func (e Event) Composing() bool { return truth(e.get("isComposing")) }

// Ctrl says whether the control key was down.
func (e Event) Ctrl() bool { return truth(e.get("ctrlKey")) }

// Meta says whether the command or Windows key was down.
func (e Event) Meta() bool { return truth(e.get("metaKey")) }

// Alt says whether the alt or option key was down.
func (e Event) Alt() bool { return truth(e.get("altKey")) }

// Shift says whether the shift key was down.
func (e Event) Shift() bool { return truth(e.get("shiftKey")) }

// X returns where the pointer was, in CSS pixels from the left of the page's
// visible part.
func (e Event) X() float64 { return number(e.get("clientX")) }

// Y is to the vertical what [Event.X] is to the horizontal.
func (e Event) Y() float64 { return number(e.get("clientY")) }

// PointerID returns the number of the finger, pen or mouse.
func (e Event) PointerID() int { return int(number(e.get("pointerId"))) }

// PointerKind returns "mouse", "pen" or "touch".
func (e Event) PointerKind() string { return text(e.get("pointerType")) }

// Button returns the button that changed: 0 is the main one.
func (e Event) Button() int { return int(number(e.get("button"))) }

// Buttons returns the buttons that are down, as bits: 1 is the main one.
func (e Event) Buttons() int { return int(number(e.get("buttons"))) }

// State returns what a toggle event's details or dialog element has become:
// "open" or "closed".
func (e Event) State() string { return text(e.get("newState")) }

// Detail returns the text that our own scripts sent with a custom event.
func (e Event) Detail() string { return text(e.get("detail")) }

// DetailNumber returns the number that our own scripts sent with a custom
// event, or the click count of a click.
func (e Event) DetailNumber() float64 { return number(e.get("detail")) }

// PreventDefault keeps the browser from doing what it does by itself. It has
// no effect in a passive listener.
func (e Event) PreventDefault() { e.call("preventDefault") }

// StopPropagation keeps the event from listeners further on.
func (e Event) StopPropagation() { e.call("stopPropagation") }

// get reads a property. An event's own getters do not throw, so the plain and
// cheaper read will do.
func (e Event) get(name string) safejs.Value {
	v, err := e.v.Get(name)
	if err != nil {
		return safejs.Undefined()
	}
	return v
}

func (e Event) call(method string) {
	_, err := e.v.Call(method)
	e.w.fault(method, err)
}
