//go:build js && wasm

package dom

import (
	"github.com/hack-pad/safejs"

	"kingman/core/smallfmt"
)

// toArray copies data into a new Uint8Array.
func (w *Window) toArray(data []byte) (safejs.Value, error) {
	class, err := w.global.Get("Uint8Array")
	if err != nil {
		return class, err
	}
	array, err := class.New(len(data))
	if err != nil {
		return array, err
	}
	_, err = safejs.CopyBytesToJS(array, data)
	return array, err
}

// fromArray copies a Uint8Array. It fails for anything else.
func fromArray(array safejs.Value) ([]byte, error) {
	if array.Type() != safejs.TypeObject {
		return nil, smallfmt.Errorf("dom: want bytes, got %v", array.Type())
	}
	length, err := array.Get("byteLength")
	if err != nil {
		return nil, err
	}
	data := make([]byte, int(max(0, number(length))))
	if _, err := safejs.CopyBytesToGo(data, array); err != nil {
		return nil, smallfmt.Errorf("dom: want bytes: %w", err)
	}
	return data, nil
}

// blob returns a new Blob of that MIME type.
func (w *Window) blob(mime string, part any) (safejs.Value, error) {
	class, err := w.global.Get("Blob")
	if err != nil {
		return class, err
	}
	return class.New([]any{part}, map[string]any{"type": mime})
}

// blobURL returns an address for a blob and a function that gives it back.
func (w *Window) blobURL(blob safejs.Value) (url string, revoke func(), err error) {
	class, err := w.global.Get("URL")
	if err != nil {
		return "", nil, err
	}
	v, err := class.Call("createObjectURL", blob)
	if err != nil {
		return "", nil, err
	}
	return text(v), func() {
		_, err := class.Call("revokeObjectURL", v)
		w.fault("revokeObjectURL", err)
	}, nil
}

// Download offers data to the reader as a file.
func (w *Window) Download(name, mime string, data []byte) error {
	fail := func(err error) error { return smallfmt.Errorf("dom: download %s: %w", name, err) }
	array, err := w.toArray(data)
	if err != nil {
		return fail(err)
	}
	blob, err := w.blob(mime, array)
	if err != nil {
		return fail(err)
	}
	url, revoke, err := w.blobURL(blob)
	if err != nil {
		return fail(err)
	}
	// Some browsers read the address only after the click has returned.
	w.After(60_000, revoke)
	v, err := w.Document().try("createElement", "a")
	if err != nil {
		return fail(err)
	}
	anchor := Element{w, v}
	anchor.SetAttr("href", url)
	anchor.SetAttr("download", name)
	// It is never put into the document, whose listeners would hear its click.
	if _, err := anchor.try("click"); err != nil {
		return fail(err)
	}
	return nil
}
