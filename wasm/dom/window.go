//go:build js && wasm

package dom

import (
	"runtime"

	"github.com/hack-pad/safejs"

	"kingman/core/smallfmt"
)

// A Window is the global object of the page, or of the worker.
type Window struct {
	global, reflect safejs.Value
	report          func(error)
}

// Open returns the global object. Call it once, at the start of a role.
func Open() (*Window, error) {
	global := safejs.Global()
	reflect, err := global.Get("Reflect")
	if err != nil {
		return nil, smallfmt.Errorf("dom: no Reflect: %w", err)
	}
	return &Window{global: global, reflect: reflect, report: func(err error) { println(err.Error()) }}, nil
}

// OnCrash sets the one function that hears of what went wrong where nobody
// could be told by a result: a *[Panic] that a callback recovered from, or a
// *[Fault]. Until it is set they are printed to the console.
//
// It may be called often, once a frame if a frame's callback is broken. It is
// itself guarded: a panic in it is printed.
func (w *Window) OnCrash(report func(error)) { w.report = report }

// A Panic is what a callback recovered from.
type Panic struct {
	// Where names the callback: "input listener", "frame".
	Where string
	Value any
	// Stack is the stack of the panic, for the console and not for a reader.
	Stack string
}

func (p *Panic) Error() string { return smallfmt.Sprintf("dom: panic in %s: %v", p.Where, p.Value) }

// A Fault is a call that the page's document could not answer.
type Fault struct {
	// Where names the call: "Query main > h1".
	Where string
	Err   error
}

func (f *Fault) Error() string { return smallfmt.Sprintf("dom: %s: %v", f.Where, f.Err) }

// Unwrap returns what JavaScript said.
func (f *Fault) Unwrap() error { return f.Err }

// fault reports err, if there is one, as a failure of where.
func (w *Window) fault(where string, err error) {
	if err != nil {
		w.tell(&Fault{where, err})
	}
}

// tell hands err to the reporter and survives a reporter that panics.
func (w *Window) tell(err error) {
	defer func() {
		if v := recover(); v != nil {
			println("dom: panic in the crash reporter:", smallfmt.Sprint(v), "after", err.Error())
		}
	}()
	w.report(err)
}

// guard calls fn and turns a panic into a report. Every callback goes through
// it.
func (w *Window) guard(where string, fn func()) {
	defer func() {
		if v := recover(); v != nil {
			w.tell(&Panic{where, v, string(stack())})
		}
	}()
	fn()
}

// callback wraps fn for JavaScript, guarded. It returns undefined: any other
// type that Go cannot map would end the program.
func (w *Window) callback(where string, fn func(args []safejs.Value)) (safejs.Func, error) {
	return safejs.FuncOf(func(_ safejs.Value, args []safejs.Value) any {
		w.guard(where, func() { fn(args) })
		return nil
	})
}

// get reads a property whose getter may throw. A plain read of such a property
// (localStorage in a sandboxed frame) throws through the Go runtime and ends
// the program; a call does not.
func (w *Window) get(v safejs.Value, name string) (safejs.Value, error) {
	return w.reflect.Call("get", v, name)
}

// set writes a property whose setter may throw: see get.
func (w *Window) set(v safejs.Value, name string, x any) error {
	_, err := w.reflect.Call("set", v, name, x)
	return err
}

// path reads a chain of properties, each guarded.
func (w *Window) path(names ...string) (safejs.Value, error) {
	v := w.global
	for _, name := range names {
		if missing(v) {
			return safejs.Undefined(), nil
		}
		var err error
		if v, err = w.get(v, name); err != nil {
			return v, smallfmt.Errorf("%s: %w", name, err)
		}
	}
	return v, nil
}

// missing says whether v is undefined or null.
func missing(v safejs.Value) bool { return v.IsUndefined() || v.IsNull() }

// text returns v if it is a JavaScript string, else "".
func text(v safejs.Value) string {
	if v.Type() != safejs.TypeString {
		return ""
	}
	s, _ := v.String()
	return s
}

// number returns v if it is a JavaScript number, else 0.
func number(v safejs.Value) float64 {
	if v.Type() != safejs.TypeNumber {
		return 0
	}
	f, _ := v.Float()
	return f
}

// truth returns v's truthiness.
func truth(v safejs.Value) bool {
	b, err := v.Truthy()
	return err == nil && b
}

// stack is where the program is, as package runtime/debug writes it, which would bring
// files and a clock along.
func stack() []byte {
	b := make([]byte, 16<<10)
	return b[:runtime.Stack(b, false)]
}
