//go:build js && wasm

package dom

import "github.com/hack-pad/safejs"

// Now returns milliseconds since the page or the worker began.
func (w *Window) Now() float64 {
	performance, err := w.global.Get("performance")
	if err != nil {
		return 0
	}
	v, err := performance.Call("now")
	if err != nil {
		return 0
	}
	return number(v)
}

// Frame calls fn once before the next painting, with the frame's time in
// milliseconds as [Window.Now] counts them. Frames stop while nobody sees the
// page.
func (w *Window) Frame(fn func(now float64)) (cancel func()) {
	return w.later("frame", "cancelAnimationFrame", func(once safejs.Func) (safejs.Value, error) {
		return w.global.Call("requestAnimationFrame", once)
	}, fn)
}

// After calls fn once when the given milliseconds have passed, or later: a
// hidden page's timers run once a second or less often.
func (w *Window) After(milliseconds float64, fn func()) (cancel func()) {
	return w.later("timer", "clearTimeout", func(once safejs.Func) (safejs.Value, error) {
		return w.global.Call("setTimeout", once, milliseconds)
	}, func(float64) { fn() })
}

// InTurn calls each step in a task of its own, so that a hand waits for one of them at
// most.
func (w *Window) InTurn(steps ...func()) (cancel func()) {
	if len(steps) == 0 {
		return func() {}
	}
	over := false
	var next func()
	next = w.After(0, func() {
		if steps[0](); !over {
			next = w.InTurn(steps[1:]...)
		}
	})
	return func() {
		over = true
		next()
	}
}

// later wraps a callback that runs at most once and frees it after that, or
// when it is cancelled. Cancelling twice, or after it ran, does nothing.
func (w *Window) later(where, clear string, start func(safejs.Func) (safejs.Value, error), fn func(float64)) (cancel func()) {
	var once safejs.Func
	over := false
	once, err := w.callback(where, func(args []safejs.Value) {
		if over {
			return
		}
		over = true
		once.Release()
		at := 0.0
		if len(args) > 0 {
			at = number(args[0])
		}
		fn(at)
	})
	if err != nil {
		w.fault(where, err)
		return func() {}
	}
	handle, err := start(once)
	if err != nil {
		w.fault(where, err)
		once.Release()
		return func() {}
	}
	return func() {
		if over {
			return
		}
		over = true
		_, err := w.global.Call(clear, handle)
		w.fault(clear, err)
		once.Release()
	}
}
