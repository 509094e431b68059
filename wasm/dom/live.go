//go:build js && wasm

package dom

import (
	"errors"

	"github.com/hack-pad/safejs"

	"kingman/core/smallfmt"
)

// Live returns the page's object that draws the live picture,
// globalThis.kingman.live. It fails if the page's script did not run.
func (w *Window) Live() (Charts, error) {
	v, err := w.path("kingman", "live")
	if err != nil {
		return Charts{}, smallfmt.Errorf("dom: live: %w", err)
	}
	if missing(v) {
		return Charts{}, errors.New("dom: kingman.live is not there")
	}
	return Charts{w, v}, nil
}

// Seen calls changed now and whenever it changes whether any of e is where the
// reader can see it, until stop is called. Where a browser cannot tell, e is
// seen.
func (e Element) Seen(changed func(seen bool)) (stop func()) {
	class, err := e.w.global.Get("IntersectionObserver")
	if err != nil || missing(class) {
		changed(true)
		return func() {}
	}
	callback, err := e.w.callback("intersection", func(args []safejs.Value) {
		if len(args) == 0 {
			return
		}
		n, _ := args[0].Length()
		if n == 0 {
			return
		}
		last, err := args[0].Index(n - 1)
		if err != nil {
			return
		}
		is, err := last.Get("isIntersecting")
		changed(err != nil || truth(is))
	})
	if err != nil {
		e.w.fault("intersection", err)
		return func() {}
	}
	observer, err := class.New(callback)
	if err == nil {
		_, err = observer.Call("observe", e.v)
	}
	if err != nil {
		e.w.fault("intersection", err)
		callback.Release()
		return func() {}
	}
	stopped := false
	return func() {
		if !stopped {
			stopped = true
			_, err := observer.Call("disconnect")
			e.w.fault("disconnect", err)
			callback.Release()
		}
	}
}
