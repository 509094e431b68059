//go:build js && wasm

package dom

// Log writes to the browser's console, for whoever opens it; no reader does.
func (w *Window) Log(words ...string) {
	console, err := w.global.Get("console")
	if err != nil {
		return
	}
	args := make([]any, len(words))
	for i, s := range words {
		args[i] = s
	}
	// Nobody is left to be told that telling failed.
	_, _ = console.Call("log", args...)
}
