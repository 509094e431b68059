//go:build js && wasm

package dom

import "github.com/hack-pad/safejs"

// An Element is an element of the document, or the document itself. The zero
// Element is no element: asking it answers nothing, changing it changes
// nothing, and the console hears of both.
type Element struct {
	w *Window
	v safejs.Value
}

// Document returns the document: Query on it searches the whole page.
func (w *Window) Document() Element {
	v, err := w.get(w.global, "document")
	w.fault("document", err)
	return Element{w, v}
}

// Root returns the html element.
func (w *Window) Root() Element {
	v, err := w.path("document", "documentElement")
	w.fault("documentElement", err)
	return Element{w, v}
}

// Body returns the body element.
func (w *Window) Body() Element {
	v, err := w.path("document", "body")
	w.fault("body", err)
	return Element{w, v}
}

// Active returns the element that has the focus.
func (w *Window) Active() (Element, bool) {
	v, err := w.path("document", "activeElement")
	w.fault("activeElement", err)
	return Element{w, v}, err == nil && !missing(v)
}

// Query returns the first element of the page that matches a CSS selector.
func (w *Window) Query(selector string) (Element, bool) { return w.Document().Query(selector) }

// QueryAll returns the elements of the page that match, in document order.
func (w *Window) QueryAll(selector string) []Element { return w.Document().QueryAll(selector) }

// Query returns the first element below e that matches a CSS selector.
func (e Element) Query(selector string) (Element, bool) { return e.find("querySelector", selector) }

// Closest returns e or the nearest element above it that matches.
func (e Element) Closest(selector string) (Element, bool) { return e.find("closest", selector) }

// QueryAll returns the elements below e that match, in document order.
func (e Element) QueryAll(selector string) []Element {
	return e.list(e.call("querySelectorAll", selector))
}

func (e Element) list(list safejs.Value) []Element {
	if missing(list) {
		return nil
	}
	n, _ := list.Length()
	found := make([]Element, 0, n)
	for i := range n {
		if v, err := list.Index(i); err == nil {
			found = append(found, Element{e.w, v})
		}
	}
	return found
}

// Connected says whether e still stands in the document.
func (e Element) Connected() bool { return truth(e.read("isConnected")) }

// Matches says whether e matches a CSS selector.
func (e Element) Matches(selector string) bool { return truth(e.call("matches", selector)) }

// Contains says whether other is e or below it.
func (e Element) Contains(other Element) bool { return truth(e.call("contains", other.v)) }

// Same says whether e and other are one element.
func (e Element) Same(other Element) bool { return e.v.Equal(other.v) }

// Exists says whether e is an element and not the zero Element.
func (e Element) Exists() bool { return e.w != nil && !missing(e.v) }

func (e Element) find(method, selector string) (Element, bool) {
	v := e.call(method, selector)
	if missing(v) {
		return Element{}, false
	}
	return Element{e.w, v}, true
}

// call calls a method of e. A failure is reported and yields undefined.
func (e Element) call(method string, args ...any) safejs.Value {
	v, err := e.try(method, args...)
	if err != nil {
		e.fault(method, args, err)
		return safejs.Undefined()
	}
	return v
}

// try calls a method of e that a browser may refuse.
func (e Element) try(method string, args ...any) (safejs.Value, error) {
	return e.v.Call(method, args...)
}

// read returns a property of e, guarded against getters that throw.
func (e Element) read(name string) safejs.Value {
	if e.w == nil {
		e.fault(name, nil, nil)
		return safejs.Undefined()
	}
	v, err := e.w.get(e.v, name)
	if err != nil {
		e.fault(name, nil, err)
		return safejs.Undefined()
	}
	return v
}

// write sets a property of e, guarded against setters that throw.
func (e Element) write(name string, x any) {
	if e.w == nil {
		e.fault("set "+name, nil, nil)
		return
	}
	if err := e.w.set(e.v, name, x); err != nil {
		e.fault("set "+name, nil, err)
	}
}

func (e Element) fault(what string, args []any, err error) {
	for _, a := range args {
		if s, ok := a.(string); ok {
			what += " " + s
		}
	}
	if e.w == nil {
		println("dom: no element:", what)
		return
	}
	e.w.fault(what, err)
}
