//go:build js && wasm

package dom

import (
	"errors"
	"strings"
	"testing"

	"github.com/hack-pad/safejs"
)

// These run in wasm under node, with stand-ins for what only a browser has.

// open returns a Window whose reports are kept.
func open(t *testing.T) (*Window, *[]error) {
	t.Helper()
	w, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	reports := &[]error{}
	w.OnCrash(func(err error) { *reports = append(*reports, err) })
	return w, reports
}

// js evaluates an expression.
func js(t *testing.T, w *Window, expression string) safejs.Value {
	t.Helper()
	v, err := w.global.Call("eval", "("+expression+")")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// put makes a global of an expression, until the test is over.
func put(t *testing.T, w *Window, name, expression string) {
	t.Helper()
	old, _ := w.get(w.global, name)
	define := func(v safejs.Value) {
		object, _ := w.global.Get("Object")
		if _, err := object.Call("defineProperty", w.global, name, map[string]any{"value": v, "configurable": true, "writable": true}); err != nil {
			t.Fatal(err)
		}
	}
	define(js(t, w, expression))
	t.Cleanup(func() { define(old) })
}

// soon waits until the event loop has gone around. Only a test may wait.
func soon(w *Window) {
	done := make(chan struct{})
	w.After(5, func() { close(done) })
	<-done
}

func TestAPanicInACallbackIsReportedAndTheProgramGoesOn(t *testing.T) {
	w, reports := open(t)
	w.After(0, func() { panic("broken") })
	soon(w)
	var p *Panic
	if len(*reports) != 1 || !errors.As((*reports)[0], &p) || p.Value != "broken" || p.Where != "timer" || p.Stack == "" {
		t.Fatalf("reports %v", *reports)
	}
	w.OnCrash(func(error) { panic("the reporter too") })
	w.After(0, func() { panic("broken") })
	soon(w)
}

func TestATimerRunsOnceUnlessCancelled(t *testing.T) {
	w, reports := open(t)
	ran := 0
	cancel := w.After(0, func() { ran++ })
	w.After(0, func() { ran += 10 })()
	soon(w)
	cancel()
	cancel()
	if ran != 1 || len(*reports) != 0 {
		t.Errorf("ran %d, reports %v", ran, *reports)
	}
}

func TestStepsInTurn(t *testing.T) {
	w, reports := open(t)
	said := ""
	say := func(what string) func() { return func() { said += what } }
	w.InTurn()()
	w.InTurn(say("never"))()
	all := w.InTurn(say("a"), func() {
		w.After(0, say("between")) // whatever waits has its turn
	}, say("b"))
	var part func()
	part = w.InTurn(say("1"), func() { part() }, say("called off"))
	for range 1000 {
		if soon(w); strings.HasSuffix(said, "b") {
			break
		}
	}
	all()
	part()
	if said != "a1betweenb" || len(*reports) != 0 {
		t.Errorf("%q, reports %v", said, *reports)
	}
}

// A plain read of this property would end the program.
func TestAGetterThatThrowsIsAnError(t *testing.T) {
	w, reports := open(t)
	trap := js(t, w, `Object.defineProperty({}, "x", {get() {throw new Error("denied")}, set() {throw new Error("denied")}})`)
	if _, err := w.get(trap, "x"); err == nil || !strings.Contains(err.Error(), "denied") {
		t.Errorf("get: %v", err)
	}
	if got := (Element{w, trap}).Number("x"); got != 0 || len(*reports) != 1 {
		t.Errorf("%v, reports %v", got, *reports)
	}
	Element{w, trap}.SetNumber("x", 1)
	var f *Fault
	if len(*reports) != 2 || !errors.As((*reports)[1], &f) || f.Where != "set x" {
		t.Errorf("reports %v", *reports)
	}
}

func TestAListenerCanBeTakenBack(t *testing.T) {
	w, reports := open(t)
	e := Element{w, js(t, w, `new EventTarget()`)}
	heard := 0
	stop := On(e, "input", Options{}, func(event Event) {
		heard++
		if !event.Target().Same(e) || event.Kind() != "input" || event.Key() != "" {
			t.Errorf("kind %q, key %q", event.Kind(), event.Key())
		}
		event.PreventDefault()
	})
	fire := func() { e.call("dispatchEvent", js(t, w, `new Event("input", {cancelable: true})`)) }
	fire()
	fire()
	stop()
	stop()
	fire()
	if heard != 2 || len(*reports) != 0 {
		t.Errorf("heard %d, reports %v", heard, *reports)
	}
}

func TestNoElementIsNoPanic(t *testing.T) {
	var e Element
	e.SetText("x")
	e.SetClass("x", true)
	e.SetStyleVar("--x", "1")
	if _, ok := e.Query("p"); ok || e.Exists() || e.Text() != "" || e.Matches("p") || e.Rect() != (Rect{}) || len(e.QueryAll("p")) != 0 {
		t.Error("the zero Element answers")
	}
	On(e, "click", Options{}, func(Event) {})()
}

func TestAPromiseSettlesOnce(t *testing.T) {
	w, _ := open(t)
	for _, c := range []struct{ promise, want string }{
		{`Promise.resolve(1)`, ""},
		{`Promise.reject(new TypeError("not allowed"))`, "try: TypeError: not allowed"},
		{`Promise.reject("no")`, "try: no"},
		{`Promise.reject()`, "without a reason"},
		{`undefined`, ""},
		{`1`, "try:"},
	} {
		calls, got := 0, error(nil)
		w.settle(js(t, w, c.promise), "try", func(err error) { calls, got = calls+1, err })
		soon(w)
		if calls != 1 || (got == nil) != (c.want == "") || got != nil && !strings.Contains(got.Error(), c.want) {
			t.Errorf("%s: called %d times with %v", c.promise, calls, got)
		}
	}
}

func TestWhatABrowserRefusesIsAnError(t *testing.T) {
	w, reports := open(t)
	put(t, w, "history", `{replaceState() {throw new Error("100 per 30 seconds")}, pushState() {}}`)
	if err := w.Replace("#a"); err == nil || !strings.Contains(err.Error(), "100 per 30 seconds") {
		t.Errorf("replace: %v", err)
	}
	if err := w.Push("#a"); err != nil {
		t.Error(err)
	}
	put(t, w, "localStorage", `{getItem() {throw new Error("sandboxed")}, setItem() {throw new Error("sandboxed")}}`)
	if _, ok := w.Stored("k"); ok {
		t.Error("something was stored")
	}
	if err := w.Store("k", "v"); err == nil {
		t.Error("it was stored")
	}
	if len(*reports) != 0 {
		t.Errorf("reports %v", *reports)
	}
}

func TestScriptsGetWhatTheyAreGiven(t *testing.T) {
	w, _ := open(t)
	put(t, w, "kingman", `{charts: {
		echo(...all) {return all.map(a => a instanceof Uint8Array ? "bytes " + a : a === null ? "null" : typeof a + " " + a).join(", ")},
		boom() {throw new TypeError("no canvas")},
	}}`)
	c, err := w.Script("charts")
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Call("echo", "{}", []byte{1, 2}, 1.5, 3, true, nil)
	if want := "string {}, bytes 1,2, number 1.5, number 3, boolean true, null"; err != nil || got != want {
		t.Errorf("got %q, %v", got, err)
	}
	for method, want := range map[string]string{"boom": "no canvas", "absent": "absent"} {
		if _, err := c.Call(method); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", method, err)
		}
	}
	if _, err := c.Call("echo", []string{"x"}); err == nil {
		t.Error("a []string crossed")
	}
	if _, err := w.Script("absent"); err == nil || !strings.Contains(err.Error(), "absent") {
		t.Errorf("a script that is not there: %v", err)
	}
}

