//go:build js && wasm

package dom

// OnBytes calls fn for every message of bytes that the page sends to this
// worker. Anything else is a [Fault].
func (w *Window) OnBytes(fn func(data []byte)) (stop func()) {
	return On(w, "message", Options{}, func(e Event) {
		raw, err := fromArray(e.get("data"))
		if err != nil {
			w.fault("message", err)
			return
		}
		fn(raw)
	})
}

// PostBytes sends bytes from this worker to the page.
func (w *Window) PostBytes(data []byte) error { return w.post(w.global, data) }

// PostWords tells the page in words that this worker cannot go on.
func (w *Window) PostWords(reason string) error {
	_, err := w.global.Call("postMessage", reason)
	return err
}

// MemoryBytes returns how much memory this program has taken from the browser:
// it grows and never shrinks. It is 0 where the starting script did not leave
// kingman.memory.
func (w *Window) MemoryBytes() float64 {
	buffer, err := w.path("kingman", "memory", "buffer")
	if err != nil || missing(buffer) {
		return 0
	}
	length, err := w.get(buffer, "byteLength")
	if err != nil {
		return 0
	}
	return number(length)
}
