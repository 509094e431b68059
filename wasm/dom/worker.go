//go:build js && wasm

package dom

import (
	"errors"

	"github.com/hack-pad/safejs"

	"kingman/core/smallfmt"
)

// A Worker is the page's end of a Web Worker.
type Worker struct {
	w      *Window
	v      safejs.Value
	stops  []func()
	closed bool
}

// Heard says what to call when a worker speaks or dies. No function is called
// after [Worker.Terminate].
type Heard struct {
	// Bytes hears a message in our protocol.
	Bytes func(data []byte)
	// Failed hears in words that the worker could not start, or stopped.
	Failed func(reason string)
}

// NewWorker starts a worker from the script at url. Where workers from
// addresses are refused it fails at once, or Failed hears of it soon after.
func (w *Window) NewWorker(url string, heard Heard) (*Worker, error) {
	class, err := w.global.Get("Worker")
	if err != nil {
		return nil, smallfmt.Errorf("dom: worker: %w", err)
	}
	v, err := class.New(url)
	if err != nil {
		return nil, smallfmt.Errorf("dom: worker %s: %w", url, err)
	}
	k := &Worker{w: w, v: v}
	target := Element{w, v} // not an element, but listened to like one
	k.stops = []func(){
		On(target, "message", Options{}, func(e Event) { k.hear(e, heard) }),
		On(target, "messageerror", Options{}, func(Event) { heard.Failed("a message could not be read") }),
		On(target, "error", Options{}, func(e Event) {
			// What is told to us need not be told to the console as well.
			e.PreventDefault()
			reason := text(e.get("message"))
			if reason == "" {
				reason = "the worker's script could not be loaded"
			}
			heard.Failed(reason)
		}),
	}
	return k, nil
}

// NewWorkerFromSource starts a worker from the text of a script, which works
// in a sandboxed frame and from a file.
func (w *Window) NewWorkerFromSource(source string, heard Heard) (*Worker, error) {
	blob, err := w.blob("text/javascript", source)
	if err != nil {
		return nil, smallfmt.Errorf("dom: worker: %w", err)
	}
	url, revoke, err := w.blobURL(blob)
	if err != nil {
		return nil, smallfmt.Errorf("dom: worker: %w", err)
	}
	// The script is fetched soon after new Worker returns, in its own time.
	w.After(60_000, revoke)
	return w.NewWorker(url, heard)
}

// hear sorts what a worker posts: bytes are ours, a text says that it failed.
func (k *Worker) hear(e Event, heard Heard) {
	data := e.get("data")
	if data.Type() == safejs.TypeString {
		heard.Failed(text(data))
		return
	}
	raw, err := fromArray(data)
	if err != nil {
		heard.Failed(err.Error())
		return
	}
	heard.Bytes(raw)
}

// Boot sends the first message of all: this program's own compiled module,
// which boot.js left in kingman.module, and the address of the folder with
// wasm_exec.js.
func (k *Worker) Boot(files string) error {
	module, err := k.w.path("kingman", "module")
	if err != nil || missing(module) {
		return errors.Join(errors.New("dom: kingman.module is not there"), err)
	}
	_, err = k.v.Call("postMessage", map[string]any{"module": module, "files": files})
	return err
}

// Post sends bytes, which the worker then owns.
func (k *Worker) Post(data []byte) error { return k.w.post(k.v, data) }

// Terminate stops the worker in the middle of what it does. It is heard of no
// more.
func (k *Worker) Terminate() {
	if k.closed {
		return
	}
	k.closed = true
	for _, stop := range k.stops {
		stop()
	}
	_, err := k.v.Call("terminate")
	k.w.fault("terminate", err)
}

// post copies data into a Uint8Array and hands that over without another copy.
func (w *Window) post(to safejs.Value, data []byte) error {
	array, err := w.toArray(data)
	if err != nil {
		return smallfmt.Errorf("dom: post: %w", err)
	}
	buffer, err := array.Get("buffer")
	if err != nil {
		return smallfmt.Errorf("dom: post: %w", err)
	}
	if _, err := to.Call("postMessage", array, []any{buffer}); err != nil {
		return smallfmt.Errorf("dom: post: %w", err)
	}
	return nil
}