func TestAWorkerIsHeardUntilItIsEnded(t *testing.T) {
	w, reports := open(t)
	put(t, w, "Worker", `class extends EventTarget {
		say(data) {const e = new Event("message"); e.data = data; this.dispatchEvent(e)}
		postMessage(m) {if (m.module) this.say(new Uint8Array([m.files.length])); else this.say(m[0] ? m : "stopped")}
		terminate() {this.ended = true}
	}`)
	put(t, w, "kingman", `{module: {}}`)
	var heard []string
	k, err := w.NewWorker("worker.js", Heard{
		Bytes:  func(data []byte) { heard = append(heard, string(data)) },
		Failed: func(reason string) { heard = append(heard, "failed: "+reason) },
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{k.Boot("/files/"), k.Post([]byte("abc")), k.Post([]byte{0})} {
		if err != nil {
			t.Error(err)
		}
	}
	k.v.Call("dispatchEvent", js(t, w, `Object.assign(new Event("error"), {message: "syntax"})`))
	k.Terminate()
	k.Terminate()
	k.v.Call("say", "late")
	if got := strings.Join(heard, "|"); got != "\x07|abc|failed: stopped|failed: syntax" || len(*reports) != 0 {
		t.Errorf("heard %q, reports %v", got, *reports)
	}
}
