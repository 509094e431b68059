//go:build js && wasm

package dom

import "github.com/hack-pad/safejs"

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
