//go:build js && wasm

package dom

import "github.com/hack-pad/safejs"

// A Target is what can be listened to: a *[Window], an [Element].
type Target interface {
	target() (*Window, safejs.Value)
}

func (w *Window) target() (*Window, safejs.Value) { return w, w.global }
func (e Element) target() (*Window, safejs.Value) { return e.w, e.v }

// Options say how to listen.
type Options struct {
	// Capture hears the event before the element it happened to does.
	Capture bool
	// Passive promises not to prevent the default, so that scrolling need not
	// wait for us.
	Passive bool
}

// On calls fn for every event of a kind that happens to target or below it,
// until stop is called, which also frees the callback. Stopping twice, or
// while fn runs, is allowed.
//
// Listen on something that stays (the document, a panel) and ask the event's
// Target().Closest(selector) where it happened: what SetHTML replaces loses
// the listeners on it.
func On(target Target, kind string, options Options, fn func(Event)) (stop func()) {
	w, v := target.target()
	if w == nil {
		println("dom: no element to listen to:", kind)
		return func() {}
	}
	where := kind + " listener"
	listener, err := w.callback(where, func(args []safejs.Value) {
		if len(args) > 0 {
			fn(Event{w, args[0]})
		}
	})
	if err != nil {
		w.fault(where, err)
		return func() {}
	}
	how := map[string]any{"capture": options.Capture, "passive": options.Passive}
	if _, err := v.Call("addEventListener", kind, listener, how); err != nil {
		w.fault(where, err)
		listener.Release()
		return func() {}
	}
	stopped := false
	return func() {
		if stopped {
			return
		}
		stopped = true
		_, err := v.Call("removeEventListener", kind, listener, how)
		w.fault(where, err)
		listener.Release()
	}
}
