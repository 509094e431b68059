//go:build js && wasm

package dom

import (
	"errors"

	"github.com/hack-pad/safejs"

	"kingman/core/smallfmt"
)

// settle calls done once when promise is fulfilled (nil) or rejected (why).
// What is not a promise counts as fulfilled: older browsers return undefined
// where newer ones promise.
func (w *Window) settle(promise safejs.Value, what string, done func(error)) {
	if missing(promise) {
		done(nil)
		return
	}
	var kept, broken safejs.Func
	release := func() { kept.Release(); broken.Release() }
	var err error
	kept, err = w.callback(what, func([]safejs.Value) { release(); done(nil) })
	if err != nil {
		done(smallfmt.Errorf("dom: %s: %w", what, err))
		return
	}
	broken, err = w.callback(what, func(args []safejs.Value) {
		release()
		done(smallfmt.Errorf("dom: %s: %w", what, w.reason(args)))
	})
	if err != nil {
		kept.Release()
		done(smallfmt.Errorf("dom: %s: %w", what, err))
		return
	}
	if _, err := promise.Call("then", kept, broken); err != nil {
		release()
		done(smallfmt.Errorf("dom: %s: %w", what, err))
	}
}

// reason turns what a promise was rejected with, or what was thrown, into an
// error with its name and message.
func (w *Window) reason(args []safejs.Value) error {
	if len(args) == 0 || missing(args[0]) {
		return errors.New("refused without a reason")
	}
	v := args[0]
	if v.Type() == safejs.TypeObject {
		name, _ := w.get(v, "name")
		message, _ := w.get(v, "message")
		if n, m := text(name), text(message); n != "" || m != "" {
			return smallfmt.Errorf("%s: %s", n, m)
		}
	}
	s, err := v.String()
	if err != nil {
		return err
	}
	return errors.New(s)
}
